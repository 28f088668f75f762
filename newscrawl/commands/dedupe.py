"""`scrapy dedupe FILE... -o OUT`: finds copies of one story among existing lines."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from scrapy.exceptions import UsageError
from tqdm import tqdm

from newscrawl.crawler.console import ProjectCommand, option
from newscrawl.dedup import Clusters
from newscrawl.dedup.relabel import History, labelled
from newscrawl.storage.tables import StateError
from newscrawl.storage.whole_file import whole_file


class Command(ProjectCommand):
    """Say of existing lines which of them print one story.

    Compute cluster_id, duplicate_of and similarity of existing lines anew, in order of
    publication, whatever they say now. The state of the crawl is neither read nor written.
    Lines come out in order of publication. Files may be .gz or .zst.
    """

    arguments = "FILE.jsonl... -o OUT.jsonl"
    options = (option("-o", dest="out", metavar="OUT", help="the file to write; - for stdout"),)

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read, order, compare, write; name each line that is none."""
        if not args or not opts.out:
            raise UsageError("say which files, and -o where to")
        missing = [name for name in args if not Path(name).is_file()]
        if missing:
            raise UsageError(f"there is no file {', '.join(missing)}")
        with TemporaryDirectory() as folder:
            try:
                self.relabel([Path(name) for name in args], opts.out, Path(folder))
            except (OSError, StateError) as error:
                self.failed(f"dedupe: {error}")

    def relabel(self, files: list[Path], out: str, folder: Path) -> None:
        """Write the lines of the files with their labels."""
        history = History(files, folder, tell)
        copies = 0
        with Clusters(folder / "stories.sqlite") as stories, whole(out) as file:
            shown = tqdm(
                labelled(history, stories), total=len(history), unit=" lines", disable=None
            )
            for line in shown:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                copies += line["duplicate_of"] is not None
        noun = "copy" if copies == 1 else "copies"
        tell(
            f"{len(history)} lines, {len(history) - copies} stories, {copies} {noun}; "
            f"{history.failed} lines failed"
        )
        self.exitcode = int(bool(history.failed))


def tell(sentence: str) -> None:
    """Print for people: the lines may go to stdout."""
    tqdm.write(sentence, file=sys.stderr)


@contextmanager
def whole(out: str) -> Iterator[IO[str]]:
    """Open a file that is there when it is whole, and not before; `-` is stdout. Raises OSError."""
    if out == "-":
        yield sys.stdout
        return
    with whole_file(Path(out)) as part, part.open("w", encoding="utf-8") as file:
        yield file
