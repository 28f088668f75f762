"""Shows the progress of a crawl on a terminal; writes nothing to a log."""

import logging
import sys
import time
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.log import get_scrapy_root_handler
from tqdm import tqdm
from tqdm.contrib import DummyTqdmFile

from newscrawl.crawler.component import Component
from newscrawl.crawler.extensions.backfill import progress
from newscrawl.items import Article
from newscrawl.sites.definition import Newspaper

FORMAT = "{desc}: {n_fmt} articles{postfix} [{elapsed}]"
FORMAT_OF_MOST = "{desc}: {n_fmt} of {total_fmt} articles{postfix} [{elapsed}]"


class Progress(Component):
    """Extension: one line of articles, pages, rate and the newest date reached.

    Of a run back in time: the day down to which all is read, and how long it will be yet.
    """

    def __init__(self, crawler: Crawler) -> None:
        seen = sys.stderr.isatty() and not crawler.settings["LOG_FILE"]
        if not (seen and issubclass(crawler.spidercls, Newspaper)):
            raise NotConfigured
        super().__init__(crawler)
        #: Not shown before the spider opens, whose it is.
        self.line: tqdm[Any] = tqdm(bar_format=FORMAT, dynamic_ncols=True, disable=True)
        self.newest = ""
        self.pages = 0
        self.began = time.monotonic()
        crawler.signals.connect(self.opened, signals.spider_opened)
        crawler.signals.connect(self.page, signals.response_received)
        crawler.signals.connect(self.article, signals.item_scraped)
        crawler.signals.connect(self.closed, signals.spider_closed)

    def opened(self, spider: Any) -> None:
        """Begin the line; the log scrolls above it."""
        handler = get_scrapy_root_handler()
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(DummyTqdmFile(handler.stream))
        most = spider.arguments.max_articles
        layout = FORMAT_OF_MOST if most else FORMAT
        self.line = tqdm(total=most, desc=spider.name, bar_format=layout, dynamic_ncols=True)

    def page(self) -> None:
        """Count a page that arrived."""
        self.pages += 1
        self.show()

    def article(self, item: Article) -> None:
        """Count an article that was stored."""
        self.line.update()
        self.newest = max(self.newest, (item.date_published or "")[:10])

    def show(self) -> None:
        """Bring the line up to date; tqdm itself limits how often it is drawn."""
        minutes = max(time.monotonic() - self.began, 1) / 60
        walk = getattr(self.crawler.spider, "backfill", None)
        if walk and walk.reached:
            where = f", {progress(walk, time.monotonic() - self.began)}"
        else:
            where = f", newest {self.newest}" if self.newest else ""
        self.line.set_postfix_str(
            f"{self.pages} pages, {self.pages / minutes:.0f} pages/min{where}", refresh=False
        )

    def closed(self) -> None:
        """End the line."""
        self.show()
        self.line.close()
