"""Reads articles from a page's JSON, where a script and not the server writes the list."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from newscrawl.discovery.listing.link import Link, title_of
from newscrawl.page.document import Document
from newscrawl.text import clean
from newscrawl.urls import absolute, article_id, looks_like_article, same_outlet

ADDRESSES = (
    "url", "link", "permalink", "href", "canonical_url", "article_url", "full_url", "share_url",
    "path", "uri",
)  # fmt: skip
TITLES = ("title", "judul", "headline", "post_title", "title_digital")
DATES = (
    "published_at", "publishedAt", "publish_date", "published_date", "publishDate",
    "date_published", "datePublished", "date", "tanggal", "created_at", "createdAt",
)  # fmt: skip
IDENTIFIERS = ("article_id", "articleId", "news_id", "id_berita", "id")
CHANNELS = ("category", "channel", "kanal", "rubric")
#: Props of a page are never deeper; a stranger's JSON may be.
DEPTH = 40
IsArticle = Callable[[str], bool]


def embedded_links(document: Document, base: str, is_article: IsArticle | None) -> list[Link]:
    """Return the articles in the page's data: Next's `__NEXT_DATA__`, Inertia's `data-page`."""
    found: dict[str, Link] = {}
    for data in _data(document):
        for entry in _entries(data):
            url = _address(entry, base, document.url, is_article)
            if url:
                link = Link(url, title_of(_text(entry, TITLES) or ""), _text(entry, DATES))
                found.setdefault(article_id(url), link)
    return list(found.values())


def _data(document: Document) -> Iterator[Any]:
    for element in document.root.iter("script", "div"):
        text = element.get("data-page") or ""
        if element.tag == "script" and "json" in (element.get("type") or ""):
            text = element.text or ""
        if text.lstrip()[:1] in ("{", "["):
            try:
                yield json.loads(text)
            except (ValueError, RecursionError):
                continue


def _entries(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of the data that has a title, in order."""
    todo = [(data, 0)]
    while todo:
        value, depth = todo.pop()
        if depth > DEPTH:
            continue
        if isinstance(value, dict):
            if _text(value, TITLES):
                yield value
            todo += [(part, depth + 1) for part in reversed(value.values())]
        elif isinstance(value, list):
            todo += [(part, depth + 1) for part in reversed(value)]


def _address(
    entry: dict[str, Any], base: str, page: str, is_article: IsArticle | None
) -> str | None:
    for candidate in (*_written(entry), *_built(entry, known=is_article is not None)):
        url = absolute(base, candidate)
        if url is None:
            continue
        if is_article(url) if is_article else same_outlet(url, page) and looks_like_article(url):
            return url
    return None


def _written(entry: dict[str, Any]) -> Iterator[str]:
    for key in ADDRESSES:
        value = entry.get(key)
        if isinstance(value, str) and re.match(r"https?://|/", value):
            yield value


def _built(entry: dict[str, Any], *, known: bool) -> Iterator[str]:
    """Yield the addresses that papers make of an article's slug, number and channel.

    Only a paper's own pattern can tell which one is its way; without it a guess needs a channel,
    lest the slugs of authors and tags pass for articles.
    """
    slug = _slug(entry, "slug")
    number = next((value for key in IDENTIFIERS if (value := _number(entry.get(key)))), None)
    channel = next((part for key in CHANNELS if (part := _slug(entry, key))), None)
    if not slug:
        return
    if channel and number:
        yield f"/{channel}/{number}/{slug}"
    if channel:
        yield f"/{channel}/{slug}"
    if known and number:
        yield from (f"/{number}/{slug}", f"/read/{number}/{slug}")
    if known:
        yield f"/{slug}"


def _slug(entry: dict[str, Any], key: str) -> str | None:
    value = entry.get(key)
    if isinstance(value, dict):
        value = value.get("slug")
    return value if isinstance(value, str) and re.fullmatch(r"[\w-]+", value) else None


def _number(value: Any) -> str | None:
    number = str(value) if isinstance(value, int | str) else ""
    return number if re.fullmatch(r"\d{3,}", number) else None


def _text(entry: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = entry.get(key)
        if isinstance(value, str) and (text := clean(value)):
            return text
    return None
