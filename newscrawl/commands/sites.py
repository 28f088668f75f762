"""`scrapy sites`: shows the papers as a table, by province, family or status."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from newscrawl.crawler.console import ProjectCommand, option, print_lines
from newscrawl.crawler.loader import SiteLoader
from newscrawl.crawler.settings_addon import places_of
from newscrawl.discovery.learned import Learned
from newscrawl.sites.definition import Newspaper
from newscrawl.sites.registry import Registry, family_of, province_of
from newscrawl.storage.places import Places
from newscrawl.storage.seen import State

#: The options that choose papers, and the one for JSON.
CHOICE = tuple(
    option(name, action="append", default=[], metavar="NAME", help=what)
    for name, what in (
        ("--province", "by name or code (ID-BA), may be repeated"),
        ("--family", "such as wordpress or jnews, may be repeated"),
    )
)
AS_JSON = option("--json", action="store_true", help="one JSON object a line")
LEARNED_HEAD = ("name", "since", "fact", "declared", "found", "evidence")
HEAD = ("name", "publisher", "province", "family", "status", "home")


class Command(ProjectCommand):
    """List the papers with province, family and status."""

    arguments = "[--province NAME] [--family NAME] [--status NAME] [--learned] [--json]"
    options = (
        *CHOICE,
        option("--status", action="append", default=[], help="real-page, scraper …"),
        AS_JSON,
        option(
            "--learned",
            action="store_true",
            help="what runs found of papers that are not as their facts say",
        ),
    )

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the papers that were asked for."""
        if args:
            raise UsageError(f"what is {args[0]!r}? `scrapy sites` takes options only")
        registry = Registry.of(loader_of(self.settings))
        chosen = registry.chosen(
            provinces=opts.province, families=opts.family, statuses=opts.status
        )
        if opts.learned:
            self.show_learned({paper.name for paper in chosen}, as_json=opts.json)
            return
        rows = sorted(
            (row(paper) for paper in chosen), key=lambda one: (one["province"], one["name"])
        )
        if opts.json:
            print_lines(rows)
        else:
            print(as_table(HEAD, [[str(one[name]) for name in HEAD] for one in rows]))
            print(f"\n{len(rows)} papers{asking(rows)}")
        for name, reason in registry.broken.items():
            print(f"{name}: {reason}")
            self.exitcode = 1

    def show_learned(self, names: set[str], *, as_json: bool) -> None:
        """Print the facts that runs found to be wrong, and what they found in their place."""
        rows = list(learned_facts(places_of(self.settings), names))
        if as_json:
            print_lines(rows)
            return
        told = [[cell(one[name]) for name in LEARNED_HEAD] for one in rows]
        print(as_table(LEARNED_HEAD, told))
        print(f"\n{len({one['name'] for one in rows})} papers are not as their facts say")


def learned_facts(places: Places, names: set[str]) -> Iterator[dict[str, Any]]:
    """Yield the facts to change of these papers, from the state. Raises StateError.

    What another version wrote is left out: the paper's next run searches anew.
    """
    place = places.state()
    if isinstance(place, Path) and not place.is_file():
        return
    with State(place) as state:
        kept = state.all_learned()
    for name in sorted(kept.keys() & names):
        try:
            learned = Learned.from_json(kept[name])
        except ValueError:
            continue
        for fact in learned.facts:
            yield {"name": name, "since": learned.since, **fact._asdict()}


def cell(value: Any) -> str:
    """Return a fact's value on one line."""
    return " ".join(value) if isinstance(value, list) else str(value)


def loader_of(settings: Settings | None) -> SiteLoader:
    """Return the project's loader."""
    assert settings is not None
    return cast("SiteLoader", get_spider_loader(settings))


def row(paper: type[Newspaper]) -> dict[str, Any]:
    """Return what the list says of a paper."""
    return {
        "name": paper.name,
        "publisher": paper.publisher,
        "region": paper.region,
        "province": province_of(paper),
        "family": family_of(paper),
        "status": paper.status,
        "home": paper.home,
        "asks_for_permission": bool(paper.permission),
    }


def asking(rows: list[dict[str, Any]]) -> str:
    """Return how many papers ask for permission, as the end of a sentence."""
    count = sum(one["asks_for_permission"] for one in rows)
    return f", {count} of them off until their publisher permits it" if count else ""


def as_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as aligned columns; columns of numbers are aligned to the right."""
    lines = [list(head), *rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    right = [bool(rows) and all(line[n].isdigit() for line in rows) for n in range(len(head))]

    def shown(line: Sequence[str]) -> str:
        cells = zip(line, widths, right, strict=True)
        return "  ".join(
            text.rjust(width) if to_right else text.ljust(width) for text, width, to_right in cells
        ).rstrip()

    return "\n".join([shown(head), shown(["-" * width for width in widths]), *map(shown, rows)])
