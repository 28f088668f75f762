"""Crawls of one paper, end to end, each in a process of its own."""

import json

import pytest

from newscrawl.newsstand import Answer
from tests.support import faults
from tests.support.crawling import HOST, HTML, WINDOW, crawl, listing, page, read, search, url


def small_web(**more):
    return {
        f"{HOST}/": listing(3, 2, 1),
        search(1): listing(3, 2, 1),
        search(2): listing(),
        url(1): page(1, 5),
        url(2): page(2, 6),
        url(3): page(3, 7),
        **more,
    }


def test_a_crawl_writes_each_article_once_and_the_next_one_none(tmp_path):
    first = crawl(small_web(), tmp_path, *WINDOW)
    assert first.code == 0, first.log
    assert first.headlines == [f"Judul berita nomor {n}" for n in (1, 2, 3)]
    assert first.record["articles"] == 3
    second = crawl(small_web(), tmp_path, *WINDOW)
    assert second.code == 0
    assert second.record["articles"] == 0
    assert len(read(tmp_path)) == 3
    assert not [r for r in second.requests if "/berita/" in r.url]


def test_the_window_is_judged_by_the_articles_own_date(tmp_path):
    web = small_web(**{url(1): page(1, 31, month="Oct"), url(3): page(3, 21)})
    run = crawl(web, tmp_path, *WINDOW)
    assert run.headlines == ["Judul berita nomor 2"]
    assert run.record["skipped"] == {"outside the window": 2}


def test_an_article_outside_the_window_is_not_fetched_again_for_it(tmp_path):
    web = small_web(**{url(1): page(1, 15, month="Oct")})
    crawl(web, tmp_path, *WINDOW)
    again = crawl(web, tmp_path, *WINDOW)
    assert not [r for r in again.requests if "/berita/" in r.url]
    wider = crawl(web, tmp_path, "-a", "since=2026-10-01")
    assert wider.record["articles"] == 1


def test_max_articles_is_kept(tmp_path):
    run = crawl(small_web(), tmp_path, *WINDOW, "-a", "max_articles=2")
    assert len(run.lines) == 2
    assert run.code == 0


def test_an_endless_calendar_ends(tmp_path):
    web = small_web(**{search(n): listing(n % 3 + 1) for n in range(2, 300)})
    run = crawl(web, tmp_path, *WINDOW)
    assert len(run.lines) == 3
    assert len([r for r in run.requests if "/search" in r.url]) < 10


def test_a_broken_source_falls_through_and_is_named(tmp_path):
    web = small_web(**{f"{HOST}/": Answer(503, HTML, b"")})
    run = crawl(web, tmp_path, *WINDOW)
    assert run.code == 0
    assert len(run.lines) == 3
    assert run.record["listings_failed"] == {"http 503": 1}


def test_nothing_to_be_had_is_no_success(tmp_path):
    run = crawl({}, tmp_path, *WINDOW)
    assert run.code == 3
    assert run.record["verdict"] == "nothing"
    assert "Verdict: nothing" in run.log


def test_articles_that_all_fail_are_no_success(tmp_path):
    web = {f"{HOST}/": listing(1, 2), search(1): listing(1, 2)}
    web |= {url(n): Answer(500, HTML, b"") for n in (1, 2)}
    run = crawl(web, tmp_path, *WINDOW)
    assert run.code == 3
    assert run.record["failed"] == {"http 500": 2}


def test_what_failed_for_a_passing_reason_is_asked_for_first_in_the_next_run(tmp_path):
    crawl(small_web(**{url(2): Answer(503, HTML, b"")}), tmp_path, *WINDOW)
    assert len(read(tmp_path)) == 2
    again = crawl(small_web(), tmp_path)
    assert [line["headline"] for line in again.lines][-1] == "Judul berita nomor 2"
    pages = [r.url for r in again.requests if not r.url.endswith("robots.txt")]
    assert pages[0].endswith("/berita/2/judul-berita-nomor-2")


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (Answer(200, HTML, b""), "empty page"),
        (
            Answer(200, HTML, b"<title>404</title><h1>Halaman tidak ditemukan</h1><p>Maaf."),
            "not found",
        ),
        (
            Answer(200, HTML, b"<html><title>Just a moment...</title><h1>Just a moment...</h1>"),
            None,
        ),
        (Answer(200, {"Content-Type": "image/jpeg"}, b"\xff\xd8\xff\xe0" + b"\x00" * 500), None),
        (Answer(404, HTML, b""), "http 404"),
    ],
)
def test_a_bad_page_is_one_named_failure_and_the_rest_arrives(tmp_path, broken, reason):
    run = crawl(small_web(**{url(2): broken}), tmp_path, *WINDOW)
    assert run.code == 0, run.log
    assert run.headlines == ["Judul berita nomor 1", "Judul berita nomor 3"]
    lost = run.record["skipped"] | run.record["failed"]
    assert sum(lost.values()) == 1, lost
    if reason:
        assert list(lost) == [reason]


def test_a_dropped_connection_is_one_named_failure(tmp_path):
    fault = faults.on(url(2), faults.cut(200))
    run = crawl(small_web(), tmp_path, *WINDOW, fault=fault)
    assert run.headlines == ["Judul berita nomor 1", "Judul berita nomor 3"]
    assert sum(run.record["failed"].values()) == 1


def test_twins_on_a_listing_are_fetched_once(tmp_path):
    twins = "".join(
        f'<a href="{twin}">Judul berita nomor 2</a>'
        for twin in (
            f"{url(2)}?utm_source=beranda",
            url(2).replace("/berita/", "/amp/berita/"),
            url(2).replace("https://www.", "https://m."),
            f"{url(2)}#komentar",
            f"{url(2)}?page=all",
        )
    )
    run = crawl(small_web(**{f"{HOST}/": listing(3, 2, 1, extra=twins)}), tmp_path, *WINDOW)
    assert len(run.lines) == 3
    assert len([r for r in run.requests if "/berita/2/" in r.url]) == 1


def test_pages_of_an_article_become_one_line(tmp_path):
    def pager(*numbers):
        return "".join(f'<a href="{url(2)}?page={n}">{n}</a>' for n in numbers)

    second = "<p>Paragraf lanjutan di halaman kedua, dengan kata-kata yang belum pernah ada.</p>"
    web = small_web(
        **{
            url(2): page(2, 6, extra=pager(1, 2)),
            f"{url(2)}?page=2": page(2, 6, body=second, extra=pager(1, 2)),
        }
    )
    run = crawl(web, tmp_path, *WINDOW)
    (line,) = [line for line in run.lines if "nomor 2" in line["headline"]]
    assert line["article_body"].count("\n\n") == 4
    assert line["article_body"].endswith("yang belum pernah ada.")
    assert line["canonical_url"] == url(2)


def test_half_an_article_is_not_written(tmp_path):
    web = small_web(**{url(2): page(2, 6, extra=f'<a href="{url(2)}?page=2">2</a>')})
    fault = faults.on(f"{url(2)}?page=2", faults.status(503))
    run = crawl(web, tmp_path, *WINDOW, fault=fault)
    assert len(run.lines) == 2
    assert run.record["failed"] == {"incomplete: http 503": 1}


def test_the_same_text_twice_in_one_paper_is_written_once(tmp_path):
    same = (
        "<p>" + "Kalimat yang sama di dua alamat, cukup panjang untuk sebuah berita. " * 8 + "</p>"
    )
    web = small_web(**{url(1): page(1, 5, body=same), url(2): page(2, 6, body=same)})
    run = crawl(web, tmp_path, *WINDOW)
    assert len(run.lines) == 2
    assert run.record["duplicates"] == 1
    again = crawl(web, tmp_path, *WINDOW)
    assert not [r for r in again.requests if "/berita/" in r.url]


def test_a_look_remembers_nothing(tmp_path):
    out = tmp_path / "look.jsonl"
    run = crawl(small_web(), tmp_path / "root", *WINDOW, "-O", str(out))
    assert run.code == 0, run.log
    assert len(out.read_text().splitlines()) == 3
    assert not (tmp_path / "root" / "state").exists()
    assert not (tmp_path / "root" / "articles").exists()


def test_the_line_is_not_escaped_and_in_order(tmp_path):
    web = small_web(**{url(2): page("“Ngaben” é – 2", 6)})
    crawl(web, tmp_path, *WINDOW)
    (file,) = (tmp_path / "articles" / "nusabali").glob("*.jsonl")
    text = file.read_text(encoding="utf-8")
    assert "“Ngaben” é – 2" in text
    assert text.endswith("\n")
    assert list(json.loads(text.splitlines()[0]))[:3] == ["id", "url", "canonical_url"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-a", "since=kapan"], "write a day like 2026-11-01"),
        (["-a", "tahun=2026"], "unknown argument 'tahun'"),
        (["-a", "max_articles=0"], "whole number above 0"),
    ],
)
def test_a_wrong_argument_is_refused_before_anything_is_fetched(tmp_path, arguments, says):
    run = crawl({}, tmp_path, *arguments)
    assert run.code == 2
    assert says in run.log
    assert "Traceback" not in run.log
    assert run.requests == []


def test_an_unknown_paper_is_answered_with_the_nearest(tmp_path):
    run = crawl({}, tmp_path, name="nusabalii")
    assert run.code == 2
    assert "did you mean nusabali" in run.log


def test_a_paper_that_asks_for_permission_is_off_until_it_is_given(tmp_path):
    run = crawl({}, tmp_path, name="antara_bali")
    assert run.code == 2
    assert "NEWSCRAWL_PERMITTED=antara_bali" in run.log
    assert "Traceback" not in run.log
    assert run.requests == []
    given = crawl({}, tmp_path, "-s", "NEWSCRAWL_PERMITTED=antara_bali", name="antara_bali")
    assert given.requests


def test_an_error_of_our_own_is_named_and_the_article_tried_again(tmp_path):
    broken = {"NEWSCRAWL_BREAK": url(2)}
    run = crawl(
        small_web(), tmp_path, *WINDOW, env=broken | {"PYTHONPATH": "tests/support/breaking:."}
    )
    assert len(run.lines) == 2
    assert run.record["failed"] == {"error ZeroDivisionError": 1}
    again = crawl(small_web(), tmp_path, *WINDOW)
    assert len(again.lines) == 3
