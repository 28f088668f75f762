"""Every kind of feed, in real runs: compressed, several at once, stores that refuse, full disks."""

import csv
import gzip
import io
import json

import pytest
from backports import zstd

from tests.crawling import HOST, WINDOW, crawl, listing, page, search, url

COUNT = 5


def web(count=COUNT):
    """Return a paper of so many articles."""
    numbers = range(count, 0, -1)
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n, 2 + n % 18) for n in numbers}


def unpacked(path):
    read = {".gz": gzip.decompress, ".zst": zstd.decompress}.get(path.suffix, bytes)
    return read(path.read_bytes())


def ids(*paths):
    return sorted(json.loads(line)["id"] for path in paths for line in unpacked(path).splitlines())


@pytest.mark.parametrize(("word", "suffix"), [("gzip", ".gz"), ("zstd", ".zst")])
def test_the_own_feed_compressed(tmp_path, word, suffix):
    setting = ("-s", f"NEWSCRAWL_FEED_COMPRESSION={word}")
    assert crawl(web(3), tmp_path, *WINDOW, *setting).code == 0
    assert crawl(web(), tmp_path, *WINDOW, *setting).code == 0
    run = crawl(web(), tmp_path, *WINDOW)
    assert run.record["articles"] == 0, "known, compressed or not"
    files = sorted((tmp_path / "articles" / "nusabali").iterdir())
    assert [file.name.endswith(f".jsonl{suffix}") for file in files] == [True, True]
    assert len(set(ids(*files))) == len(ids(*files)) == COUNT


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_look_is_compressed_by_its_name(tmp_path, suffix):
    path, table = tmp_path / f"a.jsonl{suffix}", tmp_path / f"a.csv{suffix}"
    assert crawl(web(), tmp_path, *WINDOW, "-o", str(path), "-o", str(table)).code == 0
    assert len(list(csv.reader(io.StringIO(unpacked(table).decode())))) == 1 + COUNT
    assert crawl(web(), tmp_path, *WINDOW, "-o", str(path)).code == 0
    assert len(ids(path)) == 2 * COUNT
    assert not (tmp_path / "state").exists()


def test_a_compression_without_a_format_is_refused(tmp_path):
    run = crawl(web(), tmp_path, "-o", str(tmp_path / "a.gz"))
    assert run.code == 2
    assert "a.gz: name the format before the compression" in run.log
    assert not run.requests


def test_a_feed_that_cannot_be_used_ends_the_run(tmp_path):
    own = f"{tmp_path}/articles/%(name)s/%(time)s.jsonl"
    feeds = {own: {"format": "jsonlines"}, "nosuch://bucket/a.jsonl": {"format": "jsonlines"}}
    run = crawl(web(), tmp_path, "-s", f"FEEDS={json.dumps(feeds)}")
    assert run.code == 4
    assert "Unknown feed storage scheme: nosuch" in run.log
    assert run.lines == []
    assert not [request for request in run.requests if "/berita/" in request.url]
    assert crawl(web(), tmp_path, *WINDOW).record["articles"] == COUNT
