"""Separates the article's paragraphs from what else is printed among and around them.

Every step takes and gives `LabelledLine`s: a printed line with the label it has so far. A line's
own words decide where they can (newscrawl.text); links, pictures and neighbours decide the rest.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from newscrawl.extraction.body.line_labels import (
    ANNOUNCES,
    BARE_LABEL,
    CELLS,
    NUMBERED,
    LabelledLine,
    label_lines,
    labelled_lines,
    opens,
)
from newscrawl.extraction.body.line_patterns import HEAD, SENTENCE_END, STANDING
from newscrawl.extraction.body.line_wording import (
    dateline_end,
    looks_like_headline,
    sign_off,
    source_credit,
    split_source,
)
from newscrawl.page.blocks import Block
from newscrawl.page.labels import Label
from newscrawl.text import match_key


class Removed(NamedTuple):
    """A line that is not body: its label, its text, and the paragraph that it stood before."""

    label: Label
    text: str
    position: int


#: Credits and initials at the end of a text: an endless row would copy it for each of them.
MAX_CREDITS: Final = 20
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


def cut_end(drafts: list[LabelledLine]) -> None:
    """Label what stands behind the article's end: what follows credits, tags, other headlines."""
    weights = [len(d.text) if d.prose and d.label == "body" else 0 for d in drafts]
    total = sum(weights)
    before = 0
    for number, draft in enumerate(drafts):
        before += weights[number]
        after = total - before
        if (
            draft.label in ENDS
            and before
            and is_end(draft)
            and after <= share_behind(draft) * before
        ):
            cut_tail(drafts[number + 1 :])
            return
        if (
            draft.block.heading
            and draft.label == "body"
            and before
            and is_next_story(drafts, number)
        ):
            cut_tail(drafts[number:])
            return


def flatten(drafts: Iterable[LabelledLine]) -> None:
    """Take it that headings are paragraphs where most paragraphs stand in headings."""
    prose = [draft.block for draft in drafts if draft.prose]
    if sum(block.heading for block in prose) > 0.5 * len(prose):
        for block in prose:
            block.heading = False


def is_end(draft: LabelledLine) -> bool:
    """Return whether a line of these labels ends an article: a lone `Berita Terkait` does."""
    return draft.label not in ("related", "share", "pagination") or (
        draft.label == "related" and bool(BARE_LABEL.match(draft.text)) and draft.block.linked == 0
    )


def share_behind(draft: LabelledLine) -> float:
    """Return how much text, against that before it, an end mark may have behind it."""
    if draft.label == "byline" and draft.text.startswith("("):
        return 0.5
    return {"copyright": 0.4, "comment": 0.4, "tags": 0.3, "editor": 0.3, "next_article": 0.5}.get(
        draft.label, 0.0
    )


def is_next_story(drafts: list[LabelledLine], number: int) -> bool:
    """Return whether a heading opens another article: a date line follows it closely."""
    return any(d.label == "date" for d in drafts[number + 1 : number + 4])


def cut_tail(drafts: Iterable[LabelledLine]) -> None:
    """Label lines behind the article's end."""
    for draft in drafts:
        if draft.label == "body":
            draft.label = (
                "related" if draft.block.linked > 0.5 * len(draft.text) else "next_article"
            )


def cut_start(drafts: list[LabelledLine]) -> None:
    """Label what stands above a dateline, when that is not far down: captions, summaries."""
    body = [d for d in drafts if d.label == "body"]
    total = sum(len(d.text) for d in body)
    above = 0
    for number, draft in enumerate(body[:8]):
        if above > 0.3 * total:
            return
        if opens(draft):
            for other in body[:number]:
                other.label = "photo_caption"
            return
        above += len(draft.text)


def trim(drafts: list[LabelledLine]) -> None:
    """Label lines without a sentence above the first paragraph and below the last one."""
    body = [d for d in drafts if d.label == "body"]
    first = next((n for n, d in enumerate(body) if d.prose or opens(d)), None)
    if first is None:
        return
    for draft in body[:first]:
        ended = SENTENCE_END.search(draft.text[-8:])
        if not ended or (len(draft.text) < 40 and draft.block.tag != body[first].block.tag):
            draft.label = "nav"
    if announced(body[first + 1 :]):
        return
    for draft in reversed(body[first + 1 :]):
        # "… kata Kapolres. (Ari Budi/balipost)": what stands before the initials ends the sentence.
        ended = SENTENCE_END.search(sign_off(draft.text)[0][-8:])
        linked = draft.block.linked / len(draft.text)
        if linked < WHOLE and ((ended and not draft.block.heading) or NUMBERED.match(draft.text)):
            break
        if draft.block.tag in CELLS:
            break
        if (
            draft.block.heading
            or linked > (0.5 if draft.prose or len(draft.text) > 150 else 0.1)
            or (looks_like_headline(draft.text) and len(draft.text) < 120)
        ):
            draft.label = "related"
        elif sign_off(draft.text)[1] or len(draft.text) >= 40:
            break
        else:
            draft.label = "nav"


def announced(body: list[LabelledLine]) -> bool:
    """Return whether the text ends in a list of lines without sentences that a line announces."""
    for draft in reversed(body):
        if draft.block.heading or draft.block.linked > 0.1 * len(draft.text):
            return False
        if SENTENCE_END.search(draft.text[-8:]):
            return draft is not body[-1] and ANNOUNCES.match(draft.text) is not None
    return False


def drop_repeats(drafts: list[LabelledLine], headline: str) -> None:
    """Label pull quotes, captions and summaries that say what a paragraph says anyway."""
    body = [d for d in drafts if d.label == "body"]
    letters = [match_key(d.text) for d in body]
    title = match_key(headline)
    seen: set[str] = set()
    for number, draft in enumerate(body):
        own = letters[number]
        if own and own == title:
            draft.label = "nav"
        elif len(own) > 60 and own in seen:
            draft.label = "related"
        elif (
            25 < len(own) < 400
            and number < 4
            and any(
                len(other) > len(own) and own in other
                for other in letters[number + 1 : number + 30]
            )
        ):
            draft.label = "photo_caption"
        seen.add(own)


def collect(drafts: list[LabelledLine]) -> tuple[list[str], list[Removed]]:
    """Return the paragraphs, and the other lines with their places."""
    paragraphs: list[str] = []
    removed: list[Removed] = []
    opening = ""
    for draft in drafts:
        text = draft.text
        if not text:
            continue
        if draft.label != "body":
            removed.append(Removed(draft.label, text, len(paragraphs)))
            continue
        if not paragraphs and (standing := STANDING.match(text[:HEAD])):
            removed.append(Removed("dateline", standing[0], 0))
            text = text[standing.end() :].strip()
            if not text:
                continue
        end = dateline_end(text) if not paragraphs and len(text) < HEAD else 0
        if end and end >= len(text):
            if text[-1] in "-–—|~":
                opening = text + " "
            else:
                removed.append(Removed("dateline", text, 0))
            continue
        paragraphs.append(opening + text)
        opening = ""
    return paragraphs, removed


def strip_credits(paragraphs: list[str], removed: list[Removed]) -> str | None:
    """Take credits and initials off the last paragraph; return the source they name."""
    source = None
    for _ in range(MAX_CREDITS if paragraphs else 0):
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
        if kept == text and not found:
            break
    return source


@dataclass(slots=True)
class CleanBody:
    """The paragraphs, the lines taken from among them, and the source that a credit names."""

    paragraphs: list[str]
    removed: list[Removed]
    source: str | None
    drafts: list[LabelledLine]


def clean_body(
    blocks: Iterable[Block], *, headline: str = "", noise: re.Pattern[str] | None = None
) -> CleanBody:
    """Return the article's text out of the lines of the element that holds it.

    Takes the lines, the headline (which is no paragraph) and the paper's own noise lines.
    """
    drafts = labelled_lines(blocks)
    label_lines(drafts, noise)
    flatten(drafts)
    cut_end(drafts)
    drop_repeats(drafts, headline)
    cut_start(drafts)
    trim(drafts)
    paragraphs, removed = collect(drafts)
    source = strip_credits(paragraphs, removed)
    if source is None:
        lines = [line.text for line in removed if line.label == "source_credit"]
        source = next((named for text in lines if (named := source_credit(text))), None)
    removed.sort(key=lambda line: line.position)
    return CleanBody(paragraphs, removed, source, drafts)
