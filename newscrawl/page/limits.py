"""Limits the markup that is parsed: tags and attributes are counted before the page is read.

16 MB of `<p>` take a parser 700 MB, and all that walks the tree a minute; 16 MB of a comment take
nothing. So it is not the size that is bounded but what makes work.
"""

import re
from collections.abc import Mapping
from typing import Final

from lxml.html import HtmlElement

#: Twenty times the most that was seen on real pages (4,700 tags, 6,700 attributes).
MAX_IN_PAGE: Final = {b"<": 100_000, b"=": 200_000, b"{": 200_000, b"[": 200_000}
#: A sitemap of 50,000 addresses, as many as the protocol allows, has eight tags for each,
#: and in an address five parameters.
MAX_IN_XML: Final = {b"<": 500_000, b"=": 200_000, b"&": 500_000}
MAX_IN_JSON: Final = {b"{": 200_000, b"[": 200_000, b",": 1_000_000}
#: Bytes of the shortest tag, parameter or value: `<p>`, `&a=`, `{},`. To count takes a while.
SHORTEST: Final = 3
#: A tag so long holds a picture, which is one word, or attributes without end.
LONG_TAG: Final = re.compile(rb"<[a-zA-Z][^<>]{262144,}")
MAX_WORDS_IN_TAG: Final = 150_000
#: Characters that a reader would see. No story has a tenth of it.
MAX_TEXT: Final = 2 * 1024 * 1024
UNSEEN: Final = frozenset({"script", "style", "noscript", "template"})


def too_much(data: bytes, most: Mapping[bytes, int]) -> bool:
    """Return whether any of the signs stands in the data more often than it may."""
    return any(
        len(data) > SHORTEST * number and data.count(sign) > number for sign, number in most.items()
    )


def has_endless_tag(data: bytes) -> bool:
    """Return whether a page has a tag with more attributes than any page has."""
    return any(len(tag[0].split()) > MAX_WORDS_IN_TAG for tag in LONG_TAG.finditer(data))


def too_much_text(root: HtmlElement, size: int) -> bool:
    """Return whether a page shows more text than any real one; `size` is the page's, in bytes."""
    if size <= MAX_TEXT:
        return False
    left = MAX_TEXT
    for element in root.iter():
        if element.tag not in UNSEEN:
            left -= len(element.text or "")
        left -= len(element.tail or "")
        if left < 0:
            return True
    return False
