"""Builds the egg that Scrapyd runs; all facts are in pyproject.toml."""

from setuptools import setup

setup()
