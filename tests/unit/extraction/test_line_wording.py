"""Text made plain, and lines told apart by their own words."""

import re
import time

import pytest

from newscrawl.extraction.line_patterns import NAV_START, START
from newscrawl.extraction.line_wording import (
    classify_line,
    dateline_end,
    sign_off,
    source_credit,
    starts_as,
)
from newscrawl.text import clean, content_hash, word_count


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("  Warga\u00a0 desa\n\tberkumpul ", "Warga desa berkumpul"),
        ("Ja\u200blan\u00ad raya\ufeff", "Jalan raya"),
        ("Toko A &amp; B &quot;Laris&quot; &#8211; buka", 'Toko A & B "Laris" – buka'),
        ("R&D dan Q&A", "R&D dan Q&A"),
        ("", ""),
    ],
)
def test_clean(raw, plain):
    assert clean(raw) == plain


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rata-rata harga naik 1,5 persen pada Jum'at (2/1).", 8),
        ("“Gratis,” timpalnya.", 2),
        ("--- * ---", 0),
        ("", 0),
    ],
)
def test_word_count(text, count):
    assert word_count(text) == count


def test_content_hash_is_32_hex_digits():
    digest = content_hash("Warga desa berkumpul.")
    assert len(digest) == 32
    assert int(digest, 16) >= 0


@pytest.mark.parametrize(
    "same",
    [
        "WARGA DESA BERKUMPUL",
        "Warga  desa,\n\n“berkumpul”!",
        "Warga\u00a0desa ber\u00adkumpul",
        ["Warga desa", "berkumpul."],
    ],
)
def test_content_hash_looks_at_words_only(same):
    assert content_hash(same) == content_hash("Warga desa berkumpul.")


def test_content_hash_tells_other_words_apart():
    assert content_hash("Warga desa berkumpul.") != content_hash("Warga kota berkumpul.")


LINES = [
    ("Baca juga: Bupati Tinjau Jalan Rusak", "related"),
    ("BACA JUGA", "related"),
    ("Baca Juga:Bupati Tinjau Jalan Rusak", "related"),
    ("(Baca juga: Bupati Tinjau Jalan Rusak)", "related"),
    ("**Baca juga: Bupati Tinjau Jalan Rusak", "related"),
    (">>Baca Selengkapnya<<", "related"),
    ("Simak juga: Video Banjir di Sukamaju", "related"),
    ("Lihat juga: Foto-Foto Banjir", "related"),
    ("• Bupati Tinjau Jalan Rusak di Sukamaju", "related"),
    ("Berita Terkait", "related"),
    ("Artikel Lainnya:", "related"),
    ("Rekomendasi", "related"),
    ("ADVERTISEMENT", "ad"),
    ("SCROLL TO CONTINUE WITH CONTENT", "ad"),
    ("Scroll ke bawah untuk melanjutkan membaca", "ad"),
    ("Geser ke atas untuk melanjutkan", "ad"),
    ("Berlangganan untuk membaca artikel selengkapnya.", "ad"),
    ("Bagikan:", "share"),
    ("Share on Facebook", "share"),
    ("Sebarkan artikel ini", "share"),
    ("IKUTI KABARCONTOH.CO.ID DI", "share"),
    ("Follow us on Instagram", "share"),
    ("Ikuti saluran WhatsApp Kabar Contoh sekarang", "share"),
    ("WhatsApp", "share"),
    ("Penulis: Made Suta", "byline"),
    ("Reporter : Made Suta | Editor : Sari Dewi", "byline"),
    ("Laporan Wartawan Kabar Contoh, Made Suta", "byline"),
    ("(mds/srd)", "byline"),
    ("Editor: Sari Dewi", "editor"),
    ("Penyunting: Sari Dewi", "editor"),
    ("Selasa, 2 Januari 2024 | 10:22 WITA", "date"),
    ("Diterbitkan: 2 Jan 2024, 10:22", "date"),
    ("02/01/2024 10:22", "date"),
    ("3 jam yang lalu", "date"),
    ("Foto: Made Suta/Kabar Contoh", "photo_caption"),
    ("Keterangan foto: warga memasang papan", "photo_caption"),
    ("Warga memasang papan jembatan. (Dok. Desa Sukamaju)", "photo_caption"),
    ("Tags: banjir, jembatan", "tags"),
    ("#banjir #jembatan", "tags"),
    ("Halaman 1/2", "pagination"),
    ("Halaman Selanjutnya", "pagination"),
    ("1 2 3 Selanjutnya", "pagination"),
    ("Copyright © 2024 Kabar Contoh", "copyright"),
    ("© 2024 Kabar Contoh. All Rights Reserved.", "copyright"),
    ("Tulis komentar", "comment"),
    ("Leave a Reply", "comment"),
    ("Artikel Selanjutnya", "next_article"),
    ("Sumber: Kantor Lain", "source_credit"),
    ("(Sumber: kantorlain.com)", "source_credit"),
    ("Artikel ini telah tayang di Kantorlain.com dengan judul Banjir", "source_credit"),
    ("Laporan ini telah tayang di Kantorlain.com dengan judul Banjir", "source_credit"),
    ("Sumber:", "source_credit"),
    ("kabarcontoh.id/kantorlain.com/Banjir di Sukamaju", "source_credit"),
    ("SUKAMAJU, KABARCONTOH.ID - Banjir merendam dua dusun.", "dateline"),
    ("Sukamaju (ANTARA) - Banjir merendam dua dusun.", "dateline"),
    ("KABARCONTOH.ID, DUNIA.", "dateline"),
    ("radio_button_unchecked", "nav"),
    ("light_mode dark_mode", "nav"),
    ("search", "nav"),
    ("1.204 views", "nav"),
    ("640", "nav"),
]


@pytest.mark.parametrize(("line", "label"), LINES)
def test_classify_line(line, label):
    assert classify_line(line, starts_as(line)) == label


@pytest.mark.parametrize(
    "line",
    [
        "Simak lima kisah warga yang memperbaiki jembatan itu sejak pagi hingga petang.",
        "Baca buku di balai dusun menjadi kegiatan anak-anak selama jembatan ditutup.",
        "Sumber air di hulu sungai masih jernih, sehingga warga tidak kesulitan memasak.",
        "Berita populer di desa itu kini hanya soal papan, paku, dan tali baja.",
        "Dikutip dari laman resmi desa, jembatan itu dibangun pada tahun 1997.",
        "Menurut Made, jembatan itu (bagian lama, red) sudah lapuk sejak lama.",
        "“Gratis,” timpalnya.",
        "Desa itu dapat diikuti di Facebook, Instagram, dan kanal YouTube milik karang taruna.",
    ],
)
def test_sentences_are_body(line):
    assert classify_line(line, starts_as(line)) == "body"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Sumber: ANTARA", "ANTARA"),
        ("(sumber: kantorlain.com)", "kantorlain.com"),
        ("Warga pulang dengan tenang.(sumber: kantorlain.com)", "kantorlain.com"),
        ("Sumber : Kantor Berita Lain", "Kantor Berita Lain"),
        ("kabarcontoh.id/kantorlain.com/Banjir di Sukamaju", "kantorlain.com"),
        ("Denpasar (ANTARA) - Banjir merendam dua dusun.", "ANTARA"),
        ("Artikel ini telah tayang di Kantorlain.com dengan judul Banjir", "Kantorlain.com"),
        ("Dikutip dari Kantorlain.com, banjir merendam dua dusun.", None),
        ("Sumber air di hulu sungai masih jernih.", None),
        ("Banjir merendam dua dusun.", None),
    ],
)
def test_source_credit(line, name):
    assert source_credit(line) == name


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("Warga pun pulang. (mds/srd)", "(mds/srd)"),
        ("Warga pun pulang.(*)", "(*)"),
        ("“Semua aman,” katanya. (S-45)", "(S-45)"),
        ("Warga pun pulang (mds/srd)", "(mds/srd)"),
        ("Warga pulang pada Selasa (2/1).", ""),
        ("Rapat digelar Selasa. (2/1/2024)", ""),
        ("Partai itu (PDK)", ""),
    ],
)
def test_sign_off(line, sign):
    assert sign_off(line)[1] == sign


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("SUKAMAJU, KABARCONTOH.ID - Banjir", "SUKAMAJU, KABARCONTOH.ID - "),
        ("Sukamaju (ANTARA) - Banjir", "Sukamaju (ANTARA) -"),
        ("SUKAMAJU – Banjir", "SUKAMAJU – "),
        ("KABARCONTOH.ID, Banjir merendam", "KABARCONTOH.ID,"),
        ("Banjir merendam dua dusun.", ""),
        ("WARGA desa itu pulang.", ""),
    ],
)
def test_dateline_end(line, dateline):
    assert line[: dateline_end(line)].strip() == dateline.strip()


@pytest.mark.parametrize(
    "line",
    [
        "(" * 100_000,
        "A." * 100_000,
        "a/" * 100_000,
        "- " * 100_000,
        "Baca " * 50_000,
        "A B, " * 9000,
    ],
)
def test_hostile_lines_are_told_quickly(line):
    start = time.process_time()
    classify_line(line, starts_as(line))
    source_credit(line)
    sign_off(line)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Promosi Kopi Sukamaju Kini Lebih Wangi", "ad"),
        ("Promosi jabatan itu batal dilakukan", None),
        ("Ikuti terus beritanya hanya di KabarContoh.id", "share"),
        ("Ikuti lomba itu hanya di kampung kami", None),
        ("Redaktur Ani Lestari", "editor"),
        ("Redaktur koran itu mundur", None),
        ("BACA JUGA: Warga Pulang", "related"),
        ("Baca jugaBupati Pulang", "related"),
        ("(Ani Lestari)", "byline"),
        ("Ani Lestari dan Budi berkontribusi dalam artikel ini", "byline"),
        ("Dok kapal di Sukamaju rusak", None),
        ("Dok. Humas Sukamaju", "photo_caption"),
    ],
)
def test_what_first_words_make_sure_of(line, label):
    assert starts_as(line) == label


@pytest.mark.parametrize("pattern", [START, NAV_START], ids=["START", "NAV_START"])
def test_patterns_of_lines_in_lower_case_hold_no_capital_letter(pattern):
    assert not re.search(r"[A-Z]", re.sub(r"\\.|\(\?P<\w+>", "", pattern.pattern))
