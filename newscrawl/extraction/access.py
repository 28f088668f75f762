"""Reads whether an article is free to read, from what the page declares and asks."""

from collections.abc import Mapping
from typing import Any, Final

from newscrawl.page.declared import Metadata

#: As JSON-LD writes a truth value: bare, as a text, as schema.org's address of it.
TRUE: Final = frozenset("true yes 1 http://schema.org/true https://schema.org/true".split())
FALSE: Final = frozenset("false no 0 http://schema.org/false https://schema.org/false".split())
#: `article:content_tier`, as Facebook's and Google's readers take it; `metered` tells nothing.
TIERS: Final[Mapping[str, bool]] = {"free": True, "locked": False}


def is_free(data: Metadata, *, closed: bool) -> bool | None:
    """Return whether an article can be read for nothing; None where nothing tells.

    `closed`: the page ends in a request to subscribe or log in. That a page shows is believed
    before what it declares.
    """
    if closed:
        return False
    for properties in (data.embedded, data.article):
        told = truth(properties.get("isAccessibleForFree"))
        if told is not None:
            return told
    return TIERS.get((data.first("article:content_tier") or "").strip().lower())


def truth(value: Any) -> bool | None:
    """Return a truth value of JSON-LD; None for what is none."""
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else None
    if isinstance(value, dict):
        value = value.get("@value", value.get("@id"))
    told = str(value).strip().lower() if isinstance(value, bool | int | str) else ""
    return True if told in TRUE else False if told in FALSE else None
