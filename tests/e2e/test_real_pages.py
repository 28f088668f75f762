"""Saved real pages of Tribun and ANTARA, crawled from listing to line under their own addresses."""

import subprocess
import sys

import pytest


@pytest.mark.corpus("article")
def test_real_pages_of_tribun_and_antara_become_correct_lines():
    command = [sys.executable, "-W", "ignore", "-m", "bench.pages"]
    command += ["--host", "tribunnews.com", "--host", "antaranews.com"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (total,) = [line for line in done.stdout.splitlines() if line.startswith("all ")]
    pages, lines, *right = map(int, total.split()[1:])
    assert pages >= 10
    assert {lines, *right} == {pages}
