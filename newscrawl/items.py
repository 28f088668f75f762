"""The line that a data team reads: the Article, and the JSON Schema made from it.

The names are schema.org NewsArticle's in snake case. The order of the fields here is the order in
every line. Each field's description below is its documentation in the schema, and its Handling says
how it is normalised, watched for drift, shown by a probe and kept in a case of the tests.
"""

import json
from dataclasses import MISSING, Field, dataclass, field, fields
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from newscrawl import __version__

SCHEMA_VERSION = "1.2"
#: The name of the schema: one for all minor versions, since each reads the lines of the others.
SCHEMA_ID = "https://github.com/newscrawl/newscrawl/schema/article-1.json"
DATE_PATTERN = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2})?$"

Precision = Literal["second", "minute", "day"]
#: Who gave a value: the paper's selectors, its embedded JSON as the paper's own rule reads it, the
#: page's JSON-LD and meta elements, the rules for any page, the listing.
Layer = Literal["selector", "embedded", "json-ld", "meta", "generic", "hint"]
#: The one form of a value: a text on one line, a list of such, a text of paragraphs, pictures.
Form = Literal["text", "list", "paragraphs", "images"]


class Handling(NamedTuple):
    """What is done with a field beside writing it. Whoever does it reads it here.

    `form`: how it is normalised, if at all. `layered`: whether `extraction` names the layer that
    gave it. `watched`: whether a paper's runs are compared in how
    often it is filled, or in the layer that gave it too. `selector`: the fact of a paper's class
    that says where it is displayed; `scrapy probe` shows such fields, and those `needed` must be
    there. `kept`: whether a case of the tests says what it must be.
    """

    form: Form | None = None
    layered: bool = False
    watched: Literal["filled", "layer"] | None = None
    selector: str | None = None
    needed: bool = False
    kept: bool = False


def described(
    text: str, *, default: Any = None, handling: Handling | None = None, **schema: Any
) -> Any:
    """Return a field: its description, its default (a type is called), and more schema keywords.

    `default=MISSING` makes it one that must be given.
    """
    metadata = {
        "schema": {"description": text, **schema},
        "handling": handling or Handling(),
    }
    if isinstance(default, type):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(slots=True)
class Image:
    """A picture of the article: its absolute address and its caption."""

    url: str = described("Absolute address.", default=MISSING, pattern="^https?://")
    caption: str | None = described("The caption as printed, with its credit.", minLength=1)


@dataclass(slots=True)
class Location:
    """A regency or city: its official code and name, and its province."""

    code: str = described(
        "Code of the Ministry of Home Affairs.", default=MISSING, pattern=r"^\d{2}\.\d{2}$"
    )
    name: str = described("The name, without Kabupaten or Kota.", default=MISSING, minLength=1)
    region: str = described(
        "ISO 3166-2 code of the province.", default=MISSING, pattern="^ID-[A-Z]{2}$"
    )


@dataclass(slots=True)
class Warc:
    """Where an article's page stands in the archive."""

    file: str = described(
        "The WARC file, below the folder of archives: <site>/<day>-<number>.warc.gz, or .zst.",
        default=MISSING,
        minLength=1,
    )
    offset: int = described(
        "Where its record begins in that file, in bytes.", default=MISSING, minimum=0
    )


# A line is three parts: Origin, Content, and what Article adds, in this order. The first two have
# no slots of their own: Python joins no two classes that have some.
@dataclass(kw_only=True)
class Origin:
    """Which article it is and whose: what is known beside the page."""

    __slots__ = ()

    id: str = described(
        "Stable: made from canonical_url, the same in every run and place.",
        default=MISSING,
        pattern="^[0-9a-f]{20}$",
    )
    url: str = described("The address fetched.", default=MISSING, pattern="^https?://")
    canonical_url: str = described(
        "The address without AMP, page number, tracking, m. and fragment.",
        default=MISSING,
        handling=Handling(kept=True),
        pattern="^https?://",
    )
    site: str | None = described(
        "Name of the paper's spider; null when the page is of an unknown paper.",
        pattern="^[a-z0-9_]+$",
    )
    publisher: str | None = described(
        "The outlet's name.", handling=Handling(form="text"), minLength=1
    )
    region: str | None = described("ISO 3166-2 code of the province.", pattern="^ID-[A-Z]{2}$")
    province: str | None = described("The province's Indonesian name.", minLength=1)


@dataclass(kw_only=True)
class Content:
    """What is read from the page: what extraction gives and every line has."""

    __slots__ = ()

    headline: str = described(
        "As printed, without the site's name.",
        default=MISSING,
        handling=Handling(
            form="text",
            layered=True,
            watched="layer",
            selector="headline",
            needed=True,
            kept=True,
        ),
        minLength=1,
    )
    description: str | None = described(
        "The paper's own summary.",
        handling=Handling(form="text", layered=True, watched="filled", selector="summary"),
        minLength=1,
    )
    date_published: str | None = described(
        "ISO 8601 with offset, or the day alone when no time is known. Null when unreadable.",
        handling=Handling(
            layered=True, watched="layer", selector="published", needed=True, kept=True
        ),
        pattern=DATE_PATTERN,
    )
    date_published_raw: str | None = described(
        "The string date_published was read from, or that could not be read.",
        handling=Handling(form="text"),
        minLength=1,
    )
    date_precision: Precision | None = described(
        "How exact date_published is.", handling=Handling(kept=True)
    )
    date_modified: str | None = described(
        "Like date_published.", handling=Handling(watched="filled"), pattern=DATE_PATTERN
    )
    date_modified_raw: str | None = described(
        "The string date_modified was read from.", handling=Handling(form="text"), minLength=1
    )
    authors: list[str] = described(
        "Names of the writers, without 'Penulis:' and the like.",
        default=list,
        handling=Handling(form="list", layered=True, watched="layer", selector="byline", kept=True),
    )
    editors: list[str] = described(
        "Names of the editors.",
        default=list,
        handling=Handling(
            form="list", layered=True, watched="filled", selector="editor", kept=True
        ),
    )
    article_section: str | None = described(
        "The channel, as the paper calls it; null where the page names none, or several.",
        handling=Handling(
            form="text", layered=True, watched="filled", selector="section", kept=True
        ),
        minLength=1,
    )
    keywords: list[str] = described(
        "The paper's tags.",
        default=list,
        handling=Handling(form="list", layered=True, watched="filled", selector="tags", kept=True),
    )
    dateline: str | None = described(
        "The place that opens the story, as printed: DENPASAR.",
        handling=Handling(form="text", watched="filled", kept=True),
        minLength=1,
    )
    article_body: str = described(
        "The paragraphs, joined by a blank line.",
        default=MISSING,
        handling=Handling(
            form="paragraphs", layered=True, watched="layer", selector="body", needed=True
        ),
        minLength=1,
    )
    is_accessible_for_free: bool | None = described(
        "False where the paper shows only the beginning, or says that the article must be paid "
        "for; null where nothing tells."
    )
    images: list[Image] = described(
        "Pictures of the article.",
        default=list,
        handling=Handling(form="images", layered=True, watched="filled", selector="image"),
    )
    source_organization: str | None = described(
        "Whom the paper says it took the story from, as printed.",
        handling=Handling(form="text", watched="filled", kept=True),
        minLength=1,
    )
    in_language: str | None = described(
        "BCP 47 code: what the page declares, unless the text's words belie it; where it declares "
        "nothing, what the words tell; null when they do not.",
        pattern="^[a-z]{2,3}(-[A-Za-z0-9]+)*$",
    )


@dataclass(slots=True, kw_only=True)
class Article(Content, Origin):
    """A news article as a paper printed it. Absent is null or [], never "" and never guessed."""

    location: Location | None = described(
        "The one regency or city that the dateline names; null where it names none or several."
    )
    word_count: int = described(
        "Words in article_body.", default=MISSING, handling=Handling(kept=True), minimum=1
    )
    content_hash: str = described(
        "Same for the same words, whatever the case, spacing and punctuation.",
        default=MISSING,
        handling=Handling(kept=True),
        pattern="^[0-9a-f]{32}$",
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
    revision: int = described(
        "1; one more in each line that replaces an earlier one of the same id.",
        default=1,
        minimum=1,
    )
    previous_hash: str | None = described(
        "content_hash of the line that this one replaces; null for the first.",
        pattern="^[0-9a-f]{32}$",
    )
    warc: Warc | None = described(
        "Where the page stands in the archive: its record, or the earlier one of the same page; "
        "null where no archive was kept."
    )
    fetched_at: str = described(
        "When the page was fetched, UTC.",
        default=MISSING,
        pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+00:00$",
    )
    extraction: dict[str, Layer | None] = described(
        "Per field, the layer that gave it; the same fields in every line, null where nothing was "
        "read.",
        default=dict,
    )
    extractor_version: str = described(
        "Version of newscrawl that read the page.", default=__version__, minLength=1
    )
    run: str | None = described(
        "The run that wrote the line, as its record names it; null where no run did.",
        minLength=1,
    )
    schema_version: str = described(
        "Version of the schema that the line was written by.",
        default=SCHEMA_VERSION,
        pattern=rf"^{SCHEMA_VERSION.partition('.')[0]}\.\d+$",
    )


SIMPLE = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
}


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
    """Return the JSON Schema of a dataclass: every field is required.

    Others are allowed, so that who checks lines by this version can read those of a later one.
    """
    hints = get_type_hints(cls)
    members: tuple[Field[Any], ...] = fields(cls)
    return {
        "type": "object",
        "properties": {
            f.name: {**type_schema(hints[f.name]), **f.metadata["schema"]} for f in members
        },
        "required": [f.name for f in members],
    }


def article_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one line."""
    schema = object_schema(Article)
    schema["properties"]["extraction"]["required"] = list(WITH_LAYER)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Article",
        "description": (Article.__doc__ or "").strip(),
        **schema,
    }


#: The fields of a line in their order, each with what is done with it.
HANDLING: dict[str, Handling] = {one.name: one.metadata["handling"] for one in fields(Article)}
#: The fields that are read from a page.
CONTENT: tuple[str, ...] = tuple(one.name for one in fields(Content))
#: The fields whose layers a line names, in their order.
WITH_LAYER: tuple[str, ...] = tuple(name for name, how in HANDLING.items() if how.layered)


def content_of(read: Content) -> dict[str, Any]:
    """Return what was read from a page by the fields of the line."""
    return {name: getattr(read, name) for name in CONTENT}


def as_line(article: Article) -> dict[str, Any]:
    """Return an article as the JSON object that its line holds, in the order of its line."""
    line = {name: getattr(article, name) for name in HANDLING}
    line["images"] = [{"url": image.url, "caption": image.caption} for image in article.images]
    if (place := article.location) is not None:
        line["location"] = {"code": place.code, "name": place.name, "region": place.region}
    if article.warc is not None:
        line["warc"] = {"file": article.warc.file, "offset": article.warc.offset}
    return line


def schema_text() -> str:
    """Return the schema as schema/article.schema.json holds it."""
    return json.dumps(article_schema(), ensure_ascii=False, indent=2) + "\n"
