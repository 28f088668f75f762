"""Finds runs that left no record: each leaves an empty `<start>.begun` until it is recorded.

A kill leaves none, nor does a full disk; an empty file finds room on most full ones.
"""

from contextlib import suppress
from pathlib import Path

SUFFIX = ".begun"


def begin(record: Path) -> list[str]:
    """Mark that the run of a record has begun; return the starts of earlier runs that left none.

    They are reported once. To be called when no other run of the paper can be under way. Raises
    OSError.
    """
    record.parent.mkdir(parents=True, exist_ok=True)
    marks = sorted(record.parent.glob(f"*{SUFFIX}"))
    for mark in marks:
        mark.unlink()
    record.with_suffix(SUFFIX).touch()
    return [mark.stem for mark in marks if not mark.with_suffix(record.suffix).exists()]


def write(record: Path, text: str) -> None:
    """Write a record, whole or not at all: a monitor may be looking. Raises OSError."""
    whole = record.with_suffix(".tmp")
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        whole.write_text(text, encoding="utf-8")
        whole.replace(record)
    except OSError:
        with suppress(OSError):
            whole.unlink(missing_ok=True)
            record.with_suffix(SUFFIX).touch()
        raise
    record.with_suffix(SUFFIX).unlink(missing_ok=True)
