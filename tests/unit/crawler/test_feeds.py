"""Files of lines that are whole at every instant, and which feed is the project's own."""

import json
import os
import random
import resource
import shutil
import subprocess
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from backports import zstd
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from newscrawl.crawler.extensions.ledger import RunLedger
from newscrawl.crawler.feeds import LineStorage
from newscrawl.crawler.run_control import own_feed
from newscrawl.storage.compression import COMPRESSIONS, frames
from newscrawl.storage.line_file import LineFile, open_lines

LINE = b'{"id": "1"}\n'


def mended(path, content):
    path.write_bytes(content)
    LineFile(path).close()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", b""),
        (LINE, LINE),
        (LINE + b'{"id": "2', LINE),
        (b'{"id": "2', b""),
        (LINE + b'{"id": "2"}', LINE + b'{"id": "2"}\n'),
        (LINE + bytes(200_000), LINE),
        (LINE + b'{"text": "' + b"x" * 200_000, LINE),
        (LINE + '{"text": "“'.encode()[:-1], LINE),
        (LINE + b"12", LINE),
    ],
)
def test_a_broken_last_line_is_mended(tmp_path, content, expected):
    assert mended(tmp_path / "a.jsonl", content) == expected


def test_lines_are_in_the_file_at_once(tmp_path):
    file = LineFile(tmp_path / "a.jsonl")
    file.write(LINE)
    assert (tmp_path / "a.jsonl").read_bytes() == LINE
    assert file.sync() == len(LINE)
    file.close()
    assert file.sync() == len(LINE), "closed is synced"


def test_a_line_that_does_not_fit_is_taken_back(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINE)
    file = LineFile(path)
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Room for five bytes more: the first write is short, the next fails.
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(LINE) + 5, most[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            file.write(LINE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert path.read_bytes() == LINE
    file.write(LINE)
    file.close()
    assert path.read_bytes() == LINE * 2


def test_a_file_that_is_being_written_is_not_mended(tmp_path):
    path = tmp_path / "a.jsonl"
    first = LineFile(path)
    first.write(LINE)
    os.write(first.fileno(), b'{"id": "half')
    second = LineFile(path)
    assert path.read_bytes() == LINE + b'{"id": "half'
    os.write(first.fileno(), b'way"}\n')
    second.write(LINE)
    second.close()
    first.close()
    assert len(path.read_bytes().splitlines()) == 3


def test_two_writers_of_one_file(tmp_path):
    path = tmp_path / "a.jsonl"

    def write():
        file = LineFile(path)
        for _ in range(200):
            file.write(b'{"text": "' + b"x" * 9000 + b'"}\n')
        file.close()

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = path.read_bytes().splitlines()
    assert len(lines) == 400
    assert all(json.loads(line) for line in lines)


def storage(path, **options):
    return LineStorage(str(path), feed_options={"format": "jsonlines", **options})


def test_storage_appends_or_overwrites(tmp_path):
    path = tmp_path / "new folder" / "a.jsonl"
    for expected in (LINE, LINE * 2):
        feed = storage(path)
        file = feed.open(None)
        file.write(LINE)
        feed.store(file)
        assert path.read_bytes() == expected
    storage(path, overwrite=True).open(None).close()
    assert path.read_bytes() == b""


# Compressed lines

PACKED = pytest.mark.parametrize("suffix", [".gz", ".zst"])
READERS = {".gz": ["gzip", "-dc"], ".zst": ["zstd", "-dc"]}


def packed(suffix, *frames):
    return b"".join(COMPRESSIONS[suffix].pack(frame) for frame in frames)


def read_by(suffix, path):
    """Return what the system's own reader finds; zstd's is not everywhere."""
    if shutil.which(READERS[suffix][0]):
        return subprocess.run([*READERS[suffix], path], capture_output=True, check=True).stdout
    return zstd.decompress(path.read_bytes())


@PACKED
def test_packed_lines_are_whole_frames_after_each_sync(tmp_path, suffix):
    path = tmp_path / f"a.jsonl{suffix}"
    file = open_lines(path)
    file.write(LINE)
    assert read_by(suffix, path) == b"", "lines wait for their frame"
    assert file.sync() == path.stat().st_size
    assert read_by(suffix, path) == LINE
    size = file.sync()
    assert size == path.stat().st_size, "no empty frame"
    file.write(LINE)
    file.write(LINE)
    file.close()
    assert file.sync() == path.stat().st_size > size
    assert read_by(suffix, path) == LINE * 3


@PACKED
@pytest.mark.parametrize("by_itself", [False, True])
def test_a_half_frame_is_cut_off(tmp_path, suffix, by_itself):
    path, first, half = tmp_path / f"a.jsonl{suffix}", packed(suffix, LINE), packed(suffix, LINE)
    kept, mended = (b"", packed(suffix, b"")) if by_itself else (first, first)
    tails = [half[:cut] for cut in range(len(half))]
    tails += [
        bytes(100_000),
        half[:-1] + bytes([half[-1] ^ 1]),
        half[:9] + bytes(70_000) + half[9:],
    ]
    for tail in tails:
        path.write_bytes(kept + tail)
        file = open_lines(path)
        assert path.read_bytes() == mended, tail
        file.write(LINE)
        file.close()
        assert read_by(suffix, path) == (LINE if by_itself else LINE * 2)


@PACKED
def test_lines_packed_by_somebody_else_go_on(tmp_path, suffix):
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(packed(suffix, LINE + LINE[:5], LINE[5:], LINE.rstrip()))
    file = open_lines(path)
    file.write(LINE)
    file.close()
    assert read_by(suffix, path) == LINE * 4


@PACKED
def test_a_frame_that_does_not_fit_is_taken_back(tmp_path, suffix):
    path = tmp_path / f"a.jsonl{suffix}"
    file = open_lines(path)
    file.write(LINE)
    size = file.sync()
    file.write(LINE)
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 5, most[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            file.sync()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert path.stat().st_size == size
    file.close()
    assert read_by(suffix, path) == LINE * 2, "the line was kept"


@PACKED
def test_many_lines_become_frames_by_themselves(tmp_path, suffix):
    path = tmp_path / f"a.jsonl{suffix}"
    file, line = open_lines(path), b'{"text": "' + random.Random(1).randbytes(40_000).hex().encode()
    line += b'"}\n'
    for _ in range(30):
        file.write(line)
    assert [frame.data for frame in frames(path, COMPRESSIONS[suffix])] == [
        b"",
        line * 13,
        line * 13,
    ]
    file.close()
    assert read_by(suffix, path) == line * 30


@PACKED
def test_storage_packs_by_the_name(tmp_path, suffix):
    path = tmp_path / f"a.jsonl{suffix}"
    for expected in (LINE, LINE * 2):
        feed = storage(path)
        file = feed.open(None)
        file.write(LINE)
        feed.store(file)
        assert read_by(suffix, path) == expected
    storage(path, overwrite=True).open(None).close()
    assert read_by(suffix, path) == b""


@pytest.mark.parametrize(
    "options",
    [
        {"format": "csv"},
        {"format": "json"},
        {"postprocessing": ["scrapy.extensions.postprocessing.GzipPlugin"]},
        {"encoding": "utf-16"},
    ],
)
def test_other_feeds_are_scrapys(tmp_path, options):
    file = storage(tmp_path / "a", **options).open(None)
    assert not isinstance(file, LineFile)
    file.close()


def test_no_file_is_no_line_file():
    file = storage("/dev/null").open(None)
    assert not isinstance(file, LineFile)
    file.close()


OWN = "/data/output/articles/%(name)s/%(time)s.jsonl"


@pytest.mark.parametrize(
    ("feeds", "expected"),
    [
        ({OWN: {"format": "jsonlines"}}, OWN),
        ({OWN: {}}, OWN),
        ({"s3://bucket/a.csv": {"format": "csv"}, OWN: {"format": "jsonlines"}}, OWN),
        ({Path(OWN): {"format": "jsonlines"}}, OWN),
        ({f"file://{OWN}": {"format": "jsonlines"}}, f"file://{OWN}"),
        ({f"/data/..{OWN}": {}}, f"/data/..{OWN}"),
        ({"look.jsonl": {"format": "jsonlines"}}, None),
        ({OWN: {"format": "csv"}}, None),
        ({f"{OWN}.zst": {"format": "jsonlines"}}, None),
        ({OWN: {"format": "jsonlines", "postprocessing": ["GzipPlugin"]}}, None),
        ({}, None),
    ],
)
def test_the_own_feed(feeds, expected):
    assert own_feed(Settings({"NEWSCRAWL_FEED": OWN, "FEEDS": feeds})) == expected


def test_without_the_project_there_is_no_own_feed():
    assert own_feed(Settings({"FEEDS": {OWN: {}}})) is None


# The ledger's part


class Paper:
    """As much of a spider as the ledger sees."""

    name = "bali"
    full_run = walk_complete = True
    since = datetime(2026, 11, 13, 6, tzinfo=UTC)

    def run_window(self, window_start):
        return SimpleNamespace(since=window_start or self.since)


class Run:
    """A run of the paper, without an engine."""

    def __init__(self, output, **facts):
        feed = f"{output}/articles/%(name)s/%(time)s.jsonl"
        settings = {
            "NEWSCRAWL_OUTPUT": str(output),
            "NEWSCRAWL_FEED": feed,
            "FEEDS": {feed: {"format": "jsonlines"}},
        }
        self.paper = type("Job", (Paper,), facts)()
        self.owner = RunLedger(get_crawler(settings_dict=settings))

    def __enter__(self):
        self.owner.begin(self.paper)
        # No loop runs: what is noted waits for the end.
        self.owner.ledger._grown = lambda: None
        return self.owner.ledger

    def __exit__(self, *_):
        self.owner.end(self.paper, "finished", delivered=True)


def test_an_alias_of_a_copy_leads_on(tmp_path):
    link, copy, first = "a" * 20, "b" * 20, "c" * 20
    at = "2026-11-20T00:00:00Z"
    article = SimpleNamespace(id=first, content_hash="0" * 32, fetched_at=at, revision=1)
    file = LineFile(tmp_path / "a.jsonl")
    file.close()
    with Run(tmp_path) as ledger:
        ledger.written(article)
        ledger.committed(article, "a.jsonl", {"a.jsonl": file})
        ledger.alias(link, copy)
        ledger.alias(copy, first)
        assert ledger.known([link, copy, first]) == {link, copy, first}
        assert ledger.same_body("0" * 32) == (first, "bali")
    with Run(tmp_path) as ledger:
        assert ledger.known([link, copy, first]) == {link, copy, first}
        assert ledger.same_body("0" * 32) == (first, "bali")


def test_where_a_walk_goes_back_to(tmp_path):
    with Run(tmp_path, walk_complete=False) as ledger:
        assert (ledger.window_start, ledger.known_means_older_known) == (None, False)
    with Run(tmp_path, full_run=False) as ledger:
        assert (ledger.window_start, ledger.known_means_older_known) == (Paper.since, False)
    began = datetime.now(UTC).replace(microsecond=0)
    with Run(tmp_path) as ledger:
        assert ledger.window_start == Paper.since
    with Run(tmp_path, full_run=False) as ledger:
        window_start, day = ledger.window_start, timedelta(days=1)
        assert began - day <= window_start <= datetime.now(UTC) - day
        assert ledger.known_means_older_known
    with Run(tmp_path) as ledger:
        assert (ledger.window_start, ledger.known_means_older_known) == (window_start, False), (
            "it was only a part"
        )


def test_a_run_that_begins_above_the_gap_does_not_close_it(tmp_path):
    with Run(tmp_path, walk_complete=False):
        pass
    later = SimpleNamespace(since=Paper.since + timedelta(days=3))
    with Run(tmp_path, run_window=lambda self, _: later):
        pass
    with Run(tmp_path) as ledger:
        assert (ledger.window_start, ledger.known_means_older_known) == (Paper.since, False)


def test_articles_outside_the_window(tmp_path):
    ids = {"older": "a" * 20, "same day": "b" * 20, "newer": "c" * 20}
    with Run(tmp_path) as ledger:
        ledger.mark_skipped(ids["older"], "https://a.example", "old", day=date(2026, 11, 11))
        ledger.mark_skipped(ids["same day"], "https://b.example", "old", day=date(2026, 11, 13))
        ledger.mark_skipped(ids["newer"], "https://c.example", "new", day=date(2026, 11, 22))
    with Run(tmp_path) as ledger:
        skipped = ledger.skippable(ids.values(), Paper.since)
        assert skipped == {ids["older"], ids["same day"]}
        assert ledger.skippable(ids.values(), Paper.since - timedelta(days=9)) == set()
    with Run(tmp_path, full_run=False) as ledger:
        ledger.mark_skipped("d" * 20, "https://d.example", "outside", day=date(2026, 11, 13))
    with Run(tmp_path) as ledger:
        assert not ledger.skippable(["d" * 20], Paper.since), "it may have been above `until`"
