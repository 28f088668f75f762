"""The standard feeds and sitemaps of publishing systems, tried where a paper names none."""

from typing import Final, NamedTuple

from newscrawl.discovery.sources import Index, Rss, Sitemap, Source, WordPressApi
from newscrawl.page.document import Document

#: What is asked of WordPress' REST; the rest of the address is the site's own.
POSTS: Final = "per_page=50&page={page}&after={since}&before={until}&_fields=link,date_gmt,title"
#: WordPress: its REST, which covers any window; its feed; the feed's older pages.
REST: Final = WordPressApi(f"wp-json/wp/v2/posts?{POSTS}")
FEED: Final = Rss("feed/")
OLDER_FEED: Final = Rss("feed/?paged={page}", first=2)
#: Its pages of one month, for a year that REST is not to be had for.
MONTHS: Final = Index("{date:%Y/%m}/page/{page}/")
#: Blogger: its feed, which reaches back to the first post, 25 at a time; its newest posts.
BLOG_FEED: Final = Rss("feeds/posts/default?alt=rss&start-index={offset}&max-results=25")
BLOG_POSTS: Final = Index("search?max-results=20")
#: Its feed from one moment to another.
BLOG_PAST: Final = Rss(
    "feeds/posts/default?alt=rss&orderby=published&published-min={since}&published-max={until}"
    "&start-index={offset}&max-results=25"
)


class System(NamedTuple):
    """A publishing system: how its pages are recognised, and its standard addresses."""

    name: str
    marks: tuple[str, ...]
    sources: tuple[Source, ...]


SYSTEMS: Final = (
    System(
        "WordPress",
        ("/wp-content/", "/wp-includes/", "/wp-json/", "generator:wordpress"),
        (REST, FEED, OLDER_FEED, Index("page/{page}/", first=2), Sitemap("wp-sitemap.xml")),
    ),
    System(
        "Blogger",
        ("blogger.com/static", "generator:blogger", ".blogspot.com/"),
        (BLOG_FEED, BLOG_POSTS),
    ),
)
#: Where any system may have what its front page does not name, the freshest first.
ANYWHERE: Final = (
    Sitemap("sitemap-news.xml"),
    Sitemap("news-sitemap.xml"),
    Rss("rss"),
    Rss("feed"),
    Sitemap("sitemap.xml"),
)
#: Files and links that are looked at for marks.
MAX_FILES: Final = 200


def system_of(document: Document) -> System | None:
    """Return the system that a page shows in its generator and the files it loads, if it is known.

    A link in a text does not count: papers write of Blogger.
    """
    told = [
        f"generator:{one.get('content') or ''}"
        for one in document.tagged["meta"]
        if (one.get("name") or "").lower() == "generator"
    ]
    files = [*document.tagged["link"][:MAX_FILES], *document.tagged["script"][:MAX_FILES]]
    images = list(document.root.iter("img"))[:MAX_FILES]
    told += [one.get("href") or one.get("src") or "" for one in (*files, *images)]
    text = "\n".join(one[:500] for one in told).lower()
    return next((one for one in SYSTEMS if any(mark in text for mark in one.marks)), None)
