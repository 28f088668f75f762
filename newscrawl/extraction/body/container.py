"""Finds the element that holds the article's text on a page of unknown template."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import Final

from lxml.html import HtmlElement

from newscrawl.extraction.boxes import box_at
from newscrawl.extraction.context import Page
from newscrawl.page.roles import element_role
from newscrawl.text import match_key

#: Shorter pieces of text are labels, names, times.
SHORT: Final = 25
#: No more is read of the names of an element.
MAX_NAMES: Final = 400
#: Headings looked at, and how far up: keeps absurd pages linear.
MAX_HEADINGS: Final = 60
#: No ancestor further up than this hears of a piece: keeps deep pages linear.
REACH: Final = 8
#: What one level of distance takes from a piece's worth: the closest common container wins.
FADE: Final = 0.8
#: Elementor's name of what a box holds: `text-editor.default`.
BUILT: Final = "data-widget_type"
#: Its sign stands first: Python finds that ten times as fast as what stands before it.
SENTENCE: Final = re.compile(r"[.!?,](?<=[a-z\d)\"”’'].)(?:\s|[\"”’')]|$)")
#: A piece that ends like a sentence: datelines have commas, and no full stop.
ENDED: Final = re.compile(r"[.!?][\"”’')]?\s*\Z")
GOOD: Final = re.compile(
    r"(?:^|[\s_-])(?:article|artikel|body|content|konten|entry|post|detail|story|isi|text|berita|news|read|single)(?:$|[\s_-])|articlebody|entry-content|post-content|txt-article|isi-?berita|content_?news"
)


#: Faded points of prose, its characters, and how many pieces stand above it below the headline.
Worth = tuple[float, int, int | None]


@dataclass(slots=True)
class Scores:
    """The points that pieces of text gave to the elements above them."""

    page: Page
    #: Faded worth of the prose inside an element.
    score: dict[HtmlElement, float] = field(default_factory=dict)
    #: Characters of prose inside an element, not faded.
    prose: dict[HtmlElement, int] = field(default_factory=dict)
    #: How many pieces stand between the headline and the first prose inside an element.
    order: dict[HtmlElement, int] = field(default_factory=dict)
    #: Characters of links as long as headlines above the end of each line, after a 0.
    linked: list[int] = field(default_factory=lambda: [0])
    #: Lines in boxes below the text that say they are about the paper or hold other stories.
    boxed: set[int] = field(default_factory=set)

    def links_in(self, element: HtmlElement) -> int:
        """Return how many characters of such links stand in an element."""
        ranges = self.page.ranges
        # An element that blocks stand in as words do in others has no lines of its own.
        blocks = (element,) if element in ranges else element.iter()
        held = [numbers for one in blocks if (numbers := ranges.get(one))]
        if not held:
            return 0
        end = min(max(numbers.stop for numbers in held), len(self.linked) - 1)
        return self.linked[end] - self.linked[held[0].start]


def score_elements(page: Page) -> Scores:
    """Return what each element holds, from the page's longer pieces of text.

    What stands above the headline counts little. A box below the text about the paper or of other
    stories does not count: it would outweigh a brief of one paragraph.
    """
    scores = Scores(page)
    linked, boxed = scores.linked, scores.boxed
    outlets = {match_key(site) for site in page.data.site}
    headline = -1 if page.span.headline is None else page.span.headline
    blocks: dict[HtmlElement, Worth] = {}
    pieces = last = 0
    told = False  # whether a sentence of the story was seen: boxes stand below some
    for number, line in enumerate(page.lines):
        linked.append(linked[-1])
        if number in boxed:
            continue
        if told and (box := box_at(line, page, outlets)) and box.start > last:
            boxed.update(box)
            continue
        if len(line.text) < SHORT or line.place.unread or line.place.caption:
            continue
        below = number > headline
        for part in line.parts:
            if len(part.raw) <= SHORT or (size := len(part.raw.strip())) < SHORT:
                continue
            pieces += below
            if part.link is not None:
                linked[-1] += size
                continue
            told = told or (below and ENDED.search(part.raw) is not None)
            value = min(size, 1000) * (1 if SENTENCE.search(part.raw) else 0.3)
            if below:
                last = number
                add(blocks, line.block, (value, size, pieces - 1))
            else:
                add(blocks, line.block, (0.3 * value, size, None))
    climb(blocks, scores)
    return scores


def add(level: dict[HtmlElement, Worth], element: HtmlElement, worth: Worth) -> None:
    """Add the worth of prose to what an element holds, the first first."""
    if element in level:
        (value, size, order), (more, longer, later) = level[element], worth
        worth = value + more, size + longer, later if order is None else order
    level[element] = worth


def climb(level: dict[HtmlElement, Worth], scores: Scores) -> None:
    """Add what blocks hold to them and the elements above them, one level after the other."""
    for _ in range(REACH):
        above: dict[HtmlElement, Worth] = {}
        for element, (value, size, order) in level.items():
            scores.score[element] = scores.score.get(element, 0.0) + value
            scores.prose[element] = scores.prose.get(element, 0) + size
            if order is not None:
                scores.order[element] = min(order, scores.order.get(element, order))
            parent = element.getparent()
            if parent is not None and parent.tag != "html":
                add(above, parent, (FADE * value, size, order))
        level = above


CONDEMNED: Final = {"comment", "related", "nav", "ad", "share", "tags", "photo_caption", "byline"}


@dataclass(slots=True)
class Candidate:
    """An element that may hold the article, with its points."""

    element: HtmlElement
    score: float
    prose: int
    linked: int
    order: int


def find_container(headings: Iterable[HtmlElement], scores: Scores) -> HtmlElement | None:
    """Return the element that holds the article, or None when nothing reads like one.

    Takes the page's first-rank headings besides: an element with two holds two stories.
    """
    candidates: list[Candidate] = []
    best = 0.0
    stories = headings_within(headings)
    condemned: dict[HtmlElement, bool] = {}
    for element, raw in sorted(scores.score.items(), key=itemgetter(1), reverse=True)[:40]:
        if raw * 10 <= best:
            break
        score = raw * factor(element, condemned) * nearness(scores.order.get(element, 0))
        if score * 5 <= best:
            continue
        prose, linked = scores.prose[element], scores.links_in(element)
        score *= (prose / (prose + linked + 1)) ** 2
        if stories[element] > 1:
            score *= 0.5
        best = max(best, score)
        order = scores.order.get(element, 0)
        candidates.append(Candidate(element, score, prose, linked, order))
    if not candidates:
        return None
    candidates.sort(key=lambda candidate: -candidate.score)
    return narrowed(first_story(candidates)).element


def headings_within(headings: Iterable[HtmlElement]) -> Counter[HtmlElement]:
    """Return how many of these headings, each of a story, stand in each element."""
    found: Counter[HtmlElement] = Counter()
    for heading in islice(headings, MAX_HEADINGS):
        found.update((heading, *islice(heading.iterancestors(), MAX_HEADINGS)))
    return found


def first_story(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates, the first of several stories on one page before all others.

    An endless page pastes further stories below the first in the same template.
    """
    best = candidates[0]
    names = best.element.get("class")
    if not names:
        return candidates
    for other in candidates[1:]:
        element = other.element
        if (
            other.order < best.order
            and other.prose >= 150
            and element.tag == best.element.tag
            and element.get("class") == names
            and best.element not in element.iterancestors()
        ):
            best = other
    return [best, *(candidate for candidate in candidates if candidate is not best)]


def narrowed(candidates: list[Candidate]) -> Candidate:
    """Return the best candidate, or the part of it beside which it only adds teasers."""
    best = candidates[0]
    for part in candidates[1:]:
        rest = best.prose - part.prose
        teasers = best.linked - part.linked
        if (
            part.score > 0.2 * best.score
            and part.order <= best.order + 12  # it begins where the story begins
            and teasers > 0.25 * rest
            and teasers > 200
            and part.linked < 0.3 * part.prose
            and best.element in part.element.iterancestors()
        ):
            best = part
    return best


def nearness(pieces_between: int) -> float:
    """Return how much it counts that other text stands between the headline and an element."""
    return 1 / (1 + 0.08 * max(0, pieces_between - 1))


def factor(element: HtmlElement, condemned: dict[HtmlElement, bool]) -> float:
    """Return how much an element's tag and names speak for or against it.

    Takes the elements around others of which it is known whether their names condemn them.
    """
    value = 1.0
    if names_body(f"{element.get('class', '')} {element.get('id', '')}"[:MAX_NAMES]):
        value *= 1.25
    if element.get(BUILT, "").startswith("theme-post-content"):
        return 3 * value  # it stands in boxes that are all called widgets
    if element.get("itemprop") == "articleBody":
        value *= 3
    if element.tag == "article":
        value *= 1.1
    elif element.tag == "aside":
        value *= 0.2
    for node in islice(chain((element,), element.iterancestors()), REACH):
        if node not in condemned:
            condemned[node] = element_role(node) in CONDEMNED
        if condemned[node]:
            return value * 0.3
    return value


@lru_cache(maxsize=2048)
def names_body(names: str) -> bool:
    """Return whether class names and an id are those of an article's text."""
    return GOOD.search(names.strip().lower()) is not None


def expanded(best: HtmlElement, scores: Scores) -> HtmlElement:
    """Return the element or, when a story is split over like siblings, what holds them all."""
    chosen = current = best
    for _ in range(3):
        parent = current.getparent()
        if parent is None or parent.tag == "html":
            break
        like = [
            child
            for child in parent
            if child in scores.prose and alike(child, current) and not titled(child)
        ]
        more = sum(scores.prose[child] for child in like)
        links = sum(map(scores.links_in, like))
        if current.tag == "p" or more > 0.15 * scores.prose.get(current, 0) + 5 * links:
            chosen = parent
        current = parent
    return chosen


def titled(element: HtmlElement) -> bool:
    """Return whether an element has a first-rank heading: it is a story of its own."""
    return element.tag == "article" or next(element.iter("h1"), None) is not None


def alike(element: HtmlElement, other: HtmlElement) -> bool:
    """Return whether two siblings are parts of one thing: same tag, same first class name.

    A page builder gives all its boxes one class; another attribute tells what is in them.
    """
    if element is other or element.tag != other.tag or element.get(BUILT) != other.get(BUILT):
        return False
    mine, its = element.get("class", "").split(), other.get("class", "").split()
    return mine[:1] == its[:1]
