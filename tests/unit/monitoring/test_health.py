"""A paper's verdict over its runs: since when, by what it is known, and what to do."""

from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.monitoring.health import ADVICE, STATES, State, essentials, health, healths
from newscrawl.monitoring.metrics import exposition
from newscrawl.monitoring.outcome import Verdict

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: A Wednesday far from any holiday.
NOW = datetime(2026, 9, 16, 9, tzinfo=UTC)


def run(ago, verdict="ok", articles=10, **more):
    return {
        "site": "koran",
        "started": (NOW - ago).isoformat(),
        "seconds": 60.0,
        "arguments": {},
        "verdict": verdict,
        "articles": articles,
        "words": None,
        "listings": 2,
        "links": 40,
        "skipped": {},
        "failed": {},
        "invalid": {},
        "listings_failed": {},
        "broken": [],
        "silence": None,
        "fate": None,
        "finish_reason": "finished",
    } | more


def well(days=30, every=DAY, until=DAY, articles=10):
    count = int((days * DAY - until) / every)
    return [run(until + every * n, articles=articles) for n in range(count, -1, -1)]


def of(*records, now=NOW, **given):
    return health("koran", records, now=now, **given)


def test_a_paper_that_is_read_is_ok():
    found = of(*well())
    assert (found.state, found.bad, found.advice) == (State.OK, False, "nothing")
    assert (found.articles, found.usual) == (60, 70)


@pytest.mark.parametrize(
    ("verdict", "more", "state", "evidence"),
    [
        ("broken", {"broken": ["articles with authors: 0 of 9"]}, State.BROKEN, "0 of 9"),
        ("nothing", {"skipped": {"no body": 9}}, State.BROKEN, "no body (9 times)"),
        ("silent", {"silence": {"since": "2026-09-12T00:00:00+00:00", "runs": 4, "expected": 40.0}},
         State.BROKEN, "40 articles were to be expected"),
        ("quiet", {"silence": {"since": "2026-09-12T00:00:00+00:00", "runs": 4, "expected": 9.0}},
         State.QUIET, "9 articles were"),
        ("blocked", {"failed": {"http 403": 5}}, State.BLOCKED, "http 403 (5 times)"),
        ("moved", {"fate": "https://lain.id/"}, State.MOVED, "https://lain.id/"),
        ("gone", {"fate": "a parked domain"}, State.GONE, "a parked domain"),
        ("feed_failed", {"feeds_failed": {"FileFeedStorage": 1}}, State.NOT_RUNNING, "feed failed"),
        ("state_failed", {}, State.NOT_RUNNING, "state failed"),
        ("no_browser", {}, State.NOT_RUNNING, "no browser"),
    ],
)  # fmt: skip
def test_what_one_run_tells(verdict, more, state, evidence):
    found = of(*well(), run(HOUR, verdict, 0, **more))
    assert found.state is state
    assert evidence in found.evidence
    assert found.since <= NOW - HOUR
    assert found.advice


def test_every_verdict_of_a_run_has_its_state_and_every_cause_its_advice():
    assert set(STATES) == set(Verdict)
    assert set(ADVICE) >= set(State)
    assert set(ADVICE) >= {one for one, state in STATES.items() if state is None}


@pytest.mark.parametrize(
    ("verdict", "more"),
    [
        ("unreachable", {"no_answer": {"timeout": 2}, "listings": 0}),
        ("robots_unavailable", {"robots_unavailable": {"koran.id": "2026-09-16"}}),
        ("blocked", {"failed": {"http 503": 5}}),
        ("nothing", {"listings_failed": {"http 502": 2}, "listings": 0}),
    ],
)
def test_what_may_pass_counts_when_it_comes_twice(verdict, more):
    one, other = run(2 * HOUR, verdict, 0, **more), run(HOUR, verdict, 0, **more)
    assert of(*well(), other).state is State.OK
    assert of(*well(), one, other).bad
    assert of(*well(), one, other).since == NOW - 2 * HOUR
    assert of(*well(), one, run(HOUR)).state is State.OK
    # Of a paper that was never read nothing else is known.
    assert of(other).bad


def test_a_paper_that_is_not_reached_for_weeks_is_gone():
    lost = [
        run(n * DAY, "unreachable", 0, no_answer={"DNS lookup failed": 2}) for n in range(20, 0, -1)
    ]
    found = of(*[run(n * DAY) for n in range(40, 20, -1)], *lost)
    assert (found.state, found.since) == (State.GONE, NOW - 20 * DAY)


def test_empty_runs_do_not_disprove_a_breakage():
    broken = run(3 * HOUR, "broken", 9, broken=["bodies of sentences: 0 of 9"])
    found = of(*well(), broken, run(2 * HOUR, articles=0), run(HOUR, articles=0))
    assert (found.state, found.since) == (State.BROKEN, NOW - 3 * HOUR)
    assert "0 of 9" in found.evidence
    assert of(*well(), broken, run(HOUR)).state is State.OK


def test_the_story_of_one_failure_begins_with_its_first_run():
    runs = [run(n * HOUR, "blocked", 0, failed={"http 403": 5}) for n in (9, 5, 1)]
    assert of(*well(), *runs).since == NOW - 9 * HOUR


def test_a_paper_that_no_run_asks_is_missed_within_a_day_or_two_of_its_gaps():
    hourly = well(10, HOUR)
    assert of(*hourly, now=NOW - HOUR).state is State.OK
    missed = of(*hourly, now=NOW + 3 * HOUR)
    assert (missed.state, missed.since) == (State.NOT_RUNNING, NOW - DAY)
    assert "1 h apart" in missed.evidence
    weekly = [run(n * 7 * DAY) for n in (4, 3, 2, 1)]
    assert of(*weekly, now=NOW + 7 * DAY).state is not State.NOT_RUNNING
    assert of(*weekly, now=NOW + 16 * DAY).state is State.NOT_RUNNING
    assert of().evidence == "no run of it is recorded"


def test_runs_that_come_to_no_end_are_no_runs():
    stuck = [run(n * HOUR, "already_running", 0) for n in range(30, 0, -1)]
    found = of(*well(until=3 * DAY), *stuck)
    assert (found.state, found.cause) == (State.NOT_RUNNING, Verdict.ALREADY_RUNNING)
    assert "30 already running" in found.evidence
    assert "lock" in found.advice
    assert of(*well(), run(HOUR, "interrupted", 0)).state is State.OK
    wrong = [run(n * HOUR, "wrong_usage", 0) for n in (2, 1)]
    assert of(*wrong).cause is Verdict.WRONG_USAGE


def test_the_run_of_a_section_says_nothing_of_the_paper():
    section = run(HOUR, "broken", arguments={"section": "bali"}, broken=["x: 0 of 9"])
    assert of(*well(), section).state is State.OK


def test_a_run_back_in_time_says_nothing_of_the_paper_as_it_is():
    back = run(HOUR, "nothing", 0, days={"asked": 365, "read": 0})
    assert of(*well(), back).state is State.OK


def test_few_articles_for_days_are_thin():
    before, few = well(until=4 * DAY, articles=40), [run(n * DAY, articles=1) for n in (3, 2, 1)]
    found = of(*before, *few)
    assert (found.state, found.articles) == (State.THIN, 123)
    assert "never less than 120 before" in found.evidence
    assert of(*well(until=4 * DAY, articles=4), *few).state is State.OK


def test_weekends_and_holidays_are_not_thin():
    days = [NOW - n * DAY for n in range(34, 0, -1)]
    records = [run(NOW - at, articles=2 if at.weekday() >= 5 else 40) for at in days]
    for end in range(22, 34):
        assert of(*records[:end], now=days[end - 1] + HOUR).state is State.OK
    lebaran = datetime(2026, 3, 21, 9, tzinfo=UTC) - NOW
    few = [run(2 * DAY, articles=1), run(DAY, articles=1)]
    moved = [
        one | {"started": (datetime.fromisoformat(one["started"]) + lebaran).isoformat()}
        for one in [*well(until=3 * DAY, articles=40), *few]
    ]
    assert of(*moved, now=NOW + lebaran).state is State.OK


def test_a_day_on_which_all_the_press_rests_is_no_alarm():
    silent = run(
        HOUR,
        "silent",
        0,
        silence={"since": "2026-09-14T09:00:00+00:00", "runs": 3, "expected": 30.0},
    )
    papers = {
        f"koran{n}": [*well(until=2 * DAY, articles=30), run(HOUR, articles=1)] for n in range(9)
    }
    alone = healths({"koran": [*well(), silent]}, now=NOW)
    among = healths({"koran": [*well(), silent]} | papers, now=NOW)
    assert [one.state for one in alone] == [State.BROKEN]
    assert {one.site: one.state for one in among}["koran"] is State.QUIET
    assert not any(one.bad for one in among)


def test_newly_broken_papers_come_first():
    broken = {"broken": ["x: 0 of 9"]}
    papers = {
        "a": well(),
        "b": [*well(), *(run(n * HOUR, "broken", **broken) for n in (9, 1))],
        "c": [*well(), run(HOUR, "broken", **broken)],
        "d": [run(90 * DAY)],
    }
    assert [one.site for one in healths(papers, now=NOW)] == ["c", "b", "d", "a"]


def test_a_line_of_json_says_it_all():
    found = of(*well(), run(HOUR, "gone", 0, fate="a shop", newest="2026-09-15T09:00:00+07:00"))
    assert found.record() == {
        "site": "koran",
        "verdict": "gone",
        "since": "2026-09-16T08:00:00+00:00",
        "evidence": "the run ended as gone: a shop",
        "advice": "look at it in a browser; set the paper's `home`, or take its class out",
        "articles": 60,
        "usual": 70.0,
        "newest": "2026-09-15T09:00:00+07:00",
        "last_run": "2026-09-16T08:00:00+00:00",
    }


def test_metrics_for_prometheus():
    text = exposition([of(*well(), run(HOUR, "gone", 0, newest="2026-09-15T09:00:00+07:00"))])
    assert 'newscrawl_paper_verdict{site="koran",verdict="gone"} 1\n' in text
    assert 'newscrawl_paper_verdict{site="koran",verdict="not running"} 0\n' in text
    assert 'newscrawl_paper_bad{site="koran"} 1\n' in text
    assert 'newest_article_timestamp_seconds{site="koran"} 1789437600\n' in text
    assert text.count("# TYPE") == text.count("# HELP") == 7
    assert text.endswith("\n")


def test_essentials_are_enough():
    counted = {
        "fields": {"authors": {"filled": 9, "layers": {"selector": 9}}, "editors": {"filled": 0}}
    }
    heavy = {**counted, "traits": {"x": [9, 9]}, "feeds": {"file": 9}, "found": {"new": 9}}
    records = [one | heavy for one in well()]
    light = essentials(records)
    assert health("koran", light, now=NOW) == health("koran", records, now=NOW)
    assert light[0]["fields"] == {"authors": {"filled": 9}}
    assert not {"traits", "feeds", "found"} & set(light[0])
    # What no run said of itself is told before it is left out.
    lost = run(HOUR, articles=0, links=0, fields={})
    assert essentials([*records, lost])[-1]["broken"] == [
        "no listing names an article: in the last runs 40, 40, 40 links"
    ]
    assert essentials([]) == []
