"""Reads the tags and the summary of an article; knows links and markup of tags and channels."""

import re
from collections.abc import Iterable
from typing import Final

from lxml.html import HtmlElement

from newscrawl.extraction.context import ArticleSpan, Page
from newscrawl.items import Layer
from newscrawl.page.css import Selector, select
from newscrawl.page.declared import first_text, plain, texts, unique
from newscrawl.page.document import Document
from newscrawl.page.lines import Line
from newscrawl.text import in_lower_case

TAG_LINK: Final = in_lower_case("[/?&](?:(?:tags?|topik|topics?|label|topik-terkini|tagar)/|tag=)")
#: Links to channels: `/category/daerah/`, `kategori.php?k=daerah`, `/?kategori=3`.
CHANNEL_LINK: Final = re.compile(
    r"(?:^|/)(?:category|kategori|kanal|rubrik|channel)(?:/[^/]|\.[a-z]{3,5}\?)"
    r"|[?&](?:category|kategori|kanal|rubrik)=\w",
    re.IGNORECASE,
)
#: What themes call the place of a post's category: `cat-links`, `meta-categories`, `section-tag`,
#: `post-info__terms-list-item`. WordPress' `category-daerah` of a whole article is none.
CATEGORY_PLACE: Final = re.compile(
    r"(?:^|[\s_-])(?:(?:post-?|entry-?)?(?:categor(?:y|ies)|kategori|kanal|rubrik|cat|cats)"
    r"(?:-?(?:links?|names?|labels?|badges?|tags?|pills?|wrap|text|title))?"
    r"|section-(?:tag|name|label|badge)|terms-list(?:-item)?|term-badge)(?:$|\s)"
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
MAX_TAGS: Final = 40
BELOW: Final = 30


def last_selected(document: Document, selector: Selector) -> str | None:
    """Return the last text that a selector finds: breadcrumbs end with the nearest channel."""
    found = [text for item in select(document, selector) if (text := text_of(item))]
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
    if tags := tidied(printed_tags(page.lines, page.span), headline):
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


def printed_tags(lines: list[Line], span: ArticleSpan) -> list[str]:
    """Return the links to tags that stand below the text, or else right below the headline."""
    if span.end is None:
        return []
    below = linked_tags(lines[span.end + 1 : span.end + 1 + BELOW])
    if below or span.headline is None or span.start is None:
        return below
    return linked_tags(lines[span.headline + 1 : span.start])


def linked_tags(lines: Iterable[Line]) -> list[str]:
    """Return the texts of links that lead to a tag's page."""
    found: list[str] = []
    for line in lines:
        for part in line.parts:
            link = part.link
            if link is not None and (
                "tag" in (link.get("rel") or "") or leads_to_tag(link.get("href") or "")
            ):
                found.append(part.text)
    return found


def leads_to_tag(href: str) -> bool:
    """Return whether a link is one to a tag's page."""
    return TAG_LINK.search(href.lower()) is not None


def tidied(tags: Iterable[str], headline: str) -> list[str]:
    """Return tags without signs, repeats, labels, and words that name no topic."""
    kept = []
    for given in tags:
        tag = TAG_LABEL.sub("", given).strip(" #,;:.|•\"'")
        if 1 < len(tag) <= 60 and not NO_TAG.search(tag) and tag.casefold() != headline.casefold():
            kept.append(tag)
    return unique(kept)[:MAX_TAGS]


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
