"""Shares a batch of papers out to several processes, so that all cores are used.

The processes are forked when all is imported, so they begin at once and share what they read. Each
has a pipe: the pool sends a paper when there is room for one, the worker what came of it. A worker
that was killed takes nobody with it.
"""

import asyncio
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import KW_ONLY, dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

from scrapy.settings import Settings

from newscrawl.crawler.batch import KILLED, Batch, BatchProcess, Outcome, SingleProcess
from newscrawl.sites.definition import Newspaper

#: A worker is replaced when it has crawled so many papers, or its memory has reached so many MB.
MOST_PAPERS, MOST_MEGABYTES = 100, 600
#: Workers that were asked to stop and have not after so many seconds are killed: docker and
#: systemd would kill us all soon after.
STOP_SECONDS = 8.5
#: What a worker is told besides the name of a paper.
CLOSE, STOP = "", "/stop"
#: The signals that end a batch.
ENDING = (signal.SIGINT, signal.SIGTERM)


class Report(NamedTuple):
    """What came of a paper, and the worker's memory at its highest so far, in MB."""

    outcome: Outcome
    megabytes: float


@dataclass(slots=True)
class Worker:
    """A process as the pool sees it."""

    process: BaseProcess
    connection: Connection
    running: set[str] = field(default_factory=set)
    papers: int = 0
    megabytes: float = 0.0
    closed: bool = False

    @property
    def worn(self) -> bool:
        """Whether it is to be replaced."""
        return self.papers >= MOST_PAPERS or self.megabytes >= MOST_MEGABYTES

    def send(self, told: str) -> None:
        """Tell it something; that it is gone, its connection says."""
        with suppress(OSError):
            self.connection.send(told)


@dataclass(slots=True)
class WorkerPool:
    """Crawls a batch in several processes, `max_concurrent` papers at once in all of them.

    The papers of a network stay in one process, as long as that one lives. The first signal ends
    the running papers in order, the second at once.
    """

    settings: Settings
    batch: Batch
    _: KW_ONLY
    processes: int
    max_concurrent: int
    arguments: Mapping[str, str]
    workers: list[Worker] = field(default_factory=list)
    #: Those that have ended, too.
    all_workers: list[Worker] = field(default_factory=list)
    _home: dict[str, Worker] = field(default_factory=dict)
    _signals: int = 0
    _deadline: float | None = None

    def run(self) -> None:
        """Crawl the papers."""
        with self._signals_heard() as woken:
            while self.batch.waiting or self.workers:
                self._hand_out()
                connections = {one.connection: one for one in self.workers}
                patience = max(self._deadline - time.monotonic(), 0) if self._deadline else None
                for ready in wait([*connections, woken], patience):
                    if isinstance(ready, Connection):
                        self._hear(connections[ready])
                    else:
                        os.read(woken, 100)
                        self._signalled()
                if self._deadline and time.monotonic() >= self._deadline:
                    self._kill()

    def _hand_out(self) -> None:
        """Give papers to workers that have room, and begin and end workers as is needed."""
        for worker in self.workers:
            done = worker.worn or not self.batch.waiting
            if done and not worker.running and not worker.closed:
                worker.closed = True
                worker.send(CLOSE)
        while self.batch.waiting and len(self.workers) < self.processes:
            self._start()
        share = -(-self.max_concurrent // self.processes)
        for _ in range(share):  # one each by turns
            for worker in self.workers:
                room = len(worker.running) < share and not worker.closed and not worker.worn
                if room and len(self.batch.running) < self.max_concurrent:
                    self._give(worker)

    def _give(self, worker: Worker) -> None:
        def at_home(network: str) -> bool:
            home = self._home.get(network, worker)
            return home is worker or home.closed or home.worn or home not in self.workers

        paper = self.batch.next(at_home)
        if paper is None:
            return
        self._home[self.batch.network[paper.name]] = worker
        worker.running.add(paper.name)
        worker.papers += 1
        worker.send(paper.name)

    def _start(self) -> None:
        ours, theirs = get_context("fork").Pipe()
        others = [one.connection for one in self.workers]
        process = get_context("fork").Process(
            target=work,
            args=(theirs, [ours, *others], self.settings, self.batch.papers, self.arguments),
            daemon=True,
        )
        sys.stdout.flush()
        sys.stderr.flush()
        # Held back until the worker has its own way with them.
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        theirs.close()
        worker = Worker(process, ours)
        self.workers.append(worker)
        self.all_workers.append(worker)

    def _hear(self, worker: Worker) -> None:
        try:
            report: Report = worker.connection.recv()
        except (EOFError, OSError):
            self._gone(worker)
            return
        worker.megabytes = report.megabytes
        worker.running.discard(report.outcome.name)
        self.batch.ended(report.outcome)

    def _gone(self, worker: Worker) -> None:
        """Tell of the papers that a worker had when it ended."""
        self.workers.remove(worker)
        worker.process.join()
        worker.connection.close()
        code = worker.process.exitcode or 0
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        for name in sorted(worker.running):
            self.batch.ended(Outcome(name, KILLED, f"its process ended by {how}"))

    # Signals

    @contextmanager
    def _signals_heard(self) -> Iterator[int]:
        """Count signals, and yield the file that each of them writes to."""
        read, write = os.pipe()
        os.set_blocking(write, False)
        before_fd = signal.set_wakeup_fd(write, warn_on_full_buffer=False)

        def heard(*_: Any) -> None:
            self._signals += 1

        for one in ENDING:
            signal.signal(one, heard)
        try:
            yield read
        finally:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.set_wakeup_fd(before_fd)
            os.close(read)
            os.close(write)

    def _signalled(self) -> None:
        if self._signals > 1:
            self._kill()
        elif self._signals == 1 and self._deadline is None:
            self._deadline = time.monotonic() + STOP_SECONDS
            self.batch.drop_waiting()
            for worker in self.workers:
                worker.send(STOP)

    def _kill(self) -> None:
        for worker in self.workers:
            worker.process.kill()
        self._deadline = None
        self._signals = 2


class WorkerProcess(BatchProcess):
    """The crawls of a worker; it runs what the pool sends, and ends when the pool says so."""

    def __init__(
        self,
        settings: Settings,
        connection: Connection,
        papers: Mapping[str, type[Newspaper]],
        arguments: Mapping[str, str],
    ) -> None:
        super().__init__(settings, arguments=arguments)
        self._connection = connection
        self._papers = papers
        self._sent: list[type[Newspaper]] = []
        self._open = True
        self._stopping: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()

    async def join(self) -> None:
        """Begin what is sent, until there is no more to come; Scrapy waits for it."""
        loop = asyncio.get_running_loop()
        loop.add_reader(self._connection.fileno(), self._hear)
        # systemd tells each process of a service itself: once is enough.
        loop.add_signal_handler(signal.SIGTERM, self._stop_once)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        while self._open or self._sent or self._running:
            self.begin_papers()
            self._changed.clear()
            await self._changed.wait()
        loop.remove_reader(self._connection.fileno())
        if self._stopping:
            await self._stopping

    def next(self) -> type[Newspaper] | None:
        """Return the paper to begin now; None when there is none."""
        return self._sent.pop() if self._sent else None

    def ended(self, one: Outcome) -> None:
        """Report what came of a paper."""
        with suppress(OSError):  # the pool is gone
            self._connection.send(Report(one, peak_megabytes()))
        self._changed.set()

    def drop_waiting(self) -> None:
        """Begin no more papers: there are none here that wait."""

    def _hear(self) -> None:
        try:
            told = self._connection.recv()
        except (EOFError, OSError):
            told = STOP
        if told == STOP:
            self._stop_once()
        elif told == CLOSE:
            self._open = False
        else:
            self._sent.append(self._papers[told])
        self._changed.set()

    def _stop_once(self) -> None:
        self._open = False
        asyncio.get_running_loop().remove_reader(self._connection.fileno())
        if self._stopping is None:
            self._stopping = asyncio.get_running_loop().create_task(self.stop())
        self._changed.set()


def work(
    connection: Connection,
    others: list[Connection],
    settings: Settings,
    papers: list[type[Newspaper]],
    arguments: Mapping[str, str],
) -> None:
    """Be a worker: crawl what comes over the connection; `others` are the pool's own ends."""
    for one in others:
        one.close()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pool says when to stop
    known = {paper.name: paper for paper in papers}
    process = WorkerProcess(settings, connection, known, arguments)
    process.start(install_signal_handlers=False)
    connection.close()


def crawl_batch(
    settings: Settings,
    batch: Batch,
    *,
    processes: int,
    max_concurrent: int,
    arguments: Mapping[str, str],
) -> list[float]:
    """Crawl the papers of a batch; return each process's memory at its highest, in MB.

    So many papers run at once as `max_concurrent` says, shared out to at most so many processes. No
    more of them are used than have a paper to crawl at the beginning; a small batch needs none.
    """
    share = -(-max_concurrent // processes)
    needed = max(-(-min(len(batch.waiting), max_concurrent) // share), 1)
    if needed == 1 and len(batch.papers) <= MOST_PAPERS:
        single = SingleProcess(settings, batch, max_concurrent=max_concurrent, arguments=arguments)
        single.run()
        return [peak_megabytes()]
    pool = WorkerPool(
        settings,
        batch,
        processes=needed,
        max_concurrent=max_concurrent,
        arguments=arguments,
    )
    pool.run()
    return [one.megabytes for one in pool.all_workers if one.papers]


def peak_megabytes() -> float:
    """Return the memory of this process at its highest, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
