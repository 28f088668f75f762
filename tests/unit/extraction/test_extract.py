"""Whole pages through extract(): layers, what is no article, and pages made to break it."""

import json
from datetime import UTC, datetime

import pytest

from newscrawl.extraction import Hint, Rules, extract
from newscrawl.page.errors import NotAnArticle
from newscrawl.regions import WITA

NOW = datetime(2024, 3, 20, 3, 0, tzinfo=UTC)
URL = "https://koranrekaan.id/daerah/warga-lembah-hijau-perbaiki-jembatan-gantung"
HEADLINE = "Warga Lembah Hijau Perbaiki Jembatan Gantung"
BODY = """
<p>Puluhan warga Lembah Hijau bergotong royong memperbaiki jembatan yang putus diterjang arus.</p>
<p>Mereka mengganti papan yang lapuk dan mengencangkan kawat baja di kedua sisi sejak pagi hari.</p>
<p>Kepala dusun berharap jembatan itu dapat dilalui anak sekolah mulai pekan depan tanpa cemas.</p>
"""


def read(html, *, url=URL, rules=None, hint=None, now=NOW):
    return extract(html, url=url, rules=rules or Rules(), now=now, hint=hint)


def page(
    top="",
    *,
    head="",
    bottom="",
    heading=f"<h1>{HEADLINE}</h1>",
    title=f"{HEADLINE} - Koran Rekaan",
):
    return (
        f"<html lang='id'><head><title>{title}</title>{head}</head><body>"
        f"{heading}{top}<div class='isi'>{BODY}</div>{bottom}</body></html>"
    )


def json_ld(**properties):
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": HEADLINE,
        **properties,
    }
    return f"<script type='application/ld+json'>{json.dumps(article)}</script>"


def outcome(html, **kwargs):
    try:
        return read(html, **kwargs)
    except NotAnArticle as error:
        return error.reason


def refusal(html, url=URL):
    with pytest.raises(NotAnArticle) as caught:
        read(html, url=url)
    return caught.value.reason


def test_fields_and_layers_of_a_plain_page():
    found = read(
        page(
            "<p>Selasa, 19 Maret 2024 | 10:15 WITA</p><p>Penulis: Sari Melati</p>",
            head=json_ld(articleSection="Daerah", description="Jembatan gantung diperbaiki warga.")
            + "<link rel='canonical' href='/daerah/jembatan'>",
            bottom="<p>Editor: Made Rekaan</p><div>Tag: <a href='/tag/j'>#jembatan</a></div>",
        )
    )
    assert found.headline == HEADLINE
    assert len(found.paragraphs) == 3
    assert found.date_published == "2024-03-19T10:15:00+08:00"
    assert found.date_published_raw == "Selasa, 19 Maret 2024 | 10:15 WITA"
    assert (found.authors, found.editors) == (["Sari Melati"], ["Made Rekaan"])
    assert (found.article_section, found.keywords) == ("Daerah", ["jembatan"])
    assert found.description == "Jembatan gantung diperbaiki warga."
    assert found.canonical == "https://koranrekaan.id/daerah/jembatan"
    assert found.in_language == "id"
    assert found.layers == {
        "headline": "generic",
        "description": "json-ld",
        "date_published": "generic",
        "authors": "generic",
        "editors": "generic",
        "article_section": "json-ld",
        "keywords": "generic",
        "article_body": "generic",
    }


def test_selectors_come_first_and_say_so():
    rules = Rules(
        zone=WITA,
        headline=".j",
        published=".t",
        byline=".w",
        editor=".e",
        section=".k",
        tags=".g a",
        body=".isi",
        summary=".r",
    )
    found = read(
        page(
            "<b class='j'>Judul Menurut Koran</b><i class='t'>18/03/2024 07:05</i>"
            "<i class='w'>Ani Rekaan</i><i class='e'>Budi Rekaan</i><i class='k'>Desa</i>"
            "<p class='g'><a>satu</a><a>dua</a></p><q class='r'>Ringkas</q>",
            head=json_ld(author="Orang Lain", datePublished="2020-01-01T00:00:00+07:00"),
        ),
        rules=rules,
    )
    assert found.headline == "Judul Menurut Koran"
    assert found.date_published == "2024-03-18T07:05:00+08:00"
    assert (found.authors, found.editors, found.article_section) == (
        ["Ani Rekaan"],
        ["Budi Rekaan"],
        "Desa",
    )
    assert (found.keywords, found.description) == (["satu", "dua"], "Ringkas")
    assert set(found.layers.values()) == {"selector"}


def test_embedded_data_is_a_layer_of_its_own():
    text = "".join(f"<p>{line}</p>" for line in BODY.split("<p>")[1:])
    data = {
        "headline": "Judul dari Data",
        "datePublished": "2024-03-18 08:10:08",
        "author": [{"name": "Ani Rekaan"}],
        "editor": {"name": "Budi Rekaan"},
        "keywords": ["satu"],
        "articleSection": "Desa",
        "articleBody": text,
    }
    found = read(
        "<html><body><div id='app' data-page='{}'></div></body></html>",
        rules=Rules(embedded=lambda _root: data),
    )
    assert (found.headline, found.authors, found.editors) == (
        "Judul dari Data",
        ["Ani Rekaan"],
        ["Budi Rekaan"],
    )
    assert found.date_published == "2024-03-18T08:10:08+07:00"
    assert len(found.paragraphs) == 3
    assert set(found.layers.values()) == {"embedded"}


def test_the_listing_helps_where_the_page_is_silent():
    found = read(page(), hint=Hint(headline=HEADLINE, date="19 Maret 2024 06:30 WIB"))
    assert found.date_published == "2024-03-19T06:30:00+07:00"
    assert found.layers["date_published"] == "hint"


@pytest.mark.parametrize("tag", ["p", "div", "span"])
def test_a_page_of_bare_lines(tag):
    close = "<br>" if tag == "span" else ""
    text = [x.removeprefix("<p>").removesuffix("</p>") for x in BODY.strip().splitlines()]
    top = ["Kamis, 14 Maret 2024, 18:55 WITA Follow", "IKUTI KORANREKAAN.ID DI", "GOOGLE NEWS"]
    lines = [*top, "KORANREKAAN.ID, DUNIA.", *text, "Editor: Juwita", "Reporter: krn/net"]
    html = f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1>" + "".join(
        f"<{tag}>{x}</{tag}>{close}" for x in lines
    )
    found = read(html, rules=Rules(zone=WITA))
    assert found.date_published == "2024-03-14T18:55:00+08:00"
    assert found.date_published_raw == "Kamis, 14 Maret 2024, 18:55 WITA"
    assert (found.authors, found.editors) == (["krn/net"], ["Juwita"])
    assert found.article_section == "Dunia"
    assert found.layers["article_section"] == "generic"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("//koranrekaan.id/a", "https://koranrekaan.id/a"),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("", URL),
    ],
)
def test_canonical_is_an_absolute_web_address_or_nothing(told, expected):
    assert read(page(head=f"<link rel='canonical' href='{told}'>")).canonical == expected


def test_tags_lose_signs_labels_and_repeats():
    links = "".join(
        f"<a href='/tag/{n}'>{t}</a>"
        for n, t in enumerate(
            ["#Jembatan", "jembatan", "Tag:", "Gotong Royong", "Berita Terkini Hari Ini"]
        )
    )
    assert read(page(bottom=f"<div>{links}</div>")).keywords == ["Jembatan", "Gotong Royong"]


def test_breadcrumbs_give_the_nearest_channel_not_the_article():
    items = [{"@type": "ListItem", "name": n} for n in ("Home", "Daerah", "Pegunungan", HEADLINE)]
    crumbs = json.dumps({"@type": "BreadcrumbList", "itemListElement": items})
    found = read(page(head=f"<script type='application/ld+json'>{crumbs}</script>"))
    assert found.article_section == "Pegunungan"


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/category/desa'>Desa</a>",
        "<p class='breadcrumb'><a href='/'>Home</a> <a href='/d'>Desa</a></p>",
    ],
)
def test_a_link_to_the_channel_beside_the_headline(link):
    heading = f"<h1>{HEADLINE}</h1>"
    assert read(page(heading=link + heading)).article_section == "Desa"
    assert read(page(heading=heading)).article_section is None


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "empty page"),
        (" \n", "empty page"),
        ("<html><body></body></html>", "empty page"),
        (
            "<body class='error404'><h1>Kosong</h1><p>Tidak ada apa-apa di sini untuk dibaca.</p>",
            "not found",
        ),
        ("<title>404 Not Found</title><h1>404 Not Found</h1><p>nginx</p>", "not found"),
        (
            "<title>Halaman tidak ditemukan</title><h1>Halaman tidak ditemukan</h1>" + BODY,
            "not found",
        ),
        ("<title>Just a moment...</title><h1>Just a moment...</h1><p>Checking.</p>", "block page"),
        (page().replace("<body>", "<body class='search search-results'>"), "search"),
        (page().replace("<body>", "<body class='archive tag tag-jalan'>"), "tag"),
        (page().replace("<body>", "<body class='archive category'>"), "listing"),
        (f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1><p>Foto</p>", "no body"),
        (
            "<rss><channel><description>Berita hari ini</description></channel></rss>",
            "feed",
        ),
    ],
)
def test_what_is_no_article_says_why(html, reason):
    assert refusal(html) == reason


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "listing"),
        ("/", "listing"),
        ("/indeks", "listing"),
        ("/tag/jembatan", "tag"),
        ("/search?q=jembatan", "search"),
        ("/?s=jembatan", "search"),
        ("/category/daerah/", "listing"),
    ],
)
def test_an_address_that_no_article_has(path, reason):
    assert (
        refusal(page("<p>Selasa, 19 Maret 2024 | 10:15 WIB</p>"), "https://koranrekaan.id" + path)
        == reason
    )


def test_a_declared_article_is_read_at_a_listing_like_address():
    head = "<meta property='article:published_time' content='2024-03-19T10:15:00+07:00'>"
    assert (
        read(page(head=head), url="https://koranrekaan.id/kanal/daerah/jembatan-gantung").headline
        == HEADLINE
    )
    assert read(page(head=head), url="https://koranrekaan.id/?p=123").headline == HEADLINE


NESTED = "<div>" * 20_000
LD = "<script type='application/ld+json'>{}</script>"


@pytest.mark.parametrize(
    "html",
    [
        page(NESTED),
        page("<span>x" * 20_000),
        page("<a href='/x'>kata" * 20_000),
        page("<h1>judul lain" * 5_000),
        page("<div>Senin, 1 Januari 2020 10:00 WIB</div>" * 3_000),
        page("<div>Penulis</div>" * 3_000),
        page("<div>" + "Penulis: " * 20_000 + "</div>"),
        page(head=LD.format("[" * 50_000)),
        page(head=LD.format("[" * 50_000 + "]" * 50_000)),
        page(head=LD.format('"' * 50_000)),
        page(head=LD.format("/*" * 50_000)),
        page(head=LD.format('"' + "\\" * 50_001)),
        page(title="| " * 50_000),
        page("&amp;" * 100_000),
        page("<table><tr><td>" * 5_000),
        page("<select>" + "<option>1 Januari 2020" * 5_000),
        page(BODY * 2_000),
        page("\x00\x01\ud800"),
        page().encode("utf-16"),
        bytes(range(256)) * 100,
        b"\x00" * 1_000,
    ],
    ids=range(21),
)
def test_hostile_pages_give_an_article_or_a_reason(html):
    found = outcome(html)
    assert isinstance(found, str) or (found.headline and found.paragraphs)


@pytest.mark.parametrize("url", ["", "http://[", "kata", "https://koranrekaan.id/\x00"])
def test_an_address_that_is_none_does_no_harm(url):
    found = outcome(page("<p>19 Maret 2024 10:15 WIB</p>"), url=url)
    assert found if isinstance(found, str) else found.headline == HEADLINE


def test_bytes_are_read_in_their_own_encoding():
    html = page().replace("dusun", "café")
    assert "café" in read(html.encode()).paragraphs[2]
    assert "café" in read(html.encode("cp1252")).paragraphs[2]
