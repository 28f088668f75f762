"""What the tables of the state are kept in: a SQLite file or a PostgreSQL database, used alike.

Both take the same SQL, that of SQLite with what PostgreSQL has too: places are `?` or `:name`, and
a list stands where `IN (:name)` asks for one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

#: How long one crawl waits for another's commit, and for a server that is gone, in seconds.
PATIENCE = 30.0


class StateError(Exception):
    """Raised when the state cannot be used; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL database; its address may hold a password."""

    url: str = field(repr=False)
    #: The name of the disk that this machine's feeds lie on, for what speaks of them.
    disk: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables that are kept together: in a file, or in a schema of a database."""

    #: The schema in PostgreSQL.
    name: str
    schema: str
    version: int
    #: What they are called, and what to do when the file is damaged.
    title: str
    remedy: str = ""
    #: What makes tables of an older version those of the next.
    upgrades: Mapping[int, str] = field(default_factory=dict)
    #: With FULL, a commit is on the disk when it returns. Else the last ones may be lost when the
    #: machine, or the server, goes down; with OFF, a file may be damaged then.
    synchronous: Literal["FULL", "NORMAL", "OFF"] = "FULL"
    #: Whether each transaction must see all others, as in SQLite it does.
    one_writer: bool = False
    #: SQLite: bytes of a page, which are written as a whole; MiB that it keeps in memory, enough
    #: for the inner pages of a million articles (others are read by chance, and a larger cache
    #: finds hardly more of them); after how many pages it moves the -wal into the file.
    page: int = 4096
    cache: int = 1
    checkpoint: int = 1000


class Rows(Protocol):
    """What a statement gave."""

    def fetchone(self) -> Any:
        """Return the next row; None when there is none."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """What statements are given to, within a transaction."""

    def execute(self, sql: str, values: Any = (), /) -> Rows:
        """Run a statement."""

    def executemany(self, sql: str, rows: Any, /) -> object:
        """Run a statement for each row of values."""
