"""The queue's PostgreSQL: its address, its tables, errors in plain words.

Procrastinate brings its own tables, and SQL files that bring them up to date; beside them lies one
of ours, which says where a job runs and why it failed. What is said of an error never names who
logs in and by what.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from procrastinate import exceptions
from procrastinate.schema import SchemaManager
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from newscrawl.storage.postgresql import where
from newscrawl.storage.tables import StateError

#: A host that is silent so long is gone: seconds, but for the last, which are milliseconds.
CONNECTING: Mapping[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
#: What holds the migration, so that two machines do not both make the tables.
MIGRATION = 0x6E657704
#: Our table, and the files of Procrastinate's that were run. A job that waits or runs is not queued
#: again: Procrastinate itself looks at those that wait only, and a running one may come to wait.
TABLES = """
CREATE TABLE IF NOT EXISTS newscrawl_jobs (
    job bigint PRIMARY KEY REFERENCES procrastinate_jobs (id) ON DELETE CASCADE,
    place text NOT NULL,
    began timestamptz NOT NULL,
    ended timestamptz,
    code integer,
    reason text,
    failures integer NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS newscrawl_jobs_ended ON newscrawl_jobs (ended);
CREATE UNIQUE INDEX IF NOT EXISTS newscrawl_jobs_queued ON procrastinate_jobs (queueing_lock)
    WHERE status IN ('todo', 'doing');
CREATE TABLE IF NOT EXISTS newscrawl_queue_files (name text PRIMARY KEY);
"""
#: What the server or the way to it is to blame for; what Procrastinate raises has one as its cause.
TROUBLE = (psycopg.Error, exceptions.ConnectorException)


def checked(address: str) -> str:
    """Return the address of NEWSCRAWL_STATE with our timeouts. Raises StateError."""
    if not address:
        raise StateError(
            "the queue lies in PostgreSQL: set NEWSCRAWL_STATE to its address, as "
            "postgresql://user@host:5432/database"
        )
    where(address)
    return make_conninfo(address, **{**CONNECTING, **conninfo_to_dict(address)})


def masked(text: str) -> str:
    """Return a text without the passwords of addresses in it."""
    return re.sub(r"(://[^/\s:@]*:)[^\s@]+@", r"\1***@", text)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn PostgreSQL's errors into StateErrors."""
    try:
        yield
    except psycopg.errors.UndefinedTable as error:
        raise StateError("the queue has no tables yet: run `newscrawl migrate`") from error
    except TROUBLE as error:
        if isinstance(error.__cause__, psycopg.errors.UndefinedTable):
            raise StateError("the queue has no tables yet: run `newscrawl migrate`") from error
        raise StateError(f"the queue cannot be used: {sentence(error)}") from error


def connect(address: str) -> psycopg.Connection[Any]:
    """Return a connection; each statement is a transaction of its own. Raises StateError."""
    with plain_errors():
        return psycopg.connect(checked(address), autocommit=True, application_name="newscrawl")


def migrate(address: str) -> list[str]:
    """Make the queue's tables, or bring them up to date; return what was done. StateError."""
    with connect(address) as connection, plain_errors(), connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s, 0)", [MIGRATION])
        there = connection.execute("SELECT to_regclass('newscrawl_queue_files')").fetchone()
        made = bool(there and there[0])
        if not made:
            connection.execute(SchemaManager.get_schema())
        connection.execute(TABLES)
        rows = connection.execute("SELECT name FROM newscrawl_queue_files").fetchall()
        known = {name for (name,) in rows}
        files = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
        new = [file for file in files if file.name not in known]
        for file in new:
            if made:
                connection.execute(file.read_bytes())
            connection.execute("INSERT INTO newscrawl_queue_files VALUES (%s)", [file.name])
    if not made:
        return ["the tables of the queue are made"]
    return [f"the queue is up to date with {file.stem}" for file in new]


def sentence(error: BaseException) -> str:
    """Return what an error says, on one line, with its cause where it says nothing itself."""
    cause = error.__cause__ or error
    return masked(" ".join(str(cause).split())) or type(cause).__name__
