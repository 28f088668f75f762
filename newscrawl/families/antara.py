"""ANTARA's regional bureaus: one template at thirty-odd hosts `{region}.antaranews.com`."""

from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss, Source


class AntaraSpider(NewsSpider):
    """Rests on working scrapers of www and of a bureau, and on real pages of Kalteng (2017).

    Selectors go from the present template of www over the bureaus' `.post-content` to that of 2017.

    Articles are at `/berita/{id}/{slug}`. What marks a page is of the present template.

    Traps: lists tell the time as `… jam lalu`, and old pages show the day of the visit in their
    header. The year behind COPYRIGHT is that of the crawl, not of the story. `/amp/berita/` is a
    twin, `?page=all` the whole text.
    """

    # Family
    hosts = ("antaranews.com",)
    markers = r"wrap__article-detail-title"
    prefix = "antara"
    permission = (
        "ANTARA forbids crawling and automatic indexing without its written consent"
        " (footer of its pages, 2025)."
    )

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (Rss("rss/terkini.xml"), Index("terkini?page={page}"))
    article_url = r"^/berita/\d+/[a-z0-9-]+"
    not_article_url = r"^/(?:foto|video|tag|search|rss)(?:/|\?|$)"

    # Selectors
    headline = (".wrap__article-detail-title", "h1.post-title", "h1[itemprop=headline]")
    published = (
        ".wrap__article-detail-info .list-inline-item",
        "span.article-date",
        "time[itemprop=datePublished]",
    )
    # One block says it all: "Pewarta: … Editor: … COPYRIGHT © ANTARA 2026".
    byline = ("p.text-muted.mt-2.small", "p.text-muted.small.mt10", "[itemprop=author]")
    editor = ("p.text-muted.mt-2.small", "p.text-muted.small.mt10", "[itemprop=editor]")
    section = ".breadcrumbs__item:nth-child(2)"
    tags = ".tags-wrapper li a"
    body = (
        ".wrap__article-detail-content.post-content",
        "div.post-content.clearfix",
        "[itemprop=articleBody]",
    )
    image = (".wrap__article-detail-image img", "figure.image-overlay img", "#image_news img")
    noise = ".baca-juga, .quote_old, p.text-muted"
