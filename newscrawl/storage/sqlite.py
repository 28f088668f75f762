"""The SQLite file of the state: tables, transactions, and errors in plain words."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from newscrawl.storage.tables import PATIENCE, Connection, StateError, Tables


class ListTaking(sqlite3.Connection):
    """A connection that takes a list as a value, for `IN (:name)`."""

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        """Run a statement."""
        if isinstance(values, dict):
            for name, value in list(values.items()):
                if isinstance(value, list):
                    sql, names = with_places(sql, name, len(value))
                    values = {**values, **dict(zip(names, value, strict=True))}
                    del values[name]
        return super().execute(sql, values)


@lru_cache(maxsize=512)  # one a statement and length: writing it takes longer than the look-up
def with_places(sql: str, name: str, count: int) -> tuple[str, list[str]]:
    """Return a statement with so many places for a list of that name, and the places' names."""
    names = [f"{name}{n}" for n in range(count)]
    return sql.replace(f"(:{name})", f"({', '.join([f':{one}' for one in names])})"), names


class File:
    """A connection to the SQLite file, which is made when missing. Every method raises StateError.

    A commit is on the disk when it returns, where the tables say so: a crawl commits but once in
    two seconds.
    """

    def __init__(self, path: Path, tables: Tables) -> None:
        self.path = path
        self.tables = tables
        with self.plain_errors():
            self._db = sqlite3.connect(
                path, timeout=PATIENCE, isolation_level=None, factory=ListTaking
            )
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
    def transaction(self) -> Iterator[Connection]:
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

    def claim(self, number: int, *, unchanged: Callable[[Connection], bool]) -> None:
        """Do nothing: the file lies on this machine, where the paper's lock keeps others off."""

    def claimed(self) -> set[int]:
        """Return nothing, for the same reason."""
        return set()

    @contextmanager
    def plain_errors(self) -> Iterator[None]:
        """Turn SQLite's errors into sentences."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise StateError(
                f"the {self.tables.title} {self.path} cannot be used: {error}"
            ) from error
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:  # its children are mistakes of ours
                raise
            raise StateError(
                f"the {self.tables.title} {self.path} is damaged ({error}): move it away, with its "
                f"-wal and -shm files; {self.tables.remedy}"
            ) from error

    def _set_up(self) -> None:
        tables = self.tables
        with self.plain_errors():
            self._db.execute(f"PRAGMA synchronous = {tables.synchronous}")
            self._db.execute(f"PRAGMA page_size = {tables.page}")
            self._db.execute(f"PRAGMA cache_size = -{tables.cache * 1024}")
            self._db.execute(f"PRAGMA wal_autocheckpoint = {tables.checkpoint}")
            if self._db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                self._to_wal()
        with self.transaction() as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version > tables.version:
                raise StateError(
                    f"the {tables.title} {self.path} was written by a newer newscrawl (version "
                    f"{version}, this one reads {tables.version}): upgrade newscrawl"
                )
            if version == 0:
                self._create()
            for older in range(version or tables.version, tables.version):
                for statement in tables.upgrades[older].split(";"):
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
        for statement in self.tables.schema.split(";"):
            self._db.execute(statement)
        self._db.execute(f"PRAGMA user_version = {self.tables.version}")
