"""Reads the pages of a chunk as a crawl reads them: what needs one core and one page."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from jsonschema_rs import Draft202012Validator

from newscrawl.api import hosts, paper_of, papers
from newscrawl.archive import frames as framing
from newscrawl.archive.exchange import ASKED
from newscrawl.archive.frames import Frame, Frames
from newscrawl.archive.mending import fault_of
from newscrawl.archive.packing import BrokenFrameError
from newscrawl.archive.pages import Page, page_of
from newscrawl.crawler.arguments import parse_arguments
from newscrawl.crawler.pipelines.validate import schema_fault
from newscrawl.crawler.request_errors import TRUNCATED
from newscrawl.discovery.window import Window
from newscrawl.extraction import Extraction, Hint, Rules, extract
from newscrawl.extraction.article_pages import first_page, page_number
from newscrawl.extraction.multipage import MultiPage
from newscrawl.items import Warc, article_schema, as_line
from newscrawl.page.advertising import SPAM, advertised
from newscrawl.page.block_pages import blocked_by
from newscrawl.page.errors import NotAnArticle
from newscrawl.page.truncation import cut_short
from newscrawl.reading.archives import Chunk, NoArchiveError, opened
from newscrawl.sites.article import build_article, is_of_section
from newscrawl.sites.definition import Newspaper
from newscrawl.sites.normal_form import normalise
from newscrawl.urls import AddressError, article_likeness, canonical_url
from newscrawl.urls.host import bare_host


class Wanted(NamedTuple):
    """What is asked for: a paper, a window as its arguments are typed, a section; None for all."""

    site: str | None = None
    since: str | None = None
    until: str | None = None
    section: str | None = None


class Line(NamedTuple):
    """An article's line, and what tells whether it is one too many."""

    id: str
    content_hash: str
    site: str
    text: str


class Unfinished(NamedTuple):
    """An article that goes on at other pages.

    `alone` is its line for when these are in no archive; None where our own crawl would leave half
    an article for its next run.
    """

    parts: MultiPage
    site: str
    alone: Line | None


class Part(NamedTuple):
    """A further page of an article, by the address that was asked for.

    No extraction: it gives no text, or, where it `failed`, no page. `alone` is the line of a page
    with all of the article, for when nobody waits for it.
    """

    url: str
    answered_by: str
    extraction: Extraction | None
    failed: bool = False
    alone: Line | None = None


@dataclass(slots=True)
class Read:
    """What the pages of a chunk gave, in their order."""

    chunk: Chunk
    found: list[Line | Unfinished | Part] = field(default_factory=list)
    #: How often what was left out, by reason.
    left: Counter[str] = field(default_factory=Counter)
    #: Offset and fault of records that are not whole.
    broken: list[tuple[int, str]] = field(default_factory=list)
    #: Records that were looked at, and those of other hosts among them.
    records: int = 0
    foreign: int = 0
    #: Seconds of the processor: all, and in reading pages alone.
    seconds: float = 0.0
    extracting: float = 0.0


class NoLineError(Exception):
    """Raised for a page that gives no line; its text is the reason, as a crawl's stats name it."""


def read_chunk(chunk: Chunk, wanted: Wanted) -> Read:
    """Read the pages of a chunk."""
    read, began = Read(chunk), time.process_time()
    try:
        with opened(chunk.file) as frames:
            before = None if frames.marked else frames.before(chunk.start)
            for frame in frames.between(chunk.start, chunk.end):
                if not read.records and not chunk.start and frame.start > frames.first:
                    read.broken.append((0, "no record at the beginning"))
                read.records += 1
                read_frame(frames, frame, before, wanted, read)
                before = frame
    except (OSError, BrokenFrameError, NoArchiveError) as error:
        read.broken.append((chunk.start, str(error)))
    read.seconds = time.process_time() - began
    return read


def read_frame(
    frames: Frames, frame: Frame, before: Frame | None, wanted: Wanted, read: Read
) -> None:
    """Read a frame if it holds a page that is asked for; `before` is the one before it."""
    head = frames.whole_head(frame)
    answer = framing.field(head, b"WARC-Type") == b"response"
    told = f"\r\n{ASKED}:".encode() in head if answer else False
    if answer and not read.chunk.ours:
        url = framing.field(head, b"WARC-Target-URI") or b""
        told = is_wanted_host(b"".join(url.split(b"/", 3)[2:3]), wanted.site)
        read.foreign += not told
    # Of the others only the last is looked at: a file that breaks off ends in a half record.
    if not told and frame.end < frames.source.size and not read.chunk.ours:
        return
    try:
        record, end = frames.unpack(frame)
        page = page_of(record) if told else None
        fault = None if told else fault_of(record)
        if fault:
            read.broken.append((frame.start, fault))
        if end < frame.end:
            read.broken.append((end, f"{frame.end - end} bytes that are no record"))
        if not (frames.marked or (end == frame.end and follows(frames, frame, before))):
            return
    except BrokenFrameError as error:
        read.broken.append((frame.start, str(error)))
        return
    if page is None:
        return
    began = time.process_time()
    try:
        read.found.extend(read_page(page, frame.start, read.chunk, wanted))
    except NoLineError as reason:
        read.left[str(reason)] += 1
    read.extracting += time.process_time() - began


def follows(frames: Frames, frame: Frame, before: Frame | None) -> bool:
    """Return whether a frame begins where the one before it ends: else it may lie in that one.

    A page may hold what looks like a frame of another paper's page. Raises BrokenFrameError for
    the frame before, which is cut then, or damaged.
    """
    return before is None or frames.packing is None or frames.unpack(before)[1] == frame.start


@lru_cache(maxsize=100_000)
def is_wanted_host(host: bytes, site: str | None) -> bool:
    """Return whether a host is that of the paper, or of any where none is named."""
    owners = hosts().get(bare_host(host.decode("latin-1")), ())
    return any(site in (None, paper.name) for paper in owners)


def read_page(
    page: Page, offset: int, chunk: Chunk, wanted: Wanted
) -> Iterator[Line | Unfinished | Part]:
    """Yield what a page gives. Raises NoLineError with the reason when that is nothing."""
    paper = paper_for(page, chunk, wanted)
    part = page.asked.part if page.asked else False
    asked_for = (page.asked and page.asked.url) or page.url
    number = None if chunk.ours else page_number(page.url, canonical_url(first_page(page.url)))
    part = part or bool(number and number > 1)
    if not 200 <= page.status < 300:  # what Scrapy hands to nobody
        if not part:
            raise NoLineError(f"http {page.status}")
        yield Part(asked_for, page.url, None, failed=True)
        return
    try:
        extraction = extraction_of(page, paper, part=part)
    except NoLineError:
        if not part:
            raise
        yield Part(asked_for, page.url, None)
        return
    if part:
        yield Part(asked_for, page.url, extraction)
        return
    warc = Warc(chunk.file.name, offset)
    parts = MultiPage(extraction, page.url, page.at, warc)
    if number == 0:  # a page of somebody else's archive with all of an article
        yield Part(asked_for, page.url, extraction, alone=finish(parts, paper, wanted))
    elif parts.next_url() is None:
        yield finish(parts, paper, wanted)
    else:
        alone = None if chunk.ours else finish(parts, paper, wanted)
        yield Unfinished(parts, paper.name, alone)


def paper_for(page: Page, chunk: Chunk, wanted: Wanted) -> type[Newspaper]:
    """Return the paper of a page. Raises NoLineError where it is no paper's, or of another one."""
    try:
        named = papers().get(chunk.file.site) if chunk.ours else None
        paper = named or paper_of(page.url)
    except AddressError:
        paper = None
    if paper is None or wanted.site not in (None, paper.name):
        raise NoLineError("another paper's")
    chosen = page.asked is not None and page.asked.url is None  # by a crawl, from a listing
    likely = paper.may_be_article(page.url) and article_likeness(page.url) > 0
    if not (chosen or likely or paper.is_article(page.url)):
        raise NoLineError("no article's address")
    return paper


def extraction_of(page: Page, paper: type[Newspaper], *, part: bool) -> Extraction:
    """Return what is read from a page. Raises NoLineError with the reason for no article."""
    if page.truncated or cut_short(page.body, ended=page.asked is None or page.asked.ended):
        raise NoLineError(TRUNCATED)
    if who := blocked_by(page.status, page.headers, page.body, url=page.url):
        raise NoLineError(f"block page ({who})")
    hint = Hint(page.asked.title, page.asked.date) if page.asked else None
    try:
        return extract(
            page.body,
            url=page.url,
            rules=rules_of(paper.name),
            hint=hint,
            now=page.at,
            content_type=page.headers.get("content-type", ""),
            part=part,
        )
    except NotAnArticle as answer:
        raise NoLineError(answer.reason) from None


def finish(parts: MultiPage, paper: type[Newspaper], wanted: Wanted) -> Line:
    """Return the line of an article that is whole. Raises NoLineError when it is not asked for."""
    extraction = parts.extraction
    if advertised(extraction.headline, extraction.paragraphs):
        raise NoLineError(SPAM)
    if not window_of(wanted, paper.zone).holds(extraction.published):
        raise NoLineError("outside the window")
    article = normalise(
        build_article(extraction, paper=paper, url=parts.url, fetched_at=parts.fetched_at)
    )
    if wanted.section and not is_of_section(article, wanted.section):
        raise NoLineError("other section")
    article.warc = parts.warc
    line = as_line(article)
    if fault := schema_fault(validator(), line):
        raise NoLineError(f"invalid {fault[0]}")
    text = json.dumps(line, ensure_ascii=False)
    return Line(article.id, article.content_hash, paper.name, text)


@lru_cache(maxsize=1000)
def rules_of(site: str) -> Rules:
    """Return a paper's rules, made once."""
    return papers()[site].rules()


@lru_cache(maxsize=16)
def window_of(wanted: Wanted, zone: str) -> Window:
    """Return the window that is asked for, in a paper's zone. Raises ArgumentError."""
    given = {"since": wanted.since or "", "until": wanted.until or ""}
    arguments = parse_arguments(given, zone=zone, now=datetime.now(UTC))
    begin, end = (
        moment.astimezone(ZoneInfo(zone)) if moment else None
        for moment in (arguments.since, arguments.until)
    )
    always = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    return Window(begin or always[0], end or always[1])


@lru_cache(maxsize=1)
def validator() -> Draft202012Validator:
    """Return what holds a line against the schema."""
    return Draft202012Validator(article_schema())
