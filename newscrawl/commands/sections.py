"""`scrapy sections NAME`: lists what `-a section=…` may ask for."""

import argparse
import sys
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawl.commands.sites import AS_JSON, as_table, loader_of
from newscrawl.crawler.console import ProjectCommand, print_lines
from newscrawl.sites.registry import Registry
from newscrawl.sites.sections import sections_of
from newscrawl.storage.lines import feeds

HEAD = ("section", "articles", "named by")


class Command(ProjectCommand):
    """List a paper's sections, for -a section=….

    List the sections that the addresses and the articles of a paper name, with the number of
    stored articles, for `scrapy crawl NAME -a section=…`. They are taken from the lines under
    the output root: crawl the paper first.
    """

    arguments = "NAME [--json]"
    options = (AS_JSON,)

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the sections; the exit code is 1 when none is known."""
        if len(args) != 1:
            raise UsageError("name one paper; `scrapy list` shows them all")
        catalogue = Registry.of(loader_of(self.settings), args)
        for why in catalogue.broken.values():
            raise UsageError(why)
        root = self.settings["NEWSCRAWL_OUTPUT"]
        files = feeds(Path(root) / "articles" / args[0])
        found = sections_of(files)
        if opts.json:
            print_lines(one._asdict() for one in found)
        elif found:
            print(as_table(HEAD, [(one.name, str(one.articles), one.by) for one in found]))
            print()
        for source in catalogue.papers[args[0]].sources:
            if source.by_section:
                print(f"The paper lists one section at {source.url}", file=sys.stderr)
        if not found:
            where = f"{len(files)} files of {args[0]} under {root}/articles/"
            advice = f"crawl it first: scrapy crawl {args[0]}"
            self.failed(f"No section is known: {where} name none; {advice}")
