import os
import textwrap
from pathlib import Path

import pytest
from scrapy import Request
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from newscrawl.crawler.downloads.resolver import PublicResolver, proxy_hosts
from newscrawl.newsstand import Answer, Newsstand
from newscrawl.urls import is_public, refusal
from tests.support.crawling import FAST, HTML, records
from tests.support.processes import scrapy
from tests.support.stand import serve


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://10.0.0.8/admin",
        "http://172.16.5.4/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
        "http://printer.local/",
        "http://metadata.google.internal/",
        "http://intranet/",
        "http://127.0.0.1./",
        "http://user:pass@127.0.0.1/",
        "http://[::ffff:8.8.8.8]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[::127.0.0.1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
        "http://[2001:db8::1]/",
        "http://192.88.99.1/",
        "http://255.255.255.255/",
        "http://240.0.0.1/",
        "http://017700000001/",
        "http://127.0.0.0x1/",
        "http://1.0.0.127.in-addr.arpa/",
    ],
)
def test_addresses_inside_the_own_network_are_refused(url):
    assert refusal(url) == "private address"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://contoh.id/a", "gopher://contoh.id/", "http://["]
)
def test_other_schemes_are_refused(url):
    assert refusal(url) == "scheme"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.balipost.com/",
        "http://8.8.8.8/",
        "https://detik.com:443/a",
        "https://x.co.id/",
        "http://[2606:4700:4700::1111]/",
    ],
)
def test_public_addresses_pass(url):
    assert refusal(url) is None


@pytest.mark.parametrize(
    "url", ["http://１２７.０.０.１/", "http://127。0。0。1/", "http://%31%32%37.0.0.1/"]
)
def test_disguises_are_seen_through_as_scrapy_sends_them(url):
    assert refusal(Request(url).url) == "private address"


@pytest.mark.parametrize("text", ["", "contoh.id", "127.1", "1.2.3.4.5", "::1%eth0", None])
def test_what_is_no_plain_public_address_is_not_public(text):
    assert not is_public(text)


# What names resolve to


class Pool:
    """A resolver's reactor and thread pool, which answers at once."""

    def __init__(self, answers):
        self.answers = answers

    def resolve(self, name):
        return Deferred.fromCoroutine(answered(self.answers[name]))


async def answered(address):
    return address


def lookup(monkeypatch, answers, name):
    pool = Pool(answers)
    monkeypatch.setattr(
        "scrapy.resolver.CachingThreadedResolver.getHostByName",
        lambda _self, asked, _timeout=(): pool.resolve(asked),
    )
    got = []
    resolver = PublicResolver(None, 0, 1.0)
    resolver.getHostByName(name).addBoth(got.append)
    return got[0], resolver


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.1.1"])
def test_a_name_at_a_private_address_is_not_resolved(monkeypatch, address):
    failure, resolver = lookup(monkeypatch, {"koran.contoh.id": address}, "koran.contoh.id")
    assert failure.check(DNSLookupError)
    assert resolver.refused == {"koran.contoh.id"}


def test_a_name_at_a_public_address_is(monkeypatch):
    assert lookup(monkeypatch, {"balipost.com": "104.21.3.4"}, "balipost.com")[0] == "104.21.3.4"


def test_the_proxies_of_the_environment_may_be_anywhere(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://nama:sandi@Proxy.Kantor.id:3128/")
    monkeypatch.setenv("https_proxy", "127.0.0.1:8080")
    assert {"proxy.kantor.id", "127.0.0.1"} <= proxy_hosts()
    answer, _ = lookup(monkeypatch, {"Proxy.Kantor.id": "10.0.0.5"}, "Proxy.Kantor.id")
    assert answer == "10.0.0.5"


PAPER = """
    from newscrawl.discovery.sources import Index
    from newscrawl.crawler.spider import NewsSpider

    class ContohSpider(NewsSpider):
        name = "contoh"
        publisher = "Contoh"
        region = "ID-BA"
        home = "http://koran-contoh.id:%(port)d/"
        status = "list"
        sources = (Index(""),)
        article_url = "^/berita/"
"""
#: A web of three names without a network: the paper, whose address passes for a public one where
#: the test says so, and a name that leads inward.
NAMES = """
    import os, socket
    import newscrawl.crawler.downloads.resolver as resolver

    NAMES = {"koran-contoh.id": "127.0.0.1", "dalam.contoh.id": "127.0.0.9"}
    real = resolver.is_public
    socket.gethostbyname = lambda name: NAMES[name]
    resolver.is_public = lambda a: a == os.environ.get("PASSES") or real(a)
"""


def crawl_directly(tmp_path, web, *settings, passes=""):
    """Crawl without a proxy a paper whose name resolves to loopback; return record and requests."""
    with serve(web) as stand:
        paper = textwrap.dedent(PAPER % {"port": stand.port})
        (tmp_path / "papers_of_this_test.py").write_text(paper)
        (tmp_path / "sitecustomize.py").write_text(textwrap.dedent(NAMES))
        proxies = {name for name in os.environ if name.lower().endswith("_proxy")}
        environment = {name: value for name, value in os.environ.items() if name not in proxies}
        environment |= {
            "NEWSCRAWL_OUTPUT": str(tmp_path),
            "PYTHONPATH": f"{tmp_path}{os.pathsep}{Path.cwd()}",
            "PASSES": passes,
        }
        command = ("crawl", "contoh", *FAST, "-s", "SPIDER_MODULES=papers_of_this_test")
        done = scrapy(*command, *settings, env=environment)
        kept = records(tmp_path, "contoh")
        assert kept, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return kept[-1], list(stand.requests)


def test_a_paper_whose_name_resolves_inward_is_not_connected_to(tmp_path):
    record, requests = crawl_directly(tmp_path, Newsstand())
    assert requests == []
    assert record["refused"] == {"private address": 1}
    assert record["listings_failed"] == {"private address": 1}
    assert record["exit_code"] == 3


def test_it_is_the_resolver_that_refuses(tmp_path):
    plain = "TWISTED_DNS_RESOLVER=scrapy.resolver.CachingThreadedResolver"
    _, requests = crawl_directly(tmp_path, Newsstand(), "-s", plain)
    # What follows is asked because the front page is not there.
    assert [request.path for request in requests[:2]] == ["/robots.txt", "/"]


def test_a_redirect_to_a_name_that_resolves_inward_is_refused(tmp_path):
    place = "koran-contoh.id"
    link = b'<h2><a href="/berita/1/judul-berita-yang-panjang">Judul berita yang panjang</a></h2>'

    class Web(Newsstand):
        def answer(self, url):
            if "/berita/" in url:
                return Answer(302, {"Location": "http://dalam.contoh.id/rahasia"})
            return Answer(200, HTML, link) if url.endswith("/") else super().answer(url)

    record, requests = crawl_directly(tmp_path, Web(), passes="127.0.0.1")
    assert {request.host for request in requests} == {place}
    assert record["refused"] == {"private address": 1}
    assert record["failed"] == {"private address": 1}
