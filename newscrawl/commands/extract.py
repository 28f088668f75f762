"""`scrapy extract FILE... --url URL`: reads saved pages and prints one JSON line a page.

With `--lines` it prints what each line of the page was taken for, for whoever mends a rule.
"""

import argparse
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from scrapy.exceptions import UsageError

from newscrawl.api import paper_called, paper_of, read_article
from newscrawl.commands.sites import as_table
from newscrawl.crawler.console import ProjectCommand, option
from newscrawl.extraction import read_page
from newscrawl.extraction.body import BEFORE, BELOW
from newscrawl.extraction.context import Page
from newscrawl.items import as_line
from newscrawl.page.document import parse
from newscrawl.page.errors import NotAnArticle
from newscrawl.sites.article import rules_of
from newscrawl.urls import AddressError, web_address

#: The options that say which saved pages to read.
PAGES = (
    option("--url", help="the address that the page was fetched from"),
    option("--manifest", help="a JSON Lines file with `file` and `url`"),
    option("--spider", help="the paper whose rules to use; by host unless given"),
)
#: The columns of `--lines`, and how many letters of a line suffice to know it.
HEAD = ("line", "label", "role", "words")
WIDTH = 72


class SavedPage(NamedTuple):
    """A page in a file: its name as given, where it lies, its address."""

    file: str
    path: Path
    url: str


class Command(ProjectCommand):
    """Print what is read from saved article pages, one JSON line a file.

    Print what is read from saved article pages, one JSON line a file. A page that gives no
    article has a line with the reason; the exit code is then 1, also when it is one of many,
    and 2 when a file, an address or a name is wrong.
    """

    arguments = "FILE... --url URL | --manifest FILE.jsonl [--spider NAME] [--ms | --lines]"
    options = (
        *PAGES,
        option("--ms", action="store_true", help="add the milliseconds it took"),
        option(
            "--lines",
            action="store_true",
            help="print what each printed line in and around the article was taken for instead",
        ),
    )

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print a line a page.

        One that gives no article is named on stderr; the exit code is 1 when there was any.
        """
        check_page_options(opts)
        for page in saved_pages(args, opts):
            if opts.lines:
                self.show_lines(page, opts.spider)
                continue
            line, took = extract_line(page, opts.spider)
            if opts.manifest:
                line = {"file": page.file, **line}
            if opts.ms:
                line["ms"] = round(took * 1000, 3)
            if "reason" in line:
                self.failed(f"{page.file}: no article: {line['reason']}")
            print(json.dumps(line, ensure_ascii=False))

    def show_lines(self, page: SavedPage, spider: str | None) -> None:
        """Print the labelled lines of a page, also of one that is refused."""
        known: Page | None = None
        try:
            url = web_address(page.url)
            rules = rules_of(paper_of(url, spider), url)
            document = parse(page.path.read_bytes(), url=url)
            known = Page.of(document, rules=rules, now=datetime.now(UTC))
            read_page(known)
        except (NotAnArticle, AddressError) as answer:
            self.failed(f"{page.file}: no article: {reason_of(answer)}")
        if known is not None:
            print(lines_table(known))


def lines_table(page: Page) -> str:
    """Return the lines in and around the article on a page that was read, with their labels."""
    head, _, end = page.span
    first = max(0, (head or 0) - BEFORE)
    last = len(page.lines) if end is None else end + BELOW
    return as_table(
        HEAD,
        [
            (str(number), line.label, line.role or "", shortened(line.text))
            for number, line in enumerate(page.lines[first:last], first)
        ],
    )


def shortened(text: str) -> str:
    """Return as much of a line as suffices to know it."""
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 2].rstrip()} …"


def extract_line(page: SavedPage, spider: str | None) -> tuple[dict[str, Any], float]:
    """Return a page's line and the seconds that extraction took."""
    html = page.path.read_bytes()
    begin = time.perf_counter()
    try:
        article = read_article(html, url=page.url, spider=spider)
    except (NotAnArticle, AddressError) as answer:
        took = time.perf_counter() - begin
        return {"file": page.file, "url": page.url, "reason": reason_of(answer)}, took
    took = time.perf_counter() - begin
    return as_line(article), took


def reason_of(answer: NotAnArticle | AddressError) -> str:
    """Return why there is no article."""
    return answer.reason if isinstance(answer, NotAnArticle) else str(answer)


def check_page_options(opts: argparse.Namespace) -> None:
    """Raise UnknownPaperError for a name of no paper, AddressError for what is no address."""
    if opts.spider is not None:
        paper_called(opts.spider)
    if opts.url is not None:
        opts.url = web_address(opts.url)


def saved_pages(args: list[str], opts: argparse.Namespace) -> Iterator[SavedPage]:
    """Yield the pages that the command line names. Raises UsageError."""
    if bool(opts.manifest) == bool(args) or (args and not opts.url):
        raise UsageError("give FILE... with --url, or --manifest")
    pages = list(of_manifest(Path(opts.manifest))) if opts.manifest else []
    pages += [SavedPage(name, Path(name), opts.url) for name in args]
    for page in pages:
        if not page.path.is_file():
            raise UsageError(f"there is no file {page.path}")
        yield page


def of_manifest(manifest: Path) -> Iterator[SavedPage]:
    """Yield the pages of a manifest; a file is relative to it. Raises UsageError."""
    if not manifest.is_file():
        raise UsageError(f"there is no file {manifest}")
    for number, line in enumerate(manifest.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield SavedPage(row["file"], manifest.parent / row["file"], str(row["url"] or ""))
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{manifest}:{number}: no JSON with `file` and `url`") from error
