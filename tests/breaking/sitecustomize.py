"""Makes extraction fail on one address, as a fault of our own would: see test_spider."""

import os

import newscrawl.spider

real = newscrawl.spider.extract


def extract(page, *, url, **given):
    if url == os.environ.get("NEWSCRAWL_BREAK"):
        raise ZeroDivisionError("made by a test")
    return real(page, url=url, **given)


newscrawl.spider.extract = extract
