"""What a worker gives back: jobs whose workers vanished, and ends that could not be written."""

import asyncio
import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

pytest.importorskip("procrastinate")

import psycopg
from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException

from newscrawl.queue import worker
from newscrawl.queue.database import checked, migrate
from newscrawl.queue.jobs import TRIES, Job, Kind
from newscrawl.queue.overview import Queue
from newscrawl.queue.worker import Worker, trouble

pytestmark = pytest.mark.postgres
DAY = timedelta(days=1)
JOB = Job(Kind.CRAWL, "nusabali", "nusabali.com")


@pytest.fixture
def address(database):
    migrate(database)
    return database


def begin(address, *, beat="0s"):
    """Submit a job, and begin it as a worker does that beat so long ago; return the worker's id."""
    with Queue(address) as queue, psycopg.connect(address) as connection:
        ((_, number),) = queue.submit([JOB])
        (identity,) = connection.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) "
            "RETURNING id",
            [beat],
        ).fetchone()
        connection.execute("SELECT procrastinate_fetch_job_v2(NULL, %s)", [identity])
        connection.execute(
            "INSERT INTO newscrawl_jobs (job, place, began) VALUES (%s, 'mesin, process 7', now())",
            [number],
        )
    return number, identity


def look(address, ends=None):
    """Let a worker look once for what is to be given back; return the jobs."""

    async def once():
        connector = PsycopgConnector(conninfo=checked(address), min_size=1, max_size=1)
        one = Worker(address, 1, Path(), [], os.environ, print)
        one._ends = ends or {}
        await connector.open_async()
        with suppress(TimeoutError):
            await asyncio.wait_for(one.give_back(connector), 0.5)
        await connector.close_async()

    asyncio.run(once())
    with Queue(address) as queue:
        return queue.entries(DAY)


def test_the_job_of_a_worker_that_beats_is_left_to_it(address):
    begin(address)
    assert [one.status for one in look(address)] == ["running"]


def test_the_job_of_a_worker_without_a_beat_is_given_back_and_says_so(address):
    begin(address, beat="1min")
    (one,) = look(address)
    assert (one.status, one.reason) == ("waiting", "its worker vanished (mesin, process 7)")


def test_the_job_of_a_worker_that_nobody_knows_any_more_is_given_back(address):
    begin(address)
    with psycopg.connect(address) as connection:
        connection.execute("DELETE FROM procrastinate_workers")
    assert [one.status for one in look(address)] == ["waiting"]


def test_a_job_whose_workers_vanish_each_time_has_failed(address):
    number, _ = begin(address, beat="1min")
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE newscrawl_jobs SET failures = %s", [TRIES - 2])
    assert [one.status for one in look(address)] == ["waiting"]
    with psycopg.connect(address) as connection:
        connection.execute(
            "SELECT procrastinate_fetch_job_v2(NULL, max(id)) FROM procrastinate_workers"
        )
    (one,) = look(address)
    assert (one.id, one.status) == (number, "failed")
    assert "vanished" in one.reason


@pytest.mark.parametrize(("ago", "status"), [(worker.WRITTEN + 1, "waiting"), (0, "running")])
def test_an_end_that_could_not_be_written_is_not_waited_for_for_ever(address, ago, status):
    number, identity = begin(address)
    at = worker.time.monotonic() - ago
    assert [one.status for one in look(address, {number: (at, identity)})] == [status]
    # Another worker has it meanwhile: it is not taken from that one.
    with psycopg.connect(address) as connection:
        connection.execute("DELETE FROM procrastinate_jobs")
    number, identity = begin(address)
    assert [one.status for one in look(address, {number: (at, identity + 1)})] == ["running"]


def test_the_trouble_of_a_group_is_the_databases_and_another_is_raised():
    wrong = ConnectorException("gone")
    assert trouble(wrong) is wrong
    assert trouble(ExceptionGroup("", [ExceptionGroup("", [wrong])])) is wrong
    with pytest.raises(ExceptionGroup):
        trouble(ExceptionGroup("", [wrong, KeyError()]))
