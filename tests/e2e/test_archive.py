"""A crawl that keeps what it fetched: real runs against a newsstand."""

import random
import re
import subprocess
import time

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from newscrawl.archive.frames import frames_of
from newscrawl.archive.mending import whole_until
from newscrawl.archive.pages import page_of, payload_of
from newscrawl.monitoring.outcome import Verdict
from newscrawl.newsstand import Answer, Newsstand
from tests.support.crawling import (
    FAST,
    HOST,
    HTML,
    WINDOW,
    crawl,
    listing,
    page,
    read,
    records,
    search,
    url,
)
from tests.support.disks import small_disk
from tests.support.faults import first, on, slow, status
from tests.support.processes import start
from tests.support.stand import serve

ARCHIVE = ("-s", "NEWSCRAWL_ARCHIVE=warc")
ZSTD = (*ARCHIVE, "-s", "NEWSCRAWL_ARCHIVE_COMPRESSION=zstd")


def web(*numbers):
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n, 2 + n % 18) for n in numbers}


def files(root):
    return sorted((root / "archive" / "nusabali").glob("*.warc*"))


def kept(root):
    """Return the answers that are kept, in order."""
    pages = []
    for path in files(root):
        with frames_of(path) as frames:
            for frame in frames:
                if b"WARC-Type: response" in frame.head or b"WARC-Type: revisit" in frame.head:
                    pages.append(page_of(frames.unpack(frame)[0]))  # noqa: PERF401
    return pages


def has_its_page(root, line):
    """Return whether a line's place in the archive holds its page."""
    place = line["warc"]
    body = payload_of(root / "archive" / place["file"], place["offset"])
    return line["headline"] in body.decode()


@pytest.mark.parametrize("setting", [ARCHIVE, ZSTD], ids=["gzip", "zstd"])
def test_every_answer_is_kept_and_lines_name_theirs(tmp_path, setting):
    moved = Answer(301, {"Location": url(2)}, b"")
    broken = Answer(404, HTML, b"<html><title>404</title></html>")
    pages = web(3, 1) | {url(3): moved, url(2): page(2), url(1): broken}
    fault = first(1, status(500))
    run = crawl(pages, tmp_path, *WINDOW, *setting, "-s", "RETRY_TIMES=1", fault=on(url(2), fault))
    assert run.code == 0, run.log
    answers = {(one.url, one.status) for one in kept(tmp_path)}
    assert answers == {
        (f"{HOST}/robots.txt", 200),
        (f"{HOST}/", 200),
        (search(1), 200),
        (search(2), 200),
        (url(3), 301),
        (url(2), 500),
        (url(2), 200),
        (url(1), 404),
    }
    (line,) = run.lines
    assert has_its_page(tmp_path, line)
    fetched = next(one.at for one in kept(tmp_path) if (one.url, one.status) == (url(2), 200))
    assert line["fetched_at"] == fetched.isoformat(timespec="seconds")
    assert run.record["archive"]["records"] == len(answers)


def test_without_the_setting_there_is_none(tmp_path):
    run = crawl(web(1), tmp_path, *WINDOW)
    assert run.lines[0]["warc"] is None
    assert not (tmp_path / "archive").exists()
    assert run.record["archive"] == {}


def test_the_next_run_refers_to_what_did_not_change(tmp_path):
    crawl(web(1), tmp_path, *WINDOW, *ARCHIVE)
    run = crawl(web(2, 1), tmp_path, *WINDOW, env={"NEWSCRAWL_ARCHIVE": "warc"})
    assert run.record["archive"]["revisits"] == 2  # robots.txt, the listing's end
    assert len(run.lines) == 2
    assert all(has_its_page(tmp_path, line) for line in run.lines)
    (path,) = files(tmp_path)
    checker = Checker(type("Options", (), {"inputs": [str(path)], "verbose": False})())
    checker.process_all()
    assert checker.exit_value == 0
    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds.count("request") == kinds.count("response") + kinds.count("revisit")


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("NEWSCRAWL_ARCHIVE=war", "NEWSCRAWL_ARCHIVE is warc or empty, not 'war'"),
        (
            "NEWSCRAWL_ARCHIVE_COMPRESSION=gz",
            "NEWSCRAWL_ARCHIVE_COMPRESSION is gzip or zstd, not 'gz'",
        ),
        ("NEWSCRAWL_ARCHIVE_MB=0", "NEWSCRAWL_ARCHIVE_MB=0: write a whole number from 1"),
    ],
)
def test_a_wrong_setting_is_refused(tmp_path, setting, sentence):
    run = crawl({}, tmp_path, "-s", setting)
    assert run.code == Verdict.WRONG_USAGE.value
    assert sentence in run.log


@pytest.mark.parametrize("setting", [ARCHIVE, ZSTD], ids=["gzip", "zstd"])
def test_a_killed_run_leaves_whole_records_and_the_next_one_mends(tmp_path, setting):
    numbers = range(30, 0, -1)
    with serve(Newsstand(web(*numbers)), fault=lambda _: slow(0.02)) as stand:
        environment = stand.environment() | {"NEWSCRAWL_OUTPUT": str(tmp_path)}
        command = ("crawl", "nusabali", *FAST, *WINDOW, *setting)
        with start(*command, env=environment, stderr=subprocess.PIPE) as process:
            end = time.monotonic() + 60
            while len(read(tmp_path, "nusabali")) < 5 and time.monotonic() < end:
                time.sleep(0.01)
            process.kill()
    lines = read(tmp_path)
    assert 5 <= len(lines) < 30
    assert all(has_its_page(tmp_path, line) for line in lines)
    # A kill within a write is rare: this is what it leaves.
    last = files(tmp_path)[-1]
    whole = whole_until(last)
    with last.open("r+b") as file:
        file.truncate(whole)
        file.seek(whole)
        file.write(last.read_bytes()[lines[-1]["warc"]["offset"] :][:200])
    run = crawl(web(*numbers), tmp_path, *WINDOW, *setting)
    assert run.code == 0, run.log
    assert run.record["archive"]["cut"] == 1
    assert "Cut a broken last record of 200 bytes" in run.log
    assert len(run.lines) == 30
    assert all(has_its_page(tmp_path, line) for line in run.lines)
    assert all(whole_until(path) == path.stat().st_size for path in files(tmp_path))


@pytest.fixture
def disk(tmp_path):
    """Mount a disk of so many KiB for the archive, and let it grow."""
    with small_disk(tmp_path / "archive") as mount:
        yield mount


@pytest.mark.parametrize("size", [8, 120])
def test_a_full_disk_ends_the_run_and_what_is_missing_comes_again(tmp_path, disk, size):
    disk(size)
    numbers = range(20, 0, -1)
    pages = web(*numbers)
    for number in numbers:
        noise = random.Random(number).randbytes(8000).hex()
        pages[url(number)] = page(number, 9, extra=f"<script>{noise}</script>")
    run = crawl(pages, tmp_path, *WINDOW, *ARCHIVE)
    assert run.code == Verdict.FEED_FAILED.value, run.log
    assert run.record["finish_reason"] == "archive failed"
    assert run.record["feeds_failed"] == {"archive failed": 1}
    assert re.search("The archive cannot be written: .*(No space left|disk is full|I/O)", run.log)
    assert len(run.lines) < 20
    assert all(has_its_page(tmp_path, line) for line in run.lines)
    disk(20_000, "remount,")
    run = crawl(pages, tmp_path, *WINDOW, *ARCHIVE)
    assert run.code == 0, run.log
    assert len(run.lines) == 20
    assert all(has_its_page(tmp_path, line) for line in run.lines)
    assert len(records(tmp_path)) == 2
