"""Remembers which payload an address last had, and up to where the files are known to be whole."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from newscrawl.archive.packing import digest_of
from newscrawl.storage.sqlite import File
from newscrawl.storage.tables import Tables

#: A revisit refers to a record of so many days ago at most: what may be deleted with old files.
MAX_AGE = timedelta(days=30)
#: So many addresses are remembered, the latest; each takes about 150 bytes.
MAX_PAGES = 1_000_000
SCHEMA = """
CREATE TABLE files (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, whole INTEGER NOT NULL);
CREATE TABLE pages (
    url BLOB PRIMARY KEY, digest BLOB NOT NULL, at INTEGER NOT NULL, record TEXT NOT NULL,
    file INTEGER NOT NULL, offset INTEGER NOT NULL, article INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX moments ON pages (at)
"""
TABLES = Tables(
    "newscrawl_archive",
    SCHEMA,
    version=1,
    title="archive's index",
    remedy="it begins anew",
    synchronous="OFF",
)


class Kept(NamedTuple):
    """The last record that has the payload of an address."""

    digest: bytes
    at: datetime
    record: str
    file: str
    offset: int
    article: bool


class Index(File):
    """The index of a paper's archive. It can be deleted: it only saves room and time.

    Moments are microseconds since 1970, addresses the first half of their SHA-1.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, TABLES)

    def last(self, url: str) -> Kept | None:
        """Return what was last kept of an address. Raises StateError."""
        rows = self.rows(
            "SELECT digest, at, record, name, offset, article FROM pages"
            " JOIN files ON files.id = file WHERE url = ?",
            [key(url)],
        )
        return next(map(kept, rows), None)

    def latest_articles(self, count: int) -> list[Kept]:
        """Return the articles' pages that were kept last, the newest first. Raises StateError."""
        rows = self.rows(
            "SELECT digest, at, record, name, offset, article FROM pages"
            " JOIN files ON files.id = file WHERE article ORDER BY at DESC LIMIT ?",
            [count],
        )
        return [kept(row) for row in rows]

    def whole(self) -> dict[str, int]:
        """Return up to where each file is known to be whole. Raises StateError."""
        return dict(self.rows("SELECT name, whole FROM files"))

    def note(self, file: str, whole: int, pages: dict[str, Kept]) -> None:
        """Note how far a file is whole, and what was kept of addresses. Raises StateError."""
        with self.transaction() as db:
            db.execute(
                "INSERT INTO files (name, whole) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET whole = excluded.whole",
                [file, whole],
            )
            (number,) = db.execute("SELECT id FROM files WHERE name = ?", [file]).fetchone()
            db.executemany(
                "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (key(url), one.digest, micros(one.at), one.record, number, *one[-2:])
                    for url, one in pages.items()
                ],
            )

    def forget(self, files: set[str], now: datetime) -> None:
        """Forget all but what these files hold, and what is too old. Raises StateError."""
        with self.transaction() as db:
            gone = [(name,) for name in self.whole().keys() - files]
            db.executemany("DELETE FROM files WHERE name = ?", gone)
            db.execute(
                "DELETE FROM pages WHERE at < ? OR NOT EXISTS"
                " (SELECT 1 FROM files WHERE id = file AND whole > offset) OR at <="
                " (SELECT at FROM pages ORDER BY at DESC LIMIT 1 OFFSET ?)",
                [micros(now - MAX_AGE), MAX_PAGES],
            )


def kept(row: tuple[bytes, int, str, str, int, int]) -> Kept:
    """Return a row of the table."""
    digest, at, record, file, offset, article = row
    moment = datetime.fromtimestamp(at // 1_000_000, UTC).replace(microsecond=at % 1_000_000)
    return Kept(digest, moment, record, file, offset, bool(article))


def key(url: str) -> bytes:
    """Return what an address is kept under."""
    return digest_of(url.encode())[:10]


def micros(at: datetime) -> int:
    """Return an aware moment as microseconds since 1970."""
    return int(at.replace(microsecond=0).timestamp()) * 1_000_000 + at.microsecond
