"""Reads a part of a page as lines: one pass over the tree, no recursion, no XPath per node."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from newscrawl.page.labels import Label
from newscrawl.page.roles import element_role
from newscrawl.text import OTHER_TAG, clean

#: What never holds a reader's text.
SKIPPED: Final = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "select", "button",
     "svg", "audio", "video", "input", "textarea", "canvas", "ins", "map", "head", "link", "meta",
     "nav", "footer", "dialog"}
)  # fmt: skip
#: The components of AMP that a story stands in; all others are advertisements, lists, consents.
AMP_TEXT: Final = frozenset(
    {"amp-img", "amp-anim", "amp-carousel", "amp-base-carousel", "amp-inline-gallery",
     "amp-stream-gallery", "amp-accordion", "amp-fit-text", "amp-layout"}
)  # fmt: skip
#: Class names of a text's first letter, which is set large.
DROP_CAP: Final = re.compile(
    r"drop[-_]?(?:caps?|letter)|(?:first|initial|big|capital)[-_]?(?:letter|char)|\binitial\b|huruf-?(?:awal|besar)|lettrine",
    re.IGNORECASE,
)
#: Plain text in a <pre> or under `white-space: pre-line` has blank lines between paragraphs.
BLANK_LINE: Final = re.compile(r"\n[ \t\r]*\n\s*")
LONG: Final = 200
#: What stays on the line of the words around it. Everything else begins and ends a line.
INLINE: Final = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "kbd", "label", "mark", "nobr", "q", "s", "small", "span", "strike", "strong",
     "sub", "sup", "time", "tt", "u", "var", "img", "amp-img", "picture", "source", "wbr",
     "o:p", "st1:place", "st1:city"}
)  # fmt: skip
BREAKS: Final = frozenset({"br", "hr"})
#: Holds no text of the story, unless it holds most of it.
BESIDE: Final = frozenset({"aside", "form"})
#: How a style sets a letter large.
LARGE: Final = re.compile(r"float\s*:\s*left|font-size|initial-letter", re.IGNORECASE)
#: A drop cap is a letter, perhaps behind a quotation mark.
MAX_DROPPED: Final = 3
PICTURES: Final = frozenset({"img", "amp-img"})
#: Letters of a caption, of a line that is text, boxes around a picture, elements in such a box.
MAX_CAPTION: Final = 220
TEXT: Final = 60
BOXES: Final = 4
IN_BOX: Final = 30
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class Block:
    """One printed line: its text, and what the tree says of it."""

    text: str
    linked: int = 0
    bold: int = 0
    tag: str = ""
    heading: bool = False
    item: bool = False
    caption: bool = False
    broken: bool = False  # ended by <br>, not by the end of a block
    role: Label | None = None
    images: list[HtmlElement] = field(default_factory=list)


class Reader:
    """Collects blocks while walking over elements in document order."""

    def __init__(
        self,
        skipped: set[HtmlElement] | None = None,
        heavy: set[HtmlElement] | None = None,
        limit: int = 20000,
        beyond: HtmlElement | None = None,
    ) -> None:
        """Take the elements to skip, those that hold most of the text, the most lines.

        Nothing is read from the element `beyond` on, which is the next story's headline.

        Class names cannot exclude what holds most of the text.
        """
        self.blocks: list[Block] = []
        self.skipped = skipped or set()
        self.heavy = heavy or set()
        self.limit = limit
        self.beyond = beyond
        self.parts: list[str] = []
        self.linked = self.bold = 0
        self.images: list[HtmlElement] = []
        self.opened = False  # text was read: what stands below pictures may be text too
        self.dropped = False  # the last word is a drop cap: what follows is the same word

    def end_line(self, state: "State", *, broken: bool = False) -> None:
        """Close the line being written."""
        if not self.parts and not self.images:
            return
        text = clean("".join(self.parts))
        if text or self.images:
            block = Block(text, self.linked, self.bold, state.tag, broken=broken)
            block.heading, block.item, block.caption = state.heading, state.item, state.caption
            block.role, block.images = state.role, self.images
            self.blocks.append(block)
            self.images = []
        self.parts, self.linked, self.bold = [], 0, 0

    def say(self, text: str | None, state: "State") -> None:
        """Add words to the line being written."""
        if not text or (not self.parts and text.isspace()):
            return
        if self.dropped:
            text, self.dropped = text.lstrip(), False
        if "\n" in text and len(text) > LONG and BLANK_LINE.search(text.strip()):
            *paragraphs, text = BLANK_LINE.split(text)
            for paragraph in paragraphs:
                self.parts.append(paragraph)
                self.end_line(state, broken=True)
        if "<" in text and OTHER_TAG.search(text):  # a page that prints its own markup
            *lines, text = OTHER_TAG.split(text)
            for line in lines:
                self.parts.append(line)
                self.end_line(state)
        self.parts.append(text)
        if state.link or state.strong:
            size = len(text.strip())
            if state.link:
                self.linked += size
            if state.strong:
                self.bold += size

    def read(
        self, element: HtmlElement, *, until: HtmlElement | None = None, tail: bool = False
    ) -> None:
        """Walk over an element; what stands before `until` in it is forgotten when it is met."""
        outside = State()
        stack: list[Level] = []
        self.visit(element, outside, stack)
        while stack and len(self.blocks) < self.limit:
            current, children, state = stack[-1]
            child = next(children, None)
            if child is not None and child is self.beyond:
                break
            if child is None:
                stack.pop()
                self.leave(current, state, stack[-1][2] if stack else None)
            elif child is until:
                self.forget()
                self.say(child.tail, state)
            elif child.tag in BREAKS:
                self.end_line(state, broken=True)
                self.say(child.tail, state)
            elif not self.visit(child, state, stack):
                self.say(child.tail, state)
        self.end_line(outside)
        if tail:
            self.say(element.tail, outside)
            self.end_line(outside)

    def visit(self, element: HtmlElement, state: "State", stack: "list[Level]") -> bool:
        """Begin an element, and end it at once when it is empty; False when it is skipped."""
        tag = element.tag
        if tag in SKIPPED or not isinstance(tag, str) or element in self.skipped:
            return False
        attributes = element.keys()
        if (tag[:4] == "amp-" and tag not in AMP_TEXT) or "fallback" in attributes:
            return False  # a component of AMP's, or what stands in for one
        if tag in PICTURES:
            self.images.append(element)
            self.await_caption(element, stack)
            return False
        styled = attributes or tag == "font"
        if styled and (tail := element.tail) and (letter := drop_cap(element, tail)):
            self.say(letter, state)
            self.dropped = True
            return False
        inner = self.inline(element, tag, state) if tag in INLINE else self.block(element, state)
        self.say(element.text, inner)
        if len(element):
            stack.append((element, iter(element), inner))
        else:
            self.leave(element, inner, state if stack else None)
        return True

    def await_caption(self, picture: HtmlElement, stack: "list[Level]") -> None:
        """Take the few words in a box with a picture for its caption, above all text.

        Further down a picture and some words may be one of the things that a story tells of.
        """
        if self.opened:
            return
        self.opened = any(len(b.text) >= TEXT and not b.caption for b in self.blocks)
        if self.opened:
            return
        for number in range(len(stack) - 1, max(-1, len(stack) - 1 - BOXES), -1):
            box = stack[number][0]
            if box in self.heavy or box.tag == "p" or box.tag in HEADINGS:
                return
            size = below_picture(box, picture)
            if size is None or size > MAX_CAPTION:
                return
            if size:
                for _, _, state in stack[number:]:
                    state.caption = True
                return

    def leave(self, element: HtmlElement, state: "State", outer: "State | None") -> None:
        """End an element; what follows it belongs to the outer one."""
        if (self.parts or self.images) and element.tag not in INLINE:
            self.end_line(state)
        if outer is not None:
            self.say(element.tail, outer)

    def forget(self) -> None:
        """Drop all that was read so far."""
        self.opened = False
        self.blocks.clear()
        self.parts, self.images, self.linked, self.bold = [], [], 0, 0

    def inline(self, element: HtmlElement, tag: str, state: "State") -> "State":
        """Return the state inside an element that stays on its line."""
        role, link, strong = state.role, state.link, state.strong
        if tag == "a":
            link = True
        elif tag in ("b", "strong"):
            strong = True
        elif tag == "span" and role is None and element not in self.heavy:
            role = element_role(element)
            if role is None:
                return state
        else:
            return state
        return State(state.tag, state.heading, state.item, state.caption, role, link, strong)

    def block(self, element: HtmlElement, state: "State") -> "State":
        """Return the state inside an element that begins a line."""
        if self.parts or self.images:
            self.end_line(state)
        tag = str(element.tag)
        told = state.role
        if told is None and element not in self.heavy:
            told = element_role(element) or ("nav" if tag in BESIDE else None)
        return State(
            tag,
            state.heading or tag in HEADINGS,
            state.item or tag == "li",
            state.caption or tag == "figcaption",
            told,
            state.link,
            state.strong,
        )


@dataclass(slots=True)
class State:
    """The state of the reader: what surrounds the words that are read now."""

    tag: str = ""
    heading: bool = False
    item: bool = False
    caption: bool = False
    role: Label | None = None
    link: bool = False
    strong: bool = False


def below_picture(box: HtmlElement, picture: HtmlElement) -> int | None:
    """Return how many letters stand below a picture in elements of their own in a box.

    None for a box with words above the picture or beside it, with a heading or another picture.
    """
    if len((box.text or "").strip()) > 0 or len((picture.tail or "").strip()) > 0:
        return None
    size, below = 0, False
    for element in islice(box.iter(), IN_BOX + 1):
        below = below or element is picture
        if element.tag in HEADINGS or (element.tag in PICTURES and element is not picture):
            return None
        words = len((element.text or "").strip()) if element is not box else 0
        if element is not box:
            words += len((element.tail or "").strip())
        if words and not below:
            return None
        size += words
        if size > MAX_CAPTION:
            return None
    return size


def drop_cap(element: HtmlElement, tail: str) -> str:
    """Return the letter that an element sets large at the beginning of a text, or "".

    `tail` is what stands behind the element.
    """
    names, style = element.get("class"), element.get("style")
    large = element.tag == "font" or (style is not None and LARGE.search(style[:LONG]) is not None)
    named = names is not None and names_drop_cap(names[:LONG])
    if not named and not (large and tail.lstrip()[:1].islower()):
        return ""
    letter = "".join(islice(element.itertext(), MAX_DROPPED)).strip()
    fits = len(letter) <= MAX_DROPPED and letter[-1:].isalpha() and letter.isupper()
    return letter if fits else ""


@lru_cache(maxsize=2048)
def names_drop_cap(names: str) -> bool:
    """Return whether class names are those of a letter that is set large."""
    return DROP_CAP.search(names) is not None


def printed(element: HtmlElement) -> str:
    """Return what an element prints, on one line: its lines and blocks parted by blanks."""
    if not len(element):
        return clean(element.text or "")
    if len(element) == 1 and is_bare(element[0]):  # as most linked headings are
        return clean(f"{element.text or ''}{element[0].text or ''}")
    reader = Reader()
    reader.read(element)
    return " ".join([block.text for block in reader.blocks if block.text])


def is_bare(element: HtmlElement) -> bool:
    """Return whether an element is a link or bold words, holds words alone and none follow it."""
    plain = element.tag in ("a", "b", "span", "strong") and element.get("fallback") is None
    return plain and not len(element) and not element.tail


#: An element being read, its children still to come, and the state inside it.
Level = tuple[HtmlElement, Iterator[HtmlElement], State]
