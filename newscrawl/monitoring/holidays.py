"""Knows the days on which Indonesia's press rests: Lebaran everywhere, Nyepi in Bali.

Pure. Both follow the moon. 1 Syawal is computed by the tabular Islamic calendar (Reingold and
Dershowitz, Calendrical Calculations), which is at most two days from what the ministry announces;
Nyepi, the day after the new moon of March, by the mean moon (Meeus, Astronomical Algorithms,
chapter 49). The days around them are taken along, so a day's difference is none.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

DAY = timedelta(days=1)
#: Days before and after the first of Lebaran on which papers print little, by joint leave.
LEBARAN = (3, 8)
#: Days before and after Nyepi.
NYEPI = (1, 1)
#: The ordinal of day 0 of Julian days.
JULIAN = 1_721_425
#: Julian days of a mean new moon, and of a month.
NEW_MOON, MONTH = 2_451_550.098, 29.530_588_861


@cache
def rest_days(year: int) -> frozenset[date]:
    """Return the days of a year on which papers may rest."""
    # Years of the Islamic calendar are shorter: which of them has its Lebaran in ours?
    islamic = round((year - 622) * 33 / 32)
    first = [first_of_syawal(islamic + n) for n in (-1, 0, 1)]
    spans = [(day, *LEBARAN) for day in first] + [(nyepi(year), *NYEPI)]
    days = {day + n * DAY for day, before, after in spans for n in range(-before, after + 1)}
    return frozenset(one for one in days if one.year == year)


def first_of_syawal(year: int) -> date:
    """Return the first day of Lebaran of a year of the Islamic calendar."""
    days = (11 * year + 3) // 30 + 354 * year + 30 * 10 - (10 - 1) // 2 + 1
    return date.fromordinal(days + 1_948_440 - 385 - JULIAN)


def nyepi(year: int) -> date:
    """Return the day of Nyepi of a year: that after the first new moon from the first of March."""
    begin = date(year, 3, 1).toordinal() + JULIAN
    months = -((NEW_MOON - begin) // MONTH)
    return date.fromordinal(int(NEW_MOON + months * MONTH + 0.5) - JULIAN + 1)


def working(since: datetime, until: datetime) -> timedelta:
    """Return how much time lies between two moments, both aware, without the days of rest."""
    day, worked = since.astimezone(UTC).date(), timedelta()
    while (begin := datetime.combine(day, time(), UTC)) < until:
        if day not in rest_days(day.year):
            worked += min(begin + DAY, until) - max(begin, since)
        day += DAY
    return worked
