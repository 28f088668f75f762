"""Labels the lines of earlier crawls again, in the order of files or of publication."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from newscrawl.dedup import Clusters, seconds
from newscrawl.storage.jsonl_reader import (
    UNREADABLE,
    Line,
    LineError,
    chunks,
    lines,
    open_feed,
    parse,
)

#: Placements that are committed as one.
BATCH = 1000


class Place(NamedTuple):
    """Where a line stands; places sort in order of publication."""

    published: int
    fetched: str
    file: int
    offset: int


def as_plain(path: Path, folder: Path) -> tuple[Path, str | None]:
    """Return a feed as a plain file, which can be read from anywhere, and what is wrong with it.

    A packed one is unpacked into `folder`, as far as it can be read. Raises OSError when it cannot
    be opened.
    """
    if path.suffix not in {".gz", ".zst"}:
        return path, None
    plain = folder / f"{len(list(folder.iterdir()))}.jsonl"
    with open_feed(path) as packed, plain.open("wb") as file:
        try:
            for chunk in chunks(packed):
                file.write(chunk)
        except UNREADABLE as error:
            return plain, f"{path}: cannot be read to its end: {error}"
    return plain, None


class History:
    """The lines of many files in order of publication; those without a date by when fetched.

    Only where they stand is kept in memory, about 200 bytes a line. An invalid line is reported,
    counted in `failed`, and left out.
    """

    def __init__(self, files: Sequence[Path], folder: Path, tell: Callable[[str], None]) -> None:
        self.failed = 0
        self._tell = tell
        self._files: list[Path] = []
        self._places: list[Place] = []
        for path in files:
            plain, wrong = as_plain(path, folder)
            self._files.append(plain)
            self._read(path, plain)
            if wrong:
                self._fail(wrong)
        self._places.sort()

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Line]:
        with ExitStack() as stack:
            files = [stack.enter_context(path.open("rb")) for path in self._files]
            for place in self._places:
                files[place.file].seek(place.offset)
                yield json.loads(files[place.file].readline())

    def _read(self, path: Path, plain: Path) -> None:
        number = len(self._files) - 1
        with plain.open("rb") as file:
            for row, offset, raw in lines(file):
                try:
                    self._places.append(place_of(parse(raw), number, offset))
                except LineError as error:
                    self._fail(f"{path}, line {row}: {error}")

    def _fail(self, sentence: str) -> None:
        self.failed += 1
        self._tell(sentence)


def place_of(line: Line, file: int, offset: int) -> Place:
    """Return where a line belongs. Raises LineError."""
    fetched = line.get("fetched_at")
    try:
        published = seconds(line.get("date_published") or fetched)
    except (TypeError, ValueError) as error:
        raise LineError(f"its date is none: {error}") from None
    return Place(published or 0, str(fetched), file, offset)


def labelled(history: Iterable[Line], stories: Clusters) -> Iterator[Line]:
    """Yield lines with cluster_id, duplicate_of and similarity computed anew. Raises StateError.

    The store is empty at first; the lines come in order of publication.
    """
    bodies: dict[str, str] = {}
    for some in batches(history, BATCH):
        with stories.together():
            for line in some:
                first = bodies.setdefault(str(line.get("content_hash") or line["id"]), line["id"])
                placed = stories.assign(
                    line["id"],
                    str(line.get("site") or ""),
                    line.get("date_published"),
                    line["article_body"],
                    same_as=first if first != line["id"] else None,
                )
                line["cluster_id"] = placed.cluster_id
                line["duplicate_of"] = placed.duplicate_of
                line["similarity"] = placed.similarity
        yield from some


def batches(history: Iterable[Line], size: int) -> Iterator[list[Line]]:
    """Yield lines, so many at a time."""
    every = iter(history)
    while some := list(islice(every, size)):
        yield some
