"""Lines among the paragraphs: which are text, and which of them end it."""

import pytest

from newscrawl.extraction.line_wording import is_date_line
from tests.unit.extraction.body.test_body import STORY, article, paragraphs, read, removed

HALF = paragraphs(*STORY[:2])
REST = paragraphs(*STORY[2:])
PICTURE = "<img src='/u/jembatan.jpg' width='800'>"


def between(inner):
    """Return the paragraphs of a story that has this in its middle."""
    return read(article(HALF + inner + REST)).paragraphs


@pytest.mark.parametrize(
    "credit",
    [
        "(ANTARA/Sari)",
        "(kpl/pur)",
        "© Budi Santoso",
        "Foto: Budi Santoso",
        "Fotografer: Budi Santoso",
        "(Dok. Warga)",
        "Photo by Budi",
        "Foto udara jembatan yang rusak di Sukamaju (Budi/Kabar Contoh)",
    ],
)
@pytest.mark.parametrize("tag", ["p", "div", "figcaption", "span", "small"])
def test_a_credit_in_mid_text_ends_no_article(credit, tag):
    figure = f"<figure>{PICTURE}<{tag}>{credit}</{tag}></figure>"
    assert between(figure) == STORY
    assert between(f"<div>{PICTURE}</div><{tag}>{credit}</{tag}>") == STORY


@pytest.mark.parametrize(
    "name", ["detail-paging", "article_paging", "paging", "content-pagination"]
)
def test_a_box_of_text_called_paging_is_text(name):
    html = f"<div class='{name}'><h2 class='{name}'>Papan Lapuk Diganti Pelat Besi</h2>{REST}</div>"
    found = read(article(HALF + html)).paragraphs
    assert found == [*STORY[:2], "Papan Lapuk Diganti Pelat Besi", *STORY[2:]]


def test_a_box_of_pages_is_none():
    pages = "<div class='paging'><a href='?page=2'>2</a> <a href='?page=3'>Selanjutnya</a></div>"
    assert read(article(HALF + REST + pages)).paragraphs == STORY


@pytest.mark.parametrize("link", ["[<a href='https://x.id/y'>sc</a>]", "<a href='/x'>ns</a>"])
def test_a_short_link_does_not_condemn_the_last_paragraph(link):
    found = read(article(paragraphs(*STORY[:-1], f"{STORY[-1]} {link}"))).paragraphs
    assert len(found) == len(STORY)
    assert found[-1].startswith(STORY[-1])


@pytest.mark.parametrize(
    "line",
    [
        "<p><b><a href='/x'>Petani Mekarsari Panen Bawang Merah Lebih Awal</a></b></p>",
        "<p><a href='/x'><strong>Petani Mekarsari Panen Bawang Merah Lebih Awal</strong></a></p>",
        "<div><b><a href='/x'>Petani Mekarsari Panen Bawang, Harga Turun!</a></b></div>",
        "<h3><a href='/x'>Petani Mekarsari Panen Bawang Merah Lebih Awal</a></h3>",
    ],
)
def test_a_bold_line_that_is_only_a_link_is_another_story(line):
    assert between(line) == STORY


def test_a_paragraph_that_is_one_link_is_text():
    inner = STORY[2] + " Papan yang lapuk diganti pelat besi dan kawatnya dikencangkan lagi."
    assert between(f"<p><a href='/x'>{inner}</a></p>") == [*STORY[:2], inner, *STORY[2:]]


@pytest.mark.parametrize("cell", ["td", "th"])
@pytest.mark.parametrize("place", ["middle", "end"])
def test_a_tables_numbers_and_dates_stay(cell, place):
    rows = [("Dusun", "Keluarga"), ("Sukamaju", "1.204"), ("12/10/2023", "87")]
    table = "".join(
        "<tr>" + "".join(f"<{cell}>{text}</{cell}>" for text in row) + "</tr>" for row in rows
    )
    html = HALF + REST + f"<table>{table}</table>"
    if place == "middle":
        html = HALF + f"<table>{table}</table>" + REST
    found = read(article(html)).paragraphs
    assert [text for row in rows for text in row if text not in found] == []


@pytest.mark.parametrize(
    "items",
    [
        "<li><a href='/tag/a'>Paku dua dus dari toko</a></li><li>Semen empat puluh zak</li>",
        "<li>Semen empat puluh zak</li><li><a href='/t/a'>Paku dua dus dari toko</a></li>",
        "<li><a>Semen empat puluh zak</a> dari camat</li><li><a>Paku dua dus dari toko</a></li>",
    ],
)
def test_linked_items_of_a_list_stay(items):
    found = between(f"<ul>{items}</ul>")
    assert "Paku dua dus dari toko" in found
    assert any(text.startswith("Semen empat puluh zak") for text in found)


def test_a_list_of_links_that_the_text_announces_stays():
    items = "<ul><li><a href='/a'>Sukamaju ke Sukasari</a></li><li><a href='/b'>Rejo</a></li></ul>"
    assert "Sukamaju ke Sukasari" in between(f"<p>Jalan yang dilalui:</p>{items}")
    assert between(f"<p>Baca berita lainnya:</p>{items}") == STORY
    assert between(items) == STORY


def test_a_last_list_that_a_line_announces_stays():
    lines = ["Hasil pertandingan:", "Sukamaju 2-0 Sukasari", "27-08-2023: Rejo 1-3 Sukamaju"]
    assert read(article(HALF + REST + paragraphs(*lines))).paragraphs == [*STORY, *lines]


@pytest.mark.parametrize(
    "line",
    [
        "Kamis, 12 November 2026 | 14:20 WIB",
        "12/11/2026 14:20 WIB - Markus Dhani",
        "Diperbarui: 12 November 2026 pukul 14.20",
        "3 jam yang lalu",
        "November 12, 2026 by Markus Dhani",
    ],
)
def test_a_date_line_is_a_date(line):
    assert is_date_line(line)
    assert between(f"<p>{line}</p>") == STORY


@pytest.mark.parametrize(
    "line",
    [
        "27-08-2016: Watford 1-3 Arsenal",
        "17 Agustus 1945: Proklamasi Kemerdekaan dibacakan",
        "12 November 2026 warga berkumpul di balai desa",
        "1 Januari 2026 - Sukamaju menang 2-0 atas Rejo",
    ],
)
def test_a_line_that_only_begins_with_a_date_is_text(line):
    assert not is_date_line(line)
    assert between(f"<p>{line}</p>") == [*STORY[:2], line, *STORY[2:]]


@pytest.mark.parametrize(
    "line",
    [
        "Bagikan artikel ini ke teman-teman Anda melalui WhatsApp.",
        "Share this article with your friends and family.",
        "Share on Facebook",
        "Liked this post? share it with your friends and peer !",
        "Suka dengan artikel ini? Bagikan ke temanmu.",
        "Subscribe to our YouTube channel for more stories.",
        "Click here to join our WhatsApp channel.",
        "Klik di sini untuk bergabung dengan saluran WhatsApp kami.",
        "Watch: Bridge Repaired by Villagers",
        "Read also: Bridge Repaired by Villagers",
        "Tonton video selengkapnya di kanal YouTube kami",
        "Saksikan video perbaikan jembatan berikut ini:",
        "JANGAN LEWATKAN!!!",
        "SIMAK JUGA",
        "Dapatkan kabar pilihan setiap pagi langsung di kotak surat Anda.",
        "Sign up to get the news delivered to your inbox.",
        "Jembatan – review by Irfan Kurniawan on September 25th ★★★★★ 5.0",
        "Posted by Irfan Kurniawan 0 Responses",
        "Tanggapan (4)",
        "2 tanggapan untuk artikel ini",
        "Laporan T.Contoh.",
        "Laporan Sari Contoh.",
        "Reporter Sari Contoh | Editor Budi Contoh",
    ],
)
def test_drops_a_line_of_the_page(line):
    assert read(article(HALF + REST + f"<p>{line}</p>")).paragraphs == STORY


@pytest.mark.parametrize(
    "box",
    [
        "<form><p>Dapatkan kabar terbaru dari desa Anda setiap pagi tanpa bayaran.</p></form>",
        "<div class='mc4wp-form'><p>Ikuti kabar desa Anda setiap pagi tanpa bayaran.</p></div>",
        "<div class='CommentBox'><p>Semoga jembatannya awet dan tidak rusak lagi ya pak.</p></div>",
        "<div class='saboxplugin-wrap'><p>Wartawan yang gemar menulis tentang sungai.</p></div>",
        "<div class='td-a-rec td-a-rec-id'>Pasang papan nama toko Anda di sini sekarang.</div>",
        "<div class='review-box'><p>Nilai akhir untuk jembatan ini delapan dari sepuluh.</p></div>",
        f"<div class='gallery-foto'>{PICTURE}<p>Warga memasang papan di sisi barat.</p></div>",
    ],
)
def test_drops_a_box_of_the_page(box):
    assert between(box) == STORY


@pytest.mark.parametrize(
    "sentence",
    [
        "Komentar Netizen Soal Jembatan",
        "Bagikan beras kepada warga, kepala desa minta semua tertib dan antre sejak pukul tujuh.",
        "Foto udara itu memperlihatkan jembatan yang patah di tengah, kata petugas di lokasi.",
        "Watch tower di tepi sungai itu dibangun warga sejak tahun lalu untuk memantau banjir.",
    ],
)
def test_keeps_what_only_looks_like_one(sentence):
    assert between(f"<p>{sentence}</p>") == [*STORY[:2], sentence, *STORY[2:]]


def test_a_gallerys_descriptions_are_captions():
    slides = "".join(
        f"<div class='item'><img src='/u/{n}.jpg'><p>Warga memasang papan ke-{n}.</p></div>"
        for n in range(3)
    )
    body = read(article(HALF + f"<div class='photo-gallery'>{slides}</div>" + REST))
    assert body.paragraphs == STORY
    assert [image.caption for image in body.images] == removed(body, "photo_caption")


@pytest.mark.parametrize(
    "line",
    [
        "Halaman:",
        "Silakan akses epaper Kabar Contoh di sini",
        "Silakan klik tautan ini untuk membaca edisi cetak",
        "Saksikan cuplikan pertandingan dari Liga Contoh dengan menarik di sini",
        "Tonton tayangan selengkapnya di bawah ini:",
        "* Sari Contoh/Budi Contoh",
        "** Sari/Budi",
        "*) Penulis adalah dosen tata kota, tinggal di Sukamaju",
        "*Penulis adalah pegiat literasi.",
        "(Penulis merupakan seorang guru di Sukamaju)",
        "Penulis adalah mahasiswa semester lima.",
        "**) Alumni Universitas Contoh, pernah menjadi kepala desa.",
        "Isi tulisan sepenuhnya tanggung jawab penulis.",
        "**Artikel ini tidak mewakili pandangan redaksi Kabar Contoh.",
        "Tulisan ini menjadi tanggung jawab penulisnya, bukan redaksi.",
    ],
)
@pytest.mark.parametrize("markup", ["<p>{}</p>", "<p><em>{}</em></p>", "<div><b>{}</b></div>"])
def test_what_the_paper_says_of_writers_and_pages_is_no_text(line, markup):
    assert read(article(HALF + REST + markup.format(line))).paragraphs == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Silakan datang ke balai desa pada Sabtu pagi untuk ikut bekerja, kata kepala desa.",
        "Penulis buku itu adalah seorang guru yang mengajar di Sukamaju selama dua puluh tahun.",
        "Isi tulisan pada papan itu mengingatkan warga agar menyeberang satu per satu.",
        "Halaman balai desa penuh oleh warga yang datang sejak pagi untuk menyumbang papan.",
    ],
)
def test_sentences_that_begin_like_those_are_text(line):
    assert between(f"<p>{line}</p>") == [*STORY[:2], line, *STORY[2:]]


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT",
        "ADVERTISING",
        "Promoted",
        "inRead invented by Teads",
        "Powered by Contoh Studios",
        "Lanjutkan membaca di bawah iklan",
        "Ingin pasang iklan? Hubungi 0812-0000-0000",
        "Kirim berita, foto, dan video ke WA 0812-0000-0000",
        "Konten ini bekerja sama dengan Pemkab Contoh",
        "Konten Sponsor",
        "Iklan Layanan Masyarakat",
        "Suka ini: Suka Memuat...",
        "Kami rekomendasikan Peramban Contoh untuk membaca lebih mudah di ponselmu",
        "You Might Be Interested In",
        "Click here to preview your posts with PRO themes ››",
        '[the_ad id="123"]',
        "Artikel ini dibuat dengan bantuan AI dan telah diperiksa redaksi.",
        "Punya informasi kejadian di sekitar Anda? Kirim ke redaksi kami.",
        "Sari Contoh berkontribusi dalam penulisan artikel ini.",
        "* BACA BERITA TERKINI LAINNYA DI GOOGLE NEWS",
        "Isi komentar sepenuhnya adalah tanggung jawab pengguna.",
        "Foto, Sari Contoh saat memasang papan di jembatan.",
        "Memuat...",
        "Print Friendly, PDF & Email",
        "Terima kasih telah membaca artikel ini",
        "Pantau terus kabar desa hanya di Kabar Contoh.",
        "Bagaimana reaksi Anda?",
        "Belum ada komentar",
        "Video Terpopuler:",
        "Rekomendasi untuk Anda",
        "Anda mungkin juga menyukai",
        "Lihat Foto Tampilkan Semua",
        "Klik untuk melihat foto",
        "👁 231 kali",
        "[ Kirim ke Teman ] [ Cetak Artikel ]",
        "[ Kembali ] [ Cetak ] [ Kirim ke Teman ]",
        "<< Kembali | Cetak",
        "Cetak berita | Kirim ke teman",
        "(wartawan: sari, editor: budi)",
        "Artikel ini ditulis oleh Sari Contoh, peserta magang di Kabar Contoh.",
        "Tim Redaksi",
        "Red.",
        "-sari-",
        "/sari",
        "[sari]",
        "Teks foto: Warga memasang papan. Foto: ist",
    ],
)
def test_what_papers_and_widgets_print_among_paragraphs_is_no_text(line):
    assert between(f"<p>{line}</p>") == STORY
    assert read(article(HALF + REST + f"<p>{line}</p>")).paragraphs == STORY


@pytest.mark.parametrize(
    "line",
    [
        "- Sukamaju: 21 keluarga",
        "Iklan kampanye baru boleh tayang bulan depan, kata kepala desa.",
        "Video rapat itu beredar luas di media sosial warga desa.",
        "Terkini, jumlah papan yang diganti sudah dikoreksi oleh panitia.",
        "Redaksi sudah meminta tanggapan kepala desa melalui surat.",
        "Film itu tayang hanya di Sukamaju dan dua desa tetangganya.",
    ],
)
def test_text_that_begins_like_those_stays(line):
    assert between(f"<p>{line}</p>") == [*STORY[:2], line, *STORY[2:]]


@pytest.mark.parametrize(
    "box",
    [
        "<p>Berita Terkait</p><ul><li><a href='/b'>Tiga Pelajar Sukamaju Juara Lomba</a></li></ul>",
        "<p>BERITA LAINNYA:</p><p><a href='/b'>Tiga Pelajar Sukamaju Juara Lomba Sains</a></p>",
        "<p><b>Terkini</b></p>",
        "<p>Tim Redaksi</p>",
    ],
)
@pytest.mark.parametrize("meta", ["Sari Contoh | Selasa, 3 Oktober 2023 10:00 WIB", "3 Oktober"])
def test_a_box_above_the_first_paragraph_is_not_the_whole_article(box, meta):
    html = f"<div class='meta'>{meta}</div><div class='isi'>{box}{HALF}{REST}</div>"
    assert read(article(html)).paragraphs == STORY


CARD = "<div><h3><a href='/{0}'>Petani Desa {0} Panen Lebih Awal</a></h3>{1}</div>"
EXCERPT = "<p>Petani di desa itu memanen bawang lebih awal karena hujan turun terus-menerus.</p>"
DAY = "<small>4 Januari 2024 08:00 WIB</small>"


@pytest.mark.parametrize("place", ["middle", "end"])
def test_excerpts_of_other_stories_between_their_link_and_their_date_are_no_text(place):
    cards = "".join(CARD.format(name, EXCERPT + DAY) for name in ("Satu", "Dua", "Tiga"))
    html = HALF + cards + REST if place == "middle" else HALF + REST + cards
    assert read(article(html)).paragraphs == STORY


def test_stories_that_a_story_lists_with_their_links_are_text():
    told = [f"Petani Desa {name} memanen bawang merah lebih awal pekan ini." for name in "ABC"]
    cards = "".join(CARD.format(text[12], f"<p>{text}</p>") for text in told)
    assert [text for text in between(cards) if text in told] == told


@pytest.mark.parametrize("dateline", ["KABARCONTOH.COM, SUKAMAJU - ", "Sukamaju, Kabar Contoh — "])
@pytest.mark.parametrize("credit", ["", "<div>Kabar Contoh/Sari</div>"])
def test_a_caption_with_its_subject_in_capitals_opens_no_story(dateline, credit):
    caption = "PAPAN - Warga memasang papan pada jembatan gantung di Sukamaju."
    texts = [dateline + STORY[0], *STORY[1:]]
    html = f"<p>{PICTURE}</p>{credit}<p>{caption}</p>{paragraphs(*texts)}"
    assert caption not in read(article(html)).paragraphs
    assert len(read(article(html)).paragraphs) == len(STORY)


def test_a_short_sentence_is_not_said_twice():
    last = "Warga berharap jembatan selesai sebelum akhir bulan depan."
    html = article(HALF + REST + f"<p>{last}</p>" + f"<div>{HALF}{REST}<p>{last}</p></div>")
    assert read(html).paragraphs == [*STORY, last]


@pytest.mark.parametrize("credit", ["", "<div>ist</div>", "<div>Kabar Contoh/Sari</div>"])
def test_a_caption_in_a_box_of_its_own_below_a_picture_is_no_lead(credit):
    caption = "Warga memasang papan pada jembatan gantung yang menghubungkan dua desa itu."
    picture = f"<div class='x2'>{credit}{PICTURE}</div><div class='x3'><div>{caption}</div></div>"
    found = read(article(HALF + REST, before=picture)).paragraphs
    assert found == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Sari Contoh | Budi Contoh | Jumat 12-07-2024,20:18 WIB",
        "Reporter Sari Contoh | Editor Budi Contoh | 05 Mar 2025 - 20.40 WIB",
        "Kabar Contoh - Kamis, 14/03/2024 | 13:05 WIB",
        "Minggu, 30 Oktober 2016 07:40 WIB Sari Budi Contoh/Kabar Contoh Budaya Share :",
    ],
)
def test_a_dateline_of_names_above_the_text_opens_no_story(line):
    assert read(article(f"<div>{line}</div>" + HALF + REST)).paragraphs == STORY
    assert read(article(HALF + REST, before=f"<div>{line}</div>")).paragraphs == STORY


@pytest.mark.parametrize("heading", ["about the author: Sari", "Tentang Penulis", "Profil penulis"])
def test_the_writers_box_below_the_text_is_no_text(heading):
    told = (
        "<p>Seorang petani lereng gunung yang menulis sejak kuliah dan memelihara tiga kambing.</p>"
        "<p>Alhamdulillah saat ini dikaruniai dua anak yang gemar membaca buku cerita baru.</p>"
    )
    box = f"<div><h3>{heading}</h3>{told}</div>"
    assert read(article(HALF + REST + box)).paragraphs == STORY
    assert read(article(HALF + REST, after=box)).paragraphs == STORY
