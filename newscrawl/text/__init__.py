"""Text as papers print it: made plain, counted, and its lines told apart."""

from newscrawl.text.lines import classify_line, source_credit
from newscrawl.text.patterns import Label
from newscrawl.text.words import clean, content_hash, word_count

__all__ = [
    "Label",
    "classify_line",
    "clean",
    "content_hash",
    "source_credit",
    "word_count",
]
