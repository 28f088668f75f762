"""Fails requests that are answered with a block page."""

from typing import NoReturn

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from newscrawl.crawler.component import Component
from newscrawl.crawler.downloads.robots import is_robots
from newscrawl.page.block_pages import ISP, blocked_by, leads_to_a_block

#: Signal: a request was answered by a filter. Carries `request`.
blocked_request = object()


class BlockPages(Component):
    """Downloader middleware: fails a request answered by a filter, as `block page (<who>)`.

    Sees unpacked answers before the retries do: asking again at once is what filters look for.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        """Let an answer pass. Raises IgnoreRequest for a filter's."""
        headers = {
            name.decode("latin-1").lower(): b",".join(values).decode("latin-1")
            for name, values in response.headers.items()
        }
        who = blocked_by(response.status, headers, response.body, url=response.url)
        # Where robots.txt is unavailable nothing else is asked, whoever made it so.
        if who and not (is_robots(request) and response.status >= 500):
            self.refuse(request, who)
        return response

    def refuse(self, request: Request, who: str) -> NoReturn:
        """Log that a filter answered. Raises IgnoreRequest."""
        self.crawler.signals.send_catch_log(blocked_request, request=request)
        raise IgnoreRequest(f"block page ({who})")


class BlockRedirects(BlockPages):
    """Downloader middleware: fails a redirect to a provider's notice before it is followed.

    Providers redirect plain http, from the own network as well as to a page of the ministry's.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        """Let an answer pass. Raises IgnoreRequest for a redirect to a provider's notice."""
        location = (response.headers.get("Location") or b"").decode("latin-1")
        if 300 <= response.status < 400 and leads_to_a_block(location):
            self.refuse(request, ISP)
        return response
