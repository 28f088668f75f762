"""Reads the printed headline: a heading that the page's own titles confirm."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from newscrawl.extraction.context import Page
from newscrawl.extraction.line_wording import starts_as
from newscrawl.extraction.next_story import FEW_WORDS, is_paragraph
from newscrawl.extraction.title_matching import (
    WORDS,
    Title,
    best_agreement,
    titles_of,
    without_site,
)
from newscrawl.items import Layer
from newscrawl.page.css import select
from newscrawl.page.declared import first_text, plain, texts
from newscrawl.page.line_reader import printed
from newscrawl.page.lines import Line, names_of
from newscrawl.text import clean, match_key
from newscrawl.urls.host import bare_host

TITLE_NAMES: Final = re.compile(r"title|judul|headline|jdl")
MAX_HEADINGS: Final = 150
MAX_LINKS: Final = 400
#: A heading has a kicker and a line or two, of some pieces.
MAX_LINES: Final = 12
MAX_PIECES: Final = 20
MAX_LENGTH: Final = 300
MAX_WORDS: Final = 25
#: Of a headline's words, the text has more.
HALF: Final = 0.5
#: What a headline leaves off a verb: `Bupati Resmikan Jembatan`, and the text `meresmikan`.
VERB_PREFIX: Final = re.compile(r"^(?:me(?:ng|m|n)?|ber)")
#: What sets a line in large letters: a class of a framework, an old attribute, a style.
LARGE_NAMES: Final = re.compile(
    r"(?:^|\s)(?:fs-[1-4]|display-\d|text-(?:\w+:)?(?:[2-9]?xl))(?:$|\s)"
)
LARGE_FONT: Final = re.compile(r"[4-7]|\+[1-4]")
LARGE_STYLE: Final = re.compile(
    r"font-size\s*:\s*(?:1[89]|[2-9]\d)\s?(?:px|pt)|font-size\s*:\s*x+-?large"
)
#: What another heading than a title itself has at most: a part that is one, in an h1 (0.2), whose
#: words all stand in the address (0.2).
UNBEATEN: Final = 1.35
#: Fewer letters begin many titles.
SHORT_KEY: Final = 8


class Headline(NamedTuple):
    """A headline, the layer that gave it, and the lines that print it where any do."""

    text: str
    layer: Layer
    lines: Sequence[Line] = ()

    @property
    def element(self) -> HtmlElement | None:
        """The element that prints the end of it."""
        return self.lines[-1].parts[-1].element if self.lines else None


class Heading(NamedTuple):
    """A heading, its lines, its text, and the letters and digits of that."""

    element: HtmlElement
    lines: list[Line]
    text: str
    key: str

    @property
    def linked(self) -> bool:
        """Whether it is a link away: other stories' headlines are."""
        return all(line.linked for line in self.lines)

    @property
    def beside(self) -> bool:
        """Whether it stands in a part of the page that is not the article."""
        return self.lines[0].place.beside


def read_headline(page: Page) -> Headline | None:
    """Return the headline of the page, or None when it has none.

    A selector's word is taken, unless it is the site's name where a heading and the page's titles
    say otherwise. Else a heading counts when it agrees with a title that the page
    gives machines; else a line that does; else the title itself without the site's name. What the
    listing called the story only confirms what the page prints, and not its links: another page may
    stand at the address. Where the page names no story at all it is the headline.
    """
    lines, hint = page.lines, page.hint
    chosen = by_selector(page)
    if chosen and not names_site(chosen.text, page):
        return chosen
    titles, slug = titles_of(page.data), slug_of(page.document.url)
    if found := confirmed(headings_of(page), titles, slug):
        return found
    told = plain(hint.headline) if hint else None
    hinted = [Title.of(told, "hint")] if told else []
    headings = list(headings_of(page))
    free = [one for one in headings if not one.linked] if hinted else []
    return (
        printed_line(lines, titles)
        or confirmed(free, hinted, slug)
        or printed_line([line for line in lines if not line.linked], hinted)
        or unconfirmed(headings, titles, slug)
        or named_by_address(lines, slug)
        or set_apart(lines, titles)
        or title_alone(titles, page)
        or (None if titles or headings else title_alone(hinted, page))
        or chosen
    )


def by_selector(page: Page) -> Headline | None:
    """Return what the paper's rules name as the headline."""
    for found in select(page.document, page.rules.headline):
        if isinstance(found, HtmlElement):
            if text := printed(found)[:MAX_LENGTH]:
                return Headline(text, "selector", page.lines_of(found))
        elif said := plain(str(found)):
            return Headline(said, "selector")
    told = first_text(page.data.embedded.get("headline"))
    return Headline(told, "embedded") if told else None


def names_site(text: str, page: Page) -> bool:
    """Return whether a text is the name of the site, or of its host, and no headline."""
    names = {match_key(name) for name in page.data.site}
    names.add(match_key(bare_host(urlsplit(page.document.url).netloc)))
    return match_key(text) in names


def headings_of(page: Page) -> Iterator[Heading]:
    """Yield the headings that print something but the site's name."""
    sites = {"", *map(match_key, page.data.site)}
    for element in islice(page.document.headings, MAX_HEADINGS):
        lines = page.lines_of(element)
        if lines and (key := match_key(text := text_of(lines))) not in sites:
            yield Heading(element, lines, text, key)


def text_of(lines: Iterable[Line]) -> str:
    """Return lines as one, cut to what a headline has: one that nobody closed holds the page."""
    return " ".join([line.printed for line in islice(lines, MAX_LINES)])[:MAX_LENGTH]


def confirmed(headings: Iterable[Heading], titles: list[Title], slug: str) -> Headline | None:
    """Return the heading that agrees best with the page's titles."""
    best: Headline | None = None
    best_score = 0.0
    for number, heading in enumerate(headings if titles else ()):
        if best_score >= UNBEATEN:
            break
        element, text = heading.element, heading.text
        # At equal agreement h1 comes before h2, free before linked, earlier before later.
        agreed = best_agreement(heading.key, titles)
        if agreed < 0.9 and (part := without_kicker(heading, titles)):
            agreed = 0.95
        else:
            part = text
        if agreed == 0:
            continue
        score = agreed + slug_share(part, slug) * 0.2 - number * 0.0001
        score += {"h1": 0.2, "h2": 0.1}.get(str(element.tag), 0.0)
        score -= 0.3 * (heading.linked + heading.beside)
        if score > best_score:
            best, best_score = Headline(part, "generic", heading.lines), score
    return best


def without_kicker(heading: Heading, titles: list[Title]) -> str | None:
    """Return a heading without the kicker in an element of its own, when a title says so."""
    lines = heading.lines
    pieces = [one.printed for one in lines] if len(lines) > 1 else [p.text for p in lines[0].parts]
    for told in pieces[:MAX_PIECES] if len(pieces) > 1 else ():
        for part in (told, clean(heading.text.replace(told, "", 1))):
            if part and best_agreement(match_key(part), titles) >= 0.9:
                return part
    return None


def printed_line(lines: list[Line], titles: list[Title]) -> Headline | None:
    """Return the line, in whatever element, that prints one of the page's titles."""
    best: Headline | None = None
    best_score = 0.0
    for number, line in enumerate(lines[:1500]):
        text = line.text
        if len(text) > MAX_LENGTH:
            continue
        key = match_key(text)
        if joined := in_two_lines(line, lines[number + 1 : number + 2], key, titles):
            text, key = joined, match_key(joined)
        if text.count(" ") < FEW_WORDS - 1:
            continue
        agreed = best_agreement(key, titles)
        if agreed < 0.8 or starts_as(text) == "comment":  # "4 Responses to …"
            continue
        text = joined or line.printed
        score = agreed - 0.5 * line.linked - number * 0.0001
        element = line.parts[0].element if len(line.parts) == 1 else line.block
        score += 0.1 * bool(TITLE_NAMES.search(names_of(element, 1)))
        if score > best_score:
            printing = lines[number : number + 1 + bool(joined)]
            best, best_score = Headline(text, "generic", printing), score
    return best if best_score > 0.6 else None


def in_two_lines(line: Line, below: list[Line], key: str, titles: list[Title]) -> str | None:
    """Return a line and the one below it as one, where a title is just these two."""
    if len(key) < SHORT_KEY or not any(
        title.key != key and title.key.startswith(key) for title in titles
    ):
        return None
    for other in below:
        whole = f"{line.text} {other.text}"
        if best_agreement(match_key(whole), titles) >= 0.9:
            return whole
    return None


def unconfirmed(headings: list[Heading], titles: list[Title], slug: str) -> Headline | None:
    """Return the h1 of a page whose titles say nothing of the story: short ones, the site's."""
    best: Headline | None = None
    best_score = 0.0
    silent = all(slug_share(title.text, slug) < 0.5 for title in titles)
    for heading in headings:
        element, text = heading.element, heading.text
        words = len(WORDS.findall(text))
        if words < FEW_WORDS or (element.tag != "h1" and slug_share(text, slug) < 0.6):
            continue
        if heading.linked or heading.beside:
            continue
        score = slug_share(text, slug) + (0.5 if element.tag == "h1" else 0.0)
        score += 0.1 * bool(TITLE_NAMES.search(names_of(element, 1)))
        if score > best_score:
            best, best_score = Headline(text, "generic", heading.lines), score
    if best is None or (titles and not silent and slug_share(best.text, slug) < 0.5):
        return None
    return best


def named_by_address(lines: list[Line], slug: str) -> Headline | None:
    """Return the line whose words the address repeats, on a page without headings and titles."""
    if len(slug) < 20:
        return None
    for number, line in enumerate(lines[:1500]):
        text = line.text
        if (
            len(text) <= 200
            and text.count(" ") > FEW_WORDS
            and slug_share(text, slug) >= 0.8
            and not line.linked
        ):
            row = [
                one for one in lines[max(0, number - 1) : number + 2] if goes_with(one, line, slug)
            ]
            return Headline(" ".join(one.text for one in row), "generic", row)
    return None


def goes_with(line: Line, other: Line, slug: str) -> bool:
    """Return whether a line beside another is of the same headline: as an <h1> of paragraphs is."""
    if line is other:
        return True
    words = line.text.count(" ") + 1
    like = line.block.tag == other.block.tag and not line.linked
    return like and 1 < words < 12 and slug_share(line.text, slug) == 1


def set_apart(lines: list[Line], titles: list[Title]) -> Headline | None:
    """Return the line set like a headline above the text that tells of the text as no title does.

    Old systems name all their pages after the site, and set headlines in no heading.
    """
    paragraphs = [n for n, line in enumerate(lines[:1500]) if is_paragraph(line)]
    told = set(words_of(" ".join(lines[n].text for n in paragraphs[:MAX_LINES])))
    told |= {VERB_PREFIX.sub("", word) for word in told}
    long = (title.text for title in titles if title.text.count(" ") >= FEW_WORDS - 1)
    named = max((share_of(text, told) for text in long), default=0.0)
    for line in lines[: paragraphs[0]] if paragraphs else ():
        if share_of(line.text, told) > max(named, HALF) and is_set_apart(line):
            return Headline(line.printed, "generic", [line])
    return None


def is_set_apart(line: Line) -> bool:
    """Return whether a line has a headline's words and is set like one: named, large, or bold."""
    if not FEW_WORDS <= line.text.count(" ") <= MAX_WORDS or line.linked or line.place.beside:
        return False
    if line.place.heading or all(part.strong for part in line.parts):
        return True
    element = line.parts[0].element
    if TITLE_NAMES.search(names_of(element, 2)) or LARGE_NAMES.search(names_of(element, 2)):
        return True
    around = islice((element, *element.iterancestors()), 3)
    return any(
        (node.tag == "font" and LARGE_FONT.fullmatch(node.get("size") or ""))
        or LARGE_STYLE.search((node.get("style") or "")[:MAX_LENGTH])
        for node in around
    )


def words_of(text: str) -> list[str]:
    """Return the longer words of a text, lower case."""
    return [word for word in WORDS.findall(text.casefold()) if len(word) > 3]


def share_of(text: str, told: set[str]) -> float:
    """Return the share of a line's longer words that a text has."""
    words = words_of(text)
    return sum(word in told for word in words) / len(words) if words else 0.0


def title_alone(titles: list[Title], page: Page) -> Headline | None:
    """Return a title that no heading confirms, without the names of site and channel."""
    sites = [key for name in page.data.site if len(key := match_key(name)) > 3]
    channels: frozenset[str] = frozenset()
    for title in titles:
        if title.in_parts:
            channels = channels or channels_of(page)
        text = without_site(title.text, sites, channels)
        if len(WORDS.findall(text)) >= FEW_WORDS:
            return Headline(text, title.layer)
    return None


def channels_of(page: Page) -> frozenset[str]:
    """Return the letters of all that the page links to or declares under a channel's short name."""
    data = page.data
    told = [*data.crumbs, *data.meta.get("article:section", ())[:MAX_LINKS]]
    told += texts(data.article.get("articleSection"))
    for link in page.document.tagged["a"][:MAX_LINKS]:
        text = clean(link.text or "")
        if text and text.count(" ") < FEW_WORDS:
            told.append(text)
    return frozenset(filter(None, map(match_key, told)))


def slug_of(url: str) -> str:
    """Return the letters and digits of an address's path."""
    return match_key(unquote(urlsplit(url).path))


def slug_share(text: str, slug: str) -> float:
    """Return the share of a headline's words that stand in the address."""
    words = [word for word in WORDS.findall(text.casefold()) if len(word) > 2]
    return sum(word in slug for word in words) / len(words) if words and slug else 0.0
