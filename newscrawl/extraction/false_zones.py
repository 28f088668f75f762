"""Corrects declared times whose zone is false, by the other times of the page.

A server labels its local time `Z`, `+00:00` or with where it stands. Another time tells: one that
shows the same clock at home, one that is seven, eight or nine hours behind it in true UTC, or the
moment of the fetch, which lies before it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from newscrawl.dates import ParsedDate
from newscrawl.extraction.declared_dates import (
    EASTERN_OFFSETS,
    HOME_OFFSETS,
    UTC_OFFSET,
    DeclaredTime,
)
from newscrawl.extraction.displayed_dates import wall

#: What the clocks of a server and of the crawler may differ by.
SLACK: Final = timedelta(minutes=10)


def corrected(machines: Iterable[DeclaredTime], zone: str, now: datetime) -> list[DeclaredTime]:
    """Return the times of publication with zones that no other of them, nor `now`, belies."""
    timed = [machine for machine in machines if machine.date.precision != "day"]
    found = []
    for machine in machines:
        true = true_zone(machine, timed, ZoneInfo(zone), now) if machine in timed else None
        found.append(machine if true is None else in_zone(machine, true))
    return found


def true_zone(
    machine: DeclaredTime, timed: Iterable[DeclaredTime], home: ZoneInfo, now: datetime
) -> tzinfo | None:
    """Return the zone in which a machine time must be read instead of its own; None for its own."""
    if machine.offset in HOME_OFFSETS:
        return None
    clock = wall(machine.date)
    for other in timed:
        ahead = clock - wall(other.date)
        if not ahead and other.offset in HOME_OFFSETS:
            return other.date.instant.tzinfo
        if not ahead and other.offset is None and machine.offset is not None:
            return home
        if other.offset == UTC_OFFSET and (
            (machine.offset == UTC_OFFSET and ahead in HOME_OFFSETS)
            or (machine.offset is None and ahead in EASTERN_OFFSETS)
        ):
            return timezone(ahead)
    ahead_of_now = machine.offset == UTC_OFFSET and machine.date.instant > now + SLACK
    return home if ahead_of_now and clock <= now.astimezone(home).replace(tzinfo=None) else None


def in_zone(machine: DeclaredTime, zone: tzinfo) -> DeclaredTime:
    """Return a machine time that shows the same clock in another zone."""
    instant = machine.date.instant.replace(tzinfo=zone)
    return machine._replace(date=ParsedDate(instant, machine.date.precision, zone_stated=True))


def corrected_changes(
    modified: Iterable[DeclaredTime], published: Iterable[DeclaredTime], true: ParsedDate | None
) -> list[DeclaredTime]:
    """Return the times of change, those put right whose twin of publication proved false.

    One hand writes both times of a layer. `published` are as told, `true` is what the article's
    date of publication came to.
    """
    if true is None or true.precision == "day" or true.instant.tzinfo is None:
        return list(modified)
    false = {
        (one.layer, one.offset)
        for one in published
        if one.offset not in {None, *HOME_OFFSETS} and wall(one.date) == wall(true)
    }
    zone = true.instant.tzinfo
    return [in_zone(one, zone) if (one.layer, one.offset) in false else one for one in modified]
