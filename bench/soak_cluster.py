"""Kills the parts of a cluster at random for minutes, then counts what was lost.

    python -m bench.soak_cluster [--minutes 10] [--workers 2] [--seed N] [--folder DIR]

Six papers of six families print on while workers crawl them from a queue in a real PostgreSQL, on
one root. Workers, crawls and PostgreSQL itself are killed (SIGKILL, SIGTERM) and started again,
disks fill up, and one worker's way to the database is cut for half a minute: that worker asks for
another address of loopback, which a rule of a network namespace swallows. Where no namespace can be
made, it is said and left out. In the end every paper is crawled without faults, and then once more.
The exit code is 0 when nothing is lost, repeated, broken or added by that last run, and every job
that was struck ran again, or was told as failed with its reason, within a minute; else all of it is
kept to be looked at.
"""

import argparse
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import psycopg

from bench.growing import GrowingNewsstand, GrowingPaper, papers
from bench.soak import Storm, audit, bad_weather, stored_so_far, tell
from newscrawl.queue.jobs import Job, Kind
from newscrawl.queue.overview import Entry, Queue
from newscrawl.storage.tables import StateError
from tests.support.postgres import Postgres
from tests.support.stand import Stand, serve

HERE = Path(__file__).resolve().parent.parent
FAST = ("-s", "DOWNLOAD_DELAY=0.02")
#: A job that was struck runs again within so many seconds.
MINUTE = 60.0
#: How long the network is cut; how long workers may take to work off what is left.
CUT, PATIENCE = 30.0, 300.0
#: The address of the database for the worker whose network is cut.
CUT_OFF = "127.0.0.2"
INSIDE = "NEWSCRAWL_SOAK_INSIDE"
DAY = timedelta(days=1)


class Struck(NamedTuple):
    """A job that was running when something was done to it."""

    job: int
    at: float
    what: str


@dataclass
class Machine:
    """A worker, which is started again when it is killed."""

    name: str
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the worker."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "newscrawl", "work", "--no-schedule", *FAST],
                env=self.environment,
                cwd=HERE,
                stdout=log,
                stderr=log,
            )

    @property
    def pid(self) -> int:
        """Its process."""
        assert self.process
        return self.process.pid

    def crawls(self) -> dict[int, int]:
        """Return the processes of its jobs, each with its job."""
        told = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.pid)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        found = re.findall(r"^\s*(\d+) .*_job=queue-(\d+)", told, re.MULTILINE)
        return {int(pid): int(job) for pid, job in found}


@dataclass
class Cluster:
    """All that is struck."""

    server: Postgres
    address: str
    root: Path
    machines: list[Machine]
    names: list[str]
    chance: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    struck: list[Struck] = field(default_factory=list)

    def strike(self, what: str, jobs: dict[int, int]) -> None:
        """Note what is done to jobs now."""
        self.counts[what] += 1
        self.struck += [Struck(job, time.time(), what) for job in jobs.values()]

    def submit(self) -> None:
        """Submit every paper; what waits or runs is not submitted again."""
        jobs = [Job(Kind.CRAWL, name, f"{name}.contoh") for name in self.names]
        try:
            with Queue(self.address) as queue:
                new = sum(number is not None for _, number in queue.submit(jobs))
            self.counts["jobs"] += new
        except StateError:
            self.counts["submissions without a database"] += 1

    def entries(self) -> list[Entry]:
        """Return all jobs."""
        with Queue(self.address) as queue:
            return queue.entries(DAY)

    def one(self) -> Machine:
        """Return a worker by chance."""
        return self.chance.choice(self.machines)


# What is done to it


def kill_worker(cluster: Cluster) -> None:
    """Kill a worker; start it again after a while, or at once."""
    machine = cluster.one()
    cluster.strike("workers killed", machine.crawls())
    machine.process.kill()
    machine.process.wait()
    time.sleep(cluster.chance.choice((0, 0, 3)))
    machine.start()


def stop_worker(cluster: Cluster) -> None:
    """Stop a worker in order, and start it again."""
    machine = cluster.one()
    cluster.strike("workers stopped", machine.crawls())
    machine.process.terminate()
    try:
        machine.process.wait(MINUTE)
    except subprocess.TimeoutExpired:
        cluster.counts["would not stop"] += 1
        machine.process.kill()
        machine.process.wait()
    machine.start()


def strike_crawl(cluster: Cluster, how: Callable[[int], object], what: str) -> None:
    """Do something to one crawl."""
    crawls = cluster.one().crawls()
    if crawls:
        pid, job = cluster.chance.choice([*crawls.items()])
        cluster.strike(what, {pid: job})
        try:
            how(pid)
        except ProcessLookupError:
            cluster.struck.pop()


def kill_crawl(cluster: Cluster) -> None:
    """Kill one crawl, by either signal."""
    one = cluster.chance.choice((signal.SIGKILL, signal.SIGTERM))
    strike_crawl(cluster, lambda pid: os.kill(pid, one), f"crawls ended by {one.name}")


def fill_disk(cluster: Cluster) -> None:
    """Let one crawl find its disk full."""
    size = cluster.chance.randint(1, 100_000)
    strike_crawl(
        cluster,
        lambda pid: resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, size)),
        "disks full",
    )


def kill_server(cluster: Cluster) -> None:
    """Kill PostgreSQL with all its processes, and start it again."""
    running = {pid: job for one in cluster.machines for pid, job in one.crawls().items()}
    cluster.strike("PostgreSQL killed", running)
    cluster.server.kill()
    time.sleep(cluster.chance.choice((0, 1, 5)))
    cluster.server.start()


def cut_network(cluster: Cluster) -> None:
    """Cut the last worker's way to the database for half a minute."""
    machine = cluster.machines[-1]
    cluster.strike("networks cut", machine.crawls())
    subprocess.run(["ip", "rule", "add", "pref", "50", "to", CUT_OFF, "blackhole"], check=True)
    time.sleep(CUT)
    subprocess.run(["ip", "rule", "del", "pref", "50"], check=True)


STRIKES = {kill_worker: 4, stop_worker: 2, kill_crawl: 8, fill_disk: 2, kill_server: 3}


def rage(cluster: Cluster, storm: Storm, *, can_cut: bool) -> None:
    """Strike again and again."""
    strikes = {**STRIKES, **({cut_network: 1} if can_cut else {})}
    told = began = time.monotonic()
    # Once at least, however short the storm is; and again when all is well for a while.
    due = [cut_network] if can_cut else []
    while storm.blows:
        cluster.submit()
        time.sleep(cluster.chance.uniform(0.5, 5))
        strike = due.pop() if due and time.monotonic() - began > 20 else None
        (strike or cluster.chance.choices([*strikes], [*strikes.values()])[0])(cluster)
        if time.monotonic() - told > 15:
            told = time.monotonic()
            tell(
                f"{told - began:4.0f} s: {len(cluster.struck)} jobs struck, "
                f"{stored_so_far(storm)} lines"
            )


def drain(cluster: Cluster) -> None:
    """Wait until no job waits or runs."""
    until = time.monotonic() + PATIENCE
    while any(one.status in {"waiting", "running"} for one in cluster.entries()):
        if time.monotonic() > until:
            cluster.counts["jobs that never ended"] += 1
            return
        time.sleep(0.5)


# What came of it


def late(cluster: Cluster) -> list[str]:
    """Return which jobs that were struck neither ran again nor ended within a minute."""
    with psycopg.connect(cluster.address) as connection:
        rows = connection.execute(
            "SELECT job_id, type::text, extract(epoch FROM at)::float FROM procrastinate_events "
            "WHERE type NOT IN ('deferred', 'scheduled', 'deferred_for_retry', 'abort_requested')"
        ).fetchall()
    events: dict[int, list[tuple[float, str]]] = {}
    for job, kind, at in sorted(rows, key=lambda row: row[2]):
        events.setdefault(job, []).append((at, kind))
    found = []
    for one in cluster.struck:
        following = [at for at, _ in events.get(one.job, ()) if at > one.at]
        waited = following[0] - one.at if following else float("inf")
        cluster.counts["longest wait of a struck job, s"] = max(
            cluster.counts["longest wait of a struck job, s"], round(min(waited, 10**6))
        )
        if waited > MINUTE:
            found.append(f"job {one.job}: {one.what}, then nothing for {waited:.0f} s")
    return found


def crawl_to_the_end(cluster: Cluster) -> list[str]:
    """Crawl every paper once more, undisturbed; return those that failed."""
    drain(cluster)
    last = max((one.id for one in cluster.entries()), default=0)
    cluster.submit()
    drain(cluster)
    new = [one for one in cluster.entries() if one.id > last]
    return [f"{one.job.paper}: {one.status} {one.reason}" for one in new if one.status != "done"]


def report(
    cluster: Cluster, storm: Storm, given: list[GrowingPaper], failed: list[str], added: int
) -> bool:
    """Print what came of it; return whether all is well."""
    result, slow = audit(storm, given), late(cluster)
    mute = [
        f"job {one.id}" for one in cluster.entries() if one.status == "failed" and not one.reason
    ]
    cluster.counts["jobs told as failed"] = sum(one.status == "failed" for one in cluster.entries())
    for name, count in cluster.counts.items():
        tell(f"{name:<40}{count:>6}")
    tell(f"{result.expected} articles expected, {result.stored} lines")
    figures = {
        "lost": len(result.lost),
        "repeated": len(result.repeated),
        "broken": len(result.broken),
        "added by a next run": added,
        "last runs that failed": len(failed),
        "jobs not run again within a minute": len(slow),
        "jobs that failed without a reason": len(mute),
        "jobs that never ended": cluster.counts["jobs that never ended"],
        "would not stop": cluster.counts["would not stop"],
    }
    tell(", ".join(f"{name} {count}" for name, count in figures.items()))
    for what in (result.lost, result.repeated, result.broken, failed, slow, mute):
        for one in what[:20]:
            tell(f"  {one}")
    return not any(figures.values())


def soak(
    options: argparse.Namespace,
    root: Path,
    stand: Stand,
    server: Postgres,
    given: list[GrowingPaper],
) -> bool:
    """Soak; return whether all is well."""
    can_cut = INSIDE in os.environ
    if not can_cut:
        tell("no network namespace can be made here: the network is not cut")
    address = server.database()
    far = address.replace("127.0.0.1", CUT_OFF if can_cut else "127.0.0.1")
    base = stand.environment() | {"NEWSCRAWL_OUTPUT": str(root)}
    machines = [
        Machine(
            f"worker {number}", base | {"NEWSCRAWL_STATE": where}, root / "logs" / f"{number}.log"
        )
        for number in range(options.workers)
        for where in [far if number == options.workers - 1 else address]
    ]
    names = [paper.name for paper in given]
    chance = random.Random(options.seed)
    cluster = Cluster(server, address, root, machines, names, chance)
    migrate = [sys.executable, "-m", "newscrawl", "migrate"]
    subprocess.run(migrate, env=machines[0].environment, cwd=HERE, check=True)
    for machine in machines:
        machine.start()
    try:
        storm = Storm(root, stand, time.monotonic() + options.minutes * 60)
        rage(cluster, storm, can_cut=can_cut)
        for paper in given:
            paper.ended = time.time()
        stand.fault = None
        tell("the storm is over: every paper to a clean end, then once more")
        failed = crawl_to_the_end(cluster)
        had = stored_so_far(storm)
        failed += crawl_to_the_end(cluster)
        return report(cluster, storm, given, failed, stored_so_far(storm) - had)
    finally:
        for machine in machines:
            machine.process.terminate()
        for machine in machines:
            machine.process.wait()


def begin_in_a_namespace() -> None:
    """Begin again in a network of our own; return where that cannot be made."""
    if INSIDE in os.environ or not shutil.which("ip") or not shutil.which("unshare"):
        return
    # The table of local addresses comes behind the rule that cuts one of them off.
    ready = "ip link set lo up && ip rule add pref 100 lookup local && ip rule del pref 0"
    tried = subprocess.run(["unshare", "-n", "sh", "-c", ready], capture_output=True, check=False)
    if tried.returncode:
        return
    command = [sys.executable, "-m", "bench.soak_cluster", *sys.argv[1:]]
    os.execvpe(
        "unshare",
        ["unshare", "-n", "sh", "-c", f'{ready} && exec "$@"', "sh", *command],
        os.environ | {INSIDE: "1"},
    )


def main() -> int:
    """Soak; return 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args()
    begin_in_a_namespace()
    root = options.folder or Path(tempfile.mkdtemp(prefix="newscrawl-soak-"))
    (root / "logs").mkdir(parents=True, exist_ok=True)
    tell(f"seed {options.seed}, {options.minutes:g} minutes, in {root}")
    given = papers()
    weather = bad_weather(random.Random(options.seed))
    server = Postgres("-c", f"listen_addresses=127.0.0.1,{CUT_OFF}")
    try:
        with serve(GrowingNewsstand(given), fault=weather, log=False) as stand:
            well = soak(options, root, stand, server, given)
    finally:
        server.stop()
    if well and not options.folder:
        shutil.rmtree(root)
    return int(not well)


if __name__ == "__main__":
    sys.exit(main())
