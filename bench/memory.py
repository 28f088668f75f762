"""Measures the memory of a long crawl: `python -m bench.memory [--pages 20000] [--most 100]`.

Crawls one paper of so many generated articles with everything on, and prints the memory (RSS) as
it goes, its peak, and how it grew over the second half. The exit code is 1 above `--most` MB, or
when it grew by more than 2 KB a page there.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from bench.growing import GrowingNewsstand, papers
from tests.support.stand import Request, Stand, serve

HERE = Path(__file__).resolve().parent.parent
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8", "-L", "ERROR")
#: What a page may leave behind, in bytes: its id and its body's hash, to know copies by.
A_PAGE = 2000


class Reading(NamedTuple):
    """The memory of a crawl, in MB, when it had fetched so many pages."""

    pages: int
    rss: float


def readings(process: subprocess.Popen[bytes], fetched: list[int]) -> Iterator[Reading]:
    """Yield the memory of a crawl twice a second until it ends."""
    status = Path("/proc", str(process.pid), "status")
    while process.poll() is None:
        for line in status.read_text("utf-8").splitlines():
            if line.startswith("VmRSS:"):
                yield Reading(fetched[0], int(line.split()[1]) / 1000)
        time.sleep(0.5)


def watch(stand: Stand, name: str, folder: str, fetched: list[int]) -> list[Reading]:
    """Crawl a paper; return its memory as it went, and print it now and then."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", name, *FAST],
        env=stand.environment() | {"NEWSCRAWL_OUTPUT": folder},
        cwd=HERE,
    )
    found, told = [], 0
    for reading in readings(process, fetched):
        found.append(reading)
        if reading.pages >= told:
            print(f"{reading.pages:>8} pages {reading.rss:>8.1f} MB", flush=True)
            told = reading.pages + 1000
    if process.returncode:
        raise SystemExit(f"the crawl ended with exit code {process.returncode}")
    return found


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--most", type=float, default=100)
    options = parser.parse_args()
    paper = papers()[0]
    paper.first, paper.ended = options.pages, paper.began
    fetched, numbers = [0], count(1)

    def counted(_: Request) -> None:
        fetched[0] = next(numbers)

    with (
        tempfile.TemporaryDirectory() as folder,
        serve(GrowingNewsstand([paper]), fault=counted, log=False) as stand,
    ):
        found = watch(stand, paper.name, folder, fetched)
        files = (Path(folder) / "articles" / paper.name).iterdir()
        stored = sum(path.read_bytes().count(b"\n") for path in files)
    later = [one for one in found if one.pages > options.pages / 2]
    slope = statistics.linear_regression(*zip(*later, strict=True)).slope * 1e6
    peak = max(one.rss for one in found)
    print(f"{stored} articles of {fetched[0]} pages: peak {peak:.0f} MB")
    print(f"growth over the second half: {slope:.0f} bytes a page")
    return int(stored != options.pages or peak > options.most or slope > A_PAGE)


if __name__ == "__main__":
    sys.exit(main())
