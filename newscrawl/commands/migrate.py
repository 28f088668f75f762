"""`newscrawl migrate`: makes the tables in PostgreSQL, or brings them up to date."""

import argparse

from scrapy.exceptions import UsageError

from newscrawl.commands.work import address_of
from newscrawl.crawler.console import ProjectCommand
from newscrawl.dedup import clusters
from newscrawl.storage import run_record_table, seen
from newscrawl.storage.database import migrate
from newscrawl.storage.tables import Server

#: All tables of ours but the queue's, which Procrastinate brings.
EVERY = (seen.TABLES, clusters.TABLES, run_record_table.TABLES)


class Command(ProjectCommand):
    """Make the tables in the PostgreSQL of NEWSCRAWL_STATE, or bring them up to date.

    Make the tables of the state, of stories, of the records of runs and of the queue in the
    database of NEWSCRAWL_STATE, or bring those of an older version up to date; nothing is lost.
    Crawls of an older newscrawl refuse to run from then on. A state in files is brought up to
    date by the runs themselves.
    """

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        """Migrate, and say what was done."""
        if args:
            raise UsageError(f"what is {args[0]!r}? `newscrawl migrate` takes no names")
        address = address_of(self.settings)
        from newscrawl.queue import database as queue  # noqa: PLC0415  # of the extra

        told = [*migrate(Server(address), EVERY), *queue.migrate(address)]
        print("\n".join(told) or "all tables are up to date")
