"""`scrapy newsite URL`: detects a paper from its page; writes its class and a case for tests."""

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from os.path import relpath
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError

from newscrawl.api import list_links, paper_of, papers
from newscrawl.crawler.console import VisitCommand, option
from newscrawl.crawler.spider import NewsSpider
from newscrawl.crawler.visit import Fetched, ProbeVisit, first_of, run_probe_visit
from newscrawl.discovery.sources import Index, Rss, Source
from newscrawl.families import families
from newscrawl.items import HANDLING, Article, as_line
from newscrawl.page.errors import NotAnArticle
from newscrawl.regions import REGIONS
from newscrawl.sites.article import read_article
from newscrawl.sites.checks import module_of
from newscrawl.sites.definition import Newspaper
from newscrawl.sites.detect import Proposal, detect
from newscrawl.sites.registry import region_of
from newscrawl.sites.rewrite import with_class
from newscrawl.sites.scaffold import ClassParts, literal, plain_doc, raw_literal, tuple_of
from newscrawl.urls import article_likeness, web_address

PACKAGE = Path(__file__).parents[1]
CHECKOUT = PACKAGE.parent
CASES = CHECKOUT / "tests" / "sites"
#: Fields that tell whether the page is read alike: not the text itself, which is the paper's.
KEPT = tuple(name for name, how in HANDLING.items() if how.kept)


class Command(VisitCommand):
    """Recognise a paper from its page; write its class and a case for the tests."""

    arguments = "URL | --file PAGE --url URL [--region NAME] [--name NAME] [--dry-run]"
    options = (
        option("--file", help="a saved page: no network"),
        option("--url", help="the address that the saved page was fetched from"),
        option("--region", help="the province by name or code; nasional for all"),
        option("--name", help="the spider's name, when the proposed one is not right"),
        option("--publisher", help="the outlet's name, likewise"),
        option("--dry-run", action="store_true", help="print, write nothing"),
        option("--save-page", metavar="FILE", help="keep the page there for the case's test"),
    )

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Detect the paper, print it, and write it unless it is a dry run."""
        if bool(opts.file) == bool(args) or len(args) > 1 or (opts.file and not opts.url):
            raise UsageError("give an address, or --file PAGE with its --url")
        url = web_address(opts.url or args[0])
        there = paper_of(url)
        if there:
            hint = f"{there.name} is there already: `scrapy probe {there.name}`"
            raise UsageError(hint)
        pages = [Fetched(url, read(opts.file))] if opts.file else self.fetched(url)
        try:
            proposal = detect([(page.body, page.url) for page in pages], families())
        except NotAnArticle as error:
            raise UsageError(f"{url}: {error.reason}") from error
        settle(proposal, opts)
        base = cast("type[NewsSpider]", proposal.family or NewsSpider)
        parts, paper = class_parts(proposal, base, pages)
        page, article, why = first_article(pages, paper)
        lacks = lacking(proposal, paper, opts)
        self.exitcode = int(bool(lacks))
        written = []
        if not lacks and not opts.dry_run:  # before it is printed: the reader may go away
            written = write(parts, proposal.region, page, article, opts.save_page)
        print(report(proposal, parts, article, why))
        if lacks:
            print(f"\nNothing is written: {lacks}")
        elif written:
            print("\n" + "\n".join(f"Written: {file}" for file in written))

    def fetched(self, url: str) -> list[Fetched]:
        """Return a paper's page, and an article that it names if it is none. Raises UsageError."""
        errand = ProbeVisit(most=1)
        if article_likeness(url) > 0:
            errand.page = url
        else:
            errand.sources = (Index(url),)
            errand.read = lambda _, body, at: list_links(body, url=at)
        first = first_of(run_probe_visit(self.settings, errand))
        if first.failure:
            raise UsageError(f"{url}: {first.failure}")
        return [page for page in [*errand.listings, *errand.pages] if not page.failure]


def read(file: str) -> bytes:
    """Return a saved page. Raises UsageError."""
    if not Path(file).is_file():
        raise UsageError(f"there is no file {file}")
    return Path(file).read_bytes()


def settle(proposal: Proposal, opts: argparse.Namespace) -> None:
    """Put what the user said above what the page said. Raises UsageError, ChoiceError."""
    if opts.region:
        proposal.region = region_of(opts.region)
        proposal.unknown = [line for line in proposal.unknown if "--region" not in line]
    proposal.name = opts.name or proposal.name
    proposal.publisher = opts.publisher or proposal.publisher
    if not proposal.name.replace("_", "a").isalnum() or proposal.name != proposal.name.lower():
        raise UsageError(f"{proposal.name!r} is no name: small letters, digits, _")
    if proposal.name in papers():
        raise UsageError(f"a paper is called {proposal.name!r} already: give another --name")


def lacking(proposal: Proposal, paper: type[Newspaper], opts: argparse.Namespace) -> str:
    """Return what the user must give before the class can be of use; "" when nothing."""
    if proposal.region is None and opts.region is None:
        return "give the province with --region"
    if not paper.article_url:
        return "no article address was seen; give the page of an article"
    return ""


def class_parts(
    proposal: Proposal, base: type[NewsSpider], pages: Sequence[Fetched]
) -> tuple[ClassParts, type[Newspaper]]:
    """Return the paper's class as source, and as a class that reads."""
    values: dict[str, Any] = {
        "name": proposal.name,
        "publisher": proposal.publisher,
        "region": proposal.region,
        "home": proposal.home,
        "status": "real-page",
    }
    facts = {fact: literal(value) if value else "None" for fact, value in values.items()}
    uses: tuple[str, ...] = ()
    if not base.sources:
        sources: list[Source] = [*(Rss(feed) for feed in proposal.feeds[:1]), Index("")]
        values["sources"] = tuple(sources)
        facts["sources"] = tuple_of([f"{type(s).__name__}({literal(s.url)})" for s in sources])
        uses = tuple(dict.fromkeys(type(source).__name__ for source in sources))
    trial = cast("type[Newspaper]", type("Trial", (base,), dict(values)))
    if proposal.pattern and not any(trial.is_article(url) for url in proposal.articles):
        values["article_url"] = proposal.pattern
        facts["article_url"] = raw_literal(proposal.pattern)
        proposal.unknown.append("article_url is a guess from the addresses seen: look at it")
    path = urlsplit(next(iter(proposal.articles), pages[0].url)).path
    path = path if len(path) <= 40 else f"{path[:39]}…"
    doc = plain_doc(f"Rests on a page seen when it was added ({path}).")
    parts = ClassParts(proposal.name, base.__name__, base.__module__, doc, facts, uses)
    return parts, cast("type[Newspaper]", type(parts.cls, (base,), dict(values)))


def first_article(
    pages: Sequence[Fetched], paper: type[Newspaper]
) -> tuple[Fetched, Article | None, str]:
    """Return the first page that is an article with its line, or why the last is none."""
    why, now = "", datetime.now(UTC)
    for page in reversed(pages):
        try:
            article = read_article(page.body, url=page.url, paper=paper, fetched_at=now)
        except NotAnArticle as answer:
            why = answer.reason
            continue
        return page, article, ""
    return pages[-1], None, why


def report(proposal: Proposal, parts: ClassParts, article: Article | None, why: str) -> str:
    """Return what was recognised, what was not, the class and the item."""
    lines = [f"Found: {line}" for line in proposal.found]
    lines += [f"Not found: {line}" for line in proposal.unknown]
    lines += ["", parts.text()]
    if article is None:
        return "\n".join([*lines, f"No article was read: {why}"])
    item = as_line(article)
    missing = [name for name in ("date_published", "authors", "article_section") if not item[name]]
    lines += [f"Not read: {name}" for name in missing]
    item["article_body"] = f"{article.article_body[:200]}…"
    return "\n".join([*lines, json.dumps(item, ensure_ascii=False, indent=1)])


def write(
    parts: ClassParts,
    region: str | None,
    page: Fetched,
    article: Article | None,
    save_page: str | None,
) -> list[Path]:
    """Write the class and the case, and the page where asked; return the files."""
    module = PACKAGE / "spiders" / f"{module_of(region)}.py"
    place = REGIONS[region].name if region else "all provinces"
    new = f'"""The papers of {place}."""\n'
    source = module.read_text("utf-8") if module.is_file() else new
    module.write_text(with_class(source, parts), "utf-8")
    written = [module]
    if save_page:
        written.append(Path(save_page))
        written[-1].parent.mkdir(parents=True, exist_ok=True)
        written[-1].write_bytes(page.body)
    if article is not None:
        item = as_line(article)
        case = {
            "url": page.url,
            **({"file": relpath(save_page, CHECKOUT)} if save_page else {}),
            "fetched_at": article.fetched_at,
            "expected": {name: item[name] for name in KEPT},
        }
        file = CASES / parts.name / "first-page" / "expected.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(case, ensure_ascii=False, indent=2) + "\n", "utf-8")
        written.append(file)
    return written
