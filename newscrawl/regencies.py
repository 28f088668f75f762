"""The 514 regencies and cities of Indonesia: code, name, province, and how papers call them.

regencies.tsv has a row each: the code of the Ministry of Home Affairs, the name, `kabupaten` or
`kota`, the province (ISO 3166-2). `also` are names that mean nothing else: its seat (SINGARAJA is
Buleleng), short forms (PANGKEP). Names in `at_home` count only in papers of the same province,
since elsewhere they are a word (Negara, Tanjung) or another place (Wonosari, Parigi).
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from newscrawl.regions import province_called, region_of_place
from newscrawl.text import match_key

#: `Kab. Bandung`, `Kota Administrasi Jakarta Selatan`.
_KIND = re.compile(
    r"(?P<kind>kab(?:upaten)?\b\.?|kota\b)\s*(?:adm(?:inistrasi)?\b\.?\s*)?(?=\S)", re.IGNORECASE
)
_ISLANDS = re.compile(r"\bkep\b\.?(?=\s)", re.IGNORECASE)
#: Between a place and the larger one it lies in; between two places.
_WITHIN = re.compile(r"[,(]")
_BETWEEN = re.compile(r"\s*(?:[/&;|+–—-]|\s(?:dan|and)\s)\s*", re.IGNORECASE)
#: No place has a longer name, with the province behind it.
LONGEST = 80


class Regency(NamedTuple):
    """A regency or a city: its official code, its name, its kind, its province's ISO code."""

    code: str
    name: str
    kind: str
    region: str


class Places(NamedTuple):
    """The regencies by what they are called, in letters and digits alone."""

    anywhere: dict[str, tuple[Regency, ...]]
    #: Those that also count in papers of the same province.
    at_home: dict[str, tuple[Regency, ...]]


@cache
def places() -> Places:
    """Return the table, read once."""
    anywhere: dict[str, tuple[Regency, ...]] = {}
    at_home: dict[str, tuple[Regency, ...]] = {}
    table = files("newscrawl").joinpath("regencies.tsv").read_text(encoding="utf-8")
    for row in table.splitlines()[1:]:
        code, name, kind, region, also, home = (*row.split("\t"), "", "")[:6]
        one = Regency(code, name, kind, region)
        kept = {match_key(called) for called in home.split(",")}
        for called in (name, *also.split(","), *home.split(",")):
            key = match_key(called)
            where = at_home if key in kept else anywhere
            if key and one not in where.get(key, ()):
                where[key] = (*where.get(key, ()), one)
    return Places(anywhere, at_home)


def regency_of(place: str, region: str | None) -> Regency | None:
    """Return the one regency or city that a printed place names; None when it names none, or more.

    `region` is the province (ISO 3166-2) of the paper that prints it: its own places come first. A
    name that a city shares with the regency around it means the city; `Kab. Bandung` does not. A
    larger place may stand behind it (`Ubud, Gianyar`, `Banjar, Jawa Barat`). Villages, islands,
    provinces and foreign towns name none.
    """
    if whole := found(place, region):  # Bau-Bau, Fak-Fak: one name with a hyphen
        return chosen(place, whole, region)
    parts = parts_of(place)
    named = [found(part, region) for part in parts]
    around = [within(part) for part in parts]
    if not any(named) or not (named[-1] or around[-1]):  # the smaller place never comes last
        return None
    possible = {one for group in named for one in group}
    for own, provinces in zip(named, around, strict=True):
        if own or provinces:
            possible = {one for one in possible if one in own or one.region in provinces}
    first = next(part for part, own in zip(parts, named, strict=True) if own)
    return chosen(first, possible, region)


def region_of_dateline(dateline: str | None) -> str | None:
    """Return the code of the province where an outlet of all provinces puts a story; or None.

    Jakarta in its dateline is where the desk sits, not what it writes about.
    """
    regency = regency_of(dateline, None) if dateline else None
    region = regency.region if regency else region_of_place(dateline)
    return None if region == "ID-JK" else region


def parts_of(place: str) -> list[str]:
    """Return a place and those that it lies in, the smallest first; none when it is two places."""
    beside = [part for part in _BETWEEN.split(place) if part]
    if len(beside) > 1 and (len(beside) > 2 or not within(beside[1])):  # `Amlapura-Bali` is one
        return []
    parts = [part.strip(" )") for side in beside for part in _WITHIN.split(side)]
    return [part for part in parts if part]


def found(part: str, region: str | None) -> list[Regency]:
    """Return the regencies that a place without commas may mean."""
    part = _ISLANDS.sub("Kepulauan", part.strip())
    table = places()
    for kind, called in kinds_of(part):
        key = match_key(called)
        home = [one for one in table.at_home.get(key, ()) if one.region == region]
        named = [*home, *table.anywhere.get(key, ())]
        if kept := [one for one in named if kind is None or one.kind == kind]:
            return kept
    return []


def kinds_of(part: str) -> Iterable[tuple[str | None, str]]:
    """Yield the readings of a place: as it stands (`Kota Agung`), and without its kind."""
    if (told := _KIND.match(part)) is None:
        return [(None, part)]
    kind = "kota" if told["kind"].lower() == "kota" else "kabupaten"
    return [(None, part), (kind, part[told.end() :])]


def within(part: str) -> frozenset[str]:
    """Return the province that a place is the name of, as a set of its code."""
    code = province_called(part)
    return frozenset({code} if code else ())


def chosen(place: str, named: Iterable[Regency], region: str | None) -> Regency | None:
    """Return the one meant of those of a name: the paper's province first, then the city."""
    possible = sorted(set(named))
    own = [one for one in possible if one.region == region]
    possible = own or possible
    if len(possible) > 1 and len({one.region for one in possible}) == 1:
        key = match_key(place)
        cities = [one for one in possible if one.kind == "kota" and match_key(one.name) == key]
        possible = cities or possible
    return possible[0] if len(possible) == 1 else None


@lru_cache(maxsize=2048)  # a paper prints the same places every day
def is_place(name: str, region: str | None) -> bool:
    """Return whether a printed name is that of a regency, its seat, a city or a province.

    `region` is the province of the paper that prints it.
    """
    parts = parts_of(name) if len(name) < LONGEST else []
    return bool(parts) and all(province_called(part) or found(part, region) for part in parts)
