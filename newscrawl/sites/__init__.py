"""The facts of a site: their form, their checks, and how a new site is added."""
