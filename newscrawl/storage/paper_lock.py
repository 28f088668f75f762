"""Lets one process at a time work on a paper's feed and its part of the state."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO


def lock(path: Path) -> IO[bytes]:
    """Take a lock that ends with the process; return the open file that holds it.

    Who holds it is written into it. Raises BlockingIOError when another has it, OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise
    told = f"process {os.getpid()} since {datetime.now(UTC).isoformat(timespec='seconds')}\n"
    with suppress(OSError):  # on a full disk it holds all the same
        os.ftruncate(file.fileno(), 0)
        os.write(file.fileno(), told.encode())
    return file


def holder(path: Path) -> str:
    """Return who took a lock last: `process 4711 since 2026-11-28T09:02:31+00:00`; or ""."""
    try:
        return path.read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""


def lock_of(root: Path, site: str) -> Path:
    """Return the file that a run of the paper locks; `root` is that of all output."""
    return root / "state" / f"{site}.lock"


@contextmanager
def nobody_crawls(root: Path, site: str) -> Iterator[None]:
    """Keep runs of a paper out. Raises BlockingIOError when there is one, OSError."""
    with lock(lock_of(root, site)):
        yield


def is_crawled(root: Path, site: str) -> bool:
    """Return whether a run of the paper is under way on this machine. Raises OSError."""
    if not lock_of(root, site).exists():
        return False
    try:
        lock(lock_of(root, site)).close()
    except BlockingIOError:
        return True
    return False
