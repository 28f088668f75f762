"""`scrapy story ID|URL`: shows who printed a story when, how much of it, and whom they credit."""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawl.api import paper_of
from newscrawl.crawler.console import ProjectCommand, option, print_lines
from newscrawl.dedup.timeline import as_text, timeline
from newscrawl.storage.jsonl_reader import Line, read_lines
from newscrawl.urls import AddressError, article_id, canonical_url, web_address


class Command(ProjectCommand):
    """Show who printed a story when, and how much of it.

    Show the story of an article, given by its id or address, as a timeline. Looks into the
    articles of the output root, or into the files named (those of `scrapy dedupe`).
    """

    arguments = "ID|URL [FILE.jsonl...] [--json]"
    options = (option("--json", action="store_true", help="one JSON object a printing"),)

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Find the article, then all lines of its cluster."""
        if not args:
            raise UsageError("say which article, by its id or address")
        files = [Path(name) for name in args[1:]] or self.feeds()
        wanted = wanted_id(args[0])
        found = next((line for line in having(files, wanted) if line["id"] == wanted), None)
        if found is None:
            raise UsageError(f"no line of {len(files)} files is {args[0]}")
        cluster = found.get("cluster_id")
        if not cluster:
            raise UsageError(
                f"the line of {args[0]} has no cluster_id: `scrapy dedupe` gives it one"
            )
        story = timeline(one for one in having(files, cluster) if one.get("cluster_id") == cluster)
        if opts.json:
            print_lines(one.record() for one in story)
        else:
            print(as_text(story))

    def feeds(self) -> list[Path]:
        """Return the files of the output root, those of old runs first."""
        root = Path(self.settings["NEWSCRAWL_OUTPUT"]) / "articles"
        return sorted(root.glob("*/*.jsonl*"))


def wanted_id(given: str) -> str:
    """Return the id that an id or an address means. Raises UsageError."""
    if re.fullmatch(r"[0-9a-f]{20}", given):
        return given
    try:
        url = web_address(given)
    except AddressError as error:
        sentence = f"{error}; nor is it an id (20 hex digits)"
        raise UsageError(sentence) from error
    paper = paper_of(url)
    return article_id(paper.canonical(url) if paper else canonical_url(url))


def having(files: list[Path], text: str) -> Iterator[Line]:
    """Return the lines that hold a text; what cannot be read is named on stderr."""
    return read_lines(files, lambda fault: print(fault, file=sys.stderr), text.encode())
