"""Finds the next page of a listing: by a link that says so, or by the next number."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newscrawl.discovery.listing.anchors import Anchor, base_of, short_text
from newscrawl.page.document import Document
from newscrawl.urls import absolute, looks_like_article, same_outlet, url_date
from newscrawl.urls.words import EXTENSION

NEXT_WORDS = re.compile(
    r"next(?: page| posts?)?|(?:halaman |laman |berita |artikel |pos )?"
    r"(?:selanjutnya|berikut(?:nya)?)|older(?: posts?| entries| articles?)?"
    r"|(?:postingan|entri|pos|tulisan|artikel|berita)(?: yang)?(?: lebih)? lama|lebih lama|lanjut",
    re.IGNORECASE,
)
#: `Sebelumnya` is the older page or the one before: the address tells, which must count up.
OLDER_WORDS = re.compile(
    r"(?:(?:halaman|laman|berita|artikel|pos|post|postingan|tulisan|kiriman|entri) )?sebelumnya"
    r"|prev(?:ious)?(?: (?:page|posts?|entries|articles?))?",
    re.IGNORECASE,
)
MORE_WORDS = re.compile(
    r"load more|show more|more(?: news)?|(?:muat|lihat|tampilkan)? ?(?:berita |artikel )?"
    r"(?:lain(?:nya)?|lebih banyak|lagi)",
    re.IGNORECASE,
)
ARROWS = "›»→>≫❯▸▶"
BACK_ARROWS = "‹«←<≪❮◂◀"
NEXT_CLASS = re.compile(
    r"(?:^|\s)(?:next|nextpostslink|pagination-next|blog-pager-older-link|older-posts?|"
    r"[\w-]*(?:pag(?:e|er|ing|ination|inasi)|nav)[\w-]*[_-]next(?:[_-]link)?)(?:\s|$)",
    re.IGNORECASE,
)
CURRENT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:active|aktif|current|selected)(?:$|[\s_-])", re.IGNORECASE
)
#: Where a listing's address carries the number of its page, or how many articles go before.
PAGE_NUMBER = re.compile(
    r"/(?:page|halaman|laman|hal|hlm|p)[/_-]?(\d{1,5})(?:\.html?)?(?=/?$|/?\?)"
    r"|[?&](?:page|pages|paged|page_?(?:no|num|number)|halaman|laman|hal|hlm|p|pg|pn|per_page"
    r"|start|offset|limitstart|from|skip|mulai)=(\d{1,6})(?=&|$)"
    r"|/(?:index|indeks)[_-]?(\d{1,5})(?:\.(?:html?|php))?(?=/?$|/?\?)"
    r"|[/_](\d{1,5})(?:\.html?)?/?$",
    re.IGNORECASE,
)
#: The first of `index.html`, `index2.html` …
FRONT = re.compile(r"(?:^|/)index$")
#: Of a calendar, or of a page that is nothing but numbers, no more than this is looked at.
NUMBERS = 400


def next_page(document: Document, found: list[Anchor], articles: set[str]) -> str | None:
    """Return the address of the page that follows in the same listing, None at its end."""
    listing = _Listing(document.url, articles)
    numbered = [(int(text), anchor) for anchor, text in _numbers(found)]
    pager = listing.numbers(numbered)
    # `?start=20` is the third page, and with Drupal `?page=1` is the second.
    as_shown = not pager or any(shown == number for shown, number, _ in pager)
    following = _by_number(numbered, listing.number if as_shown else None)
    following += _by_number(numbered, _current(numbered))
    if not as_shown and listing.number:
        ahead = [(number, raw) for _, number, raw in pager if number > listing.number]
        following += [raw for _, raw in sorted(ahead)[:1]]
    following += _by_number(numbered, 1)
    for raw in (*_by_relation(document), *following, *_by_words(found)):
        if listing.goes_on(raw):
            return raw
    return next((raw for raw in _by_more(found) if listing.goes_on(raw)), None)


class _Listing:
    """The listing that a page belongs to, by its address."""

    def __init__(self, url: str, articles: set[str]) -> None:
        self.url, self.articles = url, articles
        self.stem, self.number = _taken_apart(url)

    def goes_on(self, raw: str) -> bool:
        """Return whether an address is a later page of this listing."""
        if not same_outlet(raw, self.url) or raw.rstrip("/") == self.url.rstrip("/"):
            return False
        if raw in self.articles or ("?" not in raw and looks_like_article(raw)):
            return False
        stem, number = _taken_apart(raw)
        if number is None:
            older = "updated-max=" in raw and "reverse-paginate" not in raw  # Blogger
            return older and _same_listing(stem, self.stem)
        return _same_listing(stem, self.stem) and (stem != self.stem or number > (self.number or 0))

    def numbers(self, numbered: list[tuple[int, Anchor]]) -> list[tuple[int, int, str]]:
        """Return the pager's links within this listing: as shown, as in the address, address."""
        told = [(shown, *_taken_apart(link.raw), link.raw) for shown, link in numbered]
        return [
            (shown, number, raw)
            for shown, stem, number, raw in told
            if stem == self.stem and number is not None
        ]


def _taken_apart(url: str) -> tuple[str, int | None]:
    """Return an address without the number of its page, and that number."""
    plain, number = url.partition("?")[0] if "updated-max=" in url else url, None
    found = PAGE_NUMBER.search(plain)
    if found and not (url_date(url) and _ends_in_day(plain)):
        number = int(next(group for group in found.groups() if group))
        plain = plain[: found.start()] + plain[found.end() :]
    parts = urlsplit(plain)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    return f"{host}/{FRONT.sub('', EXTENSION.sub('', parts.path.strip('/')))}", number


def _ends_in_day(url: str) -> bool:
    """Return whether the last number of an address is a day: /indeks/2016/02/15."""
    return bool(re.search(r"/\d{4}/\d{1,2}/\d{1,2}/?$|/\d{1,2}/\d{1,2}/\d{4}/?$", url))


def _same_listing(stem: str, own: str) -> bool:
    """Return whether two listings are one: equal, or one below the other on the same host.

    Home pages go on under a name of their own: `/more/0/14`, `/indeks?page=2`.
    """
    host, _, path = own.partition("/")
    if not path:
        return stem.partition("/")[0] == host
    return stem == own or stem.startswith(own + "/")


def _numbers(found: list[Anchor]) -> Iterator[tuple[Anchor, str]]:
    """Yield the links whose text is a number, as the links of a pager are."""
    left = NUMBERS
    for anchor in found:
        if len(anchor.element) <= 2 and (text := short_text(anchor.element)).isdecimal():
            if len(text) > 4 or not left:
                continue
            left -= 1
            yield anchor, text


def _current(numbered: list[tuple[int, Anchor]]) -> int | None:
    """Return the number that a pager marks as the one shown: marked, or the one without a link."""
    linked = {anchor.element for _, anchor in numbered}
    for number, anchor in numbered:
        element, parent = anchor.element, anchor.element.getparent()
        if _marked(element) or (parent is not None and parent.tag == "li" and _marked(parent)):
            return number
        for neighbour in _neighbours(element):
            text = short_text(neighbour) if neighbour not in linked else ""
            inner = neighbour.find(".//a[@href]") if text else None
            if text.isdecimal() and len(text) <= 4 and inner is None:
                return int(text)
    return None


def _neighbours(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what stands right before and after a link, or the list item it fills."""
    parent = element.getparent()
    around = parent if parent is not None and parent.tag == "li" else element
    for neighbour in (around.getprevious(), around.getnext()):
        if neighbour is not None and isinstance(neighbour.tag, str):
            yield neighbour


def _marked(element: HtmlElement) -> bool:
    return element.get("aria-current") is not None or bool(
        CURRENT_CLASS.search((element.get("class") or "")[:200])
    )


def _by_relation(document: Document) -> Iterator[str]:
    base = base_of(document)
    for element in document.root.iter("link", "a"):
        if "next" in (element.get("rel") or "").lower().split():
            url = absolute(base, element.get("href") or "")
            if url:
                yield url


def _by_number(numbered: list[tuple[int, Anchor]], current: int | None) -> list[str]:
    return [anchor.raw for number, anchor in numbered if current and number == current + 1]


def _by_words(found: list[Anchor]) -> Iterator[str]:
    for anchor in found:
        element = anchor.element
        parent = element.getparent()
        names = [element.get("class"), element.get("id")]
        if parent is not None and parent.tag == "li":
            names.append(parent.get("class"))
        texts = (short_text(element), element.get("aria-label"), element.get("title"))
        if any(_says_next(text or "") for text in texts) or NEXT_CLASS.search(
            " ".join(name[:200] for name in names if name)
        ):
            yield anchor.raw


def _says_next(text: str) -> bool:
    """Return whether a link's text says that it goes on: `Next`, `Berikutnya »`, `›`."""
    text = " ".join(text.split())
    if not text or len(text) > 40:
        return False
    words = text.strip(ARROWS + BACK_ARROWS + " .-–")
    if not words:
        return text[-1] in ARROWS
    return bool(NEXT_WORDS.fullmatch(words) or OLDER_WORDS.fullmatch(words))


def _by_more(found: list[Anchor]) -> Iterator[str]:
    for anchor in found:
        text = short_text(anchor.element)
        if 0 < len(text) <= 40 and MORE_WORDS.fullmatch(text.strip(" .…»›>+")):
            yield anchor.raw
