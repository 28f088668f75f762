"""A page that stands in a story's place: it is believed before its listing."""

import pytest

from newscrawl.extraction import Hint
from newscrawl.page.error_titles import error_page_kind, tells_of_missing
from tests.unit.extraction.test_extract import BODY, HEADLINE, URL, outcome, page, read

HINT = Hint(headline=HEADLINE, date="19 Maret 2024 06:30 WIB")
OTHERS = "".join(
    f"<li><a href='/daerah/berita-lain-nomor-{n}'>Warga Desa {n} Panen Raya Padi Gogo</a></li>"
    for n in range(8)
)


@pytest.mark.parametrize(
    "title",
    [
        "Oops!",
        "Ooops... | Koran Rekaan",
        "Berita Telah Dihapus",
        "Berita ini telah ditarik oleh redaksi",
        "Berita tidak tersedia",
        "Maaf, berita yang Anda cari tidak tersedia.",
        "Artikel ini sudah dihapus - Koran Rekaan",
        "Halaman yang kamu tuju sudah tidak ada",
        "404 Halaman Tidak Ditemukan",
        "Error 404: Page not found",
        "Oops! That page can't be found.",
        "This content is no longer available",
        "The page you requested could not be found",
        "Story has been removed",
        "Tidak ada artikel yang ditemukan",
    ],
)
@pytest.mark.parametrize("place", ["title", "h1", "h2", "line"])
def test_a_page_that_says_its_story_is_gone(title, place):
    assert error_page_kind(title) == "not found"
    printed = f"<div>{title}</div>" if place == "line" else f"<{place}>{title}</{place}>"
    html = (
        f"<html><head><title>{title if place == 'title' else 'Koran Rekaan'}</title></head><body>"
        f"{printed if place != 'title' else ''}<p>Silakan kembali ke beranda kami untuk membaca "
        f"berita lain yang terbaru.</p><h3>Terbaru</h3><ul>{OTHERS}</ul></body></html>"
    )
    expected = {"not found"} if place != "line" else {"not found", "no headline"}
    assert outcome(html, hint=HINT) in expected


@pytest.mark.parametrize(
    "title",
    [
        "Domain ini sudah kedaluwarsa",
        "Gagal menyambung ke basis data",
        "Situs ini ditangguhkan",
        "Something went wrong",
    ],
)
def test_the_page_of_a_broken_server(title):
    assert error_page_kind(title) == "error page"


@pytest.mark.parametrize(
    "line",
    [
        "Oops, something went wrong",
        "Terjadi kesalahan pada sistem.",
        "This post has been taken down at the request of the copyright holder.",
        "Berita yang Anda cari telah kami pindahkan ke arsip dan tidak dapat dibuka lagi.",
        "Laman sedang kami perbaiki. Redaksi akan kembali melayani pembaca secepatnya.",
        "Berita ini telah dihapus oleh redaksi karena alasan tertentu. Silakan membaca yang lain.",
        "Maaf, halaman yang Anda cari mungkin telah dihapus, dipindahkan, atau tidak tersedia.",
        "Sepertinya tidak ada yang ditemukan di lokasi ini. Mungkin coba pencarian?",
        "Kami tidak dapat menemukan halaman yang Anda cari.",
        "It looks like nothing was found at this location. Maybe try a search?",
        "We can't find the page you're looking for.",
        "Oops! berita tidak tersedia",
    ],
)
def test_a_page_that_keeps_the_storys_headline_and_says_it_is_gone(line):
    assert tells_of_missing(line)
    html = page(bottom=f"<h3>Terbaru</h3><ul>{OTHERS}</ul>").replace(BODY, f"<p>{line}</p>")
    assert outcome(html, hint=HINT) == "not found"


BARE = "<html><head><title>{t} - Koran Rekaan</title></head><body>{h}<div><p>{p}</p></div></body>"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Galat", "Anda tidak diizinkan melihat sumber ini. Silakan masuk lebih dulu."),
        ("Error", "You are not authorised to view this resource. You need to log in."),
        ("Kesalahan 404", "Maaf, laman yang Anda cari di blog ini tidak ada."),
        ("Segera Hadir", "Kami sedang menyiapkan tampilan baru. Nantikan kabar dari kami."),
        ("Coming Soon", "We are working hard on something new. Stay tuned!"),
        ("Runtime Error", "An application error occurred on the server."),
        ("Koran Rekaan Daring", "Gagal terhubung ke basis data. Hubungi pengelola hosting."),
        ("Koran Rekaan Daring", "Domain ini telah kedaluwarsa. Perpanjang di panel pelanggan."),
        ("Masuk", "Silakan masuk dengan akun Anda untuk membaca berita ini."),
        ("Sign In", "Please sign in to continue reading on our site."),
        ("Situs Kami Istirahat Sebentar", "Kami memindahkan server. Mohon kembali lagi nanti."),
    ],
)
@pytest.mark.parametrize("tag", ["h1", "h2", "div"])
def test_a_notice_under_no_date_is_no_article(title, text, tag):
    html = BARE.format(t=title, h=f"<{tag}>{title}</{tag}>", p=text)
    assert outcome(html, hint=HINT) in {"error page", "not found", "login", "no headline"}


@pytest.mark.parametrize("title", ["Galat", "Runtime Error", "Login", "Segera Hadir"])
def test_a_notice_in_a_storys_template_is_no_article(title):
    text = "<p>Anda tidak dapat membuka sumber ini. Silakan hubungi pengelola situs.</p>"
    dated = "<div>Selasa, 19 Maret 2024 06:30 WIB</div>"
    html = page(dated, heading=f"<h1>{title}</h1>", title=f"{title} - Koran Rekaan")
    assert outcome(html.replace(BODY, text), hint=HINT) in {"error page", "login"}


@pytest.mark.parametrize(
    "text",
    [
        "Silakan hubungi posko jika Anda kehilangan ternak, kata camat pada Selasa pagi.",
        "Situs ini digali peneliti dari dua kampus sejak Maret dan ditutup untuk umum.",
    ],
)
def test_a_dated_brief_that_speaks_to_readers_is_an_article(text):
    html = page("<p>Selasa, 19 Maret 2024 06:30 WIB</p>").replace(BODY, f"<p>{text}</p>")
    assert read(html, hint=HINT).paragraphs == [text]


@pytest.mark.parametrize(
    "box",
    [
        "<div style='display:none'><h1>404 - Halaman tidak ada</h1><p>Dihapus.</p></div>",
        "<div hidden><h1>Halaman tidak ditemukan</h1></div>",
        "<div class='d-none'><h2>Page not found</h2></div>",
        "<noscript><h1>Halaman tidak ditemukan</h1></noscript>",
        "<template><h1>404 Not Found</h1></template>",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_a_hidden_heading_is_not_the_pages_word(box, place):
    html = page()
    html = (
        html.replace("<h1", box + "<h1", 1) if place == "above" else html.replace(BODY, BODY + box)
    )
    assert read(html, hint=HINT).headline == HEADLINE


@pytest.mark.parametrize(
    "box",
    [
        "<h3>Berlangganan surat kabar elektronik gratis setiap sore!</h3>",
        "<h4>Tidak mau ketinggalan?</h4><p>Subscribe to our newsletter for free</p>",
        "<p>Langganan buletin kami</p><p>Daftar lewat surel</p>",
    ],
)
def test_a_newsletter_below_a_brief_closes_nothing(box):
    brief = "Listrik di tiga dusun padam dua jam pada Selasa malam akibat pohon menimpa kabel."
    html = page(bottom=f"<div class='bawah'>{box}</div>").replace(BODY, f"<p>{brief}</p>")
    assert read(html, hint=HINT).paragraphs == [brief]


@pytest.mark.parametrize(
    "headline",
    [
        "Video yang Viral Itu Telah Dihapus Pengunggahnya",
        "Layanan Tidak Tersedia di Sanggau, Warga Mengeluh",
        "Konten Porno Anak Tidak Ditemukan di HP Pelaku",
        "Berita Hoaks Soal Gempa Telah Dihapus, Kata Kepala Dinas",
        "Halaman Facebook Bupati Tidak Ditemukan Sejak Senin",
        "Artikel Wikipedia Soal Bupati Dihapus",
        "Data Pemilih Dihapus, KPU Minta Maaf",
        "Oops! Pemain Bola Ini Salah Kostum",
        "404 Warga Lembah Hijau Divaksin",
        "Tautan yang Beredar Itu Tidak Aktif Lagi, Polisi Selidiki Pembuatnya",
    ],
)
def test_news_of_what_was_deleted_is_news(headline):
    html = page(heading=f"<h1>{headline}</h1>", title=f"{headline} - Koran Rekaan")
    long = "<p>Berita ini telah dihapus dari laman itu, kata warga yang pernah membacanya.</p>"
    long += "".join(
        f"<p>Warga ke-{n} mengaku sempat membacanya di balai desa sebelum pukul {n}.00 pagi.</p>"
        for n in range(1, 9)
    )
    html = html.replace(BODY, BODY + long)
    assert read(html, hint=HINT).headline == headline


@pytest.mark.parametrize(
    "heading", [f"<h1>{HEADLINE}</h1>", f"<div class='judul'>{HEADLINE}</div>"]
)
def test_the_listing_confirms_what_the_page_prints(heading):
    html = page(heading=heading, title="Koran Rekaan - Kabar Terkini dari Seluruh Daerah Kita")
    assert read(html, hint=HINT, url="https://koranrekaan.id/?p=4021").headline == HEADLINE


@pytest.mark.parametrize(
    "html",
    [
        page(heading="<h1>Koran Rekaan</h1>", title="Koran Rekaan"),
        page(heading="", title="Koran Rekaan"),
        page(heading=f"<h2><a href='/x'>{HEADLINE}</a></h2>", title="Koran Rekaan"),
    ],
)
def test_the_listing_does_not_name_another_page(html):
    assert outcome(html, hint=HINT, url="https://koranrekaan.id/?p=4021") == "no headline"


def test_the_listing_names_a_page_that_has_no_name():
    html = page(heading="", title="")
    assert read(html, hint=HINT, url=URL).headline == HEADLINE
    assert read(html, hint=HINT, url=URL).layers["headline"] == "hint"
