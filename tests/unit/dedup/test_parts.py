"""The parts beneath: words and facts, what a paper adds, the index, the verdict."""

from contextlib import closing

import pytest

from newscrawl.dedup import index as postings
from newscrawl.dedup.boilerplate import AT_EITHER_END, Memory, without
from newscrawl.dedup.clusters import TABLES
from newscrawl.dedup.decision import same_story
from newscrawl.dedup.shingles import fingerprint
from newscrawl.dedup.sketch import (
    Facts,
    Overlap,
    Similarity,
    overlap,
    query_text,
    similarity,
    sketch,
)
from newscrawl.dedup.tokens import (
    CODE,
    DATE,
    KEPT,
    MAX_LENGTH,
    NAME,
    NUMBER,
    SUM,
    WORD,
    Pieces,
    token,
    tokens,
)
from newscrawl.storage.database import open_database

NONE = Facts(0, 0)


def read(text):
    """Return the words and facts of a text: the code of each, and its kind."""
    kinds, codes = tokens(text)
    assert len(codes) == CODE * len(kinds)
    return [(codes[CODE * at : CODE * (at + 1)], kind) for at, kind in enumerate(kinds)]


def made(text, kind):
    return token(text, kind)[1:], kind


@pytest.mark.parametrize(
    "written",
    ["Senin (14/9/2026)", "Senin, 14 September 2026", "Senin (14/9)", "Senin 14 Sept 2026"],
)
def test_a_day_is_the_same_however_written(written):
    assert read(f"pada {written} lalu")[:-1] == [made("day 0", DATE), made("14/9", DATE)]


@pytest.mark.parametrize(
    ("written", "digits"),
    [("pukul 08.30", "830"), ("pukul 08:30", "830"), ("6,2", "62"), ("dua", "2"), ("007", "7")],
)
def test_a_number_is_its_digits(written, digits):
    assert made(digits, NUMBER) in read(f"sebesar {written} itu")


def test_of_the_pieces_that_were_read_the_first_stay_and_the_others_make_room():
    pieces = Pieces()
    for number in range(3 * KEPT):
        assert pieces["warga"] == pieces["warga,"]
        assert pieces[f"{number}a"]
        assert len(pieces) <= KEPT
    assert next(iter(pieces)) == "warga"


def test_a_number_of_many_digits_is_a_sum():
    assert read("harga Rp 1.950.000 per gram")[2] == made("1950000", SUM)


def test_a_capital_makes_a_name_only_inside_a_sentence():
    found = read('Petugas menemui Wayan. Warga senang. "Bagus sekali," ucap Made')
    names = [one for one in found if one[1] == NAME]
    assert names == [made("wayan", NAME), made("made", NAME)]
    assert made("warga", WORD) in found
    assert made("bagus", WORD) in found


def test_a_line_without_its_full_stop_ends_a_sentence():
    assert read("Kabar duka\nWarga datang")[2] == made("warga", WORD)


@pytest.mark.parametrize(
    ("written", "dates"),
    [
        ("Mei", ["/5"]),
        ("tanggal 5 Mei", ["5/5"]),
        ("tanggal 05 mei, 5 Mei Juni", ["5/5", "/6"]),
        ("hadir 3 4 Mei lalu", ["4/5"]),
        ("ke-32 September", ["/9"]),
        ("dua September dan 7 Maret", ["2/9", "7/3"]),
    ],
)
def test_a_month_joins_the_day_before_it(written, dates):
    assert [one for one in read(f"sejak {written}") if one[1] == DATE] == [
        made(date, DATE) for date in dates
    ]


def test_of_what_has_no_blanks_no_more_is_read_than_a_words_length():
    assert read(f"{'a' * MAX_LENGTH}b") == [made("a" * MAX_LENGTH, WORD)]


def test_years_and_function_words_are_passed_over():
    assert read("yang akan datang pada 2026") == [made("datang", WORD)]


def test_links_and_credits_are_taken_off():
    added = (
        "Api padam. Baca juga: Pasar Ramai di Kuta\n\nBACA JUGA Harga Naik\n\n"
        "Warga lega.\n\nPenulis: Oka\n\nLaporan Wartawan Koran, Made"
    )
    left, _ = without(added, Memory())
    assert left.split() == ["Api", "padam.", "Warga", "lega."]


def test_a_papers_sentence_is_known_from_its_third_article_and_stays_known():
    own = "Ikuti kami di saluran WhatsApp setiap pagi."
    memory = Memory()
    for number in range(2):
        left, memory = without(f"Kabar nomor {number} hari ini ramai sekali. {own}", memory)
        assert own in left
    left, memory = without(f"Kabar ketiga hari ini ramai sekali. {own}", memory)
    assert own not in left
    for number in range(100):
        _, memory = without(f"Tanpa tambahan nomor {number}.", memory)
    left, _ = without(f"Kabar lain datang lagi dari kota. {own}", memory)
    assert own not in left


def test_what_is_remembered_of_a_paper_is_bounded():
    memory = Memory()
    for number in range(300):
        text = " ".join(f"Kalimat {number // 3} {n} selesai." for n in range(3 * AT_EITHER_END))
        _, memory = without(text, memory)
    assert len(memory.own) + len(memory.articles) < 1300


def test_an_article_of_nothing_but_boilerplate_is_left_alone():
    memory = Memory()
    for _ in range(4):
        left, memory = without("Selamat pagi pembaca. Sampai jumpa besok.", memory)
        assert left.split() == "Selamat pagi pembaca. Sampai jumpa besok.".split()


@pytest.fixture
def store(places):
    with closing(open_database(places.stories(), TABLES)) as store:
        yield store


def test_the_index_gives_back_what_was_added(store):
    with store.transaction() as db:
        keys = [postings.key(bytes([n]) * 12) for n in range(200)]
        for article in (7, 70_000, 2**31):
            postings.add(db, keys[:100], article)
        found = postings.look_up(db, keys)
        assert [found[one] for one in keys] == [[7, 70_000, 2**31]] * 100 + [[]] * 100


def test_runs_that_share_a_row_are_told_apart(store):
    with store.transaction() as db:
        keys = list(range(50))
        for one in keys:
            postings.add(db, [one], one * 257)
        assert postings.look_up(db, keys) == {one: [one * 257] for one in keys}


def compare(kept, other):
    first, second = (query_text(fingerprint(text), frozenset()) for text in (kept, other))
    return similarity(sketch(first), second, overlap(sketch(first), second))


def test_facts_are_compared_where_the_words_around_them_agree():
    here = "pemerintah menaikkan anggaran menjadi 12 miliar demi warga Bangli, Senin (14/9)."
    there = "pemerintah menaikkan anggaran menjadi 15 miliar demi warga Gianyar, Senin (14/9)."
    found = compare(here, there)
    assert (found.numbers, found.names) == (Facts(0, 1), Facts(0, 1))
    assert found.dates == Facts(2, 0)


def test_a_list_cut_short_differs_in_nothing():
    towns = "Ubud Kuta Sanur Amlapura Negara Tabanan".split()
    whole = f"hujan lebat mengguyur wilayah {', '.join(towns)} sepanjang malam."
    part = f"hujan lebat mengguyur wilayah {', '.join(towns[:3])} sepanjang malam."
    assert compare(whole, part).names == Facts(3, 0)
    assert compare(part, whole).names == Facts(3, 0)


def test_a_long_price_list_is_compared_too():
    def prices(first, count):
        return " ".join(f"emas {n} gram Rp {first + n * 1000} tunai." for n in range(count))

    assert compare(prices(1_900_000, 40), prices(1_900_000, 40)).sums == Facts(6, 0)
    assert compare(prices(1_900_000, 40), prices(1_900_000, 15)).sums.differ == 0
    assert compare(prices(1_900_000, 40), prices(1_900_500, 40)).sums.differ >= 3


@pytest.mark.parametrize(
    ("found", "same"),
    [
        (Similarity(Overlap(0.9, 20), NONE, Facts(10, 0), NONE, Facts(10, 0)), True),
        (Similarity(Overlap(0.2, 20), NONE, Facts(10, 0), NONE, Facts(10, 0)), False),
        (Similarity(Overlap(0.35, 20), NONE, NONE, NONE, NONE), False),
        (Similarity(Overlap(0.6, 20), NONE, NONE, NONE, NONE), True),
        (Similarity(Overlap(0.6, 3), NONE, NONE, NONE, NONE), False),
        (Similarity(Overlap(0.9, 20), Facts(0, 1), Facts(10, 0), NONE, Facts(10, 0)), False),
        (Similarity(Overlap(0.9, 20), NONE, Facts(10, 2), NONE, Facts(10, 0)), True),
        (Similarity(Overlap(0.9, 20), NONE, Facts(4, 3), NONE, Facts(20, 0)), False),
        (Similarity(Overlap(0.9, 20), NONE, Facts(20, 0), NONE, Facts(5, 3)), False),
        (Similarity(Overlap(0.9, 20), NONE, Facts(20, 0), Facts(1, 2), NONE), False),
        (Similarity(Overlap(0.9, 20), NONE, Facts(2, 1), NONE, Facts(2, 1)), False),
    ],
)
def test_the_verdict(found, same):
    assert same_story(found) is same
