"""Says which papers are due for a run, and when each may begin.

Pure. A paper's cadence follows from its own records: a run every half hour where a newsroom prints
all day, once a day where it prints weekly. Who refuses us, does not answer or does not read as it
did is left alone for longer each time, and comes back with its first good run. Papers of one
network never run together.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from heapq import heapify, heapreplace
from itertools import takewhile
from statistics import median
from typing import Any, NamedTuple

from newscrawl.monitoring.outcome import Verdict
from newscrawl.monitoring.silence import began, is_whole
from newscrawl.urls.networks import networks

Record = Mapping[str, Any]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: A paper runs at most and at least so often.
SHORTEST, LONGEST = timedelta(minutes=30), DAY
#: The cadence of a paper of which less than a day is known, and how far back its habits are taken.
UNKNOWN, HABITS = 2 * HOUR, 14 * DAY
#: A run is worth its listings when it finds so many articles. Short feeds hold ten.
WORTH = 2
#: So many records of a paper are more than a day of the busiest, and two months of a weekly.
RECORDS = 60
#: How long to leave a paper alone after a run that went wrong: the first time, doubled each time
#: after it, and the most. Nobody but us is to blame for the second group; its pages were fetched
#: all the same. An interrupted run goes on soon: what it found and did not fetch waits.
BACK_OFF: Mapping[str, tuple[timedelta, timedelta]] = {
    one.name.lower(): steps
    for steps, verdicts in {
        (HOUR, DAY): (
            Verdict.NOTHING,
            Verdict.UNREACHABLE,
            Verdict.ROBOTS_UNAVAILABLE,
            Verdict.BROKEN,
        ),
        (2 * HOUR, 2 * DAY): (Verdict.BLOCKED,),
        (DAY, 7 * DAY): (Verdict.GONE, Verdict.MOVED),
        (HOUR, 6 * HOUR): (Verdict.FEED_FAILED, Verdict.STATE_FAILED, Verdict.NO_BROWSER),
    }.items()
    for one in verdicts
}
INTERRUPTED = Verdict.INTERRUPTED.name.lower()
RESUME = timedelta(minutes=5)
#: Runs that were refused before they asked the paper for anything.
NO_VISIT = {one.name.lower() for one in (Verdict.ALREADY_RUNNING, Verdict.WRONG_USAGE)}
#: How long a run takes of which nothing is known; between two of one network; at once by default.
USUAL_LENGTH, GAP, AT_ONCE = timedelta(minutes=2), timedelta(seconds=5), 8
UNITS = {"m": timedelta(minutes=1), "h": HOUR, "d": DAY}
CADENCE = re.compile(r"([1-9][0-9]{0,3})([mhd])")


class Candidate(NamedTuple):
    """What the schedule needs to know of a paper; `cadence` as parse_cadence() reads it, or ""."""

    name: str
    hosts: Collection[str]
    cadence: str = ""


class Due(NamedTuple):
    """A paper that is due: since when, when it may begin, how often it runs, and why so."""

    site: str
    network: str
    since: datetime
    start: datetime
    every: timedelta
    why: str
    never_run: bool = False


class Habit(NamedTuple):
    """How often a paper runs, and how that is known."""

    every: timedelta
    why: str


def due(
    papers: Iterable[Candidate],
    records: Mapping[str, Sequence[Record]],
    now: datetime,
    *,
    busy: Collection[str] = (),
    at_once: int = AT_ONCE,
) -> list[Due]:
    """Return the papers that are due, in the order in which they may begin.

    `records` holds each paper's latest ones, the oldest first; `busy` names the papers whose run
    waits or is under way. `start` is now for those that may begin at once; it is later for those
    that wait for another of their network, or for one of the `at_once` places, by how long runs
    take. What is not due is left out, and so is who is busy.
    """
    chosen = sorted(papers)
    network = networks({one.name: one.hosts for one in chosen})
    lengths = {one.name: usual_length(records.get(one.name, ())) for one in chosen}
    waiting: dict[str, list[Due]] = {}
    for one in chosen:
        if one.name not in busy:
            told = when_due(one, records.get(one.name, ()), now, network[one.name])
            if told.since <= now:
                waiting.setdefault(told.network, []).append(told)
    for queue in waiting.values():
        queue.sort(key=rank, reverse=True)
    taken = {network[name]: now + lengths[name] + GAP for name in sorted(busy) if name in network}
    places = [now + lengths.get(name, USUAL_LENGTH) for name in busy]
    return plan(waiting, taken, [*places, *[now] * (at_once - len(places))], lengths)


def plan(
    waiting: dict[str, list[Due]],
    taken: dict[str, datetime],
    places: list[datetime],
    lengths: Mapping[str, timedelta],
) -> list[Due]:
    """Return who waits, each with its start.

    `waiting` holds each network's papers, the first to run last, and is used up; `taken` and
    `places` say until when networks and places are.
    """
    heapify(places)
    planned: list[Due] = []
    while waiting:
        free = places[0]
        start, _, network = min(
            (max(free, taken.get(name, free)), rank(queue[-1]), name)
            for name, queue in waiting.items()
        )
        one = waiting[network].pop()
        if not waiting[network]:
            del waiting[network]
        planned.append(one._replace(start=start))
        taken[network] = start + lengths[one.site] + GAP
        heapreplace(places, start + lengths[one.site])
    return planned


def rank(one: Due) -> tuple[bool, datetime, str]:
    """Return what orders papers: those that never ran, then who has waited longest."""
    return not one.never_run, one.since, one.site


def when_due(paper: Candidate, records: Sequence[Record], now: datetime, network: str) -> Due:
    """Return since when, or from when on, a paper is due; one that never ran is due at once."""
    visits = [one for one in records if is_whole(one) and one["verdict"] not in NO_VISIT]
    habit = habit_of(paper, visits)
    if not visits:
        return Due(paper.name, network, now, now, habit.every, "it never ran", never_run=True)
    last = visits[-1]
    started, took = began(last), timedelta(seconds=last["seconds"])
    failed = [*takewhile(lambda one: one["verdict"] in BACK_OFF, reversed(visits))]
    if last["verdict"] == INTERRUPTED:
        stops = [*takewhile(lambda one: one["verdict"] == INTERRUPTED, reversed(visits))]
        pause = min(doubled(RESUME, len(stops)), habit.every)
        since, why = started + took + pause, "its last run was interrupted"
    else:
        # Where a Crawl-delay makes runs long, the paper rests as long as it was asked.
        since = started + max(habit.every, took + min(took, habit.every))
        why = habit.why
    if failed:
        first, most = BACK_OFF[last["verdict"]]
        pause = max(habit.every, min(doubled(first, len(failed)), most))
        since = started + pause
        word = last["verdict"].replace("_", " ")
        why = f"{word}, {len(failed)} in a row: again after {duration(pause)}"
    return Due(paper.name, network, since, max(since, now), habit.every, why)


def habit_of(paper: Candidate, visits: Sequence[Record]) -> Habit:
    """Return how often a paper runs: as its facts say, else as often as it brings something new."""
    if paper.cadence:
        every = parse_cadence(paper.cadence)
        return Habit(every, f"every {duration(every)}, as its facts say")
    recent = [one for one in visits if began(visits[-1]) - began(one) <= HABITS]
    span = began(recent[-1]) - began(recent[0]) if recent else timedelta()
    if span < DAY:
        return Habit(UNKNOWN, f"every {duration(UNKNOWN)} until a day of it is known")
    # Of the first run's articles nobody knows in what time they came.
    a_day = sum(one["articles"] for one in recent[1:]) / (span / DAY)
    every = min(max(DAY * WORTH / a_day, SHORTEST), LONGEST) if a_day else LONGEST
    return Habit(every, f"every {duration(every)}: {a_day:.0f} articles a day")


def parse_cadence(text: str) -> timedelta:
    """Return a cadence: `45m`, `6h`, `7d`.

    Raises ValueError for what is none, is shorter than 30 minutes or longer than a week.
    """
    match = CADENCE.fullmatch(text)
    every = int(match[1]) * UNITS[match[2]] if match else timedelta()
    if not SHORTEST <= every <= 7 * DAY:
        raise ValueError(f"{text!r} is no cadence from 30m to 7d, as 45m, 6h, 2d")
    return every


def usual_length(records: Sequence[Record]) -> timedelta:
    """Return how long a paper's runs take: the median of what is known, and never nothing."""
    took = [one["seconds"] for one in records]
    return max(timedelta(seconds=median(took)), GAP) if took else USUAL_LENGTH


def doubled(first: timedelta, times: int) -> timedelta:
    """Return a pause that is doubled each time after the first; twelve times at most."""
    return first * (1 << min(times - 1, 12))


def duration(span: timedelta) -> str:
    """Return a span in the largest unit of which it has two: `90 min`, `5 h`, `3 days`."""
    for unit, length in (("days", DAY), ("h", HOUR), ("min", UNITS["m"])):
        if span >= 2 * length:
            return f"{span / length:.0f} {unit}"
    return f"{span.total_seconds():.0f} s"
