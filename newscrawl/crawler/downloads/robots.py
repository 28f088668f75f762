"""Limits how much of a robots.txt is downloaded and read: hostile ones have no end."""

import sys
from typing import Any, Final
from weakref import WeakKeyDictionary

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.spiders import Spider

from newscrawl.crawler.component import Component

#: What RFC 9309 asks a crawler to read, and what Google reads.
MAX_BYTES: Final = 500 * 1024


class RobotsSize(Component):
    """Extension: stops the download of a robots.txt after MAX_BYTES; the rules so far count.

    Without it one above DOWNLOAD_MAXSIZE would fail, and so forbid nothing.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.received: WeakKeyDictionary[Request, int] = WeakKeyDictionary()
        crawler.signals.connect(self.headers_received, signals.headers_received)
        crawler.signals.connect(self.bytes_received, signals.bytes_received)

    def headers_received(self, request: Request, **_: Any) -> None:
        """Let a robots.txt pass that says how long it is: its beginning is what counts."""
        if is_robots(request):
            request.meta["download_maxsize"] = sys.maxsize

    def bytes_received(self, data: bytes, request: Request, **_: Any) -> None:
        """Count. Raises StopDownload when it is enough."""
        if not is_robots(request):
            return
        request.meta.pop("download_maxsize", None)  # the bound of unpacking it stays
        received = self.received.get(request, 0) + len(data)
        self.received[request] = received
        if received > MAX_BYTES:
            raise StopDownload(fail=False)


class BoundedParser(ProtegoRobotParser):
    """Scrapy's parser of robots.txt, given whole lines of the first MAX_BYTES."""

    def __init__(self, robotstxt_body: bytes, spider: Spider | None) -> None:
        if len(robotstxt_body) > MAX_BYTES:  # half a line may forbid more than the whole
            robotstxt_body = robotstxt_body[: robotstxt_body.rfind(b"\n", 0, MAX_BYTES) + 1]
        super().__init__(robotstxt_body, spider)
        #: What it says: it may name sitemaps.
        self.text = robotstxt_body.decode("utf-8", "replace")


def is_robots(request: Request) -> bool:
    """Return whether a request is the one for robots.txt that Scrapy makes."""
    return bool(request.meta.get("dont_obey_robotstxt"))
