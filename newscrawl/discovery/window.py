"""The time window of a run, and the check whether an article lies in it."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newscrawl.dates import ParsedDate, parse_date
from newscrawl.urls import url_date

#: What is to be said of a link before its page is asked for.
NEW, OLDER, LATER = "new", "older than the window", "later than the window"


#: A year, a month or a day in the name of a sitemap: `post-2015-03.xml`, `?yyyy=2015&mm=03&dd=14`.
NAMED = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:(?:[-_/.]|&mm=)?(0[1-9]|1[0-2])(?:(?:[-_/.]|&dd=)?"
    r"(0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
#: The same with the month first: `sitemap-03-2015.xml`.
MONTH_FIRST = re.compile(r"(?<!\d)(0[1-9]|1[0-2])[-_/]((?:19|20)\d\d)(?!\d)")


class Span(NamedTuple):
    """The earliest and latest time at which an article can have appeared; None where unknown.

    `day` is the one that is told, in the paper's zone.
    """

    earliest: datetime | None = None
    latest: datetime | None = None
    day: date | None = None


class Window(NamedTuple):
    """From `since` (included) to `until` (excluded): aware datetimes in the paper's zone."""

    since: datetime
    until: datetime

    @property
    def last_day(self) -> date:
        """The last day of which some is in the window."""
        return (self.until - timedelta(microseconds=1)).date()

    def back_to(self, moment: datetime | None) -> "Window":
        """Return the window from that aware moment on, where that is earlier."""
        if moment is None or moment >= self.since:
            return self
        return Window(moment.astimezone(self.since.tzinfo), self.until)

    def days(self) -> Iterator[date]:
        """Yield the days of the window, newest first."""
        day = self.last_day
        while day >= self.since.date():
            yield day
            day -= timedelta(days=1)

    def holds(self, published: ParsedDate | None) -> bool:
        """Return whether an article of that date belongs; an unread date does not speak against."""
        if published is None:
            return True
        if published.precision == "day":
            return self.since.date() <= published.instant.date() <= self.last_day
        return self.since <= published.instant < self.until

    def place(self, span: Span) -> str:
        """Return where an article lies that a listing names: NEW unless it cannot be inside."""
        if span.latest and span.latest < self.since:
            return OLDER
        return LATER if span.earliest and span.earliest >= self.until else NEW


def listed_span(raw: str | None, url: str, *, zone: str, now: datetime) -> Span:
    """Return when an article appeared by what a listing prints beside it, or by its address.

    `raw` is the date as the listing or feed has it, `zone` the paper's IANA zone, `now` an aware
    datetime. A hint only: the article's own date decides.
    """
    parsed = parse_date(raw, zone=zone, now=now) if raw else None
    if parsed and parsed.precision != "day":
        # Feeds that print local time as +00:00 are common; it is nine hours off at most.
        doubt = timedelta(hours=0 if parsed.instant.utcoffset() else 9)
        there = parsed.instant.astimezone(ZoneInfo(zone))
        return Span(parsed.instant - doubt, parsed.instant, there.date())
    day = parsed.instant.date() if parsed else url_date(url)
    if day is None:
        return Span()
    # The day may be that of the publisher's head office, two hours off, or the day before print.
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return Span(midnight - timedelta(hours=3), midnight + timedelta(hours=27), day)


def days_named(url: str) -> tuple[date, date] | None:
    """Return the first and last day that a sitemap's name tells; None where it tells none."""
    parts = urlsplit(url)
    turned = MONTH_FIRST.sub(r"\2-\1", f"{parts.path}?{parts.query}")
    # The file's own name counts before the folders'.
    found = next(reversed(list(NAMED.finditer(turned))), None)
    if found is None:
        return None
    year, month, day = (int(one) if one else None for one in found.groups())
    assert year
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first, (following if month else date(year + 1, 1, 1)) - timedelta(days=1)
