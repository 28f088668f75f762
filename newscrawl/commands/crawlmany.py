"""`scrapy crawlmany`: crawls many papers, in one process a core."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newscrawl.commands.crawl import check_places
from newscrawl.commands.sites import CHOICE, as_table, loader_of
from newscrawl.crawler.arguments import parse_arguments
from newscrawl.crawler.batch import (
    NOT_PERMITTED,
    NOT_STARTED,
    Batch,
    Outcome,
    exit_code,
    failures,
    totals,
)
from newscrawl.crawler.console import ProjectCommand, not_begun_when_stopped, option, print_lines
from newscrawl.crawler.settings_addon import nobody_to_reach
from newscrawl.crawler.worker_pool import crawl_batch
from newscrawl.monitoring.outcome import Verdict
from newscrawl.regions import WIB
from newscrawl.sites.definition import Newspaper, refusal
from newscrawl.sites.registry import Registry

HEAD = ("paper", "outcome", "articles", "pages", "skipped", "failed", "seconds", "reason")
#: Papers at once in each process, unless told otherwise.
AT_ONCE = 4
#: So many papers of one reason are named.
MAX_NAMED = 8
PROGRESS = "newscrawl.crawler.extensions.progress.Progress"


PROCESSES = option(
    "--processes",
    type=int,
    default=len(os.sched_getaffinity(0)),
    metavar="N",
    help="default: one a core",
)


class Command(ProjectCommand, BaseRunSpiderCommand):
    """Crawl many papers, in one process a core.

    Crawl many papers, each with its own feed, state and record, in as many processes as there
    are cores. One paper's failure never stops another, and papers of one network run one after
    another. The exit code is 0 when all went well, 1 when any failed, 6 when the run was
    stopped; papers that await their publisher's permission are no failures. The log shows
    warnings only unless -L or --logfile is given.
    """

    arguments = (
        "NAME... | --province NAME | --family NAME | --all [--processes N] [--at-once N] [-a "
        "since=DAY]"
    )
    options = (
        *CHOICE,
        option("--all", action="store_true", help="all papers"),
        option(
            "--json", action="store_true", help="one JSON object a line; the last holds the totals"
        ),
        PROCESSES,
        option(
            "--at-once",
            type=int,
            metavar="N",
            help=f"so many papers at once in all processes; default: {AT_ONCE} a process",
        ),
    )

    default_settings: ClassVar[dict[str, object]] = {}

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Set what many crawls at once need."""
        super().process_options(args, opts)
        not_begun_when_stopped(self.settings)
        if opts.output or opts.overwrite_output:
            raise UsageError("crawlmany writes each paper's own feed")
        set_for_many(self.settings, opts)

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl what was chosen, print a summary, set the exit code."""
        check_numbers(opts)
        check_places(args)
        # No paper would take what is wrong here.
        parse_arguments(opts.spargs, zone=WIB, now=datetime.now(UTC))
        papers, outcomes = chosen(self.settings, args, opts)
        crawl_and_tell(self, papers, opts, others=outcomes, arguments=opts.spargs)


def chosen(
    settings: Settings, args: list[str], opts: argparse.Namespace
) -> tuple[list[type[Newspaper]], list[Outcome]]:
    """Return the papers to go to, and what is known of the others. UsageError, ChoiceError."""
    chooses = bool(opts.province or opts.family)
    if bool(args) + chooses + opts.all != 1:
        raise UsageError("name papers, or a --province or --family, or --all")
    registry = Registry.of(loader_of(settings), dict.fromkeys(args) or None)
    papers = registry.chosen(provinces=opts.province, families=opts.family)
    if not papers and not registry.broken:
        raise UsageError("no paper is of that province and family")
    outcomes = [Outcome(name, NOT_STARTED, why) for name, why in registry.broken.items()]
    permitted = settings.getlist("NEWSCRAWL_PERMITTED")
    refused = {paper: why for paper in papers if (why := refusal(paper, permitted))}
    asks = "its publisher asks to be asked first: -s NEWSCRAWL_PERMITTED="
    outcomes += [Outcome(one.name, NOT_PERMITTED, f"{asks}{one.name}") for one in refused]
    return [paper for paper in papers if paper not in refused], outcomes


def check_numbers(opts: argparse.Namespace) -> None:
    """Set how many papers run at once, unless that is given. Raises UsageError for less than 1."""
    if opts.at_once is None:
        opts.at_once = AT_ONCE * max(opts.processes, 1)
    for name in ("at_once", "processes"):
        if getattr(opts, name) < 1:
            option = name.replace("_", "-")
            raise UsageError(f"--{option} is a number from 1")


def set_for_many(settings: Settings, opts: argparse.Namespace) -> None:
    """Set what many crawls at once need."""
    if not opts.logfile:  # at the priority of the project: -L and -s stay above it
        settings.set("LOG_LEVEL", "WARNING", priority="project")
    # A moving line a paper would be four that jump; one that ends tells its figures instead.
    settings.set("EXTENSIONS", {**settings["EXTENSIONS"], PROGRESS: None}, "cmdline")


def crawl_and_tell(
    command: ProjectCommand,
    papers: list[type[Newspaper]],
    opts: argparse.Namespace,
    *,
    others: Iterable[Outcome] = (),
    arguments: Mapping[str, str],
) -> None:
    """Crawl papers, print a summary, set the exit code; `others` are known already."""
    sentence = nobody_to_reach(command.settings)
    if sentence:
        tell(sentence)
    batch = Batch(papers, tell)
    megabytes = crawl_batch(
        command.settings,
        batch,
        processes=opts.processes,
        max_concurrent=opts.at_once,
        arguments=arguments,
    )
    outcomes = [*others, *batch.outcomes]
    ordered = sorted(outcomes, key=lambda one: one.name)
    command.exitcode = exit_code(one.word for one in outcomes)
    tell(memory(megabytes))
    if opts.json:
        last = {**last_object(outcomes), "processes_mb": [round(one) for one in megabytes]}
        print_lines([*map(as_object, ordered), last])
    else:
        print(as_table(HEAD, [row(one) for one in ordered]), *summed(outcomes), sep="\n")


def memory(megabytes: Sequence[float]) -> str:
    """Return in a sentence how many processes there were, and what memory they took at most."""
    kind = "process" if len(megabytes) == 1 else "processes"
    return f"{len(megabytes)} {kind}, at most {max(megabytes):.0f} MB of memory each"


def tell(line: str) -> None:
    """Show how far the run is."""
    print(line, file=sys.stderr, flush=True)


def row(one: Outcome) -> list[str]:
    """Return an outcome as a row of the table."""
    figures = one.figures
    lost = [*figures.get("failed", {}).values(), *figures.get("invalid", {}).values()]
    return [
        one.name,
        one.word,
        str(figures.get("articles", 0)),
        str(figures.get("pages", 0)),
        str(sum(figures.get("skipped", {}).values())),
        str(sum(lost)),
        f"{one.seconds:.0f}",
        one.reason,
    ]


def as_object(one: Outcome) -> dict[str, Any]:
    """Return an outcome as the JSON object of its line: with the figures of the run's record."""
    told = {"paper": one.name, "outcome": one.word, "reason": one.reason or None}
    return {**told, "seconds": round(one.seconds, 1), **one.figures}


def last_object(outcomes: list[Outcome]) -> dict[str, Any]:
    """Return the last line's JSON object: failures by reason, and the totals."""
    groups = [
        {"outcome": word, "reason": reason or None, "papers": names}
        for (word, reason), names in failures(outcomes).items()
    ]
    return {"failures": groups, "total": totals(outcomes)}


def summed(outcomes: list[Outcome]) -> Iterator[str]:
    """Yield the failures by reason, a line each, and last the sum of all in a sentence."""
    for (word, reason), names in failures(outcomes).items():
        more = f" and {len(names) - MAX_NAMED} more" if len(names) > MAX_NAMED else ""
        why = f": {reason}" if reason else ""
        yield f"{len(names)} {word}{why} ({', '.join(names[:MAX_NAMED])}{more})"
    total = totals(outcomes)
    tried = {one.word for one in outcomes} - {NOT_PERMITTED, NOT_STARTED}
    if tried == {Verdict.UNREACHABLE.word} and len(outcomes) > 1:
        yield "No host answered: look at your own network first"
    counts = ", ".join(f"{count} {word}" for word, count in total["outcomes"].items())
    yield f"{total['papers']} papers: {counts}; {total['articles']} articles"
