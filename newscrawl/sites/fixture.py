"""Makes a fixture of a real page: its structure, with invented text of the same shape.

A page is its publisher's, so it never enters the repository. What a reader of pages goes by stays:
elements, classes, dates, numbers, the words that rules know, names of the outlet and of places.
Every other word becomes an invented one of the same length and case, everywhere the same, so that a
headline is still the same in `<title>`, JSON-LD, `<h1>` and the address. What is read from no page
goes: scripts, styles, comments, the middle of long lists.

The answer is known beforehand: what is read from the fixture must be what was read from the page,
with the same words invented. A fixture of which that is not true is refused.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from hashlib import blake2b
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from newscrawl.extraction.line_patterns import HOST
from newscrawl.items import HANDLING, Article, as_line
from newscrawl.page.document import parse
from newscrawl.page.language import COMMON
from newscrawl.regencies import places
from newscrawl.regions import REGIONS
from newscrawl.sites.article import read_article
from newscrawl.sites.definition import Newspaper
from newscrawl.text import INVISIBLE, match_key

#: Where the rules are whose words stay.
RULES: Final = ("newscrawl.lexicon", "newscrawl.extraction", "newscrawl.page", "newscrawl.urls")
WORD: Final = re.compile(r"[^\W\d_]+")
LETTERS: Final = re.compile(r"[a-z]{3,}")
#: Addresses in a text, which stay unless they are long enough to tell a headline.
ADDRESS: Final = re.compile(rf"(?:https?:)?//[^\s\"'<>\\]+|(?i:\b{HOST}\b)(?:/[^\s\"'<>\\]*)?")
#: The last part of an address that a headline is written in: three words at least.
SLUG: Final = re.compile(r"[^/?#=]*[a-z]+(?:[-_+][a-z0-9]+){2,}[^/?#=]*", re.IGNORECASE)
SYLLABLES: Final = (
    "ba be bi bo bu da de di du ga ka ke ku la le li lu ma mi mu na ni nu pa ra ri".split()
)
#: A text of JSON, and whether it is the name of a member.
JSON_TEXT: Final = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*+)"(?P<named>\s*:)?', re.DOTALL)
ESCAPE: Final = re.compile(r"\\u[0-9a-fA-F]{4}")
#: Members of JSON and meta elements that hold no text.
NO_TEXT: Final = re.compile(
    r"@|type$|context$|^id$|date|time|url|locale|robots|viewport|generator|charset|card|color|lang"
    r"|accessible|published|modified|image|icon|width|height|verification",
    re.IGNORECASE,
)
#: Attributes that a reader goes by; those of the second set hold text.
KEPT: Final = frozenset(
    """id class itemprop itemtype itemscope datetime content property name rel href src type role
    lang charset http-equiv hidden style data-src pubdate action method for colspan""".split()
)
TEXTS: Final = frozenset({"alt", "title", "aria-label", "placeholder", "value"})
GONE: Final = ("style", "svg", "iframe", "object", "embed", "form", "canvas", "template")
LINKS: Final = frozenset({"canonical", "amphtml", "next", "prev", "alternate", "shortlink"})
#: Of children that are alike, so many stay at the beginning, and the last.
HEAD: Final = 2
MANY: Final = 4


#: What a case holds of a line.
HELD: Final = tuple(n for n, how in HANDLING.items() if how.kept or n == "article_body")


class Fixture(NamedTuple):
    """A reduced page, its invented address, and what must be read from it."""

    url: str
    page: str
    expected: dict[str, Any]


class UnlikeError(ValueError):
    """Raised where a fixture does not read as its page does; names the fields."""


def make_fixture(
    page: bytes | str, *, url: str, paper: type[Newspaper], fetched_at: datetime
) -> Fixture:
    """Return a fixture of the article at `url`, as a paper's rules read it.

    Raises NotAnArticle for a page that is none, UnlikeError where no fixture of it reads alike.
    """
    original = read_article(page, url=url, paper=paper, fetched_at=fetched_at)
    words = Words(kept_words(paper, url))
    wanted = words.told(original)
    invented = words.address(url)
    unlike: list[str] = []
    for short in (True, False):  # rather a long fixture than none
        text = written(reduced(page, url, words, original, short=short))
        found = as_line(read_article(text, url=invented, paper=paper, fetched_at=fetched_at))
        unlike = [name for name, value in wanted.items() if found[name] != value]
        if not unlike:
            return Fixture(invented, text, {name: found[name] for name in HELD})
    raise UnlikeError(f"the fixture reads differently: {', '.join(unlike)}")


@cache
def rule_words() -> frozenset[str]:
    """Return the words that the rules for pages know, from their patterns and tables."""
    modules = [
        module
        for name, module in list(sys.modules.items())
        if any(name == room or name.startswith(f"{room}.") for room in RULES)
    ]
    texts = (text for module in modules for value in vars(module).values() for text in flat(value))
    known = {word for text in texts for word in LETTERS.findall(text.lower())}
    named = [*places().anywhere, *places().at_home, *(one.name for one in REGIONS.values())]
    spelled = (one.name for group in places().anywhere.values() for one in group)
    for text in (*named, *spelled):
        known.update(LETTERS.findall(text.lower()))
    return frozenset(known | COMMON["id"] | COMMON["en"])


def flat(value: Any) -> Iterator[str]:
    """Yield the texts of a pattern or table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value.pattern
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from flat(pair)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from flat(one)


def kept_words(paper: type[Newspaper], url: str) -> frozenset[str]:
    """Return the words that stay: those of rules, and names of the paper and its channels."""
    folders = urlsplit(url).path.rpartition("/")[0]
    own = f"{urlsplit(url).netloc} {folders} {paper.publisher} {paper.name}"
    own_rules = " ".join(flat(tuple(vars(paper.rules()).values())))
    return rule_words() | set(LETTERS.findall(f"{own} {own_rules}".lower()))


class Words:
    """Invents words; those of `kept` stay."""

    def __init__(self, kept: frozenset[str]) -> None:
        self.kept = kept

    def word(self, found: re.Match[str]) -> str:
        """Return the word in place of one: itself, or one of its length and case."""
        word = found[0]
        small = word.casefold()
        if len(word) < 3 or small in self.kept:
            return word
        letters = ""
        for turn in range(9):
            seed = blake2b(f"{turn}{small}".encode(), digest_size=len(word)).digest()
            letters = "".join(SYLLABLES[byte % len(SYLLABLES)] for byte in seed)[: len(word)]
            if letters not in self.kept:
                break
        return "".join(
            new.upper() if old.isupper() else new for old, new in zip(word, letters, strict=True)
        )

    def text(self, text: str) -> str:
        """Return a text with invented words; addresses keep their form."""
        parts, end = [], 0
        for found in ADDRESS.finditer(text):
            parts += [WORD.sub(self.word, text[end : found.start()]), self.address(found[0])]
            end = found.end()
        return "".join([*parts, WORD.sub(self.word, text[end:])])

    def address(self, address: str) -> str:
        """Return an address whose headline is invented."""
        head, mark, rest = address.partition("://")
        host, slash, path = (rest if mark else head).partition("/")
        if not mark and head.startswith("/"):
            host, slash, path = "", "/", head[1:]
        path = SLUG.sub(lambda found: WORD.sub(self.word, found[0]), path)
        return (head + mark if mark else "") + host + slash + path

    def json(self, text: str) -> str:
        """Return JSON with invented texts, however badly it is written."""
        name = ""

        def invented(found: re.Match[str]) -> str:
            nonlocal name
            value = found["text"]
            if found["named"]:
                name = value
                return found[0]
            if value.startswith(("http:", "https:", "//", "/", "http:\\/", "https:\\/")):
                return f'"{self.address(value)}"'
            if NO_TEXT.search(name):
                return found[0]
            return f'"{self.text(ESCAPE.sub(character, value))}"'

        return JSON_TEXT.sub(invented, text)

    def told(self, article: Article) -> dict[str, Any]:
        """Return what must be read from the fixture of an article's page."""
        line = as_line(article)
        return {name: self.value(name, line[name]) for name in HELD if name != "content_hash"}

    def value(self, name: str, value: Any) -> Any:
        """Return a field's value with invented words."""
        if isinstance(value, list):
            return [self.value(name, one) for one in value]
        if not isinstance(value, str) or name.startswith("date_"):
            return value
        return self.address(value) if name.endswith("url") else self.text(value)


def character(found: re.Match[str]) -> str:
    """Return the letter that JSON writes by its number, so that words are words; else itself."""
    letter = chr(int(found[0].removeprefix("\\u"), 16))
    return letter if letter.isalpha() else found[0]


def reduced(
    page: bytes | str, url: str, words: Words, original: Article, *, short: bool
) -> HtmlElement:
    """Return the page's tree with invented text; a short one has little beside the article."""
    root = parse(page, url=url).root
    for comment in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        comment.drop_tree()
    keep_data(root, words, original)
    if short:
        for element in list(root.iter(*GONE)):
            if not has_text_of(element, original):
                element.drop_tree()
        shorten(root, original)
    for element in list(root.iter("a", "b", "strong", "i", "em", "font", "span", "u")):
        if not len(element) and splits_word(element):
            element.drop_tag()
    for element in root.iter(etree.Element):
        invent(element, words)
    return root


def keep_data(root: HtmlElement, words: Words, original: Article) -> None:
    """Invent the texts of JSON that tells of the article; drop other scripts, and links."""
    for script in list(root.iter("script")):
        text = script.text or ""
        if "json" in (script.get("type") or "") or match_key(original.headline) in match_key(text):
            script.text = words.json(text)
        else:
            script.drop_tree()
    for link in list(root.iter("link")):
        if not LINKS & set((link.get("rel") or "").lower().split()):
            link.drop_tree()


def splits_word(element: HtmlElement) -> bool:
    """Return whether a word goes on from an element to what stands behind it (`<b>A</b>nda`)."""
    text, tail = element.text or "", element.tail or ""
    before = element.getprevious()
    parent = element.getparent()
    head = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    return (text[-1:].isalpha() and tail[:1].isalpha()) or (
        text[:1].isalpha() and head[-1:].isalpha()
    )


def invent(element: HtmlElement, words: Words) -> None:
    """Invent an element's text and attributes; take off those that no reader goes by."""
    if element.tag not in {"script", "style"} and element.text:
        element.text = words.text(INVISIBLE.sub("", element.text))
    if element.tail:
        element.tail = words.text(INVISIBLE.sub("", element.tail))
    named = " ".join(element.get(name) or "" for name in ("property", "name", "http-equiv"))
    for name, value in list(element.attrib.items()):
        if name in {"href", "src", "data-src", "action"}:
            element.set(name, words.address(value) if len(value) < 500 else "#")
        elif name in TEXTS or (name == "content" and not is_no_text(named, value)):
            element.set(name, words.text(value))
        elif name == "content":
            element.set(name, words.address(value))
        elif name not in KEPT and not name.startswith("data-date"):
            del element.attrib[name]


def is_no_text(name: str, value: str) -> bool:
    """Return whether a meta element holds an address, a date or a setting."""
    return bool(value.startswith(("http", "/")) or (name.strip() and NO_TEXT.search(name)))


def shorten(root: HtmlElement, original: Article) -> None:
    """Take the middle out of long rows of elements that are alike, but for the article's own."""
    for parent in list(root.iter(etree.Element)):
        alike: dict[str, list[HtmlElement]] = {}
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in {"meta", "link", "script", "br"}:
                alike.setdefault(child.tag, []).append(child)
        for row in alike.values():
            if len(row) > MANY:
                for child in row[HEAD:-1]:
                    if not has_text_of(child, original):
                        child.drop_tree()


def has_text_of(element: HtmlElement, original: Article) -> bool:
    """Return whether an element holds a line of the article, a name or a tag of it."""
    own = match_key(" ".join(element.itertext()))
    if not own:
        return bool(element.xpath(".//img"))
    named = [*original.authors, *original.editors, *original.keywords, original.headline]
    named += [original.source_organization or "", original.article_section or ""]
    told = [*original.article_body.split("\n\n"), *named, original.date_published_raw or ""]
    return any(key and (key in own or own in key) for key in map(match_key, told))


def written(root: HtmlElement) -> str:
    """Return a tree as a page."""
    text = html.tostring(root, encoding="unicode", doctype="<!doctype html>")
    return re.sub(r"[ \t]*\n\s*", "\n", text) + "\n"


def read_again(page: bytes, told: Mapping[str, Any], paper: type[Newspaper]) -> dict[str, Any]:
    """Return what a case's page gives now, by the fields that the case holds and those kept since.

    `told` is the case: `url`, `fetched_at`, `expected`. Raises NotAnArticle.
    """
    at = datetime.fromisoformat(told["fetched_at"])
    line = as_line(read_article(page, url=told["url"], paper=paper, fetched_at=at))
    return {name: line[name] for name in dict.fromkeys([*told["expected"], *HELD])}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each field that differs."""
    for name, value in after.items():
        if name not in before:
            yield f"{name}: {value!r} (new)"
        elif before[name] != value:
            yield f"{name}: {before[name]!r} is now {value!r}"
