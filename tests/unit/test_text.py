"""Words are counted and compared as the patterns say, by whatever shorter way."""

import unicodedata

import pytest

from newscrawl.text import WORD, WORD_CHARACTERS, content_hash, match_key, word_count

TEXTS = [
    "",
    " \n\t ",
    "Warga rata-rata berusia 1,5 tahun, Jum'at (14/9/2026).",
    "“Bagus sekali,” ujarnya – lalu pergi… ‘Ya’.",
    "a_b _ __ c- -d e'-f g.h/i\u00a0j\u2003k",
    "ﬁlm Rp1.500.000,- m² ½ №5 İstanbul STRASSE straße",
    "Kafé Déjà é e\u0301 – dan 日本語、テスト",
    "kata\x1ckata\x85kata\u200bkata",
    "🙂 ok 👍🏽 \ud83d rusak",
    "- ' ’ . / ,",
]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_counted_as_the_pattern_finds_them(text):
    assert word_count(text) == len(WORD.findall(text))


@pytest.mark.parametrize("text", TEXTS)
def test_letters_and_digits_are_what_is_compared(text):
    plain = unicodedata.normalize("NFKC", text).casefold()
    assert match_key(text) == "".join(WORD_CHARACTERS.findall(plain))


def test_the_same_words_have_the_same_hash_whatever_the_signs():
    printed = content_hash(["“Bagus,” kata Made – warga.", "Lalu pergi…"])
    assert printed == content_hash("bagus kata MADE warga lalu pergi")
    assert printed == content_hash('"Bagus", kata Made - warga. Lalu pergi...')
    assert printed != content_hash("bagus kata Made, warga lain pergi")
