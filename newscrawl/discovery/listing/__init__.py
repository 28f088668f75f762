"""Reads an index, channel or home page: its article links, and the next page.

A paper's own URL pattern decides where there is one. For an unknown host a generic rule judges the
links of the page together.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from newscrawl.discovery.listing.anchors import anchors, base_of, by_article
from newscrawl.discovery.listing.dates_beside import dates_beside, printed_dates
from newscrawl.discovery.listing.embedded import embedded_links
from newscrawl.discovery.listing.generic import article_targets
from newscrawl.discovery.listing.link import Link, Listing, title_of
from newscrawl.discovery.listing.paging import next_page
from newscrawl.page.document import Document, parse
from newscrawl.page.error_titles import error_page_kind
from newscrawl.page.errors import TOO_LARGE, NotAnArticle
from newscrawl.text import clean
from newscrawl.urls import canonical_url

__all__ = ["Link", "Listing", "read_by_each", "read_listing", "title_of"]
IsArticle = Callable[[str], bool]
#: Ten times the most that was seen on a real page.
MAX_LINKS = 15_000


def read_listing(
    page: bytes | str,
    *,
    url: str,
    is_article: IsArticle | None = None,
    content_type: str | None = None,
) -> Listing:
    """Return the article links of a page, absolute and once each, and the next page's address.

    `is_article` is the paper's own pattern: every link it accepts counts, wherever it stands.
    Without it the generic rule for unknown hosts decides. Raises NotAnArticle for a page that is
    too large to be read, or that names no article but says that the server is broken.
    """
    return next(read_by_each(page, [is_article], url=url, content_type=content_type))


def read_by_each(
    page: bytes | str,
    rules: Iterable[IsArticle | None],
    *,
    url: str,
    content_type: str | None = None,
) -> Iterator[Listing]:
    """Yield what read_listing() returns by each rule; the page is read once for all."""
    try:
        document = parse(page, url=url, content_type=content_type)
    except NotAnArticle as answer:
        if answer.reason == TOO_LARGE:
            raise
        yield from (Listing([]) for _ in rules)
        return
    found, dates = anchors(document)[:MAX_LINKS], list(printed_dates(document.root))
    for is_article in rules:
        if is_article:
            targets = by_article(found, partial(_own_article, is_article=is_article))
        else:
            targets = article_targets(found, url)
        beside = dates_beside(targets, dates)
        links = [Link(target.url, target.title, beside.get(target.url)) for target in targets]
        links = links or embedded_links(document, base_of(document), is_article)
        if not links and (said := _notice(document)):
            raise NotAnArticle(said)
        yield Listing(links, next_page(document, found, {link.url for link in links}))


def _notice(document: Document) -> str | None:
    """Return what stands in a listing's place; a page that is missing is a listing's end."""
    for element in [*document.tagged["title"], *document.tagged["h1"]][:3]:
        said = error_page_kind(clean("".join(element.itertext())[:300]))
        if said in {"block page", "error page"}:
            return said
    return None


def _own_article(address: str, is_article: IsArticle) -> str | None:
    """Return the address by which the paper's pattern knows a link, None when it does not."""
    if is_article(address):
        return address
    if "?" in address or "amp" in address or "://m." in address:
        plain = canonical_url(address)
        return plain if is_article(plain) else None
    return None
