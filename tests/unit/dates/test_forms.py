"""Forms of a date whose reading hangs on a word beside it: a weekday, a part of the day, a zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawl.dates import looks_like_date, parse_date

#: A Monday.
NOW = datetime(2026, 11, 23, 10, 0, 40, tzinfo=ZoneInfo("Asia/Jakarta"))


def read(text):
    found = parse_date(text, zone="Asia/Jakarta", now=NOW)
    assert found is None or looks_like_date(text)
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # only month-first is that weekday
        ("Rab, 04/11/2026", "2026-11-04"),
        ("Sab, 04/11/2026", "2026-04-11"),
        ("Sabtu, 04/11/2026 | 07.15 WITA", "2026-04-11T07:15:00+08:00"),
        ("Saturday, 04/11/2026 7:15 PM", "2026-04-11T19:15:00+07:00"),
        ("Sat. 04-11-2026", "2026-04-11"),
        ("SABTU 04/11/26", "2026-04-11"),
        ("Sabtu Legi, 4/11/2026", "2026-04-11"),
        ("Sabtu (4/11/2026)", "2026-04-11"),
        ("Hari Sabtu tanggal 04-11-2026", "2026-04-11"),
        ("04/11/2026 (Sabtu)", "2026-04-11"),
        ("04/11/2026, Sat", "2026-04-11"),
        ("Sbt, 4.11.2026", "2026-04-11"),
        ("Sabtu, 07.15 WIB, 04/11/2026", "2026-04-11T07:15:00+07:00"),
        ("Diterbitkan: Jum’at, 01/09/2026", "2026-01-09"),
        ("Jum'at 05/06/2026", "2026-06-05"),
        ("Ahad, 11/01/2026", "2026-01-11"),
        ("Ahad, 01/11/2026", "2026-11-01"),
        ("04/11/2026 07.15 WIB (Sabtu)", "2026-04-11T07:15:00+07:00"),
        ("04/11/2026 | Sabtu | 07.15", "2026-04-11T07:15:00+07:00"),
        ("Sabtu: 04/11/2026", "2026-04-11"),
        ("Sabtu04/11/2026", "2026-04-11"),
        # both orders are that weekday, or neither is
        ("Sabtu, 09/05/2026", "2026-05-09"),
        ("Senin, 04/11/2026", "2026-11-04"),
        # one order only is a date
        ("Senin, 13/11/2026", "2026-11-13"),
        ("Senin, 11/13/2026", "2026-11-13"),
        # a weekday elsewhere is none of this date's
        ("Pasar Sabtu ramai 04/11/2026", "2026-11-04"),
        ("08/09/2026 Minggu Ini Hujan", "2026-09-08"),
        ("08/09/2026 10.00 WIB Minggu Ini Hujan", "2026-09-08T10:00:00+07:00"),
        ("Admin, 11/01/2026", "2026-01-11"),
        ("Redaksi Sel 04/11/2026 Sabtu", "2026-11-04"),
    ],
)
def test_a_weekday_decides_the_order(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 Mei 2026, 01.20 dini hari WIT", "2026-05-05T01:20:00+09:00"),
        ("5 Mei 2026, 01.20 WIT dini hari", "2026-05-05T01:20:00+09:00"),
        ("5 Mei 2026 dini hari pukul 01.20 WIT", "2026-05-05T01:20:00+09:00"),
        ("5 Mei 2026, 12.20 dini hari", "2026-05-05T00:20:00+07:00"),
        ("5 Mei 2026 04.40 subuh Wita", "2026-05-05T04:40:00+08:00"),
        ("5 Mei 2026 07.15 pagi WITA", "2026-05-05T07:15:00+08:00"),
        ("5 Mei 2026 12.15 siang WITA", "2026-05-05T12:15:00+08:00"),
        ("5 Mei 2026 01.15 WITA (siang)", "2026-05-05T13:15:00+08:00"),
        ("5 Mei 2026 (05.15 sore) WIB", "2026-05-05T17:15:00+07:00"),
        ("5 Mei 2026 08.15 WIT malam", "2026-05-05T20:15:00+09:00"),
        ("5 Mei 2026 malam pukul 08.15", "2026-05-05T20:15:00+07:00"),
        ("5 Mei 2026 20.15 malam", "2026-05-05T20:15:00+07:00"),
        ("5 Mei 2026 01.15 malam", "2026-05-05T01:15:00+07:00"),
        # twelve at night begins the day that is named, like 12:00 AM
        ("5 Mei 2026 12.00 malam", "2026-05-05T00:00:00+07:00"),
        ("5 Mei 2026 12.30 malam WITA", "2026-05-05T00:30:00+08:00"),
        ("5 Mei 2026 12.00 tengah malam", "2026-05-05T00:00:00+07:00"),
        ("May 5, 2026, 12:10 at night", "2026-05-05T00:10:00+07:00"),
        ("May 5, 2026, 9:10 at night", "2026-05-05T21:10:00+07:00"),
        ("May 5, 2026, 3:10 in the afternoon GMT+9", "2026-05-05T15:10:00+09:00"),
        ("May 5, 2026 at 12:00 noon", "2026-05-05T12:00:00+07:00"),
        # hours alone
        ("5 Mei 2026, 12 siang", "2026-05-05T12:00:00+07:00"),
        ("5 Mei 2026 pukul 7 malam WIT", "2026-05-05T19:00:00+09:00"),
        ("5 Mei 2026 jam 7 pagi", "2026-05-05T07:00:00+07:00"),
        ("5 Mei 2026 pukul 10 WITA", "2026-05-05T10:00:00+08:00"),
        ("5 Mei 2026, 3 malam di Bali", "2026-05-05"),
        ("5 Mei 2026 10:05 WIB Malam Minggu Ramai", "2026-05-05T10:05:00+07:00"),
        # clocks that ICU knows: 0 to 11, and 1 to 24
        ("5 Mei 2026 0.46 PM", "2026-05-05T12:46:00+07:00"),
        ("5 Mei 2026 0.46.09. AM", "2026-05-05T00:46:09+07:00"),
        ("5 Mei 2026 4.12.35,000. PM WITA", "2026-05-05T16:12:35+08:00"),
        ("5 Mei 2026 0.12 tengah hari", "2026-05-05T12:12:00+07:00"),
        ("5 Mei 2026 4.12.35. PM WITA", "2026-05-05T16:12:35+08:00"),
        ("May 5, 2026, 24:19", "2026-05-05T00:19:00+07:00"),
        ("05/05/2026 24.19.07 WIT", "2026-05-05T00:19:07+09:00"),
        ("5 Mei 2026 24.00", "2026-05-05"),
        # years in short behind an English date
        ("Nov 09, 19, 12:25", "2019-11-09T12:25:00+07:00"),
        ("Wed, January 22, 25", "2025-01-22"),
        ("Mei 14, 20 orang tewas", None),
        ("Mei 14, 15, 16 dan 17", None),
    ],
)
def test_parts_of_the_day_and_other_clocks(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 Mei 2026 18:55 +8:00", "2026-05-05T18:55:00+08:00"),
        ("2026-05-05T18:55:01+8:00", "2026-05-05T18:55:01+08:00"),
        ("5 Mei 2026 18:55 +0800", "2026-05-05T18:55:00+08:00"),
        ("5 Mei 2026 18:55 GMT+8", "2026-05-05T18:55:00+08:00"),
        ("5 Mei 2026 18:55 (UTC +09)", "2026-05-05T18:55:00+09:00"),
        ("5 Mei 2026 18.55 GMT+09.00", "2026-05-05T18:55:00+09:00"),
        ("5 Mei 2026 18.55 UTC+8:00", "2026-05-05T18:55:00+08:00"),
        ("2026-05-05t18:55:01z", "2026-05-05T18:55:01+00:00"),
        ("Tue, 05 May 2026 18:55:01 UT", "2026-05-05T18:55:01+00:00"),
        ("5 Mei 2026 18.55 Waktu Indonesia Timur", "2026-05-05T18:55:00+09:00"),
        ("5 Mei 2026 18.55 (Waktu Indonesia Bagian Tengah)", "2026-05-05T18:55:00+08:00"),
        ("May 5, 2026 at 6:55 PM Central Indonesia Time", "2026-05-05T18:55:00+08:00"),
        ("5 Mei 2026 18:55 Asia/Jayapura", "2026-05-05T18:55:00+09:00"),
        ("5 Mei 2026 18.55 Waktu Indonesia (Makassar)", "2026-05-05T18:55:00+08:00"),
        ("May 5, 2026 at 6:55 PM Indonesia (Pontianak) Time", "2026-05-05T18:55:00+07:00"),
        ("5 Mei 2026 18:55 waktu Papua", "2026-05-05T18:55:00+09:00"),
        ("5 Mei 2026 18:55 - WITA", "2026-05-05T18:55:00+08:00"),
        ("5 Mei 2026 18:55/WIT", "2026-05-05T18:55:00+09:00"),
        ("5 Mei 2026 10:00 - 12:00", "2026-05-05T10:00:00+07:00"),
        ("20260505T185501+0800", "2026-05-05T18:55:01+08:00"),
        ("20260505T1855Z", "2026-05-05T18:55:00+00:00"),
        ("20261305T185501", None),
        ("5 Mei 2026 18:55 waktu setempat", "2026-05-05T18:55:00+07:00"),
        ("5 Mei 2026 18:55 +8 komentar", "2026-05-05T18:55:00+07:00"),
    ],
)
def test_zones_in_every_writing(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the same letters are another unit in the other language
        ("3 hr lalu", "2026-11-20"),
        ("3 hr yang lalu", "2026-11-20"),
        ("3 h lalu", "2026-11-20"),
        ("3 hrs ago", "2026-11-23T07:00:00+07:00"),
        ("3 hr. ago", "2026-11-23T07:00:00+07:00"),
        ("3h ago", "2026-11-23T07:00:00+07:00"),
        ("1 hr 2 jam lalu", "2026-11-22T08:00:00+07:00"),
        ("3 j lalu", "2026-11-23T07:00:00+07:00"),
        ("3 mgg lalu", "2026-11-02"),
        ("3 wk. ago", "2026-11-02"),
        ("3mo ago", "2026-08-23"),
        ("3 yr. ago", "2023-11-23"),
        # numbers
        ("1.500 menit yang lalu", "2026-11-22T09:00:00+07:00"),
        ("1,500 minutes ago", "2026-11-22T09:00:00+07:00"),
        ("1500 menit lalu", "2026-11-22T09:00:00+07:00"),
        ("dua puluh menit lalu", "2026-11-23T09:40:00+07:00"),
        ("tiga puluh lima menit lalu", "2026-11-23T09:25:00+07:00"),
        ("dua belas jam yang lalu", "2026-11-22T22:00:00+07:00"),
        ("forty-five minutes ago", "2026-11-23T09:15:00+07:00"),
        ("two hundred minutes ago", None),
        ("seribu lima menit lalu", None),
        # halves, and less than one
        ("setengah jam lalu", "2026-11-23T09:30:00+07:00"),
        ("Diperbarui setengah jam yang lalu", "2026-11-23T09:30:00+07:00"),
        ("dua setengah jam lalu", "2026-11-23T07:30:00+07:00"),
        ("half an hour ago", "2026-11-23T09:30:00+07:00"),
        ("kurang dari satu menit yang lalu", "2026-11-23T10:00:00+07:00"),
        ("kurang dari semenit lalu", "2026-11-23T10:00:00+07:00"),
        ("less than a minute ago", "2026-11-23T10:00:00+07:00"),
        ("kurang dari 1 jam lalu", None),
        ("seminggu lalu", "2026-11-16"),
        # a weekday before today, or of last week, with its time
        ("Jumat lalu pukul 18.00", "2026-11-20T18:00:00+07:00"),
        ("Senin lalu pukul 18.00", "2026-11-16T18:00:00+07:00"),
        ("Minggu lalu pukul 18.00 WIT", "2026-11-22T18:00:00+09:00"),
        ("Rabu pekan lalu, pukul 07.30", "2026-11-18T07:30:00+07:00"),
        ("Last Friday at 6:00 PM", "2026-11-20T18:00:00+07:00"),
        ("Minggu lalu", None),
        ("Pencuri yang kabur Jumat lalu pukul 18.00 ditangkap", None),
        # a day with its time
        ("2 hari lalu pukul 14.30", "2026-11-21T14:30:00+07:00"),
        ("2 hari lalu, 14:30 WITA", "2026-11-21T14:30:00+08:00"),
        ("2 hari lalu 14:30", None),
        ("sepekan lalu pukul 14.30", "2026-11-16T14:30:00+07:00"),
        ("1d 3h ago", "2026-11-22T07:00:00+07:00"),
        ("Kemarin, pukul 7 malam", "2026-11-22T19:00:00+07:00"),
        ("Kemarin malam", "2026-11-22"),
        ("Hari ini 01.20 dini hari WIT", "2026-11-23T01:20:00+09:00"),
    ],
)
def test_counting_back_in_both_languages(text, expected):
    assert read(text) == expected


def test_a_weekday_of_last_week_is_not_the_last_one():
    friday = datetime(2026, 11, 27, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
    for text, expected in (("Rabu lalu pukul 18.00", 25), ("Rabu minggu lalu pukul 18.00", 18)):
        found = parse_date(text, zone="Asia/Jakarta", now=friday)
        assert found is not None
        assert found.instant.day == expected
