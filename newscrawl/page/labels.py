"""The kinds of printed lines, and the places where they can stand."""

from typing import Final, Literal

Label = Literal[
    "unknown", "headline",
    "body", "dateline", "byline", "editor", "photo_caption", "source_credit", "related", "ad",
    "share", "nav", "date", "tags", "pagination", "copyright", "comment", "next_article",
    "subheading",
]  # fmt: skip

#: What says who wrote or edited an article.
CREDITS: Final[frozenset[Label]] = frozenset({"byline", "editor"})
