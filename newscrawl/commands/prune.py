"""`scrapy prune --older-than 90d`: deletes old records and archives, never lines."""

import argparse
from collections import Counter
from datetime import UTC, datetime

from scrapy.exceptions import UsageError

from newscrawl.crawler.arguments import parse_moment
from newscrawl.crawler.console import ProjectCommand, option
from newscrawl.crawler.settings_addon import output_root
from newscrawl.storage.pruning import old_files


class Command(ProjectCommand):
    """Delete old records and archives, never lines.

    Delete the run records of months, and the archives of days, that ended so long ago. Of all
    papers, unless some are named. Lines and state are not touched.
    """

    arguments = "--older-than 90d [NAME...] [--dry-run]"
    options = (
        option("--older-than", metavar="90d", help="days, or a day: 2026-09-01"),
        option("--dry-run", action="store_true", help="only name what would go"),
    )

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Delete, and say how much room that gave."""
        root = output_root(self.settings)
        assert root is not None  # the settings were checked
        if not opts.older_than:
            raise UsageError("say --older-than what: 90d")
        moment, _ = parse_moment("--older-than", opts.older_than, "UTC", datetime.now(UTC))
        if moment > datetime.now(UTC):
            raise UsageError(f"--older-than={opts.older_than} is to come")
        files, freed = Counter[str](), Counter[str]()
        for one in old_files(root, moment.astimezone(UTC).date(), args):
            try:
                if opts.dry_run:
                    print(one.path.relative_to(root))
                else:
                    one.path.unlink()
            except OSError as error:
                self.failed(f"prune: {error}")
                continue
            files[one.kind] += 1
            freed[one.kind] += one.size
        told = [
            f"{files[kind]} files of {kind} ({freed[kind] / 1e6:.1f} MB)" for kind in sorted(files)
        ]
        did = "Would free" if opts.dry_run else "Freed"
        print(f"{did} {freed.total() / 1e6:.1f} MB: {', '.join(told) or 'nothing is so old'}")
