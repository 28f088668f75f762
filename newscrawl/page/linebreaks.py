"""Finds lines that no tag separates: by line feeds (copied text, `<pre>`), or by a style.

Each gets the `<br>` that it lacks, so that whoever reads the page need not know.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

#: Lines this long are paragraphs. Where the source is merely wrapped, most begin in mid sentence.
MIN_LENGTH: Final = 40
ENDINGS: Final = frozenset('.!?"”’)')
MIN_LINES: Final = 3
MAX_LINES: Final = 20_000
#: Pieces on one line before it is looked at as a row of paragraphs.
MANY: Final = 5
#: Where one element's line feeds are lines, those of the elements around it are.
LEVELS: Final = 4
STYLED: Final = ("span", "b", "strong")
BLOCK_STYLES: Final = (b'="display:', b"='display:")
UNSETTABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def has_bare_linefeeds(text: str, *, preformatted: bool) -> bool:
    """Return whether the line feeds of a text part its lines, and do not merely wrap it."""
    if "\n" not in text:
        return False
    lines = [line for raw in text.split("\n", MAX_LINES) if (line := raw.strip())]
    if preformatted:
        return len(lines) > 1
    long = [line for line in lines if len(line) > MIN_LENGTH]
    return len(long) >= MIN_LINES and sum(not line[0].islower() for line in long) >= 0.8 * len(long)


def row_of(elements: Sequence[HtmlElement]) -> HtmlElement | None:
    """Return the parent of inline elements that stand in a row and hold a paragraph each."""
    parent = elements[0].getparent()
    if parent is None or any(e.getparent() is not parent or e.tag == "a" for e in elements):
        return None
    texts = ["".join(e.itertext()).strip() for e in elements]
    paragraphs = [text for text in texts if len(text) > MIN_LENGTH and text[-1] in ENDINGS]
    return parent if len(paragraphs) >= MIN_LINES else None


def unfold_styled(tagged: Mapping[str, Iterable[HtmlElement]]) -> None:
    """Put a `<br>` before and behind each inline element whose style makes it a block.

    Takes the page's elements by their tags.
    """
    for tag in STYLED:
        for element in tagged[tag]:
            style = element.get("style")
            if style and "block" in style and "display:block" in style.replace(" ", ""):
                set_apart(element)


def set_apart(element: HtmlElement) -> None:
    """Put a `<br>` before and behind an element."""
    if element.getparent() is None:
        return
    element.addprevious(element.makeelement("br"))
    tail, element.tail = settable(element.tail), None
    after = element.makeelement("br")
    element.addnext(after)
    after.tail = tail


def unfold_all(elements: Iterable[HtmlElement]) -> None:
    """Unfold elements and those right around them."""
    around = {up for e in elements for up in (e, *islice(e.iterancestors(), LEVELS))}
    for element in around:
        if element.tag in ("html", "head"):
            continue
        if row_of([*element][:MAX_LINES] or [element]) is element:
            for child in [*element]:
                set_apart(child)
        unfold(element)


def unfold(element: HtmlElement) -> None:
    """Put a `<br>` for each line feed in the text of an element and behind its children."""
    children = list(element)
    first = lines_of(element.text)
    if len(first) > 1:
        element.text = first[0]
        head = element.makeelement("br")
        element.insert(0, head)
        follow(head, first[1:])
    for child in children:
        behind = lines_of(child.tail)
        if len(behind) > 1:
            child.tail = None
            follow(child, behind)


def lines_of(text: str | None) -> list[str]:
    """Return the lines of a text, without the blank ones inside it."""
    if not text or "\n" not in text:
        return []
    first, *rest = settable(text).split("\n", MAX_LINES)
    return [first, *(line for line in rest[:-1] if line.strip()), rest[-1]]


def settable(text: str | None) -> str:
    """Return a text as lxml takes it: it reads `&#1;` from a page, and takes no such text back."""
    return UNSETTABLE.sub("", text or "")


def follow(element: HtmlElement, lines: list[str]) -> None:
    """Put lines behind an element, a `<br>` before each but the first."""
    for number, line in enumerate(lines):
        if number:
            after = element.makeelement("br")
            element.addnext(after)  # before its tail is set, which would go along
            element.tail = lines[number - 1]
            element = after
        if number == len(lines) - 1:
            element.tail = line
