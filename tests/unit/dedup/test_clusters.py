"""One story in many papers is known; template news is not taken for one story."""

import multiprocessing
import sqlite3

import pytest

from newscrawl.dedup import Assignment, Clusters
from newscrawl.storage.tables import StateError

FIRE = [
    "Kebakaran melanda gudang kelapa milik Wayan Sudana di Desa Tegalwangi, Senin (14/9/2026).",
    "Api diduga berasal dari tungku pengering yang ditinggal pekerja saat makan siang.",
    "Kepala Damkar Buleleng Made Arnawa mengatakan enam mobil pemadam dikerahkan ke lokasi.",
    "Petugas kesulitan mencapai titik api lantaran jalan desa sempit dan tertutup truk pengangkut.",
    "Sekitar 40 ton kelapa kering ludes sehingga pemilik merugi Rp 350 juta.",
    "Tidak ada korban jiwa, namun dua pekerja dirawat di RSUD Singaraja akibat menghirup asap.",
    "Warga sekitar membantu memadamkan kobaran memakai ember dan pompa sawah.",
    "Polisi memasang garis pembatas dan memeriksa tiga saksi untuk memastikan penyebabnya.",
    "Arnawa mengingatkan pengusaha menyediakan alat pemadam ringan di setiap bangunan.",
    "Perbekel Tegalwangi berjanji melebarkan jalan agar kendaraan besar mudah melintas.",
]
ROAD = [
    "Pemerintah Kabupaten Jembrana memperbaiki jembatan gantung Yehbuah mulai pekan depan.",
    "Jembatan sepanjang 85 meter itu rusak diterjang luapan sungai bulan Februari.",
    "Kepala Dinas PUPR Ketut Wardana menjelaskan anggaran Rp 2,4 miliar sudah tersedia.",
    "Pelajar terpaksa memutar sejauh tujuh kilometer melewati kebun kakao menuju sekolah.",
    "Kontraktor diberi waktu 120 hari menyelesaikan pengecoran pilar dan pemasangan kabel baja.",
    "Wardana meminta masyarakat bersabar selama pengerjaan berlangsung.",
]


def body(sentences):
    return "\n\n".join(sentences)


def key(number):
    return f"{number:020x}"


def gold(day, price, change):
    grams = int(price.replace(".", ""))
    return f"""
Harga emas batangan Antam pada {day} tercatat naik Rp {change} menjadi Rp {price} per gram.
Sementara itu, harga pembelian kembali berada di bawah harga jual seperti biasanya.
Emas ukuran 5 gram dijual Rp {grams * 5} dan ukuran 10 gram Rp {grams * 10} di butik Logam Mulia.
Transaksi dikenakan potongan pajak sesuai dengan peraturan menteri keuangan.
Pembeli disarankan memeriksa harga terbaru melalui laman resmi sebelum datang ke butik.
"""


@pytest.fixture
def stories(places):
    with Clusters(places.stories()) as opened:
        yield opened


def placed(stories, number, text, *, site=None, at="2026-09-14T18:00:00+08:00"):
    return stories.assign(key(number), site or f"paper{number}", at, text)


COPIES = {
    "word for word": FIRE,
    "another dateline and byline": ["SINGARAJA, KORAN – " + FIRE[0], *FIRE[1:], "(tim/red)"],
    "the first third cut": FIRE[3:],
    "the last third cut": FIRE[:-3],
    "reordered": FIRE[5:] + FIRE[:5],
    "credits and links added": [
        *FIRE[:4],
        "Baca juga: Pasar Banyuasri Ramai",
        *FIRE[4:],
        "Editor: Oka",
    ],
    "a quarter rewritten": [
        *FIRE[:3],
        "Lokasi susah dijangkau karena akses menuju kampung kecil terhalang armada besar.",
        *FIRE[4:7],
        "Aparat telah meminta keterangan beberapa orang guna mengetahui asal mula musibah.",
        *FIRE[8:],
    ],
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_joins_its_story(stories, copy):
    assert placed(stories, 1, body(FIRE)) == Assignment(key(1))
    found = placed(stories, 2, body(copy))
    assert (found.cluster_id, found.duplicate_of) == (key(1), key(1))
    assert found.similarity >= 0.6


def test_a_longer_version_joins_the_short_one(stories):
    placed(stories, 1, body(FIRE[:6]))
    found = placed(stories, 2, body(FIRE))
    assert (found.cluster_id, found.duplicate_of) == (key(1), key(1))


def test_similarity_is_one_for_the_same_words_and_for_a_part(stories):
    placed(stories, 1, body(FIRE))
    assert placed(stories, 2, body(FIRE)).similarity == 1.0
    assert placed(stories, 3, body(FIRE[2:])).similarity == 1.0


def test_another_story_stays_alone(stories):
    placed(stories, 1, body(FIRE))
    assert placed(stories, 2, body(ROAD)) == Assignment(key(2))


def test_prices_of_two_days_are_two_stories(stories):
    placed(stories, 1, gold("Senin (14/9/2026)", "1.935.000", "12.000"))
    second = placed(stories, 2, gold("Selasa (15/9/2026)", "1.951.000", "16.000"))
    assert second == Assignment(key(2))


def test_a_copy_of_template_news_joins_its_own_day(stories):
    days = [(day, month) for month in range(1, 4) for day in range(1, 29)]
    texts = [
        gold(f"({day}/{month}/2026)", f"1.9{day + 10}.{month}00", f"{day}.{month}00")
        for day, month in days
    ]
    for number, text in enumerate(texts):
        assert placed(stories, number, text).duplicate_of is None
    for number in (7, 50, 80):
        found = placed(stories, 100 + number, "Baca juga: Emas Hari Ini\n\n" + texts[number])
        assert found.duplicate_of == key(number)


def test_a_text_of_any_length_is_placed(stories):
    long = " ".join(f"kata{number}" for number in range(100_000))
    for number, text in enumerate(("x" * 1_000_000, "." * 100_000, "1." * 50_000, long)):
        assert placed(stories, number, text).duplicate_of is None
    assert placed(stories, 9, long).similarity == 1.0


def test_what_a_paper_adds_to_all_its_articles_joins_none(stories):
    added = (
        "\n\nIkuti kabar terbaru Koran Utara di saluran WhatsApp dan Google News setiap pagi."
        "\n\nRedaksi menerima kiriman foto, video, surat, dan opini dari pembaca setia di daerah."
        "\n\nDapatkan aplikasi Koran Utara gratis melalui toko aplikasi pada ponsel pintar Anda."
    )
    texts = [body(FIRE[:4]), body(ROAD[:4]), body(FIRE[6:] + ROAD[4:])]
    for number, text in enumerate(texts):
        found = placed(stories, number, text + added, site="koranutara")
        assert found == Assignment(key(number))


def test_the_earliest_published_is_the_original(stories):
    placed(stories, 1, body(FIRE), at="2026-09-14T20:00:00+08:00")
    placed(stories, 2, body(FIRE), at="2026-09-14T10:00:00+08:00")
    found = placed(stories, 3, body(FIRE), at="2026-09-14T21:00:00+08:00")
    assert (found.cluster_id, found.duplicate_of) == (key(1), key(2))


def test_a_date_that_is_not_known_comes_last(stories):
    placed(stories, 1, body(FIRE), at=None)
    placed(stories, 2, body(FIRE), at="2026-09-14")
    assert placed(stories, 3, body(FIRE), at=None).duplicate_of == key(2)


def test_an_article_placed_again_gets_its_first_answer(places):
    with Clusters(places.stories()) as stories:
        first = [placed(stories, n, body(FIRE[: 10 - n])) for n in range(3)]
    with Clusters(places.stories()) as stories:
        assert [placed(stories, n, body(ROAD)) for n in range(3)] == first


def test_a_caption_is_no_story(stories):
    caption = "Petugas memadamkan api. Foto: Oka"
    placed(stories, 1, caption)
    assert placed(stories, 2, caption) == Assignment(key(2))
    assert placed(stories, 3, "") == Assignment(key(3))


def place_and_fail(stories):
    with stories.together():
        placed(stories, 1, body(FIRE))
        stories.assign("no id", "paper", None, body(ROAD))


def test_placements_made_together_are_kept_or_lost_together(places):
    with Clusters(places.stories()) as stories:
        with pytest.raises(ValueError, match="hex"):
            place_and_fail(stories)
        with stories.together():
            assert placed(stories, 2, body(FIRE)) == Assignment(key(2))
            assert placed(stories, 3, body(FIRE)).duplicate_of == key(2)
        assert placed(stories, 4, body(FIRE)).duplicate_of == key(2)


def place_all(place, first, last, answers):
    with Clusters(place) as stories:
        answers.put([placed(stories, n, body(FIRE) + f" {n}") for n in range(first, last)])


def test_crawls_at_once_agree(places):
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    crawls = [
        context.Process(target=place_all, args=(places.stories(), n * 100, n * 100 + 20, answers))
        for n in range(3)
    ]
    for crawl in crawls:
        crawl.start()
    found = [one for _ in crawls for one in answers.get(timeout=60)]
    for crawl in crawls:
        crawl.join()
    assert len(found) == 60
    assert len({one.cluster_id for one in found}) == 1
    assert sum(one.duplicate_of is None for one in found) == 1


def test_a_file_of_something_else_is_refused(tmp_path):
    path = tmp_path / "stories.sqlite"
    path.write_bytes(b"not a database, but long enough to be looked at as one" * 100)
    with pytest.raises(StateError, match="store of stories"):
        Clusters(path)


def test_the_store_of_a_newer_version_is_refused(tmp_path):
    path = tmp_path / "stories.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StateError, match="newer newscrawl"):
        Clusters(path)
