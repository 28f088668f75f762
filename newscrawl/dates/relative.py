"""Reads dates that count back from the fetch: "5 menit lalu", "kemarin 14:30"."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from newscrawl.dates.absolute import FIRST_YEAR
from newscrawl.dates.clock import Clock, at_clock, clock_after
from newscrawl.dates.value import ParsedDate, Precision
from newscrawl.lexicon import CREDIT, PUBLISHED, UPDATED, WEEKDAY, WEEKDAYS

_UNIT_SPELLINGS = {
    "second": "detik dtk seconds second secs sec s",
    "minute": "menit mnt minutes minute mins min m",
    "hour": "jam j hours hour hrs hr h",
    "day": "hari days day d",
    "week": "minggu mgg pekan weeks week wks wk w",
    "month": "bulan bln months month mos mo",
    "year": "tahun thn th years year yrs yr y",
}
_UNITS: Mapping[str, str] = {
    spelling: unit for unit, spellings in _UNIT_SPELLINGS.items() for spelling in spellings.split()
}
# Two hr ago are hours, 2 hr lalu are days: these mean another unit beside an Indonesian "ago".
_INDONESIAN_UNITS: Mapping[str, str] = {"hr": "day", "h": "day"}
_ONES = "satu dua tiga empat lima enam tujuh delapan sembilan".split()
_ENGLISH_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_ONES, start=1)},
    **{word: number for number, word in enumerate(_ENGLISH_ONES + _TEENS, start=1)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    "sepuluh": 10,
    "sebelas": 11,
    "a": 1,
    "an": 1,
    "se": 1,
}
# Units that are counted on the clock; the others move the day and leave no time.
_CLOCK_UNITS: Mapping[str, Precision] = {"second": "second", "minute": "minute", "hour": "minute"}

_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
# 1440, 1.440, 1,440, lima, lima belas, dua puluh lima, twenty-five
_COUNT = (
    rf"(?:\d{{1,2}}[.,]\d{{3}}|\d{{1,5}}"
    rf"|(?:(?:{'|'.join(_ONES)})\s(?:belas|puluh(?:\s(?:{'|'.join(_ONES)}))?)"
    rf"|(?:{'|'.join(_TENS)})[\s-](?:{'|'.join(_ENGLISH_ONES)})"
    rf"|{'|'.join(word for word in _NUMBERS if word != 'se')})(?=\s))"
)
_SPAN = (
    rf"(?:(?P<count>{_COUNT})\s?(?P<unit>{_UNIT})"
    r"|(?P<one>se)(?P<single>detik|menit|jam|hari|minggu|pekan|bulan|tahun)"
    rf"|(?:(?P<whole>{_COUNT})\s)?(?P<half>setengah|half(?:\san)?)\s(?:jam|hour))"
)
_PAST = r"\.?\s(?:yang\s|yg\.?\s)?(?P<past>lalu|silam|ago)(?!\w)"
# A number with a sign, a comma or a colon before it is not the whole number.
_AGO = re.compile(
    rf"(?<!\w)(?<!\d[.,:])(?<!ty-)(?<!\s-)(?<!^-)(?:(?:sekitar|kira-kira|about|±|~)\s?)?"
    rf"(?:yang\slalu\s(?P<count1>{_COUNT})\s?(?P<unit1>{_UNIT})(?!\w)"
    rf"|(?:(?P<count2>{_COUNT})\s?(?P<unit2>{_UNIT})\.?,?\s(?:dan\s|and\s)?)?"
    rf"{_SPAN}{_PAST})",
    re.ASCII,
)
_NOW = re.compile(
    r"(?<!\w)(?:baru\ssaja|barusan|just\snow|(?:(?:beberapa|a\sfew)\s(?:detik|seconds)"
    r"|(?:kurang\sdari|less\sthan)\s(?:(?:1|satu|a|one)\s(?:menit|minute)|semenit"
    r"|\d{1,2}\s(?:detik|seconds)))"
    r"\s(?:yang\s|yg\s)?(?:lalu|ago))(?!\w)",
    re.ASCII,
)
_NAMED = re.compile(
    r"(?<!\w)(?:(?P<today>hari\sini|today)"
    r"|(?P<before>kemarin\s(?:lusa|dulu))"
    r"|(?P<yesterday>kemar[ie]n(?:\s(?:pagi|siang|sore|petang|malam)(?=\s?(?:\Z|\|)))?|yesterday)"
    # The calendar of moment.js, for what is two to six days old: "Kamis lalu pukul 18.00".
    rf"|(?:(?P<weekday>{WEEKDAY})\s(?P<week>(?:pekan|minggu)\s)?(?:yang\s)?lalu"
    rf"|last\s(?P<last>{WEEKDAY}))(?=[\s,]))(?!\w)",
    re.ASCII,
)
# Around a relative stamp stand labels, a byline, counters; not a sentence. Looked ahead and taken
# whole, since a run of signs or labels could otherwise be divided in endless ways (and possessive
# groups lose their place in Python before 3.11.5).
_LABELS = re.compile(
    rf"(?=(?P<labels>(?:{UPDATED}|{PUBLISHED}|redaksi|admin|{CREDIT}|pada|on|di"
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
_COMPOUND_NUMBER = re.compile(
    r"(?:puluh|belas|ratus|ribu|hundred|thousand|koma|lebih dari|over|almost|hampir)\W*\Z"
)
_PUKUL = re.compile(r"\b(?:pukul|pkl|jam|at)\b", re.IGNORECASE)
_HAS_WEEKDAY = re.compile(rf"\b(?:{WEEKDAY})\b", re.ASCII)


def hints_relative(low: str) -> bool:
    """Return whether a lower-cased line holds a word that every relative form needs."""
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
        or ("last " in low and "day" in low)
    )


def parse_relative(line: str, zone: tzinfo, now: datetime) -> ParsedDate | None:
    """Read a relative stamp; None for prose that merely contains such words.

    `now` is the aware time of the fetch. Seconds, minutes and hours give a time in `zone`; days
    and more give the day in `zone`; "kemarin 14:30" gives that time, in the zone it states.
    """
    low = line.lower()
    if match := _NOW.search(low):
        return _now(line, match, zone, now)
    if match := _AGO.search(low):
        return _counted(line, match, zone, now)
    if match := _NAMED.search(low):
        return _named(line, match, zone, now)
    return None


def _now(line: str, match: re.Match[str], zone: tzinfo, now: datetime) -> ParsedDate | None:
    if not _is_stamp(line, match, None, named=True):
        return None
    instant = now.astimezone(zone).replace(second=0, microsecond=0)
    return ParsedDate(instant, "minute", relative=True)


def _counted(line: str, match: re.Match[str], zone: tzinfo, now: datetime) -> ParsedDate | None:
    clock = _clock_of_day(line, match)
    if not _is_stamp(line, match, clock, named=False):
        return None
    ago = _ago(match, now.astimezone((clock and clock.zone) or zone))
    return replace(at_clock(ago.instant, clock), relative=True) if ago and clock else ago


def _named(line: str, match: re.Match[str], zone: tzinfo, now: datetime) -> ParsedDate | None:
    clock = clock_after(line, match.end())
    name = match["weekday"] or match["last"]
    # Without a time "Minggu lalu" may be last week, and "Kamis lalu" any Thursday.
    if (name and clock is None) or not _is_stamp(line, match, clock, named=True):
        return None
    today = _midnight(now.astimezone((clock and clock.zone) or zone))
    if name:
        back = _days_since(today, WEEKDAYS[name[:3]], week=bool(match["week"]))
    else:
        back = 2 if match["before"] else 1 if match["yesterday"] else 0
    return replace(at_clock(today - timedelta(days=back), clock), relative=True)


def _days_since(today: datetime, weekday: int, *, week: bool) -> int:
    """Return how many days ago a weekday was: the last before today, or the one of last week."""
    if week:
        return today.weekday() - weekday + 7
    return (today.weekday() - weekday - 1) % 7 + 1


def _clock_of_day(line: str, match: re.Match[str]) -> Clock | None:
    """Return the time in "2 hari lalu pukul 14.30"; a bare 3:15 there is a video's length."""
    spelling = match["unit"] or match["single"]
    if spelling is None or _unit(spelling, match) not in ("day", "week"):
        return None
    clock = clock_after(line, match.end())
    if clock is None:
        return None
    sure = clock.zone or _PUKUL.search(line, match.end(), clock.start)
    return clock if sure else None


def _is_stamp(line: str, match: re.Match[str], clock: Clock | None, *, named: bool) -> bool:
    head, tail = line[: match.start()], line[clock.end if clock else match.end() :]
    low = head.lower()
    if _COMPOUND_NUMBER.search(low) or (named and _HAS_WEEKDAY.search(low)):
        return False
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
    if match["half"]:
        whole = match["whole"]
        spans.append((str(60 * (_number(whole) if whole else 0) + 30), "menit"))
    instant = now.replace(microsecond=0)
    smallest = ""
    for count, spelling in spans:
        smallest = _unit(spelling, match)
        earlier = _back(instant, _number(count), smallest)
        if earlier is None:
            return None
        instant = earlier
    precision: Precision = _CLOCK_UNITS.get(smallest, "day")
    if precision == "day":
        instant = _midnight(instant)
    elif precision == "minute":
        instant = instant.replace(second=0)
    return ParsedDate(instant, precision, relative=True)


def _unit(spelling: str, match: re.Match[str]) -> str:
    """Return the unit that a spelling means in the language of the stamp."""
    return (match["past"] != "ago" and _INDONESIAN_UNITS.get(spelling)) or _UNITS[spelling]


def _number(count: str) -> int:
    """Return the number that a count names in digits or words."""
    if count[0].isdigit():
        return int(count.replace(".", "").replace(",", ""))
    first, *rest = count.replace("-", " ").split()
    number = _NUMBERS[first]
    if rest and rest[0] in ("belas", "puluh"):
        number = number + 10 if rest[0] == "belas" else 10 * number
        rest = rest[1:]
    return number + sum(_NUMBERS[word] for word in rest)


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
