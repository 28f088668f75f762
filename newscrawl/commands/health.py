"""`scrapy health`: tells which paper broke, since when, by what it is known, and what to do."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newscrawl.commands.sites import AS_JSON, CHOICE, as_table, loader_of
from newscrawl.crawler.console import ProjectCommand, option, print_lines
from newscrawl.crawler.settings_addon import places_of
from newscrawl.monitoring.alerts import AlertError, changes, message, read_told, send, write_told
from newscrawl.monitoring.health import PAST, Health, State, essentials, healths, readings, speaks
from newscrawl.monitoring.metrics import exposition
from newscrawl.monitoring.outcome import Verdict
from newscrawl.monitoring.silence import began
from newscrawl.sites.definition import Newspaper
from newscrawl.sites.registry import Registry
from newscrawl.storage.paper_lock import lock
from newscrawl.storage.run_record_table import RunRecords
from newscrawl.storage.whole_file import write_text

HEAD = ("paper", "verdict", "since", "articles", "usual", "newest", "evidence", "advice")
STORY_HEAD = ("run", "outcome", "articles", "links", "what it shows")
UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1)}


class Command(ProjectCommand):
    """Tell which papers broke, since when and why.

    Tell each paper's verdict from the records of its runs: ok, quiet, thin, not running,
    broken, blocked, moved or gone; newly broken first. With one NAME also its story, run by
    run. The exit code is 1 when any is worse than quiet.
    """

    arguments = "[NAME...] [--since 7d] [--province NAME] [--family NAME] [--new] [--json]"
    options = (
        *CHOICE,
        option("--since", default="7d", metavar="SPAN", help="articles are counted in it: 7d, 24h"),
        AS_JSON,
        option(
            "--new",
            action="store_true",
            help="only verdicts that changed since --new was last asked",
        ),
        option(
            "--fail-above",
            type=int,
            default=0,
            metavar="N",
            help="so many bad papers are no failure",
        ),
        option(
            "--webhook",
            metavar="URL",
            help="post each change of a verdict there, once, as JSON; default: NEWSCRAWL_WEBHOOK",
        ),
        option("--prometheus", type=Path, metavar="FILE", help="write metrics there"),
    )

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print how the chosen papers do, and tell who wants to know."""
        span = span_of(opts.since)
        if opts.fail_above < 0:
            raise UsageError("--fail-above is a number from 0")
        papers = chosen_papers(self.settings, args, opts)
        now = datetime.now(UTC)
        root = Path(self.settings["NEWSCRAWL_OUTPUT"])
        kept, asked = places_of(self.settings).run_records(), is_choice(args, opts)
        records = read_records(kept, papers, since=now - max(PAST, 2 * span), asked=asked)
        regions = {name: paper.region for name, paper in papers.items()}
        found = healths(records, now=now, span=span, regions=regions)
        shown = news(root, found) if opts.new else found
        if opts.prometheus:
            write_text(opts.prometheus, exposition(found))
        if webhook := opts.webhook or self.settings["NEWSCRAWL_WEBHOOK"]:
            self.alert(root, webhook, found)
        story = records.get(args[0], []) if len(args) == 1 else []
        if never := len(papers) - len(records):
            words = "never ran and are left out: name one, or a --province"
            print(f"{never} papers {words}", file=sys.stderr)
        self.show(shown, [one for one in story if began(one) > now - span], as_json=opts.json)
        if sum(one.bad for one in shown) > opts.fail_above:
            self.exitcode = 1

    def show(
        self, found: Sequence[Health], story: Sequence[Mapping[str, Any]], *, as_json: bool
    ) -> None:
        """Print verdicts, and the story of the one paper that was named."""
        runs = list(told_runs(story))
        if as_json:
            more = {"runs": runs} if runs else {}
            print_lines({**one.record(), **more} for one in found)
            return
        if runs:
            print(
                as_table(STORY_HEAD, [[str(one[name]) for name in STORY_HEAD] for one in runs]),
                "\n",
            )
        print(as_table(HEAD, [row(one) for one in found]))
        counts = {state: sum(one.state is state for one in found) for state in State}
        told = ", ".join(f"{count} {state.word}" for state, count in counts.items() if count)
        print(f"\n{len(found)} papers: {told or 'nothing new'}")

    def alert(self, root: Path, url: str, found: Sequence[Health]) -> None:
        """Tell a webhook which verdicts changed since it was told; what failed is told later."""
        path = root / "state" / "health-told.json"
        try:
            held = lock(path.with_suffix(".lock"))
        except BlockingIOError:
            return  # another call is telling it
        with held:
            told = read_told(path)
            new = changes(found, told)
            try:
                if new:
                    send(url, message(new))
            except AlertError as error:
                self.failed(f"The alert was not sent, the next call tries again: {error}")
                return
            write_told(path, told | {one.site: one.state.word for one in found})


def chosen_papers(
    settings: Settings, names: list[str], opts: argparse.Namespace
) -> dict[str, type[Newspaper]]:
    """Return the papers that were asked for, by name. Raises ChoiceError."""
    catalogue = Registry.of(loader_of(settings), dict.fromkeys(names) or None)
    chosen = catalogue.chosen(provinces=opts.province, families=opts.family)
    return {paper.name: paper for paper in chosen}


def is_choice(names: list[str], opts: argparse.Namespace) -> bool:
    """Return whether certain papers were asked for, not all."""
    return bool(names or opts.province or opts.family)


def span_of(text: str) -> timedelta:
    """Return a span given as `7d` or `24h`. Raises UsageError."""
    unit, number = UNITS.get(text[-1:]), text[:-1]
    if unit is None or not number.isdecimal() or not 0 < int(number) <= 3660:
        raise UsageError(f"--since {text}: write 7d or 24h")
    return unit * int(number)


def read_records(
    kept: RunRecords, papers: Mapping[str, type[Newspaper]], *, since: datetime, asked: bool
) -> dict[str, list[Mapping[str, Any]]]:
    """Return the essentials of each paper's records since a moment; else those of its last.

    A paper that never ran is left out where all are looked at, since a fleet may be a part of them;
    where it was asked for (`asked`), only when it wants permission: it is off. Raises OSError.
    """
    found: dict[str, list[Mapping[str, Any]]] = {}
    with kept.in_one_session():
        for name, paper in papers.items():
            records = kept.read(name, since=since) or kept.read(name, last=1)
            if records or (asked and not paper.permission):
                found[name] = essentials(records)
    return found


def news(root: Path, found: Sequence[Health]) -> list[Health]:
    """Return the papers whose verdict changed since this was last asked, and keep what it is now.

    Raises OSError.
    """
    path = root / "state" / "health-new.json"
    seen = read_told(path)
    new = [one.health for one in changes(found, seen)]
    write_told(path, seen | {one.site: one.state.word for one in found})
    return new


def told_runs(records: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what each run came to, the oldest first."""
    evidence = {
        one.record["started"]: one.evidence for one in readings([r for r in records if speaks(r)])
    }
    for one in records:
        yield {
            "run": one["started"],
            "outcome": Verdict[one["verdict"].upper()].word,
            "articles": one["articles"],
            "links": one["links"],
            "what it shows": evidence.get(one["started"], one.get("finish_reason") or ""),
        }


def row(one: Health) -> list[str]:
    """Return a paper as a row of the table."""
    return [
        one.site,
        one.state.word,
        f"{one.since:%Y-%m-%d %H:%M}" if one.since else "-",
        str(one.articles),
        "-" if one.usual is None else f"{one.usual:.0f}",
        (one.newest or "-")[:16].replace("T", " "),
        one.evidence,
        one.advice if one.bad else "",
    ]
