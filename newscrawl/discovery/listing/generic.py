"""Picks the article links of an unknown paper's page by comparing all links of the page."""

import re
from collections import defaultdict
from functools import cache
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newscrawl.discovery.listing.anchors import Anchor, Target, by_article
from newscrawl.urls import article_id, article_likeness, canonical_url, registered_domain
from newscrawl.urls.words import slug_words

FILM = re.compile(r"\W*(?:video|vidio|tonton|live|streaming)\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
#: The second page of an article stands for the article.
PAGE = re.compile(r"[?&](?:page|halaman|hal)=\d")
#: Frames of a page that hold menus; an address without number or date is no article there.
FRAMES = frozenset({"footer", "nav"})


def article_targets(found: list[Anchor], page_url: str) -> list[Target]:
    """Return the targets among a page's links that are articles of the same paper."""
    home = registered_domain(urlsplit(page_url).hostname or "")
    own: dict[str, bool] = {}
    likeness = cache(article_likeness)

    def candidate(url: str) -> str | None:
        host = url.split("/", 3)[2].rpartition("@")[2].partition(":")[0]
        if host not in own:
            own[host] = registered_domain(host) == home
        if not own[host] or not likeness(url):
            return None
        return canonical_url(url) if PAGE.search(url) else url

    page = article_id(page_url)
    targets = [target for target in by_article(found, candidate) if target.id != page]
    groups: defaultdict[tuple[str, ...], list[Target]] = defaultdict(list)
    for target in targets:
        groups[_group(target.url)].append(target)
    kept = {
        target.id
        for group in groups.values()
        for target in _articles_of(group, {t.id for t in group if likeness(t.url) > 1})
    }
    return [target for target in targets if target.id in kept]


def _group(url: str) -> tuple[str, ...]:
    """Return what addresses of one make have in common: host, folders, numbers as one."""
    _, _, host, *path = url.partition("?")[0].split("/")
    return (host, *(NUMBER.sub("0", part) for part in path[:-1]))


def _articles_of(group: list[Target], sure: set[str]) -> list[Target]:
    """Return the articles among addresses of one make; `sure` are those that look the part.

    The others need a headline on their link, and company: a sure one, or enough like themselves.
    """
    films = sum(1 for target in group if FILM.match(target.title or ""))
    if films * 2 > len(group):
        return []
    company = bool(sure) or sum(1 for target in group if _is_headline(target)) >= 3
    return [
        target
        for target in group
        if (target.id in sure or (company and _is_headline(target))) and not _only_in_frame(target)
    ]


def _is_headline(target: Target) -> bool:
    title = target.title or ""
    return len(title) >= 20 and len(title.split()) >= 4


def _only_in_frame(target: Target) -> bool:
    """Return whether a short address that names neither day nor number stands in menus only."""
    path = urlsplit(target.url).path
    if NUMBER.search(path) or _is_headline(target) or len(slug_words(path.rpartition("/")[2])) > 4:
        return False
    return all(_in_frame(anchor.element) for anchor in target.anchors)


def _in_frame(element: HtmlElement) -> bool:
    above = islice(element.iterancestors(), 12)
    return any(node.tag in FRAMES for node in above)
