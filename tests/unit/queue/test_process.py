"""A job's process: its end, its reason; it ends when its worker is stopped, or dies."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newscrawl.queue.process import CAN_DIE_TOGETHER, LONGEST, Ended, Output, run


def python(text, told=None):
    lines = [] if told is None else told
    return asyncio.run(run([sys.executable, "-c", text], os.environ, lines.append))


def test_a_process_that_ends_well_needs_no_reason():
    told = []
    assert python("import sys; print('satu'); print('dua', file=sys.stderr)", told) == Ended(0, "")
    assert sorted(told) == ["dua", "satu"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "print('2026 ERROR: Verdict: blocked: http 403 (5)'); print('the end')",
            "blocked: http 403 (5)",
        ),
        (
            "print('2026 [a.b] ERROR: no tables'); print('2026 [c] ERROR: Verdict: state failed')",
            "state failed: no tables",
        ),
        ("print('Traceback'); print('KeyError: 3')", "KeyError: 3"),
        ("print('x' * 100000)", "x" * LONGEST),
        ("pass", ""),
    ],
)
def test_the_reason_is_the_verdict_or_the_last_line(text, reason):
    assert python(f"{text}; raise SystemExit(8)") == Ended(8, reason)


def test_a_killed_process_is_told_by_its_signal():
    ended = python("import os; os.kill(os.getpid(), 9)")
    assert ended == Ended(-signal.SIGKILL, "killed by SIGKILL")


def test_lines_come_whole_from_whatever_pieces():
    told = []
    output = Output(told.append)
    for piece in (b"sat", b"u\n\ndu", "a é\nti".encode(), b"ga"):
        output.feed(piece)
    output.end()
    assert told == ["satu", "dua é", "tiga"]


def test_a_stream_that_a_child_holds_open_keeps_nobody():
    began = time.monotonic()
    assert python("import subprocess; subprocess.Popen(['sleep', '60'])") == Ended(0, "")
    assert time.monotonic() - began < 30


def test_a_stopped_process_is_told_once_and_ends_in_order():
    told = []

    async def stopped():
        text = (
            "import signal, sys, time\n"
            "signal.signal(15, lambda *_: sys.exit(print('in order')))\n"
            "print('begun', flush=True)\n"
            "time.sleep(60)"
        )
        begun = asyncio.Event()

        def tell(line):
            told.append(line)
            begun.set()

        task = asyncio.create_task(run([sys.executable, "-c", text], os.environ, tell))
        async with asyncio.timeout(60):
            await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(stopped())
    assert told == ["begun", "in order"]


WORKER = """
import asyncio, os, sys
from newscrawl.queue.process import run
child = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
tell = lambda line: print(line, flush=True)
asyncio.run(run([sys.executable, "-c", child], os.environ, tell))
"""


@pytest.mark.skipif(not CAN_DIE_TOGETHER, reason="this system lets children outlive their parents")
def test_a_process_dies_with_its_worker():
    worker = subprocess.Popen([sys.executable, "-c", WORKER], stdout=subprocess.PIPE, text=True)
    with worker:
        child = int(worker.stdout.readline())
        worker.kill()
    until = time.monotonic() + 10
    while is_alive(child) and time.monotonic() < until:
        time.sleep(0.01)
    assert not is_alive(child)


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
