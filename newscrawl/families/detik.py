"""detik's regional channels: all on www.detik.com, each below its own path."""

from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Source


class DetikSpider(NewsSpider):
    """Rests on an adapter checked against live pages in July 2026, and on two more scrapers.

    Articles are at `/{channel}/{section}/d-{id}/{slug}`, and the channel (jatim, bali …) is the
    paper.

    Traps: the zone is the label that the page shows, WITA where the channel lies east. The index
    takes the month before the day. Jatim and Jabar once stood on news.detik.com below
    `/berita-jawa-timur/`, `/berita-jawa-barat/`; detiksultra.com and 90detik.com are not detik's.
    """

    # Family
    hosts = ("detik.com",)
    markers = r"\bdetail__body-text\b"
    prefix = "detik"

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (
        Index("{section}/indeks?page={page}"),
        # Month before day, as nowhere else in the country.
        Index("indeks?date={date:%m/%d/%Y}&page={page}"),
    )
    article_url = r"^{home}[a-z0-9-]+/d-\d+/[a-z0-9-]+"
    not_article_url = r"/foto-|/(?:foto|video|tag|search|indeks)(?:/|\?|$)"

    # Selectors
    headline = "h1.detail__title"
    published = "div.detail__date"
    byline = "div.detail__author"
    tags = ".detail__body-tag a"
    body = "div.detail__body-text.itp_bodycontent"
    image = ".detail__media-image img"
    noise = ".noncontent, .linksisip, .parallaxindetail, [class*=ads-scrollpage], .detail__body-tag"
