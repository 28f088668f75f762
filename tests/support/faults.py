"""Faults of real web servers, for tests to choose from.

A `Fault` is one bad answer: its fields combine. A `FaultHook` decides which request gets it.

    serve(web, fault=on("https://contoh.example/berita/1", status(503, retry_after=1)))
    serve(web, fault=either(first(2, no_answer()), on("contoh.example/feed", slow(0.1))))
"""

import functools
import gzip
import io
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import repeat

from newscrawl.newsstand.web import Answer, address
from tests.support.stand import Fault, FaultHook, Request


def on(url: str, fault: Fault | FaultHook) -> FaultHook:
    """Apply a fault to one address only; its scheme does not matter."""
    place = address(url)

    def hook(request: Request) -> Fault | None:
        if address(request.url) != place:
            return None
        return fault if isinstance(fault, Fault) else fault(request)

    return hook


def first(count: int, fault: Fault) -> FaultHook:
    """Apply a fault to the first requests for each address, after which it answers well."""
    asked: Counter[str] = Counter()

    def hook(request: Request) -> Fault | None:
        asked[request.url] += 1
        return fault if asked[request.url] <= count else None

    return hook


def either(*hooks: FaultHook) -> FaultHook:
    """Ask several hooks; the first that has a fault gives it."""
    return lambda request: next((f for f in (hook(request) for hook in hooks) if f), None)


def slow(seconds: float) -> Fault:
    """Answer well, but late."""
    return Fault(delay=seconds)


def held(hosts: Collection[str]) -> FaultHook:
    """Keep the answers of some hosts back, but robots.txt, for as long as they are among these."""

    def hook(request: Request) -> Fault | None:
        def wait() -> Iterator[bytes]:
            while request.host in hosts:
                yield b"X-Waits: yes"

        waits = request.host in hosts and request.path != "/robots.txt"
        return Fault(head=wait, pause=0.1) if waits else None

    return hook


def no_answer() -> Fault:
    """Close the connection without a byte."""
    return Fault(silent=True)


def cut(after: int, *, chunked: bool = False) -> Fault:
    """Close the connection in the middle of the body, as a server does that is restarted."""
    return Fault(cut_after=after, chunked=chunked, piece=max(after, 1))


def wrong_length(declared: int) -> Fault:
    """Promise another length than the body has."""
    return Fault(headers={"Content-Length": str(declared)})


def wrong_type(content_type: str) -> Fault:
    """Call the content something that it is not."""
    return Fault(headers={"Content-Type": content_type})


def drip(pause: float, piece: bytes = b"<p>") -> Fault:
    """Send a body that never ends, a few bytes at a time."""
    return Fault(body=lambda: repeat(piece), pause=pause)


def headers_without_end(line: bytes = b"Set-Cookie: a=b; Path=/", pause: float = 0.0) -> Fault:
    """Send headers, and never come to the body."""
    return Fault(head=lambda: repeat(line), pause=pause)


def cookies(count: int, size: int = 100) -> Fault:
    """Answer well, below so many cookies of so many bytes."""
    return Fault(head=lambda: (b"Set-Cookie: k%d=%s" % (n, b"x" * size) for n in range(count)))


def status(code: int, *, retry_after: int | str | None = None, body: bytes = b"") -> Fault:
    """Answer with a status, and with Retry-After when it says when to come back."""
    headers = {"Content-Type": "text/html"}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    return Fault(answer=Answer(code, headers, body))


def huge(size: int, *, declared: bool = True) -> Fault:
    """Send a page of `size` bytes, generated; undeclared, only counting can stop it."""
    headers = {"Content-Type": "text/html"}
    if declared:
        headers["Content-Length"] = str(size)
    return Fault(answer=Answer(200, headers), body=lambda: _filler(size))


def gzip_bomb(size: int) -> Fault:
    """Send a small body that unpacks to `size` bytes, a thousand times its length."""
    return packed(_packed(size), "gzip")


def packed(body: bytes, *encodings: str) -> Fault:
    """Send a body as it stands, said to be packed in turn by these encodings."""
    headers = {"Content-Type": "text/html", "Content-Encoding": ", ".join(encodings)}
    return Fault(answer=Answer(200, headers, body))


def redirect_for_ever(request: Request) -> Fault:
    """Redirect to an address never seen before, which redirects again: a hook by itself."""
    base, _, hop = request.url.partition("?hop=")
    target = f"{base}?hop={int(hop or 0) + 1}"
    return Fault(answer=Answer(302, {"Location": target}))


def under(prefix: str, fault: Fault | FaultHook) -> FaultHook:
    """Apply a fault to every address of a host that begins with a path: `contoh.example/a/`."""
    prefix = prefix.partition("://")[2] or prefix

    def hook(request: Request) -> Fault | None:
        if not request.url.partition("://")[2].startswith(prefix):
            return None
        return fault if isinstance(fault, Fault) else fault(request)

    return hook


def _filler(size: int) -> Iterator[bytes]:
    block = b"<p>Lorem ipsum dolor sit amet.</p>\n".ljust(64) * 1024
    while size > 0:
        yield block[:size]
        size -= len(block)


@functools.lru_cache(maxsize=4)
def _packed(size: int) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as stream:
        for piece in _filler(size):
            stream.write(piece)
    return packed.getvalue()
