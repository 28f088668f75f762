"""Compresses lines in frames that are each complete, so that a file can grow and be cut.

Ordinary readers (zcat, zstd -dc, gzip.open) read one frame after another as one stream. gzip calls
a frame a member.
"""

import os
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import IO, NamedTuple, Protocol

if sys.version_info >= (3, 14):
    from compression import zstd as zstd  # noqa: PLC0414 - other modules take it from here
else:
    from backports import zstd as zstd  # noqa: PLC0414

BLOCK = 64 * 1024
#: What is written without pause becomes frames of so many bytes.
FULL = 1024 * 1024


class Unpacker(Protocol):
    """Unpacks one frame; the bytes after it stay in `unused_data`."""

    @property
    def eof(self) -> bool:
        """Whether the frame's end was seen."""

    @property
    def unused_data(self) -> bytes:
        """What was given beyond the frame's end."""

    def decompress(self, data: bytes, /) -> bytes:
        """Return what the next bytes of the frame hold."""


class Compression(NamedTuple):
    """A compression format: how a frame begins, is written and is read."""

    name: str
    magic: bytes
    pack: Callable[[bytes], bytes]
    unpacker: Callable[[], Unpacker]
    #: What the unpacker raises for bytes that are no frame.
    broken: type[Exception]


class Frame(NamedTuple):
    """A frame's place in a file, in bytes; `data` is None where it cannot be read."""

    start: int
    end: int
    data: bytes | None


#: A frame carries a checksum of its content, as a gzip member always does.
ZSTD_OPTIONS: Mapping[int, int] = {zstd.CompressionParameter.checksum_flag: 1}
#: By the suffix of the file.
COMPRESSIONS = {
    ".gz": Compression(
        "gzip",
        b"\x1f\x8b\x08",
        lambda data: zlib.compress(data, wbits=31),
        lambda: zlib.decompressobj(wbits=31),
        zlib.error,
    ),
    ".zst": Compression(
        "zstd",
        b"\x28\xb5\x2f\xfd",
        lambda data: zstd.compress(data, options=ZSTD_OPTIONS),
        zstd.ZstdDecompressor,
        zstd.ZstdError,
    ),
}


class FrameWriter:
    """Packs what is written into frames of a file; closing it ends the last one.

    Given its packing, it is a plugin of Scrapy's feed postprocessing, hence the options.
    """

    def __init__(self, packing: Compression, file: IO[bytes], _options: object = None) -> None:
        self._file = file
        self._packing = packing
        self._kept = bytearray()

    def write(self, data: bytes) -> int:
        """Keep the data, and write a frame when there is enough. Raises OSError."""
        self._kept += data
        if len(self._kept) >= FULL:
            self.close()
        return len(data)

    def close(self) -> None:
        """Write what is kept; the file stays open. Raises OSError."""
        if self._kept:
            self._file.write(self._packing.pack(bytes(self._kept)))
            self._kept.clear()


def compression_of(path: str | Path) -> Compression | None:
    """Return how a file of this name is packed; None when it is plain."""
    return COMPRESSIONS.get(Path(path).suffix)


def frames(path: Path, packing: Compression, offset: int = 0) -> Iterator[Frame]:
    """Yield a file's frames from the offset on, and what is broken between them or at the end."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        while offset < size:
            start, frame = offset, None
            while start < size and (frame := frame_at(file, start, packing)) is None:
                with mmap(file.fileno(), size, access=ACCESS_READ) as data:
                    place = data.find(packing.magic, start + 1)
                start = place if place >= 0 else size
            if start > offset:
                yield Frame(offset, start, None)
            if frame is None:
                return
            yield frame
            offset = frame.end


def frame_at(file: IO[bytes], start: int, packing: Compression) -> Frame | None:
    """Return the frame that begins there; None when none does, or it is not whole."""
    file.seek(start)
    unpacker, parts, end = packing.unpacker(), [], start
    while not unpacker.eof:
        block = file.read(BLOCK)
        if not block:
            return None
        end += len(block)
        try:
            parts.append(unpacker.decompress(block))
        except packing.broken:
            return None
    return Frame(start, end - len(unpacker.unused_data), b"".join(parts))
