"""Turns a text into plain words and facts, which the comparison looks at."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final
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
DAY_AND_MONTH: Final = re.compile(r"(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])(?:/\d{2,4})?")
#: Of what has no blanks in it, no more is read: it is an address, or no text at all.
MAX_LENGTH = 80
#: How many such pieces are kept with their tokens, about 250 bytes each.
KEPT = 1 << 15


#: The words and facts of a text in their order, packed, since C joins and cuts them then: the kind
#: of each, a byte, and the code of each, CODE bytes.
Tokens = tuple[bytes, bytes]

#: How many bytes stand for a token.
CODE = 4
STOPPED: Final = bytes((STOP,))
NAME_BEHIND_STOP, WORD_BEHIND_STOP = bytes((STOP, NAME)), bytes((STOP, WORD))
UNSEEN: Final = bytes((PASSED_OVER, STOP))


def code(text: str) -> bytes:
    """Return what stands for a word in lower case, or for a fact in its compared form."""
    # A checksum maps prices in even steps to values in even steps: mixed, these are as by chance.
    mixed = crc32(text.encode("utf-8", "replace")) * MIX & 0xFFFFFFFF
    return mixed.to_bytes(CODE, "big")


def token(text: str, kind: int) -> Tokens:
    """Return one token; what is passed over, and a sentence's end, has no code."""
    return bytes((kind,)), code(text) if kind < PASSED_OVER else b""


SPECIAL: Final = {
    **{sign: token(sign, STOP) for sign in STOPS},
    **{word: token(word, PASSED_OVER) for word in FUNCTION},
    **{word: token(text, DATE) for word, text in WEEKDAYS.items()},
    **{word: token(text, NUMBER) for word, text in NUMERALS.items()},
}
#: What is read back from a code: the days of a month, and the months by all of their spellings.
DAYS: Final = {code(str(day)): str(day) for day in range(1, 32)}
MONTH_NUMBERS: Final = {code(name): number for name, number in MONTHS.items()}


class Pieces(dict[str, Tokens]):
    """The tokens of what stood between two blanks: of a new text's, it has nearly all already."""

    def __missing__(self, chunk: str) -> Tokens:
        """Read and keep a piece."""
        if len(chunk) > MAX_LENGTH:
            return self[chunk[:MAX_LENGTH]]
        if len(self) >= KEPT:
            self.clear()
        found = self[chunk] = joined(map(read, TOKEN.findall(chunk)))
        return found


PIECES: Final = Pieces()


def joined(some: Iterable[Tokens]) -> Tokens:
    """Return tokens one after the other."""
    every = list(some)
    return b"".join([kinds for kinds, _ in every]), b"".join([codes for _, codes in every])


def read(raw: str) -> Tokens:
    """Return the token that a piece of text is when it stands inside a sentence."""
    low = raw.lower()
    if low in SPECIAL:
        return SPECIAL[low]
    if raw[0].isdigit():
        return number(raw)
    if low == raw:
        return token(low, WORD)
    return token(low, MONTH if low in MONTHS else NAME)


def number(raw: str) -> Tokens:
    """Return a number's digits, or the day and month it writes; a year says too little."""
    found = DAY_AND_MONTH.fullmatch(raw)
    if found:
        return token(f"{int(found[1])}/{int(found[2])}", DATE)
    if YEAR.fullmatch(raw):
        return token(raw, PASSED_OVER)
    digits = "".join(filter(str.isdigit, raw)).lstrip("0")
    return token(digits or "0", NUMBER if len(digits) < SUM_DIGITS else SUM)


def tokens(body: str) -> Tokens:
    """Return the words and facts of a text in their order, without function words and years.

    `Senin (14/9/2026)` and `Senin, 14 September 2026` are the same dates, and `dua` is `2`. A
    capital at the beginning of a sentence makes no name, since any word has one there.
    """
    if not body.isascii():
        body = unicodedata.normalize("NFKC", body)
    kinds, codes = joined(map(PIECES.__getitem__, body.replace("\n", " . ").split()))
    # A name behind a stop is a word, and what is not compared goes; it has no code.
    kinds = (STOPPED + kinds).replace(NAME_BEHIND_STOP, WORD_BEHIND_STOP).translate(None, UNSEEN)
    return with_dates(kinds, codes) if MONTH in kinds else (kinds, codes)


def with_dates(kinds: bytes, codes: bytes) -> Tokens:
    """Join each month to the day before it; alone it is a date of its own."""
    at = kinds.rfind(MONTH)
    while at >= 0:
        begin, end = at * CODE, (at + 1) * CODE
        text = f"/{MONTH_NUMBERS[codes[begin:end]]}"
        first = at
        day = DAYS.get(codes[begin - CODE : begin]) if at and kinds[at - 1] == NUMBER else None
        if day:
            text, first = day + text, at - 1
        made = token(text, DATE)
        kinds = kinds[:first] + made[0] + kinds[at + 1 :]
        codes = codes[: first * CODE] + made[1] + codes[end:]
        at = kinds.rfind(MONTH, 0, first)
    return kinds, codes
