from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bench.dates import REAL_STRINGS, generated_cases, measure_accuracy
from newscrawl.dates import ParsedDate, looks_like_date, parse_date, parse_stamps
from tests.support.paths import ROOT

NOW = datetime(2024, 3, 31, 12, 20, 45, tzinfo=ZoneInfo("Asia/Makassar"))
QUICK = settings(
    derandomize=True,
    deadline=None,
    max_examples=400,
    suppress_health_check=[HealthCheck.too_slow],
)


def read(text, zone="Asia/Makassar", now=NOW):
    found = parse_date(text, zone=zone, now=now)
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # weekday spellings and pasaran
        ("Jum'at, 8 Maret 2024 07:05 WITA", "2024-03-08T07:05:00+08:00"),
        ("Jum’at, 8 Maret 2024", "2024-03-08"),
        ("Jum`at 8 Maret 2024", "2024-03-08"),
        ("Jum at, 8 Maret 2024", "2024-03-08"),
        ("Jumaat, 8 Maret 2024", "2024-03-08"),
        ("Ahad Kliwon, 10 Maret 2024", "2024-03-10"),
        ("Senin Paing, 11/3/24 08:42", "2024-03-11T08:42:00+08:00"),
        ("Sel, 12 Mar 2024 08:42 WIB", "2024-03-12T08:42:00+07:00"),
        ("Senin, 12 Maret 2024", "2024-03-12"),  # it was a Tuesday
        # months
        ("9 Pebruari 2011", "2011-02-09"),
        ("9 Nopember 2011 20.15", "2011-11-09T20:15:00+08:00"),
        ("1 Agt 2022", "2022-08-01"),
        ("1 Ags 2022", "2022-08-01"),
        ("1 Agu 2022", "2022-08-01"),
        ("1 Agus 2022", "2022-08-01"),
        ("1 Agust 2022", "2022-08-01"),
        ("1 Sept. 2022", "2022-09-01"),
        ("1 Aguts 2022", "2022-08-01"),
        ("1 Juny 2022", "2022-06-01"),
        ("1 Jully 2022", "2022-07-01"),
        ("1 Mart 2022", "2022-03-01"),
        ("1 Mrt 2022", "2022-03-01"),
        ("1-May-2022", "2022-05-01"),
        ("Oct 3rd, 2022", "2022-10-03"),
        ("3rd of October 2022", "2022-10-03"),
        ("2022 Oktober 3", "2022-10-03"),
        # separators, prefixes, surroundings
        ("RABU, 3 JANUARI 2024 | 23:59 WIT", "2024-01-03T23:59:00+09:00"),
        ("3 Januari 2024 – 06.07", "2024-01-03T06:07:00+08:00"),
        ("3 Januari 2024 • 06:07 • Dibaca 12 kali", "2024-01-03T06:07:00+08:00"),
        ("3 Januari 2024 / 06:07:08", "2024-01-03T06:07:08+08:00"),
        ("3 Januari 2024 pukul 06.07 Wita", "2024-01-03T06:07:00+08:00"),
        ("3 Januari 2024 jam 06:07 wib", "2024-01-03T06:07:00+07:00"),
        ("3 Januari 2024, 06: 07: 08 WIB", "2024-01-03T06:07:08+07:00"),
        ("3 Januari 2024 🕒 06:07", "2024-01-03T06:07:00+08:00"),
        ("3 Januari 202406:07", "2024-01-03T06:07:00+08:00"),
        ("January 3, 2024January 4, 2024", "2024-01-03"),
        ("AdminJanuary 3, 2024", "2024-01-03"),
        ("By On Rabu, Januari 3, 2024", "2024-01-03"),
        ("Kompas.com - 03/01/2024, 06:07 WIB", "2024-01-03T06:07:00+07:00"),
        ("Oleh Ni Made Mei Sari - 3 Januari 2024", "2024-01-03"),
        ("Dilihat 1.250 kali | 3 Januari 2024 | 1.25 juta", "2024-01-03"),
        ("BERITA 3 Januari 2024 | 3 menit baca", "2024-01-03"),
        ("06:07 WIB, Rabu 3 Januari 2024", "2024-01-03T06:07:00+07:00"),
        ("Pukul 06.07, 3 Januari 2024", "2024-01-03T06:07:00+08:00"),
        ("Rabu (3/1/2024) kemarin, pukul 06.07", "2024-01-03T06:07:00+08:00"),
        # numeric
        ("3/1/2024", "2024-01-03"),
        ("03.01.2024 06.07", "2024-01-03T06:07:00+08:00"),
        ("01/23/2024", "2024-01-23"),
        ("3 / 1 / 2024", "2024-01-03"),
        ("2024/01/03 06:07:08", "2024-01-03T06:07:08+08:00"),
        ("3-1-98", "1998-01-03"),
        ("3/1/25", "2025-01-03"),
        ("3 Jan '24", "2024-01-03"),
        ("Rabu, 3.1.24", "2024-01-03"),
        # machine forms
        ("2024-01-03T06:07:08Z", "2024-01-03T06:07:08+00:00"),
        ("2024-01-03T06:07:08.123456+0700", "2024-01-03T06:07:08+07:00"),
        ("2024-01-03T06:07-07:00", "2024-01-03T06:07:00-07:00"),
        ("2024-01-03 06:07:08+07", "2024-01-03T06:07:08+07:00"),
        ("2024-01-03WIB06:07:08+07:00", "2024-01-03T06:07:08+07:00"),
        ("Wed, 03 Jan 24 06:07:08 +0900", "2024-01-03T06:07:08+09:00"),
        ("Wed Jan 03 2024 06:07:08 GMT+0700 (WIB)", "2024-01-03T06:07:08+07:00"),
        ("Wed Jan  3 06:07:08 WIT 2024", "2024-01-03T06:07:08+09:00"),
        ("03/Jan/2024:06:07:08 +0700", "2024-01-03T06:07:08+07:00"),
        # the clock
        ("3 Januari 2024 12:05 am", "2024-01-03T00:05:00+08:00"),
        ("3 Januari 2024 12:05 PM", "2024-01-03T12:05:00+08:00"),
        ("3 Januari 2024 7:05 p.m.", "2024-01-03T19:05:00+08:00"),
        ("3 Januari 2024 7 pm", "2024-01-03T19:00:00+08:00"),
        ("3 Januari 2024 07.15 malam", "2024-01-03T19:15:00+08:00"),
        ("3 Januari 2024 10:00 -12:00", "2024-01-03T10:00:00+08:00"),
        # the zone
        ("3 Januari 2024 06:07 WIBSurabaya", "2024-01-03T06:07:00+07:00"),
        ("3 Januari 2024 06:07 WITAmbon", "2024-01-03T06:07:00+09:00"),
        ("3 Januari 2024 06:07 (WIB)", "2024-01-03T06:07:00+07:00"),
        ("3 Januari 2024 06:07 GMT+9", "2024-01-03T06:07:00+09:00"),
        ("3 Januari 2024 06:07 Wit Setiawan", "2024-01-03T06:07:00+08:00"),
        ("Tito Wit 3 Januari 2024 06:07", "2024-01-03T06:07:00+08:00"),
        # HTML left in
        ("3&nbsp;Januari&amp;nbsp;2024", "2024-01-03"),
        ("<b>3</b> Januari <i>2024</i>&bull; 06.07", "2024-01-03T06:07:00+08:00"),
        # other calendars beside
        ("Rabu, 21 Jumadil Akhir 1445 H / 3 Januari 2024", "2024-01-03"),
        ("3 Januari 2024 / 21 Jumadil Akhir 1445 H | 06:07", "2024-01-03T06:07:00+08:00"),
        # two stamps
        ("Diperbarui 4 Jan 2024, 08:00 WIB Diterbitkan 3 Jan 2024", "2024-01-03"),
        ("3 Januari 2024 (Update: 4 Januari 2024)", "2024-01-03"),
        ("Rabu, 3 Januari 2024 | 03/01/2024 06:07", "2024-01-03T06:07:00+08:00"),
        ("Terakhir diperbarui: 4 Januari 2024", "2024-01-04"),
        # what the grammar leaves to the second look
        ("3 Januri 2024 06:07 WIB", "2024-01-03T06:07:00+07:00"),
        ("2024, 3 Januari", "2024-01-03"),
        ("3 (Rabu) Januari 2024 06:07", "2024-01-03T06:07:00+08:00"),
    ],
)
def test_reads_what_papers_print(text, expected):
    assert read(text) == expected
    assert looks_like_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "3 Januari 2024, 25:70 WIB",
        "3 Januari 2024 24:00",
        "3 Januari 2024, --:-- WITA",
        "2024-01-03T26:00:00+07:00",
        "3 Januari 2024 10:11:77",
    ],
)
def test_impossible_time_leaves_the_day(text):
    assert read(text) == "2024-01-03"


@pytest.mark.parametrize(
    "text",
    [
        "32 Mei 2024",
        "31 April 2023",
        "29 Februari 2023",
        "00/00/0000",
        "0000-00-00 00:00:00",
        "Rabu, 30 November -0001",
        "2023-13-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "17 Agustus 1945",
        "3/1/45",
        "15/15/2023",
        "1694688900",
        "20240103",
        "2024",
        "Januari 2024",
        "3 Januari",
        "Rabu (3/1)",
        "Senin",
        "Minggu",
        "Mei",
        "06:07 WIB",
        "Rabu, 06:07",
        "WITA",
        "Minggu lalu",
        "NaN menit lalu",
        "-5 menit lalu",
        "1,5 jam lalu",
        "seratus dua puluh menit lalu",
        "99999 tahun lalu",
        "Gempa Palu 5 Tahun Lalu",
        "Polisi menangkap pelaku yang kabur 3 jam lalu di Denpasar",
        "Hari ini 3 orang tewas",
        "Berita Hari Ini",
        "Rabu kemarin",
        "besok",
        "3 menit baca",
        "7 Hal Menarik tentang Lombok 2024",
        "7 Hal Menarik di Mei 2024",
        "Liga 2 2023/2024",
        "UU No 11/2020",
        "Nomor 12/05/2023",
        "RT 05/RW 06",
        "Persebaya 2-1 Arema",
        "(0361) 123456",
        "0812-10-11-2023",
        "192.168.1.10",
        "18.55.07",
        "Rp 12.500",
        "Agus Mei Wit",
        "14 Mei 20 orang",
        "21 Rajab 1445 H",
        "",
        "-",
        "undefined",
    ],
)
def test_refuses_what_names_no_date(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("baru saja", "2024-03-31T12:20:00+08:00", "minute"),
        ("beberapa detik yang lalu", "2024-03-31T12:20:00+08:00", "minute"),
        ("45 detik lalu", "2024-03-31T12:20:00+08:00", "second"),
        ("5 menit lalu", "2024-03-31T12:15:00+08:00", "minute"),
        ("yang lalu 5 menit", "2024-03-31T12:15:00+08:00", "minute"),
        ("1 jam, 20 menit yang lalu", "2024-03-31T11:00:00+08:00", "minute"),
        ("sejam yang lalu", "2024-03-31T11:20:00+08:00", "minute"),
        ("Tiga jam lalu", "2024-03-31T09:20:00+08:00", "minute"),
        ("13 jam yg lalu", "2024-03-30T23:20:00+08:00", "minute"),
        ("an hour ago", "2024-03-31T11:20:00+08:00", "minute"),
        ("Posted 2 hrs ago by admin", "2024-03-31T10:20:00+08:00", "minute"),
        ("Oleh Redaksi, 2 jam lalu", "2024-03-31T10:20:00+08:00", "minute"),
        ("Daerah | 2 jam lalu | 3 menit baca", "2024-03-31T10:20:00+08:00", "minute"),
        ("Wayan Sukarta 2 hari yang lalu 14", "2024-03-29", "day"),
        ("sehari lalu", "2024-03-30", "day"),
        ("2 pekan lalu", "2024-03-17", "day"),
        ("sebulan yang lalu", "2024-02-29", "day"),
        ("setahun yang lalu", "2023-03-31", "day"),
        ("4 months ago", "2023-11-30", "day"),
        ("kemarin", "2024-03-30", "day"),
        ("kemarin lusa", "2024-03-29", "day"),
        ("Kemarin, 14:30", "2024-03-30T14:30:00+08:00", "minute"),
        ("yesterday at 2:30 pm", "2024-03-30T14:30:00+08:00", "minute"),
        ("kemarin 14.30 WIB", "2024-03-30T14:30:00+07:00", "minute"),
        ("Hari ini, 06.07", "2024-03-31T06:07:00+08:00", "minute"),
    ],
)
def test_counts_back_from_the_fetch(text, expected, precision):
    found = parse_date(text, zone="Asia/Makassar", now=NOW)
    assert found is not None
    assert (found.isoformat(), found.precision, found.relative) == (expected, precision, True)
    assert looks_like_date(text)


def test_yesterday_is_the_papers_day():
    late = datetime(2024, 1, 3, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert read("kemarin", "Asia/Jakarta", late) == "2024-01-02"
    assert read("kemarin", "Asia/Jayapura", late) == "2024-01-03"


def test_tells_whether_the_zone_was_stated():
    stated = parse_date("3 Januari 2024 06:07 WIB", zone="Asia/Makassar", now=NOW)
    silent = parse_date("3 Januari 2024 06:07", zone="Asia/Makassar", now=NOW)
    assert stated is not None
    assert silent is not None
    assert (stated.zone_stated, silent.zone_stated) == (True, False)
    assert stated.instant - silent.instant == timedelta(hours=1)


def test_a_day_is_midnight_at_the_paper():
    found = parse_date("3 Januari 2024", zone="Asia/Jayapura", now=NOW)
    assert found == ParsedDate(datetime(2024, 1, 3, tzinfo=ZoneInfo("Asia/Jayapura")), "day")


def test_both_stamps_of_a_line():
    line = "Tayang: 3 Januari 2024 06:07 WIB | Diperbarui: 4 Januari 2024"
    published, modified = parse_stamps(line, zone="Asia/Jakarta", now=NOW)
    assert published is not None
    assert modified is not None
    assert published.isoformat() == "2024-01-03T06:07:00+07:00"
    assert modified.isoformat() == "2024-01-04"
    alone = parse_stamps("Diperbarui 4 Januari 2024", zone="Asia/Jakarta", now=NOW)
    assert alone.published is None
    assert alone.modified == modified


def test_an_impossible_publication_is_not_replaced_by_the_update():
    assert read("Terbit 32 Mei 2024 | Diperbarui 2 Juni 2024") is None


def test_says_what_the_caller_did_wrong():
    with pytest.raises(ValueError, match="aware"):
        parse_date("kemarin", zone="Asia/Jakarta", now=datetime(2024, 1, 3))
    with pytest.raises(ZoneInfoNotFoundError):
        parse_date("kemarin", zone="Asia/Denpasar", now=NOW)


MONTHS = [
    ("Januari", "Jan", "January"),
    ("Februari", "Feb", "Pebruari", "February"),
    ("Maret", "Mar", "March"),
    ("April", "Apr"),
    ("Mei", "May"),
    ("Juni", "Jun", "June"),
    ("Juli", "Jul", "July"),
    ("Agustus", "Agt", "Ags", "Agu", "Agus", "Agust", "Aug", "August"),
    ("September", "Sep", "Sept"),
    ("Oktober", "Okt", "Oct", "October"),
    ("November", "Nov", "Nopember", "Nop"),
    ("Desember", "Des", "Dec", "December"),
]
WEEKDAYS = [
    ("Senin", "Sen", "Monday", "Mon", "Senin Pon"),
    ("Selasa", "Sel", "Tuesday", "Selasa Wage"),
    ("Rabu", "Rab", "Wednesday", "Wed"),
    ("Kamis", "Kam", "Thursday", "Thu"),
    ("Jumat", "Jum'at", "Jum’at", "Jum`at", "Jum at", "Jumaat", "Jum", "Friday"),
    ("Sabtu", "Sab", "Saturday", "Sabtu Legi"),
    ("Minggu", "Ahad", "Ming", "Min", "Sunday", "Minggu Pahing"),
]
ZONES = {
    "": timedelta(hours=8),
    " WIB": timedelta(hours=7),
    "WIB": timedelta(hours=7),
    " Wita": timedelta(hours=8),
    " WIT": timedelta(hours=9),
    " (WIB)": timedelta(hours=7),
    " GMT+8": timedelta(hours=8),
    " UTC": timedelta(),
}
NUMERIC = ("{0:%d/%m/%Y}", "{0:%d-%m-%Y}", "{0:%d.%m.%Y}", "{0.day}/{0.month}/{0.year}")
ISO = ("{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0.year}-{0.month}-{0.day}")


@st.composite
def displayed(draw):
    day = draw(st.dates(date(1998, 1, 1), date(2035, 12, 31)))
    month = draw(st.sampled_from(MONTHS[day.month - 1]))
    shape = draw(
        st.sampled_from(
            [
                "{0.day} {1} {0.year}",
                "{0:%d} {1} {0.year}",
                "{1} {0.day}, {0.year}",
                "{0.day}-{1}-{0.year}",
                "{0.day} {1}, {0.year}",
                *NUMERIC,
                *ISO,
            ],
        ),
    )
    body = shape.format(day, month)
    if shape not in ISO:
        weekday = draw(st.sampled_from(["", *WEEKDAYS[day.weekday()]]))
        body = f"{weekday}{draw(st.sampled_from([', ', ' ', ',']))}{body}" if weekday else body
    body = draw(st.sampled_from([str, str.upper, str.lower]))(body)
    prefix = draw(
        st.sampled_from(["", "Tayang: ", "Diterbitkan ", "Oleh Agus - ", "Daerah | ", "Wit "]),
    )
    if not draw(st.booleans()):
        return prefix + body, day.isoformat()
    clock = draw(st.times()).replace(microsecond=0)
    style = draw(st.sampled_from(["%H:%M", "%H.%M", "%H:%M:%S", "%H: %M: %S", "%I:%M %p"]))
    if "S" not in style:
        clock = clock.replace(second=0)
    zone, offset = draw(st.sampled_from(sorted(ZONES.items())))
    joint = draw(
        st.sampled_from(
            [" ", ", ", " | ", " - ", " – ", " • ", " / ", " pukul ", " jam ", " (", ","]
        ),
    )
    instant = datetime.combine(day, clock, timezone(offset))
    return f"{prefix}{body}{joint}{clock.strftime(style)}{zone}", instant.isoformat()


@QUICK
@given(displayed())
@example(("Senin 11-04-2022,10:27 WIB", "2022-04-11T10:27:00+07:00"))
def test_every_display_form_round_trips(case):
    text, expected = case
    assert read(text) == expected
    assert looks_like_date(text)


MONTH_LIKE = ["Agus", "Mei", "Juli", "Maret", "September", "Mar", "Jun"]
PROSE = st.sampled_from(
    [
        *MONTH_LIKE,
        *("Wit", "Wita", "WIB", "Minggu", "Sabtu", "Senin", "Pon", "Wage", "tahun", "hari"),
        *("menit", "jam", "pukul", "warga", "polisi", "dan", "di", "yang", "tewas", "harga"),
        *("naik", "persen", "ribu", "juta", "Jalan", "Nomor", "RT", "RW", "Liga", "skor"),
        *("Denpasar", "Pasal", "Rp", "kali", "baca", "halaman", "a", "an", "of", "st", "T", "Z"),
    ],
)
NUMBERS = st.one_of(
    st.integers(1, 999).map(str),
    st.integers(1, 99).map(lambda n: f"{n}-{n // 2}"),
    st.integers(1000, 10**12).map(lambda n: f"{n:,}".replace(",", ".")),
    st.integers(10**8, 10**13).map(lambda n: f"0{n}"),
    st.integers(2000, 2030).map(lambda n: f"{n}/{n + 1}"),
    st.integers(0, 23).map(lambda n: f"{n:02d}:15"),
)


# "12 Mei 20" alone is a date in short, and rightly read: kept out of the random words.
SHORT_DATE = re.compile(rf"\d (?:{'|'.join(MONTH_LIKE)}) \d")


@QUICK
@given(
    st.lists(st.one_of(PROSE, NUMBERS), max_size=12)
    .map(" ".join)
    .filter(lambda text: not SHORT_DATE.search(text)),
)
def test_words_and_numbers_give_no_date(text):
    assert read(text) is None


@QUICK
@given(st.text(max_size=400))
def test_any_text_is_answered(text):
    found = parse_date(text, zone="Asia/Makassar", now=NOW)
    assert found is None or looks_like_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "<" * 10**6,
        "&amp;" * 10**5,
        " \t" * 10**6,
        "1 jam " * 10**4 + "lalu",
        "12/" * 10**5,
        "14 September " * 10**4,
        "14 September 2023" + " |" * 10**5,
        "yang lalu " * 10**4,
        "by " * 10**4 + "5 jam lalu",
        "perbarui" * 10**4 + " kemarin",
        "update" * 30 + "x kemarin",
        "-" * 200 + "x kemarin",
        "_" * 200 + "x 5 jam lalu",
        "a." * 100 + "! 5 jam lalu",
        "Jum'" * 60 + " 3.1.24",
        "14 (x) Mei 2023 " * 10**4,
    ],
)
def test_hostile_text_costs_little(text):
    parse_date(text, zone="Asia/Makassar", now=NOW)  # warm: patterns, zone, dateparser
    start = time.process_time()
    parse_date(text, zone="Asia/Makassar", now=NOW)
    looks_like_date(text)
    assert time.process_time() - start < 0.1


def test_a_cut_never_falls_inside_a_year():
    for length in range(280, 310):
        assert read("x" * length + " 3 Januari 2024") in {None, "2024-01-03"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023 17 Mei", "2023-05-17"),
        ("Mei 17 / 2023", "2023-05-17"),
        ("Mei 17 / 2023 11:58 WIB", "2023-05-17T11:58:00+07:00"),
        ("2023, Agt - 07", "2023-08-07"),
        ("2023 31 Feb", None),
        ("2023 17 Mei 5", None),
    ],
)
def test_a_day_a_month_word_and_a_year_alone_are_a_date_in_any_order(text, expected):
    assert read(text) == expected


def test_dateparser_is_not_loaded_for_what_the_grammar_reads():
    code = (
        "import sys; from datetime import datetime, timezone; from newscrawl.dates import *\n"
        "for text in ('3 Januari 2024 06:07 WIB', '32 Mei 2024', 'Senin', 'kemarin'):\n"
        "    parse_date(text, zone='Asia/Jakarta', now=datetime.now(timezone.utc))\n"
        "assert 'dateparser' not in sys.modules"
    )
    root = ROOT
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)


def test_random_numbers_are_no_dates():
    source = random.Random(38)
    for _ in range(2000):
        number = str(source.randrange(10 ** source.randrange(1, 14)))
        assert read(number, now=datetime(2024, 1, 3, tzinfo=UTC)) is None


def test_generated_forms_are_all_read():
    accuracy = measure_accuracy(list(generated_cases()))
    assert accuracy.failures == []


def test_real_strings():
    accuracy = measure_accuracy(REAL_STRINGS)
    assert accuracy.wrong == 0, accuracy.failures
    assert accuracy.right >= 0.995 * accuracy.total, accuracy.failures
