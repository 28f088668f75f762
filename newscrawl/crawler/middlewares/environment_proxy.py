"""Sends requests through the proxies that the environment names."""

from urllib.request import proxy_bypass

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware
from scrapy.utils.httpobj import urlparse_cached


class EnvironmentProxy(HttpProxyMiddleware):
    """Downloader middleware: Scrapy's, which reads the environment at each request for `no_proxy`.

    Here it is read once for each host.
    """

    def __init__(self, auth_encoding: str | None = "latin-1") -> None:
        super().__init__(auth_encoding)
        self.direct: dict[str, bool] = {}

    def process_request(
        self,
        request: Request,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy gives none any more
    ) -> None:
        """Name the proxy of a request, which may name its own."""
        parts = urlparse_cached(request)
        host = parts.hostname or ""
        if "proxy" in request.meta or parts.scheme not in self.proxies:
            super().process_request(request)
            return
        if host not in self.direct:
            self.direct[host] = not host or bool(proxy_bypass(host))
        creds, proxy = (None, None) if self.direct[host] else self.proxies[parts.scheme]
        self._set_proxy_and_creds(request, proxy, creds, parts.scheme if proxy else None)
