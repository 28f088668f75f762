"""Jobs for many machines: what is to be run, in a PostgreSQL, and the workers that run it."""
