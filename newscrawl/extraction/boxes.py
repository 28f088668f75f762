"""Finds boxes below a story that are about the paper or hold other stories, by their headings."""

import re
from collections.abc import Container
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from newscrawl.page.lines import BESIDE, REACH, Line
from newscrawl.text import ignoring_case, in_lower_case, match_key

#: What stands above a box about the paper, or of other stories, in lower case.
BOX: Final = in_lower_case(
    r"""(?:(?:tentang|profil|sekilas|mengenai|about)\s(?:kami|us|redaksi|media\sini|situs\sini)
    | (?:tentang|profil|biodata|about)\s(?:the\s)?(?:penulis|pengarang|author|writer)
      (?:\s?:.{1,40})?
    | (?:susunan\s|tim\s|dapur\s)?redaksi(?:\skami)? | (?:hubungi|kontak)\skami | kontak
    | contact(?:\sus)? | about | profil | alamat(?:\s(?:kami|redaksi|kantor))?
    | berlangganan | langganan | newsletter | pedoman\s.{3,30} | disclaimer | kebijakan\sprivasi
    | (?:kebijakan|tajuk|catatan|sikap|profil)\s(?:redaksi|kami) | hak\sjawab
    | privacy\spolicy | syarat\sdan\sketentuan
    | (?:(?:berita|artikel|kabar|paling|info|most|editor.?s|latest|popular)\s)?(?:(?:ter)?populer
        |terbaru|terkini|(?:banyak|sering)\s(?:di)?baca|read|popular|viewed|lainnya|lain|terkait
        |pilihan|picks?|news|posts?|terfavorit)
    )(?:\s(?:hari\sini|minggu\sini|redaksi|editor))?\W*"""
)
#: What stands above questions to the paper, which are no part of a story.
FAQ: Final = ignoring_case(
    r"""(?:tanya\W{1,3}jawab\b|pertanyaan\s(?:umum|(?:yang\s)?(?:sering|kerap)\b)
    |faqs?\b|frequently\sasked|q\s?&\s?a\b)"""
)
NAMED: Final = re.compile(r"(?:tentang|profil|sekilas|mengenai|about)\s(?P<whom>.{3,60})")
#: A heading of a box is no longer.
MAX_HEADING: Final = 60


def heads_box(text: str, outlets: set[str]) -> bool:
    """Return whether a line is the heading of a box about the paper or of other stories."""
    lowered = text.lower()
    if BOX.fullmatch(lowered):
        return True
    named = NAMED.fullmatch(lowered)
    return named is not None and match_key(named["whom"]) in outlets


def box_below(line: Line, prose: Container[HtmlElement]) -> list[HtmlElement]:
    """Return the box that a heading stands in, when it holds no prose yet."""
    element: HtmlElement | None = line.block
    for _ in range(4):
        if element is None or element.tag in ("body", "html") or element in prose:
            return []
        pieces = [piece for piece in islice(element.itertext(), 2 * REACH) if piece.strip()]
        if len(pieces) > len(line.parts):
            return [element]
        element = element.getparent()
    return []


def aside_of(block: HtmlElement) -> HtmlElement | None:
    """Return the part of the page beside the story that a block stands in."""
    ancestors = islice(block.iterancestors(), 2 * REACH)
    return next((element for element in ancestors if element.tag in BESIDE), None)


def is_boxed(block: HtmlElement, boxes: AbstractSet[HtmlElement]) -> bool:
    """Return whether a block is or stands in one of these boxes."""
    if not boxes:
        return False
    return block in boxes or not boxes.isdisjoint(islice(block.iterancestors(), REACH))
