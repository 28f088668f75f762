"""Turns a text into plain words and facts, which the comparison looks at."""

import re
import unicodedata
from struct import Struct
from typing import Final
from zlib import crc32

from newscrawl.lexicon import AHAD, MONTHS, WEEKDAYS_INDONESIAN

#: What a token is. Facts are dates, numbers, sums and names; the others are words.
WORD, DATE, NUMBER, SUM, NAME, MONTH = range(6)

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
DAY_AND_MONTH: Final = re.compile(r"(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])(?:/\d{2,4})?")
#: Of what has no blanks in it, no more is read: it is an address, or no text at all.
MAX_LENGTH = 80
#: How many such pieces are kept with their tokens, about 150 bytes each.
KEPT = 1 << 14


#: How many bytes stand for a word or a fact; a token is its kind, a byte, and these.
CODE = 4
TOKEN_SIZE = 1 + CODE
pack: Final = Struct(">BI").pack
#: What is not compared. No kind is such a byte; so wherever five of them are found and taken out,
#: the token itself, or what is left alike, is gone.
PASSED_OVER, STOP = b"\xff" * TOKEN_SIZE, b"\xfe" * TOKEN_SIZE


def token(text: str, kind: int) -> bytes:
    """Return the token of a word in lower case, or of a fact in its compared form."""
    # A checksum maps prices in even steps to values in even steps: mixed, these are as by chance.
    return pack(kind, crc32(text.encode("utf-8", "replace")) * MIX & 0xFFFFFFFF)


SPECIAL: Final = {
    **dict.fromkeys(STOPS, STOP),
    **dict.fromkeys(FUNCTION, PASSED_OVER),
    **dict.fromkeys(map(str, range(1900, 2100)), PASSED_OVER),  # a year says too little
    **{word: token(text, DATE) for word, text in WEEKDAYS.items()},
    **{word: token(text, NUMBER) for word, text in NUMERALS.items()},
}
#: What is read back from a token: the days of a month, and the months by all of their spellings.
DAYS: Final = {token(str(day), NUMBER): str(day) for day in range(1, 32)}
MONTH_NUMBERS: Final = {token(name, MONTH): number for name, number in MONTHS.items()}


class Pieces(dict[str, bytes]):
    """The tokens of what stood between two blanks: of a new text's, it has nearly all already."""

    def __missing__(self, chunk: str) -> bytes:
        """Read and keep a piece."""
        if len(chunk) > MAX_LENGTH:
            return self[chunk[:MAX_LENGTH]]
        if len(self) >= KEPT:  # the first to come are those that come again
            for later in list(self)[KEPT // 2 :]:
                del self[later]
        word = chunk.rstrip(".,")
        if word.isalpha() or word.isdecimal():  # as nearly all are, by themselves or before a sign
            found = read(word) + (STOP if "." in chunk[len(word) :] else b"")
        else:
            found = b"".join(map(read, TOKEN.findall(chunk)))
        self[chunk] = found
        return found


PIECES: Final = Pieces()


def read(raw: str) -> bytes:
    """Return the token that a piece of text is when it stands inside a sentence."""
    low = raw.lower()
    if special := SPECIAL.get(low):
        return special
    if raw[0].isdigit():
        return number(raw)
    if low == raw:
        return token(low, WORD)
    return token(low, MONTH if low in MONTHS else NAME)


def number(raw: str) -> bytes:
    """Return a number's digits, or the day and month it writes."""
    if "/" in raw and (found := DAY_AND_MONTH.fullmatch(raw)):
        return token(f"{int(found[1])}/{int(found[2])}", DATE)
    digits = (raw if raw.isdecimal() else "".join(filter(str.isdigit, raw))).lstrip("0")
    return token(digits or "0", NUMBER if len(digits) < SUM_DIGITS else SUM)


def tokens(body: str) -> tuple[bytes, bytes]:
    """Return the words and facts of a text in their order: a byte for each kind, and the codes.

    Function words and years are left out. `Senin (14/9/2026)` and `Senin, 14 September 2026` are
    the same dates, and `dua` is `2`. A capital at the beginning of a sentence makes no name, since
    any word has one there.
    """
    if not body.isascii():
        body = unicodedata.normalize("NFKC", body)
    packed = STOP + b"".join(map(PIECES.__getitem__, body.replace("\n", " . ").split()))
    packed = packed.replace(STOP + bytes((NAME,)), STOP + bytes((WORD,)))
    packed = with_dates(packed.replace(STOP, b"").replace(PASSED_OVER, b""))
    codes = bytearray(packed)
    del codes[::TOKEN_SIZE]
    return packed[::TOKEN_SIZE], bytes(codes)


def with_dates(packed: bytes) -> bytes:
    """Join each month to the day before it; alone it is a date of its own."""
    kinds = packed[::TOKEN_SIZE]
    at = kinds.rfind(MONTH)
    while at >= 0:
        first, begin, end = at, at * TOKEN_SIZE, (at + 1) * TOKEN_SIZE
        text = f"/{MONTH_NUMBERS[packed[begin:end]]}"
        day = DAYS.get(packed[begin - TOKEN_SIZE : begin])
        if day:
            text, first = day + text, at - 1
        packed = packed[: first * TOKEN_SIZE] + token(text, DATE) + packed[end:]
        at = kinds.rfind(MONTH, 0, first)
    return packed
