"""Reads the article's body: by the site's selectors, else generically, else from embedded JSON."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, takewhile
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from newscrawl.extraction.body.cleanup import Removed, clean_body
from newscrawl.extraction.body.container import Scores, expanded, find_container, score_elements
from newscrawl.extraction.body.hero_captions import caption_pictures
from newscrawl.extraction.body.leads import NEAR, leads, tails
from newscrawl.extraction.body.sisters import shells_of, story_parts
from newscrawl.extraction.context import ArticleSpan, Page
from newscrawl.extraction.headline import Headline
from newscrawl.extraction.images import images_of
from newscrawl.extraction.line_labels import joined, label_outside
from newscrawl.extraction.line_wording import dateline_end, has_label, source_credit
from newscrawl.extraction.model import Rules
from newscrawl.extraction.rejection import reject_error_page, reject_listing, reject_teaser
from newscrawl.items import Image, Layer
from newscrawl.page.css import select
from newscrawl.page.document import Document
from newscrawl.page.labels import Label
from newscrawl.page.line_reader import read_lines
from newscrawl.page.lines import Line
from newscrawl.page.roles import element_role, roles_of
from newscrawl.text import clean, match_key, unescaped, word_count

#: Fewer words than this from the page, while the embedded text has more: the page was misread.
MIN_WORDS: Final = 40
#: A selector that finds so many times less than the generic reader does found something else; and
#: the characters that make a line prose.
SCRAP: Final = 10
PROSE: Final = 80
#: Lines around the article in which a byline or a date may stand: right above the headline, and
#: below the text.
BEFORE: Final = 6
BELOW: Final = 60
#: Below these stand other stories and other people's words.
BEYOND: Final[frozenset[Label]] = frozenset({"comment", "next_article", "copyright"})
#: How far up from a text its containers may stand.
MAX_DEPTH: Final = 60
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
#: Links to one post of another network; what is quoted around one is that post.
EMBED: Final = re.compile(
    r"//t\.co/|\b(?:twitter|x)\.com/\w+/status/|instagram\.com/(?:p|reel|tv)/|tiktok\.com/@.*/video/"
)
NO_HEADLINE: Final = Headline("", "generic")
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
    #: The lines that print it; None when it was read from the page's data.
    stretch: "Stretch | None" = None

    def settle(self, page: Page) -> ArticleSpan:
        """Return where the text stands on its page, whose lines it leaves joined and labelled."""
        head = page.span.headline
        if self.stretch is None:
            first = max(0, (head or 0) - BEFORE)
            near = page.lines[first : first + BELOW]
            label_outside([line for line in near if line.label != "headline"], shell=page.shell)
            return ArticleSpan(head)
        page.lines = [line for line in page.lines if line.parts]
        texts = [n for n, line in enumerate(page.lines) if line.label == "body"]
        return ArticleSpan(head, texts[0], texts[-1]) if texts else ArticleSpan(head)


def read_body(page: Page, headline: Headline | None) -> Body:
    """Return the body of the article that a page prints; the lines around it get their labels.

    Takes the page, whose span names the headline's line, and the headline. The paper's selectors
    come first, then the data that the paper's rule reads, then the generic reader, which JSON-LD
    corrects. Raises NotAnArticle for lists, notices and bare teasers.
    """
    document, rules = page.document, page.rules
    reject_error_page(page)
    task = Task(
        page=page,
        headline=headline or NO_HEADLINE,
        noise=noise_pattern(rules.noise_lines),
    )
    chosen = body_elements(document, rules)
    named = by_selector(task, chosen) if chosen else None
    if named and named.paragraphs and not is_scrap(named, page):
        return named
    if (text := declared_body(page.data.embedded)) and (told := from_text(text, task, "embedded")):
        return told
    scores = score_elements(page)
    container = find_container(document.tagged["h1"], scores)
    parts = parts_of(container, scores)
    body = generic(task, parts, scores)
    if named and named.paragraphs and SCRAP * size_of(named) > size_of(body):
        return by_selector(task, chosen)  # the lines have its labels again
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
    """A page to read the body from: its headline, and the paper's rule on foreign lines."""

    page: Page
    headline: Headline
    noise: re.Pattern[str] | None


@dataclass(slots=True, kw_only=True)
class Stretch:
    """The lines of a text, and those around it.

    `before` stand right above the headline, `above` between the headline and the text, `apart`
    among the text, in what is none.
    """

    own: list[Line]
    apart: list[Line]
    before: list[Line]
    above: list[Line]
    below: list[Line]


def stretch_of(
    task: Task,
    parts: list[HtmlElement],
    *,
    heavy: set[HtmlElement],
    boxed: set[int] | frozenset[int] = frozenset(),
    whole: bool = False,
) -> Stretch:
    """Return the lines in the elements that hold a text, with the roles of all around it.

    Takes what holds too much of the text to be named for another purpose, the lines in boxes
    without any of it, and whether what stands between the parts is text too. What stands above the
    headline in them is none.
    """
    page = task.page
    ranges = [page.range_of(part) for part in parts]
    first, last = ranges[0].start, max(numbers.stop for numbers in ranges)
    at, element = page.span.headline, task.headline.element
    head = range(0) if at is None else range(at, at + len(task.headline.lines))
    if first <= head.start < last and head:
        first = head.stop
    above = page.lines[head.stop : first] if head and head.stop <= first else []
    before = page.lines[max(0, (head.start if head else first) - BEFORE) : head.start or first]
    lines, below = page.lines[first:last], page.lines[last : last + NEAR]
    below += [line for line in page.lines[last + NEAR : last + BELOW] if has_label(line.text)]
    spared = set(heavy)
    for part in (*parts, *([] if element is None else [element])):
        spared.update(islice(part.iterancestors(), MAX_DEPTH))
    near = [*before, *above, *lines, *below]
    for line, role in zip(near, roles_of([one.block for one in near], spared), strict=True):
        line.role = role
    inside = {n for numbers in ranges for n in numbers} if not whole else range(first, last)
    boxed = boxed.union(*map(page.range_of, embeds_in(page.document, heavy)))
    own = [
        line
        for number, line in enumerate(lines, first)
        if number in inside and number not in boxed
        if line.parts and not line.place.unread
    ]
    held = set(own)
    apart = [line for line in lines if line.parts and line not in held]
    caption_pictures(above, spared)
    caption_pictures(own, heavy)
    return Stretch(own=joined(own), apart=apart, before=before, above=above, below=below)


def embeds_in(document: Document, heavy: Container[HtmlElement]) -> set[HtmlElement]:
    """Return the posts of other networks that are quoted with no class that says so."""
    return {
        quote
        for quote in document.tagged["blockquote"]
        if quote not in heavy and any(EMBED.search(a.get("href") or "") for a in quote.iter("a"))
    }


def by_selector(task: Task, parts: list[HtmlElement]) -> Body:
    """Return the body in the elements that the paper's rules name."""
    stretch = stretch_of(task, parts, heavy=set(parts))
    return finished(task, stretch, "selector")


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
    stretch = stretch_of(task, parts, heavy=heavy, boxed=scores.boxed, whole=True)
    body = finished(task, stretch, "generic")
    reject_listing(stretch.own)
    if body.paragraphs:
        first = leads(task.page, parts[0], task.headline.element) if stretch.above else []
        last = tails(task.page, parts[-1])
        letters = match_key(" ".join(body.paragraphs)) if first or last else ""
        body.paragraphs[:0] = fresh(first, letters)
        body.paragraphs += fresh(last, letters)
    return body


def fresh(lines: Iterable[Line], letters: str) -> list[str]:
    """Return the lines whose beginnings do not stand among the body's letters, now text too."""
    found = []
    for line in lines:
        if match_key(line.printed)[:60] not in letters:
            line.label = "body"
            found.append(line.printed)
    return found


def finished(task: Task, stretch: Stretch, layer: Layer) -> Body:
    """Return the body with what stands right above and below it."""
    shell = task.page.shell
    tidied = clean_body(stretch.own, headline=task.headline.text, noise=task.noise, shell=shell)
    label_outside([*stretch.before, *stretch.above], shell=shell)
    label_outside([*stretch.apart, *stretch.below], below=True, shell=shell)
    before = [line for line in stretch.above if line.label != "unknown"][-NEAR:]
    near = takewhile(lambda line: line.label not in BEYOND, stretch.below[:NEAR])
    after = [line for line in near if line.label != "unknown"]
    last = len(tidied.paragraphs)
    removed = [
        *(Removed(line.label, line.printed, 0) for line in before),
        *tidied.removed,
        *(Removed(line.label, line.printed, last) for line in after),
    ]
    opening = [source_credit(p) for p in tidied.paragraphs[:1] if dateline_end(p)]
    sources = (tidied.source, credited(after), credited(before), *opening)
    url = task.page.document.url
    source = next((s for s in sources if s and not is_own(s, url)), None)
    images = images_of([*stretch.above[-2 * NEAR :], *stretch.own], url)
    return Body(
        paragraphs=tidied.paragraphs,
        layer=layer,
        removed=removed,
        images=images,
        source_organization=source,
        stretch=stretch,
    )


def is_own(source: str, url: str) -> bool:
    """Return whether a credit only names the paper itself (`ANTARA` on antaranews.com)."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return match_key(TOP_LEVEL.sub("", source)) in match_key(host)


def credited(lines: Iterable[Line]) -> str | None:
    """Return the source that a credit line among these names."""
    return next(
        (
            source
            for line in lines
            if line.label == "source_credit" and (source := source_credit(line.printed))
        ),
        None,
    )


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
    better.stretch = body.stretch if read and overlaps(text, body.paragraphs) else None
    return better


def declared_body(data: Mapping[str, Any]) -> str | None:
    """Return the articleBody of an article's data; papers escape its markup once too often."""
    told = data.get("articleBody")
    if not isinstance(told, str):
        return None
    return told if MARKUP.search(told) else unescaped(told)


def from_text(text: str, task: Task, layer: Layer) -> Body | None:
    """Return the body that stands in the page's data as HTML or plain text."""
    lines = joined(lines_of(text))
    caption_pictures(lines, set())
    tidied = clean_body(lines, headline=task.headline.text, noise=task.noise)
    if not tidied.paragraphs:
        return None
    return Body(
        paragraphs=tidied.paragraphs,
        layer=layer,
        removed=tidied.removed,
        images=images_of(lines, task.page.document.url),
        source_organization=tidied.source,
    )


def overlaps(text: str, paragraphs: list[str]) -> bool:
    """Return whether some paragraph read from the page also stands in the embedded text."""
    whole = match_key(text)
    return any(match_key(paragraph)[:60] in whole for paragraph in paragraphs)


def lines_of(text: str) -> list[Line]:
    """Return the lines of an embedded body, which is HTML or plain text."""
    if MARKUP.search(text):
        try:
            whole = html.fragment_fromstring(text, create_parent="div")
        except etree.ParserError:
            return []
    else:
        whole = html.Element("div")
        for line in filter(None, map(clean, text.splitlines())):
            etree.SubElement(whole, "p").text = line
    return [line for line in read_lines(whole).lines if not line.place.unread]
