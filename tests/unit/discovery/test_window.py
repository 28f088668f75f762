from datetime import UTC, date, datetime

import pytest

from newscrawl.crawler.arguments import parse_arguments
from newscrawl.dates import parse_date
from newscrawl.discovery.window import Span, Window, listed_span

ZONE = "Asia/Makassar"
NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
ASKED = parse_arguments({"since": "2026-11-01", "until": "2026-11-20"}, zone=ZONE, now=NOW)
WINDOW = Window(ASKED.since, ASKED.until)


def published(text):
    return parse_date(text, zone=ZONE, now=NOW)


def test_the_days_of_a_window_newest_first():
    days = list(WINDOW.days())
    assert days[0] == date(2026, 11, 20)
    assert days[-1] == date(2026, 11, 1)
    assert len(days) == 20


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("1 November 2026 00:00 WITA", True),
        ("31 Oktober 2026 23:59 WITA", False),
        ("20 November 2026 23:59 WITA", True),
        ("21 November 2026 00:00 WITA", False),
        ("31 Oktober 2026 23:30 WIB", True),
        ("1 November 2026", True),
        ("20 November 2026", True),
        ("21 November 2026", False),
        ("tidak terbaca", True),
    ],
)
def test_what_lies_in_a_window(text, inside):
    assert WINDOW.holds(published(text)) is inside


def test_a_listed_time_is_a_moment():
    span = listed_span("Senin, 2 November 2026 10:00 WITA", "", zone=ZONE, now=NOW)
    assert span.earliest == span.latest == datetime(2026, 11, 2, 2, tzinfo=UTC)


def test_a_feed_that_says_utc_may_mean_local_time():
    span = listed_span("Mon, 02 Nov 2026 20:00:00 +0000", "", zone=ZONE, now=NOW)
    assert span.earliest <= datetime(2026, 11, 2, 12, tzinfo=UTC) <= span.latest


def test_a_listed_day_is_wider_than_a_day():
    span = listed_span("2 November 2026", "", zone=ZONE, now=NOW)
    assert span.earliest < datetime(2026, 11, 1, 16, tzinfo=UTC)
    assert span.latest > datetime(2026, 11, 2, 16, tzinfo=UTC)


def test_the_address_speaks_where_the_listing_does_not():
    span = listed_span(None, "https://contoh.id/2026/11/02/judul", zone=ZONE, now=NOW)
    assert span.earliest < datetime(2026, 11, 2, tzinfo=UTC) < span.latest
    assert listed_span(None, "https://contoh.id/judul", zone=ZONE, now=NOW) == Span()
