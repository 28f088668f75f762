"""Packed sitemaps, crawled: read however they are sent, and named when they cannot be."""

import gzip

import pytest

from newscrawl.newsstand import Answer
from tests.support.crawling import HOST, WINDOW, crawl, page, url


def sitemap(*addresses):
    return "<urlset>" + "".join(f"<url><loc>{one}</loc></url>" for one in addresses) + "</urlset>"


PACKED = gzip.compress(sitemap(url(1), url(2)).encode())


KINDS = {
    "a.xml.gz": {"Content-Type": "application/x-gzip"},
    "b.xml.gz": {"Content-Type": "application/octet-stream"},
    "c.xml": {"Content-Type": "application/xml"},
    "d.xml.gz": {"Content-Type": "text/xml", "Content-Encoding": "gzip"},
    "e.xml.gz": {"Content-Type": "application/x-gzip", "Content-Encoding": "gzip"},
    "f": {},
}


@pytest.fixture
def mapped(tmp_path):
    """Crawl a paper whose only source is an index of sitemaps."""

    def run(branches, *arguments):
        (tmp_path / "papers_with_maps.py").write_text(
            "from newscrawl.discovery.sources import Sitemap\n"
            "from newscrawl.spiders.bali import NusabaliSpider\n\n\n"
            "class PetaSpider(NusabaliSpider):\n"
            f'    name = "peta"\n    home = "{HOST}/"\n    sources = (Sitemap("sitemap.xml"),)\n'
        )
        index = sitemap(*(f"{HOST}/{name}" for name in branches))
        index = index.replace("urlset", "sitemapindex").replace("url>", "sitemap>")
        web = {f"{HOST}/{name}": answer for name, answer in branches.items()}
        web |= {f"{HOST}/sitemap.xml": Answer(200, {}, index.encode()), **articles()}
        env = {"PYTHONPATH": str(tmp_path)}
        settings = ("-s", "SPIDER_MODULES=papers_with_maps", *arguments)
        return crawl(web, tmp_path / "out", *WINDOW, *settings, name="peta", env=env)

    return run


def articles():
    return {url(n): page(n, 6) for n in range(1, 20)}


def test_packed_sitemaps_of_an_index_are_read_however_they_are_sent(mapped):
    branches = {}
    for number, (name, headers) in enumerate(KINDS.items(), start=1):
        branches[name] = Answer(200, headers, gzip.compress(sitemap(url(number)).encode()))
    branches["g.xml.gz"] = Answer(200, {"Content-Type": "text/xml"}, sitemap(url(7)).encode())
    run = mapped(branches)
    assert run.code == 0, run.log
    assert len(run.lines) == 7, run.record["listings_failed"]


def test_a_sitemap_of_an_index_that_fails_is_in_the_verdict(mapped):
    good = Answer(200, {}, PACKED)
    run = mapped({"a.xml.gz": good, "b.xml.gz": Answer(404)})
    assert len(run.lines) == 2
    assert (run.code, run.record["verdict"]) == (9, "broken")
    assert run.record["broken"] == ["sitemaps of the index could not be read: 1 times http 404"]
    assert mapped({"a.xml.gz": good}).record["verdict"] == "ok"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (gzip.compress(bytes(64_000_000)), "not of its kind"),
        (gzip.compress(sitemap(*(url(n * n) for n in range(2000))).encode())[:-900], "truncated"),
        (b"\x1f\x8brusak", "not of its kind"),
    ],
    ids=["bomb", "cut", "damaged"],
)
def test_a_packed_sitemap_that_cannot_be_read_is_one_named_failure(mapped, body, reason):
    run = mapped({"a.xml.gz": Answer(200, {}, PACKED), "b.xml.gz": Answer(200, {}, body)})
    assert run.record["listings_failed"] == {reason: 1}, run.log
    assert run.record["verdict"] == "broken"
    assert "Traceback" not in run.log
