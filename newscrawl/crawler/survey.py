"""Looks at many papers in one process, in at most eight requests each; stores nothing.

A look uses what a crawl uses: the same reading of listings, the same discovery of what the site
names where the declared facts fail, and the engine's robots.txt, pace and user agent.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Self, cast
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import scrapy
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from newscrawl.crawler.batch import NOT_STARTED, Batch, Outcome, SingleProcess
from newscrawl.crawler.component import Component
from newscrawl.crawler.discovering import Discovery, document_of
from newscrawl.crawler.request_errors import reason_of
from newscrawl.discovery.source_walk import SourceWalk
from newscrawl.discovery.sources import Index, Sitemap, Source, SourceError, sitemaps
from newscrawl.discovery.window import Window
from newscrawl.monitoring.outcome import LEFT, commonest
from newscrawl.page.advertising import SPAM
from newscrawl.sites.definition import Newspaper
from newscrawl.sites.probe import ListingReport, confirmed, probe_page
from newscrawl.sites.survey import REFUSED, Look, judge_look
from newscrawl.storage.protocols import NullLedger
from newscrawl.urls import article_id, article_likeness

if TYPE_CHECKING:
    from newscrawl.crawler.spider import NewsSpider
    from newscrawl.discovery.found import Found
    from newscrawl.discovery.listing import Link

#: A look costs a paper no more requests than this, robots.txt and redirects among them.
MOST: Final = 8
#: So many articles tell how a paper's pages are read.
ARTICLES: Final = 3
#: Of a source that goes by days the newest are asked, as long as they are empty.
DAYS: Final = 2


class LookSpider(scrapy.Spider):
    """Looks at one paper, one request after the other, and writes into a Look what it found."""

    name = "probe"
    discovery: Discovery

    def __init__(self, paper: type[Newspaper], look: Look, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.paper, self.look = paper, look
        # What Discovery asks of the spider that it belongs to.
        self.home, self.sources, self.publisher = paper.home, paper.sources, paper.publisher
        self.is_article, self.may_be_article = paper.is_article, paper.may_be_article
        self.canonical, self.own_hosts = paper.canonical, paper.own_hosts
        self.article_url, self.ledger, self.backfill = paper.article_url, NullLedger(), None
        now = datetime.now(UTC).astimezone(ZoneInfo(paper.zone))
        self.window = Window(now, now)
        self.walk = SourceWalk((), self.window)
        self.found: list[Found] = []
        #: The links of the source that named articles, those to ask for first.
        self.links: list[Link] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider of a look."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        days = timedelta(days=crawler.settings.getint("NEWSCRAWL_FIRST_DAYS"))
        now = spider.window.until
        spider.window = Window(now - days, now + timedelta(hours=1))
        spider.discovery = Discovery(cast("NewsSpider", spider))
        spider.discovery.searched = True  # the look searches by itself, within its budget
        spider.discovery.begin()
        return spider

    @property
    def left(self) -> int:
        """How many requests may still be sent."""
        return MOST - int(self.crawler.stats.get_value(SENT, 0))

    async def start(self) -> AsyncIterator[Request]:
        """Look; nothing is left for the scheduler to do."""
        await self.visit()
        self.look.requests = MOST - self.left
        fate = self.discovery.fate
        judge_look(self.look, fate=(fate.word, fate.evidence) if fate else None)
        for request in list[Request]():
            yield request

    async def ask(self, url: str) -> Response | None:
        """Return what an address answers; None, with the reason noted, when that is no page."""
        if not self.left:
            return None
        request = Request(url, dont_filter=True)
        task = asyncio.ensure_future(self.crawler.engine.download_async(request))
        # Whoever stops the survey stops this wait as well: then nobody else asks what came of it.
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        await asyncio.wait([task])
        if error := task.exception():
            reason = reason_of(Failure(error))  # type: ignore[no-untyped-call]
            how = commonest(self.crawler.stats.get_stats(), "no_answer/")
            self.look.failures[url] = how if reason == LEFT and how else reason
            return None
        response = task.result()
        if response.status >= 300:
            self.look.failures[url] = f"http {response.status}"
            return None
        return response

    async def visit(self) -> None:
        """Ask for the front page, a listing that names articles, and some of these."""
        front = await self.ask(self.paper.home)
        if front is not None:
            self.discovery.judge_front(document_of(front), front)
            if self.discovery.over:
                return
        elif REFUSED.fullmatch(self.look.failures[self.paper.home]) is None and not self.answered:
            return
        await self.ask_sources(front)
        pages = await self.ask_articles()
        self.discovery.found = self.found
        self.discovery.keep()
        self.look.facts = self.discovery.facts
        if self.discovery.learned:
            self.look.sources = self.discovery.learned.sources
        self.look.addresses = self.discovery.strange
        self.look.selectors = confirmed(
            self.paper, self.look.pages, [(one.url, one.body) for one in pages]
        )

    @property
    def answered(self) -> bool:
        """Whether the host answered anything but robots.txt."""
        return any(one.startswith("http ") for one in self.look.failures.values())

    async def ask_sources(self, front: Response | None) -> None:
        """Ask the declared sources, and what the site names, until one names articles.

        The front page was asked for already: it costs nothing, and comes last.
        """
        declared = [one for one in self.paper.sources if not one.by_section]
        others = [one for one in declared if one.url != self.paper.home]
        if not others and front is not None:
            self.read(declared[0], front)
        await self.ask_each(others[:1])
        # A refusal does not speak against the facts: the next one may be let in.
        refused = any(map(REFUSED.fullmatch, self.look.failures.values()))
        await self.ask_each(others[1:2] if refused else [])
        if front is not None and not self.links:
            self.found = [
                one
                for one in self.discovery.sources_named(document_of(front))
                if one.source.url not in (front.url, self.paper.home)
            ]
            await self.ask_each([one.source for one in self.found])
        await self.ask_each(others[2:] if refused else others[1:])
        if front is not None and others and not self.links:
            # No reason to change the sources: a front page shows the newest few.
            self.read(Index(self.paper.home), front)
            if self.links:
                self.look.why.append("only the front page names articles")

    async def ask_each(self, sources: Iterable[Source]) -> None:
        """Ask sources until one names articles; a request is left for one of these."""
        for source in sources:
            if self.links or self.left <= 1:
                return
            await self.ask_source(source)

    def place(self, url: str) -> str:
        """Return where a declared address is now: below the front page's, where that moved."""
        home = urljoin(self.discovery.home, ".")
        return home + url.removeprefix(self.paper.home) if url.startswith(self.home) else url

    async def ask_source(self, source: Source) -> None:
        """Ask a source for its first page; of one by days the newest that names articles."""
        for visit in islice(source.starts(self.window), DAYS):
            if self.links or self.left <= 1:
                return
            response = await self.ask(self.place(visit.url))
            if response is None:
                self.discovery.failed(visit, self.look.failures[self.place(visit.url)])
                self.report(source, visit.url, self.look.failures[self.place(visit.url)])
                continue
            self.read(source, response)
            newest = self.newest_of(source, response)
            if newest and not self.links and self.left > 1:
                response = await self.ask(newest)
                if response is not None:
                    self.read(source, response)

    def newest_of(self, source: Source, response: Response) -> str | None:
        """Return the newest sitemap that an index of sitemaps names."""
        if not isinstance(source, Sitemap):
            return None
        try:
            named = sitemaps(response.body, url=response.url)
        except SourceError:
            return None
        return named[0].url if named else None

    def read(self, source: Source, response: Response) -> None:
        """Take the links of a source's answer."""
        try:
            listing = self.discovery.read(source, response)
        except SourceError as error:
            self.report(source, response.url, str(error))
            return
        links = listing.links
        if isinstance(source, Sitemap):
            links = sorted(links, key=lambda one: one.date or "", reverse=True)
        self.links = sorted(links, key=lambda one: -article_likeness(one.url))
        self.report(source, response.url, None, listing.next_page)

    def report(
        self, source: Source, url: str, failure: str | None, following: str | None = None
    ) -> None:
        """Note what a source gave."""
        one = ListingReport(url, type(source).__name__, len(self.links), following, failure)
        self.look.listings.append(one)

    async def ask_articles(self) -> list[Response]:
        """Ask for articles until enough were read; return their pages."""
        pages: list[Response] = []
        for link in self.links:
            if len(pages) == ARTICLES or not self.left:
                break
            url = self.paper.canonical(link.url)
            response = await self.ask(url)
            if response is None:
                continue
            if response.url != url and not (
                self.discovery.accepts(response.url) or self.discovery.redirected(response)
            ):
                self.look.failures[url] = "redirected away"
                continue
            kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
            seen = probe_page(
                response.body,
                url=response.url,
                paper=self.paper,
                now=datetime.now(UTC),
                content_type=kind or None,
            )
            if seen.reason == SPAM:  # smuggled in: it says nothing of the paper
                self.look.failures[url] = SPAM
                continue
            self.look.pages.append(seen)
            key = article_id(url)
            if seen.reason is None:
                pages.append(response)
                self.discovery.findings.articles[key] = None
            else:
                self.discovery.findings.refused.add(key)
        return pages


#: Stat: the requests that were sent.
SENT: Final = "newscrawl/probe/sent"


class Budget(Component):
    """Downloader middleware: sends no more requests for a look than it may cost.

    Nearest to the downloader, where robots.txt and redirects pass as well.
    """

    def process_request(self, request: Request) -> None:  # noqa: ARG002 - Scrapy's
        """Count. Raises IgnoreRequest when it was enough."""
        if self.crawler.stats.get_value(SENT, 0) >= MOST:
            raise IgnoreRequest("enough was asked")
        self.crawler.stats.inc_value(SENT)


class SurveyProcess(SingleProcess):
    """A process of many looks: papers of one network are looked at one after another."""

    def __init__(self, settings: Settings, batch: Batch, *, max_concurrent: int) -> None:
        settings.set("FEEDS", {}, "cmdline")
        # What fails once is told; asking again is for a crawl.
        settings.set("RETRY_TIMES", 0, "cmdline")
        middlewares = {**settings["DOWNLOADER_MIDDLEWARES"], Budget: 990}
        settings.set("DOWNLOADER_MIDDLEWARES", middlewares, "cmdline")
        super().__init__(settings, batch, max_concurrent=max_concurrent, arguments={})
        self.looks: dict[str, Look] = {}

    def unbegun(self) -> list[Outcome]:
        """Return the outcomes of the papers that were not begun, because somebody stopped it."""
        return [one for one in self.batch.outcomes if one.name not in self.looks]

    def survey(self) -> dict[str, Look]:
        """Look at the papers; return the looks by name, of those that were begun."""
        self.run()
        return self.looks

    def _spider(self, paper: type[Newspaper]) -> tuple[type, Mapping[str, Any]]:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        look = self.looks[paper.name] = Look(paper.name, at=now)
        look.seconds = -time.monotonic()
        return LookSpider, {"paper": paper, "look": look}

    def _outcome(
        self,
        paper: type[Newspaper],
        error: BaseException | None,
        crawlers: list[Crawler],
        seconds: float,
    ) -> Outcome:
        look = self.looks[paper.name]
        look.seconds = round(seconds, 1)
        if not look.verdict:
            ended = crawlers[0].stats.get_value("finish_reason") if crawlers else None
            why = f"{type(error).__name__}: {error}" if error else f"the look ended as {ended}"
            look.verdict, look.why = ("interrupted" if ended == "shutdown" else NOT_STARTED), [why]
        figures = {"articles": look.read, "pages": look.requests}
        why = look.why[0] if look.why else ""
        return Outcome(paper.name, look.verdict, why, figures, seconds)
