"""Decides about requests and raw responses."""
