"""`newscrawl queue`: shows what waits, runs and ended; runs a failed job again, cancels one."""

import argparse
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError

from newscrawl.commands.sites import AS_JSON, as_table
from newscrawl.commands.work import address_of
from newscrawl.crawler.console import ProjectCommand, option, print_lines

if TYPE_CHECKING:
    from newscrawl.queue.overview import Entry, Queue

HEAD = ("job", "kind", "paper", "status", "since", "tries", "where", "reason")
ACTIONS = ("retry", "cancel")
#: How far back ended jobs are shown, unless told otherwise, in hours; what a table has room for.
HOURS, LONGEST = 24, 80


class Command(ProjectCommand):
    """Show the jobs that wait, run, are done or failed; retry or cancel one."""

    arguments = "[--hours N] [--json] | retry ID... | cancel ID..."
    options = (
        AS_JSON,
        option(
            "--hours",
            type=int,
            default=HOURS,
            metavar="N",
            help=f"jobs that ended within so many hours; default: {HOURS}",
        ),
    )

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the queue, or change jobs of it."""
        address = address_of(self.settings)
        from newscrawl.queue.overview import Queue  # noqa: PLC0415  # of the extra

        action, *numbers = args or [""]
        if action and (
            action not in ACTIONS or not numbers or not all(map(str.isdecimal, numbers))
        ):
            raise UsageError("write `retry` or `cancel` and the numbers of jobs")
        with Queue(address) as queue:
            if action:
                self.change(queue, action, [int(one) for one in numbers])
            else:
                show(queue.entries(timedelta(hours=opts.hours)), as_json=opts.json)

    def change(self, queue: "Queue", action: str, numbers: list[int]) -> None:
        """Retry or cancel jobs, and print what came of it."""
        for number in numbers:
            why_not = queue.retry(number) if action == "retry" else queue.cancel(number)
            if why_not:
                self.exitcode = 1
                print(f"job {number}: {why_not}")
            else:
                print(f"job {number}: " + ("waits" if action == "retry" else "cancelled"))


def show(entries: list["Entry"], *, as_json: bool) -> None:
    """Print jobs as a table with a sentence below, or as JSON lines."""
    if as_json:
        print_lines(map(as_object, entries))
        return
    if entries:
        print(as_table(HEAD, [row(one) for one in entries]), end="\n\n")
    counts = Counter(one.status for one in entries)
    print(", ".join(f"{count} {status}" for status, count in counts.items()) or "no jobs")


def row(one: "Entry") -> list[str]:
    """Return a job as a row of the table."""
    since = one.ended or one.began if one.status != "waiting" else one.not_before or one.queued
    window = f" {one.job.since} to {one.job.until}" if one.job.since else ""
    return [
        str(one.id),
        one.job.kind,
        one.job.name + window,
        one.status,
        f"{since.astimezone(UTC):%d %b %H:%M:%S}" if since else "",
        str(one.tries),
        one.place if one.status == "running" else "",
        one.reason[:LONGEST],
    ]


def as_object(one: "Entry") -> dict[str, Any]:
    """Return a job as the JSON object of its line; moments in UTC."""
    job = {name: value for name, value in one.job._asdict().items() if value}
    return {
        "id": one.id,
        "status": one.status,
        **job,
        "tries": one.tries,
        "queued": stamp(one.queued),
        "not_before": stamp(one.not_before),
        "where": one.place or None,
        "began": stamp(one.began),
        "ended": stamp(one.ended),
        "exit_code": one.code,
        "reason": one.reason or None,
    }


def stamp(moment: datetime | None) -> str | None:
    """Return a moment as the JSON line holds it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds") if moment else None
