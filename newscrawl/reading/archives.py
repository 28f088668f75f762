"""Finds archive files, here or at a store, and divides them into chunks."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from newscrawl.archive.frames import Frames, Source
from newscrawl.archive.packing import BrokenFrameError

#: How files of archives are called.
ENDINGS = (".warc", ".warc.gz", ".warc.zst")
#: So many bytes are read at a time by one core, at least and at most: some hundred pages, packed.
LEAST, MOST = 256 * 1024, 16 * 1024 * 1024
#: How the first record of our own files tells who wrote them.
OURS = b"software: newscrawl/"


class NoArchiveError(Exception):
    """Raised for what is no archive; its text says why, or what is missing."""


@dataclass(frozen=True, slots=True)
class File:
    """An archive file: its path, or its address at a store, and its size in bytes."""

    place: str
    size: int

    @property
    def name(self) -> str:
        """What lines call it: below the folder of archives, <site>/<name>."""
        return "/".join(self.place.split("/")[-2:])

    @property
    def site(self) -> str:
        """The name of the folder that it lies in: that of the paper, where it is our own."""
        return self.place.split("/")[-2] if "/" in self.place else ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """The frames of a file that begin in a stretch of it; `ours`: our own crawl wrote it."""

    file: File
    start: int
    end: int
    ours: bool


def archive_files(places: Iterable[str]) -> Iterator[File]:
    """Yield the files that are named, and those of folders in the order of their names.

    Raises NoArchiveError for what is not there, or holds none.
    """
    for place in places:
        found = remote_files(place) if "://" in place else local_files(Path(place))
        if not found:
            raise NoArchiveError(f"{place}: no file there is called *{', *'.join(ENDINGS)}")
        yield from found


def local_files(path: Path) -> list[File]:
    """Return a file, or those of a folder and the folders in it. Raises NoArchiveError."""
    if not path.exists():
        raise NoArchiveError(f"there is no {path}")
    files = [path]
    if path.is_dir():
        files = sorted(one for one in path.rglob("*.warc*") if one.name.endswith(ENDINGS))
    return [File(str(one.resolve()), one.stat().st_size) for one in files]


def remote_files(url: str) -> list[File]:
    """Return a file at a store, or those below a folder there. Raises NoArchiveError."""
    system, path = store_of(url)
    try:
        if url.endswith(ENDINGS):
            return [File(url, int(system.info(path)["size"]))]
        names = [name for name in sorted(system.find(path)) if name.endswith(ENDINGS)]
        return [File(system.unstrip_protocol(one), int(system.info(one)["size"])) for one in names]
    except (OSError, TypeError) as error:  # a server that does not tell the size
        raise NoArchiveError(f"{url} cannot be read: {error}") from error


def store_of(url: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - fsspec has no types
    """Return the file system of an address, and the path in it. Raises NoArchiveError."""
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # noqa: PLC0415

        from newscrawl.reading import s3  # noqa: PLC0415 - it imports an extra

        s3.register()
        return url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise NoArchiveError(f"{url} cannot be read: {error}") from error


@contextmanager
def opened(file: File) -> Iterator[Frames]:
    """Open an archive file. Raises OSError, BrokenFrameError, NoArchiveError."""
    if "://" not in file.place:
        with Path(file.place).open("rb") as local:
            yield Frames(Source(local, os.fstat(local.fileno()).st_size))
        return
    system, path = store_of(file.place)
    remote: IO[bytes]
    with system.open(path, "rb", cache_type="none") as remote:
        yield Frames(Source(remote, file.size))


def chunk_size(size: int, processes: int) -> int:
    """Return how large chunks are of so many bytes for so many processes, so that all have work."""
    return max(LEAST, min(MOST, size // (8 * processes)))


def chunks_of(file: File, step: int) -> list[Chunk]:
    """Divide a file into chunks of `step` bytes; what they give together does not depend on it.

    Raises OSError, BrokenFrameError for what is no archive.
    """
    with opened(file) as frames:
        first = frames.next(frames.first)
        if first is None:
            raise BrokenFrameError("no record of WARC in it")
        following = frames.after(first)
        whole = first._replace(end=following.start if following else file.size)
        try:
            ours = frames.marked and OURS in frames.unpack(whole)[0]
        except BrokenFrameError:
            ours = False
        step = step if frames.splittable else file.size
        return [
            Chunk(file, start, min(start + step, file.size), ours)
            for start in range(0, file.size, step)
        ]
