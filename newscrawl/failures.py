"""What went wrong with a request, in the words that stats and logs use."""

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newscrawl.extraction.model import TOO_LARGE
from newscrawl.truncation import cut_short
from newscrawl.verdict import ROBOTS_UNAVAILABLE
from newscrawl.xml import XmlError, unpacked

#: What a refused address answers: there is no such page, now or later.
GONE = frozenset({400, 404, 410})
#: What a page says instead of a story that may be there the next time.
PASSING = frozenset({"block page", "error page", "empty page", TOO_LARGE})
#: Why a page was not even asked for: that is no try of the page.
NOT_ASKED = frozenset({ROBOTS_UNAVAILABLE})
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
    return type(failure.value).__name__


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
