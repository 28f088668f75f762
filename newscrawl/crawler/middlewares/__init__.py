"""What decides about requests and raw responses."""
