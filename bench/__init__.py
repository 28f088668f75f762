"""Figures, each printed by one command, with their peers in the same run."""
