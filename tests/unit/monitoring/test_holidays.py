"""Days of rest are known, so that nobody is alarmed by them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from newscrawl.monitoring.holidays import first_of_syawal, nyepi, rest_days, working

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("islamic", "day"),
    [
        (1443, date(2022, 5, 2)),
        (1444, date(2023, 4, 22)),
        (1445, date(2024, 4, 10)),
        (1446, date(2025, 3, 31)),
        (1447, date(2026, 3, 20)),
    ],
)
def test_lebaran_is_a_day_off_at_most(islamic, day):
    assert abs(first_of_syawal(islamic) - day) <= DAY


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 3, 25),
        date(2021, 3, 14),
        date(2022, 3, 3),
        date(2023, 3, 22),
        date(2024, 3, 11),
        date(2025, 3, 29),
        date(2026, 3, 19),
    ],
)
def test_nyepi_is_a_day_off_at_most(day):
    assert abs(nyepi(day.year) - day) <= DAY
    assert day in rest_days(day.year)


def test_days_of_rest_are_no_working_time():
    before, after = datetime(2026, 3, 10, 6, tzinfo=UTC), datetime(2026, 4, 10, 6, tzinfo=UTC)
    rest = len([one for one in rest_days(2026) if one.month == 3 and one.day >= 10])
    assert working(before, after) == (31 - rest) * DAY
    assert working(after, after + DAY / 3) == DAY / 3
    assert working(after, after) == timedelta()
