"""Dates that count back from the time of the fetch: "5 menit lalu", "kemarin 14:30"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from newscrawl.dates.absolute import FIRST_YEAR
from newscrawl.dates.clock import clock_after
from newscrawl.dates.value import ParsedDate
from newscrawl.dates.words import PUBLISHED_WORD, UPDATED_WORD, WEEKDAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newscrawl.dates.clock import Clock
    from newscrawl.dates.value import Precision

_UNIT_SPELLINGS = {
    "second": "detik dtk seconds second secs sec s",
    "minute": "menit mnt minutes minute mins min m",
    "hour": "jam hours hour hrs hr h",
    "day": "hari days day d",
    "week": "minggu pekan weeks week w",
    "month": "bulan bln months month",
    "year": "tahun thn years year y",
}
_UNITS: Mapping[str, str] = {
    spelling: unit for unit, spellings in _UNIT_SPELLINGS.items() for spelling in spellings.split()
}
_NUMBERS: Mapping[str, int] = {
    **{
        word: number
        for number, words in enumerate(
            (
                "satu one",
                "dua two",
                "tiga three",
                "empat four",
                "lima five",
                "enam six",
                "tujuh seven",
                "delapan eight",
                "sembilan nine",
                "sepuluh ten",
                "sebelas eleven",
            ),
            start=1,
        )
        for word in words.split()
    },
    "a": 1,
    "an": 1,
    "se": 1,
}
# Units that are counted on the clock; the others move the day and leave no time.
_CLOCK_UNITS: Mapping[str, Precision] = {"second": "second", "minute": "minute", "hour": "minute"}

_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_COUNT = rf"(?:\d{{1,4}}|(?:{'|'.join(word for word in _NUMBERS if word != 'se')})(?=\s))"
_SPAN = (
    rf"(?:(?P<count>{_COUNT})\s?(?P<unit>{_UNIT})"
    r"|(?P<one>se)(?P<single>detik|menit|jam|hari|minggu|pekan|bulan|tahun))"
)
# A number with a sign, a comma or a colon before it is not the whole number.
_AGO = re.compile(
    rf"(?<!\w)(?<!\d[.,:])(?<!\s-)(?<!^-)(?:(?:sekitar|kira-kira|about|±|~)\s?)?"
    rf"(?:yang\slalu\s(?P<count1>{_COUNT})\s?(?P<unit1>{_UNIT})(?!\w)"
    rf"|(?:(?P<count2>{_COUNT})\s?(?P<unit2>{_UNIT}),?\s(?:dan\s|and\s)?)?"
    rf"{_SPAN}\s(?:yang\s|yg\.?\s)?(?:lalu|silam|ago)(?!\w))",
    re.ASCII,
)
_NAMED = re.compile(
    r"(?<!\w)(?:(?P<now>baru\ssaja|barusan|just\snow|(?:beberapa|a\sfew)\s(?:detik|seconds)"
    r"\s(?:yang\s)?(?:lalu|ago))"
    r"|(?P<today>hari\sini|today)"
    r"|(?P<before>kemarin\s(?:lusa|dulu))"
    r"|(?P<yesterday>kemar[ie]n|yesterday))(?!\w)",
    re.ASCII,
)
# Around a relative stamp stand labels, a byline, counters; not a sentence. Looked ahead and taken
# whole, since a run of signs or labels could otherwise be divided in endless ways (and possessive
# groups lose their place in Python before 3.11.5).
_LABELS = re.compile(
    rf"(?=(?P<labels>(?:{UPDATED_WORD}|{PUBLISHED_WORD}|oleh|by|pada|on|di|redaksi|admin|penulis|editor|reporter"
    r"|[\W\d_])+))(?P=labels)\Z",
    re.ASCII,
)
_TAIL = re.compile(
    r"[\W_]*(?:\Z|[|•·/()\[\]-]|\d[\d.]*\s?(?:[\W_]*\Z|(?:komentar|comments?|views?|kali|x|dibaca"
    r"|dilihat|shares?|min|menit)\b)|(?:oleh|by|dibaca|dilihat|komentar|views?)\b)",
    re.ASCII,
)
_PLACE = re.compile(r"\s(?:di|in)\b")
_BYLINE = re.compile(r"[\w.,'&()/-]+(?: [\w.,'&()/-]+){0,5}\W*\Z")
_HARD_END = re.compile(r"[|•·,:/-]\s?\Z")
_COMPOUND_NUMBER = re.compile(r"(?:puluh|belas|ratus|koma|lebih dari|over|almost|hampir)\W*\Z")
_HAS_WEEKDAY = re.compile(rf"\b(?:{WEEKDAY})\b", re.ASCII)


def hints_relative(low: str) -> bool:
    """Tell whether a lower-cased line holds a word that every relative form needs."""
    return (
        "lalu" in low
        or "ago" in low
        or "kemar" in low
        or "saja" in low
        or "hari ini" in low
        or "silam" in low
        or "today" in low
        or "yesterday" in low
        or "just now" in low
        or "barusan" in low
    )


def parse_relative(line: str, zone: tzinfo, now: datetime) -> ParsedDate | None:
    """Read a relative stamp; None for prose that merely contains such words.

    `now` is the aware time of the fetch. Seconds, minutes and hours give a time in `zone`; days
    and more give the day in `zone`; "kemarin 14:30" gives that time, in the zone it states.
    """
    low = line.lower()
    if match := _AGO.search(low):
        if _is_stamp(line, match, named=False):
            return _ago(match, now.astimezone(zone))
        return None
    match = _NAMED.search(low)
    if match is None or not _is_stamp(line, match, named=True):
        return None
    if match["now"]:
        instant = now.astimezone(zone).replace(second=0, microsecond=0)
        return ParsedDate(instant, "minute", relative=True)
    return _named_day(match, clock_after(line, match.end()), zone, now)


def _named_day(
    match: re.Match[str], clock: Clock | None, zone: tzinfo, now: datetime
) -> ParsedDate:
    stated = clock.zone if clock else None
    back = 2 if match["before"] else 1 if match["yesterday"] else 0
    day = _midnight(now.astimezone(stated or zone)) - timedelta(days=back)
    if clock is None:
        return ParsedDate(day, "day", relative=True)
    instant = day.replace(hour=clock.hour, minute=clock.minute, second=clock.second or 0)
    precision: Precision = "minute" if clock.second is None else "second"
    return ParsedDate(instant, precision, zone_stated=stated is not None, relative=True)


def _is_stamp(line: str, match: re.Match[str], *, named: bool) -> bool:
    head, tail = line[: match.start()], line[match.end() :]
    low = head.lower()
    if _COMPOUND_NUMBER.search(low) or (named and _HAS_WEEKDAY.search(low)):
        return False
    if named and (clock := clock_after(line, match.end())):
        tail = line[clock.end :]
    bare = not head or _LABELS.match(low) is not None
    ends = _TAIL.match(tail.lower()) or (bare and not named and _PLACE.match(tail))
    if not ends or len(tail.split()) > (4 if named else 8):
        return False
    if bare:
        return True
    if not _BYLINE.match(head):
        return False
    if _HARD_END.search(head):
        return True
    # "Sumadiyono 10 tahun yang lalu", but not "Gempa 5 Tahun Lalu" nor "korban 3 hari lalu"
    words = line[match.start() : match.end()]
    spoken = words.islower() or line.isupper()
    return spoken and not named and all(word[0].isupper() for word in head.split())


def _ago(match: re.Match[str], now: datetime) -> ParsedDate | None:
    spans = [
        (match[count], match[unit])
        for count, unit in (
            ("count1", "unit1"),
            ("count2", "unit2"),
            ("count", "unit"),
            ("one", "single"),
        )
        if match[count]
    ]
    instant = now.replace(microsecond=0)
    smallest = ""
    for count, spelling in spans:
        smallest = _UNITS[spelling]
        earlier = _back(instant, _NUMBERS.get(count) or int(count), smallest)
        if earlier is None:
            return None
        instant = earlier
    precision: Precision = _CLOCK_UNITS.get(smallest, "day")
    if precision == "day":
        instant = _midnight(instant)
    elif precision == "minute":
        instant = instant.replace(second=0)
    return ParsedDate(instant, precision, relative=True)


def _back(instant: datetime, count: int, unit: str) -> datetime | None:
    """Go back on the calendar; a day that the month lacks becomes its last. None: too far."""
    if unit in ("month", "year"):
        months = instant.year * 12 + instant.month - 1 - count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        if year < FIRST_YEAR:
            return None
        following = datetime(year + month // 11, (month + 1) % 12 + 1, 1)  # noqa: DTZ001
        last = (following - timedelta(days=1)).day
        return instant.replace(year=year, month=month + 1, day=min(instant.day, last))
    earlier = instant - timedelta(**{f"{unit}s": count})
    return earlier if earlier.year >= FIRST_YEAR else None


def _midnight(instant: datetime) -> datetime:
    return instant.replace(hour=0, minute=0, second=0, microsecond=0)
