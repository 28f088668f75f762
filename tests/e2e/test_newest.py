"""Which articles are asked for first, and how many: max_articles=N is the N newest."""

import pytest

from newscrawl.newsstand import Answer
from tests.support import faults
from tests.support.crawling import HOST, HTML, WINDOW, crawl, listing, page, search, url


def web(*numbers, first=None):
    """Return a paper whose listings name `numbers` in this order, the newest first."""
    home = listing(*(numbers if first is None else first))
    pages = {f"{HOST}/": home, search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n, n) for n in numbers}


def asked(run):
    """Return the numbers of the articles in the order in which they were asked for."""
    return [int(r.url.split("/")[4]) for r in run.requests if "/berita/" in r.url]


def titles(*numbers):
    return sorted(f"Judul berita nomor {n}" for n in numbers)


def most(number):
    return ("-a", f"max_articles={number}", *WINDOW)


def test_articles_are_asked_for_as_the_listing_names_them(tmp_path):
    run = crawl(web(9, 8, 7, 6, 5), tmp_path, *WINDOW)
    assert asked(run) == [9, 8, 7, 6, 5]


@pytest.mark.parametrize("number", [1, 2, 4])
def test_the_newest_are_stored_and_no_other_is_asked_for(tmp_path, number):
    run = crawl(web(9, 8, 7, 6, 5), tmp_path, *most(number))
    wanted = [9, 8, 7, 6, 5][:number]
    assert (run.code, asked(run)) == (0, wanted), run.log
    assert run.headlines == titles(*wanted)
    assert run.record["finish_reason"] == "max_articles"


def dated(*pairs):
    items = "".join(
        f"<div class='item'><h2><a href='{url(n)}'>Judul berita nomor {n}</a></h2>"
        f"<time datetime='2026-11-{day:02d}T08:00:00+08:00'>{day} November 2026</time></div>"
        for n, day in pairs
    )
    return Answer(200, HTML, f"<html><body><div>{items}</div></body></html>".encode())


def test_the_listings_dates_count_more_than_its_order(tmp_path):
    pairs = [(2, 2), (9, 9), (5, 5), (8, 8)]  # an old story pinned on top
    pages = web(2, 9, 5, 8) | {f"{HOST}/": dated(*pairs), search(1): dated(*pairs)}
    assert asked(crawl(pages, tmp_path / "all", *WINDOW)) == [9, 8, 5, 2]
    assert crawl(pages, tmp_path / "two", *most(2)).headlines == titles(9, 8)


def test_the_newest_are_looked_for_in_further_listings_too(tmp_path):
    pages = web(9, 8, 3, 2) | {f"{HOST}/": dated((3, 3), (2, 2)), search(1): dated((9, 9), (8, 8))}
    run = crawl(pages, tmp_path, *most(3))
    assert (asked(run), run.headlines) == ([9, 8, 3], titles(9, 8, 3)), run.log


def test_as_many_as_were_asked_for_though_some_give_no_line(tmp_path):
    pages = web(9, 8, 7, 6, 5, 4)
    pages[url(9)] = Answer(404, HTML, b"")
    pages[url(8)] = page(8, 8, body="<p></p>")
    pages[url(6)] = page(6, 6, month="Okt")
    run = crawl(pages, tmp_path, *most(3))
    assert run.headlines == titles(7, 5, 4), run.log


def test_fewer_are_there_than_were_asked_for(tmp_path):
    run = crawl(web(9, 8), tmp_path, *most(5))
    assert (run.code, run.headlines) == (0, titles(9, 8)), run.log
    assert run.record["finish_reason"] == "finished"


def test_known_ones_do_not_count_and_the_next_run_goes_on(tmp_path):
    crawl(web(7, 6), tmp_path, *most(2))
    run = crawl(web(9, 8, 7, 6, 5, 4), tmp_path, *most(3))
    assert asked(run) == [9, 8, 5]


def test_what_failed_before_is_not_newer_than_what_is_new(tmp_path):
    fault = faults.on(url(5), faults.status(503))
    assert crawl(web(5), tmp_path, *WINDOW, fault=fault).record["failed"] == {"http 503": 1}
    run = crawl(web(9, 8), tmp_path, *most(1))
    assert asked(run) == [9]
    pages = web(9, 8) | {url(5): page(5, 5)}
    assert asked(crawl(pages, tmp_path, *most(5))) == [8, 5]
