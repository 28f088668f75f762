"""`scrapy probe`: shows what a paper's pages give field by field; or how many papers work."""

import argparse
import inspect
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from difflib import unified_diff
from os.path import relpath
from pathlib import Path
from subprocess import CompletedProcess

from scrapy.exceptions import UsageError

import newscrawl
from newscrawl.api import list_links, paper_called, paper_of, papers
from newscrawl.commands.crawlmany import chosen, tell
from newscrawl.commands.sites import CHOICE, as_table, cell
from newscrawl.crawler.batch import NOT_PERMITTED, Batch, exit_code
from newscrawl.crawler.console import VisitCommand, option
from newscrawl.crawler.survey import SurveyProcess
from newscrawl.crawler.visit import Fetched, ProbeVisit, run_probe_visit
from newscrawl.discovery.sources import Index, SourceError
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.sites.article import zone_for
from newscrawl.sites.corrections import correction
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
from newscrawl.sites.rewrite import RewriteError, rewritten
from newscrawl.sites.survey import FINE as WORKING
from newscrawl.sites.survey import UNREACHABLE, Look, summary
from newscrawl.urls import article_likeness, canonical_url, web_address

PACKAGE = Path(newscrawl.__file__).parent
SURVEY_HEAD = ("paper", "verdict", "articles", "requests", "seconds", "what was found, or why not")
#: The table's last column is cut there; the file has all of it.
LONGEST_REASON = 100
#: Papers that are looked at beside each other: each waits for its own delay most of the time.
AT_ONCE = 20
HEAD = ("field", "layer", "value", "a selector would be")


MANY = (
    *CHOICE,
    option("--all", action="store_true", help="all papers"),
    option("--at-once", type=int, default=AT_ONCE, metavar="N", help="default: 20"),
    option("-o", "--output", metavar="FILE", help="a JSON object a line for each"),
    option("--write", action="store_true", help="put what was learned into the papers' classes"),
    option("--yes", action="store_true", help="write without asking"),
)


class Command(VisitCommand):
    """Look at a paper, field by field; or at many, in eight requests each.

    Look at one paper: a listing, up to five articles, what each field gives. Or look at many in
    one process, each in at most eight requests: what works, what works by what the site itself
    says, what is blocked, moved, gone or unreachable. --write puts what was learned into the
    papers' classes: it shows the changes, and asks, unless --yes is given; without a terminal
    it only shows them. The exit code is 0 when all papers work, 1 when any does not, 6 when it
    was stopped.
    """

    arguments = (
        "NAME|URL | --file PAGE --url URL [--spider NAME] [--json FILE|-] | NAME NAME... | "
        "--province NAME | --family NAME | --all [-o FILE] [--write]"
    )

    options = (
        option("--file", action="append", default=[], help="a saved page: no network"),
        option("--url", help="the address that the saved page was fetched from"),
        option("--spider", help="the paper whose rules to use; by host unless given"),
        option("--json", metavar="FILE", help="write the report there; - for stdout"),
        option("--articles", type=int, default=5, metavar="N", help="1 to 5"),
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add those for many papers as a group."""
        super().add_options(parser)
        group = parser.add_argument_group("many papers")
        for one in MANY:
            group.add_argument(*one.names, **one.how)

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Probe, print the report, set the exit code."""
        chooses = opts.all or opts.province or opts.family
        if chooses or len(args) > 1 or opts.output or opts.write:
            self.survey(args, opts)
            return
        if opts.spider is not None:
            paper_called(opts.spider)
        if bool(opts.file) == bool(args) or len(args) > 1 or (opts.file and not opts.url):
            raise UsageError("give a paper's name or an address, or --file PAGE with its --url")
        if not 1 <= opts.articles <= 5:
            raise UsageError("--articles is a number from 1 to 5")
        target = opts.url or args[0]
        if "://" not in target and target not in papers():
            if "." in target or opts.file:
                web_address(target)
            paper_called(target)
        url = web_address(target) if "://" in target else None
        paper = paper_of(url, opts.spider) if url else papers()[target]
        got = saved(opts.file, url, paper) if opts.file and url else self.fetched(paper, url, opts)
        report = report_of(got, paper)
        self.exitcode = int(report.verdict == FAILS)
        text = json.dumps(asdict(report), ensure_ascii=False, indent=1)
        if opts.json and opts.json != "-":  # before it is printed: the reader may go away
            Path(opts.json).write_text(text + "\n", encoding="utf-8")
        print(text if opts.json == "-" else as_text(report, paper))

    def survey(self, args: list[str], opts: argparse.Namespace) -> None:
        """Look at many papers, print a table and a summary, set the exit code. Raises UsageError.

        The exit code is the batch's: 0 when all work, 1 when any does not, 6 when it was stopped.
        """
        if opts.file or opts.url or opts.json or any("://" in one for one in args):
            raise UsageError("many papers are looked at by their names, and reported with -o FILE")
        if opts.at_once < 1:
            raise UsageError("--at-once is a number from 1")
        papers, others = chosen(self.settings, args, opts)
        process = SurveyProcess(self.settings, Batch(papers, tell), max_concurrent=opts.at_once)
        looks = [*process.survey().values()]
        looks += [Look(one.name, one.word, [one.reason]) for one in [*others, *process.unbegun()]]
        looks.sort(key=lambda one: str(one.name))
        if opts.output:  # before it is printed: the reader may go away
            lines = [json.dumps(one.as_object(), ensure_ascii=False) for one in looks]
            Path(opts.output).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        self.exitcode = exit_code((one.verdict for one in looks), WORKING | {NOT_PERMITTED})
        print(as_table(SURVEY_HEAD, [survey_row(one) for one in looks]))
        print(f"\n{len(looks)} papers: {summed(looks)}")
        if looks and {one.verdict for one in looks} == {UNREACHABLE} and len(looks) > 1:
            print("No host answered: look at your own network first")
        if opts.write:
            write(proposed(papers, process.looks), yes=opts.yes)

    def fetched(
        self, paper: type[Newspaper] | None, url: str | None, opts: argparse.Namespace
    ) -> ProbeVisit:
        """Return what a polite visit to the paper gave. Raises UsageError."""
        sentence = refusal(paper, self.settings.getlist("NEWSCRAWL_PERMITTED")) if paper else None
        if sentence:
            raise UsageError(sentence)
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


def proposed(papers: Iterable[type[Newspaper]], looks: Mapping[str, Look]) -> dict[Path, str]:
    """Return the modules that are to be changed, with their new texts; say what is left alone."""
    texts: dict[Path, str] = {}
    for paper in papers:
        if paper.name not in looks:
            continue
        refused = WordpressSpider.not_article_url
        change, left = correction(paper, looks[paper.name], refused=refused)
        file = Path(inspect.getfile(paper))
        try:
            if change:
                source = texts.get(file) or file.read_text("utf-8")
                texts[file] = rewritten(source, paper.__name__, change)
        except (RewriteError, OSError) as error:  # a package in a zip has no files
            left = [*left, str(error)]
        for sentence in left:
            print(f"{paper.name}: not written: {sentence}")
    return texts


def write(texts: Mapping[Path, str], *, yes: bool) -> None:
    """Show the changes, ask, write them; take them back where the audit finds a fault of theirs.

    Where the project's own tree is changed, the documents are written again.
    """
    before = {file: file.read_text("utf-8") for file in texts}
    for file, text in sorted(texts.items()):
        print(diff(before[file], text, relpath(file, PACKAGE.parent)))
    if not texts:
        print("Nothing is to be written")
        return
    if not (yes or (sys.stdin.isatty() and input("Write this? [y/N] ").strip().lower() == "y")):
        print("Nothing is written: give --yes")
        return
    for file, text in texts.items():
        file.write_text(text, "utf-8")
    audit = run("-m", "newscrawl", "checkall")
    if audit.returncode:
        for file, text in before.items():
            file.write_text(text, "utf-8")
        print(f"{audit.stdout or audit.stderr}\nNothing is written: `scrapy checkall` found faults")
        return
    print("\n".join(f"Written: {relpath(file, PACKAGE.parent)}" for file in sorted(texts)))
    if (PACKAGE.parent / "tools" / "docs.py").is_file():
        made = run("-m", "tools.docs")
        print(made.stderr if made.returncode else "Written again: docs/papers.md (`make docs`)")


def diff(old: str, new: str, name: str) -> str:
    """Return the difference of two texts of a file, as `diff -u` shows it."""
    lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return "".join(unified_diff(*lines, fromfile=name, tofile=name))


def run(*arguments: str) -> CompletedProcess[str]:
    """Run Python in the project's folder, where it imports what was written."""
    return subprocess.run(  # noqa: S603 - our own commands, and no argument from outside
        [sys.executable, *arguments],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def survey_row(one: Look) -> list[str]:
    """Return a look as a row of the table: what to do about the paper comes last."""
    told = [f"{fact.fact}: {cell(fact.found)}" for fact in one.facts]
    return [
        str(one.name),
        one.verdict,
        f"{one.read} of {len(one.pages)}",
        str(one.requests),
        f"{one.seconds:.0f}",
        "; ".join([*told, *one.why[:1]])[:LONGEST_REASON],
    ]


def summed(looks: list[Look]) -> str:
    """Return how many papers there are of each verdict, as a phrase."""
    return ", ".join(f"{n} {word}" for word, n in summary(one.verdict for one in looks).items())


def is_article(url: str, paper: type[Newspaper] | None) -> bool:
    """Return whether an address is an article's, by the paper's pattern or by its look."""
    return paper.is_article(url) if paper else article_likeness(url) > 0


def saved(files: list[str], url: str, paper: type[Newspaper] | None) -> ProbeVisit:
    """Return saved pages as a visit: articles, or listings by their address. Raises UsageError."""
    errand = ProbeVisit()
    for name in files:
        if not Path(name).is_file():
            raise UsageError(f"there is no file {name}")
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
        following = f", next page {one.next_page}" if one.next_page else ""
        told = one.failure or f"{one.links} article links{following}"
        parts.append(f"{one.kind} {one.url}: {told}")
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


def row(field: FieldReport) -> list[str]:
    """Return a field as a row of the table."""
    absent = "MISSING" if field.needed else "-"
    value = field.value or absent
    shown = value if len(value) <= 60 else f"{value[:57]}…"
    stale = f"(no match: {', '.join(field.unmatched)}) " if field.unmatched else ""
    return [field.name, field.layer or "-", shown, stale + (field.suggestion or "")]
