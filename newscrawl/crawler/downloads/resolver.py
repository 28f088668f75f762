"""Resolves host names, and refuses addresses inside our own network.

A name is public, what it resolves to may not be: `evil.example` may answer 127.0.0.1, or a public
address first and a private one later. So the very lookup is judged whose answer is connected to.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from newscrawl.urls import is_public


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver (IPv4, cached, with a timeout), which refuses answers that are not public.

    The proxies of the environment are the user's own and may be anywhere.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.proxies = proxy_hosts()
        #: Names that were refused when last looked up. Twisted passes on that nothing was found,
        #: not why.
        self.refused: set[str] = set()

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        """Return the address of a name; fails with DNSLookupError where it is not public."""
        self.refused.discard(name.lower())
        found = super().getHostByName(name, timeout)
        if name.lower() not in self.proxies:
            found.addCallback(self._checked, name)
        return found

    def _checked(self, address: Any, name: str) -> Any:
        if is_public(address):
            return address
        self.refused.add(name.lower())
        raise DNSLookupError(f"{name} is at a private address")


def refused_names() -> set[str]:
    """Return the names that this process's resolver refused when it last looked them up."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one

    resolver = getattr(reactor, "resolver", None)
    return resolver.refused if isinstance(resolver, PublicResolver) else set()


def proxy_hosts() -> frozenset[str]:
    """Return the hosts of the proxies that the environment names, in lower case."""
    urls = (url if "://" in url else f"http://{url}" for url in getproxies().values())
    return frozenset(host.lower() for url in urls if (host := urlsplit(url).hostname))
