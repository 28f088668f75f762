"""`newscrawl submit`: puts jobs into the queue: what is due, or what is named."""

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError

from newscrawl.commands.schedule import find_due, schedulable
from newscrawl.commands.sites import AS_JSON, CHOICE, as_table
from newscrawl.commands.work import address_of
from newscrawl.crawler.arguments import parse_arguments
from newscrawl.crawler.console import ProjectCommand, option, print_lines
from newscrawl.crawler.settings_addon import places_of
from newscrawl.monitoring.schedule import SHORTEST
from newscrawl.queue.jobs import Job, Kind, months
from newscrawl.regions import WIB
from newscrawl.sites.definition import Newspaper
from newscrawl.storage.paper_lock import under_way
from newscrawl.urls.networks import networks

if TYPE_CHECKING:
    from newscrawl.queue.overview import Queue

HEAD = ("job", "kind", "paper", "from", "to")


class Command(ProjectCommand):
    """Put jobs into the queue: the papers that are due, or those that are named.

    Put jobs into the queue in NEWSCRAWL_STATE. With nothing named: the papers that are due, as
    `scrapy schedule` finds them. With --since a job for each month of each paper, the newest
    first. What waits or runs already is not submitted again.
    """

    arguments = (
        "[NAME... | --province NAME | --family NAME | --all] [--since DAY [--until DAY]] | "
        "--reparse FILE..."
    )
    options = (
        *CHOICE,
        option("--all", action="store_true", help="all papers, due or not"),
        option("--since", metavar="DAY", help="backfill from that day on"),
        option("--until", metavar="DAY", help="to that day; default: today"),
        option("--reparse", action="store_true", help="the names are those of archive files"),
        AS_JSON,
    )

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Submit what was asked for, and print it."""
        address = address_of(self.settings)
        from newscrawl.queue.overview import Queue  # noqa: PLC0415  # of the extra

        with Queue(address) as queue:
            jobs = reparsed(args) if opts.reparse else self.jobs(args, opts, queue)
            submitted = list(queue.submit(jobs))
        show(submitted, as_json=opts.json)

    def jobs(self, args: list[str], opts: argparse.Namespace, queue: "Queue") -> list[Job]:
        """Return the jobs that were asked for. Raises UsageError, StateError, OSError."""
        window = days(opts.since, opts.until)
        named = bool(args or opts.province or opts.family or opts.all)
        if window and not named:
            raise UsageError("a backfill is of named papers, or of --all")
        papers, chosen = schedulable(self, args, opts)
        network = networks({name: paper.own_hosts() for name, paper in papers.items()})
        if window:
            return [
                Job(Kind.BACKFILL, name, network[name], first.isoformat(), last.isoformat())
                for first, last in months(*window)
                for name in sorted(chosen)
            ]
        if named:
            return [Job(Kind.CRAWL, name, network[name]) for name in sorted(chosen)]
        return [Job(Kind.CRAWL, name, network[name]) for name in self.due(papers, chosen, queue)]

    def due(
        self, papers: dict[str, type[Newspaper]], chosen: set[str], queue: "Queue"
    ) -> list[str]:
        """Return the papers that are due, in the order in which they may begin.

        The queue keeps papers of one network apart, and workers have places enough or not: so all
        that are due are submitted. Raises StateError, OSError.
        """
        places = places_of(self.settings)
        # In this order: a run that ends meanwhile is busy, or its record is there.
        busy = queue.busy(SHORTEST) | under_way(places, papers)
        kept = places.run_records()
        found = find_due(kept, papers, chosen, busy=busy, at_once=len(papers) + len(busy))
        return [one.site for one in found]


def reparsed(files: list[str]) -> list[Job]:
    """Return a job for each archive file, or its address. Raises UsageError for what is neither."""
    if not files:
        raise UsageError("name the archive files to read again")
    for file in files:
        if "://" not in file and not Path(file).is_file():
            raise UsageError(f"there is no file {file}")
    places = (file if "://" in file else str(Path(file).resolve()) for file in files)
    return [Job(Kind.REPARSE, file=place) for place in places]


def days(since: str | None, until: str | None) -> tuple[date, date] | None:
    """Return the first day and the last of a window; None for none. UsageError, ArgumentError."""
    if not since:
        if until:
            raise UsageError("--until needs --since")
        return None
    now = datetime.now(UTC)
    window = parse_arguments({"since": since, "until": until or ""}, zone=WIB, now=now)
    assert window.since
    # The end of a day is the beginning of the next.
    last = window.until - timedelta(microseconds=1) if window.until else now
    return window.since.date(), last.astimezone(window.since.tzinfo).date()


def show(submitted: list[tuple[Job, int | None]], *, as_json: bool) -> None:
    """Print what was submitted, and how much of it lay in the queue already."""
    if as_json:
        print_lines(as_object(job, number) for job, number in submitted)
        return
    rows = [
        [str(number), job.kind, job.name, job.since, job.until]
        for job, number in submitted
        if number is not None
    ]
    if rows:
        print(as_table(HEAD, rows), end="\n\n")
    print(", ".join(counted(submitted)) or "nothing is due")


def counted(submitted: list[tuple[Job, int | None]]) -> Iterator[str]:
    """Yield how many jobs are new, and how many were there."""
    counts = Counter(number is not None for _, number in submitted)
    if counts[True]:
        yield f"{counts[True]} submitted"
    if counts[False]:
        yield f"{counts[False]} in the queue already"


def as_object(job: Job, number: int | None) -> dict[str, Any]:
    """Return a submitted job as the JSON object of its line."""
    fields = {name: value for name, value in job._asdict().items() if value}
    return {"id": number, **fields, "status": "waiting" if number else "queued already"}
