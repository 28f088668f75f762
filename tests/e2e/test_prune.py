"""`scrapy prune`: old records and archives go, lines and state stay."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

NOW = datetime.now(UTC)
OLD, LATE = NOW - timedelta(days=200), NOW - timedelta(days=2)
GO = [f"runs/bali/{OLD:%Y-%m}.jsonl", f"archive/bali/{OLD:%Y-%m-%d}.warc.gz"]
STAY = [
    f"runs/bali/{NOW:%Y-%m}.jsonl",
    f"archive/bali/{LATE:%Y-%m-%d}.warc.gz",
    f"articles/bali/{OLD:%Y-%m-%d}T06-00-00+00-00.jsonl",
    f"articles/bali/{OLD:%Y-%m}.jsonl",
    "state/newscrawl.sqlite",
]


def prune(root, *arguments):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "scrapy", "prune", *arguments],
        env=os.environ | {"NEWSCRAWL_OUTPUT": str(root)},
        capture_output=True,
        text=True,
        cwd=Path.cwd(),
        check=False,
    )


@pytest.fixture
def root(tmp_path):
    for name in (*GO, *STAY):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 200_000)
    return tmp_path


def there(root):
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_what_is_old_goes_after_a_rehearsal(root):
    rehearsal = prune(root, "--older-than", "90d", "--dry-run")
    told = "0.4 MB: 1 files of archives (0.2 MB), 1 files of records (0.2 MB)"
    assert rehearsal.stdout.splitlines() == [*GO, f"Would free {told}"]
    assert there(root) == {*GO, *STAY}
    assert prune(root, "--older-than", "90d", "papua").stdout == (
        "Freed 0.0 MB: nothing is so old\n"
    )
    assert prune(root, "--older-than", "90d").stdout == f"Freed {told}\n"
    assert there(root) == set(STAY)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "say --older-than what"),
        (("--older-than", "lama"), "--older-than=lama: write a day"),
        (("--older-than", "2199-01-01"), "--older-than=2199-01-01 is to come"),
    ],
)
def test_how_old_must_be_said(root, arguments, sentence):
    done = prune(root, *arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert there(root) == {*GO, *STAY}
