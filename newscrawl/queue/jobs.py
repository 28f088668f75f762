"""Says what a job is: the process that does it, what keeps others out, what its end means.

Pure. The engine is Procrastinate: a `lock` lets one job of a network run at a time, on whichever
machine; a `queueing_lock` keeps a job from being queued while the same one waits or runs.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from newscrawl.monitoring.outcome import Verdict


class Kind(StrEnum):
    """What a job does."""

    CRAWL = "crawl"
    #: Crawls one month of a paper's past, or a part of it.
    BACKFILL = "backfill"
    #: Reads the pages of one archive file anew.
    REPARSE = "reparse"


#: What is due comes before what can wait. Steps between them, since each retry takes one.
PRIORITIES = {Kind.CRAWL: 0, Kind.BACKFILL: -1000, Kind.REPARSE: -2000}
#: A job that fails so often for a reason of ours, or whose worker vanishes so often, has failed.
TRIES = 5
#: The pause after the first of these, doubled each time, and the most, in seconds: what was struck
#: runs again within a minute. Who does not answer is left alone for longer.
PAUSE, LONGEST_PAUSE = 10, 40
AWAY_PAUSE, LONGEST_AWAY = 600, 7200
#: A paper that is run by somebody else is asked for so often: for half an hour.
MOST_ASKED = 50
#: Ends that are not the paper's doing: another try, maybe on another machine, does better. 1 is
#: Python's own for what nobody thought of; a job that was stopped from outside goes on.
OURS = {
    1,
    Verdict.FEED_FAILED.exit_code,
    Verdict.INTERRUPTED.exit_code,
    Verdict.NO_BROWSER.exit_code,
    Verdict.STATE_FAILED.exit_code,
}
#: Ends that only a backfill tries again: of what is due, the schedule knows when to come back.
AWAY = {
    Verdict.NOTHING.exit_code,
    Verdict.BLOCKED.exit_code,
    Verdict.UNREACHABLE.exit_code,
    Verdict.ROBOTS_UNAVAILABLE.exit_code,
}
#: Ends in which what was asked for was done; that the paper reads badly stands in its record.
DONE = {Verdict.OK.exit_code, Verdict.SILENT.exit_code, Verdict.BROKEN.exit_code}


class Job(NamedTuple):
    """What is to be done; what a kind does not need is empty."""

    kind: Kind
    paper: str = ""
    #: The network of the paper's hosts; see urls/networks.py.
    network: str = ""
    #: The first day and the last, in ISO 8601.
    since: str = ""
    until: str = ""
    #: The archive file.
    file: str = ""

    @property
    def lock(self) -> str | None:
        """What no two jobs that run have in common."""
        return f"network {self.network}" if self.network else None

    @property
    def queueing_lock(self) -> str:
        """What no two jobs that wait or run have in common."""
        return " ".join(filter(None, (self.kind, self.paper, self.since, self.until, self.file)))

    @property
    def name(self) -> str:
        """What people call it: the paper, or the file."""
        return self.paper or self.file

    def reparsed(self, root: Path) -> Path:
        """Return where what is read anew of an archive file goes, below the output root.

        Another try writes it again from the beginning.
        """
        file = Path(self.file)
        return root / "reparsed" / file.parent.name / f"{file.name}.jsonl"

    def command(self, number: int, root: Path, settings: Sequence[str] = ()) -> list[str]:
        """Return the process that does it; `number` is the job's, `settings` are those of -s."""
        command = [sys.executable, "-m", "newscrawl"]
        given = [one for setting in settings for one in ("-s", setting)]
        if self.kind is Kind.REPARSE:
            out = str(self.reparsed(root))
            return [*command, "reparse", self.file, "-o", out, "--processes", "1", *given]
        window = {"since": self.since, "until": self.until, "_job": f"queue-{number}"}
        arguments = [f"{name}={value}" for name, value in window.items() if value]
        told = [one for argument in arguments for one in ("-a", argument)]
        return [*command, "crawl", self.paper, *told, *given]


def months(since: date, until: date) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each month between two days, the newest first.

    The first and the last month are cut; `until` is covered.
    """
    while since <= until:
        first = max(since, until.replace(day=1))
        yield first, until
        until = first - timedelta(days=1)


class End(NamedTuple):
    """What the end of a job's process means."""

    #: Seconds after which it is tried again; None when it is not.
    again: float | None = None
    failed: bool = False
    #: Whether it counts among the TRIES.
    counts: bool = False


def judge(kind: Kind, code: int, *, failures: int, asked: int) -> End:
    """Return what an exit code means; below 0 it is the signal that killed the process.

    `failures`: how often the job failed before; `asked`: how often it was begun before.
    """
    if code in DONE:
        return End()
    if code == Verdict.ALREADY_RUNNING.exit_code:
        return End(pause(asked)) if asked < MOST_ASKED else End(failed=True)
    # What is broken in an archive file stays so.
    ours = code < 0 or (code in OURS and kind is not Kind.REPARSE)
    away = kind is Kind.BACKFILL and code in AWAY
    if failures + 1 < TRIES and ours:
        return End(pause(failures), counts=True)
    if failures + 1 < TRIES and away:
        return End(pause(failures, AWAY_PAUSE, LONGEST_AWAY), counts=True)
    return End(failed=True, counts=ours or away)


def pause(times: int, first: int = PAUSE, longest: int = LONGEST_PAUSE) -> float:
    """Return the seconds to wait after so many tries before this one."""
    return float(min(first << min(times, 10), longest))
