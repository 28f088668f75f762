"""Kompas.com's regional channel, of all provinces."""

from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Source
from newscrawl.extraction import Extraction
from newscrawl.regencies import region_of_dateline


class KompasSpider(NewsSpider):
    """Rests on real addresses and texts, and on an adapter of www checked in July 2026.

    Articles are at `/read/YYYY/MM/DD/{nine digits}/{slug}`, where the digits are the clock in WIB.

    Traps: the city hosts (medan, denpasar …) print whole islands, so no host tells the province;
    the dateline does: `SEMARANG, KOMPAS.com -`. Times are in WIB everywhere, and `Diperbarui` may
    stand in the same line. `/copy/` is a twin, `?page=all` the whole text; `h1.read__title` is
    Promedia's class too.
    """

    # Family
    hosts = ("kompas.com",)
    permission = "Kompas asks to be asked before its pages are crawled."

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (
        Index("https://www.kompas.com/{section}/"),  # a province's own page: lampung
        Index("https://indeks.kompas.com/?site=regional&date={date:%Y-%m-%d}&page={page}"),
    )
    article_url = r"^/read/(?:xml/)?\d{4}/\d{2}/\d{2}/\d{8,9}/[^/?]+"
    not_article_url = r"^/(?:tag|topik|video|foto|jeo|image|search)(?:/|\?|$)"

    # Selectors
    headline = "h1.read__title"
    published = "div.read__time"
    byline = ".credit-title-name"
    section = (".breadcrumb__wrap .breadcrumb__item:last-child", ".breadcrumb__wrap")
    body = ("div.read__content > div.clearfix", "div.read__content")
    image = "div.photo__wrap img"
    noise = "[class*=inject-baca-juga], [class*=kompasidRec]"
    noise_lines = (r"simak .*whatsapp channel", r"https://www\.whatsapp\.com/channel/")

    # Hooks
    @staticmethod
    def region_of(url: str, extraction: Extraction) -> str | None:  # noqa: ARG004
        """Return the region that the text's dateline states."""
        return region_of_dateline(extraction.dateline)
