"""How requests are sent and answers received."""
