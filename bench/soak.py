"""Kills crawls at random for minutes, then counts lost, repeated and broken lines.

    python -m bench.soak [--minutes 10] [--seed N] [--folder DIR]

Six papers of six families print on while they are crawled, two of them by one crawlmany. Runs are
killed (SIGKILL, SIGTERM, Ctrl-C once or twice) at random instants, start-up and shut-down among
them; power cuts take what was not synced, disks fill up, pages fail, the state is deleted or cut.
Feeds are plain, gzip or zstd, by turns. In the end every paper is crawled without faults, and then
once more. The exit code is 0 when nothing is lost, repeated, broken or added by that last run, and
no run had to be killed because it would not stop; else all of it is kept to be looked at.
"""

import argparse
import gzip
import json
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from backports import zstd

from bench.growing import GrowingNewsstand, GrowingPaper, papers
from tests.support import faults
from tests.support.stand import Request, Stand, serve

HERE = Path(__file__).resolve().parent.parent
FAST = ("-s", "DOWNLOAD_DELAY=0.02", "-L", "INFO")
#: One worker crawls each of these; those of two papers by crawlmany.
GROUPS = (
    ("balikini", "tribun_bali"),
    ("nusabali",),
    ("fajarbali",),
    ("suara_bali",),
    ("bantenraya",),
)
#: Signals, and how often in a hundred.
ENDS = {
    "SIGKILL": ((signal.SIGKILL,), 50),
    "SIGTERM": ((signal.SIGTERM,), 12),
    "SIGTERM, SIGKILL": ((signal.SIGTERM, signal.SIGKILL), 12),
    "SIGINT": ((signal.SIGINT,), 10),
    "SIGINT twice": ((signal.SIGINT, signal.SIGINT), 16),
}
#: How long a run may take to stop when it is asked to, and to end by itself; seconds.
PATIENCE = 60
#: How often the state is damaged and progress is told; seconds.
DAMAGE_EVERY, TELL_EVERY = 50, 15


@dataclass
class Storm:
    """What all workers share; whoever changes it holds `rest`, so that no crawl runs meanwhile."""

    root: Path
    stand: Stand
    until: float
    counts: Counter[str] = field(default_factory=Counter)
    rest: threading.Condition = field(default_factory=threading.Condition)
    running: int = 0
    paused: bool = False
    #: When the state was last taken away; what is older was on the disk, though no state says so.
    damaged: float = 0.0

    @property
    def blows(self) -> bool:
        """Whether the storm is still on."""
        return time.monotonic() < self.until


class Audit(NamedTuple):
    """The lines in the feeds, compared with what was printed."""

    expected: int
    stored: int
    lost: list[str]
    repeated: list[str]
    broken: list[str]


# The weather


def bad_weather(chance: random.Random) -> Callable[[Request], faults.Fault | None]:
    """Return what lets one answer in ten fail or come late."""

    def hook(request: Request) -> faults.Fault | None:
        if request.path == "/robots.txt":
            return None
        kinds = [faults.no_answer(), faults.cut(chance.randint(1, 2000)), faults.status(503)]
        kinds.append(faults.slow(chance.random()))
        return chance.choice(kinds) if chance.random() < 0.1 else None

    return hook


def cut_power(storm: Storm, names: tuple[str, ...], chance: random.Random) -> None:
    """Take from a paper's files, at random, what the state does not say is on the disk."""
    for name in names:
        sizes = committed(storm.root, name)
        for path in feeds(storm.root, name):
            safe, size = sizes.get(path.name, 0), path.stat().st_size
            if size > safe and path.stat().st_mtime > storm.damaged:
                storm.counts["power cuts"] += 1
                cut = chance.randint(safe, size)
                with path.open("rb+") as file:
                    file.truncate(cut)
                    if chance.random() < 0.3:  # a block that was given to the file, never written
                        file.seek(cut)
                        file.write(bytes(chance.randint(1, 5000)))


def committed(root: Path, name: str) -> dict[str, int]:
    """Return how much of each file of a paper is known to be on the disk."""
    path = root / "state/newscrawl.sqlite"
    if not path.exists():
        return {}
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'files'").fetchone():
            return {}
        return dict(
            db.execute(
                "SELECT f.name, size FROM files f JOIN sites s ON s.id = f.site WHERE s.name = ?",
                (name,),
            )
        )


def damage_state(storm: Storm, chance: random.Random) -> None:
    """Delete the state, or cut it, while no crawl runs; a cut one must be noticed."""
    with storm.rest:
        storm.paused = True
        storm.rest.wait_for(lambda: storm.running == 0)
        path = storm.root / "state/newscrawl.sqlite"
        if path.exists() and chance.random() < 0.5 and path.stat().st_size > 4096:
            storm.counts["states cut"] += 1
            for more in ("-wal", "-shm"):
                path.with_name(path.name + more).unlink(missing_ok=True)
            with path.open("rb+") as file:
                file.truncate(chance.randint(1, path.stat().st_size - 1))
            process = begin(storm, GROUPS[-1], "cut-state", "")
            storm.counts[f"  runs on a cut state: exit {process.wait(PATIENCE * 2)}"] += 1
        else:
            storm.counts["states deleted"] += 1
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
        storm.paused, storm.damaged = False, time.time()
        storm.rest.notify_all()


# Runs


def begin(
    storm: Storm, names: tuple[str, ...], log: str, compression: str
) -> subprocess.Popen[bytes]:
    """Begin to crawl some papers in a process of its own."""
    command = ["crawlmany", "--at-once", "2"] if len(names) > 1 else ["crawl"]
    path = storm.root / "logs" / f"{log}.log"
    packed = f"NEWSCRAWL_FEED_COMPRESSION={compression}"
    options = [*FAST, "--logfile", str(path), "-s", packed]
    with path.with_suffix(".out").open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *command, *names, *options],
            env=storm.stand.environment() | {"NEWSCRAWL_OUTPUT": str(storm.root)},
            cwd=HERE,
            stdout=output,
            stderr=output,
        )


def work(storm: Storm, names: tuple[str, ...], chance: random.Random) -> None:
    """Crawl some papers again and again, and kill every run."""
    number = 0
    while storm.blows:
        with storm.rest:
            storm.rest.wait_for(lambda: not storm.paused)
            storm.running += 1
        number += 1
        try:
            kill_one(storm, names, f"{names[0]}-{number:04}", chance)
        finally:
            with storm.rest:
                storm.running -= 1
                storm.rest.notify_all()


def kill_one(storm: Storm, names: tuple[str, ...], log: str, chance: random.Random) -> None:
    """Begin a run and end it by force at a random instant."""
    process = begin(storm, names, log, chance.choice(["", "", "gzip", "zstd"]))
    how = chance.choices(list(ENDS), [often for _, often in ENDS.values()])[0]
    wait_for_the_instant(process, storm.root / "logs" / f"{log}.log", chance)
    if chance.random() < 0.12 and process.poll() is None:
        storm.counts["disks full"] += 1
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (chance.randint(1, 200_000),) * 2)
        sleep_or_end(process, chance.random() * 4)
    if process.poll() is not None:
        storm.counts[f"  ended before the kill: exit {process.returncode}"] += 1
        return
    storm.counts["kills"] += 1
    storm.counts[f"  {how}"] += 1
    for one in ENDS[how][0]:
        process.send_signal(one)
        sleep_or_end(process, chance.random() * 0.4)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        storm.counts["would not stop"] += 1
        process.kill()
        process.wait()
    if chance.random() < 0.4:
        cut_power(storm, names, chance)


def wait_for_the_instant(
    process: subprocess.Popen[bytes], log: Path, chance: random.Random
) -> None:
    """Wait until a run is to be killed: while it starts, while it works, or while it ends."""
    kind = chance.random()
    if kind < 0.25:
        sleep_or_end(process, chance.random() * 1.5)
    elif kind < 0.75:
        sleep_or_end(process, chance.random() * 6)
    else:
        until = time.monotonic() + 10
        while time.monotonic() < until and process.poll() is None:
            if log.exists() and b"Closing spider" in log.read_bytes():
                time.sleep(chance.random() * 0.15)
                return
            time.sleep(0.02)


def sleep_or_end(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait so long, or until the process has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        time.sleep(0.005)


def crawl_to_the_end(storm: Storm, name: str, log: str) -> int:
    """Crawl a paper undisturbed; return the exit code."""
    return begin(storm, (name,), log, "").wait()


# What came of it


def feeds(root: Path, name: str) -> list[Path]:
    """Return the feed files of a paper."""
    return sorted((root / "articles" / name).glob("*.jsonl*"))


def lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a feed as ordinary readers see them; a broken one as it is."""
    data = path.read_bytes()
    try:
        data = {".gz": gzip.decompress, ".zst": zstd.decompress}.get(path.suffix, bytes)(data)
    except (OSError, EOFError, zlib.error, zstd.ZstdError) as error:
        yield f"{path} cannot be unpacked: {error}".encode()
        return
    whole, _, rest = data.rpartition(b"\n")
    if whole or data:
        yield from whole.split(b"\n")
    if rest:
        yield rest


def audit(storm: Storm, given: list[GrowingPaper]) -> Audit:
    """Hold the feeds against what was printed."""
    found: Counter[str] = Counter()
    broken, expected = [], {}
    for paper in given:
        expected |= {paper.url(n): paper.headline(n) for n in range(paper.count())}
        for path in feeds(storm.root, paper.name):
            for line in lines(path):
                try:
                    article = json.loads(line)
                    right = expected[article["url"]] == article["headline"]
                except (ValueError, KeyError, TypeError):
                    right = False
                if right:
                    found[article["url"]] += 1
                else:
                    broken.append(f"{path}: {line[:200]!r}")
    lost = [url for url in expected if url not in found]
    repeated = [url for url, times in found.items() if times > 1]
    return Audit(len(expected), found.total(), lost, repeated, broken)


def stored_so_far(storm: Storm) -> int:
    """Return how many lines can be read by now, of files that may be growing."""
    paths = [path for group in GROUPS for name in group for path in feeds(storm.root, name)]
    return sum(sum(1 for _ in lines(path)) for path in paths)


def rage(storm: Storm, seed: int) -> None:
    """Let the storm blow, telling how far it is."""
    chance, began = random.Random(seed), time.monotonic()
    told = damaged = began
    workers = [
        threading.Thread(target=work, args=(storm, names, random.Random(seed + number)))
        for number, names in enumerate(GROUPS, start=1)
    ]
    for worker in workers:
        worker.start()
    while storm.blows:
        time.sleep(0.5)
        if time.monotonic() - damaged > DAMAGE_EVERY:
            damage_state(storm, chance)
            damaged = time.monotonic()
        if time.monotonic() - told > TELL_EVERY:
            told = time.monotonic()
            kills, stored = storm.counts["kills"], stored_so_far(storm)
            tell(f"{told - began:4.0f} s: {kills} kills, {stored} lines")
    for worker in workers:
        worker.join()


def tell(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


def finish(storm: Storm, given: list[GrowingPaper]) -> list[int]:
    """Crawl every paper to a clean end, then once more; return the exit codes and lines added."""
    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(lambda p: crawl_to_the_end(storm, p.name, f"{p.name}-last"), given))
        had = stored_so_far(storm)
        pool.map(lambda p: crawl_to_the_end(storm, p.name, f"{p.name}-next"), given)
    return [*codes, stored_so_far(storm) - had]


#: No failure of a last run. Papers here print articles in the second in which they are fetched: so
#: looks a template that shows the clock as the date, and `broken` (9) is right.
FINE = {0, 9}


def report(storm: Storm, result: Audit, codes: list[int], added: int) -> bool:
    """Print what came of it; return whether all is well."""
    for name, count in storm.counts.items():
        tell(f"{name:<40}{count:>6}")
    tell(f"last runs: exit codes {codes}")
    tell(f"{result.expected} articles expected, {result.stored} lines")
    figures = {
        "lost": len(result.lost),
        "repeated": len(result.repeated),
        "broken": len(result.broken),
        "added by a next run": added,
        "would not stop": storm.counts["would not stop"],
        "last runs that failed": sum(code not in FINE for code in codes),
    }
    tell(", ".join(f"{name} {count}" for name, count in figures.items()))
    for what in (*result.lost[:20], *result.repeated[:20], *result.broken[:20]):
        tell(f"  {what}")
    return not any(figures.values())


def main() -> int:
    """Soak; return 0 when nothing was lost, repeated, broken."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args()
    root = options.folder or Path(tempfile.mkdtemp(prefix="newscrawl-soak-"))
    (root / "logs").mkdir(parents=True, exist_ok=True)
    tell(f"seed {options.seed}, {options.minutes:g} minutes, in {root}")
    given = papers()
    weather = bad_weather(random.Random(options.seed))
    with serve(GrowingNewsstand(given), fault=weather, log=False) as stand:
        storm = Storm(root, stand, time.monotonic() + options.minutes * 60)
        rage(storm, options.seed)
        for paper in given:
            paper.ended = time.time()
        stand.fault = None
        tell("the storm is over: every paper to a clean end, then once more")
        *codes, added = finish(storm, given)
    well = report(storm, audit(storm, given), codes, added)
    if well and not options.folder:
        shutil.rmtree(root)
    else:
        tell(f"kept: {root}")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
