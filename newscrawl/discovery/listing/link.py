"""The result of reading a listing, feed or sitemap."""

import re
from typing import NamedTuple

from newscrawl.text import clean

#: Markup that papers leave in headlines, and what of it parts words; `<` may be a sign as well.
MARKUP = re.compile(
    r"</?(?:[abiqsu]|em|strong|span|font|small|big|mark|sup|sub|wbr)\b[^<>]{0,300}>", re.IGNORECASE
)
BREAK = re.compile(r"</?(?:br|p|div|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE)


class Link(NamedTuple):
    """The address of an article, with its title and date as printed beside the link."""

    url: str
    title: str | None = None
    date: str | None = None


class Listing(NamedTuple):
    """One page of a listing: its articles in the page's order, and the page that follows."""

    links: list[Link]
    next_page: str | None = None


def title_of(text: str) -> str | None:
    """Return a headline as a reader sees it, None for none: plain, however often it was escaped."""
    # Escaped once too often, by the paper's own hand, `&amp;quot;` is left of a quotation mark.
    plain = clean(clean(text))
    if "<" in plain:
        plain = clean(MARKUP.sub("", BREAK.sub(" ", plain)))
    return plain or None
