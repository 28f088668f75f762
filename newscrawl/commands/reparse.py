"""`scrapy reparse FILE|FOLDER|URL...`: reads archived pages again, by today's rules."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError
from tqdm import tqdm

from newscrawl.api import paper_called
from newscrawl.commands.parquet import feeds
from newscrawl.crawler.arguments import ArgumentError, parse_arguments
from newscrawl.crawler.console import ProjectCommand, option
from newscrawl.monitoring.outcome import Verdict
from newscrawl.storage.closing import Closing
from newscrawl.storage.jsonl_reader import LineError
from newscrawl.storage.line_file import open_lines

if TYPE_CHECKING:  # they import an extra
    from newscrawl.reading.archives import Chunk, File
    from newscrawl.reading.comparing import Comparison
    from newscrawl.reading.pages import Read

#: So many broken records are named.
MAX_NAMED = 10


class Command(ProjectCommand):
    """Read archived pages again, by the papers' rules of today.

    Read the pages of WARC files again as a crawl reads them, each as of its own fetch, and
    write the lines in the order of the files. Our own archives and others', as Common Crawl's
    CC-NEWS: of those, pages of known papers are read, by host. Nothing is asked of any paper.
    With --diff, what changed against older lines is printed as JSON lines, field by field, and
    counted in a table at the end. The exit code is 1 when records were broken; all others are
    read.
    """

    arguments = "FILE|FOLDER|URL... [--site NAME] [--since DAY] [-o OUT.jsonl] [--diff OLD.jsonl]"
    options = (
        option("--site", metavar="NAME", help="this paper alone"),
        option("--since", metavar="DAY", help="published from then on, as of a crawl"),
        option("--until", metavar="DAY", help="published until then"),
        option("--section", metavar="NAME", help="of this section alone"),
        option("-o", dest="out", metavar="OUT", help="where the lines go; else stdout"),
        option("--diff", metavar="OLD", help="older lines, a file or a folder"),
        option("--processes", type=int, metavar="N", help="one a core unless said"),
    )

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read all, write the lines, say what came of it."""
        try:
            from newscrawl.reading.archives import NoArchiveError, archive_files  # noqa: PLC0415
            from newscrawl.reading.comparing import Comparison  # noqa: PLC0415
        except ImportError as error:
            sentence = "reparse needs the extra archive: pip install 'newscrawl[archive]'"
            raise UsageError(sentence) from error
        check(args, opts)
        with ExitStack() as stack:
            try:
                files = list(archive_files(args))
                old = (
                    stack.enter_context(Comparison(feeds([Path(opts.diff)]), opts.site))
                    if opts.diff
                    else None
                )
                out = (
                    stack.enter_context(open_lines(Path(opts.out), overwrite=True))
                    if opts.out
                    else None
                )
            except (NoArchiveError, LineError, OSError) as error:
                raise UsageError(str(error)) from error
            self.read(files, opts, old, writer(out, comparing=old is not None))

    def read(
        self,
        files: "list[File]",
        opts: argparse.Namespace,
        old: "Comparison | None",
        write: Callable[[str], None],
    ) -> None:
        """Read all files and tell how it went."""
        from newscrawl.reading.cores import cores, read_chunks  # noqa: PLC0415 - an extra
        from newscrawl.reading.pages import Wanted  # noqa: PLC0415 - an extra
        from newscrawl.reading.stories import Stories  # noqa: PLC0415 - an extra

        wanted = Wanted(opts.site, opts.since, opts.until, opts.section)
        total = Total(sum(file.size for file in files))
        written = 0
        with total, Stories(wanted) as stories:
            processes = opts.processes or cores()
            reads = read_chunks(total.chunks(files, processes), wanted, processes)
            try:
                for line in stories.lines(total.watched(reads)):
                    written += 1
                    write(line)
                    for change in old.changes_of(json.loads(line)) if old else ():
                        print(json.dumps(change, ensure_ascii=False))
            except BrokenProcessPool:
                self.failed("reparse: a process was killed: is there too little memory?")
                return
            except KeyboardInterrupt:
                print(f"reparse: stopped after {written} lines", file=sys.stderr)
                self.exitcode = Verdict.INTERRUPTED.exit_code
                return
            except BrokenPipeError:  # nobody reads on
                raise
            except OSError as error:  # the disk is full
                self.failed(f"reparse: {error}")
                return
            for change in old.gone() if old else ():
                print(json.dumps(change, ensure_ascii=False))
        if old:
            print(old.table(), file=sys.stderr)
        print(total.summary(written, stories.left), file=sys.stderr)
        if total.broken:
            self.exitcode = 1


class Total(Closing):
    """Counts what was read, and shows how far it is and how long the rest takes."""

    def __init__(self, size: int) -> None:
        shown = sys.stderr.isatty()
        # Without a terminal a line now and then, for a log.
        self.line: tqdm[Any] = tqdm(
            total=size,
            unit="B",
            unit_scale=True,
            desc="reparse",
            file=sys.stderr,
            mininterval=0.5 if shown else 30,
        )
        self.broken: list[str] = []
        self.records = self.foreign = 0
        self.seconds = self.extracting = 0.0

    def close(self) -> None:
        """End the line, and name what was broken."""
        self.line.close()
        for one in self.broken[:MAX_NAMED]:
            print(f"reparse: {one}", file=sys.stderr)
        if len(self.broken) > MAX_NAMED:
            print(f"reparse: and {len(self.broken) - MAX_NAMED} more", file=sys.stderr)

    def chunks(self, files: "list[File]", processes: int) -> "Iterator[Chunk]":
        """Yield the chunks of files; those that cannot be read are noted."""
        from newscrawl.archive.packing import BrokenFrameError  # noqa: PLC0415 - an extra
        from newscrawl.reading.archives import (  # noqa: PLC0415
            NoArchiveError,
            chunk_size,
            chunks_of,
        )

        step = chunk_size(sum(file.size for file in files), processes)
        for file in files:
            try:
                yield from chunks_of(file, step)
            except (OSError, BrokenFrameError, NoArchiveError) as error:
                self.broken.append(f"{file.place}: {error}")

    def watched(self, reads: "Iterator[Read]") -> "Iterator[Read]":
        """Pass on what was read, counted."""
        for read in reads:
            self.line.update(read.chunk.end - read.chunk.start)
            self.records += read.records
            self.foreign += read.foreign
            self.seconds += read.seconds
            self.extracting += read.extracting
            place = read.chunk.file.place
            self.broken += [f"{place} at {at}: {fault}" for at, fault in read.broken]
            yield read

    def summary(self, written: int, left: Counter[str]) -> str:
        """Return what came of it, in a line."""
        reasons = ", ".join(f"{reason} {count}" for reason, count in left.most_common())
        share = 100 * self.extracting / self.seconds if self.seconds else 0
        return (
            f"{written} lines of {self.records} records ({self.foreign} of other hosts, "
            f"{len(self.broken)} broken); left out: {reasons or 'nothing'}; "
            f"{share:.0f} % of {self.seconds:.1f} s of the processor in extraction"
        )


def check(args: list[str], opts: argparse.Namespace) -> None:
    """Raise UsageError for what cannot be meant."""
    if not args:
        raise UsageError("say which files, folders or addresses")
    if opts.site is not None:
        paper_called(opts.site)
    if opts.processes is not None and opts.processes < 1:
        raise UsageError(f"--processes={opts.processes}: write 1 or more")
    given = {"since": opts.since or "", "until": opts.until or ""}
    try:
        parse_arguments(given, zone="UTC", now=datetime.now(UTC))
    except ArgumentError as error:
        raise UsageError(f"--{error}") from error


def writer(out: Any, *, comparing: bool) -> Callable[[str], None]:
    """Return what writes a line: into a file, else to stdout, where no changes are printed."""
    if out is not None:
        return lambda line: out.write(line.encode() + b"\n")
    return (lambda _: None) if comparing else print
