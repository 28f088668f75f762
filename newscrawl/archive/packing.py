"""Packs records, each in a frame of its own, so that one can be read without those before it.

gzip calls a frame a member. What a server sends may hold what looks like a frame, and may lie in an
archive as it came, so each of our own files has a mark in the head of its frames that nobody can
guess: in gzip an extra field, in zstd the dictionary's number. A file packed with zstd may begin
with a dictionary, from which all its frames are read:
https://iipc.github.io/warc-specifications/specifications/warc-zstd/
"""

import hashlib
import io
import re
import secrets
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from fastwarc.stream_io import GzipWriter

from newscrawl.storage.compression import zstd

ZstdDict = zstd.ZstdDict
#: No page has a record so long; a whole file packed as one frame has.
MAX_FRAME = 64 * 1024 * 1024
#: How a record begins, whatever its version.
RECORD = b"WARC/"
#: How much of a record is unpacked to look at its headers, and what these may take at most.
HEAD, MAX_HEAD = 1024, 64 * 1024
#: The extra field of gzip's head that holds our mark, and how long that is.
MARK = 8
EXTRA = b"\x0c\x00NC\x08\x00"
#: The frame of a dictionary, which other readers of zstd skip.
DICTIONARY = b"\x5d\x2a\x4d\x18"
#: So many pages make a dictionary, each of so many bytes at most.
SAMPLES, SAMPLE_SIZE = 3, 128 * 1024
ZSTD_LEVEL = 3
ZSTD_OPTIONS: Mapping[int, int] = {
    zstd.CompressionParameter.compression_level: ZSTD_LEVEL,
    zstd.CompressionParameter.checksum_flag: 1,
}
#: Level 3 takes two thirds of the time of 6, zlib's default, for 5 % more bytes.
GZIP_LEVEL = 3


class BrokenFrameError(Exception):
    """Raised for a frame that is cut or damaged."""


@dataclass(frozen=True, slots=True)
class Gzip:
    """A gzip member a record, with a mark in its head where there is one."""

    mark: bytes = b""
    magic: ClassVar = b"\x1f\x8b\x08"

    @classmethod
    def of(cls, beginning: bytes) -> Self:
        """Return how a file is packed, by its first bytes."""
        extra = beginning[10 : 10 + len(EXTRA)]
        marked = beginning[3:4] == b"\x04" and extra == EXTRA
        return cls(beginning[10 + len(EXTRA) :][:MARK] if marked else b"")

    @property
    def start(self) -> re.Pattern[bytes]:
        """What a member begins with."""
        if not self.mark:
            return re.compile(re.escape(self.magic))
        mark = re.escape(EXTRA + self.mark)
        return re.compile(re.escape(self.magic) + rb"\x04.{6}" + mark, re.DOTALL)

    def pack(self, record: bytes) -> bytes:
        """Return a record as a member."""
        target = io.BytesIO()
        writer = GzipWriter(target, compression_level=GZIP_LEVEL)
        writer.write(record)
        writer.finish()
        plain = target.getvalue()
        if not self.mark:
            return plain
        return plain[:3] + b"\x04" + plain[4:10] + EXTRA + self.mark + plain[10:]

    def begin(self, frame: bytes, most: int) -> bytes:
        """Return at most so many bytes of what the beginning of a member holds."""
        try:
            return zlib.decompressobj(wbits=31).decompress(frame, most)
        except zlib.error:
            return b""

    def unpack(self, data: bytes) -> tuple[bytes, int]:
        """Return what the first member holds, and its length. Raises BrokenFrameError."""
        return first_of(data, zlib.decompressobj(wbits=31), zlib.error)


@dataclass(frozen=True, slots=True)
class Zstd:
    """A zstd frame a record, packed with a dictionary where there is one."""

    dictionary: zstd.ZstdDict | None = None
    #: Whether the frames name the dictionary's number, as ours do.
    numbered: bool = True
    magic: ClassVar = b"\x28\xb5\x2f\xfd"

    @property
    def mark(self) -> bytes:
        """The number of the dictionary, which each frame names; empty where there is none."""
        if self.dictionary is None or not self.numbered:
            return b""
        return self.dictionary.dict_id.to_bytes(4, "little")

    @property
    def start(self) -> re.Pattern[bytes]:
        """What a frame begins with."""
        between = b"." if self.mark else b""
        return re.compile(re.escape(self.magic) + between + re.escape(self.mark), re.DOTALL)

    def pack(self, record: bytes) -> bytes:
        """Return a record as a frame, with a checksum."""
        return zstd.compress(record, options=ZSTD_OPTIONS, zstd_dict=self.dictionary)

    def begin(self, frame: bytes, most: int) -> bytes:
        """Return at most so many bytes of what the beginning of a frame holds."""
        try:
            return zstd.ZstdDecompressor(self.dictionary).decompress(frame, most)
        except zstd.ZstdError:
            return b""

    def unpack(self, data: bytes) -> tuple[bytes, int]:
        """Return what the first frame holds, and its length. Raises BrokenFrameError."""
        return first_of(data, zstd.ZstdDecompressor(self.dictionary), zstd.ZstdError)


Packing = Gzip | Zstd


def first_of(data: bytes, unpacker: Any, broken: type[Exception]) -> tuple[bytes, int]:
    """Return what the first frame holds, and its length. Raises BrokenFrameError."""
    try:
        held = unpacker.decompress(data, MAX_FRAME)
    except broken as error:
        raise BrokenFrameError("damaged") from error
    if not unpacker.eof:
        raise BrokenFrameError("cut" if len(held) < MAX_FRAME else "not packed by records")
    return held, len(data) - len(unpacker.unused_data)


def digest_of(data: bytes | memoryview) -> bytes:
    """Return the SHA-1, which is what all tools for WARC know."""
    return hashlib.sha1(data, usedforsecurity=False).digest()


def dictionary_of(pages: Iterable[bytes]) -> zstd.ZstdDict | None:
    """Return a dictionary made of pages of one paper; None when there are too few."""
    samples = tuple(page[:SAMPLE_SIZE] for page in pages)[-SAMPLES:]
    if len(samples) < SAMPLES:
        return None
    raw = zstd.ZstdDict(b"".join(samples), is_raw=True)
    size = sum(map(len, samples)) + 16 * 1024  # the tables stand before the text
    try:
        made = zstd.finalize_dict(raw, samples, size, ZSTD_LEVEL).dict_content
        number = secrets.randbelow(2**31 - 2**15) + 2**15  # what is free for private use
        return zstd.ZstdDict(made[:4] + number.to_bytes(4, "little") + made[8:])
    except (zstd.ZstdError, ValueError):  # pages of a few bytes
        return None


def dictionary_frame(dictionary: zstd.ZstdDict) -> bytes:
    """Return the frame that a file with this dictionary begins with."""
    packed = zstd.compress(dictionary.dict_content, ZSTD_LEVEL)
    return DICTIONARY + len(packed).to_bytes(4, "little") + packed


def dictionary_at(data: bytes) -> tuple[zstd.ZstdDict | None, int]:
    """Return the dictionary that a file begins with, and the length of its frame; None, 0 for none.

    Takes the file's beginning, as long as the frame at least. Raises BrokenFrameError.
    """
    if data[:4] != DICTIONARY:
        return None, 0
    end = 8 + int.from_bytes(data[4:8], "little")
    held = data[8:end]
    if len(held) < end - 8:
        raise BrokenFrameError("cut")
    try:
        if held.startswith(Zstd.magic):
            held = zstd.ZstdDecompressor().decompress(held, MAX_FRAME)
        return zstd.ZstdDict(held), end
    except (zstd.ZstdError, ValueError) as error:
        raise BrokenFrameError("damaged") from error
