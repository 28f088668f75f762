"""Who wrote and who edited: bylines as papers print them, and what machines are told."""

import pytest

from newscrawl.extraction import Rules
from tests.unit.extraction.test_extract import json_ld, page, read

DATE = "<p>Selasa, 19 Maret 2024 10:15 WIB</p>"


def row(*cells):
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def credits_of(html, **kwargs):
    found = read(html, **kwargs)
    return found.authors, found.editors


@pytest.mark.parametrize(
    ("line", "authors", "editors"),
    [
        ("Penulis: Ani Rekaan", ["Ani Rekaan"], []),
        ("Penulis : Ani Rekaan | Editor : Budi Rekaan", ["Ani Rekaan"], ["Budi Rekaan"]),
        (
            "<span>Rep: Ani Rekaan/</span> <span>Red: Budi Rekaan</span>",
            ["Ani Rekaan"],
            ["Budi Rekaan"],
        ),
        ("Reporter : Ani Rekaan dan Cici S", ["Ani Rekaan", "Cici S"], []),
        ("Pewarta: Ani Rekaan, Cici Rekaan", ["Ani Rekaan", "Cici Rekaan"], []),
        ("Oleh : <b>Ani Rekaan</b>, <b>Cici (Ambon)</b>", ["Ani Rekaan", "Cici (Ambon)"], []),
        ("Oleh <a href='/p/1'>Ani Rekaan</a> pada 19 Maret 2024, 10:15 WIB", ["Ani Rekaan"], []),
        (
            "By <a href='#'>Ani Rekaan</a> <a href='#'>Cici Rekaan</a> on 19 Mar 2024 at 10:15 WIB",
            ["Ani Rekaan", "Cici Rekaan"],
            [],
        ),
        ("Posted by: Ani Rekaan in Daerah, Lensa 19 Maret 2024 10:15", ["Ani Rekaan"], []),
        ("By <i>Ani Rekaan</i> On <abbr>Maret 19, 2024</abbr>", ["Ani Rekaan"], []),
        ("By Ani Rekaan on Selasa, 19 Maret 2024 10:15 WIB", ["Ani Rekaan"], []),
        ("By Ani Rekaan on Tuesday, March 19, 2024", ["Ani Rekaan"], []),
        ("Redaksi Rekaan.com / Ani Rekaan | REKAAN.com", ["Ani Rekaan"], []),
        ("Laporan Wartawan Koran Rekaan, Ani Rekaan", ["Ani Rekaan"], []),
        ("Laporan Reporter KORANREKAAN.ID, Ani Rekaan", ["Ani Rekaan"], []),
        ("Fotografer: Ani Rekaan", ["Ani Rekaan"], []),
        ("<b>Ani Rekaan</b> - detikRekaan", ["Ani Rekaan"], []),
        ("Ani Rekaan, <span>Jurnalis</span>", ["Ani Rekaan"], []),
        ("<div>Koran Rekaan</div><span>Jurnalis</span>", ["Koran Rekaan"], []),
        ("Penulis: Dr. Ani Rekaan, S.Pd., M.Si.", ["Dr. Ani Rekaan, S.Pd., M.Si."], []),
        ("Reporter: krn/net", ["krn/net"], []),
        ("Penulis: Admin", [], []),
        ("Oleh Redaksi", [], []),
        ("Oleh koranrekaan.id", [], []),
        ("Editor: Budi Rekaan", [], ["Budi Rekaan"]),
        ("Budi Rekaan (Editor)", [], []),
        ("<span>Ani Rekaan</span> <span>Budi Rekaan (Redaktur)</span>", ["Ani Rekaan"], []),
        ("Editor : Budi Rekaan Senin, 18 Maret 2024 11:20", [], ["Budi Rekaan"]),
        ("Oleh: Ani Rekaan / <a href='#'>BR</a>", ["Ani Rekaan"], []),
        ("Penulis: Ani Rekaan / anr", ["Ani Rekaan"], []),
        ("Laporan Reporter Koran, Ani Rekaan</p><p>Penulis: desi", ["Ani Rekaan", "desi"], []),
        ("Penulis/Editor: Ani Rekaan/Budi Rekaan", ["Ani Rekaan"], ["Budi Rekaan"]),
        ("Reporter / Editor : Ani Rekaan", ["Ani Rekaan"], ["Ani Rekaan"]),
        (
            "Penulis & Editor: Ani Rekaan, Cici R",
            ["Ani Rekaan", "Cici R"],
            ["Ani Rekaan", "Cici R"],
        ),
        ("Penulis: Ani Rekaan I Editor: Budi Rekaan", ["Ani Rekaan"], ["Budi Rekaan"]),
        ("Pewarta: Ani Rekaan Editor: Budi R COPYRIGHT © KORAN 2024", ["Ani Rekaan"], ["Budi R"]),
        ("Penulis Ani Rekaan Editor Budi Rekaan", ["Ani Rekaan"], ["Budi Rekaan"]),
        ("Oleh Ani Rekaan, Redaktur Budi Rekaan", ["Ani Rekaan"], ["Budi Rekaan"]),
        (
            "Reporter <b>Ani Rekaan</b> | Editor <b>Budi Rekaan</b> | 19 Mar 2024 - 10.15 WIB",
            ["Ani Rekaan"],
            ["Budi Rekaan"],
        ),
        ("Oleh Ani Rekaan, Editor Bahasa", ["Ani Rekaan"], []),
        ("Oleh Ani Rekaan, petani kopi", ["Ani Rekaan"], []),
        ("Oleh T.Rekaan", ["T.Rekaan"], []),
        ("<span>T.Rekaan</span>, <span>Jurnalis</span>", ["T.Rekaan"], []),
    ],
)
def test_labelled_line_below_the_headline(line, authors, editors):
    found = read(page(f"{DATE}<div>{line}</div>"))
    assert (found.authors, found.editors) == (authors, editors)


@pytest.mark.parametrize(
    ("rows", "authors", "editors"),
    [
        (
            row("Penulis", ": Ani Rekaan") + row("Editor", ": Budi Rekaan"),
            ["Ani Rekaan"],
            ["Budi Rekaan"],
        ),
        (
            row("Ani Rekaan") + row("Penulis") + row("Budi Rekaan") + row("Editor"),
            ["Ani Rekaan"],
            ["Budi Rekaan"],
        ),
    ],
)
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_labels_in_cells_of_their_own(rows, authors, editors, place):
    table = f"<table>{rows}</table>"
    html = page(DATE + table) if place == "top" else page(DATE, bottom=table)
    assert credits_of(html) == (authors, editors)


def test_two_credits_are_two_writers_and_one_in_two_forms_is_one():
    top = "<p>Laporan Wartawan Koran Rekaan, Hasan Rekaan</p>"
    assert credits_of(page(top, bottom="<p>Penulis: Muh. Hasan Rekaan</p>"))[0] == [
        "Muh. Hasan Rekaan"
    ]
    assert credits_of(page(top, bottom="<p>Penulis: Cici Rekaan</p>"))[0] == [
        "Hasan Rekaan",
        "Cici Rekaan",
    ]


@pytest.mark.parametrize(
    "top",
    [
        f"<p>Ani Rekaan</p>{DATE}",
        f"{DATE}<p>Ani Rekaan</p>",
        "<div>Ani Rekaan • 19 Maret 2024 10:15 WIB</div>",
        f"<a class='author-name' href='/author/ani'>Ani Rekaan</a>{DATE}",
        f"<h3 class='author'><a href='#'>Ani Rekaan</a></h3>{DATE}",
    ],
)
def test_a_name_alone_beside_the_date(top):
    assert credits_of(page(top)) == (["Ani Rekaan"], [])


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("2024-03-19 10:15:11 | Ani Rekaan | Daerah", ["Ani Rekaan"]),
        ("Selasa, 19-Maret-2024, 10:15 WIB - Ani Rekaan", ["Ani Rekaan"]),
        ("Daerah · 19 Mar 2024 10:15 WIB · Ani Rekaan · 2 min", ["Ani Rekaan"]),
        ("Selasa 19 Maret 2024 / 10:15 WIB / Ani Rekaan", ["Ani Rekaan"]),
        ("Lembah Hijau | Selasa 19 Maret 2024", []),
        ("Selasa, 19 Maret 2024 | 10:15 WIB | Gaya Hidup", []),
        ("Selasa, 19 Maret 2024 - 10:15 WIB - Dibaca 1.203 kali", []),
    ],
)
def test_a_name_among_the_parts_of_a_dateline(line, authors):
    head = "<meta property='og:site_name' content='Lembah Hijau'>"
    assert credits_of(page(f"<div>{line}</div>", head=head)) == (authors, [])


def test_an_editor_beside_the_date_is_no_writer():
    html = page(f"{DATE}<p>Editor<b>Ani Rekaan</b></p>")
    assert credits_of(html) == ([], ["Ani Rekaan"])


@pytest.mark.parametrize(
    "top",
    [
        f"<a href='/bola/liga-inggris'>Liga Inggris</a>{DATE}",
        f"<p>Lensa Warga</p>{DATE}",
        f"{DATE}<figcaption>Ani Rekaan</figcaption>",
        f"{DATE}<div class='caption'>Ani Rekaan</div>",
        f"<p>Koran Rekaan</p>{DATE}",
        f"{DATE}<p>Bagikan Berita</p>",
        f"{DATE}<p>Ketua adat wilayah hulu, Ani Rekaan.</p>",
    ],
)
def test_what_stands_beside_the_date_and_is_no_writer(top):
    head = "<meta property='og:site_name' content='Koran Rekaan'>"
    html = page(top, head=head).replace(
        "<body>", "<body><ul><li>Home</li><li>Lensa Warga</li></ul>"
    )
    assert credits_of(html) == ([], [])


def test_the_person_of_whom_the_title_tells_is_no_writer():
    html = page(
        f"{DATE}<p>Sari Melati</p>",
        title="Sari Melati | Warga Lembah Hijau Perbaiki Jembatan Gantung - Koran",
    )
    assert credits_of(html) == ([], [])


def test_machines_are_told_the_editor_as_author():
    html = page(
        DATE, head=json_ld(author={"name": "Budi Rekaan"}), bottom="<p>Editor: Budi Rekaan</p>"
    )
    assert credits_of(html) == ([], ["Budi Rekaan"])


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"@type": "Person", "name": "Ani Rekaan"}, ["Ani Rekaan"]),
        ([{"name": "Ani Rekaan"}, {"name": "Cici Rekaan"}], ["Ani Rekaan", "Cici Rekaan"]),
        ([["Ani Rekaan"]], ["Ani Rekaan"]),
        ("Ani Rekaan", ["Ani Rekaan"]),
        ({"@type": "Organization", "name": "Koran Rekaan"}, []),
        ({"@type": "Person", "name": "koranrekaan"}, []),
        ("admin", []),
        ({"name": None}, []),
        (7, []),
        (None, []),
    ],
)
def test_json_ld_author_where_none_is_printed(author, expected):
    found = read(page(DATE, head=json_ld(author=author)))
    assert found.authors == expected
    assert found.layers.get("authors") == ("json-ld" if expected else None)


@pytest.mark.parametrize(
    ("head", "layer"),
    [
        (json_ld(author={"name": "anirekaan"}), "json-ld"),
        (json_ld(author="Ani Rekaan") + "<meta name='author' content='Ani Rekaan'>", "json-ld"),
        (json_ld(creator="anirekaan"), "json-ld"),
        ("<meta name='author' content='anirekaan'>", "meta"),
        (json_ld(author="Tim Redaksi") + "<meta name='author' content='anirekaan'>", "meta"),
    ],
)
def test_an_author_told_and_printed_is_recorded_by_who_told_it(head, layer):
    found = read(page(DATE, head=head, bottom="<div><a href='/u/1'>Ani Rekaan</a></div>"))
    assert (found.authors, found.layers["authors"]) == (["Ani Rekaan"], layer)


def test_a_meta_author_counts_when_the_page_prints_the_name():
    head = "<meta name='author' content='anirekaan'>"
    assert credits_of(page(DATE, head=head))[0] == []
    assert credits_of(page(DATE, head=head, bottom="<div><a href='/u/1'>Ani Rekaan</a></div>"))[
        0
    ] == ["Ani Rekaan"]


def test_comments_and_other_stories_name_no_writers():
    comment = "<div class='komentar'><div>Posted By : warganet</div></div>"
    bottom = comment + "<div class='terkait'><p>Oleh: Orang Lain</p></div>"
    assert credits_of(page(DATE, bottom=bottom)) == ([], [])


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ani Rekaan, Jurnalis", ["Ani Rekaan"]),
        ("Ani Rekaan | Kontributor", ["Ani Rekaan"]),
        ("Ani Rekaan (Reporter)", ["Ani Rekaan"]),
        ("Ani Rekaan – wartawan", ["Ani Rekaan"]),
        ("Kabar Daerah, Jurnalis", []),
        ("Ani Rekaan, Bupati", []),
    ],
)
def test_a_job_behind_a_name_far_from_the_date(line, authors):
    assert credits_of(page(f"<div>{line}</div>", bottom=DATE))[0] == authors


@pytest.mark.parametrize(
    "told",
    [
        "Jurnalis Lembah Pos sejak 2019, meliput kota dan kriminal.",
        "Reporter Lembah Pos sejak 2011, suka kopi, kucing dan hujan.",
    ],
)
def test_what_a_writer_does_is_nobody(told):
    bottom = f"<div>Penulis: Ani Rekaan</div><div>{told}</div>"
    assert credits_of(page(DATE, bottom=bottom)) == (["Ani Rekaan"], [])


@pytest.mark.parametrize("label", ["Oleh: ", "Penulis : ", "By ", "Editor: "])
def test_credits_of_stories_listed_above_the_headline_are_theirs(label):
    stories = "".join(
        f"<div><a href='/b/{n}'>Pasar Malam Dibuka Lagi Jilid {n}</a><p>{label}Orang Lain</p>"
        "<p>12 Maret 2024 08:00 WIB</p></div>"
        for n in (1, 2, 3)
    )
    heading = "<h1>Warga Lembah Hijau Perbaiki Jembatan Gantung</h1>"
    html = page(f"<p>Penulis: Ani Rekaan</p>{DATE}", heading=stories + heading)
    assert credits_of(html) == (["Ani Rekaan"], [])


def test_words_in_the_text_are_no_byline():
    html = page(DATE).replace(
        "sejak pagi hari",
        "oleh karena itu penulis: sebutan bagi mereka yang menulis sejak pagi hari",
    )
    assert credits_of(html) == ([], [])


def test_selected_byline_sheds_its_labels():
    html = page(
        "<div class='w'><a>Ani Rekaan</a> <a>Cici Rekaan</a> - Koran Rekaan.com</div>"
        "<div class='e'>Editor: Budi Rekaan</div>"
    )
    found = read(html, rules=Rules(byline=".w a", editor=".e"))
    assert (found.authors, found.editors) == (["Ani Rekaan", "Cici Rekaan"], ["Budi Rekaan"])
    assert found.layers["authors"] == "selector"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Laporan Ani Rekaan", ["Ani Rekaan"]),
        ("(Laporan Ani Rekaan)", ["Ani Rekaan"]),
        ("Laporan Ani Rekaan, Ternate", ["Ani Rekaan"]),
        ("Laporan Ani Rekaan dari Ternate", ["Ani Rekaan"]),
        ("Laporan Ani Rekaan dan Budi Rekaan", ["Ani Rekaan", "Budi Rekaan"]),
        ("Laporan wartawan Ani Rekaan", ["Ani Rekaan"]),
        ("Laporan Wartawan Tribun Lembah Ani Rekaan", ["Ani Rekaan"]),
        ("Laporan Wartawan TribunLembah.com Ani Rekaan", ["Ani Rekaan"]),
        ("Laporan Jurnalis Lembah Post Ani Rekaan Dewi", ["Ani Rekaan Dewi"]),
        ("Liputan Ani Rekaan", ["Ani Rekaan"]),
        ("Liputan: Ani Rekaan", ["Ani Rekaan"]),
        ("Ditulis oleh Ani Rekaan pada 19 Maret 2024.", ["Ani Rekaan"]),
        ("Diterbitkan oleh Ani Rekaan pada 19 Maret 2024", ["Ani Rekaan"]),
        ("Dikirim oleh Ani Rekaan pada Minggu, 02 September 2007", ["Ani Rekaan"]),
        ("Pewawancara: Ani Rekaan", ["Ani Rekaan"]),
        ("Reporter - Ani Rekaan", ["Ani Rekaan"]),
        ("Laporan Ani Rekaan I Lembah Hijau", ["Ani Rekaan"]),
        ("Kontributor Lembah Hijau, Ani Rekaan", ["Ani Rekaan"]),
        ("Laporan T.Rekaan.", ["T.Rekaan"]),
        ("Laporan Muh.Rekaan", ["Muh.Rekaan"]),
        ("Laporan Khusus", []),
        ("Laporan Keuangan", []),
        ("Laporan Hasil Liputan Daerah", []),
        ("Liputan Khusus", []),
    ],
)
def test_reports_with_and_without_a_colon(line, authors):
    assert credits_of(page(f"<p>{line}</p>{DATE}"))[0] == authors


BADGES = (
    "Terverifikasi", "Verified", "Verified Author", "Pro", "Premium", "Top Writer", "Akun Resmi",
    "Rising Star", "Community Writer", "Penulis Terverifikasi", "Penulis Tamu", "Anggota",
)  # fmt: skip


@pytest.mark.parametrize("badge", BADGES)
def test_a_badge_beside_a_name_is_nobody(badge):
    beside = f"<b>Ani Rekaan</b> <span class='rounded'>{badge}</span>"
    linked = f"<a href='/author/ani'>Ani Rekaan</a> <span>{badge}</span>"
    for top in (
        f"<div>Oleh {beside}<br><span>Selasa, 19 Maret 2024</span></div>",
        f"<div class='author'>{linked}</div>{DATE}",
        f"<p class='text-xs'>{badge}</p><p>Ani Rekaan</p>{DATE}",
        f"<p>Ani Rekaan</p><p class='text-xs'>{badge}</p>{DATE}",
    ):
        assert credits_of(page(top)) == (["Ani Rekaan"], []), top


@pytest.mark.parametrize("role", ["Redaktur Pelaksana", "Jurnalis Warga", "Wartawan Utama"])
def test_a_post_between_name_and_date(role):
    assert credits_of(page(f"<p>Ani Rekaan</p><p>{role}</p>{DATE}"))[0] == ["Ani Rekaan"]


INFO = (
    "<ul><li itemprop='author'><a href='/author/a'><i class='info--type-author'>Ani Rekaan</i></a>"
    "<li itemprop='datePublished'><time>19 Maret 2024</time></li>"
    "<li itemprop='about'><span class='terms-list'>{}</span></li></ul>"
)


@pytest.mark.parametrize(
    ("top", "authors"),
    [
        (INFO.format("<a href='/category/x' class='terms-list-item'>Lensa Warga</a>"), 1),
        (INFO.format("<a href='/x' class='terms-list-item'>Lensa Warga</a>"), 1),
        (f"<a href='/author/a'>Ani Rekaan</a> <a href='/kategori/x'>Lensa Warga</a> {DATE}", 1),
        ("<div>19 Maret 2024 | <b>Ani Rekaan</b> | <b>Gaya Hidup</b></div>", 1),
        ("<div><b>Kabar Kota</b> | 19 Maret 2024</div>", 0),
        ("<div><a href='/x'>Gaya Hidup</a> | 19 Maret 2024</div>", 0),
        ("<div><a href='/rubrik/x'>Lensa Warga</a> | 19 Maret 2024</div>", 0),
    ],
)
def test_channels_beside_the_date_are_nobody(top, authors):
    assert credits_of(page(top)) == (["Ani Rekaan"] * authors, [])


@pytest.mark.parametrize(
    "row",
    [
        "<p>Ani Rekaan, Budi Rekaan</p><p>Penulis, Editor</p>",
        "<p><a>Ani Rekaan</a> <a>Budi Rekaan</a></p><p><b>Penulis</b> <b>Editor</b></p>",
        "<table>" + row("Ani Rekaan", "Budi Rekaan") + row("Penulis", "Editor") + "</table>",
        "<p>Ani Rekaan</p><p>Budi Rekaan</p><div><p>Penulis</p><p>Editor</p></div>",
        "<p>Penulis</p><p>Editor</p><p>Ani Rekaan</p><p>Budi Rekaan</p>",
        "<p>Budi Rekaan</p><p>Ani Rekaan</p><p>Editor</p><p>Penulis</p>",
    ],
)
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_a_row_of_names_above_a_row_of_labels(row, place):
    html = page(row + DATE) if place == "top" else page(DATE, bottom=row)
    assert credits_of(html) == (["Ani Rekaan"], ["Budi Rekaan"])


VCARD = "<span class='author vcard'><a class='url fn n' href='/author/ani/'>Ani Rekaan</a></span>"


@pytest.mark.parametrize(
    "meta",
    [
        f"<div><time datetime='2024-03-19'>19 Maret 2024</time>{VCARD}</div>",
        f"<p>{VCARD}</p>{DATE}",
        f"<p><a href='/penulis/ani'>Ani Rekaan</a></p>{DATE}",
        f"<p><a href='https://m.koran.example/me/1076'>Ani Rekaan</a></p>{DATE}",
        f"<p><a href='/?author=7'>Ani Rekaan</a></p>{DATE}",
        f"<p><a href='/@ani'>Ani Rekaan</a></p>{DATE}",
        f"<p><a href='/indeks.php?penulis_id=7'>Ani Rekaan</a></p>{DATE}",
    ],
)
def test_a_meta_line_above_the_headline(meta):
    heading = "<h1>Warga Lembah Hijau Perbaiki Jembatan Gantung</h1>"
    assert credits_of(page(heading=meta + heading)) == (["Ani Rekaan"], [])
    story = "<p><a href='/lain'>Pasar Malam Dibuka Lagi</a></p>"
    assert credits_of(page(heading=f"{story}<p>{VCARD}</p>{heading}")) == ([], [])


@pytest.mark.parametrize("names", ["imgnews-jurnalist", "foto-penulis", "author img-round"])
def test_a_name_in_what_is_named_for_the_writer_and_for_a_picture(names):
    top = f"<p class='{names}'>Ani Rekaan</p><p class='imgnews-datetime'>19 Maret 2024 10:15</p>"
    assert credits_of(page(top)) == (["Ani Rekaan"], [])
