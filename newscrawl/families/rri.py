"""Radio Republik Indonesia: the stations' pages, all on rri.co.id below their city's name."""

from collections.abc import Mapping
from typing import Any, ClassVar

from lxml.html import HtmlElement

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss, Source
from newscrawl.extraction import Extraction
from newscrawl.regions import region_of_place


class RriSpider(NewsSpider):
    """Rests on two scrapers of this host and on real addresses of four stations.

    The first part of an article's path is the station, `/{station}/{channel}/{id}/{slug}`:
    `-a section=gorontalo` takes one.

    Traps: stations east of Jakarta print WIB too: the label counts, not the province. The byline's
    dash (`Oleh - Nama,`) stands for a colon. The search pages on without an end, so it comes last:
    the walk stops where a page is empty or brings nothing new.
    """

    # Family
    hosts = ("rri.co.id",)

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (
        Rss("{section}/rss"),
        Index("{section}"),
        Index(""),
        Index("search?q=rri&page={page}"),
    )
    # `/{station}/{channel}/{id}/slug`, and `/{channel}/{id}/slug` of the national desk.
    article_url = r"^/(?:[a-z0-9-]+/){1,2}\d+/[^/?]+"
    not_article_url = r"^/(?:[a-z0-9-]+/)?(?:tags?|search|video|foto|podcast)(?:/|\?|$)"

    # Selectors
    headline = "h1"
    published = ("li.date", ".date")
    tags = "a[href*='/tags/']"
    body = ("#news-content", ".post_details_inner")

    # Hooks
    @staticmethod
    def embedded(root: HtmlElement) -> Mapping[str, Any] | None:
        """Return the byline, `Oleh - Nama,` and `Editor - Nama`, whose dash stands for a colon."""
        told: dict[str, list[str]] = {"Oleh": [], "Editor": []}
        for line in root.xpath("//li[contains(@class, 'author')]"):
            label, _, name = " ".join(line.text_content().split()).partition(" - ")
            told.get(label, []).append(name.rstrip(","))
        return {"author": told["Oleh"], "editor": told["Editor"]} if any(told.values()) else None

    @staticmethod
    def region_of(url: str, extraction: Extraction) -> str | None:  # noqa: ARG004
        """Return the region of the station in an address: none when its city is no capital."""
        _, _, path = url.partition("://")[2].partition("/")
        return region_of_place(path.partition("/")[0])
