"""Reads dates that name day, month and year, and finds where they stand in a line."""

import re
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from newscrawl.dates.clock import Clock, at_clock, clock_after, clock_before
from newscrawl.dates.value import ParsedDate
from newscrawl.lexicon import (
    LOCAL_ZONE,
    MONTH,
    MONTHS,
    MONTHS_ENGLISH,
    MONTHS_INDONESIAN,
    PASARAN,
    PUBLISHED,
    UPDATED,
    WEEKDAY,
    WEEKDAYS,
)

# The word nearest before a date says which of two it is; group 1 means the later one.
_ROLE = re.compile(rf"\b(?:({UPDATED})|(?:{PUBLISHED}))\b", re.ASCII)
# Newspapers on the web begin in the nineties; anything outside is a zero date or a slip.
FIRST_YEAR, LAST_YEAR = 1990, 2100

# A four-digit year ends the number, unless a time or the next date is glued to it, as the texts
# of neighbouring elements are: "14 September 202318:55", "September 14, 2023September 15, 2023".
_YEAR_END = r"(?!\d(?!\d?(?:\s?[a-z]{3}|\s?[:.]\s?\d\d|[/-]\d)))"

# One pass over the lower-cased line. The first number opens every form; the name of the last
# group tells which form it was.
#   ny  2023-09-14, 2023/09/14        ay  14 September 2023, 14-Sep-2023   as  14 Sep '23
#   wd  2023 September 14             cy  14/09/2023                       cs  14/9/23
#   by  (September) 14, 2023          bs  (Sep) 14, 23
#   fy  (Sep) 14 18:55:07 WIB 2023
_DATE = re.compile(
    rf"""
    (?P<n>\d(?<!\d\d)\d{{0,3}}+)(?!\d)
    (?:(?<=\d{{4}})
        (?:(?P<ns>[/.-])(?P<nm>\d{{1,2}})(?P=ns)(?P<ny>\d{{1,2}})(?!\d(?!\d?[:.]\d\d))
          |[\s./-]{{1,2}}(?P<wm>{MONTH})[\s./-]{{1,2}}(?P<wd>\d{{1,2}})(?![\d:]))
      |(?<!\d{{3}})
        (?:(?:\s?(?:st|nd|rd|th)\b)?(?:\s?of\b)?[\s.,/-]{{0,3}}
            (?P<am>{MONTH})(?![a-z])
            (?P<gap>[\s.,/('`-]{{0,4}})
            (?:(?P<ay>\d{{4}}){_YEAR_END}|(?P<as>\d{{2}})(?!\d|[:.]\s?\d))
          |(?P<sign>\s?[/.-]\s?)(?P<cm>\d{{1,2}})(?P=sign)
            (?:(?P<cy>\d{{4}}){_YEAR_END}|(?P<cs>\d{{2}})(?![\d:]|\s?[/.-]\d))
          |(?:\s?(?:st|nd|rd|th)\b)?[\s,.']{{1,3}}
            (?:(?P<by>\d{{4}})(?![/.-]\d){_YEAR_END}|(?<=,\s)(?P<bs>\d{{2}})(?!\d|[:.]\s?\d))
          |\s(?P<ft>\d{{1,2}}:\d\d(?::\d\d)?)\s
            (?:[a-z]{{2,4}}\s|(?:gmt|utc)?[+-]\d{{4}}\s)?(?P<fy>\d{{4}})(?!\d)
        )
    )
    """,
    re.VERBOSE | re.ASCII,
)
# The month in front of "14, 2023". Long names may be glued to a byline (AdminSeptember).
_LONG = [month for month in (*MONTHS_INDONESIAN, *MONTHS_ENGLISH) if len(month) > 5]
_MONTH_BEFORE = re.compile(
    rf"((?<![a-z])(?:{MONTH})|{'|'.join(_LONG)})\.?[\s,/-]{{0,2}}\Z",
)
_LONGEST_MONTH = 14
# "14 Sep 23" ends the stamp or is followed by its time; "14 Mei 20 orang" is prose.
_AFTER_SHORT_YEAR = re.compile(
    rf"\s*(?:\Z|[^\w\s%]|\d{{1,2}}\s?[:.]\s?\d\d|pukul|jam|{LOCAL_ZONE}|at\b)"
)
# "Sep 14, 23" and "September 14, 23 at 6:55", as ICU writes them; "Sep 14, 23, 30" is a list.
_AFTER_SHORT_YEAR_LAST = re.compile(r"\s?(?:\Z|[)\]|-]|,?\s(?:at\s|pukul\s)?\d{1,2}\s?[:.]\s?\d\d)")
# "Nomor 12/05/2023" numbers a decree.
_NUMBERED = re.compile(r"\b(?:no|nomor|nomer|nmr|rp|pasal)\b[\s.:]*\Z")
_JOINTS = ("-", "/", ".")
# "Selasa Pon, ", "Tue. ", "Selasa (", "hari Selasa tanggal "; behind a date or its time "(Selasa)",
# but not "Minggu ini", with which a headline may go on.
_WEEKDAY_BEFORE = re.compile(
    rf"(?<![a-z])({WEEKDAY})(?:\s(?:{PASARAN}))?[\W_]{{0,4}}"
    r"(?:(?:tanggal|tgl|pukul|pkl|jam)[\s.:]{1,3})?\Z",
    re.ASCII,
)
_LONGEST_BEFORE = 32
_WEEKDAY_AFTER = re.compile(
    rf"[\W_]{{1,3}}({WEEKDAY})(?![a-z])(?=\s?(?:\Z|[^\w\s]|\d|pukul|pkl|jam))", re.ASCII
)


class Found(NamedTuple):
    """A date in a line, and the words that stand between it and the date before it."""

    date: ParsedDate
    label: str

    def is_update(self) -> bool | None:
        """Return whether the nearest label means an update; None when there is no label."""
        labels = _ROLE.findall(self.label)
        return bool(labels[-1]) if labels else None


class Scan(NamedTuple):
    """The readable dates of a line in order, and whether an impossible date was seen."""

    found: list[Found]
    impossible: bool


class _Day(NamedTuple):
    year: int
    month: int
    day: int
    start: int
    # Where the clock is looked for.
    clock: int
    # 14.09.23 alone may as well be a time or a version.
    doubtful: bool = False
    # 09/08/2023 is a date in either order.
    either: bool = False


def has_date(low: str) -> bool:
    """Return whether the lower-cased line holds the shape of a date, possible or not."""
    return any(_read(match, low, LAST_YEAR) for match in _DATE.finditer(low))


def scan(line: str, zone: tzinfo, year_now: int) -> Scan:
    """Read every date of a folded line; times without a zone of their own are in `zone`."""
    low = line.lower()
    found: list[Found] = []
    impossible = False
    done = 0
    for match in _DATE.finditer(low):
        if match.start() < done or (day := _read(match, low, year_now)) is None:
            continue
        clock = clock_after(line, day.clock)
        if clock is None and day.start > done:
            clock = clock_before(line, done, day.start)
        if day.doubtful or day.either:
            weekday = _weekday_beside(low, done, day, clock)
            if day.doubtful and clock is None and weekday is None:
                continue
            if day.either and weekday is not None:
                day = _ordered(day, weekday)
        date = _date(day, clock, zone)
        if date is None:
            impossible = True
        else:
            found.append(Found(date, low[done : day.start]))
        done = max(match.end(), clock.end if clock else 0)
    return Scan(found, impossible)


def _weekday_beside(low: str, done: int, day: _Day, clock: Clock | None) -> int | None:
    """Return the number of the weekday right before or behind a date with its time, if any."""
    start = min(day.start, clock.start) if clock else day.start
    match = _WEEKDAY_BEFORE.search(low, max(done, start - _LONGEST_BEFORE), start)
    match = match or _WEEKDAY_AFTER.match(low, day.clock)
    if match is None and clock:
        match = _WEEKDAY_AFTER.match(low, clock.end)
    return WEEKDAYS[match[1][:3]] if match else None


def _ordered(day: _Day, weekday: int) -> _Day:
    """Return the date month-first when its weekday fits that order and not day-first."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    if date(day.year, day.month, day.day).weekday() == weekday:
        return day
    if date(day.year, day.day, day.month).weekday() != weekday:
        return day
    return day._replace(month=day.day, day=day.month)


def _date(day: _Day, clock: Clock | None, zone: tzinfo) -> ParsedDate | None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    try:
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    except ValueError:  # 31 November: the calendar's judgement, not ours
        return None
    return at_clock(midnight, clock)


def _read(match: re.Match[str], low: str, year_now: int) -> _Day | None:
    """Name the parts of a match; None when it is no date after all. Ranges are not checked."""
    form = match.lastgroup or ""
    if form in {"cy", "cs"}:
        return _numeric(match, low, year_now)
    if form == "as":
        return _short_named(match, low, year_now)
    if form in {"by", "bs", "fy"}:
        return _month_first(match, low, year_now)
    number, (start, end) = int(match["n"]), match.span()
    if form == "ay":
        return _Day(int(match["ay"]), MONTHS[match["am"]], number, start, end)
    if _is_tail(low, start):
        return None
    month = MONTHS[match["wm"]] if match["wm"] else int(match["nm"])
    return _Day(number, month, int(match["wd"] or match["ny"]), start, end)


def _is_tail(low: str, start: int) -> bool:
    """Return whether the number at `start` goes on a longer one: telephone, decree, version."""
    return low[start - 1 : start] in _JOINTS and low[start - 2 : start - 1].isdigit()


def _month_first(match: re.Match[str], low: str, year_now: int) -> _Day | None:
    start, end = match.span()
    before = _MONTH_BEFORE.search(low, max(0, start - _LONGEST_MONTH), start)
    if before is None:
        return None
    if match["bs"]:
        if not _AFTER_SHORT_YEAR_LAST.match(low, end):
            return None
        year = _full_year(match["bs"], year_now)
    else:
        year = int(match["by"] or match["fy"])
    clock = match.start("ft") - 1 if match["ft"] else end
    return _Day(year, MONTHS[before[1]], int(match["n"]), before.start(), clock)


def _short_named(match: re.Match[str], low: str, year_now: int) -> _Day | None:
    gap = match["gap"]
    if not ("'" in gap or "`" in gap or gap in ("-", "/")) and not _AFTER_SHORT_YEAR.match(
        low, match.end()
    ):
        return None
    year = _full_year(match["as"], year_now)
    return _Day(year, MONTHS[match["am"]], int(match["n"]), match.start(), match.end())


def _numeric(match: re.Match[str], low: str, year_now: int) -> _Day | None:
    """Read a/b/year day-first, unless only month-first is a date (American themes).

    Where both are, the weekday beside it decides afterwards.
    """
    start, end = match.span()
    if _is_tail(low, start) or _NUMBERED.search(low, max(0, start - 10), start):
        return None
    first, second = int(match["n"]), int(match["cm"])
    sign = match["sign"]
    if second > 12 >= first and sign != ".":
        first, second = second, first
    either = first <= 12 and second <= 12 and first != second
    if match["cy"]:
        return _Day(int(match["cy"]), second, first, start, end, either=either)
    if len(sign) > 1:
        return None  # "10 - 12 - 15" is a list
    year = _full_year(match["cs"], year_now)
    return _Day(year, second, first, start, end, sign == ".", either)


def _full_year(two_digits: str, year_now: int) -> int:
    """Return the year of this century, or of the last one for what would lie in the far future.

    Next year is announced, and an archive's clock may run behind its pages; before FIRST_YEAR
    nothing was on the web, so only '90 to '99 have a second reading at all.
    """
    year = 2000 + int(two_digits)
    if year <= year_now + 1:
        return year
    return year - 100 if year - 100 >= FIRST_YEAR or year > year_now + 10 else year
