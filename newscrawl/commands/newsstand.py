"""`newscrawl newsstand`: opens the embedded web, for one command or for other terminals."""

import argparse
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawl.crawler.console import ProjectCommand, option
from newscrawl.newsstand import Newsstand, Stand, serve
from newscrawl.newsstand.terminal import run_command, stay_open


class Command(ProjectCommand):
    """Serve the embedded web, for one command or until Ctrl-C.

    Open the newsstand: a proxy on loopback that answers under the papers' host names from
    bundled pages, and never opens a connection to the world. With a command after -- it runs
    that behind the proxy and ends with its exit code; without one it prints the variables to
    export in another terminal and stays open.
    """

    arguments = "[--port NUMBER] [--manifest FILE.jsonl] [-- COMMAND...]"
    options = (
        option("--port", type=int, default=0, help="default: any free port"),
        option(
            "--manifest",
            type=Path,
            metavar="FILE",
            help="serve saved pages, listed as JSON Lines of file and url, not the bundled ones",
        ),
        option("command", nargs="*", metavar="COMMAND", help="what to run, after --"),
    )

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Serve; the exit code is that of the command."""
        if args:
            raise UsageError(f"what is {args[0]!r}? A command of yours stands after --")
        try:
            web = Newsstand.from_manifest(opts.manifest) if opts.manifest else Newsstand.bundled()
        except (OSError, ValueError) as error:
            raise UsageError(str(error)) from error
        with serve(Stand(web, port=opts.port)) as stand:
            if opts.command:
                self.exitcode = run_command(opts.command, stand)
            else:
                stay_open(stand)
