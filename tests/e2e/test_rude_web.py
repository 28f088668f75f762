"""A web that misbehaves on purpose: each good article arrives, each bad one is a named failure."""

import gzip
import re
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import brotli
import pytest
from scrapy.utils._compression import zstd

from newscrawl.crawler.downloads.robots import MAX_BYTES, BoundedParser
from newscrawl.crawler.middlewares.retry_after import wait
from newscrawl.newsstand import Answer, Newsstand
from tests.support import faults
from tests.support.crawling import HOST, HTML, WINDOW, crawl, listing, page, search, url

ROBOTS = f"{HOST}/robots.txt"
MB = 1024 * 1024


def web(*numbers, **more):
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n, 6) for n in numbers} | more


def good(*numbers):
    return sorted(f"Judul berita nomor {n}" for n in numbers)


def times(run, number):
    return [r.received for r in run.requests if f"/berita/{number}/" in r.url]


def lost(run):
    return run.record["failed"] | run.record["skipped"] | run.record["invalid"]


# Later


NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("3", 3),
        (" 120 ", 120),
        ("0", None),
        ("", None),
        ("segera", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("9" * 400, 999999999999),
        ("Mon, 23 Nov 2026 12:00:30 GMT", 30),
        ("Mon, 23 Nov 2026 12:00:30 -0000", 30),
        ("Mon, 23 Nov 2026 19:01:00 +0700", 60),
        ("Mon, 23 Nov 2026 11:59:00 GMT", None),
        ("Tue, 23 Nov 99999 12:00:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert wait(value, NOW) == seconds


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("dated", [False, True])
def test_the_retry_comes_after_the_time_asked_for_and_nothing_before(tmp_path, status, dated):
    def busy(request):
        # An HTTP date has no fractions: up to a second of the three is lost.
        later = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
        return faults.status(status, retry_after=later if dated else 2)

    asked = []

    def hook(request):
        if "/berita/2/" not in request.url or asked:
            return None
        asked.append(request)
        return busy(request)

    # With a delay between them, no other request is under way when the answer comes.
    settings = ("-s", "RETRY_TIMES=2", "-s", "DOWNLOAD_DELAY=0.5")
    run = crawl(web(1, 2, 3), tmp_path, *WINDOW, *settings, fault=hook)
    assert run.code == 0, run.log
    assert run.headlines == good(1, 2, 3)
    first, second = times(run, 2)
    assert second - first >= 1.9
    between = [r for r in run.requests if first < r.received < first + 1.9]
    assert between == [], "the host was not left alone"


def test_a_retry_after_of_a_year_is_not_waited_for(tmp_path):
    fault = faults.on(url(2), faults.status(429, retry_after=31_536_000))
    begin = time.monotonic()
    run = crawl(web(1, 2, 3), tmp_path, *WINDOW, "-s", "RETRY_TIMES=2", fault=fault)
    assert time.monotonic() - begin < 30
    assert run.headlines == good(1, 3)
    assert run.record["failed"] == {"http 429": 1}
    assert len(times(run, 2)) == 1


# Without end


def test_drips_of_headers_and_of_bodies_end_at_the_deadline(tmp_path):
    fault = faults.either(
        faults.on(url(2), faults.drip(0.2)),
        faults.on(url(3), faults.headers_without_end(pause=0.2)),
        faults.on(url(4), faults.slow(60)),
    )
    begin = time.monotonic()
    run = crawl(web(1, 2, 3, 4, 5), tmp_path, *WINDOW, "-s", "DOWNLOAD_TIMEOUT=2", fault=fault)
    assert time.monotonic() - begin < 30
    assert run.headlines == good(1, 5)
    assert run.record["failed"] == {"timeout": 3}


def test_headers_without_end_are_given_up_before_the_deadline(tmp_path):
    fault = faults.on(url(2), faults.headers_without_end(b"Set-Cookie: k=" + b"x" * 4000))
    begin = time.monotonic()
    run = crawl(web(1, 2, 3), tmp_path, *WINDOW, fault=fault)
    assert time.monotonic() - begin < 30
    assert run.headlines == good(1, 3)
    assert run.record["failed"] == {"DownloadFailedError": 1}


def test_a_header_line_of_a_megabyte_is_one_failure(tmp_path):
    fault = faults.on(url(2), faults.cookies(1, MB))
    run = crawl(web(1, 2, 3), tmp_path, *WINDOW, fault=fault)
    assert run.headlines == good(1, 3)
    assert sum(run.record["failed"].values()) == 1


def test_cookies_by_the_thousand_do_no_harm(tmp_path):
    run = crawl(web(1, 2, 3), tmp_path, *WINDOW, fault=faults.on(url(2), faults.cookies(5000)))
    assert run.headlines == good(1, 2, 3)
    assert not any("cookie" in request.headers for request in run.requests)


# Packed


SIZE = 64 * MB
PACK = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}
PACK["zstd"] = zstd.compress


def pack(body, *encodings):
    for encoding in encodings:
        body = PACK[encoding](body)
    return body


def test_bombs_of_all_kinds_are_each_one_failure(tmp_path):
    kinds = [("gzip",), ("deflate",), ("zstd",), ("gzip", "gzip"), ("gzip", "zstd", "gzip")]
    body = bytes(SIZE)
    hooks = [
        faults.on(url(n), faults.packed(pack(body, *kind), *kind))
        for n, kind in enumerate(kinds, start=2)
    ]
    small = brotli.compress(bytes(SIZE), quality=2)
    hooks.append(faults.on(url(7), faults.packed(small, "br")))
    run = crawl(web(*range(1, 9)), tmp_path, *WINDOW, fault=faults.either(*hooks))
    assert run.code == 0, run.log
    assert run.headlines == good(1, 8)
    assert run.record["failed"] == {"too large": 6}


@pytest.mark.parametrize("encoding", PACK)
def test_a_packed_page_that_is_cut_is_no_article(tmp_path, encoding):
    whole = page(2, 6, extra="<p>" + "x" * 3000).body
    fault = faults.on(url(2), faults.packed(pack(whole, encoding)[:-60], encoding))
    run = crawl(web(1, 2, 3), tmp_path, *WINDOW, fault=fault)
    assert run.headlines == good(1, 3)
    assert sum(run.record["failed"].values()) == 1, run.record


@pytest.mark.parametrize(
    "fault",
    [
        faults.packed(page(2).body, "gzip"),
        faults.packed(b"", "gzip"),
        faults.packed(b"\x1f\x8b", "gzip"),
        faults.packed(pack(page(2).body, "gzip"), "rot13"),
        faults.packed(pack(page(2).body, "gzip"), "br"),
        faults.packed(pack(page(2).body, "gzip"), "zstd"),
    ],
    ids=["plain", "empty", "two bytes", "unknown", "as br", "as zstd"],
)
def test_a_page_that_lies_about_its_packing_is_one_failure_or_read(tmp_path, fault):
    run = crawl(web(1, 2, 3), tmp_path, *WINDOW, fault=faults.on(url(2), fault))
    assert "Traceback" not in run.log
    assert set(good(1, 3)) <= set(run.headlines)
    assert len(run.lines) + sum(lost(run).values()) == 3


# Cut


@pytest.mark.parametrize("cut", [0.6, 0.8, 0.95])
def test_a_page_without_length_that_is_cut_is_no_article(tmp_path, cut):
    body = page(2, 6).body
    part = body[: int(len(body) * cut)]
    fault = faults.Fault(answer=Answer(200, HTML), body=lambda: [part])
    run = crawl(web(1, 2, 3), tmp_path, *WINDOW, fault=faults.on(url(2), fault))
    assert run.headlines == good(1, 3)
    assert run.record["failed"] == {"truncated": 1}


def test_a_whole_page_without_length_is_an_article(tmp_path):
    fault = faults.Fault(body=lambda: [page(2, 6).body])
    run = crawl(web(1, 2, 3), tmp_path, *WINDOW, fault=faults.on(url(2), fault))
    assert run.headlines == good(1, 2, 3)


def test_a_listing_that_is_cut_gives_what_it_has_and_does_not_count_as_read(tmp_path):
    front = listing(1, 2, 3).body
    part = front[: front.index(b"berita/3") - 20]
    fault = faults.Fault(answer=Answer(200, HTML), body=lambda: [part])
    pages = web(1, 2, 3) | {search(1): Answer(500)}
    run = crawl(pages, tmp_path, *WINDOW, fault=faults.on(f"{HOST}/", fault))
    assert run.headlines == good(1, 2)
    assert run.record["listings_failed"] == {"truncated": 1, "http 500": 1}


# robots.txt


def robots(text):
    return {ROBOTS: Answer(200, {"Content-Type": "text/plain"}, text)}


RULES = b"User-agent: *\nDisallow: /berita/2/\n"


@pytest.mark.parametrize("declared", [True, False])
def test_of_a_robots_txt_of_50_mb_the_beginning_is_heeded(tmp_path, declared):
    def body():
        yield RULES
        for _ in range(50):
            yield b"Disallow: /x/\n" * (MB // 14)

    headers = {"Content-Type": "text/plain"}
    if declared:
        headers["Content-Length"] = str(50 * MB)
    fault = faults.on(ROBOTS, faults.Fault(answer=Answer(200, headers), body=body))
    begin = time.monotonic()
    run = crawl(web(1, 2, 3), tmp_path, *WINDOW, fault=fault)
    assert time.monotonic() - begin < 40
    assert run.headlines == good(1, 3)
    assert lost(run) == {"Forbidden by robots.txt": 1}


def test_a_robots_txt_that_never_ends_does_not_hold_the_run_for_ever(tmp_path):
    fault = faults.on(ROBOTS, faults.drip(0.2, b"Disallow: /x\n"))
    begin = time.monotonic()
    run = crawl(web(1), tmp_path, *WINDOW, "-s", "DOWNLOAD_TIMEOUT=2", fault=fault)
    assert time.monotonic() - begin < 30
    assert {request.path for request in run.requests} == {"/robots.txt"}
    assert run.code != 0
    assert "Traceback" not in run.log


def test_half_a_line_of_robots_txt_forbids_nothing():
    filler = b"Allow: /x\n" * (MAX_BYTES // 10)
    text = b"User-agent: *\n" + filler
    text = text[: MAX_BYTES - 11] + b"\nDisallow: /xyz\n"
    parser = BoundedParser(text, None)
    assert parser.allowed("https://a.id/b", "newscrawl")
    assert not BoundedParser(b"User-agent: *\nDisallow: /\n", None).allowed("https://a.id/b", "n")


# Calendars


def test_a_calendar_of_new_pages_and_new_junk_ends(tmp_path):
    class Calendar(Newsstand):
        """Every search page has new links and a next page; no link leads to an article."""

        def answer(self, url):
            day = re.search(r"[?&]page=(\d+)", url)
            if "/search" in url and day:
                first = 1000 + 3 * int(day[1])
                return listing(*range(first, first + 3), extra=f'<a href="?page={first}">Next</a>')
            if "/berita/1" in url and url not in self.good:
                return Answer(200, HTML, b"<html><body><h1>Agenda</h1></body></html>")
            return super().answer(url)

    stand = Calendar(web(1, 2))
    stand.good = {url(1), url(2)}
    run = crawl(stand, tmp_path, *WINDOW)
    assert run.headlines == good(1, 2)
    searches = [request for request in run.requests if "/search" in request.url]
    assert len(searches) <= 8
    assert sum(lost(run).values()) == 3 * len(searches)


# Something else than was asked for


PDF = b"%PDF-1.4\n" + bytes(range(256)) * 200 + b"\n%%EOF"
MAINTENANCE = (
    b"<html><head><title>Situs sedang dalam pemeliharaan</title></head><body></body></html>"
)
ELSE = {
    "a pdf": Answer(200, {"Content-Type": "application/pdf"}, PDF),
    "a pdf called html": Answer(200, HTML, PDF),
    "an image": Answer(200, {"Content-Type": "image/png"}, b"\x89PNG\r\n" + bytes(5000)),
    "a film": Answer(200, {"Content-Type": "video/mp4"}, bytes(range(256)) * 4000),
    "maintenance": Answer(200, HTML, MAINTENANCE),
    "a soft 404": Answer(200, HTML, b"<html><body><h1>Halaman tidak ditemukan</h1></body></html>"),
    "nothing": Answer(200, HTML, b""),
    "nothing at all": Answer(204, {}, b""),
    "the front page": Answer(302, {"Location": "/"}),
    "another paper": Answer(301, {"Location": "https://www.lain.id/berita/2/judul"}),
}


def test_something_else_than_an_article_is_one_named_failure_each(tmp_path):
    numbers = dict(zip(ELSE, range(11, 11 + len(ELSE)), strict=True))
    more = {url(numbers[name]): answer for name, answer in ELSE.items()}
    pairs = [n for number in numbers.values() for n in (number, number + 100)]
    run = crawl(web(*pairs) | more, tmp_path, *WINDOW)
    assert run.code == 0, run.log
    assert "Traceback" not in run.log
    assert run.headlines == good(*(n for n in pairs if n > 100))
    assert sum(lost(run).values()) == len(ELSE), lost(run)
    for number in numbers.values():
        (line,) = [one for one in run.log.splitlines() if f"{url(number)}: " in one]
        assert "Skipped" in line or "Failed" in line


@pytest.mark.parametrize("kind", ["application/octet-stream", "text/plain", "image/jpeg", "x"])
def test_an_article_under_another_type_is_an_article(tmp_path, kind):
    fault = faults.on(url(2), faults.wrong_type(kind))
    run = crawl(web(1, 2, 3), tmp_path, *WINDOW, fault=fault)
    assert run.headlines == good(1, 2, 3)


def test_a_listing_that_says_the_server_is_broken_is_a_failed_listing(tmp_path):
    pages = web(1) | {f"{HOST}/": Answer(200, HTML, MAINTENANCE), search(1): Answer(500)}
    run = crawl(pages, tmp_path, *WINDOW)
    assert run.code == 3
    assert sum(run.record["listings_failed"].values()) == 2


def test_a_page_that_changed_since_the_listing_is_taken_as_it_is_now(tmp_path):
    changed = page("2 yang diperbarui", 7)
    moved = url(31).replace("judul", "judul-baru")
    more = {url(2): changed, url(3): Answer(301, {"Location": moved}), moved: page(31, 6)}
    run = crawl(web(1, 2, 3, 4, **more) | {url(4): Answer(410)}, tmp_path, *WINDOW)
    assert run.headlines == good(1, "2 yang diperbarui", 31)
    assert lost(run) == {"http 410": 1}
