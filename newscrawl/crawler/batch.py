"""Crawls many papers, a few at a time; a failure stops no other paper."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from newscrawl.crawler.process import spare_process
from newscrawl.monitoring.outcome import cause, summary
from newscrawl.sites.definition import Newspaper
from newscrawl.urls.networks import networks

#: Outcomes beside the verdicts of runs.
NOT_STARTED, NOT_PERMITTED, NOT_BEGUN = "not started", "not permitted", "not begun"
KILLED = "killed"
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


@dataclass(slots=True)
class Batch:
    """The papers of a batch: who waits, who runs, what came of the others; tells how far it is.

    Takes a sentence for people with `tell`.
    """

    papers: list[type[Newspaper]]
    tell: Callable[[str], None]
    running: set[str] = field(default_factory=set)
    outcomes: list[Outcome] = field(default_factory=list)
    network: Mapping[str, str] = field(init=False)
    waiting: dict[str, deque[type[Newspaper]]] = field(init=False)

    def __post_init__(self) -> None:
        self.network = networks({paper.name: paper.own_hosts() for paper in self.papers})
        self.waiting = {}
        for paper in self.papers:
            self.waiting.setdefault(self.network[paper.name], deque()).append(paper)

    def next(self, suits: Callable[[str], bool] = lambda _: True) -> type[Newspaper] | None:
        """Take the next paper whose network no running paper is at; its network `suits`.

        Each crawler counts its own seconds between requests, so papers of a network (detik's
        channels, Tribun's sub-domains) run one after another, those of the largest first.
        """
        busy = {self.network[name] for name in self.running}
        free = [one for one in self.waiting if one not in busy and suits(one)]
        if not free:
            return None
        network = max(free, key=lambda one: len(self.waiting[one]))
        paper = self.waiting[network].popleft()
        if not self.waiting[network]:
            del self.waiting[network]
        self.running.add(paper.name)
        return paper

    def drop_waiting(self) -> None:
        """Begin no more papers."""
        for queue in self.waiting.values():
            for paper in queue:
                self.ended(Outcome(paper.name, NOT_BEGUN))
        self.waiting.clear()

    def ended(self, one: Outcome) -> None:
        """Note what came of a paper, and tell it."""
        self.running.discard(one.name)
        self.outcomes.append(one)
        figures = one.figures
        told = f"{figures['articles']} articles, {figures['pages']} pages" if figures else ""
        told = "; ".join(part for part in (one.reason, told) if part)
        more = f", {len(self.running)} running" if self.running else ""
        count = f"[{len(self.outcomes)}/{len(self.papers)}]"
        line = f"{count} {one.name}: {one.word}" + (f": {told}" if told else "")
        self.tell(f"{line} ({one.seconds:.0f} s{more})")


class BatchProcess(AsyncCrawlerProcess):
    """A process of many crawls: each has its own crawler, and so its feed, state and record.

    Ctrl-C ends the running ones in order and begins no more. Subclasses say which paper is next.
    """

    def __init__(self, settings: Settings, *, arguments: Mapping[str, str]) -> None:
        super().__init__(settings)
        spare_process()
        self.arguments = arguments
        self._running: set[asyncio.Task[None]] = set()

    def next(self) -> type[Newspaper] | None:
        """Return the paper to begin now; None when there is none."""
        raise NotImplementedError

    def ended(self, one: Outcome) -> None:
        """Take what came of a paper."""
        raise NotImplementedError

    def drop_waiting(self) -> None:
        """Begin no more papers."""
        raise NotImplementedError

    def begin_papers(self) -> None:
        """Begin as many papers as may run now."""
        while paper := self.next():
            self._begin(paper)

    async def stop(self) -> None:
        """Begin no more papers, and end the running ones; Scrapy calls it on Ctrl-C."""
        self.drop_waiting()
        # Scrapy forgets to stop a crawl that is just being opened, and then never ends it.
        while any(opening(crawler) for crawler in self.crawlers):  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0.02)
        await super().stop()
        if self._running:
            await asyncio.wait(self._running)

    def _begin(self, paper: type[Newspaper]) -> None:
        began = time.monotonic()
        crawlers: list[Crawler] = []
        # A task of our own: what fails before there is a crawler is this paper's failure as well.
        task = asyncio.get_running_loop().create_task(self._crawl_one(paper, crawlers))
        self._running.add(task)

        def ended(done: asyncio.Task[None]) -> None:
            self._running.discard(done)
            seconds = time.monotonic() - began
            error = None if done.cancelled() else done.exception()
            self.ended(self._outcome(paper, error, crawlers, seconds))

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
        """Return what came of a paper's crawl, which ended or did not start."""
        if error is not None or not crawlers:
            reason = f"{type(error).__name__}: {error}" if error else ""
            return Outcome(paper.name, NOT_STARTED, reason, seconds=seconds)
        stats = crawlers[0].stats.get_stats()
        figures = summary(stats)
        word = str(figures["verdict"]).replace("_", " ")
        return Outcome(paper.name, word, cause(stats), figures, seconds)


class SingleProcess(BatchProcess):
    """The process of a batch that needs no other: this one."""

    def __init__(
        self, settings: Settings, batch: Batch, *, max_concurrent: int, arguments: Mapping[str, str]
    ) -> None:
        super().__init__(settings, arguments=arguments)
        self.batch = batch
        self.max_concurrent = max_concurrent

    def run(self) -> None:
        """Crawl the papers."""
        if self.batch.waiting:
            self.start()

    async def join(self) -> None:
        """Begin papers as others end, until none is left; Scrapy waits for it."""
        while self.batch.waiting or self._running:
            self.begin_papers()
            await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)

    def next(self) -> type[Newspaper] | None:
        """Return the paper to begin now; None when there is none."""
        full = len(self.batch.running) >= self.max_concurrent
        return None if full else self.batch.next()

    def ended(self, one: Outcome) -> None:
        """Take what came of a paper."""
        self.batch.ended(one)

    def drop_waiting(self) -> None:
        """Begin no more papers."""
        self.batch.drop_waiting()


def opening(crawler: Crawler) -> bool:
    """Return whether a crawl has begun and cannot be stopped yet."""
    engine = crawler._engine  # noqa: SLF001 - the property raises while there is none
    return crawler.crawling and not (engine and engine.running)


def exit_code(words: Iterable[str], fine: AbstractSet[str] = FINE) -> int:
    """Return 0 when all outcomes are `fine`, 6 when others were stopped by somebody, else 1."""
    wrong = set(words) - fine
    return 0 if not wrong else 6 if wrong <= STOPPED else 1


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
