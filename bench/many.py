"""Crawls all papers of a generated web with one process and with several: `python -m bench.many`.

    python -m bench.many [--papers 350] [--articles 12] [--processes N] [--at-once N]

Every host of the web has a front page that names its articles, and nothing else: each paper is
found by what its site says. Politeness is off, since it is waiting that would be measured; so many
papers run at once in both. Printed are the wall time, the processor time of the crawls (without the
server's), articles, the memory of each process at its highest, and the load of the machine. The
server needs a part of a core too: on two of them the ratio stays below two for that.
"""

import argparse
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from scrapy.utils.project import get_project_settings

from bench.crawl import sentence
from newscrawl.commands.sites import loader_of
from newscrawl.newsstand import Answer, Newsstand
from newscrawl.sites.definition import refusal
from newscrawl.sites.registry import Registry
from tests.support.stand import serve

HERE = Path(__file__).resolve().parent.parent
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "NEWSCRAWL_CONTACT=bench@contoh.id", "-L", "CRITICAL")
NONE = Answer(404, {"Content-Type": "text/html"}, b"<title>404</title>")


class EveryPaper(Newsstand):
    """A web in which every host is a paper with so many articles of today."""

    def __init__(self, articles: int) -> None:
        super().__init__()
        self.articles = articles

    def answer(self, url: str) -> Answer:
        """Return what lies at an address."""
        parts = urlsplit(url)
        if parts.path == "/robots.txt":
            return super().answer(url)
        number = parts.path.partition("-nomor-")[2].partition("-")[0]
        if number.isdigit():
            return article(parts.netloc, int(number), parts.path)
        # The channels of a host have their front pages below it.
        return front(self.articles, parts.path) if parts.path.count("/") <= 2 else NONE


def front(articles: int, path: str) -> Answer:
    """Return a front page."""
    today = time.strftime("%Y/%m/%d")
    place = path.rstrip("/")
    cards = "".join(
        f'<article><h2><a href="{place}/{today}/berita-nomor-{n}-dari-pasar-desa/">'
        f"Berita nomor {n} dari pasar desa yang ramai</a></h2></article>"
        for n in range(1, articles + 1)
    )
    return page(
        f"<html lang=id><title>Berita hari ini</title><body><div>{cards}</div></body></html>"
    )


def article(host: str, number: int, path: str) -> Answer:
    """Return an article's page."""
    seed = sum(map(ord, host)) * 1000 + number
    text = "".join(
        f"<p>{' '.join(sentence(seed * 31 + n * 3 + m) for m in range(3))}</p>" for n in range(6)
    )
    machine = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": f"Berita nomor {number} dari pasar desa yang ramai",
        "datePublished": time.strftime("%Y-%m-%dT00:%M:00+07:00"),
        "author": {"@type": "Person", "name": "Ni Made Contoh"},
    }
    return page(
        f'<!DOCTYPE html><html lang="id"><head><title>{machine["headline"]}</title>'
        f'<link rel="canonical" href="https://{host}{path}">'
        f'<script type="application/ld+json">{json.dumps(machine)}</script></head><body><article>'
        f'<h1>{machine["headline"]}</h1><div class="content">{text}</div></article></body></html>'
    )


def page(text: str) -> Answer:
    """Return a page."""
    return Answer(200, {"Content-Type": "text/html; charset=utf-8"}, text.encode())


def keep_serving(articles: int, connection: Connection) -> None:
    """Serve in a process of its own until told to stop."""
    with serve(EveryPaper(articles), log=False) as stand:
        connection.send(stand.environment())
        connection.recv()


class Result(NamedTuple):
    """What a crawl of all took and gave."""

    seconds: float
    processor: float
    articles: int
    pages: int
    megabytes: list[int]
    load: float


def crawl(environment: dict[str, str], names: list[str], processes: int, at_once: int) -> Result:
    """Crawl the papers; return what it took."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        done = subprocess.run(
            [
                *(sys.executable, "-m", "scrapy", "crawlmany", *names, *FAST, "--json"),
                *("--processes", str(processes), "--at-once", str(at_once)),
            ],
            env=environment | {"NEWSCRAWL_OUTPUT": folder},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=HERE,
            check=False,
        )
        seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    last = json.loads(done.stdout.splitlines()[-1])
    total = last["total"]
    print(f"  outcomes: {total['outcomes']}", flush=True)
    return Result(seconds, used, total["articles"], total["pages"], last["processes_mb"], load)


def main() -> int:
    """Print both crawls and the ratio of their wall times."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--papers", type=int, default=350)
    parser.add_argument("--articles", type=int, default=12)
    parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--at-once", type=int, default=16)
    options = parser.parse_args()
    papers = Registry.of(loader_of(get_project_settings())).papers.values()
    names = [one.name for one in papers if not refusal(one, [])][: options.papers]
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=keep_serving, args=(options.articles, theirs))
    server.start()
    environment = ours.recv()
    print(f"{len(names)} papers of {options.articles} articles, {options.at_once} at once")
    results = []
    for processes in (1, options.processes):
        one = crawl(environment, names, processes, options.at_once)
        results.append(one)
        memory = ", ".join(map(str, one.megabytes))
        print(
            f"{processes} processes: {one.seconds:.1f} s, {one.processor:.1f} s of the processor; "
            f"{one.articles} articles of {one.pages} pages; at most {memory} MB; load before "
            f"{one.load:.1f}",
            flush=True,
        )
    ours.send("stop")
    server.join()
    alone, shared = results
    print(f"one process / several: {alone.seconds / shared.seconds:.2f}")
    return int(alone.articles != shared.articles)


if __name__ == "__main__":
    sys.exit(main())
