"""The refresh that a page asks for: followed as Scrapy does, and looked for without decoding."""

import pytest
from scrapy.http import HtmlResponse, Request
from scrapy.utils.test import get_crawler

from newscrawl.crawler.middlewares.page_refresh import PageRefresh

ASKED = Request("https://koran.example/lama")
PAGE = '<html><head><META HTTP-EQUIV="Refresh" CONTENT="0;url=/baru"></head><p>Pindah</p></html>'


def passed(body: bytes) -> tuple[HtmlResponse, object]:
    """Return a response and what the middleware makes of it."""
    response = HtmlResponse(ASKED.url, body=body, request=ASKED)
    return response, PageRefresh.from_crawler(get_crawler()).process_response(ASKED, response)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_a_page_that_asks_for_a_refresh_is_left_for_its_address(encoding):
    _, following = passed(PAGE.encode(encoding))
    assert isinstance(following, Request)
    assert following.url == "https://koran.example/baru"


def test_a_page_that_asks_for_none_is_passed_on_undecoded():
    response, following = passed(b"<html><p>Harga beras naik</p></html>" + b"<p>x</p>" * 9999)
    assert following is response
    assert response._cached_ubody is None
