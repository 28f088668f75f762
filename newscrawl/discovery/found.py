"""Finds the sources that a site itself names, freshest first.

For the paper whose declared sources have all failed: a pure function of its front page and its
robots.txt. What it returns are guesses with evidence; asking them shows which hold.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from newscrawl.discovery.listing.anchors import Anchor, anchors, base_of, short_text
from newscrawl.discovery.sources import Index, Rss, Sitemap, Source, WordPressApi
from newscrawl.discovery.systems import ANYWHERE, POSTS, System, system_of
from newscrawl.page.document import Document
from newscrawl.text import ignoring_case
from newscrawl.urls import absolute, looks_like_article, refusal, same_outlet

#: A run asks no more of what was found than this, nor more of one kind.
MAX_SOURCES: Final = 12
MAX_FEEDS, MAX_SITEMAPS, MAX_LISTINGS = 3, 3, 3
#: A front page of fewer articles is made by a script: then the places of any system are tried.
SOME_ARTICLES: Final = 3
#: robots.txt is read no further, as by the search engines.
MAX_ROBOTS: Final = 512_000
API: Final = "https://api.w.org/"
FEED_TYPE: Final = re.compile(r"application/(?:rss|atom|rdf)\+xml|text/xml|application/xml")
#: Feeds of comments, and of one article's comments.
COMMENTS: Final = ignoring_case(r"comment|komentar|replies|tanggapan")
FEED_TEXT: Final = ignoring_case(
    r"\W{0,3}(?:rss|atom|(?:rss\s)?feeds?|umpan|langganan\srss)(?:\s2\.0)?\W{0,3}"
)
FEED_PATH: Final = ignoring_case(r"/(?:rss|feed|atom|rss2)/?$|(?:rss|feed|atom)\.xml$|\.rss$")
NEWS: Final = ignoring_case(r"news|berita|google")
#: Sitemaps of what is no article.
NO_ARTICLES: Final = ignoring_case(
    r"(?:page|halaman|category|categories|kategori|tag|author|penulis|user|image|gambar|video|product"
    r"|topic|topik|static|kanal|channel)s?[-_]?(?:site|\d|\.)|sitemap[-_](?:page|category|kategori"
    r"|tag|author|image|video|static|topik|topic)|web-?stor"
)
#: What papers call the page that lists all of theirs: the surest first.
LISTINGS: Final = tuple(
    ignoring_case(rf"\W{{0,3}}(?:{words})\W{{0,3}}")
    for words in (
        r"(?:lihat\s)?(?:indeks?|index)(?:\s(?:berita|news))?",
        (
            r"(?:berita\s|kabar\s|artikel\s|news\s)?(?:terkini|terbaru|update)|latest(?:\snews)?"
            r"|(?:lihat\s)?semua(?:\s(?:berita|artikel))?|arsip(?:\sberita)?|archives?"
        ),
        r"berita|kabar|news|artikel|warta",
    )
)
SITEMAP_LINE: Final = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)


class Found(NamedTuple):
    """A source that a site names, and a sentence that says where it names it."""

    source: Source
    evidence: str


def found_sources(
    front: Document,
    robots: str,
    *,
    tried: Collection[str] = (),
) -> list[Found]:
    """Return the sources that a site names, each once and with whole addresses, freshest first.

    Takes the front page with the address that it was had from in the end, the text of robots.txt
    ("" for none) and the addresses that were tried in vain. At most twelve, all of the site's own
    domain and public.
    """
    found = anchors(front)
    system = system_of(front)
    sure = [
        *apis(front),
        *feeds_named(front, found),
        *sitemaps_named(robots, front.url),
        *places_of_system(front.url, system),
    ]
    pages = [Found(Index(front.url), "the front page"), *listings_named(front, found)]
    articles = {one.url for one in found if looks_like_article(one.url)}
    unsure: list[Found] = []
    if len(articles) < SOME_ARTICLES:
        named = (Found(one, "many sites have it there") for one in ANYWHERE)
        unsure = list(places(front.url, named))
    room = MAX_SOURCES - len(pages)
    chosen = [*sound(sure, front.url, tried)[:room], *pages, *unsure]
    return sound(chosen, front.url, tried)[:MAX_SOURCES]


def sound(found: Iterable[Found], home: str, tried: Collection[str]) -> list[Found]:
    """Return what may be asked: of the same domain, public, not asked before, and each once."""
    kept: dict[str, Found] = {}
    known = {exact(url) for url in tried}
    for one in found:
        url, key = one.source.url, key_of(one.source.url)
        if exact(url) not in known and same_outlet(url, home) and refusal(url) is None:
            kept.setdefault(key, one)
    return list(kept.values())


def exact(url: str) -> str:
    """Return an address without scheme and www: `/feed` that is not there tells not of `/feed/`."""
    address = url.partition("://")[2].removeprefix("www.")
    return address if "/" in address else f"{address}/"


def key_of(url: str) -> str:
    """Return what two addresses of one source share: Blogger's feed is the same as Atom and RSS."""
    address = re.sub(r"([?&])(?:alt|redirect)=\w+&?", r"\1", url.partition("://")[2])
    return address.rstrip("/?&").removeprefix("www.")


def places(home: str, found: Iterable[Found]) -> Iterator[Found]:
    """Yield sources that stand below the front page with whole addresses."""
    for one in found:
        whole = urljoin(home, one.source.url)
        yield one._replace(source=replace(one.source, url=whole))


def places_of_system(home: str, system: System | None) -> Iterator[Found]:
    """Yield the standard places of the system that a front page shows."""
    if system:
        told = f"the front page is {system.name}'s, which has it there"
        yield from places(home, (Found(one, told) for one in system.sources))


def apis(front: Document) -> Iterator[Found]:
    """Yield WordPress' REST where the head names it, at its own address."""
    for link in front.tagged["link"]:
        if API in (link.get("rel") or "").split():
            root = absolute(base_of(front), link.get("href") or "")
            if root and not braced(root):
                sign = "&" if "?" in root else "?"  # `?rest_route=/` without pretty addresses
                url = f"{root.rstrip('/')}/wp/v2/posts{sign}{POSTS}"
                yield Found(WordPressApi(url), "the front page names its REST interface")
                return


def feeds_named(front: Document, found: list[Anchor]) -> list[Found]:
    """Return the feeds that the head names, then those that the page links."""
    base = base_of(front)
    named: dict[str, Found] = {}
    for link in front.tagged["link"]:
        if "alternate" not in (link.get("rel") or "").lower().split():
            continue
        url = absolute(base, link.get("href") or "")
        told = f"{link.get('title') or ''} {url}"
        if url and FEED_TYPE.search((link.get("type") or "").lower()) and fit(url, told):
            named.setdefault(key_of(url), Found(Rss(url), "the front page's head names the feed"))
    for anchor in found:
        text = short_text(anchor.element)[:60]
        path = urlsplit(anchor.raw).path
        if (FEED_TEXT.fullmatch(text) or FEED_PATH.search(path)) and fit(anchor.raw, text):
            source = Found(Rss(anchor.raw), f"the front page links the feed as {text!r}")
            named.setdefault(key_of(anchor.raw), source)
    return list(named.values())[:MAX_FEEDS]


def fit(url: str, told: str) -> bool:
    """Return whether an address can be a source's: no template, no comments, no one article's."""
    story = looks_like_article(FEED_PATH.sub("", url))
    return not braced(url) and not COMMENTS.search(told) and not story


def braced(url: str) -> bool:
    """Return whether an address has braces, which a source would take for a template."""
    return "{" in url or "}" in url


def sitemaps_named(robots: str, home: str) -> list[Found]:
    """Return the sitemaps that robots.txt names, those of news first."""
    named = [
        url
        for one in SITEMAP_LINE.finditer(robots[:MAX_ROBOTS])
        if (url := absolute(home, one[1])) and not braced(url)
    ]
    rest = [url for url in named if not NO_ARTICLES.search(urlsplit(url).path)]
    ranked = sorted(
        dict.fromkeys(rest or named), key=lambda url: not NEWS.search(urlsplit(url).path)
    )
    return [Found(Sitemap(url), "robots.txt names the sitemap") for url in ranked[:MAX_SITEMAPS]]


def listings_named(front: Document, found: list[Anchor]) -> list[Found]:
    """Return the pages that the front page calls its index, its latest or its news."""
    ranked: dict[str, tuple[int, Found]] = {}
    for anchor in found:
        text = short_text(anchor.element)[:40]
        rank = next((n for n, one in enumerate(LISTINGS) if one.fullmatch(text)), None)
        url = anchor.raw
        if (
            rank is None
            or braced(url)
            or looks_like_article(url)
            or key_of(url) == key_of(front.url)
        ):
            continue
        ranked.setdefault(url, (rank, Found(Index(url), f"the front page calls it {text!r}")))
    first = sorted(ranked.values(), key=lambda one: one[0])
    return [one for _, one in first[:MAX_LISTINGS]]
