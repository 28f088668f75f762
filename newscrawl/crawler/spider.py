"""NewsSpider: turns a paper's sources into requests, and its pages into articles."""

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from logging import DEBUG, INFO
from typing import Any, Self
from zoneinfo import ZoneInfo

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from newscrawl.crawler import request_errors as failures
from newscrawl.crawler.arguments import JOB, parse_arguments
from newscrawl.crawler.discovering import Discovery
from newscrawl.crawler.listing_requests import listing_request
from newscrawl.crawler.middlewares.archiving import fetch_of
from newscrawl.crawler.refetching import Refetching
from newscrawl.crawler.request_errors import (
    GONE,
    PASSING,
    TRUNCATED,
    is_cut,
    reason_of,
    retried,
    status_of,
)
from newscrawl.crawler.run_control import ledger_of
from newscrawl.discovery.backfill import BackfillWalk, Reach, dated, lies_back, reach
from newscrawl.discovery.listing import Link
from newscrawl.discovery.source_walk import SourceWalk, branches_of
from newscrawl.discovery.sources import ListingRequest, Sitemap, SourceError, sitemaps
from newscrawl.discovery.window import NEW, Span, Window, listed_span
from newscrawl.extraction import Extraction, Hint, extract
from newscrawl.extraction.multipage import MultiPage
from newscrawl.items import Article
from newscrawl.monitoring.outcome import OTHER_SECTIONS
from newscrawl.page.advertising import SPAM, advertised
from newscrawl.page.errors import NotAnArticle
from newscrawl.sites.article import build_article, is_of_section, section_names
from newscrawl.sites.definition import Newspaper
from newscrawl.storage.protocols import BaseLedger, NullLedger
from newscrawl.storage.records import Page
from newscrawl.storage.run_records import run_id
from newscrawl.urls import Ids, article_id

#: The fields that every article has, by the selectors of theirs that a paper may state.
SELECTED = {"headline": "headline", "published": "date_published", "body": "article_body"}


class NewsSpider(Newspaper, scrapy.Spider, crawler=True):
    """The base of all papers' spiders: see Newspaper for the facts that a paper states."""

    discovery: Discovery

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        given = {name: str(value) for name, value in kwargs.items()}
        #: The id of Scrapyd's job, which Scrapyd gives as an argument; None outside of it.
        self.job = given.get(JOB)
        self.started = datetime.now(UTC)
        self.arguments = parse_arguments(given, zone=self.zone, now=self.started)
        super().__init__(*args)
        self._rules = self.rules()
        #: What earlier runs had: start() looks it up.
        self.ledger: BaseLedger = NullLedger()
        #: Ids that need no fetching in this run: known ones, and those older than the window.
        self.old: set[str] = set()
        #: Ids that were fetched and gave no article.
        self.no_article: set[str] = set()
        self.requested: Ids = {}
        #: How many ends of sources the log has told.
        self.told_ends = 0
        self.found: Ids = {}
        #: Ids that the listing of the section that was asked for names.
        self.of_section: set[str] = set()
        # start() begins the real walk; Scrapy reads every attribute before, for the feed's address.
        self.window = self.accepted = Window(self.started, self.started)
        self.walk: SourceWalk | BackfillWalk = SourceWalk((), self.window)
        #: Articles that have lines and are asked for again.
        self.refetching = Refetching(self)
        #: How far back the sources go.
        self.reach = Reach.NEWEST

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider of a run."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.discovery = Discovery(spider)
        crawler.signals.connect(spider.count_error, scrapy.signals.spider_error)
        crawler.signals.connect(spider.refetching.closed, scrapy.signals.spider_closed)
        return spider

    def count_error(self, failure: Failure, response: Response) -> None:
        """Name the page on which our own code failed; an article is tried again by the next run."""
        given = response.request.cb_kwargs if response and response.request else {}
        reason = f"error {reason_of(failure)}"
        if "key" in given:
            self.mark_skipped(given["key"], given["link"].url, reason, transient=True)
        else:
            self.count(f"listings_failed/{reason}")

    def count(self, what: str) -> None:
        """Count something of this run in its stats, under newscrawl/."""
        self.crawler.stats.inc_value(f"newscrawl/{what}")

    @property
    def run_id(self) -> str:
        """The id of this run, by which its record is found."""
        return run_id(self.name, self.started)

    @property
    def full_run(self) -> bool:
        """Whether this run is to cover all that is new, not a part of it."""
        asked = self.arguments
        return asked.section is None and asked.until is None and asked.max_articles is None

    @property
    def walk_complete(self) -> bool:
        """Whether the sources were read back to the window's beginning."""
        return self.walk.complete or self.discovery.covered

    def run_window(self, window_start: datetime | None) -> Window:
        """Return the window of this run: as asked, else from where the last complete run began.

        That is `window_start`, None when there was none.
        """
        days = self.crawler.settings.getint("NEWSCRAWL_FIRST_DAYS")
        since = self.arguments.since or window_start or self.started - timedelta(days=days)
        # An hour's grace for papers whose clocks run ahead; later ones are articles of the future.
        until = self.arguments.until or self.started + timedelta(hours=1)
        zone = ZoneInfo(self.zone)
        return Window(since.astimezone(zone), until.astimezone(zone))

    @property
    def backfill(self) -> BackfillWalk | None:
        """The walk of a run back in time; None for others."""
        return self.walk if isinstance(self.walk, BackfillWalk) else None

    @property
    def looks_back(self) -> bool:
        """Whether the run was asked for more than what feeds and front pages still hold."""
        return self.arguments.since is not None and lies_back(self.window, self.started)

    # From sources to requests

    def plan(self) -> None:
        """Look up what earlier runs had, and choose the walk. May be done again."""
        self.ledger = ledger_of(self.crawler)
        self.window = self.accepted = self.run_window(self.ledger.window_start)
        if self.arguments.since is None:
            # What an earlier run should have had and had not is as welcome as what is new.
            self.accepted = self.window.back_to(self.ledger.earliest)
        sources, section = self.discovery.begin(), self.arguments.section
        able = [one for one in (*sources, *self.archives) if section or not one.by_section]
        self.reach = min((reach(one, self.home) for one in able), default=Reach.NEWEST)
        if self.looks_back and self.reach <= Reach.DAYS and not section:
            read = self.ledger.completed_days()
            self.walk = BackfillWalk(
                dated(able, self.home), self.window, read=read, now=self.started
            )
        else:
            self.walk = SourceWalk(sources, self.window, section)

    async def start(self) -> AsyncIterator[Request]:
        """Ask first for what earlier runs could not get, then walk the sources."""
        self.plan()
        for url in self.ledger.to_retry():
            yield self.article_request(Link(url), article_id(self.canonical(url)))
        for request in self.next_listing(self.walk.begin()):
            yield request
        for request in self.refetching.requests():
            yield request

    def next_listing(self, visit: ListingRequest | None) -> Iterator[Request]:
        """Yield the request for the walk's next page; at its end say how it ended."""
        if visit:
            yield listing_request(visit, self.parse_listing, self.listing_failed)
            return
        # Where nothing could be read, the failures and the run's end say so.
        level = INFO if self.crawler.stats.get_value("newscrawl/listings") else DEBUG
        for end in self.walk.ends[self.told_ends :]:
            guess = self.discovery.is_guess(end.source) and not end.sound
            told = DEBUG if guess else level
            self.logger.log(told, "Source %s ended: %s", end.source.url, end.reason)
        again, self.told_ends = self.told_ends > 0, len(self.walk.ends)
        if not self.walk.complete:
            self.count("walks_incomplete")
            for reason in self.walk.lost:
                self.count(f"sitemaps_lost/{reason}")
            since = f"{self.window.since:%Y-%m-%d %H:%M %Z}"
            level = DEBUG if again else level
            self.logger.log(level, "The sources could not be read back to %s", since)

    def parse_listing(self, response: Response, visit: ListingRequest) -> Iterator[Request]:
        """Ask for the new articles of a listing, feed or sitemap, and for its next page."""
        source = visit.source
        cut = is_cut(response)
        if cut and (again := retried(response, self)):
            yield again
            return
        try:
            listing = self.discovery.read(source, response)
            index = isinstance(source, Sitemap)
            named = sitemaps(response.body, url=response.url) if index else []
        except SourceError as error:
            if not self.discovery.is_guess(source):
                self.logger.warning("Listing %s failed: %s", visit.url, error)
                self.count("listings_failed/not of its kind")
            yield from self.next_listing(self.walk.failed(visit, str(error)))
            return
        branches = branches_of(source, named, self.window)
        self.crawler.stats.inc_value("newscrawl/links", len(listing.links) + len(branches))
        if branches and not cut:
            self.count("listings")
            yield from self.next_listing(self.walk.add_sitemaps(visit, branches))
            return
        links = self.by_id(listing.links)
        if source.by_section:
            self.of_section.update(links)
        articles = list(self.new_articles(links))
        if cut:
            self.logger.warning("Listing %s failed: %s", visit.url, TRUNCATED)
            self.count(f"listings_failed/{TRUNCATED}")
            following = self.walk.failed(visit, TRUNCATED)
        else:
            self.count("listings")
            following = self.walk.record_page(
                visit, listing, list(links), known=self.old, no_article=self.no_article
            )
        output = [*articles, *self.next_listing(following)]
        titles = [link.title for link in listing.links if link.title]
        yield from self.discovery.trusted(output, titles)

    def by_id(self, links: Iterable[Link]) -> dict[str, Link]:
        """Return links by the ids of what they lead to."""
        return {article_id(self.canonical(link.url)): link for link in links}

    def new_articles(self, links: dict[str, Link]) -> Iterator[Request]:
        """Yield requests for the links that are neither known nor outside the window."""
        known = self.ledger.known(links.keys())
        left_alone = self.ledger.skippable(links.keys() - known, self.window.since)
        now = datetime.now(UTC)
        if self.arguments.since is None and self.ledger.known_means_older_known:
            self.old |= known | left_alone
        for key, link in links.items():
            span = self.span(link, now)
            if span.latest and span.latest < self.window.since:
                self.old.add(key)
            place = "left alone" if key in left_alone else self.accepted.place(span)
            if key not in self.found:
                self.found[key] = None
                self.count(f"found/{'known' if key in known else place}")
            asked = place == NEW and key not in known and key not in self.requested
            if self.backfill:
                self.backfill.named(key, span.day, asked=asked, known=key in known)
            if asked:
                yield self.article_request(link, key)

    def span(self, link: Link, now: datetime) -> Span:
        """Return when an article appeared that a listing names."""
        if self.backfill:
            return self.backfill.span(link, zone=self.zone, now=now)
        return listed_span(link.date, link.url, zone=self.zone, now=now)

    def listing_failed(self, failure: Failure) -> Iterator[Request]:
        """Go on with the next source when a listing cannot be had."""
        visit: ListingRequest = failure.request.cb_kwargs["visit"]  # type: ignore[attr-defined]
        reason = reason_of(failure)
        gone = status_of(failure) in GONE
        guess = self.discovery.is_guess(visit.source)
        if not guess and not (gone and visit.page > visit.source.first):
            self.logger.log(failures.weight(reason), "Listing %s failed: %s", visit.url, reason)
            self.count(f"listings_failed/{reason}")
        self.discovery.failed(visit, reason)
        yield from self.next_listing(self.walk.failed(visit, reason, gone=gone))

    # From pages to articles

    def article_request(self, link: Link, key: str) -> Request:
        """Return the request for an article.

        It goes before the listings' next pages: a preference, by which a walk that leads to no
        article is ended sooner. Nothing rests on it (see discovery/source_walk.py).
        """
        self.requested[key] = None
        return Request(
            self.canonical(link.url),
            self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"link": link, "key": key},
            priority=10,
            dont_filter=True,  # `requested` was asked; the filter drops redirects without a word
        )

    def parse_article(
        self, response: Response, link: Link, key: str
    ) -> Iterator[Request | Article]:
        """Read an article; where it goes on elsewhere, ask for the rest first."""
        if self.refetching.is_unmodified(response, key):
            return
        moved = response.url != self.canonical(link.url)
        if moved and not (
            self.discovery.accepts(response.url) or self.discovery.redirected(response)
        ):
            self.mark_skipped(key, link.url, "redirected away")
            return
        if is_cut(response):
            yield from self.ask_again(response, link, key, TRUNCATED)
            return
        extraction = self.read(response, link, key)
        if extraction:
            fetch = fetch_of(response)
            parts = MultiPage(extraction, response.url, fetch.at, fetch.warc)
            yield from self.next_part(parts, link, key)

    def ask_again(self, response: Response, link: Link, key: str, reason: str) -> Iterator[Request]:
        """Ask again for a page that breaks off; leave it when that was done often enough."""
        again = retried(response, self)
        if again:
            yield again
        else:
            self.mark_skipped(key, link.url, reason, transient=True)

    def read(
        self, response: Response, link: Link, key: str, *, part: bool = False
    ) -> Extraction | None:
        """Return what a page says; None when it is no article, which is counted."""
        try:
            return extract(
                response.body,
                url=response.url,
                rules=self._rules,
                hint=Hint(link.title, link.date),
                now=fetch_of(response).at,
                content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
                part=part,
            )
        except NotAnArticle as answer:
            if not part:
                self.mark_skipped(key, link.url, answer.reason, transient=answer.reason in PASSING)
            return None

    def next_part(self, parts: MultiPage, link: Link, key: str) -> Iterator[Request | Article]:
        """Ask for the article's next page; when there is none, hand the article on."""
        url = parts.next_url()
        if url is None:
            yield from self.finish(parts, link, key)
            return
        yield Request(
            url,
            self.parse_part,
            errback=self.part_failed,
            cb_kwargs={"parts": parts, "link": link, "key": key},
            priority=20,  # a preference: few articles wait for their rest
            dont_filter=True,
        )

    def parse_part(
        self, response: Response, parts: MultiPage, link: Link, key: str
    ) -> Iterator[Request | Article]:
        """Join a further page to an article."""
        if is_cut(response):
            yield from self.ask_again(response, link, key, f"incomplete: {TRUNCATED}")
            return
        parts.add(self.read(response, link, key, part=True), response.url)
        yield from self.next_part(parts, link, key)

    def part_failed(self, failure: Failure) -> Iterator[Request | Article]:
        """Try the article's pages one by one where the whole is refused; else give it up."""
        given = failure.request.cb_kwargs  # type: ignore[attr-defined]
        parts: MultiPage = given["parts"]
        if parts.fall_back_to_pages():
            yield from self.next_part(parts, given["link"], given["key"])
            return
        # Half an article would mislead: it is left for the next run.
        reason = f"incomplete: {reason_of(failure)}"
        self.mark_skipped(given["key"], given["link"].url, reason, transient=True)

    def finish(self, parts: MultiPage, link: Link, key: str) -> Iterator[Request | Article]:
        """Yield the article unless it is smuggled in, or outside the window or the section."""
        extraction = parts.extraction
        self.count_selectors_left(extraction)
        spam = advertised(extraction.headline, extraction.paragraphs)
        doubted = self.discovery.doubts(extraction, spam)
        if spam:
            self.mark_skipped(key, link.url, SPAM)
            if doubted:
                yield from self.discovery.hold(())
            return
        article = build_article(
            extraction, paper=type(self), url=parts.url, fetched_at=parts.fetched_at
        )
        article.warc = parts.warc
        article.run = self.run_id
        page = self.refetching.page(article, key, link, single=parts.single)
        if key in self.refetching.asked:
            if self.refetching.is_changed(article, key, page):
                yield from self.hand_on(article, key, page, doubted=doubted)
            return
        before = self.ledger.line_before(article.id)
        if before:
            article.revision = before.revision + 1
            article.previous_hash = before.content_hash
        published = extraction.published
        if published and published.instant < self.window.since:
            self.old.add(key)
        if published and not before and not self.accepted.holds(published):
            self.mark_skipped(key, link.url, "outside the window", day=published.instant.date())
        elif not self.in_section(article, key):
            self.count("skipped/other section")
            for name in section_names(article.article_section, article.canonical_url).values():
                self.crawler.stats.inc_value(f"{OTHER_SECTIONS}{name}")
        else:
            yield from self.hand_on(article, key, page, doubted=doubted)

    def hand_on(
        self, article: Article, key: str, page: Page, *, doubted: bool
    ) -> Iterator[Request | Article]:
        """Note that a link gave an article; yield it unless it is doubtful whose the site is."""
        self.ledger.alias(key, article.id)
        self.ledger.read_from(article.id, page)
        if self.backfill:
            self.backfill.leads_to(key, article.id)
        self.discovery.findings.articles[key] = None
        if doubted:
            yield from self.discovery.hold([article])
        elif not self.discovery.over:
            yield article

    def count_selectors_left(self, extraction: Extraction) -> None:
        """Count the selectors that gave way: they match nothing, or the wrong thing."""
        for selector, name in SELECTED.items():
            told = getattr(self._rules, selector) and extraction.layers.get(name)
            if told and told not in ("selector", "embedded"):
                self.count(f"selectors_left/{selector}")

    def in_section(self, article: Article, key: str) -> bool:
        """Return whether an article is of the section that was asked for."""
        wanted = self.arguments.section
        return wanted is None or key in self.of_section or is_of_section(article, wanted)

    def article_failed(self, failure: Failure) -> None:
        """Note an article that could not be fetched; the next run tries again."""
        given = failure.request.cb_kwargs  # type: ignore[attr-defined]
        gone = status_of(failure) in GONE
        reason = reason_of(failure)
        self.mark_skipped(given["key"], given["link"].url, reason, transient=not gone)

    def mark_skipped(
        self,
        key: str,
        url: str,
        reason: str,
        *,
        day: date | None = None,
        transient: bool = False,
    ) -> None:
        """Count, log and remember a page that gives no line."""
        if key in self.refetching.asked:
            self.refetching.failed(key, url, reason)
            return
        if day is None:
            self.no_article.add(key)
            if not transient:
                self.discovery.findings.refused.add(key)
        kind = "failed" if transient else "skipped"
        self.count(f"{kind}/{reason}")
        level = failures.weight(reason) if transient else DEBUG if day else INFO
        self.logger.log(level, "%s %s: %s", kind.capitalize(), url, reason)
        self.ledger.mark_skipped(key, url, reason, day=day, transient=transient)
        if self.backfill:
            self.backfill.answered(key, day=day)
