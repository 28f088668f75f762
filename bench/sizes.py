"""Measures what keeping papers costs: `python -m bench.sizes`.

Crawls a local paper twice: a first run of 300 articles, then one that finds nothing new. Prints
what a run leaves in its log and record, its memory and its processor time; what a line of a
real page takes; and from these the disk of a day, for so many papers, runs and articles as
`--papers`, `--runs` (a paper) and `--articles` (a paper) say.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from bench.answers import answers_of
from bench.growing import GrowingNewsstand, papers
from newscrawl.api import extract_article
from newscrawl.items import as_line
from tests.support.stand import Stand, serve

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

HERE = Path(__file__).resolve().parent.parent
ARTICLES = 300


class Left(NamedTuple):
    """What a run left: bytes, the peak of its memory in MB, and seconds of the processor."""

    log: int
    record: int
    memory: int
    processor: float


def crawl(stand: Stand, name: str, root: Path) -> Left:
    """Crawl a paper once; return what came of it."""
    log = root / "log"
    command = ["-m", "scrapy", "crawl", name, "-s", "DOWNLOAD_DELAY=0", "--logfile", str(log)]
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, *command],
        os.environ | stand.environment() | {"NEWSCRAWL_OUTPUT": str(root)},
    )
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(log.read_text("utf-8"))
    told = len(log.read_bytes())
    log.unlink()
    (month,) = (root / "runs" / name).glob("*.jsonl")
    return Left(
        told,
        len(month.read_bytes().splitlines(keepends=True)[-1]),
        used.ru_maxrss // 1000,
        used.ru_utime + used.ru_stime,
    )


def real_lines() -> list[bytes]:
    """Return the lines that the corpus' articles make. Raises FileNotFoundError."""
    read = (extract_article(page, url=answer["url"]) for answer, page in answers_of("article"))
    return [json.dumps(as_line(one), ensure_ascii=False).encode() + b"\n" for one in read if one]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--papers", type=int, default=350)
    parser.add_argument("--runs", type=int, default=13, help="a paper and day")
    parser.add_argument("--articles", type=int, default=30, help="a paper and day")
    options = parser.parse_args()
    paper = papers()[0]
    paper.first, paper.ended = ARTICLES, paper.began
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(GrowingNewsstand([paper]), log=False) as stand,
    ):
        first, next_one = (crawl(stand, paper.name, Path(folder)) for _ in range(2))
    print(f"{'':24}{'first run':>12}{'next run':>12}")
    units = ("bytes", "bytes", "MB", "s")
    for name, unit, *pair in zip(Left._fields, units, first, next_one, strict=True):
        print(f"{name.replace('_', ' '):24}" + "".join(f"{one:>12,.5g}" for one in pair), unit)
    try:
        lines = real_lines()
    except FileNotFoundError as error:
        raise SystemExit(f"{error} is not here: `make corpus` fetches the real pages") from error
    line = statistics.fmean(map(len, lines))
    packed = len(zstd.compress(b"".join(lines))) / len(lines)
    print(f"a line of a real page: {line:,.0f} bytes, {packed:,.0f} by zstd")
    articles, runs = options.papers * options.articles, options.papers * options.runs
    day = {
        "lines": articles * line,
        "lines by zstd": articles * packed,
        "records": runs * next_one.record,
        "logs": runs * next_one.log + articles * (first.log - next_one.log) / ARTICLES,
    }
    print(f"a day of {options.papers} papers, {runs:,} runs, {articles:,} articles:")
    for what, size in day.items():
        print(f"{what:24}{size / 1e6:>12,.1f} MB{size * 365 / 1e9:>12,.1f} GB a year")
    new = (first.processor - next_one.processor) / ARTICLES
    hours = (runs * next_one.processor + articles * new) / 3600
    print(f"{'processor':24}{hours:>12,.1f} hours")
    return 0


if __name__ == "__main__":
    sys.exit(main())
