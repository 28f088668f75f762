"""Reads the article's body: by the site's selectors, else generically, else from embedded JSON."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from newscrawl.extraction.body.cleanup import CleanBody, Removed, clean_body
from newscrawl.extraction.body.container import Scores, expanded, find_container, score_elements
from newscrawl.extraction.body.context_lines import above, below, between, leads, tails
from newscrawl.extraction.body.line_labels import LabelledLine
from newscrawl.extraction.body.line_wording import dateline_end, source_credit
from newscrawl.extraction.body.sisters import shells_of, story_parts
from newscrawl.extraction.context import Page
from newscrawl.extraction.images import images_of
from newscrawl.extraction.model import Rules
from newscrawl.extraction.rejection import reject_error_page, reject_listing, reject_teaser
from newscrawl.items import Image, Layer
from newscrawl.page.blocks import Block, Reader, printed
from newscrawl.page.css import matches, select
from newscrawl.page.document import Document
from newscrawl.page.roles import element_role
from newscrawl.text import clean, match_key, unescaped, word_count

#: Fewer words than this from the page, while the embedded text has more: the page was misread.
MIN_WORDS: Final = 40
#: A selector that finds so many times less than the generic reader does found something else; and
#: the characters that make a line prose.
SCRAP: Final = 10
PROSE: Final = 80
TOP_LEVEL: Final = re.compile(r"\.(?:com|co\.id|co|id|net|news)$", re.IGNORECASE)
PAYWALL: Final = re.compile(
    r"(?:ber)?langganan|subscribe|nikmati akses|login|masuk|daftar", re.IGNORECASE
)
#: A paper that mails its news asks to subscribe too, and closes nothing.
NEWSLETTER: Final = re.compile(
    r"newsletter|buletin|e-?mail|surel|surat\s(?:kabar\s)?elektronik|inbox|kotak\s(?:masuk|surat)"
    r"|gratis|\bfree\b|whats\s?app|notifikasi|notification",
    re.IGNORECASE,
)
MARKUP: Final = re.compile(
    r"<(?:p|br|div|span|strong|b|em|i|a|h\d|ul|ol|li|blockquote|section|article|figure|table)\b",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class Body:
    """An article's text and what was found beside it."""

    paragraphs: list[str]
    layer: Layer
    #: Lines that are not text: bylines, credits, captions, links. Position 0 is above the first
    #: paragraph, len(paragraphs) below the last.
    removed: list[Removed] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    source_organization: str | None = None
    #: Whether the page asks to subscribe or log in to read on.
    closed: bool = False


def read_body(page: Page, *, headline: HtmlElement | None = None) -> Body:
    """Return the body of the article that a page prints.

    Takes the page, whose region names the headline's line, and the element of the headline. The
    paper's selectors come first, then the data that the paper's rule reads, then the generic
    reader, which JSON-LD corrects. Raises NotAnArticle for lists, notices and bare teasers.
    """
    document, rules = page.document, page.rules
    reject_error_page(page)
    task = Task(
        document=document,
        headline=headline,
        title=printed(headline) if headline is not None else "",
        noise=noise_elements(document, rules),
        lines=noise_pattern(rules.noise_lines),
        beyond=page.beyond,
    )
    chosen = by_selector(task, parts) if (parts := body_elements(document, rules)) else None
    if chosen and chosen.paragraphs and not is_scrap(chosen, page):
        return chosen
    if (text := declared_body(page.data.embedded)) and (found := from_text(text, task, "embedded")):
        return found
    scores = score_elements(page.lines, page.span.headline, page.data.site)
    container = find_container(document.tagged["h1"], scores)
    parts = parts_of(container, scores)
    body = generic(task, parts, scores)
    if chosen and chosen.paragraphs and SCRAP * size_of(chosen) > size_of(body):
        return chosen
    if (text := declared_body(page.data.article)) and (better := structured(text, body, task)):
        return better
    asked = [line.text for line in body.removed if line.label == "ad"]
    closed = any(map(PAYWALL.match, asked)) and not any(map(NEWSLETTER.search, asked))
    reject_teaser(body.paragraphs, parts[0] if parts else None, closed=closed)
    body.closed = closed
    return body


def is_scrap(body: Body, page: Page) -> bool:
    """Return whether a body is so little of the page's prose that something else may be it."""
    size = SCRAP * size_of(body)
    return size < sum(len(line.text) for line in page.lines if len(line.text) >= PROSE)


def size_of(body: Body) -> int:
    """Return how many characters a body has."""
    return sum(map(len, body.paragraphs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A page to read the body from, with the paper's rules on foreign elements and lines."""

    document: Document
    headline: HtmlElement | None
    title: str
    noise: set[HtmlElement]
    lines: re.Pattern[str] | None
    beyond: HtmlElement | None = None


def by_selector(task: Task, parts: list[HtmlElement]) -> Body:
    """Return the body in the elements that the paper's rules name."""
    reader = Reader(task.noise, set(parts), beyond=task.beyond)
    for part in parts:
        reader.read(part, until=task.headline)
    tidied = clean_body(reader.blocks, headline=task.title, noise=task.lines)
    return finished(task, tidied, "selector", parts)


def parts_of(container: HtmlElement | None, scores: Scores) -> list[HtmlElement]:
    """Return the elements that hold the story, in document order."""
    if container is None:
        return []
    parts = story_parts(container, scores)
    return parts if len(parts) > 1 else [expanded(container, scores)]


def generic(task: Task, parts: list[HtmlElement], scores: Scores) -> Body:
    """Return the body of a page whose template nobody described."""
    if not parts:
        return Body(paragraphs=[], layer="generic")
    half = 0.4 * max(scores.prose.get(part, 0) for part in parts)
    heavy = {
        node
        for node, size in scores.prose.items()
        if size > half and not (scores.order.get(node) and element_role(node) == "comment")
    }
    heavy.update(parts, shells_of(parts) if len(parts) > 1 else ())
    reader = Reader(task.noise | scores.boxes, heavy, beyond=task.beyond)
    for number, part in enumerate(parts):
        if number:
            for element in between(parts[number - 1], part):
                reader.read(element, tail=True)
        reader.read(part, until=task.headline)
    tidied = clean_body(reader.blocks, headline=task.title, noise=task.lines)
    reject_listing(tidied.drafts)
    body = finished(task, tidied, "generic", parts)
    if body.paragraphs:
        first, last = leads(parts[0], task.headline), tails(parts[-1])
        letters = match_key(" ".join(body.paragraphs)) if first or last else ""
        body.paragraphs[:0] = fresh(first, letters)
        body.paragraphs += fresh(last, letters)
    return body


def fresh(texts: Iterable[str], letters: str) -> list[str]:
    """Return the texts whose beginnings do not stand among the body's letters."""
    return [text for text in texts if match_key(text)[:60] not in letters]


def finished(task: Task, tidied: CleanBody, layer: Layer, parts: list[HtmlElement]) -> Body:
    """Return the body with what stands right above and below it."""
    before = above(parts[0], task.headline)
    after = below(parts[-1])
    last = len(tidied.paragraphs)
    removed = [
        *(Removed(d.label, d.text, 0) for d in before if d.text),
        *tidied.removed,
        *(Removed(d.label, d.text, last) for d in after if d.text),
    ]
    opening = [source_credit(p) for p in tidied.paragraphs[:1] if dateline_end(p)]
    sources = (tidied.source, credited(after), credited(before), *opening)
    source = next((s for s in sources if s and not is_own(s, task.document.url)), None)
    images = images_of([*before, *tidied.drafts], task.document.url)
    return Body(
        paragraphs=tidied.paragraphs,
        layer=layer,
        removed=removed,
        images=images,
        source_organization=source,
    )


def is_own(source: str, url: str) -> bool:
    """Return whether a credit only names the paper itself (`ANTARA` on antaranews.com)."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return match_key(TOP_LEVEL.sub("", source)) in match_key(host)


def credited(drafts: Iterable[LabelledLine]) -> str | None:
    """Return the source that a credit line among these names."""
    return next(
        (s for d in drafts if d.label == "source_credit" and (s := source_credit(d.text))), None
    )


def noise_elements(document: Document, rules: Rules) -> set[HtmlElement]:
    """Return the elements that the paper's rules call noise: all selectors count."""
    selectors = (rules.noise,) if isinstance(rules.noise, str) else rules.noise
    return {
        found
        for css in selectors
        if css
        for found in matches(document, css)
        if isinstance(found, HtmlElement)
    }


@lru_cache(maxsize=1024)
def noise_pattern(lines: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return one pattern for the lines that a paper prints among its paragraphs."""
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE) if lines else None


def body_elements(document: Document, rules: Rules) -> list[HtmlElement]:
    """Return the parts of the body that the paper's selectors name, of the first article only."""
    parts: list[HtmlElement] = []
    owner: HtmlElement | None = None
    inside: set[HtmlElement] = set()
    for part in select(document, rules.body):
        if not isinstance(part, HtmlElement):
            continue
        ancestors = list(part.iterancestors())[:60]
        if any(ancestor in inside for ancestor in ancestors):
            continue
        article = next((a for a in ancestors if a.tag == "article"), None)
        if parts and article is not owner:
            break  # an endless page pastes the next story below
        owner = article
        parts.append(part)
        inside.add(part)
    return parts


def structured(text: str, body: Body, task: Task) -> Body | None:
    """Return the body from the page's JSON where what was read from the page falls short of it."""
    words, read = word_count(text), sum(map(word_count, body.paragraphs))
    if words < MIN_WORDS or (read >= 0.5 * words and overlaps(text, body.paragraphs)):
        return None
    better = from_text(text, task, "json-ld")
    if better is None:
        return None
    better.removed += body.removed
    better.images = better.images or body.images
    better.source_organization = better.source_organization or body.source_organization
    return better


def declared_body(data: Mapping[str, Any]) -> str | None:
    """Return the articleBody of an article's data; papers escape its markup once too often."""
    told = data.get("articleBody")
    if not isinstance(told, str):
        return None
    return told if MARKUP.search(told) else unescaped(told)


def from_text(text: str, task: Task, layer: Layer) -> Body | None:
    """Return the body that stands in the page's data as HTML or plain text."""
    tidied = clean_body(blocks_of(text), headline=task.title, noise=task.lines)
    if not tidied.paragraphs:
        return None
    return Body(
        paragraphs=tidied.paragraphs,
        layer=layer,
        removed=tidied.removed,
        images=images_of(tidied.drafts, task.document.url),
        source_organization=tidied.source,
    )


def overlaps(text: str, paragraphs: list[str]) -> bool:
    """Return whether some paragraph read from the page also stands in the embedded text."""
    whole = match_key(text)
    return any(match_key(paragraph)[:60] in whole for paragraph in paragraphs)


def blocks_of(text: str) -> list[Block]:
    """Return the lines of an embedded body, which is HTML or plain text."""
    if not MARKUP.search(text):
        return [Block(line) for raw in text.splitlines() if (line := clean(raw))]
    try:
        whole = html.fragment_fromstring(text, create_parent="div")
    except etree.ParserError:
        return []
    reader = Reader(heavy={whole})
    reader.read(whole)
    return reader.blocks
