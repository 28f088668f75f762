"""Serves the newsstand: a forward proxy on loopback that answers for every host itself."""

import asyncio
import os
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from itertools import pairwise

from newscrawl.newsstand.certificate import context_for
from newscrawl.newsstand.messages import Answer, Fault, FaultHook, Request
from newscrawl.newsstand.web import Newsstand

_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_PROXY_VARIABLES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
#: Any of these would lead a client past the newsstand.
_BYPASSES = ("no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY")

#: A client that leaves, as clients may. Not OSError: a page that cannot be read is our own fault.
_GONE = (ConnectionError, TimeoutError, EOFError, ssl.SSLError)


class Stand:
    """A newsstand that serves: its address, its content, and the requests it got."""

    def __init__(
        self, web: Newsstand, *, fault: FaultHook | None = None, port: int = 0, log: bool = True
    ) -> None:
        self.web = web
        #: May be replaced while it serves.
        self.fault = fault
        self.port = port
        #: Every request in the order of arrival, unless `log` is off (for long benchmarks).
        self.requests: list[Request] = []
        self._log = log
        self._tasks: set[asyncio.Task[None]] = set()
        self._failures: list[BaseException] = []
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """The proxy's address."""
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """Return this process's environment with the proxy variables set: for a subprocess."""
        kept = {name: value for name, value in os.environ.items() if name not in _BYPASSES}
        return kept | dict.fromkeys(_PROXY_VARIABLES, self.url)

    def urls(self) -> list[str]:
        """Return the URL of every request, robots.txt left out."""
        return [r.url for r in self.requests if r.path != "/robots.txt"]

    def gaps(self, host: str) -> list[float]:
        """Return the seconds between the beginnings of requests to a host: its politeness."""
        times = [request.received for request in self.requests if request.host == host]
        return [later - earlier for earlier, later in pairwise(times)]

    async def start(self) -> None:
        """Listen on loopback; a port of 0 becomes the free port that was found."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """End all connections, and raise what went wrong inside the content or a hook."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        # Transports close on the loop's next turns: two for TLS over TCP.
        for _ in range(3):
            await asyncio.sleep(0)
        if self._failures:
            raise self._failures[0]

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._connection(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failures.append(error)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._conversation(reader, writer)
            writer.close()
            await writer.wait_closed()
        except _GONE:
            pass
        finally:
            # Nothing is left to do after an orderly end; a cancelled task must not wait. On a TLS
            # transport that is closed already Python 3.11.2 (Debian 12) fails in its own abort().
            with suppress(AttributeError):
                writer.transport.abort()

    async def _conversation(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        origin = ""
        while (head := await _head(reader)) is not None:
            method, target, version, headers = head
            await reader.readexactly(int(headers.get("content-length", 0)))
            if method == "CONNECT":
                host = target.removesuffix(":443")
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await writer.start_tls(context_for(host.partition(":")[0].lower()))
                origin = f"https://{host}"
                continue
            if target.startswith("/"):
                target = (origin or f"http://{headers.get('host', '')}") + target
            request = Request(method, target, headers, time.monotonic())
            wish = headers.get("connection", "").lower()
            keep = wish == "keep-alive" or (version == "HTTP/1.1" and wish != "close")
            if not await self._reply(request, writer, keep=keep):
                return

    async def _reply(self, request: Request, writer: asyncio.StreamWriter, *, keep: bool) -> bool:
        """Answer a request; tell whether the connection may carry another."""
        if self._log:
            self.requests.append(request)
        try:
            fault = self.fault(request) if self.fault else None
            answer = fault.answer if fault and fault.answer else self.web.answer(request.url)
            if fault is None:
                headers = _laid_over({"Content-Length": str(len(answer.body))}, answer.headers)
                if not keep:
                    headers["Connection"] = "close"
                body = b"" if request.method == "HEAD" else answer.body
                writer.write(_encoded(answer.status, headers) + body)
                await writer.drain()
                return keep
            await _misbehave(fault, answer, request, writer)
            return False
        finally:
            request.finished = time.monotonic()


async def _head(
    reader: asyncio.StreamReader,
) -> tuple[str, str, str, dict[str, str]] | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *rest = head.decode("latin-1").split("\r\n")
    method, target, version = first.split(" ")
    fields = (line.partition(":") for line in rest if line)
    return method, target, version, {name.lower(): value.strip() for name, _, value in fields}


def _laid_over(*layers: Mapping[str, str]) -> dict[str, str]:
    # Names differ in case between layers, and a header sent twice is a fault of its own.
    return {name.title(): value for layer in layers for name, value in layer.items()}


def _encoded(status: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} {_PHRASES.get(status, '')}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


async def _misbehave(
    fault: Fault, answer: Answer, request: Request, writer: asyncio.StreamWriter
) -> None:
    await asyncio.sleep(fault.delay)
    if fault.silent:
        return
    headers = _laid_over(answer.headers, fault.headers, {"Connection": "close"})
    if fault.chunked:
        headers["Transfer-Encoding"] = "chunked"
    elif fault.body is None:
        # A body that is made up as it goes has no length: closing ends it.
        headers.setdefault("Content-Length", str(len(answer.body)))
    await _send_head(_encoded(answer.status, headers), fault, writer)
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
    """Serve from a thread for as long as the block runs.

    What goes wrong inside the content or a fault hook is raised when the block ends.
    """
    stand = Stand(web, fault=fault, port=port, log=log)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="newsstand", daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(stand.start(), loop).result()
        try:
            yield stand
        finally:
            asyncio.run_coroutine_threadsafe(stand.stop(), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
