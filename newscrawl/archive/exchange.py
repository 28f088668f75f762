"""Makes WARC records of a request and its answer."""

import io
import json
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import responses
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from fastwarc.warc import WarcRecord, WarcRecordType

from newscrawl import __version__

#: A larger body is no page: what a crawl downloads at most.
MAX_BODY = 12 * 1024 * 1024

Headers = Sequence[tuple[bytes, bytes]]
#: Our own field of a record: why its page was asked for, as JSON.
ASKED = "X-Newscrawl-Asked"
#: What a header is called once it no longer speaks of the body that is stored: Common Crawl's way.
STORED_UNPACKED = {
    b"content-encoding": b"X-Crawl-Content-Encoding",
    b"content-length": b"X-Crawl-Content-Length",
}
#: Scrapy hands over a body whose chunks are joined.
JOINED = {b"transfer-encoding": b"X-Crawl-Transfer-Encoding"}
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Asked(NamedTuple):
    """Why a page was asked for, and how it came: what its bytes do not say."""

    #: What the listing printed of the article.
    title: str | None = None
    date: str | None = None
    #: Whether it is a further page of an article.
    part: bool = False
    #: The address asked for at first, where the answer came from another.
    url: str | None = None
    #: Whether the body's length was known, and reached.
    ended: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer, as they went over the wire; `at` is when the answer was whole."""

    url: str
    at: datetime
    request_headers: Headers
    status: int
    headers: Headers
    body: bytes
    method: str = "GET"
    protocol: str = "HTTP/1.1"
    address: str | None = None
    #: Why the body is not whole, in WARC's words.
    truncated: Literal["length", "disconnect"] | None = None
    #: None for what is no article: a listing, robots.txt.
    asked: Asked | None = None

    @property
    def is_page(self) -> bool:
        """Whether the answer is an article's page."""
        return self.asked is not None and self.status == HTTPStatus.OK


class Original(NamedTuple):
    """The record of the same payload that a revisit refers to."""

    record: str
    at: datetime


def info_record(name: str) -> bytes:
    """Return the record that a file begins with, which says who wrote it."""
    fields = {
        "software": f"newscrawl/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey",
    }
    record = new_record(WarcRecordType.warcinfo, datetime.now(UTC))
    record.headers["WARC-Filename"] = name
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content("".join(f"{k}: {v}\r\n" for k, v in fields.items()).encode())
    return written(record, None)


def response_record(exchange: Exchange, digest: bytes) -> tuple[str, bytes]:
    """Return the id and the bytes of an answer's record; `digest` is its payload's SHA-1."""
    record = answer_record(exchange, WarcRecordType.response)
    record.set_bytes_content(response_head(exchange) + exchange.body)
    if exchange.truncated:
        record.headers["WARC-Truncated"] = exchange.truncated
    return str(record.record_id), written(record, digest)


def revisit_record(exchange: Exchange, digest: bytes, original: Original) -> tuple[str, bytes]:
    """Return the id and the bytes of a record that refers to an earlier one for its payload."""
    record = answer_record(exchange, WarcRecordType.revisit)
    unmodified = exchange.status == HTTPStatus.NOT_MODIFIED
    record.headers["WARC-Profile"] = NOT_MODIFIED if unmodified else SAME_PAYLOAD
    record.headers["WARC-Refers-To"] = original.record
    record.headers["WARC-Refers-To-Target-URI"] = exchange.url
    record.headers["WARC-Refers-To-Date"] = warc_date(original.at)
    record.set_bytes_content(response_head(exchange))
    return str(record.record_id), written(record, digest)


def request_record(exchange: Exchange, response_id: str) -> bytes:
    """Return the bytes of the request's record, which names that of its answer."""
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = b"" if has(exchange.request_headers, b"host") else b"Host: " + parts.netloc.encode()
    record = new_record(WarcRecordType.request, exchange.at)
    record.headers["WARC-Target-URI"] = exchange.url
    record.headers["WARC-Concurrent-To"] = response_id
    record.headers["Content-Type"] = "application/http; msgtype=request"
    first = f"{exchange.method} {target} HTTP/1.1\r\n".encode()
    own = host + b"\r\n" if host else b""
    record.set_bytes_content(first + own + lines(exchange.request_headers) + b"\r\n")
    return written(record, None)


def unpacked(exchange: Exchange) -> Exchange:
    """Return an answer with its body unpacked, so that a dictionary sees it; else as it is.

    One in a form that is not known, or larger than any page, stays as it came.
    """
    if not has(exchange.headers, b"content-encoding"):
        return exchange
    record = answer_record(exchange, WarcRecordType.response)
    record.set_bytes_content(response_head(exchange) + exchange.body)
    record.is_http = True
    try:
        record.parse_http(auto_decode="content")
        body = record.reader.read(MAX_BODY + 1)
    except OSError:
        return exchange
    if len(body) > MAX_BODY or body == exchange.body:
        return exchange
    headers = [(STORED_UNPACKED.get(name.lower(), name), value) for name, value in exchange.headers]
    headers.append((b"Content-Length", b"%d" % len(body)))
    return replace(exchange, headers=headers, body=body)


def answer_record(exchange: Exchange, kind: WarcRecordType) -> WarcRecord:
    """Return the beginning of an answer's record."""
    record = new_record(kind, exchange.at)
    record.headers["WARC-Target-URI"] = exchange.url
    record.headers["Content-Type"] = "application/http; msgtype=response"
    if exchange.address:
        record.headers["WARC-IP-Address"] = exchange.address
    if exchange.asked:
        record.headers[ASKED] = json.dumps(exchange.asked._asdict())
    return record


def new_record(kind: WarcRecordType, at: datetime) -> WarcRecord:
    """Return a record of that kind and moment, with an id of its own."""
    record = WarcRecord()
    record.init_headers(kind)
    record.headers["WARC-Date"] = warc_date(at)
    return record


def written(record: WarcRecord, payload_digest: bytes | None) -> bytes:
    """Return the bytes of a record, with its digests."""
    target = io.BytesIO()
    if payload_digest is not None:
        record.headers["WARC-Payload-Digest"] = f"sha1:{b32encode(payload_digest).decode()}"
    record.write(target, checksum_data=True, payload_digest=payload_digest)
    return target.getvalue()


def response_head(exchange: Exchange) -> bytes:
    """Return an answer's status line and headers, with the blank line behind them."""
    phrase = responses.get(exchange.status, "")  # Scrapy does not keep the server's own
    first = f"{exchange.protocol} {exchange.status} {phrase}\r\n".encode()
    headers = [(JOINED.get(name.lower(), name), value) for name, value in exchange.headers]
    return first + lines(headers) + b"\r\n"


def lines(headers: Headers) -> bytes:
    """Return headers as HTTP writes them."""
    return b"".join(b"%b: %b\r\n" % pair for pair in headers)


def has(headers: Headers, name: bytes) -> bool:
    """Return whether there is a header of that name, in lower case."""
    return any(one.lower() == name for one, _ in headers)


def warc_date(at: datetime) -> str:
    """Return an aware moment as WARC 1.1 writes it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
