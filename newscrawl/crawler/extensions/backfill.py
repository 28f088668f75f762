"""Follows a run back in time: keeps the days that it completed, and says how far it has come."""

import logging
import time
from datetime import date, timedelta

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newscrawl.crawler.component import Component
from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.backfill import BackfillWalk
from newscrawl.items import Article
from newscrawl.monitoring.schedule import duration

logger = logging.getLogger(__name__)


class Backfill(Component):
    """Extension: tells the walk what became of its articles, and the ledger which days are done.

    Sees an item after the feeds have written it. Of a part of the paper, by max_articles, no day is
    complete.
    """

    def __init__(self, crawler: Crawler) -> None:
        spider = crawler.spider
        if not isinstance(spider, NewsSpider) or spider.arguments.since is None:
            raise NotConfigured
        super().__init__(crawler)
        self.paper = spider
        self.began = time.monotonic()
        self.told: date | None = None
        crawler.signals.connect(self.stored, signals.item_scraped)
        crawler.signals.connect(self.dropped, signals.item_dropped)
        crawler.signals.connect(self.look, signals.response_received)
        crawler.signals.connect(self.look, signals.spider_idle)
        crawler.signals.connect(self.look, signals.spider_closed)

    def stored(self, item: Article) -> None:
        """Note an article that was written; one that could not be is still to be had."""
        walk = self.paper.backfill
        if walk and self.paper.ledger.known([item.id]):
            published = item.date_published
            walk.stored(item.id, date.fromisoformat(published[:10]) if published else None)
            self.look()

    def dropped(self, item: Article) -> None:
        """Note an article that gives no line, and never will."""
        if self.paper.backfill:
            self.paper.backfill.answered(item.id)

    def look(self) -> None:
        """Keep the days that were completed meanwhile; say once a month of them how far it is."""
        walk = self.paper.backfill
        done = walk.completed() if walk else {}
        if not walk or not done:
            return
        if self.paper.arguments.max_articles is None:
            self.paper.ledger.completed(done)
        reached = walk.reached
        if reached and (self.told is None or reached.replace(day=1) < self.told.replace(day=1)):
            self.told = reached
            logger.info("%s: %s", self.paper.name, progress(walk, time.monotonic() - self.began))


def progress(walk: BackfillWalk, seconds: float) -> str:
    """Return how far a run back in time has come after so many seconds, and how long it will be."""
    days = walk.standing()
    here, left = days.read - days.before, days.asked - days.read
    told = f"back to {walk.reached}, {days.read} of {days.asked} days"
    if not left or not here:
        return told
    return f"{told}, about {duration(timedelta(seconds=seconds * left / here))} left"
