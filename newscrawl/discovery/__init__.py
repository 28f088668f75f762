"""Says where links come from and when to stop: sources, listings, the source walk, the window."""
