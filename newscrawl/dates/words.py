"""The words of Indonesian datelines: months, weekdays, zones, labels."""

from __future__ import annotations

import re
from datetime import timedelta, timezone

_MONTH_SPELLINGS = (
    "januari january jan",
    "februari february pebruari febuari pebuari feb peb febr",
    "maret march mar mrt maart mart",
    "april apr",
    "mei may",
    "juni june jun juny",
    "juli july jul jully",
    "agustus august agust agus agst agu agt ags aug aguts",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
# Every spelling seen in print, lower case, with its number.
MONTHS = {
    spelling: number
    for number, spellings in enumerate(_MONTH_SPELLINGS, start=1)
    for spelling in spellings.split()
}
# Longest first, so that "mar" does not stop short of "maret".
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

# Long enough that a slip of one letter cannot turn them into another word (maret/karet can).
LONG_MONTHS = tuple(word for word in MONTHS if len(word) >= 7)

# Weekdays decide between day-first and month-first, and nothing else (papers print wrong ones).
# "jum'at" is written with ', ’, ` or a blank, "juma't" and "jumaat" are seen too.
WEEKDAY = (
    r"senin|selasa|rabu|kamis|jum\W{0,2}at|juma'?a?t|sabtu|minggu|ahad"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|sen|sel|rab|kam|jum|sab|ming|min|mgg|snn|sls|rbu|kms|jmt|sbt"
)
# The number of a weekday (Monday is 0) by the first three letters of its name.
WEEKDAYS = {
    beginning: number
    for number, beginnings in enumerate(
        (
            "sen snn mon",
            "sel sls tue",
            "rab rbu wed",
            "kam kms thu",
            "jum jmt fri",
            "sab sbt sat",
            "min mgg aha sun",
        )
    )
    for beginning in beginnings.split()
}
# The five days of the Javanese market week, printed behind the weekday (Senin Pon).
PASARAN = "legi|manis|pahing|paing|pon|wage|kliwon"

WIB = timezone(timedelta(hours=7), "WIB")
WITA = timezone(timedelta(hours=8), "WITA")
WIT = timezone(timedelta(hours=9), "WIT")

_CITY_FORMS = (
    "waktu {}",
    "{} time",
    "asia/{}",
    "waktu indonesia ({})",
    "indonesia ({}) time",
)
# Zones by their whole names, as CLDR writes them and as papers do; upper case.
_ZONE_NAMES = {
    name.upper(): zone
    for zone, side, sides, cities in (
        (WIB, "barat", ("western", "west"), ("jakarta", "pontianak")),
        (WITA, "tengah", ("central",), ("makassar", "bali")),
        (WIT, "timur", ("eastern", "east"), ("jayapura", "papua")),
    )
    for name in (
        f"waktu indonesia {side}",
        f"waktu indonesia bagian {side}",
        *(f"{direction} indonesia time" for direction in sides),
        *(form.format(city) for city in cities for form in _CITY_FORMS),
    )
}
ZONE_NAME = "|".join(re.escape(name) for name in _ZONE_NAMES)
# Zone words, upper case. WP (Waktu Papua) is Jubi's; the rest are RFC 5322's and neighbours'.
ZONES = {
    "WIB": WIB,
    "BBWI": WIB,
    "WITA": WITA,
    "WIT": WIT,
    "WP": WIT,
    **_ZONE_NAMES,
    **{
        name: timezone(timedelta(hours=hours), name)
        for name, hours in (
            ("Z", 0),
            ("UT", 0),
            ("UTC", 0),
            ("GMT", 0),
            ("SGT", 8),
            ("MYT", 8),
            ("JST", 9),
            ("EST", -5),
            ("EDT", -4),
            ("CST", -6),
            ("CDT", -5),
            ("MST", -7),
            ("MDT", -6),
            ("PST", -8),
            ("PDT", -7),
        )
    },
}

PUBLISHED_WORD = (
    r"terbit\w*|diterbitkan|tayang|ditayangkan|publi\w+|dipubli\w+|post\w*|dipost\w*|dimuat"
    r"|dikiri?m|rilis|dirilis|diunggah|unggah|dibuat|created|ditulis|released"
)
UPDATED_WORD = (
    r"\w*perba(?:ha)?rui|pembaruan|\w*update[ds]?|updated|\w*modifi\w+|\w*mutakhir\w*|diubah"
    r"|edited|diedit|\w*revisi|last|terakhir|ralat"
)
# The word nearest before a date says which of the two dates it is; group 1 means the later one.
ROLE = re.compile(rf"\b(?:({UPDATED_WORD})|(?:{PUBLISHED_WORD}))\b", re.ASCII)
