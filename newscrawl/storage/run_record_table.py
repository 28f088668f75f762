"""Keeps the records of all machines' runs in a PostgreSQL database."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from newscrawl.storage.database import Database, open_database
from newscrawl.storage.run_records import Record, RunRecordFiles, moment
from newscrawl.storage.tables import Server, StateError, Tables

# `started` is in seconds since 1970, with a fraction; `record` is JSON.
TABLES = Tables(
    "newscrawl_runs",
    """
CREATE TABLE records (
    run TEXT PRIMARY KEY, site TEXT NOT NULL, started DOUBLE PRECISION NOT NULL,
    record TEXT NOT NULL);
CREATE INDEX records_of_site ON records (site, started);
CREATE TABLE marks (site TEXT NOT NULL, run TEXT NOT NULL, PRIMARY KEY (site, run))
""",
    version=1,
    title="records of runs",
)
ADD = """
INSERT INTO records VALUES (?, ?, ?, ?) ON CONFLICT (run) DO UPDATE SET record = excluded.record
"""
READ = """
SELECT record FROM records WHERE site = :site AND started >= :since
ORDER BY started DESC LIMIT :last
"""


class RunRecordTable:
    """Run records in a database, which is asked by a session of its own each time.

    A run asks thrice in hours; who asks for all papers does so in_one_session().
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._shared: Database | None = None

    @contextmanager
    def in_one_session(self) -> Iterator[None]:
        """Let what is asked inside share a session. Raises OSError."""
        with self._session() as session:
            self._shared = session
            try:
                yield
            finally:
                self._shared = None

    def append(self, record: Mapping[str, Any]) -> None:
        """Keep a record. Raises OSError."""
        text = json.dumps(record)  # all in ASCII: what is no UTF-8 is an escape
        started = moment(record["started"]).timestamp()
        with self._session() as database, database.transaction() as db:
            db.execute(ADD, (record["run"], record["site"], started, text))

    def read(
        self, site: str, *, since: datetime | None = None, last: int | None = None
    ) -> list[Record]:
        """Return a paper's records, the oldest first; see RunRecordFiles. Raises OSError."""
        asked = {"site": site, "since": since.timestamp() if since else 0.0, "last": last}
        with self._session() as database:
            rows = database.rows(READ, asked)
        return [json.loads(text) for (text,) in reversed(rows)]

    def sites(self) -> list[str]:
        """Return the names of the papers that have records, sorted. Raises OSError."""
        with self._session() as database:
            return sorted(site for (site,) in database.rows("SELECT DISTINCT site FROM records"))

    def mark(self, site: str, run: str) -> None:
        """Note that a run of a paper has begun. Raises OSError."""
        with self._session() as database, database.transaction() as db:
            db.execute("INSERT INTO marks VALUES (?, ?) ON CONFLICT DO NOTHING", (site, run))

    def marks(self, site: str) -> list[str]:
        """Return the ids of a paper's runs that are marked, sorted. Raises OSError."""
        with self._session() as database:
            rows = database.rows("SELECT run FROM marks WHERE site = ?", (site,))
        return sorted(run for (run,) in rows)

    def unmark(self, site: str, run: str) -> None:
        """Take a run's mark away, if it has one. Raises OSError."""
        with self._session() as database, database.transaction() as db:
            db.execute("DELETE FROM marks WHERE site = ? AND run = ?", (site, run))

    @contextmanager
    def _session(self) -> Iterator[Database]:
        try:
            if self._shared:
                yield self._shared
                return
            database = open_database(self._server, TABLES)
            try:
                yield database
            finally:
                database.close()
        except StateError as error:  # as of records in files
            raise OSError(str(error)) from error


#: The records of the runs of all papers, wherever they are kept.
RunRecords = RunRecordFiles | RunRecordTable
