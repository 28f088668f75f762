"""Reads bylines with a label: "Penulis: …", "Rep: …/ Red: …", "Laporan Wartawan …"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from lxml.html import HtmlElement

from newscrawl.dates import looks_like_date
from newscrawl.extraction.boxes import heads_box
from newscrawl.extraction.bylines.person_names import (
    BREAK,
    is_function,
    looks_like_name,
    split_names,
    tidy,
)
from newscrawl.extraction.context import ArticleSpan
from newscrawl.extraction.line_patterns import BEHIND_DATE
from newscrawl.extraction.line_wording import has_label, looks_like_headline, starts_as
from newscrawl.extraction.next_story import is_paragraph
from newscrawl.lexicon import (
    EDITOR,
    EDITOR_JOB,
    HELPER,
    PHOTO,
    PHOTOGRAPHER,
    SOURCE,
    WRITER,
    WRITER_JOB,
)
from newscrawl.page.labels import CREDITS
from newscrawl.page.lines import REACH, Line
from newscrawl.text import match_key

#: Who did something else for the article; what stands behind such a label is no author.
OTHER: Final = (
    rf"{HELPER}|{SOURCE}|ditinjau(?:\s\w+){{0,2}}\soleh|fact[\s-]?check(?:ed|er)?(?:\sby)?|cek\sfakta"
    rf"|pemeriksa(?:\sfakta)?|{PHOTO}|images|videos?|grafis"
)
#: What may stand between label and colon: the work, a second task, a correspondent's town.
TASK: Final = (
    r"\s(?:berita|artikel|foto|naskah)|\s?(?:/|&|\bdan\b)\s?(?:foto\w*|publisher|uploader|admin"
    r"|penerbit|video\w*)|(?<=utor|awan|rter|nden)\s(?-i:[A-Z][\w.]{2,20}(?:\s[A-Z][\w.]{2,20})?)"
)
#: "Penulis: X | Editor: Y", "Rep: X/ Red: Y", "Reporter : X". "Penulis. X" is Akurat's.
LABELLED: Final = re.compile(
    rf"(?:^|(?<=[\s/|,{BREAK}(•-]))(?:(?P<other>{OTHER})|(?P<writer>{WRITER})|(?P<editor>{EDITOR}))"
    rf"(?:{TASK})?[\s{BREAK}]*(?:[:：;]|(?<=nulis)\.(?=[\s{BREAK}]))[\s{BREAK}]*",
    re.IGNORECASE,
)
#: A bar before the next label that is typed as a letter: "Penulis: Ani Budi I Editor: …".
BAR: Final = re.compile(r"\s[Il]\s?$")
#: The same bar before the reporter's town: "Laporan Ani Budi I Lembah Hijau".
TOWN_BAR: Final = re.compile(r"\s[Il|]\s")
#: "Penulis & Editor: X": one person is both.
BOTH: Final = re.compile(
    rf"^\W*(?:{WRITER})\s?(?:&|(?P<slash>/)|dan|sekaligus)\s?(?:{EDITOR})\s*:\s*(?P<names>.+)$",
    re.IGNORECASE,
)
#: Without a colon the label must begin the line and a capital follow.
BEGINNING: Final = re.compile(
    rf"^[\s|•·-]*(?:(?P<writer>(?:di(?:tulis|posting|lapor|kirim|terbit|publikasi)(?:kan)?\s)?oleh|by"
    rf"|penulis|reporter|pewa(?:rta|wancara)|peliput|jurnalis|(?:written|published)\s(?:for\s.{{3,60}}?\s)?by"
    rf"|posted\sby)|(?P<editor>editor|penyunting))"
    rf"(?:[\s{BREAK}]+|\s?[-–]\s?)(?-i:(?=[A-Z\"“]))",
    re.IGNORECASE,
)
#: The editor behind the writer, without a colon too: "Reporter Ani Budi | Editor Cici Dedi".
EDITOR_BEHIND: Final = re.compile(rf"(?i:{EDITOR_JOB})[\s{BREAK}]+(?=[A-Z])")
#: A paper that a journalist writes for, behind the job.
PAPER: Final = re.compile(r"(?:harian|koran|kabar|media|radar|tribun|warta|suara)\b", re.IGNORECASE)
#: "Laporan Ani Budi, Ternate": a whole name must follow, for reports are of many kinds.
REPORT: Final = re.compile(r"^\W*(?:laporan|liputan)\s+(?-i:(?=[A-Z]))", re.IGNORECASE)
#: A paper's name before its correspondent's: "TribunAmbon.com", "Tribun Jateng", "Bangka Pos".
OUTLET_BEFORE: Final = re.compile(
    r"(?:[\w.-]{3,40}\.(?:com|co\.id|id|net|news)|(?:tribun|radar|kabar|suara|warta|media|harian"
    r"|koran|info|berita|pos|rri|lkbn|metro)\s[\w.-]{2,20}|[\w.-]{3,20}\s(?:post?|news|times"
    r"|indonesia|ekspres|today|raya|online|tv)|tribun\w{2,20}|antara|kompas|serambi|surya)\s+",
    re.IGNORECASE,
)
CORRESPONDENT: Final = re.compile(
    rf"^\W*laporan\s(?:langsung\s)?(?:dari\s)?(?:{WRITER_JOB}|khusus)\b\s*(?P<outlet>[^,:]{{0,50}})[,:]\s*(?P<name>.+)$",
    re.IGNORECASE,
)
#: "Kontributor Lembah Hijau, Ani Budi": the town, then the name.
OF_TOWN: Final = re.compile(
    r"^\W*(?i:kontributor|koresponden)\s[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,3},\s(?P<name>[A-Z].{4,60})$"
)
CORRESPONDENT_ALONE: Final = re.compile(
    rf"^\W*laporan\s(?:langsung\s)?(?:dari\s)?(?:{WRITER_JOB})\s+(?P<rest>[^,:]{{5,80}})$",
    re.IGNORECASE,
)
#: What names a writer without a colon.
BARE: Final = (BEGINNING, REPORT, OF_TOWN)
ALONE: Final = re.compile(rf"^\W*(?:(?P<writer>{WRITER})|(?P<editor>{EDITOR}))\W*$", re.IGNORECASE)
CELLS: Final = re.compile(rf"[{BREAK},|]")
#: Labels that stand below a text and nowhere else.
STRONG: Final = re.compile(rf"(?i)(?<!\w)(?:{WRITER_JOB}|{EDITOR_JOB})\s*[:：]")
#: Lines around the article in which a byline may stand; unlabelled by the second, none but strong.
ABOVE: Final = 6
NEAR_BELOW: Final = 12
BELOW: Final = 60
UNKNOWN: Final = 45
MAX_LENGTH: Final = 180
MAX_REPORTERS: Final = 3
#: Labels in a row, or names.
MAX_ROW: Final = 4


@dataclass(slots=True)
class Credits:
    """Names of writers, editors and photographers."""

    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    photographers: list[str] = field(default_factory=list)

    def add(self, label: re.Match[str], names: list[str]) -> None:
        """Take the names that stand behind a label."""
        if label["writer"] and label["writer"].casefold() == PHOTOGRAPHER:
            self.photographers += names
        elif label["writer"]:
            self.authors += names
        elif label["editor"]:
            self.editors += names


def marked(line: Line) -> str:
    """Return a line with a mark between what different elements print."""
    return f" {BREAK} ".join(part.text for part in line.parts)


def above(lines: list[Line], span: ArticleSpan) -> list[int]:
    """Return the numbers of the lines from a little above the headline down to the text.

    Above the headline a credit right below the link to another story is that story's.
    """
    head, start = span.headline, span.start
    first = max(0, (head if head is not None else start or 0) - ABOVE)
    last = min(len(lines), start if start is not None else (head or 0) + 2 * UNKNOWN)
    return [n for n in range(first, last) if n >= (head or 0) or not follows_teaser(lines, n)]


def labelled(lines: list[Line], numbers: Iterable[int]) -> Credits:
    """Return the names that stand behind a label in the lines of these numbers."""
    found = Credits()
    used: set[int] = set()
    for number in numbers:
        line = lines[number]
        if number in used or line.label not in CREDITS:
            continue
        told = parse_credits(marked(line))
        told.editors += named_editors(line)
        row = named_row(lines, number)
        if row is not None:
            told, taken = row
            used |= taken
        elif not told.authors and not told.editors and (alone := ALONE.match(line.text)):
            names, taken = alone_names(lines, number)
            used |= taken
            told = Credits()
            told.add(alone, names)
        found.authors += told.authors
        found.editors += told.editors
        found.photographers += told.photographers
    return found


def below(lines: list[Line], span: ArticleSpan) -> Iterator[int]:
    """Yield the numbers of the text's lines and below, to the end of the first credits there.

    The next story below brings none.
    """
    if span.start is None or span.end is None:
        return
    last: int | None = None
    for number in range(span.start, min(len(lines), span.end + BELOW)):
        labels = lines[number].label in CREDITS
        if labels and is_of_next_story(lines, number, span):
            return
        if number <= span.end:
            yield number
            continue
        if last is None and not labels:
            continue
        text = marked(lines[number])
        near_text = number <= span.end + NEAR_BELOW
        if (
            STRONG.search(text)
            or named_editors(lines[number])
            or (near_text and (LABELLED.search(text) or any(p.match(text) for p in BARE)))
            or (near_text and labels_of(lines[number]))
        ):
            last = number
        if last is not None and number > last + 3:
            return
        if last is not None:
            yield number


def articles_of(lines: list[Line], span: ArticleSpan) -> set[HtmlElement]:
    """Return the `<article>` elements around the headline and around the text."""
    places = (number for number in span if number is not None)
    return {a for number in places for a in articles_around(lines[number].block)}


def articles_around(element: HtmlElement) -> list[HtmlElement]:
    """Return the `<article>` elements that an element is or stands in, the nearest first."""
    outer = chain((element,), islice(element.iterancestors(), REACH))
    return [one for one in outer if one.tag == "article"]


def is_of_next_story(lines: list[Line], number: int, span: ArticleSpan) -> bool:
    """Return whether a credit below the text is another story's: a headline stands right above it.

    `span` is that of this story.
    """
    around = articles_around(lines[number].block)
    if (around and around[0] not in articles_of(lines, span)) or is_teaser(lines[number]):
        return True
    before = lines[max((span.start or 0) + 1, number - 2) : number]
    after = lines[number + 1 : number + 3]
    if before and is_teaser(before[-1]) and any(map(is_teaser, after)):
        return True  # title, credit, title, credit
    if before and heads_story(before[-1], lines[number : number + 5]):
        return True
    return any(map(is_heading, before))


def heads_story(title: Line, under: list[Line]) -> bool:
    """Return whether a title of no heading's tag stands above a credit with a date, and a text."""
    text = title.text
    return (
        text.count(" ") >= 3
        and looks_like_headline(text)
        and any(looks_like_date(line.text) for line in under[:2])
        and any(map(is_paragraph, under[1:]))
    )


def is_heading(line: Line) -> bool:
    """Return whether a line is another story's headline: no label, and no sentence."""
    if line.block.tag not in ("h1", "h2") or line.text[-1] in '.")”':
        return False
    return line.text.count(" ") >= 3 and not has_label(line.text)


def is_teaser(line: Line) -> bool:
    """Return whether a line begins with a link to a story: some words long, and no label."""
    first = line.parts[0]
    words = first.text.count(" ") + 1
    return words >= 4 and first.link is not None and not has_label(first.text)


def follows_teaser(lines: list[Line], number: int) -> bool:
    """Return whether a line stands right below the link to another story."""
    return number > 0 and is_teaser(lines[number - 1])


def named_editors(line: Line) -> list[str]:
    """Return the names on a line that the word "Editor" follows in an element of its own."""
    found: list[str] = []
    texts = [part.text for part in line.parts]
    for number in range(1, len(texts)):
        label = ALONE.match(texts[number])
        before = ALONE.match(texts[number - 2]) if number > 1 else None
        # "Penulis ¦ Nama ¦ Editor ¦ Nama": there each label stands before its name.
        alternate = before is not None and number + 1 < len(texts)
        if label and label["editor"] and ":" not in texts[number] and not alternate:
            found += split_names(texts[number - 1], lenient=True)
    return found


def alone_names(lines: list[Line], number: int) -> tuple[list[str], set[int]]:
    """Return the names that belong to a label in a line of its own, and their lines.

    They follow it; but "Name / Penulis / Name / Editor" has each label after its name.
    """
    colon = any(":" in line.text for line in lines[number : number + 2])
    if not colon and label_follows(lines, number):
        return split_names(marked(lines[number - 1]), lenient=True), set()
    names: list[str] = []
    taken: set[int] = set()
    for place in range(number + 1, min(number + 5, len(lines))):
        line = lines[place]
        if not match_key(line.text):
            continue  # the colon, in a cell of its own
        if len(line.text) > 60 or ALONE.match(line.text) or looks_like_date(line.text):
            break
        if heads_box(line.text, set()) or starts_as(line.text) in ("tags", "comment", "related"):
            break  # nobody is named
        told = split_names(marked(line).lstrip(": "), lenient=True)
        if not told or (names and not all(map(looks_like_name, told))):
            break
        names += told
        taken.add(place)
        if not line.linked:
            break  # only links go on from line to line
    return names, taken


def named_row(lines: list[Line], number: int) -> tuple[Credits, set[int]] | None:
    """Return the names of a row of labels, and the labels' lines; None where it is no such row.

    "Ani Budi, Cici Dewi" stands above "Penulis, Editor", in cells or in lines: as many names as
    labels. Without names above they stand below.
    """
    last, labels = number, []
    while last < min(len(lines), number + MAX_ROW) and (told := labels_of(lines[last])):
        labels += told
        last += 1
    if len(labels) < 2 or any(":" in label for label in labels):
        return None
    names = names_around(lines, range(number - 1, -1, -1), len(labels))
    names = names or names_around(lines, range(last, len(lines)), len(labels))
    if names is None:
        return None
    found = Credits()
    for label, name in zip(labels, names, strict=True):
        if alone := ALONE.match(label):
            found.add(alone, [name])
    return found, set(range(number, last))


def labels_of(line: Line) -> list[str]:
    """Return the labels on a line that holds nothing else."""
    told = cells(line)
    return told if all(map(ALONE.match, told)) else []


def names_around(lines: list[Line], numbers: range, count: int) -> list[str] | None:
    """Return so many names in the lines of these numbers, in reading order; None for none."""
    names: list[str] = []
    for number in numbers[:MAX_ROW]:
        told = cells(lines[number])
        if not told or not all(map(looks_like_name, told)):
            return None
        names = told + names if numbers.step < 0 else names + told
        if len(names) >= count:
            return names if len(names) == count else None
    return None


def cells(line: Line) -> list[str]:
    """Return the short texts that a line's elements, or its commas, part."""
    if len(line.text) > MAX_LENGTH:
        return []
    return [name for piece in CELLS.split(marked(line)) if (name := tidy(piece))]


def label_follows(lines: list[Line], number: int) -> bool:
    """Return whether the label in this line stands after its name."""
    first = number
    while first >= 3 and ALONE.match(lines[first - 2].text):
        first -= 2
    if first < 1 or not looks_like_name(tidy(lines[first - 1].text)):
        return False
    last = number
    while last + 2 < len(lines) and ALONE.match(lines[last + 2].text):
        last += 2
    return last + 1 >= len(lines) or not looks_like_name(tidy(lines[last + 1].text))


def parse_credits(text: str) -> Credits:
    """Return the writers and the editors that a line names behind labels."""
    if correspondent := CORRESPONDENT.match(text):
        return Credits(split_names(correspondent["name"], lenient=True), [])
    if both := BOTH.match(text):
        names = split_names(both["names"], lenient=True)
        if both["slash"] and len(names) == 2:  # "Penulis/Editor: Ani/Budi"
            return Credits(names[:1], names[1:])
        return Credits(names, list(names))
    labels = list(LABELLED.finditer(text))
    if not labels:
        return Credits(names) if (names := reporters(text)) else parse_beginning(text)
    found = Credits()
    if labels[0].start() > 60:
        return found  # a sentence that quotes a label
    for number, label in enumerate(labels):
        last = number + 1 == len(labels)
        value = text[label.end() : len(text) if last else labels[number + 1].start()]
        found.add(label, split_names(value if last else BAR.sub("", value), lenient=True))
    return found


def reporters(text: str) -> list[str]:
    """Return the whole names behind "Laporan" without a colon, and behind a paper's name there."""
    if len(text) >= 110:
        return []
    if town := OF_TOWN.match(text):
        return split_names(town["name"], lenient=False)
    if alone := CORRESPONDENT_ALONE.match(text):
        rest = alone["rest"].rstrip(") ")
        outlet = OUTLET_BEFORE.match(rest)
        return split_names(rest[outlet.end() :] if outlet else rest, lenient=False)
    report = REPORT.match(text)
    if report is None:
        return []
    behind = TOWN_BAR.split(text[report.end() :], maxsplit=1)[0]
    return split_names(behind, lenient=False)[:MAX_REPORTERS]


def parse_beginning(text: str) -> Credits:
    """Return the names behind a label without a colon that begins the line: "Oleh Nama"."""
    if len(text) >= 110:
        return Credits()
    inner = BEHIND_DATE.search(text)
    if inner and looks_like_date(text[: inner.start()]):
        text = text[inner.start() :]
    label = BEGINNING.match(text)
    if label is None or is_function(tidy(text)):  # "Jurnalis Warga"
        return Credits()
    if PAPER.match(text, label.end()):  # "Jurnalis Kabar Lembah": the name stands before it
        return Credits()
    value, *behind = EDITOR_BEHIND.split(text[label.end() :], maxsplit=1)
    names = split_names(value, lenient=True)
    if not all(looks_like_name(name) or name.count(" ") < 4 for name in names):
        return Credits()
    names = [n for n in names if looks_like_name(n) or n[0].isupper()]  # "…, meliput kota"
    if label["editor"]:
        return Credits([], names)
    return Credits(names, split_names(behind[0], lenient=False) if behind else [])
