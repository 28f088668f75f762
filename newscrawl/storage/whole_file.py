"""Writes a file that is there when it is whole, and not before: somebody may be reading it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give the path to write to, which takes the place of `path` when all went well.

    Its folder is made. What was written goes when anything is raised. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text, whole or not at all. Raises OSError."""
    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8")
