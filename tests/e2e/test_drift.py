"""A redesign is heard by the run that meets it; torn and refused records do no harm."""

import fcntl

from newscrawl.monitoring.outcome import Verdict
from newscrawl.newsstand import Answer
from tests.support.crawling import HOST, HTML, WINDOW, crawl, listing, page, search, url


def web(numbers, make):
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): make(n) for n in numbers}


def redesigned(number):
    """Return the article on markup that the paper's selectors do not know."""
    html = page(number).body.decode()
    for word in ("entry-box-header", "entry-content", "entry-box", "pull-left", "itemprop"):
        html = html.replace(word, "baru-" + word[::-1])
    return Answer(200, HTML, html.encode())


def test_a_redesign_is_heard_at_once(tmp_path):
    first = crawl(web(range(1, 31), page), tmp_path, *WINDOW)
    assert first.code == 0, first.log
    assert first.record["broken"] == []
    assert first.record["fields"]["headline"]["layers"] == {"selector": 30}
    (lines,) = first.record["feeds"].values()
    assert lines == 30
    second = crawl(web(range(31, 41), redesigned), tmp_path, *WINDOW)
    assert second.code == Verdict.BROKEN.value, second.log
    assert second.record["verdict"] == "broken"
    assert any("by selector: 0 of 10" in one for one in second.record["broken"])
    assert "nusabali is broken: " in second.log
    # What could be read is stored all the same.
    assert len(second.lines) == 40
    mended = crawl(web(range(41, 46), page), tmp_path, *WINDOW)
    assert mended.code == 0, mended.log


def test_listings_that_name_no_article_are_heard(tmp_path):
    empty = {f"{HOST}/": listing(), search(1): listing()}
    run = crawl(empty, tmp_path, *WINDOW)
    assert run.code == Verdict.BROKEN.value
    assert run.record["broken"] == ["no listing names an article"]


def test_a_run_that_was_refused_has_its_record(tmp_path):
    (tmp_path / "state").mkdir()
    with (tmp_path / "state" / "nusabali.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run = crawl(web([1], page), tmp_path, *WINDOW)
    assert run.code == Verdict.ALREADY_RUNNING.value
    assert run.record["verdict"] == "already_running"
    assert run.record["finish_reason"] == "already running"


def test_a_torn_record_is_left_out_and_named(tmp_path):
    folder = tmp_path / "runs" / "nusabali"
    folder.mkdir(parents=True)
    (folder / "2026-01.jsonl").write_text('{"site": "nusa')
    run = crawl(web([1, 2], page), tmp_path, *WINDOW)
    assert run.code == 0
    assert run.log.count("2026-01.jsonl is left out") == 1
