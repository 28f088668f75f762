"""The verdict of a look at a paper, and the summary of many."""

import pytest

from newscrawl.commands.probe import WORKING, summed
from newscrawl.crawler.batch import NOT_PERMITTED, exit_code
from newscrawl.discovery.learned import Fact
from newscrawl.sites.probe import FieldReport, ListingReport, PageReport
from newscrawl.sites.survey import Look, judge_look, summary

HOME = "https://www.contoh.id/"
FEED = ListingReport(f"{HOME}feed", "Rss", 12)
EMPTY = ListingReport(f"{HOME}feed", "Rss", 0, None, "http 404")
FULL = PageReport(f"{HOME}a", None, [FieldReport("headline", "Judul", "generic", needed=True)])
LACKING = PageReport(f"{HOME}b", None, [FieldReport("headline", None, None, needed=True)])
MOVED = Fact("home", HOME, "https://contoh.news/", "it calls itself 'Contoh'")


def look(*pages, listings=(FEED,), failures=None, facts=()):
    found = dict(failures or {})
    return Look("contoh", listings=[*listings], pages=[*pages], failures=found, facts=facts)


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (look(FULL, FULL, FULL), "works"),
        (look(FULL, FULL, LACKING), "works with gaps"),
        (look(FULL, PageReport(f"{HOME}c", "error page")), "works with gaps"),
        (look(FULL, facts=(MOVED,)), "works by what was found"),
        (look(FULL, listings=[EMPTY, FEED], failures={HOME: "http 403"}), "works"),
        (look(), "does not work"),
        (look(listings=[EMPTY], failures={HOME: "http 404"}), "does not work"),
        (look(PageReport(f"{HOME}a", "error page")), "does not work"),
        (look(listings=[], failures={HOME: "http 403"}), "blocked"),
        (look(listings=[EMPTY], failures={HOME: "block page (cloudflare)"}), "blocked"),
        (look(listings=[], failures={HOME: "Forbidden by robots.txt"}), "blocked"),
        (look(listings=[], failures={HOME: "robots unavailable"}), "blocked"),
        (look(listings=[], failures={HOME: "timeout"}), "unreachable"),
        (look(listings=[], failures={HOME: "DNS lookup failed"}), "unreachable"),
        (look(listings=[], failures={HOME: "no connection through the proxy"}), "unreachable"),
        (look(listings=[EMPTY], failures={HOME: "http 500"}), "does not work"),
    ],
)
def test_a_look_is_judged(seen, verdict):
    judged = judge_look(seen, fate=None)
    assert judged.verdict == verdict
    assert bool(judged.why) == (verdict not in {"works", "works by what was found"})


@pytest.mark.parametrize("word", ["gone", "moved"])
def test_a_host_that_is_somebody_elses_is_told_with_the_evidence(word):
    judged = judge_look(look(), fate=(word, "the page sells gambling"))
    assert (judged.verdict, judged.why) == (word, ["the page sells gambling"])


def test_a_front_page_that_is_the_papers_says_nothing_against_it():
    assert judge_look(look(FULL), fate=("same", "its own domain")).verdict == "works"


def test_the_summary_counts_each_verdict_the_best_first():
    verdicts = ["gone", "works", "unreachable", "works", "not permitted", "works with gaps"]
    assert list(summary(verdicts).items()) == [
        ("works", 2),
        ("works with gaps", 1),
        ("gone", 1),
        ("unreachable", 1),
        ("not permitted", 1),
    ]
    looks = [Look(f"p{n}", word) for n, word in enumerate(verdicts)]
    assert summed(looks) == ("2 works, 1 works with gaps, 1 gone, 1 unreachable, 1 not permitted")


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        (["works", "works with gaps", "works by what was found", "not permitted"], 0),
        (["works", "gone"], 1),
        (["works", "not started"], 1),
        (["works", "interrupted", "not begun"], 6),
        (["blocked", "not begun"], 1),
    ],
)
def test_the_exit_code_says_whether_all_work(verdicts, code):
    assert exit_code(verdicts, WORKING | {NOT_PERMITTED}) == code
