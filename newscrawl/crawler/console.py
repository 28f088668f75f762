"""What commands have in common: how they answer, fail, and end when nobody reads or waits."""

import argparse
import json
import os
import signal
import sys
from collections.abc import Iterable, Mapping
from inspect import cleandoc
from types import FrameType
from typing import Any, ClassVar, NamedTuple

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings, Settings

from newscrawl.crawler.arguments import ArgumentError
from newscrawl.crawler.settings_addon import wrong_settings
from newscrawl.monitoring.outcome import Verdict
from newscrawl.sites.registry import ChoiceError
from newscrawl.storage.tables import StateError
from newscrawl.urls import AddressError

#: What a shell calls the end by SIGPIPE.
NOBODY_READS = 141
#: Errors that say to the user what is wrong: with what was typed, with the state, with the disk.
SENTENCES = (AddressError, ArgumentError, ChoiceError, StateError, OSError)


class Option(NamedTuple):
    """An option of a command: its names, and how argparse's add_argument() is to take it."""

    names: tuple[str, ...]
    how: Mapping[str, Any]


def option(*names: str, **how: Any) -> Option:
    """Return an option as add_argument() takes it."""
    return Option(names, how)


class ProjectCommand(ScrapyCommand):
    """A command that prints what it finds: subclasses have `answer()` in place of `run()`.

    The docstring of a subclass is its help: the first line is what `scrapy -h` says of it, and the
    rest, where there is any, what `scrapy NAME -h` says.
    """

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    #: Scrapy sets them before anything else.
    settings: Settings
    #: How the arguments are written.
    arguments: ClassVar[str] = ""
    #: Its own options.
    options: ClassVar[tuple[Option, ...]] = ()

    def syntax(self) -> str:
        """Return how the arguments are written."""
        return self.arguments

    def short_desc(self) -> str:
        """Return what `scrapy -h` says."""
        return cleandoc(self.__doc__ or "").partition("\n")[0].removesuffix(".")

    def long_desc(self) -> str:
        """Return what `scrapy NAME -h` says."""
        _, _, more = cleandoc(self.__doc__ or "").partition("\n\n")
        return " ".join(more.split()) or self.short_desc()

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add Scrapy's options, and the command's own."""
        super().add_options(parser)
        for one in self.options:
            parser.add_argument(*one.names, **one.how)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options. Raises UsageError for settings that cannot be used."""
        super().process_options(args, opts)
        sentence = wrong_settings(self.settings)
        if sentence:
            raise UsageError(sentence)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Answer; end quietly, as any tool does, when nobody reads on (`| head`)."""
        try:
            self.answer(args, opts)
            sys.stdout.flush()
        except BrokenPipeError:
            # The interpreter would flush what is left, and complain of it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self.exitcode = NOBODY_READS
        except SENTENCES as error:
            raise UsageError(str(error)) from error

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what the command is for."""
        raise NotImplementedError

    def failed(self, sentence: str) -> None:
        """Say on stderr what went wrong; the exit code is 1 then."""
        print(sentence, file=sys.stderr)
        self.exitcode = 1


def print_lines(objects: Iterable[Mapping[str, Any]]) -> None:
    """Print objects as JSON, one a line."""
    for one in objects:
        print(json.dumps(one, ensure_ascii=False))


class VisitCommand(ProjectCommand):
    """A command that asks papers and prints a report: its log shows errors alone."""

    default_settings: ClassVar[dict[str, Any]] = {}

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Keep the log out of the report, unless it has a file."""
        super().process_options(args, opts)
        if not opts.logfile:
            self.settings.set("LOG_LEVEL", "ERROR", priority="project")


def not_begun_when_stopped(settings: BaseSettings) -> None:
    """Let a signal end the command with a sentence and exit code 6, until the run has its own way.

    Scrapy listens from the start of its reactor on; before that, a job which Scrapyd stops would
    die without a word. The sentence goes to the log's file, else to stderr, and past the log: a
    signal may come while that is written to.
    """
    log = settings["LOG_FILE"]

    def stopped(number: int, _: FrameType | None) -> None:
        name = signal.Signals(number).name
        line = f"Verdict: not begun: {name} came before the run; it is due again\n"
        place = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666) if log else 2
        os.write(place, line.encode())
        raise SystemExit(Verdict.INTERRUPTED.exit_code)

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, stopped)
