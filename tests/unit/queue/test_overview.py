"""The queue as who looks at it sees it."""

from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("procrastinate")

import psycopg

from newscrawl.queue.database import migrate
from newscrawl.queue.jobs import Job, Kind
from newscrawl.queue.overview import Queue

pytestmark = pytest.mark.postgres
DAY = timedelta(days=1)
JOBS = [
    Job(Kind.CRAWL, "nusabali", "nusabali.com"),
    Job(Kind.BACKFILL, "nusabali", "nusabali.com", "2026-10-01", "2026-10-31"),
    Job(Kind.REPARSE, file="/arsip/nusabali/2026-10.warc.gz"),
]


@pytest.fixture
def queue(database):
    migrate(database)
    with Queue(database) as one, psycopg.connect(database, autocommit=True) as connection:
        # Events and jobs are numbered each by itself.
        connection.execute("SELECT setval('procrastinate_events_id_seq', 7000)")
        one.sql = connection.execute
        yield one


def test_each_job_comes_back_as_it_was_submitted_with_when_that_was(queue):
    list(queue.submit(JOBS))
    entries = queue.entries(DAY)
    assert [one.job for one in entries] == JOBS
    assert all(abs(datetime.now(UTC) - one.queued) < timedelta(minutes=5) for one in entries)
    assert {(one.status, one.tries, one.place, one.reason) for one in entries} == {
        ("waiting", 0, "", "")
    }


def test_what_waits_or_runs_is_not_queued_again_and_what_ended_is(queue):
    ((_, number),) = queue.submit(JOBS[:1])
    for status, again in (("todo", False), ("doing", False), ("failed", True)):
        queue.sql("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, number])
        ((_, found),) = queue.submit(JOBS[:1])
        assert (found is not None) == again


def test_a_paper_is_busy_with_its_jobs_and_rests_after_a_crawl(queue):
    rest = timedelta(minutes=30)
    ((_, number),) = queue.submit(JOBS[:1])
    assert queue.busy(rest) == {"nusabali"}
    queue.sql("UPDATE procrastinate_jobs SET status = 'succeeded'")
    for ago, busy in (("29 min", {"nusabali"}), ("31 min", set())):
        queue.sql("DELETE FROM newscrawl_jobs")
        queue.sql(
            "INSERT INTO newscrawl_jobs (job, place, began) VALUES (%s, '', now() - %s::interval)",
            [number, ago],
        )
        assert queue.busy(rest) == busy


def test_ended_jobs_are_shown_for_a_while(queue):
    ((_, number),) = queue.submit(JOBS[:1])
    queue.sql("UPDATE procrastinate_jobs SET status = 'failed'")
    queue.sql(
        "INSERT INTO newscrawl_jobs VALUES (%s, 'mesin', now(), now() - '2h'::interval, 8, 'http "
        "403 at postgresql://u:rahasia@h/d')",
        [number],
    )
    assert queue.entries(timedelta(hours=1)) == []
    (one,) = queue.entries(timedelta(hours=3))
    assert (one.status, one.code) == ("failed", 8)
    assert "rahasia" not in one.reason
