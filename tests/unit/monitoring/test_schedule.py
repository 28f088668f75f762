"""What is due, when, and why: from records alone."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from random import Random

import pytest

from newscrawl.monitoring.outcome import Verdict
from newscrawl.monitoring.schedule import (
    BACK_OFF,
    GAP,
    SHORTEST,
    USUAL_LENGTH,
    Candidate,
    due,
    habit_of,
    parse_cadence,
    when_due,
)

NOW = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PAPER = Candidate("contoh", ["contoh.com"])


def record(ago, articles=0, verdict="ok", seconds=60, **arguments):
    """Return the record of a run that began so long before now."""
    return {
        "started": (NOW - ago).isoformat(),
        "seconds": seconds,
        "articles": articles,
        "verdict": verdict,
        "arguments": arguments,
    }


def past(every, articles, *, days=3, until=timedelta(), **more):
    """Return the records of a paper that ran regularly, `articles` each time."""
    count = int(days * DAY / every)
    return [record(until + every * n, articles, **more) for n in range(count, -1, -1)]


def since(records, paper=PAPER):
    """Return how long after the start of its last run a paper is due."""
    found = when_due(paper, records, NOW, "contoh.com")
    return found.since - datetime.fromisoformat(records[-1]["started"])


@pytest.mark.parametrize(
    ("every", "articles", "days", "expected"),
    [
        (HOUR, 8, 3, 30 * MINUTE),  # 192 a day
        (HOUR, 4, 3, 30 * MINUTE),
        (HOUR, 1, 3, 2 * HOUR),
        (6 * HOUR, 2, 3, 6 * HOUR),
        (DAY, 1, 10, DAY),  # would be two days
        (DAY, 0, 10, DAY),
        (30 * MINUTE, 8, 0.5, 2 * HOUR),  # less than a day is known
        (DAY, 300, 0, 2 * HOUR),  # of the first run nobody knows in what time they came
    ],
)
def test_a_cadence_is_learnt_from_what_a_paper_brings(every, articles, days, expected):
    assert habit_of(PAPER, past(every, articles, days=days)).every == expected


def test_a_weekly_runs_daily():
    visits = [record(DAY * n, 25 if n % 7 == 0 else 0) for n in range(30, -1, -1)]
    assert habit_of(PAPER, visits).every < DAY
    visits = [record(DAY * n, 7 if n % 7 == 0 else 0) for n in range(30, -1, -1)]
    assert habit_of(PAPER, visits).every == DAY


def test_old_habits_are_forgotten():
    visits = [*past(HOUR, 9, days=10, until=20 * DAY), *past(DAY, 1, days=13)]
    assert habit_of(PAPER, visits).every == DAY


def test_a_fact_stands_above_what_was_learnt():
    paper = PAPER._replace(cadence="6h")
    assert since(past(HOUR, 50), paper) == 6 * HOUR
    assert since([*past(HOUR, 50), record(timedelta(), 0, "blocked")], paper) == 6 * HOUR
    assert when_due(paper, [], NOW, "").since == NOW


@pytest.mark.parametrize(
    "text", ["", "29m", "0h", "8d", "6 h", "1.5h", "-1d", "daily", "1w", "9999d"]
)
def test_a_cadence_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="no cadence"):
        parse_cadence(text)


def test_a_paper_that_never_ran_is_due_at_once():
    (one,) = due([PAPER], {}, NOW)
    assert (one.since, one.start, one.why) == (NOW, NOW, "it never ran")


@pytest.mark.parametrize(
    ("verdict", "pauses"),
    [
        ("unreachable", [1, 2, 4, 8, 16, 24, 24]),
        ("nothing", [1, 2, 4]),
        ("broken", [1, 2, 4, 8, 16, 24]),
        ("robots_unavailable", [1, 2]),
        ("blocked", [2, 4, 8, 16, 32, 48, 48]),
        ("gone", [24, 48, 96, 168, 168]),
        ("moved", [24, 48]),
        ("state_failed", [1, 2, 4, 6, 6]),
    ],
)
def test_who_goes_wrong_is_left_alone_longer_each_time(verdict, pauses):
    good = past(30 * MINUTE, 9, until=DAY)
    for times, hours in enumerate(pauses, 1):
        bad = [record(MINUTE * (times - n), verdict=verdict) for n in range(times)]
        assert since([*good, *bad]) == hours * HOUR, times


def test_a_good_run_ends_the_pause():
    records = [*past(30 * MINUTE, 9, until=HOUR), *[record(HOUR, 0, "blocked")] * 9, record(MINUTE)]
    assert since(records) == 30 * MINUTE


def test_no_pause_is_shorter_than_the_cadence():
    records = [*past(DAY, 1, days=10, until=HOUR), record(timedelta(), 0, "unreachable")]
    assert since(records) == DAY


def test_an_interrupted_run_goes_on_soon_and_not_for_ever():
    good = past(30 * MINUTE, 9, until=HOUR)
    pauses = [since([*good, *[record(MINUTE, 5, "interrupted")] * n]) - MINUTE for n in range(1, 5)]
    assert pauses == [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE]


def test_a_paper_rests_as_long_as_it_was_asked():
    records = [*past(HOUR, 9, until=HOUR), record(timedelta(), 9, seconds=20 * 60)]
    assert since(records) == 40 * MINUTE
    records[-1]["seconds"] = 5 * 3600
    assert since(records) == 5.5 * HOUR


@pytest.mark.parametrize(
    "other",
    [
        record(MINUTE, verdict="already_running", seconds=1),
        record(MINUTE, verdict="wrong_usage", seconds=1),
        record(MINUTE, 0, verdict="nothing", section="ekonomi"),
        record(MINUTE, 900, since="2026-01-01"),
    ],
)
def test_runs_that_say_nothing_of_the_whole_paper_are_left_out(other):
    records = past(30 * MINUTE, 9, until=20 * MINUTE)
    assert when_due(PAPER, [*records, other], NOW, "") == when_due(PAPER, records, NOW, "")


def test_a_run_that_asks_again_besides_is_a_visit():
    records = past(30 * MINUTE, 9, until=20 * MINUTE)
    again = [one | {"arguments": {"refetch": "48h"}} for one in records]
    assert when_due(PAPER, again, NOW, "") == when_due(PAPER, records, NOW, "")


def test_who_is_busy_is_not_due_and_keeps_its_network_waiting():
    family = [Candidate(name, [f"{name}.contoh.com"]) for name in ("bali", "aceh")]
    other = Candidate("misal", ["misal.com"])
    found = due([*family, other], {"bali": [record(HOUR, seconds=600)]}, NOW, busy={"bali"})
    starts = {one.site: one.start for one in found}
    assert starts == {"misal": NOW, "aceh": NOW + 600 * timedelta(seconds=1) + GAP}


def test_no_more_begin_than_there_are_places():
    papers = [Candidate(f"p{n}", [f"p{n}.id"]) for n in range(5)]
    starts = [one.start for one in due(papers, {}, NOW, at_once=2)]
    assert starts == [NOW, NOW, *[NOW + USUAL_LENGTH] * 2, NOW + 2 * USUAL_LENGTH]
    starts = [one.start for one in due(papers, {}, NOW, at_once=2, busy={"p0", "p1"})]
    assert min(starts) == NOW + USUAL_LENGTH


def test_who_has_waited_longest_goes_first():
    papers = [Candidate(name, [f"{name}.contoh.com"]) for name in ("a", "b", "c")]
    records = {"a": [record(3 * HOUR)], "b": [record(5 * HOUR)]}
    assert [one.site for one in due(papers, records, NOW)] == ["c", "b", "a"]


# What holds for any past

VERDICTS = [one.name.lower() for one in Verdict]


def any_fleet(chance):
    """Return papers of a few networks with any past, and who is busy."""
    papers, records = [], {}
    for number in range(chance.randint(1, 60)):
        hosts = [f"h{chance.randint(0, 9)}.n{chance.randint(0, 20)}.id"]
        if chance.random() < 0.1:
            hosts.append(f"n{chance.randint(0, 20)}.id")
        cadence = chance.choice(["", "", "", "45m", "2d"])
        papers.append(Candidate(f"p{number}", hosts, cadence))
        spans = sorted(
            (chance.uniform(0, 5000) for _ in range(chance.randint(0, 30))), reverse=True
        )
        records[f"p{number}"] = [
            record(
                MINUTE * span,
                chance.choice([0, 0, 1, 5, 90]),
                chance.choice(["ok"] * 10 + VERDICTS),
                chance.choice([0, 5, 60, 4000]),
            )
            for span in spans
        ]
    busy = {one.name for one in papers if chance.random() < 0.1}
    return papers, records, busy


@pytest.mark.parametrize("seed", range(60))
def test_whatever_the_past(seed):
    chance = Random(seed)
    papers, records, busy = any_fleet(chance)
    places = chance.randint(1, 9)
    found = due(papers, records, NOW, busy=busy, at_once=places)
    shuffled = chance.sample(papers, len(papers))
    assert due(shuffled, dict(reversed(records.items())), NOW, busy=busy, at_once=places) == found
    assert len({one.site for one in found}) == len(found)
    assert not {one.site for one in found} & busy
    # In the order in which they begin; no more than one of a network at a time, nor beside one
    # that is under way.
    assert [one.start for one in found] == sorted(one.start for one in found)
    at_work = {one.network for one in due(papers, {}, NOW) if one.site in busy}
    assert not {one.network for one in found if one.start == NOW} & at_work
    for one, other in product(found, found):
        if one.network == other.network and one is not other:
            assert abs(one.start - other.start) >= GAP
    begun = [one for one in found if one.start == NOW]
    assert len({one.network for one in begun}) == len(begun) <= max(places - len(busy), 0)
    # Never sooner than half an hour after its last visit, but for one that was interrupted.
    for one in found:
        visits = [
            visit
            for visit in records[one.site]
            if visit["verdict"] not in {"already_running", "wrong_usage"}
        ]
        if visits and visits[-1]["verdict"] != "interrupted":
            last = datetime.fromisoformat(visits[-1]["started"])
            assert one.start >= one.since >= last + max(SHORTEST, one.every)


def test_every_pause_begins_short_and_grows():
    assert all(SHORTEST <= first < most for first, most in BACK_OFF.values())


def test_a_day_of_runs_keeps_to_the_cadence():
    paper, records, started = PAPER, past(30 * MINUTE, 9), []
    for minute in range(0, 24 * 60, 5):
        now = NOW + minute * MINUTE
        if due([paper], {"contoh": records}, now):
            started.append(now)
            records = [*records, record(-minute * MINUTE, 9)]
    assert {after - before for before, after in pairwise(started)} == {30 * MINUTE}
