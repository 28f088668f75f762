"""Finds the date printed beside a link: in the same card, and of no other link."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from lxml.html import HtmlElement

from newscrawl.discovery.listing.anchors import Target, short_text
from newscrawl.discovery.listing.date_shape import LINE, absolute, is_date, relative

#: How far a date may stand from the link: cards are rarely deeper.
CLIMB = 8
#: A node below which links to more than one article stand.
SEVERAL = object()
SKIPPED = frozenset({"script", "style", "noscript", "template", "option", "textarea"})
#: A node that shows a date, its rank (a whole date goes before `3 jam lalu`), and the date.
PrintedDate = tuple[HtmlElement, int, str]


def dates_beside(targets: list[Target], printed: Iterable[PrintedDate]) -> dict[str, str]:
    """Return the raw date of each article that has one beside its link, by address.

    Takes the articles that a page links to, and the dates that it prints.
    The date in the smallest card wins. Dates that stand between the links of a flat list count only
    where most links have one: a lone date between links is the page's own, its clock for instance.
    """
    if not targets:
        return {}
    root = targets[0].anchors[0].element.getroottree().getroot()
    owners = _owners(targets, root)
    cards: dict[str, tuple[int, int, str]] = {}
    flat: dict[str, str] = {}
    for element, rank, raw in printed:
        card = _card_of(element, owners)
        if card is not None:
            url, depth = str(owners[card]), sum(1 for _ in card.iterancestors())
            if url not in cards or (depth, rank) > cards[url][:2]:
                cards[url] = depth, rank, raw
        elif beside := _neighbour_of(element, owners, flat):
            flat.setdefault(beside, raw)
    dates = {url: raw for url, (_, _, raw) in cards.items()}
    return (flat | dates) if 2 * len(flat) >= len(targets) > 1 else dates


def _owners(targets: list[Target], root: HtmlElement) -> dict[HtmlElement, object]:
    """Return, for each node around a link, the one article whose links stand below it."""
    owners: dict[HtmlElement, object] = dict.fromkeys((root, *root.iterchildren("body")), SEVERAL)
    for target in targets:
        for anchor in target.anchors:
            node: HtmlElement | None = anchor.element
            for _ in range(CLIMB):
                if node is None or owners.get(node) is SEVERAL:
                    break
                if owners.setdefault(node, target.url) != target.url:
                    owners[node] = SEVERAL
                node = node.getparent()
            while node is not None and owners.get(node, SEVERAL) is not SEVERAL:
                owners[node] = SEVERAL
                node = node.getparent()
    return owners


def printed_dates(root: HtmlElement) -> Iterator[PrintedDate]:
    """Yield the dates that a page shows."""
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in SKIPPED:
            continue
        for text in _texts(element):
            if found := _dated(element, text):
                yield (element, *found)
                break


def _texts(element: HtmlElement) -> Iterator[str]:
    """Yield the texts of an element that may be a date: its own, each piece, all of a `time`."""
    pieces = [element.text or "", *(child.tail or "" for child in element[:8])]
    own = [" ".join(piece[:400].split()).strip(" |-–—•·,/") for piece in pieces]
    for text in dict.fromkeys((" ".join(piece for piece in own if piece), *own)):
        if len(text) <= LINE and (any(map(str.isdigit, text)) or text.endswith(("lalu", "ago"))):
            yield text
    if element.tag == "time" or element.get("d-time") or element.get("data-timestamp"):
        yield short_text(element)


def _dated(element: HtmlElement, text: str) -> tuple[int, str] | None:
    """Return the best date a node offers: shown, in its title, in the machine's words, relative."""
    if absolute(text) and (is_date(text) or element.tag == "time"):
        return 3, text
    for name in ("title", "datetime", "data-date", "content"):
        value = (element.get(name) or "").strip()
        if absolute(value) and is_date(value):
            return 3, value
    if moment := _unix(element.get("d-time") or element.get("data-timestamp") or ""):
        return 2, moment
    if relative(text) and (is_date(text) or element.tag == "time"):
        return 1, text
    return None


def _unix(seconds: str) -> str | None:
    """Return seconds since 1970, as detik puts them beside `7 menit yang lalu`, as ISO 8601."""
    if not seconds.isdecimal() or len(seconds) != 10:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def _card_of(element: HtmlElement, owners: dict[HtmlElement, object]) -> HtmlElement | None:
    """Return the smallest node around a date that holds the links of one article and no other."""
    node: HtmlElement | None = element
    for _ in range(CLIMB):
        owner = owners.get(node) if node is not None else SEVERAL
        if owner is not None:
            return node if isinstance(owner, str) else None
        node = node.getparent() if node is not None else None
    return None


def _neighbour_of(
    element: HtmlElement, owners: dict[HtmlElement, object], taken: dict[str, str]
) -> str | None:
    """Return the article beside whose link a date stands in a flat list without cards.

    It is the one before the date, or, where that one has its date already, the one after it.
    """
    node: HtmlElement | None = element
    for _ in range(CLIMB):
        parent = node.getparent() if node is not None else None
        if node is None or parent is None or owners.get(node) is SEVERAL:
            return None
        if owners.get(parent) is SEVERAL:
            before, after = _neighbour(node, owners, -1), _neighbour(node, owners, 1)
            return before if before and before not in taken else after or before
        node = parent
    return None


def _neighbour(node: HtmlElement, owners: dict[HtmlElement, object], step: int) -> str | None:
    for _ in range(4):
        following = node.getprevious() if step < 0 else node.getnext()
        if following is None:
            return None
        owner = owners.get(following)
        if owner is not None:
            return owner if isinstance(owner, str) else None
        node = following
    return None
