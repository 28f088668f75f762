"""Labels each printed line by its words, its links and the lines around it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from newscrawl.extraction.body.line_patterns import HEAD, LONE, NAV_START, SENTENCE_END
from newscrawl.extraction.body.line_wording import (
    dateline_end,
    ends_in_credit,
    is_date_line,
    sign_off,
    split_source,
    starts_as,
)
from newscrawl.page.blocks import Block
from newscrawl.page.labels import Label


@dataclass(slots=True)
class LabelledLine:
    """A printed line, its place in the tree, and the label that it has so far."""

    text: str
    block: Block
    label: Label = "body"
    #: Ends like a sentence and is long enough to be one: set by `label_lines`.
    prose: bool = False
    #: What its first words make sure of. Set by `label_lines`.
    told: Label | None = None


NUMBERED: Final = re.compile(r"(?:\(?(?:\d{1,2}|[a-zA-Z])[.)]|[•\-*–])\s*\S")
SUMMARY: Final = re.compile(
    r"(?:ringkasan|intisari|poin penting|sorotan|ten-second|key points?)\b", re.IGNORECASE
)
CELLS: Final = frozenset({"td", "th", "dd", "dt"})
#: Announces a list, but none of other stories.
ANNOUNCES: Final = re.compile(
    r"(?!.*\b(?:berita|artikel|baca|terkait|lainnya|tulisan|related|read|stories)\b).{8,}:$",
    re.IGNORECASE,
)
BARE_LABEL: Final = re.compile(r"[\w\s()\[\]*«»>-]{3,40}[:»>\])*\s]*$")
ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+$")
#: Right below a picture these are its own, whatever they are elsewhere: `(ANTARA/Sari)`, `© Budi`.
CREDIT_BELOW: Final = re.compile(r"[(\[©]|foto|photo|image|credit|kredit", re.IGNORECASE)
HANDLE_CREDIT: Final = re.compile(r"[\w. ]{2,40}/\s?[\w.@]{3,40}$")


def labelled_lines(blocks: Iterable[Block]) -> list[LabelledLine]:
    """Return the lines with text, lines that <br> broke in mid sentence joined."""
    drafts: list[LabelledLine] = []
    pending: list[Block] = []
    for block in blocks:
        if pending and not goes_on(pending[-1], block):
            drafts.append(merged(pending))
            pending = []
        pending.append(block)
    if pending:
        drafts.append(merged(pending))
    return drafts


def goes_on(before: Block, block: Block) -> bool:
    """Return whether a line only goes on with the sentence of the line that <br> ended."""
    return (
        before.broken
        and bool(before.text and block.text)
        and not block.images
        and block.text[0].islower()
        and not NUMBERED.match(block.text)
        and not SENTENCE_END.search(before.text[-8:])
        and len(before.text) > 25
        and starts_as(before.text) is None
        and before.role == block.role
    )


def merged(blocks: Sequence[Block]) -> LabelledLine:
    """Return one line made of the blocks."""
    block = blocks[0]
    text = block.text if len(blocks) == 1 else " ".join(b.text for b in blocks)
    return LabelledLine(text, block)


def is_prose(text: str) -> bool:
    """Return whether a line ends like a sentence and is long enough to be one."""
    return len(text) >= 60 and bool(
        SENTENCE_END.search(text[-8:]) or sign_off(text)[1] or ends_in_source(text)
    )


def labelled(draft: LabelledLine, *, after_image: bool, noise: re.Pattern[str] | None) -> Label:
    """Return what a line is by its markup, else by its words, else by its links and pictures."""
    text, block = draft.text, draft.block
    if block.role == "pagination" and not pages(draft):
        block.role = None  # a box of text that is called `detail-paging`
    if block.role or block.caption:
        if block.caption and block.role == "nav":  # builders call all boxes widgets
            block.role = None
        return block.role or "photo_caption"
    if noise and noise.search(text[: 2 * HEAD]):
        return "ad"
    told = None if block.tag in CELLS and draft.told == "pagination" else draft.told
    label = told or worded(draft)
    if label and (after_image or block.images) and CREDIT_BELOW.match(text):
        return "photo_caption"
    if label:
        return label
    if is_link(draft):
        return "related"
    short = len(text) < 260
    return "photo_caption" if short and is_caption(draft, after_image=after_image) else "body"


def pages(draft: LabelledLine) -> bool:
    """Return whether a line in a box named for paging leads to pages, and is no text."""
    text, block = draft.text, draft.block
    short = len(text) <= 25 and not block.heading
    return short or draft.told == "pagination" or block.linked > 0.5 * len(text)


def worded(draft: LabelledLine) -> Label | None:
    """Return the label of lines that are a number, a menu's word or a date and nothing else."""
    text = draft.text
    size = len(text)
    if draft.block.tag in CELLS:  # a table's numbers and dates are its text
        return "nav" if not any(map(str.isalnum, text)) else None
    if LONE.fullmatch(text) or (size < 100 and NAV_START.match(text)):
        return "nav"
    if size < 90 and not draft.prose and is_date_line(text):
        return "date"
    return None


def is_link(draft: LabelledLine) -> bool:
    """Return whether a line is nothing but a link, or a label and its link (`Fokus: …`)."""
    text, block = draft.text, draft.block
    size = len(text)
    if block.linked > 0.5 * size and not (draft.prose or block.item) and ":" in text[:30]:
        return True
    # A paragraph may be one long link; a bold line or a heading that is one leads to another story.
    paragraph = draft.prose and size >= 100 and text[-1] not in "!?"
    return (block.linked >= 0.85 * size and not paragraph) or bool(ADDRESS.match(text))


def opens(draft: LabelledLine) -> bool:
    """Return whether a line begins with a dateline and the story goes on behind it."""
    end = dateline_end(draft.text)
    return end > 0 and (end >= len(draft.text) or len(draft.text) - end >= 40)


def ends_in_source(text: str) -> bool:
    """Return whether a sentence with its source glued to its end makes up a line."""
    kept, source = split_source(text)
    return source is not None and len(kept) >= 60 and bool(SENTENCE_END.search(kept[-8:]))


def is_caption(draft: LabelledLine, *, after_image: bool) -> bool:
    """Return whether a short line is a picture's caption or credit."""
    text, block = draft.text, draft.block
    ended = bool(SENTENCE_END.search(text[-8:]))
    if HANDLE_CREDIT.match(text) and not text.endswith("."):
        return True
    if ends_in_credit(text):
        if not after_image and ends_in_source(text):
            return False
        kept, sign = sign_off(text)
        if not after_image and (NUMBERED.match(text) or (sign and len(kept) > 100)):
            return False
        return after_image or not (sign and SENTENCE_END.search(kept[-8:]))
    near_image = (bool(block.images) and len(text) < 200) or (after_image and len(text) < 80)
    return near_image and not ended and not (block.heading or block.bold or opens(draft))


class LinkListState:
    """Tracks a link list (`Baca juga`, `Ringkasan Berita:`) until prose starts again."""

    def __init__(self) -> None:
        """Begin outside of any such list."""
        self.label: Label | None = None
        self.lines = 0
        self.links = False

    def take(self, draft: LabelledLine) -> None:
        """Look at the next line: label it when it belongs to the list, end the list if not."""
        text, block = draft.text, draft.block
        if self.label and draft.label == "body":
            if self.holds(draft):
                draft.label = self.label
            else:
                self.label = None
        if self.label:
            self.lines += 1
            self.links = self.links or bool(block.linked)
        if block.item and draft.told is None:
            return  # an entry is no label
        if draft.label in ("related", "nav") and len(text.split()) <= 4 and BARE_LABEL.match(text):
            is_label = draft.label == "related" or SUMMARY.match(text)
            self.label, self.lines, self.links = ("related" if is_label else None), 0, False

    def holds(self, draft: LabelledLine) -> bool:
        """Return whether a line is one of the list's headlines or points."""
        if draft.block.heading and not draft.block.linked:
            return False
        if draft.block.item or draft.block.linked > 0.6 * len(draft.text):
            return True
        return not (draft.prose or self.links or self.lines) and len(draft.text) < 160


def label_lines(drafts: list[LabelledLine], noise: re.Pattern[str] | None) -> None:
    """Label each line; lines under a lone `Baca juga` or a summary share it."""
    after_image = False
    follow = LinkListState()
    for draft in drafts:
        if not draft.text:
            after_image = True
            draft.label = "photo_caption"
            continue
        draft.prose, draft.told = is_prose(draft.text), starts_as(draft.text)
        draft.label = labelled(draft, after_image=after_image, noise=noise)
        after_image = bool(draft.block.images)
        follow.take(draft)
    keep_lists(drafts)


def keep_lists(drafts: list[LabelledLine]) -> None:
    """Take linked items for text where items beside them are none, or a line announces them."""
    number = 0
    while number < len(drafts):
        if not is_entry(drafts[number]):
            number += 1
            continue
        first = number
        while number < len(drafts) and is_entry(drafts[number]):
            number += 1
        entries = drafts[first:number]
        before = drafts[first - 1] if first else None
        announced = (
            before is not None and before.label == "body" and bool(ANNOUNCES.match(before.text))
        )
        if announced or any(entry.label == "body" for entry in entries):
            for entry in entries:
                entry.label = "body"


def is_entry(draft: LabelledLine) -> bool:
    """Return whether a line is an item of a list that nothing but its link excludes."""
    block = draft.block
    return (
        block.item
        and bool(draft.text)
        and draft.told is None
        and block.role is None
        and (draft.label == "body" or (draft.label == "related" and is_link(draft)))
    )
