"""Follows the refresh that a page asks for."""

from scrapy import Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Request, Response

#: Bytes of the 4,096 signs in which Scrapy looks for a refresh, in any encoding.
MAX_BYTES = 4 * 4096


class PageRefresh(MetaRefreshMiddleware):
    """Downloader middleware: Scrapy's, but no page is decoded that asks for no refresh."""

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy gives none any more
    ) -> Request | Response:
        """Return the page, or the request for where it sends its readers."""
        # Without the zero bytes that UTF-16 has between letters.
        if b"refresh" not in response.body[:MAX_BYTES].replace(b"\0", b"").lower():
            return response
        return super().process_response(request, response)
