"""`scrapy schedule`: says which papers are due, and lets Scrapyd or this machine run them."""

import argparse
from collections.abc import Container
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError

from newscrawl.commands.crawlmany import (
    PROCESSES,
    check_numbers,
    crawl_and_tell,
    set_for_many,
    tell,
)
from newscrawl.commands.sites import AS_JSON, CHOICE, as_table, loader_of
from newscrawl.crawler.console import ProjectCommand, option, print_lines
from newscrawl.crawler.scrapyd import Scrapyd, ScrapydError
from newscrawl.crawler.settings_addon import places_of
from newscrawl.monitoring.outcome import Verdict
from newscrawl.monitoring.schedule import AT_ONCE, RECORDS, Candidate, Due, Record, due
from newscrawl.monitoring.silence import began
from newscrawl.monitoring.unrecorded import killed
from newscrawl.sites.definition import Newspaper, refusal
from newscrawl.sites.registry import Registry, none_such
from newscrawl.storage.paper_lock import lock, under_way
from newscrawl.storage.run_record_table import RunRecords
from newscrawl.storage.tables import StateError

HEAD = ("paper", "start", "due since", "network", "reason")
#: No paper has the name of this lock: it begins with a dot.
LOCK = ".schedule.lock"


class Command(ProjectCommand):
    """Print which papers are due; hand them to Scrapyd, or crawl them here.

    Print which papers are due and when each may begin, by their records. With --scrapyd those
    that may begin now become jobs of Scrapyd; its user and password are those of
    SCRAPYD_USERNAME and SCRAPYD_PASSWORD, or of the address. With --here all are crawled by
    crawlmany. To be run each minute: what runs or waits already is not begun again.
    """

    arguments = "[NAME...] [--province NAME] [--family NAME] [--scrapyd URL | --here] [--dry-run]"

    options = (
        *CHOICE,
        option("--dry-run", action="store_true", help="print, begin nothing"),
        PROCESSES,
        AS_JSON,
        option(
            "--at-once",
            type=int,
            default=AT_ONCE,
            metavar="N",
            help=f"so many runs at once, those that Scrapyd lets wait too; default: {AT_ONCE}",
        ),
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of choosing papers, and of what is to be done."""
        super().add_options(parser)
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--scrapyd", metavar="URL", help="hand them to the Scrapyd there")
        where.add_argument("--here", action="store_true", help="crawl them here")

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print what is due, and begin it where that was asked for."""
        check_numbers(opts)
        papers, chosen = schedulable(self, args, opts)
        with ExitStack() as stack:
            try:
                server = Scrapyd.at(opts.scrapyd) if opts.scrapyd else None
                if (server or opts.here) and not opts.dry_run:
                    stack.enter_context(lock(self.root / "state" / LOCK))
                found = self.begin(papers, chosen, opts, server)
            except ScrapydError as error:
                raise UsageError(str(error)) from error
            except BlockingIOError:
                tell("another schedule is at work: nothing was begun")
                self.exitcode = Verdict.ALREADY_RUNNING.exit_code
                return
            except (OSError, StateError) as error:
                sentence = f"the records cannot be read: {error}"
                raise UsageError(sentence) from error
            if opts.here and found and not opts.dry_run:
                self.crawl([papers[one.site] for one in found], opts)

    def begin(
        self,
        papers: dict[str, type[Newspaper]],
        chosen: set[str],
        opts: argparse.Namespace,
        server: Scrapyd | None,
    ) -> list[Due]:
        """Return which of the chosen papers are due; print them, unless they are crawled here.

        Scrapyd is asked to begin those that may. Raises ScrapydError, OSError,
        StateError.
        """
        places = places_of(self.settings)
        # In this order: a run that ends meanwhile is busy, or its record is there.
        jobs = server.jobs() if server else None
        busy = under_way(places, papers) | set(jobs.open.values() if jobs else ())
        kept = places.run_records()
        found = find_due(kept, papers, chosen, busy=busy, at_once=opts.at_once)
        if opts.here and found and not opts.dry_run:
            return found
        told = [as_object(one) for one in found]
        if server and jobs:
            now = datetime.now(UTC)
            told = [
                {**as_object(one), "job": job}
                for one in found
                # A job of this half hour that has ended and left no record would end so again.
                if one.start <= now and (job := job_id(one.site, now)) not in jobs.finished
            ]
            for line in told if not opts.dry_run else ():
                server.schedule(line["site"], line["job"])
        show(told, of=len(found), as_json=opts.json)
        return found

    def crawl(self, papers: list[type[Newspaper]], opts: argparse.Namespace) -> None:
        """Crawl papers here, each network's in the order in which they may begin."""
        self.settings.set("LOG_ENABLED", True, priority="project")
        set_for_many(self.settings, opts)
        crawl_and_tell(self, papers, opts, arguments={})

    @property
    def root(self) -> Path:
        """Where all that runs write lies."""
        return Path(self.settings["NEWSCRAWL_OUTPUT"])


def schedulable(
    command: ProjectCommand, args: list[str], opts: argparse.Namespace
) -> tuple[dict[str, type[Newspaper]], set[str]]:
    """Return all papers, and the names of those that are chosen and may run.

    Those that cannot be imported are told. Raises UsageError, ChoiceError.
    """
    catalogue = Registry.of(loader_of(command.settings))
    papers = catalogue.chosen(provinces=opts.province, families=opts.family)
    for name in args:
        if name not in catalogue.papers.keys() | catalogue.broken.keys():
            raise UsageError(none_such("paper", name, catalogue.papers))
    for name, why in catalogue.broken.items():
        tell(f"{name}: {why}")
        command.exitcode = 1
    permitted = command.settings.getlist("NEWSCRAWL_PERMITTED")
    named = {one.name for one in papers if not refusal(one, permitted)}
    return catalogue.papers, named & set(args) if args else named


def find_due(
    kept: RunRecords,
    papers: dict[str, type[Newspaper]],
    chosen: Container[str],
    *,
    busy: set[str],
    at_once: int,
) -> list[Due]:
    """Return which of the chosen papers are due; whether a network is busy, all papers tell.

    Raises OSError.
    """
    candidates = [
        Candidate(name, paper.own_hosts(), paper.cadence)
        for name, paper in papers.items()
        if name in chosen or name in busy
    ]
    with kept.in_one_session():
        records = {one.name: past(kept, one.name, busy) for one in candidates}
    return due(candidates, records, datetime.now(UTC), busy=busy, at_once=at_once)


def past(kept: RunRecords, name: str, busy: Container[str]) -> list[Record]:
    """Return the latest records of a paper, with the runs that were killed. Raises OSError."""
    records: list[Record] = [*kept.read(name, last=RECORDS)]
    if name in busy:
        return records
    return [*records, *killed(name, began(records[-1]) if records else None, kept)]


def job_id(site: str, now: datetime) -> str:
    """Return the id of a paper's job in this half hour: a second one would bear the same."""
    slot = now.astimezone(UTC).replace(minute=now.minute - now.minute % 30)
    return f"{site}-{slot:%Y%m%dT%H%M}"


def as_object(one: Due) -> dict[str, Any]:
    """Return a paper that is due as the JSON object of its line."""
    return {
        "site": one.site,
        "network": one.network,
        "due_since": stamp(one.since),
        "start": stamp(one.start),
        "every_seconds": round(one.every.total_seconds()),
        "reason": one.why,
    }


def stamp(moment: datetime) -> str:
    """Return a moment as the JSON line holds it: UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def show(told: list[dict[str, Any]], *, of: int, as_json: bool) -> None:
    """Print papers as a table with a sentence below, or as JSON lines; `of` so many are due."""
    if as_json:
        print_lines(told)
        return
    rows = [
        [one["site"], at(one["start"]), at(one["due_since"]), one["network"], one["reason"]]
        for one in told
    ]
    print(as_table(HEAD, rows))
    print(f"\n{of} papers are due" + (f", {len(told)} of them now" if len(told) < of else ""))


def at(moment: str) -> str:
    """Return a moment as the table shows it."""
    return f"{datetime.fromisoformat(moment):%d %b %H:%M} UTC"
