"""WordPress and its themes, Blogger, Promedia, and Bali's papers with systems of their own."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from newscrawl.discovery.listing import read_listing
from newscrawl.discovery.sources import Rss, Window
from newscrawl.extraction import extract
from newscrawl.families.promedia import PrmnSpider, PromediaSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.families.wordpress_themes import GianMrSpider, JnewsSpider
from newscrawl.items import as_line
from newscrawl.sites.article import read_article
from newscrawl.spiders import bali
from tests.support.cases import case_of, cases
from tests.support.paths import PAGES, ROOT

WITA = ZoneInfo("Asia/Makassar")
WINDOW = Window(datetime(2026, 11, 1, tzinfo=WITA), datetime(2026, 11, 21, tzinfo=WITA))


class InfosumbarSpider(JnewsSpider):
    name = "jnews"
    publisher = "Infosumbar"
    region = "ID-SB"
    home = "https://infosumbar.net/"
    status = "scraper"


class HarianpostSpider(GianMrSpider):
    name = "gianmr"
    publisher = "Harian Post"
    region = "ID-GO"
    home = "https://harianpost.id/"
    status = "scraper"


class SuaramerdekaSpider(PromediaSpider):
    name = "promedia"
    publisher = "Suara Merdeka"
    region = "ID-JT"
    home = "https://www.suaramerdeka.com/"
    status = "scraper"


class GalamediaSpider(PrmnSpider):
    name = "galamedia"
    publisher = "Galamedia"
    region = "ID-JB"
    home = "https://galamedia.pikiran-rakyat.com/"
    status = "scraper"


class MediakendariSpider(WordpressSpider):
    name = "mediakendari"
    publisher = "Media Kendari"
    region = "ID-SG"
    home = "https://mediakendari.com/"
    status = "list"


# Families without a paper of Bali: the same cases as in tests/sites/, with a paper of this module.

PAPERS = {paper.name: paper for paper in (InfosumbarSpider, HarianpostSpider, SuaramerdekaSpider)}
CASES = list(cases(ROOT / "tests" / "unit" / "families"))


@cache
def line(case):
    article = read_article(
        case.page, url=case.url, paper=PAPERS[case.paper], fetched_at=case.fetched_at
    )
    return as_line(article)


@pytest.mark.parametrize(
    ("case", "field"),
    [(case, field) for case in CASES if not case.is_listing for field in case.told["expected"]],
    ids=str,
)
def test_field(case, field):
    assert line(case)[field] == case.told["expected"][field]


@pytest.mark.parametrize("case", [case for case in CASES if case.is_listing], ids=str)
def test_listing(case):
    paper = PAPERS[case.paper]
    if case.page.startswith(b"<?xml"):
        listing = Rss(case.url).read(case.page, url=case.url, is_article=paper.is_article)
    else:
        listing = read_listing(case.page, url=case.url, is_article=paper.is_article)
    assert [paper.canonical(link.url) for link in listing.links] == case.told["links"]
    assert listing.next_page == case.told["next"]


# Addresses

#: From public scrapers and stored pages.
REAL_ARTICLES = [
    (
        bali.BalipostSpider,
        "https://www.balipost.com/news/2018/03/16/40248/Keluar-Bali,Ribuan-Motor-Padati...html",
    ),
    (bali.BeritabaliSpider, "https://www.beritabali.com/berita/200802140013/kapolda"),
    (
        bali.BeritabaliSpider,
        (
            "https://beritabali.com/read/2017/12/04/201712040008/Modus-Penyelundupan-Baru-Ayam-Ilegal"
            "-Dibungkus-Plastik-Kemudian-Dimasukan-Tas.html"
        ),
    ),
    (bali.BalitribuneSpider, "http://balitribune.co.id/node/11518"),
    (
        bali.BalitribuneSpider,
        (
            "https://balitribune.co.id/content/tempat-melasti-terhalang-desa-adat-mesadu-ke-dprd-bali"
            "?page=2"
        ),
    ),
    (
        bali.NusabaliSpider,
        (
            "https://www.nusabali.com/berita/116074/dr-maharani-kandhisa-luncurkan-face-mist-leuti"
            "-yang-kaya-manfaat"
        ),
    ),
]

MADE_UP_ARTICLES = [
    (
        bali.BalipostSpider,
        "https://www.balipost.com/news/2026/11/18/312641/Tangga-Baru...html?amp=1",
    ),
    (bali.BalikiniSpider, "https://www.balikini.net/2025/05/gianyar-gelar-lomba.html?m=1"),
    (bali.BalipuspanewsSpider, "https://www.balipuspanews.com/bupati-minta-peta-rob/"),
    (bali.KoranbulelengSpider, "https://koranbuleleng.com/2026/11/18/kopi-lemukih/"),
    (bali.KoranbulelengSpider, "https://koranbuleleng.com/2026/11/18/news/kopi-lemukih/amp/"),
    (bali.FajarbaliSpider, "https://fajarbali.com/tukang-becak-sanur/2/"),
    (
        bali.WartabalionlineSpider,
        "https://wartabalionline.com/daerah/buleleng/timbangan-baru-pasar/",
    ),
    (InfosumbarSpider, "https://infosumbar.net/berita/berita-sumbar/kelas-sulam-di-agam/"),
    (HarianpostSpider, "https://harianpost.id/nelayan-ubah-plastik-jadi-papan/"),
    (MediakendariSpider, "https://mediakendari.com/jalan-kota-lama-ditutup/30483"),
    (
        SuaramerdekaSpider,
        "https://www.suaramerdeka.com/muria-raya/0416318822/tungku-genteng?page=all",
    ),
    (GalamediaSpider, "https://galamedia.pikiran-rakyat.com/news/pr-35800001/kelas-angklung"),
]

OTHER_URLS = [
    (bali.BalipostSpider, "https://www.balipost.com/news/2026/11/18"),
    (bali.BalipostSpider, "https://www.balipost.com/tag/breaking-news"),
    (bali.BalipostSpider, "https://lain.id/news/2026/11/18/312641/Tangga-Baru.html"),
    (bali.BeritabaliSpider, "https://beritabali.com/category/baca/3"),
    (bali.BeritabaliSpider, "https://beritabali.com/video/2026/11/bali-sepekan"),
    (bali.BeritabaliSpider, "https://beritabali.com/aboutus/2/Tentang-Kami.html"),
    (bali.BalitribuneSpider, "https://balitribune.co.id/taxonomy/term/12"),
    (bali.BalitribuneSpider, "https://balitribune.co.id/?page=33"),
    (bali.NusabaliSpider, "https://www.nusabali.com/search?keyword=subak&page=2"),
    (bali.NusabaliSpider, "https://www.nusabali.com/kategori/buleleng"),
    (
        bali.BalikiniSpider,
        (
            "https://www.balikini.net/search?max-results=10&reverse-paginate=true"
            "&updated-max=2025-05-27T06%3A03%3A00-07%3A00"
        ),
    ),
    (bali.BalikiniSpider, "https://www.balikini.net/p/redaksi-bali-kini.html"),
    (bali.BalikiniSpider, "https://www.balikini.net/2025/05/"),
    (bali.BalipuspanewsSpider, "https://www.balipuspanews.com/category/buleleng/page/2"),
    (bali.BalipuspanewsSpider, "https://www.balipuspanews.com/pedoman-media-siber/"),
    (bali.BalipuspanewsSpider, "https://www.balipuspanews.com/susunan-redaksi/"),
    (bali.KoranbulelengSpider, "https://koranbuleleng.com/tag/kopi-robusta-lemukih/"),
    (bali.KoranbulelengSpider, "https://koranbuleleng.com/2026/11/18/"),
    (bali.KoranbulelengSpider, "https://koranbuleleng.com/2026/11/page/2/"),
    (bali.FajarbaliSpider, "https://fajarbali.com/kode-etik-jurnalistik/"),
    (bali.FajarbaliSpider, "https://fajarbali.com/author/surya-dharma-bali/"),
    (bali.WartabalionlineSpider, "https://wartabalionline.com/category/daerah/buleleng/page/3/"),
    (bali.WartabalionlineSpider, "https://wartabalionline.com/wp-content/uploads/a-b-c.jpg"),
    (bali.WartabalionlineSpider, "https://wartabalionline.com/"),
    (HarianpostSpider, "https://harianpost.id/cat/pohuwato/"),
    (HarianpostSpider, "https://harianpost.id/topik/pohuwato/"),
    (SuaramerdekaSpider, "https://www.suaramerdeka.com/video/0416000001/sore-di-kudus"),
    (SuaramerdekaSpider, "https://www.suaramerdeka.com/indeks-berita?page=2"),
    (GalamediaSpider, "https://galamedia.pikiran-rakyat.com/tag/bandung"),
]


@pytest.mark.parametrize(("paper", "url"), REAL_ARTICLES + MADE_UP_ARTICLES, ids=str)
def test_articles_are_known_by_their_address(paper, url):
    assert paper.is_article(url)


@pytest.mark.parametrize(("paper", "url"), OTHER_URLS, ids=str)
def test_other_pages_are_not_taken_for_articles(paper, url):
    assert not paper.is_article(url)


# Sources: the first request of each, in the order they are tried.


def first_requests(paper, section=None):
    asked = [source for source in paper.sources if section or not source.by_section]
    return [next(source.starts(WINDOW, section)).url for source in asked]


def test_wordpress_asks_rest_then_the_feed_then_the_pages():
    assert first_requests(bali.KoranbulelengSpider) == [
        (
            "https://koranbuleleng.com/wp-json/wp/v2/posts?per_page=50&page=1"
            "&after=2026-10-31T16:00:00Z&before=2026-11-20T16:00:00Z&_fields=link,date_gmt,title"
        ),
        "https://koranbuleleng.com/feed/",
        "https://koranbuleleng.com/feed/?paged=2",
        "https://koranbuleleng.com/",
        "https://koranbuleleng.com/page/1/",
    ]


def test_balipost_has_an_archive_by_day():
    assert first_requests(bali.BalipostSpider)[1:] == [
        "https://www.balipost.com/feed/",
        "https://www.balipost.com/news/2026/11/20",
    ]


def test_blogger_pages_its_feed_by_entries():
    feed = bali.BalikiniSpider.sources[0]
    visit = next(feed.starts(WINDOW))
    assert visit.url.endswith("/feeds/posts/default?alt=rss&start-index=1&max-results=25")
    page = (PAGES / "www.balikini.net/feed.xml").read_bytes()
    listing = feed.read(page, url=visit.url, is_article=bali.BalikiniSpider.is_article)
    assert feed.next_request(visit, listing, WINDOW).url.endswith(
        "&start-index=26&max-results=25".lstrip("&")
    )


def test_nusabali_turns_to_a_section_when_one_is_asked_for():
    assert first_requests(bali.NusabaliSpider, "buleleng")[0] == (
        "https://www.nusabali.com/kategori/buleleng"
    )
    assert first_requests(bali.NusabaliSpider)[0] == "https://www.nusabali.com/"


def test_drupal_counts_its_pages_from_nought():
    assert first_requests(bali.BalitribuneSpider) == [
        "https://balitribune.co.id/rss.xml",
        "https://balitribune.co.id/",
        "https://balitribune.co.id/?page=1",
    ]


# What a fact alone does not show


def test_a_syndicated_copy_has_the_same_body_on_both_papers():
    bodies = []
    for paper, name in (
        (bali.BeritabaliSpider, "beritabali/material-icons"),
        (bali.BalipostSpider, "balipost/feri-listrik"),
    ):
        found = extracted(paper, case_of(name))
        assert found.source_organization == "cnnindonesia.com"
        bodies.append(found.paragraphs)
    assert bodies[0] == bodies[1]


def test_the_address_of_a_node_gives_way_to_the_page_s_own():
    case, paper = case_of("balitribune/node-twin"), bali.BalitribuneSpider
    found, told = extracted(paper, case), case.told["expected"]["canonical_url"]
    assert paper.canonical(case.url) != told
    assert paper.is_article(found.canonical)
    assert paper.canonical(found.canonical) == told


def extracted(paper, case):
    return extract(case.page, url=case.url, rules=paper.rules(), now=case.fetched_at)
