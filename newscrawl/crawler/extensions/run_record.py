"""Writes one JSON record a run: its outcome, for people and for monitors."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.extensions.feedexport import FeedSlot

from newscrawl.crawler.arguments import Arguments
from newscrawl.crawler.component import Component
from newscrawl.crawler.run_control import own_feed, without_key
from newscrawl.crawler.settings_addon import places_of
from newscrawl.crawler.spider import NewsSpider
from newscrawl.items import Article
from newscrawl.monitoring import unrecorded
from newscrawl.monitoring.drift import detect_drift
from newscrawl.monitoring.outcome import (
    BROKEN,
    NO_RECORD,
    NO_ROBOTS,
    QUIET,
    SILENT,
    FinishReason,
    Verdict,
    named,
)
from newscrawl.monitoring.record import Notes, Run, run_record
from newscrawl.monitoring.silence import silence
from newscrawl.monitoring.summary import told

logger = logging.getLogger(__name__)

#: Past runs that a run is held against: two weeks of hourly ones.
PAST_RUNS = 350


class RunRecord(Component):
    """Extension: keeps a record of the run, with those of all others, when the engine has stopped.

    Only then have the feeds been closed, so only then is it known whether they were stored. Before
    that, the run is held against the paper's past ones. Stats: newscrawl/broken/<what>.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not isinstance(crawler.spider, NewsSpider):
            raise NotConfigured
        super().__init__(crawler)
        self.spider = spider = crawler.spider
        self.records = places_of(crawler.settings).run_records()
        self.run = Run(spider.name, spider.started, asked(spider.arguments), spider.job)
        self.notes = Notes()
        self.begun = False
        crawler.signals.connect(self.begin, signals.engine_started)
        crawler.signals.connect(self.article, signals.item_scraped)
        crawler.signals.connect(self.closed, signals.spider_closed)
        crawler.signals.connect(self.feed, signals.feed_slot_closed)
        crawler.signals.connect(self.stopped, signals.engine_stopped)

    def begin(self) -> None:
        """Note that the engine runs, and so will stop; tell of runs that left no record."""
        self.begun = True
        if own_feed(self.crawler.settings) is None:  # a dry run may run beside another
            return
        try:
            self.notes.unrecorded = unrecorded.begin(
                self.spider.name, self.spider.run_id, self.records
            )
        except OSError as error:
            logger.error("This run will have no record: %s", error)  # noqa: TRY400
        for run in self.notes.unrecorded:
            logger.warning("The run %s left no record: it was killed, or its disk was full", run)

    def article(self, item: Article) -> None:
        """Count what an article has, and whether its date could be read."""
        self.notes.dates["read" if item.date_published else "unread"] += 1
        self.notes.coverage.add(item)

    def feed(self, slot: FeedSlot) -> None:
        """Note where lines went. A key in the address is left out."""
        uri = without_key(slot.uri)
        self.notes.feeds[uri] = self.notes.feeds.get(uri, 0) + slot.itemcount

    def closed(self, reason: str) -> None:
        """Log as an error how this run fell behind the paper's past ones.

        Of a run that was refused at its opening this is the end: its engine never runs.
        """
        if not self.begun:
            self.stopped()
            return
        past = self.past()
        self.notes.robots_unavailable = self.robots_unavailable(past)
        self.notes.broken = detect_drift(self.record(), past)
        for sentence in self.notes.broken:
            logger.error("%s is broken: %s", self.spider.name, sentence)
            self.crawler.stats.inc_value(f"{BROKEN}{sentence.partition(':')[0]}")

        if reason == FinishReason.FINISHED and not self.notes.broken:
            self.listen(past)

    def past(self) -> list[dict[str, Any]]:
        """Return the records of the paper's last runs, the oldest first; none if unreadable."""
        try:
            return self.records.read(self.spider.name, last=PAST_RUNS)
        except OSError as error:
            logger.error("Past runs cannot be looked at: %s", error)  # noqa: TRY400
            return []

    def listen(self, past: Sequence[Mapping[str, Any]]) -> None:
        """Log when the paper has brought nothing new for too long; `past` as below."""
        self.notes.silence = heard = silence(self.record(), past)
        if heard is None:
            return
        silent = heard.verdict is Verdict.SILENT
        level = logging.ERROR if silent else logging.WARNING
        logger.log(level, "%s is %s: %s", self.spider.name, heard.verdict.word, heard)
        self.crawler.stats.set_value(SILENT if silent else QUIET, str(heard))

    def robots_unavailable(self, past: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        """Return the hosts whose robots.txt answered 5xx, and when that began; say it of old ones.

        `past` holds the records of earlier runs, the oldest first.
        """
        told = [one.get("robots_unavailable", {}) for one in past if one["pages"]]
        before = told[-1] if told else {}
        now = self.spider.started.isoformat(timespec="seconds")
        hosts = named(self.crawler.stats.get_stats(), NO_ROBOTS)
        for host in hosts.keys() & before.keys():
            logger.error("%s has had no robots.txt since %s: tell the paper", host, before[host])
        return {host: before.get(host, now) for host in hosts}

    def stopped(self) -> None:
        """Write the record."""
        record = self.record()
        for sentence in told(record) if self.begun else ():
            logger.info(sentence)
        try:
            unrecorded.end(self.spider.name, self.spider.run_id, record, self.records)
        except OSError as error:
            logger.error("The record of this run cannot be written: %s", error)  # noqa: TRY400
            self.crawler.stats.set_value(NO_RECORD, str(error))

    def record(self) -> dict[str, Any]:
        """Return the record as far as the run has come."""
        self.notes.facts_to_change = [fact._asdict() for fact in self.spider.discovery.facts]
        walk = self.spider.backfill
        self.notes.days = walk.standing().record() if walk else None
        return run_record(self.run, self.crawler.stats.get_stats(), self.notes)


def asked(arguments: Arguments) -> dict[str, str]:
    """Return the arguments that were given, as text."""
    return {name: str(value) for name, value in arguments._asdict().items() if value is not None}
