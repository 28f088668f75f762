"""The record of a run: what it was, how it ended, what it brought."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from newscrawl.monitoring.drift import FieldCoverage
from newscrawl.monitoring.outcome import cause, summary
from newscrawl.monitoring.provenance import provenance
from newscrawl.monitoring.silence import Silence
from newscrawl.storage.run_records import run_id


class Run(NamedTuple):
    """A run of a paper: when it started, what it was asked for, the id of Scrapyd's job."""

    site: str
    started: datetime
    arguments: Mapping[str, str]
    job: str | None = None


@dataclass(slots=True)
class Notes:
    """What is noted of a run beside its stats; empty for one that was refused."""

    #: How many articles had a date that could be read.
    dates: dict[str, int] = field(default_factory=lambda: {"read": 0, "unread": 0})
    coverage: FieldCoverage = field(default_factory=FieldCoverage)
    #: Lines by the address that they went to.
    feeds: dict[str, int] = field(default_factory=dict)
    #: Hosts that were not asked for want of a robots.txt, and since when.
    robots_unavailable: dict[str, str] = field(default_factory=dict)
    #: How the run fell behind the paper's past ones, a sentence each.
    broken: list[str] = field(default_factory=list)
    #: The ids of earlier runs that left no record.
    unrecorded: list[str] = field(default_factory=list)
    #: Facts of the paper that did not hold, with what was found in their place.
    facts_to_change: list[dict[str, Any]] = field(default_factory=list)
    silence: Silence | None = None
    #: How the days of a run back in time stand.
    days: dict[str, Any] | None = None


def run_record(
    run: Run, stats: Mapping[str, Any], notes: Notes, *, refusal: str | None = None
) -> dict[str, Any]:
    """Return the record of a run as far as it has come; `refusal` says why it did not begin."""
    return {
        "site": run.site,
        "run": run_id(run.site, run.started),
        "started": run.started.isoformat(timespec="seconds"),
        "seconds": round((datetime.now(UTC) - run.started).total_seconds(), 3),
        "arguments": dict(run.arguments),
        "job": run.job,
        **provenance(),
        **summary(stats),
        "reason": refusal or cause(stats) or None,
        "dates": notes.dates,
        **notes.coverage.record(),
        "feeds": notes.feeds,
        "robots_unavailable": notes.robots_unavailable,
        "broken": notes.broken,
        "unrecorded": notes.unrecorded,
        "facts_to_change": notes.facts_to_change,
        "days": notes.days,
        "silence": notes.silence.record() if notes.silence else None,
    }
