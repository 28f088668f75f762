"""Hostile input, and what must hold for it: nothing crashes, nothing hangs."""
