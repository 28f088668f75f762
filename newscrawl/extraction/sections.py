"""Reads the article's channel: as displayed, else as declared to machines.

The trail above the headline (`Beranda » Daerah » …`) is the page's own word on where the article
stands. Machines are often told the channel of all pages, each category that the article is filed
under, or the outlet: such words are no section, and a wrong one is worse than none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from operator import attrgetter
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newscrawl.dates import looks_like_date
from newscrawl.extraction.bylines.unlabelled import AUTHOR_LINK
from newscrawl.extraction.context import Page
from newscrawl.extraction.line_patterns import STANDING
from newscrawl.extraction.topics import CATEGORY_PLACE, CHANNEL_LINK, last_selected, leads_to_tag
from newscrawl.items import Layer
from newscrawl.page.declared import COMMON_LABELS, first_text, texts
from newscrawl.page.document import HEADINGS
from newscrawl.page.lines import NAMING, Line
from newscrawl.text import match_key
from newscrawl.urls import article_likeness

#: Names that a template gives every article, the front page, and boxes that articles are put into.
NO_SECTION: Final = frozenset(
    (
        "article|artikel|detail berita|detail artikel|detail|news|berita|home|beranda|depan|index"
        "|indeks|uncategorized|tak berkategori|tanpa kategori|umum|general|lainnya|read|baca|post"
        "|posts|blog|page|halaman|headline|headlines|headline news|top news|berita utama|utama"
        "|featured|unggulan|pilihan|pilihan editor|slider|slide|image|images|breaking news|breaking"
        "|hot news|trending|terkini|terbaru|terpopuler|populer|berita terkini|berita terbaru|latest"
        "|latest news|sticky|recommended|rekomendasi|you are here|anda di sini|anda berada di sini"
        "|kategori|category|categories|kanal|rubrik|kontak|contact us|tentang kami|redaksi|search"
        "|cari|menu|login|masuk|daftar|print|share|close|tutup|selengkapnya|all|semua"
    ).split("|")
)
#: Of those, channels where a trail ends in one: the page's own word, if not a telling one.
PLAIN_CHANNELS: Final = frozenset(("news", "berita", "artikel", "umum"))
CRUMBS: Final = re.compile(r"breadcrumb|breadcome|(?<![a-z])crumb|itemlistelement|v:url")
MENU: Final = re.compile(
    r"(?<![a-z])(?:sub|main|top)?-?menu|navbar|nav-|dropdown|sidebar|footer|related|terkait|popul"
    r"|widget_|ticker|slider"
)
#: What stands before a channel's link: "Kategori: Daerah", "Posted in Daerah".
FILED: Final = re.compile(
    r"(?:^|\s)(?:kategori|category|categories|kanal|rubrik|posted\sin|filed\sunder|di|dalam|in)\s?:?$",
    re.IGNORECASE,
)
#: The menu's item of the channel that a post is filed under, as WordPress marks it.
CURRENT: Final = re.compile(
    r"current[-_](?:menu[-_](?:item|parent|ancestor)|post[-_](?:ancestor|parent)"
    r"|category[-_](?:ancestor|parent))"
)
#: Between the parts of a trail. Menus are parted by `|` and `·` as well.
SEPARATORS: Final = "»›>→⟩❯/"
SEPARATOR: Final = re.compile(rf"([{SEPARATORS}]+|::)")
#: Links to all posts of a year, month or day.
DATED: Final = re.compile(r"/20\d\d(?:/\d\d?){0,2}/?$")
SIGNS: Final = re.compile(r"[\W_]*")
FRONT_PAGE: Final = frozenset(
    ("home", "beranda", "depan", "halaman depan", "homepage", "front page")
)
#: A trail has no more steps, a post no more categories; a longer row of links is a menu.
MAX_STEPS: Final = 6
MAX_CATEGORIES: Final = 3
LONGEST_STEP: Final = 40
#: Letters at the end of a text among which a label of a category stands.
LABEL: Final = 16
#: What names tell of the place that bears them: it is a menu's or another story's, a trail's, a
#: category's. No longer ones are names.
IN_MENU, IN_TRAIL, FOR_CATEGORY = 1, 2, 4
MAX_NAMES: Final = 200
#: How far up from a piece of a line names tell that it is in a menu or a trail, and in a place for
#: the category: names from further up tell most pieces to be in one, at little cost.
AROUND, AROUND_CATEGORY = 5, 3
#: Lines above and below the headline among which the trail, or the channel's link, stands.
TRAIL_ABOVE: Final = 16
NEAR_ABOVE: Final = 6
NEAR_BELOW: Final = 10
#: Meta names of the channel, the nearest first.
SECTION_NAMES: Final = (
    "article:section3",
    "article:section2",
    "article:section",
    "articlesection",
    "section",
    "content_category",
    "dtk:kanal",
)


class Section(NamedTuple):
    """A channel's name and the layer that gave it."""

    name: str | None
    layer: Layer


class Step(NamedTuple):
    """A short text near the headline.

    `href` is where it links to ("" for nowhere), `line` its line's number, `crumb` whether the
    markup calls it a breadcrumb, `filed` whether label or markup call it the post's category,
    `menu` whether the markup calls it a menu's item or another story's, `sign` whether it only
    parts two steps of a trail.
    """

    text: str
    href: str
    line: int
    crumb: bool
    filed: bool
    menu: bool
    sign: bool


def read_section(page: Page, *, headline: str, removed: Iterable[str]) -> Section:
    """Return the article's channel; `removed` are the lines that the body was freed of."""
    if chosen := last_selected(page.document, page.rules.section):
        return Section(chosen, "selector")
    if told_by_rule := first_text(page.data.embedded.get("articleSection")):
        return Section(told_by_rule, "embedded")
    steps = steps_near(page)
    if name := trail_end(steps, page, headline) or addressed(steps, page, headline):
        return Section(name, "generic")
    if told := declared_section(page, headline):
        return told
    for line in removed:
        if "," in line and (standing := STANDING.fullmatch(line.strip())):
            return Section(standing["section"].title(), "generic")
    return Section(linked(steps, page, headline) or current(page, headline), "generic")


def steps_near(page: Page) -> list[Step]:
    """Return the short texts above the headline and from it down to the text."""
    head, start = place_of(page), page.span.start
    if head is None:
        return []
    below = start if start is not None and start >= head else len(page.lines)
    last = min(below, head + NEAR_BELOW, len(page.lines))
    numbers = [*range(max(0, head - TRAIL_ABOVE), head), *range(head + 1, last)]
    return list(steps_of(page.lines, numbers))


def place_of(page: Page) -> int | None:
    """Return the number of the headline's line; of the text's first where it stands on none."""
    return page.span.start if page.span.headline is None else page.span.headline


def steps_of(lines: Sequence[Line], numbers: Iterable[int]) -> Iterator[Step]:
    """Yield the pieces of the lines of these numbers, those that separators part one by one."""
    known: dict[HtmlElement, int] = {}
    for number in numbers:
        labelled = False
        for part in lines[number].parts:
            place = place_of_part(part.element, known)
            menu, crumb, placed = place == IN_MENU, bool(place & IN_TRAIL), place >= FOR_CATEGORY
            text, link = part.text, part.link
            if link is None:
                labelled = FILED.search(text, max(0, len(text) - LABEL)) is not None
                filed = placed and not labelled
                for raw in SEPARATOR.split(text):
                    if piece := raw.strip():
                        yield Step(piece, "", number, crumb, filed, menu, is_separator(piece))
                continue
            href = link.get("href") or "#"
            placed = placed and not AUTHOR_LINK.search(href) and article_likeness(href) == 0
            filed = labelled or placed or "category" in (link.get("rel") or "")
            filed = filed and not leads_to_tag(href)
            yield Step(text, href, number, crumb, filed, menu, is_separator(text))


def place_of_part(element: HtmlElement, known: dict[HtmlElement, int]) -> int:
    """Return what the names around a piece of a line tell of it: in a menu, and if not, what else.

    `known` keeps what the names of each element tell: most lines share what is around them.
    """
    place = 0
    node: HtmlElement | None = element
    for level in range(AROUND):
        if node is None:
            break
        told = known.get(node)
        if told is None:
            told = 0
            for key, value in node.items():
                if key in NAMING:
                    told |= place_named(value)
            known[node] = told
        if told & IN_MENU:
            return IN_MENU
        place |= told if level < AROUND_CATEGORY else told & IN_TRAIL
        node = node.getparent()
    return place


@lru_cache(maxsize=2048)
def place_named(names: str) -> int:
    """Return what names tell of the place that bears them; pages repeat their names."""
    names = names[:MAX_NAMES].lower()
    return (
        IN_MENU * (MENU.search(names) is not None)
        | IN_TRAIL * (CRUMBS.search(names) is not None)
        | FOR_CATEGORY * (CATEGORY_PLACE.search(names) is not None)
    )


def trail_end(steps: list[Step], page: Page, headline: str) -> str | None:
    """Return the last channel of the trail that leads from the front page to the article."""
    for trail in trails(steps, place_of(page) or 0):
        named = [step for step in trail if not SIGNS.fullmatch(step.text)]
        if len(named) > MAX_STEPS:
            continue
        for step in reversed(named):
            if DATED.search(step.href) or (leads_to_tag(step.href) and not step.crumb):
                continue
            if ends_trail(step.text, page, headline):
                return step.text
    return None


def trails(steps: list[Step], head: int) -> Iterator[list[Step]]:
    """Yield the rows of steps that a separator, or the markup of breadcrumbs, holds together."""
    trail: list[Step] = []
    for step in steps:
        near = bool(trail) and step.line - trail[-1].line <= 1 and step.crumb == trail[-1].crumb
        joins = near and (step.crumb or step.sign or trail[-1].sign)
        if trail and not joins:
            if is_trail(trail, head):
                yield trail
            trail = []
        trail.append(step)
    if is_trail(trail, head):
        yield trail


def is_separator(text: str) -> bool:
    """Return whether a text only parts the steps of a trail."""
    return text == "::" or not text.strip(SEPARATORS)


def is_trail(steps: list[Step], head: int) -> bool:
    """Return whether steps are a trail: marked as one, or parted, linked and near the headline."""
    if len(steps) < 2 or steps[0].crumb:
        return bool(steps) and steps[0].crumb
    signs = sum(step.sign for step in steps)
    home = steps[0].text.casefold() in FRONT_PAGE
    near = head - NEAR_ABOVE <= steps[-1].line < head
    # "Title of the next story »" is one link and a sign.
    parted = signs > 0 and (home or len(steps) - signs > 1)
    return (
        parted
        and (home or bool(steps[0].href))
        and (home or near)
        and not any(map(is_credit_step, steps))
    )


def is_credit_step(step: Step) -> bool:
    """Return whether a step is a date or an author's link: such a row is a byline, no trail."""
    return bool(AUTHOR_LINK.search(step.href)) or looks_like_date(step.text)


def ends_trail(text: str, page: Page, headline: str) -> bool:
    """Return whether a step is the channel that a trail leads to."""
    if text.casefold() in PLAIN_CHANNELS:
        return True
    return is_step(text, headline) and not is_outlet(text, page)


def is_step(text: str, headline: str) -> bool:
    """Return whether a step of a trail names a channel: no headline, date or front page."""
    if len(text) > LONGEST_STEP or looks_like_date(text):
        return False
    return is_section(text, headline)


def addressed(steps: list[Step], page: Page, headline: str) -> str | None:
    """Return the text of the link near the headline to a folder that the article lies in.

    The deepest folder counts, and of two links to it that nearer to the headline.
    """
    own, head = path_of(page.document.url).rstrip("/"), place_of(page) or 0
    first, mark, _ = own[1:].partition("/")
    if not mark:
        return None
    folders = (
        (len(path), -abs(step.line - head), step.text)
        for step in steps
        if first in step.href.lower()  # to take an address apart costs twenty times as much
        if (path := path_of(step.href).rstrip("/")) and own.startswith(f"{path}/")
        if is_step(step.text, headline) and not is_outlet(step.text, page)
    )
    return max(folders, default=(0, 0, None))[2]


def path_of(address: str) -> str:
    """Return an address' path, lower case; "" for what is no address."""
    try:
        return urlsplit(address).path.lower()
    except ValueError:
        return ""


def linked(steps: list[Step], page: Page, headline: str) -> str | None:
    """Return the one category that the post is filed under, else the one channel linked near it.

    Categories stand beside the headline, or right below the text. Of several, none.
    """
    head = place_of(page)
    if head is None:
        return None
    stories = (n for n in range(max(0, head - NEAR_ABOVE), head) if links_story(page.lines[n]))
    first = max(stories, default=head - NEAR_ABOVE - 1) + 1  # what is above is that story's
    near = [step for step in steps if step.line >= first]
    filed = [step for step in near if step.filed] or filed_below(page, page.span.end)
    linked_to = without_lists([s for s in steps if CHANNEL_LINK.search(s.href)], page)
    linked_to = [step for step in linked_to if step.line >= first]
    for group in ([step for step in filed if step.href] or filed, linked_to):
        found = {
            match_key(step.text): step.text
            for step in group
            if is_step(step.text, headline) and not is_outlet(step.text, page)
        }
        if found:
            return only(found)
    return None


def links_story(line: Line) -> bool:
    """Return whether a line holds a link of some words, as to another story."""
    return any(part.text.count(" ") >= 3 and part.link is not None for part in line.parts)


def without_lists(steps: list[Step], page: Page) -> list[Step]:
    """Return links to channels without those of menus: marked as such, or many in one list."""
    blocks = [page.lines[step.line].block for step in steps]
    lists = [(b.tag, b.getparent() if b.tag == "li" else b) for b in blocks]
    many = {around for around, times in Counter(lists).items() if times > MAX_CATEGORIES}
    pairs = zip(steps, lists, strict=True)
    return [step for step, around in pairs if around not in many and not step.menu]


def filed_below(page: Page, end: int | None) -> list[Step]:
    """Return the categories on the first line below the text that has any."""
    if end is None:
        return []
    near = range(end + 1, min(end + NEAR_BELOW, len(page.lines)))
    # Below a heading stands a box of other stories.
    above = takewhile(lambda number: page.lines[number].block.tag not in HEADINGS, near)
    filed = (step for step in steps_of(page.lines, above) if step.filed)
    return next((list(steps) for _, steps in groupby(filed, attrgetter("line"))), [])


def only(found: dict[str, str]) -> str | None:
    """Return the one value, or None where there are several."""
    return next(iter(found.values())) if len(found) == 1 else None


def current(page: Page, headline: str) -> str | None:
    """Return the one item of the menu that is marked as the article's channel."""
    head = place_of(page) or 0
    found = {
        match_key(part.text): part.text
        for line in page.lines[:head]
        for part in line.parts
        if len(part.text) <= LONGEST_STEP and is_current(part.element)
        if is_section(part.text, headline)
    }
    return only(found)


def is_current(element: HtmlElement) -> bool:
    """Return whether the classes of an element, or of that around it, mark the own channel."""
    parent = element.getparent()
    names = element.get("class"), None if parent is None else parent.get("class")
    return any(told and "current" in told and CURRENT.search(told) for told in names)


def declared_section(page: Page, headline: str) -> Section | None:
    """Return the channel that the page tells machines: JSON-LD's breadcrumbs and section, meta."""
    data = page.data
    for crumb in reversed(data.crumbs[1:]):
        if ends_trail(crumb, page, headline):
            return Section(crumb, "json-ld")
    if told := only_one(data.article.get("articleSection"), page, headline):
        return Section(told, "json-ld")
    for key in SECTION_NAMES:
        if (given := data.meta.get(key)) and (told := only_one(given, page, headline)):
            return Section(told, "meta")
    return None


def only_one(value: Any, page: Page, headline: str) -> str | None:
    """Return the channel of a property, unless it lists several categories or a slug.

    The name of the host (`bola` of bola.koran.id) says no more than the address does.
    """
    names = [name for text in texts(value) for name in re.split(r"\s*[,;|]\s*", text)]
    told = {
        match_key(name): name
        for name in names
        if is_section(name, headline) and not is_outlet(name, page)
    }
    if len(told) != 1:
        return None
    key, name = next(iter(told.items()))
    return name if not name.islower() and key not in host_labels(page) else None


def is_section(name: str, headline: str) -> bool:
    """Return whether a text names a channel of its own: no word for all, no headline."""
    words = name.casefold().strip(" :").split()
    if not 2 < len(name) <= 60 or "://" in name or not any(map(str.isalpha, name)):
        return False
    text = " ".join(words)
    if text in NO_SECTION or text in FRONT_PAGE or NO_SECTION.issuperset(words):
        return False
    key, whole = match_key(name), match_key(headline)
    return not (whole in key or (key in whole and 2 * len(key) > len(whole)))


def is_outlet(name: str, page: Page) -> bool:
    """Return whether a name is the outlet's: "Kabar Lembah", "detikNews" of detik.com."""
    key = match_key(name)
    labels = [label for label in host_labels(page) if label not in COMMON_LABELS]
    own = match_key(labels[-1]) if labels else ""
    if key == own or key in map(match_key, page.data.meta.get("og:site_name", ())):
        return True
    return "." in name.strip(".") or (len(own) > 3 and key.startswith(own))


def host_labels(page: Page) -> list[str]:
    """Return the parts of the page's host name."""
    return (urlsplit(page.document.url).hostname or "").split(".")
