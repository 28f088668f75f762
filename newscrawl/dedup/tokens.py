"""Turns a text into plain words and facts, which the comparison looks at."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple
from zlib import crc32

from newscrawl.lexicon import AHAD, MONTHS, WEEKDAYS_INDONESIAN

#: What a token is. Facts are dates, numbers, sums and names; the others are words.
WORD, DATE, NUMBER, SUM, NAME, MONTH, PASSED_OVER, STOP = range(8)

# Words, numbers with their inner signs, and the signs after which a capital says nothing.
TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,:/]\d+)*|[.!?\"“”]")
STOPS: Final = frozenset('.!?"“”')
#: Words that stand in every text, and that an editor changes without a thought.
FUNCTION: Final = frozenset(
    """
    yang di dan dengan untuk pada ini itu dari ke dalam tidak akan juga oleh sebagai adalah karena
    telah sudah ada saat agar bisa dapat para serta atau lebih tersebut hal kata ia dia mereka kami
    kita saya bahwa seperti hingga sampai masih setelah sebelum ketika secara antara maupun bagi
    atas lagi pun maka jika kalau tapi namun sementara sedangkan yakni yaitu ujar jelas tutur
    ungkap ucap papar terang tambah hari belum pernah sedang nya baik selain kepada terhadap
    tentang mengenai melalui menurut katanya ujarnya
    """.split()
)
NUMERALS: Final = {
    word: str(number)
    for number, word in enumerate(
        "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
    )
}
WEEKDAYS: Final = {
    word: f"day {number}"
    for number, name in enumerate(WEEKDAYS_INDONESIAN)
    for word in {"jumat": (name, "jum'at", "jum’at"), "minggu": (name, AHAD)}.get(name, (name,))
}
MIX = 0x9E3779B1
#: A price or a count of so many digits is never the same by chance, as `5 gram` is.
SUM_DIGITS = 4
YEAR: Final = re.compile(r"(?:19|20)\d\d")
DAY: Final = re.compile(r"0?[1-9]|[12]\d|3[01]")
DAY_AND_MONTH: Final = re.compile(r"(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])(?:/\d{2,4})?")
#: Of what has no blanks in it, no more is read: it is an address, or no text at all.
MAX_LENGTH = 80


class Token(NamedTuple):
    """A word in lower case, or a fact in its compared form, with a code of 4 bytes."""

    text: str
    kind: int
    code: bytes


def token(text: str, kind: int) -> Token:
    """Return a token with its code."""
    # A checksum maps prices in even steps to values in even steps: mixed, these are as by chance.
    mixed = crc32(text.encode("utf-8", "replace")) * MIX & 0xFFFFFFFF
    return Token(text, kind, mixed.to_bytes(4, "big"))


SPECIAL: Final = {
    **{sign: token(sign, STOP) for sign in STOPS},
    **{word: token(word, PASSED_OVER) for word in FUNCTION},
    **{word: token(text, DATE) for word, text in WEEKDAYS.items()},
    **{word: token(text, NUMBER) for word, text in NUMERALS.items()},
}


@lru_cache(maxsize=1 << 16)  # a text's words are mostly those of the texts before: about 25 MB
def pieces(chunk: str) -> tuple[Token, ...]:
    """Return the tokens of what stands between two blanks."""
    return tuple(map(read, TOKEN.findall(chunk)))


def read(raw: str) -> Token:
    """Return the token that a piece of text is when it stands inside a sentence."""
    low = raw.lower()
    if low in SPECIAL:
        return SPECIAL[low]
    if raw[0].isdigit():
        return number(raw)
    if low == raw:
        return token(low, WORD)
    return token(low, MONTH if low in MONTHS else NAME)


def number(raw: str) -> Token:
    """Return a number's digits, or the day and month it writes; a year says too little."""
    found = DAY_AND_MONTH.fullmatch(raw)
    if found:
        return token(f"{int(found[1])}/{int(found[2])}", DATE)
    if YEAR.fullmatch(raw):
        return token(raw, PASSED_OVER)
    digits = "".join(filter(str.isdigit, raw)).lstrip("0")
    return token(digits or "0", NUMBER if len(digits) < SUM_DIGITS else SUM)


@lru_cache(maxsize=1 << 12)
def plain(text: str) -> Token:
    """Return a word of which the capital says nothing."""
    return token(text, WORD)


def tokens(body: str) -> list[Token]:
    """Return the words and facts of a text in their order, without function words and years.

    `Senin (14/9/2026)` and `Senin, 14 September 2026` are the same dates, and `dua` is `2`. A
    capital at the beginning of a sentence makes no name, since any word has one there.
    """
    if not body.isascii():
        body = unicodedata.normalize("NFKC", body)
    found: list[Token] = []
    initial = True
    chunks = [chunk[:MAX_LENGTH] for chunk in body.replace("\n", " . ").split()]
    for one in chain.from_iterable(map(pieces, chunks)):
        kind = one.kind
        if kind <= SUM:
            found.append(one)
        elif kind == NAME:
            found.append(plain(one.text) if initial else one)
        elif kind == STOP:
            initial = True
            continue
        elif kind == MONTH:
            add_month(found, one)
        initial = False
    return found


def add_month(found: list[Token], month: Token) -> None:
    """Add a month to the day before it; alone it is a date of its own."""
    text = f"/{MONTHS[month.text]}"
    if found and found[-1].kind == NUMBER and DAY.fullmatch(found[-1].text):
        text = found.pop().text + text
    found.append(token(text, DATE))
