"""Rejects pages that are no article: by what they declare, their words, or their shape."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.extraction.body.container import alike
from newscrawl.extraction.context import Page
from newscrawl.extraction.line_patterns import SENTENCE_END, TAIL
from newscrawl.extraction.line_wording import told_by
from newscrawl.page.declared import Metadata
from newscrawl.page.error_titles import error_page_kind, speaks_of_page, tells_of_missing
from newscrawl.page.errors import NotAnArticle
from newscrawl.page.hiding import is_hidden
from newscrawl.page.lines import Line
from newscrawl.page.roles import element_role
from newscrawl.text import clean, word_count

#: Classes that WordPress gives `<body>`, and what they say.
BODY_CLASSES: Final = {
    "error404": "not found",
    "search-results": "search",
    "search-no-results": "search",
    "tag": "tag",
    "category": "listing",
    "archive": "listing",
    "home": "listing",
    "blog": "listing",
}
ARTICLE_CLASSES: Final = frozenset({"single", "single-post", "postid", "item-view", "item"})
SEARCH_KEYS: Final = frozenset({"s", "q", "query", "keyword", "search"})
#: Front pages and indexes, whatever their og:type claims.
NEVER: Final = re.compile(r"^/?$|^/(?:indeks?|search|cari)/?$")
FEEDS: Final = frozenset({"rss", "feed", "urlset", "sitemapindex", "rdf"})
PATHS: Final = (
    ("tag", re.compile(r"^/(?:tags?|topik|topics?|tagar)/[^/]+/?(?:(?:page|p)?/?\d+/?)?$")),
    ("search", re.compile(r"^/(?:search|cari|pencarian)(?:/|$)")),
    (
        "listing",
        re.compile(
            r"^/(?:(?:category|kategori|indeks?|author|penulis|kanal|channel)(?:/[^/]+)*)?/?$"
        ),
    ),
)
#: Links as long as a headline.
HEADLINE: Final = etree.XPath("(.//a[string-length(normalize-space()) > 25])[1]")
#: A text of so many words is a story, whatever else its page says.
STORY: Final = 100
#: Lines below the headline among which a page would say that its story is gone.
NEAR: Final = 12
#: So many captions make a photo story.
ALBUM: Final = 2
CUT: Final = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W*$")


def reject_by_declaration(page: Page) -> None:
    """Raise NotAnArticle for a page that says it is a list, and nowhere that it is an article."""
    document, data = page.document, page.data
    body = document.root.find("body")
    if body is not None and len(body) and body[0].tag in FEEDS:
        raise NotAnArticle("feed")
    classes = set((body.get("class") or "").lower().split()) if body is not None else set()
    if "error404" in classes:
        raise NotAnArticle("not found")
    parts = urlsplit(document.url)
    if parts.netloc and NEVER.match(parts.path.lower()) and not parts.query:
        raise NotAnArticle("listing")
    if (
        says_article(data)
        or classes & ARTICLE_CLASSES
        or any(c.startswith("postid") for c in classes)
    ):
        return
    for name, reason in BODY_CLASSES.items():
        if name in classes:
            raise NotAnArticle(reason)
    for reason in reasons_of(parts):
        raise NotAnArticle(reason)


def says_article(data: Metadata) -> bool:
    """Return whether anything on the page says that it is one story."""
    kind = (data.first("og:type") or "").lower()
    return (
        bool(data.article or data.embedded or data.first("article:published_time"))
        or kind == "article"
    )


def reasons_of(parts: SplitResult) -> Iterator[str]:
    """Yield why an address cannot be an article's."""
    for reason, pattern in PATHS:
        # A front page with ?p=123 is WordPress's plain form of an article's address.
        if pattern.match(parts.path.lower()) and not (parts.path in ("", "/") and parts.query):
            yield reason
    if any(key in SEARCH_KEYS and value for key, value in parse_qsl(parts.query[:500])):
        yield "search"


def reject_error_page(page: Page) -> None:
    """Raise NotAnArticle for the page of a filter, of a broken server, or of a missing story."""
    tagged, article = page.document.tagged, says_article(page.data)
    for element in [*tagged["title"], *tagged["h1"], *tagged["h2"]][:6]:
        text = clean(" ".join(element.itertext())[:300])
        said = error_page_kind(text, article=article)
        if said and not is_hidden(element):
            raise NotAnArticle(said)


def has_words(paragraphs: Iterable[str], number: int) -> bool:
    """Return whether a text has so many words; no more of it is counted."""
    for paragraph in paragraphs:
        number -= paragraph.count(" ") + 1
        if number <= 0:
            return True
    return False


def refuse_missing(page: Page, headline: str, paragraphs: Iterable[str]) -> None:
    """Raise NotAnArticle where a page says that its story is gone, and tells hardly anything.

    Takes the headline and the text that were read. Such a page may keep all else of the story's
    template, even the headline; a story about what was deleted says more.
    """
    if has_words(paragraphs, STORY):
        return
    first = page.span.headline or 0
    near = page.lines[first : first + NEAR]
    told = any(tells_of_missing(n.text) and not (n.linked or is_hidden(n.block)) for n in near)
    if told or tells_of_missing(headline):
        raise NotAnArticle("not found")


def refuse_notice(headline: str, paragraphs: Iterable[str], *, dated: bool) -> None:
    """Raise NotAnArticle for a few words to the reader under no date, or under a notice's title.

    Takes the headline, a text too short to be known for a story, and whether the page has a date.
    Pages of logins, of a broken database, of a domain that nobody paid for have no other mark.
    """
    said = error_page_kind(headline)
    if (said or not dated) and any(map(speaks_of_page, paragraphs)):
        raise NotAnArticle(said or "error page")


def refuse_photo_story(page: Page) -> None:
    """Raise NotAnArticle for a page without text that prints pictures with their captions."""
    first = page.span.headline or 0
    if sum(is_captioned(line.block) for line in page.lines[first:]) >= ALBUM:
        raise NotAnArticle("photo story")


def is_captioned(block: HtmlElement) -> bool:
    """Return whether a block is or stands in what is named a caption or a gallery."""
    around = (block, *islice(block.iterancestors(), 4))
    return any(e.tag == "figcaption" or element_role(e) == "photo_caption" for e in around)


def reject_listing(lines: Iterable[Line]) -> None:
    """Raise NotAnArticle when the text is the teasers of several stories.

    Their mark: each, from the first on, stands below its own linked headline, or is cut off in
    mid sentence. Links that `Baca juga` announces stand among real paragraphs: they do not count.
    """
    led: list[bool] = []
    texts: list[str] = []
    words = 0
    headed = False
    before: Line | None = None
    for line in lines:
        size = line.printed.count(" ") + 1
        if line.label == "body" and not line.place.heading and size > 4:
            led.append(headed)
            texts.append(line.printed)
            words += size
            headed, before = False, None
        else:
            headed = line.linked_letters > 15 and not (
                line.role or told_by(line) or (before is not None and told_by(before))
            )
            before = line
    if len(led) < 3 or words > 60 * len(led):
        return
    cut = sum(map(is_cut, texts))
    if (led[0] and sum(led) >= 0.6 * len(led)) or cut >= 0.6 * len(led):
        raise NotAnArticle("listing")


def is_cut(text: str) -> bool:
    """Return whether a text is cut off in mid sentence."""
    tail = text[-TAIL:]
    return ("…" in tail or "..." in tail) and CUT.search(tail) is not None


def reject_teaser(
    paragraphs: Sequence[str], container: HtmlElement | None, *, closed: bool
) -> None:
    """Raise NotAnArticle when what is printed is too little to be a story.

    Takes the paragraphs, the element they stand in, and whether a line asked to subscribe.
    Flash news and photo stories are short too, but they end their sentences and stand alone.
    """
    words, whole = 0, False
    for paragraph in paragraphs:
        size = word_count(paragraph)
        words += size
        whole = whole or size >= 25 or (size >= 6 and bool(SENTENCE_END.search(paragraph[-8:])))
        if whole and words >= 40:
            return
    if not whole:
        raise NotAnArticle("no body")
    if closed or is_cut(paragraphs[-1]):
        raise NotAnArticle("teaser")
    if container is not None and one_of_many(container):
        raise NotAnArticle("listing")


def one_of_many(element: HtmlElement) -> bool:
    """Return whether an element has like siblings, each with the linked headline of a story."""
    node = element
    for _ in range(5):
        parent = node.getparent()
        if parent is None or parent.tag == "html":
            return False
        like = (child for child in islice(parent, 60) if alike(child, node))
        if sum(len(HEADLINE(child)) for child in islice(like, 12)) >= 3:
            return True
        node = parent
    return False
