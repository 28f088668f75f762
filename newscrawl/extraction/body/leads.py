"""Finds the paragraphs of a story that stand apart from its text: leads above it, others below."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice, pairwise, takewhile
from operator import is_not
from typing import Final

from lxml.html import HtmlElement

from newscrawl.extraction.context import Page
from newscrawl.extraction.line_labels import is_prose
from newscrawl.extraction.line_wording import ends_in_credit, is_date_line, told_by
from newscrawl.page.line_reader import PICTURES
from newscrawl.page.lines import Line
from newscrawl.page.roles import element_role

#: Lines read on either side; further away stand other stories.
NEAR: Final = 14
LEVELS: Final = 12
MAX_SIBLINGS: Final = 200
#: Paragraphs of a story that stand apart from the others.
MAX_LEADS: Final = 3
APART: Final = frozenset(
    {"aside", "footer", "form", "nav", "details", "figure", "ul", "ol", "table"}
)
#: Letters of a picture's credit: "ist", "ANTARA/Sari".
MAX_CREDIT: Final = 30
#: What papers, not stories, say.
TO_READERS: Final = re.compile(
    r"\b(?:anda|cookies?|kuki|redaksi|berlangganan|subscribe|hak\scipta|copyright|dilarang"
    r"|(?:artikel|berita|tulisan|portal|situs|website|laman|media|koran|surat\skabar)\s(?:ini|kami)"
    r"|(?:our|this)\s(?:site|website|portal|newspaper|newsroom)|disclaimer|newsletter|penulis|dibaca|diperbarui)\b",
    re.IGNORECASE,
)
CUT_OFF: Final = re.compile(r"(?:…|\.\.\.|\])\W*$")


def leads(page: Page, body: HtmlElement, headline: HtmlElement | None) -> list[Line]:
    """Return the paragraphs between the headline and the body, in boxes of their own."""
    found: list[Line] = []
    if headline is None:
        return found
    pictured = False
    for element in islice(between(headline, body), 4 * NEAR):
        lines = page.lines_in(element)
        texts = paragraphs_of(element, lines)
        if not pictured:  # what follows a picture without a caption is its caption
            found += texts
        if not texts:
            told = (MAX_CREDIT if line.place.caption else len(line.text) for line in lines)
            credited = sum(told) < MAX_CREDIT
            pictured = credited and next(element.iter(*PICTURES), None) is not None
    return found[:MAX_LEADS]


def tails(page: Page, body: HtmlElement) -> list[Line]:
    """Return the paragraphs that follow right below the body, in boxes that hold nothing else."""
    found: list[Line] = []
    node = body
    for _ in range(2):
        for sibling in islice(node.itersiblings(), MAX_SIBLINGS):
            lines = page.lines_in(sibling)
            texts = paragraphs_of(sibling, lines)
            if lines and not texts:
                return found
            found += texts
            if len(found) >= MAX_LEADS:
                return found
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "main", "article"):
            break
        node = parent
    return found


def paragraphs_of(element: HtmlElement, lines: list[Line]) -> list[Line]:
    """Return the lines of an element when each is a paragraph of a story, else nothing."""
    if len(lines) > MAX_LEADS or not all(map(is_story, lines)):
        return []
    if element.tag in APART or element_role(element):
        return []
    return lines


def is_story(line: Line) -> bool:
    """Return whether a line is a paragraph, and speaks to no reader."""
    text = line.printed
    return (
        is_prose(text)
        and line.role is None
        and not (line.place.caption or line.pictures or line.place.item)
        and line.linked_letters <= 0.5 * len(text)
        and told_by(line) is None
        and not is_date_line(text)
        and not ends_in_credit(text)
        and not TO_READERS.search(text)
        and CUT_OFF.search(text[-8:]) is None
    )


def between(first: HtmlElement, last: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that stand wholly between two, in document order."""
    path = [last, *islice(last.iterancestors(), 4 * LEVELS)]
    places = {element: number for number, element in enumerate(path)}
    node: HtmlElement | None = first
    for _ in range(4 * LEVELS):
        parent = None if node is None else node.getparent()
        if node is None or parent is None or node in places:
            return
        if parent in places:
            yield from on_the_way(node, path[: places[parent]])
            return
        yield from node.itersiblings()
        node = parent


def on_the_way(node: HtmlElement, path: list[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield what stands between an element and the end of a path that leads down beside it."""
    if not path or path[-1] not in node.itersiblings():
        return  # the headline stands below the body, or around it
    branch = path[-1]
    yield from takewhile(partial(is_not, branch), node.itersiblings())
    for outer, inner in pairwise(reversed(path)):
        yield from takewhile(partial(is_not, inner), outer)
