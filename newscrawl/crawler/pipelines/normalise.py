"""Gives every value of an article its one form: NFC, no stray space, null or [] for nothing."""

from unicodedata import normalize

from newscrawl.items import Article, Image

TEXTS = (
    "publisher",
    "headline",
    "description",
    "date_published_raw",
    "article_section",
    "source_organization",
)
LISTS = ("authors", "editors", "keywords")


def one_line(text: str | None) -> str | None:
    """Return a text in NFC with single spaces; None when nothing is left of it."""
    return normalize("NFC", " ".join(text.split())) or None if text else None


class Normalise:
    """Pipeline: changes values in place, drops nothing."""

    def process_item(self, item: Article) -> Article:
        """Return the article with every value in its one form."""
        for name in TEXTS:
            setattr(item, name, one_line(getattr(item, name)))
        for name in LISTS:
            values = [value for raw in getattr(item, name) if (value := one_line(raw))]
            setattr(item, name, list(dict.fromkeys(values)))
        item.article_body = normalize("NFC", item.article_body.strip())
        pictures = {image.url: one_line(image.caption) for image in reversed(item.images)}
        item.images = [Image(url, caption) for url, caption in reversed(pictures.items())]
        return item
