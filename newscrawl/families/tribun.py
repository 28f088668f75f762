"""Tribun network: one template at some sixty hosts `{region}.tribunnews.com`."""

from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Rss, Source


class TribunSpider(NewsSpider):
    """Rests on the detail and index pages of www (July 2026) and real pages of Makassar (2016).

    No sitemap: sitemap.xml is an index of three maps a section, dozens of requests for 48 hours.

    Articles have two forms, `/YYYY/MM/DD/{slug}` and `/{section}/{id}/{slug}`.

    Traps: the zone of a time is the label that the page shows: bureaus east of Jakarta print WIB
    and WITA. CloudFront may answer 403 to agents that are no browser; a text goes on at `?page=2`,
    and `?page=all` is the whole. tribun-maluku.com, borneotribun.com and tribunlombok.net are not
    Tribun's.
    """

    # Family
    hosts = ("tribunnews.com",)
    markers = r"\bid=[\"']arttitle"
    prefix = "tribun"

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (
        # On www every entry led to the home page in 2026: then it names no article, and the next
        # source follows.
        Rss("rss"),
        # From page 11 on the index repeats page 10.
        Index("index-news/{section}?page={page}", last=10),
        Index("index-news?date={date:%Y-%-m-%-d}&page={page}", last=10),
    )
    article_url = r"^/(?:[a-z0-9-]+/)?(?:\d{4}/\d{2}/\d{2}|\d{5,})/[a-z0-9-]+"
    not_article_url = (
        r"^/(?:tag|topic|penulis|editor|videos?|foto|photos|images|webstories|epaper|index-news"
        r"|search|iklan-online|ajax|api|json|posts)(?:/|\?|$)"
    )

    # Selectors
    headline = "h1#arttitle"
    published = ("div.grey.bdr3.pb10.pt10 time", "div.grey.bdr3.pb10.pt10")  # no <time> in 2016
    byline = "#penulis a"
    editor = "#editor a"
    section = "#va > ul > li:nth-child(2) a span"
    tags = ".tagcloud3 a"
    # div.side-article alone is also the box "Pilihan untukmu" below the text.
    body = "div.side-article.txt-article"
    image = "img.imgfull"
    noise = "blockquote.summary-article, p.baca, div.ads-placeholder"
