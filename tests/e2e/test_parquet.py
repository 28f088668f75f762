"""`scrapy parquet` over what a crawl of the newsstand stored."""

import pyarrow.parquet as pq
import pytest

from newscrawl.newsstand import Newsstand
from tests.support.crawling import WINDOW, crawl
from tests.support.processes import scrapy


@pytest.mark.slow
def test_lines_of_a_crawl_become_a_lake_once(tmp_path):
    run = crawl(Newsstand.bundled(), tmp_path, *WINDOW, name="beritabali")
    lake = tmp_path / "lake"
    first = scrapy("parquet", str(tmp_path / "articles"), "-o", str(lake))
    assert first.returncode == 0, first.stderr
    assert f"{len(run.lines)} lines added from 1 files" in first.stderr
    again = scrapy("parquet", str(tmp_path / "articles"), "-o", str(lake))
    assert "0 lines added from 0 files; 1 files were known" in again.stderr
    found = [one for path in lake.rglob("*.parquet") for one in pq.read_table(path).to_pylist()]
    assert sorted(one["id"] for one in found) == sorted(one["id"] for one in run.lines)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "say which files"),
        (["nowhere", "-o", "lake"], "nowhere is not there"),
        (["{empty}", "-o", "lake"], "holds no lines"),
    ],
)
def test_a_mistake_is_told(tmp_path, arguments, told):
    run = scrapy("parquet", *(one.format(empty=tmp_path) for one in arguments))
    assert run.returncode == 2
    assert told in run.stderr
