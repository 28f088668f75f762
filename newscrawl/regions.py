"""The 38 provinces of Indonesia: ISO 3166-2 code, name, zone.

The zones are those of Keputusan Presiden 41/1987 (WIB, WITA, WIT) under their IANA names. The codes
are ISO 3166-2:ID with the Papuan provinces of 2022 (ID-PD, ID-PE, ID-PS, ID-PT).
"""

import re
from typing import NamedTuple

WIB = "Asia/Jakarta"
WITA = "Asia/Makassar"
WIT = "Asia/Jayapura"


class Region(NamedTuple):
    """A province: its ISO 3166-2 code, its Indonesian name and its IANA zone."""

    code: str
    name: str
    zone: str


REGIONS: dict[str, Region] = {
    region.code: region
    for region in (
        Region("ID-AC", "Aceh", WIB),
        Region("ID-SU", "Sumatera Utara", WIB),
        Region("ID-SB", "Sumatera Barat", WIB),
        Region("ID-RI", "Riau", WIB),
        Region("ID-KR", "Kepulauan Riau", WIB),
        Region("ID-JA", "Jambi", WIB),
        Region("ID-SS", "Sumatera Selatan", WIB),
        Region("ID-BB", "Kepulauan Bangka Belitung", WIB),
        Region("ID-BE", "Bengkulu", WIB),
        Region("ID-LA", "Lampung", WIB),
        Region("ID-BT", "Banten", WIB),
        Region("ID-JK", "DKI Jakarta", WIB),
        Region("ID-JB", "Jawa Barat", WIB),
        Region("ID-JT", "Jawa Tengah", WIB),
        Region("ID-YO", "DI Yogyakarta", WIB),
        Region("ID-JI", "Jawa Timur", WIB),
        Region("ID-BA", "Bali", WITA),
        Region("ID-NB", "Nusa Tenggara Barat", WITA),
        Region("ID-NT", "Nusa Tenggara Timur", WITA),
        Region("ID-KB", "Kalimantan Barat", WIB),
        Region("ID-KT", "Kalimantan Tengah", WIB),
        Region("ID-KS", "Kalimantan Selatan", WITA),
        Region("ID-KI", "Kalimantan Timur", WITA),
        Region("ID-KU", "Kalimantan Utara", WITA),
        Region("ID-SA", "Sulawesi Utara", WITA),
        Region("ID-GO", "Gorontalo", WITA),
        Region("ID-ST", "Sulawesi Tengah", WITA),
        Region("ID-SR", "Sulawesi Barat", WITA),
        Region("ID-SN", "Sulawesi Selatan", WITA),
        Region("ID-SG", "Sulawesi Tenggara", WITA),
        Region("ID-MA", "Maluku", WIT),
        Region("ID-MU", "Maluku Utara", WIT),
        Region("ID-PA", "Papua", WIT),
        Region("ID-PB", "Papua Barat", WIT),
        Region("ID-PD", "Papua Barat Daya", WIT),
        Region("ID-PE", "Papua Pegunungan", WIT),
        Region("ID-PS", "Papua Selatan", WIT),
        Region("ID-PT", "Papua Tengah", WIT),
    )
}

#: What the press calls a province besides its name.
_CALLED = {
    "ID-SU": "sumut",
    "ID-SB": "sumbar",
    "ID-KR": "kepri",
    "ID-SS": "sumsel",
    "ID-BB": "bangka belitung, babel",
    "ID-JK": "jakarta, daerah khusus jakarta",
    "ID-JB": "jabar",
    "ID-JT": "jateng",
    "ID-YO": "yogyakarta, daerah istimewa yogyakarta, diy, jogja",
    "ID-JI": "jatim",
    "ID-NB": "ntb",
    "ID-NT": "ntt",
    "ID-KB": "kalbar",
    "ID-KT": "kalteng",
    "ID-KS": "kalsel",
    "ID-KI": "kaltim",
    "ID-KU": "kaltara",
    "ID-SA": "sulut",
    "ID-ST": "sulteng",
    "ID-SR": "sulbar",
    "ID-SN": "sulsel",
    "ID-SG": "sultra",
    "ID-MU": "malut",
}
#: Its capital, which stands for it in the name of a channel or a station.
_CAPITALS = {
    "ID-AC": "banda aceh",
    "ID-SU": "medan",
    "ID-SB": "padang",
    "ID-RI": "pekanbaru",
    "ID-KR": "tanjungpinang",
    "ID-SS": "palembang",
    "ID-BB": "pangkalpinang",
    "ID-LA": "bandar lampung",
    "ID-BT": "serang",
    "ID-JB": "bandung",
    "ID-JT": "semarang",
    "ID-JI": "surabaya",
    "ID-BA": "denpasar",
    "ID-NB": "mataram",
    "ID-NT": "kupang",
    "ID-KB": "pontianak",
    "ID-KT": "palangkaraya, palangka raya",
    "ID-KS": "banjarbaru, banjarmasin",
    "ID-KI": "samarinda",
    "ID-KU": "tanjung selor",
    "ID-SA": "manado",
    "ID-ST": "palu",
    "ID-SR": "mamuju",
    "ID-SN": "makassar",
    "ID-SG": "kendari",
    "ID-MA": "ambon",
    "ID-MU": "sofifi",
    "ID-PA": "jayapura",
    "ID-PB": "manokwari",
    "ID-PD": "sorong",
    "ID-PE": "wamena",
    "ID-PS": "merauke",
    "ID-PT": "nabire",
}
_NOT_LETTERS = re.compile(r"[^a-z]+")
_BY_NAME = {
    _NOT_LETTERS.sub("", name.lower()): code
    for code, region in REGIONS.items()
    for name in (region.name, *_CALLED.get(code, "").split(","))
    if name
}
_BY_PLACE = _BY_NAME | {
    _NOT_LETTERS.sub("", place): code
    for code, places in _CAPITALS.items()
    for place in places.split(",")
}


def province_called(name: str) -> str | None:
    """Return the code of the province that is called so (`Bali`, `Jabar`); None for any other."""
    return _BY_NAME.get(_NOT_LETTERS.sub("", name.lower()))


def region_of_place(place: str | None) -> str | None:
    """Return the code of the province that a place names or is the capital of; None for any other.

    For a field that holds nothing but a place (a channel, a station), spaces and hyphens no matter.
    Never look a running text through with it: Palu is a hammer, Serang an attack, and towns such as
    Batu, Metro and Lingga are words of every day, so only provinces and capitals are known.
    """
    return _BY_PLACE.get(_NOT_LETTERS.sub("", (place or "").lower()))


#: Places and provinces outside WIB as papers put them into their host names.
_EASTERN_PLACES = {
    WITA: (
        "bali denpasar buleleng singaraja gianyar badung tabanan ntb lombok mataram sumbawa bima"
        " dompu ntt kupang flores timor maumere ende manggarai labuanbajo kalsel"
        " banjarmasin banua kaltim balikpapan samarinda bontang kutai berau kaltara tarakan nunukan"
        " borneotimur sulut manado minahasa bitung tomohon totabuan kotamobagu sangihe gorontalo"
        " sulteng palu banggai poso luwuk sulbar mamuju polewali majene sulsel makassar toraja"
        " parepare bone gowa bulukumba palopo luwu sulawesi celebes sultra kendari buton baubau"
        " kolaka konawe wakatobi"
    ).split(),
    WIT: (
        "maluku ambon seram tual malut ternate tidore halmahera papua jayapura sentani biak nabire"
        " timika mimika wamena merauke manokwari sorong fakfak rajaampat cenderawasih"
    ).split(),
}
_EASTERN = {place: zone for zone, places in _EASTERN_PLACES.items() for place in places}


def _alternatives(shortest: int, longest: int) -> str:
    """Return the places of so many letters, the longest first, as a pattern."""
    places = [place for place in _EASTERN if shortest <= len(place) <= longest]
    return "(?:" + "|".join(sorted(places, key=len, reverse=True)) + ")"


#: Short names count only where they stand alone, or at an end: `bone` is in `kebonewah` too.
_EASTERN_NAME = re.compile(
    rf"(?<![a-z])(?:{_alternatives(5, 5)}|bali)|(?:{_alternatives(5, 5)}|bali)(?![a-z])"
    rf"|(?<![a-z]){_alternatives(1, 4)}(?![a-z])|{_alternatives(6, 99)}"
)


def zone_of_host(host: str) -> str | None:
    """Return the zone of the place that a host is named after; None when it names none.

    For papers that are not in the project: `www.korankaltim.com` is printed in East Kalimantan. A
    label on the page is better evidence, and a paper's own facts are the best.
    """
    # Mataraman is a part of East Java, Mataram a city of Lombok.
    found = _EASTERN_NAME.search(host.lower().replace("mataraman", ""))
    return _EASTERN[found[0]] if found else None
