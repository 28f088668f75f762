"""Turns bytes into a readable page, and recognises pages that are no article."""
