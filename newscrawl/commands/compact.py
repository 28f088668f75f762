"""`scrapy compact --before DAY [NAME...]`: joins each paper's files of a month into one."""

import argparse
from datetime import UTC, date, datetime

from scrapy.exceptions import UsageError

from newscrawl.crawler.arguments import parse_moment
from newscrawl.crawler.console import ProjectCommand, option
from newscrawl.crawler.settings_addon import places_of
from newscrawl.storage.compaction import join, joins
from newscrawl.storage.paper_lock import alone_with
from newscrawl.storage.places import Places
from newscrawl.storage.reconciliation import reconcile
from newscrawl.storage.tables import StateError


class Command(ProjectCommand):
    """Join each paper's files of a month into one.

    Join the files of each paper's runs that started before a day (UTC) into one a month,
    articles/NAME/2026-11.jsonl. Of all papers, unless some are named. Lines are kept as they
    are, and can be read all the while. A paper that is being crawled is left for the next time.
    """

    arguments = "--before DAY [NAME...]"
    options = (option("--before", metavar="DAY", help="2026-11-01, or 30d: 30 days back"),)

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Join, and say what was."""
        places = places_of(self.settings)
        if not opts.before:
            raise UsageError("say --before which day")
        moment, _ = parse_moment("--before", opts.before, "UTC", datetime.now(UTC))
        papers = sorted(path.name for path in (places.root / "articles").glob("*") if path.is_dir())
        missing = sorted(set(args) - set(papers))
        if missing:
            raise UsageError(f"there are no lines of {', '.join(missing)}")
        for name in args or papers:
            try:
                self.compact(places, name, moment.astimezone(UTC).date())
            except BlockingIOError:
                print(f"{name} is being crawled: left for the next time")
            except (OSError, StateError) as error:
                self.failed(f"compact: {name}: {error}")

    def compact(self, places: Places, name: str, before: date) -> None:
        """Join a paper's files. Raises BlockingIOError, OSError, StateError."""
        folder = places.root / "articles" / name
        with alone_with(places, name) as state:
            reconcile(state, name, folder)
            for one in list(joins(folder, before)):
                join(state, name, one)
                print(f"{name}/{one.target.name}: {len(one.sources)} files joined")
