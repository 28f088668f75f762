"""`scrapy probe NAME|URL`: fetches a few pages of a paper and shows what each field gives."""

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.exceptions import UsageError

from newscrawl.api import list_links, paper_of, papers
from newscrawl.commands.extract import typed_address
from newscrawl.commands.sites import as_table
from newscrawl.crawler.console import ProjectCommand
from newscrawl.crawler.visit import Fetched, ProbeVisit, run_probe_visit
from newscrawl.discovery.sources import Index, SourceError
from newscrawl.sites.article import zone_for
from newscrawl.sites.definition import Newspaper, refusal
from newscrawl.sites.probe import (
    FAILS,
    FieldReport,
    ListingReport,
    PageReport,
    ProbeReport,
    judge,
    probe_page,
)
from newscrawl.sites.registry import none_such
from newscrawl.urls import article_likeness, canonical_url

HEAD = ("field", "layer", "value", "a selector would be")


class Command(ProjectCommand):
    """Probes one paper."""

    default_settings: ClassVar[dict[str, Any]] = {}

    def syntax(self) -> str:
        """Return the arguments."""
        return "NAME|URL | --file PAGE --url URL [--spider NAME] [--json FILE|-]"

    def short_desc(self) -> str:
        """Return what `scrapy -h` says."""
        return "Look at a paper: one listing, up to five articles, what each field gives"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of probing."""
        super().add_options(parser)
        parser.add_argument("--file", action="append", default=[], help="a saved page: no network")
        parser.add_argument("--url", help="the address that the saved page was fetched from")
        parser.add_argument("--spider", help="the paper whose rules to use; by host unless given")
        parser.add_argument("--json", metavar="FILE", help="write the report there; - for stdout")
        parser.add_argument("--articles", type=int, default=5, metavar="N", help="1 to 5")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Keep the log out of the report."""
        super().process_options(args, opts)
        assert self.settings is not None
        if not opts.logfile:
            self.settings.set("LOG_LEVEL", "ERROR", priority="project")

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Probe, print the report, set the exit code."""
        if opts.spider is not None and opts.spider not in papers():
            raise UsageError(none_such("paper", opts.spider, papers()), print_help=False)
        if bool(opts.file) == bool(args) or len(args) > 1 or (opts.file and not opts.url):
            raise UsageError("give a paper's name or an address, or --file PAGE with its --url")
        if not 1 <= opts.articles <= 5:
            raise UsageError("--articles is a number from 1 to 5", print_help=False)
        target = opts.url or args[0]
        if "://" not in target and target not in papers():
            if "." in target or opts.file:
                typed_address(target)
            raise UsageError(none_such("paper", target, papers()), print_help=False)
        url = typed_address(target) if "://" in target else None
        paper = paper_of(url, opts.spider) if url else papers()[target]
        got = saved(opts.file, url, paper) if opts.file and url else self.fetched(paper, url, opts)
        report = report_of(got, paper)
        self.exitcode = int(report.verdict == FAILS)
        text = json.dumps(asdict(report), ensure_ascii=False, indent=1)
        if opts.json and opts.json != "-":  # before it is printed: the reader may go away
            Path(opts.json).write_text(text + "\n", encoding="utf-8")
        print(text if opts.json == "-" else as_text(report, paper))

    def fetched(
        self, paper: type[Newspaper] | None, url: str | None, opts: argparse.Namespace
    ) -> ProbeVisit:
        """Return what a polite visit to the paper gave. Raises UsageError."""
        assert self.settings is not None
        sentence = refusal(paper, self.settings.getlist("NEWSCRAWL_PERMITTED")) if paper else None
        if sentence:
            raise UsageError(sentence, print_help=False)
        errand = ProbeVisit(most=opts.articles, zone=zone_for(paper, url))
        errand.canonical = paper.canonical if paper else canonical_url
        if url and is_article(url, paper):
            errand.page = url
        elif url:
            errand.sources = (Index(url),)
            errand.read = lambda _, body, at: list_links(body, url=at, spider=opts.spider)
        elif paper:
            errand.sources, accepts = paper.sources, paper.is_article
            errand.read = lambda source, body, at: source.read(body, url=at, is_article=accepts)
        return run_probe_visit(self.settings, errand)


def is_article(url: str, paper: type[Newspaper] | None) -> bool:
    """Return whether an address is an article's, by the paper's pattern or by its look."""
    return paper.is_article(url) if paper else article_likeness(url) > 0


def saved(files: list[str], url: str, paper: type[Newspaper] | None) -> ProbeVisit:
    """Return saved pages as a visit: articles, or listings by their address. Raises UsageError."""
    errand = ProbeVisit()
    for name in files:
        if not Path(name).is_file():
            raise UsageError(f"there is no file {name}", print_help=False)
        one = Fetched(url, Path(name).read_bytes(), kind="file")
        if is_article(url, paper):
            errand.pages.append(one)
        else:
            try:
                one.listing = list_links(one.body, url=url, spider=paper.name if paper else None)
            except SourceError as error:
                one.failure = str(error)
            errand.listings.append(one)
    return errand


def report_of(got: ProbeVisit, paper: type[Newspaper] | None) -> ProbeReport:
    """Return what was seen, judged."""
    report = ProbeReport(paper.name if paper else None)
    for one in got.listings:
        links, following = one.listing or ([], None)
        report.listings.append(ListingReport(one.url, one.kind, len(links), following, one.failure))
    for page in got.pages:
        if page.failure:
            report.pages.append(PageReport(page.url, page.failure))
            continue
        seen = probe_page(
            page.body,
            url=page.url,
            paper=paper,
            now=datetime.now(UTC),
            content_type=page.content_type or None,
        )
        report.pages.append(seen)
    return judge(report, with_pages=any(one.kind != "file" for one in got.listings))


def as_text(report: ProbeReport, paper: type[Newspaper] | None) -> str:
    """Return the report for people."""
    parts = [f"{paper.publisher} ({paper.name})" if paper else "No paper of this project"]
    for one in report.listings:
        told = one.failure or f"{one.links} article links"
        parts.append(f"{one.kind} {one.url}: {told}" + ("" if one.failure else after(one)))
    for page in report.pages:
        parts += ["", page.url]
        if page.reason:
            parts.append(f"  no article: {page.reason}")
        else:
            parts.append(as_table(HEAD, [row(field) for field in page.fields]))
    parts += ["", f"Verdict: {report.verdict}", *(f"- {reason}" for reason in report.why)]
    if report.changes:
        count = sum(page.reason is None for page in report.pages)
        parts += ["", "Selectors that would find what another layer gave:"]
        parts += [f'    {fact} = "{css}"  # {n} of {count}' for fact, css, n in report.changes]
    return "\n".join(parts)


def after(one: ListingReport) -> str:
    """Return what is said of a listing's next page."""
    return f", next page {one.next_page}" if one.next_page else ""


def row(field: FieldReport) -> list[str]:
    """Return a field as a row of the table."""
    absent = "MISSING" if field.needed else "-"
    value = field.value or absent
    shown = value if len(value) <= 60 else f"{value[:57]}…"
    stale = f"(no match: {', '.join(field.unmatched)}) " if field.unmatched else ""
    return [field.name, field.layer or "-", shown, stale + (field.suggestion or "")]
