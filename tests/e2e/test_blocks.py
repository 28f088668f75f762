"""Filters, consent walls and error pages met by a crawl: named, never stored, and left alone."""

import pytest

from newscrawl.newsstand import Answer, Newsstand
from tests.support import faults
from tests.support.crawling import FAST, HOST, HTML, WINDOW, crawl, listing, page, read, search, url
from tests.support.filters import CLOUDFLARE, IMUNIFY
from tests.support.processes import scrapy
from tests.support.stand import serve


def web(*numbers, **more):
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n, 6) for n in numbers} | more


def good(*numbers):
    return sorted(f"Judul berita nomor {n}" for n in numbers)


def test_a_filters_page_among_articles_is_one_named_failure(tmp_path):
    answers = {
        2: Answer(200, HTML, CLOUDFLARE.encode()),
        4: Answer(302, {"Location": "http://internetpositif.uii.ac.id/"}),
        6: Answer(503, HTML, IMUNIFY.encode()),
    }
    more = {url(n): answer for n, answer in answers.items()}
    run = crawl(web(1, 2, 3, 4, 5, 6, 7, **more), tmp_path, *WINDOW, "-s", "RETRY_TIMES=2")
    assert run.code == 0, run.log
    assert run.headlines == good(1, 3, 5, 7)
    assert run.record["failed"] == {
        "block page (cloudflare)": 1,
        "block page (internet positif)": 1,
        "block page (imunify360)": 1,
    }
    assert {request.host for request in run.requests} == {"www.nusabali.com"}
    assert len([r for r in run.requests if "/berita/6/" in r.url]) == 1, "asked again"


def blocks_after(count, answer):
    """Answer well `count` times, then with `answer` for ever; robots.txt always well."""
    seen = []

    def hook(request):
        if request.path == "/robots.txt":
            return None
        seen.append(request.url)
        return faults.Fault(answer=answer) if len(seen) > count else None

    return hook


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, HTML, CLOUDFLARE.encode()),
        Answer(403, HTML, b"<h1>Forbidden</h1>"),
        Answer(451, HTML, b"<p>x</p>"),
        Answer(429, HTML, b""),
        Answer(302, {"Location": "http://lamanlabuh.aduankonten.id/"}),
    ],
    ids=["challenge", "403", "451", "429", "provider"],
)
def test_a_paper_that_blocks_us_is_left_alone(tmp_path, answer):
    numbers = range(1, 31)
    fault = blocks_after(6, answer)
    run = crawl(web(*numbers), tmp_path, *WINDOW, "-s", "DOWNLOAD_DELAY=0.01", fault=fault)
    assert run.code == 8, run.log
    assert run.record["verdict"] == "blocked"
    assert run.record["finish_reason"] == "blocked"
    assert len(run.lines) == 5  # the front page was the first of the six
    # One more may be under way when the fifth answer is judged.
    lost = sum(run.record["failed"].values())
    assert 5 <= lost <= 6, run.record
    assert len([r for r in run.requests if r.path != "/robots.txt"]) == 6 + lost
    assert "blocks us" in run.log
    assert "Traceback" not in run.log


def test_a_paper_that_lets_nobody_in_is_blocked_however_few_its_sources(tmp_path):
    fault = blocks_after(0, Answer(403, HTML, b"<h1>Forbidden</h1>"))
    run = crawl(web(1), tmp_path, *WINDOW, fault=fault)
    assert (run.code, run.record["verdict"]) == (8, "blocked")
    assert run.record["listings_failed"] == {"http 403": 2}


def test_closed_pages_between_good_ones_are_no_block(tmp_path):
    closed = {url(n): Answer(403, HTML, b"<h1>Khusus pelanggan</h1>") for n in range(2, 21, 2)}
    run = crawl(web(*range(1, 21), **closed), tmp_path, *WINDOW)
    assert run.code == 0, run.log
    assert len(run.lines) == 10
    assert run.record["failed"] == {"http 403": 10}


def test_after_a_block_the_next_run_completes_the_set(tmp_path):
    numbers = range(1, 13)
    fault = blocks_after(4, Answer(403, HTML, b""))
    assert crawl(web(*numbers), tmp_path, *WINDOW, fault=fault).code == 8
    run = crawl(web(*numbers), tmp_path, *WINDOW)
    assert run.code == 0
    assert run.headlines == good(*numbers)


def test_an_error_page_with_status_200_is_tried_again_by_the_next_run(tmp_path):
    broken = Answer(200, HTML, b"<title>Error establishing a database connection</title>")
    first = crawl(web(1, 2, 3, **{url(2): broken}), tmp_path, *WINDOW)
    assert sum(first.record["failed"].values()) == 1, first.record
    second = crawl(web(1, 2, 3), tmp_path, *WINDOW)
    assert second.headlines == good(1, 2, 3)


def test_in_a_run_of_many_the_other_papers_go_on(tmp_path):
    refused = Answer(403, HTML, b"<h1>Forbidden</h1>")
    fault = faults.under("www.nusabali.com/", faults.Fault(answer=refused))
    with serve(Newsstand.bundled(), fault=fault) as stand:
        done = scrapy(
            *("crawlmany", "nusabali", "beritabali", *FAST, "-a", "since=2026-11-01"),
            env=stand.environment() | {"NEWSCRAWL_OUTPUT": str(tmp_path)},
        )
    assert done.returncode == 1, done.stderr
    assert "nusabali: blocked" in done.stderr
    assert "beritabali: ok" in done.stderr
    assert read(tmp_path, "beritabali")
    assert len([r for r in stand.requests if r.host == "www.nusabali.com"]) <= 5
