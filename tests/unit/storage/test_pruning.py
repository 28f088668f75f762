"""What is old is deleted whole months and days at a time, and lines never."""

from datetime import date

import pytest

from newscrawl.storage.pruning import day_in, end_of_month, old_files

FILES = [
    "runs/bali/2026-07.jsonl",
    "runs/bali/2026-08.jsonl",
    "runs/bali/2026-09.jsonl",
    "runs/papua/2025-12.jsonl",
    "runs/bali/bali-20260701T000000.000000Z.begun",
    "archive/bali/2026-08-30.warc.gz",
    "archive/bali/2026-08-31.warc.gz",
    "archive/bali/2026-09-01.warc.gz",
    "archive/papua/2026/papua-20260101-00000.warc.gz",
    "archive/papua/catatan.txt",
    "articles/bali/2026-01-01T06-00-00+00-00.jsonl",
    "articles/bali/2026-01.jsonl",
    "state/2026-01.jsonl",
]


@pytest.fixture
def root(tmp_path):
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x" * 10)
    return tmp_path


def found(root, *arguments):
    return {str(one.path.relative_to(root)) for one in old_files(root, *arguments)}


def test_months_and_days_that_ended_before(root):
    assert found(root, date(2026, 9, 1)) == {
        "runs/bali/2026-07.jsonl",
        "runs/bali/2026-08.jsonl",
        "runs/papua/2025-12.jsonl",
        "archive/bali/2026-08-30.warc.gz",
        "archive/bali/2026-08-31.warc.gz",
        "archive/papua/2026/papua-20260101-00000.warc.gz",
    }
    assert "runs/bali/2026-08.jsonl" not in found(root, date(2026, 8, 31))


def test_of_the_papers_named(root):
    assert found(root, date(2026, 9, 1), ["papua"]) == {
        "runs/papua/2025-12.jsonl",
        "archive/papua/2026/papua-20260101-00000.warc.gz",
    }
    assert {one.size for one in old_files(root, date(2026, 9, 1))} == {10}


def test_where_nothing_was_written_nothing_is_old(tmp_path):
    assert found(tmp_path, date(2026, 9, 1)) == set()


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-11-28.warc.gz", date(2026, 11, 28)),
        ("bali-20261128T081725123456.warc.gz", date(2026, 11, 28)),
        ("bali-20261128081725-00000-host.warc.gz", date(2026, 11, 28)),
        ("bali-20261128081725123-00000.warc.zst", date(2026, 11, 28)),
        ("bali-2026112808-1.warc", None),
        ("2026-11-28.dict", None),
        ("2026-11-28_2026-11-30.warc.gz", date(2026, 11, 30)),
        ("2026-13-28.warc.gz", None),
        ("bali.warc.gz", None),
        ("a-123456789.warc.gz", None),
    ],
)
def test_the_day_in_a_name(name, day):
    assert day_in(name) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-11.jsonl", date(2026, 11, 30)),
        ("2026-12.jsonl", date(2026, 12, 31)),
        ("2028-02.jsonl", date(2028, 2, 29)),
        ("2026-13.jsonl", None),
        ("2026-11.jsonl.gz", None),
        ("0000-01.jsonl", None),
    ],
)
def test_the_end_of_a_month(name, day):
    assert end_of_month(name) == day
