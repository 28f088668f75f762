"""Writers and editors as the page tells machines: often the editor or the outlet for the author."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from newscrawl.extraction.lines import Line
from newscrawl.extraction.metadata import Metadata, texts, unique
from newscrawl.extraction.names import (
    DOMAIN,
    NOBODY,
    is_credit,
    key_of,
    looks_like_name,
    same_person,
    tidy,
)
from newscrawl.items import Layer

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
META_EDITORS: Final = ("content_editor", "editor", "dtk:editor")


def credits_of(value: Any) -> list[str]:
    """Return the names in an author or editor property of whatever shape."""
    items = value if isinstance(value, list) else [value]
    persons = [i for i in items if not (isinstance(i, Mapping) and is_organization(i))]
    return [tidy(text) for text in texts(persons) if is_credit(tidy(text))]


def is_organization(value: Mapping[str, Any]) -> bool:
    """Return whether an author object says that it is no person."""
    return any("organization" in kind.lower() for kind in texts(value.get("@type")))


def told_authors(data: Metadata) -> list[str]:
    """Return whom the page's data call author, believed or not."""
    names = credits_of(data.article.get("author")) + credits_of(data.article.get("creator"))
    for key in META_AUTHORS:
        names += [
            name
            for text in data.meta.get(key, ())
            if is_credit(name := tidy(text)) and "/" not in text
        ]
    return unique(names)


def told_editors(data: Metadata) -> tuple[list[str], Layer]:
    """Return whom the page's data call editor, and the layer."""
    if names := credits_of(data.article.get("editor")):
        return unique(names), "json-ld"
    told = [tidy(text) for key in META_EDITORS for text in data.meta.get(key, ())]
    return unique(name for name in told if is_credit(name)), "meta"


def from_data(data: Metadata, lines: list[Line], editors: list[str]) -> tuple[list[str], Layer]:
    """Return the authors told to machines: printed on the page, or a person of JSON-LD's."""
    told = [
        name
        for name in told_authors(data)
        if not is_outlet(name, data.site) and not any(same_person(name, e) for e in editors)
    ]
    keys = {key_of(name): name for name in told}
    for line in lines if keys else []:
        if len(line.text) < 60 and (key := key_of(line.text)) in keys:
            return [line.text if looks_like_name(line.text) else keys[key]], "meta"
    if persons := believed(credits_of(data.article.get("author")), told):
        return persons, "json-ld"
    named = [tidy(text) for key in PERSON_NAMES for text in data.meta.get(key, ())]
    return believed(named, told), "meta"


def believed(names: Iterable[str], told: list[str]) -> list[str]:
    """Return the names that are written like a person's and are nobody else's."""
    return unique(name for name in names if name in told and looks_like_name(name))


def is_outlet(name: str, sites: Iterable[str]) -> bool:
    """Return whether a name is the outlet's, or a function's."""
    key = key_of(name)
    if key in NOBODY or DOMAIN.search(name):
        return True
    return any(key in site or site in key for site in map(key_of, sites) if len(site) > 3)
