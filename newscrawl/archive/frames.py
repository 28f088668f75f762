"""Finds the frames of an archive file, from any offset on, without unpacking what is not wanted."""

import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from newscrawl.archive.packing import (
    DICTIONARY,
    HEAD,
    MAX_FRAME,
    MAX_HEAD,
    RECORD,
    BrokenFrameError,
    Gzip,
    Packing,
    Zstd,
    dictionary_at,
)

#: What ends a record's headers.
END = b"\r\n\r\n"
#: How much of a remote file is asked for at once.
BLOCK = 8 * 1024 * 1024
#: zstd gives nothing before a whole block of the frame is there.
ZSTD_BLOCK = 128 * 1024 + 32


class Source(Protocol):
    """A file's bytes, of which any may be asked for."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, place: slice, /) -> bytes:
        """Return those of a place."""

    def find(self, wanted: bytes, start: int, /) -> int:
        """Return where the bytes next stand, from `start` on; -1 when they do not."""


class BlockSource:
    """A Source that reads a file (a remote one) by blocks, of which it keeps the last."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._size = size
        self._start = 0
        self._block = b""

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, place: slice) -> bytes:
        start, end = place.start or 0, min(place.stop, self._size)
        if start < self._start or end > self._start + len(self._block):
            self._file.seek(start)
            self._block = self._file.read(max(BLOCK, end - start))
            self._start = start
        return self._block[start - self._start : end - self._start]

    def find(self, wanted: bytes, start: int) -> int:
        """Return where the bytes next stand, from `start` on; -1 when they do not."""
        while start < self._size:
            if not self._start <= start < self._start + len(self._block) - len(wanted):
                _ = self[start : start + len(wanted) + 1]
            place = self._block.find(wanted, start - self._start)
            if place >= 0:
                return self._start + place
            end = self._start + len(self._block)
            if end >= self._size:
                return -1
            start = max(start + 1, end - len(wanted) + 1)
        return -1


class Frame(NamedTuple):
    """A frame's place in its file, and the beginning of the record in it.

    `end` is where the next one begins, or the file ends.
    """

    start: int
    end: int
    head: bytes


class Frames:
    """The frames of a file. Making one raises BrokenFrameError for a damaged dictionary."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.packing, self.first = packing_of(source)

    def __iter__(self) -> Iterator[Frame]:
        """Yield all."""
        return self.between(0, len(self.source))

    @property
    def splittable(self) -> bool:
        """Whether frames are found from any offset on; plain records by the one before alone."""
        return self.packing is not None

    def between(self, start: int, end: int) -> Iterator[Frame]:
        """Yield the frames that begin in a stretch of the file.

        Any stretches that make up a splittable file give each frame once. What stands between two
        belongs to the one before it, what stands before the first to none.
        """
        found = self.next(max(start, self.first))
        while found is not None and found.start < end:
            following = self.after(found)
            yield found._replace(end=following.start if following else len(self.source))
            found = following

    def next(self, start: int) -> Frame | None:
        """Return the first frame that begins at `start` or behind it; its end is not known yet."""
        magic = self.packing.magic if self.packing else RECORD
        while (start := self.source.find(magic, start)) >= 0:
            head = self.head(start, HEAD)
            if head.startswith(RECORD):
                return Frame(start, start, head)
            start += 1
        return None

    def after(self, frame: Frame) -> Frame | None:
        """Return the frame behind one; None for the last."""
        if self.packing:
            return self.next(frame.start + 1)
        length = field(self.whole_head(frame), b"Content-Length")
        end = frame.start + self.whole_head(frame).find(END) + len(END)
        if length is not None and length.isdigit():
            end += int(length)
        following = self.source.find(RECORD, end)
        return None if following < 0 else self.next(following)

    def whole_head(self, frame: Frame) -> bytes:
        """Return a frame's beginning with all headers of its record in it, however many."""
        if END in frame.head:
            return frame.head
        return self.head(frame.start, MAX_HEAD)

    def head(self, start: int, most: int) -> bytes:
        """Return at most so many bytes of the record at an offset."""
        if self.packing is None:
            return self.source[start : start + most]
        packed = ZSTD_BLOCK if isinstance(self.packing, Zstd) else most
        return self.packing.begin(self.source[start : start + packed], most)

    def unpack(self, frame: Frame) -> tuple[bytes, int]:
        """Return what a frame holds, and where it ends. Raises BrokenFrameError."""
        if self.packing is None:
            return self.source[frame.start : frame.end], frame.end
        size = min(frame.end - frame.start, MAX_FRAME)
        held, length = self.packing.unpack(self.source[frame.start : frame.start + size])
        return held, frame.start + length


def packing_of(source: Source) -> tuple[Packing | None, int]:
    """Return how a file is packed, None when it is not, and where its first record may begin.

    Raises BrokenFrameError.
    """
    beginning = source[0:8]
    if beginning.startswith(Gzip.magic):
        return Gzip(), 0
    if beginning.startswith(DICTIONARY):
        size = 8 + int.from_bytes(beginning[4:], "little")
        dictionary, end = dictionary_at(source[0 : min(size, MAX_FRAME)])
        return Zstd(dictionary), end
    return (Zstd() if beginning.startswith(Zstd.magic) else None), 0


def field(head: bytes, name: bytes) -> bytes | None:
    """Return a header of a record, in angle brackets or not; None when it has none."""
    # A regular expression over the whole head takes four times as long.
    place = head.find(b"\n" + name + b":")
    if place < 0:
        return None
    end = head.find(b"\n", place + 1)
    value = head[place + len(name) + 2 : end if end >= 0 else len(head)].strip()
    return value[1:-1] if value.startswith(b"<") else value


@contextmanager
def frames_of(path: Path) -> Iterator[Frames]:
    """Open a local file. Raises OSError, BrokenFrameError."""
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            raise BrokenFrameError("empty")
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            yield Frames(mapped)
