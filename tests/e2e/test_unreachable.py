"""Hosts that do not answer: left after two requests, named, and not waited for at the end."""

import os
import signal
import socket
import subprocess
import textwrap
import time
from contextlib import closing

import pytest

from newscrawl.monitoring.outcome import Verdict
from newscrawl.newsstand import Newsstand
from tests.support import faults
from tests.support.crawling import (
    FAST,
    HOST,
    WINDOW,
    crawl,
    listing,
    page,
    read,
    records,
    search,
    url,
)
from tests.support.processes import scrapy, start
from tests.support.stand import serve

HANGING = faults.slow(60)
#: As the project asks, only quicker.
QUICK = ("-s", "NEWSCRAWL_ANSWER_TIMEOUT=1", "-s", "RETRY_TIMES=2")


def web(*numbers):
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n) for n in numbers}


def always(_request):
    return HANGING


def test_a_host_that_hangs_is_left_after_two_requests(tmp_path):
    run = crawl(web(1, 2), tmp_path, *WINDOW, *QUICK, fault=always)
    assert (run.code, run.record["verdict"]) == (Verdict.UNREACHABLE.value, "unreachable"), run.log
    assert run.record["finish_reason"] == "unreachable"
    assert len(run.requests) == 2
    assert run.record["listings_failed"] == {"host left": 2}
    assert run.record["unreachable"] == {"www.nusabali.com": 2}
    assert run.record["no_answer"] == {"timeout": 2}
    assert "www.nusabali.com does not answer (timeout): it is left for this run" in run.log
    assert "Traceback" not in run.log
    assert run.log.splitlines()[-1].endswith("Verdict: unreachable: timeout")


def test_a_host_that_hangs_behind_its_robots_txt(tmp_path):
    def behind(request):
        return None if request.path == "/robots.txt" else HANGING

    run = crawl(web(1, 2), tmp_path, *WINDOW, *QUICK, fault=behind)
    assert run.code == Verdict.UNREACHABLE.value, run.log
    # The home page three times, the next source once.
    assert len(run.requests) == 5


def test_a_host_that_dies_on_the_way_keeps_what_it_gave(tmp_path):
    numbers = range(1, 13)

    def dead(request):
        return HANGING if any(f"/berita/{n}/" in request.url for n in range(4, 13)) else None

    run = crawl(web(*numbers), tmp_path, *WINDOW, *QUICK, fault=dead)
    assert run.code == Verdict.UNREACHABLE.value, run.log
    assert len(run.lines) == 3
    assert run.record["failed"]["host left"] == 9 - run.record["failed"].get("timeout", 0)
    again = crawl(web(*numbers), tmp_path, *WINDOW, *QUICK)
    assert again.code == 0, again.log
    ids = [line["id"] for line in again.lines]
    assert len(ids) == len(set(ids)) == 12


def test_what_is_not_asked_for_is_no_try_of_it(tmp_path):
    def dead(request):
        return HANGING if "/berita/" in request.url else None

    for hook in (dead, always, always, always):
        quick = ("-s", "NEWSCRAWL_ANSWER_TIMEOUT=0.5")
        run = crawl(web(*range(1, 7)), tmp_path, *WINDOW, *quick, fault=hook)
        assert run.code == Verdict.UNREACHABLE.value, run.log
    again = crawl(web(*range(1, 7)), tmp_path, *WINDOW)
    assert len(again.lines) == 6, again.log


def test_one_slow_address_is_not_the_host(tmp_path):
    fault = faults.on(f"{HOST}/", HANGING)
    run = crawl(web(1, 2), tmp_path, *WINDOW, *QUICK, fault=fault)
    assert run.code == 0, run.log
    assert len(run.lines) == 2
    assert run.record["listings_failed"] == {"timeout": 1}
    assert run.record["unreachable"] == {}


PAPER = """
    from newscrawl.discovery.sources import Index, Rss, Sitemap
    from newscrawl.crawler.spider import NewsSpider

    class ContohSpider(NewsSpider):
        name = "contoh"
        publisher = "Contoh"
        region = "ID-BA"
        home = "{home}"
        status = "list"
        sources = (Rss("feed"), Sitemap("sitemap.xml"), Index(""), Index("indeks?page={{page}}"))
        article_url = "^/berita/"
"""


def command(tmp_path, home, *more):
    """Return the command and the environment of a crawl without a proxy."""
    (tmp_path / "papers_of_this_test.py").write_text(textwrap.dedent(PAPER.format(home=home)))
    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    environment = kept | {"NEWSCRAWL_OUTPUT": str(tmp_path), "PYTHONPATH": str(tmp_path)}
    asked = ["crawl", "contoh", *FAST, "-s", "SPIDER_MODULES=papers_of_this_test", *more]
    return asked, environment


# Loopback is no public address, so such a host is reached as a proxy of the environment is.
def through(environment, port):
    proxy = f"http://127.0.0.1:{port}"
    return environment | {"http_proxy": proxy, "https_proxy": proxy}


def told(tmp_path):
    (record,) = records(tmp_path, "contoh")
    return record


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("how", ["timeout", "connection refused"])
def test_sockets_that_hang_or_refuse(tmp_path, scheme, how):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        if how == "connection refused":
            server.close()
        asked, environment = command(tmp_path, f"{scheme}://koran-contoh.example/", *QUICK)
        environment = through(environment, port)
        done = scrapy(*asked, env=environment)
    assert done.returncode == Verdict.UNREACHABLE.value, done.stderr
    assert told(tmp_path)["no_answer"] == {how: 2}
    assert "Traceback" not in done.stderr


def test_a_name_that_is_not_found(tmp_path):
    asked, environment = command(tmp_path, "https://koran-contoh.invalid/", *QUICK)
    done = scrapy(*asked, env=environment)
    assert done.returncode == Verdict.UNREACHABLE.value, done.stderr
    assert told(tmp_path)["no_answer"] == {"DNS lookup failed": 2}
    assert "Traceback" not in done.stderr


# The end


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("where", ["robots.txt", "listing", "article", "delay"])
def test_a_signal_does_not_wait_for_what_hangs(tmp_path, number, where):
    at = {"robots.txt": "/robots.txt", "listing": "/search", "article": "/berita/2/"}.get(where)

    def hook(request):
        return HANGING if at and at in request.url else None

    seen = {"delay": f"{HOST}/"}.get(where, at)
    delay = ("-s", "DOWNLOAD_DELAY=60") if where == "delay" else ()
    with serve(Newsstand(web(1, 2, 3)), fault=hook) as stand:
        asked = ("crawl", "nusabali", *FAST, *WINDOW, "-s", "NEWSCRAWL_STOP_TIMEOUT=0.5", *delay)
        with start(
            *asked,
            env=stand.environment() | {"NEWSCRAWL_OUTPUT": str(tmp_path)},
            stderr=subprocess.PIPE,
            text=True,
        ) as run:
            end = time.monotonic() + 30
            wanted = "/robots.txt" if where == "delay" else seen
            while not any(wanted in request.url for request in stand.requests):
                assert time.monotonic() < end
                time.sleep(0.02)
            begin = time.monotonic()
            run.send_signal(number)
            log = run.communicate(timeout=30)[1]
            assert time.monotonic() - begin < 5, log
    assert run.returncode == Verdict.INTERRUPTED.value, log
    assert "Traceback" not in log
    again = crawl(web(1, 2, 3), tmp_path, *WINDOW)
    assert again.code == 0, again.log
    assert len(read(tmp_path)) == 3
