"""Tools of the project's makers."""
