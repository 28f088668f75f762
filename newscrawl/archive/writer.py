"""Writes a paper's archive: whole records, in files by day and size."""

import fcntl
import os
import secrets
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType

from newscrawl.archive.exchange import (
    Exchange,
    Original,
    info_record,
    request_record,
    response_record,
    revisit_record,
    unpacked,
)
from newscrawl.archive.frames import frames_of
from newscrawl.archive.index import MAX_AGE, Index, Kept
from newscrawl.archive.mending import mend
from newscrawl.archive.packing import (
    MARK,
    SAMPLES,
    BrokenFrameError,
    Gzip,
    Packing,
    Zstd,
    ZstdDict,
    dictionary_frame,
    dictionary_of,
    digest_of,
)
from newscrawl.archive.pages import payload_of
from newscrawl.items import Warc
from newscrawl.storage.closing import Closing
from newscrawl.storage.line_file import sync_folder

#: The suffix of a file by NEWSCRAWL_ARCHIVE_COMPRESSION.
PACKINGS: Mapping[str, str] = MappingProxyType({"gzip": ".warc.gz", "zstd": ".warc.zst"})
#: So many answers at most wait to be brought to the disk.
MOST_WAITING = 1000
INDEX = "index.sqlite"


class ArchiveFile:
    """A file that records are appended to, whole or not at all. Nobody else writes it meanwhile."""

    def __init__(self, path: Path, packing: Packing, beginning: bytes) -> None:
        """Open a file, a new one with what it begins with. Raises BlockingIOError, OSError."""
        self.path = path
        self.packing = packing
        new = not path.exists()
        self._file = path.open("ab", buffering=0)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.size = os.fstat(self._file.fileno()).st_size
            if not self.size:
                self.append(beginning)
            if new:
                sync_folder(path.parent)
        except OSError:
            self._file.close()
            raise

    def append(self, frames: bytes) -> int:
        """Append whole frames, or nothing; return where they begin. Raises OSError."""
        view, done, start = memoryview(frames), 0, self.size
        try:
            while done < len(view):
                done += self._file.write(view[done:]) or 0
        except OSError:
            self._file.truncate(start)
            raise
        self.size += done
        return start

    def sync(self) -> None:
        """Bring all to the disk. Raises OSError."""
        os.fdatasync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class Archive(Closing):
    """A paper's archive, to which answers are added. Opening it mends what killed runs left.

    Files are called <day>-<number>.warc.gz (or .zst), by the UTC day on which they were begun. What
    an address had before, at most 30 days ago, is referred to, not written again. With zstd, a file
    begins with a dictionary made of the paper's latest pages; until it has three, they are packed
    with gzip.
    """

    def __init__(
        self,
        folder: Path,
        *,
        packing: str = "gzip",
        most: int = 1024**3,
        count: Callable[[str, int], object] = lambda _what, _number: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open the archive below a paper's folder; a file takes `most` bytes.

        `count` is called with what was added: records, revisits, bytes; and cut. Raises OSError,
        StateError.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._suffix = PACKINGS[packing]
        self._most = most
        self._count = count
        self._clock = clock
        self._index = Index(folder / INDEX)
        self._file: ArchiveFile | None = None
        self._day = ""
        self._waiting: dict[str, Kept] = {}
        self._samples: deque[bytes] = deque(maxlen=SAMPLES)
        self._mend()
        if self._dictionary_wanted:
            known = self._index.latest_articles(SAMPLES)
            self._samples.extend(reversed(list(filter(None, map(self._page, known)))))

    def add(self, exchange: Exchange) -> Warc:
        """Write an answer and its request; return where its page stands.

        For an unchanged page that is the earlier record. Raises OSError, StateError.
        """
        file = self._writable()
        if self._dictionary_wanted:
            exchange = unpacked(exchange)
        digest = digest_of(exchange.body)
        before = self._last(exchange.url)
        same = before is not None and before.digest == digest and exchange.status == HTTPStatus.OK
        if before and (same or exchange.status == HTTPStatus.NOT_MODIFIED):
            original = Original(before.record, before.at)
            record, answer = revisit_record(exchange, before.digest, original)
        else:
            before, (record, answer) = None, response_record(exchange, digest)
        request = request_record(exchange, record)
        packed = file.packing.pack(answer) + file.packing.pack(request)
        offset = file.append(packed)
        self._count("revisits" if before else "records", 1)
        self._count("bytes", len(packed))
        if before:
            return Warc(f"{self.folder.name}/{before.file}", before.offset)
        if exchange.status == HTTPStatus.OK and not exchange.truncated:
            name, article = file.path.name, exchange.is_page
            self._waiting[exchange.url] = Kept(digest, exchange.at, record, name, offset, article)
        if exchange.is_page and self._dictionary_wanted:
            self._samples.append(exchange.body)
        if len(self._waiting) >= MOST_WAITING:
            self.sync()
        return Warc(f"{self.folder.name}/{file.path.name}", offset)

    def sync(self) -> None:
        """Bring all records to the disk, and note them. Raises OSError, StateError."""
        if self._file is None:
            return
        self._file.sync()
        self._index.note(self._file.path.name, self._file.size, self._waiting)
        self._waiting.clear()

    def close(self) -> None:
        """Bring all to the disk and close. Raises OSError, StateError."""
        try:
            self.sync()
        finally:
            if self._file:
                self._file.close()
            self._file = None
            self._index.close()

    @property
    def _dictionary_wanted(self) -> bool:
        return self._suffix == PACKINGS["zstd"]

    def _page(self, kept: Kept) -> bytes | None:
        try:
            return payload_of(self.folder / kept.file, kept.offset)
        except (OSError, BrokenFrameError):
            return None

    def _last(self, url: str) -> Kept | None:
        kept = self._waiting.get(url) or self._index.last(url)
        if kept is None or self._clock() - kept.at > MAX_AGE:
            return None
        return kept if (self.folder / kept.file).exists() else None  # old files are deleted

    def _writable(self) -> ArchiveFile:
        day = f"{self._clock():%Y-%m-%d}"
        file = self._file
        if file and day == self._day and file.size < self._most and not self._outgrown(file):
            return file
        if file:
            self.sync()
            file.close()
        self._file, self._day = self._next_file(day), day
        return self._file

    def _outgrown(self, file: ArchiveFile) -> bool:
        """Whether a file without a dictionary was begun before there were pages for one."""
        wanted = self._dictionary_wanted and isinstance(file.packing, Gzip)
        return wanted and len(self._samples) == SAMPLES

    def _next_file(self, day: str) -> ArchiveFile:
        """Open the day's last file if it has room, else begin one. Raises OSError."""
        dictionary = dictionary_of(self._samples) if self._dictionary_wanted else None
        suffix = PACKINGS["zstd" if dictionary else "gzip"]
        names = [path.name for path in self.folder.glob(f"{day}-*.warc*")]
        numbers = [int(name.partition(".")[0].rpartition("-")[2]) for name in names]
        number = max(numbers, default=1)
        while True:
            path = self.folder / f"{day}-{number:04}{suffix}"
            number += 1
            if not path.exists() and number - 1 in numbers:  # packed in the other way
                continue
            try:
                file = self._open(path, dictionary)
            except BlockingIOError:  # another crawl of the paper writes it
                continue
            if file.size < self._most and not self._outgrown(file):
                return file
            file.close()

    def _open(self, path: Path, dictionary: ZstdDict | None) -> ArchiveFile:
        packing: Packing = Zstd(dictionary) if dictionary else Gzip(secrets.token_bytes(MARK))
        beginning = dictionary_frame(dictionary) if dictionary else b""
        if path.exists():
            with frames_of(path) as frames:
                packing = frames.packing or packing
        return ArchiveFile(path, packing, beginning + packing.pack(info_record(path.name)))

    def _mend(self) -> None:
        """Cut off what is broken at the ends of files that nobody writes; forget those gone."""
        whole = self._index.whole()
        for path in sorted(self.folder.glob("*.warc*")):
            if path.stat().st_size == whole.get(path.name):
                continue
            with path.open("rb") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                if mend(path, whole.get(path.name, 0)):
                    self._count("cut", 1)
            if path.exists():
                self._index.note(path.name, path.stat().st_size, {})
        left = {path.name for path in self.folder.glob("*.warc*")}
        self._index.forget(left, self._clock())
