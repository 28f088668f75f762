"""Pages made to cost memory and time: told by counting, before they are parsed."""

import time

import pytest

from newscrawl.api import extract_article
from newscrawl.discovery.sources import Index, Rss, Sitemap, SourceError, WordPressApi
from newscrawl.page.limits import MAX_IN_PAGE, too_much
from tests.support.crawling import page, url

MB = 1024 * 1024
WHERE = "https://www.nusabali.com/"


def filled(piece, size=16 * MB):
    return piece * (size // len(piece))


def beside(more):
    return page(2, 6, extra=more.decode("latin-1")).body


HOSTILE = {
    "open tags": filled(b"<p>"),
    "paragraphs": filled(b"<p>a b</p>"),
    "nested": b"<div>" * 100_001,
    "metas": filled(b"<meta name=a content=b>"),
    "attributes": b"<div " + b" ".join(b"a%d=1" % n for n in range(1_000_000)) + b">",
    "bare attributes": b"<div " + b" ".join(b"a%d" % n for n in range(1_000_000)) + b">",
    "a line": b"<p>" + filled(b"kata ") + b"</p>",
    "a word": b"<p>" + filled(b"x") + b"</p>",
    "entities": b"<p>" + filled(b"&amp;") + b"</p>",
    "data": b'<script type="application/json">[' + b"{}," * 300_000 + b"{}]</script>",
    "brackets": b'<script type="application/json">' + b"[" * 1_000_000 + b"</script>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_of_too_much_is_refused_at_once(name):
    body = beside(HOSTILE[name])
    begin = time.process_time()
    assert extract_article(body, url=url(2)) is None
    with pytest.raises(SourceError, match="too large"):
        Index(WHERE).read(body, url=WHERE, is_article=None)
    assert time.process_time() - begin < 5


HEAVY_AND_GOOD = {
    "a comment": b"<!--" + filled(b"x", 10 * MB) + b"-->",
    "a picture": b'<img src="data:image/png;base64,' + filled(b"A", 4 * MB) + b'">',
    "a script": b"<script>" + filled(b"a+b;", 4 * MB) + b"</script>",
    "deep json-ld": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
    "not a number": b'<script type="application/ld+json">{"@type": "NewsArticle", "headline": NaN, '
    b'"wordCount": ' + b"9" * 5000 + b', "datePublished": Infinity}</script>',
    "ten thousand links": b'<a href="/x">x</a>' * 10_000,
}


@pytest.mark.parametrize("name", HEAVY_AND_GOOD)
def test_what_costs_nothing_is_read_however_long(name):
    begin = time.process_time()
    article = extract_article(beside(HEAVY_AND_GOOD[name]), url=url(2))
    assert article is not None
    assert article.headline == "Judul berita nomor 2"
    assert time.process_time() - begin < 5


def test_the_bound_is_far_above_real_pages():
    busiest = b"<div class=a>" * 20_000
    assert not too_much(busiest, MAX_IN_PAGE)
    assert MAX_IN_PAGE[b"<"] >= 5 * 20_000


LAUGHS = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 100) for n in range(8))
ENTRY = b"<item><title>%s</title><link>https://www.nusabali.com/berita/1/x</link></item>"
XML = {
    "laughs": b'<!DOCTYPE l [<!ENTITY a "x">' + LAUGHS + b"]><rss><channel>" + ENTRY % b"&i;",
    "files": b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel>'
    + ENTRY % b"&a;",
    "remote": b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss><channel>' + ENTRY % b"&a;",
    "parameters": b'<!DOCTYPE l [<!ENTITY % b SYSTEM "http://127.0.0.1:9/">%b;]><rss><channel>'
    + ENTRY % b"x",
}


@pytest.mark.parametrize("name", XML)
def test_no_entity_of_a_feed_is_expanded_or_fetched(name):
    begin = time.process_time()
    try:
        listing = Rss(WHERE).read(b'<?xml version="1.0"?>' + XML[name], url=WHERE, is_article=None)
    except SourceError:
        return
    assert time.process_time() - begin < 2
    # What remains readable of it is read; an entity stays a name.
    assert {link.title for link in listing.links} <= {None, "x", "&a;", "&i;"}


@pytest.mark.parametrize(
    ("source", "body"),
    [
        (Rss, b"<rss><channel>" + filled(b"<item/>")),
        (Sitemap, b"<urlset>" + filled(b"<url/>")),
        (Rss, b"<rss>" + b"<a>" * 600_000),
        (Rss, b"<rss " + b" ".join(b'a%d="1"' % n for n in range(300_000)) + b"/>"),
        (WordPressApi, b"[" + b"{}," * 5_000_000 + b"{}]"),
        (WordPressApi, b"[" * 1_000_000),
        (WordPressApi, b"[" * 150_000),
        (WordPressApi, b"[" + b"1," * 2_000_000 + b"1]"),
    ],
    ids=["items", "urls", "deep", "attributes", "objects", "brackets", "deep json", "numbers"],
)
def test_a_feed_of_too_much_is_refused_at_once(source, body):
    begin = time.process_time()
    with pytest.raises(SourceError):
        source(WHERE).read(body, url=WHERE, is_article=None)
    assert time.process_time() - begin < 3


def test_a_sitemap_as_large_as_the_protocol_allows_is_read():
    entry = "<url><loc>https://www.nusabali.com/berita/%d/judul</loc><lastmod>2026-11-02</lastmod></url>"
    body = "<urlset>" + "".join(entry % n for n in range(50_000)) + "</urlset>"
    listing = Sitemap(WHERE).read(body.encode(), url=WHERE, is_article=None)
    assert len(listing.links) == 50_000
