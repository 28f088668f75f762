from datetime import UTC, datetime

import pytest

from newscrawl.arguments import ArgumentError, Arguments, parse_arguments

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
    ("given", "says"),
    [
        ({"since": "kemarin"}, "since=kemarin: write a day like 2026-11-01"),
        ({"since": "2026-11-31"}, "since=2026-11-31"),
        ({"until": "01/11/2026"}, "until=01/11/2026"),
        ({"since": "2026-12-01"}, "lies in the future"),
        ({"since": "2026-11-10", "until": "2026-11-01"}, "is not before until"),
        ({"max_articles": "-1"}, "max_articles=-1: write a whole number above 0"),
        ({"max_articles": "ten"}, "max_articles=ten"),
        ({"sinse": "2026-11-01"}, "unknown argument 'sinse': there are since, until"),
    ],
)
def test_a_wrong_argument_says_what_to_write(given, says):
    with pytest.raises(ArgumentError, match=says.replace("+", r"\+")):
        parsed(**given)


def test_max_articles_and_section():
    assert parsed(max_articles="50", section="bali").max_articles == 50
    assert parsed(section="bali").section == "bali"
