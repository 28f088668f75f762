"""Blogger: papers that are blogs at Google."""

from typing import ClassVar

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index, Source
from newscrawl.discovery.systems import BLOG_FEED, BLOG_PAST, BLOG_POSTS


class BloggerSpider(NewsSpider):
    """Rests on scrapers of pasbana and fajarsumbar, stored pages of masalembo, Blogger's standards.

    Articles are at `/YYYY/MM/{slug}.html`, labels at `/search/label/{label}`.

    Traps: machine times are in the zone that the blog's owner chose, often left at US Pacific, and
    templates that displayed them disagree by up to a day: the date is read as displayed. Some put
    the month first (`Rabu, November 21, 2018`). borneotribun.com is none of Tribun's.
    """

    # Family
    hosts = ("blogspot.com",)
    markers = r"content=[\"']blogger[\"']|blogger\.com/static"

    # Sources
    sources: ClassVar[tuple[Source, ...]] = (BLOG_FEED, BLOG_POSTS, Index(""))
    archives: ClassVar[tuple[Source, ...]] = (BLOG_PAST,)
    article_url = r"^/\d{4}/\d{2}/[^/]+\.html$"
    not_article_url = r"^/(?:search|p|feeds)(?:/|\?|$)"

    # Selectors
    headline = (".post-title.entry-title", ".post h1.entry-title", "h1.post-title")
    published = (".date-header", ".date-header-home", ".post-timestamp", ".post-meta time")
    section = ".post-labels a:first-of-type"
    tags = ".post-labels a[rel=tag]"
    body = "div.post-body"
    noise = ".post-share-buttons, .related-posts, .post-footer, .blog-pager"
