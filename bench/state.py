"""Measures the cost of the state: `python -m bench.state [--articles 5000000]`.

Prints one table for SQLite and, where it is installed, one for PostgreSQL on loopback: look-ups per
id, size, start-up beside 1,000 feed files, commits in a crawl; of PostgreSQL also what it costs to
place an article among `--placed` others. File and server are made in temporary folders; `--folder`
names another disk for the file, TMPDIR for both.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from bench.crowd import crowd
from bench.quality import place
from bench.syndication import endless
from newscrawl.dedup import Clusters
from newscrawl.storage.database import Database, open_database
from newscrawl.storage.line_file import LineFile
from newscrawl.storage.places import Places
from newscrawl.storage.reconciliation import reconcile
from newscrawl.storage.records import Batch, Stored
from newscrawl.storage.seen import TABLES, State
from newscrawl.storage.sqlite import File
from tests.support import postgres

SITES = 300
FILES = 1000
#: How many articles are placed to know what one costs.
SAMPLE = 1000
NOW = datetime(2026, 11, 20, tzinfo=UTC)
LINE = b'{"id": "%s", "content_hash": "%s", "article_body": "' + b"x" * 3000 + b'"}\n'


def key() -> str:
    """Return a random id."""
    return random.randbytes(10).hex()


def article(file: str) -> Stored:
    """Return an article of a random id and body."""
    return Stored(key(), file, NOW, random.randbytes(16).hex())


def build(state: State, articles: int, quickly: Sequence[str]) -> list[str]:
    """Fill the state as crawls do, in random order of ids; return ids of one site."""
    kept: list[str] = []
    # The bench fills in minutes what takes years: only here is this of use.
    for setting in quickly:
        state._database.rows(setting)  # noqa: SLF001
    for site in range(SITES):
        rows = [article(f"{n % 10}.jsonl") for n in range(articles // SITES)]
        state.mark(f"paper{site}", Batch(rows))
        if site == SITES // 2:
            kept = [row.id for row in rows]
    return kept


def timed(database: Database, times: int, work: Callable[[], object]) -> str:
    """Return the milliseconds that one of so many times takes, by the clock and of processors.

    The second counts this process and the server's; read it where the machine does other work.
    """
    pid = backend(database)
    before, wall = processor(pid), time.perf_counter()
    work()
    wall, used = time.perf_counter() - wall, processor(pid) - before
    return f"{wall / times * 1000:.3f} ms ({used / times * 1000:.3f} of processors)"


def backend(database: Database) -> int | None:
    """Return the process that serves a session; None for a file."""
    if isinstance(database, File):
        return None
    return int(database.rows("SELECT pg_backend_pid()")[0][0])


def processor(pid: int | None) -> float:
    """Return the seconds that this process has used of a processor, with those of another."""
    own = time.process_time()
    if pid is None:
        return own
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return own + sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def per_id(look: Callable[[list[str]], object], ids: list[str], size: int) -> str:
    """Return the microseconds that looking up one of the ids takes, in batches of a size."""
    began = time.perf_counter()
    for start in range(0, len(ids), size):
        look(ids[start : start + size])
    return f"{(time.perf_counter() - began) / len(ids) * 1e6:.2f} us"


def start_up(places: Places) -> tuple[str, str, str]:
    """Return how long opening, and reconciling 1,000 files, takes: as committed, then all anew."""
    folder = places.root / "articles" / "start"
    folder.mkdir(parents=True)
    for number in range(FILES):
        lines = [LINE % (key().encode(), key().encode()) for _ in range(10)]
        (folder / f"{number:04}.jsonl").write_bytes(b"".join(lines))
    times = []
    for _ in range(2):
        began = time.perf_counter()
        with State(places.state()) as state:
            opened = time.perf_counter()
            reconcile(state, "start", folder)
        times.append((opened - began, time.perf_counter() - opened))
    (_, anew), (opening, unchanged) = times
    return tuple(f"{seconds * 1000:.1f} ms" for seconds in (opening, unchanged, anew))  # type: ignore[return-value]


def commits(state: State, root: Path, size: int) -> str:
    """Return what a crawl pays for an article: write, sync and commit, in batches of a size."""
    file = LineFile(root / f"{size}.jsonl")
    rounds = 60

    def work() -> None:
        for _ in range(rounds):
            rows = [article(f"{size}.jsonl") for _ in range(size)]
            for row in rows:
                file.write(LINE % (row.id.encode(), (row.content_hash or "").encode()))
            state.mark("crawl", Batch(rows, sizes={f"{size}.jsonl": file.sync()}))

    took = timed(state._database, rounds * size, work)  # noqa: SLF001
    file.close()
    return took


def measure(places: Places, articles: int, quickly: Sequence[str]) -> list[tuple[str, str]]:
    """Return what the state costs, each figure with its name."""
    began = time.perf_counter()
    with State(places.state()) as state:
        known = build(state, articles, quickly)
    count = articles // SITES * SITES
    size = bytes_of(places)
    table = [
        ("filled in", f"{time.perf_counter() - began:.0f} s"),
        ("size", f"{size / 1e6:.0f} MB"),
        ("an article", f"{size / count:.1f} bytes"),
    ]
    unknown = [key() for _ in known]
    random.shuffle(known)
    with State(places.state()) as state:
        for name, ids in (("known", known), ("unknown", unknown)):
            for batch in (50, 1):

                def look(some: list[str], state: State = state) -> object:
                    return state.known(f"paper{SITES // 2}", some)

                took = per_id(look, ids, batch)
                table.append((f"{name} id, {batch} at a time", took))
        batches = [known[at : at + 50] for at in range(0, len(known), 50)]
        took = timed(
            state._database,  # noqa: SLF001
            len(batches),
            lambda: [state.known(f"paper{SITES // 2}", some) for some in batches],
        )
        table.append(("50 known ids, a listing", took))
        bodies = [os.urandom(16).hex() for _ in range(5000)]
        took = per_id(lambda some: state.same_body(some[0]), bodies, 1)
        table.append(("unknown body", took))
        for batch in (1, 2, 50):
            took = commits(state, places.root, batch)
            table.append((f"write+sync+commit, {batch} at a time", took))
    names = ("open", f"reconcile {FILES} files as committed", f"rebuild from {FILES} files")
    return [*table, *zip(names, start_up(places), strict=True)]


def bytes_of(places: Places) -> int:
    """Return how much room the state takes."""
    place = places.state()
    if isinstance(place, Path):
        return place.stat().st_size
    with closing(open_database(place, TABLES)) as database:
        return int(database.rows("SELECT pg_database_size(current_database())")[0][0])


def placing(places: Places, articles: int) -> list[tuple[str, str]]:
    """Return what one article costs that is placed among so many.

    The store is filled at random, with as many rows and bytes as that many articles leave in it.
    """
    sample = list(islice(endless(1), SAMPLE))
    with Clusters(places.stories()) as stories:
        for row in sample:
            place(stories, row)
        crowd(stories, articles)
        database = stories._database  # noqa: SLF001
        with database.transaction() as db:
            db.execute("ANALYZE")
        rows = list(islice(endless(2), 2 * SAMPLE))
        for row in rows[:SAMPLE]:  # what a crawl, and the server, have in memory after a while
            place(stories, row)
        took = timed(database, SAMPLE, lambda: [place(stories, row) for row in rows[SAMPLE:]])
    return [(f"place one among {articles:,}", took)]


def show(title: str, table: Sequence[tuple[str, str]]) -> None:
    """Print a table."""
    print(title)
    for name, value in table:
        print(f"{name:<40} {value:>12}")
    print(flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5_000_000)
    parser.add_argument("--placed", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    random.seed(1)
    count = f"{given.articles // SITES * SITES:,} articles of {SITES} papers"
    with tempfile.TemporaryDirectory(dir=given.folder) as temporary:
        places = Places(Path(temporary))
        (places.root / "state").mkdir()
        quickly = ("PRAGMA cache_size = -1000000", "PRAGMA synchronous = OFF")
        show(f"SQLite: {count}", measure(places, given.articles, quickly))
    if not postgres.programs():
        print("PostgreSQL: not installed (apt-get install postgresql)")
        return
    server = postgres.Postgres()
    try:
        with tempfile.TemporaryDirectory(dir=given.folder) as temporary:
            places = Places(Path(temporary), postgres.with_tables(server.database()))
            quickly = ("SELECT set_config('synchronous_commit', 'off', false)",)
            table = measure(places, given.articles, quickly)
            show(f"PostgreSQL: {count}", [*table, *placing(places, given.placed)])
    finally:
        server.stop()


if __name__ == "__main__":
    main()
