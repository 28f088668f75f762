"""Reads the time of day beside a date, and the zone beside the time."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple

from newscrawl.dates.value import ParsedDate, Precision
from newscrawl.lexicon import LOCAL_ZONE, WEEKDAY, ZONE_NAME, ZONES


class Clock(NamedTuple):
    """A time of day and its place; `second` and `zone` are None when not stated."""

    hour: int
    minute: int
    second: int | None
    zone: tzinfo | None
    start: int
    end: int


# The part of the day that a twelve-hour time belongs to, as papers and CLDR write it.
_PART = (
    r"(?:pagi|siang|sore|malam|dini)(?:\s?hari)?|tengah\s(?:malam|hari)|petang|subuh"
    r"|in\sthe\s(?:morning|afternoon|evening)|at\snight|noon|midday|midnight"
)
# What may stand between a date and its time: signs, "pukul", a weekday, a part of the day, a
# date of the Islamic calendar, and PHP's zone for a mistaken T (2019-09-28WIB19:17:34+07:00).
# Looked ahead and then taken whole: a hostile run of signs is walked once. Not as a possessive
# group: those lose their place in Python before 3.11.5 (Debian 12 has 3.11.2; gh-106052).
_GAP = rf"""
    (?=(?P<gap>(?:[\W_]
      |(?=[A-Za-z])
       (?:[Tt](?=\d)
         |(?P<early>(?i:pagi|siang|sore|petang|malam|dini|subuh))(?![A-Za-z])
         |(?i:pukul|pkl|pk|jam|jm|at|on|waktu|time|masehi|m|hari|kemarin|lalu|tadi|sekitar
             |{WEEKDAY})(?![A-Za-z])
         |(?i:pukul|pkl|jam)(?=\d)
         |(?P<before>(?i:{LOCAL_ZONE}|utc|gmt))(?![A-Za-z]))
      |\d{{1,2}}\s[A-Za-z' -]{{4,24}}\s1[34]\d\d(?:\s?[Hh](?![A-Za-z]))?
    ){{0,24}}))(?P=gap)
"""
# 18:55, 18.55, 18:55:07, 13: 21: 02, 20:07:27.82, 6 pm, 7 malam, 10 WIB, and 4.12.35. PM as ICU
# writes it; not 18.55 juta, 12.50 kali, 2:10 menit, 3 malam di Bali.
_TIME = rf"""
    (?P<hour>\d{{1,2}})
    (?:\s?(?P<sign>[:.])\s?(?P<minute>\d{{2}}|\d(?=\s?(?i:{LOCAL_ZONE})))(?!\d)
       (?:\s?[:.]\s?(?P<second>\d{{2}})(?!\d)(?:[.,]\d{{1,9}})?(?:\.(?=\s(?i:[ap]m|{_PART})\b))?)?
     |(?=\s?(?:(?i:[ap]m)(?:\b|(?i:{LOCAL_ZONE}))
         |(?:{LOCAL_ZONE.upper()})(?![A-Za-z])
         |(?i:{_PART})\s?(?:\Z|[^\w\s]|(?i:{LOCAL_ZONE})))))
    (?!\s?(?:[%°]|(?i:juta|ribu|mil[iy]ar|triliun|persen|kali|x|views?|menit|km|kg|c)\b))
    (?:\s?(?:(?P<half>[AaPp])\.?\s?[Mm](?:\b\.?|(?=(?i:{LOCAL_ZONE})))
       |\(?(?P<part>(?i:{_PART}))\b\)?))?
"""
# A zone counts only right after a time. Upper case may be glued to the next word (WIBSurabaya).
# "Wit" and "Wita" before a capital are a person's name (Wit Setiawan), not a zone, unless a
# weekday follows.
_ZONE = rf"""
    (?:(?:[\s(\[,|/:_-]{{0,4}}
         (?P<word>(?:{LOCAL_ZONE.upper()}|WP|BBWI)(?![a-z])|(?i:wib)(?![A-Za-z])
           |(?i:wita|wit)(?![A-Za-z]|\s(?!(?i:{WEEKDAY})\b)[A-Z])
           |(?:Z|UT|[SMEPC][SD]T|SGT|MYT|JST|(?<=\d)z)(?![A-Za-z])
           |(?i:{ZONE_NAME})(?![A-Za-z]))
        |[\s(\[,|]{{0,4}}
         (?:(?i:gmt|utc)\s?(?P<gmt>[+-]\d{{1,2}})(?:[:.]?(?P<gmt_minutes>\d\d))?(?!\d)
        |(?P<utc>(?i:gmt|utc))(?![A-Za-z])
        |(?P<offset>[+-](?:\d\d|\d(?=:?\d\d(?!\d))))(?P<colon>:?)(?P<offset_minutes>\d\d)?(?!\d)))
      (?:\s?[)\]])?
      (?:\s\(?(?P<late>(?i:{_PART}))\)?(?=\s?(?:\Z|[^\w\s])))?
    )?
"""
_AFTER = re.compile(_GAP + _TIME + _ZONE, re.VERBOSE | re.ASCII)
_ALONE = re.compile(
    r"(?<![\d:.,])(?P<pukul>(?i:pukul|jam|pkl)[\W_]{0,3})?" + _TIME + _ZONE,
    re.VERBOSE | re.ASCII,
)
_ONLY_GAP = re.compile(_GAP, re.VERBOSE | re.ASCII)

# Twelve-hour words: the hours to which each adds twelve ("07.15 malam" is 19:15). The clock that
# runs from 0 to 11 (CLDR's K) writes 12:46 as "0.46 PM".
_ADDS_TWELVE = {
    "p": range(12),
    "siang": range(4),
    "sore": range(1, 12),
    "petang": range(1, 12),
    "malam": range(6, 12),
    "afternoon": range(12),
    "evening": range(1, 12),
    "night": range(6, 12),
    **dict.fromkeys(("noon", "midday", "tengah"), range(1)),
}
# Beside these, twelve is the first hour of the day that is named ("12.30 malam" is 00:30).
_TWELVE_IS_ZERO = {"a", "dini", "subuh", "pagi", "malam", "morning", "night", "midnight"}
_WIDEST_OFFSET = timedelta(hours=14)


def at_clock(midnight: datetime, clock: Clock | None) -> ParsedDate:
    """Return the day that begins at a midnight, or the time that a clock gives it."""
    if clock is None:
        return ParsedDate(midnight, "day")
    instant = midnight.replace(
        hour=clock.hour,
        minute=clock.minute,
        second=clock.second or 0,
        tzinfo=clock.zone or midnight.tzinfo,
    )
    precision: Precision = "minute" if clock.second is None else "second"
    return ParsedDate(instant, precision, zone_stated=clock.zone is not None)


def clock_after(text: str, position: int) -> Clock | None:
    """Read the time that follows a date ending at `position`; None for none or an impossible one.

    A time that no clock shows (25:70) is no time at all, so the day alone remains. So it is for
    24:00, which ends the day in ISO 8601 and begins it in ICU; 24:19 is only ICU's (CLDR's k).
    """
    match = _AFTER.match(text, position)
    return _clock(match, match["before"], match["early"]) if match else None


def clock_before(text: str, start: int, position: int) -> Clock | None:
    """Read the time that stands right before a date beginning at `position`, not before `start`.

    A bare "18.55" there may be a price or a score: it needs "pukul", a zone or to open the line.
    """
    found = None
    for match in _ALONE.finditer(text, start, position):
        found = match
    if found is None:
        return None
    gap = _ONLY_GAP.match(text, found.end())
    if gap is None or gap.end() < position:
        return None
    sure = found["sign"] == ":" or found["pukul"] or found["word"] or found.start() == 0
    return _clock(found) if sure else None


def find_clock(text: str) -> Clock | None:
    """Read the only time of a text; None for none or more than one."""
    matches = list(_ALONE.finditer(text))
    return _clock(matches[0]) if len(matches) == 1 else None


def _clock(
    match: re.Match[str], before: str | None = None, early: str | None = None
) -> Clock | None:
    """Read a match; `before` is a zone and `early` a part of the day that stand before it."""
    hour = int(match["hour"])
    minute = int(match["minute"] or 0)
    second = int(match["second"]) if match["second"] else None
    if part := match["half"] or match["part"] or match["late"] or early:
        word = part.lower().removesuffix("hari").split()[-1]
        if hour in _ADDS_TWELVE.get(word, ()):
            hour += 12
        elif word in _TWELVE_IS_ZERO and hour == 12:
            hour = 0
    if hour == 24 and (minute or second):
        hour = 0
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return None
    zone = _zone(match)
    if zone is None and before:
        zone = ZONES[before.upper()]
    return Clock(hour, minute, second, zone, match.start("hour"), match.end())


def _zone(match: re.Match[str]) -> tzinfo | None:
    if word := (match["word"] or match["utc"]):
        return ZONES[word.upper()]
    if match["gmt"]:
        return _offset(match["gmt"], match["gmt_minutes"])
    hours, minutes = match["offset"], match["offset_minutes"]
    if not hours:
        return None
    iso = match["second"] or match.string[match.start("hour") - 1] in "Tt"
    if not iso and (minutes is None or (hours[0] == "-" and match["colon"])):
        return None  # "18:55 +20" counts comments, "10:00 -12:00" is a span of time
    return _offset(hours, minutes)


@cache
def _offset(hours: str, minutes: str | None) -> tzinfo | None:
    size = timedelta(hours=abs(int(hours)), minutes=int(minutes or 0))
    if size > _WIDEST_OFFSET or int(minutes or 0) > 59:
        return None
    return timezone(-size if hours[0] == "-" else size)
