"""Finds the article in a page's JSON-LD, however badly the JSON is written."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, Final

from lxml.html import HtmlElement

from newscrawl.text import match_key

#: Articles first; what a paper may call its article when it calls it wrongly comes later.
TYPES: Final = (
    {"newsarticle", "reportagenewsarticle", "backgroundnewsarticle", "analysisnewsarticle",
     "opinionnewsarticle", "reviewnewsarticle", "article", "blogposting", "liveblogposting"},
    {"webpage", "itempage", "creativework", "posting", "socialmediaposting", "report"},
)  # fmt: skip
#: Objects looked at, text read: an article is never deeper or further back than this.
MAX_NODES: Final = 3000
MAX_TEXT: Final = 400_000
MAX_DEPTH: Final = 60
#: Letters of a headline that can be told from another.
SHORTEST, LONGEST_HEADLINE = 8, 400

#: Marks that hide a script from browsers of the nineties, at its beginning and at its end.
OPENING: Final = re.compile(r"<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[")
CLOSING: Final = re.compile(r"(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?)\s*;?$")
#: No such mark is longer; from every blank of an endless run of them a pattern begins anew.
MARK: Final = 40
#: A string, or a comment that stands outside of strings. One that never ends goes to the end of the
#: text: else every quote and every `/*` would look for its end in vain.
STRING: Final = r'("[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z))'
COMMENT: Final = re.compile(STRING + r"|//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
#: A string, or a comma that closes a list or object.
LAST_COMMA: Final = re.compile(STRING + r"|,(?=\s*[,}\]])", re.DOTALL)
BAD_ESCAPE: Final = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
OPENINGS: Final = re.compile(r"[\[{]")

DECODER: Final = json.JSONDecoder(strict=False)


def read_objects(scripts: Iterable[HtmlElement]) -> list[Mapping[str, Any]]:
    """Return the objects in the JSON-LD blocks among a page's scripts, the outer ones first."""
    found: list[Any] = []
    left = MAX_TEXT
    blocks = (script for script in scripts if "ld+json" in (script.get("type") or ""))
    for script in islice(blocks, 40):
        text = script.text or ""
        if 2 < len(text) <= left:
            left -= len(text)
            found.extend(parse_block(text))
    return list(walk(found))


def parse_block(text: str) -> list[Any]:
    """Return the JSON values of one block: as written, else mended, else whatever can be read."""
    if too_deep(text):
        return []
    text = unwrapped(unwrapped(text.strip())).rstrip(";")
    try:
        return [DECODER.decode(text)]
    except (ValueError, RecursionError):
        return several(mended(text))


def unwrapped(text: str) -> str:
    """Return a stripped text without the comment or CDATA marks around it."""
    if opening := OPENING.match(text):
        text = text[opening.end() :]
    if closing := CLOSING.search(text, max(0, len(text) - MARK)):
        text = text[: closing.start()]
    return text.strip()


def mended(text: str) -> str:
    """Return JSON without comments, last commas and escapes that JSON does not know."""
    text = COMMENT.sub(lambda m: m[1] or " ", text)
    text = LAST_COMMA.sub(lambda m: m[1] or "", text)
    return BAD_ESCAPE.sub(r"\\\\", text)


def several(text: str) -> list[Any]:
    """Return the values that stand in a row; what cannot be read between them is skipped."""
    values: list[Any] = []
    position = 0
    for _ in range(50):
        opening = OPENINGS.search(text, position)
        if opening is None:
            break
        try:
            value, position = DECODER.raw_decode(text, opening.start())
        except (ValueError, RecursionError):
            position = opening.end()
        else:
            values.append(value)
    return values


def too_deep(text: str) -> bool:
    """Return whether brackets stand deeper than any article's: such JSON is made to do harm."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    depth = deepest = 0
    for bracket in re.findall(r"[\[{\]}]", text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest > MAX_DEPTH


def best_article(
    objects: Sequence[Mapping[str, Any]], titles: Iterable[str] = ()
) -> Mapping[str, Any] | None:
    """Return the first object of an article's type that is titled.

    Of several, it is the first that has one of the page's `titles`, as match_key makes them, and
    before others one that states a date. One that states none has that of its web page.
    """
    titled = [value for value in objects if value.get("headline") or value.get("datePublished")]
    for types in TYPES:
        found = [value for value in titled if types & types_of(value)]
        if found:
            best = found[0] if len(found) == 1 else max(found, key=partial(fitness, list(titles)))
            return best if best.get("datePublished") else {**dates_of(objects), **best}
    return None


def fitness(titles: list[str], article: Mapping[str, Any]) -> tuple[bool, bool]:
    """Return a key that puts articles of the page's titles last, before them those with a date."""
    headline = article.get("headline")
    key = match_key(headline[:LONGEST_HEADLINE]) if isinstance(headline, str) else ""
    named = len(key) > SHORTEST and any(
        key in title or title in key for title in titles if len(title) > SHORTEST
    )
    return named, bool(article.get("datePublished"))


def dates_of(objects: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the dates of the web page that states them."""
    for value in objects:
        if value.get("datePublished") and "webpage" in types_of(value):
            return {
                name: value[name] for name in ("datePublished", "dateModified") if name in value
            }
    return {}


def with_authors(
    article: Mapping[str, Any], objects: Iterable[Mapping[str, Any]]
) -> Mapping[str, Any]:
    """Return the article with the persons that its author only points to (`{"@id": …}`)."""
    given = article.get("author")
    authors = given if isinstance(given, list) else [given]
    pointers = [
        author["@id"]
        for author in authors
        if isinstance(author, Mapping) and isinstance(author.get("@id"), str)
        if not author.get("name")
    ]
    if not pointers:
        return article
    named = {
        value["@id"]: value
        for value in objects
        if value.get("name") and isinstance(value.get("@id"), str)
    }
    persons = [named[pointer] for pointer in pointers if pointer in named]
    kept = [a for a in authors if not isinstance(a, Mapping) or a.get("name")]
    return {**article, "author": kept + persons}


def walk(values: list[Any]) -> Iterator[Mapping[str, Any]]:
    """Yield all objects, those nearer to the top first."""
    queue = deque(values)
    for _ in range(MAX_NODES):
        if not queue:
            return
        value = queue.popleft()
        if isinstance(value, dict):
            yield value
            queue.extend(inner for inner in value.values() if isinstance(inner, dict | list))
        elif isinstance(value, list):
            queue.extend(inner for inner in value if isinstance(inner, dict | list))


def types_of(value: Mapping[str, Any]) -> set[str]:
    """Return an object's types, lower case, without the schema.org address."""
    given = value.get("@type")
    names = given if isinstance(given, list) else [given]
    return {name.rpartition("/")[2].lower() for name in names if isinstance(name, str)}


def breadcrumbs(objects: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the names of the page's BreadcrumbList, from the front page down."""
    for value in objects:
        items = value.get("itemListElement")
        if items is None or "breadcrumblist" not in types_of(value):
            continue
        names = []
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict):
                inner = item.get("item")
                name = item.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
                if isinstance(name, str):
                    names.append(name)
        return names
    return []
