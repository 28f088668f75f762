"""Reads the answer that a record holds."""

import io
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from fastwarc.warc import ArchiveIterator, WarcRecord

from newscrawl.archive.exchange import ASKED, MAX_BODY, Asked
from newscrawl.archive.frames import Frame, frames_of
from newscrawl.archive.mending import fault_of
from newscrawl.archive.packing import BrokenFrameError, Gzip, Zstd

#: What is tried of a body's two layers, packing and chunks.
UNPACKED: tuple[Literal["all", "content", "none"], ...] = ("all", "content", "none")
#: How a body begins that is packed still.
PACKED = (Gzip.magic[:2], Zstd.magic)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer as it was kept: its body unpacked, the aware moment of its fetch."""

    url: str
    at: datetime
    status: int
    #: By their names in lower case.
    headers: dict[str, str]
    body: bytes
    #: Why it was asked for, where our own crawl wrote it.
    asked: Asked | None
    #: Whether our own crawl wrote it, and the body broke off.
    truncated: bool


def page_of(record: bytes) -> Page:
    """Return the answer that a record holds. Raises BrokenFrameError for one that is not whole."""
    if fault := fault_of(record):
        raise BrokenFrameError(fault)
    parsed, body = unpacked(record)
    if len(body) > MAX_BODY:
        raise BrokenFrameError(f"more than {MAX_BODY} bytes of a page")
    http = parsed.http_headers
    return Page(
        url=(parsed.headers.get("WARC-Target-URI") or "").strip("<>"),
        at=parsed.record_date,
        status=(http and http.status_code) or 0,
        headers={name.lower(): value for name, value in http.to_tuples()} if http else {},
        body=body,
        asked=asked_of(parsed),
        truncated="WARC-Truncated" in parsed.headers,
    )


def unpacked(record: bytes) -> tuple[WarcRecord, bytes]:
    """Return a record, and its body as a browser would see it, a little more than MAX_BODY at most.

    Archives hold bodies that were unpacked, with the headers that say they are packed or in chunks;
    and headers that name no packing at all, such as UTF-8. Raises BrokenFrameError.
    """
    fault = ""
    for how in UNPACKED:
        try:
            parsed = next(ArchiveIterator(io.BytesIO(record), auto_decode=how, fsspec_args=False))
            body = parsed.reader.read(MAX_BODY + 1)
        except (OSError, ValueError, StopIteration) as error:
            fault = fault or f"damaged: {error!s:.100}"
            continue
        if how == UNPACKED[-1] and body.startswith(PACKED):
            break
        return parsed, body
    raise BrokenFrameError(fault)


def asked_of(record: WarcRecord) -> Asked | None:
    """Return why our own crawl asked for a page; None where the record does not say."""
    try:
        told = json.loads(record.headers.get(ASKED) or "null")
        return Asked(**told) if told else None
    except (ValueError, TypeError):  # somebody else's field of that name
        return None


def payload_of(path: Path, offset: int) -> bytes:
    """Return the body of the record at an offset. Raises OSError, BrokenFrameError."""
    with frames_of(path) as frames:
        record, _ = frames.unpack(Frame(offset, frames.source.size, b""))
        return page_of(record).body
