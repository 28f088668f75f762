"""Reads the feed files of a paper line by line, with where each line begins."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from newscrawl.storage.compression import Compression, compression_of, frames
from newscrawl.storage.line_file import json_object

FEED_SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst")


class Place(NamedTuple):
    """Where a line begins: the frame of a packed file and the offset in it, both in bytes."""

    frame: int
    offset: int


class Line(NamedTuple):
    """A line of a feed, with its newline; `value` is None when it is no JSON object."""

    place: Place
    data: bytes
    value: dict[str, Any] | None


def feeds(folder: Path) -> list[Path]:
    """Return the feed files in a paper's folder in order of their names; none if it is missing."""
    if not folder.is_dir():
        return []
    paths = (path for path in folder.iterdir() if path.name.endswith(FEED_SUFFIXES))
    return sorted(path for path in paths if path.is_file())


def lines(path: Path, offset: int) -> Iterator[Line]:
    """Yield a file's lines from the offset on; a broken stretch of a packed file is a bad line."""
    packing = compression_of(path)
    if packing:
        yield from packed_lines(path, packing, offset)
        return
    with path.open("rb") as file:
        file.seek(offset)
        for data in file:
            yield Line(Place(0, offset), data, json_object(data))
            offset += len(data)


def packed_lines(path: Path, packing: Compression, offset: int) -> Iterator[Line]:
    """Yield the lines of a packed file; they may span the frames of somebody else's file."""
    place, begun = Place(offset, 0), b""
    for frame in frames(path, packing, offset):
        if frame.data is None:
            yield Line(Place(frame.start, -1), b"", None)
            continue
        within = 0
        for piece in io.BytesIO(frame.data):
            if not begun:
                place = Place(frame.start, within)
            within += len(piece)
            begun += piece
            if begun.endswith(b"\n"):
                yield Line(place, begun, json_object(begun))
                begun = b""
    if begun:
        yield Line(place, begun, json_object(begun))
