"""Finds the article's displayed date among all dates that a page prints."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from newscrawl.dates import ParsedDate, looks_like_date, parse_stamps
from newscrawl.extraction.context import ArticleSpan, Page
from newscrawl.extraction.date_pieces import (
    BOXED,
    SAYS_PUBLISHED,
    Piece,
    is_credited,
    joined_pieces,
    pieces,
)
from newscrawl.extraction.time_markup import FOREIGN
from newscrawl.lexicon import CREATED_LABELS, LOCAL_ZONE
from newscrawl.page.lines import Line, Part, names_of
from newscrawl.text import DIGIT

#: A line longer than this is prose in which a date occurs.
MAX_LENGTH: Final = 160
#: Words on a dateline beside the date: byline, channel, counters. More make a sentence.
MAX_WORDS: Final = 22
#: A clock in the header shows the time of the fetch, or when a cache took the page.
VISIT: Final = timedelta(minutes=15)
#: As far from the visit stands what a header prints for today.
TODAY: Final = timedelta(days=2)
#: Lines before the headline among which its date may stand; further up is the page's header.
NEAR_ABOVE: Final = 4
#: Lines below the headline, where no body was found, among which the date may stand.
NEAR_BELOW: Final = 40
#: Lines below the body among which its date may stand.
NEAR_END: Final = 25
#: Lines below the body where a date without a label may be the article's.
NEAR_TEXT: Final = 5

NAMED: Final = re.compile(
    r"date|time|tanggal|tgl|waktu|publish|posted|jadwal|schedule|meta|byline|info"
)
SENTENCE: Final = re.compile(r"[\w)][.!?][\"”’')]*$")
#: "This entry was posted on Tuesday, August 9th, 2011 at 10:44 am and is filed under …"
POSTED: Final = re.compile(
    r"(?:This|Tulisan) (?:entry|ini) (?:was posted|dikirim)(?: \S+){1,9}? and is"
)
#: A day, a month and a year in numbers.
NUMERIC: Final = re.compile(r"(?<!\d)\d{1,2}([/.-])\d{1,2}\1\d{2,4}(?!\d)")
BEHIND_ZONE: Final = re.compile(rf"(\d\s?\(?(?:{LOCAL_ZONE})\b\)?).+$", re.IGNORECASE)
#: Two dates of one dateline stand no more lines apart.
TOGETHER: Final = 3


@dataclass(slots=True)
class Stamp:
    """A printed date: its value, its text, the number of its line, and its score.

    `credited` is one that stands above the headline beside who wrote the article, `beside` one in a
    part of the page that is not the article, `foreign` one in what is named for others. `stated` is
    one that label or markup calls the publication, `created` one of when the text was written.

    `updated` is said by a label or a property, `perhaps_updated` by a theme's class alone: many
    themes call the only date of an article so.
    """

    date: ParsedDate
    raw: str
    line: int
    part: Part
    updated: bool = False
    perhaps_updated: bool = False
    labelled: bool = False
    stated: bool = False
    created: bool = False
    credited: bool = False
    beside: bool = False
    foreign: bool = False
    score: float = 0.0


def read_stamps(page: Page) -> list[Stamp]:
    """Return the dates printed near the article, those of its own text left out."""
    lines, span, zone, now = page.lines, page.span, page.rules.zone, page.now
    found: list[Stamp] = []
    skipped, head = 0, span.headline or 0
    for number in places(len(lines), span):
        if number < skipped:
            continue
        line = lines[number]
        text = line.text
        if len(text) > MAX_LENGTH:
            found += in_sentence(line, number, zone, now)
            continue
        if len(text) < 13 and BOXED.fullmatch(text):
            joined, used = joined_pieces(lines, number)
            if used > 1 and (stamps := stamps_of(Piece(joined, line.parts), number, zone, now)):
                found += stamps
                skipped = number + used
                continue
        if DIGIT.isdisjoint(text) or not looks_like_date(text):
            continue
        for piece in pieces(page, number, clock=number > head or not is_today(text, zone, now)):
            for stamp in stamps_of(piece, number, zone, now):
                stamp.credited = number < head and is_credited(lines, number)
                stamp.beside = line.place.beside
                # A day in the text itself is the story's, not the paper's.
                if not in_text(number, span) or stamp.labelled or stamp.date.precision != "day":
                    found.append(stamp)
    mark_foreign(found, page.shell)
    return found


def mark_foreign(stamps: Iterable[Stamp], shell: Container[HtmlElement]) -> None:
    """Mark the dates in what is named for others; `shell` is what the headline stands in too."""
    for stamp in stamps:
        names = names_of(stamp.part.element, within=shell)
        stamp.foreign = FOREIGN.search(names) is not None


def is_today(text: str, zone: str, now: datetime) -> bool:
    """Return whether a header may print a day for today's, with a clock that ticks below it."""
    told = parse_stamps(text, zone=zone, now=now).published
    return told is None or abs(now - told.instant) < TODAY


def in_sentence(line: Line, number: int, zone: str, now: datetime) -> list[Stamp]:
    """Return the date that WordPress' first theme says in a sentence; none of any other one."""
    told = POSTED.match(line.text)
    return stamps_of(Piece(told[0], line.parts), number, zone, now) if told else []


def part_updates(stamps: list[Stamp], span: ArticleSpan, days: set[date]) -> None:
    """Decide of each date that a class calls updated whether it is the last change.

    It is where the dateline has another date, or where the page tells machines another day of
    publication; it is the date of publication where it is the only one. `days` are those told.
    """
    head = span.headline or 0
    others = [s for s in stamps if not s.updated and not s.perhaps_updated]
    for stamp in stamps:
        if not stamp.perhaps_updated:
            continue
        beside = any(
            abs(other.line - stamp.line) <= TOGETHER
            and (other.line < head) == (stamp.line < head)
            and not other.date.relative
            for other in others
        )
        stamp.updated = beside or bool(days and stamp.date.instant.date() not in days)


def in_text(number: int, span: ArticleSpan) -> bool:
    """Return whether a line is one of the article's text."""
    return span.start is not None and span.start <= number <= (span.end or span.start)


def places(count: int, span: ArticleSpan) -> Iterator[int]:
    """Yield the numbers of lines where the article's date may stand: not within its text."""
    head = span.headline
    first = max(0, head - NEAR_ABOVE) if head is not None else 0
    if span.start is None:
        yield from range(first, count if head is None else min(count, head + NEAR_BELOW))
        return
    end = span.end if span.end is not None else span.start
    # Where the template says nothing, the dateline is read as the text's first line.
    yield from range(min(first, span.start), min(span.start + 2, count))
    yield from range(max(end, span.start + 2), min(count, end + 1 + NEAR_END))


def stamps_of(piece: Piece, number: int, zone: str, now: datetime) -> list[Stamp]:
    """Return the published and the modified date of a piece of a line; none when it is prose."""
    text, mark = piece.text, piece.mark
    if is_prose(text):
        return []
    stamps = parse_stamps(text, zone=zone, now=now)
    part = piece.parts[0]
    if len(piece.parts) > 1:
        numbered = (one for one in piece.parts if not DIGIT.isdisjoint(one.text))
        part = next((one for one in numbered if looks_like_date(one.text)), part)
    found = []
    if stamps.published:
        labels = set(SAYS_PUBLISHED.findall(text.lower()))
        said = bool(labels)
        created = set(CREATED_LABELS).issuperset(labels) if said else mark.role == "created"
        changed = mark.role == "modified" and not said
        found.append(
            Stamp(
                stamps.published,
                text,
                number,
                part,
                updated=changed and mark.sure,
                perhaps_updated=changed and not mark.sure,
                labelled=said,
                stated=not created and (said or mark.role == "published"),
                created=created,
            )
        )
    if stamps.modified:
        found.append(Stamp(stamps.modified, text, number, part, updated=True, labelled=True))
    return found


def raw_of(stamp: Stamp, lines: list[Line], *, zone: str, now: datetime) -> str:
    """Return the string that a date was read from, without what stands beside it on its line."""
    for part in lines[stamp.line].parts:
        if len(part.text) < len(stamp.raw) and not DIGIT.isdisjoint(part.text):
            read = parse_stamps(part.text, zone=zone, now=now)
            if stamp.date in (read.published, read.modified):
                return part.text
    return BEHIND_ZONE.sub(r"\1", stamp.raw)


def is_prose(text: str) -> bool:
    """Return whether a line is a sentence in which a date occurs."""
    words = text.count(" ") + 1
    return words > MAX_WORDS or (words > 9 and SENTENCE.search(text) is not None)


def choose(  # noqa: PLR0913 - each is a fact of its own
    stamps: list[Stamp],
    span: ArticleSpan,
    *,
    machine: Sequence[ParsedDate],
    day: date | None,
    zone: str,
    now: datetime,
) -> Stamp | None:
    """Return the date that is the article's, or None when none can be trusted to be.

    Takes the machine times that the page gives and the day that its address names: they confirm,
    they never replace what is displayed beside the headline.
    """
    tz = ZoneInfo(zone)
    days = days_of(machine, tz) | ({day} if day else set())
    timed = [m for m in machine if m.precision != "day"]
    read_month_first(stamps, days, days_of(timed, tz) | ({day} if day else set()))
    part_updates(stamps, span, days)
    walls = {wall(m) for m in timed}
    end = span.end if span.end is not None else len(stamps) and max(s.line for s in stamps)
    crowded = sum(stamp.line > end for stamp in stamps) > 1
    published = any(s.stated and s.line <= end and not s.date.relative for s in stamps)
    best: Stamp | None = None
    for stamp in stamps:
        if stamp.created and published:
            continue
        if stamp.updated or stamp.date.relative or is_future(stamp.date, now):
            continue
        sure = stamp.labelled or stamp.date.instant.date() in days
        if crowded and walls and not stamp.labelled and stamp.date.precision != "day":
            sure = wall(stamp.date) in walls  # other stories are of the same day
        if stamp.line > end and not sure and (crowded or stamp.line - end > NEAR_TEXT):
            continue  # dates of other stories
        stamp.score = score_of(stamp, span, days=days, walls=walls, visit=now.astimezone(tz))
        if stamp.score >= 6 and (best is None or stamp.score > best.score):
            best = stamp
    return best


def days_of(machine: Iterable[ParsedDate], tz: ZoneInfo) -> set[date]:
    """Return the days that machine times name, in the paper's zone and as they are written."""
    return {day for m in machine for day in (m.instant.astimezone(tz).date(), m.instant.date())}


def read_month_first(stamps: Iterable[Stamp], told: set[date], known: set[date]) -> None:
    """Read the dates in numbers month first that are of a `known` day only so.

    `known` are the days of the address and of machine times with a clock: a day alone may be the
    displayed one, turned by the same mistake. What any `told` day confirms stays.
    """
    for stamp in stamps:
        shown = stamp.date.instant
        numeric = NUMERIC.search(stamp.raw)
        if numeric is None or shown.day > 12 or shown.date() in told:
            continue
        turned = shown.replace(month=shown.day, day=shown.month)
        if turned.date() in known:
            stamp.date = replace(stamp.date, instant=turned)


def score_of(
    stamp: Stamp, span: ArticleSpan, *, days: set[date], walls: set[datetime], visit: datetime
) -> float:
    """Return how sure it is that a printed date is the article's; 6 and more is sure enough.

    `visit` is the time of the fetch in the paper's zone.
    """
    shown = stamp.date.instant.date()
    timed = stamp.date.precision != "day"
    confirmed = shown in days
    same_clock = timed and wall(stamp.date) in walls
    score = place_score(stamp.line, span)
    score += 1.5 * timed + 0.5 * stamp.date.zone_stated + 3 * stamp.labelled + 1.5 * stamp.credited
    element, link = stamp.part.element, stamp.part.link
    names = names_of(element)
    score += 1.5 * bool(NAMED.search(names)) + 1.0 * (element.tag == "time")
    score -= 4 * stamp.foreign + 3 * stamp.beside
    # WordPress links its dates to the day's archive; other stories' dates are in longer links.
    if link is not None and len("".join(link.itertext())) > len(stamp.raw) + 10:
        score -= 3
    score += 6 * same_clock + 3 * confirmed
    head = span.headline
    if head is not None and stamp.line < head:
        # A header's clock: the day, or the minute, of the visit.
        just_now = not timed or abs(stamp.date.instant - visit) < VISIT
        if shown == visit.date() and just_now and not confirmed:
            return 0.0
        if days and not confirmed:
            score -= 4
    return score


def place_score(number: int, span: ArticleSpan) -> float:
    """Return how likely a line's place is that of the dateline."""
    head, start, end = span.headline, span.start, span.end
    if head is not None and number < head:
        away = head - number
        return 6 - 0.3 * away
    if end is not None and number > end:
        return 3 - 0.1 * (number - end)
    if head is not None:
        return max(8 - 0.1 * (number - head), 4.0)
    if start is not None:
        return max(7 - 0.2 * (start - number), 1.0)
    return 3.0


def wall(parsed: ParsedDate) -> datetime:
    """Return what the clock shows, to the minute, whatever its zone."""
    return parsed.instant.replace(tzinfo=None, second=0, microsecond=0)


def is_future(parsed: ParsedDate, now: datetime) -> bool:
    """Return whether a date is more than a day ahead of the fetch: no article's is."""
    return parsed.instant - now > timedelta(days=1)
