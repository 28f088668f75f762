"""Counts what the articles of a run look like together: a full line may yet be a wrong one.

Pure. A template that changes overnight can leave every field filled: the summary where the body
was, the page's clock as the date, the editor as the author, one and the same text for all. No
article shows it by itself; many do. So a record keeps how many articles have each trait of a sound
one, how lengths and ages are spread, and which value of a field is the commonest.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import floor, log2
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.items import Article
from newscrawl.regions import REGIONS, WIB
from newscrawl.text import match_key

#: So many articles of a run are looked at; the newest, since they are asked for first.
LOOKED_AT = 1000
#: The commonest values that are kept of a field, by default; names tell more than other values.
KEPT, KEPT_NAMES = 1, 12
#: A value is kept so far; that tells it from others.
CUT = 60
#: What the ages of articles are told apart by, in minutes; below the first lies the future.
AGES = (0, 2, 10, 30, 60, 180, 360, 720, 1440, 2880, 5760, 11520, 23040)
FUTURE = -1
#: Within so many minutes of the fetch a date is the clock's.
MOMENT = 2
#: A body is no more than the summary when it is not longer by a half.
LONGER = 1.5
#: Words that are too short to tell what a text is about.
SHORT = 4
#: What a sentence ends with, and what may stand behind it.
ENDS, CLOSING = tuple(".!?…:;"), " \"'”’)]»"
_WORD = re.compile(r"\w+")
#: What is left of UTF-8 that was read as something else, and of entities that nobody read.
_BROKEN = re.compile(r"\ufffd|â€|Ã[\x80-\xbf©¨¡±]|&(?:[a-z]{2,6}|#\d{2,5});")
#: Malay is what detectors take Indonesian for.
INDONESIAN = {"id", "ms"}
#: Values are compared that an article has of its own; a paper's section or author may be one alone.
VALUES = (
    "headline",
    "description",
    "article_body",
    "authors",
    "editors",
    "article_section",
    "keywords",
    "images",
    "date_published",
    "age",
)
NAMES = {"authors", "editors"}


class Paragraph(NamedTuple):
    """A paragraph of a body, and how many words it has, by its blanks."""

    text: str
    words: int


class Shape:
    """Counts traits, spreads and values, article by article."""

    def __init__(self) -> None:
        self.seen = 0
        self.traits: dict[str, list[int]] = {}
        self.spreads: dict[str, Counter[int]] = {}
        self.values: dict[str, Counter[str]] = {name: Counter() for name in VALUES}
        #: Per article its paragraphs: their hashes and words.
        self.paragraphs: list[dict[int, int]] = []
        self.newest: tuple[float, str] | None = None

    def add(self, article: Article) -> None:
        """Count an article that was stored."""
        self.seen += 1
        if article.date_published:
            at = published(article).timestamp()
            self.newest = max(self.newest or (at, ""), (at, article.date_published))
        if self.seen > LOOKED_AT:
            return
        lines = paragraphs(article)
        self.paragraphs.append({hash(text): words for text, words in lines})
        for trait, holds in traits(article, lines):
            counted = self.traits.setdefault(trait, [0, 0])
            counted[0] += holds
            counted[1] += 1
        for measure, value in measures(article, lines):
            self.spreads.setdefault(measure, Counter())[value] += 1
        for name, text in values(article):
            self.values[name][text] += 1

    def record(self) -> dict[str, Any]:
        """Return `traits` (holds, of), `spreads` (step, count), `commonest` and `newest`."""
        held = Counter(one for body in self.paragraphs for one in body)
        own = [is_its_own(one, held) for one in self.paragraphs]
        alone = [all(held[one] == 1 for one in body) for body in self.paragraphs]
        found = dict(self.traits)
        if own:
            found["bodies of their own"] = [sum(own), len(own)]
            found["bodies without a paragraph of others"] = [sum(alone), len(alone)]
        return {
            "traits": found,
            "spreads": {name: sorted(counts.items()) for name, counts in self.spreads.items()},
            "commonest": {
                name: {
                    "of": counts.total(),
                    "values": dict(counts.most_common(KEPT_NAMES if name in NAMES else KEPT)),
                }
                for name, counts in self.values.items()
                if counts
            },
            "newest": self.newest[1] if self.newest else None,
        }


def is_its_own(body: dict[int, int], held: Counter[int]) -> bool:
    """Return whether most of a body (words by paragraph) stands in no other article."""
    shared = sum(words for one, words in body.items() if held[one] > 1)
    return shared * 2 <= sum(body.values())


def traits(article: Article, lines: list[Paragraph]) -> Iterator[tuple[str, bool]]:
    """Yield what is so of a sound article, and whether it is; nothing of what cannot be told."""
    body = article.article_body
    yield "bodies of several paragraphs", len(lines) > 1
    yield "bodies that repeat nothing", len({one.text for one in lines}) == len(lines)
    yield "texts without broken characters", not _BROKEN.search(f"{article.headline} {body}")
    if article.in_language:
        yield "texts in Indonesian", article.in_language.partition("-")[0] in INDONESIAN
    ending = sum(one.words for one in lines if one.text.rstrip(CLOSING).endswith(ENDS))
    yield "bodies of sentences", ending * 2 >= sum(one.words for one in lines)
    about = long_words(article.headline)
    if about:
        words = (one[0] for one in _WORD.finditer(body.casefold()))
        yield "bodies about their headline", not about.isdisjoint(words)
    if article.description:
        yield "bodies longer than the summary", not summarises(article.description, body)
        yield "summaries that are not the headline", not same(article.description, article.headline)
    if name := match_key(article.publisher or ""):
        headline = match_key(article.headline)
        yield "headlines other than the paper's name", headline != name
        yield "headlines without the paper's name", name not in headline
    if article.authors:
        editing = {one.casefold() for one in article.editors}
        yield (
            "authors who are not the editors",
            not editing & {one.casefold() for one in article.authors},
        )
        yield (
            "authors other than the paper",
            not any(same(one, article.publisher) for one in article.authors),
        )
    if article.date_published:
        minutes = age(article)
        yield "dates with a time", article.date_precision != "day"
        yield "dates that are past", minutes > -MOMENT
        if article.date_precision != "day":
            yield "dates other than the moment of the fetch", abs(minutes) >= MOMENT


def measures(article: Article, lines: list[Paragraph]) -> Iterator[tuple[str, int]]:
    """Yield lengths, in steps of about 1.4, and the age at the fetch, in those of AGES."""
    yield "words", step(article.word_count)
    yield "words a paragraph", step(article.word_count // max(len(lines), 1))
    yield "paragraphs", step(len(lines))
    yield "letters of the headline", step(len(article.headline))
    if article.authors:
        yield "letters of the authors", step(len(", ".join(article.authors)))
    if article.date_published:
        minutes = age(article)
        yield "age", max((one for one in AGES if one <= minutes), default=FUTURE)


def values(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the values that are compared among articles, each cut to what tells it from others."""
    yield "headline", article.headline[:CUT]
    yield "article_body", article.content_hash[:12]
    for name in ("description", "article_section"):
        if value := getattr(article, name):
            yield name, value[:CUT]
    for name in ("authors", "editors", "keywords"):
        if listed := getattr(article, name):
            yield name, ", ".join(listed)[:CUT]
    if article.images:
        yield "images", article.images[0].url[-CUT:]
    # Of days alone many are one.
    if article.date_published and article.date_precision != "day":
        yield "date_published", article.date_published
        minutes = age(article)
        # Five minutes of a crawl, seen from any side.
        yield "age", f"{round(minutes / 5) * 5} minutes"


def paragraphs(article: Article) -> list[Paragraph]:
    """Return the paragraphs of the body."""
    return [Paragraph(text, text.count(" ") + 1) for text in article.article_body.split("\n\n")]


def long_words(text: str) -> set[str]:
    """Return the words of a text that are long enough to tell what it is about."""
    return {one for one in _WORD.findall(text.casefold()) if len(one) >= SHORT}


def same(one: str, other: str | None) -> bool:
    """Return whether two texts are the same, but for case, spacing and punctuation."""
    return bool(other) and match_key(one) == match_key(other or "")


def summarises(description: str, body: str) -> bool:
    """Return whether a body is no more than the summary: the same beginning, and hardly longer."""
    summary, text = match_key(description), match_key(body)
    if len(text) >= len(summary) * LONGER:
        return False
    shorter = min(len(summary), len(text), CUT)
    return summary[:shorter] == text[:shorter] or text in summary or summary in text


def step(number: int) -> int:
    """Return the beginning of the step that a length is in; two steps are twice the length."""
    if number < 1:
        return 0
    return round(2 ** (floor(2 * log2(number) + 1e-9) / 2))


def published(article: Article) -> datetime:
    """Return the instant of a publication, aware; of a day alone its noon at the paper."""
    text = article.date_published or ""
    if len(text) > len("2026-11-28"):
        return datetime.fromisoformat(text)
    zone = REGIONS[article.region].zone if article.region in REGIONS else WIB
    noon = datetime.combine(date.fromisoformat(text), datetime.min.time(), ZoneInfo(zone))
    return noon + timedelta(hours=12)


def age(article: Article) -> float:
    """Return how many minutes old an article was at its fetch; of a day alone, in whole days."""
    fetched = datetime.fromisoformat(article.fetched_at)
    at = published(article)
    if article.date_precision != "day":
        return (fetched - at).total_seconds() / 60
    return (fetched.astimezone(at.tzinfo).date() - at.date()).days * 1440.0
