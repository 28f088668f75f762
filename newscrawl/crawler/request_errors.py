"""Names what went wrong with a request, in the words of stats and logs."""

from logging import DEBUG, WARNING

from OpenSSL import SSL
from scrapy import Request, Spider
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectError, TCPTimedOutError
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from newscrawl.monitoring.outcome import LEFT, ROBOTS_UNAVAILABLE
from newscrawl.page.errors import TOO_LARGE
from newscrawl.page.truncation import cut_short
from newscrawl.page.xml import XmlError, unpacked

#: What a refused address answers: there is no such page, now or later.
GONE = frozenset({400, 404, 410})
#: What a page says instead of a story that may be there the next time.
PASSING = frozenset({"block page", "error page", "empty page", TOO_LARGE})
#: Why a page was not even asked for: that is no try of the page.
NOT_ASKED = frozenset({ROBOTS_UNAVAILABLE, LEFT})
#: How a host does not answer, by what the downloader raises; the first that fits.
NO_ANSWER: dict[type[Exception], str] = {
    DownloadTimeoutError: "timeout",
    TCPTimedOutError: "timeout",
    DownloadConnectionRefusedError: "connection refused",
    CannotResolveHostError: "DNS lookup failed",
    TunnelError: "no connection through the proxy",
    ConnectError: "no connection",
}
TLS = "TLS failed"
#: A page or listing that breaks off.
TRUNCATED = "truncated"


def status_of(failure: Failure) -> int | None:
    """Return the HTTP status that a failed request was answered with."""
    return failure.value.response.status if isinstance(failure.value, HttpError) else None


def reason_of(failure: Failure) -> str:
    """Return a failure in a few words: `http 503`, `too large`, `Forbidden by robots.txt`."""
    status = status_of(failure)
    if status:
        return f"http {status}"
    if isinstance(failure.value, DownloadCancelledError):
        return TOO_LARGE
    if isinstance(failure.value, IgnoreRequest):
        # Scrapy's sentence on a body that unpacks to too much names the page and its size.
        reason = str(failure.value)
        return TOO_LARGE if "DOWNLOAD_MAXSIZE" in reason else reason
    return no_answer(failure.value) or type(failure.value).__name__


def no_answer(error: BaseException | None) -> str | None:
    """Return how a host did not answer: `timeout`, `DNS lookup failed`; None for other errors."""
    cause = error.__cause__ if error else None
    if isinstance(error, DownloadFailedError) and isinstance(cause, ResponseFailed):
        return TLS if any(isinstance(one.value, SSL.Error) for one in cause.reasons) else None
    return next((words for kind, words in NO_ANSWER.items() if isinstance(error, kind)), None)


def weight(reason: str) -> int:
    """Return the log level of a failure: a request that was not sent is logged once a host."""
    return DEBUG if reason in NOT_ASKED else WARNING


def is_cut(response: Response) -> bool:
    """Return whether an answer breaks off, as far as it tells."""
    try:
        body = unpacked(response.body)
    except XmlError:  # the source says what is wrong with it
        return False
    # A packed file that breaks off gives what there is of it.
    ended = "partial" not in response.flags and body is response.body
    return cut_short(body, ended=ended)


def retried(response: Response, spider: Spider) -> Request | None:
    """Return the request for a page that was cut; None when it was tried often enough."""
    assert response.request is not None
    return get_retry_request(response.request, spider=spider, reason=TRUNCATED)
