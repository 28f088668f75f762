"""Benchmarks: each command prints its figures, beside named peers in the same run."""
