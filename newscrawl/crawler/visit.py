"""Fetches a listing and a few articles with Scrapy's engine and settings; stores nothing.

For commands that look at a paper before it is crawled: robots.txt, pace and user agent are those of
every crawl.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request, Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from newscrawl.crawler.listing_requests import listing_request
from newscrawl.crawler.request_errors import GONE, reason_of, status_of
from newscrawl.discovery.listing import Listing
from newscrawl.discovery.source_walk import SourceWalk
from newscrawl.discovery.sources import ListingRequest, Sitemap, Source, SourceError, sitemaps
from newscrawl.discovery.window import Window
from newscrawl.regions import WIB

#: How far back the listings are asked for, in days.
DAYS = 7


@dataclass(slots=True)
class Fetched:
    """A page as fetched; `failure` says why there is none. A listing has its links besides."""

    url: str
    body: bytes = b""
    content_type: str = ""
    failure: str | None = None
    kind: str = ""
    listing: Listing | None = None


@dataclass(slots=True)
class ProbeVisit:
    """What to fetch: a page, or the first of the sources that names articles, then articles."""

    page: str | None = None
    sources: Sequence[Source] = ()
    #: Reads a listing that a source answered with.
    read: Callable[[Source, bytes, str], Listing] | None = None
    canonical: Callable[[str], str] = str
    zone: str = WIB
    most: int = 5
    listings: list[Fetched] = field(default_factory=list)
    pages: list[Fetched] = field(default_factory=list)


class ProbeSpider(scrapy.Spider):
    """Runs one ProbeVisit, and writes into it what was fetched."""

    name = "probe"

    def __init__(self, errand: ProbeVisit, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.errand = errand
        now = datetime.now(UTC).astimezone(ZoneInfo(errand.zone))
        window = Window(now - timedelta(days=DAYS), now + timedelta(hours=1))
        self.walk = SourceWalk(errand.sources, window)

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the page, or for the first source."""
        if self.errand.page:
            yield self.page_request(self.errand.page)
        for request in self.next_listing(self.walk.begin()):
            yield request

    def next_listing(self, visit: ListingRequest | None) -> Iterator[Request]:
        """Yield the request for the walk's next page, unless it is at its end."""
        if visit:
            yield listing_request(visit, self.parse_listing, self.listing_failed)

    def page_request(self, url: str) -> Request:
        """Return the request for an article's page."""
        return Request(url, self.parse_page, errback=self.page_failed)

    def parse_listing(self, response: Response, visit: ListingRequest) -> Iterator[Request]:
        """Ask for the articles that a listing names; walk on when it names none."""
        source = visit.source
        one = fetched(response, type(source).__name__)
        self.errand.listings.append(one)
        read = self.errand.read or (lambda of, body, url: of.read(body, url=url, is_article=None))
        try:
            one.listing = read(source, response.body, response.url)
            index = isinstance(source, Sitemap)
            named = sitemaps(response.body, url=response.url) if index else []
        except SourceError as error:
            one.failure = str(error)
            yield from self.next_listing(self.walk.failed(visit, str(error)))
            return
        for link in one.listing.links[: self.errand.most]:
            yield self.page_request(self.errand.canonical(link.url))
        if one.listing.links:  # that is all that a look needs of the sources
            return
        if named:  # the newest speaks for the others, even where it is older than the window
            newest = ListingRequest(source, named[0].url, visit.page)
            yield from self.next_listing(self.walk.add_sitemaps(visit, [newest]))
        else:
            empty = self.walk.record_page(visit, one.listing, [], known=frozenset())
            yield from self.next_listing(empty)

    def listing_failed(self, failure: Failure) -> Iterator[Request]:
        """Note why a listing cannot be had, and walk on."""
        request: Request = failure.request  # type: ignore[attr-defined]
        visit: ListingRequest = request.cb_kwargs["visit"]
        kind, reason = type(visit.source).__name__, reason_of(failure)
        self.errand.listings.append(Fetched(request.url, failure=reason, kind=kind))
        gone = status_of(failure) in GONE
        yield from self.next_listing(self.walk.failed(visit, reason, gone=gone))

    def parse_page(self, response: Response) -> None:
        """Keep an article's page."""
        self.errand.pages.append(fetched(response))

    def page_failed(self, failure: Failure) -> None:
        """Note why an article's page cannot be had."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.errand.pages.append(Fetched(request.url, failure=reason_of(failure)))


def fetched(response: Response, kind: str = "") -> Fetched:
    """Return what a response holds."""
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return Fetched(response.url, response.body, content_type, kind=kind)


def first_of(visit: ProbeVisit) -> Fetched:
    """Return the first page of a visit; where none came, one that says so."""
    return next(iter([*visit.listings, *visit.pages]), Fetched("", failure="nothing came"))


def run_probe_visit(settings: Settings, errand: ProbeVisit) -> ProbeVisit:
    """Fetch what the errand asks for, in this process; return it with what came of it."""
    settings.set("FEEDS", {}, "cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(ProbeSpider, errand=errand)
    process.start()
    return errand
