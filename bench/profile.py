"""Prints where the time of reading a page goes, by stage, beside lxml's parse and trafilatura.

    python -m bench.profile [--pages DIR ...] [--rounds N]

DIR is as in bench.extraction (default: ../shared/pages and ../shared/pages2). Times are of the
processor, in milliseconds a page (the mean over pages of each page's best round), so that other
work on the machine counts little. A stage's time is its own, without that of stages inside it.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree, html

from bench.extraction import SHARED, Page, ours, pages_in, peers
from bench.stages import REST, Stages, clocked
from newscrawl import extraction
from newscrawl.extraction import body, context
from newscrawl.page.document import PARSER

STAGES: Stages = (
    (extraction, "parse", "parse"),
    (context, "read_lines", "lines"),
    (context, "read_metadata", "metadata"),
    (extraction, "reject_by_declaration", "refusals"),
    (extraction, "read_headline", "headline"),
    (extraction, "next_story", "next story"),
    (extraction, "read_body", "body: the rest"),
    (body, "score_elements", "body: scores"),
    (body, "find_container", "body: container"),
    (body, "parts_of", "body: container"),
    (body, "stretch_of", "body: lines"),
    (body, "clean_body", "body: labels"),
    (body, "label_outside", "body: beside it"),
    (body, "leads", "body: beside it"),
    (body, "tails", "body: beside it"),
    (extraction, "read_dates", "dates"),
    (extraction, "read_bylines", "bylines"),
    (extraction, "read_section", "section"),
    (extraction, "read_keywords", "keywords"),
    (extraction, "read_dateline", "dateline"),
    (extraction, "language_of", "language"),
    (extraction, "article_pages", "other pages"),
)


def parse_alone(content: bytes, _url: str) -> None:
    """Parse a page as anybody would with lxml."""
    html.document_fromstring(content)


def walk_alone(content: bytes, _url: str) -> None:
    """Parse a page and look at each element once: the least that any reader in Python does."""
    for element in etree.fromstring(content, PARSER).iter():
        _ = element.tag, element.text, element.tail


def best_times(read: Callable[[bytes, str], object], pages: list[Page], rounds: int) -> list[float]:
    """Return the processor's seconds of each page's best round."""
    best = [float("inf")] * len(pages)
    for _ in range(rounds):
        for number, page in enumerate(pages):
            start = time.process_time()
            read(page.content, page.url)
            best[number] = min(best[number], time.process_time() - start)
    return best


def stage_times(pages: list[Page], rounds: int) -> dict[str, float]:
    """Return the seconds of each stage, the sum over pages of each page's best round."""
    best: list[dict[str, float]] = [{} for _ in pages]
    with clocked(STAGES) as clock:
        for _ in range(rounds):
            for number, page in enumerate(pages):
                clock.take()
                ours(page.content, page.url)
                spent = clock.take()
                if not best[number] or sum(spent.values()) < sum(best[number].values()):
                    best[number] = spent
    total: dict[str, float] = dict.fromkeys([*(stage for *_, stage in STAGES), REST], 0.0)
    for spent in best:
        for stage, seconds in spent.items():
            total[stage] += seconds
    return total


def report(pages: list[Page], rounds: int) -> None:
    """Print the table of stages, and how long others take for the same pages in the same run."""
    readers: dict[str, Callable[[bytes, str], object]] = {
        "newscrawl": ours,
        "lxml": parse_alone,
        "lxml and one walk": walk_alone,
    }
    readers |= {name: reader for name, reader in peers() if name == "trafilatura"}
    taken = {name: best_times(reader, pages, rounds) for name, reader in readers.items()}
    stages = stage_times(pages, rounds)
    whole = sum(stages.values())
    print(f"{len(pages)} pages\n{'stage':20}{'ms':>8}{'%':>8}")
    for stage, seconds in stages.items():
        print(f"{stage:20}{1000 * seconds / len(pages):8.2f}{100 * seconds / whole:8.1f}")
    print(f"\n{'reader':20}{'mean ms':>8}{'median':>8}{'by lxml':>9}")
    for name, seconds in taken.items():
        mean, median = 1000 * statistics.mean(seconds), 1000 * statistics.median(seconds)
        print(f"{name:20}{mean:8.2f}{median:8.2f}{sum(seconds) / sum(taken['lxml']):9.2f}")
    if "trafilatura" in taken:
        times = sum(taken["trafilatura"]) / sum(taken["newscrawl"])
        print(f"\nnewscrawl is {times:.1f} times as fast as trafilatura")


def main() -> int:
    """Run the benchmark on the folders that are there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--pages", type=Path, action="append", help="folder of pages; may be repeated"
    )
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    folders = arguments.pages or [SHARED, SHARED.with_name("pages2")]
    pages = [page for folder in folders if folder.is_dir() for page in pages_in(folder)]
    if not pages:
        print("no pages: give a folder with --pages", file=sys.stderr)
        return 1
    report(pages, arguments.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
