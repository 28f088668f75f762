"""Measures how archives are read again: `python -m bench.reparse [--articles 600] [--foreign N]`.

First an archive of generated article pages, light and heavy, as a crawl keeps them: printed is the
share of the cores' time that extraction takes, of the processor's time (with the start, which long
archives do not notice) and of the clock's. Then an archive as Common Crawl's news crawl, with
pages of hosts that are no paper's: how many of its records are passed over a second of one core.
"""

import argparse
import io
import os
import random
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.crawl import WEIGHTS, article, url
from newscrawl.api import hosts
from newscrawl.archive.exchange import Asked, Exchange, info_record, response_record
from newscrawl.archive.packing import digest_of
from newscrawl.archive.writer import Archive
from newscrawl.reading.archives import Chunk, archive_files, chunk_size, chunks_of
from newscrawl.reading.cores import cores, read_chunks
from newscrawl.reading.pages import Wanted, read_chunk
from newscrawl.reading.stories import Stories


def exchange(address: str, body: bytes) -> Exchange:
    """Return a page that was fetched."""
    return Exchange(
        url=address,
        at=datetime(2026, 11, 28, tzinfo=UTC),
        request_headers=[(b"User-Agent", b"newscrawl")],
        status=200,
        headers=[(b"Content-Type", b"text/html; charset=utf-8")],
        body=body,
        asked=Asked("Berita"),
    )


def keep(folder: Path, articles: int, weight: str) -> None:
    """Keep generated articles as a crawl does."""
    with Archive(folder / "nusabali") as archive:
        for number in range(articles):
            archive.add(exchange(url(number), article(number, weight).encode()))


def chunks(folder: Path, processes: int) -> Iterator[Chunk]:
    """Yield the chunks of a folder's archives."""
    files = list(archive_files([str(folder)]))
    step = chunk_size(sum(file.size for file in files), processes)
    for file in files:
        yield from chunks_of(file, step)


def reading(folder: Path) -> str:
    """Read an archive on all cores; return how its time was spent."""
    processes, wanted = cores(), Wanted()
    began, used = time.perf_counter(), os.times()
    count = extracting = 0.0

    with Stories(wanted) as stories:
        for read in read_chunks(chunks(folder, processes), wanted, processes):
            extracting += read.extracting
            count += sum(1 for _ in stories.lines([read]))
    clock, after = time.perf_counter() - began, os.times()
    processor = sum(after[:4]) - sum(used[:4])
    return (
        f"{count:.0f} lines, {count / clock:.0f} a second on {processes} cores; in extraction "
        f"{100 * extracting / processor:.0f} % of the processor's time, "
        f"{100 * extracting / (clock * processes):.0f} % of the cores' by the clock"
    )


def foreign(folder: Path, records: int) -> None:
    """Write an archive of pages of other hosts, a gzip member a record."""
    dice = random.Random(7)
    bodies = [
        article(number, "light").encode() + dice.randbytes(6000).hex().encode()
        for number in range(50)
    ]
    target = io.BytesIO()
    target.write(zlib.compress(info_record("x").replace(b"newscrawl", b"otherbots"), wbits=31))
    for number in range(records):
        page = exchange(f"https://www.host{number % 997}.example/{number}", bodies[number % 50])
        _, record = response_record(page, digest_of(page.body))
        target.write(zlib.compress(record, 1, wbits=31))
    (folder / "CC-NEWS-20261128000000-00001.warc.gz").write_bytes(target.getvalue())


def main() -> int:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--foreign", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    hosts()  # the papers are imported once, whatever is read
    for weight in WEIGHTS:
        with tempfile.TemporaryDirectory() as folder:
            keep(Path(folder), asked.articles, weight)
            print(f"{weight} pages: {reading(Path(folder))}")
    with tempfile.TemporaryDirectory() as folder:
        foreign(Path(folder), asked.foreign)
        (file,) = archive_files([folder])
        whole = Chunk(file, 0, file.size, ours=False)
        rates = []
        for _ in range(asked.rounds):
            read = read_chunk(whole, Wanted())
            assert read.foreign == asked.foreign
            assert not read.broken
            rates.append(read.foreign / read.seconds)
        size = file.size / asked.foreign
        print(
            f"records of other hosts, {size:.0f} bytes each: {sorted(rates)[len(rates) // 2]:,.0f} "
            f"passed over a second and core ({min(rates):,.0f} to {max(rates):,.0f})"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
