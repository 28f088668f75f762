"""The line that a data team reads: one Article, and the JSON Schema made from it.

The names are schema.org NewsArticle's in snake case. The order of the fields here is the order in
every line. Each field's `description` below is its documentation in the schema.
"""

import json
from dataclasses import Field, dataclass, field, fields
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

SCHEMA_VERSION = "1.1"
DATE_PATTERN = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2})?$"

Precision = Literal["second", "minute", "day"]
#: Who gave a value: the paper's selectors, its embedded JSON as the paper's own rule reads it, the
#: page's JSON-LD and meta elements, the rules for any page, the listing.
Layer = Literal["selector", "embedded", "json-ld", "meta", "generic", "hint"]


def described(text: str, *, default: Any = None, **schema: Any) -> Any:
    """Return a field: its description, its default (a type is called), and more schema keywords."""
    metadata = {"description": text, **schema}
    if isinstance(default, type):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(slots=True)
class Image:
    """A picture of the article: its absolute address and its caption."""

    url: str = field(metadata={"description": "Absolute address.", "pattern": "^https?://"})
    caption: str | None = described("The caption as printed, with its credit.", minLength=1)


@dataclass(slots=True, kw_only=True)
class Article:
    """A news article as a paper printed it. Absent is null or [], never "" and never guessed."""

    id: str = field(
        metadata={
            "description": "Stable: made from canonical_url, the same in every run and place.",
            "pattern": "^[0-9a-f]{20}$",
        }
    )
    url: str = field(metadata={"description": "The address fetched.", "pattern": "^https?://"})
    canonical_url: str = field(
        metadata={
            "description": "The address without AMP, page number, tracking, m. and fragment.",
            "pattern": "^https?://",
        }
    )
    site: str | None = described(
        "Name of the paper's spider; null when the page is of an unknown paper.",
        pattern="^[a-z0-9_]+$",
    )
    publisher: str | None = described("The outlet's name.", minLength=1)
    region: str | None = described("ISO 3166-2 code of the province.", pattern="^ID-[A-Z]{2}$")
    province: str | None = described("The province's Indonesian name.", minLength=1)
    headline: str = field(
        metadata={"description": "As printed, without the site's name.", "minLength": 1}
    )
    description: str | None = described("The paper's own summary.", minLength=1)
    date_published: str | None = described(
        "ISO 8601 with offset, or the day alone when no time is known. Null when unreadable.",
        pattern=DATE_PATTERN,
    )
    date_published_raw: str | None = described(
        "The string date_published was read from, or that could not be read.", minLength=1
    )
    date_precision: Precision | None = described("How exact date_published is.")
    date_modified: str | None = described("Like date_published.", pattern=DATE_PATTERN)
    authors: list[str] = described(
        "Names of the writers, without 'Penulis:' and the like.", default=list
    )
    editors: list[str] = described("Names of the editors.", default=list)
    article_section: str | None = described(
        "The channel, as the paper calls it; null where the page names none, or several.",
        minLength=1,
    )
    keywords: list[str] = described("The paper's tags.", default=list)
    article_body: str = field(
        metadata={"description": "The paragraphs, joined by a blank line.", "minLength": 1}
    )
    images: list[Image] = described("Pictures of the article.", default=list)
    source_organization: str | None = described(
        "Whom the paper says it took the story from, as printed.", minLength=1
    )
    in_language: str | None = described(
        "BCP 47 code: what the page declares, unless the text's words belie it; null when it "
        "declares nothing.",
        pattern="^[a-z]{2,3}(-[A-Za-z0-9]+)*$",
    )
    word_count: int = field(metadata={"description": "Words in article_body.", "minimum": 1})
    content_hash: str = field(
        metadata={
            "description": "Same for the same words, whatever the case, spacing and punctuation.",
            "pattern": "^[0-9a-f]{32}$",
        }
    )
    cluster_id: str | None = described(
        "The story that this article prints: the id of its first known article, the same for all "
        "copies. Null where stories were not looked for.",
        pattern="^[0-9a-f]{20}$",
    )
    duplicate_of: str | None = described(
        "id of the earliest published article of the story known then; null for the first.",
        pattern="^[0-9a-f]{20}$",
    )
    similarity: float | None = described(
        "Share of the shorter text's runs of three words that the longer one has too, between this "
        "article and duplicate_of, 0 to 1, estimated.",
        minimum=0,
        maximum=1,
    )
    fetched_at: str = field(
        metadata={
            "description": "When the page was fetched, UTC.",
            "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+00:00$",
        }
    )
    extraction: dict[str, Layer] = described("Per field, the layer that gave it.", default=dict)
    schema_version: str = described(
        "Version of this schema.", default=SCHEMA_VERSION, const=SCHEMA_VERSION
    )


SIMPLE = {str: "string", int: "integer", float: "number", type(None): "null"}


def type_schema(hint: Any) -> dict[str, Any]:
    """Return the JSON Schema of a type hint that Article uses."""
    origin, args = get_origin(hint), get_args(hint)
    if hint in SIMPLE or origin is Literal:
        return {"type": SIMPLE[hint]} if hint in SIMPLE else {"enum": list(args)}
    if origin is list:
        item = type_schema(args[0])
        # An empty name or tag is a parsing fault, not a value.
        return {"type": "array", "items": item | ({"minLength": 1} if args[0] is str else {})}
    if origin is dict:
        return {"type": "object", "additionalProperties": type_schema(args[1])}
    if origin in {UnionType, Union}:  # `Literal[...] | None` is a Union of the older kind
        inner = type_schema(next(arg for arg in args if arg is not type(None)))
        if "enum" in inner:
            return {"enum": [*inner["enum"], None]}
        return {**inner, "type": [inner["type"], "null"]}
    return object_schema(hint)


def object_schema(cls: type) -> dict[str, Any]:
    """Return the JSON Schema of a dataclass: every field is required, no other is allowed."""
    hints = get_type_hints(cls)
    members: tuple[Field[Any], ...] = fields(cls)
    return {
        "type": "object",
        "properties": {f.name: {**type_schema(hints[f.name]), **f.metadata} for f in members},
        "required": [f.name for f in members],
        "additionalProperties": False,
    }


def article_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one line."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Article",
        "description": (Article.__doc__ or "").strip(),
        **object_schema(Article),
    }


FIELDS = tuple(member.name for member in fields(Article))


def as_line(article: Article) -> dict[str, Any]:
    """Return an article as the JSON object that its line holds, in the order of its line."""
    line = {name: getattr(article, name) for name in FIELDS}
    line["images"] = [{"url": image.url, "caption": image.caption} for image in article.images]
    return line


def schema_text() -> str:
    """Return the schema as schema/article.schema.json holds it."""
    return json.dumps(article_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")  # noqa: T201 - this is its output
