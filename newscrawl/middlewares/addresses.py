"""Lets requests go to public web addresses only: a page must not send us into the own network."""

from ipaddress import ip_address
from typing import Self
from urllib.parse import urljoin, urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

LOCAL_SUFFIXES = (".localhost", ".local", ".internal", ".lan", ".home", ".intranet")


class PublicAddressesOnly:
    """Downloader middleware: refuses other schemes than http(s) and addresses that are not public.

    Redirects pass here too. Stats: newscrawl/refused/<why>.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware of a run."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let a request pass. Raises IgnoreRequest for one that may not be sent."""
        self.check(request.url)

    def process_response(self, request: Request, response: Response) -> Response:
        """Let a response pass. Raises IgnoreRequest for a redirect that Scrapy did not follow."""
        location = response.headers.get("Location")
        if location and 300 <= response.status < 400:
            self.check(urljoin(request.url, location.decode("latin-1")))
        return response

    def check(self, url: str) -> None:
        """Raise IgnoreRequest, and count it, for an address that may not be asked."""
        why = refusal(url)
        if why:
            self.crawler.stats.inc_value(f"newscrawl/refused/{why}")
            raise IgnoreRequest(why)


def refusal(url: str) -> str | None:
    """Return why an address may not be asked: `scheme`, `private address`; None when it may."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        return "scheme"
    host = (parts.hostname or "").rstrip(".").lower()
    if not ("." in host or ":" in host):
        return "private address"  # localhost and the names of a company's own machines
    if host.endswith(LOCAL_SUFFIXES):
        return "private address"
    try:
        address = ip_address(host)
    except ValueError:
        # 0x7f.1 and 2130706433 are addresses to the operating system; no host ends in a number.
        last = host.rpartition(".")[2]
        return "private address" if last.isdigit() or last.startswith("0x") else None
    mapped = getattr(address, "ipv4_mapped", None) or address
    return None if mapped.is_global and not mapped.is_multicast else "private address"
