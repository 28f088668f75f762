from collections import Counter

from bench.dates import icu_cases, measure_accuracy
from tests.support.icu import written

STRINGS, SEED = 4000, 2026


def test_what_icu_writes_is_read():
    accuracy = measure_accuracy(icu_cases(STRINGS, SEED))
    assert accuracy.wrong == 0, accuracy.failures
    assert accuracy.right >= 0.999 * STRINGS, accuracy.failures


def test_the_strings_are_of_every_kind():
    strings = list(written(STRINGS, SEED))
    texts = [one.text for one in strings]
    assert min(Counter(one.precision for one in strings).values()) > STRINGS // 20
    for sign in (
        *("0.4", "24:", "24.", "PM", "am", "malam", "siang", "at night", "pukul", "WIT"),
        *("Waktu Indonesia Barat", "Central Indonesia Time", "Indonesia (Jayapura)", "GMT+8"),
        *("GMT+09:00", "+0700", "Asia/Jakarta", "lalu", "h lalu", "hr. ago", "mo. ago", "Agu 2"),
    ):
        assert any(sign in text for text in texts), sign


def test_the_same_seed_writes_the_same_strings():
    assert list(written(50, 1)) == list(written(50, 1))
    assert list(written(50, 1)) != list(written(50, 2))
