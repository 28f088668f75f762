"""SINDOnews' regional channel (Daerah), of all provinces."""

from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss, Source
from newscrawl.extraction import Extraction
from newscrawl.regencies import region_of_dateline
from newscrawl.regions import region_of_place


class SindonewsSpider(NewsSpider):
    """Rests on an adapter of all channels, this one among them, checked in July 2026.

    Articles are at `/read/{id}/{number}/{slug}`, and the slug ends in a unix time stamp.

    Traps: a number behind the slug is a part of the text (`/5`, `/10`), and `?showpage=all` is all
    of it; only the first page carries the NewsArticle. The index counts entries, not pages.
    """

    # Family
    hosts = ("sindonews.com",)

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (
        Rss("rss/index/9"),
        Index("https://www.sindonews.com/indeks/7/{skip}?t={date:%Y-%m-%d}", size=20),
    )
    article_url = r"^/read/\d+/\d+/[a-z0-9-]+-\d+"
    not_article_url = r"^/(?:foto|video|topic|tag)(?:/|\?|$)"

    # Selectors
    headline = ".detail-title"
    published = ".detail-date-artikel"
    byline = ".detail-nama-redaksi a[rel=author]"
    body = "#detail-desc, .detail-desc"
    image = ".detail-img img"
    noise = "[class^=v-], .editor"

    # Hooks
    @staticmethod
    def region_of(url: str, extraction: Extraction) -> str | None:  # noqa: ARG004
        """Return the region that the channel's name or the text's dateline states."""
        channel = region_of_place(extraction.article_section)
        return channel or region_of_dateline(extraction.dateline)
