"""What a page is: whose it is, and whether it is what it seems."""
