"""One label a line: by its words, its markup, and its place against the text."""

import re

import pytest

from newscrawl.extraction.line_labels import joined, label_ends, label_lines, label_outside
from newscrawl.page.document import parse
from newscrawl.page.line_reader import read_lines
from newscrawl.page.roles import roles_of

PARAGRAPH = (
    "<p>Warga desa di lereng bukit itu memanen padi lebih awal, kata kepala desa mereka.</p>"
)


def read(html):
    """Return the lines of a page, with the role that names around them tell."""
    root = parse(html, url="https://www.koranrekaan.id/berita/1").root
    lines = read_lines(root).lines
    for line, role in zip(lines, roles_of([line.block for line in lines], ()), strict=True):
        line.role = role
    return lines


def labels(lines):
    return [line.label for line in lines]


def outside(html, *, below):
    lines = read(html)
    label_outside(lines, below=below)
    return labels(lines)


def text_of(html, noise=None):
    """Return the labels of lines that a text is made of."""
    lines = read(html)
    label_lines(lines, noise)
    label_ends(lines)
    return labels(lines)


def inside(html):
    """Return the labels of lines between two paragraphs."""
    first, *found, last = text_of(PARAGRAPH + html + PARAGRAPH)
    assert first == last == "body"
    return found


#: What a line is that is it wherever it stands.
ANYWHERE = [
    ("<p>Penulis: Ani Rekaan</p>", "byline"),
    ("<p>Oleh Ani Rekaan</p>", "byline"),
    ("<p>Oleh: Ani Rekaan, 19 Maret 2024 10:15 WIB</p>", "byline"),
    ("<p>Reporter: <a href=/p/1>Ani Rekaan</a></p>", "byline"),
    ("<p>Penulis: Ani Rekaan | Editor: Budi Rekaan</p>", "byline"),
    ("<p>(Ani Rekaan)</p>", "byline"),
    ("<p>Editor: Budi Rekaan</p>", "editor"),
    ("<p><b>Editor</b> : Budi Rekaan</p>", "editor"),
    ("<p>Selasa, 19 Maret 2024 10:15 WIB</p>", "date"),
    ("<p>19/03/2024</p>", "date"),
    ("<p>2 jam yang lalu</p>", "date"),
    ("<p>Diperbarui: 19 Maret 2024</p>", "date"),
    ("<p><img src=ani.jpg>Selasa, 19 Maret 2024</p>", "date"),  # beside the writer's portrait
    ("<figure><img><figcaption>Panen di desa, Selasa (19/3/2024).</figcaption></figure>",
     "photo_caption"),
    ("<figure><img><figcaption>19 Maret 2024</figcaption></figure>", "photo_caption"),
    ("<figure><img><figcaption><p>Penulis: Ani</p></figcaption></figure>", "photo_caption"),
    ("<div class=wp-caption><img><p>Panen padi di desa, 19 Maret 2024</p></div>", "photo_caption"),
    ("<div class=foto-desc>Panen padi</div>", "photo_caption"),
    ("<p>Foto: Ani Rekaan</p>", "photo_caption"),
    ("<p>Foto: Ani Rekaan, 19 Maret 2024</p>", "photo_caption"),
    ("<p>Foto: Ani Rekaan | Penulis: Budi Rekaan</p>", "photo_caption"),
    ("<p>Sumber: Kabar Lain</p>", "source_credit"),
    ("<p>Sumber: Kabar Lain, ditulis oleh: Ani</p>", "source_credit"),
    ("<p>Bagikan artikel ini</p>", "share"),
    ("<p>Share this post</p>", "share"),
    ("<p>Facebook WhatsApp</p>", "share"),
    ("<div class=share-box><p>Kirim</p></div>", "share"),
    ("<p>Tags: padi, desa</p>", "tags"),
    ("<div class=post-tags><a href=/t>padi</a></div>", "tags"),
    ("<p>Baca juga: Hujan Lebat Merusak Ladang</p>", "related"),
    ("<p>Baca Juga</p>", "related"),
    ("<h3>Berita Terkait</h3>", "related"),
    ("<div class=related-posts><p>19 Maret 2024</p></div>", "related"),
    ("<div class=related-posts><p>Oleh Ani Rekaan</p></div>", "related"),
    ("<p>Artikel Selanjutnya</p>", "next_article"),
    ("<p>Next Post</p>", "next_article"),
    ("<p>3 Komentar</p>", "comment"),
    ("<p>Tinggalkan komentar</p>", "comment"),
    ("<div class=komentar><p>Bagus sekali</p></div>", "comment"),
    ("<div class=comments><p>Oleh Budi, 19 Maret 2024</p></div>", "comment"),
    ("<p>Copyright © Koran Rekaan 2024</p>", "copyright"),
    ("<p>Halaman: 1 2 3</p>", "pagination"),
    ("<p>Iklan</p>", "ad"),
    ("<p>Berlangganan untuk membaca selengkapnya</p>", "ad"),
    ("<div class=iklan><p>Beli sekarang</p></div>", "ad"),
    # A label alone: the name stands on the next line.
    ("<p>Penulis</p>", "byline"),
    ("<p>Reporter:</p>", "byline"),
    ("<p>Oleh</p>", "byline"),
    ("<p>Editor</p>", "editor"),
]  # fmt: skip

#: What depends on where a line stands: above the text, in it, below it.
BY_PLACE = [
    ("<p>Panen padi di desa. (ANTARA/Ani Rekaan)</p>", "photo_caption", "photo_caption", "unknown"),
    ("<p>Panen padi di desa. (ANTARA/HO-Humas)</p>", "photo_caption", "photo_caption", "unknown"),
    ("<p>Warga memanen padi (Humas Desa/HO)</p>", "photo_caption", "photo_caption", "unknown"),
    ("<p>ANTARA FOTO/Ani Rekaan/tom</p>", "photo_caption", "photo_caption", "unknown"),
    ("<p>Kejadian itu terjadi pada 19 Maret 2024.</p>", "unknown", "body", "unknown"),
    ("<p>Panen raya 19 Maret 2024</p>", "date", "body", "date"),
    ("<table><tr><td>19 Maret 2024</table>", "date", "body", "date"),
    ("<table><tr><td>12</table>", "nav", "body", "unknown"),
    ("<p>Dibaca: 744 kali</p>", "nav", "nav", "unknown"),
    ("<p>123</p>", "nav", "nav", "unknown"),
    ("<p>Ani Rekaan/@anirekaan</p>", "nav", "photo_caption", "unknown"),
    ("<p>MEDAN, KORANREKAAN -</p>", "dateline", "body", "unknown"),
    # What reads like text above or below it is not known to be any.
    (PARAGRAPH, "unknown", "body", "unknown"),
]


@pytest.mark.parametrize(
    ("html", "above", "within", "below"),
    [*((html, label, label, label) for html, label in ANYWHERE), *BY_PLACE],
)
def test_the_label_of_a_line(html, above, within, below):
    assert outside(html, below=False) == [above]
    assert inside(html) == [within]
    assert outside(html, below=True) == [below]


def test_a_long_line_with_a_clock_and_its_zone_tells_the_date_of_the_article():
    place = "Kabupaten Lembah Hijau, Provinsi Sumatera Rekaan, Selasa Wage"
    line = f"<p><img src=jam.svg>{place}, 19 Maret 2024 pukul 10:15 WIB</p>"
    assert outside(line, below=False) == ["date"]
    assert text_of(line + PARAGRAPH) == ["date", "body"]


def test_a_long_line_that_names_a_day_tells_no_date_of_the_article():
    day = "Panen raya itu dimulai warga desa pada 19 Maret 2024 lalu"
    assert outside(f"<p>{day}</p>", below=True) == ["date"]
    longer = f"<p>{day} dan belum juga selesai sampai hari ini</p>"
    assert outside(longer, below=True) == ["unknown"]


@pytest.mark.parametrize(
    ("names", "label"),
    [
        ("post-meta", "byline"),
        ("comment-author", "unknown"),
        ("img-caption", "unknown"),
        ("latest", "unknown"),
    ],
)
def test_a_writer_or_date_of_others_is_none_of_the_article(names, label):
    html = f"<div itemprop='{names}'><span>19 Maret 2024, ditulis oleh Ani</span></div>"
    assert outside(html, below=True) == [label]


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<p>(ANTARA/Ani Rekaan)</p>", "photo_caption"),
        ("<p>© Ani Rekaan</p>", "photo_caption"),
        ("<p>Panen padi di lereng bukit</p>", "photo_caption"),
        ("<p>Ani Rekaan/koranrekaan</p>", "photo_caption"),
        ("<p><em>Warga memanen padi lebih awal.</em></p>", "photo_caption"),
        (
            "<p><i>Warga <b>memanen</b></i> <i>padi lebih awal di lereng bukit.</i></p>",
            "photo_caption",
        ),
        ("<p><em>Warga</em> memanen padi lebih awal.</p>", "body"),
        ("<p><em>“Warga memanen padi lebih awal.”</em></p>", "body"),
        ("<p>Selasa, 19 Maret 2024</p>", "date"),
        ("<p>Penulis: Ani Rekaan</p>", "byline"),
        ("<p>Warga memanen padi lebih awal.</p>", "body"),
        ("<h3>Panen padi di lereng bukit</h3>", "body"),
        ("<p><b>Panen padi di lereng bukit</b></p>", "body"),
    ],
)
@pytest.mark.parametrize("picture", ["<p><img></p>{}", "<figure><img></figure><div>{}</div>"])
def test_what_stands_below_a_picture(picture, html, label):
    assert inside(picture.format(html)) == [label]


def test_a_paragraph_glued_to_a_link_to_another_story_is_text():
    told = (
        "“Kami memanen lebih awal karena hujan turun terus sejak awal bulan,” kata seorang petani."
    )
    html = f"<p><span>Baca juga: <a href=/x>Pasar Malam Dibuka Lagi</a></span>{told}</p>"
    lines = read(html)
    label_lines(lines, None)
    assert [(line.label, line.printed) for line in lines] == [("body", told)]
    assert inside("<p>Baca juga: <a href=/x>Pasar Malam Dibuka Lagi</a> dan berita lain.</p>") == [
        "related"
    ]


@pytest.mark.parametrize("picture", ["<p><img></p>", "<p><img>Panen padi</p>"])
def test_only_the_line_right_below_a_picture_is_its_caption(picture):
    found = inside(f"{picture}<p>Sawah di bukit</p><p>Hujan di desa</p>")
    assert found[-1] == "body"
    assert "photo_caption" in found


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        # A link would be another story's, but for its words.
        ("<p><a href=/p/1>Ani Redaktur</a></p>", "byline", "byline"),
        ("<p><a href=/p/1>Kontributor Ani</a></p>", "byline", "byline"),
        ("<p><a href=/p/1>Sabtu pagi, 19 Maret 2024</a></p>", "date", "date"),
        ("<p><a href=/p/1>Hujan Lebat Merusak Ladang</a></p>", "related", "related"),
        # A word alone at the end is a menu's.
        ("<p><a href=/k>Kontributor</a></p>", "byline", "related"),
        ("<p><a href=/k>Publisher</a></p>", "byline", "related"),
        ("<p><a href=/k>Wartawan</a></p>", "byline", "nav"),
    ],
)
def test_credits_at_the_ends_of_a_text(line, first, last):
    assert text_of(line + PARAGRAPH) == [first, "body"]
    assert text_of(PARAGRAPH + line) == ["body", last]


def test_credits_among_paragraphs_stay_what_their_links_say():
    assert inside("<p><a href=/p/1>Ani Redaktur</a></p>") == ["related"]


def test_lines_without_a_text_may_be_credits():
    assert text_of("<p><a href=/p/1>Kontributor Ani</a></p><p>Iklan</p>") == ["byline", "ad"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # Headlines below a label are of its list, until prose begins again.
        ("<p>Baca juga:</p><p>Hujan Merusak Ladang</p>", ["related", "related"]),
        (
            "<p>Baca juga:</p><ul><li>Hujan Merusak Ladang<li>Banjir Surut</ul>",
            ["related", "related", "related"],
        ),
        ("<p>Baca juga:</p><p>Hujan merusak</p>" + PARAGRAPH, ["related", "related", "body"]),
        ("<p>Baca juga:</p><h3>Hujan Merusak Ladang</h3>", ["related", "body"]),
        ("<p>Ringkasan Berita:</p><ul><li>Hujan lebat</ul>", ["nav", "related"]),
        ("<p>Iklan</p><p>Hujan Merusak Ladang</p>", ["ad", "body"]),
        # Linked items beside others that are text are text too, as are those that a line announces.
        ("<ul><li><a href=/1>Kota Rekaan</a><li>Desa Rekaan</ul>", ["body", "body"]),
        ("<ul><li><a href=/1>Kota Rekaan</a><li><a href=/2>Desa</a></ul>", ["related", "related"]),
        (
            "<p>Daerah yang dilanda banjir:</p><ul><li><a href=/1>Kota Rekaan</a></ul>",
            ["body", "body"],
        ),
        (
            "<p>Berita lainnya tentang banjir:</p><ul><li><a href=/1>Kota Rekaan</a></ul>",
            ["body", "related"],
        ),
    ],
)
def test_lists_of_other_stories_and_of_the_text(html, expected):
    assert inside(html) == expected


def test_the_noise_lines_of_a_paper_are_no_text():
    noise = re.compile("pasang kabar anda", re.IGNORECASE)
    html = f"{PARAGRAPH}<p>Pasang kabar Anda di koran kami.</p>{PARAGRAPH}"
    assert text_of(html) == ["body", "body", "body"]
    assert text_of(html, noise) == ["body", "ad", "body"]


@pytest.mark.parametrize(
    ("names", "words", "label"),
    [
        ("detail-paging", PARAGRAPH, "body"),
        ("detail-paging", "<p>1 2 3</p>", "pagination"),
        ("detail-paging", "<p><a href=/2>Halaman yang berikutnya di sini</a></p>", "pagination"),
    ],
)
def test_a_text_in_a_box_that_is_named_for_paging(names, words, label):
    assert inside(f"<div class={names}>{words}</div>") == [label]


def test_a_caption_in_a_box_that_is_called_a_widget():
    html = "<div class=widget-image><figure><img><figcaption>Panen</figcaption></figure></div>"
    assert inside(html) == ["photo_caption"]


#: A line that ends in mid sentence, and what it goes on with.
BEGUN = "Warga desa di lereng bukit itu memanen padi"
REST = "lebih awal dari biasanya."


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{BEGUN}<br>{REST}</p>", [f"{BEGUN} {REST}"]),
        (f"<p>{BEGUN}<br><i>lebih</i><br>awal sekali</p>", [f"{BEGUN} lebih awal sekali"]),
        (f"<p>{BEGUN}</p><p>{REST}</p>", [BEGUN, REST]),  # a paragraph's end
        (f"<p>{BEGUN}.<br>{REST}</p>", [f"{BEGUN}.", REST]),
        (f"<p>{BEGUN}<br>Lebih awal</p>", [BEGUN, "Lebih awal"]),
        (f"<p>{BEGUN}<br>a. lebih awal</p>", [BEGUN, "a. lebih awal"]),
        (f"<p>{BEGUN}<br><img>lebih awal</p>", [BEGUN, "lebih awal"]),
        (f"<p>Padi<br>{REST}</p>", ["Padi", REST]),
        (f"<p>Penulis: Ani Rekaan Sejati Abadi<br>{REST}</p>",
         ["Penulis: Ani Rekaan Sejati Abadi", REST]),
        (f"<p>Selasa, 19 Maret 2024 pukul 10:15 WIB<br>{REST}</p>",
         ["Selasa, 19 Maret 2024 pukul 10:15 WIB", REST]),
        (f"{BEGUN}<br><div class=iklan>{REST}</div>", [BEGUN, REST]),
    ],
)  # fmt: skip
def test_lines_that_br_breaks_in_mid_sentence_are_joined(html, expected):
    lines = read(html)
    before = len(lines)
    found = joined(lines)
    assert [line.printed for line in found] == expected
    assert len(lines) == before
    gone = [line for line in lines if line not in found]
    assert not any(line.parts or line.text or line.printed for line in gone)


def test_what_was_joined_keeps_the_links_of_its_pieces():
    (line,) = joined(read(f"<p>{BEGUN}<br>lebih <a href=/1>awal</a></p>"))
    assert [part.text for part in line.parts if part.link is not None] == ["awal"]
    assert line.text == f"{BEGUN} lebih awal"
    assert not line.broken


def test_labels_do_not_depend_on_what_a_line_was_labelled_before():
    lines = read(PARAGRAPH + "<p>Penulis: Ani Rekaan</p>" + PARAGRAPH)
    label_outside(lines)
    label_lines(lines, None)
    again = labels(lines)
    label_lines(lines, None)
    assert labels(lines) == again == ["body", "byline", "body"]
