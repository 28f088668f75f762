"""Crawls the regional press of Indonesia into clean JSON Lines."""

__version__ = "0.1.0"
