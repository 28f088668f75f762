"""Recognises a printed date without reading it."""

import re

from newscrawl.lexicon import LOCAL_ZONE, MONTH_SHAPE, WEEKDAY_NAME

MONTH = rf"{MONTH_SHAPE}\.?"
CLOCK = r"\d{1,2}\s?[:.]\s?\d{2}(?:\s?[:.]\s?\d{2})?"
ABSOLUTE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?[\s/-]+{MONTH}[\s,/-]+(?:20\d\d|19\d\d|\d\d)\b"
    rf"|\b{MONTH}\s+\d{{1,2}},?\s+(?:20|19)\d\d\b"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:(?:20|19)\d\d|\d\d)\b|\b(?:20|19)\d\d[/-]\d{1,2}[/-]\d{1,2}",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"\b(?:\d[\d.]*|se|setengah|satu|a|an)\s?"
    r"(?:detik|dtk|menit|mnt|jam|hari|hr|minggu|mgg|pekan|bulan|bln|tahun|thn)(?:an)?"
    r"(?:\s+(?:yang|yg))?\s+(?:lalu|silam)\b|\bbaru saja\b"
    r"|\b(?:\d[\d,]*\s?|an?\s)(?:sec|min|h(?:ou)?r|day|week|wk|month|mo|ye?a?r)\w*\.?\s+ago\b"
    rf"|\b(?:{WEEKDAY_NAME})\s+lalu\s+pukul\b"
    rf"|\bkemarin\b|\b{CLOCK}\s?(?:{LOCAL_ZONE})\b|\b(?:hari ini|today)[\s,|-]+{CLOCK}"
    rf"|\b(?:{WEEKDAY_NAME})\s?[,|/-]\s*\d{{1,2}}\s+{MONTH}",
    re.IGNORECASE,
)
#: What belongs to a date: the rest of a date line is counted in words.
TIME_WORD = re.compile(
    rf"\b(?:{WEEKDAY_NAME}|{LOCAL_ZONE}|gmt|utc|pukul|jam|on|tayang|terbit|diperbarui|{CLOCK})\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{2,}")
#: A date line is short; a sentence that names a day is not one.
LINE = 90


def absolute(text: str) -> bool:
    """Return whether a short text names a day."""
    return len(text) <= LINE and bool(ABSOLUTE.search(text))


def relative(text: str) -> bool:
    """Return whether a short text says how long ago, or at what time today."""
    return len(text) <= LINE and bool(RELATIVE.search(text))


def is_date(text: str) -> bool:
    """Return whether a text is a date and hardly anything else; a headline may well name a day."""
    if len(text) > LINE or not (found := ABSOLUTE.search(text) or RELATIVE.search(text)):
        return False
    before, after = (WORD.findall(TIME_WORD.sub(" ", part)) for part in text.split(found[0], 1))
    return len(before) <= 2 and len(after) <= 4
