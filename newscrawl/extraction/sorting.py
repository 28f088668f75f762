"""Tells from what a page declares that it is no article: lists, searches, missing pages."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlsplit

from newscrawl.extraction.metadata import Metadata
from newscrawl.extraction.model import NotAnArticle
from newscrawl.extraction.page import Page

#: Classes that WordPress gives `<body>`, and what they say.
BODY_CLASSES: Final = {
    "error404": "not found",
    "search-results": "search",
    "search-no-results": "search",
    "tag": "tag",
    "category": "listing",
    "archive": "listing",
    "home": "listing",
    "blog": "listing",
}
ARTICLE_CLASSES: Final = frozenset({"single", "single-post", "postid", "item-view", "item"})
SEARCH_KEYS: Final = frozenset({"s", "q", "query", "keyword", "search"})
#: Front pages and indexes, whatever their og:type claims.
NEVER: Final = re.compile(r"^/?$|^/(?:indeks?|search|cari)/?$")
FEEDS: Final = frozenset({"rss", "feed", "urlset", "sitemapindex", "rdf"})
PATHS: Final = (
    ("tag", re.compile(r"^/(?:tags?|topik|topics?|tagar)/[^/]+/?(?:(?:page|p)?/?\d+/?)?$")),
    ("search", re.compile(r"^/(?:search|cari|pencarian)(?:/|$)")),
    (
        "listing",
        re.compile(
            r"^/(?:(?:category|kategori|indeks?|author|penulis|kanal|channel)(?:/[^/]+)*)?/?$"
        ),
    ),
)


def refuse_by_declaration(page: Page) -> None:
    """Raise NotAnArticle for a page that says it is a list, and nowhere that it is an article."""
    document, data = page.document, page.data
    body = document.root.find("body")
    if body is not None and len(body) and body[0].tag in FEEDS:
        raise NotAnArticle("feed")
    classes = set((body.get("class") or "").lower().split()) if body is not None else set()
    if "error404" in classes:
        raise NotAnArticle("not found")
    parts = urlsplit(document.url)
    if parts.netloc and NEVER.match(parts.path.lower()) and not parts.query:
        raise NotAnArticle("listing")
    if (
        says_article(data)
        or classes & ARTICLE_CLASSES
        or any(c.startswith("postid") for c in classes)
    ):
        return
    for name, reason in BODY_CLASSES.items():
        if name in classes:
            raise NotAnArticle(reason)
    for reason in reasons_of(parts):
        raise NotAnArticle(reason)


def says_article(data: Metadata) -> bool:
    """Return whether anything on the page says that it is one story."""
    kind = (data.first("og:type") or "").lower()
    return (
        bool(data.article or data.embedded or data.first("article:published_time"))
        or kind == "article"
    )


def reasons_of(parts: SplitResult) -> Iterator[str]:
    """Yield why an address cannot be an article's."""
    for reason, pattern in PATHS:
        # A front page with ?p=123 is WordPress's plain form of an article's address.
        if pattern.match(parts.path.lower()) and not (parts.path in ("", "/") and parts.query):
            yield reason
    if any(key in SEARCH_KEYS and value for key, value in parse_qsl(parts.query[:500])):
        yield "search"
