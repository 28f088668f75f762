"""Detects an answer that was cut off, where the connection itself does not show it.

A body without a length ends where the connection ends, and Scrapy unpacks as much of a cut body as
there is. Half an article would be a wrong article.
"""

import re
from typing import Final

START: Final = re.compile(rb"<!doctype\s+html|<html|<head|<body", re.IGNORECASE)
END: Final = re.compile(rb"</(?:html|body)", re.IGNORECASE)
XML_START: Final = re.compile(rb"<\?xml|<rss|<feed|<urlset|<sitemapindex|<rdf:rdf", re.IGNORECASE)
XML_END: Final = re.compile(rb"(?:</[\w:.-]+\s*>|/>|-->|\?>)$")
# A comment ends at its first end: read in two ways, a row of them would never be done with.
XML_ROOT: Final = re.compile(
    rb"</(?:\w+:)?(?:rss|feed|urlset|sitemapindex|rdf)\s*>\s*(?:<!--(?:(?!-->).)*-->\s*)*$",
    re.IGNORECASE | re.DOTALL,
)
#: Where the end of a page is looked for first, in bytes from its end.
TAIL: Final = 4096


def cut_short(body: bytes, *, ended: bool) -> bool:
    """Return whether a page, feed or sitemap breaks off.

    `ended`: whether its length was known and reached. Then a page without its last tags is cut only
    when it breaks off in mid text or mid tag; papers forget tags, but not the end of a word.
    """
    body = body.removeprefix(b"\xef\xbb\xbf")
    if XML_START.match(body[:200].lstrip()) and not START.search(body[:2000]):
        tail = body[-TAIL:].rstrip()
        if ended and XML_END.search(tail):
            return False
        return not (XML_ROOT.search(tail) or (body.count(b"<") < 4 and tail.endswith(b"/>")))
    if not START.match(body[:2000].lstrip()) or END.search(body[-TAIL:]) or END.search(body):
        return False
    return not (ended and body[-TAIL:].rstrip().endswith(b">"))
