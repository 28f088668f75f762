"""Crawls saved real pages as a web, and compares the lines with the answers.

    python -m bench.pages [FOLDER] [--host NAME ...]

FOLDER holds `gold.jsonl`: a JSON line a page with `file`, `url` and what is right: `headline`,
`date_published`, `date_precision`, `authors`; what it does not tell is not judged. Without FOLDER
the articles of the corpus are read (`make corpus`). The newsstand serves the pages under their own
addresses; listings and feeds, which nobody saved, are made up and name the articles by address
alone, so that nothing can be read from them. Each host is crawled from listing to JSON
line with everything on: Tribun's and ANTARA's by their family, others by the generic rules.

The exit code is 1 when a line is missing or wrong. Of several saved pages with one address the last
one counts, as the web has one page at an address.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings

from bench.answers import answers_of, same, same_instant
from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss
from newscrawl.discovery.window import Window
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.tribun import TribunSpider
from newscrawl.newsstand import Answer, Newsstand
from newscrawl.regions import WIB, zone_of_host
from newscrawl.storage.run_records import RunRecordFiles
from newscrawl.urls import canonical_url
from tests.support.stand import serve

HTML = {"Content-Type": "text/html; charset=utf-8"}
XML = {"Content-Type": "application/rss+xml; charset=utf-8"}
CHECKED = ("headline", "date", "authors")
Gold = dict[str, Any]


class TribunTimurSpider(TribunSpider):
    """Real pages of 2016."""

    name = "makassar_tribunnews_com"
    publisher = "Tribun Timur"
    region = "ID-SN"
    home = "http://makassar.tribunnews.com/"
    status = "real-page"


class TribunnewsSpider(TribunSpider):
    """Real pages of 2017."""

    name = "www_tribunnews_com"
    publisher = "Tribunnews"
    region = None
    home = "http://www.tribunnews.com/"
    status = "real-page"


class AntaraNewsSpider(AntaraSpider):
    """Real pages of 2016 and 2017."""

    name = "www_antaranews_com"
    publisher = "ANTARA"
    region = None
    home = "http://www.antaranews.com/"
    status = "real-page"


class AntaraKaltengSpider(AntaraSpider):
    """Real pages of 2017."""

    name = "kalteng_antaranews_com"
    publisher = "ANTARA Kalimantan Tengah"
    region = "ID-KT"
    home = "http://kalteng.antaranews.com/"
    status = "real-page"


KNOWN = (TribunTimurSpider, TribunnewsSpider, AntaraNewsSpider, AntaraKaltengSpider)


class SavedWeb(Newsstand):
    """A web of saved pages; each also answers for further pages of its article."""

    def answer(self, url: str) -> Answer:
        """Return what lies at an address, else at the address of the whole article."""
        found = super().answer(url)
        return found if found.status != 404 else super().answer(canonical_url(url))


class Result(NamedTuple):
    """The result of one saved page: its line, if any, and which checked facts are right."""

    gold: Gold
    line: dict[str, Any] | None
    right: dict[str, bool]


def golds_in(folder: Path) -> Iterator[Gold]:
    """Yield a folder's answers, each with its `content`. Raises FileNotFoundError."""
    for line in filter(None, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        gold = json.loads(line)
        yield gold | {"content": (folder / gold["file"]).read_bytes()}


def golds_of_corpus() -> Iterator[Gold]:
    """Yield the answers of the corpus, each with its `content`. Raises FileNotFoundError."""
    for answer, content in answers_of("article"):
        yield answer | {"content": content, "file": answer["page"]}


def by_address(golds: Iterable[Gold], hosts: list[str]) -> dict[str, Gold]:
    """Return the answers by address; with `hosts`, those of these hosts and of hosts below them."""
    found = {}
    for gold in golds:
        host = urlsplit(gold["url"] or "").netloc
        if not host:  # nobody noted the address
            continue
        if not hosts or any(host == one or host.endswith(f".{one}") for one in hosts):
            found[gold["url"]] = gold
    return found


def paper_of(host: str) -> type[NewsSpider]:
    """Return the spider of a host: its family's, else one of the generic rules."""
    known = {urlsplit(paper.home).netloc: paper for paper in KNOWN}
    if host in known:
        return known[host]
    facts = {
        "__doc__": "A paper without rules.",
        "name": host.replace(".", "_").replace("-", "_"),
        "publisher": host,
        "region": None,
        "zone": zone_of_host(host) or WIB,
        "home": f"http://{host}/",
        "status": "list",
        "sources": (Rss("feed/"), Index("")),
        "article_url": ".",
    }
    return type("GenericSpider", (NewsSpider,), facts)


def window_of(paper: type[NewsSpider], golds: Iterable[Gold]) -> Window:
    """Return the days from the paper's oldest article to its newest."""
    zone = ZoneInfo(paper.zone)
    days = [gold["date_published"][:10] for gold in golds if gold.get("date_published")]
    days = days or ["2000-01-01", datetime.now(zone).date().isoformat()]
    first, last = (
        datetime.fromisoformat(day).replace(tzinfo=zone) for day in (min(days), max(days))
    )
    return Window(first - timedelta(days=1), last + timedelta(days=2))


def listings_of(
    paper: type[NewsSpider], urls: list[str], window: Window
) -> Iterator[tuple[str, Answer]]:
    """Yield a made-up page for every address at which the paper's sources begin."""
    items = "".join(f"<item><link>{escape(url)}</link></item>" for url in urls)
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    links = "".join(f'<li><a href="{escape(url)}">Selengkapnya</a></li>' for url in urls)
    index = f"<html><title>Indeks</title><body><ul>{links}</ul></body></html>"
    for source in paper.sources:
        if source.by_section:
            continue
        answer = Answer(200, XML, rss.encode())
        if isinstance(source, Index):
            answer = Answer(200, HTML, index.encode())
        for visit in source.starts(window):
            yield visit.url, answer


def crawl(golds: dict[str, Gold], root: Path) -> None:
    """Crawl all hosts at once, each with its own spider, into an output root."""
    by_host: dict[str, list[str]] = {}
    for url in golds:
        by_host.setdefault(urlsplit(url).netloc, []).append(url)
    web = SavedWeb()
    jobs = []
    for host, urls in by_host.items():
        paper = paper_of(host)
        window = window_of(paper, [golds[url] for url in urls])
        for url, answer in listings_of(paper, urls, window):
            web.put(url, answer)
        for url in urls:
            page = Answer(200, {"Content-Type": "text/html"}, golds[url]["content"])
            web.put(url, page)
            web.put(paper.canonical(url), page)
        jobs.append((paper, {"since": window.since.isoformat(), "until": window.until.isoformat()}))
    settings = get_project_settings()
    settings.setdict(
        {
            "NEWSCRAWL_OUTPUT": str(root),
            "NEWSCRAWL_PERMITTED": [paper.name for paper, _ in jobs],
            "DOWNLOAD_DELAY": 0,
            "RETRY_TIMES": 0,
            "LOG_LEVEL": "ERROR",
        },
        priority="cmdline",
    )
    with serve(web, log=False) as stand:
        os.environ.update(stand.environment())
        for name in ("no_proxy", "NO_PROXY"):
            os.environ.pop(name, None)
        process = CrawlerProcess(settings)
        for paper, window_asked in jobs:
            process.crawl(paper, **window_asked)
        process.start()


def lines_in(root: Path) -> dict[str, dict[str, Any]]:
    """Return all lines under an output root by their canonical addresses."""
    found = {}
    for file in (root / "articles").rglob("*.jsonl"):
        for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            found[line["canonical_url"]] = line
    return found


def losses_in(root: Path) -> Iterator[str]:
    """Yield what the records of the runs say of pages without a line."""
    records = RunRecordFiles(root / "runs")
    for record in (one for site in records.sites() for one in records.read(site)):
        for kind in ("skipped", "failed", "invalid", "refused"):
            for reason, count in record[kind].items():
                yield f"{record['site']}: {count} {kind}: {reason}"


def judge(gold: Gold, line: dict[str, Any] | None) -> Result:
    """Hold a line against the answer."""
    if line is None:
        return Result(gold, None, dict.fromkeys(CHECKED, False))
    right = dict.fromkeys(CHECKED, True)
    if gold.get("headline"):
        right["headline"] = same(line["headline"], gold["headline"])
    if gold.get("date_published"):
        right["date"] = same_instant(
            line["date_published"], gold["date_published"], gold.get("date_precision")
        )
    if "authors" in gold:
        names, wanted = line["authors"], gold["authors"]
        known = all(any(same(name, one) for one in wanted) for name in names)
        right["authors"] = known and len(names) == len(wanted)
    return Result(gold, line, right)


def results_of(golds: dict[str, Gold]) -> tuple[list[Result], list[str]]:
    """Crawl the pages; return a result each, and the reasons of those without a line."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        crawl(golds, root)
        lines = lines_in(root)
        losses = list(losses_in(root))
    judged = []
    for url, gold in golds.items():
        canonical = paper_of(urlsplit(url).netloc).canonical(url)
        judged.append(judge(gold, lines.get(canonical) or by_url(lines, canonical)))
    return judged, losses


def by_url(lines: dict[str, dict[str, Any]], url: str) -> dict[str, Any] | None:
    """Return the line that was fetched from an address; its page may tell another of itself."""
    return next((line for line in lines.values() if line["url"] == url), None)


def report(results: list[Result], losses: list[str]) -> None:
    """Print a table of hosts, and below it what is not right."""
    by_host: dict[str, list[Result]] = {}
    for result in results:
        by_host.setdefault(urlsplit(result.gold["url"]).netloc, []).append(result)
    head = ("pages", "lines", *CHECKED)
    print(f"{'host':34}" + "".join(f"{name:>10}" for name in head))
    for host, some in [*sorted(by_host.items()), ("all", results)]:
        figures = [len(some), sum(result.line is not None for result in some)]
        figures += [sum(result.right[name] for result in some) for name in CHECKED]
        print(f"{host:34}" + "".join(f"{figure:>10}" for figure in figures))
    for result in results:
        if result.line is None:
            print(f"no line: {result.gold['url']}")
            continue
        found = {**result.line, "date": result.line["date_published"]}
        right = {**result.gold, "date": result.gold.get("date_published")}
        for name in CHECKED:
            if not result.right[name]:
                print(f"{name} of {result.gold['file']}: {found[name]!r}, right is {right[name]!r}")
    for loss in losses:
        print(loss)


def main() -> int:
    """Run the crawl; return 1 when a line is missing or wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument(
        "--host", action="append", default=[], help="only this one; may be repeated"
    )
    options = parser.parse_args()
    try:
        golds = list(golds_in(options.folder) if options.folder else golds_of_corpus())
    except FileNotFoundError as error:
        print(f"not here: {error}; `make corpus` fetches the corpus", file=sys.stderr)
        return 2
    results, losses = results_of(by_address(golds, options.host))
    report(results, losses)
    return 0 if results and all(all(result.right.values()) for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
