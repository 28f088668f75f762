"""Finds what may be deleted of old runs: their records and archives, never lines."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

Kind = Literal["records", "archives"]
#: A day, alone or before a time of 6 to 12 digits, as names of WARC files have it.
DAY = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?=\D|$|\d{6}(?:\d{3}){0,2}(?!\d))")


class Old(NamedTuple):
    """A file that may be deleted; its size is in bytes."""

    path: Path
    kind: Kind
    size: int


def old_files(root: Path, before: date, sites: Iterable[str] = ()) -> Iterator[Old]:
    """Yield the files below the output root that tell of days (UTC) before a day and of no other.

    Records are a file a month; archives are WARC files in `archive/<site>/` with a day in their
    names, and are left alone without one. No sites: all. Raises OSError.
    """
    wanted = set(sites)
    places: list[tuple[Kind, Path, Callable[[str], date | None]]] = [
        ("records", root / "runs", end_of_month),
        ("archives", root / "archive", day_in),
    ]
    for kind, folder, last_day in places:
        for path in sorted(folder.glob("*/**/*")):
            last = last_day(path.name)
            chosen = not wanted or path.relative_to(folder).parts[0] in wanted
            if chosen and last and last < before and path.is_file():
                yield Old(path, kind, path.stat().st_size)


def end_of_month(name: str) -> date | None:
    """Return the last day that a file of records tells of: `2026-11.jsonl`; None of another."""
    month = re.fullmatch(r"(\d{4})-(\d\d)\.jsonl", name)
    first = valid_day(month[1], month[2], "01") if month else None
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if first else None


def day_in(name: str) -> date | None:
    """Return the last day that a WARC file's name holds: `2026-11-28.warc.gz`; None without."""
    if ".warc" not in name:
        return None
    days = [day for found in DAY.finditer(name) if (day := valid_day(*found.groups()))]
    return max(days, default=None)


def valid_day(year: str, month: str, day: str) -> date | None:
    """Return a day of the calendar; None where there is none."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
