"""Republika's regional sites, `re{region}.republika.co.id`."""

import re
from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Source
from newscrawl.urls import canonical_url

PART = re.compile(r"-part\d+(?=/?$)")


class RepublikaSpider(NewsSpider):
    """Rests on an adapter of all channels, these among them, checked in July 2026.

    Articles are at `/berita/{code}/{slug}`, the code of six to ten letters and digits.

    Traps: robots.txt refuses Scrapy by name. JSON-LD names the editor (`Red:`) as author; the line
    below the headline names the reporter. The index of a day is that of all channels, 50 to a page,
    and old articles went on at `-part2`.
    """

    # Family
    hosts = ("republika.co.id",)
    permission = "Republika's robots.txt refuses Scrapy by name."

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (
        Index(""),
        Index("https://www.republika.co.id/index/{skip}/{date:%Y/%m/%d}", size=50),
    )
    article_url = r"^/berita/[a-z0-9]{6,10}/[a-z0-9-]+"
    not_article_url = r"^/(?:foto|video|tag|page)(?:/|\?|$)"

    # Selectors
    headline = ".max-card__title h1"
    summary = ".max-card__teaser"
    published = ".date-item__headline"
    byline = ".max-card__title > div"
    editor = ".max-card__title > div"
    section = "ul.breadcrumb li:last-child a"
    body = ".article-content article"
    image = ".max-card__image > figure img"
    noise = ".picked-article, .footnote-wrap, [id^=div-gpt-ad]"

    # Hooks
    @classmethod
    def canonical(cls, url: str) -> str:
        """Return the address of the article's first part."""
        return PART.sub("", canonical_url(url))
