"""Folds a displayed string into one plain line of limited length."""

import html
import re

# A stamp with its byline, place and counters is far shorter; prose is cut here.
MAX_LENGTH = 300
# Templates indent with tabs and wrap stamps in tags: leave room for those before the folding.
_MAX_RAW = 3000

_TAG = re.compile(r"<[^<>]*>")
_PLAIN = str.maketrans(
    {
        # Apostrophes: Jum’at, Jumʼat, Jum´at, '23
        **dict.fromkeys("‘’‛ʼ´′＇", "'"),
        # Dashes between date and time
        **dict.fromkeys("‐‑‒–—―−", "-"),
        # Invisible: zero width blanks, direction marks, soft hyphen
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", ""),
        # Full-width signs of East Asian keyboards
        "：": ":",
        "／": "/",
        "｜": "|",
        # The only letter whose lower case is longer: keeps positions equal in both cases
        "İ": "I",
    },
)


def fold(text: str) -> str:
    """Return `text` without entities and tags, blanks folded, at most MAX_LENGTH characters.

    The case is kept: only it tells WITAmbon (WIT, Ambon) from Wita. What is too long is cut at
    a blank, since half a year ("20" of "2023") would read as another one.
    """
    if len(text) > _MAX_RAW:
        text = text[:_MAX_RAW].rpartition(" ")[0]
    if "&" in text:
        text = html.unescape(text)
        if "&" in text:  # &amp;nbsp; is escaped twice
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if not text.isascii():
        text = text.translate(_PLAIN)
    text = " ".join(text.split())
    if len(text) > MAX_LENGTH:
        text = text[: MAX_LENGTH + 1].rpartition(" ")[0]
    return text
