"""How well, how fast and how small near duplicates are known: `python -m bench.near`.

    python -m bench.near [--articles 1000000] [--stories 1500] [--folder DIR]

First the quality on generated syndication, beside two peers in the same run: MinHash LSH
(datasketch) and 64-bit simhash. Then the cost of one new article in a store of 10,000 and in one of
--articles: the store is filled through the same function, a thousand to a commit; what is timed
commits each article, as a crawl does. The text is made in a process of its own.
"""

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench import peers
from bench.syndication import Row, endless, stream
from newscrawl.near import Stories

SMALL = 10_000
TIMED = 2_000
BATCH = 1_000


class Quality(NamedTuple):
    """Of the copies, how many were joined; of the pairs joined, how many rightly; and so on."""

    recall: float
    precision: float
    templates_joined: float
    milliseconds: float


def quality(rows: Sequence[Row], clusters: Sequence[str], seconds: float) -> Quality:
    """Score the clusters that rows were put in.

    A copy is joined when another row of its story is in its cluster; a template row is joined
    wrongly when a row of another story is.
    """
    stories = Counter(row.story for row in rows)
    together = Counter((row.story, cluster) for row, cluster in zip(rows, clusters, strict=True))
    sizes = Counter(clusters)
    copies = joined = templates = wrong = 0
    for row, cluster in zip(rows, clusters, strict=True):
        same = together[row.story, cluster]
        if row.kind.startswith("template"):
            templates += 1
            wrong += sizes[cluster] > same
        elif row.kind != "original" and stories[row.story] > 1:
            copies += 1
            joined += same > 1
    pairs = sum(n * (n - 1) for n in sizes.values())
    right = sum(n * (n - 1) for n in together.values())
    return Quality(
        joined / max(1, copies),
        right / max(1, pairs),
        wrong / max(1, templates),
        1000 * seconds / len(rows),
    )


def ours(rows: Sequence[Row]) -> list[str]:
    """Return the cluster of each row by the store."""
    with tempfile.TemporaryDirectory() as folder, Stories(Path(folder) / "near.sqlite") as stories:
        return [place(stories, row) for row in rows]


def place(stories: Stories, row: Row) -> str:
    """Place a row; return its cluster."""
    return stories.place(row.id, row.site, row.date_published, row.body).cluster_id


def compare(stories: int, seed: int) -> None:
    """Print the quality on generated syndication, beside the peers."""
    rows = stream(seed, stories)
    kinds = Counter(row.kind.split(":")[0] for row in rows)
    print(
        f"\n{len(rows):,} articles: {stories:,} stories, {kinds['template']:,} of template news, "
        "the others copies"
    )
    print(f"{'':<28}{'recall':>8}{'precision':>11}{'templates joined':>18}{'ms':>8}")
    ways: list[tuple[str, Callable[[Sequence[Row]], list[str]]]] = [
        ("newscrawl.near", ours),
        ("datasketch LSH, 0.5", peers.minhash),
        ("simhash 64 bits, 3 differ", peers.simhash),
    ]
    for name, way in ways:
        began = time.process_time()
        found = quality(rows, way(rows), time.process_time() - began)
        print(
            f"{name:<28}{found.recall:>8.4f}{found.precision:>11.4f}"
            f"{found.templates_joined:>18.4f}{found.milliseconds:>8.2f}"
        )


def make(seed: int, count: int, queue: "multiprocessing.Queue[list[Row]]") -> None:
    """Put generated rows into a queue, a batch at a time."""
    rows = endless(seed)
    for _ in range(0, count, BATCH):
        queue.put(list(islice(rows, BATCH)))


def made(seed: int, count: int) -> Iterator[list[Row]]:
    """Yield batches of rows that another process makes."""
    queue: multiprocessing.Queue[list[Row]] = multiprocessing.Queue(maxsize=4)
    maker = multiprocessing.Process(target=make, args=(seed, count, queue), daemon=True)
    maker.start()
    for _ in range(0, count, BATCH):
        yield queue.get()
    maker.join()


def fill(stories: Stories, batches: Iterator[list[Row]], count: int) -> None:
    """Place rows until the store has so many."""
    began = time.perf_counter()
    for done in range(BATCH, count + 1, BATCH):
        with stories.together():
            for row in next(batches):
                place(stories, row)
        if done % 50_000 == 0 and sys.stderr.isatty():
            print(f"{done:,} in {time.perf_counter() - began:.0f} s", file=sys.stderr)


def timed(path: Path, seed: int) -> tuple[float, float]:
    """Return the milliseconds that one new article takes: on the clock, and of the processor."""
    rows = [row for batch in made(seed, TIMED) for row in batch]
    with Stories(path) as stories:
        for row in rows[:BATCH]:  # what a crawl has in memory after its first minutes
            place(stories, row)
        wall, processor = time.perf_counter(), time.process_time()
        for row in rows[BATCH:]:
            place(stories, row)
        count = len(rows) - BATCH
        return (
            1000 * (time.perf_counter() - wall) / count,
            1000 * (time.process_time() - processor) / count,
        )


def scale(articles: int, folder: Path) -> None:
    """Print the cost of a new article in a small store and in a large one."""
    path = folder / "near.sqlite"
    batches = made(1, articles)
    costs = {}
    print(f"\n{'articles':>12}{'ms':>8}{'ms processor':>14}{'bytes each':>12}{'peak MB':>9}")
    for count in (SMALL, articles):
        with Stories(path) as stories:
            fill(stories, batches, count - (SMALL if count != SMALL else 0))
        size = path.stat().st_size / count
        wall, processor = timed(path, count)
        costs[count] = wall, processor
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:>12,}{wall:>8.3f}{processor:>14.3f}{size:>12.0f}{peak:>9.0f}", flush=True)
    ratios = [large / small for small, large in zip(costs[SMALL], costs[articles], strict=True)]
    print(f"cost of {articles:,} to {SMALL:,}: {ratios[0]:.2f} on the clock, {ratios[1]:.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--stories", type=int, default=1_500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the store is made")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        scale(given.articles, Path(folder))
    if given.stories:
        compare(given.stories, given.seed)


if __name__ == "__main__":
    main()
