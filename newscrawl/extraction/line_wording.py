"""Classifies a printed line by its words: text, dateline, byline, link, advertisement."""

from typing import Final, cast

from newscrawl.extraction.line_patterns import (
    AGENCY,
    ANY_LABEL,
    BEHIND_DATE,
    CREDIT,
    DATE,
    DATE_LINE,
    DATELINE,
    DATELINE_SIGNS,
    DESK,
    ENTRY,
    FAR,
    FIRST_LABEL,
    GLUED,
    HEAD,
    LAST_LABEL,
    LONE,
    NAME_FIRST,
    NAMING,
    NAV_SIGNED,
    NAV_SIGNS,
    NAV_START,
    RUBRIC,
    SENTENCE_END,
    SIGN_OFF,
    SOURCE_CAPTION,
    SOURCE_LINE,
    SOURCE_SHOWN,
    SOURCE_TAIL,
    START,
    TAIL,
)
from newscrawl.lexicon import LOCAL_ZONE
from newscrawl.page.labels import Label
from newscrawl.page.lines import Line
from newscrawl.text import DIGIT

#: Words that stand beside a date and are no text.
BESIDE_DATE: Final = frozenset(
    (
        LOCAL_ZONE.replace("|", " ")
        + """ gmt utc pukul jam am pm oleh by
    dibaca dilihat kali views view komentar comments comment menit min mins minutes read baca lalu
    ago yang at on in di update updated diperbarui terakhir last posted penulis editor reporter
    redaksi admin dan hari share shares dibagikan waktu kategori hits pembaca x s follow detik"""
    ).split()
)
#: A line that names who wrote an article is no longer.
MAX_CREDIT: Final = 180
#: What ends a line that ends in brackets; "" of an empty line is in no set of signs.
CLOSING: Final = frozenset(")]")
#: Signs and words without one of which no line ends in a picture's credit.
CREDIT_SIGNS: Final = frozenset("([/|©")
CREDIT_WORDS: Final = ("foto", "photo", "dok", "image")


def dateline_end(line: str) -> int:
    """Return how many characters of the line its dateline takes (`MEDAN, WOL – `); 0 without."""
    head = line[:HEAD]
    if DATELINE_SIGNS.isdisjoint(head[:FAR]):
        return 0
    found = DATELINE.match(head)
    return found.end() if found else 0


def sign_off(line: str) -> tuple[str, str]:
    """Return the line without the writer's initials at its end, and these (or "")."""
    if line.rstrip(". ")[-1:] not in CLOSING:  # most lines, and the pattern costs more
        return line, ""
    found = SIGN_OFF.search(line, max(0, len(line) - TAIL))
    if found is None:
        return line, ""
    kept, sign = line[: found.start()].rstrip(), found["sign"].strip()
    inside = sign.strip("()[] .")
    if not kept or DATE.search(sign) or (inside.isdigit() and len(inside) > 2):
        return line, ""
    if (
        SENTENCE_END.search(kept[-6:])
        or kept[-1] in "\"'”’"
        or ("/" in inside and inside.islower())
        or DESK.fullmatch(inside)
    ):
        return kept, sign
    return line, ""


def split_credit(line: str) -> tuple[str, str]:
    """Return the line without a credit glued to its last sentence, and the credit (or "")."""
    found = GLUED.search(line, max(0, len(line) - TAIL))
    if found is None or found.start("credit") == 0:
        return line, ""
    return line[: found.start()].rstrip(), found["credit"]


def ends_in_credit(line: str) -> bool:
    """Return whether a line ends in a picture's credit: `(Foto: …)`, `ANTARA FOTO/…`, `dok.…`."""
    tail = line[-TAIL:]
    if CREDIT_SIGNS.isdisjoint(tail):  # a cheap look first
        lowered = tail.lower()
        if not any(word in lowered for word in CREDIT_WORDS):
            return False
    return CREDIT.search(tail) is not None


def has_label(text: str) -> bool:
    """Return whether a line may name a writer or an editor behind a label: most hold none."""
    if len(text) > MAX_CREDIT:
        return False
    lowered = text.lower()
    if ":" in text or "nulis." in text:
        return ANY_LABEL.search(lowered) is not None
    if lowered[-1:] in "rg" and LAST_LABEL.search(lowered[-12:]):
        return True
    if FIRST_LABEL.match(lowered):
        return True
    return ("by" in lowered or "oleh" in lowered) and bool(BEHIND_DATE.search(text, 0, 60))


def starts_as(line: str) -> Label | None:
    """Return the label that the line's first words make sure of, whatever stands around it."""
    head = line[:HEAD]
    lowered = head.lower()
    found = START.match(lowered) or NAMING.match(head)
    if found is None and ("/" in head or " berkontribusi " in lowered):
        found = NAME_FIRST.match(head)
    return cast("Label", found.lastgroup) if found else None


def told_by(line: Line) -> Label | None:
    """Return the label that a line's first words make sure of, which are read once."""
    if line.told == "unknown":
        line.told = starts_as(line.printed)
    return line.told


def classify_line(line: str, told: Label | None) -> Label:
    """Return what a line between the headline and the text is.

    Takes the line's text, and what its first words make sure of. Without the page this can only be
    likely: the body's reader also looks at links and neighbours.
    """
    if is_date_line(line):
        return "date"
    if RUBRIC.fullmatch(line):
        return "nav"
    if told is not None:
        return told
    if is_menu_item(line) or (len(line) < 30 and line.endswith(("—", ":"))):
        return "nav"
    if len(line) < 250 and ends_in_credit(line):
        return "photo_caption"
    return "dateline" if dateline_end(line) else by_shape(line)


def is_menu_item(line: str) -> bool:
    """Return whether a line is a number, a sign, a button, or a word of a menu or a template."""
    if LONE.fullmatch(line):
        return True
    head = line[:HEAD]
    if NAV_START.match(head.lower()):
        return True
    return not NAV_SIGNS.isdisjoint(head) and NAV_SIGNED.match(head) is not None


def is_date_line(line: str) -> bool:
    """Return whether a line is the article's or the page's date."""
    if DIGIT.isdisjoint(line):
        return False
    if len(line) < 60 and line[:6].casefold() == "editor":
        return DATE.search(line) is not None
    found = DATE_LINE.match(line) if len(line) < 90 and not line.endswith("n.") else None
    return found is not None and not goes_on(line[found.end() :])


def goes_on(rest: str) -> bool:
    """Return whether more stands behind a date than a clock, a name, a counter: `: Home 1-3 Away`.

    A table of matches, a calendar and a sentence begin with dates too.
    """
    if ENTRY.match(rest):
        return True
    words = [word.strip(".,;:|()") for word in rest.split()]
    return any(word[:1].islower() and word not in BESIDE_DATE for word in words)


def by_shape(line: str) -> Label:
    """Return what a line without telling words above the text is, by its shape."""
    words = line.split()
    ended = bool(SENTENCE_END.search(line[-8:]))
    if is_bulleted_headline(line):
        return "related"
    if len(words) <= 2 and not ended:
        return "byline" if len(words[-1]) <= 2 and len(words) == 2 else "nav"
    if 3 <= len(words) <= 8 and all(not word[0].islower() for word in words) and "," in line:
        return "photo_caption" if ended else "body"
    if ended:
        return "body"
    if len(words) <= 5:
        return "photo_caption"
    return "subheading" if len(words) <= 12 and looks_like_headline(line) else "body"


def is_bulleted_headline(line: str) -> bool:
    """Return whether a line is a bullet and a headline: a link to another story."""
    return line.startswith(("•", "- ", "* ")) and looks_like_headline(line.lstrip("•-* "))


def looks_like_headline(line: str) -> bool:
    """Return whether most words of a line are capitalised and no full stop ends it."""
    words = [word for word in line.split() if word[:1].isalpha() and len(word) > 3]
    if not words or line.endswith((".", ",", ";")) or len(line) > HEAD:
        return False
    return sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def split_source(line: str) -> tuple[str, str | None]:
    """Return the line without a source credit glued to its end, and the source's name."""
    if line.rstrip(". ")[-1:] not in CLOSING:
        return line, None
    found = SOURCE_TAIL.search(line, max(0, len(line) - TAIL))
    if found is None:
        return line, None
    return line[: found.start()].rstrip(), (found["name"] or found["tight"]).strip(" .,;:")


def source_credit(line: str) -> str | None:
    """Return whom a credit line names as the story's source, or None.

    `Sumber: ANTARA`, `… (sumber: cnnindonesia.com)`, `own.com/other.com/Headline`, and an
    agency's dateline are credits; `dikutip dari X` in running prose is not.
    """
    for pattern in (SOURCE_LINE, SOURCE_CAPTION, SOURCE_SHOWN, AGENCY):
        if found := pattern.match(line[:HEAD]):
            name = found["name"].strip(" .,;:")
            if len(name.split()) <= 6:
                return name
    return split_source(line)[1]
