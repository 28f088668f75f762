"""Owns the ledger of a run: begins it when the spider opens, ends it when the feeds are closed."""

import logging
from typing import IO

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured

from newscrawl.crawler.feeds import FeedExporter
from newscrawl.crawler.ledger import Ledger, failed_by
from newscrawl.crawler.run_control import LedgerOwner, count_failure, own_feed
from newscrawl.crawler.settings_addon import places_of
from newscrawl.monitoring.outcome import HELD_BY, FinishReason
from newscrawl.storage.paper_lock import holder, lock, lock_of
from newscrawl.storage.protocols import NullLedger, Paper
from newscrawl.storage.tables import StateError

logger = logging.getLogger(__name__)


class RunLedger(LedgerOwner):
    """Extension: the owner of the ledger of a run that writes the project's own feed.

    Refuses to run beside another run of the same paper (reason `already running`), or when the
    state cannot be used (`state failed`). Before the beginning and after the end its ledger is a
    blank one; others look it up with run_control.ledger_of().
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        if own_feed(crawler.settings) is None:
            raise NotConfigured
        self.places = places_of(crawler.settings)
        self._begun: Ledger | None = None
        self._lock: IO[bytes] | None = None
        crawler.signals.connect(self.begin, signals.spider_opened)
        crawler.signals.connect(self.closed, signals.spider_closed)

    def begin(self, spider: Spider) -> None:
        """Begin the ledger of a paper's run. Raises CloseSpider."""
        if not isinstance(spider, Paper):
            return
        path = lock_of(self.places.root, spider.name)
        try:
            self._lock = lock(path)
        except BlockingIOError as error:
            raise self._running_already(spider, holder(path)) from error
        except OSError as error:
            raise self._refused(spider, error, FinishReason.STATE_FAILED) from error
        try:
            self.ledger = self._begun = Ledger(self.crawler, spider, self.places)
        except BlockingIOError as error:
            self._unlock()
            raise self._running_already(spider, str(error)) from error
        except (OSError, StateError) as error:
            self._unlock()
            raise self._refused(spider, error, failed_by(error)) from error

    async def closed(self, spider: Spider, reason: str) -> None:
        """End the ledger, which must know whether the feeds were stored: when they are closed."""
        exporter = self.crawler.get_extension(FeedExporter)
        delivered = exporter is not None and await exporter.delivered()
        self.end(spider, reason, delivered=delivered)

    def end(self, spider: Spider, reason: str, *, delivered: bool) -> None:
        """End the ledger and let other runs of the paper begin."""
        if self._begun is None or not isinstance(spider, Paper):
            return
        self._begun.end(reason, delivered=delivered, walk_complete=spider.walk_complete)
        self.ledger, self._begun = NullLedger(), None
        self._unlock()

    def _running_already(self, spider: Spider, by: str) -> CloseSpider:
        self.crawler.stats.set_value(HELD_BY, by)
        logger.error(
            "%s is being crawled already, by %s: let that run end first",
            spider.name,
            by or "another run",
        )
        return CloseSpider(FinishReason.ALREADY_RUNNING)

    def _refused(
        self, spider: Spider, error: OSError | StateError, reason: FinishReason
    ) -> CloseSpider:
        logger.error("%s cannot be crawled: %s", spider.name, error)
        count_failure(self.crawler, reason)
        return CloseSpider(reason)

    def _unlock(self) -> None:
        if self._lock:
            self._lock.close()
            self._lock = None
