"""Finds boxes below a story that are about the paper or hold other stories, by their headings."""

from itertools import chain, islice
from typing import Final

from newscrawl.extraction.context import Page
from newscrawl.page.lines import BESIDE, REACH, Line
from newscrawl.text import ignoring_case, in_lower_case, match_key

#: What stands above a box about the paper, or of other stories, in lower case; or whom it is about.
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
    )(?:\s(?:hari\sini|minggu\sini|redaksi|editor))?\W*
    | (?:tentang|profil|sekilas|mengenai|about)\s(?P<whom>.{3,60})"""
)
#: What stands above questions to the paper, which are no part of a story.
FAQ: Final = ignoring_case(
    r"""(?:tanya\W{1,3}jawab\b|pertanyaan\s(?:umum|(?:yang\s)?(?:sering|kerap)\b)
    |faqs?\b|frequently\sasked|q\s?&\s?a\b)"""
)
#: A heading of a box is no longer, and has no more words.
MAX_HEADING: Final = 60
MAX_WORDS: Final = 6


def heads_box(text: str, outlets: set[str]) -> bool:
    """Return whether a line is the heading of a box about the paper or of other stories."""
    found = BOX.fullmatch(text.lower())
    return found is not None and (found["whom"] is None or match_key(found["whom"]) in outlets)


def box_at(line: Line, page: Page, outlets: set[str]) -> range:
    """Return the lines of the box that a line heads, or of the part beside the story around it.

    Takes what the outlet is called besides.
    """
    if len(line.text) > MAX_HEADING:
        return aside_around(line, page)
    if line.text.count(" ") >= MAX_WORDS or not heads_box(line.text, outlets):
        return range(0)
    around = map(page.ranges.get, islice(chain((line.block,), line.block.iterancestors()), 4))
    return next((numbers for numbers in around if numbers and len(numbers) > 1), range(0))


def aside_around(line: Line, page: Page) -> range:
    """Return the lines of the part of the page beside the story that a line stands in."""
    if not line.place.beside or line.place.unread:
        return range(0)
    ancestors = islice(line.block.iterancestors(), 2 * REACH)
    return next((page.range_of(outer) for outer in ancestors if outer.tag in BESIDE), range(0))
