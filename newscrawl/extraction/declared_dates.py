"""Reads the times that a page declares to machines, and weighs them against the displayed one.

Machines are told wrong zones: `Z`, `+00:00` and `-07:00` on local times. The rules here: what is
displayed wins; a machine time may add a clock to a displayed day; and two machine times that show
one clock and mean two instants cancel each other.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.dates import ParsedDate, parse_date
from newscrawl.extraction.context import Page
from newscrawl.extraction.displayed_dates import is_future, wall
from newscrawl.extraction.time_markup import Mark, Role, marked_times
from newscrawl.items import Layer
from newscrawl.page.declared import texts

#: The offsets of Indonesia's clocks. Others on an Indonesian page are a server's.
HOME_OFFSETS: Final = {timedelta(hours=7), timedelta(hours=8), timedelta(hours=9)}
EASTERN_OFFSETS: Final = {timedelta(hours=8), timedelta(hours=9)}
UTC_OFFSET: Final = timedelta(0)
#: Meta names of the time of publication; the first are the most reliable.
PUBLISHED_NAMES: Final = (
    "article:published_time",
    "og:article:published_time",
    "content_publisheddate",
    "datepublished",
    "dtk:publishdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "cxenseparse:recs:publishtime",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "dc.date.issued",
    "dc.date",
    "date",
    "datecreated",
)
MODIFIED_NAMES: Final = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "revised",
)
#: Names that a theme's markup prints as meta elements.
ITEMPROPS: Final = frozenset({"datepublished", "datemodified"})
EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?")
#: The profile of ISO 8601 that most pages tell, of years when there were papers on the web.
RFC_3339: Final = re.compile(
    r"(?:199|20\d)\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)", re.ASCII
)
MIDNIGHT: Final = time()


class DeclaredTime(NamedTuple):
    """A time that the page declares: as read, as written, and the layer it stands in.

    `themed` marks those that a theme's markup prints, where UTC often labels a local time.
    """

    date: ParsedDate
    raw: str
    layer: Layer
    themed: bool = False

    @property
    def offset(self) -> timedelta | None:
        """The offset that the time states; None when it states none."""
        return self.date.instant.utcoffset() if self.date.zone_stated else None


class DeclaredTimes(NamedTuple):
    """The times of publication and change that a page declares, as written."""

    published: list[DeclaredTime]
    modified: list[DeclaredTime]


class DateReading(NamedTuple):
    """The date that was chosen or None, the string it was read from, and the layer."""

    date: ParsedDate | None
    raw: str | None
    layer: Layer | None


NOTHING: Final = DateReading(None, None, None)


def declared_times(page: Page) -> DeclaredTimes:
    """Return the times that the page tells machines, the most reliable first."""
    data = page.data
    told = data.article.get("datePublished") or data.article.get("dateCreated")
    published = list(read(page, told, PUBLISHED_NAMES))
    changed_at = (data.embedded or data.article).get("dateModified")
    modified = list(read(page, changed_at, MODIFIED_NAMES))
    by_markup = [
        (one.mark, machine)
        for one in marked_times(page)
        if (machine := read_one(page, one.raw, "meta", themed=True))
    ]
    # A theme's class `updated` alone means little: many give it to the only time of an article.
    apart = any(mark.role != "modified" for mark, _ in by_markup)
    known = {machine.date.instant for machine in published}
    changed = [
        machine
        for mark, machine in by_markup
        if mark.role == "modified"
        and (mark.sure or apart or (known and machine.date.instant not in known))
    ]
    shown = {mark.role for mark, _ in by_markup if not mark.hidden}
    by_markup.sort(key=lambda one: rank_of(one[0], shown))
    others = [machine for _, machine in by_markup if machine not in changed]
    return DeclaredTimes([*published, *others[:1]], [*modified, *changed[:1]])


def rank_of(mark: Mark, shown: set[Role | None]) -> int:
    """Return the rank of a time that markup says of it; `shown` are the roles that are displayed.

    A hidden time counts where a reader is shown none of its role, and one of creation last.
    """
    if mark.hidden and (mark.role is None or mark.role in shown):
        return 2
    return int(mark.role == "created")


def read(page: Page, told: Any, names: Iterable[str]) -> Iterator[DeclaredTime]:
    """Yield the times of a property of JSON-LD and of meta elements."""
    given: list[tuple[str, str, Layer]] = [("", text, "json-ld") for text in texts(told)[:1]]
    given += [(name, t, "meta") for name in names for t in page.data.meta.get(name, ())[:1]]
    for name, raw, layer in given:
        if machine := read_one(page, raw, layer, themed=name in ITEMPROPS):
            yield machine


def read_one(page: Page, raw: str, layer: Layer, *, themed: bool) -> DeclaredTime | None:
    """Return a machine time as read; None for what is no date, or counts back, or is to come."""
    parsed = exactly(raw) or parse_date(raw, zone=page.rules.zone, now=page.now)
    if parsed is None or parsed.relative or is_future(parsed, page.now):
        return None
    return DeclaredTime(without_filler(parsed, ZoneInfo(page.rules.zone)), raw, layer, themed)


def exactly(raw: str) -> ParsedDate | None:
    """Return the instant that RFC 3339 names, or a count of seconds or milliseconds since 1970."""
    if EPOCH.fullmatch(raw):
        instant = datetime.fromtimestamp(int(raw[:10]), UTC)
    elif RFC_3339.fullmatch(raw):
        try:
            instant = datetime.fromisoformat(raw)
        except ValueError:  # the day may be one
            return None
    else:
        return None
    return ParsedDate(instant, "second", zone_stated=True)


def without_filler(parsed: ParsedDate, tz: ZoneInfo) -> ParsedDate:
    """Return a machine time as a day where its clock says midnight sharp, here or where it says.

    A system that knows the day alone fills its field up with noughts.
    """
    if parsed.precision == "day":
        return parsed
    for instant in (parsed.instant, parsed.instant.astimezone(tz)):
        if instant.time() == MIDNIGHT:
            day = datetime(instant.year, instant.month, instant.day, tzinfo=tz)
            return ParsedDate(day, "day")
    return parsed


def reconciled(shown: DateReading, machines: list[DeclaredTime], zone: str) -> DateReading:
    """Return a displayed date with what machine times may add: a clock, or an eastern zone."""
    parsed = shown.date
    if parsed is None:
        return shown
    if parsed.precision == "day":
        return clock_for(parsed.instant.date(), machines, zone) or shown
    if parsed.zone_stated:
        return shown._replace(date=at_home(parsed, ZoneInfo(zone)))
    # A clock without a zone is the paper's. But +08:00 and +09:00 are no template's default: where
    # a machine time reads the same and says so, or is UTC so many hours earlier, the paper sits
    # there.
    for machine in machines:
        ahead = wall(parsed) - wall(machine.date)
        eastern = machine.offset in EASTERN_OFFSETS and not ahead
        if eastern or (machine.offset == UTC_OFFSET and ahead in EASTERN_OFFSETS):
            offset = timezone(ahead) if ahead else machine.date.instant.tzinfo
            instant = parsed.instant.replace(tzinfo=offset)
            return shown._replace(date=ParsedDate(instant, parsed.precision, zone_stated=True))
    return shown


def clock_for(day: date, machines: list[DeclaredTime], zone: str) -> DateReading | None:
    """Return the machine time of a displayed day; None where there is none that can be believed."""
    tz = ZoneInfo(zone)
    fitting: list[DeclaredTime] = []
    for machine in machines:
        if machine.date.precision == "day":
            continue
        told, home = machine.date.instant.date(), at_home(machine.date, tz).instant.date()
        if day not in (home, told):
            continue  # of another day: contradicted by what is displayed
        if home != day or machine.offset not in {None, UTC_OFFSET, *HOME_OFFSETS}:
            return None  # a UTC label on a local time, or -07:00
        fitting.append(machine)
    instants = {m.date.instant.replace(second=0, microsecond=0) for m in fitting}
    if len(instants) != 1 or all(m.themed and m.offset == UTC_OFFSET for m in fitting):
        return (
            None  # they contradict each other; or a theme alone says UTC, which labels local times
        )
    best = max(fitting, key=exactness)
    return DateReading(at_home(best.date, tz), best.raw, best.layer)


def exactness(machine: DeclaredTime) -> tuple[bool, bool]:
    """Return a key that puts times with seconds first, then those of an Indonesian clock."""
    return machine.date.precision == "second", machine.offset in HOME_OFFSETS


def at_home(parsed: ParsedDate, tz: tzinfo | None) -> ParsedDate:
    """Return a date whose offset is from elsewhere as the same instant in the paper's zone."""
    if parsed.precision == "day" or parsed.instant.utcoffset() in HOME_OFFSETS:
        return parsed
    return ParsedDate(parsed.instant.astimezone(tz), parsed.precision, zone_stated=True)


def by_machine(machines: list[DeclaredTime], day: date | None, zone: str) -> DateReading:
    """Return the best machine time of a page that displays no date.

    A clock in an Indonesian zone is believed before one that says UTC, and UTC before one that
    says no zone, which is read in the paper's. Where a UTC label proves false (another machine time
    shows the same clock at home) it is not believed. An offset from elsewhere leaves the day, if
    both readings fall on one. `day` is the address's.
    """
    tz = ZoneInfo(zone)
    timed = [m for m in machines if m.date.precision != "day"]
    for machine in timed:
        if machine.offset in HOME_OFFSETS:
            return DateReading(machine.date, machine.raw, machine.layer)
    for machine in timed:
        if machine.offset == UTC_OFFSET and not disputed(machine, timed):
            home = at_home(machine.date, tz)
            if day is None or day == home.instant.date() or day != machine.date.instant.date():
                return DateReading(home, machine.raw, machine.layer)
    for machine in timed:
        if machine.offset is None:
            return DateReading(machine.date, machine.raw, machine.layer)
    return by_day(machines, day, tz)


def disputed(machine: DeclaredTime, others: Iterable[DeclaredTime]) -> bool:
    """Return whether another machine time shows the same clock and means another instant."""
    return any(
        wall(o.date) == wall(machine.date)
        and o.date.instant.utcoffset() != machine.date.instant.utcoffset()
        for o in others
    )


def by_day(machines: list[DeclaredTime], day: date | None, tz: ZoneInfo) -> DateReading:
    """Return the day on which all readings of a doubtful machine time agree."""
    for machine in machines:
        told, home = machine.date.instant.date(), machine.date.instant.astimezone(tz).date()
        if machine.date.precision == "day" or told in (home, day):
            midnight = datetime(told.year, told.month, told.day, tzinfo=tz)
            return DateReading(ParsedDate(midnight, "day"), machine.raw, machine.layer)
    return DateReading(None, machines[0].raw, None)


def is_believable(parsed: ParsedDate) -> bool:
    """Return whether a machine time's offset is one that an Indonesian page can mean."""
    offset = parsed.instant.utcoffset()
    return not parsed.zone_stated or offset == UTC_OFFSET or offset in HOME_OFFSETS
