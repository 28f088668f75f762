"""Finds runs that left no record: each leaves an empty `<run>.begun` until it is recorded.

A kill leaves none, nor does a full disk; an empty file finds room on most full ones.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl.storage import RunRecords
from newscrawl.storage.run_records import run_start

SUFFIX = ".begun"


def begin(folder: Path, run: str, records: RunRecords) -> list[str]:
    """Mark that a run has begun; return the earlier runs of the paper that left no record.

    `folder` holds the marks of the paper and is named as it is, runs are named by their ids. They
    are reported once. To be called when no other run of the paper can be under way. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    marks = sorted(folder.glob(f"*{SUFFIX}"))
    left = [mark.name.removesuffix(SUFFIX) for mark in marks]
    if left:  # or the record is there, and only the mark outlived a kill
        since = run_start(left[0])
        recorded = {one["run"] for one in records.read(folder.name, since=since)}
        left = [one for one in left if one not in recorded]
    for mark in marks:
        mark.unlink()
    (folder / f"{run}{SUFFIX}").touch()
    return left


def end(folder: Path, run: str, record: Mapping[str, Any], records: RunRecords) -> None:
    """Keep a run's record and take its mark away. Raises OSError."""
    try:
        records.append(record)
    except OSError:
        with suppress(OSError):
            (folder / f"{run}{SUFFIX}").touch()
        raise
    (folder / f"{run}{SUFFIX}").unlink(missing_ok=True)


def killed(folder: Path, since: datetime | None) -> list[dict[str, Any]]:
    """Return what is known of the runs that left no record, as records, the oldest first.

    `since` is the start of the paper's last recorded run: of earlier ones nothing is said, and a
    mark may outlive its record. To be called when no run of the paper is under way.
    """
    starts = sorted(run_start(mark.name.removesuffix(SUFFIX)) for mark in folder.glob(f"*{SUFFIX}"))
    return [
        {"started": one.isoformat(), "seconds": 0, "articles": 0, "verdict": "killed"}
        | {"arguments": {}}
        for one in starts
        if since is None or one > since
    ]
