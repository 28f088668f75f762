"""What watches a run and writes what outlives it."""
