"""When the article appeared and when it was changed: displayed, else told, else listed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from newscrawl.dates import ParsedDate, parse_date, parse_stamps
from newscrawl.extraction.dateline import Stamp, choose, is_future, raw_of, read_stamps
from newscrawl.extraction.lines import Line
from newscrawl.extraction.machine_times import (
    NOTHING,
    PUBLISHED_NAMES,
    Machine,
    Moment,
    at_home,
    by_machine,
    is_believable,
    published_times,
    settled,
)
from newscrawl.extraction.metadata import plain, texts
from newscrawl.extraction.page import Page
from newscrawl.extraction.selecting import select
from newscrawl.urls import url_date

MODIFIED_NAMES: Final = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "revised",
)


class Dates(NamedTuple):
    """When the article was published and last changed, and the number of the dateline's line."""

    published: Moment
    modified: ParsedDate | None
    line: int | None


def read_dates(page: Page) -> Dates:
    """Return when the article was published, when last changed, and the line that prints the date.

    What is displayed wins: a machine time only fills in a clock for a displayed day that it agrees
    with, or stands in where nothing is displayed. What cannot be read is None with its raw text.
    """
    zone, now, lines = page.rules.zone, page.now, page.lines
    selected = by_selector(page)
    machines = [m for m in published_times(page) if not is_future(m.date, now)]
    stamps = read_stamps(lines, page.region, zone=zone, now=now)
    modified = modified_time(page, stamps)
    if selected.date:
        line = line_with(lines, selected.raw)
        return Dates(settled(selected, machines, zone), modified, line)
    told = [machine.date for machine in machines]
    day = url_date(page.document.url)
    chosen = choose(stamps, page.region, machine=told, day=day, zone=zone, now=now)
    if chosen:
        shown = Moment(chosen.date, raw_of(chosen, lines, zone=zone, now=now), "generic")
        return Dates(settled(shown, machines, zone), modified, chosen.line)
    return Dates(undisplayed(page, selected, machines, stamps), modified, None)


def by_selector(page: Page) -> Moment:
    """Return what the paper's rules name as the dateline; its text alone if it is unreadable."""
    told = [text for item in select(page.document, page.rules.dateline) for text in said(item)]
    told += texts(page.data.embedded.get("datePublished"))
    told = [text.strip()[:200] for text in told if text.strip()]
    relative: Moment | None = None
    for text in told:
        parsed = parse_stamps(text, zone=page.rules.zone, now=page.now).published
        if parsed is None or is_future(parsed, page.now):
            continue
        if not parsed.relative:
            return Moment(parsed, text, "selector")
        relative = relative or Moment(parsed, text, "selector")
    return relative or Moment(None, told[0] if told else None, None)


def said(item: HtmlElement | str) -> list[str]:
    """Return what an element or string says of a date: the text, then the attributes."""
    if not isinstance(item, HtmlElement):
        return [str(item)]
    return [
        plain(" ".join(item.itertext())) or "",
        item.get("datetime") or "",
        item.get("content") or "",
    ]


def undisplayed(
    page: Page, selected: Moment, machines: list[Machine], stamps: list[Stamp]
) -> Moment:
    """Return the date of a page that displays none: machine's, the listing's, the address's day."""
    zone, now, hint = page.rules.zone, page.now, page.hint
    day = url_date(page.document.url)
    if machines:
        return by_machine(machines, day, zone)
    if hint and hint.date:
        told = parse_date(hint.date, zone=zone, now=now)
        if told and not is_future(told, now):
            return Moment(told, hint.date, "hint")
    if selected.raw:
        return selected
    if day:
        # The last resort, a day and never a time.
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
        if not is_future(parsed := ParsedDate(midnight, "day"), now):
            return Moment(parsed, page.document.url, "meta")
    return unread(page, stamps)


def unread(page: Page, stamps: Iterable[Stamp]) -> Moment:
    """Return the raw text of a date that could not be read or believed."""
    told = texts(page.data.article.get("datePublished"))
    told += [text for name in PUBLISHED_NAMES for text in page.data.meta.get(name, ())]
    told += [stamp.raw for stamp in stamps if is_future(stamp.date, page.now)]
    return Moment(None, told[0][:200], None) if told else NOTHING


def line_with(lines: list[Line], raw: str | None) -> int | None:
    """Return the number of the line that prints a string."""
    return next((n for n, line in enumerate(lines) if raw and raw in line.text), None)


def modified_time(page: Page, stamps: Iterable[Stamp]) -> ParsedDate | None:
    """Return when the article was last changed: as displayed, else as told to machines."""
    zone, now = page.rules.zone, page.now
    for stamp in stamps:
        if stamp.updated and not is_future(stamp.date, now):
            return stamp.date
    told: Mapping[str, Any] = page.data.embedded or page.data.article
    raws = texts(told.get("dateModified"))[:1]
    raws += [text for name in MODIFIED_NAMES for text in page.data.meta.get(name, ())[:1]]
    for raw in raws:
        parsed = parse_date(raw, zone=zone, now=now)
        if parsed is None or parsed.relative or is_future(parsed, now):
            continue
        if is_believable(parsed):
            return at_home(parsed, ZoneInfo(zone))
    return None
