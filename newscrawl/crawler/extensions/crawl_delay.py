"""Honours Crawl-delay, which Scrapy reads from robots.txt but does not apply."""

import logging
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.robotstxt import RobotParser

from newscrawl.crawler.component import Component

logger = logging.getLogger(__name__)


class CrawlDelay(Component):
    """Extension: a host's Crawl-delay becomes the delay between requests to it.

    It can only slow the crawl down. A delay above NEWSCRAWL_MAX_CRAWL_DELAY seconds is cut to it:
    a robots.txt that says a year is broken or hostile.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.user_agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self.most: float = crawler.settings.getfloat("NEWSCRAWL_MAX_CRAWL_DELAY")
        self.least: float = crawler.settings.getfloat("DOWNLOAD_DELAY")
        #: The delay, in seconds, of the hosts that asked for one.
        self.delays: dict[str, float] = {}
        crawler.signals.connect(self.robots_parsed, signals.robots_parsed)

    def robots_parsed(self, robotparser: RobotParser, request: Request, **_: Any) -> None:
        """Slow down for a host that asks for it."""
        asked = robotparser.crawl_delay(self.user_agent)
        if not asked or asked <= self.least:
            return
        host = urlsplit(request.url).hostname or ""
        delay = min(asked, self.most)
        logger.info("%s asks for %s s between requests: waiting %s s", host, asked, delay)
        downloader = self.crawler.engine.downloader
        # Slots are forgotten when idle; their settings are what the next one is made from.
        downloader.per_slot_settings[host] = {"delay": delay, "concurrency": 1, "jitter": 0.0}
        if host in downloader.slots:
            downloader.slots[host].delay = delay
        self.delays[host] = delay

    def delay_of(self, host: str) -> float:
        """Return the seconds between two requests to a host."""
        return self.delays.get(host, self.least)
