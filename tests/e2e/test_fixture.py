"""`scrapy fixture`: a saved page becomes a case, and cases are brought up to date."""

import gzip
import json
import uuid

import pytest

from tests.support.processes import scrapy
from tests.unit.sites.test_fixture import URL, page


@pytest.fixture
def saved(tmp_path):
    (tmp_path / "page.html").write_text(page(), "utf-8")
    return ["--cases", str(tmp_path / "cases"), str(tmp_path / "page.html"), "--url", URL]


@pytest.mark.slow
def test_a_saved_page_becomes_a_case_and_is_kept_current(tmp_path, saved):
    run = scrapy(
        "fixture", *saved, "--site", "beritabali", "--fetched-at", "2026-11-21T08:00+08:00"
    )
    assert run.returncode == 0, run.stderr
    case = tmp_path / "cases" / "beritabali" / "article"
    assert f"Written: {case / 'page.html'}" in run.stdout
    told = json.loads((case / "expected.json").read_text("utf-8"))
    assert told["expected"]["dateline"] == "DENPASAR"

    again = scrapy("fixture", *saved, "--site", "beritabali")
    assert again.returncode == 2
    assert "give another --case" in again.stderr

    told["expected"]["authors"] = ["Orang Lain"]
    (case / "expected.json").write_text(json.dumps(told), "utf-8")
    update = ["fixture", "--update", "--site", "beritabali", "--cases", str(tmp_path / "cases")]
    shown = scrapy(*update)
    assert "beritabali/article: authors: ['Orang Lain'] is now" in shown.stdout
    assert "1 cases would change" in shown.stdout
    assert json.loads((case / "expected.json").read_text("utf-8")) == told
    assert scrapy(*update, "--yes").returncode == 0
    assert "All fixtures read as they say" in scrapy(*update).stdout


def record(at, text):
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + text.encode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\n"
        f"WARC-Date: {at}\r\nWARC-Target-URI: {URL}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


@pytest.mark.slow
def test_an_archived_page_becomes_a_case(tmp_path):
    file = tmp_path / "a.warc.gz"
    file.write_bytes(
        record("2026-11-20T00:00:00Z", "<p>lama") + record("2026-11-21T00:00:00Z", page())
    )
    given = ["--cases", str(tmp_path / "cases"), "--site", "beritabali", str(file)]
    run = scrapy("fixture", *given, "--url", URL)
    assert run.returncode == 0, run.stderr
    told = json.loads((tmp_path / "cases/beritabali/article/expected.json").read_text("utf-8"))
    assert told["fetched_at"] == "2026-11-21T00:00:00+00:00"
    other = scrapy("fixture", *given, "--case", "x", "--url", f"{URL}x")
    assert other.returncode == 2
    assert "has no answer from" in other.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "give an address or a file"),
        (["page.html", "--site", "beritabali"], "needs its --url"),
        (["page.html", "--url", URL], "give the --site"),
        (["page.html", "--url", URL, "--site", "nowhere"], "no paper is called 'nowhere'"),
        (["gone.html", "--url", URL, "--site", "beritabali", "--case", "x"], "no file gone.html"),
        (
            [
                "page.html",
                "--url",
                URL,
                "--site",
                "beritabali",
                "--case",
                "x",
                "--fetched-at",
                "now",
            ],
            "--fetched-at now",
        ),
    ],
)
def test_a_mistake_is_told(tmp_path, arguments, told):
    (tmp_path / "page.html").write_text(page(), "utf-8")
    run = scrapy(
        "fixture", *(one.replace("page.html", f"{tmp_path}/page.html") for one in arguments)
    )
    assert run.returncode == 2
    assert told in run.stderr
