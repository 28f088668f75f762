"""Reads archives again by the papers' own rules, over all cores."""
