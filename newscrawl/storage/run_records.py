"""Keeps the records of all runs as JSON lines, in one file a paper and month.

A run appends its record in one write. What a kill or a full disk cut is taken off by the next
append, and a reader leaves it out.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any

from newscrawl.storage.line_file import LineFile, json_object

logger = logging.getLogger(__name__)

BLOCK = 64 * 1024
#: How a run's id writes its start: UTC, to the second, with the microseconds behind a dot.
START = "%Y%m%dT%H%M%S"
#: What the name of a mark ends in.
MARK = ".begun"
Record = dict[str, Any]


class RunRecordFiles:
    """Run records in files: `<folder>/<site>/<YYYY-MM>.jsonl`, by the month of the start in UTC.

    A record is a JSON object with at least `site`, the paper's name; `run`, the id of the run;
    `started`, in ISO 8601 with offset; and `seconds`, how long the run took. Papers and processes
    may append and read at the same time. A mark is an empty file, which finds room on most full
    disks.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        #: Files in which a broken line was found, each told once.
        self._told: set[Path] = set()

    def append(self, record: Mapping[str, Any]) -> None:
        """Append a record to its month's file, which is mended first. Raises OSError."""
        month = f"{moment(record['started']).astimezone(UTC):%Y-%m}"
        path = self.folder / record["site"] / f"{month}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        # What is no UTF-8 (an argument in other bytes) becomes an escape, which JSON knows.
        line = json.dumps(record, ensure_ascii=False).encode(errors="backslashreplace")
        with LineFile(path) as file:
            file.write(line + b"\n")

    def read(
        self, site: str, *, since: datetime | None = None, last: int | None = None
    ) -> list[Record]:
        """Return a paper's records, the oldest first; of an unknown paper none.

        `since` (aware) leaves out runs that started before; `last` takes so many of the latest.
        What is not asked for is not read. Raises OSError.
        """
        found: list[tuple[datetime, Record]] = []
        for record in self._backwards(site, since):
            if last is not None and len(found) >= last:
                break
            started = moment(record["started"])
            if since is None or started >= since:
                found.append((started, record))
            elif started + timedelta(seconds=record["seconds"]) < since:
                break  # Lines stand in the order of their ends: all before it ended earlier still.
        found.reverse()
        return [record for _, record in sorted(found, key=itemgetter(0))]

    def sites(self) -> list[str]:
        """Return the names of the papers that have records, sorted. Raises OSError."""
        return sorted({path.parent.name for path in self.folder.glob("*/*.jsonl")})

    def mark(self, site: str, run: str) -> None:
        """Make a run's mark. Raises OSError."""
        (self.folder / site).mkdir(parents=True, exist_ok=True)
        self._mark(site, run).touch()

    def marks(self, site: str) -> list[str]:
        """Return the ids of a paper's runs that are marked, sorted. Raises OSError."""
        marks = (self.folder / site).glob(f"*{MARK}")
        return sorted(mark.name.removesuffix(MARK) for mark in marks)

    def unmark(self, site: str, run: str) -> None:
        """Delete a run's mark, if it has one. Raises OSError."""
        self._mark(site, run).unlink(missing_ok=True)

    def in_one_session(self) -> AbstractContextManager[None]:
        """Do nothing: files have no sessions."""
        return nullcontext()

    def _mark(self, site: str, run: str) -> Path:
        return self.folder / site / f"{run}{MARK}"

    def _backwards(self, site: str, since: datetime | None) -> Iterator[Record]:
        """Yield a paper's records, the last written first."""
        first = f"{since.astimezone(UTC):%Y-%m}" if since else ""
        months = [path for path in (self.folder / site).glob("*.jsonl") if path.stem >= first]
        for path in sorted(months, reverse=True):
            with suppress(FileNotFoundError):  # pruned just now
                yield from self._records_in(path)

    def _records_in(self, path: Path) -> Iterator[Record]:
        for line in lines_backwards(path):
            record = json_object(line)
            if record is not None and is_record(record):
                yield record
            elif path not in self._told:
                self._told.add(path)
                logger.warning("A broken line of %s is left out: %r", path, line[:80])


def run_id(site: str, started: datetime) -> str:
    """Return the id of a run: `nusabali-20261128T081725.123456Z`."""
    return f"{site}-{started.astimezone(UTC):{START}.%fZ}"


def run_start(run: str) -> datetime:
    """Return when a run of this id started, without the fraction of a second."""
    start = run.rpartition("-")[2].partition(".")[0]
    return datetime.strptime(start, START).replace(tzinfo=UTC)


def is_record(value: Record) -> bool:
    """Return whether a JSON object says of which run it is, and when that was."""
    try:
        return moment(value["started"]).tzinfo is not None and value["seconds"] >= 0
    except (KeyError, TypeError, ValueError):
        return False


def moment(text: str) -> datetime:
    """Return a moment that is written in ISO 8601. Raises ValueError."""
    return datetime.fromisoformat(text)


def lines_backwards(path: Path) -> Iterator[bytes]:
    """Yield a file's lines without their newlines, the last first. Raises OSError.

    The file is read from its end in blocks, as far as is asked for. Blank lines are left out.
    """
    with path.open("rb") as file:
        offset, parts = file.seek(0, 2), list[bytes]()
        while offset:
            start = max(0, offset - BLOCK)
            file.seek(start)
            head, *ended = file.read(offset - start).split(b"\n")
            offset = start
            if ended:
                yield from filter(None, [b"".join([ended.pop(), *parts]), *reversed(ended)])
                parts = []
            parts.insert(0, head)
        yield from filter(None, [b"".join(parts)])
