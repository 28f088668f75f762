from datetime import UTC, datetime

import pytest

from newscrawl.crawler.arguments import ArgumentError, Arguments, parse_arguments

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def parsed(**given):
    return parse_arguments(given, zone="Asia/Makassar", now=NOW)


def test_nothing_asked():
    assert parsed() == Arguments()


def test_days_are_days_of_the_paper():
    asked = parsed(since="2026-11-01", until="2026-11-20")
    assert asked.since.isoformat() == "2026-11-01T00:00:00+08:00"
    assert asked.until.isoformat() == "2026-11-21T00:00:00+08:00"


def test_moments_keep_their_offset():
    assert parsed(since="2026-11-01T06:00Z").since == datetime(2026, 11, 1, 6, tzinfo=UTC)
    assert parsed(until="2026-11-01T06:00").until.isoformat() == "2026-11-01T06:00:00+08:00"


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        ("today", "2026-11-21T00:00:00", "2026-11-22T00:00:00"),
        ("hari ini", "2026-11-21T00:00:00", "2026-11-22T00:00:00"),
        ("Kemarin", "2026-11-20T00:00:00", "2026-11-21T00:00:00"),
        ("yesterday", "2026-11-20T00:00:00", "2026-11-21T00:00:00"),
        ("7d", "2026-11-14T00:00:00", "2026-11-15T00:00:00"),
        ("3 hari", "2026-11-18T00:00:00", "2026-11-19T00:00:00"),
        ("3 hari lalu", "2026-11-18T00:00:00", "2026-11-19T00:00:00"),
        ("2 weeks ago", "2026-11-07T00:00:00", "2026-11-08T00:00:00"),
        ("seminggu", "2026-11-14T00:00:00", "2026-11-15T00:00:00"),
        ("24h", "2026-11-20T16:00:00", "2026-11-20T16:00:00"),
        ("24 jam", "2026-11-20T16:00:00", "2026-11-20T16:00:00"),
    ],
)
def test_days_and_hours_count_back_in_the_papers_zone(written, since, until):
    assert parsed(since=written).since.isoformat() == f"{since}+08:00"
    assert parsed(until=written).until.isoformat() == f"{until}+08:00"


def test_today_is_the_papers_day():
    asked = parse_arguments({"since": "today"}, zone="Asia/Jayapura", now=NOW.replace(hour=16))
    assert asked.since.isoformat() == "2026-11-22T00:00:00+09:00"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"since": "kapan-kapan"}, "since=kapan-kapan: write a day like 2026-11-01"),
        ({"since": "7"}, "since=7: write a day like"),
        ({"until": "-3d"}, "until=-3d: write a day like"),
        ({"since": "99999d"}, "since=99999d: write a day like"),
        ({"since": "0001-01-01"}, "no paper has articles of that year"),
        ({"until": "9999-12-31"}, "no paper has articles of that year"),
        ({"since": "today", "until": "yesterday"}, "since=today is not before until=yesterday"),
        ({"since": "2026-11-31"}, "since=2026-11-31"),
        ({"until": "01/11/2026"}, "until=01/11/2026"),
        ({"since": "2026-12-01"}, "lies in the future"),
        ({"since": "2026-11-10", "until": "2026-11-01"}, "is not before until"),
        ({"max_articles": "-1"}, "max_articles=-1: write a whole number above 0"),
        ({"max_articles": "ten"}, "max_articles=ten"),
        ({"sinse": "2026-11-01"}, "unknown argument 'sinse': did you mean since"),
        ({"days": "7"}, "unknown argument 'days': there are since, until"),
    ],
)
def test_a_wrong_argument_says_what_to_write(given, says):
    with pytest.raises(ArgumentError, match=says.replace("+", r"\+")):
        parsed(**given)


def test_max_articles_and_section():
    assert parsed(max_articles="50", section="bali").max_articles == 50
    assert parsed(section="bali").section == "bali"


@pytest.mark.parametrize(
    ("written", "since"),
    [("48h", "2026-11-19T08:00:00+00:00"), ("24 jam", "2026-11-20T08:00:00+00:00")],
)
def test_articles_are_asked_for_again_by_their_age(written, since):
    assert parsed(refetch=written).refetch == datetime.fromisoformat(since)
    assert parsed(refetch="14d").refetch.isoformat() == "2026-11-07T00:00:00+08:00"


@pytest.mark.parametrize("written", ["30d", "2026-12-01", "2", "selalu"])
def test_an_age_that_is_none_or_too_old_is_refused(written):
    with pytest.raises(ArgumentError, match=f"refetch={written}: write"):
        parsed(refetch=written)
