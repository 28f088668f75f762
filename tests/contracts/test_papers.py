"""All papers, offline: their facts, their addresses, their first requests, their place."""

import ast
import inspect
import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import get_args
from urllib.parse import urljoin, urlsplit

import pytest
from scrapy.settings import Settings

from newscrawl.api import hosts, papers
from newscrawl.crawler.discovering import Discovery
from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Sitemap
from newscrawl.regions import REGIONS, WIB
from newscrawl.sites.checks import NO_ARTICLES
from newscrawl.sites.definition import Status
from newscrawl.urls import same_outlet
from newscrawl.urls.host import bare_host
from tests.support.paths import ROOT

PAPERS = papers()
MODULES = sorted(Path("newscrawl", "spiders").glob("*.py"))
LEFT_OUT = Path("docs", "left_out.md")
DATA = ROOT / "tests" / "data"
REAL_URLS = [
    json.loads(line) for line in (DATA / "real_urls.jsonl").read_text("utf-8").splitlines()
]


def every_paper(check):
    """Make one test of a check of all papers: 350 tests of microseconds each would cost seconds."""

    def test():
        for paper in PAPERS.values():
            check(paper)

    test.__name__ = check.__name__
    return test


def at_host(url):
    return hosts().get(bare_host(urlsplit(url).netloc), [])


# How many, and where


def test_there_are_as_many_papers_as_promised():
    assert len(PAPERS) >= 340


def test_every_province_has_a_paper_and_a_module():
    assert {paper.region for paper in PAPERS.values()} >= set(REGIONS)
    assert {file.stem for file in MODULES} == {module_of(region) for region in (*REGIONS, None)} | {
        "__init__"
    }


def module_of(region):
    return re.sub(r"\W+", "_", REGIONS[region].name.lower()) if region else "nasional"


def test_no_name_is_given_twice():
    names = [
        ast.literal_eval(part.value)
        for file in MODULES
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
        for part in node.body
        if isinstance(part, ast.Assign) and ast.unparse(part.targets[0]) == "name"
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert set(names) == set(PAPERS)


@pytest.mark.parametrize("module", MODULES, ids=lambda file: file.stem)
def test_classes_stand_in_alphabetical_order(module):
    tree = ast.parse(module.read_text("utf-8"))
    names = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    assert names == sorted(names)


def test_most_papers_are_a_few_facts():
    lengths = [len(inspect.getsource(paper).splitlines()) for paper in PAPERS.values()]
    assert median(lengths) <= 10  # what a probe corrects is a line a fact
    assert max(lengths) <= 40


def test_every_row_of_the_list_is_a_paper_or_left_out_with_a_reason():
    told = LEFT_OUT.read_text("utf-8")
    sites = (DATA / "domains.txt").read_text("utf-8").splitlines()
    known = {site for site in sites if bare_host(site.partition("/")[0]) in hosts()}
    missing = [site for site in sites if site not in known and f"| {site} |" not in told]
    assert missing == []


# Facts


@every_paper
def test_facts_are_complete(paper):
    assert paper.publisher.strip() == paper.publisher != ""
    assert paper.status in get_args(Status)
    assert re.fullmatch(r"https://[a-z0-9.-]+/(?:[a-z-]+/)*", paper.home)
    assert paper.sources
    assert paper.article_url
    assert (inspect.getdoc(paper) or "").split("\n\n")[0].endswith(".")


@every_paper
def test_name_class_and_module_agree(paper):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", paper.name)
    camel = "".join(part[:1].upper() + part[1:] for part in paper.name.split("_"))
    assert paper.__name__.startswith(camel)
    assert paper.__name__.endswith("Spider")
    assert paper.__module__ == f"newscrawl.spiders.{module_of(paper.region)}"


@every_paper
def test_the_zone_follows_from_the_region(paper):
    # No row of the list tells another zone than its province's; a paper that does states why.
    assert paper.zone == (REGIONS[paper.region].zone if paper.region else WIB)


@every_paper
def test_politeness_is_not_lowered(paper):
    assert paper.custom_settings is None
    assert paper.start is NewsSpider.start
    assert "antaranews.com" not in paper.home or paper.permission


# Addresses

#: Forms of addresses seen at papers: (paper, path) from their homes.
ARTICLES = (
    ("ajnn", "news/pdam-tirta-tamiang-rugi-rp4-m-pada-2022/index.html"),
    ("analisadaily", "berita/baca/2026/08/22/1076850/tim-usu-dan-pakar-arsitektur-dunia/"),
    ("analisadaily", "berita/baca/1075375/telkom-transformasi-digital"),
    ("antara_kaltara", "berita/513809/khairul-dilantik"),
    ("benuanta", "index.php/2024/02/24/pelabuhan-tengkayu-ii-bakal-fokus/135827/"),
    ("cakaplah", "berita/baca/91144/2022/10/24/riau-butuh-7-ribu-kantong-darah"),
    ("detik_jatim", "berita/d-7739956/judul-berita"),
    ("detik_jatim", "https://news.detik.com/berita-jawa-timur/d-5432100/judul-berita"),
    ("dialeksis", "nasional/waspada-pesan-kuota-gratis-81-gb/"),
    ("espos", "https://solopos.espos.id/viral-keributan-antarpendaki-di-puncak-2210681"),
    ("espos", "https://www.solopos.com/solopos-hari-ini-supermacet-tanpa-solusi-1048020"),
    ("gosumut", "berita/baca/2023/01/17/data-bps-2022-angka-kemiskinan"),
    ("goriau", "berita/baca/gandeng-bank-riau-kepri-syariah.html"),
    ("harianhaluan", "https://harianhaluan.id/nasional/hh-12345/judul-berita"),
    (
        "harianjogja",
        "https://jogjapolitan.harianjogja.com/read/2024/02/02/510/1163565/pemkot-jogja",
    ),
    ("hariansib", "Headlines/403610/sib-news-network-diluncurkan/all"),
    ("idntimes_jatim", "news/jawa-timur/51-orang-tewas-dalam-laka-00-w15v1-tr21kf"),
    ("jubi", "polhukam/2023/bawaslu-papua-tengah-sebut-penetapan/"),
    ("kaltimpost", "balikpapan/2386892917/judul-berita"),
    ("kieraha", "news/rantau/12017/kronologi-kejadian-di-rantau/"),
    ("korankaltim", "read/undefined/77569/desa-loa-duri-ilir-terpilih"),
    ("kupastuntas", "2022/01/09/stok-batu-bara-di-lampung-dipastikan-aman"),
    ("mistar", "news/sumut/20-ranperda-deli-serdang-2026-disahkan"),
    ("mjnews", "kesehatan/m-6970/pemkab-asahan-ucapkan-terima-kasih"),
    ("pikiranrakyat", "bandung-raya/pr-0112345678/judul-berita"),
    ("pontianakpost", "https://pontianakpost.co.id/judul-berita-lama-di-akar"),
    ("portalmadura", "5-trik-cerdas-belanja-baju-secara-online-133717/"),
    ("prokal", "https://balikpapan.prokal.co/read/news/12345-judul-berita.html"),
    ("prokalteng", "prohukrim/kasuistika/23/05/2024/terbesar-di-kalteng/"),
    ("radarbogor", "https://www.radarbogor.id/?p=12345"),
    ("radarlombok", "str-palsu-perawat-beredar-di-lombok-tengah.html"),
    ("seputarpapua", "view/judul-berita.html"),
    ("suarasurabaya", "ekonomibisnis/2021/tiga-kawasan-industri-baru/"),
    ("surabayapagi", "news-268303-sukses-pikat-turis-asing"),
    ("suara_jogja", "read/2020/09/18/104003/top-5-suarajogja"),
    ("timesmaluku", "alotnya-upaya-damai-hitu-wakal/terkini/"),
    ("tribun_timur", "2026/11/02/judul-berita"),
    ("tribun_timur", "makassar/1234567/judul-berita"),
    ("waspada", "https://redaksi.waspada.co.id/v2021/2017/01/penghargaan-10-tokoh/"),
)
#: What makes twins of an article's address: the same article, fetched once.
TWINS = ("?utm_source=antaranews&utm_medium=rss", "#komentar", "?fbclid=IwAR0abc", "?amp=1")


@every_paper
def test_what_is_no_article_is_refused(paper):
    taken = [path for path in NO_ARTICLES if paper.is_article(urljoin(paper.home, path))]
    assert not paper.is_article(paper.home)
    assert not paper.is_article("https://contoh.id/2026/11/02/judul-berita-yang-cukup-panjang/")
    assert taken == []


@pytest.mark.parametrize(("name", "path"), ARTICLES)
def test_articles_and_their_twins_are_accepted(name, path):
    paper = PAPERS[name]
    url = urljoin(paper.home, path)
    assert paper.is_article(url)
    for twin in TWINS if "?" not in url else ():
        assert paper.is_article(url + twin), twin
        assert paper.canonical(url + twin) == paper.canonical(url)


@pytest.mark.parametrize(
    "row", [row for row in REAL_URLS if row["in_list"]], ids=lambda row: row["url"]
)
def test_real_addresses_are_told_apart(row):
    taken = [paper.name for paper in at_host(row["url"]) if paper.is_article(row["url"])]
    assert bool(taken) == (row["kind"] in {"article", "article_page"}), taken


# The first requests


async def first_requests(paper, **arguments):
    spider = paper(**arguments)
    settings = Settings({"NEWSCRAWL_FIRST_DAYS": 7})
    signals = SimpleNamespace(connect=lambda *_: None)
    spider.crawler = SimpleNamespace(
        settings=settings, signals=signals, get_extension=lambda _: None
    )
    spider.discovery = Discovery(spider)
    return [request async for request in spider.start()]


def run(coroutine):
    """Run what never waits for anything: no loop is needed, so 350 papers take no time."""
    with pytest.raises(StopIteration) as done:
        coroutine.send(None)
    return done.value.value


@every_paper
def test_start_asks_the_first_source_for_its_first_page(paper):
    (request,) = run(first_requests(paper))
    source = next(one for one in paper.sources if not one.by_section)
    days = [datetime.now(UTC).astimezone().date() + timedelta(days=n) for n in (-1, 0, 1)]
    assert "{" not in request.url
    assert re.fullmatch(pattern_of(source.url), request.url), request.url
    assert request.callback.__name__ == "parse_listing"
    assert request.errback.__name__ == "listing_failed"
    assert request.cb_kwargs["visit"].page == source.first
    if request.cb_kwargs["visit"].day:
        assert request.cb_kwargs["visit"].day in days
    assert any(same_outlet(request.url, f"https://{host}/") for host in paper.own_hosts())


def pattern_of(template):
    """Return a regular expression for what a source's address may become."""
    return re.sub(r"\\\{\w+[^}]*\\\}", "[^&]*", re.escape(template))


@every_paper
def test_a_section_is_asked_for_where_the_paper_has_listings_of_sections(paper):
    by_section = [one for one in paper.sources if one.by_section]
    (request,) = run(first_requests(paper, section="hukum-kriminal"))
    assert not by_section or "hukum-kriminal" in request.url


@every_paper
def test_addresses_of_sources_are_whole_and_asked_once(paper):
    addresses = [one.url for one in paper.sources]
    assert all(address.startswith("https://") for address in addresses)
    assert len(set(addresses)) == len(addresses)
    assert not [one for one in paper.sources if isinstance(one, Sitemap) and "{" in one.url]


def test_papers_that_share_a_host_are_few_and_known():
    shared = {host for host, papers_there in hosts().items() if len(papers_there) > 1}
    assert shared <= {"detik.com", "news.detik.com", "cenderawasihpos.jawapos.com"}
