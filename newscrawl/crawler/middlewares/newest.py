"""Requests the newest articles first, and no more of them than max_articles."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Request, Response

from newscrawl.crawler.component import Component
from newscrawl.discovery.window import listed_span
from newscrawl.monitoring.outcome import FinishReason


class NewestFirst(Component):
    """Spider middleware: sorts a listing's articles, newest first.

    That is the listing's own order; where it gives dates, or the addresses do, by them. With
    max_articles=N listings are read until they name N articles, and the N newest of these are asked
    for. When some of them give no line, as many more are, and further listings are read.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        #: Held back with max_articles: articles of listings, those of earlier runs, a listing.
        self.waiting: list[Request] = []
        self.again: list[Request] = []
        self.listings: list[Request] = []
        crawler.signals.connect(self.idle, signals.spider_idle)

    @property
    def most(self) -> int | None:
        """How many articles the run is to store; None for all."""
        arguments = getattr(self.crawler.spider, "arguments", None)
        most: int | None = arguments.max_articles if arguments else None
        return most

    @property
    def missing(self) -> int:
        """How many articles are still to be stored."""
        return (self.most or 0) - int(self.crawler.stats.get_value("item_scraped_count", 0))

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass the first requests on, but what earlier runs could not get: its age is not known."""
        async for one in start:
            if self.most and is_for_article(one):
                self.again.append(one)
            else:
                yield one

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Pass on what a page gave; of a listing, in order."""
        listing = response.request is not None and "visit" in response.request.cb_kwargs
        articles: list[Request] = []
        others: list[Any] = []
        async for one in result:
            if not listing:
                yield one
            elif is_for_article(one):
                articles.append(one)
            else:
                others.append(one)
        if not self.most:
            passed = [*self.in_order(articles), *others]
        else:
            self.waiting += articles
            enough = len(self.waiting) >= self.missing
            self.listings += others if enough else []
            passed = [] if enough else others
        for one in passed:
            yield one

    def in_order(self, requests: list[Request]) -> list[Request]:
        """Return requests for articles, newest first; those without a date keep their places."""
        zone, now = getattr(self.crawler.spider, "zone", "UTC"), datetime.now(UTC)
        dated: list[tuple[datetime, Request]] = []
        places: list[int] = []
        for place, request in enumerate(requests):
            link = request.cb_kwargs["link"]
            latest = listed_span(link.date, link.url, zone=zone, now=now).latest
            if latest:
                dated.append((latest, request))
                places.append(place)
        ordered = list(requests)
        newest = sorted(dated, key=lambda pair: pair[0], reverse=True)
        for place, (_, request) in zip(places, newest, strict=True):
            ordered[place] = request
        return ordered

    def idle(self) -> None:
        """Ask for what is still wanted. Raises DontCloseSpider; CloseSpider when it is enough."""
        if not self.most:
            return
        if self.missing <= 0:
            if self.waiting or self.listings:
                raise CloseSpider(FinishReason.MAX_ARTICLES)
            return
        self.waiting = self.in_order(self.waiting)
        held = next((some for some in (self.waiting, self.listings, self.again) if some), [])
        some, held[:] = held[: self.missing], held[self.missing :]
        if some:
            for request in some:
                self.crawler.engine.crawl(request)
            raise DontCloseSpider


def is_for_article(one: Any) -> bool:
    """Return whether a callback's output is a request for an article."""
    return isinstance(one, Request) and "link" in one.cb_kwargs
