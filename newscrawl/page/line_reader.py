"""Reads a page, or a part of one, as printed lines: one pass over a tree that stays as it is."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

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


class Level(NamedTuple):
    """An element being read: its children still to come, and what surrounds the words in it."""

    children: Iterator[HtmlElement]
    element: HtmlElement
    #: The element that its words begin a line in, and what the tree says of that.
    block: HtmlElement
    place: Place
    link: HtmlElement | None = None
    strong: bool = False
    #: The number of the block's first line.
    first: int = 0
    #: The line and the pictures that furniture interrupts.
    interrupted: "tuple[Line | None, list[HtmlElement]] | None" = None


class LineReader:
    """Collects the lines of an element in document order, without recursion."""

    def __init__(self, noise: Collection[HtmlElement] = ()) -> None:
        """Take the elements that are furniture."""
        self.noise = noise
        self.lines: list[Line] = []
        self.ranges: dict[HtmlElement, range] = {}
        self.line: Line | None = None  # the one that is being written
        self.pictures: list[HtmlElement] = []  # on it
        self.above: list[HtmlElement] = []  # on lines without words since the last
        self.dropped = ""  # a drop cap: what follows is the same word

    def read(self, root: HtmlElement) -> Printed:  # noqa: C901, PLR0912 - one loop, the hottest
        """Walk over an element and return its lines.

        A page has a thousand elements, most without a word: those pass here with no further call.
        """
        level = Level(iter(root), root, root, self.place_of(root, Place()))
        self.say(root.text, level, root)
        stack: list[Level] = []
        while True:
            for child in level.children:
                tag = child.tag
                inner: Level | None = None
                if tag in INLINE:
                    if child.text or len(child):
                        inner = self.begin_inline(child, level)
                elif tag in BREAKS:
                    self.end(broken=True)
                elif tag in PICTURES:
                    if not level.place.unread and child not in self.noise:
                        self.pictures.append(child)
                elif tag not in HIDDEN and isinstance(tag, str):
                    inner = self.begin_block(child, level)
                if inner is not None:
                    stack.append(level)
                    level = inner
                    break
                if (tail := child.tail) and (self.line is not None or not tail.isspace()):
                    self.say(tail, level, level.element)
            else:
                if level.block is level.element:
                    self.leave(level)
                if not stack:
                    break
                tail, level = level.element.tail, stack.pop()
                if tail and (self.line is not None or not tail.isspace()):
                    self.say(tail, level, level.element)
        if self.lines:
            self.lines[-1].pictures += self.above
        return Printed(self.lines, self.ranges)

    def begin_inline(self, element: HtmlElement, level: Level) -> Level | None:
        """Begin an element that stays on its line; return it when it has children to read."""
        tag, text = element.tag, element.text
        if (tag in STYLED and is_styled(element)) or (self.noise and element in self.noise):
            return self.begin_block(element, level)
        if self.line is None and (not text or len(text) < SHORT) and self.is_drop_cap(element):
            return None
        parent = len(element) > 0
        if parent or tag == "a" or tag in STRONG:
            link = element if tag == "a" else level.link
            strong = level.strong or tag in STRONG
            level = Level(iter(element), element, level.block, level.place, link, strong)
        if text:
            self.say(text, level, element)
        return level if parent else None

    def is_drop_cap(self, element: HtmlElement) -> bool:
        """Return whether an element is a drop cap, and keep its letter for the word behind it."""
        tail = element.tail
        letter = drop_cap(element, tail) if tail and not tail.isspace() else ""
        self.dropped = letter or self.dropped
        return bool(letter)

    def begin_block(self, element: HtmlElement, level: Level) -> Level | None:
        """Begin an element that begins a line; return it when it has children to read."""
        text, outer, parent = element.text, level.place, len(element) > 0
        blank = not text or text.isspace()
        if not parent:
            if blank:
                if element.tag not in FURNITURE:
                    self.end()
                return None
            if len(text or "") < SHORT and self.is_drop_cap(element):
                return None
        plain = element.tag in PLAIN and not self.noise and element.get("fallback") is None
        place = outer if plain else self.place_of(element, outer)
        interrupted = None
        if place.unread and not outer.unread:
            interrupted = self.line, self.pictures
            self.line, self.pictures = None, []
        elif self.line is not None or self.pictures:
            self.end()
        first = len(self.lines)
        inner = Level(
            iter(element), element, element, place, level.link, level.strong, first, interrupted
        )
        if not blank:
            self.say(text, inner, element)
        if parent:
            return inner
        self.leave(inner)
        return None

    def leave(self, level: Level) -> None:
        """End a block."""
        if self.line is not None or self.pictures:
            self.end(broken=level.element.tag in INLINE)
        if len(self.lines) > level.first:
            self.ranges[level.element] = range(level.first, len(self.lines))
        if level.interrupted is not None:
            self.line, self.pictures = level.interrupted

    def place_of(self, element: HtmlElement, outer: Place) -> Place:
        """Return what the tree says of all that stands in a block."""
        tag = str(element.tag)
        return place_with(
            outer,
            tag,
            unread=tag in FURNITURE
            or (tag[:4] == "amp-" and tag not in AMP_TEXT)
            or element.get("fallback") is not None  # what AMP shows in place of a component
            or element in self.noise,
        )

    def say(self, text: str | None, level: Level, element: HtmlElement) -> None:
        """Add an element's text to the line that is being written, or begin one."""
        if not text or text.isspace():
            if text and self.line is not None:
                self.space(text)
            return
        if self.dropped:
            text, self.dropped = self.dropped + text.lstrip(), ""
        if "<" in text and OTHER_TAG.search(text):  # a page that prints its own markup
            first, *others = OTHER_TAG.split(text)
            self.say(first, level, element)
            for piece in others:
                self.end(broken=True)
                self.say(piece, level, element)
            return
        words = clean(text if len(text) <= MAX_LENGTH else text[:MAX_LENGTH])
        line = self.line
        if not words:
            self.space(text)  # signs without width part no word
        elif line is not None:
            line.text = f"{line.text} {words}"[:MAX_LENGTH]
            line.parts.append(Part(words, element, text, level.link, level.strong))
        elif len(self.lines) < MAX_LINES:
            part = Part(words, element, text, level.link, level.strong)
            self.line = Line(words, [part], level.block, level.place)
            self.lines.append(self.line)
            if self.above and not level.place.unread:
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
            self.above = [*self.above, *self.pictures]
            self.pictures = []


@lru_cache(maxsize=512)
def place_with(outer: Place, tag: str, *, unread: bool) -> Place:
    """Return the place in an element of this tag; all that are alike are one object."""
    return Place(
        outer.heading or tag in HEADINGS,
        outer.item or tag == "li",
        outer.caption or tag == "figcaption",
        outer.beside or tag in BESIDE,
        outer.unread or unread,
    )


def is_styled(element: HtmlElement) -> bool:
    """Return whether a style sets an element on lines of its own."""
    style = element.get("style")
    return style is not None and "block" in style and "display:block" in style.replace(" ", "")


def drop_cap(element: HtmlElement, tail: str) -> str:
    """Return the letter that an element sets large at the beginning of a text, or "".

    `tail` is what stands behind the element.
    """
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
