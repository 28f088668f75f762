"""Stops the run when a site keeps refusing us."""

import logging
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from newscrawl.crawler.component import Component
from newscrawl.crawler.downloads.robots import is_robots
from newscrawl.crawler.middlewares.block_pages import blocked_request
from newscrawl.monitoring.outcome import FinishReason

logger = logging.getLogger(__name__)

#: Answers that say that we are not welcome, or not now.
REFUSALS = frozenset({403, 429, 451, 503})


class Blocked(Component):
    """Extension: ends the run (reason `blocked`) of a paper that refuses us.

    It does so when NEWSCRAWL_BLOCKED_AFTER requests in a row were refused, retries not counted:
    by a filter's page, or by 403, 429, 451, 503. A good page begins the row anew; a single page
    may well be closed. It does so at the end of a run, too, in which nothing but refusals came.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.most = crawler.settings.getint("NEWSCRAWL_BLOCKED_AFTER")
        self.row = 0
        #: Whether anything else was answered, be it that there is no such page.
        self.let_in = False
        crawler.signals.connect(self.answered, signals.response_received)
        crawler.signals.connect(self.refused, blocked_request)
        crawler.signals.connect(self.idle, signals.spider_idle)

    def answered(self, response: Response, request: Request, **_: Any) -> None:
        """Note an answer as the spider gets it."""
        if is_robots(request):  # filters let it through, and a broken one is no refusal
            return
        if response.status in REFUSALS:
            self.refused(request)
        else:
            self.let_in = True
            if response.status < 300:
                self.row = 0

    def refused(self, request: Request, **_: Any) -> None:
        """Note a refusal, and end the run when there are too many in a row."""
        self.row += 1
        if self.row == self.most:
            logger.error(
                "%s blocks us: %d answers in a row were refusals, the last for %s. The paper is "
                "left alone for this run",
                self.crawler.spider.name if self.crawler.spider else "The paper",
                self.row,
                request.url,
            )
            drop_waiting(self.crawler)
            deferred_from_coro(self.crawler.engine.close_spider_async(reason=FinishReason.BLOCKED))

    def idle(self) -> None:
        """Name the end of a run in which nobody let us in. Raises CloseSpider."""
        if self.row and not self.let_in:
            raise CloseSpider(FinishReason.BLOCKED)


def drop_waiting(crawler: Crawler) -> None:
    """Drop the requests that wait for their turn; they are neither sent nor counted as failed.

    Closing the spider drops what is scheduled, but sends what the downloader has queued.
    """
    for slot in crawler.engine.downloader.slots.values():
        while slot.queue:
            request, answer = slot.queue.popleft()
            request.errback = None
            answer.errback(Failure(IgnoreRequest("left alone")))  # type: ignore[no-untyped-call]
