"""`scrapy reparse` over what crawls kept: real runs."""

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newscrawl.archive.frames import frames_of
from tests.support.crawling import HOST, WINDOW, crawl, listing, page, search, url
from tests.support.processes import scrapy

ARCHIVE = ("-s", "NEWSCRAWL_ARCHIVE=warc")
COUNT = 12
#: What only a run knows: its id, and which stories were there before.
OF_THE_RUN = ("run", "cluster_id", "duplicate_of", "similarity")


def web():
    numbers = range(COUNT, 0, -1)
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    pages |= {url(n): page(n, 2 + n % 18) for n in numbers}
    # One of several pages, one of another day, one that is none.
    pages[url(3)] = page(3, extra=f'<a href="{url(3)}?page=2">2</a>')
    more = "".join(
        f"<p>Lanjutan {n} dari berita yang dibagi ke halaman lain.</p>" for n in range(4)
    )
    pages[f"{url(3)}?page=2"] = page(3, body=more)
    pages[url(5)] = page(5, month="Okt")
    pages[url(6)] = listing(1, 2)
    return pages


@pytest.fixture(scope="module", params=["gzip", "zstd"])
def kept(request, tmp_path_factory):
    """Crawl with an archive; return the root and the run."""
    root = tmp_path_factory.mktemp("kept")
    setting = ("-s", f"NEWSCRAWL_ARCHIVE_COMPRESSION={request.param}")
    return root, crawl(web(), root, *WINDOW, *ARCHIVE, *setting)


def told(done):
    """Return what a command printed as JSON lines."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_lines_are_those_of_the_crawl_on_any_number_of_cores(kept):
    root, run = kept
    assert len(run.lines) == COUNT - 2
    once, twice = (
        scrapy("reparse", str(root / "archive"), *WINDOW_OPTIONS, "--processes", number)
        for number in "12"
    )
    assert (once.returncode, twice.returncode) == (0, 0), once.stderr + twice.stderr
    assert once.stdout == twice.stdout
    assert "100%" in once.stderr
    new = {line["id"]: line for line in told(once)}
    assert len(new) == len(run.lines)
    for line in run.lines:
        assert new[line["id"]] == line | dict.fromkeys(OF_THE_RUN)
    (long,) = [line for line in run.lines if line["url"] == url(3)]
    assert "Lanjutan 3" in long["article_body"]


WINDOW_OPTIONS = ("--since", "2026-11-01", "--until", "2026-11-20")


def test_a_difference_is_told_by_field(kept, tmp_path):
    root, run = kept
    feeds = root / "articles"
    done = scrapy("reparse", str(root / "archive"), *WINDOW_OPTIONS, "--diff", str(feeds))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "10 articles compared, 10 the same; 0 only new, 0 only old" in done.stderr
    old = tmp_path / "old.jsonl"
    changed = run.lines[0] | {"authors": ["Orang Lain"]}
    old.write_text("".join(json.dumps(line) + "\n" for line in [changed, *run.lines[2:]]))
    out = tmp_path / "new.jsonl"
    command = ("reparse", str(root / "archive"), *WINDOW_OPTIONS, "-o", str(out))
    done = scrapy(*command, "--diff", str(old))
    changes = told(done)
    assert {change.get("field") or change["change"] for change in changes} == {
        "authors",
        "only new",
    }
    assert "authors        1       0        0" in done.stderr
    assert len(out.read_text().splitlines()) == len(run.lines)


def test_broken_records_make_the_exit_code(kept, tmp_path):
    root, _ = kept
    last = max((root / "archive").rglob("*.warc*"))
    with frames_of(last) as frames:
        *_, answer, _ = frames
    folder = tmp_path / "nusabali"
    folder.mkdir()
    (folder / last.name).write_bytes(last.read_bytes()[: answer.start + 90])
    done = scrapy("reparse", str(folder), "-o", str(tmp_path / "x.jsonl"))
    assert done.returncode == 1
    assert f"{last.name} at {answer.start}: " in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "say which files, folders or addresses"),
        (("nowhere",), "there is no nowhere"),
        (("x", "--site", "nusabal"), "nusabali"),
        (("x", "--since", "kapan"), "--since=kapan: write a day"),
        (("x", "--processes", "0"), "--processes=0: write 1 or more"),
        (("s3://bucket/x.warc.gz",), "s3://bucket/x.warc.gz cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_said(arguments, sentence):
    done = scrapy("reparse", *arguments)
    assert done.returncode == 2
    assert sentence in done.stderr


class WithRanges(SimpleHTTPRequestHandler):
    """Serves files, and stretches of them, as stores do."""

    def do_GET(self):
        data = Path(self.translate_path(self.path)).read_bytes()
        start, _, end = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")
        part = data[int(start) : int(end or len(data)) + 1]
        self.send_response(206)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Range", f"bytes {start}-{int(start) + len(part) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)

    def log_message(self, *_):
        pass


def test_an_archive_on_the_web_is_read_where_it_lies(kept):
    root, _ = kept
    path = max((root / "archive").rglob("*.warc*"))
    handler = partial(WithRanges, directory=str(root / "archive"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            address = f"http://127.0.0.1:{server.server_port}/nusabali/{path.name}"
            there = scrapy("reparse", address, "--processes", "2")
        finally:
            server.shutdown()
    here = scrapy("reparse", str(path))
    assert there.returncode == here.returncode == 0, there.stderr
    assert told(there) == told(here) != []
