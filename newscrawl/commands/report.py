"""`scrapy report`: writes a page to look at, one HTML file that tells how all papers do."""

import argparse
from collections.abc import Container, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newscrawl.commands.health import chosen_papers, is_choice, read_records, span_of
from newscrawl.commands.sites import CHOICE
from newscrawl.commands.story import having
from newscrawl.crawler.console import ProjectCommand, option
from newscrawl.crawler.settings_addon import places_of
from newscrawl.dedup import Clusters, Printed
from newscrawl.monitoring.health import PAST, healths
from newscrawl.monitoring.report.data import DAYS, Known, Paper, report
from newscrawl.monitoring.report.page import page
from newscrawl.sites.definition import Newspaper
from newscrawl.sites.registry import family_of
from newscrawl.storage.places import Places
from newscrawl.storage.whole_file import write_text

#: So many stories are shown.
STORIES = 15


class Command(ProjectCommand):
    """Write a page, one HTML file, that shows how all papers do.

    Write one HTML file, which needs no server and asks nobody for anything: verdicts on a map
    of the provinces, each paper's articles day by day, the coverage of fields, the biggest
    stories, what broke and since when, and facts that are to be changed.
    """

    arguments = "[-o report.html] [NAME...] [--since 7d] [--province NAME] [--family NAME]"
    options = (
        *CHOICE,
        option("-o", "--output", type=Path, default=Path("report.html"), metavar="FILE"),
        option("--since", default="7d", metavar="SPAN", help="articles are counted in it: 7d, 24h"),
    )

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Gather what is known, and write the page."""
        span, now = span_of(opts.since), datetime.now(UTC)
        papers = chosen_papers(self.settings, args, opts)
        places = places_of(self.settings)
        asked, since = is_choice(args, opts), now - max(PAST, 2 * span)
        records = read_records(places.run_records(), papers, since=since, asked=asked)
        regions = {name: paper.region for name, paper in papers.items()}
        found = healths(records, now=now, span=span, regions=regions)
        stories = list(biggest_stories(places, now, papers))
        known = [Known(shown(papers[one.site]), one, records[one.site]) for one in found]
        text = page(report(known, stories=stories, now=now, span=span))
        write_text(opts.output, text)
        bad = sum(one.bad for one in found)
        size = len(text.encode()) / 1e6
        print(f"{opts.output}: {len(found)} papers, {bad} worse than quiet; {size:.1f} MB")


def shown(paper: type[Newspaper]) -> Paper:
    """Return the facts of a paper that the page shows."""
    return Paper(paper.name, paper.publisher, paper.region, family_of(paper), paper.home)


def biggest_stories(
    places: Places, now: datetime, names: Container[str]
) -> Iterator[dict[str, Any]]:
    """Yield the stories that most papers printed, of these papers at least one. Raises StateError.

    A story whose first lines are not there any more has no headline, and is left out.
    """
    store = places.stories()
    if isinstance(store, Path) and not store.is_file():
        return
    since = now - timedelta(days=DAYS)
    with Clusters(store) as clusters:
        stories = clusters.biggest(since, most=STORIES)
    for story in stories:
        line = next(lines_of(places.root, story, since), None)
        if line and any(one.site in names for one in story):
            yield {
                "headline": line["headline"],
                "url": line["canonical_url"],
                "site": line["site"],
                "printings": [
                    {"site": one.site, "at": one.at.isoformat() if one.at else None}
                    for one in story
                ],
            }


def lines_of(root: Path, story: Sequence[Printed], since: datetime) -> Iterator[dict[str, Any]]:
    """Yield the lines of a story that are found in its papers' files, the first printed first."""
    for one in story:
        folder = root / "articles" / one.site
        files = [
            path for path in folder.glob("*.jsonl*") if path.stat().st_mtime >= since.timestamp()
        ]
        yield from (line for line in having(sorted(files), one.id) if line["id"] == one.id)
