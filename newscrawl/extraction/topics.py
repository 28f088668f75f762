"""The channel, the tags and the summary of an article."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from lxml.html import HtmlElement

from newscrawl.extraction.document import Document
from newscrawl.extraction.lines import Line, Region, link_of, names_of
from newscrawl.extraction.metadata import Metadata, first_text, plain, texts, unique
from newscrawl.extraction.model import Selectors
from newscrawl.extraction.page import Page
from newscrawl.extraction.selecting import select
from newscrawl.items import Layer
from newscrawl.text.patterns import STANDING

TAG_LINK: Final = re.compile(
    r"/(?:tags?|topik|topics?|label|topik-terkini|search/label|tagar)/|[?&]tag=", re.IGNORECASE
)
#: Names that a template gives every article.
NO_SECTION: Final = frozenset(
    {
        "article",
        "detail berita",
        "artikel",
        "news",
        "berita",
        "home",
        "beranda",
        "uncategorized",
        "index",
        "read",
        "detail",
        "post",
    }
)
TAG_LABEL: Final = re.compile(
    r"^\W*(?:(?:tags?|topik)(?: artikel| terkait)?|kata kunci|label|keywords?)\s*[:.]?\s*",
    re.IGNORECASE,
)
NO_TAG: Final = re.compile(
    r"^(?:berita|kabar|news)\b.*\b(?:terkini|hari ini|terbaru|indonesia)\b|https?:"
    r"|^(?:tags?|topik|more tags?|lihat semua)$|^editor\s?:",
    re.IGNORECASE,
)
#: Links to channels, and lists of such links above the headline.
CHANNEL_LINK: Final = re.compile(r"/(?:category|kategori|kanal|rubrik|channel)/[^/]", re.IGNORECASE)
CRUMBS: Final = re.compile(r"breadcrumb|breadcome|crumbs")
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
MOST_TAGS: Final = 40
BELOW: Final = 30


class Section(NamedTuple):
    """A channel's name and the layer that gave it."""

    name: str | None
    layer: Layer


def read_section(page: Page, *, headline: str, removed: Iterable[str]) -> Section:
    """Return the article's channel; `removed` are the lines that the body was freed of."""
    if chosen := last_selected(page.document, page.rules.section):
        return Section(chosen, "selector")
    if told_by_rule := first_text(page.data.embedded.get("articleSection")):
        return Section(told_by_rule, "embedded")
    if told := told_section(page.data, headline):
        return told
    for line in removed:
        if standing := STANDING.fullmatch(line.strip()):
            return Section(standing["section"].title(), "generic")
    return Section(linked_section(page, headline), "generic")


def linked_section(page: Page, headline: str) -> str | None:
    """Return the last link to a channel right above the headline, else the first one below it."""
    head, start, _ = page.region
    if head is None:
        return None
    last = start if start is not None else head + NEAR_BELOW
    above = page.lines[max(0, head - NEAR_ABOVE) : head]
    for lines in (reversed(above), page.lines[head + 1 : min(last, head + NEAR_BELOW)]):
        for part in (part for line in lines for part in reversed(line.parts)):
            link = link_of(part.element)
            named = link is not None and (
                CHANNEL_LINK.search(link.get("href") or "") or CRUMBS.search(names_of(link, 4))
            )
            if named and is_section(part.text) and part.text.casefold() not in headline.casefold():
                return part.text
    return None


def told_section(data: Metadata, headline: str) -> Section | None:
    """Return the channel that the page tells machines: JSON-LD, its breadcrumbs, meta elements."""
    title = headline.casefold()
    crumbs = [c for c in reversed(data.crumbs[1:]) if len(c) <= 40 and c.casefold() not in title]
    for name in [*texts(data.article.get("articleSection")), *crumbs]:
        if is_section(name):
            return Section(name, "json-ld")
    for name in (name for key in SECTION_NAMES for name in data.meta.get(key, ())):
        if is_section(name):
            return Section(name, "meta")
    return None


def is_section(name: str) -> bool:
    """Return whether a text names a channel of its own, not the template's word for all."""
    return 2 < len(name) <= 60 and name.casefold() not in NO_SECTION and "://" not in name


def last_selected(document: Document, selectors: Selectors) -> str | None:
    """Return the last text that a selector finds: breadcrumbs end with the nearest channel."""
    found = [text for item in select(document, selectors) if (text := text_of(item))]
    return found[-1] if found else None


def text_of(item: HtmlElement | str) -> str | None:
    """Return the text of what a selector found."""
    return plain("".join(item.itertext()) if isinstance(item, HtmlElement) else str(item))


def read_keywords(page: Page, headline: str) -> tuple[list[str], Layer]:
    """Return the article's tags and the layer that gave them."""
    data = page.data
    selected = [text for item in select(page.document, page.rules.tags) if (text := text_of(item))]
    if tags := tidied(selected, headline):
        return tags, "selector"
    if tags := tidied(texts(data.embedded.get("keywords")), headline):
        return tags, "embedded"
    if tags := tidied(parted(texts(data.article.get("keywords"))), headline):
        return tags, "json-ld"
    if tags := tidied(printed_tags(page.lines, page.region), headline):
        return tags, "generic"
    told = (
        data.meta.get("article:tag")
        or parted(data.meta.get("news_keywords", ()))
        or parted(data.meta.get("keywords", ())[:1])
    )
    return tidied(told, headline), "meta"


def parted(values: Iterable[str]) -> list[str]:
    """Return the tags of values that may hold several, with commas between them."""
    return [tag for value in values for tag in re.split(r"\s*[,;]\s*", value)]


def printed_tags(lines: list[Line], region: Region) -> list[str]:
    """Return the links to tags that stand below the text, or else right below the headline."""
    if region.end is None:
        return []
    below = linked_tags(lines[region.end + 1 : region.end + 1 + BELOW])
    if below or region.headline is None or region.start is None:
        return below
    return linked_tags(lines[region.headline + 1 : region.start])


def linked_tags(lines: Iterable[Line]) -> list[str]:
    """Return the texts of links that lead to a tag's page."""
    found: list[str] = []
    for line in lines:
        for part in line.parts:
            link = link_of(part.element)
            if link is not None and (
                "tag" in (link.get("rel") or "") or TAG_LINK.search(link.get("href") or "")
            ):
                found.append(part.text)
    return found


def tidied(tags: Iterable[str], headline: str) -> list[str]:
    """Return tags without signs, repeats, labels, and words that name no topic."""
    kept = []
    for given in tags:
        tag = TAG_LABEL.sub("", given).strip(" #,;:.|•\"'")
        if 1 < len(tag) <= 60 and not NO_TAG.search(tag) and tag.casefold() != headline.casefold():
            kept.append(tag)
    return unique(kept)[:MOST_TAGS]


def read_summary(page: Page) -> tuple[str | None, Layer]:
    """Return the paper's own summary of the article."""
    data = page.data
    if chosen := last_selected(page.document, page.rules.summary):
        return chosen, "selector"
    if told := first_text(data.embedded.get("description")):
        return told, "embedded"
    if told := first_text(data.article.get("description")):
        return told, "json-ld"
    return plain(data.first("og:description", "description", "twitter:description")), "meta"
