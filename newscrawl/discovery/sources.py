"""The kinds of sources: index pages, RSS, sitemaps, WordPress REST.

A source is data plus a pure parser. It says which addresses to ask and what an answer means; it
never fetches. Its `url` is a template: `{page}` is the number of the page, `{offset}` the number of
its first entry, `{skip}` the number of entries before it, `{date:%Y/%m/%d}` a day (strftime),
`{since}` and `{until}` the window in UTC as ISO 8601, `{section}` what the user asked for.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import quote

from lxml import etree

from newscrawl.discovery.listing import Link, Listing, read_by_each, title_of
from newscrawl.discovery.window import Window
from newscrawl.page.document import decode
from newscrawl.page.errors import TOO_LARGE, NotAnArticle
from newscrawl.page.limits import MAX_IN_JSON, too_much
from newscrawl.page.xml import XmlError, address_of, parse_xml
from newscrawl.text import clean
from newscrawl.urls import absolute, same_outlet

#: REST's list of posts, behind what a server may have printed before it.
POSTS = re.compile(r"\[\s*(?:\{|\])")
#: How often the beginning of a list is taken for that of the posts.
TRIES = 5
IsArticle = Callable[[str], bool]
MAX_GROWTH = 20


class ListingRequest(NamedTuple):
    """One address of a source to ask: which page of it, and of which day where it goes by days."""

    source: "Source"
    url: str
    page: int
    day: date | None = None


class SourceError(Exception):
    """Raised by a source's read() when an answer is not of its kind (an HTML page for a feed)."""


@dataclass(frozen=True, slots=True)
class Source:
    """What all sources share: the address template, and how it is filled."""

    url: str
    first: int = 1
    #: The last page that is worth asking: some papers repeat it forever after.
    last: int | None = None
    #: Entries a page, for templates with {offset} or {skip}.
    size: int = 25

    def starts(self, window: Window, section: str | None = None) -> Iterator[ListingRequest]:
        """Yield the first address of each track, newest first: one a day (or month), or a single.

        The day of a track by months is the newest that it covers.
        """
        days: Iterator[date | None] = window.days() if "{date" in self.url else iter([None])
        before = ""
        for day in days:
            url = self.fill(self.first, day, window, section)
            if url != before:
                yield ListingRequest(self, url, self.first, day)
            before = url

    def next_request(
        self, visit: ListingRequest, listing: Listing, window: Window, section: str | None = None
    ) -> ListingRequest | None:
        """Return the address after `visit`, answered with `listing`; None after the last."""
        page = visit.page + 1
        if self.last is not None and page > self.last:
            return None
        if any(counter in self.url for counter in ("{page}", "{offset}", "{skip}")):
            url = self.fill(page, visit.day, window, section)
            return ListingRequest(self, url, page, visit.day)
        if listing.next_page is None:
            return None
        return ListingRequest(self, listing.next_page, page, visit.day)

    def fill(self, page: int, day: date | None, window: Window, section: str | None) -> str:
        """Return the address of a page."""
        return self.url.format(
            page=page,
            offset=(page - 1) * self.size + 1,
            skip=(page - 1) * self.size,
            date=day,
            since=utc(window.since),
            until=utc(window.until),
            section=quote(section or "", safe=""),
        )

    @property
    def by_section(self) -> bool:
        """Whether this source only makes sense when the user named a section."""
        return "{section}" in self.url

    @property
    def complete(self) -> bool:
        """Whether the source's end is the window's end: then nothing deeper need be asked."""
        return "{date" in self.url or "{since}" in self.url

    def read(self, page: bytes, *, url: str, is_article: IsArticle | None) -> Listing:
        """Return the links of an answer. Raises SourceError when it is not of this kind."""
        raise NotImplementedError

    def read_both(self, page: bytes, *, url: str, is_article: IsArticle) -> tuple[Listing, Listing]:
        """Return what an answer names by the paper's pattern, and without one. Raises SourceError.

        The answer is read once.
        """
        everything = self.read(page, url=url, is_article=None)
        return everything._replace(links=accepted(everything.links, is_article)), everything


def utc(moment: datetime) -> str:
    """Return an aware datetime as ISO 8601 in UTC.

    With its Z: WordPress reads a moment without a zone as the site's own local time.
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class LoadMore:
    """How a listing grows that shows the rest only by script: a browser clicks or scrolls."""

    #: What an entry is: growing has worked when there are more of them.
    wait_for: str
    #: The button to click; or else the page is scrolled to its end.
    click: str = ""
    scroll: bool = False
    #: How often: each time costs the paper a request and the browser memory.
    times: int = 5

    def __post_init__(self) -> None:
        if bool(self.click) == self.scroll:
            raise ValueError("LoadMore needs one of `click` and `scroll`")
        if not self.wait_for or not 1 <= self.times <= MAX_GROWTH:
            raise ValueError(f"LoadMore needs `wait_for`, and `times` from 1 to {MAX_GROWTH}")


@dataclass(frozen=True, slots=True)
class Index(Source):
    """An index page of the paper in HTML."""

    #: Only where the page's script alone can show more: a browser then asks for this listing.
    load_more: LoadMore | None = None

    def next_request(
        self, visit: ListingRequest, listing: Listing, window: Window, section: str | None = None
    ) -> ListingRequest | None:
        """Return the page after `visit`; a grown one has none, its script was the paging."""
        # super() without arguments does not work in a dataclass with slots: it is a new class.
        return (
            None if self.load_more else Source.next_request(self, visit, listing, window, section)
        )

    def read(self, page: bytes, *, url: str, is_article: IsArticle | None) -> Listing:
        """Return the links to articles, wherever they stand on the page."""
        return self._read(page, url, is_article)[0]

    def read_both(self, page: bytes, *, url: str, is_article: IsArticle) -> tuple[Listing, Listing]:
        """Return the links that the pattern accepts, and those of the generic rule."""
        by_pattern, by_rule = self._read(page, url, is_article, None)
        return by_pattern, by_rule

    @staticmethod
    def _read(page: bytes, url: str, *rules: IsArticle | None) -> list[Listing]:
        try:
            return list(read_by_each(page, rules, url=url))
        except NotAnArticle as answer:
            raise SourceError(f"no listing at {url}: {answer.reason}") from answer


def load_more_meta(source: Source) -> dict[str, LoadMore]:
    """Return what a request for the source says to the browser; nothing where none is needed."""
    load_more = source.load_more if isinstance(source, Index) else None
    return {"grow": load_more} if load_more else {}


class Rss(Source):
    """An RSS or Atom feed."""

    __slots__ = ()

    def read(self, page: bytes, *, url: str, is_article: IsArticle | None) -> Listing:
        """Return the feed's entries with their titles and dates."""
        root = tree(page, url)
        entries = list(root.iter("{*}item", "{*}entry"))
        homes = {parent: home_of(parent, url) for parent in {e.getparent() for e in entries}}
        links = [link for e in entries if (link := feed_link(e, url, homes[e.getparent()]))]
        if not links and local(root) not in {"rss", "feed", "RDF"}:
            raise SourceError(f"no feed at {url}: it answers <{local(root)}>")
        return Listing(accepted(links, is_article), None)


class Sitemap(Source):
    """A sitemap, a Google News sitemap (its dates and titles are kept), or an index of them."""

    __slots__ = ()

    def read(self, page: bytes, *, url: str, is_article: IsArticle | None) -> Listing:
        """Return the addresses of a sitemap; of an index, none (see sitemaps())."""
        root = tree(page, url)
        if local(root) not in {"urlset", "sitemapindex"}:
            raise SourceError(f"no sitemap at {url}: it answers <{local(root)}>")
        links = [link for node in root.iter("{*}url") if (link := sitemap_link(node, url))]
        return Listing(accepted(links, is_article), None)


def sitemap_link(node: etree._Element, url: str) -> Link | None:
    """Return what a sitemap says of one address; None when there is no address.

    Its pictures and films have addresses, titles and dates of their own, which are not looked at.
    """
    address = absolute(url, address_of(child_text(node, "loc")))
    if address is None:
        return None
    news = next((child for child in node if local(child) == "news"), None)
    if news is None:
        return Link(address, None, child_line(node, "lastmod"))
    date = child_line(news, "publication_date") or child_line(node, "lastmod")
    return Link(address, title_of(child_text(news, "title")), date)


def sitemaps(page: bytes, *, url: str) -> list[Link]:
    """Return the sitemaps that a sitemap index names, newest first where it says when."""
    found = [
        Link(address, None, child_line(node, "lastmod"))
        for node in tree(page, url).iter("{*}sitemap")
        if (address := absolute(url, address_of(child_text(node, "loc"))))
    ]
    return sorted(found, key=lambda link: link.date or "", reverse=True)


class WordPressApi(Source):
    """The posts of a WordPress site by its REST interface, newest first.

    `date_gmt` is asked for, not `date`: the latter is site-local and naive.
    """

    __slots__ = ()

    def read(self, page: bytes, *, url: str, is_article: IsArticle | None) -> Listing:
        """Return the posts' addresses with their titles and dates in UTC."""
        if too_much(page, MAX_IN_JSON):
            raise SourceError(f"no WordPress REST at {url}: {TOO_LARGE}")
        posts = posts_in(page)
        if posts is None:
            raise SourceError(f"no WordPress REST at {url}: not a list of posts")
        links = [link for post in posts if (link := post_link(post, url))]
        return Listing(accepted(links, is_article), None)


def posts_in(page: bytes) -> list[Any] | None:
    """Return REST's list of posts; None when there is none.

    A server that is set up to show PHP's warnings prints them before the list, or behind it.
    """
    text = decode(page).strip()
    for start in [found.start() for found in islice(POSTS.finditer(text), TRIES)]:
        try:
            posts = json.JSONDecoder().raw_decode(text, start)[0]
        except (ValueError, RecursionError):  # 100,000 brackets are JSON too
            continue
        if (
            text.startswith("[")
            or not posts
            or any(isinstance(one, dict) and "link" in one for one in posts)
        ):
            return list(posts)
    return None


def post_link(post: Any, url: str) -> Link | None:
    """Return the link of one REST post; None when it has no address."""
    if not isinstance(post, dict) or not isinstance(post.get("link"), str):
        return None
    address = absolute(url, post["link"])
    if address is None:
        return None
    title, moment = post.get("title"), post.get("date_gmt")
    rendered = title.get("rendered") if isinstance(title, dict) else title
    return Link(
        address,
        title_of(rendered) if isinstance(rendered, str) else None,
        f"{clean(moment)}+00:00" if isinstance(moment, str) and moment else None,
    )


def accepted(links: list[Link], is_article: IsArticle | None) -> list[Link]:
    """Return the links that the paper's own pattern accepts, each once, in their order."""
    chosen = (link for link in links if is_article is None or is_article(link.url))
    return list({link.url: link for link in chosen}.values())


def tree(page: bytes, url: str) -> etree._Element:
    """Return the root of a feed or sitemap. Raises SourceError when there is none."""
    try:
        return parse_xml(page)
    except XmlError as error:
        raise SourceError(f"no feed at {url}: {error}") from error


def local(node: etree._Element) -> str:
    """Return a node's name without its namespace, or a prefix that was not declared."""
    # QName refuses what the lenient parser takes, and comments have a function for a name.
    return str(node.tag).rpartition("}")[2].rpartition(":")[2]


def child_text(node: etree._Element, name: str) -> str:
    """Return the text of the first child of that name; "" when absent or empty.

    A child of the node's own namespace goes before others: `media:title` is a picture's.
    """
    space = str(node.tag).rpartition(local(node))[0]
    found = [child for child in node if local(child) == name]
    own = [child for child in found if child.tag == f"{space}{name}"]
    first = next(iter(own or (child for child in found if not is_media(child))), None)
    return "".join(first.itertext()).strip() if first is not None else ""


def is_media(node: etree._Element) -> bool:
    """Return whether a node speaks of a picture or film, not of the entry: Yahoo's Media RSS."""
    return str(node.tag).startswith(("{http://search.yahoo.com/mrss", "media:"))


def child_line(node: etree._Element, *names: str) -> str | None:
    """Return the text on one line of the first of these that has one; None when none has."""
    return next((text for name in names if (text := clean(child_text(node, name)))), None)


def home_of(channel: etree._Element | None, url: str) -> str:
    """Return the address that a feed calls its paper's, else its own."""
    return next(iter(entry_addresses(channel, url)), url) if channel is not None else url


def feed_link(entry: etree._Element, url: str, home: str) -> Link | None:
    """Return the link of an RSS item or Atom entry; None when it has no address."""
    addresses = entry_addresses(entry, url)
    if not addresses:
        return None
    # Feed services put their own redirect into <link>; the paper's address stands in the guid.
    address = next((one for one in addresses if same_outlet(one, home)), addresses[0])
    moment = child_line(entry, "pubDate", "published", "date")
    return Link(address, title_of(child_text(entry, "title")), moment)


def entry_addresses(entry: etree._Element, url: str) -> list[str]:
    """Return the addresses that an entry gives, its link first."""
    # Atom: <link rel="alternate" href>; Blogger's feeds carry replies, edit and self besides.
    found = [
        (node.get("href") or "".join(node.itertext())).strip()
        for node in entry.iterchildren("{*}link")
        if node.get("rel", "alternate") == "alternate"
    ]
    for name in ("origLink", "guid"):
        told = child_text(entry, name)
        if re.match(r"https?://", told):
            found.append(told)
    return [address for one in found if (address := absolute(url, address_of(one)))]
