"""Scrapy's download handler with a bound on the head of an answer."""

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import HEADER, STATUS, Request
from twisted.web.iweb import IResponse

#: Bytes of status lines and headers. Cookies by the thousand take a tenth of it.
MOST_HEAD = 1024 * 1024


class BoundedHandler(HTTP11DownloadHandler):
    """Download handler for http and https: gives up an answer whose headers do not end.

    DOWNLOAD_MAXSIZE counts the body alone, and Twisted only holds each line to 16 KB.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory  # noqa: SLF001 - as Scrapy sets its own


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, _addr: IAddress | None) -> "_Protocol":  # noqa: N802
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class _Protocol(_LenientHTTP11ClientProtocol):
    _head = 0

    def request(self, request: Request) -> Deferred[IResponse]:
        self._head = 0  # a connection carries many
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        # A 100 Continue begins the parser's states anew, so a flood of them is counted too.
        if self._parser is not None and self._parser.state in (STATUS, HEADER):
            self._head += len(data)
            if self._head > MOST_HEAD + len(data) and self.transport is not None:
                self.transport.abortConnection()
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]
