"""The entry points that take a stranger's bytes, each with what its result must satisfy.

A target takes bytes. An exception that the door does not document is a finding, and so is what the
asserts here refuse.
"""

import ast
import json
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from unicodedata import category
from urllib.parse import urlsplit

from jsonschema_rs import Draft202012Validator

from newscrawl.api import list_links, read_article
from newscrawl.crawler.pipelines.validate import schema_fault
from newscrawl.dates import looks_like_date, parse_date, parse_stamps
from newscrawl.dates.fold import MAX_LENGTH
from newscrawl.discovery.listing import Listing
from newscrawl.discovery.sources import Rss, Sitemap, SourceError, WordPressApi, sitemaps
from newscrawl.extraction.line_wording import classify_line, source_credit, starts_as
from newscrawl.families import families
from newscrawl.items import article_schema, as_line
from newscrawl.page.errors import NotAnArticle
from newscrawl.sites.detect import detect
from newscrawl.sites.scaffold import literal, raw_literal
from newscrawl.text import clean, content_hash, word_count
from newscrawl.urls import (
    article_id,
    article_likeness,
    canonical_url,
    looks_like_article,
    same_outlet,
    url_date,
    without_tracking,
)

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
ZONE = "Asia/Makassar"
ADDRESS = "https://www.koran-antah.id/berita/2023/11/14/jalan-desa-diperbaiki-mulai-pekan-depan"
LISTING = "https://www.koran-antah.id/berita"
#: A paper of each way to read: own selectors, networks, embedded data, themes.
PAPERS = (
    "beritabali", "tribun_bali", "antara_bali", "detik_bali", "baliexpress", "radarbali",
    "suara_bali", "idntimes_bali", "kompas_regional", "sindonews_daerah", "fajarbali", "balikini",
    "rri", "rmol_bengkulu",
)  # fmt: skip
BREAKS = {"\n"}
FAMILIES = families()


@cache
def validator() -> Draft202012Validator:
    """Return the schema that each line is held against."""
    return Draft202012Validator(article_schema())


def text_of(data: bytes) -> str:
    """Return bytes as text that may hold anything, halves of characters too."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def check_text(value: Any) -> None:
    """Refuse control characters and halves of characters, wherever they stand."""
    if isinstance(value, str):
        bad = [one for one in value if category(one) in ("Cc", "Cs") and one not in BREAKS]
        assert not bad, f"{bad[0]!r} in {value[:80]!r}"
    elif isinstance(value, dict):
        check_text(list(value.values()))
    elif isinstance(value, list):
        for one in value:
            check_text(one)


def dates(data: bytes) -> None:
    """Read a date, both dates, and tell whether there is one."""
    text = text_of(data)
    found = parse_date(text, zone=ZONE, now=NOW)
    stamps = parse_stamps(text, zone=ZONE, now=NOW)
    for one in (found, *stamps):
        if one is None:
            continue
        assert one.instant.tzinfo is not None
        assert 1990 <= one.instant.year <= 2100
        again = parse_date(one.isoformat(), zone=ZONE, now=NOW)
        assert again and again.instant == one.instant, f"{one.isoformat()} is read as {again}"
        if one.relative:
            assert one.instant <= NOW + timedelta(days=1), "counted back into the future"
        elif one.precision == "day":
            assert one.instant.strftime("%H:%M:%S") == "00:00:00"
    if found and len(text) <= MAX_LENGTH:
        assert looks_like_date(text), "a date that does not look like one"


def lines(data: bytes) -> None:
    """Clean, count and label a line."""
    text = text_of(data)
    once = clean(text)
    check_text(once)
    assert once == " ".join(once.split())
    assert word_count(text) >= 0
    if "&" not in text and text.isascii():
        assert content_hash(text) == content_hash(text.upper())
    classify_line(text, starts_as(text))
    credit = source_credit(once)  # lines are clean
    assert credit is None or credit == credit.strip()


def addresses(data: bytes) -> None:
    """Make an address's one form, its id and its score."""
    url = text_of(data)
    once = canonical_url(url)
    assert canonical_url(once) == once, f"{once!r} becomes {canonical_url(once)!r}"
    assert article_id(once) == article_id(url)
    assert article_likeness(url) in (0, 1, 2)
    assert looks_like_article(url) == (article_likeness(url) == 2)
    plain = without_tracking(url)
    assert without_tracking(plain) == plain
    day = url_date(url)
    assert day is None or 1990 <= day.year < 2100
    if once.startswith(("http://", "https://")) and once != url.strip():
        assert urlsplit(once).hostname
        assert same_outlet(once, url) or "://" not in url


def check_line(line: dict[str, Any]) -> None:
    """Hold a line against the schema and the promises that no schema can say."""
    fault = schema_fault(validator(), line)
    assert fault is None, f"{fault[0]}: {fault[1]}" if fault else ""
    check_text(line)
    assert json.loads(json.dumps(line, ensure_ascii=False).encode()) == line
    for name in ("date_published", "date_modified"):
        if told := line[name]:
            moment = datetime.fromisoformat(told).replace(tzinfo=None)
            assert moment - NOW.replace(tzinfo=None) < timedelta(days=2), (
                f"{name} {told} is to come"
            )


def article(data: bytes, spider: str | None = None, url: str = ADDRESS) -> None:
    """Read an article from a page."""
    try:
        found = read_article(data, url=url, spider=spider, fetched_at=NOW)
    except NotAnArticle as refusal:
        assert refusal.reason
    else:
        check_line(as_line(found))


def known_article(data: bytes) -> None:
    """Read an article by the rules of a paper, another one for each length."""
    article(data, PAPERS[len(data) % len(PAPERS)])


def check_listing(found: Listing) -> None:
    """Refuse links that nobody can ask for, and what cannot be written."""
    for link in found.links:
        assert link.url.startswith(("http://", "https://")), link.url
        check_text(list(link))
        canonical_url(link.url).encode()
        for told in filter(None, [link.date]):
            parse_date(told, zone=ZONE, now=NOW)
    assert found.next_page is None or found.next_page.startswith(("http://", "https://"))
    check_text(found.next_page)


def listing(data: bytes) -> None:
    """Read the links of whatever a page is."""
    with suppress(SourceError):
        check_listing(list_links(data, url=LISTING))


def known_listing(data: bytes) -> None:
    """Read the links of a page by the pattern of a paper, another one for each length."""
    with suppress(SourceError):
        check_listing(list_links(data, url=LISTING, spider=PAPERS[len(data) % len(PAPERS)]))


def feeds(data: bytes) -> None:
    """Read a feed, a sitemap, an index of sitemaps, a REST answer."""
    for kind in (Rss, Sitemap, WordPressApi):
        try:
            found = kind(LISTING).read(data, url=LISTING, is_article=None)
        except SourceError:
            continue
        check_listing(found)
    try:
        found = Listing(sitemaps(data, url=LISTING))
    except SourceError:
        return
    check_listing(found)


def papers(data: bytes) -> None:
    """Recognise an unknown paper by its page, and write its class."""
    try:
        told = detect([(data, LISTING)], FAMILIES)
    except NotAnArticle:
        return
    check_text([told.name, told.publisher, told.home, *told.feeds, *told.articles])
    assert told.name.isidentifier()
    assert ast.literal_eval(literal(told.publisher)) == told.publisher
    if told.pattern:
        re.compile(ast.literal_eval(raw_literal(told.pattern)))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "dates": dates,
    "lines": lines,
    "addresses": addresses,
    "article": article,
    "known-article": known_article,
    "listing": listing,
    "known-listing": known_listing,
    "feeds": feeds,
    "papers": papers,
}
