"""Makes extraction fail on one address, to play a fault of our own: see test_spider."""

import os

import newscrawl.crawler.spider

real = newscrawl.crawler.spider.extract


def extract(page, *, url, **given):
    if url == os.environ.get("NEWSCRAWL_BREAK"):
        raise ZeroDivisionError("made by a test")
    return real(page, url=url, **given)


newscrawl.crawler.spider.extract = extract
