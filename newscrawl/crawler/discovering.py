"""Finds other sources for a paper that is not as its facts say: the spider's other half.

- Where a listing's titles sell gambling or are in a foreign language, or the pages read so far do,
  the front page is asked before anything is stored: it tells whether the paper is still there.
- Where the declared sources came to nothing, the front page and robots.txt tell of others, which
  the walk goes on with.
- What worked is kept for the next run, tried there first, and dropped when it fails, or when the
  declared facts work again.

A paper whose facts hold is asked nothing more.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from newscrawl.crawler.extensions.blocked import REFUSALS, drop_waiting
from newscrawl.crawler.listing_requests import listing_request
from newscrawl.crawler.request_errors import reason_of
from newscrawl.discovery.addresses import Choice, read_by_either
from newscrawl.discovery.found import Found, found_sources
from newscrawl.discovery.learned import Fact, Findings, Learned
from newscrawl.discovery.listing import Listing
from newscrawl.discovery.sources import Index, ListingRequest, Source, SourceError
from newscrawl.extraction import Extraction
from newscrawl.monitoring.outcome import FATE
from newscrawl.page.advertising import pitched
from newscrawl.page.belonging import Fate, Outlet, fate_of
from newscrawl.page.document import Document, parse
from newscrawl.page.language import NEIGHBOURS, is_strange, language_of_words
from newscrawl.sites.detect import pattern_of
from newscrawl.urls import article_id, article_likeness, same_outlet
from newscrawl.urls.host import bare_host

if TYPE_CHECKING:
    from newscrawl.crawler.spider import NewsSpider

logger = logging.getLogger(__name__)

#: So many titles, or pages, that sell or are foreign make a paper doubtful, and such a share.
DOUBTFUL, SHARE = 3, 0.4
PERMANENT: Final = {301, 308}
#: So many addresses show what a paper's look like.
MIN_ADDRESSES: Final = 50
#: The most requests that a search makes beside the front page's.
BUDGET: Final = 12


class Discovery:
    """What one run finds out of its paper beside the articles."""

    def __init__(self, spider: "NewsSpider") -> None:
        self.spider = spider
        self.learned: Learned | None = None
        #: Where the front page is, and the hosts that are the paper's besides the declared ones.
        self.home = spider.home
        self.hosts: set[str] = set()
        self.moved: Fact | None = None
        self.findings = Findings(spider.home, ())
        #: What the site names of sources, once it was searched.
        self.found: list[Found] | None = None
        self.covered = False
        self.fate: Fate | None = None
        #: What waits until the front page has told whose the site is.
        self.held: list[Any] = []
        self.asked_front = self.searched = self.tried_again = False
        #: The front page where it was had as a source, or why it could not be: it is asked once.
        self.front: Response | None = None
        self.no_front = ""
        self.logged: tuple[Fact, ...] = ()
        self.spam = self.news = 0
        #: Addresses that the generic rule took for articles against the paper's pattern.
        self.strange: list[str] = []
        #: The text of robots.txt, by host.
        self.robots: dict[str, str] = {}
        spider.crawler.signals.connect(self.idle, signals.spider_idle)
        spider.crawler.signals.connect(self.robots_parsed, signals.robots_parsed)

    def begin(self) -> Sequence[Source]:
        """Return the sources to walk first: those that were learned, else the declared ones."""
        declared = [one for one in self.spider.sources if not one.by_section]
        self.findings = Findings(self.spider.home, declared)
        try:
            kept = self.spider.ledger.learned
            self.learned = Learned.from_json(kept) if kept else None
        except ValueError as error:
            logger.warning("%s: %s", self.spider.name, error)
        if self.learned is None:
            return self.spider.sources
        if self.learned.home:
            self.home = self.learned.home
            self.hosts.add(bare_host(urlsplit(self.home).netloc))
        by_section = [one for one in self.spider.sources if one.by_section]
        return [*by_section, *self.learned.sources] if self.learned.sources else self.spider.sources

    @property
    def over(self) -> bool:
        """Whether the paper is gone, and nothing of the site is to be stored."""
        return self.fate is not None and self.fate.word != "same"

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that are to be changed, as far as this run knows."""
        return self.learned.facts if self.learned else ()

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Keep what a robots.txt says, for the sitemaps that it names."""
        text = getattr(robotparser, "text", "")
        self.robots[urlsplit(request.url).netloc] = text

    # Addresses

    def own(self, url: str) -> bool:
        """Return whether an address can be an article of the paper, whatever its pattern says."""
        return self.spider.may_be_article(url, self.hosts)

    def accepts(self, url: str) -> bool:
        """Return whether an address is an article's: by the pattern, or where that was wrong."""
        if self.spider.is_article(url):
            return True
        generic = self.hosts or any(one.rule == "generic" for one in self.findings.told.values())
        return bool(generic) and self.own(url) and article_likeness(url) > 0

    def read(self, source: Source, response: Response) -> Listing:
        """Return what a source answered, by the paper's pattern or the generic rule.

        Raises SourceError.
        """
        if asked_url(response) == self.home:
            self.front = response
        before = self.findings.of(source).rule
        if self.learned and source.url not in self.findings.told:
            before = self.learned.rule
        try:
            listing, choice = read_by_either(
                source,
                response.body,
                url=response.url,
                is_article=self.spider.is_article,
                own=self.own,
                before=before,
            )
        except SourceError:
            self.findings.of(source).answered = True
            raise
        self.note(source, choice)
        return listing

    def note(self, source: Source, choice: Choice) -> None:
        """Note what a source named."""
        ids = [article_id(self.spider.canonical(link.url)) for link in choice.links]
        self.findings.named(source, ids, choice.rule, choice.evidence)
        if choice.rule == "generic" and len(self.strange) < MIN_ADDRESSES:
            self.strange += [link.url for link in choice.links]

    def is_guess(self, source: Source) -> bool:
        """Return whether a source is none of the declared ones: that it fails is no news."""
        return any(one.source.url == source.url for one in self.found or ())

    def failed(self, visit: ListingRequest, reason: str) -> None:
        """Note that a source could not be had.

        That there is no such page speaks against the facts; a refusal, a broken server and silence
        say nothing of them.
        """
        if visit.url == self.home:
            self.no_front = reason
        if re.fullmatch(r"http [34]\d\d", reason) and int(reason[5:]) not in REFUSALS:
            self.findings.of(visit.source).answered = True

    def redirected(self, response: Response) -> bool:
        """Return whether an article was sent, for good, to where its paper is now."""
        reasons = response.meta.get("redirect_reasons", [])
        if not reasons or not set(reasons) <= PERMANENT:
            return False
        if same_outlet(response.url, self.spider.home):
            return False
        paths = frozenset(urlsplit(one).path.rstrip("/") for one in response.meta["redirect_urls"])
        fate = fate_of(document_of(response), self.outlet(paths))
        if fate.word == "same":
            self.learn_home(response.urljoin("/"), fate.evidence)
        return fate.word == "same"

    def outlet(self, paths: frozenset[str] = frozenset()) -> Outlet:
        """Return what the paper is known by."""
        return Outlet(self.spider.publisher, self.spider.home, paths)

    def learn_home(self, url: str, evidence: str) -> None:
        """Take a host for the paper's from now on."""
        host = bare_host(urlsplit(url).netloc)
        if host in self.spider.own_hosts() or host in self.hosts:
            return
        if self.front is None or bare_host(urlsplit(self.front.url).netloc) != host:
            self.front, self.no_front = None, ""
        self.home = url
        self.hosts.add(host)
        self.moved = Fact("home", self.spider.home, url, evidence)

    # Doubts

    def trusted(self, output: Iterable[Any], titles: Sequence[str]) -> Iterator[Any]:
        """Pass on what a listing gave; hold it back while it is doubtful whose the site is."""
        if self.fate is None and (self.held or doubtful(titles)):
            yield from self.hold(output)
        elif not self.over:
            yield from output

    def doubts(self, extraction: Extraction, spam: str | None) -> bool:
        """Note a page that was read; return whether it is to wait for what the front page tells."""
        self.spam += bool(spam)
        self.news += not spam
        if self.fate is not None:
            return False
        foreign = self.news == 1 and (
            not is_ours(extraction.in_language) or is_strange(" ".join(extraction.paragraphs))
        )
        sold = self.spam >= DOUBTFUL and self.spam > self.news
        return bool(self.held) or foreign or sold

    def hold(self, articles: Iterable[Any]) -> Iterator[Any]:
        """Keep articles until the front page has told whose the site is."""
        self.held += articles
        yield from self.ask_front()

    def ask_front(self, *, search: bool = False) -> Iterator[Any]:
        """Read the front page, once for each purpose; ask for it where it was not had before."""
        if self.asked_front and not search:
            return
        self.asked_front = True
        visit = ListingRequest(Index(self.home), self.home, 1)
        if self.front is not None:
            yield from self.parse_front(self.front, visit, search=search)
            return
        if self.no_front:
            yield from self.go_without_front(visit, self.no_front, search=search)
            return
        yield Request(
            self.home,
            self.parse_front,
            errback=self.front_failed,
            cb_kwargs={"visit": visit, "search": search},
            dont_filter=True,
            priority=30,
        )

    def parse_front(
        self,
        response: Response,
        visit: ListingRequest,  # noqa: ARG002 - by it a listing's answer is known
        *,
        search: bool,
    ) -> Iterator[Any]:
        """Read from the front page what became of the paper, and where its links come from."""
        self.front = response
        document = document_of(response)
        fate = self.judge_front(document, response)
        if self.over:
            self.end(fate)
            return
        yield from self.released()
        if search:
            yield from self.search(document, response)

    def judge_front(self, document: Document, response: Response) -> Fate:
        """Return what became of the paper; where it moved for good, take the host for its own."""
        self.fate = fate = fate_of(document, self.outlet())
        if not self.over and set(response.meta.get("redirect_reasons", ())) <= PERMANENT:
            self.learn_home(response.url, fate.evidence)
        return fate

    def front_failed(self, failure: Failure) -> Iterator[Any]:
        """Go on without the front page."""
        given = failure.request.cb_kwargs  # type: ignore[attr-defined]
        reason = reason_of(failure)
        logger.info("The front page %s failed: %s", given["visit"].url, reason)
        self.failed(given["visit"], reason)
        yield from self.go_without_front(given["visit"], reason, search=given["search"])

    def go_without_front(
        self, visit: ListingRequest, reason: str, *, search: bool
    ) -> Iterator[Any]:
        """Pass on what was held back; search by robots.txt alone where there is no front page."""
        self.fate = Fate("same", f"the front page could not be had: {reason}")
        yield from self.released()
        if search and self.findings.of(visit.source).answered:
            yield from self.search(parse("<html></html>", url=self.home), None)

    def released(self) -> Iterator[Any]:
        """Pass on what was held back."""
        held, self.held = self.held, []
        yield from held

    def end(self, fate: Fate) -> None:
        """End the run: the paper is not there."""
        self.held.clear()
        crawler = self.spider.crawler
        logger.error("%s is %s: %s", self.spider.name, fate.word, fate.evidence)
        crawler.stats.set_value(FATE, fate.evidence)
        drop_waiting(crawler)
        deferred_from_coro(crawler.engine.close_spider_async(reason=fate.word))

    # Searching

    def idle(self) -> None:
        """Do what is left to do when all that was asked for is answered. Raises DontCloseSpider."""
        # What an old day names says nothing of the paper as it is.
        if self.over or self.spider.backfill:
            return
        requests = list(self.next_step())
        for request in requests:
            self.spider.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider
        self.keep()

    def next_step(self) -> Iterator[Request]:
        """Yield what is asked next: declared sources behind learned ones, the front page."""
        if self.learned and self.learned.sources and not self.searched:
            if not any(self.findings.useful(one) for one in self.learned.sources):
                logger.warning("What was learned of %s fails: it is forgotten", self.spider.name)
                self.forget()
                yield from self.spider.next_listing(self.spider.walk.extend(self.spider.sources))
            elif not (self.tried_again or self.home != self.spider.home):
                self.tried_again = True
                yield from self.try_declared()
            return
        now = datetime.now(UTC)
        in_vain = self.learned is not None and self.learned.searched_lately(now)
        if not self.searched and not in_vain and self.findings.wanting():
            self.searched = True
            yield from self.ask_front(search=True)

    def try_declared(self) -> Iterator[Request]:
        """Ask for the first declared source: it may work again."""
        own = sorted(self.findings.declared, key=lambda one: one.url == self.spider.home)
        if own:
            visit = next(own[0].starts(self.spider.window))
            yield listing_request(visit, self.parse_declared, self.declared_failed)

    def parse_declared(self, response: Response, visit: ListingRequest) -> Iterator[Request]:
        """Forget what was learned when the paper is as declared again."""
        try:
            self.read(visit.source, response)
        except SourceError:
            return
        told = self.findings.of(visit.source)
        if told.ids and told.rule == "pattern":
            logger.info("The declared facts of %s work again", self.spider.name)
            self.forget()
            yield from self.spider.parse_listing(response, visit)

    def forget(self) -> None:
        """Drop what was learned."""
        self.learned = None
        if self.home != self.spider.home:
            self.front, self.no_front = None, ""
        self.home = self.spider.home
        self.hosts.clear()

    def declared_failed(self, failure: Failure) -> None:
        """Keep what was learned."""
        logger.debug("Still failing as declared: %s", reason_of(failure))

    def search(self, document: Document, response: Response | None) -> Iterator[Any]:
        """Go on with the sources that the site names, and with what the front page links."""
        logger.debug("The sources of %s came to nothing: its site is searched", self.spider.name)
        found = self.sources_named(document)
        front = next((one for one in found if one.source.url == document.url), None)
        rest = [one for one in found if one is not front]
        if response is not None:
            source = Index(document.url)
            try:
                listing = self.read(source, response)
            except SourceError:
                listing = Listing([], None)
            yield from self.spider.new_articles(self.spider.by_id(listing.links))
            front = Found(source, "the front page")
            if listing.next_page:
                rest.append(Found(Index(listing.next_page), "the front page's next page"))
        self.found = [front, *rest] if front else rest
        yield from self.spider.next_listing(
            self.spider.walk.extend([one.source for one in rest[:BUDGET]])
        )

    def sources_named(self, document: Document) -> list[Found]:
        """Return the sources that the site names, but for those that were asked already."""
        robots = self.robots.get(urlsplit(document.url).netloc, "")
        tried = [one for one in self.findings.told if one != self.spider.home]
        return found_sources(document, robots, tried=tried)[:BUDGET]

    def keep(self) -> None:
        """Keep for the next run what this one learned, and say it in one line."""
        now = datetime.now(UTC)
        declared = [self.findings.of(one) for one in self.findings.declared]
        generic = any(one.rule == "generic" and one.ids for one in declared)
        kept = self.learned is not None and bool(self.learned.sources or self.learned.home)
        if self.found is not None or self.moved or (generic and not kept):
            looks = pattern_of([urlsplit(url).path for url in self.strange])
            self.learned = self.findings.lesson(
                self.found or (),
                moved=self.moved,
                pattern=(self.spider.article_url, looks),
                now=now,
            )
            ends = {end.source.url: end.sound for end in self.spider.walk.ends}
            self.covered = any(ends.get(one.url) for one in self.learned.sources)
        elif not kept and not (self.learned and self.learned.searched_lately(now)):
            self.learned = None
        if self.facts != self.logged:
            self.logged = self.facts
            for fact in self.facts:
                sentence = "%s: `%s` is to be changed from %s to %s: %s"
                logger.warning(sentence, self.spider.name, *fact)
        self.spider.ledger.learn(self.learned.as_json() if self.learned else None)


def document_of(response: Response) -> Document:
    """Return a response as a page."""
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return parse(response.body, url=response.url, content_type=kind)


def asked_url(response: Response) -> str:
    """Return the address that was asked for, before any redirect."""
    return str(next(iter(response.meta.get("redirect_urls", ())), response.url))


def doubtful(titles: Sequence[str]) -> bool:
    """Return whether a listing's titles sell gambling, or are in a foreign language."""
    sold = sum(map(pitched, titles))
    if sold >= DOUBTFUL and sold >= SHARE * len(titles):
        return True
    told = " ".join(titles)
    return len(titles) >= DOUBTFUL and (is_strange(told) or not is_ours(language_of_words(told)))


def is_ours(language: str | None) -> bool:
    """Return whether a language is one that papers of Indonesia are in, as far as it is known."""
    primary = (language or "id").partition("-")[0]
    return primary == "id" or primary in NEIGHBOURS
