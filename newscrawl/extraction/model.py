"""Defines what extraction takes and gives: Rules and Hint in, an Extraction or NotAnArticle out."""

from dataclasses import dataclass, field
from typing import NamedTuple

from newscrawl.dates import ParsedDate
from newscrawl.items import Content, Layer
from newscrawl.page.css import Selector
from newscrawl.page.declared import EmbeddedReader
from newscrawl.regions import WIB


@dataclass(frozen=True, init=False, eq=False, repr=False, kw_only=True)
class Selectors:
    """Where a paper's article pages show what. Empty: the other layers find it.

    A selector is CSS (parsel's, so `::attr(content)` and `::text` work). A tuple is tried in
    order and the first that matches counts: that is how template generations live side by side.
    A paper's class states them as its own attributes; Rules carry the values to extraction.
    """

    headline: Selector = ()
    summary: Selector = ()
    published: Selector = ()
    byline: Selector = ()
    editor: Selector = ()
    section: Selector = ()
    tags: Selector = ()
    body: Selector = ()
    image: Selector = ()
    noise: Selector = ()
    #: Lines (case-insensitive regular expressions) that this paper prints among its paragraphs.
    noise_lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rules(Selectors):
    """What a paper states of its article pages; what is empty, the other layers find."""

    zone: str = WIB
    #: The paper's province, ISO 3166-2: its small towns are places there, and words elsewhere.
    region: str | None = None
    #: Reads an article out of the page's embedded JSON.
    embedded: EmbeddedReader | None = None


class Hint(NamedTuple):
    """What the listing or feed printed of the article: its headline and its date."""

    headline: str | None = None
    date: str | None = None


class ArticlePages(NamedTuple):
    """Addresses of an article's other pages: the whole of it on one page, and page two onwards."""

    whole: str | None = None
    following: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Extraction(Content):
    """What was read from one page: the fields of the line, and what only a crawl needs of it."""

    #: When it was published, as the instant that `date_published` writes.
    published: ParsedDate | None = None
    #: The page's own rel=canonical (or og:url), absolute; the caller judges whether to believe it.
    canonical: str | None = None
    #: Where the article goes on, when the page is one of several.
    pages: ArticlePages = field(default_factory=ArticlePages)
    #: For each field that has a value, the layer that gave it.
    layers: dict[str, Layer] = field(default_factory=dict)

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of `article_body`."""
        return self.article_body.split("\n\n")
