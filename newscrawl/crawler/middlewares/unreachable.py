"""Stops asking a host that does not answer, for the rest of the run."""

import logging
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Request
from twisted.python.failure import Failure

from newscrawl.crawler.component import Component
from newscrawl.crawler.downloads.robots import is_robots
from newscrawl.crawler.request_errors import no_answer
from newscrawl.monitoring.outcome import LEFT, FinishReason
from newscrawl.sites.definition import Newspaper
from newscrawl.urls.host import bare_host

logger = logging.getLogger(__name__)

#: So many requests in a row without an answer, retries counted: of a host that has not answered
#: yet in this run, and of one that has. The latter at two addresses at least, since one slow page
#: (a search, WordPress' REST) does not speak for the others.
SILENT_AT_ONCE, SILENT_LATER = 2, 3


class Unreachable(Component):
    """Downloader middleware: drops requests to a host that twice did not answer.

    That is a timeout before the answer's headers, a refused connection, a name that is not found,
    or TLS that fails. What still waits for that host fails as `host left`. A run whose
    paper was left, or gave no listing for want of an answer, ends as `unreachable`.
    Stats: newscrawl/unreachable/<host>, the requests that were dropped; newscrawl/no_answer/<how>.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.retries: int = crawler.settings.getint("RETRY_TIMES")
        self.answered: set[str] = set()
        #: Per host, the addresses of the row of requests without an answer.
        self.rows: dict[str, list[str]] = {}
        #: The hosts that were left, and how they did not answer.
        self.left: dict[str, str] = {}
        crawler.signals.connect(self.headers_received, signals.headers_received)
        crawler.signals.connect(self.idle, signals.spider_idle)
        crawler.signals.connect(self.closed, signals.spider_closed)

    def headers_received(self, request: Request) -> None:
        """Note that a host answers."""
        self.answered.add(host_of(request))
        self.rows.pop(host_of(request), None)

    def process_request(self, request: Request) -> None:
        """Let a request pass. Raises IgnoreRequest when its host was left."""
        host = host_of(request)
        if host in self.left:
            self.crawler.stats.inc_value(
                f"newscrawl/unreachable/{host}", int(not is_robots(request))
            )
            raise IgnoreRequest(LEFT)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Let a failure pass on to the retries. Raises IgnoreRequest when that was enough."""
        how, host = no_answer(exception), host_of(request)
        if how is None:
            return
        self.crawler.stats.inc_value(f"newscrawl/no_answer/{how}")
        row = self.rows.setdefault(host, [])
        row.append(request.url)
        # Without robots.txt nothing else may be asked.
        unruled = is_robots(request) and request.meta.get("retry_times", 0) >= self.retries
        if host in self.left or unruled or self.enough(host):
            self.leave(host, how)
            if is_robots(request):
                raise IgnoreRequest(LEFT)
            request.meta["dont_retry"] = True

    def enough(self, host: str) -> bool:
        """Return whether a host has been asked often enough."""
        row = self.rows[host]
        if host not in self.answered:
            return len(row) >= SILENT_AT_ONCE
        return len(row) >= SILENT_LATER and len(set(row)) > 1

    def leave(self, host: str, how: str) -> None:
        """Ask a host no more, and drop what waits for its turn there."""
        if host in self.left:
            return
        self.left[host] = how
        self.crawler.stats.inc_value(f"newscrawl/unreachable/{host}", 0)
        # One that never answered is named with the run's outcome; without a network that is enough.
        level = logging.WARNING if host in self.answered else logging.INFO
        logger.log(level, "%s does not answer (%s): it is left for this run", host, how)
        slot = self.crawler.engine.downloader.slots.get(host)
        while slot and slot.queue:
            _, answer = slot.queue.popleft()
            self.crawler.stats.inc_value(f"newscrawl/unreachable/{host}")
            answer.errback(Failure(IgnoreRequest(LEFT)))  # type: ignore[no-untyped-call]

    def idle(self) -> None:
        """Name the end of a run whose paper did not answer. Raises CloseSpider."""
        paper = self.crawler.spidercls
        own = paper.own_hosts() if issubclass(paper, Newspaper) else frozenset()
        unheard = bool(self.rows) and not self.crawler.stats.get_value("newscrawl/listings")
        if unheard or any(bare_host(host) in own for host in self.left):
            raise CloseSpider(FinishReason.UNREACHABLE)

    def closed(self) -> None:
        """Log how many requests were dropped."""
        for host, how in self.left.items():
            count = self.crawler.stats.get_value(f"newscrawl/unreachable/{host}")
            logger.info("%s did not answer (%s): %d requests to it were dropped", host, how, count)


def host_of(request: Request) -> str:
    """Return the host that a request goes to."""
    return (urlsplit(request.url).hostname or "").lower()
