"""The headline as printed, whatever stands around it."""

import pytest

from newscrawl.page.errors import NotAnArticle
from tests.unit.extraction.test_extract import BODY, HEADLINE, URL, json_ld, page, read


def og(title):
    return f'<meta property="og:title" content="{title}">'


@pytest.mark.parametrize(
    "suffix",
    [
        " - Koran Rekaan",
        " | Koran Rekaan",
        " : Rekaan News",
        " – KoranRekaan.id",
        " | Daerah | Koran Rekaan",
        "|Rekaan Online",
        " - Halaman 2 - Koran Rekaan",
        " » Koran",
    ],
)
@pytest.mark.parametrize("heading", ["h1", "h2", "div", "none"])
def test_without_the_name_of_the_site(suffix, heading):
    printed = "" if heading == "none" else f"<{heading}>{HEADLINE}</{heading}>"
    html = page(heading=printed, title=HEADLINE + suffix, head=og(HEADLINE + suffix))
    head = '<meta property="og:site_name" content="Koran Rekaan">' if heading == "none" else ""
    known = suffix not in (
        " : Rekaan News",
        " » Koran",
    )  # without the heading nothing says that these are names
    if heading != "none" or known:
        assert read(html.replace("<head>", "<head>" + head)).headline == HEADLINE


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1>Koran Rekaan</h1><h1>{HEADLINE}</h1>",
        f"<h1><img alt='logo'></h1><h1>{HEADLINE}</h1>",
        f"<h1>Daerah</h1><h2>{HEADLINE}</h2><h3>Warga Lembah Biru Menanam Pohon</h3>",
        f"<h2>Gotong Royong</h2><h1>{HEADLINE}</h1><h2>Papan lapuk diganti bersama</h2>",
        f"<h1><span class='kicker'>Gotong Royong</span> {HEADLINE}</h1>",
        f"<h1>{HEADLINE}<small>Papan lapuk diganti bersama</small></h1>",
        f"<aside><h1>{HEADLINE}</h1></aside><div class='judul'>{HEADLINE}</div>",
        f"<ul><li><a href='/x'>{HEADLINE}</a></li></ul><div>{HEADLINE}</div>",
        "<h1>\n  Warga Lembah Hijau\n  Perbaiki <br>Jembatan Gantung </h1>",
        f"<h1>{HEADLINE}</h1>" + "<h1>Kanal Lain Punya Judul Sendiri</h1>" * 3,
    ],
)
def test_the_heading_that_the_titles_confirm(heading):
    assert read(page(heading=heading)).headline == HEADLINE


@pytest.mark.parametrize(
    "title",
    [
        "Koran Rekaan - Berita Terkini",
        "",
        "Warga",
        "Warga Lembah Hijau Perbaiki Jemb...",
        "Daerah | Warga Lembah Hijau Perbaiki Jembatan …",
    ],
)
def test_the_only_h1_where_titles_are_cut_or_the_sites(title):
    assert read(page(title=title)).headline == HEADLINE


def test_as_printed_not_as_machines_are_told():
    html = page(
        heading="<h1>Warga &quot;Lembah Hijau&quot; &amp; Kawan Perbaiki Jembatan</h1>",
        title="Warga Lembah Hijau &amp; Kawan Perbaiki Jembatan",
    )
    assert read(html).headline == 'Warga "Lembah Hijau" & Kawan Perbaiki Jembatan'


def test_a_line_that_the_address_repeats_on_a_page_without_titles():
    html = f"<body><div>menu</div><div>{HEADLINE}</div><div>19 Maret 2024 10:15 WIB</div>{BODY}"
    found = read(html, url=URL)
    assert (found.headline, found.layers["headline"]) == (HEADLINE, "generic")


def test_json_ld_headline_sheds_markup_and_double_escapes():
    html = page(
        heading="",
        title="Koran Rekaan",
        head=json_ld(headline="Warga <i>Lembah</i> Hijau &amp;amp; Kawan"),
    )
    found = read(html)
    assert (found.headline, found.layers["headline"]) == ("Warga Lembah Hijau & Kawan", "json-ld")


def test_without_any_headline_there_is_no_article():
    with pytest.raises(NotAnArticle, match="no headline"):
        read(f"<body>{BODY}", url="https://koranrekaan.id/read/123456")


@pytest.mark.parametrize("title", ["Koran", "Koran Rekaan", "Portal Berita Lembah Hijau Terkini"])
@pytest.mark.parametrize(
    "heading",
    [
        f"<h2>{HEADLINE}</h2>",
        f"<h4 class='x'>{HEADLINE}</h4>",
        f"<div class='judul-berita'>{HEADLINE}</div>",
        f"<span id='lblJudul'>{HEADLINE}</span><br>",
        f"<font size='5'><b>{HEADLINE}</b></font><br>",
        f"<font size='+2'>{HEADLINE}</font><br>",
        f"<p class='mb-3 fs-1'>{HEADLINE}</p>",
        f"<div class='mt-2 text-3xl'>{HEADLINE}</div>",
        f"<div style='color: red; font-size: 24px'>{HEADLINE}</div>",
        f"<b>{HEADLINE}</b><br>",
    ],
)
def test_the_line_set_apart_where_all_pages_are_named_after_the_site(title, heading):
    html = page("<p>Selasa, 19 Maret 2024 10:15 WIB</p>", heading=heading, title=title)
    found = read(html, url="https://koranrekaan.id/berita/8812")
    assert (found.headline, found.date_published) == (HEADLINE, "2024-03-19T10:15:00+07:00")


@pytest.mark.parametrize(
    "other",
    [
        "<b>Petani Kampung Biru Panen Bawang Merah</b><br>",
        f"<b><a href='/lain'>{HEADLINE}</a></b><br>",
        f"<span>{HEADLINE}</span>",
    ],
)
def test_a_line_that_is_not_set_apart_or_tells_of_something_else_is_no_headline(other):
    html = page("<p>Selasa, 19 Maret 2024</p>", heading=other, title="Portal Berita Lembah")
    assert read(html, url="https://koranrekaan.id/berita/8812").headline == "Portal Berita Lembah"


@pytest.mark.parametrize(
    ("headline", "verb"),
    [
        ("Bupati Resmikan Jembatan Rimba Jaya", "meresmikan jembatan itu"),
        ("Bupati Awasi Jembatan Rimba Jaya", "mengawasi jembatan itu"),
        ("Bupati Bangun Jembatan Rimba Jaya", "membangun jembatan itu"),
        ("Bupati Dirikan Jembatan Rimba Jaya", "mendirikan jembatan itu"),
        ("Bupati Kunjung Jembatan Rimba Jaya", "berkunjung ke jembatan itu"),
    ],
)
def test_a_headline_that_leaves_the_prefix_off_a_verb_is_told_by_the_text(headline, verb):
    text = f"<p>Pada hari Minggu siang bupati {verb}, kata camat kepada wartawan di balai desa.</p>"
    html = page(heading=f"<div class='judul'>{headline}</div>", title="Koran Rekaan Online")
    html = html.replace(BODY, text + "<p>Warga datang sejak pagi dan membawa makanan.</p>")
    assert read(html, url="https://koranrekaan.id/berita/8812").headline == headline
