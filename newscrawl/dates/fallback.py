"""Reads what the grammar does not know: misspelt months, basic ISO 8601, dateparser under guard.

dateparser completes what is missing from today's date, reads "2023" as a day and a stray "Wit"
as a zone. So it is asked only about lines that hold exactly one day number, one month word and
one year, and only its agreement that these make a date is taken: it can confirm, not invent.
Where nothing else stands on the line there is nothing to confirm.
"""

import difflib
import re
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import cache

from newscrawl.dates.clock import Clock, at_clock, find_clock
from newscrawl.dates.value import ParsedDate
from newscrawl.lexicon import LONG_MONTHS, MONTH, MONTHS

# Longer than any stamp of unknown form; dateparser's time grows with the text.
_MAX_LENGTH = 80
_SLIP = re.compile(r"(?<!\d)(\d{1,2}[\s-])([a-z]{6,11})([\s-](?:19|20)\d\d)(?!\d)")
# ISO 8601's basic format, as calendars write it: 20230914T185500+0700.
_BASIC = re.compile(r"(?<![\w.])((?:19|20)\d\d)(\d\d)(\d\d)[Tt](\d\d)(\d\d)(\d\d)?(?!\d)")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH_WORD = re.compile(rf"(?<![a-z])(?:{MONTH})(?![a-z])")
# A month word among numbers alone: "Februari 07 / 2017", "2017 02 Mei".
_BARE = re.compile(rf"[\d\s,/-]*(?:{MONTH})[\d\s,/-]*")


def has_unknown_date(low: str) -> bool:
    """Return whether a lower-cased line is worth a second look."""
    # The year first: hardly any text node has one; those that have hardly ever have another number.
    if not _YEAR.search(low) or len(_NUMBER.findall(low)) < 2:
        return False
    return (
        bool(_SLIP.search(low) or _BASIC.search(low)) or _parts(_without_clock(low)[0]) is not None
    )


def spread_basic(line: str) -> str | None:
    """Return the line with ISO 8601's basic format spread to the extended one; None without it."""
    match = _BASIC.search(line)
    if match is None:
        return None
    year, month, day, *clock = (part for part in match.groups() if part)
    spread = f"{year}-{month}-{day}T{':'.join(clock)}"
    return line[: match.start()] + spread + line[match.end() :]


def mend_month(line: str) -> str | None:
    """Return the line with a misspelt month mended ("14 Septmber 2023"), None without one.

    Only whole names of seven letters and more, standing between a day and a year, are mended.
    """
    match = _SLIP.search(line.lower())
    if match is None:
        return None
    near = difflib.get_close_matches(match[2], LONG_MONTHS, n=1, cutoff=0.85)
    if not near:
        return None
    return line[: match.start(2)] + near[0] + line[match.end(2) :]


def ask_dateparser(line: str, zone: tzinfo) -> ParsedDate | None:
    """Let dateparser judge an unknown order of a day, a month word and a year; None if unsure."""
    rest, clock = _without_clock(line)
    low = rest.lower()
    parts = _parts(low)
    if parts is None:
        return None
    day, month, year = parts
    if not _BARE.fullmatch(low):
        parsed = _dateparser()(rest)
        if parsed is None or (parsed.day, parsed.month, parsed.year) != parts:
            return None
    try:
        return at_clock(datetime(year, month, day, tzinfo=zone), clock)
    except ValueError:  # 31 February
        return None


def _without_clock(line: str) -> tuple[str, Clock | None]:
    clock = find_clock(line) if len(line) <= _MAX_LENGTH else None
    return (f"{line[: clock.start]} {line[clock.end :]}", clock) if clock else (line, None)


def _parts(low: str) -> tuple[int, int, int] | None:
    """Return day, month and year when the line has exactly one of each and no other number."""
    if len(low) > _MAX_LENGTH:
        return None
    numbers = _NUMBER.findall(low)
    if len(numbers) != 2:
        return None
    months = _MONTH_WORD.findall(low)
    if len(months) != 1:
        return None
    years = [number for number in numbers if _YEAR.fullmatch(number)]
    days = [number for number in numbers if len(number) <= 2 and 1 <= int(number) <= 31]
    if len(years) != 1 or len(days) != 1:
        return None
    return int(days[0]), MONTHS[months[0]], int(years[0])


@cache
def _dateparser() -> Callable[[str], datetime | None]:
    # Imported late: it takes longer than reading thousands of dates, and most crawls never ask.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    parser = DateDataParser(
        languages=["id", "en"],
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": "DMY",
            "PARSERS": ["absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )

    def parse(line: str) -> datetime | None:
        found: datetime | None = parser.get_date_data(line).date_obj
        return found

    return parse
