"""Lets one process at a time work on a paper's feed and its part of the state."""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from newscrawl.storage.places import Places
from newscrawl.storage.seen import State


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
def alone_with(places: Places, site: str) -> Iterator[State]:
    """Open the state, and keep runs of a paper out of all machines.

    Raises BlockingIOError when there is one, OSError, StateError.
    """
    with lock(lock_of(places.root, site)), State(places.state()) as state:
        state.claim(site)
        yield state


def under_way(places: Places, names: Iterable[str]) -> set[str]:
    """Return the papers whose run is under way, on this machine or one of the same database.

    Raises OSError, StateError.
    """
    here = {name for name in names if is_crawled(places.root, name)}
    if not places.url:
        return here
    with State(places.state()) as state:
        return here | state.claimed()


def is_crawled(root: Path, site: str) -> bool:
    """Return whether a run of the paper is under way on this machine. Raises OSError."""
    if not lock_of(root, site).exists():
        return False
    try:
        lock(lock_of(root, site)).close()
    except BlockingIOError:
        return True
    return False
