"""Parts lines that no tag separates: at the line feeds of copied text, of a `<pre>`, of a row."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from newscrawl.page.lines import MAX_LENGTH, Line, Part, Printed
from newscrawl.text import clean

#: Lines this long are paragraphs. Where the source is merely wrapped, most begin in mid sentence.
MIN_LENGTH: Final = 40
ENDINGS: Final = frozenset('.!?"”’)')
MIN_LINES: Final = 3
MAX_LINES: Final = 20_000
#: Plain text under `white-space: pre-line` has blank lines between paragraphs.
BLANK_LINE: Final = re.compile(r"\n[ \t\r]*\n\s*")
LONG: Final = 200
#: Pieces on one line before it is looked at as a row of paragraphs.
MANY: Final = 5
#: Where one element's line feeds are lines, those of the elements around it are.
LEVELS: Final = 4


def unfolded(page: Printed) -> Printed:
    """Return a page whose lines end where its line feeds do, where these and no tags part them."""
    long = [line for line in page.lines if len(line.text) >= LONG // 2 or line.block.tag == "pre"]
    folded = {element for line in long for element in folded_in(line)}
    if not folded and not any(map(has_blank_lines, (part for line in long for part in line.parts))):
        return page
    around = {up for e in folded for up in (e, *islice(e.iterancestors(), LEVELS))}
    lines: list[Line] = []
    places = []
    for line in page.lines:
        places.append(len(lines))
        lines += parted(line, around)
    places.append(len(lines))
    ranges = {e: range(places[r.start], places[r.stop]) for e, r in page.ranges.items()}
    return Printed(lines, ranges)


def has_blank_lines(part: Part) -> bool:
    """Return whether blank lines stand between words of a piece, as between paragraphs."""
    text = part.raw
    return len(text) > LONG and "\n" in text and BLANK_LINE.search(text.strip()) is not None


def folded_in(line: Line) -> Iterable[HtmlElement]:
    """Yield the elements on a line in which no tag parts what are lines to a reader."""
    preformatted = line.block.tag == "pre"
    for part in line.parts:
        if has_bare_linefeeds(part.raw, preformatted=preformatted):
            yield part.element
    if len(line.parts) >= MANY and (row := row_of(line.parts)) is not None:
        yield row


def has_bare_linefeeds(text: str, *, preformatted: bool) -> bool:
    """Return whether the line feeds of a text part its lines, and do not merely wrap it."""
    if "\n" not in text:
        return False
    lines = [line for raw in text.split("\n", MAX_LINES) if (line := raw.strip())]
    if preformatted:
        return len(lines) > 1
    long = [line for line in lines if len(line) > MIN_LENGTH]
    return len(long) >= MIN_LINES and sum(not line[0].islower() for line in long) >= 0.8 * len(long)


def row_of(parts: Sequence[Part]) -> HtmlElement | None:
    """Return the parent of inline elements that stand in a row and hold a paragraph each."""
    parent = parts[0].element.getparent()
    if parent is None or any(
        part.element.getparent() is not parent or part.element.tag == "a" for part in parts
    ):
        return None
    texts = [part.raw.strip() for part in parts]
    paragraphs = [text for text in texts if len(text) > MIN_LENGTH and text[-1] in ENDINGS]
    return parent if len(paragraphs) >= MIN_LINES else None


def parted(line: Line, around: set[HtmlElement]) -> list[Line]:
    """Return the lines that a line is, where those elements are read line feed by line feed."""
    near = (up for part in line.parts for up in (part.element, part.element.getparent()))
    if around.isdisjoint(near) and not any(map(has_blank_lines, line.parts)):
        return [line]
    row = row_of(line.parts) if len(line.parts) >= MANY else None
    rows: list[list[Part]] = [[]]
    last: HtmlElement | None = None
    for part in line.parts:
        if row is not None and part.element is not last:
            rows.append([])
        last = part.element
        first, *others = pieces_of(part, around)
        rows[-1].append(replace(part, raw=first))
        rows += [[replace(part, raw=text)] for text in others]
    if len(rows) == 1:
        return [line]
    found = [one for pieces in rows if (one := line_with(pieces, line))]
    if not found:
        return [line]
    found[0].above, found[-1].pictures, found[-1].broken = line.above, line.pictures, line.broken
    return found


def pieces_of(part: Part, around: set[HtmlElement]) -> list[str]:
    """Return what line feeds, or blank lines, part in a piece of a line."""
    text = part.raw
    if part.element in around:
        return text.split("\n", MAX_LINES)
    if part.element.getparent() in around and "\n" in text[len(text.rstrip()) :]:
        return [text, ""]  # the line feed stands behind the element
    if has_blank_lines(part):
        return BLANK_LINE.split(text)
    return [text]


def line_with(parts: Iterable[Part], line: Line) -> Line | None:
    """Return the line that parts of one make up; None where they print nothing."""
    worded = [replace(part, text=clean(part.raw[:MAX_LENGTH])) for part in parts]
    kept = [part for part in worded if part.text]
    text = " ".join([part.text for part in kept])[:MAX_LENGTH]
    return Line(text, kept, line.block, line.place, broken=True) if kept else None
