"""What is said of a run back in time while it goes on, and at its end."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newscrawl.crawler.extensions.backfill import progress
from newscrawl.discovery.backfill import BackfillWalk
from newscrawl.discovery.listing import Link, Listing
from newscrawl.discovery.sources import Index
from newscrawl.discovery.window import Window
from newscrawl.monitoring.schedule import duration
from newscrawl.monitoring.summary import days_told

WITA = ZoneInfo("Asia/Makassar")
WINDOW = Window(datetime(2015, 3, 1, tzinfo=WITA), datetime(2015, 3, 11, tzinfo=WITA))


def walk_after(pages, *, read=()):
    """Return a walk of ten days after so many, each a page with one article and an empty one."""
    walk = BackfillWalk(
        [Index("i?d={date:%Y-%m-%d}&p={page}")],
        WINDOW,
        read=dict.fromkeys(read, True),
        now=datetime(2026, 11, 20, tzinfo=UTC),
    )
    visit = walk.begin()
    for number in range(pages):
        ids = [f"{number}"] if visit.page == 1 else []
        listing = Listing([Link(f"https://contoh.id/{one}") for one in ids])
        visit = walk.record_page(visit, listing, ids, known=frozenset())
    walk.completed()
    return walk


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        (2, "back to 2015-03-10, 1 of 10 days, about 9 min left"),
        (8, "back to 2015-03-07, 4 of 10 days, about 90 s left"),
        (20, "back to 2015-03-01, 10 of 10 days"),
    ],
)
def test_the_day_that_was_reached_and_the_time_that_is_left(pages, told):
    assert progress(walk_after(pages), 60) == told


def test_days_of_earlier_runs_do_not_make_this_one_quick():
    read = [day for day in WINDOW.days() if day.day > 6]
    assert progress(walk_after(2, read=read), 60) == (
        "back to 2015-03-06, 5 of 10 days, about 5 min left"
    )


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(40, "40 s"), (600, "10 min"), (5400, "90 min"), (18000, "5 h"), (400_000, "5 days")],
)
def test_a_time_is_told_in_one_unit(seconds, told):
    assert duration(timedelta(seconds=seconds)) == told


def test_the_end_names_the_empty_days_and_not_too_many():
    days = {"asked": 365, "read": 300, "read_before": 100, "empty": 2}
    told = days_told(days | {"empty_days": ["2015-03-21", "2015-07-17"]})
    assert told == (
        "Days read: 300 of 365, 100 of them by earlier runs; 2 gave nothing: 2015-03-21, 2015-07-17"
    )
    many = days_told(days | {"empty": 20, "empty_days": [f"2015-03-{n:02d}" for n in range(1, 21)]})
    assert many.endswith("2015-03-08 and 12 more, see the run's record")
