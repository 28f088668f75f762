"""Defines the printed line: its words, its place in the tree, and the label that it gets."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml.html import HtmlElement

from newscrawl.page.labels import Label
from newscrawl.text import clean

BESIDE: Final = frozenset({"aside", "nav", "footer"})
NAMING: Final = frozenset({"class", "id", "itemprop", "rel", "data-testid", "data-test-id"})
#: So much of a line suffices to tell what it is.
MAX_LENGTH: Final = 400
#: How far up ancestors are asked anything: keeps absurdly deep pages linear.
REACH: Final = 24


class Place(NamedTuple):
    """What the tree says of all that stands in a block."""

    heading: bool = False
    item: bool = False
    caption: bool = False
    #: Stands in a part of the page that is not the article.
    beside: bool = False
    #: Stands in what never holds a story's text.
    unread: bool = False


@dataclass(slots=True, eq=False)
class Part:
    """A piece of a line: its words, the element that prints it, and the link around it.

    `raw` is the text as the page has it.
    """

    text: str
    element: HtmlElement
    raw: str
    link: HtmlElement | None = None
    strong: bool = False


@dataclass(slots=True, eq=False)
class Line:
    """A printed line: its words, its pieces, its place, its pictures, and what it is.

    `text` has a blank between what two elements print, and is cut to MAX_LENGTH.
    """

    text: str
    parts: list[Part]
    #: The block element that it stands in.
    block: HtmlElement
    place: Place
    #: The pictures on the line, and those on lines of their own right above it.
    pictures: Sequence[HtmlElement] = ()
    above: Sequence[HtmlElement] = ()
    #: Ended by `<br>`, not by the end of a block.
    broken: bool = False
    #: What its first words make sure of: "unknown" until somebody asks.
    told: Label | None = "unknown"
    #: What class names around it say that it is for, whether it ends like a sentence and is long
    #: enough to be one, and what it is: set once the text is found, for the lines around it.
    role: Label | None = None
    prose: bool = False
    label: Label = "unknown"
    whole: str | None = None

    @property
    def linked(self) -> bool:
        """Whether the whole line is a link."""
        return None not in [part.link for part in self.parts]

    @property
    def linked_letters(self) -> int:
        """How many characters of the line are links."""
        return sum([len(part.raw.strip()) for part in self.parts if part.link is not None])

    @property
    def bold(self) -> bool:
        """Whether some of the line is bold."""
        return any(part.strong for part in self.parts)

    def take(self, line: "Line") -> None:
        """Go on with another line, which is empty then."""
        self.parts[-1].raw += " "
        self.text = f"{self.text} {line.text}"[:MAX_LENGTH]
        self.parts += line.parts
        self.broken, self.whole, self.told = line.broken, None, "unknown"
        line.text, line.parts, line.whole = "", [], None

    @property
    def printed(self) -> str:
        """The whole line, with no more blanks than the page prints."""
        if self.whole is None:
            one = len(self.parts) == 1 and len(self.parts[0].raw) <= MAX_LENGTH
            self.whole = self.text if one else clean("".join([p.raw for p in self.parts]))
        return self.whole


class Printed(NamedTuple):
    """The lines of a page, and of each block element the numbers of the lines in it."""

    lines: list[Line]
    ranges: dict[HtmlElement, range]


def names_of(element: HtmlElement, levels: int = 3, within: Container[HtmlElement] = ()) -> str:
    """Return class, id, itemprop and rel of an element and the next ones above it, lower case.

    Those that it stands `within` have no say.
    """
    names: list[str] = []
    node: HtmlElement | None = element
    for _ in range(levels):
        if node is None or node.tag in ("body", "html") or node in within:
            break
        for key, value in node.items():
            if key in NAMING:
                names.append(value[:200])
        node = node.getparent()
    return " ".join(names).lower()
