"""Makes the one form of an article's address, and its id.

The canonical form keeps scheme, `www.`, the case of the path and its closing slash, because the
address must still be one that can be fetched, without a redirect. The id goes further: http and
https, with and without `www.` or the slash, are one article.
"""

import hashlib
import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, quote_plus

from newscrawl.urls.host import SECOND_LEVELS, clean_host, split
from newscrawl.urls.words import IDENTIFIER, SECTION_WORDS, is_slug

#: Ids by the thousand stand as keys: a set of them takes five times the memory.
Ids = dict[str, None]
DEFAULT_PORTS = {"http": 80, "https": 443}
#: Hosts of the same paper for telephones: the page on the full host is the article.
TWIN_HOSTS = ("m.", "amp.", "mobile.", "wap.")
#: Parameters that say where the reader came from, or how the page is to look: never what it is.
TRACKING = re.compile(
    r"""utm_\w+ | hsa_\w+ | mc_[ce]id | at_\w+ | wp_\w+ | tag_?from | [gdm]clid | gclsrc | fbclid
    | msclkid | yclid | twclid | ttclid | [gw]braid | igsh(?:id)? | _ga | _gl | _hs(?:enc|mi)
    | ref | refs | ref_\w+ | referr?er | source | src | from | via | share | share_id | spm | xtor
    | n_?cid | cmpid | fb_\w+ | si | soc_\w+ | __twitter_impression | nocache | cb | replytocom
    | usqp | aoh | snt | amp_\w+ | amp | nonamp | noamp | output(?:type)? | print | single
    | showpage | page\d+""",
    re.VERBOSE | re.IGNORECASE,
)
#: Parameters that name a page of a longer text; on a listing they are the listing's own.
PAGES = re.compile(r"page|halaman|hal|pages|paged|pg", re.IGNORECASE)
#: detik and others hang bare words on their links (`?n992204australia`, `?nd771104bcj`).
BARE_WORD = re.compile(r"[A-Za-z0-9_]+")
AMP_EXTENSION = re.compile(r"(?<=.)\.amp(?=\.html?$|$)", re.IGNORECASE)
AMP_SEGMENTS = frozenset({"amp", "amp.html"})
PRINT_SEGMENTS = frozenset({"print", "cetak"})
YEAR = re.compile(r"(?:19[89]|20\d)\d")
ENCODED = re.compile("%[0-9A-Fa-f]{2}")
LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")


# A link is looked at several times in a row: is it one, whose twin is it, what is its id.
@lru_cache(maxsize=1024)
def canonical_url(url: str) -> str:
    """Return the one form of an article's address: no AMP, pages, tracking, `m.`, or fragment.

    Meant for articles: of a listing it may take the number of the page away. What is no http(s)
    address comes back as it is.
    """
    url = url.strip()
    for _ in range(8):  # taking one thing away can bare another: `/slug/amp/2`
        simpler = _simplify(url)
        if simpler == url:
            break
        url = simpler
    return url


@lru_cache(maxsize=1024)  # so that all who note an id keep one string
def article_id(canonical: str) -> str:
    """Return 20 hex digits that name an article, the same for all its twins."""
    key = canonical_url(canonical).partition("://")[2] or canonical.strip()
    path, mark, query = key.removeprefix("www.").partition("?")
    key = path.rstrip("/") + mark + query
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:20]


def without_tracking(url: str) -> str:
    """Return the address without the parameters that only say where a reader came from."""
    address, mark, query = url.partition("?")
    if not mark:
        return url
    kept = [part for part in query.split("&") if not TRACKING.fullmatch(part.partition("=")[0])]
    return f"{address}?{'&'.join(kept)}" if kept and kept != [""] else address


def _simplify(url: str) -> str:
    parts = split(url)
    if parts is None:
        return url
    scheme, host = parts.scheme or "https", _full_host(clean_host(parts))
    path = _encode(parts.path)
    segments = [part for part in path.split("/") if part]
    segments = _without_pages(_without_print(_without_amp(segments)))
    query = _clean_query(parts.query, segments)
    port = "" if parts.port in (None, DEFAULT_PORTS.get(scheme)) else f":{parts.port}"
    host = f"[{host}]" if ":" in host else host
    slash = "/" if segments and path.endswith("/") else ""
    return f"{scheme}://{host}{port}/{'/'.join(segments)}{slash}" + (f"?{query}" if query else "")


def _full_host(host: str) -> str:
    """Return the host without a leading `m.` or `amp.`, unless only `co.id` would be left."""
    for twin in TWIN_HOSTS:
        rest = host.removeprefix(twin)
        first, _, last = rest.partition(".")
        public = "." not in last and len(last) == 2 and first in SECOND_LEVELS
        if rest != host and first and last and not public and not last.replace(".", "").isdigit():
            return rest
    return host


def _encode(path: str) -> str:
    """Return the path in its one percent-encoding: capitals, and no more of it than is needed."""
    path = LONE_PERCENT.sub("%25", path)
    path = ENCODED.sub(_decode_needless, path)
    return quote(path, safe="/%:@!$&'()*+,;=~", errors="replace")


def _decode_needless(found: re.Match[str]) -> str:
    character = chr(int(found[0][1:], 16))
    return character if character in UNRESERVED else found[0].upper()


def _without_amp(segments: list[str]) -> list[str]:
    kept = [
        part
        for before, part in zip(("", *segments), segments, strict=False)
        if part.lower() not in AMP_SEGMENTS or before.lower() in SECTION_WORDS
    ]
    if not kept:
        return segments
    if len(kept) == 2 < len(segments) and kept[0].isdigit() and not YEAR.fullmatch(kept[0]):
        kept.insert(0, "read")  # the CMS of Disway: /amp/{id}/slug is /read/{id}/slug
    kept[-1] = AMP_EXTENSION.sub("", kept[-1])
    return kept


def _without_print(segments: list[str]) -> list[str]:
    """Drop `/print/…`, `…/print`, and Kompas's second addresses: `/copy/2023/…`, `/read/xml/…`."""
    for place in (0, -1):
        rest = segments[1:] if place == 0 else segments[:-1]
        if rest and segments[place].lower() in PRINT_SEGMENTS and is_slug(rest[-1]):
            return rest
    if len(segments) > 3:
        if segments[0] == "copy" and YEAR.fullmatch(segments[1]):
            return ["read", *segments[1:]]
        if segments[:2] == ["read", "xml"] and YEAR.fullmatch(segments[2]):
            return ["read", *segments[2:]]
    return segments


def _without_pages(segments: list[str]) -> list[str]:
    """Drop a page's number, or `all`, behind a slug; a tag's or author's list keeps its number."""
    while (
        len(segments) > 1
        and (segments[-1] == "all" or re.fullmatch(r"\d{1,2}", segments[-1]))
        and is_slug(segments[-2])
        and SECTION_WORDS.isdisjoint([part.lower() for part in segments])
    ):
        segments = segments[:-1]
    return segments


def _clean_query(query: str, segments: list[str]) -> str:
    if not query:
        return ""
    last = segments[-1] if segments else ""
    article = is_slug(last) or bool(IDENTIFIER.search(last)) or last.endswith((".html", ".htm"))
    bare_is_junk = bool(segments) and not last.endswith(".php")
    kept = []
    for key, value in parse_qsl(query, keep_blank_values=True):
        if (
            TRACKING.fullmatch(key)
            or (PAGES.fullmatch(key) and (article or value == "all"))
            or (key in ("m", "mobile") and value in ("", "0", "1"))
            or (not value and (not key or (bare_is_junk and BARE_WORD.fullmatch(key))))
        ):
            continue
        name = quote_plus(key, errors="replace")
        kept.append(f"{name}={quote_plus(value, errors='replace')}" if value else name)
    return "&".join(sorted(kept))
