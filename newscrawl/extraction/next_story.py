"""Finds where the next story begins on a page that prints several."""

from itertools import islice, pairwise
from typing import Final

from lxml.html import HtmlElement

from newscrawl.extraction.line_patterns import DATE, SENTENCE_END
from newscrawl.extraction.line_wording import told_by
from newscrawl.page.document import HEADINGS
from newscrawl.page.lines import REACH, Line
from newscrawl.text import match_key

#: A headline has so many words, unless the page's own titles confirm a shorter one; a rubric or a
#: subheading may have fewer.
FEW_WORDS: Final = 3
#: Letters of a line that is a paragraph, and of the text that a story has at least.
MIN_PARAGRAPH: Final = 60
MIN_STORY: Final = 100
#: Lines below a heading in which its story's writer or date stands, and its text begins.
CREDITS: Final = 3
OPENING: Final = 8
#: `Nanik Suryani, 11 November 2026 07:00 WIB` is no longer.
MAX_CREDIT: Final = 80


def next_story(lines: list[Line], headline: int | None) -> int | None:
    """Return the number of the line that is the next story's headline, or None.

    Takes the page's lines and the number of the headline's. It is a heading below some text that
    has a template of its own: the headline's own tag and class, an <article> beside the headline's,
    or a writer or date right below it and then a text.
    """
    if headline is None:
        return None
    first = lines[headline]
    long = (n for n in range(headline + 1, len(lines)) if len(lines[n].text) >= MIN_PARAGRAPH)
    paragraphs = [n for n in long if is_paragraph(lines[n])]
    size = 0
    for above, below in pairwise(paragraphs):
        size += len(lines[above].text)
        if size < MIN_STORY:
            continue
        for number in range(max(above + 1, below - OPENING), below):
            if is_headline(lines, number, first, lines[above].block, lines[below].block):
                return number
    return None


def is_headline(
    lines: list[Line], number: int, first: Line, before: HtmlElement, below: HtmlElement
) -> bool:
    """Return whether a line is another story's headline.

    Takes its number, the headline's own line, and the blocks of the paragraphs above and below.
    """
    line = lines[number]
    if line.text.count(" ") < FEW_WORDS - 1:  # the cheap tests first: most fail them
        return False
    if line.place.unread:  # a box in the text
        return False
    heading = is_heading(line.block, first.block)
    if (
        not (heading or line.block.get("class") is not None)
        or likes(line.block, before)  # some papers print paragraphs as headings
        or not (heading or has_own_box(line.block, below, before))
    ):
        return False
    if match_key(line.text) == match_key(first.text) or told_by(line) is not None:
        return False
    return is_sister(line.block, first.block, before, below) or is_credited(lines, number)


def is_heading(block: HtmlElement, headline: HtmlElement) -> bool:
    """Return whether a block is a heading, or is set as a headline that stands in none."""
    if block.tag in HEADINGS:
        return True
    names = block.get("class")
    return bool(names) and headline.tag not in HEADINGS and likes(block, headline)


def has_own_box(block: HtmlElement, below: HtmlElement, before: HtmlElement) -> bool:
    """Return whether a block and the paragraph below share a box, and the paragraph above not."""
    box = block.getparent()
    return (
        box is not None
        and block.get("class") is not None
        and box in islice(below.iterancestors(), REACH)
        and box not in islice(before.iterancestors(), REACH)
    )


def is_paragraph(line: Line) -> bool:
    """Return whether a line is a sentence or more, and no link."""
    text = line.text
    return len(text) >= MIN_PARAGRAPH and not line.linked and is_ended(text)


def is_ended(text: str) -> bool:
    """Return whether a sentence ends a line, or it is too long to be known to its end."""
    return len(text) >= 2 * MIN_STORY or SENTENCE_END.search(text[-8:]) is not None


def is_sister(
    heading: HtmlElement, headline: HtmlElement, before: HtmlElement, below: HtmlElement
) -> bool:
    """Return whether a heading is of the headline's kind, in a box beside the headline's.

    Takes the blocks of the paragraphs before and below the heading besides. A box in mid text has
    an <article> for each link, and the text goes on outside of it.
    """
    article = article_of(heading)
    if article is not None and article not in (article_of(headline), article_of(before)):
        return article in islice(below.iterancestors(), REACH)
    mine, its = heading.getparent(), headline.getparent()
    if heading.tag != headline.tag or mine is its or mine is None or its is None:
        return False
    names = heading.get("class")
    return names == headline.get("class") and (bool(names) or likes(mine, its))


def likes(element: HtmlElement, other: HtmlElement) -> bool:
    """Return whether two boxes have the same tag and class."""
    return element.tag == other.tag and element.get("class") == other.get("class")


def article_of(element: HtmlElement) -> HtmlElement | None:
    """Return the <article> that an element stands in."""
    ancestors = islice(element.iterancestors(), REACH)
    return next((outer for outer in ancestors if outer.tag == "article"), None)


def is_credited(lines: list[Line], number: int) -> bool:
    """Return whether a writer or date stands right below a heading that is no link.

    Below a link a date tells of a teaser in mid text; a writer does not.
    """
    linked = lines[number].linked
    for line in lines[number + 1 : number + 1 + CREDITS]:
        if is_paragraph(line):
            return False
        if told_by(line) == "byline":
            return True
        if not linked and len(line.text) <= MAX_CREDIT and DATE.search(line.text):
            return True
    return False
