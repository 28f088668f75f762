"""Reads listings that only grow by script, in a headless Chromium; all else goes the usual way.

Playwright is imported and the browser started when such a listing is asked for, not before: a paper
that had its news from its feed needs neither.
"""

import asyncio
import logging
import os
import shutil
import time
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

from newscrawl.downloading import BoundedHandler
from newscrawl.sources import Grow
from newscrawl.urls import refusal
from newscrawl.verdict import NO_BROWSER

logger = logging.getLogger(__name__)

#: Nothing of these says where an article is.
UNWANTED = frozenset({"image", "media", "font", "stylesheet", "texttrack", "manifest", "ping"})
#: A browser's memory only grows: it is closed after so many listings, and started when needed.
LISTINGS_A_BROWSER = 50
#: How long a listing may take to show more entries, in seconds, and how often to look.
PATIENCE = 10.0
LOOK = 0.1
#: How long a browser may take to start, and to end.
START, END = 30.0, 10.0

#: Up a little first: at the end already, there would be no event that a script could hear.
TO_THE_END = """() => {
  window.scrollBy(0, -400);
  requestAnimationFrame(() => window.scrollTo(0, document.documentElement.scrollHeight));
}"""

NO_LIBRARY = (
    "The listing {url} grows by script and needs scrapy-playwright: install it "
    "(pip install 'newscrawl[browser]', or the project's requirements.txt)"
)
NO_CHROMIUM = (
    "The listing {url} grows by script and needs a browser: install the package chromium "
    "(apt-get install chromium), or name one with -s NEWSCRAWL_CHROMIUM=/path/to/chromium"
)


class BrowserHandler(BoundedHandler):
    """Download handler: requests with `grow` in their meta go through the browser, one at a time.

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

    async def _listing(self, request: Request, grow: Grow) -> Response:
        settings = self.crawler.settings
        pause = self._pause()
        limit = settings.getfloat("DOWNLOAD_TIMEOUT") + START
        limit += PATIENCE + grow.times * (pause + PATIENCE)
        try:
            async with asyncio.timeout(limit):
                response = await self._browse(request, grow, pause)
        except TimeoutError as error:
            await self._put_away()
            raise DownloadTimeoutError(f"{request.url} took over {limit:.0f} s") from error
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

    async def _browse(self, request: Request, grow: Grow, pause: float) -> Response:
        chromium = self._chromium(request.url)
        try:
            from playwright.async_api import Error  # noqa: PLC0415 - see the module's first lines
            from scrapy_playwright.page import PageMethod  # noqa: PLC0415
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
                # Advertisements may load for ever.
                "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
                "playwright_page_methods": [PageMethod(show_more, grow, pause)],
            }
        )
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

    def _chromium(self, url: str) -> str:
        given = self.crawler.settings["NEWSCRAWL_CHROMIUM"]
        found = shutil.which(given or "chromium")
        if found is None:
            raise self._cannot(NO_CHROMIUM.format(url=url))
        return found

    def _cannot(self, sentence: str) -> IgnoreRequest:
        """End the run, which cannot read this paper; return what the listing failed with."""
        logger.error(sentence)
        deferred_from_coro(self.crawler.engine.close_spider_async(reason=NO_BROWSER))
        return IgnoreRequest(NO_BROWSER)

    def _pause(self) -> float:
        """Return the paper's delay, which its robots.txt may have lengthened."""
        own = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        return max(own, float(self.crawler.stats.get_value("newscrawl/crawl_delay", 0.0)))

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
        if asked.resource_type in UNWANTED or refusal(asked.url):
            return True
        robots = self._robots.get(urlsplit(asked.url).netloc)
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


async def show_more(page: Any, grow: Grow, pause: float) -> None:
    """Click or scroll until the listing grows no more, or often enough.

    What goes wrong on the way leaves the page as it is: half a listing is a listing.
    """
    from playwright.async_api import Error  # noqa: PLC0415

    with suppress(Error):
        await more_than(page, grow.wait_for, 0)
        for _ in range(grow.times):
            before = await page.locator(grow.wait_for).count()
            await asyncio.sleep(pause)
            if grow.click:
                button = page.locator(grow.click).first
                if not await button.is_visible():
                    return
                # Not click(): a banner that lies over the button would take it.
                await button.dispatch_event("click", timeout=1000 * PATIENCE)
            else:
                await page.evaluate(TO_THE_END)
            if not await more_than(page, grow.wait_for, before):
                return


async def more_than(page: Any, entries: str, count: int) -> bool:
    """Wait until the page has more entries than `count`; return whether it came to that."""
    # Asked from here: a page's Content-Security-Policy may forbid what would wait inside it.
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if await page.locator(entries).count() > count:
            return True
        await asyncio.sleep(LOOK)
    return False
