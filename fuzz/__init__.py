"""Input that means harm, and what must hold for it: nothing crashes, nothing hangs."""
