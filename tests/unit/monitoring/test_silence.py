"""A paper that brings nothing new is held against its own past: quiet, then silent."""

from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.monitoring.silence import silence

#: A Wednesday.
NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def record(ago, articles, *, now=NOW, verdict="ok", **more):
    return {
        "started": (now - ago).isoformat(),
        "arguments": {},
        "verdict": verdict,
        "listings": 2,
        "links": 30,
        "articles": articles,
    } | more


def heard(now, past):
    """Return the verdict's word of a run that found nothing new."""
    found = silence(record(timedelta(), 0, now=now), past)
    return found.verdict.word if found else "ok"


def runs(rhythm, days, every=DAY, *, silent_for=timedelta(), end=NOW):
    """Run each `every` up to `end`; `rhythm` gives a moment's articles until the silence began."""
    count = int(days * DAY / every)
    moments = [end - every * n for n in range(count, 0, -1)]
    return [
        record(end - at, rhythm(at) if end - at >= silent_for else 0, now=end) for at in moments
    ]


def test_forty_a_day_then_nothing_is_quiet_then_silent():
    past = runs(lambda _: 40, 10)
    words = []
    for n in range(1, 5):
        now = NOW + DAY * (n - 1)
        words.append(heard(now, past))
        past.append(record(timedelta(), 0, now=now, verdict=words[-1]))
    assert words == ["quiet", "quiet", "silent", "silent"]
    assert heard(NOW + 5 * DAY, [*past, record(timedelta(), 12, now=NOW + 4.9 * DAY)]) == "ok"


def test_what_is_said_of_it():
    past = [*runs(lambda _: 40, 12, end=NOW - 2 * DAY)]
    past += [record(n * DAY, 0, verdict="quiet") for n in (2, 1)]
    found = silence(record(timedelta(), 0), past)
    assert str(found) == (
        "nothing new since 2026-11-22 06:00 UTC (3.0 days, 3 runs), in which 120 articles were to "
        "be expected"
    )
    assert found.record()["since"].startswith("2026-11-22T06:00:00")


def weekdays_only(at):
    return 0 if at.weekday() >= 5 else 40


def by_day_only(at):
    return 4 if 0 <= at.hour < 14 else 0


def weekly(at):
    return 10 if at.weekday() == 3 else 0


def slow(at):
    return 1 if at.day % 3 == 0 else 0


@pytest.mark.parametrize(
    ("rhythm", "every", "days"),
    [
        (weekdays_only, DAY, 20),
        (weekdays_only, 6 * HOUR, 20),
        (by_day_only, HOUR, 10),
        (weekly, DAY, 60),
        (weekly, 7 * DAY, 60),
        (slow, DAY, 60),
        (lambda at: at.day * 7919 % 9, DAY, 60),
    ],
)
def test_the_papers_own_rhythm_is_no_alarm(rhythm, every, days):
    history = runs(rhythm, days, every)
    for n in range(len(history)):
        if not history[n]["articles"]:
            assert silence(history[n], history[:n]) is None, history[n]


@pytest.mark.parametrize(
    ("rhythm", "every", "days", "least", "most"),
    [
        (weekdays_only, DAY, 28, 3, 6),
        (by_day_only, HOUR, 10, 0.8, 2),
        (weekly, DAY, 60, 10, 15),
        (slow, DAY, 90, 30, 45),
    ],
)
def test_each_rhythm_has_its_silence(rhythm, every, days, least, most):
    past = runs(rhythm, days, every)
    since = max(one["started"] for one in past if one["articles"])
    now, word = NOW, "ok"
    while word != "silent":
        word = heard(now, past)
        past.append(record(timedelta(), 0, now=now, verdict=word))
        now += every
        assert now < NOW + 100 * DAY
    lasted = (now - every - datetime.fromisoformat(since)) / DAY
    assert least <= lasted <= most


def test_runs_one_after_another_are_no_silence():
    past = runs(lambda _: 40, 10) + [record(timedelta(minutes=n), 0) for n in (6, 4, 2)]
    past.insert(-3, record(timedelta(minutes=9), 40))
    assert heard(NOW, past) == "ok"


def test_a_first_weekend_is_waited_for():
    saturday, monday = datetime(2026, 11, 28, 6, tzinfo=UTC), datetime(2026, 11, 30, 6, tzinfo=UTC)
    past = runs(lambda _: 40, 5, end=saturday)
    assert heard(saturday, past) == "ok"
    past += [record(timedelta(), 0, now=saturday + n * DAY) for n in (0, 1)]
    assert heard(monday, past) == "ok"
    past.append(record(timedelta(), 0, now=monday))
    assert heard(monday + DAY, past) == "silent"


def test_a_run_that_asks_again_besides_listens_too():
    again = {"arguments": {"refetch": "2026-11-23 06:00:00+00:00"}}
    past = [*runs(lambda _: 40, 10), *[record(n * HOUR, 0, **again) for n in (40, 20)]]
    assert silence(record(timedelta(), 0, **again), past) is not None


@pytest.mark.parametrize(
    "more",
    [
        {"arguments": {"section": "bali"}},
        {"arguments": {"max_articles": "5"}},
        {"verdict": "nothing", "listings": 0},
        {"verdict": "unreachable"},
        {"verdict": "blocked"},
        {"links": 0, "verdict": "broken"},
    ],
)
def test_runs_that_did_not_listen_are_no_measure(more):
    past = [*runs(lambda _: 40, 10, end=NOW), *[record(n * HOUR, 0, **more) for n in (3, 2, 1)]]
    assert heard(NOW, past) == "quiet"
    assert silence(record(timedelta(), 0, **more), past) is None


def test_a_new_paper_has_no_rhythm_yet():
    assert heard(NOW, []) == "ok"
    assert heard(NOW, [record(9 * DAY, 400), record(8 * DAY, 30)]) == "ok"


def test_a_silence_outlasts_the_records_of_what_was_before():
    since = {"since": (NOW - 30 * DAY).isoformat(), "runs": 500, "expected": 900.0}
    past = [record(n * HOUR, 0, verdict="silent", silence=since) for n in range(350, 0, -1)]
    assert heard(NOW, past) == "silent"
