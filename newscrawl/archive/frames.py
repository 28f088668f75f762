"""Finds the frames of an archive file, from any offset on, without unpacking what is not wanted."""

import os
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, NamedTuple

from newscrawl.archive.packing import (
    DICTIONARY,
    HEAD,
    MAX_FRAME,
    MAX_HEAD,
    RECORD,
    Gzip,
    Packing,
    Zstd,
    dictionary_at,
)

#: What ends a record's headers.
END = b"\r\n\r\n"
#: As many bytes hold what a frame begins with; no frame is shorter.
LONGEST = 32
#: How far back from an offset a frame is looked for at first.
LOOK_BACK = 128 * 1024
#: How much of a file is asked for at once.
BLOCK = 4 * 1024 * 1024
#: zstd gives nothing before a whole block of the frame is there.
ZSTD_BLOCK = 128 * 1024 + 32


class Source:
    """The bytes of a file, read in blocks; those that may be asked for again stay in memory."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self.size = size
        self._start = 0
        self._kept = b""

    def read(self, start: int, end: int) -> bytes:
        """Return the bytes of a stretch, less beyond the file's end. Raises OSError."""
        if not self._start <= start <= self._start + len(self._kept):
            self._start, self._kept = start, b""
        while self._start + len(self._kept) < min(end, self.size):
            self._grow()
        return self._kept[start - self._start : end - self._start]

    def find(self, wanted: re.Pattern[bytes], start: int) -> int:
        """Return where a magic next stands, from `start` on; -1 when it does not. OSError."""
        while start + LONGEST <= self.size:
            self.read(start, start + LONGEST)
            # Twice as fast as bytes.find, which looks for 1f far too often.
            if found := wanted.search(self._kept, start - self._start):
                return self._start + found.start()
            end = self._start + len(self._kept)
            start = end - LONGEST + 1
            if len(self._kept) > MAX_FRAME:  # what is so long is no frame
                self.release(start)
            if end < self.size:
                self._grow()
        return -1

    def release(self, before: int) -> None:
        """Forget what stands before an offset, when it is worth it."""
        if BLOCK < before - self._start <= len(self._kept):
            self._kept = self._kept[before - self._start :]
            self._start = before

    def _grow(self) -> None:
        end = self._start + len(self._kept)
        self._file.seek(end)
        more = self._file.read(min(BLOCK, self.size - end))
        if not more:
            raise OSError(f"{self.size - end} bytes less than there were")
        self._kept += more


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
        self._start = self.packing.start if self.packing else re.compile(RECORD)

    def __iter__(self) -> Iterator[Frame]:
        """Yield all."""
        return self.between(0, self.source.size)

    @property
    def marked(self) -> bool:
        """Whether no page can hold what looks like a frame of this file."""
        return bool(self.packing and self.packing.mark)

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
            yield found._replace(end=following.start if following else self.source.size)
            found = following
            if found:
                self.source.release(found.start)

    def before(self, start: int) -> Frame | None:
        """Return the last frame that begins before an offset; None where none does."""
        size, last = LOOK_BACK, deque[Frame](maxlen=1)
        while self.splittable and not last and start - size // 4 > 0:
            last.extend(self.between(max(0, start - size), start))
            size *= 4
        return last[0] if last else None

    def next(self, start: int) -> Frame | None:
        """Return the first frame that begins at `start` or behind it; its end is not known yet."""
        while (start := self.source.find(self._start, start)) >= 0:
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
        return self.next(end)

    def whole_head(self, frame: Frame) -> bytes:
        """Return a frame's beginning with all headers of its record in it, however many."""
        if END in frame.head:
            return frame.head
        return self.head(frame.start, MAX_HEAD)

    def head(self, start: int, most: int) -> bytes:
        """Return at most so many bytes of the record at an offset."""
        if self.packing is None:
            return self.source.read(start, start + most)
        packed = ZSTD_BLOCK if isinstance(self.packing, Zstd) else most
        return self.packing.begin(self.source.read(start, start + packed), most)

    def unpack(self, frame: Frame) -> tuple[bytes, int]:
        """Return what a frame holds, and where it ends. Raises BrokenFrameError."""
        if self.packing is None:
            return self.source.read(frame.start, frame.end), frame.end
        size = min(frame.end - frame.start, MAX_FRAME)
        held, length = self.packing.unpack(self.source.read(frame.start, frame.start + size))
        return held, frame.start + length


def packing_of(source: Source) -> tuple[Packing | None, int]:
    """Return how a file is packed, None when it is not, and where its first record may begin.

    Raises BrokenFrameError.
    """
    beginning = source.read(0, LONGEST)
    if beginning.startswith(Gzip.magic):
        return Gzip.of(beginning), 0
    if beginning.startswith(DICTIONARY):
        size = 8 + int.from_bytes(beginning[4:8], "little")
        dictionary, end = dictionary_at(source.read(0, min(size, MAX_FRAME)))
        packing = Zstd(dictionary)
        numbered = packing.start.match(source.read(end, end + LONGEST)) is not None
        return replace(packing, numbered=numbered), end
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
        yield Frames(Source(file, os.fstat(file.fileno()).st_size))
