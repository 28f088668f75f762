"""Collects the links of a page: absolute, without tracking, grouped by article."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.discovery.listing.date_shape import is_date
from newscrawl.discovery.listing.link import title_of
from newscrawl.page.document import Document
from newscrawl.urls import absolute, article_id, without_tracking

NO_ADDRESS = ("#", "javascript:", "mailto:", "tel:", "data:", "whatsapp:", "about:", "intent:")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TITLE_CLASS = re.compile(
    r"(?:^|\s)(?:[\w-]*[_-])?(?:title|judul|headline)"
    r"(?:$|\s|[_-](?:news|berita|article|artikel|text|link)(?:$|\s))",
    re.IGNORECASE,
)
#: What stands on a link to an article without being its title.
NO_TITLE = re.compile(
    r"(?:baca|lihat|read)?\s*(?:selengkapnya|selanjutnya|more|juga|berita|detail|artikel)?[\s.…»>:]*"
    r"|\W*\d+\W*(?:komentar|comments?|views?|dibaca|x|kali)?|no comments?|image|gambar|foto|photo",
    re.IGNORECASE,
)
#: A link around a whole card would otherwise drag text without end along.
TEXT_LIMIT = 400
#: Beginnings and ends of elements inside a link.
MAX_NODES = 160


@dataclass
class Anchor:
    """One `a` element and the absolute address it leads to, as written and without tracking."""

    element: HtmlElement
    raw: str
    url: str

    @cached_property
    def titles(self) -> list[tuple[int, int, str]]:
        """What could be the title on the link, each with its rank: every rule asks for it."""
        return _titles(self.element)


@dataclass(slots=True)
class Target:
    """An article that a page links to: its address, all links to it, their best text."""

    id: str
    url: str
    anchors: list[Anchor] = field(default_factory=list)
    title: str | None = None


def base_of(document: Document) -> str:
    """Return the address that relative links of the page count from."""
    base = next(document.root.iter("base"), None)
    told = absolute(document.url, base.get("href") or "") if base is not None else None
    return told or document.url


def anchors(document: Document) -> list[Anchor]:
    """Return the page's links that lead to some page, in order."""
    base, known, found = base_of(document), dict[str, tuple[str, str] | None](), []
    for element in document.root.iter("a"):
        href = (element.get("href") or "").strip()
        if not href or href.lower().startswith(NO_ADDRESS):
            continue
        if href not in known:
            known[href] = _resolve(base, href)
        address = known[href]
        if address:
            found.append(Anchor(element, *address))
    return found


def _resolve(base: str, href: str) -> tuple[str, str] | None:
    raw = absolute(base, href)
    return (raw, without_tracking(raw)) if raw else None


def by_article(found: Iterable[Anchor], choose: Callable[[str], str | None]) -> list[Target]:
    """Return the articles among the links; `choose` gives an article's address, None for others."""
    chosen: dict[str, Target | None] = {}
    articles: dict[str, Target] = {}
    for anchor in found:
        if anchor.url not in chosen:
            url = choose(anchor.url)
            key = article_id(url) if url else ""
            chosen[anchor.url] = articles.setdefault(key, Target(key, url)) if url else None
        target = chosen[anchor.url]
        if target is not None:
            target.anchors.append(anchor)
    for target in articles.values():
        target.title = best_title(target.anchors)
    return list(articles.values())


def best_title(links: list[Anchor]) -> str | None:
    """Return the longest sensible text of the links to one article; a heading goes before all."""
    candidates = [text for link in links[:20] for text in link.titles]
    return max(candidates, default=(0, 0, None))[2]


def _titles(element: HtmlElement) -> list[tuple[int, int, str]]:
    """Return what could be the title on one link, each with its rank."""
    texts: list[tuple[int, str]] = []
    for inner, _ in zip(element.iter(), range(60), strict=False):
        if inner.tag == "img":
            texts.append((0, inner.get("alt") or ""))
        elif inner is not element and (
            inner.tag in HEADINGS or TITLE_CLASS.search((inner.get("class") or "")[:200])
        ):
            texts.append((3, short_text(inner)))
    parent = element.getparent()
    in_heading = parent is not None and (
        parent.tag in HEADINGS or TITLE_CLASS.search((parent.get("class") or "")[:200])
    )
    texts += [(3 if in_heading else 2, short_text(element)), (1, element.get("title") or "")]
    titles = [(rank, title) for rank, text in texts if (title := title_of(text[: 4 * TEXT_LIMIT]))]
    return [
        (_rank(rank, text), min(len(text), 150), text)
        for rank, text in titles
        if 2 < len(text) <= TEXT_LIMIT and not NO_TITLE.fullmatch(text) and not is_date(text)
    ]


def _rank(rank: int, text: str) -> int:
    """Return the rank of a text: cut short, or a word like `Arsenal`, it gives way to the rest."""
    if text.endswith(("..", "…")):
        return 0
    return rank if len(text.split()) > 2 else min(rank, 1)


def short_text(element: HtmlElement) -> str:
    """Return the text of an element, read no further than a title can be long."""
    pieces: list[str] = []
    left = 4 * TEXT_LIMIT
    # Bounded both ways, since links stand in links: a long text in each, or a thousand empty ones.
    for event, node in islice(etree.iterwalk(element, events=("start", "end")), MAX_NODES):
        piece = node.text if event == "start" else node.tail if node is not element else None
        if piece:
            pieces.append(piece[:left])
            left -= len(piece) + 1
            if left < 0:
                break
    return " ".join(" ".join(pieces).split())
