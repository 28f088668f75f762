"""Measures near duplicates: accuracy, speed, memory: `python -m bench.near`.

    python -m bench.near [--articles 1000000] [--stories 1500] [--folder DIR]

First the quality on generated syndication, beside two peers in the same run: MinHash LSH
(datasketch) and 64-bit simhash. Then the cost of one new article in a store of 10,000 and in one of
--articles. The store is filled through the same function, by a process with a larger cache that
commits a thousand articles at once; what is timed runs in a process of its own, as a crawl does:
its text made before, a commit an article. Read the processor's time where the machine does other
work besides.
"""

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench import peers
from bench.quality import ours, place, quality
from bench.syndication import Row, endless, stream
from newscrawl.dedup import Clusters

SMALL = 10_000
TIMED = 1_000
BATCH = 1_000


class Cost(NamedTuple):
    """What one new article costs in milliseconds; MB at the peak, and before the store was open."""

    wall: float
    processor: float
    peak: float
    before: float


def compare(stories: int, seed: int) -> None:
    """Print the quality on generated syndication, beside the peers."""
    rows = stream(seed, stories)
    kinds = Counter(row.kind.split(":")[0] for row in rows)
    print(
        f"{len(rows):,} articles: {stories:,} stories, {kinds['template']:,} of template news, "
        "the others copies"
    )
    print(f"{'':<28}{'recall':>8}{'precision':>11}{'templates joined':>18}{'ms':>8}")
    ways: list[tuple[str, Callable[[Sequence[Row]], list[str]]]] = [
        ("newscrawl.dedup", ours),
        ("datasketch LSH, 0.5", peers.minhash),
        ("simhash 64 bits, 3 differ", peers.simhash),
    ]
    for name, way in ways:
        began = time.process_time()
        clusters = way(rows)
        took = 1000 * (time.process_time() - began) / len(rows)
        found = quality(rows, clusters)
        print(
            f"{name:<28}{found.recall:>8.4f}{found.precision:>11.4f}"
            f"{found.templates_joined:>18.4f}{took:>8.2f}",
            flush=True,
        )
    print()


def make(seed: int, count: int, queue: "multiprocessing.Queue[list[Row]]") -> None:
    """Put generated rows into a queue, a batch at a time."""
    rows = endless(seed)
    for _ in range(0, count, BATCH):
        queue.put(list(islice(rows, BATCH)))


def fill(path: Path, seed: int, count: int) -> None:
    """Place so many generated rows; another process makes them."""
    queue: multiprocessing.Queue[list[Row]] = multiprocessing.Queue(maxsize=4)
    maker = multiprocessing.Process(target=make, args=(seed, count, queue), daemon=True)
    maker.start()
    began = time.perf_counter()
    with Clusters(path) as stories:
        # The bench fills in minutes what takes years: only here is a larger cache of use.
        stories._database.rows("PRAGMA cache_size = -1000000")  # noqa: SLF001
        stories._database.rows("PRAGMA synchronous = OFF")  # noqa: SLF001
        for done in range(BATCH, count + 1, BATCH):
            with stories.together():
                for row in queue.get():
                    place(stories, row)
            if done % 50_000 == 0:
                print(f"{done:,} in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    maker.join()


def timed(path: Path, seed: int, answer: "multiprocessing.Queue[Cost]") -> None:
    """Place new articles as a crawl does; answer with what one of them costs."""
    rows = list(islice(endless(seed), 2 * TIMED))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Clusters(path) as stories:
        for row in rows[:TIMED]:  # what a crawl has in memory after its first minutes
            place(stories, row)
        wall, processor = time.perf_counter(), time.process_time()
        for row in rows[TIMED:]:
            place(stories, row)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer.put(Cost(1000 * wall / TIMED, 1000 * processor / TIMED, peak / 1024, before / 1024))


def alone(target: Callable[..., None], *given: object) -> None:
    """Run a function in a process of its own."""
    process = multiprocessing.Process(target=target, args=given)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)


def scale(articles: int, folder: Path) -> None:
    """Print the cost of a new article in a small store and in a large one."""
    answer: multiprocessing.Queue[Cost] = multiprocessing.Queue()
    costs = []
    print(f"{'articles':>12}{'ms':>8}{'processor ms':>14}{'bytes each':>12}{'peak MB':>9}")
    for number, count in enumerate((SMALL, articles)):
        path = folder / f"{number}.sqlite"
        alone(fill, path, number, count)
        size = path.stat().st_size / count
        alone(timed, path, number + 10, answer)
        cost = answer.get()
        costs.append(cost)
        print(
            f"{count:>12,}{cost.wall:>8.3f}{cost.processor:>14.3f}{size:>12.0f}{cost.peak:>9.0f}",
            flush=True,
        )
    small, large = costs
    print(
        f"{articles:,} against {SMALL:,}: {large.wall / small.wall:.2f} times by the clock, "
        f"{large.processor / small.processor:.2f} by the processor's time; of the peak, "
        f"{large.before:.0f} MB are Python and the text"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--stories", type=int, default=1_500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the store is made")
    given = parser.parse_args()
    compare(given.stories, given.seed)
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        scale(given.articles, Path(folder))


if __name__ == "__main__":
    main()
