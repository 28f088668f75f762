import json
import time

import pytest

from newscrawl.page.advertising import advertised, pitched
from tests.support.paths import ROOT

TEXTS = [
    json.loads(line)
    for line in (ROOT / "tests" / "data" / "gambling.jsonl").read_text().splitlines()
]
#: The rules were written by sight of the first half; the other was kept aside.
HALVES = pytest.mark.parametrize("aside", [False, True], ids=["seen", "aside"])


def texts(*, spam, aside):
    return [one for one in TEXTS if one["spam"] is spam and one["aside"] is aside]


def judged(one):
    return advertised(one["headline"], one["paragraphs"])


@HALVES
def test_smuggled_posts_are_refused_by_name(aside):
    posts = texts(spam=True, aside=aside)
    passed = [one["headline"] for one in posts if judged(one) is None]
    assert len(posts) >= 40
    assert len(passed) <= 0.05 * len(posts), passed


@HALVES
def test_news_about_gambling_stays_news(aside):
    news = texts(spam=False, aside=aside)
    refused = {one["headline"]: said for one in news if (said := judged(one))}
    assert len(news) >= 40
    assert not refused


def test_the_evidence_names_the_words():
    said = advertised(
        "Link Slot Gacor Hari Ini", ["Daftar sekarang di situs slot gacor, gampang maxwin!"]
    )
    assert said
    assert said.startswith("it advertises: ")
    assert "slot gacor" in said


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (
            "Cara Ajukan Pinjaman Online KUR BRI 2026",
            (
                "Butuh modal? Pinjaman online bisa diajukan dari rumah. Daftar akun, isi formulir, "
                "lalu ajukan sekarang. Tanpa jaminan, langsung cair ke rekening."
            ),
        ),
        (
            "Kode Redeem FF Hari Ini: Klaim Skin dan Diamond Gratis",
            (
                "Buruan klaim kode redeem FF. Login sekarang, masukkan kode dan dapatkan bonus. "
                "Spin Lucky Wheel juga tersedia dengan deposit diamond."
            ),
        ),
        (
            "Pengakuan Eks Admin Slot: RTP Live Itu Cuma Angka Karangan",
            (
                "Seorang eks admin situs slot buka suara. RTP live hanya angka karangan, pola "
                "gacor dibuat asal, testimoni palsu. Akun pro dan server Thailand hanyalah "
                'umpan agar pemain deposit. "Saya menyesal," ujarnya.'
            ),
        ),
        (
            "Tips Aman Bermedia Sosial bagi Lansia",
            (
                "Jangan klik link sembarangan. Bila ada pesan bonus new member atau pinjaman "
                "langsung cair tanpa BI checking, abaikan."
            ),
        ),
        (
            "Sinopsis Film 21: Mahasiswa Menaklukkan Kasino Las Vegas",
            (
                "Film ini mengisahkan enam mahasiswa yang menghitung kartu di kasino. Mereka "
                "menang besar sebelum akhirnya ketahuan."
            ),
        ),
    ],
)
def test_what_shares_words_with_such_posts_is_news(headline, body):
    assert advertised(headline, [body]) is None


def test_links_to_such_shops_weigh_too():
    text = ["Main slot di sini bersama kami, akun dibuat dalam satu menit dan bonus menanti."]
    assert advertised("Hiburan Malam Minggu", text) is None
    assert advertised("Hiburan Malam Minggu", text, ["slotgacor77.example", "dewatogel.example"])


def test_an_ordinary_article_costs_next_to_nothing():
    paragraphs = [
        f"Warga di {n} desa menanam bakau bersama dinas kelautan, kata kepala desa, Senin pagi, "
        "dan berharap pesisir tidak lagi tergerus ombak pada musim barat tahun ini."
        for n in range(20)
    ]
    begin = time.process_time()
    for _ in range(100):
        assert advertised("Warga Tanam Bakau di Pesisir", paragraphs) is None
    assert (time.process_time() - begin) / 100 < 0.002  # seconds; 0.0002 on an idle machine


@pytest.mark.parametrize("word", ["slot gacor ", "slot ", "a" * 50 + " ", "88", "rajabet77 situs "])
def test_a_hostile_text_is_read_quickly(word):
    begin = time.process_time()
    advertised("Situs slot gacor", [word * (400_000 // len(word))])
    assert time.process_time() - begin < 1


@pytest.mark.parametrize(
    ("title", "sells"),
    [
        ("HOKITOGEL Login Link Alternatif Resmi 2026", True),
        ("Cara Bermain Gates of Olympus Supaya Cepat Menang", True),
        ("Judi Bola Online Resmi SURYA77 Bonus 100%", True),
        ("Komdigi Blokir Link Alternatif Situs Judi Bola", False),
        ("Cara Main Layangan Khas Bali Diajarkan di Sekolah", False),
        ("Pemkab Bagikan Link Alternatif Pendaftaran Siswa Baru", False),
    ],
)
def test_a_title_sells_by_itself_or_not(title, sells):
    assert pitched(title) is sells
