"""Detects from a page which paper it is: family, name, province, sources, addresses.

Pure: a page and its address in, a Proposal out. What cannot be told is left out and said.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from newscrawl.discovery.listing import read_listing
from newscrawl.page.document import decode, parse
from newscrawl.page.errors import NotAnArticle
from newscrawl.regions import REGIONS, region_of_place
from newscrawl.sites.definition import Newspaper
from newscrawl.urls import article_likeness, canonical_url, registered_domain
from newscrawl.urls.host import bare_host, is_below

THEME = re.compile(r"/wp-content/themes/([\w-]+)", re.IGNORECASE)
#: No longer word is looked through for a province in it.
LONGEST_WORD = 40
#: An outlet's name in a title stands behind one of these.
TITLE_TAIL = re.compile(r"\s[-|–—»]\s")


@dataclass(slots=True)
class Proposal:
    """What a page shows of its paper, and what is missing."""

    name: str
    publisher: str
    home: str
    region: str | None = None
    family: type[Newspaper] | None = None
    #: WordPress's theme as the page names it, known to us or not.
    theme: str | None = None
    #: Addresses of feeds, relative to the home.
    feeds: list[str] = field(default_factory=list)
    #: A regular expression for the paths of articles.
    pattern: str = ""
    articles: list[str] = field(default_factory=list)
    #: How each thing was found, and what was not, in sentences.
    found: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def detect(pages: Iterable[tuple[bytes, str]], families: Sequence[type[Newspaper]]) -> Proposal:
    """Return what pages of one paper, each with its address, tell of it.

    Of `families` the first that fits counts, one with a fitting host before any other. Raises
    NotAnArticle when the first page has nothing to read.
    """
    taken = list(pages)
    (first, url), text = taken[0], "\n".join(decode(page) for page, _ in taken)
    root = parse(first, url=url).root
    family, why = family_of(text, url, families)
    one = Proposal(name_for(url, family), "", home_of(url, family), family=family)
    one.publisher = publisher_of(root) or one.name.replace("_", " ").title()
    theme = THEME.search(text)
    one.theme = theme[1] if theme else None
    one.found.append(why) if family else one.unknown.append(why)
    if one.theme and family and not family.body:
        one.unknown.append(
            f"theme {one.theme!r} is none that has rules: the generic layer reads it"
        )
    one.region, place = region_from(root, url, family)
    if one.region:
        one.found.append(f"{REGIONS[one.region].name}: {place}")
    else:
        one.unknown.append("the page does not tell its province: give it with --region")
    one.feeds = [
        feed for page, at in taken for feed in feeds_of(parse(page, url=at).root, one.home, at)
    ]
    one.feeds = list(dict.fromkeys(one.feeds))
    one.articles = list(
        dict.fromkeys(at for page, where in taken for at in articles_at(page, where))
    )
    one.pattern = pattern_of([urlsplit(at).path for at in one.articles])
    if not one.articles:
        one.unknown.append("no article address was seen: the pattern is left to you")
    return one


def family_of(
    text: str, url: str, families: Sequence[type[Newspaper]]
) -> tuple[type[Newspaper] | None, str]:
    """Return the family of a page with the reason, or None with what was looked for."""
    host = bare_host(urlsplit(url).netloc)
    for family in families:
        if any(is_below(host, own) for own in family.hosts):
            return family, f"{family.__name__}: {host} is a host of its network"
    for family in families:
        marker = re.search(family.markers, text, re.IGNORECASE) if family.markers else None
        if marker:
            return family, f"{family.__name__}: the page says `{marker[0]}`"
    return None, "the template is of no known family: stated as a paper of its own"


def shares_hosts(family: type[Newspaper] | None) -> bool:
    """Return whether the papers of a family share a host, each below the path of its home."""
    return family is not None and "{home}" in family.article_url


def home_of(url: str, family: type[Newspaper] | None) -> str:
    """Return the address of the front page; below the channel's path where hosts are shared."""
    parts = urlsplit(url)
    scheme = parts.scheme if parts.scheme in {"http", "https"} else "https"
    home = f"{scheme}://{parts.netloc.lower()}/"
    channel = parts.path.strip("/").split("/")[0]
    return f"{home}{channel}/" if shares_hosts(family) and channel else home


def name_for(url: str, family: type[Newspaper] | None) -> str:
    """Return a spider's name: network and region, or what the host is called."""
    parts = urlsplit(url)
    host = bare_host(parts.netloc)
    own = registered_domain(host).partition(".")[0]
    below = host.removesuffix(registered_domain(host)).rstrip(".")
    if shares_hosts(family):
        below = parts.path.strip("/").split("/")[0]
    label = below.replace(".", "_") if family is not None and family.hosts and below else own
    name = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_") or "paper"
    if family is not None and family.prefix and below:
        name = f"{family.prefix}_{name}"
    return name if name[0].isalpha() else f"n{name}"


def publisher_of(root: HtmlElement) -> str | None:
    """Return the outlet's name: og:site_name, else what ends the title."""
    for value in root.xpath("//meta[@property='og:site_name']/@content"):
        if value.strip():
            return " ".join(str(value).split())
    for title in root.xpath("//title/text()"):
        parts = TITLE_TAIL.split(str(title))
        if len(parts) > 1 and 0 < len(parts[-1].split()) <= 4:
            return " ".join(parts[-1].split())
    return None


def region_from(
    root: HtmlElement, url: str, family: type[Newspaper] | None
) -> tuple[str | None, str]:
    """Return the code of the paper's province, and where it is said; a guess is not made."""
    for code in root.xpath("//meta[@name='geo.region']/@content"):
        if str(code).strip() in REGIONS:
            return str(code).strip(), "geo.region"
    for place in places_told(root):
        if code := region_of_place(place):
            return str(code), f"its address is {place}"
    host = bare_host(urlsplit(url).netloc)
    channel = urlsplit(url).path.strip("/").split("/")[0] if shares_hosts(family) else ""
    for label in (channel, *host.split(".")[:-1]):
        if code := region_in_word(label):
            return code, f"its address says {label}"
    for word in (publisher_of(root) or "").split():
        if code := region_in_word(word.lower()):
            return code, f"its name says {word}"
    return None, ""


def places_told(root: HtmlElement) -> Iterator[str]:
    """Yield the places that a page gives as its own: geo.placename, addresses in JSON-LD."""
    yield from (str(place) for place in root.xpath("//meta[@name='geo.placename']/@content"))
    for script in root.xpath("//script[@type='application/ld+json']/text()"):
        try:
            told = list(addresses(json.loads(script)))
        except (ValueError, RecursionError):
            continue
        yield from told


def addresses(data: Any) -> Iterator[str]:
    """Yield the regions and towns where a JSON-LD document says that organisations are at home.

    An article's own place (contentLocation) is what it writes about, not where it is printed.
    """
    if isinstance(data, dict):
        kind, address = str(data.get("@type")), data.get("address")
        if isinstance(address, dict) and re.search("Organization|Business|Corporation", kind):
            told = (address.get(key) for key in ("addressRegion", "addressLocality"))
            yield from (place for place in told if isinstance(place, str))
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from addresses(one)


def region_in_word(word: str) -> str | None:
    """Return the province that a word is named after: `kaltim`, `korankaltim`, `sumutpos`."""
    exact = region_of_place(word)
    if exact or not 4 <= len(word) <= LONGEST_WORD:
        return exact
    # Short names stand in other words by chance: palu in paluta, aceh does not, bali hardly.
    cuts = [cut for cut in range(4, len(word)) if cut >= 5 or word[:4] in {"bali", "aceh"}]
    ends = [
        cut
        for cut in range(1, len(word) - 3)
        if len(word) - cut >= 5 or word[cut:] in {"bali", "aceh"}
    ]
    parts = [word[:cut] for cut in reversed(cuts)] + [word[cut:] for cut in ends]
    return next((code for part in parts if (code := region_of_place(part))), None)


def feeds_of(root: HtmlElement, home: str, url: str) -> list[str]:
    """Return the feeds that a page names, those of single articles left out."""
    found = []
    for link in root.xpath(
        "//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom')]"
    ):
        address = urljoin(url, link.get("href") or "")
        # Braces would be read as a template; the feed of an article's comments is no source.
        if address.startswith(home) and not re.search(r"[{}]|/comments?/|-\w+-\w+/feed", address):
            found.append(address.removeprefix(home))
    return found


def articles_at(page: bytes, url: str) -> Iterator[str]:
    """Yield the addresses of articles that a page names, its own first if it is one."""
    if article_likeness(url) > 0:
        yield canonical_url(url)
    try:
        links = read_listing(page, url=url).links
    except NotAnArticle:
        return
    yield from (canonical_url(link.url) for link in links)


def pattern_of(paths: list[str]) -> str:
    """Return a regular expression for the commonest shape of these paths; "" for none."""
    counted = Counter(shape_of(path) for path in paths)
    if not counted:
        return ""
    shape = counted.most_common(1)[0][0]
    alike = [path.strip("/").split("/") for path in paths if shape_of(path) == shape]
    parts = shape.split("/")
    for n, words in enumerate(list(zip(*alike, strict=True))[:-1]):
        # What all of several addresses share is a word of the template: /content/, /berita/.
        if len(alike) > 2 and len(set(words)) == 1 and words[0].isalpha():
            parts[n] = words[0]
    return f"^/{'/'.join(parts)}"


def shape_of(path: str) -> str:
    """Return a path as a regular expression: numbers, days, sections and slugs by their kind."""
    segments = [one for one in path.split("/") if one]
    return "/".join(
        segment_shape(one, last=n == len(segments) - 1) for n, one in enumerate(segments)
    )


def segment_shape(segment: str, *, last: bool) -> str:
    """Return one part of a path as a regular expression."""
    if re.fullmatch(r"(?:19|20)\d\d|\d\d", segment):
        return rf"\d{{{len(segment)}}}"  # of a date
    if segment.isdigit():
        return r"\d+"
    stem, dot, suffix = segment.rpartition(".")
    if last:
        tail = rf"\.{suffix}" if dot and suffix in {"html", "htm", "php"} else ""
        return (r"[^/]+" if re.search(r"[^a-z0-9-]", stem or segment) else "[a-z0-9-]+") + tail
    return (
        re.escape(segment)
        if segment in {"read", "berita", "news", "artikel", "view"}
        else "[a-z0-9-]+"
    )
