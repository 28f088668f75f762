"""Labels each printed line by its words, its markup, and its place against the text."""

import re
from collections.abc import Container, Iterable, Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from newscrawl.dates import looks_like_date
from newscrawl.extraction.line_patterns import HEAD, LONE, OF_OTHERS, SENTENCE_END
from newscrawl.extraction.line_wording import (
    classify_line,
    dateline_end,
    ends_in_credit,
    has_label,
    is_date_line,
    is_menu_item,
    sign_off,
    split_source,
    starts_as,
    told_by,
)
from newscrawl.lexicon import LOCAL_ZONE
from newscrawl.page.labels import Label
from newscrawl.page.lines import Line, names_of
from newscrawl.text import DIGIT, clean

NUMBERED: Final = re.compile(r"(?:\(?(?:\d{1,2}|[a-zA-Z])[.)]|[•\-*–])\s*\S")
SUMMARY: Final = re.compile(
    r"(?:ringkasan|intisari|poin penting|sorotan|ten-second|key points?)\b", re.IGNORECASE
)
#: What tells of a picture, a source or a post of another network, and not of the article.
OF_THINGS: Final[frozenset[Label | None]] = frozenset({"photo_caption", "source_credit", "share"})
#: A line that tells when an article was published is no longer, unless it has a clock of a zone.
MAX_DATED: Final = 80
ZONED: Final = re.compile(rf"\d[:.]\d{{2}}\s?\(?(?:{LOCAL_ZONE})\b", re.IGNORECASE)
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
#: Signs that no writer sets below a text: a hand-out's, the photo desk's of the agency.
OF_PICTURE: Final = re.compile(r"/\s?(?:HO|Ist|IST|Istimewa)\b|^\(ANTARA/")
MAX_SIGNED: Final = 100
ITALICS: Final = frozenset({"em", "i"})
#: Roles of lines that may tell when an article was published: no name around them does better.
UNNAMED: Final[frozenset[Label | None]] = frozenset({None, "photo_caption"})
QUOTES: Final = frozenset('"“”')
HANDLE_CREDIT: Final = re.compile(r"[\w. ]{2,40}/\s?[\w.@]{3,40}$")


def joined(lines: Iterable[Line]) -> list[Line]:
    """Return lines, those joined that `<br>` broke in mid sentence; what was joined is empty."""
    found: list[Line] = []
    for line in lines:
        if found and goes_on(found[-1], line):
            found[-1].take(line)
        else:
            found.append(line)
    return found


def goes_on(before: Line, line: Line) -> bool:
    """Return whether a line only goes on with the sentence of the line that <br> ended."""
    return (
        before.broken
        and line.text[0].islower()
        and not (line.pictures or line.above)
        and len(before.printed) > 25
        and not NUMBERED.match(line.text)
        and not SENTENCE_END.search(before.printed[-8:])
        and told_by(before) is None
        and not is_date_line(before.printed)
        and before.role == line.role
    )


def is_prose(text: str) -> bool:
    """Return whether a line ends like a sentence and is long enough to be one."""
    return len(text) >= 60 and bool(
        SENTENCE_END.search(text[-8:]) or sign_off(text)[1] or ends_in_source(text)
    )


def label_ends(lines: Sequence[Line], shell: Container[HtmlElement] = ()) -> None:
    """Label the credits and dates among the lines above the first paragraph, below the last.

    `shell` are the elements that the headline stands in.
    """
    texts = [number for number, line in enumerate(lines) if line.label == "body"]
    ends = (*lines[: texts[0]], *lines[texts[-1] + 1 :]) if texts else lines
    for line in ends:
        if " " in line.text or line is not lines[-1]:  # a word alone at the end is a menu's
            line.label = credit_label(line, shell) or line.label


def labelled(line: Line, *, after_image: bool, noise: re.Pattern[str] | None) -> Label:
    """Return what a line is by its markup, else by its words, else by its links and pictures."""
    text = line.printed
    if line.role == "pagination" and not pages(line):
        line.role = None  # a box of text that is called `detail-paging`
    if line.role or line.place.caption:
        if line.place.caption and line.role == "nav":  # builders call all boxes widgets
            line.role = None
        return line.role or "photo_caption"
    if noise and noise.search(text[: 2 * HEAD]):
        return "ad"
    told = told_by(line)
    label = (None if told == "pagination" and line.block.tag in CELLS else told) or worded(line)
    if label and (after_image or line.pictures) and CREDIT_BELOW.match(text):
        return "photo_caption"
    if label:
        return label
    if is_link(line):
        return "related"
    short = len(text) < 260
    return "photo_caption" if short and is_caption(line, after_image=after_image) else "body"


def pages(line: Line) -> bool:
    """Return whether a line in a box named for paging leads to pages, and is no text."""
    text = line.printed
    short = len(text) <= 25 and not line.place.heading
    return short or told_by(line) == "pagination" or line.linked_letters > 0.5 * len(text)


def worded(line: Line) -> Label | None:
    """Return the label of lines that are a number, a menu's word or a date and nothing else."""
    text = line.printed
    size = len(text)
    if line.block.tag in CELLS:  # a table's numbers and dates are its text
        return "nav" if not any(map(str.isalnum, text)) else None
    if is_menu_item(text) if size < 100 else LONE.fullmatch(text):
        return "nav"
    if size < 90 and (text[-1] == ":" or not line.prose) and is_date_line(text):
        return "date"
    return None


def is_link(line: Line) -> bool:
    """Return whether a line is nothing but a link, or a label and its link (`Fokus: …`)."""
    text = line.printed
    size = len(text)
    linked = line.linked_letters
    if linked > 0.5 * size and not (line.prose or line.place.item) and ":" in text[:30]:
        return True
    # A paragraph may be one long link; a bold line or a heading that is one leads to another story.
    paragraph = line.prose and size >= 100 and text[-1] not in "!?"
    return (linked >= 0.85 * size and not paragraph) or bool(ADDRESS.match(text))


def text_behind(line: Line) -> str:
    """Return the paragraph that is glued to a link to another story: `Baca juga: … "Kami …`."""
    links = [number for number, part in enumerate(line.parts) if part.link is not None]
    text = clean("".join([part.raw for part in line.parts[links[-1] + 1 :]])) if links else ""
    begins = text[:1].isupper() or not QUOTES.isdisjoint(text[:1])
    return text if begins and is_prose(text) and starts_as(text) is None else ""


def opens(line: Line) -> bool:
    """Return whether a line begins with a dateline and the story goes on behind it.

    "Ani Budi | Kamis, 14/03/2024 | 13:05 WIB" begins like one.
    """
    text = line.printed
    end = dateline_end(text)
    if not end or (0 < len(text) - end < 40):
        return False
    return line.prose or len(text) >= MAX_DATED or not is_dated(text)


def ends_in_source(text: str) -> bool:
    """Return whether a sentence with its source glued to its end makes up a line."""
    kept, source = split_source(text)
    return source is not None and len(kept) >= 60 and bool(SENTENCE_END.search(kept[-8:]))


def is_caption(line: Line, *, after_image: bool) -> bool:
    """Return whether a short line is a picture's caption or credit."""
    text = line.printed
    ended = bool(SENTENCE_END.search(text[-8:]))
    if (HANDLE_CREDIT.match(text) and not text.endswith(".")) or (
        (after_image or line.pictures)
        and len(text) < HEAD
        and text[0].isalpha()
        and is_italic(line)
    ):
        return True
    if ends_in_credit(text):
        if not after_image and ends_in_source(text):
            return False
        kept, sign = sign_off(text)
        if sign and len(kept) < MAX_SIGNED and OF_PICTURE.search(sign) and QUOTES.isdisjoint(kept):
            return True
        if not after_image and (NUMBERED.match(text) or (sign and len(kept) > 100)):
            return False
        return after_image or not (sign and SENTENCE_END.search(kept[-8:]))
    near_image = (bool(line.pictures) and len(text) < 200) or (after_image and len(text) < 80)
    return near_image and not ended and not (line.place.heading or line.bold or opens(line))


def is_italic(line: Line) -> bool:
    """Return whether all words of a line are set in italics."""
    return all(
        any(e.tag in ITALICS for e in islice((part.element, *part.element.iterancestors()), 3))
        for part in line.parts
    )


def label_outside(
    lines: Iterable[Line], *, below: bool = False, shell: Container[HtmlElement] = ()
) -> None:
    """Label lines above or below the text; `shell` are the elements that the headline stands in."""
    for line in lines:
        line.label = credit_label(line, shell) or outside_label(line, below=below)


def credit_label(line: Line, shell: Container[HtmlElement]) -> Label | None:
    """Return what a line outside of the text is that says who wrote it, or when; None for others.

    A picture's credit names whom it is of, a source's who wrote it first.
    """
    text = line.text
    if line.place.caption:
        return None
    if has_label(text):
        label: Label = "editor" if told_by(line) == "editor" else "byline"
    elif (
        line.role in UNNAMED
        and (len(text) < MAX_DATED or ZONED.search(text) is not None)
        and is_dated(text)
        and not ends_in_credit(text)
    ):
        label = "date"
    else:
        return None
    return None if told_by(line) in OF_THINGS or is_of_others(line, shell) else label


def is_dated(text: str) -> bool:
    """Return whether a line holds a date and is no sentence."""
    return not (DIGIT.isdisjoint(text) or text.endswith(".")) and looks_like_date(text)


def outside_label(line: Line, *, below: bool) -> Label:
    """Return what a line outside of the text is: by its markup, else by its words, its shape."""
    text = line.printed
    if line.place.caption:
        return "photo_caption"
    if line.role is not None:
        return line.role
    if below:
        return told_by(line) or ("date" if is_date_line(text) else "unknown")
    label = classify_line(text, told_by(line))
    return "unknown" if label == "body" else label  # it only reads so


def is_of_others(line: Line, shell: Container[HtmlElement]) -> bool:
    """Return whether a line stands in what is named a comment, a teaser, a caption."""
    return OF_OTHERS.search(names_of(line.parts[0].element, 4, shell)) is not None


class LinkListState:
    """Tracks a link list (`Baca juga`, `Ringkasan Berita:`) until prose starts again."""

    def __init__(self) -> None:
        """Begin outside of any such list."""
        self.label: Label | None = None
        self.lines = 0
        self.links = False

    def take(self, line: Line) -> None:
        """Look at the next line: label it when it belongs to the list, end the list if not."""
        text = line.printed
        if self.label and line.label == "body":
            if self.holds(line):
                line.label = self.label
            else:
                self.label = None
        if self.label:
            self.lines += 1
            self.links = self.links or bool(line.linked_letters)
        if line.place.item and told_by(line) is None:
            return  # an entry is no label
        if line.label in ("related", "nav") and len(text.split()) <= 4 and BARE_LABEL.match(text):
            is_label = line.label == "related" or SUMMARY.match(text)
            self.label, self.lines, self.links = ("related" if is_label else None), 0, False

    def holds(self, line: Line) -> bool:
        """Return whether a line is one of the list's headlines or points."""
        if line.place.heading and not line.linked_letters:
            return False
        if line.place.item or line.linked_letters > 0.6 * len(line.printed):
            return True
        return not (line.prose or self.links or self.lines) and len(line.printed) < 160


def label_lines(lines: list[Line], noise: re.Pattern[str] | None) -> None:
    """Label each line; lines under a lone `Baca juga` or a summary share it."""
    after_image = False
    follow = LinkListState()
    for line in lines:
        after_image = after_image or bool(line.above)
        line.prose = is_prose(line.printed)
        line.label = labelled(line, after_image=after_image, noise=noise)
        if line.told == "related" and (behind := text_behind(line)):
            line.whole, line.told, line.label = behind, None, "body"
        after_image = bool(line.pictures)
        follow.take(line)
    keep_lists(lines)


def keep_lists(lines: list[Line]) -> None:
    """Take linked items for text where items beside them are none, or a line announces them."""
    number = 0
    while number < len(lines):
        if not is_entry(lines[number]):
            number += 1
            continue
        first = number
        while number < len(lines) and is_entry(lines[number]):
            number += 1
        entries = lines[first:number]
        before = lines[first - 1] if first else None
        announced = (
            before is not None and before.label == "body" and bool(ANNOUNCES.match(before.printed))
        )
        if announced or any(entry.label == "body" for entry in entries):
            for entry in entries:
                entry.label = "body"


def is_entry(line: Line) -> bool:
    """Return whether a line is an item of a list that nothing but its link excludes."""
    return (
        line.place.item
        and line.role is None
        and told_by(line) is None
        and (line.label == "body" or (line.label == "related" and is_link(line)))
    )
