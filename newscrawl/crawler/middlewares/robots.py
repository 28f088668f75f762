"""Obeys robots.txt as RFC 9309 says: a server error on robots.txt forbids everything."""

import asyncio
import logging
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.misc import build_from_crawler

from newscrawl.monitoring.outcome import NO_ROBOTS, ROBOTS_UNAVAILABLE

logger = logging.getLogger(__name__)


class ObeyRobots(RobotsTxtMiddleware):
    """Downloader middleware: Scrapy's, but a robots.txt that fails does not allow all.

    Here the requests to a host fail as `robots unavailable` when its robots.txt answers 5xx after
    all retries, and as robots.txt itself did when it was not answered (RFC 9309, 2.3.1.4). With
    any other status (404, 403) there are no rules. Stat: newscrawl/robots_unavailable/<host>.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._asked: dict[str, asyncio.Task[RobotParser | None]] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return the rules of a request's host, None where there are none. Raises as said above."""
        host = urlsplit(request.url).netloc
        if host not in self._asked:
            self._asked[host] = asyncio.create_task(self._rules(request, host))
        asked = self._asked[host]
        if not asked.done():  # to wait for what is there takes the loop three turns
            await asyncio.wait([asked])
        error = asked.exception()
        if error:
            request.meta["dont_retry"] = True  # robots.txt was tried again already
            raise error.with_traceback(None)
        return asked.result()

    async def _rules(self, request: Request, host: str) -> RobotParser | None:
        address = f"{urlsplit(request.url).scheme}://{host}/robots.txt"
        asked = Request(
            address,
            NO_CALLBACK,
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True},
        )
        try:
            response = await self.crawler.engine.download_async(asked)
        except IgnoreRequest:  # a redirect that is not followed, a filter's page
            return None
        if response.status >= 500:
            self.crawler.stats.inc_value(f"{NO_ROBOTS}{host}")
            logger.error("%s answers http %d: its host is not asked", address, response.status)
            raise IgnoreRequest(ROBOTS_UNAVAILABLE)
        rules = response.body if 200 <= response.status < 300 else b""
        parser: RobotParser = build_from_crawler(self._parserimpl, self.crawler, rules)
        await self.crawler.signals.send_catch_log_async(
            signals.robots_parsed, robotparser=parser, request=request
        )
        return parser
