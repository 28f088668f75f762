"""Opens the tables of the state where they are kept."""

from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeAlias

from newscrawl.storage.sqlite import File
from newscrawl.storage.tables import Server, StateError, Tables

if TYPE_CHECKING:  # it imports an extra
    from newscrawl.storage.postgresql import Session

#: A connection to tables, wherever they are kept.
Database: TypeAlias = "File | Session"


def open_database(place: Path | Server, tables: Tables) -> Database:
    """Return a connection to tables in a file, or in a database. Raises StateError."""
    if isinstance(place, Path):
        return File(place, tables)
    session: Database = client().Session(place, tables)
    return session


def migrate(server: Server, every: Iterable[Tables]) -> list[str]:
    """Make tables, or bring them up to date; return what was done. Raises StateError."""
    done: list[str] = client().migrate(server, every)
    return done


def client() -> ModuleType:
    """Return what speaks with PostgreSQL. Raises StateError when its extra is not installed."""
    try:
        from newscrawl.storage import postgresql  # noqa: PLC0415 - an extra brings what it needs
    except ImportError as error:
        raise StateError("NEWSCRAWL_STATE needs psycopg: pip install 'newscrawl[queue]'") from error
    return postgresql
