"""Tribun, ANTARA, detik, Suara, Jawa Pos, IDN Times: addresses, sources, embedded JSON."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from newscrawl.discovery.window import Window
from newscrawl.extraction import extract
from newscrawl.extraction.multipage import MultiPage
from newscrawl.families.antara import AntaraSpider
from newscrawl.families.jawapos import JawaPosSpider
from newscrawl.families.suara import SuaraSpider, sources_of
from newscrawl.families.tribun import TribunSpider
from newscrawl.page.errors import NotAnArticle
from newscrawl.spiders import bali
from newscrawl.text import content_hash
from tests.support.cases import case_of

WITA = ZoneInfo("Asia/Makassar")
NOW = datetime(2026, 11, 21, 16, tzinfo=WITA)
WINDOW = Window(datetime(2026, 11, 1, tzinfo=WITA), datetime(2026, 11, 21, tzinfo=WITA))


def paper(base, home, region="ID-BA", **facts):
    stated = {"name": "x", "publisher": "X", "region": region, "home": home, "status": "family"}
    return type("XSpider", (base,), stated | facts)


def kupang():
    return paper(TribunSpider, "https://kupang.tribunnews.com/", "ID-NT")


# Addresses


@pytest.mark.parametrize(
    ("spider", "path"),
    [
        (bali.TribunBaliSpider, "/2018/02/24/judul-berita?page=4"),
        (bali.TribunBaliSpider, "/amp/2025/06/13/populer-riau-pajero-tabrak-truk"),
        (bali.TribunBaliSpider, "/tabanan/7858656/judul-berita"),
        (bali.TribunBaliSpider, "/internasional/2026/07/24/rusia-menjebak-buruh-migran"),
        (bali.AntaraBaliSpider, "/berita/112629/judul"),
        (bali.AntaraBaliSpider, "/amp/berita/496552/awak-antara-kalsel-diajak"),
        (bali.DetikBaliSpider, "/bali/berita/d-7739956/judul?single=1"),
        (bali.DetikBaliSpider, "/bali/hukum-kriminal/d-7718455/judul"),
        (bali.SuaraBaliSpider, "/read/2021/09/21/062000/top-5-suarajogja-ganjar"),
        (bali.SuaraBaliSpider, "/amp/read/2020/08/28/210744/sukses-di-jogja?page=1"),
        (bali.RadarbaliSpider, "/cover-story/12/02/2023/22-tahun-perjalanan-jawa-pos/"),
        (bali.RadarbaliSpider, "/lintas-papua/biak/10/10/2025/rekrutmen-pln-up3-biak/"),
        (bali.RadarbaliSpider, "/berita-utama/02/03/2023/ditutup-dengan-komitmen/amp/"),
        (bali.RadarbaliSpider, "/ekonomi/704164837/indonesia-international-motor-show-2024"),
        (bali.RadarbaliSpider, "/bali/amp/70833788/agung-suyoga-sumbangkan-pendapatannya"),
        (bali.RadarbaliSpider, "/read/2020/03/29/186115/hama-wereng-menyerang"),
        (bali.BaliexpressSpider, "/bali/671143644/judul"),
        (bali.BaliexpressSpider, "/balikpapan/2386892917/judul"),
        (bali.IdntimesBaliSpider, "/news/bali/petani-gagal-panen-00-x4g41-t6q4dd"),
        (bali.IdntimesBaliSpider, "/news/bali/malangnya-driver-ojol-c1c2-00-h8f5v-m884gp/amp"),
        (bali.IdntimesBaliSpider, "/science/discovery/ari-budiadnyana/sejarah-patung-c1c2"),
    ],
)
def test_real_addresses_are_articles(spider, path):
    host = spider.home.split("/", 3)[2]
    assert spider.is_article(f"https://{host}{path}")
    assert spider.is_article(f"http://{host}{path}")


@pytest.mark.parametrize(
    ("spider", "url"),
    [
        (bali.TribunBaliSpider, "https://bali.tribunnews.com/"),
        (bali.TribunBaliSpider, "https://bali.tribunnews.com/tag/demokrat"),
        (bali.TribunBaliSpider, "https://bali.tribunnews.com/topic/12345/berita-bali"),
        (bali.TribunBaliSpider, "https://bali.tribunnews.com/video/2026/11/19/tayangan-pagi"),
        (bali.TribunBaliSpider, "https://bali.tribunnews.com/penulis/123456/nama"),
        (bali.TribunBaliSpider, "https://bali.tribunnews.com/index-news?date=2026-11-19&page=2"),
        (bali.TribunBaliSpider, "https://kupang.tribunnews.com/2020/12/01/lantang-suarakan"),
        (bali.TribunBaliSpider, "https://www.tribun-bali.example/2020/12/01/lantang"),
        (bali.AntaraBaliSpider, "https://bali.antaranews.com/nasional/berita/1075038/swafoto"),
        (bali.AntaraBaliSpider, "https://bali.antaranews.com/video/41233/tari-di-pantai"),
        (bali.AntaraBaliSpider, "https://bali.antaranews.com/about-us"),
        (bali.DetikBaliSpider, "https://www.detik.com/jatim/berita/d-7739956/judul"),
        (bali.DetikBaliSpider, "https://www.detik.com/bali/indeks?date=11/19/2026&page=1"),
        (bali.DetikBaliSpider, "https://www.detik.com/bali/foto-bali/d-8210001/foto-mural"),
        (bali.DetikBaliSpider, "https://20.detik.com/detikupdate/20261118-261118042/video"),
        (bali.SuaraBaliSpider, "https://bali.suara.com/video/2026/11/18/120000/panen"),
        (bali.SuaraBaliSpider, "https://jogja.suara.com/read/2021/09/21/062000/top-5"),
        (bali.RadarbaliSpider, "https://radarbali.jawapos.com/tag/celuk/page/12"),
        (bali.RadarbaliSpider, "https://radarbali.jawapos.com/video/2611190001/parade"),
        (bali.RadarbaliSpider, "https://radarbali.jawapos.com/author/12345678/nama"),
        (bali.IdntimesBaliSpider, "https://bali.idntimes.com/news/bali"),
        (bali.IdntimesBaliSpider, "https://bali.idntimes.com/author/ni-luh/x/y-z"),
        (bali.IdntimesBaliSpider, "https://bali.idntimes.com/quiz/tebak-nama-danau"),
    ],
)
def test_other_addresses_are_none(spider, url):
    assert not spider.is_article(url)


def test_twins_have_one_address():
    url = "https://bali.tribunnews.com/2026/11/17/pasar-malam-pindah-sementara"
    twins = [url, f"{url}?page=all", f"{url}?page=2", url.replace(".com/", ".com/amp/")]
    assert {bali.TribunBaliSpider.canonical(twin) for twin in twins} == {url}
    radar = "https://radarbali.jawapos.com/bali/70833788/agung"
    assert bali.RadarbaliSpider.canonical(radar.replace("/bali/", "/bali/amp/")) == radar


# Sources


def first_requests(spider, section=None):
    return [next(iter(s.starts(WINDOW, section))).url for s in spider.sources]


def test_tribun_ends_with_its_index_by_date():
    feed, section, by_date = first_requests(kupang(), "kota-kupang")
    assert feed == "https://kupang.tribunnews.com/rss"
    assert section == "https://kupang.tribunnews.com/index-news/kota-kupang?page=1"
    assert by_date == "https://kupang.tribunnews.com/index-news?date=2026-11-20&page=1"
    assert [source.last for source in kupang().sources] == [None, 10, 10]
    days = [visit.url for visit in kupang().sources[2].starts(WINDOW)]
    assert len(days) == 20
    assert days[-1].endswith("date=2026-11-1&page=1")


def test_detik_wants_the_month_before_the_day():
    assert first_requests(bali.DetikBaliSpider, "kuliner") == [
        "https://www.detik.com/bali/kuliner/indeks?page=1",
        "https://www.detik.com/bali/indeks?date=11/20/2026&page=1",
    ]


def test_jawa_pos_asks_both_feeds_then_its_index_in_english():
    home = "https://radarbali.jawapos.com/"
    assert first_requests(bali.RadarbaliSpider) == [
        f"{home}rss",
        f"{home}feed/",
        f"{home}indeks-berita?daterange=20%20November%202026%20-%2020%20November%202026&page=1",
        f"{home}indeks-berita?page=1",
    ]


def test_a_region_of_suara_has_its_own_sitemap():
    jogja = paper(SuaraSpider, "https://jogja.suara.com/", "ID-YO", sources=sources_of("jogja"))
    assert first_requests(jogja) == [
        "https://jogja.suara.com/static/news/jogja-sitemap.xml",
        "https://jogja.suara.com/",
    ]


def test_antara_asks_to_be_asked():
    assert "consent" in AntaraSpider.permission
    assert first_requests(bali.AntaraBaliSpider) == [
        "https://bali.antaranews.com/rss/terkini.xml",
        "https://bali.antaranews.com/terkini?page=1",
    ]


# Embedded JSON


ARTICLE = {
    "title": "Judul",
    "content": "<p>Isi.</p>",
    "published_at": "2026-09-05 12:06:03",
    "authors": [{"name": "Ni Luh"}],
    "editor": {"name": "I Made"},
    "category": {"name": "Bali", "slug": "bali"},
    "tags": [{"name": "air"}, "sawah"],
    "cover": "https://cdn-assets.jawapos.com/x.webp",
}


def inertia(article):
    root = html.fromstring("<html><body><div id='app'></div></body></html>")
    root.get_element_by_id("app").set("data-page", json.dumps({"props": {"article": article}}))
    return root


def nextjs(article):
    data = json.dumps({"props": {"pageProps": {"article": article}}})
    return html.fromstring(f"<html><script id='__NEXT_DATA__'>{data}</script><p>x</p></html>")


@pytest.mark.parametrize("page", [inertia, nextjs])
def test_jawa_pos_reads_the_article_out_of_the_page(page):
    assert JawaPosSpider.embedded(page(ARTICLE)) == {
        "headline": "Judul",
        "description": None,
        "datePublished": "2026-09-05 12:06:03",
        "author": [{"name": "Ni Luh"}],
        "editor": {"name": "I Made"},
        "articleSection": "Bali",
        "keywords": ["air", "sawah"],
        "image": "https://cdn-assets.jawapos.com/x.webp",
        "articleBody": "<p>Isi.</p>",
    }


@pytest.mark.parametrize(
    "article", [None, [], "x", {}, {"title": "Judul"}, {"title": "Judul", "content": ""}]
)
def test_a_page_without_an_article_in_its_data_gives_none(article):
    assert JawaPosSpider.embedded(inertia(article)) is None
    assert JawaPosSpider.embedded(nextjs(article)) is None


@pytest.mark.parametrize("data", ["", "{", "[]", "null", '{"props": []}', '{"props": {}}', "7"])
def test_data_of_another_shape_gives_none(data):
    root = html.fromstring("<html><body><div id='app'></div></body></html>")
    root.get_element_by_id("app").set("data-page", data)
    assert JawaPosSpider.embedded(root) is None


# Pages


def read(spider, url, page, *, part=False):
    return extract(page, url=url, rules=spider.rules(), now=NOW, part=part)


@pytest.mark.parametrize(
    ("spider", "name", "last"),
    [
        (bali.TribunBaliSpider, "tribun_bali/two-pages", "di belakang balai banjar."),
        (bali.SuaraBaliSpider, "suara_bali/first-of-two-pages", "sambil menutup pintu menara."),
        (
            bali.RadarbaliSpider,
            "radarbali/promedia-first-of-two-pages",
            "enam desa penerima layanan.",
        ),
    ],
)
def test_an_article_on_two_pages_becomes_one(spider, name, last):
    case = case_of(name)
    parts = MultiPage(read(spider, case.url, case.page), case.url, NOW)
    following = parts.next_url()
    assert following == f"{case.url}?page=2"
    first = len(parts.extraction.paragraphs)
    second = case.file.with_stem(f"{case.file.stem}-page2").read_bytes()
    parts.add(read(spider, following, second, part=True), following)
    assert parts.next_url() is None
    assert len(parts.extraction.paragraphs) == first + 3
    assert parts.extraction.paragraphs[-1].endswith(last)


def test_tribun_prints_what_antara_wrote():
    copied, by = case_of("tribun_bali/antara-copy"), case_of("antara_bali/copied-by-tribun")
    copy = read(bali.TribunBaliSpider, copied.url, copied.page)
    original = read(bali.AntaraBaliSpider, by.url, by.page)
    assert copy.source_organization == "ANTARA"
    assert content_hash(copy.article_body) == content_hash(original.article_body)


@pytest.mark.parametrize(
    ("spider", "name"),
    [
        (bali.TribunBaliSpider, "tribun_bali/index"),
        (bali.AntaraBaliSpider, "antara_bali/terkini"),
        (bali.IdntimesBaliSpider, "idntimes_bali/section"),
    ],
)
def test_a_listing_is_no_article(spider, name):
    case = case_of(name)
    with pytest.raises(NotAnArticle):
        read(spider, case.url, case.page)
