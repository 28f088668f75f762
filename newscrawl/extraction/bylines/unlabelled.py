"""Reads a name without a label: beside the date, before "Jurnalis", before the outlet's name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from newscrawl.dates import looks_like_date
from newscrawl.extraction.bylines.labelled import follows_teaser, marked, parse_credits
from newscrawl.extraction.bylines.person_names import (
    BREAK,
    CHANNELS,
    before_tail,
    is_credit,
    looks_like_name,
    split_names,
    tidy,
)
from newscrawl.extraction.context import Page
from newscrawl.extraction.topics import CATEGORY_PLACE, CHANNEL_LINK
from newscrawl.lexicon import EDITOR_JOB, WRITER_JOB
from newscrawl.page.declared import texts
from newscrawl.page.labels import CREDITS
from newscrawl.page.lines import Line, Part, names_of
from newscrawl.text import DIGIT, match_key

#: A word that says of the name before it what that person does. A `redaktur` writes too.
ROLE: Final = re.compile(
    rf"^[\s,|–•·-]*(?:(?:senior|staff?|junior|chief|tim)\s)?(?:(?P<writer>{WRITER_JOB})|(?P<editor>editor))\b",
    re.IGNORECASE,
)
#: "X - detikNews": a name and the outlet after a dash.
OUTLET: Final = re.compile(
    rf"^(?P<name>[^-–—]{{3,45}}?)[\s{BREAK}]+[-–—][\s{BREAK}]*(?P<outlet>[\w.]{{3,30}}(?:\s[\w.]{{2,20}})?)$"
)
OUTLET_WORDS: Final = re.compile(
    r"(?i)detik|\.com|\.id|news|kompas|tribun|times|post|radar|media|antara|online|harian|koran|suara|warta|kabar|tempo|jawapos|liputan|okezone|sindo"
)
AUTHOR_PLACE: Final = re.compile(
    rf"(?<![a-z])(?:{WRITER_JOB}|byline|namerep|creator|contributor|fn)(?![a-z]*(?:-?(?:box|img|image|photo|avatar|bio|desc|date|time)))"
)
AUTHOR_LINK: Final = re.compile(
    rf"/(?:{WRITER_JOB}|profile?|users?|{EDITOR_JOB}|redaksi|blog|me|member|people|kolumnis|creator|by"
    r"|oleh)s?/|/@\w|[?&](?:author|penulis|user|reporter)(?:_?(?:id|name))?=",
    re.IGNORECASE,
)
CREDIT_PLACE: Final = re.compile(
    r"caption|photo|foto|image|img|credit(?:s)?-?(?:photo|foto)|copyright|comment|komentar|related|terkait|popular|sidebar|share|breadcrumb|tag|topik|cat(?:egory)?-?link|kanal|celebrity"
)
#: "Ani Budi, Jurnalis": the job stands behind the name.
JOB_BEHIND: Final = re.compile(rf"(?P<name>[^,|(–-]{{4,45}}?)\s?[,|(–-]\s?(?i:{WRITER_JOB})\)?$")
#: Between the parts of a dateline that is one text.
PARTS: Final = re.compile(r"\s[|/•·–—-]\s")
#: "Budi Rekaan (Editor)": whoever it is wrote nothing.
EDITS: Final = re.compile(rf"\((?:{EDITOR_JOB})\)\W*$", re.IGNORECASE)
#: Lines between headline and text among which the name stands.
MAX_LINES: Final = 45
MAX_LENGTH: Final = 110
MAX_NAMES: Final = 12
#: Lines below the text among which the writer's box begins.
MAX_BOX: Final = 10
#: A card of the writer has a few lines between name and date.
MAX_BETWEEN: Final = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands (beside the date, below the headline), and what is known of its names.

    `known` are the keys of names that the page's data call author.
    """

    page: Page
    head: int
    near_date: bool
    below: bool
    known: frozenset[str]

    def knows(self, text: str) -> bool:
        """Return whether a text holds a name that the page's data call author."""
        key = match_key(text) if self.known else ""
        return any(name in key for name in self.known)

    def is_channel(self, name: str) -> bool:
        """Return whether a text that looks like a name is a channel: menus print those above."""
        data, key = self.page.data, match_key(name)
        if key in map(match_key, (*data.crumbs, *texts(data.article.get("articleSection")))):
            return True
        menu = (part.text for line in self.page.lines[: self.head] for part in line.parts)
        return any(len(text) < len(name) + 6 and match_key(text) == key for text in menu)


def names_alone(page: Page, told: Iterable[str], date_line: int | None) -> list[str]:
    """Return the names that stand near headline and date without a label.

    `told` are the names that the page's data call author, `date_line` the number of the dateline.
    """
    lines, (head, start, _) = page.lines, page.span
    if head is None:
        return []
    known = frozenset(map(match_key, told))
    last = min(len(lines), head + MAX_LINES, start if start is not None else len(lines))
    for number in range(max(0, head - 2), last):
        line = lines[number]
        if len(line.text) > MAX_LENGTH or number == head:
            continue
        if number < head and follows_teaser(lines, number):
            continue  # that story's writer
        near_date = date_line is not None and stands_at(lines, number, date_line)
        place = Place(page, head, near_date, number > head, known)
        after = lines[number + 1] if number + 1 < len(lines) else None
        if names := names_in(line, after, place):
            return names + listed(lines[number:last])
    return []


def names_boxed(page: Page) -> list[str]:
    """Return the name in the writer's box right below the text: a link to all that person wrote."""
    lines, end = page.lines, page.span.end
    if end is None:
        return []
    for line in lines[end + 1 : end + MAX_BOX]:
        for part in line.parts:
            href = (part.link.get("href") or "") if part.link is not None else ""
            if AUTHOR_LINK.search(href) and looks_like_name(name := tidy(part.text)):
                return [name]
        if line.linked and line.text.count(" ") >= 3:
            break  # another story, and who wrote it
    return []


def stands_at(lines: list[Line], number: int, date_line: int) -> bool:
    """Return whether a line is or adjoins the dateline.

    Badges, posts and channels alone may lie between.
    """
    first, last = sorted((number, date_line))
    if last - first > MAX_BETWEEN:
        return False
    between = (tidy(line.text) for line in lines[first + 1 : last])
    return all(
        len(text) < MAX_LENGTH // 4 and (not is_credit(text) or CHANNELS.search(text))
        for text in between
    )


def listed(lines: list[Line]) -> list[str]:
    """Return the names in the items of a list of authors that follow its first line."""
    first = lines[0].block
    if first.tag != "li" or not AUTHOR_PLACE.search(names_of(first)):
        return []
    items = takewhile(
        lambda line: (
            line.block.getparent() is first.getparent()
            and AUTHOR_PLACE.search(names_of(line.block)) is not None
        ),
        lines[1:MAX_NAMES],
    )
    return [name for item in items for name in split_names(item.text, lenient=False)]


def names_in(line: Line, after: Line | None, place: Place) -> list[str]:
    """Return the unlabelled names on a line for which something vouches."""
    outlet = OUTLET.match(marked(line))
    if place.below and outlet and OUTLET_WORDS.search(outlet["outlet"]):
        return split_names(outlet["name"], lenient=True)
    for number, part in enumerate(line.parts):
        behind = JOB_BEHIND.match(part.text) if place.below else None
        if behind and looks_like_name(name := tidy(behind["name"])) and not line.place.caption:
            return [name]
        follows = line.parts[number + 1].text if number + 1 < len(line.parts) else ""
        if not follows and after is not None and len(after.text) < 40:
            follows = after.text
        role = ROLE.match(follows)
        if role and is_credit(name := tidy(part.text)) and not ROLE.match(part.text):
            return [name] if role["writer"] and place.below else []
    if line.block.tag == "figcaption":
        return []
    edited = parse_credits(marked(line)).editors if line.label in CREDITS else []
    names = [name for part in line.parts for name in vouched(part, line, place)]
    return [name for name in names if name not in edited]


def vouched(part: Part, line: Line, place: Place) -> list[str]:
    """Return names that the page's data, the markup, or the place beside the date vouch for."""
    link = part.link
    href = (link.get("href") or "") if link is not None else ""
    linked = AUTHOR_LINK.search(href) is not None
    free = place.near_date and href in ("", "#") and line.block.tag not in ("h1", "h2")
    known = place.knows(part.text)
    if not (known or linked or place.below):
        return []
    names = names_of(part.element)
    placed = linked or AUTHOR_PLACE.search(names) is not None
    if not (known or placed or free):
        return []
    if names_no_writer(part, names_of(part.element, within=place.page.shell), href):
        return []
    told = candidates(part.text)
    # "Ketua adat, Pak Rekaan" is whom a picture shows.
    lead = part.text.partition(told[0])[0] if told else ""
    free = free and not lead.rstrip().endswith(",")
    found: list[str] = []
    for name in told:
        if not is_credit(name):
            continue
        if match_key(name) in place.known:
            found.append(name)
        elif linked and looks_like_name(name):
            found.append(name)  # above the headline too, as in a meta line there
        elif place.below and (placed or free):
            person = looks_like_name(name)
            if (person or (placed and link is not None)) and not place.is_channel(name):
                found.append(name)
    return found


def names_no_writer(part: Part, names: str, href: str) -> bool:
    """Return whether a text is an editor, a picture's credit, a channel or a box of other stories.

    Takes the class names around it and the address that it links to.
    """
    if CREDIT_PLACE.search(names) and not AUTHOR_PLACE.search(names_of(part.element, 1)):
        return True
    if CHANNEL_LINK.search(href) or CATEGORY_PLACE.search(names):
        return True
    return EDITS.search(part.text) is not None


def candidates(text: str) -> list[str]:
    """Return what may be names in an unlabelled text; one with a date, whatever parts them."""
    if not DIGIT.isdisjoint(text) and looks_like_date(text):
        pieces = [piece for piece in PARTS.split(text) if not looks_like_date(piece)]
        if named := [name for piece in pieces for name in split_names(piece, lenient=False)]:
            return named
    if len(before_tail(text)) > MAX_LENGTH // 2 or not text[:1].isalpha():
        return []
    return split_names(without_outlet(text), lenient=False) or [tidy(text)]


def without_outlet(text: str) -> str:
    """Return a byline without the outlet after a dash, and without a date after a dot."""
    for sign in (" • ", " · ", " | "):
        before, _, after = text.partition(sign)
        if after and not DIGIT.isdisjoint(after) and looks_like_date(after):
            return before
    outlet = OUTLET.match(text)
    return outlet["name"] if outlet and OUTLET_WORDS.search(outlet["outlet"]) else text
