"""Parses a feed or sitemap: unpacks and decodes it, and repairs faulty XML.

Papers paste addresses and headlines into their XML unescaped, save it twice with the mark of UTF-8,
or let PHP print a warning before it. A parser that recovers goes on behind such a place, but what
stood there is lost: `?id=1&judul=x` would be `?id=1=x`. So it is mended before it is parsed.
"""

import re
import zlib
from html import unescape
from html.entities import html5
from typing import Final

from lxml import etree

from newscrawl.page.document import decode
from newscrawl.page.errors import TOO_LARGE
from newscrawl.page.limits import MAX_IN_XML, too_much

# No entities, no network, no DTD: a feed is a stranger's file (billion laughs, XXE).
PARSER: Final = etree.XMLParser(
    encoding="utf-8",
    recover=True,
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
)
#: What a packed file may grow to, in bytes, as an answer may (DOWNLOAD_MAXSIZE).
MAX_UNPACKED: Final = 12 * 1024 * 1024
#: Some papers pack a file that is packed already.
LAYERS: Final = 2
GZIP: Final = b"\x1f\x8b"
#: Where a feed or sitemap begins, and how much of a server's chatter may stand before, in signs.
ROOT: Final = re.compile(
    r"<(?:\?xml|(?:\w{1,20}:)?(?:rss|feed|urlset|sitemapindex|rdf))\b", re.IGNORECASE
)
CHATTER: Final = 8000
DECLARATION: Final = re.compile(r"<\?xml\b[^<>]*\?>")
#: What XML has no sign for, not even escaped.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Signs that may mean themselves: an `&` with what may follow it, a `<` that begins no tag.
RAW: Final = re.compile(r"&(?:#(\d{1,7}|[xX][0-9a-fA-F]{1,6});|(\w{1,40});)?|<(?![\w/!?:])")
XML_ENTITIES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
TITLE: Final = re.compile(r"<((?:\w{1,20}:)?title)(?=[\s>])")


class XmlError(Exception):
    """Raised for bytes that are no XML, or too many; its text says which."""


def unpacked(page: bytes) -> bytes:
    """Return what a gzipped file holds, whatever it is called; another as it is.

    Of a file that breaks off, what there is. Raises XmlError for more than MAX_UNPACKED.
    """
    for _ in range(LAYERS):
        if page.startswith(GZIP):
            page = _unpack(page)
    return page


def _unpack(packed: bytes) -> bytes:
    pieces, left = [], MAX_UNPACKED
    while packed.startswith(GZIP):  # a file may be several, one behind the other
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            piece = stream.decompress(packed, left + 1)
        except zlib.error as error:
            raise XmlError("a packed file that is damaged") from error
        left -= len(piece)
        if left < 0:
            raise XmlError(TOO_LARGE)
        pieces.append(piece)
        packed = stream.unused_data
    return b"".join(pieces)


def begins(text: str) -> int | None:
    """Return where a feed or sitemap begins in an answer; None in an answer that is none."""
    found = ROOT.search(text, 0, CHATTER)
    return found.start() if found else None


def parse_xml(page: bytes) -> etree._Element:
    """Parse a feed or sitemap leniently. Raises XmlError when there is none."""
    text = decode(unpacked(page))
    text = text[begins(text) or 0 :]
    if too_much(text.encode("utf-8", "replace"), MAX_IN_XML):
        raise XmlError(TOO_LARGE)
    try:
        root = etree.fromstring(mended(text).encode(), PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise XmlError(f"no XML: {error}") from error
    if root is None:
        raise XmlError("no XML")
    return root


def mended(text: str) -> str:
    """Return XML with its raw signs escaped, HTML's entities written out, and nothing forbidden.

    What the declaration says of the encoding no longer holds, so it goes. Linear: cut at its marks,
    not searched for pairs of them.
    """
    text = FORBIDDEN.sub("", DECLARATION.sub("", text, count=1)).strip("\ufeff \t\r\n")
    # Entities that the file declares itself stay, unread.
    own = "<!ENTITY" in text[:CHATTER]
    first, *rest = text.split("<![CDATA[")
    pieces = [_escaped(first, own=own)]
    for part in rest:
        data, end, after = part.partition("]]>")
        pieces += ["<![CDATA[", data, end, _escaped(after, own=own)]
    return "".join(pieces)


def _escaped(text: str, *, own: bool) -> str:
    def written(found: re.Match[str]) -> str:
        whole, number, name = found[0], found[1], found[2]
        if number:  # half of a smiley, `&#55357;`, is taken by the parser, and no text to lxml
            sign = unescape(whole).strip("\ufffd")
            return whole if sign.isascii() and sign else sign
        if name is None:
            return "&amp;" if whole == "&" else "&lt;"
        if name in XML_ENTITIES:
            return whole
        if f"{name};" in html5:
            return html5[f"{name};"].replace("&", "&amp;").replace("<", "&lt;")
        return whole if own else f"&amp;{name};"

    return RAW.sub(written, _plain_titles(text))


def _plain_titles(text: str) -> str:
    """Return XML in which the titles have no elements: `<i>` and `<PMK>` in them are text."""
    first, *rest = TITLE.split(text)
    pieces = [first]
    for name, part in zip(rest[::2], rest[1::2], strict=True):
        attributes, closed, content = part.partition(">")
        title, end, after = content.partition(f"</{name}>")
        if end and "<" in title and not attributes.endswith("/"):
            title = title.replace("<", "&lt;")
        pieces += [f"<{name}", attributes, closed, title, end, after]
    return "".join(pieces)


def address_of(written: str) -> str:
    """Return an address that was escaped once more than it should be: no address has `&amp;`."""
    return unescape(written) if "&amp;" in written else written
