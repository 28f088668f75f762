"""`scrapy fixture`: a saved page becomes a case, and cases are brought up to date."""

import json

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


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "give an address or a file"),
        (["page.html", "--site", "beritabali"], "needs its --url"),
        (["page.html", "--url", URL], "give the --site"),
        (["page.html", "--url", URL, "--site", "nowhere"], "no paper 'nowhere'"),
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
