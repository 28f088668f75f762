"""A worker: takes jobs from the queue, runs each in its own process, and gives back what is lost.

Procrastinate fetches jobs and holds their locks. A worker beats every few seconds; what a worker
without a beat was running is given back to the queue by any other. A worker that cannot reach the
queue ends its processes, since others will take up their jobs.
"""

import asyncio
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import JobAborted
from procrastinate.job_context import AbortReason
from procrastinate.jobs import Job as QueuedJob

from newscrawl.queue.database import TROUBLE, checked, masked, sentence
from newscrawl.queue.jobs import TRIES, Job, Kind, judge
from newscrawl.queue.process import CAN_DIE_TOGETHER, Ended, run

logger = logging.getLogger(__name__)

#: How often a worker beats, without how many seconds of beats it is lost, how often lost jobs are
#: looked for, and how often jobs that may begin; seconds. All of it together is below a minute.
BEAT, LOST, LOOK, POLL = 5, 30, 5, 2
#: How long to wait for a server that is gone, before the worker ends its processes; between tries.
PATIENCE, AGAIN = 15, 3
#: The end of a job is written within so many seconds, or it was not.
WRITTEN = 2 * PATIENCE + 5
#: Jobs that ended are forgotten after so many days; their runs have records.
KEEP_DAYS = 7
#: What is run, and what looks each minute which papers are due: no crawl keeps that waiting.
JOBS, SCHEDULE = "jobs", "schedule"
DUE = "submit what is due"

BEGIN = """
INSERT INTO newscrawl_jobs (job, place, began) VALUES (%(job)s, %(place)s, now())
ON CONFLICT (job) DO UPDATE
SET place = excluded.place, began = now(), ended = NULL, code = NULL, reason = NULL
RETURNING failures
"""
END = """
UPDATE newscrawl_jobs SET ended = now(), code = %(code)s, reason = %(reason)s,
    failures = failures + %(counts)s::int
WHERE job = %(job)s
"""
# Rows are locked, so that of two workers that look at the same time one gives each job back.
GIVE_BACK = """
WITH lost AS (
    SELECT jobs.id FROM procrastinate_jobs jobs
    LEFT JOIN procrastinate_workers workers ON workers.id = jobs.worker_id
    WHERE jobs.status = 'doing' AND (
        workers.id IS NULL OR workers.last_heartbeat < now() - make_interval(secs => %(lost)s)
        OR (jobs.id, jobs.worker_id) IN (
            SELECT * FROM unnest(%(ended)s::bigint[], %(workers)s::bigint[])))
    FOR UPDATE OF jobs SKIP LOCKED
), told AS (
    UPDATE newscrawl_jobs SET ended = now(), code = NULL, failures = failures + 1,
        reason = 'its worker vanished (' || place || ')'
    FROM lost WHERE job = lost.id RETURNING job, failures
)
SELECT lost.id, CASE WHEN coalesce(failures, 0) < %(tries)s
    THEN procrastinate_retry_job_v2(lost.id, now(), NULL, NULL, NULL)::text
    ELSE procrastinate_finish_job_v1(lost.id, 'failed', false)::text END
FROM lost LEFT JOIN told ON told.job = lost.id
"""
FORGET = """
DELETE FROM procrastinate_jobs USING newscrawl_jobs
WHERE job = id AND ended < now() - make_interval(days => %(days)s)
    AND status NOT IN ('todo', 'doing')
"""


class Again(Exception):  # noqa: N818  # no error: the job goes back to the queue
    """Raised by a job that is to be run again, in so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds:.0f} s")
        self.seconds = seconds


class FailedError(Exception):
    """Raised by a job that failed; its text says why."""


class AsTheJobSays(BaseRetryStrategy):
    """Runs a job again when it says so, behind those that were never tried."""

    def get_retry_decision(
        self, *, exception: BaseException, job: QueuedJob
    ) -> RetryDecision | None:
        """Return when; None for a job that failed."""
        if not isinstance(exception, Again):
            return None
        behind = job.priority - (exception.seconds > 0)
        return RetryDecision(retry_in={"seconds": round(exception.seconds)}, priority=behind)


@dataclass
class Worker:
    """One worker; `settings` are those of -s for each process, `environment` is theirs.

    `tell` gets what the processes print. `schedules`: whether it looks which papers are due.
    """

    address: str
    papers_at_once: int
    #: Where all output goes.
    root: Path
    settings: Sequence[str]
    environment: Mapping[str, str]
    tell: Callable[[str], None]
    schedules: bool = True
    #: Ends that may not have been written: when, and by which of our numbers as a worker.
    _ends: dict[int, tuple[float, int | None]] = field(default_factory=dict)

    async def work(self) -> None:
        """Work until SIGTERM or SIGINT: then end what runs, and give it back."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for one in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(one, stop.set)
        if not CAN_DIE_TOGETHER:
            logger.warning(
                "A crawl outlives its worker on this system when that is killed: until it ends, "
                "its job waits"
            )
        while not stop.is_set():
            session = asyncio.create_task(self.session())
            asked = asyncio.create_task(stop.wait())
            await asyncio.wait({session, asked}, return_when=asyncio.FIRST_COMPLETED)
            asked.cancel()
            session.cancel()
            try:
                await session
            except asyncio.CancelledError:
                continue
            except (*TROUBLE, BaseExceptionGroup) as error:
                logger.error("The queue cannot be reached: %s", sentence(trouble(error)))  # noqa: TRY400
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), AGAIN)

    async def session(self) -> None:
        """Work as long as the queue can be reached."""
        connector = PsycopgConnector(
            conninfo=checked(self.address),
            min_size=1,
            max_size=4,
            timeout=PATIENCE,
            reconnect_timeout=PATIENCE,
            kwargs={"application_name": f"newscrawl worker {place()}"},
        )
        app = App(connector=connector)
        for kind in Kind:
            app.task(name=kind, queue=JOBS, pass_context=True, retry=AsTheJobSays())(self.run)
        due = app.task(name=DUE, queue=SCHEDULE, pass_context=True)(self.submit_due)
        if self.schedules:
            app.periodic(cron="* * * * *")(due)
        async with app.open_async(), asyncio.TaskGroup() as group:
            group.create_task(never_ends(self.give_back(connector)))
            queues = {JOBS: self.papers_at_once, SCHEDULE: 1}
            for queue in (JOBS, SCHEDULE) if self.schedules else (JOBS,):
                worker = app.run_worker_async(
                    queues=[queue],
                    concurrency=queues[queue],
                    fetch_job_polling_interval=POLL,
                    abort_job_polling_interval=POLL,
                    shutdown_graceful_timeout=0,
                    listen_notify=False,
                    install_signal_handlers=False,
                    # What is looked for each minute is not kept.
                    delete_jobs="always" if queue == SCHEDULE else "never",
                    update_heartbeat_interval=BEAT,
                    stalled_worker_timeout=LOST,
                )
                group.create_task(never_ends(worker))

    async def run(self, context: JobContext, /, **fields: str) -> None:
        """Run a job's process, and judge its end. Raises Again, FailedError."""
        number = context.job.id
        assert number is not None
        job, connector = Job(Kind(context.job.task_name), **fields), context.app.connector
        self._ends.pop(number, None)
        try:
            row = await connector.execute_query_one_async(BEGIN, job=number, place=place())
            logger.info("Job %d begins: %s %s", number, job.kind, job.name)
            try:
                if job.kind is Kind.REPARSE:
                    job.reparsed(self.root).parent.mkdir(parents=True, exist_ok=True)
                ended = await self.process(job.name, job.command(number, self.root, self.settings))
            except OSError as error:  # no process could be begun here
                ended = Ended(1, str(error))
            meant = judge(
                job.kind, ended.code, failures=row["failures"], asked=context.job.attempts
            )
            reason = masked(ended.reason)
            await connector.execute_query_async(
                END, job=number, code=ended.code, reason=reason, counts=int(meant.counts)
            )
            logger.info("Job %d ended with %d: %s %s", number, ended.code, job.kind, job.name)
        except asyncio.CancelledError:
            if context.abort_reason() is not AbortReason.SHUTDOWN:
                raise JobAborted from None
            raise Again(0) from None
        finally:
            self._ends[number] = time.monotonic(), context.job.worker_id
        if meant.failed:
            raise FailedError(reason or f"exit code {ended.code}")
        if meant.again is not None:
            raise Again(meant.again)

    async def submit_due(self, context: JobContext, timestamp: int) -> None:  # noqa: ARG002
        """Put what is due into the queue, as `newscrawl submit` does. Raises FailedError."""
        number = context.job.id
        assert number is not None
        try:
            ended = await self.process("submit", [sys.executable, "-m", "newscrawl", "submit"])
        finally:
            self._ends[number] = time.monotonic(), context.job.worker_id
        if ended.code:
            raise FailedError(masked(ended.reason))

    def process(self, name: str, command: Sequence[str]) -> Awaitable[Ended]:
        """Return a process that is to be run; its lines are told with a name before them."""
        return run(command, self.environment, lambda line: self.tell(f"[{name}] {masked(line)}"))

    async def give_back(self, connector: PsycopgConnector) -> None:
        """Give back, for ever, jobs whose workers vanished or could not write the end."""
        forgotten = 0.0
        while True:
            now = time.monotonic()
            late = {job: who for job, (at, who) in self._ends.items() if now - at > WRITTEN}
            rows = await connector.execute_query_all_async(
                GIVE_BACK,
                lost=LOST,
                tries=TRIES,
                ended=[*late],
                workers=[*late.values()],
            )
            for job in late:
                del self._ends[job]
            if rows:
                numbers = ", ".join(str(row["id"]) for row in rows)
                logger.warning("Given back, their workers vanished: jobs %s", numbers)
            if now - forgotten > 3600 or not forgotten:
                await connector.execute_query_async(FORGET, days=KEEP_DAYS)
                forgotten = now
            await asyncio.sleep(LOOK)


async def never_ends(what: Coroutine[Any, Any, None]) -> None:
    """Await what ends only when the queue cannot be reached, or we are cancelled."""
    await what
    raise psycopg.OperationalError("the connection was lost")


def trouble(error: BaseException) -> BaseException:
    """Return the database's error of a group; raise the group when it holds another."""
    if not isinstance(error, BaseExceptionGroup):
        return error
    _, rest = error.split(TROUBLE)
    if rest:
        raise error
    return trouble(error.exceptions[0])


def place() -> str:
    """Return where this worker runs: the machine, and the process there."""
    return f"{socket.gethostname()}, process {os.getpid()}"
