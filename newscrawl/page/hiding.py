"""Tells what a page does not show: by attributes, and by its own style sheet."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from newscrawl.page.document import TIMED, Document

HIDING: Final = re.compile(r"display\s?:\s?none")
#: `.updated`, `time.updated`, `.updated:not(.published)`; longer ones hide in some places only.
CLASS: Final = re.compile(r"\s*[a-z]{0,10}\.([\w-]{1,60})(?::not\(\.([\w-]{1,60})\))?\s*")
#: Style sheets and letters of each that are read.
MAX_SHEETS, MAX_LETTERS = 30, 60_000
#: A rule is no longer.
MAX_RULE: Final = 600
#: Class names by which frameworks hide an element on every screen.
HIDDEN_NAMES: Final = frozenset({"hidden", "d-none", "hide", "is-hidden", "invisible", "uk-hidden"})
#: Elements that are not printed unless something else happens.
UNSHOWN: Final = frozenset({"noscript", "template", "dialog"})
#: How far up what hides an element may stand.
REACH: Final = 12


def is_hidden(element: HtmlElement) -> bool:
    """Return whether an element, or what it stands in, says itself that it is not shown."""
    return any(
        outer.tag in UNSHOWN
        or outer.get("hidden") is not None
        or HIDING.search(outer.get("style") or "") is not None
        or not HIDDEN_NAMES.isdisjoint((outer.get("class") or "").split())
        for outer in (element, *islice(element.iterancestors(), REACH))
        if outer.tag not in ("body", "html")  # shown when its scripts have run
    )


def hiding_classes(document: Document) -> dict[str, str | None]:
    """Return the classes by which alone the page's style sheets hide a time, each with one spared.

    Rules for a medium or a screen of some width are left out.
    """
    sheets = [(style.text or "")[:MAX_LETTERS] for style in document.tagged["style"][:MAX_SHEETS]]
    return dict(pair for sheet in sheets for pair in hidden_classes(sheet))


def is_styled_away(element: HtmlElement, styles: Mapping[str, str | None]) -> bool:
    """Return whether a style sheet hides a time; takes what `hiding_classes` returns."""
    if not styles or element.tag not in TIMED:
        return False
    names = (element.get("class") or "").split()
    return any(name in styles and styles[name] not in names for name in names)


def hidden_classes(sheet: str) -> Iterator[tuple[str, str | None]]:
    """Yield the classes that rules of a style sheet hide, each with one that is spared."""
    depth = counted = 0
    for rule in islice(HIDING.finditer(sheet), 50):
        opening = sheet.rfind("{", max(counted, rule.start() - MAX_RULE), rule.start())
        if opening < 0:
            continue
        depth += sheet.count("{", counted, opening) - sheet.count("}", counted, opening)
        counted = opening
        if depth:
            continue
        first = max(sheet.rfind(brace, 0, opening) for brace in "{}") + 1
        selectors = sheet[max(first, opening - MAX_RULE) : opening]
        for selector in selectors.split(","):
            if named := CLASS.fullmatch(selector):
                yield named[1], named[2]
