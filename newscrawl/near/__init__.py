"""One story in many papers: near copies known by their words, template news by its facts.

Pure but for the store, which is an SQLite file.
"""

from newscrawl.near.stories import Placement, Stories

__all__ = ["Placement", "Stories"]
