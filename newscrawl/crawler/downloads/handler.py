"""Scrapy's download handler with a time limit on the headers of an answer."""

import asyncio

from scrapy import signals
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Request, Response
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import HEADER, STATUS
from twisted.web._newclient import Request as SentRequest
from twisted.web.iweb import IResponse

#: Bytes of status lines and headers. Cookies by the thousand take a tenth of it.
MAX_HEAD = 1024 * 1024
#: Signal: what is in flight is not waited for any longer.
stop_downloads = object()


class BoundedHandler(HTTP11DownloadHandler):
    """Download handler for http and https: gives up when headers do not begin or do not end.

    DOWNLOAD_MAXSIZE counts the body alone, and Twisted only holds each line to 16 KB. Headers that
    are not there after NEWSCRAWL_ANSWER_TIMEOUT seconds are not waited for.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory  # noqa: SLF001 - as Scrapy sets its own
        self._patience = crawler.settings.getfloat("NEWSCRAWL_ANSWER_TIMEOUT")
        #: How long what is in flight may take: without end once its headers are there.
        self._flights: dict[Request, asyncio.Timeout] = {}
        self._over = False
        crawler.signals.connect(self._headers_received, signals.headers_received)
        crawler.signals.connect(self._stop, stop_downloads)

    async def download_request(self, request: Request) -> Response:
        """Return the response. Raises DownloadTimeoutError, IgnoreRequest when the run is over."""
        try:
            async with asyncio.timeout(self.patience(request)) as limit:
                self._flights[request] = limit
                return await self.fetch(request)
        except TimeoutError:
            if self._over:
                raise IgnoreRequest("the run is over") from None
            raise DownloadTimeoutError(f"{request.url} did not answer") from None
        finally:
            self._flights.pop(request, None)

    async def fetch(self, request: Request) -> Response:
        """Return the response, however long it takes."""
        return await super().download_request(request)

    def patience(self, request: Request) -> float | None:  # noqa: ARG002 - for the browser
        """Return how many seconds an answer's headers may take."""
        return self._patience

    def _headers_received(self, request: Request) -> None:
        limit = self._flights.get(request)
        if limit and not (self._over or limit.expired()):  # in this very turn of the loop
            limit.reschedule(None)

    def _stop(self) -> None:
        self._over = True
        for request, limit in self._flights.items():
            request.errback = None  # it is not the page's fault
            if not limit.expired():
                limit.reschedule(0)


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, _addr: IAddress | None) -> "_Protocol":  # noqa: N802
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class _Protocol(_LenientHTTP11ClientProtocol):
    _head = 0

    def request(self, request: SentRequest) -> Deferred[IResponse]:
        self._head = 0  # a connection carries many
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        # A 100 Continue begins the parser's states anew, so a flood of them is counted too.
        if self._parser is not None and self._parser.state in (STATUS, HEADER):
            self._head += len(data)
            if self._head > MAX_HEAD + len(data) and self.transport is not None:
                self.transport.abortConnection()
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]
