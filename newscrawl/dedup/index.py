"""The index of shingles: which articles were the first to print a run of three words.

SQLite spends 20 bytes on a row of two integers. So the runs are kept in rows of many, a run and its
article in 6 bytes: the row's number and the two bytes of the tag are 34 bits of the run's hash.
"""

from collections.abc import Iterable
from itertools import chain
from struct import Struct
from typing import Final

from newscrawl.storage.tables import Connection

#: Rows of the index. A million articles make them 400 bytes long, ten million 4,000.
ROWS = 1 << 18
ENTRY = 6
#: Reads the article of an entry, behind its tag.
NUMBER: Final = Struct(">I").unpack_from
#: What so many stories have in common belongs to none: a paper's boilerplate, the words of daily
#: prices, a reporter's phrase. It is neither looked up nor added any more.
COMMON = 8

SCHEMA = "CREATE TABLE postings (row INTEGER NOT NULL PRIMARY KEY, entries BLOB NOT NULL)"
LOOK_UP = "SELECT row, entries FROM postings WHERE row IN (:rows)"
ADD = """
INSERT INTO postings VALUES :rows
ON CONFLICT (row) DO UPDATE SET entries = CAST(postings.entries || excluded.entries AS BLOB)
"""


TAG_BITS = 16
#: An odd number of 96 bits: the upper bits of a product with it depend on all bits below.
SPREAD = 0x9E3779B97F4A7C15F39CC061


def key(words: bytes) -> int:
    """Return where a run is kept, given the 12 bytes of its words: the row, then the tag."""
    return (int.from_bytes(words, "big") * SPREAD >> 62) & (ROWS << TAG_BITS) - 1


def look_up(db: Connection, keys: Iterable[int]) -> dict[int, list[int]]:
    """Return the articles that have each of the runs."""
    found: dict[int, list[int]] = {one: [] for one in keys}
    asked = [one >> TAG_BITS for one in found]
    if not asked:
        return found
    rows = dict(db.execute(LOOK_UP.replace(":rows", ", ".join("?" * len(asked))), asked))
    for one, numbers in found.items():
        if entries := rows.get(one >> TAG_BITS):
            tag = (one & 0xFFFF).to_bytes(2, "big")
            at = entries.find(tag)
            while at >= 0:
                if at % ENTRY == 0:
                    numbers.extend(NUMBER(entries, at + 2))
                at = entries.find(tag, at + 1)
    return found


def add(db: Connection, keys: Iterable[int], article: int) -> None:
    """Add an article under runs."""
    number = article.to_bytes(ENTRY - 2, "big")
    rows: dict[int, bytes] = {}
    for one in sorted(keys):
        rows[one >> TAG_BITS] = (
            rows.get(one >> TAG_BITS, b"") + (one & 0xFFFF).to_bytes(2, "big") + number
        )
    if rows:
        places = ", ".join(["(?, ?)"] * len(rows))
        db.execute(ADD.replace(":rows", places), [*chain.from_iterable(rows.items())])
