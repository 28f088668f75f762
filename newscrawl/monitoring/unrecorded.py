"""Finds runs that left no record: each leaves a mark until it is recorded.

A kill leaves no record, nor does a full disk.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from newscrawl.storage.run_record_table import RunRecords
from newscrawl.storage.run_records import run_start


def begin(site: str, run: str, records: RunRecords) -> list[str]:
    """Mark that a run has begun; return the earlier runs of the paper that left no record.

    Runs are named by their ids. They are reported once. To be called when no other run of the paper
    can be under way. Raises OSError.
    """
    marks = records.marks(site)
    left = marks
    if left:  # or the record is there, and only the mark outlived a kill
        recorded = {one["run"] for one in records.read(site, since=run_start(left[0]))}
        left = [one for one in left if one not in recorded]
    for mark in marks:
        records.unmark(site, mark)
    records.mark(site, run)
    return left


def end(site: str, run: str, record: Mapping[str, Any], records: RunRecords) -> None:
    """Keep a run's record and take its mark away. Raises OSError."""
    try:
        records.append(record)
    except OSError:
        with suppress(OSError):
            records.mark(site, run)
        raise
    records.unmark(site, run)


def killed(site: str, since: datetime | None, records: RunRecords) -> list[dict[str, Any]]:
    """Return what is known of the runs that left no record, as records, the oldest first.

    `since` is the start of the paper's last recorded run: of earlier ones nothing is said, and a
    mark may outlive its record. To be called when no run of the paper is under way. Raises OSError.
    """
    starts = sorted(map(run_start, records.marks(site)))
    return [
        {"started": one.isoformat(), "seconds": 0, "articles": 0, "verdict": "killed"}
        | {"arguments": {}}
        for one in starts
        if since is None or one > since
    ]
