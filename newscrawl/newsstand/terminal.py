"""Serves the newsstand to one command, or to other terminals until it is stopped."""

import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from types import FrameType

from newscrawl.newsstand.server import Stand


def run_command(command: Sequence[str], stand: Stand) -> int:
    """Run a command behind the newsstand; return its exit code as a shell says it."""
    try:
        process = subprocess.Popen(command, env=stand.environment())  # noqa: S603 - the user's own
    except OSError as error:
        sys.stderr.write(f"cannot run the command: {error}\n")
        return 127 if isinstance(error, FileNotFoundError) else 126

    def forward(number: int, _frame: FrameType | None) -> None:
        process.send_signal(number)

    with process:
        previous = signal.signal(signal.SIGTERM, forward)
        try:
            while True:
                try:
                    code = process.wait()
                except KeyboardInterrupt:
                    # The terminal sent it to the command as well, which ends in its own time.
                    continue
                # A signal's number is negative here and has 128 added in a shell.
                return code if code >= 0 else 128 - code
        finally:
            signal.signal(signal.SIGTERM, previous)


def stay_open(stand: Stand) -> None:
    """Print the variables that lead a client here; return when stopped by Ctrl-C or SIGTERM."""
    # Before the first line is out: whoever reads it may stop us at once.
    previous = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.stdout.write(
            f"# {len(stand.web)} addresses; Ctrl-C closes the newsstand\n"
            f"export http_proxy={stand.url} HTTP_PROXY={stand.url} NO_PROXY= no_proxy=\n"
            f"export https_proxy={stand.url} HTTPS_PROXY={stand.url}\n"
        )
        sys.stdout.flush()
        threading.Event().wait()
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, previous)
