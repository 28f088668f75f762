"""Compares the speed of a whole crawl with a bare spider that only downloads the same pages.

    python -m bench.crawl [--articles N] [--rounds N]

Both fetch the same listing and article pages from the same local server, one after the other, in
one run: the bare one with Scrapy's defaults and nothing else, ours with everything on (robots.txt,
extraction, validation, duplicates, feed, state). Politeness is off in both, since it is waiting
that would be measured. Printed are pages a second, by each crawl's own clock, and their ratio; then
the same by the processor's time, which is what to read where the machine does other work besides.

A crawl more of each tells by stage where the processor's time goes. Beside it stands what lxml
takes to parse such a page, and what share of the bare spider's speed there would be if all of
extraction took two and a half times that.
"""

import argparse
import json
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from lxml import html

from bench.stats import STAGES
from newscrawl.newsstand import Answer, Newsstand
from tests.support.stand import serve

HERE = Path(__file__).resolve().parent.parent
HOST = "www.nusabali.com"
PER_LISTING = 50
WORDS = (
    "warga desa adat pasar jalan air hujan petani sawah subak kapal nelayan sekolah guru murid "
    "pemerintah kabupaten kota provinsi anggaran rencana pembangunan kegiatan masyarakat panitia "
    "upacara banjar ketua kelompok usaha dagang harga beras telur cabai panen musim kemarau tahun "
    "bulan pekan lalu segera selesai mulai bersama untuk dengan dari pada akan sudah belum masih"
).split()
#: What a page carries besides the article, by its weight: links in menus and boxes, and script.
#: The bundled template pages are light, the saved real pages of 2016 to 2021 heavy.
WEIGHTS = {"light": (20, 100), "heavy": (500, 2000)}
BARE = """
import json, os, scrapy
class Bare(scrapy.Spider):
    name = "bare"
    def __init__(self):
        super().__init__()
        self.urls = json.load(open(os.environ["BENCH_URLS"]))
    async def start(self):
        for url in self.urls:
            yield scrapy.Request(url, dont_filter=True)
    def parse(self, response):
        pass
"""


def sentence(seed: int) -> str:
    """Return an invented sentence of 18 words, another for each seed."""
    chosen = [WORDS[(seed * 7 + n * (seed % 13 + 1)) % len(WORDS)] for n in range(18)]
    return " ".join(chosen).capitalize() + f" {seed}."


def article(number: int, weight: str) -> str:
    """Return an article page on nusabali's markup."""
    links, statements = WEIGHTS[weight]
    menu = "".join(
        f'<li class="menu-item"><a class="nav-link" href="/kategori/{n}">Rubrik {n}</a></li>'
        for n in range(links // 2)
    )
    script = f"<script>window.dataLayer=[];{'var a=1;' * statements}</script>"
    paragraphs = "".join(
        f"<p>{' '.join(sentence(number * 31 + n * 3 + m) for m in range(3))}</p>" for n in range(8)
    )
    day = 1 + number % 20
    return f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">
<title>Berita nomor {number} dari pasar desa - NusaBali.com</title>
<link rel="canonical" href="{url(number)}">{script}</head><body>
<div class="header">Senin, 23 November 2026</div><ul class="nav">{menu}</ul>
<div class="entry-box" itemprop="articleBody"><div class="entry-box-header">
<h1><span itemprop="headline">Berita nomor {number} dari pasar desa</span></h1>
<span class="month pull-left" itemprop="datePublished">{day} Nov 2026 19:37:24</span>
<span itemprop="author">Penulis : Ni Made Contoh</span></div>
<div class="entry-content">{paragraphs}
<p>Baca juga: <a href="{url(number + 1)}">Berita lain</a></p></div></div>
<div class="footer">{menu}</div></body></html>"""


def url(number: int) -> str:
    """Return an article's address; http, so that TLS is not what is measured."""
    return f"http://{HOST}/berita/{number}/berita-nomor-{number}-dari-pasar-desa"


def listing(page: int, articles: int) -> str:
    """Return a page of the search, the paper's deepest listing."""
    first = (page - 1) * PER_LISTING
    cards = "".join(
        f'<article><h2><a href="{url(n)}">Berita nomor {n} dari pasar desa</a></h2></article>'
        for n in range(first, min(first + PER_LISTING, articles))
    )
    return f"<html><title>Cari</title><body><div id=article-list>{cards}</div></body></html>"


def addresses(articles: int, weight: str) -> Iterator[tuple[str, str]]:
    """Yield every address that the crawl asks for, with its page."""
    pages = -(-articles // PER_LISTING)
    yield f"http://{HOST}/", listing(1, articles)
    for page in range(1, pages + 2):
        yield f"http://{HOST}/search?keyword=bali&page={page}", listing(page, articles)
    for number in range(articles):
        yield url(number), article(number, weight)


def keep_serving(articles: int, weight: str, connection: Connection) -> None:
    """Serve in a process of its own until told to stop: it costs the crawls nothing."""
    answers = {
        address: Answer(200, {"Content-Type": "text/html; charset=utf-8"}, page.encode())
        for address, page in addresses(articles, weight)
    }
    with serve(Newsstand(answers), log=False) as stand:
        connection.send(stand.environment())
        connection.recv()


class Measured(NamedTuple):
    """What the crawls of one weight gave: their speeds, round by round, and their stages."""

    speeds: dict[str, list["Speed"]]
    #: What share each stage has of the processor's time.
    shares: dict[str, dict[str, float]]


class Speed(NamedTuple):
    """How fast a crawl was: pages a second by the clock, and by the time of the processor."""

    clock: float
    processor: float


def crawl(command: list[str], environment: dict[str, str]) -> Speed:
    """Run a crawl; return its speed by its own stats."""
    figures = stats_of(command, environment)
    pages = figures["response_received_count"]
    return Speed(pages / figures["elapsed_time_seconds"], pages / figures["processor_seconds"])


def stats_of(command: list[str], environment: dict[str, str]) -> dict[str, Any]:
    """Run a crawl; return its stats."""
    with tempfile.TemporaryDirectory() as folder:
        stats = Path(folder) / "stats.json"
        extra = {
            "BENCH_STATS": str(stats),
            "NEWSCRAWL_OUTPUT": f"{folder}/output",
            "PYTHONPATH": str(HERE),
        }
        subprocess.run(
            [sys.executable, "-m", "scrapy", *command],
            env=environment | extra,
            check=True,
            cwd=HERE,
        )
        figures: dict[str, Any] = json.loads(stats.read_text())
    return figures


def shares_of(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Run a crawl; return the share of the processor's time that each stage took."""
    seen = stats_of(command, environment)["stages"]
    return {stage: seen.get(stage, 0) / sum(seen.values()) for stage in STAGES}


def counted(by: str) -> list[str]:
    """Return the options of a crawl that is counted by a class of bench.stats."""
    return ["-s", f"STATS_CLASS=bench.stats.{by}"]


def parse_alone(weight: str) -> float:
    """Return the milliseconds of the processor that lxml takes to parse and free a page."""
    page = article(1, weight).encode()
    taken = []
    for _ in range(50):
        begin = time.process_time()
        html.document_fromstring(page)
        taken.append(time.process_time() - begin)
    return 1000 * statistics.median(taken)


def measure(articles: int, rounds: int, weight: str) -> Measured:
    """Measure both crawls."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=keep_serving, args=(articles, weight, theirs))
    server.start()
    environment = ours.recv()
    fast = ["-s", "DOWNLOAD_DELAY=0", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16"]
    fast += ["-s", "CONCURRENT_REQUESTS=16", "-s", "LOG_LEVEL=ERROR"]
    speeds: dict[str, list[Speed]] = {"bare": [], "newscrawl": []}
    with tempfile.TemporaryDirectory() as folder:
        spider, urls = Path(folder) / "bare.py", Path(folder) / "urls.json"
        spider.write_text(BARE)
        urls.write_text(json.dumps([address for address, _ in addresses(articles, weight)]))
        bare = environment | {"BENCH_URLS": str(urls), "SCRAPY_SETTINGS_MODULE": "bench.stats"}
        runs = {
            "bare": (["runspider", str(spider), *fast], bare, "FileStats", "StageStats"),
            "newscrawl": (
                ["crawl", "nusabali", "-a", "since=2026-11-01", *fast],
                environment,
                "OurFileStats",
                "OurStageStats",
            ),
        }
        for _ in range(rounds):
            for name, (command, where, by, _) in runs.items():
                speeds[name].append(crawl([*command, *counted(by)], where))
        shares = {
            name: shares_of([*command, *counted(by)], where)
            for name, (command, where, _, by) in runs.items()
        }
    ours.send("stop")
    server.join()
    return Measured(speeds, shares)


def print_stages(measured: Measured, weight: str) -> None:
    """Print the table of stages, and the share that the parse alone would leave."""
    whole = {
        name: 1000 / statistics.median(speed.processor for speed in speeds)
        for name, speeds in measured.speeds.items()
    }
    print("  ms of the processor a page  " + "".join(f"{name:>10}" for name in whole))
    for stage in STAGES:
        times = [whole[name] * shares[stage] for name, shares in measured.shares.items()]
        print(f"    {stage:<26}" + "".join(f"{one:10.2f}" for one in times))
    print(f"    {'all':<26}" + "".join(f"{one:10.2f}" for one in whole.values()))
    alone = parse_alone(weight)
    left = whole["newscrawl"] * (1 - measured.shares["newscrawl"]["extraction"]) + 2.5 * alone
    print(f"  lxml's parse alone: {alone:.2f} ms; with extraction at 2.5 times that", end=" ")
    print(f"newscrawl / bare would be {100 * whole['bare'] / left:.0f} %", flush=True)


def main() -> int:
    """Print the pages a second of both crawls, and the ratio."""
    parser = argparse.ArgumentParser(description="The whole crawl against a bare spider")
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"{options.articles} articles, {options.rounds} rounds; pages a second, median (range)")
    for weight in WEIGHTS:
        results = measure(options.articles, options.rounds, weight)
        print(f"{weight} pages, {len(article(1, weight)) / 1000:.0f} kB each")
        for measured in Speed._fields:
            speeds = {
                name: [getattr(one, measured) for one in some]
                for name, some in results.speeds.items()
            }
            medians = {name: statistics.median(values) for name, values in speeds.items()}
            for name, values in speeds.items():
                span = f"({min(values):.0f} to {max(values):.0f})"
                print(f"  {name:<10}{medians[name]:7.1f}  {span}, by the {measured}")
            share = medians["newscrawl"] / medians["bare"]
            print(f"  newscrawl / bare: {100 * share:.0f} %, by the {measured}", flush=True)
        print_stages(results, weight)
    return 0


if __name__ == "__main__":
    sys.exit(main())
