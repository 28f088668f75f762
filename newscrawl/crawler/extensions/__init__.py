"""Watches a run and writes what outlives it."""
