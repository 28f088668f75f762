"""Makes date strings by the patterns and names of CLDR, each with its right answer.

Indonesian and English of three countries; every length and skeleton of CLDR that names a day,
alone or with a time; the clocks of 12 and of 24 hours (CLDR's h and H) and their brothers from 0 to
11 and from 1 to 24 (K and k); parts of the day; zones as a word, by name and by offset; and what
counts back. The moments lie in 2008 to 2027, in the three zones of Indonesia.

The answer is what the string itself tells: to the second, the minute or the day, in the zone that
it states, or else in the paper's. Three things cannot be told, so:

- an American 9/8/2026 is not written where it is a date day-first too, unless a weekday tells;
- a weekday that fits both orders tells nothing: not written either;
- 24:00 begins the day in ICU and ends it in ISO 8601: the day is the right answer.
"""

import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime, format_timedelta, get_period_id
from babel.numbers import format_decimal

LOCALES = ("id", "id", "id", "en_US", "en_GB", "en_AU")
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
FIRST = datetime(2008, 1, 1, tzinfo=UTC)
SECONDS = int((datetime(2027, 12, 31, tzinfo=UTC) - FIRST).total_seconds())
#: When the strings are read: two-digit years and what counts back are judged by it.
NOW = datetime(2027, 12, 31, 17, 42, 11, tzinfo=ZoneInfo("Asia/Jakarta"))

LENGTHS = ("full", "long", "medium", "short")
TIMES = ("Hm", "Hms", "hm", "hms", "Hmv", "Hmsv", "hmv", "hmsv", "Bhm", "Bhms")
#: Zones behind a time that has none of its own. GMT+8 is ICU's "O", which Babel does not write.
TAILS = ("", "", "", " z", " zzzz", " 'GMT+{hours}'", " ZZZZ", " Z", " xxx", " VV")
JOINTS = {"id": ("{1} {0}", "{1}, {0}", "{1} 'pukul' {0}"), "en": ("{1}, {0}", "{1} 'at' {0}")}
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
#: The most of each unit: less than one of the next would be, and some more.
MOST = {
    "second": 120,
    "minute": 2880,
    "hour": 2400,
    "day": 400,
    "week": 60,
    "month": 30,
    "year": 15,
}
SHARE_COUNTING_BACK = 0.05
_QUOTED = re.compile("'[^']*'")


class Written(NamedTuple):
    """A string, the zone of the paper that prints it, and what it tells (with what precision)."""

    text: str
    zone: str
    expected: str
    precision: str


def written(count: int, seed: int) -> Iterator[Written]:
    """Yield `count` strings, the same ones for the same seed."""
    source = random.Random(seed)
    made = 0
    while made < count:
        counting_back = source.random() < SHARE_COUNTING_BACK
        one = _counting_back(source) if counting_back else _absolute(source)
        if one is not None:
            made += 1
            yield one


@cache
def _date_patterns(name: str) -> tuple[str, ...]:
    """Return CLDR's dates of a locale, also with a weekday before them and with a short year."""
    locale = Locale.parse(name)
    skeletons = locale.datetime_skeletons
    plain = {str(locale.date_formats[length].pattern) for length in LENGTHS}
    plain |= {
        str(pattern.pattern)
        for skeleton, pattern in skeletons.items()
        if re.fullmatch("y+M+E*d+", skeleton)
    }
    bare = {pattern for pattern in plain if "E" not in pattern}
    plain |= {f"{weekday}, {pattern}" for pattern in bare for weekday in ("E", "EEEE")}
    plain |= {re.sub(r"(?<!y)y(?!y)", "yy", pattern) for pattern in plain}
    return tuple(sorted(plain))


@cache
def _time_patterns(name: str) -> tuple[str, ...]:
    """Return CLDR's times of a locale, also by the clocks that begin with 0 or end with 24."""
    locale = Locale.parse(name)
    patterns = {str(locale.time_formats[length].pattern) for length in LENGTHS}
    patterns |= {str(locale.datetime_skeletons[skeleton].pattern) for skeleton in TIMES}
    patterns |= {pattern.replace("h", "K").replace("H", "k") for pattern in patterns}
    return tuple(sorted(patterns))


def _absolute(source: random.Random) -> Written | None:
    """Write a moment by a pattern; None where the string cannot tell which moment it is."""
    zone = source.choice(ZONES)
    moment = (FIRST + timedelta(seconds=source.randrange(SECONDS))).astimezone(ZoneInfo(zone))
    locale = source.choice(LOCALES)
    pattern = source.choice(_date_patterns(locale))
    if _has_two_orders(pattern, moment.date()):
        return None
    if source.random() < 0.2:
        return Written(_format(moment, pattern, locale), zone, str(moment.date()), "day")
    clock = source.choice(_time_patterns(locale))
    if not re.search("[zvZ]", clock):
        hours = int(moment.utcoffset() / timedelta(hours=1))
        clock += source.choice(TAILS).format(hours=hours)
    joint = source.choice(JOINTS[locale[:2]])
    text = _format(moment, joint.replace("{1}", pattern).replace("{0}", clock), locale)
    precision = "second" if "s" in _QUOTED.sub("", clock) else "minute"
    told = moment if precision == "second" else moment.replace(second=0)
    if "k" in clock and (told.hour, told.minute, told.second) == (0, 0, 0):
        return Written(text, zone, str(moment.date()), "day")
    states_zone = re.search("[zvZxV]|GMT", clock) is not None
    paper = source.choice(ZONES) if states_zone else zone
    return Written(text, paper, told.isoformat(), precision)


def _format(moment: datetime, pattern: str, locale: str) -> str:
    """Format by a pattern; the part of the day (B) by hand, which Babel fails on in Indonesian."""
    names = Locale.parse(locale).day_periods["format"]["abbreviated"]
    part = names[get_period_id(moment, locale=locale)]
    return format_datetime(
        moment, pattern.replace("B", f"'{part}'"), tzinfo=moment.tzinfo, locale=locale
    )


def _has_two_orders(pattern: str, day: date) -> bool:
    """Return whether a month-first date can be read day-first, and no weekday says otherwise."""
    month_first = "MMM" not in pattern and pattern.index("M") < pattern.index("d")
    if not month_first or day.day > 12 or day.day == day.month:
        return False
    other = date(day.year, day.day, day.month)
    return "E" not in pattern or other.weekday() == day.weekday()


def _counting_back(source: random.Random) -> Written:
    """Write how long ago something was, in whole units."""
    unit, locale, zone = source.choice(UNITS), source.choice(LOCALES), source.choice(ZONES)
    number = source.randint(1, MOST[unit])
    days = {"month": 30, "year": 365}.get(unit)
    delta = timedelta(days=days * number) if days else timedelta(**{f"{unit}s": number})
    text = format_timedelta(
        -delta,
        granularity=unit,
        threshold=10**9,
        add_direction=True,
        format=source.choice(("long", "short")),
        locale=locale,
    ).replace(str(number), format_decimal(number, locale=locale))
    now = NOW.astimezone(ZoneInfo(zone))
    if unit in ("month", "year"):
        months = 12 * now.year + now.month - 1 - number * (12 if unit == "year" else 1)
        following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
        last = (following - timedelta(days=1)).day
        told = date(months // 12, months % 12 + 1, min(now.day, last))
        return Written(text, zone, str(told), "day")
    if unit in ("day", "week"):
        return Written(text, zone, str((now - delta).date()), "day")
    told = now - delta
    if unit == "second":
        return Written(text, zone, told.isoformat(), "second")
    return Written(text, zone, told.replace(second=0).isoformat(), "minute")
