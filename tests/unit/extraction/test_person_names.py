"""Who is a person in a byline: buttons, posts and days are nobody, two in a string are two."""

import pytest

from newscrawl.extraction.bylines.person_names import is_credit, looks_like_name, split_names
from tests.unit.extraction.test_bylines import DATE, credits_of
from tests.unit.extraction.test_extract import BODY, HEADLINE, json_ld, page, read

NOBODY = [
    "Lihat semua artikel", "Kirim email ke penulis", "View all posts", "All posts by Ani Rekaan",
    "Published on", "Posted by", "Last Updated", "Diperbarui pada", "Leave a comment",
    "Tinggalkan Balasan", "Comments (21)", "No Comments", "3 Responses", "Komentar (0)", "Follow",
    "Ikuti", "Facebook", "Website", "Tweet", "About the Author", "Tentang Penulis",
    "Author archive", "12 Tulisan", "3 min read", "26 Sep", "September 25th", "Senior",
    "Senior Editor",
    "Wartawan", "Wartawan Senior", "Kontributor Daerah", "Tim Redaksi", "Desk Daerah", "Admin Web",
    "Editor in Chief", "Redaktur Pelaksana", "Super User", "Redaksi Lembah Hijau",
    "Tim Redaksi Lembah", "Verified Green", "By", "Source News",
    "Continue Reading", "Lanjut Membaca",
]  # fmt: skip


@pytest.mark.parametrize("text", NOBODY)
def test_buttons_counters_days_and_posts_are_nobody(text):
    assert not is_credit(text)
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    "name",
    [
        "Adminto Rekaan", "Editha Rekaan", "Suka Rekaan", "Mei Rekaan", "Sep Rekaan",
        "Marsha Rekaan", "Agus S", "Muh. Rekaan", "Ni Wayan Sri-Rekaan", "Seniora Rekaan",
        "Dr. H. Ani Rekaan, M.Si.", "Koran REKAAN", "dr. Ani Rekaan", "drg. Ani Rekaan, M.Kes",
    ],
)  # fmt: skip
def test_names_that_begin_like_a_button_or_a_post_are_people(name):
    assert looks_like_name(name)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ani Rekaan dan Cici Rekaan", ["Ani Rekaan", "Cici Rekaan"]),
        ("Ani Rekaan, Cici Rekaan", ["Ani Rekaan", "Cici Rekaan"]),
        ("Ani Rekaan, M. Cici Rekaan", ["Ani Rekaan", "M. Cici Rekaan"]),
        ("Ani Rekaan, Cici Rekaan, dan Edi R", ["Ani Rekaan", "Cici Rekaan", "Edi R"]),
        ("Ani Rekaan; Cici Rekaan", ["Ani Rekaan", "Cici Rekaan"]),
        ("A. Rekaan & C. Rekaan", ["A. Rekaan", "C. Rekaan"]),
        ("Ani Rekaan/Cici Rekaan", ["Ani Rekaan", "Cici Rekaan"]),
        ("krn/net", ["krn/net"]),
        ("Dr. Ani Rekaan, M.Si dan Cici, S.Pd., SH", ["Dr. Ani Rekaan, M.Si", "Cici, S.Pd., SH"]),
        ("Ani Rekaan, Dosen Universitas Lembah Hijau", ["Ani Rekaan"]),
        ("Ani Rekaan, Kepala Biro Lembah Hijau", ["Ani Rekaan"]),
        ("Ani Rekaan | Biro Lembah", ["Ani Rekaan"]),
        ("Ani Rekaan (Wartawan)", ["Ani Rekaan"]),
        ("Ani Rekaan (Lembah)", ["Ani Rekaan"]),
        ("Ani (Lembah)", ["Ani (Lembah)"]),
        ("Ani Rekaan (AR-12)", ["Ani Rekaan"]),
        ("Ani Rekaan (ani@koranrekaan.id)", ["Ani Rekaan"]),
        ("Ani Rekaan @anirekaan", ["Ani Rekaan"]),
        ("Ani Rekaan *)", ["Ani Rekaan"]),
        ("*) Ani Rekaan", ["Ani Rekaan"]),
        ("Kontributor Lembah Hijau, Ani Rekaan", ["Ani Rekaan"]),
        ("Ani Rekaan, Wartawan Lembah", ["Ani Rekaan"]),
        ("Kontributor Lembah Hijau", ["Kontributor Lembah Hijau"]),
        ("Ani Rekaan, Bengkulu", ["Ani Rekaan"]),
        ("Ani Rekaan »", ["Ani Rekaan"]),
        ("Ani Rekaan]", ["Ani Rekaan"]),
        ("Ani Rekaan COPYRIGHT © KORAN 2024", ["Ani Rekaan"]),
        ("Ani Rekaan Updated: 13 Mar 2024 09:00 Published: 12 Mar 2024", ["Ani Rekaan"]),
        ("Ani Rekaan ¦ (Lembah Hijau)", ["Ani Rekaan"]),
        ("Ani Rekaan, CNN Indonesia | Selasa, 19/03/2024 10:15 WIB", ["Ani Rekaan"]),
        ("Ani Rekaan | Cici Rekaan", ["Ani Rekaan", "Cici Rekaan"]),
        ("Ani Rekaan | Daerah | 19 Maret", ["Ani Rekaan"]),
        ("Ani Rekaan, Senior Editor", ["Ani Rekaan"]),
        ("Ani Rekaan - Kabar Lembah", ["Ani Rekaan"]),
        ("Ani Rekaan, Kabar Lembah", ["Ani Rekaan"]),
        ("Ani Rekaan • 26 Sep, 2023 • Daerah", ["Ani Rekaan"]),
        ("Ani Rekaan | Lihat semua artikel", ["Ani Rekaan"]),
    ],
)
def test_names_in_one_string(value, names):
    assert split_names(value, lenient=True) == names


@pytest.mark.parametrize(
    "box",
    [
        "<a href='/author/a'>Ani Rekaan</a> <a href='/author/a'>Lihat semua artikel</a>",
        "<a href='mailto:a@k.id'>Kirim email ke penulis</a> <a href='/author/a'>Ani Rekaan</a>",
        "<h4><a href='/author/a'>Ani Rekaan</a></h4><a href='/author/a'>View all posts</a>",
        "<a href='/author/a'>Ani Rekaan</a><span>Senior</span><a href='/x'>Follow</a>",
        "By <a href='/author/a'>Ani Rekaan</a> / Published on Monday, 30 Jan 2017",
        "by <a href='/author/a'>Ani Rekaan</a> &bull; 26 Sep, 2013, <a href='#c'>2 Comments</a>",
        "<span>Posted by</span> <b>Ani Rekaan</b> <strong>0</strong> <span>Responses</span>",
        "<a href='/author/a'>Ani Rekaan</a><span>(Wartawan)</span>",
    ],
)
def test_what_stands_in_the_authors_box_is_no_second_author(box):
    assert credits_of(page(f"{DATE}<div class='author'>{box}</div>"))[0] == ["Ani Rekaan"]


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"@type": "Person", "name": "Ani Rekaan dan Cici Rekaan"}, ["Ani Rekaan", "Cici Rekaan"]),
        ("Ani Rekaan, Cici Rekaan", ["Ani Rekaan", "Cici Rekaan"]),
        ([["Ani Rekaan"], ["Cici Rekaan"]], ["Ani Rekaan", "Cici Rekaan"]),
        ([[{"@type": "Organization", "name": "Media Rekaan"}]], []),
        ({"@type": "Person", "name": "Dr. Ani Rekaan, M.Si."}, ["Dr. Ani Rekaan, M.Si."]),
        ({"@type": "Person", "name": "Oleh: Ani Rekaan"}, ["Ani Rekaan"]),
        ({"@type": "Person", "name": "Ani Rekaan | Koran Rekaan"}, ["Ani Rekaan"]),
        ({"@type": "Person", "name": "Ni Luh Putu Ayu Sri Rekaan"}, ["Ni Luh Putu Ayu Sri Rekaan"]),
        ({"@type": "Person", "name": "Humas Pemkab"}, []),
        ({"@type": "Person", "name": "Tim Redaksi"}, []),
        ({"@type": "Person", "name": "https://koranrekaan.id/author/ani"}, []),
        ({"@type": "Person", "name": "ani@koranrekaan.id"}, []),
        ({"@type": "Person", "name": "Senior Editor"}, []),
    ],
)
def test_json_ld_names(author, expected):
    assert credits_of(page(DATE, head=json_ld(author=author)))[0] == expected


@pytest.mark.parametrize("author", [{"@id": "#ani"}, [{"@id": "#ani"}]])
def test_an_author_that_json_ld_points_to(author):
    graph = json_ld(
        **{
            "@graph": [
                {"@type": "NewsArticle", "headline": HEADLINE, "author": author},
                {"@type": "Person", "@id": "#ani", "name": "Ani Rekaan"},
            ]
        }
    ).replace(f'"headline": "{HEADLINE}", "@graph"', '"@graph"')
    assert credits_of(page(DATE, head=graph))[0] == ["Ani Rekaan"]


def test_both_authors_count_where_the_page_prints_one_of_them():
    names = [{"@type": "Person", "name": name} for name in ("Ani Rekaan", "Cici Rekaan")]
    html = page(DATE, head=json_ld(author=names), bottom="<p><a href='/u'>Cici Rekaan</a></p>")
    assert credits_of(html)[0] == ["Ani Rekaan", "Cici Rekaan"]


@pytest.mark.parametrize(
    ("sign", "authors"),
    [
        ("(Ani Rekaan)", ["Ani Rekaan"]),
        ("(Ani Rekaan/Cici Rekaan)", ["Ani Rekaan", "Cici Rekaan"]),
        ("(Ani Rekaan/AR)", ["Ani Rekaan"]),
        ("(Muhammad Ani Rekaan dan Cici Rekaan)", ["Muhammad Ani Rekaan", "Cici Rekaan"]),
        ("(Ani Rekaan, Cici Rekaan)", ["Ani Rekaan", "Cici Rekaan"]),
        ("(Kontributor: Ani Rekaan)", ["Ani Rekaan"]),
        ("(Laporan Ani Rekaan)", ["Ani Rekaan"]),
        ("[Ani Rekaan]", ["Ani Rekaan"]),
        ("( Ani Rekaan / AR26 / RekaanNetwork )", ["Ani Rekaan"]),
        ("(Lembah Hijau)", []),
        ("(Rekaan TV)", []),
        ("(Siaran Pers)", []),
        ("(mdk/abc)", []),
        ("(ANTARA)", []),
        ("(*)", []),
        ("(Banda Aceh)", []),
        ("(Palangka Raya)", []),
        ("(Humas Polres)", []),
        ("(Diskominfo Lembah)", []),
        ("(Partai Rekaan)", []),
        ("(Tim Redaksi)", []),
        ("(Koran Rekaan)", []),
        ("(Berbagai Sumber)", []),
    ],
)
@pytest.mark.parametrize("glued", [True, False])
def test_the_name_that_signs_the_text(sign, authors, glued):
    html = page(DATE, bottom="")
    old = "pekan depan tanpa cemas.</p>"
    assert old in html
    html = html.replace(
        old, old.replace("</p>", f" {sign}</p>") if glued else f"{old}<p>{sign}</p>"
    )
    assert credits_of(html)[0] == authors


@pytest.mark.parametrize(
    ("sign", "authors"),
    [
        ("ANI REKAAN", ["Ani Rekaan"]),
        ("<b>ANI REKAAN</b>", ["Ani Rekaan"]),
        ("ANI REKAAN | CICI REKAAN", ["Ani Rekaan", "Cici Rekaan"]),
        ("ANI REKAAN | ANTARA", ["Ani Rekaan"]),
        ("ANTARA", []),
        ("BERITA TERKAIT", []),
        ("BACA JUGA", []),
        ("BANDA ACEH", []),
        ("HUMAS LEMBAH", []),
    ],
)
def test_the_name_in_capitals_that_signs_the_text(sign, authors):
    old = "pekan depan tanpa cemas.</p>"
    html = page(DATE).replace(old, f"{old}<p>{sign}</p>")
    assert credits_of(html)[0] == authors


@pytest.mark.parametrize(
    ("sign", "authors"),
    [
        ("Ani Rekaan/Kabar Lembah", ["Ani Rekaan"]),
        ("Kabar Lembah / Ani Rekaan", ["Ani Rekaan"]),
        ("Ani Rekaan/Kabar Gunung", []),
        ("Ani Rekaan / Editor", []),
        ("Lembah Hijau", []),
    ],
)
def test_the_name_beside_its_paper_that_signs_the_text(sign, authors):
    old = "pekan depan tanpa cemas.</p>"
    html = page(DATE, head="<meta property='og:site_name' content='Kabar Lembah'>")
    assert credits_of(html.replace(old, f"{old}<p>{sign}</p>"))[0] == authors


@pytest.mark.parametrize(
    ("sign", "authors"),
    [
        ("<p>Ani Rekaan</p>", ["Ani Rekaan"]),
        ("<p><strong><em>Ani Rekaan</em></strong></p>", ["Ani Rekaan"]),
        ("<p>*) Ani Rekaan</p>", ["Ani Rekaan"]),
        ("<p>(mdk/abc)</p><p>(Ani Rekaan)</p>", ["Ani Rekaan"]),
        ("<p>(Ani Rekaan)</p><p>(mdk/abc)</p>", ["Ani Rekaan"]),
        ("<p><a href='/x'>Ani Rekaan</a></p>", []),
        ("<h4>Ani Rekaan</h4>", []),
        ("<div>Ani Rekaan</div>", []),
        ("<div><p>Ani Rekaan</p></div>", []),
        ("<p class='tags'>Ani Rekaan</p>", []),
        ("<p>Ani Rekaan</p><p>Cici Rekaan</p>", []),
        ("<p>Terima Kasih</p>", []),
        ("<p>Banda Aceh</p>", []),
        ("<p>Kepala Dusun</p>", []),
        ("<p>Baca Selengkapnya</p>", []),
    ],
)
def test_the_name_alone_in_the_next_paragraph_signs_the_text(sign, authors):
    old = "pekan depan tanpa cemas.</p>"
    assert credits_of(page(DATE).replace(old, old + sign))[0] == authors


def test_a_byline_beats_the_name_that_signs_the_text():
    html = page(f"{DATE}<p>Penulis: Cici Rekaan</p>")
    html = html.replace("tanpa cemas.</p>", "tanpa cemas.</p><p>(Ani Rekaan)</p>")
    assert credits_of(html)[0] == ["Cici Rekaan"]


DAY = "<p>Selasa, 19 Maret 2024</p>"


@pytest.mark.parametrize(
    ("top", "bottom"),
    [
        ("<p>19 Maret 2024 | Oleh Ani Rekaan</p>", ""),
        ("<p>March 19, 2024 by Ani Rekaan</p>", ""),
        ("<p>Ani Rekaan</p><p>Senior Reporter</p><p>19 Mar 2024, 10:15</p>", ""),
        (f"<p>Oleh Ani Rekaan</p><p>Ditinjau oleh dr. Edi Rekaan</p>{DAY}", ""),
        (f"<p>By Ani Rekaan</p><p>Reviewed by: Edi Rekaan</p>{DAY}", ""),
        (f"<p>Penulis: Ani Rekaan, Foto: Edi Rekaan</p>{DAY}", ""),
        (f"<p>Teks dan Foto: Ani Rekaan</p>{DAY}", ""),
        (f"<p>Penulis: Ani Rekaan</p><p>Diperbarui oleh: Edi Rekaan</p>{DAY}", ""),
        (DAY, "<p>Pengirim: Ani Rekaan</p>"),
        (DAY, "<p>Kontributor Lembah: Ani Rekaan</p>"),
        (DAY, "<p>Penulis: Ani Rekaan</p><p>Fotografer: Edi Rekaan</p>"),
        (
            DAY,
            "<div>Penulis</div><div>Ani Rekaan</div><div>Fotografer</div><div>Edi Rekaan</div>",
        ),
        (f"<p>Ani Rekaan</p><p>Politik</p>{DAY}", ""),
        (f"<p>Ani Rekaan</p><p>Hukum &amp; Kriminal</p>{DAY}", ""),
        ("<div class='author'>Ani Rekaan, CNN Indonesia | Selasa, 19/03/2024 10:15 WIB</div>", ""),
        (f"<p>Author: Ani Rekaan Date: 19 Maret 2024 Category: Daerah</p>{DAY}", ""),
        (DAY, "<p>Penulis; Ani Rekaan</p>"),
        (DAY, "<p>Peliput: Ani Rekaan</p>"),
        (f"<p>Peliput Ani Rekaan</p>{DAY}", ""),
        (DAY, "<p>Laporan Ani Rekaan, Lembah</p>"),
        (f"<p>Oleh: lembah02</p>{DAY}", "<p>Reporter: Ani Rekaan</p>"),
        (f"<p>By redaksilembah - {DAY}</p>", "<p>Penulis: Ani Rekaan</p>"),
        (f"<div>By Ani Rekaan for Koran Lembah</div>{DAY}", ""),
        (f"<table><tr><td>Penulis</td><td>:</td><td>Ani Rekaan</td></tr></table>{DAY}", ""),
        (DAY, "<p>Wartawan Lembah Hijau : Ani Rekaan</p>"),
        (DAY, "<p>Diposting oleh <b>Ani Rekaan</b> di <a href='#'>10.15</a></p>"),
        (f"<p>Oleh: Ani Rekaan</p>{DAY}", "<p>Penulis adalah guru, tinggal di kota.</p>"),
        (f"<p>Oleh: Ani Rekaan</p>{DAY}", "<div><b>Ani Rekaan</b><p>Penulis lepas.</p></div>"),
    ],
)
def test_bylines_of_other_shapes(top, bottom):
    assert credits_of(page(top, bottom=bottom)) == (["Ani Rekaan"], [])


def test_a_short_form_below_the_text_is_the_writer_above_it():
    top = f"<p>Ani Rekaan | {DAY}</p>"
    for line in ("Kontributor: Ani", "Reporter: Ani; Editor: Budi"):
        assert credits_of(page(top, bottom=f"<p>{line}</p>"))[0] == ["Ani Rekaan"]


@pytest.mark.parametrize(
    ("glued", "authors", "editors"),
    [
        (" Penulis: Ani Rekaan", ["Ani Rekaan"], []),
        (" Penulis: Ani Rekaan | Editor: Budi R", ["Ani Rekaan"], ["Budi R"]),
        (" Reporter: Ani Rekaan Editor: Budi R", ["Ani Rekaan"], ["Budi R"]),
        (" <i>Editor : Budi R</i>", [], ["Budi R"]),
        (" (ani) Editor: Budi R", [], ["Budi R"]),
        (" ***", [], []),
        (" /ani", [], []),
        (" -ani-", [], []),
    ],
)
def test_a_credit_glued_to_the_last_sentence(glued, authors, editors):
    old = "pekan depan tanpa cemas.</p>"
    found = read(page(DATE).replace(old, old.replace("</p>", f"{glued}</p>")))
    assert (found.authors, found.editors) == (authors, editors)
    assert found.article_body.endswith("pekan depan tanpa cemas.")


def test_a_label_in_a_last_sentence_is_none():
    old = "pekan depan tanpa cemas.</p>"
    text = "pekan depan. Kata penulis: jembatan itu milik semua orang di lembah.</p>"
    found = read(page(DATE).replace(old, text))
    assert found.authors == []
    assert found.article_body.endswith("semua orang di lembah.")


@pytest.mark.parametrize(
    ("box", "authors"),
    [
        ("<a href='/penulis/ani'><p>Ani Rekaan</p></a><p>Meliput desa sejak 2014</p>", True),
        ("<h4><a href='/author/ani/'>Ani Rekaan</a></h4>", True),
        ("<p>Editor: Ani Rekaan</p><a href='/author/ani/'>Ani Rekaan</a>", False),
        ("<a href='/author/redaksi/'>Lembah Hijau</a>", False),
        ("<h3><a href='/x'>Petani Desa Biru Panen</a></h3><a href='/author/a/'>Ani R</a>", False),
    ],
)
def test_a_writers_box_below_the_text(box, authors):
    head = "<meta property='og:site_name' content='Lembah Hijau'>"
    html = page(DAY, head=head, bottom=f"<div class='penulis'>{box}</div>")
    assert credits_of(html)[0] == (["Ani Rekaan"] if authors else [])


@pytest.mark.parametrize("name", ["Lalu Rekaan Rifai", "Lalu Rekaan", "Rosma br Rekaan"])
def test_names_of_the_regions(name):
    assert looks_like_name(name)
    assert credits_of(page(f"<div>By <b>{name}</b> On <b>19 Mar 2024</b></div>"))[0] == [name]


@pytest.mark.parametrize("box", ["Terkini", "Berita Terkait", "Tags", "Komentar", "Terpopuler"])
def test_a_label_with_nobody_behind_it_names_no_box(box):
    bottom = f"<p>Penulis :</p><h3>{box}</h3><ul><li><a href='/x'>Petani Panen</a></li></ul>"
    assert credits_of(page(DAY, bottom=bottom)) == ([], [])


@pytest.mark.parametrize("outlet", ["Kabar Lembah", "Harian Lembah", "Radar Rekaan"])
def test_the_paper_behind_a_job_below_the_text_is_no_author(outlet):
    bottom = f"<div>Jurnalis {outlet}</div>"
    assert credits_of(page(f"<p>Ani Rekaan</p>{DATE}", bottom=bottom)) == (["Ani Rekaan"], [])


def test_an_account_alone_is_the_author():
    assert credits_of(page(f"<p>Oleh: lembah02</p>{DAY}", bottom="<p>Editor: Budi R</p>")) == (
        ["lembah02"],
        ["Budi R"],
    )


def test_the_outlet_behind_a_post_is_no_author():
    head = "<meta property='og:site_name' content='Kabar Lembah'>"
    line = f"<p>Oleh: Ani Rekaan | Hijau Lembah</p>{DAY}"
    own = "<meta property='og:site_name' content='Hijau Lembah'>"
    assert credits_of(page(line, head=own))[0] == ["Ani Rekaan"]
    box = "<div class='penulis'><b>Ani Rekaan</b><br><small>Jurnalis Kabar Lembah</small></div>"
    assert credits_of(page(f"{box}{DAY}", head=head))[0] == ["Ani Rekaan"]
    assert credits_of(page(f"<p>Oleh Ani Rekaan dari Lembah</p>{DAY}"))[0] == ["Ani Rekaan"]


def test_a_list_of_authors():
    box = "<ul class='penulis'><li>Ani Rekaan</li><li>Cici Rekaan</li></ul>"
    assert credits_of(page(f"{box}{DAY}"))[0] == ["Ani Rekaan", "Cici Rekaan"]


@pytest.mark.parametrize(
    "box",
    [
        "<li><a href='/a'>{}</a> <span>Oleh: {}</span></li>",
        "<div><h4><a href='/a'>{}</a></h4><p>Oleh {}</p></div>",
        "<div><a href='/a'>{}</a><div>By {}</div><div>3 menit lalu</div></div>",
    ],
)
def test_a_box_of_other_stories_names_no_author(box):
    titles = ("Harga Sayur di Pasar Naik", "Warga Hilir Tanam Bakau Lagi", "Sekolah di Hulu Dibuka")
    items = "".join(box.format(title, f"Orang {n}") for n, title in zip("ABC", titles, strict=True))
    assert credits_of(page(DAY, bottom=f"<div><h3>Trending</h3>{items}</div>")) == ([], [])


@pytest.mark.parametrize("label", ["Edited by", "Disunting oleh", "Publisher", "Penyunting"])
def test_labels_of_editors(label):
    html = page(f"<p>Penulis: Ani Rekaan</p>{DAY}", bottom=f"<p>{label}: Budi Rekaan</p>")
    assert credits_of(html) == (["Ani Rekaan"], ["Budi Rekaan"])


@pytest.mark.parametrize("label", ["Author", "Naskah", "Pengirim", "Diposting oleh", "Edited by"])
def test_a_label_of_a_byline_is_no_text(label):
    bottom = f"<p>{label}: Ani Rekaan</p>"
    found = read(page(DAY).replace("</div></body>", f"{bottom}</div></body>"))
    assert len(found.paragraphs) == 3
    assert [*found.authors, *found.editors] == ["Ani Rekaan"]


NEXT = (
    "<h2>{}</h2><div class='info'><span>Oleh: Orang Lain</span> <span>Rabu, 13 Maret 2024"
    " | 08:00 WIB</span></div>"
)
OTHER = "Harga Sayur di Pasar Lembah Naik"


@pytest.mark.parametrize(
    "below",
    [
        NEXT.format(OTHER),
        NEXT.format(f"<a href='/daerah/harga-sayur'>{OTHER}</a>"),
        NEXT.format(OTHER).replace("h2>", "h1>"),
        f"<article>{NEXT.format(OTHER).replace('h2>', 'h4>')}</article>",
        f"<h2>{OTHER}</h2><p>Rabu, 13 Maret 2024</p><p>Penulis: Orang Lain</p>",
        f"<h3>{OTHER}</h3><p>Oleh: Orang Lain</p>{BODY.replace('jembatan', 'jalan')}",
        f"<b>{OTHER}</b><p>Oleh: Orang Lain | 13 Maret 2024</p>{BODY.replace('jembatan', 'jalan')}",
    ],
)
def test_the_next_article_brings_no_author(below):
    top, bottom = f"{DATE}<p>Oleh: Ani Rekaan</p>", f"<p>Editor: Budi Rekaan</p>{below}"
    html = page(top, bottom=bottom)
    assert credits_of(html) == (["Ani Rekaan"], ["Budi Rekaan"])
    html = html.replace("<h1>", "<article><h1>", 1).replace(below, f"</article>{below}")
    assert credits_of(html) == (["Ani Rekaan"], ["Budi Rekaan"])


def test_a_name_in_capitals_takes_the_ordinary_spelling_of_the_page():
    top = f"{DATE}<p>Oleh: <b>ANI REKAAN</b></p>"
    assert credits_of(page(top))[0] == ["ANI REKAAN"]
    assert credits_of(page(top, bottom="<h3>Ani Rekaan</h3>"))[0] == ["Ani Rekaan"]
    meta = "<meta name='author' content='Ani Rekaan'>"
    assert credits_of(page(top, head=meta))[0] == ["Ani Rekaan"]


def test_the_next_article_in_the_same_container_brings_no_author():
    other = BODY.replace("Lembah Hijau", "Hilir").replace("jembatan", "jalan")
    below = f"<h2>{OTHER}</h2><p>Penulis: Orang Lain</p>{other}"
    html = page(f"{DAY}<p>Oleh: Ani Rekaan</p>").replace("</div></body>", f"{below}</div></body>")
    assert credits_of(html)[0] == ["Ani Rekaan"]
