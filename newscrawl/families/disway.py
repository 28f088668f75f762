"""Disway network: the papers of Dahlan Iskan's group, most at `{paper}.disway.id`."""

import re
from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss, Source
from newscrawl.urls import canonical_url

# The number behind the slug counts paragraphs, not pages: 15, 30 … it grows past two digits.
PART = re.compile(r"(/(?:read|amp)/(?:\d{4}/\d{2}/\d{2}/)?\d+/[^/?#]+)/\d+/?(?=[?#]|$)")


class DiswaySpider(NewsSpider):
    """Rests on scrapers of Radar Lampung, Jambi Ekspres and sister papers, and two pages' texts.

    Articles are at `/read/{id}/{slug}`, with or without a section before it, tags at `/listtag/`.

    Traps: a long article goes on at `/read/{id}/{slug}/15`, `/30`: that number is no part of its
    address; `/amp/{id}/` is a twin. Dates read `Senin 23-02-2026,17:18 WIB`, and old stories carry
    backslashes before their quotes. Some papers moved here (sumeks.co, jambiekspres.co.id).
    """

    # Family
    hosts = ("disway.id",)
    markers = r"/listtag/"

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (
        Rss("rss"),
        Index("kategori/{section}"),  # 30 to a page; the pager leads to `/30`, `/60`
        Index(""),
    )
    article_url = (
        r"^/(?:[a-z0-9-]+/)?read/\d+/[a-z0-9-]+"
        r"|^/read/\d{4}/\d{2}/\d{2}/\d+/[a-z0-9-]+"  # before Disway
    )
    not_article_url = r"^/(?:kategori|listtag|tag|search|foto|video|author)(?:/|\?|$)"

    # Selectors
    headline = "h1.text-black"
    published = (".post-info span.date", ".text-grey span.date", "span.date")
    byline = "#author"
    editor = "#editor"
    section = "ul.breadcrumb a[href*='/kategori/']"
    tags = (".news-tags a[href*='/listtag/']", "ul.list-inline a[href*='/listtag/']")
    body = ("div.post.text-black-1", "div.post")
    noise = ".ads-slot, ul.pagination, .news-tags"
    noise_lines = (r"cek berita dan artikel", r"simak breaking news", r"dapatkan informasi terkini")

    # Hooks
    @classmethod
    def canonical(cls, url: str) -> str:
        """Return the address of the article's first page."""
        return canonical_url(PART.sub(r"\1", url))
