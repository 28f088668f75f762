"""Measures the cost of the state: `python -m bench.state [--articles 5000000]`.

Prints one table: look-ups per id, size, start-up beside 1,000 feed files, commits in a crawl. The
file is made in a temporary folder; `--folder` names another disk.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.storage import Batch, LineFile, State, Stored, reconcile

SITES = 300
FILES = 1000
NOW = datetime(2026, 11, 20, tzinfo=UTC)
LINE = b'{"id": "%s", "content_hash": "%s", "article_body": "' + b"x" * 3000 + b'"}\n'


def key() -> str:
    """Return a random id."""
    return random.randbytes(10).hex()


def article(file: str) -> Stored:
    """Return an article of a random id and body."""
    return Stored(key(), file, NOW, random.randbytes(16).hex())


def build(state: State, articles: int) -> list[str]:
    """Fill the state as crawls do, in random order of ids; return ids of one site."""
    kept: list[str] = []
    # The bench fills in minutes what takes years: only here is a larger cache of use.
    state._database.rows("PRAGMA cache_size = -1000000")  # noqa: SLF001
    state._database.rows("PRAGMA synchronous = OFF")  # noqa: SLF001
    for site in range(SITES):
        rows = [article(f"{n % 10}.jsonl") for n in range(articles // SITES)]
        state.mark(f"paper{site}", Batch(rows))
        if site == SITES // 2:
            kept = [row.id for row in rows]
    return kept


def per_id(look: Callable[[list[str]], object], ids: list[str], size: int) -> str:
    """Return the microseconds that looking up one of the ids takes, in batches of a size."""
    began = time.perf_counter()
    for start in range(0, len(ids), size):
        look(ids[start : start + size])
    return f"{(time.perf_counter() - began) / len(ids) * 1e6:.2f} us"


def start_up(root: Path) -> tuple[str, str, str]:
    """Return how long opening, and reconciling 1,000 files, takes: as committed, then all anew."""
    folder = root / "articles" / "start"
    folder.mkdir(parents=True)
    for number in range(FILES):
        lines = [LINE % (key().encode(), key().encode()) for _ in range(10)]
        (folder / f"{number:04}.jsonl").write_bytes(b"".join(lines))
    times = []
    for _ in range(2):
        began = time.perf_counter()
        with State(root / "newscrawl.sqlite") as state:
            opened = time.perf_counter()
            reconcile(state, "start", folder)
        times.append((opened - began, time.perf_counter() - opened))
    (_, anew), (opening, unchanged) = times
    return tuple(f"{seconds * 1000:.1f} ms" for seconds in (opening, unchanged, anew))  # type: ignore[return-value]


def commits(state: State, root: Path, size: int) -> str:
    """Return what a crawl pays for an article: write, sync and commit, in batches of a size."""
    file = LineFile(root / f"{size}.jsonl")
    rounds = 60
    began = time.perf_counter()
    for _ in range(rounds):
        rows = [article(f"{size}.jsonl") for _ in range(size)]
        for row in rows:
            file.write(LINE % (row.id.encode(), (row.content_hash or "").encode()))
        state.mark("crawl", Batch(rows, sizes={f"{size}.jsonl": file.sync()}))
    took = time.perf_counter() - began
    file.close()
    return f"{took / rounds / size * 1000:.3f} ms"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5_000_000)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    random.seed(1)
    with tempfile.TemporaryDirectory(dir=given.folder) as temporary:
        root = Path(temporary)
        path = root / "newscrawl.sqlite"
        began = time.perf_counter()
        with State(path) as state:
            known = build(state, given.articles)
        table = [("filled in", f"{time.perf_counter() - began:.0f} s")]
        size = path.stat().st_size
        count = given.articles // SITES * SITES
        table += [("file", f"{size / 1e6:.0f} MB"), ("an article", f"{size / count:.1f} bytes")]
        unknown = [key() for _ in known]
        random.shuffle(known)
        with State(path) as state:
            for name, ids in (("known", known), ("unknown", unknown)):
                for batch in (50, 1):

                    def look(some: list[str], state: State = state) -> object:
                        return state.known(f"paper{SITES // 2}", some)

                    took = per_id(look, ids, batch)
                    table.append((f"{name} id, {batch} at a time", took))
            bodies = [os.urandom(16).hex() for _ in range(5000)]
            took = per_id(lambda some: state.same_body(some[0]), bodies, 1)
            table.append(("unknown body", took))
            for batch in (1, 2, 50):
                table.append((f"write+sync+commit, {batch} at a time", commits(state, root, batch)))
        names = ("open", f"reconcile {FILES} files as committed", f"rebuild from {FILES} files")
        table += zip(names, start_up(root), strict=True)
    print(f"{count:,} articles of {SITES} papers")
    for name, value in table:
        print(f"{name:<40} {value:>12}")


if __name__ == "__main__":
    main()
