"""Reads what a page declares to machines: meta elements, JSON-LD, embedded JSON."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newscrawl.page import jsonld
from newscrawl.page.document import Document
from newscrawl.page.language import declared_languages
from newscrawl.text import clean, match_key
from newscrawl.urls import absolute

COMMON_LABELS: Final = frozenset(
    {
        "www",
        "m",
        "amp",
        "com",
        "co",
        "id",
        "net",
        "org",
        "news",
        "go",
        "or",
        "web",
        "my",
        "info",
        "tv",
    }
)
MAX_VALUES: Final = 400
MAX_LENGTH: Final = 2000


#: Reads an article out of a page's embedded JSON, as schema.org NewsArticle properties (headline,
#: datePublished, author, articleBody as HTML ...); None when there is none.
EmbeddedReader = Callable[[HtmlElement], Mapping[str, Any] | None]


@dataclass(slots=True)
class Metadata:
    """What the page declares: `meta` by lower-cased name, `article` as JSON-LD has it.

    `embedded` is what the paper's own rule read from the page's data.
    """

    meta: dict[str, list[str]]
    article: Mapping[str, Any]
    embedded: Mapping[str, Any]
    crumbs: list[str] = field(default_factory=list)
    title: str | None = None
    canonical: str | None = None
    #: The languages that the page declares, as BCP 47.
    languages: tuple[str, ...] = ()
    #: What the outlet is called: by its own word, and by its address (`kumparan`, `tribunnews`).
    site: tuple[str, ...] = ()

    def first(self, *names: str) -> str | None:
        """Return the first value that one of these meta elements has."""
        for name in names:
            for value in self.meta.get(name, ()):
                return value
        return None


def read_metadata(document: Document, embedded_article: EmbeddedReader | None = None) -> Metadata:
    """Return what the page declares; wrong shapes are left out, never raised.

    `embedded_article` reads the article out of the page's own JSON, where a paper has such.
    """
    root, url, tagged = document.root, document.url, document.tagged
    objects = jsonld.read_objects(tagged["script"])
    embedded = embedded_article(root) if embedded_article else None
    meta = read_meta(tagged["meta"])
    title = next((text for title in tagged["title"] if (text := plain(title.text))), None)
    named = [match_key(text) for text in (*meta.get("og:title", ())[:1], title or "")]
    article = jsonld.with_authors(jsonld.best_article(objects, named) or {}, objects)
    return Metadata(
        meta=meta,
        article=article,
        embedded=embedded if isinstance(embedded, Mapping) else {},
        crumbs=[text for name in jsonld.breadcrumbs(objects) if (text := plain(name))],
        title=title,
        canonical=canonical_of(tagged["link"], meta, url),
        languages=declared_languages(root, article.get("inLanguage"), meta),
        site=tuple(name for name in (*meta.get("og:site_name", ())[:1], host_word(url)) if name),
    )


def host_word(url: str) -> str:
    """Return the outlet's word of an address: tribunnews, fajar, okezone; "" when there is none."""
    labels = (urlsplit(url).hostname or "").split(".")
    own = [label for label in labels if label not in COMMON_LABELS]
    return max(own[-2:], key=len, default="")


def read_meta(elements: Iterable[HtmlElement]) -> dict[str, list[str]]:
    """Return the contents of meta elements and microdata by name, in document order."""
    found: dict[str, list[str]] = {}
    for element in islice(elements, MAX_VALUES):
        get = element.get
        content = get("content")
        if not content:
            continue
        name = get("property") or get("name") or get("itemprop") or get("http-equiv")
        if name and (text := clean(content[:MAX_LENGTH])):
            found.setdefault(name.strip().lower(), []).append(text)
    return found


def canonical_of(
    links: Iterable[HtmlElement], meta: Mapping[str, list[str]], url: str
) -> str | None:
    """Return the page's own word on its address, absolute: rel=canonical, else og:url."""
    addresses = (
        link.get("href") for link in links if "canonical" in (link.get("rel") or "").lower().split()
    )
    for told in chain(islice(addresses, 3), meta.get("og:url", ())[:1]):
        if address := absolute(url, (told or "").strip() or url):
            return address
    return None


def plain(value: Any) -> str | None:
    """Return a text without entities and tags on one line; None for nothing or no text at all."""
    if not isinstance(value, str) or not value.strip():
        return None
    return clean(value[:MAX_LENGTH]) or None


def first_text(value: Any) -> str | None:
    """Return the text of a property: a text, an object with a name, or a list of those."""
    return next(iter(texts(value)), None)


def texts(value: Any) -> list[str]:
    """Return the texts of a property: names of objects, members of lists, at most a few deep."""
    found: list[str] = []
    pending: list[Any] = [value] if value else []
    while pending and len(found) < 50:
        item = pending.pop(0)
        if isinstance(item, dict):
            pending.insert(0, item.get("name") or item.get("@value"))
        elif isinstance(item, list):
            pending[:0] = item[:50]
        elif text := plain(item):
            found.append(text)
    return found


def unique(values: Iterable[str]) -> list[str]:
    """Return the values without repeats, whatever their case, the first spelling kept."""
    kept: dict[str, str] = {}
    for value in values:
        kept.setdefault(value.casefold(), value)
    return list(kept.values())
