"""Feeds, sitemaps and REST as papers write them: faulty, packed, with chatter before them."""

import gzip
import json
from itertools import product

import pytest

from newscrawl.api import list_links
from newscrawl.crawler.request_errors import is_cut
from newscrawl.discovery.sources import Rss, Sitemap, SourceError, WordPressApi, sitemaps

AT = "https://www.harianlembah.id/feed"
ARTICLE = "https://www.harianlembah.id/baca/7/sawah-tergenang"


def item(*, title="Sawah Tergenang", link=ARTICLE, more=""):
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def rss(*items, head='<?xml version="1.0" encoding="UTF-8"?>\n', tail="</channel></rss>"):
    return f'{head}<rss version="2.0"><channel><title>Lembah</title>{"".join(items)}{tail}'


def sitemap(*addresses):
    return "<urlset>" + "".join(f"<url><loc>{one}</loc></url>" for one in addresses) + "</urlset>"


def read(text, kind=Rss):
    data = text if isinstance(text, bytes) else text.encode()
    return kind("x").read(data, url=AT, is_article=None).links


# Addresses

ADDRESSES = [
    ("/r.php?id=1&judul=x", "/r.php?id=1&judul=x"),
    ("/r.php?id=1&amp;judul=x", "/r.php?id=1&judul=x"),
    ("/r.php?id=1&amp;amp;judul=x", "/r.php?id=1&judul=x"),
    ("/r.php?id=1&copy=2&lt=3&reg=4&para=5", "/r.php?id=1&copy=2&lt=3&reg=4&para=5"),
    ("/r.php?a=1&#38;b=2&", "/r.php?a=1&b=2&"),
    ("<![CDATA[/r.php?id=1&judul=x]]>", "/r.php?id=1&judul=x"),
    ("<![CDATA[/r.php?id=1&amp;judul=x]]>", "/r.php?id=1&judul=x"),
    ("\n  /baca/7/sawah tergenang\n", "/baca/7/sawah%20tergenang"),
    ("/baca/7/sawah-desa-caf\u00e9", "/baca/7/sawah-desa-caf%C3%A9"),
]


@pytest.mark.parametrize(("written", "meant"), ADDRESSES)
def test_an_address_is_whole_however_it_is_escaped(written, meant):
    address = f"https://www.harianlembah.id{meant}"
    assert [link.url for link in read(rss(item(link=written)))] == [address]
    assert [link.url for link in read(sitemap(written), Sitemap)] == [address]
    index = sitemap(written).replace("urlset", "sitemapindex").replace("url>", "sitemap>")
    assert [link.url for link in sitemaps(index.encode(), url=AT)] == [address]


def test_an_ampersand_in_an_attribute_is_one_too():
    feed = '<feed><entry><title>A</title><link href="/r.php?id=1&judul=x"/></entry></feed>'
    (link,) = read(feed)
    assert link.url == "https://www.harianlembah.id/r.php?id=1&judul=x"


# Titles

TITLES = [
    ("Sayur & Buah", "Sayur & Buah"),
    ("Sayur &amp; Buah", "Sayur & Buah"),
    ("Sayur &amp;amp; Buah", "Sayur & Buah"),
    ("Bupati &amp;quot;Lantik&amp;quot; Camat", 'Bupati "Lantik" Camat'),
    ("<![CDATA[Bupati &amp;quot;Lantik&amp;quot; Camat]]>", 'Bupati "Lantik" Camat'),
    ("Panen&nbsp;Raya &ndash; Lembah", "Panen Raya \u2013 Lembah"),
    ("Kota R&D; Baru", "Kota R&D; Baru"),
    ("Jum&#146;at &#38; Sabtu &#128512;", "Jum\u2019at & Sabtu \U0001f600"),
    ("Suhu < 10 Derajat", "Suhu < 10 Derajat"),
    ("Skor 3<4 di Babak Dua", "Skor 3<4 di Babak Dua"),
    ("Wabah <PMK> Merebak", "Wabah <PMK> Merebak"),
    ("Kopi <i>Robusta</i> Dipanen", "Kopi Robusta Dipanen"),
    ("<![CDATA[Kopi <i>Robusta</i> <br/>Dipanen]]>", "Kopi Robusta Dipanen"),
    ("Kopi &lt;b&gt;Robusta&lt;/b&gt; Dipanen", "Kopi Robusta Dipanen"),
    ("Sawah\x0b\x1f Ter&#31;genang\ufffe", "Sawah Tergenang"),
]


@pytest.mark.parametrize(("written", "shown"), TITLES)
def test_a_title_is_as_a_reader_sees_it_and_costs_no_other(written, shown):
    links = read(rss(item(title=written), item(link="/baca/8/lain", title="Lain")))
    assert [link.title for link in links] == [shown, "Lain"]
    news = f"<news:news><news:title>{written}</news:title></news:news>"
    pages = sitemap(ARTICLE, "/baca/8/lain").replace(
        "</loc></url><url>", f"</loc>{news}</url><url>"
    )
    assert [link.title for link in read(pages, Sitemap)] == [shown, None]


PICTURE = "<media:content url='a.jpg'><media:title>Foto: Humas</media:title></media:content>"
MRSS = 'xmlns:media="http://search.yahoo.com/mrss/"'


@pytest.mark.parametrize("space", [MRSS, ""], ids=["declared", "undeclared"])
@pytest.mark.parametrize(
    "before",
    [
        "<media:title>Foto: Humas</media:title>",
        PICTURE,
        f"<media:group>{PICTURE}</media:group>",
        "<image><title>Foto: Humas</title><link>https://lain.id/a.jpg</link></image>",
        "<source><title>Kantor Berita</title></source>",
    ],
)
def test_a_title_within_an_entry_is_not_the_entrys(space, before):
    feed = rss(item(more="").replace("<item>", f"<item>{before}")).replace(
        "<rss ", f"<rss {space} "
    )
    (link,) = read(feed)
    assert link[:2] == (ARTICLE, "Sawah Tergenang")


def test_pictures_and_films_of_a_sitemap_are_not_its_pages():
    page = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
      xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"><url>
      <image:image><image:loc>https://x.id/a.jpg</image:loc><image:title>Foto</image:title>
      </image:image><video:video><video:title>Film</video:title>
      <video:publication_date>2020-01-01</video:publication_date></video:video>
      <loc>{ARTICLE}</loc><news:news><news:publication_date>2026-11-02</news:publication_date>
      <news:title>Sawah Tergenang</news:title></news:news></url></urlset>"""
    assert read(page, Sitemap) == [(ARTICLE, "Sawah Tergenang", "2026-11-02")]


# Beginnings, ends, encodings

WARNING = (
    "<br />\n<b>Warning</b>:  Undefined variable $a in <b>/home/x.php</b> on line <b>3</b><br />\n"
)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "\n\n  ",
        "\ufeff",
        "\ufeff\ufeff",
        "\ufeff\r\n\ufeff",
        WARNING,
        "\ufeff" + WARNING,
        "x\n",
    ],
)
@pytest.mark.parametrize("head", ['<?xml version="1.0" encoding="UTF-8"?>\n', ""])
def test_what_stands_before_a_feed_is_passed_over(before, head):
    text = before + rss(item(), head=head)
    assert (
        read(text)
        == list_links(text.encode(), url=AT).links
        == [(ARTICLE, "Sawah Tergenang", None)]
    )
    assert [link.url for link in list_links((before + sitemap(ARTICLE)).encode(), url=AT).links]


DECLARED = ["ISO-8859-1", "utf-8", "windows-1252", "x-none"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    # Of cp1252 that says UTF-16 nothing tells what it is.
    [*product(DECLARED, ["utf-8", "cp1252"]), ("UTF-16", "utf-8")],
)
def test_the_encoding_is_what_it_is_not_what_is_declared(declared, encoding):
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    (link,) = read(rss(item(title="Caf\u00e9 di Kota \u2013 Baru"), head=head).encode(encoding))
    assert link.title == "Caf\u00e9 di Kota \u2013 Baru"


def test_a_feed_in_utf_16_is_read():
    text = rss(item(), head='<?xml version="1.0" encoding="UTF-16"?>')
    assert [link.url for link in list_links(text.encode("utf-16"), url=AT).links] == [ARTICLE]


@pytest.mark.parametrize(
    "cut", ["<item><title>Lain", "<item><title><![CDATA[Lain", "<item><li", "<"]
)
def test_a_feed_that_breaks_off_gives_what_it_has(cut):
    assert read(rss(item(), tail=cut))[0] == (ARTICLE, "Sawah Tergenang", None)


@pytest.mark.parametrize("tail", ["", "<!-- cached -->", "\n<br />\n<b>Notice</b>: x"])
@pytest.mark.parametrize(
    "before", ["", "\ufeff", WARNING, "[12-Nov-2026 01:02:03] PHP Notice: x\n"]
)
def test_a_warning_before_rest_is_passed_over(before, tail):
    posts = [{"link": ARTICLE, "title": {"rendered": "Sawah"}, "date_gmt": "2026-11-02T01:00:00"}]
    text = before + json.dumps(posts) + tail
    link = (ARTICLE, "Sawah", "2026-11-02T01:00:00+00:00")
    assert read(text, WordPressApi) == list_links(text.encode(), url=AT).links == [link]
    assert read(before + "[]" + tail, WordPressApi) == []


@pytest.mark.parametrize("data", ["[]", '[{"link":"/lain"}]', "<rss></rss>", "<feed/>"])
@pytest.mark.parametrize("begin", ["<!DOCTYPE html>", "<html>", "<head>", "<div>", "<ul>"])
def test_data_in_a_page_does_not_make_it_a_feed(begin, data):
    links = (
        f'<ul><li><h3><a href="{ARTICLE}-di-lembah">Sawah di Lembah Tergenang</a></h3></li></ul>'
    )
    page = f"{begin}<script>var a = {data}</script>{links}".encode()
    assert [link.url for link in list_links(page, url=AT).links] == [f"{ARTICLE}-di-lembah"]


def test_an_error_of_rest_is_no_list_of_posts():
    with pytest.raises(SourceError):
        read('{"code":"rest_no_route","data":{"status":404,"params":[{"a":1}]}}', WordPressApi)


# Packed


@pytest.mark.parametrize("layers", [1, 2])
def test_a_packed_sitemap_is_read_by_its_bytes_not_by_its_name(layers):
    data = sitemap(ARTICLE).encode()
    index = f"<sitemapindex><sitemap><loc>{AT}</loc></sitemap></sitemapindex>".encode()
    for _ in range(layers):
        data, index = gzip.compress(data), gzip.compress(index)
    assert [link.url for link in read(data, Sitemap)] == [ARTICLE]
    assert [link.url for link in list_links(data, url=AT).links] == [ARTICLE]
    assert [link.url for link in sitemaps(index, url=AT)] == [AT]


def test_a_packed_sitemap_in_several_pieces_or_broken_off():
    data = sitemap(ARTICLE, *(f"/baca/{n}/berita-{n * n}" for n in range(4000))).encode()
    pieces = gzip.compress(data[:900]) + gzip.compress(data[900:])
    assert len(read(pieces, Sitemap)) == 4001
    cut = gzip.compress(data)[:-4000]
    assert 0 < len(read(cut, Sitemap)) < 4001
    for damaged in (b"\x1f\x8b", b"\x1f\x8bxxxxxxxxxxxxxxxxx"):
        with pytest.raises(SourceError):
            read(damaged, Sitemap)


class Cut:
    """An answer as the spider sees it."""

    flags = ()

    def __init__(self, body):
        self.body = body


def test_a_packed_sitemap_that_breaks_off_is_told_from_a_whole_one():
    data = gzip.compress(sitemap(*(f"/baca/{n}/berita-{n * n}" for n in range(4000))).encode())
    assert not is_cut(Cut(data))
    assert is_cut(Cut(data[:-4000]))
    assert not is_cut(Cut(b"\x1f\x8b"))
