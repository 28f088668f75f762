"""VIVA's regional sites, `{region}.viva.co.id`."""

from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Source


class VivaSpider(NewsSpider):
    """Rests on an adapter of www checked in July 2026, and on a real address of Jawa Timur.

    Articles are at `/{section}/{id}-{slug}`, one section or two.

    Traps: a long article goes on at `?page=2`, the same query as that of the lists. The regions'
    own article pages were not seen: the selectors are those of www.
    """

    # Family
    hosts = ("viva.co.id",)
    prefix = "viva"

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (
        Index("{section}?page={page}"),
        Index("berita?page={page}"),
    )
    article_url = r"^/(?:[a-z0-9-]+/){1,2}\d+-[a-z0-9-]+"
    not_article_url = r"^/(?:tag|foto|video|search)(?:/|\?|$)"

    # Selectors
    headline = "h1.main-title"
    published = (".date-time time.date", ".date-time")
    byline = ".date-time .author"
    body = ".main-content-detail"
    noise = ".recommended-article, .ads, .pagination-detail"
