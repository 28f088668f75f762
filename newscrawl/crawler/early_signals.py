"""Ends a command in order when it is told to stop while it still imports and prepares."""

import os
import signal
from types import FrameType

from scrapy.settings import BaseSettings

from newscrawl.monitoring.outcome import Verdict


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
