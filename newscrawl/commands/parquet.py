"""`scrapy parquet FILE|FOLDER... -o LAKE`: writes lines as Parquet, and adds what is new."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from scrapy.exceptions import UsageError
from tqdm import tqdm

from newscrawl.crawler.console import ProjectCommand, option
from newscrawl.storage.lines import FEED_SUFFIXES

#: So many faults are named.
MAX_NAMED = 10


class Command(ProjectCommand):
    """Write lines as Parquet, typed, by day and province.

    Write lines as Parquet files, one a day (of publication, the paper's own) and province. Run
    again it reads only files that are new or have grown, and adds only what is not there. The
    exit code is 1 when a line or a file could not be read; all others are written.
    """

    arguments = "FILE|FOLDER... -o LAKE"
    options = (option("-o", dest="out", metavar="LAKE", help="the folder to write into"),)

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read what is new, write it, say how much it was."""
        try:
            from newscrawl.lake.folder import Lake  # noqa: PLC0415 - needs an extra
        except ImportError as error:
            raise UsageError(str(error)) from error
        if not args or not opts.out:
            raise UsageError("say which files or folders, and -o where to")
        files = list(feeds(map(Path, args)))
        with tqdm(total=len(files), unit=" files", disable=None, file=sys.stderr) as shown:
            lake = Lake(Path(opts.out), shown.update)
            try:
                lake.update(files)
            except OSError as error:
                self.failed(f"parquet: {error}")
                return
        faults = [*lake.faults.files, *lake.faults.lines]
        for fault in faults[:MAX_NAMED]:
            print(f"parquet: {fault}", file=sys.stderr)
        if len(faults) > MAX_NAMED:
            print(f"parquet: and {len(faults) - MAX_NAMED} more", file=sys.stderr)
        unchanged = len(files) - lake.read
        print(
            f"{lake.added} lines added from {lake.read} files; {unchanged} files were known; "
            f"{len(lake.faults.lines)} lines and {len(lake.faults.files)} files failed",
            file=sys.stderr,
        )
        self.exitcode = int(bool(faults))


def feeds(paths: Iterable[Path]) -> Iterable[Path]:
    """Yield the feed files among these and below these folders, in order of their names.

    Raises UsageError for one that is not there, and for a folder that holds none.
    """
    for path in paths:
        if path.is_file():
            yield path
            continue
        found = sorted(one for one in path.rglob("*") if one.name.endswith(FEED_SUFFIXES))
        if not found:
            what = "holds no lines" if path.is_dir() else "is not there"
            raise UsageError(f"{path} {what}")
        yield from found
