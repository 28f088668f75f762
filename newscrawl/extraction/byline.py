"""Authors and editors: printed with a label, else beside the date, else in the page's data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from newscrawl.extraction.credit_lines import Credits, above, below, labelled, parse_credits
from newscrawl.extraction.document import select
from newscrawl.extraction.metadata import Metadata, plain
from newscrawl.extraction.model import Selectors
from newscrawl.extraction.name_alone import names_alone, without_outlet
from newscrawl.extraction.names import BREAK, distinct, key_of, same_person, split_names
from newscrawl.extraction.page import Page
from newscrawl.extraction.told_names import (
    credits_of,
    from_data,
    is_outlet,
    told_authors,
    told_editors,
)
from newscrawl.items import Layer

LONGEST: Final = 180
MOST_NAMES: Final = 12


@dataclass(slots=True)
class Bylines:
    """Names of writers and editors, and the layer that gave each."""

    authors: list[str]
    author_layer: Layer
    editors: list[str]
    editor_layer: Layer


def read_bylines(page: Page, date_line: int | None) -> Bylines:
    """Return who wrote and who edited the article; `date_line` is the number of the dateline.

    A name with a label before it counts, then a name beside the date that something confirms, then
    what the page tells machines. Machines are often told the editor, or the outlet, for the author:
    such names are no authors.
    """
    chosen = by_selector(page)
    lines, region = page.lines, page.region
    top, under = labelled(lines, above(lines, region)), labelled(lines, below(lines, region))
    editors, editor_layer = editors_of(chosen, top.editors + under.editors, page.data)
    if chosen.authors:
        return Bylines(finished(chosen.authors), "selector", finished(editors), editor_layer)
    layer: Layer = "generic"
    alone = [] if top.authors else unlabelled(page, date_line)
    authors = joined(top.authors, alone, under.authors, editors=editors, data=page.data)
    if not authors:
        authors, layer = from_data(page.data, lines, editors)
    return Bylines(finished(authors), layer, finished(editors), editor_layer)


def editors_of(chosen: Credits, printed: list[str], data: Metadata) -> tuple[list[str], Layer]:
    """Return the editors and their layer."""
    if chosen.editors:
        return chosen.editors, "selector"
    if printed:
        return printed, "generic"
    return told_editors(data)


def unlabelled(page: Page, date_line: int | None) -> list[str]:
    """Return the names that stand without a label and are not the outlet's or the story's."""
    data = page.data
    subject = key_of(data.title or "")  # "Name | Headline": of whom it tells, not who tells it
    names = names_alone(page, told_authors(data), date_line)
    return [n for n in names if not is_outlet(n, data.site) and key_of(n) not in subject]


def joined(
    top: list[str], alone: list[str], under: list[str], *, editors: list[str], data: Metadata
) -> list[str]:
    """Return the authors of the places where they are printed.

    A credit below the text adds to the byline above it ("Laporan Wartawan …"). It replaces a name
    that only stands beside the date, unless the page's data call that one author too; an editor
    may stand there as well.
    """
    if top or not under:
        return top + under or alone
    known = {key_of(name) for name in told_authors(data)}
    sure = [n for n in alone if key_of(n) in known and not any(same_person(n, e) for e in editors)]
    return sure + under


def finished(names: list[str]) -> list[str]:
    """Return names without repeats, and without the desk's initials beside a whole name."""
    kept = distinct(names)[:MOST_NAMES]
    if any(" " in name for name in kept):  # "Nama Lengkap / FMB"
        kept = [n for n in kept if " " in n or not (n.isupper() and len(n) < 5)]
    return kept


def by_selector(page: Page) -> Credits:
    """Return what the paper's rules name as byline and editor."""
    found, root, embedded = Credits(), page.document.root, page.data.embedded
    for line in selected(root, page.rules.byline):
        told = parse_credits(line)
        if not told.authors and not told.editors:
            told.authors = split_names(without_outlet(line), lenient=True)
        found.authors += told.authors
        found.editors += told.editors
    for line in selected(root, page.rules.editor):
        told = parse_credits(line)
        plain_names = not told.authors and not told.editors
        found.editors += split_names(line, lenient=True) if plain_names else told.editors
    found.authors = found.authors or credits_of(embedded.get("author"))
    found.editors = found.editors or credits_of(embedded.get("editor"))
    return found


def selected(root: HtmlElement, selectors: Selectors) -> Iterator[str]:
    """Yield the text of what selectors find, with a mark between what different elements print."""
    for item in select(root, selectors)[:MOST_NAMES]:
        pieces = item.itertext() if isinstance(item, HtmlElement) else [str(item)]
        told = [text for piece in pieces if (text := plain(piece))]
        if told:
            yield BREAK.join(f" {text} " for text in told).strip()[:LONGEST]
