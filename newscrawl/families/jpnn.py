"""JPNN's regional sites, `{region}.jpnn.com`."""

from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Source


class JpnnSpider(NewsSpider):
    """Rests on scrapers of www (April 2026) and Jawa Barat, a listing's scraper of Jawa Timur.

    Pages carry `jpnncom_news_pubdate` and
    `jpnncom_news_author` in `meta`; articles are at `/{section}/{id}/{slug}`.

    Traps: the date in `meta` bears no zone and has the month in English; the page shows `Selasa, 19
    Maret 2024 – 15:03 WIB`. Long articles and lists alike go on at `?page=2`.
    """

    # Family
    hosts = ("jpnn.com",)
    prefix = "jpnn"

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (Index("{section}?page={page}"), Index(""))
    article_url = r"^/[a-z-]+/\d+/[a-z0-9-]+"
    not_article_url = r"^/(?:tag|foto|video|indeks)(?:/|\?|$)"

    # Selectors
    headline = "h1.judul"
    published = ("span.date-publish", "meta[name=jpnncom_news_pubdate]::attr(content)")
    byline = "meta[name=jpnncom_news_author]::attr(content)"
    body = ("div[itemprop=articleBody]", ".page-content")
    noise_lines = (r"silakan baca", r"baca berita")
