"""The project's commands: thin shells over functions that tests and notebooks call too."""
