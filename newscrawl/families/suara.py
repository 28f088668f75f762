"""Suara's regional sites: one template at twenty hosts `{region}.suara.com`."""

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Sitemap, Source


def sources_of(region: str) -> tuple[Source, ...]:
    """Return a region's sources: its news sitemap bears the region's name; then the front page."""
    return Sitemap(f"static/news/{region}-sitemap.xml"), Index("")


class SuaraSpider(NewsSpider):
    """Rests on an adapter checked against www in July 2026; the regions share its template.

    Articles are at `/read/YYYY/MM/DD/{six digits}/{slug}`.

    Traps: the index of www is no source: it mixes all regions and channels, a handful in a page of
    twenty, and rows of today show the time only. Dates spell `Jum'at` with an apostrophe.
    `/amp/read/` is a twin, `?page=all` the whole text.
    """

    # Family
    hosts = ("suara.com",)
    prefix = "suara"

    # Sources
    article_url = r"^/read/\d{4}/\d{2}/\d{2}/\d{6}/[a-z0-9-]+"
    not_article_url = r"/(?:foto|video|tag|indeks|search)(?:/|\?|$)"

    # Selectors
    headline = ".article-image h1"
    published = ".article-image > span"
    byline = ".author-trigger a"
    tags = ".article-tags a"
    body = "div.article-content"
    noise = (
        ".ten-second, .article-read, .placeholder_belt, .placeholder_read_body, [id*=div-ad],"
        " #next-article"
    )
