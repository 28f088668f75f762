"""Reads the dates of a displayed line: by the grammar, else counted back, else by dateparser."""

import re
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from newscrawl.dates.absolute import Found, Scan, has_date, scan
from newscrawl.dates.fallback import ask_dateparser, has_unknown_date, mend_month, spread_basic
from newscrawl.dates.fold import fold
from newscrawl.dates.relative import hints_relative, parse_relative
from newscrawl.dates.value import ParsedDate, Stamps

_zone = cache(ZoneInfo)
# Every form but the relative ones has a year of two digits at least.
_YEAR = re.compile("[0-9][0-9]")


def parse_date(text: str, *, zone: str, now: datetime) -> ParsedDate | None:
    """Read the date of a displayed string; of two, the published one.

    `zone` is the IANA name of the paper's zone, used when the string states none. `now` is the
    aware time of the fetch; relative forms count from it and two-digit years are judged by it.
    Returns None for anything that does not name a day, a month and a year: nothing is guessed.
    Raises ValueError for a naive `now` and ZoneInfoNotFoundError for an unknown zone.
    """
    scanned = _read(text, zone, now)
    if isinstance(scanned, Scan):
        found = scanned.found
        if len(found) == 1 and not scanned.impossible:
            return found[0].date
        stamps = _stamps(scanned)
        return stamps.published or (None if scanned.impossible else stamps.modified)
    return scanned


def parse_stamps(text: str, *, zone: str, now: datetime) -> Stamps:
    """Read both dates of a line such as "Diterbitkan … | Diperbarui …".

    Takes and raises what `parse_date` does. A date labelled as an update is the modified one,
    also when it is the only date.
    """
    scanned = _read(text, zone, now)
    if isinstance(scanned, Scan):
        return _stamps(scanned)
    return Stamps(published=scanned, modified=None)


def looks_like_date(text: str) -> bool:
    """Return cheaply whether a short text may hold a date; True promises nothing.

    Whatever `parse_date` reads, this accepts. Made for hundreds of text nodes a page: a node
    without a digit costs about a microsecond.
    """
    low = fold(text).lower()
    if hints_relative(low):
        return True
    return _YEAR.search(low) is not None and (has_date(low) or has_unknown_date(low))


def _read(text: str, zone: str, now: datetime) -> Scan | ParsedDate | None:
    if now.tzinfo is None:
        raise ValueError("now must be an aware datetime: relative dates count from it")
    tz = _zone(zone)
    line = fold(text)
    scanned = scan(line, tz, now.year)
    # What has the shape of a date but cannot be one must not be repaired by anyone else.
    if scanned.found or scanned.impossible:
        return scanned
    low = line.lower()
    if hints_relative(low):
        return parse_relative(line, tz, now)
    if not has_unknown_date(low):
        return None
    if mended := spread_basic(line) or mend_month(line):
        return scan(mended, tz, now.year)
    return ask_dateparser(line, tz)


def _stamps(scanned: Scan) -> Stamps:
    published: list[Found] = []
    plain: list[Found] = []
    updated: list[Found] = []
    for found in scanned.found:
        role = found.is_update()
        (plain if role is None else updated if role else published).append(found)
    return Stamps(_best(published or plain), _best(updated))


def _best(candidates: list[Found]) -> ParsedDate | None:
    """Return the first date, or its twin with a time ("14 September 2023 | 14/09/2023 18:55")."""
    if not candidates:
        return None
    first = candidates[0].date
    if first.precision == "day":
        for other in candidates[1:]:
            if other.date.precision != "day" and other.date.instant.date() == first.instant.date():
                return other.date
    return first
