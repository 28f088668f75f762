"""Finds the other pages of an article that is printed on several."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from newscrawl.extraction.model import ArticlePages
from newscrawl.page.lines import Line
from newscrawl.urls import absolute, article_id, canonical_url

WHOLE = re.compile(r"(?:^|&)(?:page|halaman|showpage)=all(?:&|$)|(?:^|&)single=1(?:&|$)")
NUMBERED = re.compile(r"(?:^|&)(?:page|halaman|hal)=(\d{1,2})(?:&|$)")
TAIL = re.compile(r"/(?:(all)|(?:page/)?(\d{1,2}))/?$")
#: Any of those in an address as a link has it.
OTHER = re.compile(
    r"[?&;](?:page|halaman|showpage|hal|single)=|/(?:all|(?:page/)?\d{1,2})/?\s*(?:[?#]|$)"
)


def article_pages(lines: Iterable[Line], page: str) -> ArticlePages:
    """Return the links on an article page that lead to the same article's other pages.

    Takes the page's lines and its address. Only links whose canonical address is the article's own
    count, so that a pager of comments or of related stories is not taken for the article's.
    """
    own = canonical_url(first_page(page))
    slug = own.partition("?")[0].rstrip("/").rpartition("/")[2]
    # Cheap looks first: most of the hundreds of links on a page are plainly something else.
    told = [
        raw
        for line in lines
        for part in line.parts
        if (link := part.link) is not None and (raw := link.get("href"))
        if (slug in raw or raw[0] in " ?") and OTHER.search(raw)
    ]
    if not told:
        return ArticlePages()
    try:
        own_id, current = article_id(own), page_number(page, own) or 1
    except ValueError:  # an address that urlsplit refuses, such as http://[
        return ArticlePages()
    whole: str | None = None
    numbered: dict[int, str] = {}
    for raw in told:
        url = absolute(page, raw)
        number = page_number(url, own) if url else None
        if (
            url is None
            or number is None
            or not (below(url, own) or article_id(first_page(url)) == own_id)
        ):
            continue
        if number == 0:
            whole = whole or url
        elif number > current:
            numbered.setdefault(number, url)
    return ArticlePages(whole, tuple(numbered[n] for n in sorted(numbered)))


def first_page(url: str) -> str:
    """Return an address without the parameter that names a page of it."""
    address, mark, query = url.partition("?")
    kept = [part for part in query.split("&") if not (WHOLE.search(part) or NUMBERED.search(part))]
    return address + mark + "&".join(kept) if kept else address


def below(url: str, own: str) -> bool:
    """Return whether an address is the article's own with a page tail: /2, /page/2, /all."""
    stem = TAIL.sub("", urlsplit(url).path)
    return (
        bool(TAIL.search(urlsplit(url).path))
        and stem == urlsplit(own).path.rstrip("/")
        and (urlsplit(url).netloc.removeprefix("www.") == urlsplit(own).netloc.removeprefix("www."))
    )


def page_number(url: str, own: str) -> int | None:
    """Return which page of an article an address names: 0 for the whole, None when it says none."""
    parts = urlsplit(url)
    if WHOLE.search(parts.query):
        return 0
    if found := NUMBERED.search(parts.query):
        return int(found[1])
    if below(url, own) and (tail := TAIL.search(parts.path)):
        return 0 if tail[1] else int(tail[2])
    return None
