"""A page that shows how all papers do: one HTML file that asks nobody for anything."""
