"""The time window of a run, and the check whether an article lies in it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.dates import ParsedDate, parse_date
from newscrawl.urls import url_date

#: What is to be said of a link before its page is asked for.
NEW, OLDER, LATER = "new", "older than the window", "later than the window"


class Span(NamedTuple):
    """The earliest and latest time at which an article can have appeared; None where unknown."""

    earliest: datetime | None = None
    latest: datetime | None = None


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
        return Span(parsed.instant - doubt, parsed.instant)
    day = parsed.instant.date() if parsed else url_date(url)
    if day is None:
        return Span()
    # The day may be that of the publisher's head office, two hours off, or the day before print.
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return Span(midnight - timedelta(hours=3), midnight + timedelta(hours=27))
