"""The arguments of a crawl: since, until, section, max_articles, each checked."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

KNOWN = ("since", "until", "section", "max_articles")


class ArgumentError(ValueError):
    """Raised for an argument that cannot be understood; its text tells the user what to write."""


class Arguments(NamedTuple):
    """What the user asked for; None where he did not."""

    since: datetime | None = None
    until: datetime | None = None
    section: str | None = None
    max_articles: int | None = None


def parse_arguments(given: Mapping[str, str], *, zone: str, now: datetime) -> Arguments:
    """Return the arguments as values.

    `since` and `until` are days (2026-11-01) or moments (2026-11-01T06:00) in the paper's zone
    unless they carry an offset. A day given as `until` is covered to its end. Raises ArgumentError.
    """
    for name in given:
        # Scrapyd adds _job to the arguments.
        if name not in KNOWN and not name.startswith("_"):
            raise ArgumentError(f"unknown argument {name!r}: there are {', '.join(KNOWN)}")
    since = parse_moment("since", given["since"], zone) if given.get("since") else None
    until = None
    if given.get("until"):
        until = parse_moment("until", given["until"], zone)
        if is_day(given["until"]):
            until += timedelta(days=1)
    if since and since > now:
        raise ArgumentError(f"since={given['since']} lies in the future")
    if since and until and since >= until:
        raise ArgumentError(f"since={given['since']} is not before until={given['until']}")
    return Arguments(
        since, until, given.get("section") or None, parse_count(given.get("max_articles"))
    )


def is_day(text: str) -> bool:
    """Return whether a text is a day alone, in ISO 8601."""
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return False
    return True


def parse_moment(name: str, text: str, zone: str) -> datetime:
    """Return a day's beginning or a moment as an aware datetime. Raises ArgumentError."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ArgumentError(
            f"{name}={text}: write a day like 2026-11-01 or a moment like 2026-11-01T06:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def parse_count(text: str | None) -> int | None:
    """Return a whole number above zero. Raises ArgumentError."""
    if not text:
        return None
    if not text.strip().isdecimal() or int(text) < 1:
        raise ArgumentError(f"max_articles={text}: write a whole number above 0")
    return int(text)
