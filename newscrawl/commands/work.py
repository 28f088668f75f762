"""`newscrawl work`: runs the jobs of the queue on this machine."""

import argparse
import asyncio
import logging
import os
import sys
from pathlib import Path
from typing import Any, ClassVar

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.utils.log import configure_logging

from newscrawl.crawler.console import ProjectCommand, option
from newscrawl.crawler.settings_addon import PREFIX

#: Papers at once of one worker, unless told otherwise.
AT_ONCE = 8
MISSING = "the queue needs Procrastinate: pip install 'newscrawl[queue]'"


def is_no_end(record: logging.LogRecord) -> bool:
    """Return whether a line of Procrastinate's is not of a job's end, which we tell ourselves."""
    return not str(getattr(record, "action", "")).startswith("job_")


class Command(ProjectCommand):
    """Run the jobs of the queue, on as many machines as there are.

    Run jobs of the queue in NEWSCRAWL_STATE, each in its own process, until SIGTERM: then what
    runs is ended in order and given back. Each minute one of all workers submits what is due.
    The settings of -s are those of each crawl.
    """

    arguments = "[--papers-at-once N] [--no-schedule] [-s NAME=VALUE]"
    options = (
        option(
            "--papers-at-once", type=int, default=AT_ONCE, metavar="N", help=f"default: {AT_ONCE}"
        ),
        option("--no-schedule", action="store_true", help="run what is submitted, submit nothing"),
    )

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": True}

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Work until told to stop."""
        if args:
            raise UsageError(f"what is {args[0]!r}? `newscrawl work` takes options only")
        if opts.papers_at_once < 1:
            raise UsageError("--papers-at-once is a number from 1")
        address = address_of(self.settings)
        from newscrawl.queue.worker import Worker  # noqa: PLC0415  # of the extra

        configure_logging(self.settings)
        logging.getLogger("procrastinate").setLevel(logging.WARNING)
        logging.getLogger("procrastinate.worker").addFilter(is_no_end)
        ours = {name: value for name, value in given(opts) if name.startswith(PREFIX)}
        root = Path(self.settings["NEWSCRAWL_OUTPUT"])
        worker = Worker(
            address,
            opts.papers_at_once,
            root,
            # Others see the arguments of a process, and not its environment.
            [f"{name}={value}" for name, value in given(opts) if name not in ours],
            {**os.environ, **ours, "NEWSCRAWL_STATE": address, "NEWSCRAWL_OUTPUT": str(root)},
            lambda line: print(line, file=sys.stderr, flush=True),
            schedules=not opts.no_schedule,
        )
        asyncio.run(worker.work())


def given(opts: argparse.Namespace) -> list[tuple[str, str]]:
    """Return the settings of the command line."""
    pairs = [one.partition("=") for one in opts.set]
    return [(name, value) for name, _, value in pairs]


def address_of(settings: BaseSettings) -> str:
    """Return the address of the queue.

    Raises StateError where there is none, and UsageError where the extra is missing.
    """
    try:
        from newscrawl.queue.database import checked  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(MISSING) from error
    address = str(settings["NEWSCRAWL_STATE"] or "")
    checked(address)
    return address
