"""Cuts out each printed date: a whole line, a part of one, or several lines."""

import re
from typing import Final, NamedTuple

from newscrawl.dates import looks_like_date
from newscrawl.extraction.context import Page
from newscrawl.extraction.time_markup import UNMARKED, Mark, mark_of
from newscrawl.lexicon import LOCAL_ZONE, MONTH, PUBLISHED, UPDATED
from newscrawl.page.labels import CREDITS
from newscrawl.page.lines import Line, Part

#: In lower case.
SAYS_PUBLISHED: Final = re.compile(rf"\b(?:{PUBLISHED})\b", re.ASCII)
SAYS_UPDATED: Final = re.compile(rf"\b(?:{UPDATED})\b", re.ASCII)
#: A label in an element of its own, right before its date.
LABEL: Final = re.compile(r"[\s\W]*(?:[\w']+\s?){1,3}\W*", re.IGNORECASE)
#: Pieces of a date that stand in boxes of their own.
BOXED: Final = re.compile(
    rf"[/|,-]?\s*(?:(?:{MONTH})|\d{{1,2}}|\d{{4}}|[/|,-])[\s,.]*[/|-]?", re.IGNORECASE
)
CLOCK: Final = re.compile(r"\d{1,2}[.:]\d{2}")
#: A clock that stands in an element of its own below its day.
CLOCK_ALONE: Final = re.compile(
    r"\W{0,3}(?:(?:pukul|jam|at)\s)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[ap]m)?"
    rf"(?:\s?\(?(?:{LOCAL_ZONE})\)?)?",
    re.IGNORECASE,
)


class Piece(NamedTuple):
    """A piece of a line: its text, its parts, and what markup says of the time in it."""

    text: str
    parts: list[Part]
    mark: Mark = UNMARKED


def pieces(page: Page, number: int, *, clock: bool) -> list[Piece]:
    """Return the displayed pieces of a line: one for each time that markup sets apart.

    With `clock`, one that begins the next line, apart from what follows it, belongs to it.
    """
    lines, line = page.lines, page.lines[number]
    if line.label == "photo_caption":  # its date is the picture's
        return []
    marks = [mark_of(part.element, line.block, page.styles) for part in line.parts]
    if all(mark == marks[0] for mark in marks):
        if marks[0].hidden:
            return []
        whole = Piece(labelled(lines, number), line.parts, marks[0])
        return [with_clock(whole, lines, number) if clock else whole]
    found: list[Piece] = []
    for part, mark in zip(line.parts, marks, strict=True):
        if mark.hidden:
            continue
        last = found[-1] if found else None
        # A clock that no element marks belongs to the day before it.
        goes_on = mark.role is None and CLOCK.search(part.text) and not looks_like_date(part.text)
        if last and (mark == last.mark or goes_on):
            found[-1] = Piece(f"{last.text} {part.text}", [*last.parts, part], last.mark)
        else:
            found.append(Piece(part.text, [part], mark))
    return found


def with_clock(piece: Piece, lines: list[Line], number: int) -> Piece:
    """Return a day with the clock that begins the next line, in an element of its own."""
    after = lines[number + 1].parts[0] if number + 1 < len(lines) else None
    if after is None or CLOCK.search(piece.text) or not CLOCK_ALONE.fullmatch(after.text):
        return piece
    return Piece(f"{piece.text} {after.text}", [*piece.parts, after], piece.mark)


def is_credited(lines: list[Line], number: int) -> bool:
    """Return whether a line, or one right beside it, names who wrote the article with a label."""
    return any(line.label in CREDITS for line in lines[max(0, number - 1) : number + 2])


def joined_pieces(lines: list[Line], number: int) -> tuple[str, int]:
    """Return the text of a date that stands in several boxes, and how many those are."""
    pieces: list[str] = []
    for line in lines[number : number + 7]:
        if len(line.text) > 14 or not (
            BOXED.fullmatch(line.text) or ":" in line.text or "." in line.text
        ):
            break
        pieces.append(line.text)
    return " ".join(pieces), len(pieces)


def labelled(lines: list[Line], number: int) -> str:
    """Return a line with the label that stands in the line before it."""
    text = lines[number].text
    if number == 0:
        return text
    before = lines[number - 1].text
    if (
        len(before) < 30
        and not lines[number - 1].linked
        and LABEL.fullmatch(before)
        and (SAYS_UPDATED.search(before.lower()) or SAYS_PUBLISHED.search(before.lower()))
    ):
        return f"{before} {text}"
    return text
