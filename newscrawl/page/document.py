"""Parses a page, given as bytes or text: the one place that decodes and parses HTML."""

import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from lxml import etree
from lxml.html import HtmlElement
from w3lib.encoding import html_to_unicode

from newscrawl.page.errors import TOO_LARGE, NotAnArticle
from newscrawl.page.limits import MAX_IN_PAGE, has_endless_tag, too_much, too_much_text

# libxml2 reads no further than 10 MB of one text node unless told so; deeper pages are cut.
PARSER = etree.HTMLParser(
    encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
)
# One class for all elements: lxml.html's own lookup calls Python for every element it hands out.
PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
#: Control characters, which XML forbids; in UTF-8 these bytes are nothing else.
CONTROL = bytes([*range(9), 11, 12, *range(14, 32), 127])
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
#: To browsers they mean nothing; libxml2 closes all at </body> and reads nothing after </html>, and
#: papers print them early, with a box that was a page of its own.
ENDS: Final = re.compile(rb"</(?:body|html)>", re.IGNORECASE)


CLASSES: Final = etree.XPath("//@class")
IDS: Final = etree.XPath("//@id")
#: libxml2 holds each attribute of a tag against all others of it: 100,000 take it 13 seconds. So a
#: tag keeps its first hundreds; looked for only where a long stretch of a page closes no tag.
STRETCH: Final = 32_768
ATTRIBUTE: Final = rb"""[\s/]*+[^\s=<>"'/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]*+))?"""
CROWDED: Final = re.compile(
    rb"(<[a-zA-Z][^\s<>/]*+(?:" + ATTRIBUTE + rb"){400})(?:" + ATTRIBUTE + rb")+"
)
HEADINGS: Final = ("h1", "h2", "h3")
#: Elements that print times, or hold one that is not printed.
TIMED: Final = ("time", "abbr", "span")
#: What is asked of nearly every page, and is not there by the hundred as links are.
COMMON: Final = (*HEADINGS, *TIMED, "title", "meta", "link", "script", "style", "blockquote")


class Tagged(dict[str, list[HtmlElement]]):
    """The elements of each tag in document order, looked for when they are first asked for.

    The tags that every page is asked for are looked for together, in one walk over the page.
    """

    def __init__(self, root: HtmlElement) -> None:
        """Take the element in which they stand."""
        super().__init__()
        self.root = root

    @cached_property
    def common(self) -> list[HtmlElement]:
        """The elements of all tags that every page is asked for."""
        return list(self.root.iter(*COMMON))

    def __missing__(self, tag: str) -> list[HtmlElement]:
        if tag in COMMON:
            self.update((one, []) for one in COMMON)
            for element in self.common:
                self[str(element.tag)].append(element)
        else:
            self[tag] = list(self.root.iter(tag))
        return self[tag]


@dataclass(frozen=True)
class Document:
    """A parsed page: its root element and the address it was fetched from."""

    root: HtmlElement
    url: str
    #: The elements of each tag.
    tagged: "Tagged"

    @cached_property
    def headings(self) -> list[HtmlElement]:
        """The headings of the first three ranks, in document order."""
        return [element for element in self.tagged.common if element.tag in HEADINGS]

    @cached_property
    def classes(self) -> list[Any]:
        """The values of all `class` attributes, as lxml's strings that know their element."""
        return list(CLASSES(self.root))

    @cached_property
    def ids(self) -> list[Any]:
        """The values of all `id` attributes, likewise."""
        return list(IDS(self.root))


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
        encoding, text = html_to_unicode(content_type, page, default_encoding="cp1252")
    # Declared UTF-8 and not: a broken byte in a UTF-8 page, or a page in Windows' old encoding?
    if encoding == "utf-8" and 2 * text.count("\ufffd") > len(NOT_ASCII.findall(text)):
        return page.decode("cp1252", "replace")
    return text


def in_utf8(page: bytes | str, content_type: str | None) -> bytes:
    """Return the page's text in UTF-8, as which most pages come."""
    if isinstance(page, bytes):
        try:
            if page.isascii() or page.decode():
                return page.removeprefix(BOM_UTF8)
        except UnicodeDecodeError:
            pass
    return decode(page, content_type).encode("utf-8", "replace")


def tags_end_everywhere(data: bytes) -> bool:
    """Return whether closing tags stand everywhere: then no single tag fills a page."""
    starts = range(0, len(data) - STRETCH, STRETCH)
    return all(data.find(b"</", start, start + STRETCH) >= 0 for start in starts)


def without_early_ends(data: bytes) -> bytes:
    """Return a page without the tags that end it, where they stand early."""
    first = ENDS.search(data)
    if first is None or first.start() >= len(data) - 100:  # one that ends the page does no harm
        return data
    return ENDS.sub(b"", data)


def parse(page: bytes | str, *, url: str, content_type: str | None = None) -> Document:
    """Parse a page.

    Raises NotAnArticle("empty page") when there is nothing to parse, "too large" for a page that
    has more of anything than pages have.
    """
    data = in_utf8(page, content_type).translate(None, CONTROL)
    if too_much(data, MAX_IN_PAGE):
        raise NotAnArticle(TOO_LARGE)
    data = without_early_ends(data)
    if not tags_end_everywhere(data):
        if has_endless_tag(data):
            raise NotAnArticle(TOO_LARGE)
        data = CROWDED.sub(rb"\1", data)
    try:
        root = etree.fromstring(data, PARSER)
    except etree.XMLSyntaxError as error:
        raise NotAnArticle("empty page") from error
    if not isinstance(root, HtmlElement):  # nothing at all gives None
        raise NotAnArticle("empty page")
    if too_much_text(root, len(data)):
        raise NotAnArticle(TOO_LARGE)
    return Document(root, url, Tagged(root))
