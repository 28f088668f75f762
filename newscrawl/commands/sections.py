"""`scrapy sections NAME`: lists what `-a section=…` may ask for."""

import argparse
import json
import sys

from scrapy.exceptions import UsageError

from newscrawl.commands.sites import as_table, loader_of
from newscrawl.crawler.console import ProjectCommand
from newscrawl.sites.registry import Registry
from newscrawl.sites.sections import feeds_of, section_listings, sections_of

HEAD = ("section", "articles", "named by")


class Command(ProjectCommand):
    """List a paper's sections, for -a section=….

    List the sections that the addresses and the articles of a paper name, with the number of
    stored articles, for `scrapy crawl NAME -a section=…`. They are taken from the lines under
    the output root: crawl the paper first.
    """

    arguments = "NAME [--json]"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add how the list is printed."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the sections; the exit code is 1 when none is known."""
        if len(args) != 1:
            raise UsageError("name one paper; `scrapy list` shows them all")
        catalogue = Registry.of(loader_of(self.settings), args)
        for why in catalogue.broken.values():
            raise UsageError(why)
        root = self.settings["NEWSCRAWL_OUTPUT"]
        files = feeds_of(root, args[0])
        found = sections_of(files)
        if opts.json:
            for one in found:
                print(json.dumps(one._asdict(), ensure_ascii=False))
        elif found:
            print(as_table(HEAD, [(one.name, str(one.articles), one.by) for one in found]))
            print()
        for url in section_listings(catalogue.papers[args[0]]):
            print(f"The paper lists one section at {url}", file=sys.stderr)
        if not found:
            where = f"{len(files)} files of {args[0]} under {root}/articles/"
            advice = f"crawl it first: scrapy crawl {args[0]}"
            print(f"No section is known: {where} name none; {advice}", file=sys.stderr)
            self.exitcode = 1
