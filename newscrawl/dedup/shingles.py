"""Makes a text's fingerprint: its shingles (runs of three words), and facts between which words."""

from dataclasses import dataclass
from zlib import crc32

from newscrawl.dedup.tokens import WORD, Token, tokens

#: Words in a run.
RUN = 3
BYTES = 4


@dataclass(slots=True, frozen=True)
class Fingerprint:
    """What is compared of a text."""

    #: A hash of each run of three words, 32 bits, and the codes of its words; in ascending order,
    #: so that the first are a sample by chance, and the same sample of two like texts.
    runs: dict[int, bytes]
    #: Hashes of the facts by kind and place. A place may hold several.
    facts: dict[tuple[int, int], set[int]]


def fingerprint(body: str) -> Fingerprint:
    """Return the fingerprint of a text."""
    found = tokens(body)
    codes = b"".join([one.code for one in found])
    size = RUN * BYTES
    runs = [codes[at : at + size] for at in range(0, len(codes) - size + 1, BYTES)]
    hashed = dict(zip(map(crc32, runs), runs, strict=True))
    return Fingerprint({one: hashed[one] for one in sorted(hashed)}, facts_of(found))


def facts_of(found: list[Token]) -> dict[tuple[int, int], set[int]]:
    """Return the facts by kind and place: the place is two plain words before and one after."""
    facts: dict[tuple[int, int], set[int]] = {}
    before = last = b"    "
    waiting: list[Token] = []
    for one in found:
        if one.kind != WORD:
            waiting.append(one)
            continue
        if waiting:
            place = crc32(before + last + one.code) & 0xFFFF
            for fact in waiting:
                facts.setdefault((fact.kind, place), set()).add(fact.code[0])
            waiting.clear()
        before, last = last, one.code
    place = crc32(before + last) & 0xFFFF
    for fact in waiting:
        facts.setdefault((fact.kind, place), set()).add(fact.code[0])
    return facts
