"""Honours Retry-After."""

import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.utils.asyncio import call_later

from newscrawl.crawler.component import Component

logger = logging.getLogger(__name__)

#: Answers that may say when to come back.
LATER = frozenset({429, 503})


class RetryAfter(Component):
    """Downloader middleware: leaves a host alone for as long as Retry-After asks.

    All requests to that host wait, the retry of this one among them; other papers go on. Where
    more than NEWSCRAWL_MAX_RETRY_AFTER seconds are asked for, the page is left for the next run.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.most: float = crawler.settings.getfloat("NEWSCRAWL_MAX_RETRY_AFTER")

    def process_response(self, request: Request, response: Response) -> Response:
        """Let the answer pass, its host made to wait."""
        value = (response.headers.get("Retry-After") or b"").decode("latin-1")
        seconds = wait(value, datetime.now(UTC)) if response.status in LATER else None
        if not seconds:
            return response
        if seconds > self.most:
            logger.info("%s asks for %.0f s of peace: not tried again", request.url, seconds)
            request.meta["dont_retry"] = True
        else:
            logger.info("%s asks for %.0f s of peace: waiting", request.url, seconds)
            self.pause(request, seconds)
        return response

    def pause(self, request: Request, seconds: float) -> None:
        """Send nothing more to a request's host for so many seconds."""
        downloader = self.crawler.engine.downloader
        slot = downloader.slots.get(downloader.get_slot_key(request))
        until = monotonic() + seconds
        if slot is None or until - slot.delay <= slot.lastseen:
            return
        # What the downloader reads the next turn from, and the turn itself: without a delay
        # between requests it does not look at the former.
        slot.lastseen = until - slot.delay
        if slot.latercall:
            slot.latercall.cancel()
        slot.latercall = call_later(seconds, downloader._latercall, slot)  # noqa: SLF001


def wait(value: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After asks for; None when it says nothing or the past.

    Takes its value, a number of seconds or an HTTP date, and the aware time of the answer.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:12]) or None  # a year is long enough
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:  # HTTP knows GMT alone
        moment = moment.replace(tzinfo=UTC)
    seconds = (moment - now).total_seconds()
    return seconds if seconds > 0 else None
