"""What keeps the past cannot be used: a run says that, and not that a feed failed."""

import sqlite3

import pytest

from newscrawl.monitoring.outcome import Verdict
from tests.support.crawling import HOST, WINDOW, crawl, listing, page, read, search, url


def web(*numbers):
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n) for n in numbers}


def garbage(path):
    path.write_bytes(b"kertas koran basah " * 500)


def other_database(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE resep (nama TEXT)")
    db.close()


def newer(path):
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


def folder(path):
    path.mkdir()


@pytest.mark.parametrize("name", ["newscrawl", "stories"])
@pytest.mark.parametrize("harm", [garbage, other_database, newer, folder])
def test_a_state_that_cannot_be_used_is_no_failed_feed(tmp_path, name, harm):
    (tmp_path / "state").mkdir()
    path = tmp_path / "state" / f"{name}.sqlite"
    harm(path)
    run = crawl(web(1, 2), tmp_path, *WINDOW)
    assert (run.code, run.record["verdict"]) == (Verdict.STATE_FAILED.value, "state_failed"), (
        run.log
    )
    assert run.record["feeds_failed"] == {}
    assert run.record["state_failed"]
    assert str(path) in run.log
    path.rename(tmp_path / "away")
    again = crawl(web(1, 2), tmp_path, *WINDOW)
    assert again.code == 0, again.log
    assert len(read(tmp_path)) == 2


def test_a_state_that_has_no_folder(tmp_path):
    (tmp_path / "state").write_text("a file in its place")
    run = crawl(web(1), tmp_path, *WINDOW)
    assert (run.code, run.record["verdict"]) == (Verdict.STATE_FAILED.value, "state_failed")


def test_feeds_that_have_no_folder_are_failed_feeds(tmp_path):
    (tmp_path / "articles").write_text("a file in its place")
    run = crawl(web(1), tmp_path, *WINDOW)
    assert (run.code, run.record["verdict"]) == (Verdict.FEED_FAILED.value, "feed_failed"), run.log
