"""Separates the article's paragraphs from what else is printed among and around them.

`line_labels` says what each line is by itself; every step here changes the labels of lines by what
stands around them: above a dateline, behind the article's end, said twice.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from lxml.html import HtmlElement

from newscrawl.extraction.line_labels import (
    ANNOUNCES,
    BARE_LABEL,
    CELLS,
    NUMBERED,
    label_ends,
    label_lines,
    opens,
)
from newscrawl.extraction.line_patterns import HEAD, SENTENCE_END, STANDING
from newscrawl.extraction.line_wording import (
    dateline_end,
    looks_like_headline,
    sign_off,
    source_credit,
    split_credit,
    split_source,
    told_by,
)
from newscrawl.extraction.next_story import FEW_WORDS
from newscrawl.page.labels import Label
from newscrawl.page.lines import Line
from newscrawl.regions import region_of_place
from newscrawl.text import match_key


class Removed(NamedTuple):
    """A line that is not body: its label, its text, and the paragraph that it stood before."""

    label: Label
    text: str
    position: int


#: Credits and initials at the end of a text: an endless row would copy it for each of them.
MAX_CREDITS: Final = 20
#: So many letters are not said twice.
REPEATED: Final = 40
#: A line of which so much is a link is a link.
WHOLE: Final = 0.85
ENDS: Final = frozenset(
    {
        "tags",
        "comment",
        "copyright",
        "next_article",
        "editor",
        "byline",
        "related",
        "share",
        "pagination",
    }
)


def cut_end(lines: list[Line]) -> None:
    """Label what stands behind the article's end: what follows credits, tags, other headlines."""
    weights = [len(d.printed) if d.prose and d.label == "body" else 0 for d in lines]
    total = sum(weights)
    before = 0
    for number, line in enumerate(lines):
        before += weights[number]
        after = total - before
        if line.label in ENDS and before and is_end(line) and after <= share_behind(line) * before:
            cut_tail(lines[number + 1 :])
            return
        if line.place.heading and line.label == "body" and before and is_next_story(lines, number):
            cut_tail(lines[number:])
            return


def flatten(lines: Iterable[Line]) -> None:
    """Take it that headings are paragraphs where most paragraphs stand in headings."""
    prose = [line for line in lines if line.prose]
    if sum(line.place.heading for line in prose) > 0.5 * len(prose):
        for line in prose:
            line.place = line.place._replace(heading=False)


def is_end(line: Line) -> bool:
    """Return whether a line of these labels ends an article: a lone `Berita Terkait` does."""
    return line.label not in ("related", "share", "pagination") or (
        line.label == "related" and not line.linked_letters and bool(BARE_LABEL.match(line.printed))
    )


def share_behind(line: Line) -> float:
    """Return how much text, against that before it, an end mark may have behind it."""
    if line.label == "byline" and line.printed.startswith("("):
        return 0.5
    return {"copyright": 0.4, "comment": 0.4, "tags": 0.3, "editor": 0.3, "next_article": 0.5}.get(
        line.label, 0.0
    )


def is_next_story(lines: list[Line], number: int) -> bool:
    """Return whether a heading opens another article: a date line follows it closely."""
    return any(d.label == "date" for d in lines[number + 1 : number + 4])


def cut_tail(lines: Iterable[Line]) -> None:
    """Label lines behind the article's end."""
    for line in lines:
        if line.label == "body":
            line.label = (
                "related" if line.linked_letters > 0.5 * len(line.printed) else "next_article"
            )


def cut_start(lines: list[Line]) -> None:
    """Label what stands above a dateline, when that is not far down: captions, summaries."""
    body = [d for d in lines if d.label == "body"]
    pictured = {b for a, b in pairwise(lines) if a.label == "photo_caption"}
    pictured.update(line for line in lines if line.above)
    total = sum(len(d.printed) for d in body)
    above = 0
    for number, line in enumerate(body[:8]):
        if above > 0.3 * total:
            return
        captioned = line in pictured and is_captioned(line, body[number + 1 : number + 4])
        if opens(line) and not captioned:
            for other in body[:number]:
                other.label = "photo_caption"
            return
        above += len(line.printed)


def is_captioned(line: Line, below: list[Line]) -> bool:
    """Return whether a line below a picture is its caption, begun like a dateline: "TENDA - …".

    The text's own dateline follows, and the word names no place.
    """
    text = line.printed
    place = text[: dateline_end(text)].strip(" -–—:|")
    return len(text) < HEAD and any(map(opens, below)) and region_of_place(place) is None


def drop_teasers(lines: list[Line]) -> None:
    """Label the excerpts of other stories, which stand between a linked headline and a date.

    One may be a box in the text whose date is the story's; several are a list.
    """
    shown = [d for d in lines if d.label != "nav"]
    found = [
        middle
        for before, middle, after in zip(shown, shown[1:], shown[2:], strict=False)
        if middle.label == "body" and after.label == "date" and heads_teaser(before)
    ]
    for line in found if len(found) > 1 else ():
        line.label = "related"


def heads_teaser(line: Line) -> bool:
    """Return whether a line is nothing but a link as long as a headline, and no label's."""
    return line.linked and line.printed.count(" ") >= FEW_WORDS - 1 and told_by(line) is None


def trim(lines: list[Line]) -> None:
    """Label lines without a sentence above the first paragraph and below the last one."""
    body = [d for d in lines if d.label == "body"]
    first = next((n for n, d in enumerate(body) if d.prose or opens(d)), None)
    if first is None:
        return
    for line in body[:first]:
        ended = SENTENCE_END.search(line.printed[-8:])
        if not ended or (len(line.printed) < 40 and line.block.tag != body[first].block.tag):
            line.label = "nav"
    if announced(body[first + 1 :]):
        return
    for line in reversed(body[first + 1 :]):
        # "… kata Kapolres. (Ari Budi/balipost)": what stands before the initials ends the sentence.
        ended = SENTENCE_END.search(sign_off(line.printed)[0][-8:])
        linked = line.linked_letters / len(line.printed)
        if linked < WHOLE and ((ended and not line.place.heading) or NUMBERED.match(line.printed)):
            break
        if line.block.tag in CELLS:
            break
        if (
            line.place.heading
            or linked > (0.5 if line.prose or len(line.printed) > 150 else 0.1)
            or (looks_like_headline(line.printed) and len(line.printed) < 120)
        ):
            line.label = "related"
        elif sign_off(line.printed)[1] or len(line.printed) >= 40:
            break
        else:
            line.label = "nav"


def announced(body: list[Line]) -> bool:
    """Return whether the text ends in a list of lines without sentences that a line announces."""
    for line in reversed(body):
        if line.place.heading or line.linked_letters > 0.1 * len(line.printed):
            return False
        if SENTENCE_END.search(line.printed[-8:]):
            return line is not body[-1] and ANNOUNCES.match(line.printed) is not None
    return False


def drop_repeats(lines: list[Line], headline: str) -> None:
    """Label pull quotes, captions and summaries that say what a paragraph says anyway."""
    body = [d for d in lines if d.label == "body"]
    letters = [match_key(d.printed) for d in body]
    title = match_key(headline)
    seen: set[str] = set()
    for number, line in enumerate(body):
        own = letters[number]
        if own and own == title:
            line.label = "nav"
        elif len(own) > REPEATED and own in seen:
            line.label = "related"
        elif (
            25 < len(own) < 400
            and number < 4
            and own in "".join(letters[number + 1 : number + 30])  # hardly any is
            and any(
                len(other) > len(own) and own in other
                for other in letters[number + 1 : number + 30]
            )
        ):
            line.label = "photo_caption"
        seen.add(own)


def collect(lines: list[Line]) -> tuple[list[str], list[Removed]]:
    """Return the paragraphs, and the other lines with their places."""
    paragraphs: list[str] = []
    removed: list[Removed] = []
    opening = ""
    for line in lines:
        text = line.printed
        if line.label != "body":
            removed.append(Removed(line.label, text, len(paragraphs)))
            continue
        if not paragraphs and (standing := STANDING.match(text[:HEAD])):
            removed.append(Removed("dateline", standing[0], 0))
            text = text[standing.end() :].strip()
            if not text:
                line.label = "dateline"
                continue
        end = dateline_end(text) if not paragraphs and len(text) < HEAD else 0
        if end and end >= len(text):
            if text[-1] in "-–—|~":
                opening = text + " "
            else:
                removed.append(Removed("dateline", text, 0))
            line.label = "dateline"
            continue
        paragraphs.append(opening + text)
        opening = ""
    return paragraphs, removed


def strip_credits(paragraphs: list[str], removed: list[Removed]) -> str | None:
    """Take credits and initials off the last paragraph; return the source they name."""
    source = None
    for _ in range(MAX_CREDITS if paragraphs else 0):
        text, credit = split_credit(paragraphs[-1])
        if credit:
            removed.append(Removed("byline", credit, len(paragraphs)))
            paragraphs[-1] = text
        text, found = split_source(paragraphs[-1])
        source = found or source
        kept, sign = sign_off(text)
        if found:
            removed.append(
                Removed("source_credit", paragraphs[-1][len(text) :].strip(), len(paragraphs))
            )
        if sign:
            removed.append(Removed("byline", sign, len(paragraphs)))
        paragraphs[-1] = kept
        if kept == text and not (found or credit):
            break
    return source


@dataclass(slots=True)
class CleanBody:
    """The paragraphs, the lines taken from among them, and the source that a credit names."""

    paragraphs: list[str]
    removed: list[Removed]
    source: str | None


def clean_body(
    lines: list[Line],
    *,
    headline: str = "",
    noise: re.Pattern[str] | None = None,
    shell: Container[HtmlElement] = (),
) -> CleanBody:
    """Return the article's text out of the lines that it stands among, and label these.

    Takes the lines, the headline (which is no paragraph), the paper's own noise lines, and the
    elements that the headline stands in.
    """
    label_lines(lines, noise)
    flatten(lines)
    drop_teasers(lines)
    cut_end(lines)
    drop_repeats(lines, headline)
    cut_start(lines)
    trim(lines)
    label_ends(lines, shell)
    paragraphs, removed = collect(lines)
    source = strip_credits(paragraphs, removed)
    if source is None:
        told = (source_credit(one.text) for one in removed if one.label == "source_credit")
        source = next(filter(None, told), None)
    removed.sort(key=lambda one: one.position)
    return CleanBody(paragraphs, removed, source)
