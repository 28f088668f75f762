"""One story in many papers: near copies known by their words, template news by its facts.

Pure but for the store, which is an SQLite file.
"""

from newscrawl.near.fingerprint import fingerprint
from newscrawl.near.stories import Placement, Stories, seconds

__all__ = ["Placement", "Stories", "fingerprint", "seconds"]
