"""Makes text plain (spaces, signs), counts words, and compares text by its words."""

import html
import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from itertools import filterfalse
from typing import Final

#: Soft hyphens, signs without width, marks of direction, and a picture's place in the text.
INVISIBLE: Final = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc\ufffe\uffff]+"
)
#: The one of them that Python takes for a printed sign.
PICTURE: Final = "\ufffc"
#: What no text holds: control characters (`&#127;`), and halves of one (JSON's `\\ud83d`).
FORBIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
WORD: Final = re.compile(r"\w+(?:[-'’./,]\w+)*")
WORD_CHARACTERS: Final = re.compile(r"[^\W_]+")
#: The signs among ASCII, to be deleted, and all bytes with ASCII's letters in lower case.
SIGNS: Final = bytes(code for code in range(128) if not chr(code).isalnum())
LOWER: Final = bytes(range(256)).lower()
#: The other signs that most printed texts have.
PRINTED_SIGNS: Final = "“”‘’–—"
DIGIT: Final = frozenset("0123456789")
ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
#: Values are escaped once too often by one program after another, hardly ever by more.
MAX_ESCAPES: Final = 3
#: Tags left in a text. Only HTML's own: papers print `REG<spasi>NAMA`.
ATTRIBUTES: Final = r"(?:\s[^<>]{0,400})?/?>"
INLINE_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|em|font|i|mark|q|s|small|span|strike|strong|sub|sup|time|u|wbr)"
    + ATTRIBUTES,
    re.IGNORECASE,
)
OTHER_TAG: Final = re.compile(
    r"</?(?:article|blockquote|br|center|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|iframe|img|li|ol|p"
    r"|pre|section|table|tbody|td|th|thead|tr|ul)" + ATTRIBUTES,
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Return the text on one line: single spaces, no invisible signs, no left-over markup.

    What it returns can be written as UTF-8.
    """
    if "&" in text:
        text = unescaped(text)
    if "<" in text:
        text = untagged(text)
    if PICTURE in text:
        text = text.replace(PICTURE, "")
    if text.isprintable() and "  " not in text:  # as nine of ten are; line feeds are not printable
        return text.strip()
    text = " ".join(text.split())
    if text.isprintable():
        return text
    return " ".join(FORBIDDEN.sub("", INVISIBLE.sub("", text)).split())


def unescaped(text: str) -> str:
    """Return a text without entities, however often it was escaped."""
    for _ in range(MAX_ESCAPES):
        if "&" not in text or not ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def untagged(text: str) -> str:
    """Return a text without HTML's tags; one that begins or ends a line leaves a blank."""
    return OTHER_TAG.sub(" ", INLINE_TAG.sub("", text))


def parting_table(kept: str) -> bytes:
    """Return the table for `ascii_words` by which all but these signs part words."""
    return bytes(code if chr(code) in kept else ord(" ") for code in range(256))


def ascii_words(text: str, table: bytes) -> list[str]:
    """Return the words of a text as a table parts them: faster than a pattern that finds them."""
    return text.encode("ascii", "replace").translate(table).decode("ascii").split()


def match_key(text: str) -> str:
    """Return only the letters and digits of a text, lower case: what like texts have in common."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).casefold()
        for sign in PRINTED_SIGNS:
            text = text.replace(sign, "")
    if text.isascii():  # many times as fast, and nearly all texts are after that
        return text.encode().translate(LOWER, SIGNS).decode()
    return "".join(WORD_CHARACTERS.findall(text))


def word_count(text: str) -> int:
    """Return how many words a text has; `rata-rata`, `Jum'at` and `1,5` are one each."""
    chunks = text.split()
    # Of what stands between blanks most is letters alone, and so one word.
    others = " ".join(filterfalse(str.isalnum, chunks))
    return len(chunks) - others.count(" ") - bool(others) + len(WORD.findall(others))


def content_hash(body: str | Iterable[str]) -> str:
    """Return 32 hex digits, the same for the same words whatever case, spacing, punctuation.

    Takes the body or its paragraphs.
    """
    text = body if isinstance(body, str) else "\n".join(body)
    if not text.isascii() or "&" in text or "<" in text:  # of other texts no letter is changed
        text = clean(text)
    return blake2b(match_key(text).encode("utf-8", "replace"), digest_size=16).hexdigest()


def ignoring_case(pattern: str) -> re.Pattern[str]:
    """Return the compiled pattern; spaces and line breaks in its source do not count."""
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def in_lower_case(pattern: str) -> re.Pattern[str]:
    """Return the compiled pattern for texts in lower case; spaces in its source do not count.

    It matches three times as fast as one that ignores the case of letters.
    """
    return re.compile(pattern, re.VERBOSE)
