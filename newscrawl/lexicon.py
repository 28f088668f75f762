"""The words of dates, zones and labels in print, each list once; all patterns are built from them.

Patterns here are pieces for a larger one: lower case, without groups, to be matched against
lower-cased text or with case ignored.
"""

import re
from datetime import timedelta, timezone
from typing import Final

#: Months: the Indonesian name, the English one, and every other spelling seen in print.
_MONTH_SPELLINGS: Final = (
    "januari january jan",
    "februari february pebruari febuari pebuari feb peb febr",
    "maret march mar mrt maart mart",
    "april april apr",
    "mei may",
    "juni june jun juny",
    "juli july jul jully",
    "agustus august agust agus agst agu agt ags aug aguts",
    "september september sept sep",
    "oktober october okt oct",
    "november november nopember nov nop",
    "desember december des dec",
)
#: The names of the months in order.
MONTHS_INDONESIAN, MONTHS_ENGLISH = zip(
    *(spellings.split()[:2] for spellings in _MONTH_SPELLINGS), strict=True
)
#: Every spelling, with the month's number.
MONTHS: Final = {
    spelling: number
    for number, spellings in enumerate(_MONTH_SPELLINGS, start=1)
    for spelling in spellings.split()
}
#: A month in any spelling. Longest first, so that "mar" does not stop short of "maret".
MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
#: What looks like a month, misspelt ones too: the beginning of one, and some letters.
MONTH_SHAPE: Final = rf"(?:{'|'.join(sorted({month[:3] for month in MONTHS}))})[a-z]{{0,6}}"
#: Long enough that a slip of one letter cannot turn them into another word (maret/karet can).
LONG_MONTHS: Final = tuple(month for month in MONTHS if len(month) >= 7)

#: Weekdays from Monday on: the Indonesian name, the English one, and short forms.
_WEEKDAY_SPELLINGS: Final = (
    "senin monday sen snn",
    "selasa tuesday sel sls",
    "rabu wednesday rab rbu",
    "kamis thursday kam kms",
    "jumat friday jum jmt",
    "sabtu saturday sab sbt",
    "minggu sunday ming min mgg",
)
#: The names of the weekdays in order.
WEEKDAYS_INDONESIAN, WEEKDAYS_ENGLISH = zip(
    *(spellings.split()[:2] for spellings in _WEEKDAY_SPELLINGS), strict=True
)
#: Another word for Sunday.
AHAD: Final = "ahad"
#: A weekday's whole name. "jum'at" is written with ', ’, ` or a blank; "juma't", "jumaat" are seen.
WEEKDAY_NAME: Final = "|".join(
    (
        *(r"jum\W{0,2}at|juma'?a?t" if day == "jumat" else day for day in WEEKDAYS_INDONESIAN),
        AHAD,
        rf"(?:{'|'.join(day.removesuffix('day') for day in WEEKDAYS_ENGLISH)})day",
    )
)
#: A weekday, short or whole. They decide between day-first and month-first, and nothing else:
#: papers print wrong ones.
WEEKDAY: Final = "|".join(
    (
        WEEKDAY_NAME,
        r"mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun",
        *(short for spellings in _WEEKDAY_SPELLINGS for short in spellings.split()[2:]),
    )
)
#: The number of a weekday (Monday is 0) by the first three letters of its name.
WEEKDAYS: Final = {
    spelling[:3]: number
    for number, spellings in enumerate(_WEEKDAY_SPELLINGS)
    for spelling in spellings.split()
} | {AHAD[:3]: 6}
#: The five days of the Javanese market week, printed behind the weekday (Senin Pon).
PASARAN: Final = "legi|manis|pahing|paing|pon|wage|kliwon"

WIB: Final = timezone(timedelta(hours=7), "WIB")
WITA: Final = timezone(timedelta(hours=8), "WITA")
WIT: Final = timezone(timedelta(hours=9), "WIT")
#: The word for a zone of Indonesia behind a time.
LOCAL_ZONE: Final = "wib|wita|wit"

_CITY_FORMS: Final = (
    "waktu {}",
    "{} time",
    "asia/{}",
    "waktu indonesia ({})",
    "indonesia ({}) time",
)
#: Zones by their whole names, as CLDR writes them and as papers do; upper case.
_ZONE_NAMES: Final = {
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
ZONE_NAME: Final = "|".join(re.escape(name) for name in _ZONE_NAMES)
#: Zone words, upper case. WP (Waktu Papua) is Jubi's; the rest are RFC 5322's and neighbours'.
ZONES: Final = {
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


def any_of(labels: tuple[str, ...]) -> str:
    """Return a pattern for one of the labels; `*` in one stands for any letters.

    One label has one `*` only: with two it would take the square of a long word's length.
    """
    longest_first = sorted(labels, key=len, reverse=True)
    return "|".join(label.replace(" ", r"\s").replace("*", r"\w*") for label in longest_first)


#: What the date follows on which an article was written: before it is published, if it has both.
CREATED_LABELS: Final = ("dibuat", "created", "ditulis")
#: What a date of publication follows.
PUBLISHED_LABELS: Final = (
    *("terbit*", "diterbitkan", "tayang", "ditayangkan", "publi*", "dipubli*", "post*", "dipost*"),
    *("dimuat", "dikirim", "dikirm", "rilis", "dirilis", "released", "diunggah", "unggah"),
    *CREATED_LABELS,
)
#: What the date of the last change follows.
UPDATED_LABELS: Final = (
    *("*perbarui", "*perbaharui", "pembaruan", "*update", "*updated", "*updates", "modifi*"),
    *("dimodifi*", "mutakhir*", "dimutakhir*", "pemutakhir*", "termutakhir*", "diubah"),
    *("edited", "diedit", "*revisi", "last", "terakhir", "ralat"),
)
PUBLISHED: Final = any_of(PUBLISHED_LABELS)
UPDATED: Final = any_of(UPDATED_LABELS)


#: What who writes for a paper is called, and who edits it; labels too.
WRITER_JOBS: Final = (
    *(
        "penulis",
        "reporter",
        "pewarta",
        "pewawancara",
        "peliput",
        "wartawan",
        "jurnalis",
        "kontributor",
        "koresponden",
    ),
    *("author", "writer"),
)
EDITOR_JOBS: Final = ("editor", "penyunting", "redaktur")
PHOTOGRAPHER: Final = "fotografer"
#: Whose name a byline's label announces: who wrote the article. Behind the photographer's an author
#: stands only where no other label names any.
WRITER_LABELS: Final = (
    *WRITER_JOBS,
    *("pengirim", "laporan", "liputan", "naskah", "teks", "rep", "pen"),
    *("ditulis oleh", "dilaporkan oleh", "diposting oleh", "dikirim oleh", "oleh"),
    *("written by", "reported by", "posted by", "by", PHOTOGRAPHER),
)
#: Who edited it, or saw to it that it was published.
EDITOR_LABELS: Final = (
    *EDITOR_JOBS,
    *("redpel", "red", "ed", "uploader", "publisher"),
    *("penyelia", "edited by", "disunting oleh", "diedit oleh"),
)
#: Who did something else for it, and is neither.
HELPER_LABELS: Final = (
    *("reviewed by", "ditinjau oleh", "fact checked by", "fact-checked by"),
    *("photo by", "photos by", "image by", "images by", "video by", "videos by", "foto oleh"),
    *("video oleh", "grafis oleh", "ilustrasi oleh", "updated by", "diperbarui oleh"),
    *("translated by", "diterjemahkan oleh", "penerjemah", "kameraman"),
)
#: From whom the paper took the story.
SOURCE_LABELS: Final = ("sumber", "source", "dikutip dari", "dilansir dari", "disadur dari")
#: What somebody is who writes for a paper now and then, or of whom it tells.
PROFESSIONS: Final = (
    *("kepala", "ketua", "wakil", "anggota", "sekretaris", "bendahara", "direktur", "manajer"),
    *("manager", "pengurus", "pembina", "pendiri", "founder", "cofounder", "co-founder", "ceo"),
    *("dosen", "guru", "rektor", "dekan", "peneliti", "pengamat", "pemerhati", "pegiat"),
    *("penggiat", "penikmat", "aktivis", "praktisi", "pakar", "akademisi", "mahasiswa"),
    *("mahasiswi", "siswa", "siswi", "pelajar", "santri", "alumni", "alumnus", "alumna", "pegawai"),
    *("asn", "staf", "staff", "tenaga", "warga", "tokoh", "mantan", "eks", "calon", "bupati"),
    *("gubernur", "wali kota", "walikota", "camat", "advokat", "pengacara", "dokter umum"),
    *("dokter spesialis", "statistisi", "penyuluh"),
)
#: What a picture's caption or credit begins with.
PHOTO_LABELS: Final = (
    *("foto", "photo", "photos", "gambar", "image", "caption", "ilustrasi", "infografis"),
    *("keterangan foto", "keterangan gambar", "teks foto", "sumber foto", "sumber gambar"),
    *("kredit foto", "dok", "dokumen", "dokumentasi"),
)
WRITER_JOB: Final = any_of(WRITER_JOBS)
EDITOR_JOB: Final = any_of(EDITOR_JOBS)
WRITER: Final = any_of(WRITER_LABELS)
EDITOR: Final = any_of(EDITOR_LABELS)
#: Either: "Penulis", "Editor".
CREDIT: Final = any_of((*WRITER_LABELS, *EDITOR_LABELS))
HELPER: Final = any_of(HELPER_LABELS)
SOURCE: Final = any_of(SOURCE_LABELS)
PROFESSION: Final = any_of(PROFESSIONS)
PHOTO: Final = any_of(PHOTO_LABELS)
#: What may stand behind a source's label: "Sumber berita: …".
OF_STORY: Final = r"(?:\s(?:berita|artikel))?"
