"""Measures near duplicates: accuracy, speed, memory: `python -m bench.near`.

    python -m bench.near [--articles 1000000] [--stories 1500] [--folder DIR]

First the quality on generated syndication, beside two peers in the same run: MinHash LSH
(datasketch) and 64-bit simhash. Then the cost of one new article in a store of 10,000 and in one of
--articles, with its stages. The articles of the small store are placed; the large one is the small
one, filled up with made-up articles. What is timed is placed as a crawl does, in a process of its
own: its text made before, a commit an article. All takes about a minute and a half. Of the
processor's time, the fastest of some runs counts for each fifty articles, so that other work on the
machine counts little.
"""

import argparse
import multiprocessing
import resource
import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench import peers
from bench.crowd import crowd
from bench.quality import ours, place, quality
from bench.stages import Stages, clocked
from bench.syndication import Row, endless, stream
from newscrawl.dedup import Clusters, clusters

SMALL = 10_000
TIMED = 1_000
RUNS = 3
FIFTY = 50
WAYS: dict[str, Callable[[Sequence[Row]], list[str]]] = {
    "newscrawl.dedup": ours,
    "datasketch LSH, 0.5": peers.minhash,
    "simhash 64 bits, 3 differ": peers.simhash,
}
#: What placing does. The rest is the transaction: its beginning, its commit, and every thousand
#: articles the checkpoint, which moves the log into the file.
STAGES: Stages = (
    (clusters, "assign", "rows of the article and its paper"),
    (clusters, "without", "what the paper adds"),
    (clusters, "fingerprint", "words and facts"),
    (clusters, "looked_up", "index: look-up"),
    (clusters.postings, "look_up", "index: look-up"),
    (clusters.postings, "add", "index: addition"),
    (clusters, "best_match", "comparison"),
    (clusters, "sketch", "sketch"),
)


class Cost(NamedTuple):
    """What a thousand new articles cost: seconds, and MB of memory since the store was opened.

    The processor's seconds are of each fifty articles; those of the stages are of a thousand more.
    """

    wall: float
    processor: list[float]
    stages: dict[str, float]
    memory: float


def compare(stories: int, seed: int) -> None:
    """Print the quality on generated syndication, beside the peers."""
    rows = stream(seed, stories)
    kinds = Counter(row.kind.split(":")[0] for row in rows)
    print(
        f"{len(rows):,} articles: {stories:,} stories, {kinds['template']:,} of template news, "
        "the others copies"
    )
    print(f"{'':<28}{'recall':>8}{'precision':>11}{'templates joined':>18}{'ms':>8}")
    for name, way in WAYS.items():
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


def timed(path: Path) -> Cost:
    """Place new articles in a copy of a store, as a crawl does; return what that costs."""
    rows = list(islice(endless(2), 3 * TIMED))
    before = memory()
    with (
        TemporaryDirectory(dir=path.parent) as folder,
        Clusters(Path(shutil.copy(path, folder))) as stories,
    ):
        for row in rows[:TIMED]:  # what a crawl has in memory after its first minutes
            place(stories, row)
        wall, processor = time.perf_counter(), []
        for at in range(TIMED, 2 * TIMED, FIFTY):
            began = time.process_time()
            for row in rows[at : at + FIFTY]:
                place(stories, row)
            processor.append(time.process_time() - began)
        wall, more = time.perf_counter() - wall, memory() - before
        with clocked(STAGES) as clock:
            for row in rows[2 * TIMED :]:
                place(stories, row)
            stages = clock.take()
    return Cost(wall, processor, stages, more)


def memory() -> float:
    """Return the memory that this process has now, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def cost(path: Path) -> Cost:
    """Return what new articles cost, each figure from its best run; each has its own process."""
    runs = []
    for _ in range(RUNS):
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
            runs.append(alone.submit(timed, path).result())
    best = min(runs, key=lambda run: sum(run.stages.values()))
    processor = [min(fifty) for fifty in zip(*[run.processor for run in runs], strict=True)]
    return best._replace(wall=min(run.wall for run in runs), processor=processor)


def scale(articles: int, folder: Path) -> None:
    """Print the cost of a new article in a small store and in a large one."""
    path = folder / "stories.sqlite"
    with Clusters(path) as stories, stories.together():
        for row in islice(endless(1), SMALL):
            place(stories, row)
    print(f"{'articles':>12}{'ms':>8}{'processor ms':>14}{'bytes each':>12}{'MB':>9}")
    for count in (SMALL, articles):
        if count > SMALL:
            with Clusters(path) as stories:
                crowd(stories, count)
        one = cost(path)
        milliseconds = 1000 * sum(one.processor) / TIMED
        print(
            f"{count:>12,}{1000 * one.wall / TIMED:>8.3f}{milliseconds:>14.3f}"
            f"{path.stat().st_size / count:>12.0f}{one.memory:>9.0f}",
            flush=True,
        )
    whole = sum(one.stages.values())
    print(f"\n{'among ' + format(articles, ','):<36}{'processor ms':>14}{'%':>6}")
    for stage, spent in sorted(one.stages.items(), key=itemgetter(1), reverse=True):
        print(f"{stage:<36}{1000 * spent / TIMED:>14.3f}{100 * spent / whole:>6.1f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--stories", type=int, default=1_500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the store is made")
    given = parser.parse_args()
    compare(given.stories, given.seed)
    with TemporaryDirectory(dir=given.folder) as folder:
        scale(given.articles, Path(folder))


if __name__ == "__main__":
    main()
