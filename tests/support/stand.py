"""The newsstand as tests serve it: it keeps what was asked, and misbehaves on demand."""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlsplit

from newscrawl.newsstand import Answer, Newsstand, server
from newscrawl.newsstand.server import encoded, laid_over


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


class Stand(server.Stand):
    """A newsstand that keeps the requests it got."""

    def __init__(
        self, web: Newsstand, *, fault: FaultHook | None = None, port: int = 0, log: bool = True
    ) -> None:
        super().__init__(web, port=port)
        #: May be replaced while it serves.
        self.fault = fault
        #: Every request in the order of arrival, unless `log` is off (for long benchmarks).
        self.requests: list[Request] = []
        self._log = log

    def urls(self) -> list[str]:
        """Return the URL of every request, robots.txt left out."""
        return [r.url for r in self.requests if r.path != "/robots.txt"]

    def gaps(self, host: str) -> list[float]:
        """Return the seconds between the beginnings of requests to a host: its politeness."""
        times = [request.received for request in self.requests if request.host == host]
        return [later - earlier for earlier, later in pairwise(times)]

    async def reply(self, request, writer, *, keep):
        asked = Request(*request, time.monotonic())
        if self._log:
            self.requests.append(asked)
        try:
            fault = self.fault(asked) if self.fault else None
            if fault is None:
                return await super().reply(request, writer, keep=keep)
            await _misbehave(fault, fault.answer or self.web.answer(asked.url), asked, writer)
            return False
        finally:
            asked.finished = time.monotonic()


async def _misbehave(
    fault: Fault, answer: Answer, request: Request, writer: asyncio.StreamWriter
) -> None:
    await asyncio.sleep(fault.delay)
    if fault.silent:
        return
    headers = laid_over(answer.headers, fault.headers, {"Connection": "close"})
    if fault.chunked:
        headers["Transfer-Encoding"] = "chunked"
    elif fault.body is None:
        # A body that is made up as it goes has no length: closing ends it.
        headers.setdefault("Content-Length", str(len(answer.body)))
    await _send_head(encoded(answer.status, headers), fault, writer)
    if request.method == "HEAD":
        return
    left = fault.cut_after
    for piece in fault.body() if fault.body else _pieces(answer.body, fault.piece):
        await asyncio.sleep(fault.pause)
        part = piece if left is None else piece[:left]
        writer.write(b"%x\r\n%s\r\n" % (len(piece), part) if fault.chunked else part)
        await writer.drain()
        if left is not None:
            left -= len(part)
            if left <= 0:
                return
    if fault.chunked:
        writer.write(b"0\r\n\r\n")


async def _send_head(encoded: bytes, fault: Fault, writer: asyncio.StreamWriter) -> None:
    start, end, rest = encoded.partition(b"\r\n")
    writer.write(start + end)
    for line in fault.head() if fault.head else ():
        await asyncio.sleep(fault.pause)
        writer.write(line + end)
        await writer.drain()
    writer.write(rest)


def _pieces(body: bytes, size: int | None) -> Iterable[bytes]:
    if size is None:
        return (body,) if body else ()
    return (body[start : start + size] for start in range(0, len(body), size))


@contextmanager
def serve(
    web: Newsstand, *, fault: FaultHook | None = None, port: int = 0, log: bool = True
) -> Iterator[Stand]:
    """Serve from a thread for as long as the block runs; see newsstand.serve.

    What goes wrong inside a fault hook is raised when the block ends, too.
    """
    with server.serve(Stand(web, fault=fault, port=port, log=log)) as stand:
        yield stand
