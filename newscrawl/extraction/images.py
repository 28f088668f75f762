"""Reads the pictures of an article, and their captions from the lines around them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from newscrawl.extraction.context import Page
from newscrawl.items import Image, Layer
from newscrawl.page.css import select
from newscrawl.page.declared import plain
from newscrawl.page.lines import Line
from newscrawl.text import in_lower_case, match_key
from newscrawl.urls import absolute

#: Where lazy templates keep the real address, best first.
ADDRESSES: Final = ("data-src", "data-original", "data-lazy-src", "data-cfsrc", "data-img", "src")
#: Pictures that belong to the page, not to the story.
DECORATION: Final = in_lower_case(
    "logo|icon|avatar|gravatar|spacer|blank|pixel|loading|placeholder|emoji|button|banner|/ads?/|1x1"
)
#: Pictures that a paper shares for every page that has none of its own.
SHARED: Final = re.compile(
    r"(?:^|[^a-z])(?:default|share[dr]?|sosmed|no-?(?:image|img|foto|photo|pict?(?:ture)?)|noimage"
    r"|og-?image|og-?default|brand|header|favicon|cover-?default|apple-touch)(?![a-z])",
    re.IGNORECASE,
)
CAPTIONED: Final = frozenset({"photo_caption", "body", "dateline"})


def address(image: HtmlElement, base: str) -> str | None:
    """Return the absolute address of an <img>, or None when it is decoration."""
    for name in ADDRESSES:
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return None if tiny(image) else of_story(value, base)
    behind = image.getnext()
    if behind is not None and behind.tag == "noscript":  # the picture, for lazy ones' sake
        told = next(behind.iter("img"), None)
        value = "" if told is None else (told.get("src") or "").strip()
        return of_story(value, base) if value and not value.startswith("data:") else None
    return None


def of_story(value: str, base: str) -> str | None:
    """Return a picture's address made absolute, or None when its name is that of decoration."""
    whole = absolute(base, value)
    return None if whole is None or DECORATION.search(value.rsplit("?", 1)[0].lower()) else whole


def tiny(image: HtmlElement) -> bool:
    """Return whether an <img> says itself that it is too small for a photograph."""
    return any(
        (size := image.get(name) or "").isdecimal() and int(size[:6]) < 90
        for name in ("width", "height")
    )


def images_of(lines: Sequence[Line], base: str) -> list[Image]:
    """Return the pictures that stand among the lines, each once, with the caption below it."""
    images: dict[str, Image] = {}
    for line, below in zip_longest(lines, lines[1:]):
        own = line.printed if line.label == "photo_caption" else None
        told = below is not None and below.label == "photo_caption" and not below.above
        under = below.printed if below is not None and told else None
        pictures: list[tuple[HtmlElement, str | None]]
        pictures = [(picture, own if picture is line.above[-1] else None) for picture in line.above]
        if line.label in CAPTIONED:
            pictures += [(picture, own or under) for picture in line.pictures]
        for element, caption in pictures:
            url = address(element, base)
            if url and (url not in images or images[url].caption is None):
                images[url] = Image(url, caption)
    return list(images.values())


def declared(page: Page) -> tuple[list[Image], Layer]:
    """Return the picture that the page tells machines is the article's, and the layer.

    For pages whose text shows none. The paper's own word counts first, what it gives to share last.
    """
    base, data = page.document.url, page.data
    for found in select(page.document, page.rules.image):
        url = address(found, base) if isinstance(found, HtmlElement) else of_story(found, base)
        if url:
            return [Image(url)], "selector"
    told: tuple[tuple[Any, Layer], ...] = (
        (data.embedded.get("image"), "embedded"),
        (data.article.get("image"), "json-ld"),
        (data.first("og:image", "og:image:url", "twitter:image"), "meta"),
    )
    for value, layer in told:
        if image := first_told(value, base, data.site):
            return [image], layer
    return [], "generic"


def first_told(value: Any, base: str, sites: Iterable[str]) -> Image | None:
    """Return the first picture of an `image` property: an address, an ImageObject, a list.

    Lists hold the same picture in several shapes.
    """
    for item in value[:20] if isinstance(value, list) else [value]:
        given = item if isinstance(item, Mapping) else {"url": item}
        told = plain(given.get("url")) or plain(given.get("contentUrl"))
        url = of_story(told, base) if told else None
        if url and not stands_for_site(url, sites):
            return Image(url, plain(given.get("caption")))
    return None


def stands_for_site(url: str, sites: Iterable[str]) -> bool:
    """Return whether a picture's file is named like one for all pages, or like the outlet."""
    name = unquote(urlsplit(url).path).rpartition("/")[2]
    if SHARED.search(name) or ("." not in name and len(name) < 8):  # cut off, or a folder
        return True
    stem = match_key(name.rpartition(".")[0])
    return bool(stem) and any(stem == match_key(site) for site in sites)
