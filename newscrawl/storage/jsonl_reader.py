"""Reads the lines of feed files: plain, gzip or zstd."""

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import Any

from newscrawl.storage.compression import zstd

#: What readers of packed files raise for a file that is cut or damaged.
UNREADABLE = (OSError, EOFError, zlib.error, zstd.ZstdError)
Line = dict[str, Any]
Feed = BufferedReader | gzip.GzipFile | zstd.ZstdFile
BLOCK = 64 * 1024


class LineError(Exception):
    """Raised for an invalid line; its text says why."""


def open_feed(path: Path) -> Feed:
    """Open a feed for reading, unpacked where its name says that it is packed. Raises OSError."""
    if path.suffix == ".gz":
        return gzip.open(path)
    return zstd.open(path) if path.suffix == ".zst" else path.open("rb")


def parse(raw: bytes) -> Line:
    """Return a line. Raises LineError."""
    try:
        line = json.loads(raw)
    except ValueError as error:
        raise LineError(f"no JSON: {error}") from None
    if not isinstance(line, dict):
        raise LineError("not an object")
    if not isinstance(line.get("article_body"), str):
        raise LineError("no article_body")
    if not re.fullmatch(r"[0-9a-f]{20}", str(line.get("id"))):
        raise LineError(f"id {line.get('id')!r} is none")
    return line


def lines(file: Feed) -> Iterator[tuple[int, int, bytes]]:
    """Yield the lines that are not blank: number from 1, offset, bytes. Raises UNREADABLE."""
    number, offset, rest = 1, 0, b""
    for chunk in chain(chunks(file), [b"\n"]):  # a file may end without a line's end
        *ended, rest = (rest + chunk).split(b"\n")
        for raw in ended:
            if raw.strip():
                yield number, offset, raw
            number += 1
            offset += len(raw) + 1


def read_lines(
    paths: Iterable[Path], fault: Callable[[str], object], text: bytes = b""
) -> Iterator[Line]:
    """Yield the lines of feeds that hold a text; `fault` gets what cannot be read, and where."""
    for path in paths:
        try:
            with open_feed(path) as file:
                for number, _, raw in lines(file):
                    try:
                        if text in raw:
                            yield parse(raw)
                    except LineError as error:
                        fault(f"{path}, line {number}: {error}")
        except UNREADABLE as error:
            fault(f"{path}: {error}")


def chunks(file: Feed) -> Iterator[bytes]:
    """Yield what a file holds as far as it can be read. Raises UNREADABLE."""
    # Not read(): of a cut file it gives nothing of the block in which the cut is.
    while chunk := file.read1(BLOCK):
        yield chunk
