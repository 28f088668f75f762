"""The words below the hero picture are its caption, and no paragraph; a brief is no caption."""

import pytest

from newscrawl.extraction import extract
from newscrawl.extraction.model import Rules
from tests.unit.extraction.body.test_body import NOW, STORY, TITLE, paragraphs
from tests.unit.extraction.body.test_one_story import URL

CAPTION = "Warga mengangkut bambu dari kebun desa menuju tepi sungai."
IMG = "<img src='/foto/jembatan.jpg'>"
BRIEF = "Listrik di tiga dusun padam selama dua jam pada Selasa malam akibat pohon menimpa kabel."


def read(inner, *, between=""):
    html = (
        f"<html><head><title>{TITLE} - Kabar Contoh</title></head><body><div class='a'>"
        f"<h1>{TITLE}</h1><div>Selasa, 2 Januari 2024</div>{between}{inner}</div></body></html>"
    )
    return extract(html, url=URL, rules=Rules(), now=NOW)


@pytest.mark.parametrize(
    "hero",
    [
        f"<div class='pb20' id='x-img'>{IMG}<div class='f12 grey2'>{CAPTION}</div></div>",
        f"<div class='pic'>{IMG}<div class='pic-text'>{CAPTION}</div></div>",
        f"<div class='sampul'>{IMG}<p class='cover-note'>{CAPTION}</p></div>",
        f"<div class='sampul'><a href='/foto'>{IMG}</a><p>{CAPTION}</p></div>",
        f"<div><div>{IMG}</div><small>{CAPTION}</small></div>",
        (
            f"<table align='left'><tr><td>{IMG}</td></tr><tr><td><font size='1'><i>{CAPTION}"
            "</i></font></td></tr></table>"
        ),
        f"<figure>{IMG}<p>{CAPTION}</p></figure>",
    ],
)
@pytest.mark.parametrize("shape", ["beside", "inside", "lines"])
def test_a_caption_without_a_name_is_no_paragraph(hero, shape):
    texts = "<br><br>".join(STORY) if shape == "lines" else paragraphs(*STORY)
    if shape == "beside":
        found = read(f"{hero}<div class='isi'>{texts}</div>")
    else:
        found = read(f"<div class='isi'>{hero}{texts}</div>")
    assert found.paragraphs == STORY
    assert [image.caption for image in found.images] == [CAPTION]


@pytest.mark.parametrize(
    "inner",
    [
        f"<div class='isi'>{IMG}<p>{BRIEF}</p></div>",
        f"<div class='isi'><div>{IMG}</div><p>{BRIEF}</p></div>",
        f"<div class='isi'><p>{IMG}</p><p>{BRIEF}</p></div>",
        f"<div class='isi'>{IMG}<br>{BRIEF}</div>",
    ],
)
def test_a_brief_below_a_picture_is_text(inner):
    assert read(inner).paragraphs == [BRIEF]


def test_words_below_pictures_further_down_are_text():
    things = [
        f"Papan nomor {n} diganti warga dusun {n} pada hari Minggu pagi kemarin." for n in (1, 2, 3)
    ]
    boxes = "".join(f"<div class='butir'>{IMG}<p>{text}</p></div>" for text in things)
    html = f"<div class='isi'>{paragraphs(*STORY)}{boxes}</div>"
    assert read(html).paragraphs == [*STORY, *things]


@pytest.mark.parametrize("wrap", ["{}", "<span style='display:inline-block'>{}</span>"])
def test_the_caption_of_a_picture_that_a_script_loads(wrap):
    lazy = wrap.format(f"<img src='data:image/gif;base64,R0lGODlh'><noscript>{IMG}</noscript>")
    hero = f"<figure>{lazy}<figcaption>{CAPTION}</figcaption></figure>"
    images = read(f"{hero}<div class='isi'>{paragraphs(*STORY)}</div>").images
    assert [(image.url.rpartition("/")[2], image.caption) for image in images] == [
        ("jembatan.jpg", CAPTION)
    ]


def test_the_caption_in_a_builders_widget():
    hero = (
        "<div class='elementor-element elementor-widget elementor-widget-image'><div class="
        f"'elementor-widget-container'><figure class='wp-caption'>{IMG}<figcaption class="
        f"'widget-image-caption wp-caption-text'>{CAPTION}</figcaption></figure></div></div>"
    )
    found = read(f"{hero}<div class='isi'>{paragraphs(*STORY)}</div>")
    assert [image.caption for image in found.images] == [CAPTION]


@pytest.mark.parametrize(
    "line",
    [
        "Dukung jurnalisme kami",
        "Traktir redaksi secangkir kopi lewat tautan ini.",
        "Support our independent journalism today.",
        "Tulisan ini terbit berkat sumbangan pembaca. Jadilah sahabat kami mulai Rp20.000.",
        "Apakah tulisan ini bermanfaat?",
        "Did you find this article helpful?",
        "Menemukan kekeliruan? Laporkan kepada redaksi.",
        "Spotted a mistake? Tell us.",
        "Unduh aplikasi Kabar Contoh di Play Store",
        "Download our app on Google Play",
        "Bagaimana pendapat Anda? Tulis di kolom komentar, ya!",
        "Video tidak tersedia",
        "Video ini telah dihapus oleh pengunggah",
        "This video is unavailable",
        "[Versi Cetak] [Kirim ke Teman]",
    ],
)
@pytest.mark.parametrize("place", [2, 5])
def test_what_a_paper_asks_of_readers_is_no_text(line, place):
    texts = paragraphs(*STORY[:place], line, *STORY[place:])
    assert read(f"<div class='isi'>{texts}</div>").paragraphs == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Apakah bantuan ini bermanfaat bagi petani? Camat menjawabnya dengan angka panen terakhir.",
        "Unduh aplikasi itu tidak perlu lagi sejak layanan dibuka di kantor camat, kata petugas.",
        "Dukung penuh datang dari para guru yang ikut mengangkut bambu ke tepi sungai itu.",
        "Video ini telah dihapus oleh pengunggah setelah polisi memanggilnya pada Senin pagi.",
        "Bagaimana perasaan warga saat jembatan putus? Wayan mengaku sempat menangis di tepi kali.",
        "Donasi warga mencapai dua juta rupiah dan dipakai untuk membeli tali baja yang baru.",
    ],
)
def test_a_paragraph_that_begins_like_that_is_text(line):
    texts = paragraphs(*STORY[:2], line, *STORY[2:])
    assert line in read(f"<div class='isi'>{texts}</div>").paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "Ditulis oleh <a href='/u'>Yohana Bulu</a> pada 2 Januari 2024.",
        "Diposting oleh Yohana Bulu pada Selasa, 2 Januari 2024",
        "Written by Yohana Bulu on 2 January 2024.",
    ],
)
@pytest.mark.parametrize("place", ["beside", "inside"])
def test_a_sentence_that_names_the_writer_is_a_byline(line, place):
    own = f"<p class='x-meta'>{line}</p>"
    if place == "beside":
        found = read(f"{own}<div class='isi'>{paragraphs(*STORY)}</div>")
    else:
        found = read(f"<div class='isi'>{own}{paragraphs(*STORY)}</div>")
    assert (found.paragraphs, found.authors) == (STORY, ["Yohana Bulu"])


def test_what_a_builder_sets_below_the_post_is_no_part_of_it():
    widget = (
        "<div class='elementor-element elementor-widget' data-widget_type='{0}.default'>"
        "<div class='elementor-widget-container'>{1}</div></div>"
    )
    about = "Kabar ini lahir dari meja makan dua orang sahabat dan terbit setiap hari tanpa jeda."
    html = (
        widget.format("theme-post-content", f"<p>{BRIEF}</p>")
        + widget.format("heading", "<h3>Sisipkan komentar</h3>")
        + widget.format("text-editor", f"<p>{about}</p>")
    )
    assert read(f"<div class='kolom'>{html}</div>").paragraphs == [BRIEF]


@pytest.mark.parametrize("name", ["kg-card kg-cta-card", "call-to-action", "donation-box"])
def test_a_card_that_asks_for_money_is_no_text(name):
    card = f"<div class='{name}'><p>Jadilah sahabat kami mulai dua puluh ribu sebulan.</p></div>"
    assert read(f"<div class='isi'>{paragraphs(*STORY)}{card}</div>").paragraphs == STORY
