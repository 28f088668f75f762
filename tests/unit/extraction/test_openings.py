"""With which letters a text must begin that a pattern matches."""

import json
import re
from random import Random

import pytest

from bench.labels import LINE_SHAPES
from newscrawl.extraction.line_patterns import HEAD, LONE, NAME_FIRST, NAV_SIGNED, NAV_START, START
from newscrawl.extraction.line_wording import is_menu_item, starts_as
from newscrawl.extraction.openings import may_begin, openings


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("baca", {"baca"}),
        ("tulisan", {"tulis"}),
        ("baca|tulisan", {"baca", "tulis"}),
        (r"(?:ber)?bagikan", {"berba", "bagik"}),
        (r"by\s", {"by "}),
        (r"\W*oleh", {"oleh"}),
        (r"ad\w+", {"ad"}),
        (r"\d+ views", set()),
        (r"[(\[]oleh", set()),
        (r"(?P<x>foto|photo)s?\b", {"foto", "fotos", "photo"}),
        (r"(?=.{9})lihat", {"lihat"}),
        (r"[\w-]+/", {""}),
        (r".+", {""}),
    ],
)
def test_how_a_text_begins(pattern, found):
    assert openings(re.compile(pattern)) == found


@pytest.mark.parametrize("text", ["Baca juga", "BACA", "baca", "Oleh: Ani", "By Ani", "by"])
def test_a_text_may_begin_as_a_pattern_does(text):
    assert may_begin(text, openings(re.compile(r"baca|oleh|by\b")))


@pytest.mark.parametrize("text", ["Warga", "Bac", "Olehnya", "Byar"])
def test_a_text_begins_as_no_pattern_does(text):
    assert not may_begin(text, frozenset({"baca", "oleh ", "by "}))


def lines():
    """Return lines of many kinds, in several ways to write them, and cut."""
    chance = Random(15)
    for row in map(json.loads, LINE_SHAPES.read_text("utf-8").splitlines()):
        line = row["line"]
        yield from (line, line.lower(), line.upper(), line.title(), line[: chance.randrange(1, 9)])


@pytest.mark.parametrize("pattern", [START, NAV_START], ids=["START", "NAV_START"])
def test_no_word_that_tells_what_a_line_is_begins_with_any_letter(pattern):
    assert "" not in openings(pattern)


def test_no_label_is_lost_by_looking_at_the_first_letters():
    for line in lines():
        found = START.match(line[:HEAD]) or NAME_FIRST.match(line[:HEAD])
        assert starts_as(line) == (found.lastgroup if found else None), line
        nav = NAV_START.match(line[:HEAD]) or NAV_SIGNED.match(line[:HEAD]) or LONE.fullmatch(line)
        assert is_menu_item(line) == bool(nav), line
