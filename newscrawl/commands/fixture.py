"""`scrapy fixture URL|FILE|WARC --site NAME`: keeps a real page as a case with invented text."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.exceptions import UsageError

from newscrawl.api import paper_called, papers
from newscrawl.commands.newsite import CASES, read
from newscrawl.crawler.console import VisitCommand, option
from newscrawl.crawler.visit import ProbeVisit, first_of, run_probe_visit
from newscrawl.page.errors import NotAnArticle
from newscrawl.sites.definition import Newspaper
from newscrawl.sites.fixture import Fixture, UnlikeError, changes, make_fixture, read_again

#: What WARC files are called.
ARCHIVES = (".warc", ".warc.gz", ".warc.zst")


class Command(VisitCommand):
    """Keep a real page as a case for the tests, with invented text of the same shape.

    Write tests/sites/NAME/CASE/page.html and expected.json: the page's structure, its dates,
    labels and places, with every other word invented, so that nobody's text enters the
    repository. Refused where the fixture does not read as the page does. With --update, read
    all fixtures of the papers again and show what would change in their expected.json; --yes
    writes it.
    """

    arguments = (
        "URL | FILE|WARC --url URL --site NAME [--case NAME] | --update [--site NAME] [--yes]"
    )
    options = (
        option("--site", metavar="NAME", help="the paper by whose rules it is read"),
        option("--url", help="the address that a saved page was fetched from"),
        option("--case", metavar="NAME", default="article", help="default: article"),
        option("--fetched-at", metavar="TIME", help="of a saved page; default: now"),
        option("--update", action="store_true", help="read the fixtures again"),
        option("--yes", action="store_true", help="write what --update shows"),
        option("--cases", metavar="FOLDER", type=Path, default=CASES, help="default: tests/sites"),
    )

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Make a fixture and write it, or show what is new in those that are there."""
        if opts.update == bool(args) or len(args) > 1:
            raise UsageError("give an address or a file, or --update")
        if opts.update:
            self.update(opts)
            return
        paper = paper_named(opts.site)
        folder = opts.cases / paper.name / opts.case
        if folder.exists():
            raise UsageError(f"{folder} is there: give another --case")
        url, page, at = self.page(args[0], opts)
        try:
            fixture = make_fixture(page, url=url, paper=paper, fetched_at=at)
        except (NotAnArticle, UnlikeError) as error:
            self.failed(f"{url}: {error}")
            return
        write(folder, fixture, at)
        print(f"Written: {folder / 'page.html'} ({len(fixture.page) / 1000:.0f} kB)")
        print(f"Written: {folder / 'expected.json'}; read it: it is what the test will hold")

    def page(self, source: str, opts: argparse.Namespace) -> tuple[str, bytes, datetime]:
        """Return the address of a page, the page, and when it was fetched. Raises UsageError."""
        if "://" not in source:
            if not opts.url:
                raise UsageError("a saved page needs its --url")
            if source.endswith(ARCHIVES):
                return (opts.url, *archived(Path(source), opts.url))
            return opts.url, read(source), moment(opts.fetched_at)
        page = first_of(run_probe_visit(self.settings, ProbeVisit(page=source)))
        if page.failure:
            raise UsageError(f"{source}: {page.failure}")
        return page.url, page.body, datetime.now(UTC)

    def update(self, opts: argparse.Namespace) -> None:
        """Show what the fixtures give now that they did not; write it where told."""
        names = [paper_named(opts.site).name] if opts.site else sorted(papers())
        changed = 0
        for name in names:
            for file in sorted((opts.cases / name).glob("*/expected.json")):
                told = json.loads(file.read_text("utf-8"))
                page = next(file.parent.glob("page.*"), None)
                if page is None or "expected" not in told:
                    continue
                try:
                    found = read_again(page.read_bytes(), told, papers()[name])
                except NotAnArticle as error:
                    self.failed(f"{file.parent}: no article: {error}")
                    continue
                for line in changes(told["expected"], found):
                    print(f"{name}/{file.parent.name}: {line}")
                if found != told["expected"]:
                    changed += 1
                    if opts.yes:
                        write_case(file, {**told, "expected": found})
        done = "written" if opts.yes else "would change; --yes writes them"
        print(f"{changed} cases {done}" if changed else "All fixtures read as they say")
        if changed and not opts.yes:
            self.exitcode = 1


def paper_named(name: str | None) -> type[Newspaper]:
    """Return a paper. Raises UsageError, UnknownPaperError."""
    if not name:
        raise UsageError("give the --site")
    return paper_called(name)


def archived(file: Path, url: str) -> tuple[bytes, datetime]:
    """Return the last whole answer from an address in a WARC file, and when it was fetched.

    Raises UsageError.
    """
    try:
        # fastwarc is an extra
        from newscrawl.archive.frames import field, frames_of  # noqa: PLC0415
        from newscrawl.archive.packing import BrokenFrameError  # noqa: PLC0415
        from newscrawl.archive.pages import page_of  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(f"{error.name} is missing: pip install 'newscrawl[archive]'") from error
    found = None
    try:
        with frames_of(file) as frames:
            for frame in frames:
                head = frames.whole_head(frame)
                told = (field(head, name) for name in (b"WARC-Type", b"WARC-Target-URI"))
                if tuple(told) == (b"response", url.encode()):
                    found = page_of(frames.unpack(frame)[0])
    except (OSError, BrokenFrameError) as error:
        raise UsageError(f"{file}: {error}") from error
    if found is None:
        raise UsageError(f"{file} has no answer from {url}")
    return found.body, found.at


def moment(text: str | None) -> datetime:
    """Return when a page was fetched: as given, with an offset, else now. Raises UsageError."""
    if text is None:
        return datetime.now(UTC)
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        told = None
    if told is None or told.tzinfo is None:
        raise UsageError(f"--fetched-at {text}: write 2026-11-21T08:00:00+07:00")
    return told


def write(folder: Path, fixture: Fixture, fetched_at: datetime) -> None:
    """Write a case."""
    folder.mkdir(parents=True)
    (folder / "page.html").write_text(fixture.page, "utf-8")
    at = fetched_at.isoformat(timespec="seconds")
    told = {"url": fixture.url, "fetched_at": at, "expected": fixture.expected}
    write_case(folder / "expected.json", told)


def write_case(file: Path, told: dict[str, Any]) -> None:
    """Write what a case must give."""
    file.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
