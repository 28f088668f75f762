"""The section of an article: its channel, or null; never the menu, the outlet or a list."""

import json

import pytest

from tests.unit.extraction.test_extract import HEADLINE, URL, json_ld, page, read

H1 = f"<h1>{HEADLINE}</h1>"
MENU = "".join(
    f"<li><a href='/category/{name.lower()}'>{name}</a></li>"
    for name in ("Ekonomi", "Hukum", "Olahraga", "Hangout")
)
SITE = "<meta property='og:site_name' content='Koran Rekaan'>"


def section(html, url=URL):
    found = read(html, url=url)
    return found.article_section, found.layers.get("article_section")


def ld_crumbs(*names):
    items = [{"@type": "ListItem", "name": name} for name in names]
    told = {"@type": "BreadcrumbList", "itemListElement": items}
    return f"<script type='application/ld+json'>{json.dumps(told)}</script>"


@pytest.mark.parametrize(
    "trail",
    [
        "<div class='breadcrumb'><a href='/'>Beranda</a> &raquo; <a href='/k/desa'>Desa</a></div>",
        "<nav class='crumbs'><li><a href='/'>Home</a></li><li><a href='/d'>Desa</a></li></nav>",
        "<p class='breadcrumb'>Home &gt; Daerah &gt; Desa</p>",
        "<p>Beranda / <a href='/d'>Daerah</a> / <a href='/d/desa'>Desa</a></p>",
        f"<p><a href='/'>Home</a> » <a href='/x/desa'>Desa</a> » {HEADLINE}</p>",
        "<h4><a href='/news/'>News</a> / <a href='//desa.koranrekaan.id/'>Desa</a></h4>",
        "<p><a href='/'>Koran Rekaan</a> › <a href='/x'>Desa</a></p><a href='/tag/j'>Jembatan</a>",
        "<p><i itemprop='itemListElement'>Home</i> <i itemprop='itemListElement'>Desa</i></p>",
        "<div class='breadcrumb'><a href='/'>Home</a><a href='/search/label/Desa'>Desa</a></div>",
        f"<p class='breadcrumb'><a href='/'>Home</a> <a href='/x'>Desa</a> {HEADLINE[:30]}…</p>",
    ],
)
def test_the_trail_above_the_headline_beats_what_machines_are_told(trail):
    head = SITE + json_ld(articleSection="Ekonomi") + "<meta name='section' content='Hukum'>"
    assert section(page(head=head, heading=MENU + trail + H1)) == ("Desa", "generic")


def test_a_channel_that_the_headline_names_is_one():
    trail = "<div class='breadcrumb'><a href='/'>Home</a> / <a href='/x'>Lembah Hijau</a></div>"
    assert section(page(heading=trail + H1))[0] == "Lembah Hijau"


def test_a_trail_that_ends_in_the_plain_channel():
    trail = "<div class='breadcrumb'><a href='/'>Home</a> / <a href='/x'>Berita</a></div>"
    assert section(page(heading=trail + H1))[0] == "Berita"


@pytest.mark.parametrize(
    "above",
    [
        MENU,
        "<ul><li><a href='/'>Home</a></li>" + MENU + "</ul>",
        "<p>" + " | ".join(f"<a href='/{x}'>{x}</a>" for x in ("Home", "Foto", "Video")) + "</p>",
        "<ul class='breadcrumb submenu'><li>Jadwal</li><li>Hasil</li></ul>",
        "<div class='breadcrumb'><a href='/'>Home</a> / Koran Rekaan</div>",
        "<div class='breadcrumb'><a href='/'>Beranda</a></div>",
        f"<div class='breadcrumb'><a href='/'>Home</a> <span>{HEADLINE}</span></div>",
        "<p><a href='/author/a'>Ani Rekaan</a> / Published on 19 Maret 2024</p>",
        "<a href='/category/desa'>Desa</a> <a href='/category/politik'>Politik</a>",
        "<a href='#c'>Comments (21)</a>",
        "<p><a href='/tag/jembatan'>Jembatan</a></p>",
        "<p class='breadcrumb'><a href='/'>Home</a> / <a href='/2024'>Mar</a> / Baca Berita</p>",
        "<p>« <a href='/p'>Petani Panen Lebih Awal</a></p><p><a href='/n'>Warga Menanam</a> »</p>",
    ],
)
def test_menus_outlets_bylines_and_lists_are_no_section(above):
    assert section(page(head=SITE, heading=above + H1)) == (None, None)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Desa", "Desa"),
        (["Desa"], "Desa"),
        (["Desa", "Headline"], "Desa"),
        ("Desa, Politik, Top News, Image", None),
        (["Desa", "Politik"], None),
        ("Hukum &amp; Kriminal", "Hukum & Kriminal"),
        ("Koran Rekaan", None),
        ("koranrekaan.id", None),
        ("Beranda", None),
        ("Berita", None),
        ("Uncategorized", None),
        (HEADLINE, None),
        ("https://koranrekaan.id/desa", None),
        ("desa", None),
    ],
)
@pytest.mark.parametrize("where", ["json-ld", "meta"])
def test_what_machines_are_told(told, expected, where):
    if where == "json-ld":
        head = json_ld(articleSection=told)
    else:
        values = told if isinstance(told, list) else [told]
        head = "".join(f"<meta property='article:section' content='{v}'>" for v in values)
    assert section(page(head=SITE + head)) == (expected, where if expected else None)


def test_the_host_s_own_word_is_no_section():
    url = URL.replace("//", "//bola.")
    html = page(head=json_ld(articleSection="Bola"))
    assert section(html)[0] == "Bola"
    assert section(html, url)[0] is None
    trail = "<p class='breadcrumb'><a href='/'>News</a> / <a href='/b'>Bola</a></p>"
    assert section(page(heading=trail + H1), url)[0] == "Bola"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Home", "Daerah", "Desa", HEADLINE], "Desa"),
        (["koranrekaan.id", HEADLINE], None),
        (["Home", "Koran Rekaan"], None),
        (["Home", "Desa", "Home", "Desa"], "Desa"),
    ],
)
def test_breadcrumbs_of_json_ld(names, expected):
    assert section(page(head=SITE + ld_crumbs(*names)))[0] == expected


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/daerah/'>Warta Desa</a>",
        "<a href='https://koranrekaan.id/daerah'>Warta Desa</a>",
        "<a href='/daerah'>Warta Desa</a><p>Selasa, 19 Maret 2024</p>",
    ],
)
def test_a_link_to_the_folder_that_the_article_lies_in(link):
    other = "<a href='/hukum'>Hukum</a>"
    assert section(page(heading=other + link + H1))[0] == "Warta Desa"
    assert section(page(heading=H1 + link + other))[0] == "Warta Desa"


@pytest.mark.parametrize(
    ("top", "bottom"),
    [
        ("<p>Kategori: <a href='/d'>Desa</a></p>", ""),
        ("<p>19 Maret 2024 in <a href='/d'>Desa</a></p>", ""),
        ("<a href='/d' rel='category tag'>Desa</a>", ""),
        ("", "<footer><span>Kategori</span> <a href='/d' rel='category tag'>Desa</a></footer>"),
        ("", "<p>Filed Under: <a href='/d'>Desa</a></p><h3>Terkait</h3><p>In <a>Hukum</a></p>"),
    ],
)
def test_a_post_s_one_category(top, bottom):
    assert section(page(top, bottom=bottom))[0] == "Desa"
    several = (x.replace("Desa</a>", "Desa</a> <a rel='category'>Hukum</a>") for x in (top, bottom))
    top, bottom = several
    assert section(page(top, bottom=bottom))[0] is None


def test_a_category_of_another_story_is_none():
    bottom = "<h3>Terkait</h3><p><a href='/d' rel='category tag'>Desa</a></p>"
    assert section(page(bottom=bottom))[0] is None


WORDPRESS = "<a href='/category/desa/' rel='tag'>Desa</a>"
TERM = "<a href='/rubrik/desa' class='x-post-info__terms-list-item'>Desa</a>"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (f"<div><span class='category-links term-links pill'>{WORDPRESS}</span></div>", ""),
        (f"<ul class='entry-meta'><li class='meta-categories'>{WORDPRESS}</li></ul>", ""),
        ("", f"<div class='taxonomy-category wp-block-post-terms'><i>dalam</i> {WORDPRESS}</div>"),
        ("<div class='mg-blog-category'><a href='/category/desa/'>Desa</a></div>", ""),
        ("", "<p>Ani Rekaan <span class='category-name'><a href='/desa'>Desa</a></span></p>"),
        ("<span class='post-category'>Desa</span>", ""),
        ("<a href='/kategori/desa' class='badge bg-danger'>Desa</a>", ""),
        ("<a href='kategori.php?k=desa' class='label'>Desa</a>", ""),
        ("<a href='/?kategori=7'>Desa</a>", ""),
        ("", f"<ul><li itemprop='about'>{TERM}</li></ul>"),
        ("<div data-test-id='section-tag'><a href='/desa'>Desa</a></div>", ""),
        ("<div class='section-name'><a href='/desa'>Desa</a></div>", ""),
        (
            "<div class='crumb'><h4><a href='/'>Home</a></h4><h4><a href='/d'>Desa</a></h4></div>",
            "",
        ),
        ("<p><a href='index.php'>Depan</a> &gt; <a href='kategori.php?k=desa'>Desa</a></p>", ""),
    ],
)
def test_the_one_category_beside_the_headline(above, below):
    ticker = "<div><a href='/kategori/x'>Pasar</a><a href='/9'>Pasar Malam Dibuka Lagi</a></div>"
    assert section(page(below, heading=ticker + MENU + above + H1)) == ("Desa", "generic")


def test_a_trail_above_a_headline_that_is_found_on_no_line():
    cell = "<td><font size='5'><b>{}</b></font></td>"
    trail = "<td><a href='index.php'>Depan</a> &gt; <a href='kategori.php?k=d'>Desa</a></td>"
    words = HEADLINE.replace(" ", "<br>", 3)
    table = f"<table><tr>{trail}</tr><tr>{cell.format(words)}</tr></table>"
    assert section(page(head=f"<title>{HEADLINE}</title>", heading=table))[0] == "Desa"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<a href='/kategori/x'>Pasar</a><p><a href='/9'>Pasar Malam Dibuka Lagi</a></p>", ""),
        ("<div class='news-ticker'><a href='/kategori/x'>Pasar</a></div>", ""),
        ("<a href='/kategori/a'>Desa</a> <a href='/kategori/b'>Pasar</a>", ""),
        ("", "<article class='post category-desa'><a href='/author/ani'>Ani Rekaan</a></article>"),
        ("", "<span class='category-name'><a href='/tag/desa'>Desa</a></span>"),
    ],
)  # fmt: skip
def test_what_is_near_the_headline_and_not_its_category(above, below):
    assert section(page(below, heading=above + H1))[0] is None


def test_the_menu_item_that_is_marked_as_current():
    marked = MENU.replace("<li>", "<li class='menu-item current-post-ancestor'>", 1)
    assert section(page(heading=f"<ul class='menu'>{marked}</ul><p>x</p>" + H1))[0] == "Ekonomi"
