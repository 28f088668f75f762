"""Reads the page as printed lines in document order, each with its place in the tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.page.blocks import INLINE
from newscrawl.page.linebreaks import MANY, has_bare_linefeeds, row_of, unfold_all
from newscrawl.text import clean

#: Text found in C; its parents are looked at here, since a test of parents in XPath costs more.
#: Not `.//text()`: that asks parent by parent, and then sorts what stands between 15,000 <br> for
#: 16 seconds.
TEXTS: Final = etree.XPath("descendant::text()[normalize-space()]")
#: What is never displayed. `<option>` would make a search form's months into dates.
HIDDEN: Final = frozenset(
    {"script", "style", "noscript", "template", "textarea", "option", "title", "iframe", "svg"}
)
BESIDE: Final = frozenset({"aside", "nav", "footer"})
BREAKS: Final = frozenset({"br", "hr"})
NAMING: Final = frozenset({"class", "id", "itemprop", "rel", "data-testid", "data-test-id"})
#: Pages have some hundreds of lines. Beyond this there is no headline, byline or date to find.
MAX_LINES: Final = 6000
#: Lines that are still folded after so many rounds cannot be parted, and would be so for ever.
MAX_FOLDS: Final = 3
#: A paragraph's first words suffice to know it by.
MAX_LENGTH: Final = 400
#: How far up ancestors are asked anything: keeps absurdly deep pages linear.
REACH: Final = 24


@dataclass(slots=True)
class Part:
    """A piece of a line that one element prints, and that element; `raw` is as the page has it."""

    text: str
    element: HtmlElement
    raw: str


@dataclass(slots=True)
class Line:
    """A printed line: its text, its pieces, and the block element that it begins in."""

    text: str
    parts: list[Part]
    block: HtmlElement
    _linked: bool | None = None

    @property
    def linked(self) -> bool:
        """Whether the whole line is a link."""
        if self._linked is None:
            self._linked = all(link_of(part.element) is not None for part in self.parts)
        return self._linked


def read_lines(root: HtmlElement) -> list[Line]:
    """Return the page's lines; words on one line share a block element and no `<br>` parts them.

    Where a page parts its lines by line feeds alone, it gets a `<br>` for each first.
    """
    lines = lines_of(root)
    for _ in range(MAX_FOLDS):
        folded = folded_in(lines)
        if not folded:
            break
        unfold_all(folded)
        lines = lines_of(root)
    return lines[:MAX_LINES]


def lines_of(root: HtmlElement) -> list[Line]:
    """Return the lines of a page as it stands."""
    body = root.find("body")
    lines: list[Line] = []
    parts: list[Part] = []
    current: HtmlElement | None = None
    known: dict[HtmlElement, HtmlElement] = {}
    for piece in TEXTS(root if body is None else body):
        element = piece.getparent()
        broken = False
        if piece.is_tail:
            broken = element.tag in BREAKS
            element = element.getparent()
        tag = element.tag
        if tag not in INLINE:
            if tag in HIDDEN:
                continue
            block = element
        elif (block := known.get(element)) is None:
            block, after_break = block_of(element)
            known[element] = block
            broken = broken or after_break
        if block is not current or broken:
            parts = []
            current = block
        if text := clean(piece if len(piece) <= MAX_LENGTH else piece[:MAX_LENGTH]):
            if parts:
                line = lines[-1]
                line.text = f"{line.text} {text}"[:MAX_LENGTH]
            else:
                lines.append(Line(text, parts, block))
            parts.append(Part(text, element, piece))
    return lines


def folded_in(lines: Iterable[Line]) -> set[HtmlElement]:
    """Return the elements in which no tag parts what are lines to a reader."""
    found: set[HtmlElement] = set()
    for line in lines:
        preformatted = line.block.tag == "pre"
        if len(line.text) < MAX_LENGTH // 2 and not preformatted:
            continue
        for part in line.parts:
            if has_bare_linefeeds(part.raw, preformatted=preformatted):
                found.add(part.element)
        if len(line.parts) >= MANY:
            row = row_of([part.element for part in line.parts])
            found |= {row} if row is not None else set()
    return found


def block_of(element: HtmlElement) -> tuple[HtmlElement, bool]:
    """Return the nearest element that begins a line, and whether a `<br>` stands right before."""
    leading, after_break = True, False
    for _ in range(REACH):
        if element.tag not in INLINE:
            break
        parent = element.getparent()
        if parent is None:
            break
        if leading:
            before = element.getprevious()
            if before is not None:
                leading = False
                after_break = before.tag in BREAKS and not (before.tail or "").strip()
            else:
                leading = not (parent.text or "").strip()
        element = parent
    return element, after_break


def link_of(element: HtmlElement) -> HtmlElement | None:
    """Return the link that an element is or stands in, looking no further than its line."""
    node: HtmlElement | None = element
    for _ in range(6):
        if node is None:
            return None
        if node.tag == "a":
            return node
        if node.tag not in INLINE and node is not element:
            # <a><h3>…</h3></a>: a block inside a link is still the link's
            parent = node.getparent()
            return parent if parent is not None and parent.tag == "a" else None
        node = node.getparent()
    return None


def names_of(element: HtmlElement, levels: int = 3) -> str:
    """Return class, id, itemprop and rel of an element and the next ones above it, lower case."""
    names: list[str] = []
    node: HtmlElement | None = element
    for _ in range(levels):
        if node is None or node.tag in ("body", "html"):
            break
        for key, value in node.items():
            if key in NAMING:
                names.append(value[:200])
        node = node.getparent()
    return " ".join(names).lower()


def stands_beside(element: HtmlElement) -> bool:
    """Return whether an element stands in a part of the page that is not the article."""
    node: HtmlElement | None = element
    for _ in range(REACH):
        if node is None:
            return False
        if node.tag in BESIDE:
            return True
        node = node.getparent()
    return False


class ArticleSpan(NamedTuple):
    """Line numbers of the article: its headline, its first and its last line of text.

    `headline` and `start` are None when not found among the lines; `end` is at least `start`.
    """

    headline: int | None
    start: int | None
    end: int | None


def locate(lines: list[Line], at: int | None, paragraphs: list[str]) -> ArticleSpan:
    """Return where the body stands, by its first words; `at` is the headline's line."""
    start = find(lines, paragraphs[0], at or 0) if paragraphs else None
    if start is None and paragraphs:
        start = find(lines, paragraphs[0], 0)
    end = start
    if start is not None:
        for paragraph in reversed(paragraphs[-3:]):
            found = find(lines, paragraph, start)
            if found is not None:
                end = found
                break
    return ArticleSpan(at, start, end)


def line_of(lines: list[Line], element: HtmlElement) -> int | None:
    """Return the number of the line that an element begins."""
    inside = set(element.iter())
    for number, line in enumerate(lines):
        for part in line.parts:
            if part.element in inside:
                return number
    return None


def find(lines: list[Line], paragraph: str, start: int) -> int | None:
    """Return the number of the line that holds a paragraph's first words.

    The dateline may have been cut off the paragraph, so it need not begin the line; blanks differ
    where the page glues words of neighbouring elements.
    """
    wanted = paragraph[:40].replace(" ", "")
    for number in range(start, len(lines)):
        text = lines[number].text
        if len(text) >= len(wanted) and wanted in text.replace(" ", ""):
            return number
    return None
