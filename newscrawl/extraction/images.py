"""The pictures of an article and their captions, from the lines around them."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from newscrawl.extraction.labels import Draft
from newscrawl.items import Image

#: Where lazy templates keep the real address, best first.
ADDRESSES: Final = ("data-src", "data-original", "data-lazy-src", "data-cfsrc", "data-img", "src")
#: Pictures that belong to the page, not to the story.
DECORATION: Final = re.compile(
    r"(?:logo|icon|avatar|gravatar|spacer|blank|pixel|loading|placeholder|emoji|button|banner|/ads?/|1x1)",
    re.IGNORECASE,
)
CAPTIONED: Final = frozenset({"photo_caption", "body", "dateline"})


def address(image: HtmlElement, base: str) -> str | None:
    """Return the absolute address of an <img>, or None when it is decoration."""
    for name in ADDRESSES:
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:") and len(value) < 2000:
            break
    else:
        return None
    if DECORATION.search(value.rsplit("?", 1)[0]) or tiny(image):
        return None
    try:
        absolute = urljoin(base, value)
        split = urlsplit(absolute)
    except ValueError:
        return None
    return absolute if split.scheme in ("http", "https") and split.netloc else None


def tiny(image: HtmlElement) -> bool:
    """Return whether an <img> says itself that it is too small for a photograph."""
    return any(
        (size := image.get(name) or "").isdecimal() and int(size[:6]) < 90
        for name in ("width", "height")
    )


def images_of(drafts: Sequence[Draft], base: str) -> list[Image]:
    """Return the pictures that stand among the lines, each once, with the caption below it."""
    images: dict[str, Image] = {}
    for number, draft in enumerate(drafts):
        if draft.label not in CAPTIONED or not draft.block.images:
            continue
        caption = caption_at(drafts, number)
        for element in draft.block.images:
            url = address(element, base)
            if url and (url not in images or images[url].caption is None):
                images[url] = Image(url, caption)
    return list(images.values())


def caption_at(drafts: Sequence[Draft], number: int) -> str | None:
    """Return the caption on a picture's line or on the line after it."""
    for draft in drafts[number : number + 2]:
        if draft.text and draft.label == "photo_caption":
            return draft.text
    return None
