"""The SQLite file of the state: tables, transactions, and errors in plain words."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

SCHEMA_VERSION = 4
#: How long one crawl waits for another's commit, in seconds.
PATIENCE = 30.0

# The papers' rows lie apart, so a listing page's look-up touches few pages of the file. Moments are
# seconds since 1970. `of` is the id of the article that an alias leads to; `before` a moment that a
# skipped page was published before; `facts` JSON of what worked where a paper's own did not. A line
# whose revision is in `forgotten` (with its content hash), or a lower one, is to be replaced: its
# article is not known until a higher one is there. The others are current. `days` has those that a
# run back in time completed, by their number since the year 1, and whether they gave an article.
SCHEMA = """
CREATE TABLE sites (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE files (
    id INTEGER PRIMARY KEY, site INTEGER NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL,
    run INTEGER NOT NULL, shared INTEGER NOT NULL, UNIQUE (site, name));
CREATE TABLE articles (
    site INTEGER, id BLOB, body INTEGER, at INTEGER NOT NULL, file INTEGER NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (site, id)) WITHOUT ROWID;
CREATE INDEX bodies ON articles (body, at);
CREATE TABLE aliases (
    site INTEGER, id BLOB, of BLOB NOT NULL, PRIMARY KEY (site, id)) WITHOUT ROWID;
CREATE TABLE passed_over (
    site INTEGER, id BLOB, url TEXT NOT NULL, reason TEXT NOT NULL, before INTEGER,
    transient INTEGER NOT NULL, tries INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (site, id)) WITHOUT ROWID;
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, site INTEGER NOT NULL, started INTEGER NOT NULL,
    since INTEGER NOT NULL, plain INTEGER NOT NULL, ended INTEGER, complete INTEGER NOT NULL,
    reason TEXT, articles INTEGER, passed_over INTEGER);
CREATE INDEX runs_of_site ON runs (site, id);
CREATE TABLE learned (site INTEGER PRIMARY KEY, facts TEXT NOT NULL);
CREATE TABLE forgotten (
    site INTEGER, id BLOB, revision INTEGER NOT NULL, hash BLOB, PRIMARY KEY (site, id))
    WITHOUT ROWID;
CREATE VIEW current AS SELECT * FROM articles t WHERE NOT EXISTS (
    SELECT 1 FROM forgotten f WHERE f.site = t.site AND f.id = t.id AND f.revision >= t.revision);
CREATE TABLE days (
    site INTEGER, day INTEGER, gave INTEGER, run INTEGER NOT NULL, PRIMARY KEY (site, day))
    WITHOUT ROWID
"""
#: What makes a file of an older version one of the next.
UPGRADES = {
    1: "CREATE TABLE learned (site INTEGER PRIMARY KEY, facts TEXT NOT NULL)",
    2: """
ALTER TABLE articles ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
CREATE TABLE forgotten (
    site INTEGER, id BLOB, revision INTEGER NOT NULL, hash BLOB, PRIMARY KEY (site, id))
    WITHOUT ROWID;
CREATE VIEW current AS SELECT * FROM articles t WHERE NOT EXISTS (
    SELECT 1 FROM forgotten f WHERE f.site = t.site AND f.id = t.id AND f.revision >= t.revision)
""",
    3: """
CREATE TABLE IF NOT EXISTS days (
    site INTEGER, day INTEGER, gave INTEGER, run INTEGER NOT NULL, PRIMARY KEY (site, day))
    WITHOUT ROWID
""",
}


class StateError(Exception):
    """Raised when the state cannot be used; its text says why and what to do."""


class Database:
    """A connection to the SQLite file, which is made when missing. Every method raises StateError.

    A class below this one keeps other tables in the same way.
    """

    schema: ClassVar = SCHEMA
    version: ClassVar = SCHEMA_VERSION
    upgrades: ClassVar = UPGRADES
    #: What the file is called, and what to do when it is damaged.
    title: ClassVar = "state"
    remedy: ClassVar = "the next run of each paper rebuilds its part from the feeds"
    #: A commit is on the disk when it returns: a crawl commits but once in two seconds.
    synchronous: ClassVar = "FULL"
    #: Bytes of a page, which are written as a whole.
    page: ClassVar = 4096
    #: MiB that SQLite keeps in memory, and after how many pages it moves the -wal into the file.
    cache: ClassVar = 16
    checkpoint: ClassVar = 1000

    def __init__(self, path: Path) -> None:
        self.path = path
        with self.plain_errors():
            self._db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            self._set_up()
        except StateError:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the connection."""
        with self.plain_errors():
            self._db.close()

    def rows(self, sql: str, values: Any = ()) -> list[Any]:
        """Return the rows that a query gives."""
        with self.plain_errors():
            return self._db.execute(sql, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit what is done inside, or nothing of it. It is on the disk when this returns."""
        with self.plain_errors():
            # At once for writing: a transaction that begins by reading cannot wait its turn later.
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    @contextmanager
    def plain_errors(self) -> Iterator[None]:
        """Turn SQLite's errors into sentences."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise StateError(f"the {self.title} {self.path} cannot be used: {error}") from error
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:  # its children are mistakes of ours
                raise
            raise StateError(
                f"the {self.title} {self.path} is damaged ({error}): move it away, with its -wal "
                f"and -shm files; {self.remedy}"
            ) from error

    def _set_up(self) -> None:
        with self.plain_errors():
            self._db.execute(f"PRAGMA synchronous = {self.synchronous}")
            self._db.execute(f"PRAGMA page_size = {self.page}")
            self._db.execute(f"PRAGMA cache_size = -{self.cache * 1024}")
            self._db.execute(f"PRAGMA wal_autocheckpoint = {self.checkpoint}")
            if self._db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                self._to_wal()
        with self.transaction() as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version > self.version:
                raise StateError(
                    f"the {self.title} {self.path} was written by a newer newscrawl (version "
                    f"{version}, this one reads {self.version}): upgrade newscrawl"
                )
            if version == 0:
                self._create()
            for older in range(version or self.version, self.version):
                for statement in self.upgrades[older].split(";"):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {older + 1}")

    def _to_wal(self) -> None:
        # SQLite does not wait here when two first runs do this at once.
        patience = time.monotonic() + PATIENCE
        while True:
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                # A full disk does not get better by waiting; the low byte is the kind of error.
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > patience:
                    raise
                time.sleep(0.02)
            else:
                return

    def _create(self) -> None:
        if self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise StateError(f"{self.path} is a database of something else: move it away")
        for statement in self.schema.split(";"):
            self._db.execute(statement)
        self._db.execute(f"PRAGMA user_version = {self.version}")
