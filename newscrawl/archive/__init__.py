"""Keeps what was fetched in WARC 1.1 files, and reads such files: our own and Common Crawl's."""
