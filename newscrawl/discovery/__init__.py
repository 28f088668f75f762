"""What is found at run time: sources, addresses and places that the facts do not name."""
