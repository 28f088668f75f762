"""The index of the store: which stories were the first to print a run of words.

SQLite spends 20 bytes on a row of two integers. So the runs are kept in rows of many, a run and its
article in 6 bytes: the row's number and the two bytes of the tag are 34 bits of the run's hash.
"""

from collections.abc import Iterable
from hashlib import blake2b
from sqlite3 import Connection
from typing import NamedTuple

#: Rows of the index. A million articles make them 400 bytes long, ten million 4,000.
ROWS = 1 << 18
ENTRY = 6
#: What so many stories have in common belongs to none: a paper's boilerplate, the words of daily
#: prices, a reporter's phrase. It is neither looked up nor added any more.
COMMON = 8

SCHEMA = "CREATE TABLE postings (row INTEGER PRIMARY KEY, entries BLOB NOT NULL)"
ADD = """
INSERT INTO postings VALUES (?, ?)
ON CONFLICT DO UPDATE SET entries = CAST(entries || excluded.entries AS BLOB)
"""


class Key(NamedTuple):
    """Where a run of words is kept."""

    row: int
    tag: bytes


def key(words: bytes) -> Key:
    """Return the key of a run, given the codes of its words."""
    digest = blake2b(words, digest_size=5).digest()
    return Key(int.from_bytes(digest[:3], "big") % ROWS, digest[3:])


def look_up(db: Connection, keys: Iterable[Key]) -> dict[Key, list[int]]:
    """Return the articles that have each of the runs."""
    keys = list(keys)
    places = ",".join([str(one.row) for one in keys])
    rows = dict(
        db.execute(f"SELECT row, entries FROM postings WHERE row IN ({places})")  # noqa: S608
    )
    return {one: articles(rows.get(one.row, b""), one.tag) for one in keys}


def articles(entries: bytes, tag: bytes) -> list[int]:
    """Return the articles that a row names under a tag."""
    found = []
    at = entries.find(tag)
    while at >= 0:
        if at % ENTRY == 0:
            found.append(int.from_bytes(entries[at + 2 : at + ENTRY], "big"))
        at = entries.find(tag, at + 1)
    return found


def add(db: Connection, keys: Iterable[Key], article: int) -> None:
    """Add an article under runs."""
    number = article.to_bytes(ENTRY - 2, "big")
    db.executemany(ADD, sorted((one.row, one.tag + number) for one in keys))
