"""Listings that grow by script are read in a real Chromium; other papers never see one."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
import time
from types import SimpleNamespace

import pytest

from newscrawl.api import papers
from newscrawl.crawler.downloads.browser import launch_options, proxy_options
from newscrawl.discovery.sources import Index, LoadMore, Rss, WordPressApi
from newscrawl.monitoring.outcome import Verdict
from newscrawl.newsstand import Answer
from tests.support import faults
from tests.support.crawling import HOST, HTML, WINDOW, crawl, listing, page, search, url

ARTICLES = range(1, 10)
BUTTON = 'LoadMore(wait_for="h2", click="button.more", times=9)'
SCROLL = 'LoadMore(wait_for="h2", scroll=True, times=9)'

#: Shows three more articles at each call of more(), which asks the paper for them, as papers do.
SCRIPT = """
let shown = 0, asking = false;
async function more() {
  if (asking || shown >= 9) return;
  asking = true;
  const answer = await fetch('/more/' + shown);
  if (!answer.ok) return;
  for (const number of await answer.json()) {
    const head = document.createElement('h2');
    head.innerHTML = `<a href="/berita/${number}/judul-berita-nomor-${number}">Judul berita nomor`
      + ` ${number}</a>`;
    document.querySelector('main').append(head);
  }
  shown += 3;
  asking = false;
  if (shown >= 9) document.querySelector('button')?.remove();
}
more();
"""
OUTSIDE = """<img src="/besar.jpg"><link rel="stylesheet" href="/gaya.css">
<script src="http://127.0.0.1/rahasia.js"></script>"""


def front(*, button):
    how = (
        '<button class="more" onclick="more()">Muat lagi</button>'
        if button
        else '<p style="height:3000px"></p><script>onscroll = () => more()</script>'
    )
    html = f"<html><body><main></main>{how}{OUTSIDE}<script>{SCRIPT}</script></body></html>"
    return Answer(200, HTML, html.encode())


def web(**given):
    numbers = {
        f"{HOST}/more/{n}": Answer(
            200, {"Content-Type": "application/json"}, json.dumps([n + 1, n + 2, n + 3]).encode()
        )
        for n in (0, 3, 6)
    }
    return {f"{HOST}/": front(**given), **numbers, **{url(n): page(n) for n in ARTICLES}}


@pytest.fixture
def growing(tmp_path):
    """Crawl a paper whose only source is a listing that grows."""

    def run(answers, load_more, *arguments, env=None, fault=None):
        (tmp_path / "papers_that_grow.py").write_text(
            textwrap.dedent(f"""
            from newscrawl.discovery.sources import LoadMore, Index
            from newscrawl.spiders.bali import NusabaliSpider

            class TumbuhSpider(NusabaliSpider):
                name = "tumbuh"
                home = "{HOST}/"
                sources = (Index("", load_more={load_more}),)
            """)
        )
        return crawl(
            answers,
            tmp_path / "out",
            *WINDOW,
            "-s",
            "SPIDER_MODULES=papers_that_grow",
            *arguments,
            name="tumbuh",
            env={"PYTHONPATH": os.pathsep.join((str(tmp_path / "shadow"), str(tmp_path)))}
            | (env or {}),
            fault=fault,
        )

    return run


@pytest.mark.chromium
@pytest.mark.parametrize(("load_more", "button"), [(BUTTON, True), (SCROLL, False)])
def test_a_listing_is_grown_to_its_end(growing, load_more, button):
    run = growing(web(button=button), load_more)
    assert run.code == 0, run.log
    assert len(run.lines) == len(ARTICLES), run.log
    assert run.record["listings"] == 1
    assert run.record["finish_reason"] == "finished"
    asked = [request.path for request in run.requests]
    assert asked.count("/") == 1
    # Each article once, by Scrapy itself; no pictures, no style, nothing of our own network.
    assert sorted(path for path in asked if path.startswith("/berita/")) == sorted(
        url(n).removeprefix(HOST) for n in ARTICLES
    )
    assert not {"/besar.jpg", "/gaya.css", "/rahasia.js"} & set(asked)
    agents = {request.headers["user-agent"] for request in run.requests if request.host in HOST}
    assert len(agents) == 1
    assert "newscrawl/" in agents.pop()


@pytest.mark.chromium
def test_times_bounds_the_growth_and_the_delay_passes_in_between(growing):
    load_more = 'LoadMore(wait_for="h2", click="button.more", times=1)'
    run = growing(web(button=True), load_more, "-s", "DOWNLOAD_DELAY=0.7")
    assert len(run.lines) == 6, run.log
    more = [request.received for request in run.requests if request.path.startswith("/more/")]
    assert more[1] - more[0] >= 0.7


@pytest.mark.chromium
def test_robots_txt_closes_a_listing_to_the_browser_too(growing):
    robots = Answer(200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n")
    run = growing(web(button=True) | {f"{HOST}/robots.txt": robots}, BUTTON)
    assert run.code == Verdict.NOTHING.value
    assert {request.path for request in run.requests} == {"/robots.txt"}


@pytest.mark.chromium
def test_robots_txt_closes_what_the_page_asks_for(growing):
    robots = Answer(200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /more/3\n")
    run = growing(web(button=True) | {f"{HOST}/robots.txt": robots}, BUTTON)
    assert len(run.lines) == 3, run.log
    assert "/more/3" not in {request.path for request in run.requests}


@pytest.mark.chromium
def test_a_listing_that_fails_in_the_browser_is_told_in_one_line(growing):
    run = growing({f"{HOST}/": Answer(500, HTML, b"<h1>rusak</h1>")}, SCROLL)
    assert run.code == Verdict.NOTHING.value
    assert run.record["listings_failed"] == {"http 500": 1}
    assert "Traceback" not in run.log


ADVERTISER = "https://iklan.example/tayang.js"


@pytest.mark.chromium
@pytest.mark.parametrize("how", ["", "async"])
def test_an_advertiser_that_never_answers_loses_no_listing(growing, how):
    answers = web(button=True)
    script = f'<html><head><script {how} src="{ADVERTISER}"></script></head>'
    body = answers[f"{HOST}/"].body.replace(b"<html>", script.encode())
    answers[f"{HOST}/"] = Answer(200, HTML, body)
    begin = time.monotonic()
    run = growing(answers, BUTTON, fault=faults.on(ADVERTISER, faults.slow(100)))
    assert time.monotonic() - begin < 50
    assert run.code == 0, run.log
    assert len(run.lines) == len(ARTICLES), run.log
    assert ("Left out of" in run.log) is (how == "")


@pytest.mark.chromium
@pytest.mark.parametrize("when", ["at once", "at a scroll", "at a click"])
def test_a_page_that_loops_for_ever_ends_in_seconds(growing, when):
    loop = {
        "at once": "<script>while (true);</script>",
        "at a scroll": '<p style="height:3000px"><script>onscroll = () => {while (1);}</script>',
        "at a click": '<button class="more" onclick="while (true);">Lagi</button>',
    }[when]
    links = "".join(f'<h2><a href="{url(n)}">Judul berita nomor {n}</a></h2>' for n in ARTICLES)
    page = f"<html><body>{links}{loop}</body></html>"
    begin = time.monotonic()
    load_more = SCROLL if when == "at a scroll" else BUTTON
    run = growing({f"{HOST}/": Answer(200, HTML, page.encode())}, load_more, "-s", "RETRY_TIMES=2")
    assert time.monotonic() - begin < 50
    assert run.record["listings_failed"] == {"script without end": 1}, run.log
    assert [request.path for request in run.requests].count("/") == 1
    assert "Traceback" not in run.log


def told(run):
    assert run.code == Verdict.NO_BROWSER.value, run.log
    assert run.record["finish_reason"] == "no browser"
    assert run.record["verdict"] == "no_browser"
    assert "Traceback" not in run.log
    return run.log


def test_without_a_browser_the_run_says_what_to_install(growing, tmp_path):
    missing = tmp_path / "chromium"
    run = growing(web(button=True), BUTTON, "-s", f"NEWSCRAWL_CHROMIUM={missing}")
    assert "install the package chromium" in told(run)


def test_a_browser_that_does_not_start_is_told(growing):
    run = growing(web(button=True), BUTTON, "-s", f"NEWSCRAWL_CHROMIUM={shutil.which('false')}")
    assert "false does not start" in told(run)


def shadow(folder):
    """Make both packages fail at their import, as if they were not there."""
    for name in ("playwright", "scrapy_playwright"):
        (folder / "shadow" / name).mkdir(parents=True)
        (folder / "shadow" / name / "__init__.py").write_text("raise ImportError(__name__)")


def test_without_scrapy_playwright_the_run_says_what_to_install(growing, tmp_path):
    shadow(tmp_path)
    run = growing(web(button=True), BUTTON, "-s", f"NEWSCRAWL_CHROMIUM={sys.executable}")
    assert "newscrawl[browser]" in told(run)


def test_a_stock_crawl_does_not_know_the_browser(tmp_path):
    shadow(tmp_path)
    answers = {search(1): listing(1, 2), search(2): listing(), url(1): page(1), url(2): page(2)}
    env = {"PYTHONPATH": str(tmp_path / "shadow")}
    run = crawl(answers, tmp_path / "out", *WINDOW, env=env)
    assert run.code == 0, run.log
    assert len(run.lines) == 2


def test_no_paper_imports_playwright_before_its_listing_is_asked():
    code = (
        "import sys; from newscrawl.api import papers; papers();"
        "import newscrawl.crawler.downloads.browser;"
        "sys.exit(any('playwright' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_papers_that_need_a_browser_are_few_and_say_why():
    growing = [
        paper
        for paper in papers().values()
        if any(isinstance(source, Index) and source.load_more for source in paper.sources)
    ]
    assert 1 <= len(growing) <= 5
    assert not [paper.name for paper in growing if "Browser: " not in (paper.__doc__ or "")]
    # A browser is the last resort: feeds and REST come first.
    assert all(isinstance(paper.sources[0], Rss | WordPressApi) for paper in growing)


@pytest.mark.parametrize(
    "wrong",
    [
        {"click": "a", "scroll": True},
        {},
        {"scroll": True, "times": 0},
        {"scroll": True, "times": 21},
        {"scroll": True, "wait_for": ""},
    ],
)
def test_a_growth_that_cannot_be_meant_is_refused(wrong):
    with pytest.raises(ValueError, match="LoadMore needs"):
        LoadMore(**{"wait_for": "article"} | wrong)


def test_a_grown_listing_has_no_next_page():
    source = Index("https://a.id/?page={page}", load_more=LoadMore(wait_for="h2", scroll=True))
    assert source.next_request(SimpleNamespace(page=1), None, None) is None


@pytest.mark.parametrize(
    ("proxy", "options"),
    [
        ("http://127.0.0.1:8080", {"server": "http://127.0.0.1:8080"}),
        ("proxy.id:3128", {"server": "http://proxy.id:3128"}),
        (
            "http://saya:r%40hasia@proxy.id:3128/",
            {"server": "http://proxy.id:3128", "username": "saya", "password": "r@hasia"},
        ),
    ],
)
def test_the_proxy_is_the_environments(proxy, options):
    assert proxy_options(proxy) == options


@pytest.mark.parametrize(("user", "sandbox"), [(0, False), (1000, True)])
def test_the_sandbox_is_left_off_for_root_only(monkeypatch, user, sandbox):
    monkeypatch.setattr("os.geteuid", lambda: user)
    assert launch_options("chromium")["chromium_sandbox"] is sandbox
