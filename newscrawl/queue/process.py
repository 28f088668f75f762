"""Runs a job's process, which ends with its worker, and says why it failed."""

import asyncio
import ctypes
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

#: How long a process may take to end in order; seconds. A crawl waits five for what is in flight.
GRACE = 25
#: How long to read on after the end, where a child of the process holds its stream open; seconds.
LINGER = 2
#: What tells a run's result in its log, and an error; so many characters are kept of a reason.
VERDICT, ERROR, LONGEST = "Verdict: ", "] ERROR: ", 300
BLOCK = 64 * 1024
SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux's <sys/prctl.h>

#: Whether the system ends a process with its parent.
CAN_DIE_TOGETHER = sys.platform == "linux"


class Ended(NamedTuple):
    """How a process ended: its exit code, or the signal that killed it below 0, and its reason."""

    code: int
    reason: str


class Output:
    """Takes what a process prints, line by line, and keeps what tells why it ended as it did."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._rest = ""
        self._last = ""
        self._verdict = ""
        self._error = ""

    @property
    def reason(self) -> str:
        """What was told as the verdict, with the last error before; else the last line."""
        told = [one for one in (self._verdict, self._error) if one]
        return (": ".join(told) or self._last)[:LONGEST]

    def feed(self, data: bytes) -> None:
        """Take some bytes."""
        *lines, rest = (self._rest + data.decode(errors="replace")).split("\n")
        self._rest = rest[-BLOCK:]
        for line in lines:
            self._take(line)

    def end(self) -> None:
        """Take what is left."""
        self._take(self._rest)
        self._rest = ""

    def _take(self, line: str) -> None:
        line = line.rstrip()
        if line:
            self._last = line
            if VERDICT in line:
                self._verdict = line.partition(VERDICT)[2]
            elif ERROR in line:
                self._error = line.partition(ERROR)[2]
            self._tell(line)


async def run(
    command: Sequence[str], environment: Mapping[str, str], tell: Callable[[str], None]
) -> Ended:
    """Run a process to its end; `tell` gets each line that it prints.

    When the task is cancelled, the process is told to end, and killed when it does not.
    """
    read, write = os.pipe()
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=write,
            stderr=write,
            env=dict(environment),
            # An interrupt of the terminal is for the worker, which tells its processes once.
            start_new_session=True,
            preexec_fn=dies_with(os.getpid()),
        )
    except BaseException:
        os.close(read)
        raise
    finally:
        os.close(write)
    output = Output(tell)
    reading = asyncio.create_task(read_all(read, output))
    try:
        code = await process.wait()
    except asyncio.CancelledError:
        await end(process)
        raise
    finally:
        with suppress(TimeoutError):
            await asyncio.wait_for(reading, LINGER)
    output.end()
    if code < 0:
        return Ended(code, f"killed by {signal.Signals(-code).name}")
    return Ended(code, output.reason if code else "")


async def read_all(pipe: int, output: Output) -> None:
    """Read a pipe to its end."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(pipe, "rb")
    )
    try:
        while data := await reader.read(BLOCK):
            output.feed(data)
    finally:
        transport.close()


async def end(process: Process) -> None:
    """End a process in order; kill it when it takes too long, or when we are asked again."""
    try:
        with suppress(ProcessLookupError):
            process.terminate()
        await asyncio.wait_for(process.wait(), GRACE)
    except (TimeoutError, asyncio.CancelledError):
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def dies_with(parent: int) -> Callable[[], None] | None:
    """Return what a new process calls so that it is killed when its parent is; None elsewhere.

    Without it a crawl would outlive its worker, and keep its paper from being taken up again.
    """
    if not CAN_DIE_TOGETHER:
        return None
    call = ctypes.CDLL(None).prctl

    def set_signal() -> None:
        call(SET_DEATH_SIGNAL, int(signal.SIGKILL))
        if os.getppid() != parent:  # it was killed before the call
            os._exit(1)

    return set_signal
