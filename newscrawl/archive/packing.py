"""Packs records, each in a frame of its own, so that one can be read without those before it.

gzip calls a frame a member. A file packed with zstd may begin with a dictionary, from which all its
frames are read: https://iipc.github.io/warc-specifications/specifications/warc-zstd/
"""

import hashlib
import io
import sys
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from fastwarc.stream_io import GzipWriter

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: No page has a record so long; a whole file packed as one frame has.
MAX_FRAME = 64 * 1024 * 1024
#: How a record begins, whatever its version.
RECORD = b"WARC/"
#: How much of a record is unpacked to look at its headers, and what these may take at most.
HEAD, MAX_HEAD = 1024, 64 * 1024
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


class Gzip:
    """A gzip member a record."""

    magic: ClassVar = b"\x1f\x8b\x08"

    def pack(self, record: bytes) -> bytes:
        """Return a record as a member."""
        target = io.BytesIO()
        writer = GzipWriter(target, compression_level=GZIP_LEVEL)
        writer.write(record)
        writer.finish()
        return target.getvalue()

    def begin(self, frame: bytes, most: int) -> bytes:
        """Return at most so many bytes of what the beginning of a member holds."""
        try:
            return zlib.decompressobj(wbits=31).decompress(frame, most)
        except zlib.error:
            return b""

    def unpack(self, data: bytes) -> tuple[bytes, int]:
        """Return what the first member holds, and its length. Raises BrokenFrameError."""
        unpacker = zlib.decompressobj(wbits=31)
        try:
            held = unpacker.decompress(data, MAX_FRAME)
        except zlib.error as error:
            raise BrokenFrameError("damaged") from error
        if not unpacker.eof:
            raise BrokenFrameError("cut" if len(held) < MAX_FRAME else "not packed by records")
        return held, len(data) - len(unpacker.unused_data)


@dataclass(frozen=True, slots=True)
class Zstd:
    """A zstd frame a record, packed with a dictionary where there is one."""

    dictionary: zstd.ZstdDict | None = None
    magic: ClassVar = b"\x28\xb5\x2f\xfd"

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
        unpacker = zstd.ZstdDecompressor(self.dictionary)
        try:
            held = unpacker.decompress(data, MAX_FRAME)
        except zstd.ZstdError as error:
            raise BrokenFrameError("damaged") from error
        if not unpacker.eof:
            raise BrokenFrameError("cut" if len(held) < MAX_FRAME else "not packed by records")
        return held, len(data) - len(unpacker.unused_data)


Packing = Gzip | Zstd


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
        return zstd.finalize_dict(raw, samples, size, ZSTD_LEVEL)
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
