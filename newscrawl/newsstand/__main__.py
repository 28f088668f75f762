"""Run a command against the newsstand, or keep it open for other terminals.

python -m newscrawl.newsstand -- scrapy crawl beritabali
python -m newscrawl.newsstand --manifest pages/gold.jsonl --port 8899
"""

import argparse
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import FrameType

from newscrawl.newsstand.server import Stand, serve
from newscrawl.newsstand.web import Newsstand


def main(arguments: list[str] | None = None) -> int:
    """Serve; give the command's exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m newscrawl.newsstand", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--port", type=int, default=0, help="default: any free port")
    parser.add_argument(
        "--manifest",
        type=Path,
        metavar="FILE",
        help="serve saved pages, listed as JSON Lines of file and url, not the bundled ones",
    )
    parser.add_argument("command", nargs="*", metavar="COMMAND", help="what to run, after --")
    options = parser.parse_args(arguments)
    web = Newsstand.from_manifest(options.manifest) if options.manifest else Newsstand.bundled()
    with serve(web, port=options.port, log=False) as stand:
        try:
            return _run(options.command, stand) if options.command else _stay_open(stand)
        except FileNotFoundError as error:
            sys.stderr.write(f"cannot run the command: {error}\n")
            return 127  # as a shell says it


def _run(command: list[str], stand: Stand) -> int:
    with subprocess.Popen(command, env=stand.environment()) as process:  # noqa: S603 - the user's own

        def forward(number: int, _frame: FrameType | None) -> None:
            process.send_signal(number)

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


def _stay_open(stand: Stand) -> int:
    # Before the first line is out: whoever reads it may stop us at once.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.stdout.write(
            f"# {len(stand.web)} addresses; Ctrl-C closes the newsstand\n"
            f"export http_proxy={stand.url} HTTP_PROXY={stand.url} NO_PROXY= no_proxy=\n"
            f"export https_proxy={stand.url} HTTPS_PROXY={stand.url}\n"
        )
        sys.stdout.flush()
        threading.Event().wait()
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
