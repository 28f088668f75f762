"""Makes the small sketch that the store keeps of a fingerprint, and compares two texts by it."""

import struct
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from newscrawl.dedup.shingles import Fingerprint
from newscrawl.dedup.tokens import DATE, NAME, NUMBER, SUM

#: How many runs are kept at least and at most, and of how many one: a long text keeps more, so that
#: a short copy of it is still seen.
RUNS_KEPT, RUNS_PER_KEPT = (26, 200), 7
#: How many facts are kept at most, by kind: the dates decide most, and there are few.
FACTS_KEPT: Final = {DATE: 6, NUMBER: 12, SUM: 8, NAME: 18}
#: A long text keeps more of them: one in so many.
FACTS_PER_KEPT = 4

#: So large a part of a text's runs is common that the text is one of a series.
SERIAL = 1 / 3
#: How many facts of one place are kept, the lowest: a price list has all of its prices in one.
OF_A_PLACE = 6

HEAD: Final = struct.Struct(">IHH4B")
#: A place, and a fact that stands there.
FACT: Final = struct.Struct(">HB")


@dataclass(frozen=True)
class QueryText:
    """A new text, prepared to be compared with sketches."""

    text: Fingerprint
    #: The runs that many stories have in common, and so say nothing.
    common: frozenset[int]
    #: Its runs in ascending order, without those.
    runs: list[int]
    #: Whether so much of it is common that it is one of a series, as daily prices are.
    is_serial: bool

    @cached_property
    def left_out(self) -> frozenset[int]:
        """The runs that say nothing, as sketches have them."""
        return frozenset([run & 0xFFFF for run in self.common])


def query_text(text: Fingerprint, common: frozenset[int], of: int = 0) -> QueryText:
    """Return a text as sketches are compared with it, given which `of` its runs say nothing."""
    runs = [run for run in text.runs if run not in common] if common else text.runs
    return QueryText(text, common, runs, len(common) > of * SERIAL)


class Facts(NamedTuple):
    """How many facts agree at the same place in both texts, and how many differ."""

    agree: int
    differ: int


class Overlap(NamedTuple):
    """How much of their words two texts share."""

    #: The share of the shorter text's runs that the other has too, 0 to 1, by a sample.
    text: float
    #: How many of the runs kept were found.
    runs: int


class Similarity(NamedTuple):
    """What two texts have in common."""

    words: Overlap
    dates: Facts
    numbers: Facts
    sums: Facts
    names: Facts


def sketch(new: QueryText) -> bytes:
    """Return what is kept of a text: about 160 bytes for one of 250 words."""
    size = len(new.text.runs)
    kept = new.runs[: max(RUNS_KEPT[0], min(RUNS_KEPT[1], size // RUNS_PER_KEPT))]
    facts = [kept_facts(new.text, kind) for kind in FACTS_KEPT]
    counts = [len(one) // FACT.size for one in facts]
    head = HEAD.pack(kept[-1] if kept else 0, min(size, 0xFFFF), len(kept), *counts)
    tags = struct.pack(f">{len(kept)}H", *[run & 0xFFFF for run in kept])
    return b"".join((head, tags, *facts))


def kept_facts(fingerprint: Fingerprint, kind: int) -> bytes:
    """Return the places and facts of a kind that are kept: all facts of the places chosen."""
    places = fingerprint.facts[kind]
    limit = min(255, max(FACTS_KEPT[kind], len(places) // FACTS_PER_KEPT))
    chosen: list[int] = []
    for place in sorted(places, key=scattered):
        values = sorted(places[place])[:OF_A_PLACE]
        if len(chosen) + 2 * len(values) <= 2 * limit:
            for value in values:
                chosen += (place, value)
    return struct.pack(">" + len(chosen) // 2 * "HB", *chosen)


def scattered(place: int) -> int:
    """Return a place's rank: by chance, but the same in each text that has the place."""
    return place * 0x9E37 & 0xFFFF


def overlap(kept: bytes, other: QueryText) -> Overlap:
    """Return how much of its words a text kept as a sketch shares with another.

    The runs kept are those with the lowest hashes. So they are a sample of their own text, and the
    other's runs with hashes as low are a sample of the other: of the shorter text's, the share
    is counted that is in both.
    """
    highest, runs, count, *_ = HEAD.unpack_from(kept)
    sample = struct.unpack_from(f">{count}H", kept, HEAD.size)
    telling = [tag for tag in sample if tag not in other.left_out] if other.common else sample
    near = other.runs[: bisect_right(other.runs, highest)]
    found = len({run & 0xFFFF for run in near}.intersection(telling))
    of = len(telling) if runs <= len(other.text.runs) else len(near)
    return Overlap(min(1.0, found / of) if of else 0.0, found)


def similarity(kept: bytes, other: QueryText, words: Overlap) -> Similarity:
    """Return what a text kept as a sketch has in common with another, given their overlap."""
    _, _, count, *facts = HEAD.unpack_from(kept)
    common = []
    start = HEAD.size + 2 * count
    days = set(kept[start + 2 : start + FACT.size * facts[0] : FACT.size])
    for kind, number in zip(FACTS_KEPT, facts, strict=True):
        common.append(
            facts_in_common(kept[start : start + FACT.size * number], other.text.facts[kind])
        )
        start += FACT.size * number
    if other.is_serial and common[0] == Facts(0, 0):
        common[0] = days_in_common(days, other.text)
    return Similarity(words, *common)


def facts_in_common(pairs: bytes, other: dict[int, set[int]]) -> Facts:
    """Compare the facts of a kind. Where one text has fewer at a place, the others do not count."""
    here: dict[int, set[int]] = {}
    for place, value in FACT.iter_unpack(pairs):
        if place in other:
            here.setdefault(place, set()).add(value)
    agree, differ = set[int](), set[int]()
    for place, values in here.items():
        there = other[place]
        if len(values) == OF_A_PLACE:  # of the other's, too, the lowest
            there = {value for value in there if value <= max(values)}
        both = values & there
        agree |= both
        if missing := min(len(values), len(there)) - len(both):
            differ.update(sorted(values - there)[:missing])
    return Facts(len(agree), len(differ - agree))


def days_in_common(here: set[int], other: Fingerprint) -> Facts:
    """Compare the days of two texts, wherever they stand: whether there is one in both."""
    there = {day for days in other.facts[DATE].values() for day in days}
    return Facts(0, int(bool(here and there and not here & there)))
