"""A disk that is full: a small tmpfs that feed, state and run record lie on, in real runs."""

import random
import re

import pytest
from backports import zstd

from newscrawl.monitoring.outcome import Verdict
from newscrawl.storage.seen import State
from newscrawl.urls import article_id
from tests.support.crawling import HOST, WINDOW, crawl, listing, page, search, url
from tests.support.disks import small_disk

COUNT = 24
EVERYTHING = sorted(article_id(url(n)) for n in range(1, COUNT + 1))
WORDS = "warga desa pasar jalan air hujan petani sawah kapal nelayan sekolah guru murid".split()


def body(number):
    """Return paragraphs that compression makes little of."""
    chance = random.Random(number)
    text = [
        " ".join(f"{chance.choice(WORDS)}{chance.randrange(10**9)}" for _ in range(60))
        for _ in range(20)
    ]
    return "".join(f"<p>{one.capitalize()}.</p>" for one in text)


def web():
    numbers = range(COUNT, 0, -1)
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n, 2 + n % 18, body=body(n)) for n in numbers}


@pytest.fixture
def disk(tmp_path):
    """Mount a disk of so many KiB, and let it grow."""
    with small_disk(tmp_path / "disk") as mount:
        yield mount


def lines(root):
    data = b""
    for path in (root / "articles").rglob("*.jsonl*"):
        packed = path.read_bytes()
        data += zstd.decompress(packed) if path.suffix == ".zst" else packed
    assert data.endswith(b"\n") or not data
    return [line.split(b'"')[3].decode() for line in data.splitlines()]


def known(root):
    with State(root / "state/newscrawl.sqlite") as state:
        return state.known("nusabali", EVERYTHING)


# Too small for the state, or the stories; for the lines, plain and packed.
@pytest.mark.parametrize(("size", "packing"), [(16, ""), (120, ""), (250, ""), (160, "zstd")])
def test_what_does_not_fit_comes_again(disk, size, packing):
    root = disk(size)
    setting = ("-s", f"NEWSCRAWL_FEED_COMPRESSION={packing}")
    run = crawl(web(), root, *WINDOW, *setting)
    assert run.code in {Verdict.FEED_FAILED.value, Verdict.STATE_FAILED.value}, run.log
    assert re.search("No space left on device|disk is full|disk I/O error", run.log)
    stored = lines(root)
    assert len(stored) < COUNT
    disk(20_000, "remount,")
    assert known(root) <= set(stored)
    run = crawl(web(), root, *WINDOW, *setting)
    assert (run.code, run.record["verdict"]) == (0, "ok"), run.log
    assert sorted(lines(root)) == EVERYTHING
    assert known(root) == set(EVERYTHING)


def test_a_record_that_cannot_be_written_is_told_at_the_end_and_by_the_next_run(disk):
    root = disk(120)
    (root / "runs" / "nusabali").mkdir(parents=True)
    run = crawl(web(), root, *WINDOW)
    assert run.code in {Verdict.FEED_FAILED.value, Verdict.STATE_FAILED.value}, run.log
    assert run.record == {}
    last = run.log.splitlines()[-1]
    assert "Verdict: " in last
    assert "no record of this run: [Errno 28] No space left on device" in last
    disk(20_000, "remount,")
    run = crawl(web(), root, *WINDOW)
    assert re.search("The run nusabali-.* left no record: it was killed, or its disk", run.log)
    assert len(run.record["unrecorded"]) == 1
    assert crawl(web(), root, *WINDOW).record["unrecorded"] == []
