"""Reads authors and editors: labelled lines first, then names beside the date, then page data."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml.html import HtmlElement

from newscrawl.extraction.body import Body
from newscrawl.extraction.body.cleanup import Removed
from newscrawl.extraction.bylines.labelled import Credits, above, below, labelled, parse_credits
from newscrawl.extraction.bylines.person_names import (
    BREAK,
    DOMAIN,
    INSTITUTION,
    NOBODY,
    distinct,
    is_credit,
    looks_like_name,
    same_person,
    split_names,
    tidy,
)
from newscrawl.extraction.bylines.unlabelled import (
    MAX_NAMES,
    names_alone,
    names_boxed,
    without_outlet,
)
from newscrawl.extraction.context import Page
from newscrawl.extraction.line_wording import starts_as, told_by
from newscrawl.items import Layer
from newscrawl.lexicon import WRITER
from newscrawl.page.css import Selector, select
from newscrawl.page.declared import Metadata, plain, texts, unique
from newscrawl.page.document import Document
from newscrawl.page.lines import Line
from newscrawl.regions import region_of_place
from newscrawl.text import match_key

MAX_LENGTH: Final = 180
META_AUTHORS: Final = (
    "content_author",
    "dable:author",
    "author",
    "article:author",
    "dtk:author",
    "parsely-author",
    "penulis",
)
#: Those that name a person where they name anyone; `author` more often names the outlet.
PERSON_NAMES: Final = META_AUTHORS[:2]
#: "(Ani Rekaan)" below the text, or at the end of its last paragraph.
SIGNED: Final = re.compile(
    rf"[(\[]\s*(?:(?i:{WRITER})\s?:?\s)?(?P<names>[^()\[\]]{{5,80}})[)\]][\s.]*"
)
#: An account of the system that a template prints as the writer: one word, no name's capital.
ACCOUNT: Final = re.compile(r"[a-z\d][\w.@-]*|\S*\d\S*")
#: Words of institutions, places and remarks that stand there as well, written like a name.
NOT_SIGNED: Final = re.compile(
    rf"(?i)\b(?:{INSTITUTION}|dis(?:dik|hub|nak|por|per|bud)\w*|dinkes|kota|kabupaten|provinsi|kecamatan|desa|bank"
    r"|dok|pribadi|istimewa|pos|media|raya|selesai|habis|bersambung|bagian"
    r"|part|tamat|agency|times|post|press|indonesia|pusat|utara|selatan|barat|timur|tengah|tenggara"
    r"|biro|tim|berbagai|harian|radar|tribun|kabar|suara|warta|rilis|release|info"
    r"|salam|terima|selamat|semoga|wallahu\w*|sekian|liputan|jazeera|center)\b|\b(?-i:[A-Z]{2,})\b"
)
#: Some papers tag their articles with the editor's name.
EDITOR_TAG: Final = re.compile(r"editor\s?:\s?(\S.+)$", re.IGNORECASE)
META_EDITORS: Final = ("content_editor", "editor", "dtk:editor")


@dataclass(slots=True)
class Bylines:
    """Names of writers and editors, and the layer that gave each."""

    authors: list[str]
    author_layer: Layer
    editors: list[str]
    editor_layer: Layer


def read_bylines(page: Page, date_line: int | None, body: Body) -> Bylines:
    """Return who wrote and who edited the article.

    `date_line` is the number of the dateline. A name with a label before it counts, then a name
    beside the date that something confirms, then the name that signs the text, then what the page
    tells machines. Machines are often told the editor, or the outlet, for the author: such names
    are no authors.
    """
    chosen, embedded = by_selector(page), page.data.embedded
    lines, span = page.lines, page.span
    top, under = labelled(lines, above(lines, span)), labelled(lines, below(lines, span))
    glued = glued_credits(body, lines)
    under.authors += glued.authors
    editors, editor_layer = editors_of(
        chosen, top.editors + under.editors + glued.editors, page.data
    )
    if chosen.authors:
        return Bylines(finished(chosen.authors), "selector", finished(editors), editor_layer)
    if told := credits_of(embedded.get("author")):
        return Bylines(finished(told), "embedded", finished(editors), editor_layer)
    layer: Layer = "generic"
    people = [name for name in top.authors if not is_outlet(name, page.data.site)]
    alone = [] if people else unlabelled(page, date_line)
    people = people or ([] if alone else top.authors)  # "Jurnalis Kabar Lembah" is a post
    authors = joined(people, alone, under.authors, editors=editors, data=page.data)
    authors = [n for n in authors if not is_outlet(n, page.data.site)] or authors
    authors = authors or signed(body, page) or top.photographers + under.photographers
    if not authors:
        authors, layer = from_data(page.data, lines, editors)
    if not authors:
        boxed = (name for name in names_boxed(page) if not is_outlet(name, page.data.site))
        authors = [n for n in boxed if not any(same_person(n, editor) for editor in editors)]
        layer = "generic"
    return Bylines(finished(spelled(authors, page)), layer, finished(editors), editor_layer)


def glued_credits(body: Body, lines: list[Line]) -> Credits:
    """Return whom a credit names that was glued to the last sentence, on no line of its own."""
    told = [one.text for one in body.removed if one.label == "byline" and ":" in one.text]
    if told:
        printed = {line.text for line in lines}
        told = [text for text in told if text not in printed]
    own = {match_key(line.text) for line in lines} if told else set()
    found = Credits()
    for text in told:
        if match_key(text) not in own:
            credit = parse_credits(text)
            found.authors += credit.authors
            found.editors += credit.editors
    return found


def signed(body: Body, page: Page) -> list[str]:
    """Return whose whole names sign the text: "(Ani Rekaan)".

    Initials, desks and places do not, nor whom the text tells of. Below the text names in capitals
    sign it without brackets: "ANI REKAAN | BUDI REKAAN"; so does a name beside its paper's, and one
    alone in the next paragraph.
    """
    data = page.data
    found = (SIGNED.fullmatch(line.text.strip()) for line in body.removed if line.label == "byline")
    signs = [sign["names"] for sign in found if sign][::-1]
    bare = (in_capitals(body), with_outlet(body, data.site), alone_below(page))
    signs += filter(None, bare)
    told = match_key(" ".join((data.title or "", *body.paragraphs))) if signs else ""
    for inside in signs:
        names = [
            name
            for piece in inside.split("/")
            for name in split_names(piece, lenient=False)
            if not (NOT_SIGNED.search(name) or region_of_place(name) or is_outlet(name, data.site))
            if match_key(name) not in told
        ]
        if names:
            return names
    return []


def first_below(body: Body) -> Removed | None:
    """Return the first line right below the text; None where there is none."""
    last = len(body.paragraphs)
    return next((line for line in body.removed if line.position == last), None)


def in_capitals(body: Body) -> str:
    """Return the line in capitals right below the text, written small like names; "" for none."""
    first = first_below(body)
    if first is None or not first.text.isupper() or len(first.text) > MAX_LENGTH // 2:
        return ""
    return "" if starts_as(first.text) else first.text.title()


def alone_below(page: Page) -> str:
    """Return the name alone in the paragraph behind the last one; "" for none."""
    last = page.span.end
    if last is None or last + 1 == len(page.lines):
        return ""
    line, *next_ones = page.lines[last + 1 : last + 3]
    name = tidy(line.text.lstrip("*) "))
    row = (page.lines[last], line)
    like = len({(one.block.tag, one.block.getparent()) for one in row}) == 1
    if not like or line.linked or line.pictures or line.role or not looks_like_name(name):
        return ""
    if told_by(line) not in (None, "byline") or any(looks_like_name(n.text) for n in next_ones):
        return ""
    return name


def with_outlet(body: Body, sites: Iterable[str]) -> str:
    """Return the line right below the text that is a name and the outlet's; "" for none."""
    first = first_below(body)
    if first is None or first.label == "photo_caption" or first.text.count("/") != 1:
        return ""
    keys = {match_key(piece) for piece in first.text.split("/")}
    papers = set(map(match_key, sites))
    return first.text if papers & keys or DOMAIN.search(first.text) else ""


def spelled(names: list[str], page: Page) -> list[str]:
    """Return names; one in capitals takes the ordinary spelling that the page has elsewhere."""
    keys = {match_key(name) for name in names if name.isupper() and " " in name}
    if not keys:
        return names
    texts_of_page = (part.text for line in page.lines for part in line.parts if len(part.text) < 60)
    ordinary = {
        key: tidy(text)
        for text in (*texts_of_page, *declared_authors(page.data))
        if (key := match_key(text)) in keys and looks_like_name(tidy(text))
    }
    return [ordinary.get(match_key(name), name) if name.isupper() else name for name in names]


def editors_of(chosen: Credits, printed: list[str], data: Metadata) -> tuple[list[str], Layer]:
    """Return the editors and their layer."""
    if chosen.editors:
        return chosen.editors, "selector"
    if told := credits_of(data.embedded.get("editor")):
        return told, "embedded"
    if printed:
        return printed, "generic"
    return declared_editors(data)


def unlabelled(page: Page, date_line: int | None) -> list[str]:
    """Return the names that stand without a label and are not the outlet's or the story's."""
    data = page.data
    subject = match_key(data.title or "")  # "Name | Headline": of whom it tells, not who tells it
    names = names_alone(page, declared_authors(data), date_line)
    return [n for n in names if not is_outlet(n, data.site) and match_key(n) not in subject]


def joined(
    top: list[str], alone: list[str], under: list[str], *, editors: list[str], data: Metadata
) -> list[str]:
    """Return the authors of the places where they are printed.

    A credit below the text adds to the byline above it ("Laporan Wartawan …"). It replaces an
    account of the system ("Oleh: koran02"), and a name that only stands beside the date, unless the
    page's data call that one author too; an editor may stand there as well.
    """
    if any(map(looks_like_name, under)):
        top = [name for name in top if not ACCOUNT.fullmatch(name)]
    if top or not under:
        return top + under or alone
    known = {match_key(name) for name in declared_authors(data)}
    sure = [
        name
        for name in alone
        if any(same_person(name, other) for other in under)
        or (match_key(name) in known and not any(same_person(name, e) for e in editors))
    ]
    return sure + under


def finished(names: list[str]) -> list[str]:
    """Return names without repeats, and without the desk's initials beside a whole name."""
    kept = distinct(names)[:MAX_NAMES]
    whole = [name for name in kept if " " in name]
    if whole:  # "Nama Lengkap / FMB", "Nama Lengkap / nle"
        kept = [
            n
            for n in kept
            if " " in n or len(n) > 4 or not (n.isupper() or any(shortens(n, w) for w in whole))
        ]
    return kept


def shortens(sign: str, name: str) -> bool:
    """Return whether a sign in small letters has none but a name's letters, in their order."""
    letters = iter(match_key(name))
    return sign.islower() and all(letter in letters for letter in sign)


def by_selector(page: Page) -> Credits:
    """Return what the paper's rules name as byline and editor."""
    found, document = Credits(), page.document
    for line in selected(document, page.rules.byline):
        told = parse_credits(line)
        if not told.authors and not told.editors:
            told.authors = split_names(without_outlet(line), lenient=True)
        found.authors += told.authors
        found.editors += told.editors
    for line in selected(document, page.rules.editor):
        told = parse_credits(line)
        plain_names = not told.authors and not told.editors
        found.editors += split_names(line, lenient=True) if plain_names else told.editors
    return found


def selected(document: Document, selector: Selector) -> Iterator[str]:
    """Yield the text of what a selector finds, with a mark between what elements print."""
    for item in select(document, selector)[:MAX_NAMES]:
        pieces = item.itertext() if isinstance(item, HtmlElement) else [str(item)]
        told = [text for piece in pieces if (text := plain(piece))]
        if told:
            yield BREAK.join(f" {text} " for text in told).strip()[:MAX_LENGTH]


def credits_of(value: Any) -> list[str]:
    """Return the names in an author or editor property of whatever shape."""
    items = value if isinstance(value, list) else [value]
    members = [m for item in items for m in (item if isinstance(item, list) else [item])]
    persons = [m for m in members if not (isinstance(m, Mapping) and is_organization(m))]
    return [
        name
        for text in texts(persons)
        for name in parse_credits(text).authors or split_names(text, lenient=True)
    ]


def is_organization(value: Mapping[str, Any]) -> bool:
    """Return whether an author object says that it is no person."""
    return any("organization" in kind.lower() for kind in texts(value.get("@type")))


def declared_authors(data: Metadata) -> list[str]:
    """Return whom the page's data call author, believed or not."""
    names = structured_authors(data)
    for key in META_AUTHORS:
        names += [
            name
            for text in data.meta.get(key, ())
            if "/" not in text
            for name in split_names(text, lenient=True)
        ]
    return unique(names)


def structured_authors(data: Metadata) -> list[str]:
    """Return whom the page's JSON-LD calls author or creator."""
    return credits_of(data.article.get("author")) + credits_of(data.article.get("creator"))


def declared_editors(data: Metadata) -> tuple[list[str], Layer]:
    """Return whom the page's data call editor, and the layer."""
    if names := credits_of(data.article.get("editor")):
        return unique(names), "json-ld"
    tags = [tag for text in texts(data.article.get("keywords")) for tag in text.split(",")]
    if names := [tidy(m[1]) for tag in tags if (m := EDITOR_TAG.match(tag.strip()))]:
        return unique(name for name in names if is_credit(name)), "json-ld"
    told = [tidy(text) for key in META_EDITORS for text in data.meta.get(key, ())]
    return unique(name for name in told if is_credit(name)), "meta"


def from_data(data: Metadata, lines: list[Line], editors: list[str]) -> tuple[list[str], Layer]:
    """Return the authors told to machines: printed on the page, or a person of JSON-LD's."""
    told = [
        name
        for name in declared_authors(data)
        if not is_outlet(name, data.site) and not any(same_person(name, e) for e in editors)
    ]
    persons = believed(credits_of(data.article.get("author")), told)
    keys = {match_key(name): name for name in told}
    structured = {match_key(name) for name in structured_authors(data)}
    for line in lines if keys else []:
        if len(line.text) < 60 and (key := match_key(line.text)) in keys:
            layer: Layer = "json-ld" if key in structured else "meta"
            if keys[key] in persons:
                return persons, layer
            return [line.text if looks_like_name(line.text) else keys[key]], layer
    if persons:
        return persons, "json-ld"
    named = [
        name
        for key in PERSON_NAMES
        for text in data.meta.get(key, ())
        for name in split_names(text, lenient=True)
    ]
    return believed(named, told), "meta"


def believed(names: Iterable[str], told: list[str]) -> list[str]:
    """Return the names that are written like a person's and are nobody else's."""
    return unique(name for name in names if name in told and looks_like_name(name))


def is_outlet(name: str, sites: Iterable[str]) -> bool:
    """Return whether a name is the outlet's, or a function's."""
    key = match_key(name)
    if key in NOBODY or DOMAIN.search(name):
        return True
    return any(key in site or site in key for site in map(match_key, sites) if len(site) > 3)
