"""Serves the newsstand: a forward proxy on loopback that answers for every host itself."""

import asyncio
import os
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import NamedTuple, TypeVar

from newscrawl.newsstand.certificate import context_for
from newscrawl.newsstand.web import Newsstand

_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_PROXY_VARIABLES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
#: Any of these would lead a client past the newsstand.
_BYPASSES = ("no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY")

#: A client that leaves, as clients may. Not OSError: a page that cannot be read is our own fault.
_GONE = (ConnectionError, TimeoutError, EOFError, ssl.SSLError)

StandKind = TypeVar("StandKind", bound="Stand")


class Request(NamedTuple):
    """A request as it came in."""

    method: str
    url: str
    #: Names in lower case.
    headers: Mapping[str, str]


class Stand:
    """A newsstand that serves: its address and its content."""

    def __init__(self, web: Newsstand, *, port: int = 0) -> None:
        self.web = web
        self.port = port
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
            request = Request(method, target, headers)
            wish = headers.get("connection", "").lower()
            keep = wish == "keep-alive" or (version == "HTTP/1.1" and wish != "close")
            if not await self.reply(request, writer, keep=keep):
                return

    async def reply(self, request: Request, writer: asyncio.StreamWriter, *, keep: bool) -> bool:
        """Answer a request; tell whether the connection may carry another."""
        answer = self.web.answer(request.url)
        headers = laid_over({"Content-Length": str(len(answer.body))}, answer.headers)
        if not keep:
            headers["Connection"] = "close"
        body = b"" if request.method == "HEAD" else answer.body
        writer.write(encoded(answer.status, headers) + body)
        await writer.drain()
        return keep


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


def laid_over(*layers: Mapping[str, str]) -> dict[str, str]:
    """Return headers of which the later go above the earlier."""
    # Names differ in case between layers, and a header sent twice is a fault of its own.
    return {name.title(): value for layer in layers for name, value in layer.items()}


def encoded(status: int, headers: dict[str, str]) -> bytes:
    """Return what stands above an answer's body, as HTTP writes it."""
    lines = [f"HTTP/1.1 {status} {_PHRASES.get(status, '')}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


@contextmanager
def serve(stand: StandKind) -> Iterator[StandKind]:
    """Let a newsstand serve from a thread for as long as the block runs.

    What goes wrong inside the content is raised when the block ends.
    """
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
