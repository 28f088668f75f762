"""Joins the containers of one story, where a page builder boxes each group of paragraphs."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

from lxml.html import HtmlElement

from newscrawl.extraction.body.container import BUILT, Scores, titled
from newscrawl.extraction.body.leads import between
from newscrawl.extraction.boxes import FAQ, MAX_HEADING, heads_box
from newscrawl.page.labels import Label
from newscrawl.page.line_reader import HEADINGS, printed
from newscrawl.page.lines import BESIDE
from newscrawl.page.roles import element_role

#: How far up from a box of text the container of all of them may stand.
LEVELS: Final = 14
WRAPPERS: Final = 3
WIDGET: Final = "widget"
#: Rows, columns, wrappers: from so many levels on no template but a builder's nests its text.
NESTED: Final = 2
#: Boxes of one story, and elements looked at between two of them.
MAX_PARTS: Final = 200
MAX_BETWEEN: Final = 400
#: Parts of a container tried for a box like which others hold the story.
TRIED: Final = 3
#: Letters of what is no paragraph: names, dates, a lead that is read elsewhere.
SHORT_TEXT: Final = 100
#: No boxes, but the text in one.
TEXT_TAGS: Final = frozenset({"p", "span", "font", "b", "strong", "em", "i", "blockquote", "li"})
#: How wide a column is: text in a narrower one stands beside the story.
COLUMN: Final = re.compile(r"col|width|^w-")
DIGIT: Final = re.compile(r"\d")
#: The story is over above such elements.
OVER: Final[frozenset[Label | None]] = frozenset({"comment", "byline", "tags", "next_article"})
#: So many linked headings are a list of other stories.
MANY_LINKED: Final = 2

Kind = tuple[object, ...]


def story_parts(container: HtmlElement, scores: Scores) -> list[HtmlElement]:
    """Return the boxes of the story that a container belongs to, in document order.

    Takes the container with the most of the story. Only it, unless a builder spread the story over
    several boxes of one kind in rows of their own.
    """
    for unit in units_of(container, scores):
        boxes = [box for box in sisters(unit, scores) if not titled(box)]
        if unit not in boxes:
            continue
        first = last = boxes.index(unit)
        while first and not is_over(boxes[first - 1], boxes[first]):
            first -= 1
        while last + 1 < len(boxes) and not is_over(boxes[last], boxes[last + 1]):
            last += 1
        parts = boxes[first : last + 1]
        if len(parts) > 1 and holds_all(parts, container, scores):
            return parts
    return [container]


def holds_all(parts: list[HtmlElement], container: HtmlElement, scores: Scores) -> bool:
    """Return whether parts hold all text of a container around any, less what is no story."""
    own = [part for part in parts if container in (part, *islice(part.iterancestors(), LEVELS))]
    if not own:
        return False
    above = beside(own[0], container, preceding=True)
    behind = beside(own[-1], container, preceding=False)
    if sum(scores.prose[element] for element in above if element in scores.order) > SHORT_TEXT:
        return False
    lost = sum(scores.prose[element] for element in behind if element in scores.order)
    return lost <= SHORT_TEXT or ends_story(behind, frozenset())


def beside(element: HtmlElement, outer: HtmlElement, *, preceding: bool) -> list[HtmlElement]:
    """Return what stands wholly before, or behind, an element in an outer one."""
    found: list[HtmlElement] = []
    node: HtmlElement | None = element
    while node is not None and node is not outer:
        found += node.itersiblings(preceding=preceding)
        node = node.getparent()
    return found


def units_of(container: HtmlElement, scores: Scores) -> list[HtmlElement]:
    """Return the boxes of text in a container's longest parts, the longest first."""
    held = parts_with_text(container, scores)
    while len(held) == 1 and (inner := parts_with_text(held[0], scores)):
        held = inner
    longest = sorted(held, key=scores.prose.__getitem__, reverse=True)[:TRIED] or [container]
    units: list[HtmlElement] = []
    for part in longest:
        found = part
        for _ in range(LEVELS):
            inner = parts_with_text(found, scores)
            if not inner:
                break
            found = max(inner, key=scores.prose.__getitem__)
        units.append(found if found.tag not in TEXT_TAGS else container)
    return list(dict.fromkeys(units))


def parts_with_text(element: HtmlElement, scores: Scores) -> list[HtmlElement]:
    """Return the children of an element that hold text of the story and are boxes."""
    return [
        child
        for child in element
        if child in scores.order and child.tag not in TEXT_TAGS and child.tag not in HEADINGS
    ]


def sisters(unit: HtmlElement, scores: Scores) -> list[HtmlElement]:
    """Return the boxes of a box's kind that hold prose below the headline, it among them.

    Captions stand in boxes of one kind as well, one a photo: they are no story.
    """
    kind = kind_of(unit)
    if kind is None or element_role(unit) == "photo_caption":
        return []
    names = uncounted(unit.get("class", ""))
    path = [unit, *islice(unit.iterancestors(), LEVELS)]
    places = {node: number for number, node in enumerate(path)}
    found: list[HtmlElement] = []
    for box in scores.prose:
        if box is unit or (
            box.tag == unit.tag
            and box in scores.order
            and uncounted(box.get("class", "")) == names  # most have others
            and kind_of(box) == kind
            and in_like_place(box, path, places)
        ):
            found.append(box)
            if len(found) == MAX_PARTS:
                break
    return sorted(found, key=lambda box: scores.order.get(box, 0))


def kind_of(box: HtmlElement) -> Kind | None:
    """Return what a box and the one around it are called, less what counts them, or None."""
    outer = box.getparent()
    if outer is None:
        return None
    names, around = uncounted(box.get("class", "")), uncounted(outer.get("class", ""))
    built = box.get(BUILT), outer.get(BUILT)
    return (box.tag, names, outer.tag, around, built) if names or around else None


@lru_cache(maxsize=1024)
def uncounted(names: str) -> frozenset[str]:
    """Return class names without those that hold a number."""
    return frozenset(name for name in names.split() if not DIGIT.search(name))


def in_like_place(
    box: HtmlElement, path: list[HtmlElement], places: dict[HtmlElement, int]
) -> bool:
    """Return whether a box stands in a row of its own like the one whose way up is given.

    Not in a story of its own, beside the text, in a narrower column, or in a box named for another
    purpose.
    """
    below: HtmlElement = box
    roles: set[Label | None] = set()
    for depth, node in enumerate([box, *islice(box.iterancestors(), LEVELS)]):
        place = places.get(node)
        if place is not None:
            branch = path[place - 1]
            own = {element_role(inner) for inner in path[:place]}
            return (
                depth >= NESTED
                and place >= NESTED
                and branch.tag == below.tag
                and columns(branch) == columns(below)
                and roles <= own | {None}
            )
        if node.tag == "article" or node.tag in BESIDE:
            return False
        roles.add(element_role(node))
        below = node
    return False


def columns(element: HtmlElement) -> set[str]:
    """Return the names that say how wide an element is."""
    names = element.get("class", "").split()
    return {name for name in names if COLUMN.search(name) and DIGIT.search(name)}


def is_over(above: HtmlElement, below: HtmlElement) -> bool:
    """Return whether the story of a box ends before the next box of its kind."""
    row = frozenset(islice(below.iterancestors(), LEVELS)) - set(above.iterancestors())
    return ends_story(between(above, below), row)


def ends_story(elements: Iterable[HtmlElement], row: frozenset[HtmlElement]) -> bool:
    """Return whether a story is over before some of these elements ends.

    Takes what the next box of text stands in besides: a linked heading there is its headline.
    """
    linked = 0
    for outer in islice(elements, MAX_BETWEEN):
        for element in islice(outer.iter(), MAX_BETWEEN):
            tag = element.tag
            if tag in ("h1", "form", "footer", "nav") or element_role(element) in OVER:
                return True
            if tag in HEADINGS:
                text = printed(element)
                if len(text) <= MAX_HEADING and (FAQ.match(text) or heads_box(text, set())):
                    return True
                if is_led(element):
                    linked += 1
                    if linked == MANY_LINKED or not row.isdisjoint(element.iterancestors()):
                        return True
    return False


def is_led(heading: HtmlElement) -> bool:
    """Return whether a heading is a link to another page."""
    outer = heading.getparent()
    inside = any(link.get("href") for link in heading.iter("a"))
    return inside or (outer is not None and outer.tag == "a")


def shells_of(parts: list[HtmlElement]) -> set[HtmlElement]:
    """Return what stands between parts in wrappers that a builder calls widgets, as it calls all.

    Elsewhere a widget stands beside the story.
    """
    around = [parts[0], *islice(parts[0].iterancestors(), WRAPPERS)]
    if not any(WIDGET in outer.get("class", "") for outer in around):
        return set()
    return {
        element
        for above, below in pairwise(parts)
        for outer in islice(between(above, below), MAX_BETWEEN)
        for element in islice(outer.iter("div", "section"), MAX_BETWEEN)
        if element_role(element) == "nav" and WIDGET in element.get("class", "")
    }
