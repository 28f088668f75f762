"""Checks the arguments of a crawl: since, until, section, max_articles, refetch."""

import difflib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.dates.fold import fold
from newscrawl.dates.relative import parse_relative
from newscrawl.storage.seen import YOUNG

#: No paper has articles of other years, and some sums overflow there.
YEARS = range(1900, 2200)
KNOWN = ("since", "until", "section", "max_articles", "refetch")
#: What Scrapyd gives besides: the id of the job.
JOB = "_job"


class ArgumentError(ValueError):
    """Raised for an argument that cannot be understood; its text says what to write."""


class Arguments(NamedTuple):
    """What the user asked for; None where nothing was said."""

    since: datetime | None = None
    until: datetime | None = None
    section: str | None = None
    max_articles: int | None = None
    #: Since when articles were published that are asked for again.
    refetch: datetime | None = None


def parse_arguments(given: Mapping[str, str], *, zone: str, now: datetime) -> Arguments:
    """Return the arguments as values.

    `since` and `until` are days (2026-11-01, kemarin, 7d) or moments (2026-11-01T06:00, 24h) in the
    paper's zone unless they carry an offset. A day given as `until` is covered to its end. Raises
    ArgumentError.
    """
    for name in given:
        if name not in KNOWN and not name.startswith("_"):  # JOB, and what Scrapyd may add yet
            near = difflib.get_close_matches(name, KNOWN, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(KNOWN)}"
            raise ArgumentError(f"unknown argument {name!r}: {hint}")
    since = until = None
    if given.get("since"):
        since, _ = parse_moment("since", given["since"], zone, now)
    if given.get("until"):
        until, is_day = parse_moment("until", given["until"], zone, now)
        until += timedelta(days=is_day)
    if since and since > now:
        raise ArgumentError(f"since={given['since']} lies in the future")
    if since and until and since >= until:
        raise ArgumentError(f"since={given['since']} is not before until={given['until']}")
    return Arguments(
        since,
        until,
        given.get("section") or None,
        parse_count(given.get("max_articles")),
        parse_refetch(given["refetch"], zone, now) if given.get("refetch") else None,
    )


def parse_refetch(text: str, zone: str, now: datetime) -> datetime:
    """Return the moment since which articles are asked for again. Raises ArgumentError."""
    since, _ = parse_moment("refetch", text, zone, now)
    if not now - YOUNG - timedelta(days=1) <= since <= now:
        raise ArgumentError(
            f"refetch={text}: write how old articles may be, 48h or 7d; 14d at most"
        )
    return since


def parse_moment(name: str, text: str, zone: str, now: datetime) -> tuple[datetime, bool]:
    """Return a day's beginning or a moment, aware, and whether it was a day. ArgumentError."""
    written = text.strip()
    try:
        moment, is_day = datetime.fromisoformat(written), names_day(written)
    except ValueError:
        # `7d` and `3 hari` are the beginnings of what papers print. English comes first: in
        # Indonesian, h and hr are days.
        ago = (fold(text) for text in (written, f"{written} ago", f"{written} lalu"))
        read = (parse_relative(line, ZoneInfo(zone), now) for line in ago)
        found = next((one for one in read if one), None)
        if found is None:
            raise ArgumentError(
                f"{name}={text}: write a day like 2026-11-01, yesterday or 7d (7 days back), or a "
                "moment like 2026-11-01T06:00 or 24h"
            ) from None
        moment, is_day = found.instant, found.precision == "day"
    if moment.year not in YEARS:
        raise ArgumentError(f"{name}={text}: no paper has articles of that year")
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))), is_day


def names_day(text: str) -> bool:
    """Return whether a text in ISO 8601 is a day alone."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def parse_count(text: str | None) -> int | None:
    """Return a whole number above zero. Raises ArgumentError."""
    if not text:
        return None
    if not text.strip().isdecimal() or int(text) < 1:
        raise ArgumentError(f"max_articles={text}: write a whole number above 0")
    return int(text)
