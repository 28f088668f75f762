"""The queue with real workers, a real PostgreSQL, and crawls of a web on loopback."""

import json
import os
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("procrastinate")

import psycopg

from newscrawl.newsstand import Newsstand
from newscrawl.queue.database import migrate
from newscrawl.storage.paper_lock import lock, lock_of
from newscrawl.storage.run_record_table import RunRecordTable
from newscrawl.storage.tables import Server
from tests.support import faults, postgres
from tests.support.crawling import FAST, listing, page, read, search, url
from tests.support.postgres import PASSWORD, Postgres
from tests.support.processes import PATIENCE, scrapy, start
from tests.support.stand import serve

pytestmark = pytest.mark.postgres
WINDOW = ("--since", "2026-11-01", "--until", "2026-11-20")
WEB = {search(1): listing(1, 2, 3)} | {url(n): page(n) for n in (1, 2, 3)}


class Fleet:
    """A queue, a web, and one output root that all machines share."""

    def __init__(self, database, stand, root, logs):
        self.environment = stand.environment() | {
            "NEWSCRAWL_STATE": database,
            "NEWSCRAWL_OUTPUT": str(root),
        }
        self.root, self.logs = root, logs
        self.said = []

    def run(self, *arguments):
        done = scrapy(*arguments, env=self.environment)
        self.said.append(done.stdout + done.stderr)
        return done

    def jobs(self):
        return [json.loads(line) for line in self.run("queue", "--json").stdout.splitlines()]

    def wait_for(self, *statuses):
        """Wait until the jobs, by their numbers, are so; return them."""
        until = time.monotonic() + PATIENCE
        while True:
            jobs = sorted(self.jobs(), key=lambda one: one["id"])
            now = [one["status"] for one in jobs]
            if now == list(statuses):
                return jobs
            assert time.monotonic() < until, (jobs, self.log())
            assert "failed" not in set(now) - set(statuses), (jobs, self.log())
            time.sleep(0.2)

    def records(self):
        return RunRecordTable(Server(self.environment["NEWSCRAWL_STATE"])).read("nusabali")

    def log(self):
        return "".join(file.read_text("utf-8") for file in sorted(self.logs.iterdir()))

    @contextmanager
    def worker(self, *arguments):
        with (self.logs / f"{len(list(self.logs.iterdir()))}.log").open("wb") as log:
            process = start(
                *("work", "--no-schedule", *FAST, *arguments),
                env=self.environment,
                stderr=log,
                stdout=log,
            )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)


class Gate:
    """Holds every article's page back until it is opened."""

    def __init__(self):
        self.reached, self.open = threading.Event(), threading.Event()
        #: What is answered in place of all pages.
        self.fault = None

    def __call__(self, request):
        if "/berita/" in request.path:
            self.reached.set()
            self.open.wait(PATIENCE)
        return self.fault


@pytest.fixture
def gate():
    one = Gate()
    yield one
    one.open.set()


@pytest.fixture
def fleet(database, tmp_path, gate):
    migrate(postgres.with_tables(database))
    gate.open.set()
    (tmp_path / "logs").mkdir()
    with serve(Newsstand(WEB), fault=gate) as stand:
        one = Fleet(database, stand, tmp_path / "output", tmp_path / "logs")
        yield one
        gate.open.set()
    assert PASSWORD not in one.log() + "".join(one.said)


def test_a_backfill_is_run_to_its_end_and_a_paper_is_queued_once(fleet):
    assert "1 submitted" in fleet.run("submit", "nusabali", *WINDOW).stdout
    assert "1 in the queue already" in fleet.run("submit", "nusabali", *WINDOW).stdout
    with fleet.worker():
        (job,) = fleet.wait_for("done")
    assert len(read(fleet.root)) == 3
    assert (job["paper"], job["since"], job["exit_code"]) == ("nusabali", "2026-11-01", 0)
    (record,) = fleet.records()
    assert record["job"] == f"queue-{job['id']}"


def test_an_archive_file_is_read_again_by_a_job(fleet):
    pytest.importorskip("fastwarc")
    fleet.run("submit", "nusabali", *WINDOW)
    with fleet.worker("-s", "NEWSCRAWL_ARCHIVE=warc"):
        fleet.wait_for("done")
        (archive,) = (fleet.root / "archive" / "nusabali").glob("*.warc.gz")
        fleet.run("submit", "--reparse", str(archive))
        _, job = fleet.wait_for("done", "done")
    assert job["file"] == str(archive)
    again = fleet.root / "reparsed" / "nusabali" / f"{archive.name}.jsonl"
    assert len(again.read_text("utf-8").splitlines()) == 3


def test_a_stopped_worker_ends_its_crawl_in_order_and_gives_the_job_back(fleet, gate):
    gate.open.clear()
    fleet.run("submit", "nusabali", *WINDOW)
    with fleet.worker() as worker:
        assert gate.reached.wait(PATIENCE)
        (job,) = fleet.wait_for("running")
        assert job["where"].endswith(f"process {worker.pid}")
        worker.terminate()
        assert worker.wait(PATIENCE) == 0
    assert fleet.records()[-1]["verdict"] == "interrupted"
    fleet.wait_for("waiting")
    gate.open.set()
    with fleet.worker():
        (job,) = fleet.wait_for("done")
    assert job["tries"] == 2
    assert len(read(fleet.root)) == 3


@pytest.mark.proc
def test_a_killed_worker_takes_its_crawl_with_it_and_another_runs_the_job(fleet, gate):
    gate.open.clear()
    fleet.run("submit", "nusabali", *WINDOW)
    with fleet.worker() as worker:
        assert gate.reached.wait(PATIENCE)
        crawls = children(worker.pid)
        assert [title for _, title in crawls if " crawl nusabali " in title]
        assert not [title for _, title in crawls if PASSWORD in title]
        worker.kill()
        worker.wait()
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid, _ in crawls))
    gate.open.set()
    # Half a minute without a beat is not waited for here.
    with psycopg.connect(fleet.environment["NEWSCRAWL_STATE"]) as connection:
        connection.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - '1h'::interval"
        )
    with fleet.worker():
        (job,) = fleet.wait_for("done")
    assert job["tries"] == 2
    assert len(read(fleet.root)) == 3


def test_a_paper_that_another_process_runs_is_left_alone_until_it_ends(fleet):
    held = lock(lock_of(fleet.root, "nusabali"))
    fleet.run("submit", "nusabali", *WINDOW)
    with fleet.worker():
        wait_until(lambda: "ended with 5" in fleet.log())
        (job,) = fleet.wait_for("waiting")
        assert job["not_before"]
        assert "already running" in job["reason"]
        held.close()
        fleet.wait_for("done")
    assert len(read(fleet.root)) == 3


def test_a_job_that_fails_says_why_and_can_be_run_again(fleet, gate):
    gate.fault = faults.status(403)
    fleet.run("submit", "nusabali")
    with fleet.worker():
        (job,) = fleet.wait_for("failed")
        assert "403" in job["reason"]
        assert "403" in fleet.run("queue").stdout
        gate.fault = None
        number = str(job["id"])
        assert fleet.run("queue", "retry", number).returncode == 0
        (job,) = fleet.wait_for("done")
        assert not job["reason"]
    assert fleet.run("queue", "retry", number).stdout == f"job {number}: it is done\n"


def test_a_cancelled_job_is_not_run_and_one_that_runs_is_ended(fleet, gate):
    gate.open.clear()
    fleet.run("submit", "nusabali", *WINDOW)
    fleet.run("submit", "nusabali")
    with fleet.worker():
        assert gate.reached.wait(PATIENCE)
        first, second = (str(one["id"]) for one in fleet.wait_for("waiting", "running"))
        assert fleet.run("queue", "cancel", first, second).returncode == 0
        fleet.wait_for("cancelled", "cancelled")
    assert fleet.run("queue", "cancel", first).stdout == f"job {first}: it is cancelled\n"
    assert "no such job" in fleet.run("queue", "cancel", "999").stdout


def test_what_is_due_is_submitted_and_not_again_while_it_waits_or_rests(fleet):
    told = fleet.run("submit", "nusabali").stdout
    assert "nusabali" in told
    due = [json.loads(one) for one in fleet.run("submit", "--json").stdout.splitlines()]
    names = [one["paper"] for one in due]
    assert len(names) > 100
    assert "nusabali" not in names
    assert fleet.run("submit").stdout == "nothing is due\n"


def test_a_password_on_the_command_line_is_refused(fleet):
    address = fleet.environment["NEWSCRAWL_STATE"]
    for command in ("work", "submit", "queue", "migrate"):
        done = fleet.run(command, "-s", f"NEWSCRAWL_STATE={address}")
        assert done.returncode == 2
        assert "environment" in done.stderr


def test_without_an_address_it_is_said_what_to_set():
    done = scrapy("work", env={**os.environ, "NEWSCRAWL_STATE": ""})
    assert done.returncode == 2
    assert "NEWSCRAWL_STATE" in done.stderr


def test_a_server_that_comes_back_finds_its_worker_again(tmp_path):
    server = Postgres()
    address = server.database()
    migrate(postgres.with_tables(address))
    (tmp_path / "logs").mkdir()
    with serve(Newsstand(WEB)) as stand:
        fleet = Fleet(address, stand, tmp_path / "output", tmp_path / "logs")
        with fleet.worker():
            wait_until(lambda: workers(address))
            server.kill()
            server.start()
            fleet.run("submit", "nusabali", *WINDOW)
            fleet.wait_for("done")
    server.stop()
    assert len(read(fleet.root)) == 3


def workers(address):
    with psycopg.connect(address) as connection:
        return connection.execute("SELECT id FROM procrastinate_workers").fetchall()


def wait_until(happened):
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def children(pid):
    """Return the processes of a process with their titles."""
    command = ["ps", "-o", "pid=,args=", "--ppid", str(pid)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = (line.split(None, 1) for line in told.splitlines())
    return [(int(number), title) for number, title in rows]
