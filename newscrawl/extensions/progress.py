"""Shows on a terminal how far a crawl is; in a log it shows nothing."""

import logging
import sys
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

from newscrawl.items import Article


class Progress:
    """Extension: one line of articles, pages, rate and the newest date reached."""

    def __init__(self, crawler: Crawler) -> None:
        if not sys.stderr.isatty() or crawler.settings["LOG_FILE"]:
            raise NotConfigured
        self.crawler = crawler
        self.newest = ""
        self.pages = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the run. Raises NotConfigured where nobody looks."""
        extension = cls(crawler)
        crawler.signals.connect(extension.opened, signals.spider_opened)
        crawler.signals.connect(extension.page, signals.response_received)
        crawler.signals.connect(extension.article, signals.item_scraped)
        crawler.signals.connect(extension.closed, signals.spider_closed)
        return extension

    def opened(self, spider: Any) -> None:
        """Begin the line; the log scrolls above it."""
        most = spider.arguments.max_articles
        # tqdm.write and the bar share the terminal only when the log goes through tqdm.
        self.redirect = logging_redirect_tqdm(loggers=[logging.getLogger()])
        self.redirect.__enter__()
        self.line = tqdm(total=most, desc=spider.name, unit=" articles", dynamic_ncols=True)

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
        newest = f", newest {self.newest}" if self.newest else ""
        self.line.set_postfix_str(f"{self.pages} pages{newest}")

    def closed(self) -> None:
        """End the line."""
        self.show()
        self.line.close()
        self.redirect.__exit__(None, None, None)
