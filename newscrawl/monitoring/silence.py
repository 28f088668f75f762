"""Checks whether a site has been quiet for longer than its own past explains.

Pure. A paper that moves, ends, or leaves a feed behind goes on answering: its listings are read,
name articles, and all of them are known. Each such run is a good one; many in a row are not. What
is long follows from the paper's rhythm: how many articles a day it brought, and how long it has
been without any before (nights, weekends, a weekly's six days). Lebaran and Nyepi
do not count, since nothing of the year before is remembered.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import exp
from typing import Any, NamedTuple

from newscrawl.monitoring.holidays import working
from newscrawl.monitoring.outcome import Verdict

Record = Mapping[str, Any]
#: Past articles, and the runs that brought them, without which nothing is said.
MIN_ARTICLES, MIN_RUNS = 20, 3
#: A silence must be this unlikely at the paper's mean rate (Poisson), and so many times as long as
#: any before it: for `quiet`, and for `silent`, which also takes so many runs.
QUIET_CHANCE, QUIET_TIMES = 1e-3, 1.5
SILENT_CHANCE, SILENT_TIMES, SILENT_RUNS = 1e-6, 2.0, 3
#: Shorter ones are a night; daily runs come a little early at times.
NIGHT = timedelta(hours=20)
#: Saturday and Sunday; a silence over one of which the past says nothing must be so long.
WEEKEND = {5, 6}
LONG_WEEKEND = timedelta(days=4)
DAY = timedelta(days=1)
#: Runs whose listings were read: such a one that stored nothing found nothing new.
HEARD = {one.name.lower() for one in (Verdict.OK, Verdict.QUIET, Verdict.SILENT)}


class Silence(NamedTuple):
    """How long nothing new came; `expected` articles were due in that time."""

    verdict: Verdict
    since: datetime
    days: float
    runs: int
    expected: float

    def __str__(self) -> str:
        return (
            f"nothing new since {self.since:%Y-%m-%d %H:%M} UTC ({self.days:.1f} days, {self.runs} "
            f"runs), in which {self.expected:.0f} articles were to be expected"
        )

    def record(self) -> dict[str, Any]:
        """Return what the run's record says of it."""
        return {
            "since": self.since.isoformat(timespec="seconds"),
            "runs": self.runs,
            "expected": round(self.expected, 1),
        }


def silence(record: Record, past: Sequence[Record]) -> Silence | None:
    """Return the silence that a run is part of; None when it is none, or is as usual.

    `past` holds the records of earlier runs, the oldest first. Runs of a part of the paper (with
    arguments) are neither judged nor a measure.
    """
    if not measures(record) or record["articles"]:
        return None
    before = [one for one in past if measures(one)]
    dry: list[Record] = [record]
    while before and not before[-1]["articles"]:
        dry.append(before.pop())
    now, told = began(record), dry[1].get("silence") if len(dry) > 1 else None
    if not before:
        # Nothing but silence is left of the past: what was said goes on.
        return carried_on(told, now) if told and dry[1]["verdict"] == "silent" else None
    brought = [one for one in before if one["articles"]]
    since = began(brought[-1])
    lasted = working(since, now)
    # Of the first run's articles nobody knows in what time they came.
    articles = sum(one["articles"] for one in brought[1:])
    expected = articles * (lasted / max(since - began(brought[0]), DAY))
    longest = max(dry_spells(before), default=timedelta())
    unknown = (
        len(brought) < MIN_RUNS or articles < MIN_ARTICLES or unheard_weekend(since, now, brought)
    )
    usual = lasted < NIGHT or lasted <= QUIET_TIMES * longest or exp(-expected) > QUIET_CHANCE
    if unknown or usual:
        return None
    silent = len(dry) >= SILENT_RUNS and exp(-expected) < SILENT_CHANCE
    heard = Verdict.SILENT if silent and lasted > SILENT_TIMES * longest else Verdict.QUIET
    return Silence(heard, since, lasted / DAY, len(dry), expected)


def measures(record: Record) -> bool:
    """Return whether a run read what was new of the whole paper, so far as there was any."""
    if not is_whole(record) or not record["listings"]:
        return False
    return bool(record["articles"]) or (bool(record["links"]) and record["verdict"] in HEARD)


def is_whole(record: Record) -> bool:
    """Return whether a run was of all that is new: what it asked for again besides is no part."""
    return not record["arguments"].keys() - {"refetch"}


def began(record: Record) -> datetime:
    """Return when a run began, aware."""
    return datetime.fromisoformat(record["started"])


def dry_spells(records: Sequence[Record]) -> list[timedelta]:
    """Return how long the paper brought nothing before: from an article to the last run without."""
    spells = []
    last = began(records[0])
    for one in records:
        if one["articles"]:
            last = began(one)
        else:
            spells.append(began(one) - last)
    return spells


def unheard_weekend(since: datetime, now: datetime, brought: Sequence[Record]) -> bool:
    """Return whether a silence may be a weekend of which the past does not tell how it is."""
    if now - since >= LONG_WEEKEND:
        return False
    days = range((now.date() - since.date()).days + 1)
    held = {(since + timedelta(days=n)).weekday() for n in days} & WEEKEND
    return bool(held - {began(one).weekday() for one in brought})


def carried_on(told: Mapping[str, Any], now: datetime) -> Silence:
    """Return the silence that an earlier record tells of, as it is now."""
    since = datetime.fromisoformat(told["since"])
    return Silence(
        Verdict.SILENT, since, (now - since) / DAY, told["runs"] + 1, float(told["expected"])
    )
