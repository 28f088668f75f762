"""Makes a text's fingerprint: its shingles (runs of three words), and facts between which words."""

import re
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from newscrawl.dedup.tokens import CODE, DATE, NAME, NUMBER, SUM, WORD, tokens

#: Bytes of a run: three words.
SIZE = 3 * CODE
FACTS: Final = re.compile(b"[^%c]+" % WORD)


@dataclass(slots=True, frozen=True)
class Fingerprint:
    """What is compared of a text."""

    #: A hash of each run of three words, 32 bits, in ascending order, so that the first are a
    #: sample by chance, and the same sample of two like texts.
    runs: list[int]
    #: The codes of each run's words.
    words: dict[int, bytes]
    #: Hashes of the facts, by kind and then by place. A place may hold several.
    facts: dict[int, dict[int, set[int]]]


def fingerprint(body: str) -> Fingerprint:
    """Return the fingerprint of a text."""
    kinds, codes = tokens(body)
    runs = [codes[at : at + SIZE] for at in range(0, len(codes) - SIZE + 1, CODE)]
    words = dict(zip(map(crc32, runs), runs, strict=True))
    return Fingerprint(sorted(words), words, facts_of(kinds, codes))


def facts_of(kinds: bytes, codes: bytes) -> dict[int, dict[int, set[int]]]:
    """Return the facts by kind and place: the place is two plain words before and one after."""
    facts: dict[int, dict[int, set[int]]] = {DATE: {}, NUMBER: {}, SUM: {}, NAME: {}}
    before = last = b"    "
    end = 0
    for some in FACTS.finditer(kinds):
        begin = some.start()
        if begin - end > 1:
            before = codes[CODE * (begin - 2) : CODE * (begin - 1)]
        elif begin > end:
            before = last
        if begin > end:
            last = codes[CODE * (begin - 1) : CODE * begin]
        end = some.end()
        place = crc32(before + last + codes[CODE * end : CODE * (end + 1)]) & 0xFFFF
        for at in range(begin, end):
            facts[kinds[at]].setdefault(place, set()).add(codes[CODE * at])
    return facts
