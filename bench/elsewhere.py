"""Crawls papers whose sites are not as their facts say, and counts what comes of it.

make bench-elsewhere                  # two draws a kind
python -m bench.elsewhere --draws 10 --kind "own feed"
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin

from tests.support.crawling import Run, crawl
from tests.support.elsewhere import (
    ELSEWHERE,
    KINDS,
    LOST,
    WINDOW,
    Elsewhere,
    addresses,
    elsewhere,
    is_page_of,
)


@dataclass
class Result:
    """What came of one draw."""

    drawn: Elsewhere
    first: Run
    second: Run

    @property
    def right(self) -> int:
        """How many of the expected articles became right lines."""
        return sum(is_right(self.drawn, line) for line in self.first.lines)

    @property
    def wrong(self) -> int:
        """How many lines are of no expected article, or wrong."""
        return len(self.first.lines) - self.right

    @property
    def sound(self) -> bool:
        """Whether all is as it is to be."""
        verdict = self.first.record.get("verdict") == self.drawn.verdict
        return verdict and not self.wrong and self.right == len(self.drawn.expected)

    @property
    def more(self) -> tuple[int, int]:
        """How many requests the runs made beside those for articles and the declared sources.

        In the next run the pages of the sources that were learned are what right facts would ask.
        """
        story = set(map(place, addresses(self.drawn)))
        usual = {place(one.url) for one in self.drawn.paper.sources}
        usual.add(place(urljoin(self.drawn.paper.home, "/robots.txt")))
        facts = self.first.record.get("facts_to_change", [])
        learned = [url for one in facts if one["fact"] == "sources" for url in one["found"]]
        first, second = (
            sum(
                place(one.url) not in story | usual
                and not any(is_page_of(one.url, url) for url in known)
                for one in run.requests
            )
            for run, known in ((self.first, []), (self.second, learned))
        )
        return first, second


def place(url: str) -> str:
    """Return an address without its scheme, and a source's without its query."""
    path, _, query = bare(url).partition("?")
    return f"{path}?{query}" if query.startswith("id=") else path


def bare(url: str) -> str:
    """Return an address without its scheme."""
    return url.partition("://")[2]


def is_right(drawn: Elsewhere, line: dict) -> bool:
    """Return whether a line is that of an expected story, in all that a reader asks for."""
    for story in drawn.expected:
        if bare(story.url).rstrip("/") in (
            bare(line["url"]).rstrip("/"),
            bare(line["canonical_url"]).rstrip("/"),
        ):
            return (
                line["site"] == drawn.paper.name
                and line["headline"] == story.headline
                and datetime.fromisoformat(line["date_published"]) == story.moment
                and line["authors"] == [story.author]
                and line["article_body"].split("\n\n") == story.paragraphs
            )
    return False


def result(seed: int, kind: str) -> Result:
    """Crawl a draw twice."""
    drawn = elsewhere(seed, kind)
    with TemporaryDirectory() as root:
        first = crawl(drawn.web, Path(root), *WINDOW, name=drawn.paper.name)
        lines = list(first.lines)
        second = crawl(drawn.web, Path(root), *WINDOW, name=drawn.paper.name)
        first.lines = lines
    return Result(drawn, first, second)


def rows(kinds: list[str], draws: int, start: int) -> Iterator[tuple[str, list[Result]]]:
    """Yield the results of each kind."""
    for kind in kinds:
        yield kind, [result(seed, kind) for seed in range(start, start + draws)]


def main() -> int:
    """Print a table; return 1 where a figure is not held."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=2)
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--kind", action="append", choices=list(KINDS))
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    kinds = given.kind or list(KINDS)
    total, right, wrong, bad = 0, 0, 0, 0
    print(f"{'kind':16} {'right':>9} {'wrong':>6} {'verdicts':>9} {'requests':>12}")
    for kind, results in rows(kinds, given.draws, given.start):
        expected = sum(len(one.drawn.expected) for one in results)
        got = sum(one.right for one in results)
        false = sum(one.wrong for one in results)
        verdicts = sum(one.first.record.get("verdict") == one.drawn.verdict for one in results)
        most = [max(one.more[n] for one in results) for n in (0, 1)]
        print(
            f"{kind:16} {got:4}/{expected:<4} {false:6} {verdicts:4}/{len(results):<4} "
            f"{most[0]:5}, {most[1]:4}",
            flush=True,
        )
        for seed, one in enumerate(results, given.start):
            if given.verbose and not one.sound:
                print(f"    seed {seed}: {one.drawn.paper.name}, {one.first.record.get('verdict')}")
                print(one.first.log[-4000:], *(asked.url for asked in one.first.requests), sep="\n")
        if kind in ELSEWHERE:
            total, right = total + expected, right + got
        wrong += false
        bad += len(results) - verdicts if kind in LOST else 0
    print(f"\n{right} of {total} articles became right lines, {wrong} lines are wrong")
    return int(bool(wrong or bad) or right < 0.97 * total)


if __name__ == "__main__":
    sys.exit(main())
