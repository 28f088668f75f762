"""Judges how a run ended, and whether a site still reads as it did."""
