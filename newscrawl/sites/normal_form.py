"""Gives every value of an article its one form: NFC, no stray space, null or [] for nothing."""

from collections.abc import Callable, Iterable
from typing import Any, Final
from unicodedata import normalize

from newscrawl.items import HANDLING, Article, Form, Image


def one_line(text: str | None) -> str | None:
    """Return a text in NFC with single spaces; None when nothing is left of it."""
    return normalize("NFC", " ".join(text.split())) or None if text else None


def names(texts: Iterable[str]) -> list[str]:
    """Return texts in their one form, each once, without the empty ones."""
    return list(dict.fromkeys(text for raw in texts if (text := one_line(raw))))


def paragraphs(text: str) -> str:
    """Return a text in NFC, its paragraphs as they are."""
    return normalize("NFC", text.strip())


def images(found: list[Image]) -> list[Image]:
    """Return pictures, each address once, with their captions in one form."""
    pictures = {image.url: one_line(image.caption) for image in reversed(found)}
    return [Image(url, caption) for url, caption in reversed(pictures.items())]


FORMS: Final[dict[Form, Callable[[Any], Any]]] = {
    "text": one_line,
    "list": names,
    "paragraphs": paragraphs,
    "images": images,
}
NORMALISED: Final = {name: FORMS[how.form] for name, how in HANDLING.items() if how.form}


def normalise(article: Article) -> Article:
    """Return the article with every value in its one form; changes it in place."""
    for name, form in NORMALISED.items():
        setattr(article, name, form(getattr(article, name)))
    return article
