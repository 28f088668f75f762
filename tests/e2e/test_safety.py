"""What a hostile or broken paper can do to a crawl: nothing but lose a page, counted and named."""

import json
import os
import subprocess
import textwrap
import time
from pathlib import Path

import pytest

from newscrawl.newsstand import Answer, Newsstand
from tests.support import faults
from tests.support.crawling import (
    FAST,
    HOST,
    HTML,
    WINDOW,
    crawl,
    listing,
    page,
    read,
    records,
    search,
    url,
)
from tests.support.processes import COMMAND, scrapy
from tests.support.stand import serve

LISTENING = "0A"  # the state's number in /proc/net/tcp
GOOD = ["Judul berita nomor 1", "Judul berita nomor 3"]


def web(**more):
    """Return a paper of three articles, of which a test spoils what it likes."""
    return {
        f"{HOST}/": listing(3, 2, 1),
        search(1): listing(3, 2, 1),
        search(2): listing(),
        **{url(n): page(n, n + 4) for n in (1, 2, 3)},
        **more,
    }


def to(address):
    return Answer(302, {"Location": address}, b"")


def html(text, content_type="text/html; charset=utf-8"):
    return Answer(200, {"Content-Type": content_type}, text)


def only_two_is_lost(run):
    """Check that a run went on without article 2; return what it was counted under."""
    assert run.code == 0, run.log
    assert "Traceback" not in run.log
    assert run.headlines == GOOD
    record = run.record
    lost = record["failed"] | record["skipped"] | record["invalid"]
    assert sum(lost.values()) == 1, lost
    assert [line for line in run.log.splitlines() if url(2) in line], "not named in the log"
    return next(iter(lost))


# Where a page sends us

INWARD = [
    "http://127.0.0.1/",
    "http://127.0.0.1:6800/schedule.json",
    "http://169.254.169.254/latest/meta-data/",
    "http://localhost/",
    "http://[::1]/",
    "http://2130706433/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/rahasia",
    "data:text/html,Judul",
    "javascript:alert(1)",
]


def test_no_redirect_of_an_article_leads_inward(tmp_path):
    numbers = range(11, 11 + len(INWARD))
    more = {url(n): to(target) for n, target in zip(numbers, INWARD, strict=True)}
    more[f"{HOST}/"] = more[search(1)] = listing(3, 2, 1, *numbers)
    run = crawl(web(**more), tmp_path, *WINDOW)
    assert run.code == 0, run.log
    assert "Traceback" not in run.log
    assert run.headlines == sorted([*GOOD, "Judul berita nomor 2"])
    assert {request.host for request in run.requests} == {"www.nusabali.com"}
    assert sum(run.record["failed"].values()) == len(INWARD)
    # Scrapy itself gives up on the last, which is no address.
    assert run.record["refused"] == {"private address": 6, "scheme": 3}, run.record["failed"]
    for n in numbers:
        assert [line for line in run.log.splitlines() if url(n) in line and "ailed" in line]


def test_no_redirect_of_a_listing_leads_inward(tmp_path):
    more = {f"{HOST}/": to("http://169.254.169.254/latest/"), search(1): to("http://127.0.0.1/")}
    run = crawl(web(**more), tmp_path, *WINDOW)
    assert run.code == 3
    assert run.record["refused"] == {"private address": 2}
    assert run.record["listings_failed"] == {"private address": 2}
    assert {request.host for request in run.requests} == {"www.nusabali.com"}


def test_nor_does_a_refresh_in_the_page_or_a_redirected_robots_txt(tmp_path):
    refresh = b'<meta http-equiv="refresh" content="0;url=http://127.0.0.1/rahasia"><p>Tunggu</p>'
    more = {url(2): html(refresh), f"{HOST}/robots.txt": to("http://127.0.0.1/robots.txt")}
    run = crawl(web(**more), tmp_path, *WINDOW)
    only_two_is_lost(run)
    assert {request.host for request in run.requests} == {"www.nusabali.com"}


def test_a_page_that_goes_on_inside_is_not_followed_there(tmp_path):
    pager = '<div class="paging"><a href="http://127.0.0.1/berita/2/x?page=2">2</a></div>'
    run = crawl(web(**{url(2): page(2, 6, extra=pager)}), tmp_path, *WINDOW)
    assert {request.host for request in run.requests} == {"www.nusabali.com"}
    assert len(run.lines) == 3


def test_redirects_without_end_are_one_lost_page(tmp_path):
    fault = faults.under("www.nusabali.com/berita/2/", faults.redirect_for_ever)
    run = crawl(web(), tmp_path, *WINDOW, fault=fault)
    only_two_is_lost(run)
    assert len([r for r in run.requests if "/berita/2/" in r.url]) <= 6


# What we leave open, and what we carry


def listening(pid):
    """Return the addresses at which a process takes connections."""
    folder = Path("/proc", str(pid))
    inodes = set()
    for file in (folder / "fd").iterdir():
        try:
            name = str(file.readlink())
        except FileNotFoundError:  # closed meanwhile
            continue
        if name.startswith("socket:["):
            inodes.add(name.removeprefix("socket:[").removesuffix("]"))
    rows = []
    for table in ("tcp", "tcp6"):
        file = folder / "net" / table
        if file.exists():
            rows += [line.split() for line in file.read_text().splitlines()[1:]]
    return [row[1] for row in rows if row[3] == LISTENING and row[9] in inodes]


@pytest.mark.proc
def test_a_running_crawl_listens_to_nobody(tmp_path):
    slow = faults.on(url(2), faults.slow(5))
    with serve(Newsstand(web()), fault=slow) as stand:
        assert listening(os.getpid()), "the newsstand itself is not seen to listen"
        crawling = subprocess.Popen(
            [*COMMAND, "crawl", "nusabali", *FAST, *WINDOW],
            env=stand.environment() | {"NEWSCRAWL_OUTPUT": str(tmp_path)},
            stderr=subprocess.DEVNULL,
        )
        try:
            deadline = time.monotonic() + 30
            while not any("/berita/2/" in request.url for request in list(stand.requests)):
                assert time.monotonic() < deadline
                assert crawling.poll() is None
                time.sleep(0.02)
            assert listening(crawling.pid) == []
        finally:
            crawling.kill()
            crawling.wait()


def test_no_cookie_is_sent_back(tmp_path):
    headers = HTML | {"Set-Cookie": "sesi=abc; Path=/", "ETag": '"pelacak"'}
    given = {
        address: Answer(answer.status, headers, answer.body) for address, answer in web().items()
    }
    run = crawl(given, tmp_path, *WINDOW)
    assert len(run.lines) == 3
    sent = {name for request in run.requests for name in request.headers}
    assert not sent & {"cookie", "if-none-match", "authorization"}


def test_what_a_page_says_is_data(tmp_path):
    body = "".join(
        f"<p>Paragraf {n} tentang {text} yang ditulis warga di papan pengumuman desa itu dengan "
        f"cukup banyak kata agar terbaca sebagai berita yang sebenarnya.</p>"
        for n, text in enumerate(
            (
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "{{7*7}} dan ${7*7} dan %(name)s dan {page}",
                "__import__('os').system('true')",
                "=HYPERLINK(1) dan ../../etc/passwd",
            )
        )
    )
    script = "<script>document.querySelector('h1').textContent='Diganti'</script>"
    title = "&lt;b&gt;dua&lt;/b&gt;\u2028{{8*8}} %s"
    run = crawl(web(**{url(2): page(title, 6, body=body, extra=script)}), tmp_path, *WINDOW)
    assert run.code == 0, run.log
    assert len(run.lines) == 3
    (line,) = [line for line in run.lines if "dua" in line["headline"]]
    assert line["headline"] == "Judul berita nomor dua {{8*8}} %s"
    for text in ("<script>alert(1)</script>", "{{7*7}} dan ${7*7} dan %(name)s dan {page}"):
        assert text in line["article_body"]
    assert "Diganti" not in json.dumps(line)
    (file,) = (tmp_path / "articles" / "nusabali").glob("*.jsonl")
    assert file.read_bytes().count(b"\n") == 3


# Pages that are broken: many a crawl, each an article of its own, and each told apart afterwards


def crawl_all(root, pages=None, faulty=None):
    """Crawl a paper on whose front page broken articles stand among three good ones.

    `pages` are answers, `faulty` ways of answering, by a name. Return the run, and the number of
    each by its name.
    """
    names = [*(pages or {}), *(faulty or {})]
    numbers = {name: number for number, name in enumerate(names, start=11)}
    more = {url(number): page(number, 6) for number in numbers.values()}
    more |= {url(numbers[name]): answer(numbers[name]) for name, answer in (pages or {}).items()}
    more[f"{HOST}/"] = more[search(1)] = listing(3, 2, 1, *numbers.values())
    hooks = [faults.on(url(numbers[name]), fault) for name, fault in (faulty or {}).items()]
    run = crawl(web(**more), root, *WINDOW, fault=faults.either(*hooks))
    assert run.code == 0, run.log
    assert "Traceback" not in run.log
    assert {*GOOD, "Judul berita nomor 2"} <= set(run.headlines)
    return run, numbers


def all_are_lost(run, numbers):
    """Check that nothing but the good articles was stored, and every other counted and named."""
    lost = run.record["failed"] | run.record["skipped"] | run.record["invalid"]
    assert len(run.lines) == 3, run.headlines
    assert sum(lost.values()) == len(numbers), lost
    for name, number in numbers.items():
        said = [line for line in run.log.splitlines() if url(number) in line]
        assert [line for line in said if "Skipped" in line or "Failed" in line], name


ANSWERS = {
    "huge": faults.huge(20 * 1024 * 1024),
    "huge and undeclared": faults.huge(20 * 1024 * 1024, declared=False),
    "ten megabytes of paragraphs": faults.huge(10 * 1024 * 1024),
    "a bomb": faults.gzip_bomb(64 * 1024 * 1024),
    "cut": faults.cut(300),
    "cut in a chunk": faults.cut(300, chunked=True),
    "too short": faults.wrong_length(100_000),
    "silent": faults.no_answer(),
    "broken server": faults.status(500),
    "forbidden": faults.status(403),
    "too many": faults.status(429, retry_after=3600),
    "no text": faults.wrong_type("application/octet-stream"),
}


def test_answers_that_are_broken_are_each_one_named_failure(tmp_path):
    broken = {name: fault for name, fault in ANSWERS.items() if name != "no text"}
    all_are_lost(*crawl_all(tmp_path, faulty=broken))


def test_a_wrong_content_type_is_one_article_or_one_named_failure(tmp_path):
    run, numbers = crawl_all(tmp_path, faulty={"no text": ANSWERS["no text"]})
    lost = run.record["failed"] | run.record["skipped"]
    assert len(run.lines) + sum(lost.values()) == 3 + len(numbers)


EMPTY = {
    "empty": b"",
    "blank": b" \n\t\r\n ",
    "zeros": b"\x00" * 4096,
    "no html": b"galat basis data",
    "half a tag": b"<html><head><title>Judul",
    "only markup": b"<" * 5000,
    "deep": b"<div>" * 50_000 + b"<p>dalam</p>",
    "entities": b"&#x110000;&#0;&bogus;" * 5,
    "utf-16": "<p>Judul</p>".encode("utf-16"),
    "an image": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40,
    "json": b'{"error": "tidak ada"}',
}


def test_pages_that_say_nothing_are_each_one_named_failure(tmp_path):
    pages = {name: lambda _, body=body: html(body) for name, body in EMPTY.items()}
    all_are_lost(*crawl_all(tmp_path, pages))


def replaced(old, new, count=1):
    return lambda body: body.replace(old, new, count)


HEAVY = b"<body><!-- " + b"x" * (10 * 1024 * 1024) + b" -->"
MARKUP = {
    "ten megabytes beside the text": replaced(b"<body>", HEAVY),
    "tags left open": lambda body: body.replace(b"</p>", b"").replace(b"</div>", b""),
    "tags closed twice": replaced(b"</p>", b"</p></p></span></em></p>", 3),
    "a zero byte": replaced(b"<p>", b"<p>\x00"),
    "an empty page before": lambda body: b"<html><body></body></html>" + body,
    "a page inside the page": replaced(b"<p>Paragraf 2", b"</body></html><p>Paragraf 2"),
    "attributes left open": replaced(b"<p>", b'<p class="a style=\'b onclick=">'),
    "a byte that is no utf-8": replaced(b"<p>", b"<p>\xe2\x80"),
}
SHAPES = (
    '{"@type": "NewsArticle", "headline": {"a": 1}, "author": 7, "datePublished": [2026]}',
    '{"@graph": 3, "@type": ["NewsArticle"], "articleBody": ["x", null], "keywords": {"a": []}}',
    '[[[{"@type": "NewsArticle", "image": [[["x"]]], "author": [[{"name": {"@value": 1}}]]}]]]',
    '{"@type": {"x": 1}, "datePublished": {"@value": null}, "articleSection": 5}',
    '"NewsArticle"',
    "null",
    "1e999",
    '{"@type": "NewsArticle", "headline": "Terpotong',
    "{" * 3000,
    "[" * 100_000,
    '{"@type": "NewsArticle", "dateModified": -1, "datePublished": 99999999999999999999}',
)
JSON_LD = {
    f"json-ld {number}": replaced(
        b"</body>", f'<script type="application/ld+json">{shape}</script></body>'.encode()
    )
    for number, shape in enumerate(SHAPES)
}
DATES = {
    "a day of the future": replaced(b"06 Nov 2026", b"28 Nov 2031"),
    "no day": replaced(b"06 Nov 2026", b"28 Foo 2026"),
}
ACCENTED = "Élégi “Ngaben” — déwa"
CHARSETS = {
    f"{real} as {declared} in {where}": (real, declared, where)
    for real, declared in (("utf-8", "iso-8859-1"), ("cp1252", "utf-8"))
    for where in ("header", "meta", "header and meta")
}


def mislabelled(number, real, declared, where):
    text = page(f"{number} {ACCENTED}", 6).body.decode()
    if "meta" in where:
        text = text.replace("<head>", f'<head><meta charset="{declared}">')
    kind = f"text/html; charset={declared}" if "header" in where else "text/html"
    return html(text.encode(real), kind)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    """Crawl articles that are broken and can be read; return the line of each by its name."""
    pages = {
        name: lambda number, spoil=spoil: html(spoil(page(number, 6).body))
        for name, spoil in {**MARKUP, **JSON_LD, **DATES}.items()
    }
    for name, case in CHARSETS.items():
        pages[name] = lambda number, case=case: mislabelled(number, *case)
    run, numbers = crawl_all(tmp_path_factory.mktemp("spoilt"), pages)
    assert run.record["failed"] == run.record["invalid"] == {}
    assert run.record["dates"] == {"read": len(run.lines) - len(DATES), "unread": len(DATES)}
    by_url = {line["url"]: line for line in run.lines}
    return {name: by_url.get(url(number)) for name, number in numbers.items()}


@pytest.mark.parametrize("name", [*MARKUP, *JSON_LD])
def test_what_can_be_read_is_read(spoilt, name):
    line = spoilt[name]
    assert line, "no line"
    assert line["headline"].startswith("Judul berita nomor ")
    assert line["date_published"] == "2026-11-06T09:37:24+08:00"
    assert line["authors"] == ["Ni Made Contoh"]
    for number in range(4):
        assert f"Paragraf {number} dari berita" in line["article_body"]


@pytest.mark.parametrize("name", DATES)
def test_a_date_that_cannot_be_is_null_with_its_text(spoilt, name):
    line = spoilt[name]
    assert (line["date_published"], line["date_precision"]) == (None, None)
    assert "28" in line["date_published_raw"]


@pytest.mark.parametrize("name", CHARSETS)
def test_a_wrong_charset_declaration_spoils_no_line(spoilt, name):
    assert spoilt[name]["headline"].endswith(ACCENTED)


# Hosts that are not there


def test_a_host_that_the_proxy_does_not_know_is_named(tmp_path):
    run = crawl({}, tmp_path, *WINDOW)
    assert run.code == 3
    assert run.record["verdict"] == "nothing"
    assert run.record["listings_failed"] == {"http 404": 2}
    assert run.lines == []


PAPER = """
    from newscrawl.discovery.sources import Index
    from newscrawl.crawler.spider import NewsSpider

    class ContohSpider(NewsSpider):
        name = "contoh"
        publisher = "Contoh"
        region = "ID-BA"
        home = "https://koran-contoh.invalid/"
        status = "list"
        sources = (Index(""), Index("indeks?page={page}"))
        article_url = "^/berita/"
"""


def test_a_host_that_does_not_resolve_is_named_and_quick(tmp_path):
    (tmp_path / "papers_of_this_test.py").write_text(textwrap.dedent(PAPER))
    proxies = {name for name in os.environ if name.lower().endswith("_proxy")}
    environment = {name: value for name, value in os.environ.items() if name not in proxies}
    environment |= {"NEWSCRAWL_OUTPUT": str(tmp_path), "PYTHONPATH": str(tmp_path)}
    begin = time.monotonic()
    modules = ("-s", "SPIDER_MODULES=papers_of_this_test")
    done = scrapy("crawl", "contoh", *FAST, *modules, env=environment)
    assert done.returncode == 11, done.stderr
    assert time.monotonic() - begin < 20
    (record,) = records(tmp_path, "contoh")
    assert record["verdict"] == "unreachable"
    assert list(record["no_answer"]) == ["DNS lookup failed"]
    assert record["listings_failed"] == {"host left": 2}
    assert "koran-contoh.invalid does not answer (DNS lookup failed)" in done.stderr
    assert read(tmp_path, "contoh") == []
