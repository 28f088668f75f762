"""A page during extraction, with what is known of it so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from lxml.html import HtmlElement

from newscrawl.extraction.model import Hint, Rules
from newscrawl.page.css import all_elements
from newscrawl.page.declared import Metadata, read_metadata
from newscrawl.page.document import Document
from newscrawl.page.line_reader import INLINE, read_lines
from newscrawl.page.lines import Line


class ArticleSpan(NamedTuple):
    """Line numbers of the article: its headline, its first and its last line of text.

    None where it is on no line; `end` is at least `start`.
    """

    headline: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(slots=True, kw_only=True)
class Page:
    """A parsed page, its lines, what it declares, and what the caller knows.

    `now` is the aware time of the fetch. `span` says where headline and text stand among the
    lines, once they are found. `ranges` are the numbers of the lines in each block element: they
    hold until the text is found.
    """

    document: Document
    lines: list[Line]
    ranges: dict[HtmlElement, range]
    data: Metadata
    rules: Rules
    now: datetime
    hint: Hint | None = None
    span: ArticleSpan = field(default_factory=ArticleSpan)
    #: The elements that the headline stands in: their names tell nothing of what is beside it.
    shell: frozenset[HtmlElement] = frozenset()
    #: The classes by which the page's style sheets hide times, each with one that is spared.
    styles: Mapping[str, str | None] = field(default_factory=dict)

    @classmethod
    def of(
        cls, document: Document, *, rules: Rules, now: datetime, hint: Hint | None = None
    ) -> "Page":
        """Read the lines of a document, and what it declares."""
        lines, ranges = read_lines(document.root, all_elements(document, rules.noise))
        data = read_metadata(document, rules.embedded)
        return cls(
            document=document,
            lines=lines,
            ranges=ranges,
            data=data,
            rules=rules,
            now=now,
            hint=hint,
        )

    def place(self, headline: Sequence[Line]) -> ArticleSpan:
        """Return where the lines of the headline stand, which get their label."""
        if not headline:
            return ArticleSpan()
        for line in headline:
            line.label = "headline"
        self.shell = frozenset(headline[0].block.iterancestors())
        return ArticleSpan(self.lines.index(headline[0]))

    def range_of(self, element: HtmlElement) -> range:
        """Return the numbers of the lines in an element."""
        known = self.ranges.get(element)
        if known is not None:
            return range(known.start, min(known.stop, len(self.lines)))
        if element.tag not in INLINE:
            return range(0)
        inside = set(element.iter())
        outer = next((up for up in element.iterancestors() if up in self.ranges), None)
        numbers = [
            number
            for number in (self.range_of(outer) if outer is not None else range(len(self.lines)))
            if any(part.element in inside for part in self.lines[number].parts)
        ]
        return range(numbers[0], numbers[-1] + 1) if numbers else range(0)

    def lines_of(self, element: HtmlElement) -> list[Line]:
        """Return the lines in an element."""
        numbers = self.range_of(element)
        return self.lines[numbers.start : numbers.stop]

    def lines_in(self, element: HtmlElement) -> list[Line]:
        """Return the lines in an element that may be text of a story."""
        return [line for line in self.lines_of(element) if not line.place.unread]
