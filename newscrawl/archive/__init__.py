"""Keeps what was fetched in WARC 1.1 files, and reads such files: our own and Common Crawl's."""

from newscrawl.archive.exchange import Asked, Exchange
from newscrawl.archive.writer import PACKINGS, Archive

__all__ = ["PACKINGS", "Archive", "Asked", "Exchange"]
