"""Limits how long an input may take: a second for 100 KB, and in proportion above."""

import time
from collections.abc import Callable
from typing import Any

#: Seconds that any input may take, however small: parsing, caches being filled, a busy machine.
LEAST = 0.3
#: Seconds for each 100,000 bytes.
EACH = 1.0


class TooSlowError(AssertionError):
    """Raised for an input that took longer than its size allows."""


def allowed(size: int) -> float:
    """Return how many seconds an input of so many bytes may take."""
    return LEAST + EACH * size / 100_000


def timed(run: Callable[[Any], object], data: Any) -> float:
    """Return the processor's seconds that one call took."""
    start = time.process_time()
    run(data)
    return time.process_time() - start


def in_time(run: Callable[[Any], object], data: bytes | str, *, patience: float = 1) -> float:
    """Run and return the seconds; what is too slow gets a second chance, for the machine's sake.

    `patience` stretches what is allowed: instrumented code is slower. Raises TooSlowError.
    """
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "replace"))
    most = patience * allowed(size)
    took = timed(run, data)
    if took > most:
        took = min(took, timed(run, data))
    if took > most:
        raise TooSlowError(f"{size} bytes took {took:.2f} s; {most:.2f} s are allowed")
    return took
