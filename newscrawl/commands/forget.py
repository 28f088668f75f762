"""`scrapy forget NAME`: lets a paper's articles be fetched again that were stored badly."""

import argparse
from datetime import UTC, datetime

from scrapy.exceptions import UsageError

from newscrawl.api import paper_called
from newscrawl.commands.story import wanted_id
from newscrawl.crawler.arguments import parse_moment
from newscrawl.crawler.console import ProjectCommand, option
from newscrawl.crawler.settings_addon import places_of
from newscrawl.storage.paper_lock import alone_with
from newscrawl.storage.reconciliation import find_lines, reconcile
from newscrawl.storage.tables import StateError
from newscrawl.urls import article_id


class Command(ProjectCommand):
    """Let articles be fetched again that were stored badly.

    Let a paper's articles be fetched again: all that were fetched since a moment, or those of
    the ids or addresses given, or of these what was fetched since then. The paper's next run
    asks for them. Their lines stay; the new ones have a higher revision, and the content_hash
    of the line before as previous_hash.
    """

    arguments = "NAME [--since MOMENT] [ID|URL...]"
    options = (
        option("--since", metavar="MOMENT", help="fetched since this day or moment, or 14d, 24h"),
    )

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Forget, and say how many articles come again."""
        places = places_of(self.settings)
        if not args or (len(args) == 1 and not opts.since):
            raise UsageError("name a paper, and --since or the ids of articles")
        name, ids = args[0], {wanted_id(one) for one in args[1:]}
        paper = paper_called(name)
        now = datetime.now(UTC)
        since = parse_moment("--since", opts.since, paper.zone, now)[0] if opts.since else None
        folder = places.root / "articles" / name
        try:
            with alone_with(places, name) as state:
                reconcile(state, name, folder)
                stored = state.stored_since(name, since, ids)
                found = find_lines(stored, folder, lambda url: article_id(paper.canonical(url)))
                state.forget(name, found)
        except BlockingIOError:
            self.failed(f"forget: {name} is being crawled: let that run end first")
            return
        except (OSError, StateError) as error:
            self.failed(f"forget: {error}")
            return
        unknown = ids - {one.id for one in found}
        for one in sorted(unknown):
            self.failed(f"forget: {one} is no article of {name} to forget")
        print(f"{len(found)} articles of {name} are fetched again by its next run")
        lineless = sum(one.url is None for one in found)
        if lineless:
            print(f"{lineless} of them have no line here: they come when a listing names them")
