"""Makes the state and a paper's feed files agree again after a crash or a lost file.

A run writes a line first and marks it later, so a killed run leaves lines that are not marked; a
power cut may take lines that are; and a state that was moved away knows none of them.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from newscrawl.storage.compression import Compression, compression_of, frames
from newscrawl.storage.line_file import json_object, open_lines, sync_folder
from newscrawl.storage.records import Batch, FileRecord, Stored
from newscrawl.storage.seen import State
from newscrawl.urls import article_id

FEED_SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst")


@dataclass(slots=True)
class Repair:
    """What was repaired: lines marked, marks taken back, lines removed."""

    marked: int = 0
    #: Marked articles whose lines are gone from a file that is still there: they come again.
    lost: int = 0
    #: Broken lines, and lines that other targets of a failed run did not get.
    removed: int = 0


class Place(NamedTuple):
    """Where a line begins: the frame of a packed file and the offset in it, both in bytes."""

    frame: int
    offset: int


class Line(NamedTuple):
    """A line of a feed, with its newline; `value` is None when it is no JSON object."""

    place: Place
    data: bytes
    value: dict[str, Any] | None


@dataclass(slots=True)
class Reading:
    """The lines of a feed file from an offset on."""

    articles: list[Stored] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    #: Where the lines begin that are to be taken out.
    bad: set[Place] = field(default_factory=set)


def reconcile(state: State, site: str, folder: Path) -> Repair:
    """Mend a paper's feed files and mark what they hold; nobody may be writing them.

    A file that is as it was committed is not read. One that was deleted or moved away as a whole is
    its owner's decision: its articles stay known. Raises OSError and StateError.
    """
    repair, records = Repair(), state.files(site)
    for path in feeds(folder):
        record = records.get(path.name, FileRecord(0, shared=False))
        if path.name not in records or record.shared or record.size != path.stat().st_size:
            reconcile_file(state, site, path, record, repair)
    return repair


def feeds(folder: Path) -> list[Path]:
    """Return the feed files in a paper's folder in order of their names; none if it is missing."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if is_feed(path))


def is_feed(path: Path) -> bool:
    """Return whether a path is that of one of the project's feed files."""
    return path.name.endswith(FEED_SUFFIXES) and path.is_file()


def reconcile_file(state: State, site: str, path: Path, record: FileRecord, repair: Repair) -> None:
    """Bring one feed file and the state together; add what was done to `repair`."""
    open_lines(path).close()
    size = path.stat().st_size
    grown = record.size <= size and not record.shared and begins_line(path, record.size)
    reading = read(path, record.size if grown else 0)
    if record.shared:
        known = state.known(site, [article.id for article in reading.articles])
        reading.bad |= unmarked_lines(path, known)
        reading.articles = [article for article in reading.articles if article.id in known]
    if reading.bad:
        take_out(path, reading.bad)
        repair.removed += len(reading.bad)
    if not grown:
        lost = state.articles_in(site, path.name) - {article.id for article in reading.articles}
        if lost:
            state.lose(site, path.name, lost)
            repair.lost += len(lost)
    known = state.known(site, [article.id for article in reading.articles])
    repair.marked += len({article.id for article in reading.articles} - known)
    sizes = {path.name: path.stat().st_size}
    state.mark(site, Batch(reading.articles, reading.aliases, sizes=sizes))


def begins_line(path: Path, offset: int) -> bool:
    """Return whether a line, or a frame of them, begins at the offset or may be written there.

    The file may only have grown since, then.
    """
    if offset == 0:
        return True
    packing = compression_of(path)
    with path.open("rb") as file:
        if packing:
            file.seek(offset)
            return file.read(len(packing.magic)) in (packing.magic, b"")
        file.seek(offset - 1)
        return file.read(1) == b"\n"


def read(path: Path, offset: int) -> Reading:
    """Return what stands in a mended file from the offset on."""
    reading = Reading()
    fallback = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    for line in lines(path, offset):
        if line.value is None:
            reading.bad.add(line.place)
            continue
        article = as_stored(line.value, path.name, fallback)
        if article is None:  # a line of the user's own: not ours to judge
            continue
        reading.articles.append(article)
        url = line.value.get("url")
        link = article_id(url) if isinstance(url, str) else article.id
        if link != article.id:
            reading.aliases.append((link, article.id))
    return reading


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


def as_stored(value: dict[str, Any], name: str, fallback: datetime) -> Stored | None:
    """Return the article that a line holds; None when it has no id that is one of ours."""
    try:
        key = bytes.fromhex(value["id"]).hex()
    except (KeyError, TypeError, ValueError):
        return None
    if len(key) != 20:
        return None
    try:
        at = datetime.fromisoformat(value["fetched_at"]).astimezone(UTC)
        content_hash = bytes.fromhex(value["content_hash"]).hex() or None
    except (KeyError, TypeError, ValueError):  # FEED_EXPORT_FIELDS may leave them out
        return Stored(key, name, fallback)
    revision = value.get("revision")
    return Stored(key, name, at, content_hash, revision if isinstance(revision, int) else 1)


def unmarked_lines(path: Path, known: Iterable[str]) -> set[Place]:
    """Return where the lines of articles begin that are not among the known ones."""
    marked = set(known)
    return {
        line.place
        for line in lines(path, 0)
        if line.value is not None
        and (article := as_stored(line.value, path.name, datetime.now(UTC)))
        and article.id not in marked
    }


def take_out(path: Path, bad: set[Place]) -> None:
    """Write a file anew without the lines that begin at these places, in one step."""
    fresh = path.with_name(path.name + ".mending")
    with open_lines(fresh, packing=compression_of(path), overwrite=True) as file:
        for line in lines(path, 0):
            if line.place not in bad:
                file.write(line.data)
    fresh.replace(path)
    sync_folder(path.parent)
