"""The corpus: real pages are fetched whole, once, as listed, and what is missing is said."""

import gzip
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench import corpus
from tools.corpus import main

PAGES = {"a.html": b"<h1>Jembatan</h1>" * 50, "b c.html": b"<h1>Bakau</h1>", "d.html": b"<p>Air"}
COMMIT = "0" * 40


class Host(BaseHTTPRequestHandler):
    """Answers as the host of raw files does; keeps what it was asked for."""

    def do_GET(self):
        self.server.asked.append(self.path)
        content = self.server.files.get(self.path.rpartition("/")[2])
        self.send_response(404 if content is None else 200)
        self.end_headers()
        self.wfile.write(content or b"404: Not Found")

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def host():
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        server.asked = []
        server.files = {
            "a.html": PAGES["a.html"],
            "b%20c.html": PAGES["b c.html"],
            "d.html": gzip.compress(PAGES["d.html"]),
        }
        server.base = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that fetches three listed pages; `shared` and `into` lie in tmp_path."""
    rows = [
        {
            "collection": "pages",
            "file": f"articles/{name}",
            "repository": "someone/pages",
            "commit": COMMIT,
            "path": f"saved/{name}",
            "sha256": hashlib.sha256(content).hexdigest(),
            **({"decompress": "gzip"} if name == "d.html" else {}),
        }
        for name, content in PAGES.items()
    ]
    file = tmp_path / "corpus.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    monkeypatch.setattr(corpus, "LIST", file)
    monkeypatch.setattr("tools.corpus.SHARED", tmp_path / "shared")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return lambda base: main(["--base", base, "--into", str(tmp_path / "into")])


def kept(tmp_path):
    folder = tmp_path / "into" / "pages" / "articles"
    return {file.name: file.read_bytes() for file in folder.iterdir()} if folder.exists() else {}


def test_pages_are_fetched_by_repository_commit_and_path(run, host, tmp_path, capsys):
    assert run(host.base) == 0
    assert kept(tmp_path) == PAGES
    names = ("a.html", "b%20c.html", "d.html")
    assert host.asked == [f"/someone/pages/{COMMIT}/saved/{name}" for name in names]
    out = capsys.readouterr().out
    assert "[3/3] pages/articles/d.html" in out
    assert "fetched 3 pages" in out


def test_what_is_here_is_not_fetched_again(run, host, tmp_path):
    shared = tmp_path / "shared" / "pages" / "articles"
    shared.mkdir(parents=True)
    (shared / "a.html").write_bytes(PAGES["a.html"])
    assert run(host.base) == 0
    assert set(kept(tmp_path)) == {"b c.html", "d.html"}
    host.asked.clear()
    assert run(host.base) == 0
    assert host.asked == []


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (None, "HTTP 404"),
        (b"<h1>Lain</h1>", "another page"),
        (PAGES["a.html"][:-1], "another page"),
    ],
)
def test_what_did_not_come_is_said_and_the_next_run_goes_on(run, host, capsys, broken, told):
    good = host.files.pop("a.html")
    if broken:
        host.files["a.html"] = broken
    assert run(host.base) == 1
    err = capsys.readouterr().err.splitlines()
    assert err[0].startswith(f"missing: pages/articles/a.html: {told}")
    assert err[-1] == "1 of 3 pages are missing; run it again"
    host.files["a.html"] = good
    host.asked.clear()
    assert run(host.base) == 0
    assert len(host.asked) == 1


def test_a_page_that_is_not_packed_as_listed_is_missing(run, host, tmp_path, capsys):
    host.files["d.html"] = PAGES["d.html"]
    assert run(host.base) == 1
    assert set(kept(tmp_path)) == {"a.html", "b c.html"}
    assert "pages/articles/d.html: not gzip" in capsys.readouterr().err


def test_a_page_that_was_changed_here_is_fetched_anew(run, host, tmp_path):
    run(host.base)
    (tmp_path / "into" / "pages" / "articles" / "a.html").write_bytes(b"half")
    assert run(host.base) == 0
    assert kept(tmp_path) == PAGES


def test_without_a_network_it_ends_soon_and_names_all(run, capsys, monkeypatch):
    monkeypatch.setattr("tools.corpus.MAX_UNANSWERED", 2)
    assert run("http://127.0.0.1:9") == 1
    err = capsys.readouterr().err
    assert err.count("no answer from") == 2
    assert "pages/articles/d.html: not asked for" in err
    assert "3 of 3 pages are missing" in err


def test_it_asks_through_the_proxy(run, host, monkeypatch):
    monkeypatch.setenv("http_proxy", host.base)
    monkeypatch.setenv("no_proxy", "")
    assert run("http://raw.files.example") == 0
    assert host.asked[0] == f"http://raw.files.example/someone/pages/{COMMIT}/saved/a.html"


def test_a_full_disk_is_said(run, host, tmp_path, capsys):
    (tmp_path / "into").write_text("a file, not a folder")
    assert run(host.base) == 1
    assert "cannot write" in capsys.readouterr().err


def test_the_list_names_whole_commits_and_hashes():
    for page in corpus.listed():
        assert len(page.commit) == 40
        assert len(page.sha256) == 64
        assert page.decompress in (None, "gzip")
        assert ".." not in page.name.split("/")
