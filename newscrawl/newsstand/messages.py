"""Request and Answer: what comes in and what goes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response; the server adds Content-Length unless the headers state one."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Request(NamedTuple):
    """A request as it came in."""

    method: str
    url: str
    #: Names in lower case.
    headers: Mapping[str, str]


#: What makes two addresses the same: host, path and the query's parts in any order.
Address = tuple[str, str, tuple[str, ...]]


def address(url: str) -> Address:
    """Reduce a URL to what addresses are compared by.

    Percent-encoding is undone, because clients differ in what they encode and a saved page's URL
    may have been noted by another client than the one that asks.
    """
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(":80").removesuffix(":443")
    query = sorted(unquote(part) for part in parts.query.split("&") if part)
    return host, unquote(parts.path) or "/", tuple(query)
