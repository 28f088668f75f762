"""What happens to an article between the spider and the feed, in the order of settings.py."""
