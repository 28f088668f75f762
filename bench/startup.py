"""Measures how long a start takes, with Bali's papers alone and with all.

    python -m bench.startup

A crawl has begun when its first request arrives; the newsstand notes when. The fastest of RUNS
counts, since whatever else the machine does only adds.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from newscrawl.newsstand import Newsstand
from tests.support.stand import serve

RUNS = 5
PAPER = "balitribune"
BALI, ALL = "newscrawl.spiders.bali", "newscrawl.spiders"


def scrapy(*arguments: str, modules: str) -> list[str]:
    """Return the command line of a Scrapy command that sees these modules of papers."""
    command = [sys.executable, "-W", "ignore", "-m", "scrapy", *arguments]
    return [*command, "-s", f"SPIDER_MODULES={modules}"]


def listing(modules: str) -> tuple[float, int]:
    """Return the seconds that `scrapy list` takes, and how many papers it names."""
    begin = time.monotonic()
    done = subprocess.run(scrapy("list", modules=modules), capture_output=True, check=True)
    return time.monotonic() - begin, len(done.stdout.split())


def first_request(modules: str) -> float:
    """Return the seconds from the command to the first request of a crawl."""
    with tempfile.TemporaryDirectory() as root, serve(Newsstand()) as stand:
        environment = stand.environment() | {"NEWSCRAWL_OUTPUT": root}
        command = scrapy("crawl", PAPER, "-s", "DOWNLOAD_DELAY=0", modules=modules)
        begin = time.monotonic()
        subprocess.run(command, env=environment, capture_output=True, check=False)
        return stand.requests[0].received - begin


def fastest(measure: Callable[[], float]) -> float:
    """Return the shortest of RUNS measurements."""
    return min(measure() for _ in range(RUNS))


def main() -> None:
    """Print the times."""
    print(f"{'papers':>6}  {'scrapy list':>11}  {'crawl, to first request':>23}")
    for modules in (BALI, ALL):
        count = listing(modules)[1]
        listed = fastest(lambda modules=modules: listing(modules)[0])  # type: ignore[misc]
        begun = fastest(lambda modules=modules: first_request(modules))  # type: ignore[misc]
        print(f"{count:>6}  {listed:>9.2f} s  {begun:>21.2f} s")


if __name__ == "__main__":
    main()
