"""Two other ways to know near duplicates, for comparison: MinHash LSH and simhash."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import blake2b
from itertools import combinations

from datasketch import MinHash, MinHashLSH

from bench.syndication import Row

THRESHOLD = 0.5
PERMUTATIONS = 128
#: As Manku, Jain and Das Sarma take it for web pages.
BITS, DIFFER = 64, 3


def shingles(body: str) -> set[str]:
    """Return the runs of three words of a text."""
    words = body.lower().split()
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


def minhash(rows: Sequence[Row]) -> list[str]:
    """Return each row's cluster: that of the first one that the LSH gives, else its own."""
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    clusters: dict[str, str] = {}
    for row in rows:
        made = MinHash(num_perm=PERMUTATIONS)
        made.update_batch([one.encode() for one in shingles(row.body)])
        found = index.query(made)
        clusters[row.id] = clusters[min(found)] if found else row.id
        index.insert(row.id, made)
    return [clusters[row.id] for row in rows]


def simhash(rows: Sequence[Row]) -> list[str]:
    """Return each row's cluster: that of the first one at most three bits away, else its own.

    Of five blocks of bits two are the same then: each pair of blocks is a table.
    """
    tables: dict[tuple[int, int, int], list[tuple[int, str]]] = defaultdict(list)
    clusters: dict[str, str] = {}
    for row in rows:
        value = simhash_of(row.body)
        keys = [(n, a, b) for n, (a, b) in enumerate(combinations(blocks(value), 2))]
        near = [
            one
            for key in keys
            for other, one in tables[key]
            if (value ^ other).bit_count() <= DIFFER
        ]
        clusters[row.id] = clusters[min(near)] if near else row.id
        for key in keys:
            tables[key].append((value, row.id))
    return [clusters[row.id] for row in rows]


def blocks(value: int) -> list[int]:
    """Return 64 bits as five blocks."""
    return [value >> 13 * n & 0x1FFF for n in range(5)]


def simhash_of(body: str) -> int:
    """Return the simhash of a text's runs of words."""
    sums = [0] * BITS
    for one in shingles(body):
        value = int.from_bytes(blake2b(one.encode(), digest_size=8).digest(), "big")
        for bit in range(BITS):
            sums[bit] += 1 if value >> bit & 1 else -1
    return sum(1 << bit for bit, total in enumerate(sums) if total > 0)
