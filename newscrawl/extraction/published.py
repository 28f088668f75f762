"""Decides when the article was published and changed: as displayed, else declared, else listed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from newscrawl.dates import ParsedDate, looks_like_date, parse_date, parse_stamps
from newscrawl.extraction.context import ArticleSpan, Page
from newscrawl.extraction.declared_dates import (
    NOTHING,
    PUBLISHED_NAMES,
    DateReading,
    DeclaredTime,
    at_home,
    by_machine,
    declared_times,
    is_believable,
    reconciled,
)
from newscrawl.extraction.displayed_dates import (
    NEAR_BELOW,
    Stamp,
    choose,
    is_future,
    raw_of,
    read_stamps,
)
from newscrawl.extraction.false_zones import corrected, corrected_changes
from newscrawl.extraction.time_markup import mark_of
from newscrawl.items import Layer  # noqa: TC001 - as everywhere here, imported plainly
from newscrawl.page.css import select
from newscrawl.page.declared import plain, texts
from newscrawl.page.hiding import hiding_classes
from newscrawl.page.line_reader import read_lines
from newscrawl.page.lines import Line
from newscrawl.urls import url_date


class Dates(NamedTuple):
    """When the article was published and last changed, and the number of the line that says so."""

    published: DateReading
    modified: DateReading
    line: int | None


def read_dates(page: Page) -> Dates:
    """Return when the article was published, when last changed, and the line that prints the date.

    What is displayed wins: a machine time only fills in a clock for a displayed day that it agrees
    with, or stands in where nothing is displayed. What cannot be read is None with its raw text.
    """
    zone, now, lines = page.rules.zone, page.now, page.lines
    page.styles = hiding_classes(page.document)
    selected = by_selector(page)
    told = declared_times(page)
    machines = corrected(told.published, zone, now)
    stamps = read_stamps(page)
    day = url_date(page.document.url)
    known = [one.date for one in machines]
    if is_clock(selected.date, known, day, now):
        selected = DateReading(None, None, None)
    chosen = choose(stamps, page.span, machine=known, day=day, zone=zone, now=now)
    if selected.date and not (selected.date.relative and machines):
        published, line = reconciled(selected, machines, zone), line_with(lines, selected.raw)
    elif chosen:
        shown = DateReading(chosen.date, raw_of(chosen, lines, zone=zone, now=now), "generic")
        published, line = reconciled(shown, machines, zone), chosen.line
    else:
        published = fallback_date(page, selected, machines, stamps)
        line = line_with(lines, selected.raw) if selected.date else None
    if published.date is None and selected.date:
        published, line = selected, line_with(lines, selected.raw)
    elif published.date is None and (counted := counted_back(stamps, page.span, now)):
        published, line = DateReading(counted.date, counted.raw, "generic"), counted.line
    changes = corrected_changes(told.modified, told.published, published.date)
    return Dates(published, modified_time(page, stamps, changes, published.date), line)


def is_clock(
    selected: ParsedDate | None, machines: Sequence[ParsedDate], day: date | None, now: datetime
) -> bool:
    """Return whether a selector found the clock in the page's header.

    That is today's date, where all that the page says to machines, two at least or one and the
    address, is of one and the same earlier day.
    """
    if selected is None or selected.relative:
        return False
    days = {one.instant.astimezone(selected.instant.tzinfo).date() for one in machines}
    days |= {day} if day else set()
    today = now.astimezone(selected.instant.tzinfo).date()
    told = len(machines) + (day is not None)
    return selected.instant.date() == today and told > 1 and len(days) == 1 and days.pop() < today


def by_selector(page: Page) -> DateReading:
    """Return what the paper's rules name as the dateline; its text alone if it is unreadable."""
    items = select(page.document, page.rules.published)
    said_by: list[tuple[str, Layer]] = [
        (text, "selector")
        for item in sorted(items, key=is_update)
        for text in said(item, page.styles)
    ]
    said_by += [(text, "embedded") for text in texts(page.data.embedded.get("datePublished"))]
    told = [(text.strip()[:200], layer) for text, layer in said_by if text.strip()]
    relative: DateReading | None = None
    for text, layer in told:
        parsed = parse_stamps(text, zone=page.rules.zone, now=page.now).published
        if parsed is None or is_future(parsed, page.now):
            continue
        if not parsed.relative:
            return DateReading(parsed, text, layer)
        relative = relative or DateReading(parsed, text, layer)
    return relative or DateReading(None, told[0][0] if told else None, None)


def is_update(item: HtmlElement | str) -> bool:
    """Return whether markup says that an element's time is that of the last change."""
    return isinstance(item, HtmlElement) and mark_of(item, item, {}).role == "modified"


def said(item: HtmlElement | str, styles: Mapping[str, str | None]) -> list[str]:
    """Return what an element or string says of a date: the text, then the attributes.

    Of several times in the element, those that are hidden or of the last change are left out.
    `styles` are the classes by which style sheets hide times.
    """
    if not isinstance(item, HtmlElement):
        return [str(item)]
    texts_in, displayed = [], []
    for part in (part for line in read_lines(item).lines for part in line.parts):
        texts_in.append(part.text)
        mark = mark_of(part.element, item, styles)
        if not mark.hidden and mark.role != "modified":
            displayed.append(part.text)
    kept = plain(" ".join(displayed)) or ""
    return [
        kept if looks_like_date(kept) else plain(" ".join(texts_in)) or "",
        item.get("datetime") or "",
        item.get("content") or "",
    ]


def fallback_date(
    page: Page, selected: DateReading, machines: list[DeclaredTime], stamps: list[Stamp]
) -> DateReading:
    """Return the date of a page that displays none: machine's, the listing's, the address's day."""
    zone, now, hint = page.rules.zone, page.now, page.hint
    day = url_date(page.document.url)
    if machines:
        return by_machine(machines, day, zone)
    if hint and hint.date:
        told = parse_date(hint.date, zone=zone, now=now)
        if told and not is_future(told, now):
            return DateReading(told, hint.date, "hint")
    if selected.raw:
        return selected
    if day:
        # The last resort, a day and never a time.
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
        if not is_future(parsed := ParsedDate(midnight, "day"), now):
            return DateReading(parsed, page.document.url, "meta")
    return unread(page, stamps)


def unread(page: Page, stamps: Iterable[Stamp]) -> DateReading:
    """Return the raw text of a date that could not be read or believed."""
    told = texts(page.data.article.get("datePublished"))
    told += [text for name in PUBLISHED_NAMES for text in page.data.meta.get(name, ())]
    told += [stamp.raw for stamp in stamps if is_future(stamp.date, page.now)]
    return DateReading(None, told[0][:200], None) if told else NOTHING


def line_with(lines: list[Line], raw: str | None) -> int | None:
    """Return the number of the line that prints a string."""
    return next((n for n, line in enumerate(lines) if raw and raw in line.text), None)


def counted_back(stamps: Iterable[Stamp], span: ArticleSpan, now: datetime) -> Stamp | None:
    """Return the date that counts back from the fetch ("2 hari lalu") between headline and text."""
    if span.headline is None or span.start is None:
        return None
    for stamp in stamps:
        near = span.headline < stamp.line < span.start and not stamp.updated
        if near and stamp.date.relative and not is_future(stamp.date, now):
            return stamp
    return None


def last_change(stamps: Iterable[Stamp], span: ArticleSpan, now: datetime) -> Stamp | None:
    """Return the date of the last change: with a label, or marked up so above the text."""
    start = span.start if span.start is not None else (span.headline or 0) + NEAR_BELOW
    for stamp in stamps:
        told = stamp.updated and (stamp.labelled or stamp.line <= start)
        if told and not is_future(stamp.date, now):
            return stamp
    return None


def modified_time(
    page: Page, stamps: Iterable[Stamp], told: list[DeclaredTime], published: ParsedDate | None
) -> DateReading:
    """Return when the article was last changed: as displayed, else as declared."""
    zone = page.rules.zone
    stated = published is not None and published.zone_stated
    tz = published.instant.tzinfo if published and stated else ZoneInfo(zone)
    if shown := last_change(stamps, page.span, page.now):
        return reconciled(DateReading(shown.date, shown.raw, "generic"), told, zone)
    for machine in told:
        if is_believable(machine.date):
            return DateReading(at_home(machine.date, tz), machine.raw, machine.layer)
    return NOTHING
