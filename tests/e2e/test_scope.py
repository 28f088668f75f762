"""What a run says of itself: what it was asked for, what came of it, and why it was nothing."""

import os

import pytest

from newscrawl.monitoring.summary import counted, told
from newscrawl.newsstand import Answer
from tests.support.crawling import HOST, HTML, WINDOW, crawl, listing, page, url
from tests.support.processes import scrapy

EMPTY = Answer(200, HTML, b"<html><body>kosong</body></html>")


def said(run):
    """Return the sentences of a log without their times and loggers."""
    return [line.partition("] ")[2] for line in run.log.splitlines()]


def web(*numbers, section="Denpasar"):
    crumb = f'<ul class="breadcrumb"><li><a href="/kategori/x">{section}</a></li></ul>'
    extra = f'<meta property="article:section" content="{section}">{crumb}'
    articles = {url(n): page(n, n + 4, extra=extra) for n in numbers}
    return {f"{HOST}/": listing(*numbers)} | articles


def test_a_run_says_its_window_and_what_came_of_it_in_a_few_lines(tmp_path):
    run = crawl(web(1, 2), tmp_path, *WINDOW)
    assert run.code == 0, run.log
    lines = said(run)
    assert (
        "INFO: nusabali: articles from 2026-11-01 00:00 to 2026-11-21 00:00 WITA, as asked" in lines
    )
    assert "INFO: nusabali: 2 articles stored; 2 links found" in lines
    (stored,) = [line for line in lines if "Stored in" in line]
    assert stored.endswith(".jsonl")
    assert len(lines) <= 8
    assert "Traceback" not in run.log
    again = said(crawl(web(1, 2), tmp_path, *WINDOW))
    assert "INFO: nusabali: 0 articles stored; 2 links found (2 known)" in again
    assert any("Nothing is new" in line for line in again)


def test_debug_shows_what_scrapy_says_of_itself(tmp_path):
    run = crawl(web(1), tmp_path, *WINDOW, "-L", "DEBUG")
    assert "Enabled extensions" in run.log
    assert "Spider closed" in run.log


def test_a_run_of_old_articles_says_that_they_are_outside_the_window(tmp_path):
    links = "".join(
        f"<li>{day} November 2019 <a href='{url(day)}'>Judul berita nomor {day} yang lama</a></li>"
        for day in (3, 4)
    )
    old = {f"{HOST}/": Answer(200, HTML, f"<ul>{links}</ul>".encode())}
    old |= {url(n): page(n, n, year=2019) for n in (3, 4)}
    run = crawl(old, tmp_path)
    assert any("a first run goes back 7 days; -a since=DAY" in line for line in said(run))
    assert any("lies outside the window: -a since=DAY goes" in line for line in said(run))
    assert run.record["articles"] == 0


@pytest.mark.parametrize("asked", [["until=2020-01-01"], ["until=2 weeks ago"]])
def test_an_empty_window_is_refused_before_anything_is_fetched(tmp_path, asked):
    run = crawl(web(1), tmp_path, *(part for one in asked for part in ("-a", one)))
    assert run.code == 2
    assert "The window is empty" in run.log
    assert "-a since=DAY" in run.log
    assert not run.requests
    assert run.record["verdict"] == "wrong_usage"


def test_until_is_held_against_how_far_earlier_runs_came(tmp_path):
    crawl(web(1, 2), tmp_path, *WINDOW)
    run = crawl(web(1, 2), tmp_path, "-a", "until=2026-11-20")
    assert run.code == (0 if run.requests else 2)


def test_an_unknown_section_is_told_with_those_that_were_seen(tmp_path):
    run = crawl(web(1, 2), tmp_path, *WINDOW, "-a", "section=nonsense")
    assert run.code == 2
    assert "No article is of section nonsense; seen were Denpasar (2)" in run.log
    assert run.record["verdict"] == "wrong_usage"
    assert run.record["other_sections"] == {"Denpasar": 2}
    assert not run.lines


def test_a_section_with_a_listing_or_with_stored_articles_is_known(tmp_path):
    listed = web(1, 2) | {f"{HOST}/kategori/olahraga": listing(9), url(9): page(9, 9, year=2019)}
    assert crawl(listed, tmp_path / "a", *WINDOW, "-a", "section=olahraga").code == 0
    crawl(web(3, section="Olah Raga"), tmp_path / "b", *WINDOW)
    quiet = crawl(web(1, 2), tmp_path / "b", *WINDOW, "-a", "section=olah-raga")
    assert quiet.code == 0, quiet.log
    assert quiet.record["skipped"] == {"other section": 2}


def test_listings_that_name_nothing_are_told(tmp_path):
    run = crawl({f"{HOST}/": EMPTY}, tmp_path, *WINDOW)
    assert any(
        "The listings name no article: `scrapy probe nusabali`" in line for line in said(run)
    )


def test_a_run_without_a_network_ends_in_a_few_lines(tmp_path):
    environment = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
    given = ("RETRY_TIMES=1", "DOWNLOAD_DELAY=0", "NEWSCRAWL_CONTACT=a@b.id")
    done = scrapy(
        *("crawl", "nusabali", *(part for one in given for part in ("-s", one))),
        # No such name server: as on a machine without a network.
        env=environment | {"NEWSCRAWL_OUTPUT": str(tmp_path), "https_proxy": "http://127.0.0.1:9"},
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "Nothing was reached, www.nusabali.com does not answer: " in done.stderr
    assert "is there a network?" in done.stderr
    assert len(done.stderr.splitlines()) <= 7, done.stderr


RECORD = {
    "site": "nusabali",
    "articles": 0,
    "listings": 1,
    "feeds": {},
    "found": {"new": 3, "known": 2},
    "duplicates": 0,
    **{key: {} for key in ("skipped", "failed", "invalid", "listings_failed", "refused")},
    "no_answer": {},
    "unreachable": {},
}


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        (
            {"listings": 0, "listings_failed": {"http 500": 2}},
            "No listing could be read: http 500 (2); `scrapy probe nusabali`",
        ),
        (
            {
                "listings": 0,
                "no_answer": {"DNS lookup failed": 2},
                "unreachable": {"www.nusabali.com": 2},
            },
            "Nothing was reached, www.nusabali.com does not answer: DNS lookup failed (2)",
        ),
        ({"found": {}}, "The listings name no article"),
        ({"found": {"known": 2, "left alone": 1}}, "Nothing is new"),
        ({"found": {"older than the window": 4}}, "All that is new lies outside the window"),
        ({"skipped": {"outside the window": 3}}, "All that is new lies outside the window"),
        ({"failed": {"http 503": 3}}, "Nothing of what was asked for could be stored"),
    ],
)
def test_why_a_run_stored_nothing(facts, last):
    assert list(told(RECORD | facts))[-1].startswith(last)


def test_reasons_are_told_by_number_and_not_all_of_many():
    assert counted({"a": 1, "b": 3}) == "b (3), a (1)"
    assert counted({str(n): 1 for n in range(20)}).endswith("7 (1) and 12 more")
    lines = list(told(RECORD | {"failed": {"http 503": 2}, "articles": 1}))
    assert lines == [
        "nusabali: 1 articles stored; 5 links found (2 known)",
        "Failed, tried again by the next run: http 503 (2)",
    ]
