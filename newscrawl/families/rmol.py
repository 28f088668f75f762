"""RMOL network: the regional sites of Rakyat Merdeka Online."""

from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Source


class RmolSpider(NewsSpider):
    """Rests on real pages of Bengkulu and of rmol.id (2017), and on a scraper of the latter.

    Regional papers have hosts of their own (rmolbengkulu.id) and slugs at the root.

    Traps: stories of rmol.id return with the names of places changed. Dates are in capitals:
    `SABTU, 18 NOVEMBER 2017 | 03:23 WIB`. No feed or index is known.
    """

    # Family
    hosts = ("rmol.id",)
    markers = r"\bid=[\"']fontResizableText"
    prefix = "rmol"

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (Index(""),)
    article_url = (
        r"^/[a-z0-9]+(?:-[a-z0-9]+){2,}$"  # root slugs, as on WordPress
        r"|^/(?:[a-z]+/)?read/\d{4}/\d{2}/\d{2}/\d+/[a-z0-9-]+"
    )
    not_article_url = (
        r"^/(?:tag|category|author|page|search)(?:/|\?|$)"
        r"|^/(?:tentang|redaksi|pedoman|kode-etik|kebijakan|privacy|disclaimer|syarat)(?:-[a-z-]+)?$"
    )

    # Selectors
    body = (".entry-content", "#fontResizableText")
