"""`scrapy forget`: articles that were stored badly come again, as revisions of their lines."""

import subprocess
import sys
from pathlib import Path

from newscrawl.storage.paper_lock import lock
from newscrawl.urls import article_id
from tests.support.crawling import HOST, WINDOW, crawl, listing, page, read, search, url


def web(*numbers, body="<p>Isi lama.</p>"):
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n, body=f"{body}<p>Berita nomor {n}.</p>") for n in numbers}


def forget(root, *arguments):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "scrapy", "forget", *arguments],
        env={"NEWSCRAWL_OUTPUT": str(root), "PATH": ""},
        capture_output=True,
        text=True,
        cwd=Path.cwd(),
        check=False,
    )


def revisions(root):
    return sorted((line["canonical_url"], line["revision"]) for line in read(root))


def test_forgotten_articles_are_replaced_once_by_the_next_run(tmp_path):
    first = crawl(web(1, 2, 3), tmp_path, *WINDOW)
    assert [line["revision"] for line in first.lines] == [1, 1, 1]
    assert all(line["previous_hash"] is None for line in first.lines)
    old = {line["canonical_url"]: line for line in first.lines}
    done = forget(tmp_path, "nusabali", article_id(url(1)), url(2))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "2 articles of nusabali are fetched again by its next run\n"
    # Though they lie before the window.
    second = crawl(web(1, 2, 3, body="<p>Isi baru utuh.</p>"), tmp_path, "-a", "since=1h")
    assert second.record["articles"] == 2, second.log
    fresh = [line for line in second.lines if line["revision"] == 2]
    assert {line["canonical_url"] for line in fresh} == {url(1), url(2)}
    for line in fresh:
        before = old[line["canonical_url"]]
        assert line["previous_hash"] == before["content_hash"] != line["content_hash"]
        assert line["id"] == before["id"]
        assert (line["cluster_id"], line["duplicate_of"]) == (
            before["cluster_id"],
            before["duplicate_of"],
        )
    third = crawl(web(1, 2, 3, body="<p>Lain lagi.</p>"), tmp_path, *WINDOW)
    assert third.record["articles"] == 0
    assert len(third.lines) == 5


def test_the_same_words_are_written_again_too(tmp_path):
    crawl(web(1, 2), tmp_path, *WINDOW)
    forget(tmp_path, "nusabali", "--since", "1d")
    run = crawl(web(1, 2), tmp_path, *WINDOW)
    assert (run.record["articles"], run.record["duplicates"]) == (2, 0)
    assert revisions(tmp_path) == [(url(n), r) for n in (1, 2) for r in (1, 2)]
    assert all(line["duplicate_of"] is None for line in run.lines)


def test_a_state_that_is_deleted_knows_revisions_from_the_lines(tmp_path):
    crawl(web(1, 2), tmp_path, *WINDOW)
    forget(tmp_path, "nusabali", url(1))
    crawl(web(1, 2), tmp_path, *WINDOW)
    for file in (tmp_path / "state").iterdir():
        file.unlink()
    assert crawl(web(1, 2), tmp_path, *WINDOW).record["articles"] == 0
    forget(tmp_path, "nusabali", url(1))
    crawl(web(1, 2), tmp_path, *WINDOW)
    assert revisions(tmp_path) == [(url(1), 1), (url(1), 2), (url(1), 3), (url(2), 1)]


def test_what_cannot_be_forgotten_is_said(tmp_path):
    crawl(web(1), tmp_path, *WINDOW)
    nothing = forget(tmp_path, "nusabali", article_id(url(9)))
    assert nothing.returncode == 1
    assert "is no article of nusabali to forget" in nothing.stderr
    for arguments, sentence in (
        ((), "name a paper"),
        (("nusabali",), "--since or the ids"),
        (("nusabalu", url(1)), "did you mean nusabali"),
        (("nusabali", "--since", "kapan"), "--since=kapan: write a day"),
        (("nusabali", "abc"), "nor is it an id"),
    ):
        done = forget(tmp_path, *arguments)
        assert done.returncode == 2
        assert sentence in done.stderr
    with lock(tmp_path / "state" / "nusabali.lock"):
        busy = forget(tmp_path, "nusabali", url(1))
    assert (busy.returncode, busy.stdout) == (1, "")
    assert "nusabali is being crawled" in busy.stderr
    assert revisions(tmp_path) == [(url(1), 1)]
