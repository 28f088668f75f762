"""Reads the markup of a printed time: published or changed, hidden, and the machine time."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Final, Literal, NamedTuple

from lxml.html import HtmlElement

from newscrawl.dates import looks_like_date
from newscrawl.extraction.context import Page
from newscrawl.extraction.line_patterns import OF_OTHERS
from newscrawl.page.document import HEADINGS, TIMED
from newscrawl.page.hiding import is_styled_away
from newscrawl.page.lines import names_of

Role = Literal["published", "created", "modified"]
#: Names of one class or property each; `article:published_time`, `td-post-date`, `dc:created`.
PUBLISHED_NAME: Final = re.compile(
    r"(?:^|[_:-])(?:date)?-?(?:publish(?:ed)?|pub-?date|posted|issued|(?:di)?terbit(?:kan)?|(?:di)?tayang(?:kan)?)(?:$|[_-])"
    r"|^datepublished$|^dc:date$"
)
CREATED_NAME: Final = re.compile(r"(?:^|[_:-])(?:date)?-?created?(?:$|[_-])")
MODIFIED_NAME: Final = re.compile(
    r"(?:^|[_:-])(?:date)?-?(?:last)?-?(?:modified|updated?|changed|revised|diperbarui)(?:$|[_-])"
)
ROLES: Final[tuple[tuple[re.Pattern[str], Role], ...]] = (
    (PUBLISHED_NAME, "published"),
    (CREATED_NAME, "created"),
    (MODIFIED_NAME, "modified"),
)
#: Where the machine-readable time of an element stands. The `title` counts only where an element is
#: made for times, as hAtom's `<abbr class="published">`.
TIMES: Final = ("datetime", "content")
DATA_TIMES: Final = (
    "data-datetime",
    "data-timestamp",
    "data-time",
    "data-date",
    "data-published",
    "data-publish-date",
    "data-pubdate",
    "data-created",
    "data-utime",
    "data-epoch",
    "data-unix",
    "data-livestamp",
)
CARRYING: Final = frozenset({*TIMES, "title", *DATA_TIMES})
#: Elements that hold a time in `content` on some pages, besides those that print times.
SILENT: Final = ("div", "p", "i", "b", "strong", "small", "li")
DIGITS: Final = re.compile(r"\d{2}")
#: Classes by which the field's themes and frameworks hide an element from everybody.
HIDING: Final = frozenset(
    {"hidden", "hide", "d-none", "is-hidden", "visually-hidden", "sr-only", "screen-reader-text"}
    | {"hatom-extra", "hide-fields", "entry-hidden", "assistive-text"}
)
#: With one of these beside it, a hiding class holds for small screens only.
ON_LARGE_SCREENS: Final = re.compile(r"(?:d-)?(?:sm|md|lg|xl)[:-](?:block|inline|flex)")
#: Names of elements whose times are those of other stories, of comments, of the clock on the wall.
FOREIGN: Final = re.compile(
    r"related|terkait|sidebar|popul|recent|latest|terbaru|comment|komentar|(?<!elementor-)widget|ticker|footer|breaking|trending|rekomendasi|recommend|terkini|headline-?news|next-?(?:post|article)|prev|clock|jam-|today|hari-ini|topbar|top-bar|navbar|header-(?:date|top)|date-(?:now|today)"
)
#: How far up from a text its time's element stands, and how far up from the headline its article.
NEAR: Final = 3
#: Lines around the headline that may print an element which carries the article's time.
LINES_ABOVE, LINES = 4, 15
HEADER: Final = 5
#: How far down in what stands beside a headline.
DEPTH: Final = 5
#: A longer text is no time.
MAX_TIME: Final = 160
#: Longer values of an attribute are no names.
MAX_NAMES: Final = 400
#: Elements looked at that print nothing and are named as times; real pages have a few.
MAX_SILENT: Final = 200


class Mark(NamedTuple):
    """The markup's word on a time; `sure` when a property gives it, not only a theme's class."""

    role: Role | None = None
    sure: bool = False
    hidden: bool = False


UNMARKED: Final = Mark()


class MarkedTime(NamedTuple):
    """A machine time that an element carries, as written, with the markup's word on it."""

    raw: str
    mark: Mark


def mark_of(
    element: HtmlElement, block: HtmlElement | None, styles: Mapping[str, str | None]
) -> Mark:
    """Return what an element and those right around it say of the time in it.

    The nearest that says anything of its role counts. Nothing outside of `block` is asked.
    `styles` are the classes by which style sheets hide times.
    """
    role, hidden = UNMARKED, False
    node: HtmlElement | None = element
    for _ in range(NEAR + 1):
        if node is None:
            break
        hidden = hidden or is_hidden(node) or is_styled_away(node, styles)
        if role.role is None:
            role = role_of(node)
        if node is block:
            break
        node = node.getparent()
    return role._replace(hidden=True) if hidden else role


def role_of(element: HtmlElement) -> Mark:
    """Return the role that an element's properties state, or else its classes.

    hAtom's `published updated` is a time of publication that also is the last change, whichever of
    the two a property calls it: themes print so the only time of an article that nobody changed.
    """
    properties = (*words_of(element, "itemprop"), *words_of(element, "property"))
    classes = tuple(words_of(element, "class"))
    named = role_named(classes) if classes else None
    if properties and (role := role_named(properties)):
        once = named == "published" and any(map(MODIFIED_NAME.search, classes))
        return Mark("published" if once else role, sure=True)
    if named:
        return Mark(named)
    if element.tag == "time" and (title := element.get("title")):  # "Diterbitkan: 2025-04-08T11:02"
        words = tuple(title[:MAX_NAMES].lower().split(":")[:1])
        return Mark(role_named(words))
    return Mark("published", sure=True) if element.get("pubdate") is not None else UNMARKED


@lru_cache(maxsize=1024)
def role_named(names: tuple[str, ...]) -> Role | None:
    """Return the role of a time that one of these names states."""
    for pattern, role in ROLES:  # costly, and pages repeat their names
        if any(map(pattern.search, names)):
            return role
    return None


def is_hidden(element: HtmlElement) -> bool:
    """Return whether an element itself hides what it holds from every reader."""
    if element.get("hidden") is not None:
        return True
    if told := element.get("style"):
        style = told[:MAX_NAMES].replace(" ", "").lower()
        if "display:none" in style or "visibility:hidden" in style:
            return True
    classes = words_of(element, "class")
    return not HIDING.isdisjoint(classes) and not any(map(ON_LARGE_SCREENS.match, classes))


def words_of(element: HtmlElement, attribute: str) -> list[str]:
    """Return the words of an attribute in lower case; what is far too long is cut."""
    told = element.get(attribute)
    return told[:MAX_NAMES].lower().split() if told else []


def time_of(element: HtmlElement) -> str | None:
    """Return the machine-readable time that an element carries, as written; None for none."""
    attributes = element.keys()
    if not attributes or CARRYING.isdisjoint(attributes):
        return None
    made_for_times = element.tag in ("time", "abbr") or role_of(element).role is not None
    names = (*TIMES, "title", *DATA_TIMES) if made_for_times else ("datetime", *DATA_TIMES)
    for name in names:
        value = element.get(name)
        if value and DIGITS.search(value):
            return value.strip()[:200]
    return None


def marked_times(page: Page) -> Iterator[MarkedTime]:
    """Yield the times that elements around the headline carry, the printed ones first."""
    at = page.span.headline
    if at is None:
        return
    seen: dict[HtmlElement, bool] = {}
    start, end = page.span.start or at + LINES, page.span.end or at + LINES
    for number in range(max(0, at - LINES_ABOVE), min(at + LINES, len(page.lines))):
        line = page.lines[number]
        if number > end and line.block.tag in HEADINGS:
            break  # another story's
        if number > start and line.label == "body":
            continue
        foreign = OF_OTHERS if number > at else FOREIGN
        for one in printed_times(page, number, seen, foreign):
            # Below the text stand other stories' times, and comments'.
            if number <= start or one.mark.role in ("published", "created"):
                yield one
    heading = page.lines[at].parts[0].element
    for element in islice(silent(page, heading), MAX_SILENT):
        raw = None if seen.get(element) else time_of(element)
        mark = mark_of(element, None, page.styles) if raw else UNMARKED
        if raw and mark.role and not OF_OTHERS.search(names_of(element, within=page.shell)):
            yield MarkedTime(raw, mark)


def printed_times(
    page: Page, number: int, seen: dict[HtmlElement, bool], foreign: re.Pattern[str]
) -> Iterator[MarkedTime]:
    """Yield the times of the elements that print a line; a hidden one's text is such a time too.

    Takes the line's number, and whether each element that was `seen` carries a time: such are
    skipped, and those whose names are `foreign`.
    """
    line = page.lines[number]
    for part in line.parts:
        node: HtmlElement | None = part.element
        for _ in range(NEAR):
            if node is None:
                break
            carries = seen.get(node)
            if carries is None:
                raw = time_of(node)
                carries = seen[node] = raw is not None
                if raw and not foreign.search(names_of(node, within=page.shell)):
                    yield MarkedTime(raw, mark_of(node, None, page.styles))
            if carries:
                break
            node = node.getparent()
        else:
            text = part.text
            if len(text) > MAX_TIME or not (DIGITS.search(text) and looks_like_date(text)):
                continue
            mark = mark_of(part.element, line.block, page.styles)
            if mark.hidden and mark.role:
                yield MarkedTime(text, mark)


def silent(page: Page, heading: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements near the headline's that are made to tell a time and print nothing.

    Microdata and RDFa have it in `content`.
    """
    around = {heading, *islice(heading.iterancestors(), HEADER)}
    for element in page.document.root.iter(*TIMED, *SILENT):
        told = element.tag == "time" or element.get("content")
        if told and not element.text and element not in around:
            outer = islice(element.iterancestors(), DEPTH)
            if not around.isdisjoint(outer):
                yield element
