"""Crawls many papers in one process, a few at a time; a failure stops no other paper."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from newscrawl.monitoring.cause import cause
from newscrawl.monitoring.outcome import summary
from newscrawl.sites.definition import Newspaper

#: Outcomes beside the verdicts of runs.
NOT_STARTED, NOT_PERMITTED, NOT_BEGUN = "not started", "not permitted", "not begun"
#: Outcomes that are no failure.
FINE = {"ok", "quiet", NOT_PERMITTED}
#: Outcomes of a run that somebody stopped.
STOPPED = {"interrupted", NOT_BEGUN}


@dataclass(slots=True)
class Outcome:
    """The result of one paper: a word of Verdict or one of the above, the reason, the figures."""

    name: str
    word: str
    reason: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0.0


class BatchProcess(AsyncCrawlerProcess):
    """A process of many crawls: each has its own crawler, and so its feed, state and record.

    Papers that share a host (detik's channels) run one after another, since each crawler counts
    its own seconds between requests. Ctrl-C ends the running ones in order and begins no more.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        max_concurrent: int,
        arguments: Mapping[str, str],
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(settings)
        self._tell = tell
        self.max_concurrent = max_concurrent
        self.arguments = arguments
        self.outcomes: list[Outcome] = []
        self.total = 0
        self._waiting: list[type[Newspaper]] = []
        self._running: dict[asyncio.Task[None], type[Newspaper]] = {}

    def run(self, papers: Iterable[type[Newspaper]]) -> list[Outcome]:
        """Crawl the papers; return what came of each, in the order in which they ended."""
        self._waiting = list(papers)
        self.total = len(self._waiting)
        if self._waiting:
            self.start()
        return self.outcomes

    async def join(self) -> None:
        """Begin papers as others end, until none is left; Scrapy waits for it."""
        while self._waiting or self._running:
            while len(self._running) < self.max_concurrent and (paper := self._next()):
                self._begin(paper)
            await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)

    async def stop(self) -> None:
        """Begin no more papers, and end the running ones; Scrapy calls it on Ctrl-C."""
        for paper in self._waiting:
            self._note(Outcome(paper.name, NOT_BEGUN))
        self._waiting.clear()
        # Scrapy forgets to stop a crawl that is just being opened, and then never ends it.
        while any(opening(crawler) for crawler in self.crawlers):  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0.02)
        await super().stop()
        if self._running:
            await asyncio.wait(self._running)

    def _next(self) -> type[Newspaper] | None:
        """Take the next paper whose hosts no running paper is at."""
        busy = frozenset[str]().union(*(paper.own_hosts() for paper in self._running.values()))
        for paper in self._waiting:
            if not paper.own_hosts() & busy:
                self._waiting.remove(paper)
                return paper
        return None

    def _begin(self, paper: type[Newspaper]) -> None:
        began = time.monotonic()
        crawlers: list[Crawler] = []
        # A task of our own: what fails before there is a crawler is this paper's failure as well.
        task = asyncio.get_running_loop().create_task(self._crawl_one(paper, crawlers))
        self._running[task] = paper

        def ended(done: asyncio.Task[None]) -> None:
            del self._running[done]
            seconds = time.monotonic() - began
            error = None if done.cancelled() else done.exception()
            self._note(self._outcome(paper, error, crawlers, seconds))

        task.add_done_callback(ended)

    async def _crawl_one(self, paper: type[Newspaper], crawlers: list[Crawler]) -> None:
        spider, arguments = self._spider(paper)
        crawler = self.create_crawler(spider)
        crawlers.append(crawler)
        await self.crawl(crawler, **arguments)

    def _spider(self, paper: type[Newspaper]) -> tuple[type, Mapping[str, Any]]:
        """Return what is run for a paper, and with which arguments: its own spider."""
        return paper, self.arguments

    def _outcome(
        self,
        paper: type[Newspaper],
        error: BaseException | None,
        crawlers: list[Crawler],
        seconds: float,
    ) -> Outcome:
        """Return what came of a paper."""
        return outcome(paper.name, error, crawlers, seconds)

    def _note(self, one: Outcome) -> None:
        self.outcomes.append(one)
        figures = one.figures
        told = f"{figures['articles']} articles, {figures['pages']} pages" if figures else ""
        told = "; ".join(part for part in (one.reason, told) if part)
        more = f", {len(self._running)} running" if self._running else ""
        count = f"[{len(self.outcomes)}/{self.total}]"
        line = f"{count} {one.name}: {one.word}" + (f": {told}" if told else "")
        self._tell(f"{line} ({one.seconds:.0f} s{more})")


def opening(crawler: Crawler) -> bool:
    """Return whether a crawl has begun and cannot be stopped yet."""
    engine = crawler._engine  # noqa: SLF001 - the property raises while there is none
    return crawler.crawling and not (engine and engine.running)


def outcome(
    name: str, error: BaseException | None, crawlers: list[Crawler], seconds: float
) -> Outcome:
    """Return what came of a crawl that ended, or did not start."""
    if error is not None or not crawlers:
        reason = f"{type(error).__name__}: {error}" if error else ""
        return Outcome(name, NOT_STARTED, reason, seconds=seconds)
    figures = summary(crawlers[0].stats.get_stats())
    word = str(figures["verdict"]).replace("_", " ")
    return Outcome(name, word, cause(crawlers[0].stats.get_stats()), figures, seconds)


def exit_code(outcomes: Iterable[Outcome]) -> int:
    """Return 0 when all went well, 6 when somebody stopped the run, else 1."""
    words = {one.word for one in outcomes}
    if words <= FINE:
        return 0
    return 6 if words <= FINE | STOPPED else 1


def failures(outcomes: Iterable[Outcome]) -> dict[tuple[str, str], list[str]]:
    """Return the papers that failed, by outcome and reason, those of the commonest first."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in sorted(outcomes, key=lambda one: one.name):
        if one.word not in FINE:
            found.setdefault((one.word, one.reason), []).append(one.name)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))


def totals(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Return the sums of all papers: how many, of which outcome, what they brought."""
    every = list(outcomes)
    counts = Counter(one.word for one in every)
    sums = {
        what: sum(one.figures.get(what, 0) for one in every)
        for what in ("articles", "pages", "bytes")
    }
    return {"papers": len(every), "outcomes": dict(sorted(counts.items())), **sums}
