"""What went wrong with a request, in the words that stats and logs use."""

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

#: What a refused address answers: there is no such page, now or later.
GONE = frozenset({400, 404, 410})
#: What a page says instead of a story that may be there the next time.
PASSING = frozenset({"block page", "error page", "empty page", "truncated"})


def status_of(failure: Failure) -> int | None:
    """Return the HTTP status that a failed request was answered with."""
    return failure.value.response.status if isinstance(failure.value, HttpError) else None


def reason_of(failure: Failure) -> str:
    """Return a failure in a few words: `http 503`, `DNSLookupError`, `Forbidden by robots.txt`."""
    status = status_of(failure)
    if status:
        return f"http {status}"
    if isinstance(failure.value, IgnoreRequest):
        return str(failure.value)
    return type(failure.value).__name__
