"""Request and Answer: what comes in and what goes out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response; the server adds Content-Length unless the headers state one."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(slots=True)
class Request:
    """A request as it came in, kept for tests that ask what was requested."""

    method: str
    url: str
    #: Names in lower case.
    headers: Mapping[str, str]
    #: Seconds of `time.monotonic`: good for gaps, not for dates.
    received: float
    #: When the answer was out or given up; None as long as it is under way.
    finished: float | None = None

    @property
    def host(self) -> str:
        """The host's name in lower case, without a port."""
        return urlsplit(self.url).hostname or ""

    @property
    def path(self) -> str:
        """The path with its query, as it was asked for."""
        parts = urlsplit(self.url)
        return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"

    @property
    def user_agent(self) -> str:
        """What the client called itself."""
        return self.headers.get("user-agent", "")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault of one answer. The connection is closed after it."""

    #: Seconds before the first byte.
    delay: float = 0.0
    #: Close without a byte.
    silent: bool = False
    #: Given in place of the content.
    answer: Answer | None = None
    #: Header lines before the answer's own, as they stand; may go on for ever.
    head: Callable[[], Iterable[bytes]] | None = None
    #: Laid over the answer's own headers; a Content-Length here is sent as it stands.
    headers: Mapping[str, str] = field(default_factory=dict)
    #: Makes the pieces of a body in place of the answer's; may go on for ever.
    body: Callable[[], Iterable[bytes]] | None = None
    #: Transfer-Encoding: chunked, a chunk a piece.
    chunked: bool = False
    #: Send the body in pieces of this size.
    piece: int | None = None
    #: Seconds before every piece of the body.
    pause: float = 0.0
    #: Close after this many bytes of the body, whatever was promised.
    cut_after: int | None = None


#: Which fault a request gets; None for none.
FaultHook = Callable[[Request], Fault | None]
