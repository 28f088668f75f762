"""Reads the few lines right above and below the body, where bylines, dates and credits stand."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice, pairwise, takewhile
from operator import is_not
from typing import Final

from lxml.html import HtmlElement

from newscrawl.extraction.body.line_labels import LabelledLine, is_prose, labelled_lines
from newscrawl.extraction.body.line_wording import (
    classify_line,
    ends_in_credit,
    is_date_line,
    starts_as,
)
from newscrawl.page.blocks import PICTURES, Reader, printed
from newscrawl.page.labels import Label
from newscrawl.page.roles import element_role

#: Lines read on either side; further away stand other stories.
NEAR: Final = 14
LEVELS: Final = 12
#: Paragraphs of a story that stand apart from the others.
MAX_LEADS: Final = 3
APART: Final = frozenset(
    {"aside", "footer", "form", "nav", "details", "figure", "ul", "ol", "table"}
)
#: What papers, not stories, say.
TO_READERS: Final = re.compile(
    r"\b(?:anda|cookies?|kuki|redaksi|berlangganan|subscribe|hak\scipta|copyright|dilarang"
    r"|(?:artikel|berita|tulisan|portal|situs|website|laman|media|koran|surat\skabar)\s(?:ini|kami)"
    r"|(?:our|this)\s(?:site|website|portal|newspaper|newsroom)|disclaimer|newsletter|penulis|dibaca|diperbarui)\b",
    re.IGNORECASE,
)
CUT_OFF: Final = re.compile(r"(?:…|\.\.\.|\])\W*$")
#: Below these stand other stories and other people's words.
BEYOND: Final[frozenset[Label | None]] = frozenset({"comment", "next_article", "copyright"})


def above(body: HtmlElement, headline: HtmlElement | None) -> list[LabelledLine]:
    """Return the labelled lines between the headline and the body."""
    if headline is None or body in headline.iterancestors():
        return []
    reader = Reader(limit=2 * NEAR)
    for element in between(headline, body):
        reader.read(element, tail=True)
        if len(reader.blocks) >= reader.limit:
            break
    near: list[LabelledLine] = []
    for draft in reversed(labelled_lines(reader.blocks)):
        if not draft.text or draft.block.caption:
            draft.label = "photo_caption"
        else:
            draft.label = draft.block.role or classify_line(draft.text)
        if draft.label != "body":
            near.append(draft)
        if len(near) == NEAR:
            break
    return near[::-1]


def leads(body: HtmlElement, headline: HtmlElement | None) -> list[str]:
    """Return the paragraphs between the headline and the body, in boxes of their own."""
    if headline is None or body in headline.iterancestors():
        return []
    found: list[str] = []
    pictured = False
    for element in islice(between(headline, body), 4 * NEAR):
        drafts = opening_lines(element)
        texts = paragraphs_of(element, drafts)
        if not pictured:  # what follows a picture without a caption is its caption
            found += texts
        if not texts:
            silent = not prints(element, drafts)
            pictured = silent and next(element.iter(*PICTURES), None) is not None
    return found[:MAX_LEADS]


def tails(body: HtmlElement) -> list[str]:
    """Return the paragraphs that follow right below the body, in boxes that hold nothing else."""
    found: list[str] = []
    node = body
    for _ in range(2):
        for sibling in node.itersiblings():
            drafts = opening_lines(sibling)
            texts = paragraphs_of(sibling, drafts)
            if not texts and prints(sibling, drafts):
                return found
            found += texts
            if len(found) >= MAX_LEADS:
                return found
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "main", "article"):
            break
        node = parent
    return found


def opening_lines(element: HtmlElement) -> list[LabelledLine]:
    """Return the first lines of an element: more than MAX_LEADS where it has more."""
    reader = Reader(limit=MAX_LEADS + 1)
    reader.read(element)
    return labelled_lines(reader.blocks)


def paragraphs_of(element: HtmlElement, drafts: list[LabelledLine]) -> list[str]:
    """Return the opening lines of an element when each is a paragraph of a story, else nothing."""
    if len(drafts) > MAX_LEADS or not all(map(is_story, drafts)):
        return []
    if element.tag in APART or element_role(element):
        return []
    return [draft.text for draft in drafts]


def prints(element: HtmlElement, drafts: list[LabelledLine]) -> bool:
    """Return whether an element prints any words, in its opening lines or below."""
    return any(draft.text for draft in drafts) or (
        len(drafts) > MAX_LEADS and printed(element) != ""
    )


def is_story(draft: LabelledLine) -> bool:
    """Return whether a line is a paragraph, and speaks to no reader."""
    text, block = draft.text, draft.block
    return (
        is_prose(text)
        and block.role is None
        and not (block.caption or block.images or block.item)
        and block.linked <= 0.5 * len(text)
        and starts_as(text) is None
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


def below(body: HtmlElement) -> list[LabelledLine]:
    """Return the labelled lines right below the body."""
    reader = Reader(limit=NEAR)
    node: HtmlElement | None = body
    for _ in range(LEVELS):
        if node is None or node.tag == "body" or len(reader.blocks) >= NEAR:
            break
        for sibling in node.itersiblings():
            reader.read(sibling, tail=True)
            if len(reader.blocks) >= NEAR:
                break
        node = node.getparent()
    drafts: list[LabelledLine] = []
    for draft in labelled_lines(reader.blocks[:NEAR]):
        label = draft.block.role or starts_as(draft.text)
        if label is None and is_date_line(draft.text):
            label = "date"
        if label in BEYOND:
            break
        if label and draft.text:
            draft.label = label
            drafts.append(draft)
    return drafts
