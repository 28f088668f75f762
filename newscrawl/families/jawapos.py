"""Jawa Pos network: the Radar papers, at `{paper}.jawapos.com`."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from lxml.html import HtmlElement

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss, Source


class JawaPosSpider(NewsSpider):
    """Three systems at the same hosts, told apart by what the page holds.

    A: Promedia's HTML (to 2025 and on), by selectors. B: Inertia, and Next.js at www, whose article
    lies in the page as JSON. W: WordPress (to 2023; some papers still), by the selectors' second
    choice. Rests on scrapers of sister papers (A, B) and on an adapter of www checked in July 2026;
    for W on addresses and texts of real pages.

    At other hosts A passes for Promedia, W for WordPress. A has `read__` classes, B the attribute
    `data-page` of `#app` (www: `__NEXT_DATA__`), W tagDiv's `td-` classes and
    `/{section}/DD/MM/YYYY/{slug}/` addresses.

    Traps: A's `published_date` in its dataLayer has no zone, and its index takes English month
    names. The header of W shows the weather and the day of the visit, in English. Cloudflare
    answered 403 and 503 on Radar sites.
    """

    # Family
    hosts = ("jawapos.com",)

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (
        Rss("rss"),
        Rss("feed/"),
        Index(
            # English month names, whatever the page's own language.
            "indeks-berita?daterange={date:%-d%%20%B%%20%Y%%20-%%20%-d%%20%B%%20%Y}&page={page}"
        ),
        Index("indeks-berita?page={page}"),
    )
    article_url = (
        r"^/[a-z0-9-]+/\d{8,10}/[a-z0-9-]+"  # 8 digits in 2020, 10 (day and number) in 2026
        r"|^/(?:[a-z0-9-]+/){1,2}\d{2}/\d{2}/\d{4}/[a-z0-9-]+"  # W
        r"|^/read/\d{4}/\d{2}/\d{2}/\d+/[a-z0-9-]+"  # before W
    )
    not_article_url = r"^/(?:tag|search|author|indeks-berita|video|foto|page)(?:/|\?|$)"

    # Selectors
    headline = ("h1.read__title", "h1.entry-title")
    published = ("div.read__info__date", "time.entry-date")
    byline = ("div.read__info__author a", ".td-post-author-name a")
    section = (".breadcrumb__wrap li:last-child", ".td-category a")
    tags = "ul.tag__list li h4 a"
    body = ("article.read__content.clearfix", ".td-post-content", "div.entry-content")
    image = "div.photo__img img"
    noise = "p:has(strong.read__others), p:has(strong.readmore)"

    # Hooks
    @staticmethod
    def embedded(root: HtmlElement) -> Mapping[str, Any] | None:
        """Return the article of a B page, or of Next.js at www: both name its parts alike."""
        article = page_data(root).get("article")
        if not isinstance(article, dict) or not article.get("content"):
            return None
        tags = article.get("tags")
        return {
            "headline": article.get("title"),
            "description": article.get("description"),
            "datePublished": article.get("published_at"),
            "author": article.get("authors"),
            "editor": article.get("editor"),
            "articleSection": name_of(article.get("category")),
            "keywords": [name_of(tag) for tag in tags] if isinstance(tags, list) else [],
            "image": article.get("cover"),
            "articleBody": article["content"],
        }


def page_data(root: HtmlElement) -> dict[str, Any]:
    """Return what the page was made from; {} when it does not carry it."""
    for data in (
        *root.xpath("//div[@id='app']/@data-page"),
        *root.xpath("//script[@id='__NEXT_DATA__']/text()"),
    ):
        try:
            props = json.loads(data)["props"]
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        if isinstance(props, dict):
            inner = props.get("pageProps", props)
            return inner if isinstance(inner, dict) else {}
    return {}


def name_of(thing: Any) -> str | None:
    """Return the name of a category or a tag."""
    name = thing.get("name") if isinstance(thing, dict) else thing
    return name if isinstance(name, str) else None
