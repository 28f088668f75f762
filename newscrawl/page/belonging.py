"""Checks whose a page is: still the outlet's, or of a new owner of its address.

Domains that papers let go are soon somebody else's: parked, a shop, or gambling, often on the same
WordPress with posts that look like articles. And papers move, with their names and their stories.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final, Literal, NamedTuple
from urllib.parse import urlsplit

from newscrawl.page import jsonld
from newscrawl.page.advertising import advertised, pitched
from newscrawl.page.declared import host_word, plain, read_meta
from newscrawl.page.document import Document
from newscrawl.page.language import (
    NEIGHBOURS,
    UNKNOWN,
    declared_languages,
    is_strange,
    language_of_words,
)
from newscrawl.regions import region_of_place
from newscrawl.text import clean, ignoring_case, match_key
from newscrawl.urls import absolute, looks_like_article, same_outlet
from newscrawl.urls.words import TLD

#: Texts of links and headings that are looked at, and paragraphs: a front page has no more.
MAX_TEXTS: Final = 400
MAX_PARAGRAPHS: Final = 60
MAX_LENGTH: Final = 300
PARKED: Final = ignoring_case(
    r"""\b(?:buy\sthis\sdomain | (?:this\s|the\s)?domain(?:\sname)?\s(?:[\w.-]{4,60}\s)?
        (?:is|has|was|may\sbe|might\sbe)\s(?:been\s)?(?:for\ssale|parked|available\sfor|expired)
    | domain(?:\sname)?\s(?:for\ssale|has\sexpired|expired|parking) | parked\s(?:domain|free)
    | is\sparked\sfree | domain\sini\s(?:di\s?jual|tersedia\suntuk\sdibeli)
    | domain(?:\sini|\s[\w.-]{4,60})?\s(?:telah\s|sudah\s)?(?:di\s?jual|kedaluwarsa|kadaluarsa
        |habis\smasa|berakhir|terdaftar)
    | [\w-]{1,60}\.[a-z]{2,10}(?:\s|\W{1,3})(?:(?:is|has)\s)?
        (?:for\ssale|available\sfor\spurchase|expired)
    | domain\shas\sbeen\sregistered | sponsored\slistings\sdisplayed
    | inquire\sabout\sthis\sdomain | make\san\soffer\son\sthis\sdomain
    | generated\sby\sthe\sdomain\sowner | future\shome\sof | is\sfor\ssale\sat
    | beli\sdomain\sini | renew\s(?:this|your)\sdomain)\b"""
)
#: Firms that show a page for domains without one, by their hosts.
PARKING: Final = re.compile(
    r"\b(?:sedo(?:parking)?|parkingcrew|bodis(?:cdn)?|afternic|hugedomains|dan|above|parklogic|namebright"
    r"|domainmarket|undeveloped|cashparking|parking\.godaddy|voodoo|skenzo)\.(?:com|net)\b"
)
#: GoDaddy's page for such domains does no more than lead to this; others mark theirs for a firm
#: that lets advertisements through.
LANDER: Final = re.compile(r"location(?:\.href)?\s?=\s?[\"']/lander\b")
ADVERTISED: Final = "data-adblockkey"
#: What a server says that nobody has put a site on, or whose owner has not paid.
EMPTY: Final = ignoring_case(
    r"""\b(?:welcome\sto\s(?:nginx|openresty|caddy|centos) | apache2?\s(?:\w+\s)?default\spage
    | http\sserver\stest\spage | iis\swindows(?:\sserver)? | index\sof\s/(?=\s|$) | it\sworks!
    | account\s(?:has\sbeen\s)?suspended | (?:akun|situs|website)(?:\sini)?\s(?:telah\s|sedang\s)?
        (?:ditangguhkan|disuspend|belum\saktif) | default\sweb\s?(?:site|page)(?:\spage)?
    | hosting\sanda\s(?:sudah|telah)\saktif | no\sweb\s?site\s(?:is\s)?configured
    | (?:site|website)\snot\spublished | there\sis\sno\swebsite)"""
)
#: Related searches for sale are most of such a page.
RELATED: Final = ignoring_case(r"\b(?:related\s(?:searches|links)|pencarian\sterkait)\b")
CART: Final = ignoring_case(
    r"""\b(?:add\sto\s(?:cart|bag|basket)|(?:tambah(?:kan)?|masuk(?:kan)?)\ske\skeranjang|beli\ssekarang
    |buy\snow|shop\snow|checkout|keranjang(?:\sbelanja)?|view\scart)\b"""
)
PRICE: Final = re.compile(r"(?:\bRp\.?|\bIDR|[$€£])\s?\d")
SHOP_TYPES: Final = frozenset({"product", "store", "onlinestore", "offer", "aggregateoffer"})
#: Below these a shop has its goods, whose names in addresses are as long as headlines.
GOODS: Final = re.compile(
    r"/(?:products?|produk|shop|store|toko|item|catalog|katalog|collections)/[^/]", re.IGNORECASE
)
OUTLET_TYPES: Final = frozenset(
    {"organization", "newsmediaorganization", "website", "corporation", "periodical", "newspaper"}
)
#: What parts a title from the outlet's name.
TITLE_PARTS: Final = re.compile(r"\s[-|–—»:•]\s|\s?\|\s?")
#: Words of an outlet's name that many have: two names are one without them.
COMMON_WORDS: Final = frozenset(
    """harian koran surat kabar media portal berita news online com co id net org www dotcom tv
    situs resmi official""".split()
)
#: Many are named after their host: `Kertas.co.id`.
HOST_ENDING: Final = ignoring_case(rf"\.{TLD}\W*$")
MIN_NAME: Final = 4
#: So many links to articles of its own make a page one of news.
SOME_NEWS: Final = 3

#: The share of a front page's titles that sell where all of it does: a sound paper's has fewer,
#: whatever was smuggled in.
SOLD: Final = 0.6

Kind = Literal["parked", "empty", "shop", "gambling", "foreign"]


class Sign(NamedTuple):
    """What took a paper's place, and a sentence that gives the evidence."""

    kind: Kind
    evidence: str


class Outlet(NamedTuple):
    """How a paper is recognised: its name, its front page, and paths of articles that it had."""

    publisher: str
    home: str
    paths: frozenset[str] = frozenset()


class Fate(NamedTuple):
    """What became of a paper at an address, with the evidence in a sentence.

    `same`: it is there. `gone`: something else is. `moved`: the address led to another domain, of
    which nothing tells that it is the paper's.
    """

    word: Literal["same", "moved", "gone"]
    evidence: str


class Seen(NamedTuple):
    """What a reader sees of a page at first sight: each text once and on one line."""

    title: str
    description: str
    names: list[str]
    links: list[str]
    headings: list[str]
    prose: list[str]
    #: Addresses of articles of the page's own outlet.
    articles: list[str]
    types: frozenset[str]
    language: str | None


def fate_of(document: Document, outlet: Outlet) -> Fate:
    """Return what became of a paper, from the front page or the article that was answered."""
    seen = look(document)
    if sign := taken_over(document, seen):
        return Fate("gone", sign.evidence)
    if evidence := shows_outlet(document, outlet, seen):
        return Fate("same", evidence)
    if same_outlet(document.url, outlet.home):
        strange = is_foreign(seen)
        return Fate("gone", strange.evidence) if strange else Fate("same", "its own domain")
    host = urlsplit(document.url).hostname
    return Fate("moved", f"{host} does not tell that it is {outlet.publisher}: {tells(seen)}")


def taken_over(document: Document, seen: Seen | None = None) -> Sign | None:
    """Return what a page is instead of a paper's: parked, a shop, gambling …; None for a paper's.

    `seen`: what look() gave, where that was done already.
    """
    one = seen or look(document)
    return is_gambling(one) or is_vacant(document, one) or is_shop(one)


def look(document: Document) -> Seen:
    """Return what is seen of a page: one walk through it, as much as a front page has."""
    root, tagged = document.root, document.tagged
    meta = read_meta(tagged["meta"])
    objects = jsonld.read_objects(tagged["script"])
    title = next((text for one in tagged["title"] if (text := plain(one.text))), "")
    prose = [line(one) for one in islice(root.iter("p"), MAX_PARAGRAPHS)]
    links = [line(one) for one in tagged["a"][:MAX_TEXTS]]
    headings = [line(one) for one in document.headings[:MAX_TEXTS]]
    found = (absolute(document.url, one.get("href") or "") for one in tagged["a"][:MAX_TEXTS])
    own = (url for url in found if url and same_outlet(url, document.url))
    told = " ".join([title, *headings, *prose, *links])
    declared = declared_languages(root, None, meta)
    return Seen(
        title=title,
        description=next(iter((*meta.get("description", ()), *meta.get("og:description", ()))), ""),
        names=list(names_of(meta, objects, title)),
        links=unique(links),
        headings=unique(headings),
        prose=unique(prose),
        articles=list(
            dict.fromkeys(url for url in own if looks_like_article(url) and not GOODS.search(url))
        ),
        types=frozenset().union(*map(jsonld.types_of, objects), meta.get("og:type", ())),
        language=UNKNOWN
        if is_strange(told)
        else language_of_words(told) or next(iter(declared), None),
    )


def line(element: Any) -> str:
    """Return an element's text on one line, as far as a headline goes."""
    return clean(" ".join(islice(element.itertext(), 40))[:MAX_LENGTH])


def unique(texts: list[str]) -> list[str]:
    """Return the texts that are some, each once."""
    return list(dict.fromkeys(filter(None, texts)))


def names_of(
    meta: Mapping[str, list[str]], objects: list[Mapping[str, Any]], title: str
) -> Iterator[str]:
    """Yield what a page calls its outlet: in meta elements, JSON-LD, and the parts of its title."""
    for key in ("og:site_name", "application-name", "apple-mobile-web-app-title"):
        yield from meta.get(key, ())[:1]
    for one in objects:
        publisher = one.get("publisher")
        if isinstance(publisher, Mapping) and (name := plain(publisher.get("name"))):
            yield name
        if jsonld.types_of(one) & OUTLET_TYPES and (name := plain(one.get("name"))):
            yield name
    parts = TITLE_PARTS.split(title[:MAX_LENGTH])
    yield from (parts[-1], parts[0])


def is_gambling(seen: Seen) -> Sign | None:
    """Return the sign of a page that sells gambling: its title and its links say so."""
    titles = [text for text in unique([*seen.headings, *seen.links]) if len(text.split()) > 2]
    sold = [text for text in titles if pitched(text)]
    said = pitched(seen.title) or pitched(seen.description)
    many = len(sold) >= SOME_NEWS and len(sold) >= SOLD * len(titles)
    some = said and 5 * len(sold) >= len(titles)
    alone = said and len(seen.articles) < SOME_NEWS and advertised(seen.title, seen.prose)
    if not (many or some or alone):
        return None
    shown = next(iter([*([seen.title] if pitched(seen.title) else []), *sold]), seen.description)
    return Sign("gambling", f"the page sells gambling: {shown[:100]!r}")


def is_vacant(document: Document, seen: Seen) -> Sign | None:
    """Return the sign of a domain that is parked or for sale, or of a server without a site."""
    if len(seen.articles) >= SOME_NEWS or len(seen.prose) >= MAX_PARAGRAPHS // 2:
        return None
    titles = [seen.title, *seen.headings]
    texts = [*titles, seen.description, *seen.prose, *seen.links]
    body = document.root.find("body")
    if body is not None:
        texts.append(clean(" ".join(islice(body.itertext(), 200))[:2000]))
    if marker := next(filter(None, map(PARKED.search, texts)), None):
        return Sign("parked", f"the domain is parked: the page says {marker[0]!r}")
    if marker := next(filter(None, map(EMPTY.search, titles)), None):
        return Sign("empty", f"nobody's site is there: the page says {marker[0]!r}")
    if firm := parking_firm(document):
        return Sign("parked", f"the domain is parked: the page leads to {firm}")
    if any(map(RELATED.search, texts)) and not seen.prose:
        return Sign("parked", "the domain is parked: the page shows nothing but related searches")
    return None


def parking_firm(document: Document) -> str | None:
    """Return what tells in a page's code that a parking firm made it; None when nothing does."""
    if document.root.get(ADVERTISED):
        return ADVERTISED
    for element in islice(document.root.iter("script", "iframe", "a", "link", "form"), 200):
        address = element.get("src") or element.get("href") or element.get("action") or ""
        code = element.text or "" if element.tag == "script" else ""
        if told := PARKING.search(address[:MAX_LENGTH]) or LANDER.search(code[:MAX_LENGTH]):
            return str(told[0])
    return None


def is_shop(seen: Seen) -> Sign | None:
    """Return the sign of a shop: carts and prices, and no news."""
    if len(seen.articles) >= SOME_NEWS and not seen.types & SHOP_TYPES:
        return None
    texts = [*seen.headings, *seen.prose, *seen.links]
    carts = sum(bool(CART.search(text)) for text in texts)
    prices = sum(bool(PRICE.search(text)) for text in texts)
    typed = seen.types & SHOP_TYPES
    if carts and (prices >= SOME_NEWS or typed):
        what = f"type {min(typed)}" if typed else f"{prices} prices"
        return Sign("shop", f"the page is a shop: {what} and a cart")
    return None


def is_foreign(seen: Seen) -> Sign | None:
    """Return the sign of a page in a language that no paper of Indonesia is in."""
    primary = (seen.language or "id").partition("-")[0]
    if primary == "id" or primary in NEIGHBOURS:
        return None
    return Sign("foreign", f"another site stands there, in language {primary}: {tells(seen)}")


def shows_outlet(document: Document, outlet: Outlet, seen: Seen | None = None) -> str | None:
    """Return by what a page shows that it is that outlet's; None when nothing tells.

    By the same article paths; or by the outlet's name (in `og:site_name`, title or JSON-LD) beside
    news in Indonesian: the name alone may be all that is left.
    """
    one = seen or look(document)
    path = urlsplit(document.url).path.rstrip("/")
    kept = [url for url in one.articles if urlsplit(url).path.rstrip("/") in outlet.paths]
    if path and path in outlet.paths and is_news(one):
        return f"the article is there under its old path {path}"
    if len(kept) >= 2:
        return f"{len(kept)} of its articles are there under their old paths"
    return None if is_foreign(one) else shows_name(document, outlet, one)


def shows_name(document: Document, outlet: Outlet, seen: Seen) -> str | None:
    """Return where a page has the outlet's name; None when nowhere."""
    word, before = host_word(document.url), host_word(outlet.home)
    called = match_key(outlet.publisher) in map(match_key, seen.names)  # be it `RRI`
    if called and (word in before or before in word):
        return f"it calls itself {outlet.publisher!r}, and its host's name {word} has {before}'s"
    if not is_news(seen):
        return None
    named = next((name for name in seen.names if same_name(name, outlet)), None)
    if named:
        return f"it calls itself {named[:80]!r}, with news in Indonesian"
    if word == before and len(word) > MIN_NAME and not region_of_place(word):
        return f"its host is named {word} as before, with news in Indonesian"
    return None


def is_news(seen: Seen) -> bool:
    """Return whether a page is an article, or links several of its own."""
    typed = {one.lower() for one in seen.types} & {"article", "newsarticle", "reportagenewsarticle"}
    return bool(typed) or len(seen.articles) >= SOME_NEWS


def same_name(name: str, outlet: Outlet) -> bool:
    """Return whether a name is an outlet's.

    `FAJAR.CO.ID` is Harian Fajar; `Kaltim` is not Koran Kaltim.
    """
    name = HOST_ENDING.sub("", name[:MAX_LENGTH])
    own = {match_key(HOST_ENDING.sub("", outlet.publisher)), host_word(outlet.home)}
    if len(match_key(name)) >= MIN_NAME and match_key(name) in own:
        return True
    short, theirs = bare_name(outlet.publisher), bare_name(name)
    return short == theirs and len(short) >= MIN_NAME and not region_of_place(short)


def bare_name(name: str) -> str:
    """Return a name without the words that many outlets' names have, as one word."""
    words = re.findall(r"[^\W_]+", name.lower())
    return "".join(word for word in words if word not in COMMON_WORDS)


def tells(seen: Seen) -> str:
    """Return what a page calls itself, for a sentence."""
    return repr((seen.title or next(iter(seen.headings), "") or "no title")[:100])
