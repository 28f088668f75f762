"""Sends no more requests once a run is ending, so that it ends soon."""

from time import monotonic

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request
from scrapy.utils.asyncio import CallLaterResult, call_later

from newscrawl.crawler.component import Component
from newscrawl.crawler.downloads.handler import stop_downloads
from newscrawl.crawler.extensions.blocked import drop_waiting
from newscrawl.crawler.run_control import is_ending

#: How often to look whether the run is ending, in seconds: no signal tells.
LOOK = 0.25


class Stopping(Component):
    """Downloader middleware: drops requests of a run that is ending.

    Scrapy waits then for all that it has begun: for a delay, for robots.txt and the page behind it,
    for a host that hangs. What waits for its turn is dropped at once; what is in flight may arrive
    within NEWSCRAWL_STOP_TIMEOUT seconds. Neither counts as failed: the next run asks again.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.patience: float = crawler.settings.getfloat("NEWSCRAWL_STOP_TIMEOUT")
        self.until: float | None = None
        self.next_look: CallLaterResult | None = None
        crawler.signals.connect(self.look, signals.engine_started)
        crawler.signals.connect(self.closed, signals.spider_closed)

    @property
    def ending(self) -> bool:
        """Whether the run is ending."""
        return is_ending(self.crawler)

    def process_request(self, request: Request) -> None:
        """Let a request pass. Raises IgnoreRequest when the run is ending."""
        if self.ending:
            request.errback = None
            raise IgnoreRequest("the run is over")

    def look(self) -> None:
        """Look whether the run is ending, now and again in a moment."""
        if self.ending and self.until is None:
            self.until = monotonic() + self.patience
            drop_waiting(self.crawler)
        if self.until is not None and monotonic() >= self.until:
            self.crawler.signals.send_catch_log(stop_downloads)
        self.next_look = call_later(LOOK, self.look)

    def closed(self) -> None:
        """Look no more."""
        if self.next_look:
            self.next_look.cancel()
