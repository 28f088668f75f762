"""Keeps a folder of Parquet files, one a day and province, up to date with files of lines.

    lake/day=2026-11-21/region=ID-BA/articles.parquet

The day is the paper's own day of publication. A file of lines is read when it has grown or is new;
its lines are merged into the files of their days, by id and revision, so that reading it twice, and
being killed at any instant, changes nothing. What has been read stands in lake/sources.json.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow.parquet as pq

from newscrawl.lake.rows import SCHEMA, row, table
from newscrawl.storage.jsonl_reader import UNREADABLE, LineError, lines, open_feed, parse
from newscrawl.storage.whole_file import whole_file, write_text

#: Rows that are held in memory at a time.
BATCH: Final = 20_000
NAME: Final = "articles.parquet"
SOURCES: Final = "sources.json"
#: How Hive, and so every reader of such folders, writes a missing value.
NONE: Final = "__HIVE_DEFAULT_PARTITION__"

Row = dict[str, Any]


class Part(NamedTuple):
    """A file of the lake: the day and the province of its rows."""

    day: str
    region: str

    @property
    def path(self) -> str:
        """Where it lies in the lake."""
        return f"day={self.day}/region={self.region}/{NAME}"


class Faults(NamedTuple):
    """Lines that are none of this schema, and files that broke off, each with the reason."""

    lines: list[str]
    files: list[str]


class Lake:
    """The folder. `tell` is called after each file of lines."""

    def __init__(self, folder: Path, tell: Callable[[], object] = lambda: None) -> None:
        self.folder = folder
        self.tell = tell
        self.faults = Faults([], [])
        #: Rows that were new or changed, and files of lines that were read.
        self.added = 0
        self.read = 0
        self._done: dict[str, list[int]] = self._sources()
        self._waiting: dict[Part, list[Row]] = {}
        self._size = 0

    def update(self, files: Iterable[Path]) -> None:
        """Take in files of lines, each once as long as it does not change. Raises OSError."""
        pending: dict[str, list[int]] = {}
        for path in files:
            status = path.stat()
            state = [status.st_size, status.st_mtime_ns]
            name = str(path.resolve())
            if self._done.get(name) != state:
                for found in self._rows(path):
                    self._hold(found)
                pending[name] = state
                self.read += 1
                if self._size >= BATCH:
                    self._flush(pending)
            self.tell()
        self._flush(pending)

    def _rows(self, path: Path) -> Iterator[Row]:
        try:
            with open_feed(path) as file:
                for number, _, raw in lines(file):
                    try:
                        yield row(parse(raw))
                    except (LineError, ValueError) as error:
                        self.faults.lines.append(f"{path}:{number}: {error}")
        except UNREADABLE as error:
            self.faults.files.append(f"{path}: {error}")

    def _hold(self, found: Row) -> None:
        day = found["date_published_day"]
        part = Part(day.isoformat() if day else NONE, found["region"] or NONE)
        self._waiting.setdefault(part, []).append(found)
        self._size += 1

    def _flush(self, pending: dict[str, list[int]]) -> None:
        """Write what is held, and only then note that its files are done."""
        for part, rows in sorted(self._waiting.items()):
            self._merge(self.folder / part.path, rows)
        self._waiting.clear()
        self._size = 0
        if pending:
            self._done |= pending
            pending.clear()
            text = json.dumps(self._done, indent=0, sort_keys=True) + "\n"
            write_text(self.folder / SOURCES, text)

    def _merge(self, path: Path, rows: list[Row]) -> None:
        known = pq.read_table(path, schema=SCHEMA).to_pylist() if path.exists() else []
        merged = {key(one): one for one in known}
        before = len(merged)
        merged |= {key(one): one for one in rows if key(one) not in merged}
        if len(merged) == before:
            return
        self.added += len(merged) - before
        ordered = sorted(merged.values(), key=lambda one: (str(one["date_published"]), key(one)))
        with whole_file(path) as part:
            pq.write_table(table(ordered), part, compression="zstd")

    def _sources(self) -> dict[str, list[int]]:
        with suppress(FileNotFoundError):
            told = json.loads((self.folder / SOURCES).read_text(encoding="utf-8"))
            return {str(name): list(state) for name, state in told.items()}
        return {}


def key(one: Row) -> tuple[str, int]:
    """Return what no two rows share: the article and its revision."""
    return one["id"], one.get("revision") or 1
