"""Keeps what outlives a run: stored articles, skipped pages, and how runs ended.

One SQLite file serves all papers, and several crawls at once. Of the articles it holds nothing that
the feeds do not also tell: move it away, and they are marked again from the feeds. The runs and the
skipped pages are forgotten then.
"""
