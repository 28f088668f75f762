"""The base of commands that print; they end quietly when the reader (`head`) has gone."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.crawler.settings_addon import wrong_settings

#: What a shell calls the end by SIGPIPE.
NOBODY_READS = 141


class ProjectCommand(ScrapyCommand):
    """A command that prints what it finds: subclasses have `answer()` in place of `run()`."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options. Raises UsageError for settings that cannot be used."""
        super().process_options(args, opts)
        assert self.settings is not None
        sentence = wrong_settings(self.settings)
        if sentence:
            raise UsageError(sentence, print_help=False)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Answer; end quietly, as any tool does, when nobody reads on (`| head`)."""
        with reader_may_go(self):
            self.answer(args, opts)

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what the command is for."""
        raise NotImplementedError


class VisitCommand(ProjectCommand):
    """A command that asks papers and prints a report: its log shows errors alone."""

    default_settings: ClassVar[dict[str, Any]] = {}

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Keep the log out of the report, unless it has a file."""
        super().process_options(args, opts)
        assert self.settings is not None
        if not opts.logfile:
            self.settings.set("LOG_LEVEL", "ERROR", priority="project")


@contextmanager
def reader_may_go(command: ScrapyCommand) -> Iterator[None]:
    """Let a command print; when nobody reads on, set its exit code and say nothing."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter would flush what is left, and complain of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        command.exitcode = NOBODY_READS
