"""Allows requests to public web addresses only: no page leads a crawl into our own network."""

from urllib.parse import urljoin, urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Request, Response

from newscrawl.crawler.component import Component
from newscrawl.crawler.downloads.resolver import proxy_hosts, refused_names
from newscrawl.urls import refusal

PRIVATE = "private address"


class PublicAddressesOnly(Component):
    """Downloader middleware: refuses other schemes than http(s) and addresses that are not public.

    Redirects pass here too. Stats: newscrawl/refused/<why>.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.proxies = proxy_hosts()

    def process_request(self, request: Request) -> None:
        """Let a request pass. Raises IgnoreRequest for one that may not be sent."""
        self.check(request.url)

    def process_response(self, request: Request, response: Response) -> Response:
        """Let a response pass. Raises IgnoreRequest for a redirect that Scrapy did not follow."""
        location = response.headers.get("Location")
        if location and 300 <= response.status < 400:
            try:
                target = urljoin(request.url, location.decode("latin-1"))
            except ValueError:  # http://[
                target = ""
            self.check(target)
        return response

    def check(self, url: str) -> None:
        """Raise IgnoreRequest, and count it, for an address that may not be asked."""
        why = refusal(url)
        # The resolver lets the proxies of the environment through, wherever they are; no page may.
        if not why and (urlsplit(url).hostname or "") in self.proxies:
            why = PRIVATE
        if why:
            self.crawler.stats.inc_value(f"newscrawl/refused/{why}")
            raise IgnoreRequest(why)


class PublicAnswersOnly(Component):
    """Downloader middleware: does not try again hosts that the resolver refused.

    Stands on the downloader's side of the retries. Stats: newscrawl/refused/private address.
    """

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Let a failure pass. Raises IgnoreRequest for a name that is at a private address."""
        host = (urlsplit(request.url).hostname or "").lower()
        if isinstance(exception, CannotResolveHostError) and host in refused_names():
            if not request.meta.get("dont_obey_robotstxt"):  # its robots.txt is asked before
                self.crawler.stats.inc_value(f"newscrawl/refused/{PRIVATE}")
            raise IgnoreRequest(PRIVATE)
