"""Writes JSON lines so that a file never holds half a line."""

import fcntl
import io
import json
import logging
import os
from pathlib import Path
from typing import Any

from newscrawl.storage.compression import FULL, Compression, compression_of, frames

logger = logging.getLogger(__name__)

BLOCK = 64 * 1024


class LineFile(io.FileIO):
    """An unbuffered file to append JSON lines to. Opening and writing raise OSError.

    Opening mends what a killed writer left: a broken last line is cut off, a whole one without its
    newline gets it. Each write is one whole line; when it fails, what was written of it is taken
    back. A reader of the file at any instant sees whole lines, but for the one being written.
    """

    def __init__(self, path: str | Path, *, overwrite: bool = False) -> None:
        self.path = str(path)
        #: Size at the last sync, in bytes.
        self.synced: int | None = None
        new = not os.path.lexists(path)
        super().__init__(path, "a+")
        if new:
            sync_folder(Path(path).parent)
        # Several papers may append to one file of the user's: it is mended only when it is not
        # being written, or the line cut off would be one that is just coming.
        try:
            fcntl.flock(self, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            pass
        else:
            if overwrite:
                self.truncate(0)
            self._mend()
        fcntl.flock(self, fcntl.LOCK_SH)

    def write(self, data: Any, /) -> int:
        """Append one whole line, or nothing. Raises OSError."""
        view, done = memoryview(data), 0
        try:
            while done < len(view):
                done += super().write(view[done:]) or 0
        except OSError:
            end = self.tell()
            # Unless another writer's line stands behind it.
            if done and end == os.fstat(self.fileno()).st_size:
                self.truncate(end - done)
            raise
        return done

    def sync(self) -> int:
        """Bring all lines to the disk; return the size in bytes. Raises OSError."""
        if not self.closed:
            self.synced = None
            os.fsync(self.fileno())
            self.synced = os.fstat(self.fileno()).st_size
        if self.synced is None:
            raise OSError(f"{self.path} was closed before all of it was on the disk")
        return self.synced

    def close(self) -> None:
        """Bring all lines to the disk and close. Raises OSError."""
        try:
            if not self.closed:
                self.sync()
        finally:
            super().close()

    def _mend(self) -> None:
        start = size = os.fstat(self.fileno()).st_size
        tail = b""
        while start and b"\n" not in tail:
            begin = max(0, start - BLOCK)
            tail = os.pread(self.fileno(), start - begin, begin) + tail
            start = begin
        tail = tail[tail.rfind(b"\n") + 1 :]
        if not tail:
            return
        if json_object(tail) is not None:
            super().write(b"\n")
            return
        self.truncate(size - len(tail))
        logger.warning("Cut a broken last line of %d bytes off %s", len(tail), self.path)


class PackedLineFile(LineFile):
    """A LineFile of compressed frames; `sync` makes one of the lines written since the last.

    Until then they are in memory only, so a kill loses them whole. Opening cuts off what is broken
    behind the last whole frame; a file without one gets an empty one.
    """

    def __init__(self, path: str | Path, packing: Compression, *, overwrite: bool = False) -> None:
        self._packing = packing
        self._kept = bytearray()
        super().__init__(path, overwrite=overwrite)

    def write(self, data: Any, /) -> int:
        """Keep one whole line for the next frame. Raises OSError when there is no room for more."""
        if len(self._kept) + len(data) > FULL:
            self._pack()
        self._kept += data
        return len(data)

    def sync(self) -> int:
        """Bring all lines to the disk; return the size in bytes. Raises OSError."""
        if not self.closed:
            self._pack()
        return super().sync()

    def _pack(self) -> None:
        if self._kept:
            super().write(self._packing.pack(bytes(self._kept)))
            self._kept.clear()

    def _mend(self) -> None:
        size = os.fstat(self.fileno()).st_size
        whole, last = 0, b"\n"
        for frame in frames(Path(self.path), self._packing):
            if frame.data is not None:
                whole, last = frame.end, frame.data[-1:] or last
        if whole < size:
            self.truncate(whole)
            logger.warning("Cut a broken frame of %d bytes off %s", size - whole, self.path)
        if last != b"\n":  # packed by somebody else
            super().write(self._packing.pack(b"\n"))
        elif not whole:  # to zcat and zstd an empty file is a broken one
            super().write(self._packing.pack(b""))


def open_lines(
    path: Path, *, packing: Compression | None = None, overwrite: bool = False
) -> LineFile:
    """Open a file of lines for appending, packed as its name or `packing` says. Raises OSError."""
    packing = packing or compression_of(path)
    if packing:
        return PackedLineFile(path, packing, overwrite=overwrite)
    return LineFile(path, overwrite=overwrite)


def json_object(line: bytes) -> dict[str, Any] | None:
    """Return the JSON object that a line is; None when it is something else or broken."""
    try:
        value = json.loads(line)
    except ValueError:  # UnicodeDecodeError is one
        return None
    return value if isinstance(value, dict) else None


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk: a new file outlives a power cut. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
