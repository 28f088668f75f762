"""`scrapy list`: Scrapy's command, which ends quietly when the reader (`head`) has gone."""

import argparse

from newscrawl.commands.sites import loader_of
from newscrawl.crawler.console import ProjectCommand


class Command(ProjectCommand):
    """List the papers' names; `scrapy sites` says more of each."""

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's
        """Print the names."""
        for name in sorted(loader_of(self.settings).list()):
            print(name)
