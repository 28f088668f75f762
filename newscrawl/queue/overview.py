"""What lies in the queue: submitted, looked at, retried, cancelled."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import psycopg
from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation

from newscrawl.queue.database import checked, connect, masked, plain_errors
from newscrawl.queue.jobs import PRIORITIES, Job, Kind
from newscrawl.queue.worker import JOBS
from newscrawl.storage.closing import Closing

#: Procrastinate's words for a job's status, and ours.
STATUSES = {
    "todo": "waiting",
    "doing": "running",
    "succeeded": "done",
    "failed": "failed",
    "cancelled": "cancelled",
    "aborted": "cancelled",
}
# A job of our own queue, with what ours says of it, and with when it was queued.
SELECT = """
SELECT jobs.id, task_name, args, status::text, attempts, scheduled_at, place, began, ended, code,
    reason, (SELECT min(at) FROM procrastinate_events events
     WHERE events.job_id = jobs.id AND type = 'deferred') AS queued
FROM procrastinate_jobs jobs LEFT JOIN newscrawl_jobs ON job = jobs.id
WHERE queue_name = %(queue)s
    AND (status IN ('todo', 'doing') OR ended IS NULL OR ended > now() - %(past)s::interval)
ORDER BY array_position(ARRAY['doing', 'todo', 'failed'], status::text), jobs.id
"""
# A paper whose job began within the half hour runs no earlier than that again, record or not.
BUSY = """
SELECT DISTINCT args->>'paper' FROM procrastinate_jobs LEFT JOIN newscrawl_jobs ON job = id
WHERE queue_name = %(queue)s AND args ? 'paper'
    AND (status IN ('todo', 'doing')
        OR (task_name = 'crawl' AND began > now() - %(rest)s::interval))
"""


class Entry(NamedTuple):
    """A job as it lies in the queue."""

    id: int
    job: Job
    status: str
    #: How often it was begun, this time included.
    tries: int
    queued: datetime | None
    #: Before which it does not begin.
    not_before: datetime | None
    #: Where it runs or ran last: the machine and the worker's process.
    place: str
    began: datetime | None
    ended: datetime | None
    code: int | None
    reason: str


class Queue(Closing):
    """The queue, as who submits and looks sees it. Every method raises StateError."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection = connect(address)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def submit(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, int | None]]:
        """Put jobs into the queue; yield each with its number, None for what is there already."""
        connector = SyncPsycopgConnector(conninfo=checked(self._address), min_size=1, max_size=1)
        app = App(connector=connector)
        with plain_errors(), app.open():
            for job in jobs:
                fields = job._asdict()
                kind: Kind = fields.pop("kind")
                task = app.configure_task(
                    kind,
                    queue=JOBS,
                    lock=job.lock,
                    queueing_lock=job.queueing_lock,
                    priority=PRIORITIES[kind],
                )
                try:
                    yield job, task.defer(**fields)
                except (AlreadyEnqueued, UniqueViolation):
                    yield job, None

    def entries(self, past: timedelta) -> list[Entry]:
        """Return what runs, what waits, and what ended within so long."""
        with plain_errors():
            cursor = self._connection.cursor(row_factory=psycopg.rows.dict_row)
            rows = cursor.execute(SELECT, {"queue": JOBS, "past": past}).fetchall()
        return [entry(row) for row in rows]

    def busy(self, rest: timedelta) -> set[str]:
        """Return the papers that have jobs which wait, run, or began a crawl within so long."""
        with plain_errors():
            rows = self._connection.execute(BUSY, {"queue": JOBS, "rest": rest}).fetchall()
        return {name for (name,) in rows}

    def retry(self, number: int) -> str:
        """Run a failed job again; return why it cannot be, or ""."""
        with plain_errors():
            try:
                with self._connection.transaction():
                    found = self._connection.execute(
                        "SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) "
                        "FROM procrastinate_jobs WHERE id = %s AND status = 'failed'",
                        [number],
                    ).fetchone()
                    self._connection.execute(
                        "UPDATE newscrawl_jobs SET failures = 0 WHERE job = %s", [number]
                    )
            except psycopg.errors.UniqueViolation:
                return "the same is in the queue already"
        return "" if found else self._why_not(number)

    def cancel(self, number: int) -> str:
        """Take a job out of the queue, or have its worker end it; return why not, or ""."""
        with plain_errors():
            found = self._connection.execute(
                "SELECT procrastinate_cancel_job_v1(%s, true, false)", [number]
            ).fetchone()
        return "" if found and found[0] else self._why_not(number)

    def _why_not(self, number: int) -> str:
        with plain_errors():
            row = self._connection.execute(
                "SELECT status::text FROM procrastinate_jobs WHERE id = %s", [number]
            ).fetchone()
        return f"it is {STATUSES[row[0]]}" if row else "there is no such job"


def entry(row: dict[str, Any]) -> Entry:
    """Return a row of SELECT as an entry."""
    return Entry(
        row["id"],
        Job(Kind(row["task_name"]), **row["args"]),
        STATUSES[row["status"]],
        row["attempts"] + (row["status"] == "doing"),
        row["queued"],
        row["scheduled_at"] if row["status"] == "todo" else None,
        row["place"] or "",
        row["began"],
        row["ended"],
        row["code"],
        masked(row["reason"] or ""),
    )
