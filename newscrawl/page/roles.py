"""Tells the role of an element (byline, share box, related links …) from its class and id."""

import re
from collections.abc import Container, Iterable
from typing import Final

from lxml.html import HtmlElement

from newscrawl.page.labels import Label


def naming(words: str) -> re.Pattern[str]:
    """Return a pattern that finds one of the words as a whole part of a class name or id."""
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.VERBOSE)


#: Words that tell what a block is for, whoever built the template; the first match counts.
PURPOSES: Final[tuple[tuple[Label, re.Pattern[str]], ...]] = (
    (
        "share",
        naming(
            r"""shar(?:e|er|ing)s? | share[a-z]{0,8} | social | sosmed | socmed | addthis | a2a
            | follow | whatsapp | gnews | google-?news | bagikan"""
        ),
    ),
    (
        "related",
        naming(
            r"""relate | related[a-z]{0,8} | terkait | baca | baca-?juga | lihat-?juga
            | simak | recomm?end[a-z]{0,6} | rekomendasi | read-?(?:also|other|more|too)
            | populer | popular | terpopuler | trending | most-?[a-z]{3,8} | inline-?related
            | artikel-?lain | beritalain | outstream | taboola | outbrain | mgid"""
        ),
    ),
    (
        "ad",
        naming(
            r"""ads?\d{0,3} | advert[a-z]* | adv | iklan | adsense | adsbygoogle | div-gpt-ad
            | td-a-rec[a-z-]* | banner | sponsor[a-z]* | promo | gpt | dfp | parallax[a-z]*
            | billboard | newsletter | mailchimp | mc4wp[a-z-]* | berlangganan | langganan
            | subscribe | subscription | paywall | cta | call-to-action
            | donat(?:e|ion)[a-z]{0,4} | donasi | polling | poll | quiz"""
        ),
    ),
    (
        "comment",
        naming(
            r"comments?[a-z]{0,8} | komentar[a-z]{0,8} | tanggapan | disqus | respond | fb-comments"
        ),
    ),
    ("tags", naming(r"tags? | taglist | tagcloud | tag-?links | topics? | topik | keywords?")),
    (
        "photo_caption",
        naming(
            r"""[a-z]{0,8}-?galler(?:y|ies)[a-z]{0,8} | galeri[a-z-]{0,8} | slideshow
            | [a-z]{0,6}captions? | caption-?[a-z]{0,6} | wp-caption[a-z-]*
            | photo-?credit | credit-?(?:foto|photo) | (?:img|image|pic|foto)-?desc"""
        ),
    ),
    (
        "pagination",
        naming(
            r"""pag(?:ing|ination|inate|er|enavi)(?!-content) | page-?(?:links|number|nav)
            | halaman | nextpage"""
        ),
    ),
    (
        "byline",
        naming(
            r"""(?:[a-z]{1,4}-)?author-?(?:box|boxes|bio|info|card|desc|area|section|profile|wrap)
            | about-?author | (?:tentang|profil|info|bio)-?penulis | saboxplugin[a-z-]* | m-a-box
            | pp-multiple-authors[a-z-]* | penulis | byline | reporter"""
        ),
    ),
    (
        "nav",
        naming(
            r"""ringkasan | summary | intisari | ten-?second | tensecond | key-?points?
            | highlights? | breadcrumbs? | sidebar | widget | navigation | menu | navbar | footer
            | h?review-?(?:box|score|summary|total|item|stars?|wrap)? | rating[a-z-]* | rating-?box
            | toolbar | modal | popup | sr-only | screen-reader-text | visually-hidden | skip-link
            | toc | table-of-contents | ez-toc"""
        ),
    ),
    # Posts of other networks set into the text are no text of the paper.
    (
        "nav",
        re.compile(r"twitter-|instagram-media|tiktok-embed|fb-post|fb-video|embed-?tweet|wp-embed"),
    ),
)
#: Elements without text of a story, unless they hold most of it.
APART: Final = frozenset({"aside", "form"})
#: Longer names than this are no names; pages repeat theirs, so what they tell is remembered.
MAX_NAMES: Final = 400
REMEMBERED: Final = 20_000

_known: dict[str, Label | None] = {}


def element_role(element: HtmlElement) -> Label | None:
    """Return what the class and id of an element say it is for, when they say it."""
    classes, own = element.get("class"), element.get("id")
    names = classes if not own else f"{classes} {own}" if classes else own
    return purpose_of(names) if names and len(names) <= MAX_NAMES else None


def purpose_of(names: str) -> Label | None:
    """Return the purpose that class names tell."""
    if names in _known:
        return _known[names]
    lowered = names.lower()
    found = next((label for label, pattern in PURPOSES if pattern.search(lowered)), None)
    if len(_known) >= REMEMBERED:
        _known.clear()
    _known[names] = found
    return found


def roles_of(blocks: Iterable[HtmlElement], spared: Container[HtmlElement]) -> list[Label | None]:
    """Return for each block what the names around it say that it is for, the outermost first.

    What the elements that are `spared` are called says nothing: they hold the story, or more.
    """
    known: dict[HtmlElement, Label | None] = {}
    found = []
    for block in blocks:
        path: list[HtmlElement] = []
        node: HtmlElement | None = block
        while node is not None and node not in known:
            path.append(node)
            node = node.getparent()
        role = None if node is None else known[node]
        for element in reversed(path):
            if role is None and element not in spared:
                role = element_role(element) or ("nav" if element.tag in APART else None)
            known[element] = role
        found.append(role)
    return found
