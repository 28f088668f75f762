"""Reads dates as Indonesian newspapers print them, no more exactly than they are printed.

Pure: a string, the paper's zone and the time of the fetch in; a value or None out. The rules:
a zone stated right after the time wins over the paper's; a/b/year is day-first unless only
month-first is a date, or only month-first falls on the weekday beside it; published wins over
updated; a weekday that is wrong either way leaves the date; an impossible time leaves the day;
an impossible date gives nothing, and nobody may repair it.
"""

from newscrawl.dates.reader import looks_like_date, parse_date, parse_stamps
from newscrawl.dates.value import ParsedDate, Precision, Stamps

__all__ = ["ParsedDate", "Precision", "Stamps", "looks_like_date", "parse_date", "parse_stamps"]
