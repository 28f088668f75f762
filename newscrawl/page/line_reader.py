"""Reads a page, or a part of one, as printed lines: one pass over a tree that stays as it is."""

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.page.linebreaks import unfolded
from newscrawl.page.lines import BESIDE, MAX_LENGTH, Line, Part, Place, Printed
from newscrawl.text import OTHER_TAG, clean

#: What is never displayed. `<option>` would make a search form's months into dates.
HIDDEN: Final = frozenset(
    {"script", "style", "noscript", "template", "textarea", "option", "title", "iframe", "svg",
     "meta", "link"}
)  # fmt: skip
#: Is displayed, never holds a story's text, and does not end the line that it stands in.
FURNITURE: Final = frozenset(
    {"object", "embed", "select", "button", "audio", "video", "input", "canvas", "ins", "map",
     "nav", "footer", "dialog"}
)  # fmt: skip
#: The components of AMP that a story stands in; all others are advertisements, lists, consents.
AMP_TEXT: Final = frozenset(
    {"amp-anim", "amp-carousel", "amp-base-carousel", "amp-inline-gallery", "amp-stream-gallery",
     "amp-accordion", "amp-fit-text", "amp-layout"}
)  # fmt: skip
#: What stays on the line of the words around it. Everything else begins and ends a line.
INLINE: Final = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "kbd", "label", "mark", "nobr", "q", "s", "small", "span", "strike", "strong",
     "sub", "sup", "time", "tt", "u", "var", "picture", "source", "wbr", "o:p", "st1:place",
     "st1:city"}
)  # fmt: skip
BREAKS: Final = frozenset({"br", "hr"})
#: Blocks of which the tree says no more than of what is around them: most are such.
PLAIN: Final = frozenset({"div", "p", "ul", "ol", "section", "article", "main", "header", "center",
                          "table", "tbody", "tr", "td", "blockquote", "figure"})  # fmt: skip
PICTURES: Final = frozenset({"img", "amp-img"})
#: What prints no words, and no element that does stands in.
WORDLESS: Final = {
    *HIDDEN, *BREAKS, *PICTURES, etree.Comment, etree.ProcessingInstruction, etree.Entity
}  # fmt: skip
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STRONG: Final = frozenset({"b", "strong"})
#: Elements that some style sets on lines of their own: `<span style="display:block">`.
STYLED: Final = frozenset({"span", "b", "strong"})
#: Pages have some hundreds of lines. Beyond this there is no headline, text or date to find.
MAX_LINES: Final = 20_000
#: Class names of a text's first letter, which is set large, and styles that set it so.
DROP_CAP: Final = re.compile(
    r"drop[-_]?(?:caps?|letter)|(?:first|initial|big|capital)[-_]?(?:letter|char)|\binitial\b|huruf-?(?:awal|besar)|lettrine",
    re.IGNORECASE,
)
LARGE: Final = re.compile(r"float\s*:\s*left|font-size|initial-letter", re.IGNORECASE)
#: A drop cap is a letter, perhaps behind a quotation mark; blanks may stand around it.
MAX_DROPPED: Final = 3
SHORT: Final = 60


def read_lines(root: HtmlElement, noise: Collection[HtmlElement] = ()) -> Printed:
    """Return what a page or a part of one prints.

    Words on one line share a block element and no `<br>` parts them. `noise`: elements that are
    furniture of the page, whatever they are.
    """
    body = root.find("body")
    return unfolded(LineReader(noise).read(root if body is None else body))


def printed(element: HtmlElement) -> str:
    """Return what an element prints, on one line: its lines and blocks parted by blanks."""
    if not len(element):
        return clean(element.text or "")
    if len(element) == 1 and is_bare(element[0]):  # as most linked headings are
        return clean(f"{element.text or ''}{element[0].text or ''}")
    return " ".join(line.printed for line in read_lines(element).lines if not line.place.unread)


def is_bare(element: HtmlElement) -> bool:
    """Return whether an element is a link or bold words, holds words alone and none follow it."""
    return element.tag in ("a", "b", "span", "strong") and not len(element) and not element.tail


#: A block element, what the tree says of all that stands in it, the number of its first line, and
#: the line and the pictures that it interrupts, if it is furniture.
Block = tuple[HtmlElement, Place, int, tuple[Line | None, list[HtmlElement]] | None]
#: An element that is being read, and what stood around it: the block, the link, whether bold words.
Level = tuple[HtmlElement, Block, HtmlElement | None, bool]


class LineReader:
    """Collects the lines of an element in document order, without recursion."""

    def __init__(self, noise: Collection[HtmlElement] = ()) -> None:
        """Take the elements that are furniture."""
        self.noise = set(noise)
        self.lines: list[Line] = []
        self.ranges: dict[HtmlElement, range] = {}
        self.line: Line | None = None  # the one that is being written
        self.pictures: list[HtmlElement] = []  # on it
        self.above: list[HtmlElement] = []  # on lines without words since the last

    def read(self, root: HtmlElement) -> Printed:  # noqa: C901, PLR0912, PLR0915 - the hottest loop
        """Walk over an element and return its lines.

        A page has a thousand elements, most without a word: those pass here with no further call.
        """
        noise, say = self.noise, self.say
        block: Block = (root, self.place_of(root, Place()), 0, None)
        link: HtmlElement | None = None
        strong = False
        stack: list[Level] = [(root, block, link, strong)]
        if root.text:
            say(root.text, root, block, link, strong)
        child = next(iter(root), None)
        while True:
            if child is None:  # the last element has been read
                inner = block
                child, block, link, strong = stack.pop()
                if inner[0] is child:
                    self.leave(inner)
                if not stack:
                    break
                tail = child.tail or ""
                blank = tail.isspace()
            else:
                tag, tail = child.tag, child.tail or ""
                blank = not tail or tail.isspace()
                begins = (
                    not blank and tag not in WORDLESS and (self.line is None or tag not in INLINE)
                )
                if begins and (letter := drop_cap(child, tail)):
                    tail = letter + tail.lstrip()
                elif tag in INLINE and not ((tag in STYLED or noise) and self.is_apart(child)):
                    inner_link = child if tag == "a" else link
                    bold = strong or tag in STRONG
                    if text := child.text:
                        say(text, child, block, inner_link, bold)
                    if len(child):
                        stack.append((child, block, link, strong))
                        child, link, strong = child[0], inner_link, bold
                        continue
                elif tag in WORDLESS:
                    if tag in BREAKS:
                        self.end(broken=True)
                    elif tag in PICTURES and not block[1].unread and child not in noise:
                        self.pictures.append(child)
                else:
                    text = child.text or ""
                    wordless = not text or text.isspace()
                    if len(child) or not wordless:
                        stack.append((child, block, link, strong))
                        block = self.begin(child, block[1])
                        if not wordless:
                            say(text, child, block, link, strong)
                        child = child[0] if len(child) else None
                        continue
                    if tag not in FURNITURE:
                        self.end()
            if tail and (self.line is not None or not blank):
                say(tail, stack[-1][0], block, link, strong)
            child = child.getnext()
        if self.lines and self.above:
            self.lines[-1].pictures = [*self.lines[-1].pictures, *self.above]
        return Printed(self.lines, self.ranges)

    def begin(self, element: HtmlElement, outer: Place) -> Block:
        """Begin a block, and with it a line."""
        plain = element.tag in PLAIN and not self.noise
        place = outer if plain else self.place_of(element, outer)
        interrupted = None
        if place.unread and not outer.unread:
            interrupted = self.line, self.pictures
            self.line, self.pictures = None, []
        elif self.line is not None or self.pictures:
            self.end()
        return element, place, len(self.lines), interrupted

    def leave(self, block: Block) -> None:
        """End a block."""
        element, _, first, interrupted = block
        if self.line is not None or self.pictures:
            self.end(broken=element.tag in INLINE)
        if len(self.lines) > first:
            self.ranges[element] = range(first, len(self.lines))
        if interrupted is not None:
            self.line, self.pictures = interrupted

    def is_apart(self, element: HtmlElement) -> bool:
        """Return whether an element that stays on its line elsewhere has lines of its own."""
        apart = (element.tag in STYLED and is_styled(element)) or element in self.noise
        return apart and bool(element.text or len(element))

    def place_of(self, element: HtmlElement, outer: Place) -> Place:
        """Return what the tree says of all that stands in a block."""
        tag = str(element.tag)
        if tag in AMP_TEXT:
            self.noise.update(one for one in element if one.get("fallback") is not None)
        place = place_in(outer, tag)
        return place._replace(unread=True) if element in self.noise else place

    def say(
        self, text: str, element: HtmlElement, block: Block, link: HtmlElement | None, strong: bool
    ) -> None:
        """Add an element's text to the line that is being written, or begin one."""
        if text.isspace():
            self.space(text)
            return
        if "<" in text and OTHER_TAG.search(text):  # a page that prints its own markup
            for number, piece in enumerate(OTHER_TAG.split(text)):
                if number:
                    self.end(broken=True)
                if piece:
                    self.say(piece, element, block, link, strong)
            return
        words = clean(text if len(text) <= MAX_LENGTH else text[:MAX_LENGTH])
        line = self.line
        if not words:
            self.space(text)  # signs without width part no word
        elif line is not None:
            line.text = f"{line.text} {words}"[:MAX_LENGTH]
            line.parts.append(Part(words, element, text, link, strong))
        elif len(self.lines) < MAX_LINES:
            self.line = Line(words, [Part(words, element, text, link, strong)], block[0], block[1])
            self.lines.append(self.line)
            if self.above and not block[1].unread:
                self.line.above, self.above = self.above, []

    def space(self, blanks: str) -> None:
        """Note the blanks that follow the last words of the line."""
        if self.line is not None:
            last = self.line.parts[-1]
            if "\n" in blanks or not last.raw[-1].isspace():
                last.raw += blanks

    def end(self, *, broken: bool = False) -> None:
        """End the line that is being written."""
        line = self.line
        if line is not None:
            line.broken = broken
            if self.pictures:
                line.pictures = self.pictures
                self.pictures = []
            self.line = None
        elif self.pictures:
            self.above += self.pictures
            self.pictures = []


@lru_cache(maxsize=512)
def place_in(outer: Place, tag: str) -> Place:
    """Return the place in a block of this tag; all that are alike are one object."""
    return Place(
        outer.heading or tag in HEADINGS,
        outer.item or tag == "li",
        outer.caption or tag == "figcaption",
        outer.beside or tag in BESIDE,
        outer.unread or tag in FURNITURE or (tag[:4] == "amp-" and tag not in AMP_TEXT),
    )


def is_styled(element: HtmlElement) -> bool:
    """Return whether a style sets an element on lines of its own."""
    style = element.get("style")
    return style is not None and "block" in style and "display:block" in style.replace(" ", "")


def drop_cap(element: HtmlElement, tail: str) -> str:
    """Return the letter that an element sets large at the beginning of a text, or "".

    `tail` is what stands behind the element.
    """
    if len(element.text or "") >= SHORT or (len(element) and element.tag not in INLINE):
        return ""
    names, style = element.get("class"), element.get("style")
    large = element.tag == "font" or (
        style is not None and LARGE.search(style[:MAX_LENGTH]) is not None
    )
    named = names is not None and names_drop_cap(names[:MAX_LENGTH])
    if not named and not (large and tail.lstrip()[:1].islower()):
        return ""
    letter = "".join(islice(element.itertext(), MAX_DROPPED)).strip()
    fits = len(letter) <= MAX_DROPPED and letter[-1:].isalpha() and letter.isupper()
    return letter if fits else ""


@lru_cache(maxsize=2048)
def names_drop_cap(names: str) -> bool:
    """Return whether class names are those of a letter that is set large."""
    return DROP_CAP.search(names) is not None
