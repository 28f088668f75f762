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
        # both orders are that weekday, or neither is
        ("Sabtu, 09/05/2026", "2026-05-09"),
        ("Senin, 04/11/2026", "2026-11-04"),
        # one order only is a date
        ("Senin, 13/11/2026", "2026-11-13"),
        ("Senin, 11/13/2026", "2026-11-13"),
        # a weekday elsewhere is none of this date's
        ("Pasar Sabtu ramai 04/11/2026", "2026-11-04"),
        ("Admin, 11/01/2026", "2026-01-11"),
        ("Redaksi Sel 04/11/2026 Sabtu", "2026-11-04"),
    ],
)
def test_a_weekday_decides_the_order(text, expected):
    assert read(text) == expected
