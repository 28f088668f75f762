"""`newscrawl demo`: crawls the newsstand's papers by the real commands and shows what comes out."""

import argparse
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawl.crawler.console import ProjectCommand


class Command(ProjectCommand):
    """Crawl the embedded newsstand and show what comes out; no network needed."""

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's
        """Run the demo; the exit code is 1 when a crawl did not go well."""
        if args:
            raise UsageError(f"what is {args[0]!r}? `scrapy demo` takes no arguments")
        from newscrawl.newsstand.demo import run_demo  # noqa: PLC0415 - no other command pays for it

        self.exitcode = run_demo(Path(self.settings["NEWSCRAWL_OUTPUT"]).resolve())
