"""Cleans, checks or drops an article between spider and feed, in the order of settings.py."""
