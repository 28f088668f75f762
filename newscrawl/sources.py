"""Where a paper's links come from: index pages, RSS, sitemaps, WordPress REST.

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
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin

from lxml import etree

from newscrawl.listing import Link, Listing, read_listing
from newscrawl.urls import same_outlet
from newscrawl.window import Window

# No entities, no network, no DTD: a feed is a stranger's file (billion laughs, XXE).
XML_PARSER = etree.XMLParser(
    recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
)
IsArticle = Callable[[str], bool]
MOST_GROWTH = 20


class Visit(NamedTuple):
    """One address of a source to ask: which page of it, and of which day where it goes by days."""

    url: str
    page: int
    day: date | None = None


class SourceError(Exception):
    """Raised by a source's read() when an answer is not of its kind (an HTML page for a feed)."""


@dataclass(frozen=True, slots=True)
class Source:
    """What all sources share: the address template and how it is filled."""

    url: str
    first: int = 1
    #: The last page that is worth asking: some papers repeat it forever after.
    last: int | None = None
    #: Entries a page, for templates with {offset} or {skip}.
    size: int = 25

    def starts(self, window: Window, section: str | None = None) -> Iterator[Visit]:
        """Yield the first address of each track, newest first: a track a day, or a single one."""
        days: Iterator[date | None] = window.days() if "{date" in self.url else iter([None])
        for day in days:
            yield Visit(self.fill(self.first, day, window, section), self.first, day)

    def next_visit(
        self, visit: Visit, listing: Listing, window: Window, section: str | None = None
    ) -> Visit | None:
        """Return the address after `visit`, answered with `listing`; None after the last."""
        page = visit.page + 1
        if self.last is not None and page > self.last:
            return None
        if any(counter in self.url for counter in ("{page}", "{offset}", "{skip}")):
            return Visit(self.fill(page, visit.day, window, section), page, visit.day)
        return Visit(listing.next_page, page, visit.day) if listing.next_page else None

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


def utc(moment: datetime) -> str:
    """Return an aware datetime as ISO 8601 in UTC.

    With its Z: WordPress reads a moment without a zone as the site's own local time.
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Grow:
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
            raise ValueError("Grow needs one of `click` and `scroll`")
        if not self.wait_for or not 1 <= self.times <= MOST_GROWTH:
            raise ValueError(f"Grow needs `wait_for`, and `times` from 1 to {MOST_GROWTH}")


@dataclass(frozen=True, slots=True)
class Index(Source):
    """An index page of the paper in HTML."""

    #: Only where the page's script alone can show more: a browser then asks for this listing.
    grow: Grow | None = None

    def next_visit(
        self, visit: Visit, listing: Listing, window: Window, section: str | None = None
    ) -> Visit | None:
        """Return the page after `visit`; a grown one has none, its script was the paging."""
        # super() without arguments does not work in a dataclass with slots: it is a new class.
        return None if self.grow else Source.next_visit(self, visit, listing, window, section)

    def read(self, page: bytes, *, url: str, is_article: IsArticle | None) -> Listing:
        """Return the links to articles, wherever they stand on the page."""
        return read_listing(page, url=url, is_article=is_article)


def growth(source: Source) -> dict[str, Grow]:
    """Return what a request for the source says to the browser; nothing where none is needed."""
    grow = source.grow if isinstance(source, Index) else None
    return {"grow": grow} if grow else {}


class Rss(Source):
    """An RSS or Atom feed."""

    __slots__ = ()

    def read(self, page: bytes, *, url: str, is_article: IsArticle | None) -> Listing:
        """Return the feed's entries with their titles and dates."""
        root = parse_xml(page, url)
        entries = root.iter("{*}item", "{*}entry")
        links = [link for entry in entries if (link := feed_link(entry, url))]
        if not links and local(root) not in {"rss", "feed", "RDF"}:
            raise SourceError(f"no feed at {url}: it answers <{local(root)}>")
        return Listing(accepted(links, is_article), None)


class Sitemap(Source):
    """A sitemap, a Google News sitemap (its dates and titles are kept), or an index of them."""

    __slots__ = ()

    def read(self, page: bytes, *, url: str, is_article: IsArticle | None) -> Listing:
        """Return the addresses of a sitemap; of an index, none (see sitemaps())."""
        root = parse_xml(page, url)
        if local(root) not in {"urlset", "sitemapindex"}:
            raise SourceError(f"no sitemap at {url}: it answers <{local(root)}>")
        links = [
            Link(
                urljoin(url, loc),
                child_text(node, "title"),
                child_text(node, "publication_date") or child_text(node, "lastmod"),
            )
            for node in root.iter("{*}url")
            if (loc := child_text(node, "loc"))
        ]
        return Listing(accepted(links, is_article), None)


def sitemaps(page: bytes, *, url: str) -> list[Link]:
    """Return the sitemaps that a sitemap index names, newest first where it says when."""
    root = parse_xml(page, url)
    found = [
        Link(urljoin(url, loc), None, child_text(node, "lastmod"))
        for node in root.iter("{*}sitemap")
        if (loc := child_text(node, "loc"))
    ]
    return sorted(found, key=lambda link: link.date or "", reverse=True)


class WordPressApi(Source):
    """The posts of a WordPress site by its REST interface, newest first.

    `date_gmt` is asked for, not `date`: the latter is site-local and naive.
    """

    __slots__ = ()

    def read(self, page: bytes, *, url: str, is_article: IsArticle | None) -> Listing:
        """Return the posts' addresses with their titles and dates in UTC."""
        try:
            posts = json.loads(page)
        except ValueError as error:
            raise SourceError(f"no WordPress REST at {url}: not JSON") from error
        if not isinstance(posts, list):
            raise SourceError(f"no WordPress REST at {url}: not a list of posts")
        links = [link for post in posts if (link := post_link(post, url))]
        return Listing(accepted(links, is_article), None)


def post_link(post: Any, url: str) -> Link | None:
    """Return the link of one REST post; None when it has no address."""
    if not isinstance(post, dict) or not isinstance(post.get("link"), str):
        return None
    title, moment = post.get("title"), post.get("date_gmt")
    rendered = title.get("rendered") if isinstance(title, dict) else title
    return Link(
        urljoin(url, post["link"]),
        rendered if isinstance(rendered, str) and rendered else None,
        f"{moment}+00:00" if isinstance(moment, str) and moment else None,
    )


def accepted(links: list[Link], is_article: IsArticle | None) -> list[Link]:
    """Return the links that the paper's own pattern accepts, each once, in their order."""
    chosen = (link for link in links if is_article is None or is_article(link.url))
    return list({link.url: link for link in chosen}.values())


def parse_xml(page: bytes, url: str) -> etree._Element:
    """Parse XML leniently (papers forget to escape &). Raises SourceError when there is none."""
    try:
        root = etree.fromstring(page.strip(), XML_PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"no XML at {url}: {error}") from error
    if root is None:
        raise SourceError(f"no XML at {url}")
    return root


def local(node: etree._Element) -> str:
    """Return a node's name without its namespace."""
    return etree.QName(node).localname


def child_text(node: etree._Element, name: str) -> str | None:
    """Return the text of the first descendant of that name; None when absent or empty."""
    found = next(node.iter(f"{{*}}{name}"), None)
    text = "".join(found.itertext()).strip() if found is not None else ""
    return text or None


def feed_link(entry: etree._Element, url: str) -> Link | None:
    """Return the link of an RSS item or Atom entry; None when it has no address."""
    addresses = entry_addresses(entry)
    if not addresses:
        return None
    # Feed services put their own redirect into <link>; the paper's address stands in the guid.
    parent = entry.getparent()
    home = urljoin(url, (child_text(parent, "link") if parent is not None else None) or url)
    address = next((one for one in addresses if same_outlet(one, home)), addresses[0])
    moment = (
        child_text(entry, "pubDate") or child_text(entry, "published") or child_text(entry, "date")
    )
    return Link(urljoin(url, address), child_text(entry, "title"), moment)


def entry_addresses(entry: etree._Element) -> list[str]:
    """Return the addresses that an entry gives, its link first."""
    # Atom: <link rel="alternate" href>; Blogger's feeds carry replies, edit and self besides.
    found = [
        (node.get("href") or "".join(node.itertext())).strip()
        for node in entry.iterchildren("{*}link")
        if node.get("rel", "alternate") == "alternate"
    ]
    for name in ("origLink", "guid"):
        told = child_text(entry, name) or ""
        if re.match(r"https?://", told):
            found.append(told)
    return [one for one in found if one]
