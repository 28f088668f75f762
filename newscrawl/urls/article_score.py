"""Scores an address alone: whether it is an article's, and of which day."""

import re
from datetime import date
from urllib.parse import parse_qsl

from newscrawl.urls.canonical import YEAR, canonical_url
from newscrawl.urls.host import split
from newscrawl.urls.words import (
    EXTENSION,
    IDENTIFIER,
    READ_WORDS,
    SECTION_WORDS,
    is_section,
    is_slug,
    slug_words,
)

DATED = re.compile(
    r"/(?:(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})|(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>\d{4})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))(?=/|$)"
)
#: A month in the path, and something behind it: `/2024/05/…`, `/05/2024/…`.
MONTH = re.compile(r"/(?:(?:19|20)\d\d/[01]?\d|[01]?\d/(?:19|20)\d\d)/(?:[0-3]?\d/)?(?=[^/])")
IDENTIFIER_IN_SLUG = re.compile(r"^\d{4,}[-_]|[-_]\d{4,}$|^[a-z]{1,3}-\d{4,}", re.IGNORECASE)
IDENTIFYING_PARAMETERS = frozenset(
    "p id nid newsid news_id idnews id_berita idberita berita artikel read post postid".split()
)
#: A number alone, or before its slug: `40551`, `40551:sawah-tergenang`.
NUMBERED = re.compile(r"(\d{1,12})(?:$|[:-][^\d])")


def url_date(url: str) -> date | None:
    """Return the day that stands in the path (`/2024/05/31/`, `/31/05/2024/`), if it is one."""
    for found in DATED.finditer(_path(url)):
        year, month, day = (int(part) for part in found.groups() if part)
        if found["d2"]:
            year, day = day, year
        try:
            if 1990 <= year < 2100:
                return date(year, month, day)
        except ValueError:
            continue
    return None


def looks_like_article(url: str) -> bool:
    """Judge by the address alone whether an article of some unknown paper is behind it."""
    return article_likeness(url) >= 2


def article_likeness(url: str) -> int:
    """Return 2 for an address that looks like an article's, 1 for one that may be, 0 else."""
    parts = split(canonical_url(url))
    if parts is None:
        return 0
    segments = [part for part in parts.path.split("/") if part]
    by_query = 0
    if not segments or segments[-1].endswith(".php") or segments[-1] in READ_WORDS:
        by_query = _likeness_of_query(parts.query)
    if by_query == 2 and segments[-1:] == ["index.php"]:
        segments.pop()  # the script, no list
    if is_section(parts.hostname or "", segments):
        return 0
    return max(by_query, _likeness_of_path(segments) if segments else 0)


def _likeness_of_query(query: str) -> int:
    told = parse_qsl(query)
    if any(value.lower() in SECTION_WORDS for _, value in told):  # Joomla: `view=category&id=12`
        return 0
    for key, value in told:
        number = NUMBERED.match(value)
        if key.lower() in IDENTIFYING_PARAMETERS and number:
            return 2 if len(number[1]) > 2 else 1
    return 0


def _likeness_of_path(segments: list[str]) -> int:
    slug = segments[-1]
    number = any(IDENTIFIER.fullmatch(part) and not YEAR.fullmatch(part) for part in segments)
    if IDENTIFIER.fullmatch(slug) and len(segments) > 1 and is_slug(segments[-2]):
        slug = segments[-2]  # mediakendari: /slug/30483
    words, page = len(slug_words(slug)), bool(EXTENSION.search(slug))
    if MONTH.search("/".join(["", *segments])):
        return 2 if words >= 2 or (words and (number or page)) else 0
    number = number or bool(IDENTIFIER_IN_SLUG.search(EXTENSION.sub("", slug)))
    read = not READ_WORDS.isdisjoint(part.lower() for part in segments[:-1])
    if (
        words >= 5
        or (words == 4 and (page or number or read or len(slug) >= 24))
        or (words == 3 and (number or read))
        or (words == 2 and number and page)
        or (number and read)
    ):
        return 2
    return int(words >= 3 or (words >= 1 and number) or (words == 2 and page))


def _path(url: str) -> str:
    parts = split(url.strip())
    return parts.path if parts else ""
