"""Takes the few words in a box with a picture for its caption, above all text."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from newscrawl.page.line_reader import HEADINGS, PICTURES
from newscrawl.page.lines import REACH, Line

#: Letters of a caption, of a line that is text, boxes around a picture, elements in such a box.
MAX_CAPTION: Final = 220
TEXT: Final = 60
BOXES: Final = 4
IN_BOX: Final = 30


def caption_pictures(lines: list[Line], heavy: set[HtmlElement]) -> None:
    """Take the few words in a box with a picture for its caption, above all text.

    Further down a picture and some words may be one of the things that a story tells of. `heavy`:
    elements that hold most of the text.
    """
    for number, line in enumerate(lines):
        for picture in (*line.above, *line.pictures):
            box = caption_box(picture, heavy)
            if box is not None:
                caption_in(box, lines[number:])
        if len(line.printed) >= TEXT and line.role != "photo_caption":
            return


def caption_in(box: HtmlElement, lines: Iterable[Line]) -> None:
    """Take the lines in a box, which come first, for captions."""
    for line in lines:
        if box is not line.block and box not in islice(line.block.iterancestors(), REACH):
            return
        if line.role in (None, "nav"):  # builders call all boxes widgets
            line.role = "photo_caption"


def caption_box(picture: HtmlElement, heavy: set[HtmlElement]) -> HtmlElement | None:
    """Return the box around a picture that holds some words besides, or None."""
    for box in islice(picture.iterancestors(), BOXES):
        if box in heavy or box.tag == "p" or box.tag in HEADINGS:
            return None
        size = below_picture(box, picture)
        if size is None or size > MAX_CAPTION:
            return None
        if size:
            return box
    return None


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
