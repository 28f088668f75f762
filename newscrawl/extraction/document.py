"""A page as bytes or text becomes a parsed Document: the one place that decodes and parses HTML."""

from collections.abc import Sequence  # noqa: TC003
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement
from parsel.csstranslator import HTMLTranslator
from w3lib.encoding import html_to_unicode

from newscrawl.extraction.model import NotAnArticle, Selectors

# libxml2 reads no further than 10 MB of one text node unless told so; deeper pages are cut.
PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
# One class for all elements: lxml.html's own lookup calls Python for every element it hands out.
PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
#: Control characters, which XML forbids; in UTF-8 these bytes are nothing else.
CONTROL = bytes([*range(9), 11, 12, *range(14, 32), 127])


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page: its root element and the address it was fetched from."""

    root: HtmlElement
    url: str


def decode(page: bytes | str, content_type: str | None = None) -> str:
    """Return the page's text.

    Bytes that are valid UTF-8 are UTF-8 whatever the page declares: many papers kept
    `charset=iso-8859-1` in their template when they moved to UTF-8.
    """
    if isinstance(page, str):
        return page
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        return html_to_unicode(content_type, page, default_encoding="cp1252")[1]


def parse(page: bytes | str, *, url: str, content_type: str | None = None) -> Document:
    """Parse a page. Raises NotAnArticle("empty page") when there is nothing to parse."""
    data = decode(page, content_type).encode("utf-8", "replace").translate(None, CONTROL)
    try:
        root = etree.fromstring(data, PARSER)
    except etree.XMLSyntaxError as error:
        raise NotAnArticle("empty page") from error
    if not isinstance(root, HtmlElement):  # nothing at all gives None
        raise NotAnArticle("empty page")
    return Document(root, url)


@lru_cache(maxsize=4096)
def compiled(css: str) -> etree.XPath:
    """Return the compiled form of a CSS selector (parsel's dialect: `::attr()`, `::text`)."""
    return etree.XPath(HTMLTranslator().css_to_xpath(css))


def select(root: HtmlElement, selectors: Selectors) -> list[HtmlElement | str]:
    """Return what the first selector that matches anything gives: elements, or strings."""
    ordered: Sequence[str] = (selectors,) if isinstance(selectors, str) else selectors
    for css in ordered:
        if css and (found := compiled(css)(root)):
            return list(found)
    return []
