"""Measures what an archive costs: `python -m bench.archive [--articles 400] [--rounds 5]`.

The same crawl without one, with gzip and with zstd, by turns in one run. Printed are pages a
second by each crawl's own clock, and a second of processor time with its start-up, which a busy
machine disturbs less; then the bytes that a page takes, its request and both records' headers
included, beside the page itself packed by gzip. The pages are generated; real ones, where papers
have four of them (`make corpus`, ../shared), are added to an archive without a crawl.
"""

import argparse
import multiprocessing
import re
import resource
import statistics
import sys
import tempfile
import zlib
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from bench.corpus import find, listed
from bench.crawl import WEIGHTS, article, keep_serving, stats_of
from newscrawl.archive.exchange import Asked, Exchange
from newscrawl.archive.writer import Archive

BEGIN = ["crawl", "nusabali", "-a", "since=2026-11-01", "-s", "LOG_LEVEL=ERROR"]
BEGIN += ["-s", "DOWNLOAD_DELAY=0", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16"]
BEGIN += ["-s", "CONCURRENT_REQUESTS=16", "-s", "STATS_CLASS=bench.stats.FileStats"]
KEPT = ["-s", "NEWSCRAWL_ARCHIVE=warc", "-s"]
KINDS = {
    "none": BEGIN,
    "gzip": [*BEGIN, *KEPT, "NEWSCRAWL_ARCHIVE_COMPRESSION=gzip"],
    "zstd": [*BEGIN, *KEPT, "NEWSCRAWL_ARCHIVE_COMPRESSION=zstd"],
}


class Result:
    """What the rounds of one kind gave."""

    def __init__(self) -> None:
        self.speed: list[float] = []
        self.speed_of_processor: list[float] = []
        self.bytes_a_page = 0.0


def processor_seconds() -> float:
    """Return the processor time of all crawls so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(articles: int, rounds: int, weight: str) -> dict[str, Result]:
    """Crawl by turns."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=keep_serving, args=(articles, weight, theirs))
    server.start()
    environment = ours.recv()
    results = {kind: Result() for kind in KINDS}
    try:
        for number in range(rounds):
            kinds = list(KINDS)[number % 3 :] + list(KINDS)[: number % 3]
            for kind in kinds:
                began = processor_seconds()
                stats = stats_of(KINDS[kind], environment)
                used, pages = processor_seconds() - began, stats["response_received_count"]
                results[kind].speed.append(pages / stats["elapsed_time_seconds"])
                results[kind].speed_of_processor.append(pages / used)
                results[kind].bytes_a_page = stats.get("newscrawl/archive/bytes", 0) / pages
    finally:
        ours.send("stop")
        server.join()
    return results


def real_pages() -> list[list[bytes]]:
    """Return the real pages that are here of papers that have four of them and more."""
    papers: dict[bytes, list[bytes]] = defaultdict(list)
    for one in listed():
        if file := find(one):
            page = file.read_bytes()
            if host := re.search(rb'og:url["\'] content=["\']https?://([^/"\']+)', page):
                papers[host[1]].append(page)
    return [pages for pages in papers.values() if len(pages) > 3]


def bytes_of(pages: list[bytes], packing: str) -> float:
    """Return the bytes that each page takes from the fourth on."""
    sizes: list[int] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive(
            Path(folder) / "paper",
            packing=packing,
            count=lambda what, number: sizes.append(number) if what == "bytes" else None,
        ) as archive,
    ):
        for number, page in enumerate(pages):
            archive.add(
                Exchange(
                    url=f"https://paper.example/berita/{number}",
                    at=datetime.now(UTC),
                    request_headers=[(b"User-Agent", b"newscrawl")],
                    status=200,
                    headers=[(b"Content-Type", b"text/html; charset=utf-8")],
                    body=page,
                    asked=Asked("Berita"),
                )
            )
    return statistics.mean(sizes[3:])


def main() -> int:
    """Print the costs and the sizes."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    print(f"{asked.articles} articles, {asked.rounds} rounds by turns; medians, cost to none")
    for weight in WEIGHTS:
        page = article(7, weight).encode()
        print(f"{weight} pages: {len(page)} bytes, by gzip {len(zlib.compress(page, wbits=31))}")
        results = measure(asked.articles, asked.rounds, weight)
        base = results["none"]
        for kind, result in results.items():
            clock = statistics.median(result.speed)
            processor = statistics.median(result.speed_of_processor)
            costs = [
                100 * (1 - clock / statistics.median(base.speed)),
                100 * (1 - processor / statistics.median(base.speed_of_processor)),
            ]
            print(
                f"  {kind:<6}{clock:7.1f} pages a second ({costs[0]:5.1f} %)"
                f"{processor:7.1f} a processor second ({costs[1]:5.1f} %)"
                f"{result.bytes_a_page:9.0f} bytes a page"
            )
    papers = real_pages()
    count = sum(len(pages) - 3 for pages in papers)
    if not count:
        print("No paper has four real pages here: `make corpus` fetches some")
        return 0
    plain = [len(zlib.compress(page, wbits=31)) for pages in papers for page in pages[3:]]
    print(f"{count} real pages of {len(papers)} papers, from the fourth of each on, bytes a page:")
    print(f"  by gzip {statistics.mean(plain):.0f}")
    for packing in ("gzip", "zstd"):
        total = sum(bytes_of(pages, packing) * (len(pages) - 3) for pages in papers)
        print(f"  {packing} {total / count:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
