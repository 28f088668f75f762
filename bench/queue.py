"""Measures a cluster on one machine: `python -m bench.queue`.

    python -m bench.queue [--papers 24] [--articles 30] [--workers 1 2 4] [--jobs 2000]

First the queue alone: so many jobs that do nothing, put in and worked off by 1, 2, 4 workers, with
nothing else waiting and with 10,000 others before them that may not begin (`--jobs 0`: none). Then
crawls: the papers of a generated web, each a job, worked off by 1, 2, 4 workers of four papers at
once, without pauses between requests.
Printed are pages a second from the first job's begin to the last one's end, the processor time of
crawls and workers, and what of it PostgreSQL takes. The server of the web needs a part of a core.
"""

import argparse
import asyncio
import logging
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import psycopg
from procrastinate import App, PsycopgConnector
from scrapy.utils.project import get_project_settings

from bench.many import FAST, keep_serving
from newscrawl.commands.sites import loader_of
from newscrawl.queue.database import checked
from newscrawl.queue.jobs import Job, Kind
from newscrawl.queue.overview import Queue
from newscrawl.sites.definition import refusal
from newscrawl.sites.registry import Registry
from newscrawl.storage.run_record_table import RunRecordTable
from newscrawl.storage.tables import Server
from newscrawl.urls.networks import networks
from tests.support.postgres import Postgres

HERE = Path(__file__).resolve().parent.parent
AT_ONCE, BEFORE = 4, 10_000
TICK = os.sysconf("SC_CLK_TCK")
DAY = timedelta(days=1)


class Carried(NamedTuple):
    """How many jobs a second were put in and worked off, and the database's part of a core."""

    put: float
    done: float
    share: float


class Crawled(NamedTuple):
    """What the crawls of all papers took and gave."""

    seconds: float
    pages: int
    processor: float
    database: float


def processor_of(server: Postgres) -> float:
    """Return the seconds of the processor that a server took, its ended children included."""
    assert server.process
    pids = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(server.process.pid)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()
    total = 0
    for pid in (str(server.process.pid), *pids):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        # utime, stime; of those that ended only the parent knows.
        total += sum(map(int, fields[11 : 15 if pid == str(server.process.pid) else 13]))
    return total / TICK


def prepared(server: Postgres) -> str:
    """Return the address of a new database with the queue's tables."""
    address = server.database()
    environment = os.environ | {"NEWSCRAWL_STATE": address}
    subprocess.run(
        [sys.executable, "-m", "newscrawl", "migrate"],
        env=environment,
        cwd=HERE,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return address


# The queue alone


async def nothing() -> None:
    """Do nothing."""


def app_at(address: str) -> App:
    """Return an application with a job that does nothing, in a queue that ends when it is empty."""
    app = App(connector=PsycopgConnector(conninfo=checked(address), min_size=1, max_size=4))
    app.task(name="nothing", queue="nothing")(nothing)
    return app


def work_off(address: str) -> None:
    """Work off the jobs that do nothing, as a worker does, in a process of its own."""

    async def work() -> None:
        app = app_at(address)
        async with app.open_async():
            await app.run_worker_async(
                queues=["nothing"],
                concurrency=8,
                wait=False,
                listen_notify=False,
                install_signal_handlers=False,
            )

    asyncio.run(work())


def carry(server: Postgres, workers: int, jobs: int, before: int) -> Carried:
    """Put jobs into a queue and work them off."""
    address = prepared(server)

    async def put() -> None:
        app = app_at(address)
        async with app.open_async():
            for number in range(jobs):
                await app.configure_task(
                    "nothing", lock=f"network {number}", queueing_lock=f"nothing {number}"
                ).defer_async()

    with psycopg.connect(address) as connection:
        # As they lie there: each with the lock of its network.
        connection.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock) "
            "SELECT 'before', 'nothing', 'network b' || n %% 3000, 'before ' || n "
            "FROM generate_series(1, %s) n",
            [before],
        )
        connection.commit()
        connection.autocommit = True
        connection.execute("ANALYZE")
    began = time.monotonic()
    asyncio.run(put())
    putting = time.monotonic() - began
    processes = [multiprocessing.Process(target=work_off, args=(address,)) for _ in range(workers)]
    used, began = processor_of(server), time.monotonic()
    for one in processes:
        one.start()
    for one in processes:
        one.join()
    seconds = time.monotonic() - began
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "SELECT count(*), extract(epoch FROM max(at) - min(at))::float "
            "FROM procrastinate_events JOIN procrastinate_jobs jobs ON jobs.id = job_id "
            "WHERE queue_name = 'nothing' AND type IN ('started', 'succeeded')"
        ).fetchone()
    assert row
    assert row[0] == 2 * jobs
    return Carried(jobs / putting, jobs / row[1], (processor_of(server) - used) / seconds)


# Crawls


def crawl(server: Postgres, stand: dict[str, str], jobs: list[Job], workers: int) -> Crawled:
    """Let workers crawl papers; return what it took."""
    address = prepared(server)
    with tempfile.TemporaryDirectory() as folder:
        environment = stand | {"NEWSCRAWL_STATE": address, "NEWSCRAWL_OUTPUT": folder}
        with Queue(address) as queue:
            list(queue.submit(jobs))
        database = processor_of(server)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        processes = [
            subprocess.Popen(
                [
                    *(sys.executable, "-m", "newscrawl", "work", "--no-schedule", *FAST),
                    *("--papers-at-once", str(AT_ONCE)),
                ],
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=HERE,
            )
            for _ in range(workers)
        ]
        with Queue(address) as queue:
            while any(one.status in {"waiting", "running"} for one in queue.entries(DAY)):
                time.sleep(1)
            entries = queue.entries(DAY)
        for one in processes:
            one.terminate()
        for one in processes:
            one.wait()
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        records = RunRecordTable(Server(address))
        pages = sum(one["pages"] for job in jobs for one in records.read(job.paper))
    begins = [one.began for one in entries if one.began]
    ends = [one.ended for one in entries if one.ended]
    return Crawled(
        (max(ends) - min(begins)).total_seconds(),
        pages,
        now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime,
        processor_of(server) - database,
    )


def main() -> int:
    """Print what the queue carries, and what crawls take."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--papers", type=int, default=24)
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--jobs", type=int, default=2000)
    options = parser.parse_args()
    logging.getLogger("procrastinate").setLevel(logging.ERROR)
    server = Postgres("-c", "max_connections=200")
    try:
        for before in (0, BEFORE) if options.jobs else ():
            for workers in options.workers:
                one = carry(server, workers, options.jobs, before)
                print(
                    f"{workers} workers, {before} other jobs wait: {one.put:.0f} jobs a second put "
                    f"in, {one.done:.0f} worked off; PostgreSQL takes {one.share:.2f} of a core",
                    flush=True,
                )
        every = Registry.of(loader_of(get_project_settings())).papers
        network = networks({name: paper.own_hosts() for name, paper in every.items()})
        # One of each network, or their locks would be measured.
        names = {network[name]: name for name, one in every.items() if not refusal(one, [])}
        jobs = [Job(Kind.CRAWL, name, of) for of, name in names.items()][: options.papers]
        ours, theirs = multiprocessing.Pipe()
        web = multiprocessing.Process(target=keep_serving, args=(options.articles, theirs))
        web.start()
        stand = ours.recv()
        print(f"{len(jobs)} papers of {options.articles} articles, {AT_ONCE} at once a worker")
        for workers in options.workers:
            got = crawl(server, stand, jobs, workers)
            share = got.database / (got.database + got.processor)
            print(
                f"{workers} workers: {got.pages} pages in {got.seconds:.1f} s, "
                f"{got.pages / got.seconds:.1f} a second; {got.processor:.1f} s of the processor, "
                f"PostgreSQL {got.database:.1f} s ({share:.1%}); load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
        ours.send("stop")
        web.join()
    finally:
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
