"""What a crawl asks of a paper: robots.txt, pace, its name, and nothing twice."""

from itertools import pairwise

import pytest
from scrapy.utils.project import get_project_settings

from newscrawl import __version__
from newscrawl.api import papers
from newscrawl.newsstand import Answer
from newscrawl.sites.definition import refusal
from tests.support import faults
from tests.support.crawling import HOST, WINDOW, crawl, listing, page, search, url
from tests.support.processes import scrapy

ROBOTS = f"{HOST}/robots.txt"


PAPERS = papers()


#: The pace of a user who asks for none: takes back the hurry of the other tests.
DEFAULT_PACE = ("-s", f"DOWNLOAD_DELAY={get_project_settings()['DOWNLOAD_DELAY']}")


def robots(text):
    return Answer(200, {"Content-Type": "text/plain"}, text.encode())


def web(*numbers, **more):
    """Return a paper of that many articles on its front page."""
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n, n + 4) for n in numbers} | more


def gaps(run):
    times = [request.received for request in run.requests]
    return [later - earlier for earlier, later in pairwise(times)]


def test_what_robots_txt_disallows_is_not_fetched_but_named(tmp_path):
    rules = robots("User-agent: *\nDisallow: /berita/2/\n")
    run = crawl(web(1, 2, 3, **{ROBOTS: rules}), tmp_path, *WINDOW)
    assert run.code == 0, run.log
    assert run.headlines == ["Judul berita nomor 1", "Judul berita nomor 3"]
    assert not [r for r in run.requests if "/berita/2/" in r.url]
    assert sum((run.record["failed"] | run.record["skipped"]).values()) == 1
    (line,) = [line for line in run.log.splitlines() if url(2) in line and "robots.txt" in line]
    assert "Forbidden by robots.txt" in line


def test_rules_for_newscrawl_go_before_those_for_all(tmp_path):
    rules = robots("User-agent: *\nAllow: /\n\nUser-agent: newscrawl\nDisallow: /\n")
    run = crawl(web(1, **{ROBOTS: rules}), tmp_path, *WINDOW)
    assert [r.path for r in run.requests] == ["/robots.txt"]
    assert run.code == 3
    assert run.record["listings_failed"] == {"Forbidden by robots.txt": 2}


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
def test_a_robots_txt_that_answers_5xx_closes_the_host(tmp_path, status):
    broken = Answer(status, {}, b"User-agent: *\nAllow: /\n")
    run = crawl(web(1, **{ROBOTS: broken}), tmp_path, *WINDOW, "-s", "RETRY_TIMES=1")
    assert [r.path for r in run.requests] == ["/robots.txt"] * (1 if status == 520 else 2)
    assert (run.code, run.record["verdict"]) == (13, "robots_unavailable")
    assert run.record["listings_failed"] == {"robots unavailable": 2}
    assert "Traceback" not in run.log


def test_a_filter_in_place_of_robots_txt_with_5xx_closes_it_too(tmp_path):
    filtered = Answer(503, {"cf-mitigated": "challenge"}, b"<title>Just a moment...</title>")
    run = crawl(web(1, **{ROBOTS: filtered}), tmp_path, *WINDOW)
    assert {r.path for r in run.requests} == {"/robots.txt"}
    assert run.record["verdict"] == "robots_unavailable"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
def test_a_robots_txt_that_is_refused_forbids_nothing(tmp_path, status):
    refused = Answer(status, {}, b"User-agent: *\nDisallow: /\n")
    run = crawl(web(1, **{ROBOTS: refused}), tmp_path, *WINDOW)
    assert run.code == 0, run.log
    assert len(run.lines) == 1


def test_the_run_after_an_outage_of_robots_txt_brings_all_and_a_long_one_is_told(tmp_path):
    down = {ROBOTS: Answer(503)}
    closed = faults.on(url(2), faults.status(500))
    assert crawl(web(1, 2), tmp_path, *WINDOW, fault=closed).record["failed"] == {"http 500": 1}
    # Four runs would use up the tries of the article that failed, if they were tries.
    records = [crawl(web(1, 2) | down, tmp_path).record for _ in range(4)]
    since = {record["robots_unavailable"]["www.nusabali.com"] for record in records}
    assert since == {records[0]["started"]}
    assert {record["verdict"] for record in records} == {"robots_unavailable"}
    run = crawl(web(1, 2), tmp_path, *WINDOW)
    assert run.code == 0, run.log
    assert run.record["robots_unavailable"] == {}
    assert len(run.lines) == 2


def test_requests_are_a_second_apart_by_default(tmp_path):
    run = crawl(web(1), tmp_path, *WINDOW, *DEFAULT_PACE)
    assert run.code == 0, run.log
    assert len(run.requests) >= 4
    # As they arrive: the first takes a handshake longer than the next.
    assert min(gaps(run)) >= 0.9


def test_a_slow_paper_is_asked_one_thing_at_a_time(tmp_path):
    slow = faults.under("www.nusabali.com/", faults.slow(0.2))
    # Any delay at all: Scrapy 2.19 sends what is queued at once where there is none.
    run = crawl(web(1, 2, 3), tmp_path, *WINDOW, "-s", "DOWNLOAD_DELAY=0.01", fault=slow)
    assert len(run.requests) >= 6
    assert all(one.finished <= other.received for one, other in pairwise(run.requests))


def test_crawl_delay_is_honoured(tmp_path):
    rules = robots("User-agent: *\nCrawl-delay: 1.6\n")
    run = crawl(web(1, **{ROBOTS: rules}), tmp_path, *WINDOW, *DEFAULT_PACE)
    assert run.code == 0, run.log
    assert len(run.requests) >= 4
    assert min(gaps(run)) >= 1.5


def test_every_request_says_who_asks_and_for_which_language(tmp_path):
    env = {"NEWSCRAWL_CONTACT": "https://data.contoh.id/perayap"}
    run = crawl(web(1, 2), tmp_path, *WINDOW, env=env)
    assert "/robots.txt" in {request.path for request in run.requests}
    told = f"Mozilla/5.0 (compatible; newscrawl/{__version__}; +https://data.contoh.id/perayap)"
    assert {request.user_agent for request in run.requests} == {told}
    languages = {request.headers.get("accept-language") for request in run.requests}
    assert languages == {"id-ID,id;q=0.9,en;q=0.5"}


def test_each_article_and_robots_txt_is_fetched_once(tmp_path):
    more = web(1, 2, 3) | {search(2): listing(3, 2, 1), search(3): listing(1)}
    run = crawl(more, tmp_path, *WINDOW)
    asked = [request.url for request in run.requests]
    assert len(run.lines) == 3
    assert sorted(asked) == sorted(set(asked))


def test_papers_that_ask_for_permission_are_listed_but_refuse(tmp_path):
    asking = [name for name, paper in PAPERS.items() if paper.permission]
    assert "antara_bali" in asking
    listed = scrapy("list")
    assert listed.returncode == 0, listed.stderr
    assert set(asking) <= set(listed.stdout.split())
    for name in asking:
        assert refusal(PAPERS[name], ["lain"]), name
        assert refusal(PAPERS[name], [name]) is None
    for name in ("antara_bali", asking[-1]):
        run = crawl({}, tmp_path, name=name)
        assert run.code == 2
        assert f"NEWSCRAWL_PERMITTED={name}" in run.log
        assert run.requests == []
