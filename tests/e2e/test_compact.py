"""`scrapy compact`: between runs, the files of a month become one; the runs do not notice."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from backports import zstd

from newscrawl.storage.paper_lock import lock
from tests.support.crawling import HOST, WINDOW, crawl, listing, page, search, url

TOMORROW = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d}"


def web(*numbers):
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n) for n in numbers}


def compact(root, *arguments):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "scrapy", "compact", *arguments],
        env={"NEWSCRAWL_OUTPUT": str(root), "PATH": ""},
        capture_output=True,
        text=True,
        cwd=Path.cwd(),
        check=False,
    )


@pytest.mark.parametrize("packing", ["", "zstd"])
@pytest.mark.parametrize("anew", [False, True])
def test_runs_go_on_after_files_were_joined(tmp_path, packing, anew):
    setting = (*WINDOW, "-s", f"NEWSCRAWL_FEED_COMPRESSION={packing}")
    # The second run's file must have another name: names tell seconds.
    crawl(web(1, 2), tmp_path, *setting)
    (first,) = (tmp_path / "articles" / "nusabali").iterdir()
    day, _, rest = first.name.partition("T")
    first.rename(first.with_name(f"{day}T00-00-00{rest[8:]}"))
    crawl(web(1, 2, 3), tmp_path, *setting)
    month = f"{datetime.now(UTC):%Y-%m}.jsonl{'.zst' if packing else ''}"
    done = compact(tmp_path, "--before", TOMORROW)
    assert (done.stdout, done.stderr) == (f"nusabali/{month}: 2 files joined\n", "")
    (file,) = (tmp_path / "articles" / "nusabali").iterdir()
    assert file.name == month
    data = zstd.decompress(file.read_bytes()) if packing else file.read_bytes()
    assert data.count(b"\n") == 3
    if anew:
        for one in (tmp_path / "state").iterdir():
            one.unlink()
    run = crawl(web(1, 2, 3), tmp_path, *setting)
    assert (run.code, run.record["articles"]) == (0, 0), run.log


def test_a_paper_that_is_being_crawled_is_left(tmp_path):
    crawl(web(1), tmp_path, *WINDOW)
    with lock(tmp_path / "state" / "nusabali.lock"):
        done = compact(tmp_path, "--before", TOMORROW, "nusabali")
    assert done.returncode == 0
    assert done.stdout == "nusabali is being crawled: left for the next time\n"


def test_what_cannot_be_joined_is_said(tmp_path):
    for arguments, sentence in (
        ((), "say --before which day"),
        (("--before", "kapan"), "--before=kapan: write a day"),
        (("--before", TOMORROW, "nusabali"), "there are no lines of nusabali"),
    ):
        done = compact(tmp_path, *arguments)
        assert done.returncode == 2
        assert sentence in done.stderr
    assert compact(tmp_path, "--before", TOMORROW).returncode == 0
