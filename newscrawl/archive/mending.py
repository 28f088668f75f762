"""Finds what is whole in an archive file, and cuts off what a killed run left half."""

import logging
from base64 import b32decode
from pathlib import Path

from newscrawl.archive.frames import END, field, frames_of
from newscrawl.archive.packing import BrokenFrameError, digest_of

logger = logging.getLogger(__name__)


def mend(path: Path, whole: int = 0) -> int:
    """Cut off what is broken at the end of a file; return the bytes that were cut.

    `whole` is a size up to which it is known to be whole. What is broken before a whole record
    stays. A file that has no whole record goes. Raises OSError.
    """
    size = path.stat().st_size
    end = whole_until(path, whole if whole <= size else 0) if size else 0
    if end == size and size:
        return 0
    if end:
        with path.open("r+b") as file:
            file.truncate(end)
    else:
        path.unlink()
    if size:
        logger.warning("Cut a broken last record of %d bytes off %s", size - end, path)
    return size - end


def whole_until(path: Path, start: int = 0) -> int:
    """Return where the last whole record of a file ends, not looking before `start`."""
    end = start
    try:
        with frames_of(path) as frames:
            for frame in frames.between(start, path.stat().st_size):
                try:
                    record, over = frames.unpack(frame)
                    end = over if fault_of(record) is None else end
                except BrokenFrameError:
                    continue
    except BrokenFrameError:  # a dictionary that is cut
        pass
    return end


def fault_of(record: bytes) -> str | None:
    """Return what is wrong with a record, by its own length and digest; None when it is whole."""
    end = record.find(END)
    length = field(record[: end + 2], b"Content-Length")
    if end < 0 or length is None or not length.isdigit():
        return "no length"
    block = memoryview(record)[end + len(END) :]
    if len(block) != int(length) + len(END) or block[-len(END) :] != END:
        return "cut"
    kind, _, told = (field(record[: end + 2], b"WARC-Block-Digest") or b"").partition(b":")
    if kind != b"sha1" or len(told) != 32:  # none, or one in a form that is not usual
        return None
    return None if b32decode(told) == digest_of(block[: -len(END)]) else "damaged"
