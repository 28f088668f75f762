"""The project's own commands: thin shells over the functions that tests and notebooks call."""
