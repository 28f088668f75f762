"""Makes the request for a page of a source, the same for a crawl and for a probe."""

from collections.abc import Callable
from typing import Any

from scrapy.http import Request

from newscrawl.discovery.sources import ListingRequest, load_more_meta


def listing_request(
    visit: ListingRequest, callback: Callable[..., Any], errback: Callable[..., Any]
) -> Request:
    """Return the request; both callbacks find `visit` among its cb_kwargs."""
    return Request(
        visit.url,
        callback,
        errback=errback,
        cb_kwargs={"visit": visit},
        meta=load_more_meta(visit.source),
        # The walk decides what is asked twice, not the duplicate filter.
        dont_filter=True,
    )
