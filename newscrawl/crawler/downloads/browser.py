"""Reads listings that grow only by script in a headless Chromium; all else goes the usual way.

Playwright is imported and the browser started when such a listing is asked for, not before: a paper
that had its news from its feed needs neither.
"""

import asyncio
import logging
import os
import shutil
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.defer import deferred_from_coro

from newscrawl.crawler.downloads.handler import BoundedHandler
from newscrawl.crawler.downloads.load_more import (
    PATIENCE,
    HeldUpError,
    HungError,
    is_loaded,
    responds,
    show_more,
)
from newscrawl.crawler.extensions.crawl_delay import CrawlDelay
from newscrawl.discovery.sources import LoadMore
from newscrawl.monitoring.outcome import FinishReason
from newscrawl.urls import refusal, same_outlet

logger = logging.getLogger(__name__)

#: Nothing of these says where an article is.
UNWANTED = frozenset({"image", "media", "font", "stylesheet", "texttrack", "manifest", "ping"})
#: A browser's memory only grows: it is closed after so many listings, and started when needed.
LISTINGS_A_BROWSER = 50
#: How long a browser may take to start, and to end.
START, END = 30.0, 10.0

#: Why a listing whose own script hangs gives nothing.
ENDLESS = "script without end"
NO_LIBRARY = (
    "The listing {url} grows by script and needs scrapy-playwright: install it "
    "(pip install 'newscrawl[browser]', or the project's requirements.txt)"
)
NO_CHROMIUM = (
    "The listing {url} grows by script and needs a browser: install the package chromium "
    "(apt-get install chromium), or name one with -s NEWSCRAWL_CHROMIUM=/path/to/chromium"
)


class BrowserListingHandler(BoundedHandler):
    """Download handler: requests with `load_more` in their meta go through the browser.

    One at a time.

    The page's own requests obey robots.txt as well, and stay on public addresses; between two
    clicks or scrolls passes the paper's delay.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.crawler = crawler
        self._turn = asyncio.Lock()
        self._playwright: Any = None
        self._listings = 0
        self._robots: dict[str, RobotParser] = {}
        #: What the page has asked for and not been given yet, and hosts that kept it waiting.
        self._open: set[Any] = set()
        self._silent: set[str] = set()
        crawler.signals.connect(self.robots_parsed, signals.robots_parsed)

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Keep a host's robots.txt for what the page itself asks for."""
        self._robots[urlsplit(request.url).netloc] = robotparser

    def patience(self, request: Request) -> float | None:
        """Return how many seconds headers may take; a browser's are not seen."""
        return None if "grow" in request.meta else super().patience(request)

    async def fetch(self, request: Request) -> Response:
        """Return the response; a listing's holds what the page showed in the end."""
        if "grow" not in request.meta:
            return await super().fetch(request)
        async with self._turn:
            return await self._listing(request, request.meta["grow"])

    async def close(self) -> None:
        """End the browser, if there is one, and all connections."""
        await self._put_away()
        await super().close()

    async def _listing(self, request: Request, load_more: LoadMore) -> Response:
        settings = self.crawler.settings
        limit = settings.getfloat("DOWNLOAD_TIMEOUT") + START
        limit += 2 * PATIENCE + load_more.times * (self._pause(request) + PATIENCE)
        try:
            async with asyncio.timeout(limit):
                response = None
                while response is None:
                    with suppress(HeldUpError):  # and again, without the hosts that did it
                        response = await self._browse(request)
        except TimeoutError as error:
            await self._put_away()
            raise DownloadTimeoutError(f"{request.url} took over {limit:.0f} s") from error
        except HungError as error:
            # The host did answer, and its script would do it again: not tried again.
            raise IgnoreRequest(ENDLESS) from error
        self._listings += 1
        if self._listings % LISTINGS_A_BROWSER == 0:
            await self._put_away()
        # A redirect inside the browser passed none of Scrapy's middlewares.
        why = refusal(response.url)
        if why:
            self.crawler.stats.inc_value(f"newscrawl/refused/{why}")
            raise IgnoreRequest(why)
        if len(response.body) > settings.getint("DOWNLOAD_MAXSIZE"):
            raise DownloadCancelledError(f"{request.url} has grown to {len(response.body)} bytes")
        return response

    async def _browse(self, request: Request) -> Response:
        chromium = self._chromium(request.url)
        try:
            import scrapy_playwright  # noqa: F401, PLC0415 - see the module's first lines
            from playwright.async_api import Error  # noqa: PLC0415
        except ImportError:
            raise self._cannot(NO_LIBRARY.format(url=request.url)) from None
        asked = request.replace(
            meta=request.meta
            | {
                "playwright": True,
                "playwright_context_kwargs": {
                    # As Scrapy does: papers' certificates are often broken.
                    "ignore_https_errors": True,
                    # Its requests would pass no filter.
                    "service_workers": "block",
                    "accept_downloads": False,
                    "locale": "id-ID",
                    "user_agent": self.crawler.settings["USER_AGENT"],
                },
                # Advertisements may load for ever, and hold up the page: see show().
                "playwright_page_goto_kwargs": {"wait_until": "commit"},
                "playwright_page_event_handlers": {
                    "request": self._page_asks,
                    "requestfinished": self._page_gets,
                    "requestfailed": self._page_gets,
                },
            }
        )
        self._open.clear()
        try:
            if self._playwright is None:
                self._playwright = await self._start(chromium)
            response: Response = await self._playwright.download_request(asked)
        except Error as error:
            await self._put_away()
            sentence = error.message.splitlines()[0]
            if "BrowserType.launch" in sentence:
                raise self._cannot(f"{chromium} does not start: {sentence}") from None
            raise DownloadFailedError(sentence) from error
        request.meta["download_latency"] = asked.meta.get("download_latency", 0.0)
        return response.replace(request=request)

    async def show(self, page: Any, request: Request, spider: Any = None) -> None:  # noqa: ARG002
        """Wait for a page as long as it takes, or as it may, and let it show more.

        Raises HeldUpError when other hosts keep it waiting, HungError when its own script does.
        """
        wait = self.crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        try:
            while not await is_loaded(page, min(wait, PATIENCE)):
                await responds(page)
                silent = {
                    urlsplit(one.url).netloc
                    for one in self._open
                    if not same_outlet(one.url, request.url)
                }
                if silent - self._silent:
                    self._silent |= silent
                    logger.warning("Left out of %s: %s", request.url, ", ".join(sorted(silent)))
                    raise HeldUpError
                wait -= PATIENCE
                if wait <= 0:
                    break  # what is there is a listing, too
            await show_more(page, request.meta["grow"], self._pause(request))
        except HungError:
            await self._put_away()  # no page closes whose script runs
            raise

    # Not the set's own methods: Playwright looks at where a handler is written.
    def _page_asks(self, asked: Any) -> None:
        self._open.add(asked)

    def _page_gets(self, asked: Any) -> None:
        self._open.discard(asked)

    def _chromium(self, url: str) -> str:
        given = self.crawler.settings["NEWSCRAWL_CHROMIUM"]
        found = shutil.which(given or "chromium")
        if found is None:
            raise self._cannot(NO_CHROMIUM.format(url=url))
        return found

    def _cannot(self, sentence: str) -> IgnoreRequest:
        """End the run, which cannot read this paper; return what the listing failed with."""
        logger.error(sentence)
        deferred_from_coro(self.crawler.engine.close_spider_async(reason=FinishReason.NO_BROWSER))
        return IgnoreRequest(FinishReason.NO_BROWSER)

    def _pause(self, request: Request) -> float:
        """Return the delay of a listing's host, which its robots.txt may have lengthened."""
        delays = self.crawler.get_extension(CrawlDelay)
        if delays is None:
            return self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        return delays.delay_of(urlsplit(request.url).hostname or "")

    async def _start(self, chromium: str) -> Any:
        from scrapy_playwright.handler import (  # noqa: PLC0415
            Config,
            ScrapyPlaywrightDownloadHandler,
        )

        # It logs each failed page with a traceback; the spider says it in one line.
        logging.getLogger("scrapy-playwright").setLevel(logging.CRITICAL)
        settings = self.crawler.settings.copy()
        settings.frozen = False
        navigation = 1000 * settings.getfloat("DOWNLOAD_TIMEOUT")
        settings.setdict(
            {
                "PLAYWRIGHT_LAUNCH_OPTIONS": launch_options(chromium),
                "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 1,
                "PLAYWRIGHT_MAX_CONTEXTS": 1,
                "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": navigation,
            },
            priority="cmdline",
        )
        handler = ScrapyPlaywrightDownloadHandler.from_crawler(self.crawler)
        handler.config = Config.from_settings(settings)
        handler.abort_request = self.unwanted
        # In place of page methods, after which it waits for all that the page loads.
        handler._apply_page_methods = self.show  # noqa: SLF001
        # It starts at engine_started, which is long past.
        await handler._maybe_launch_in_thread()  # noqa: SLF001
        return handler

    async def _put_away(self) -> None:
        playwright, self._playwright = self._playwright, None
        if playwright is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(END):
                    await playwright.close()

    def unwanted(self, asked: Any) -> bool:
        """Return whether what a page asks for is not to be sent."""
        host = urlsplit(asked.url).netloc
        if asked.resource_type in UNWANTED or host in self._silent or refusal(asked.url):
            return True
        robots = self._robots.get(host)
        agent = self.crawler.settings["ROBOTSTXT_USER_AGENT"]
        return robots is not None and not robots.allowed(asked.url, agent)


def launch_options(chromium: str) -> dict[str, Any]:
    """Return how Chromium is started: without a window, in its sandbox, behind the proxy."""
    options: dict[str, Any] = {
        "executable_path": chromium,
        "headless": True,
        # Chromium refuses its sandbox to root.
        "chromium_sandbox": os.geteuid() != 0,
        # Ctrl-C ends the crawl in order, and the crawl the browser.
        "handle_sigint": False,
        "timeout": 1000 * START,
        # /dev/shm is small in containers.
        "args": ["--disable-dev-shm-usage", "--js-flags=--max-old-space-size=512"],
    }
    proxies = getproxies()
    proxy = proxies.get("https") or proxies.get("http")
    if proxy:
        options["proxy"] = proxy_options(proxy, proxies.get("no", ""))
    return options


def proxy_options(proxy: str, bypass: str = "") -> dict[str, str]:
    """Return a proxy's address as Playwright wants it, its user and password apart."""
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    host = parts.netloc.rpartition("@")[2]
    told = {
        "server": f"{parts.scheme}://{host}",
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "bypass": bypass,
    }
    return {name: value for name, value in told.items() if value}
