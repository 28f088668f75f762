"""Joins copies of one story across papers: by shared words, and template news by its facts.

Pure but for the store, which is an SQLite file.
"""

from newscrawl.dedup.clusters import Assignment, Clusters, Printed, seconds
from newscrawl.dedup.shingles import fingerprint

__all__ = ["Assignment", "Clusters", "Printed", "fingerprint", "seconds"]
