"""`newscrawl migrate`: makes the tables in PostgreSQL, or brings them up to date."""

import argparse

from scrapy.exceptions import UsageError

from newscrawl.commands.work import address_of
from newscrawl.crawler.console import ProjectCommand


class Command(ProjectCommand):
    """Makes tables."""

    def syntax(self) -> str:
        """Return the arguments."""
        return ""

    def short_desc(self) -> str:
        """Return what `scrapy -h` says."""
        return "Make the tables in the PostgreSQL of NEWSCRAWL_STATE, or bring them up to date"

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        """Migrate, and say what was done."""
        assert self.settings is not None
        if args:
            raise UsageError(f"what is {args[0]!r}? `newscrawl migrate` takes no names")
        address = address_of(self.settings)
        from newscrawl.queue.database import QueueError, migrate  # noqa: PLC0415  # of the extra

        try:
            told = migrate(address)
        except QueueError as error:
            raise UsageError(str(error), print_help=False) from error
        print("\n".join(told) or "all tables are up to date")
