"""The door for notebooks and commands: takes a page, gives an Article or a listing's links."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from scrapy.settings import Settings

from newscrawl.crawler.loader import SiteLoader
from newscrawl.discovery.listing import Listing
from newscrawl.discovery.sources import (
    POSTS,
    Index,
    Rss,
    Sitemap,
    Source,
    SourceError,
    WordPressApi,
)
from newscrawl.items import Article
from newscrawl.page.document import decode
from newscrawl.page.errors import NotAnArticle
from newscrawl.page.xml import CHATTER, XmlError, begins, unpacked
from newscrawl.sites.article import read_article as read_by
from newscrawl.sites.definition import Newspaper
from newscrawl.sites.registry import ChoiceError, none_such
from newscrawl.urls import web_address
from newscrawl.urls.host import bare_host


class UnknownPaperError(ChoiceError, KeyError):
    """Raised for a name that no paper has; its text says which are near."""

    def __str__(self) -> str:
        """Return the sentence, which KeyError would put in quotes."""
        return str(self.args[0])


#: What a page in HTML has before any data in it, and no warning of PHP.
PAGE = re.compile(r"<(?:!doctype|html|head|body|meta|link|script|div|main|ul)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def papers() -> dict[str, type[Newspaper]]:
    """Return all papers by name, whichever folder the caller works in."""
    # Not the project's settings, which Scrapy looks for from the working folder upwards.
    settings = Settings()
    settings.setmodule("newscrawl.settings", priority="project")
    loader = SiteLoader.from_settings(settings)
    classes = ((name, loader.load(name)) for name in loader.list())
    return {name: paper for name, paper in classes if issubclass(paper, Newspaper)}


def paper_called(name: str) -> type[Newspaper]:
    """Return the paper of that name. Raises UnknownPaperError."""
    if name not in papers():
        raise UnknownPaperError(none_such("paper", name, papers()))
    return papers()[name]


def paper_of(url: str, spider: str | None = None) -> type[Newspaper] | None:
    """Return the paper of that name, else the one at the address's host; None when unknown.

    Where papers share a host (www.detik.com/bali/, /jatim/), the one with the longest home that
    begins the address, else one whose pattern accepts it. Raises UnknownPaperError, AddressError.
    """
    if spider is not None:
        return paper_called(spider)
    parts = urlsplit(url and web_address(url))
    at_host, path = hosts().get(bare_host(parts.netloc), []), parts.path
    below = [paper for paper in at_host if path.startswith(urlsplit(paper.home).path)]
    if below:
        return max(below, key=lambda paper: len(paper.home))
    return next((paper for paper in at_host if paper.is_article(url)), None)


@lru_cache(maxsize=1)
def hosts() -> dict[str, list[type[Newspaper]]]:
    """Return the papers by the hosts that they own."""
    table: dict[str, list[type[Newspaper]]] = {}
    for paper in papers().values():
        for host in paper.own_hosts():
            table.setdefault(host, []).append(paper)
    return table


def extract_article(
    html: bytes | str,
    *,
    url: str,
    spider: str | None = None,
    fetched_at: datetime | None = None,
) -> Article | None:
    """Return the article on a page; None when there is none.

    `spider` is a paper's name; without it the paper is found by host, and an unknown host gets the
    generic rules. `fetched_at` is an aware datetime, now unless given: relative dates count from
    it. Raises UnknownPaperError for a name that no paper has, AddressError for a url that is none,
    TypeError or ValueError for a `fetched_at` that is no datetime with a zone.
    """
    try:
        return read_article(html, url=url, spider=spider, fetched_at=fetched_at)
    except NotAnArticle:
        return None


def read_article(
    html: bytes | str,
    *,
    url: str,
    spider: str | None = None,
    fetched_at: datetime | None = None,
) -> Article:
    """Like extract_article, but raises NotAnArticle with the reason."""
    url = web_address(url)
    paper = paper_of(url, spider)
    return read_by(html, url=url, paper=paper, fetched_at=aware(fetched_at))


def aware(moment: object) -> datetime:
    """Return a moment that a caller gave, now for None; raises an error that says what it must be.

    Without a zone it would be this machine's, and relative dates would count from another hour.
    """
    if moment is None:
        return datetime.now(UTC)
    if not isinstance(moment, datetime):
        kind = type(moment).__name__
        raise TypeError(
            f"fetched_at is a datetime with a zone, not the {kind} {moment!r:.60}:"
            " datetime.fromisoformat() reads one"
        )
    if moment.utcoffset() is None:
        raise ValueError(f"fetched_at {moment} has no zone: give it one, as datetime.now(UTC) has")
    return moment


def list_links(page: bytes, *, url: str, spider: str | None = None) -> Listing:
    """Return what a listing, feed or sitemap page gives; an unknown host gets the generic rule.

    `url` may be empty where the page gives whole addresses. Raises SourceError for what is none of
    them (a broken server's page, one too large to be read), UnknownPaperError, AddressError.
    """
    url = url and web_address(url)
    paper = paper_of(url, spider)
    is_article = paper.is_article if paper else None
    try:
        page = unpacked(page)
    except XmlError as error:
        raise SourceError(f"no listing at {url}: {error}") from error
    for kind in kinds(page):
        try:
            return kind(url).read(page, url=url, is_article=is_article)
        except SourceError:
            continue
    return Index(url).read(page, url=url, is_article=is_article)


def kinds(page: bytes) -> list[type[Source]]:
    """Return what a page may be, by its beginning: XML is a feed or a sitemap, JSON is REST.

    PHP's warnings may stand before either.
    """
    text = decode(page[:CHATTER])
    start, posts = begins(text), POSTS.search(text)
    if start is not None and not PAGE.search(text, 0, start):
        return [Sitemap, Rss]
    if posts and not PAGE.search(text, 0, posts.start()):
        return [WordPressApi]
    return []
