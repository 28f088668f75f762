"""What crawlmany says of many papers: true reasons, failures by reason, totals last."""

import json
import os

import pytest

from newscrawl.commands.crawlmany import summed
from newscrawl.crawler.batch import Outcome, exit_code, failures
from newscrawl.monitoring.outcome import cause
from newscrawl.newsstand import Newsstand
from tests.support import faults
from tests.support.crawling import FAST, HOST, WINDOW, listing, page, search, url
from tests.support.processes import scrapy
from tests.support.stand import serve

READ = {"newscrawl/listings": 1, "finish_reason": "finished"}


@pytest.mark.parametrize(
    ("stats", "expected"),
    [
        (READ, ""),
        (
            {
                "finish_reason": "unreachable",
                "newscrawl/no_answer/DNS lookup failed": 2,
                "newscrawl/listings_failed/host left": 5,
            },
            "DNS lookup failed",
        ),
        (
            {"finish_reason": "finished", "newscrawl/listings_failed/http 404": 3},
            "listings: http 404",
        ),
        (
            {
                "finish_reason": "finished",
                "newscrawl/listings_failed/http 404": 1,
                "newscrawl/listings_failed/not of its kind": 2,
            },
            "listings: not of its kind",
        ),
        (
            READ | {"newscrawl/failed/http 503": 3, "newscrawl/failed/timeout": 1},
            "articles: http 503",
        ),
        (READ | {"newscrawl/invalid/headline": 2}, "articles against the schema: headline"),
        (READ | {"spider_exceptions/KeyError": 1}, "an error of the program: see the log"),
        (
            READ | {"item_scraped_count": 9, "newscrawl/broken/articles with authors": 1},
            "articles with authors",
        ),
        ({"finish_reason": "blocked", "newscrawl/failed/http 403": 5}, "http 403"),
        ({"finish_reason": "already running"}, "already running"),
        (
            {"finish_reason": "state failed", "newscrawl/state_failed/stories failed": 1},
            "stories failed",
        ),
        (READ | {"newscrawl/silent": "nothing new since then"}, "nothing new since then"),
    ],
)
def test_the_reason_is_the_true_one(stats, expected):
    assert cause(stats) == expected


def test_failures_are_grouped_and_the_totals_stand_last():
    outcomes = [Outcome(f"p{n:02d}", "unreachable", "DNS lookup failed") for n in range(12)]
    outcomes += [
        Outcome("satu", "ok", figures={"articles": 7}),
        Outcome("dua", "nothing", "listings: http 404"),
        Outcome("tiga", "not permitted", "ask first"),
        Outcome("empat", "quiet", "nothing new since then"),
    ]
    assert list(summed(outcomes)) == [
        "12 unreachable: DNS lookup failed (p00, p01, p02, p03, p04, p05, p06, p07 and 4 more)",
        "1 nothing: listings: http 404 (dua)",
        "16 papers: 1 not permitted, 1 nothing, 1 ok, 1 quiet, 12 unreachable; 7 articles",
    ]
    assert len(failures(outcomes)["unreachable", "DNS lookup failed"]) == 12
    assert exit_code(one.word for one in outcomes if one.word in {"ok", "quiet"}) == 0


def crawlmany(environment, root, *arguments):
    environment |= {"NEWSCRAWL_OUTPUT": str(root)}
    return scrapy("crawlmany", *arguments, *FAST, *WINDOW, env=environment)


def test_without_a_network_few_lines_say_it(tmp_path):
    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    # A proxy that is not there: no name of a real paper is asked for by a test.
    kept |= dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:1")
    names = ["nusabali", "balikini", "balipost", "antara_bali"]
    done = crawlmany(kept, tmp_path, *names)
    assert done.returncode == 1
    *_, first, hint, last = done.stdout.splitlines()
    assert first == "3 unreachable: connection refused (balikini, balipost, nusabali)"
    assert hint == "No host answered: look at your own network first"
    assert last == "4 papers: 1 not permitted, 3 unreachable; 0 articles"
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1 + len(names), done.stderr


def test_json_gives_it_all(tmp_path):
    web = {f"{HOST}/": listing(1), search(1): listing(1), search(2): listing(), url(1): page(1)}
    fault = faults.under("www.balikini.net/", faults.status(503))
    with serve(Newsstand(web), fault=fault) as stand:
        names = ("nusabali", "balikini", "antara_bali")
        done = crawlmany(stand.environment(), tmp_path, "--json", *names)
    *papers, last = map(json.loads, done.stdout.splitlines())
    told = {one["paper"]: one for one in papers}
    assert told["nusabali"]["outcome"] == "ok"
    assert told["nusabali"]["reason"] is None
    assert (told["nusabali"]["articles"], told["nusabali"]["exit_code"]) == (1, 0)
    assert told["antara_bali"]["outcome"] == "not permitted"
    assert last["total"]["papers"] == 3
    assert last["total"]["articles"] == 1
    (group,) = last["failures"]
    assert group["papers"] == ["balikini"]
    assert group["reason"] not in {None, "finished"}
