"""Disway, RMOL, JPNN, VIVA, Republika, and the outlets of all provinces: Kompas, SINDOnews, RRI."""

import inspect
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawl.api import extract_article, papers
from newscrawl.discovery.listing import Listing
from newscrawl.discovery.sources import Index, Rss
from newscrawl.discovery.window import Window
from newscrawl.extraction import extract
from newscrawl.extraction.multipage import MultiPage
from newscrawl.families.rri import RriSpider
from newscrawl.regencies import region_of_dateline
from newscrawl.regions import REGIONS, region_of_place
from newscrawl.sites.definition import Newspaper
from tests.support.cases import case_of
from tests.support.paths import SITES

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
WINDOW = Window(datetime(2026, 11, 1, tzinfo=WIB), datetime(2026, 11, 21, tzinfo=WIB))
NATIONALS = ("kompas_regional", "sindonews_daerah", "rri")


# Addresses


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("sumeks", "https://sumeks.disway.id/amp/403274/amankan-demo-mahasiswa-palembang"),
        ("bengkuluekspress", "https://bengkuluekspress.disway.id./amp/114257/tutup-safari"),
        ("radarlampung", "https://radarlampung.disway.id/read/801204/warga-kota-agung/15"),
        ("radarbanyumas", "https://radarbanyumas.disway.id/purwokerto/read/153842/kabar-pagi"),
        ("jambiekspres", "https://jambiekspres.disway.id/read/656720/punya-momongan-tahun-2023"),
        ("jambiekspres", "https://jambiekspres.co.id/read/656720/punya-momongan-tahun-2023"),
        ("jambi_independent", "https://www.jambi-independent.co.id/read/2018/05/02/24117/judul"),
        ("rmol_bengkulu", "https://www.rmolbengkulu.id/pena-pers-dan-kampus"),
        ("jpnn_jatim", "https://jatim.jpnn.com/jatim-terkini/39375/cegah-ayam-stres?page=2"),
        ("viva_lampung", "https://lampung.viva.co.id/kabar/18589-sempat-tak-terima?page=2"),
        ("rejogja", "https://rejogja.republika.co.id/berita/sh6mru282/klitih-kembali-part2"),
        ("kompas_regional", "https://regional.kompas.com/copy/2022/07/03/185701078/profil-jaya"),
        ("kompas_regional", "https://denpasar.kompas.com/read/2022/03/13/205327678/daftar-a"),
        ("kompas_regional", "http://regional.kompas.com/read/2017/09/17/14340381/sekilas?page=all"),
        (
            "sindonews_daerah",
            "https://daerah.sindonews.com/read/730133/707/gedung-lawang-sewu-1648782257?showpage=all",
        ),
        ("rri", "https://rri.co.id/padang/hobi/2786368/mencoba-sensasi-bertahan-hidup"),
        ("rri", "https://rri.co.id/daerah/1944351/kota-makassar-kembali-toreh-prestasi"),
    ],
)
def test_real_addresses_are_articles(name, url):
    assert papers()[name].is_article(url)


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("radarlampung", "https://radarlampung.disway.id/kategori/458/lampung-raya"),
        ("radarlampung", "https://radarlampung.disway.id/listtag/1201/tanggamus"),
        ("radarlampung", "https://radarlampung.disway.id/search/kata/?c=kopi"),
        ("radarlampung", "https://sumeks.disway.id/read/403274/amankan-demo-mahasiswa"),
        ("rmol_bengkulu", "https://www.rmolbengkulu.id/tag/kopi"),
        ("rmol_bengkulu", "https://www.rmolbengkulu.id/pedoman-media-siber"),
        ("rmol_bengkulu", "https://www.rmolbengkulu.id/politik"),
        ("jpnn_jatim", "https://jatim.jpnn.com/jatim-terkini?page=2"),
        ("jpnn_jatim", "https://jatim.jpnn.com/tag/12/ayam"),
        ("viva_lampung", "https://lampung.viva.co.id/berita?page=2"),
        ("viva_lampung", "https://lampung.viva.co.id/video/1-panen"),
        ("rejogja", "https://rejabar.republika.co.id/berita/tk4f2b312/sungai-di-bandung"),
        ("rejogja", "https://rejogja.republika.co.id/page/penulis/000/nama"),
        ("kompas_regional", "https://www.kompas.com/tag/semarang"),
        ("kompas_regional", "https://regional.kompas.com/image/2022/07/03/185701078/foto"),
        ("kompas_regional", "https://nasional.kompas.com/read/2026/01/19/20333411/anggaran"),
        ("sindonews_daerah", "https://daerah.sindonews.com/topic/9001/banjir"),
        ("sindonews_daerah", "https://hi-lite.sindonews.com/read/12/704/kota-lama-1795075200"),
        ("rri", "https://rri.co.id/gorontalo"),
        ("rri", "https://rri.co.id/search?q=rri&page=2"),
        ("rri", "https://rri.co.id/podcast/88/120/suara-malam"),
    ],
)
def test_other_addresses_are_none(name, url):
    assert not papers()[name].is_article(url)


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("read/403274/banjir/15", "read/403274/banjir"),
        ("read/403274/banjir/120/", "read/403274/banjir"),
        ("purwokerto/read/153842/kabar-pagi/15", "purwokerto/read/153842/kabar-pagi"),
        ("amp/403274/banjir-di-kota-lama?utm_source=x", "read/403274/banjir-di-kota-lama"),
        ("amp/403274/banjir-di-kota-lama/30", "read/403274/banjir-di-kota-lama"),
        ("read/403274/10-tahun-banjir-2016", "read/403274/10-tahun-banjir-2016"),
    ],
)
def test_the_parts_of_a_disway_article_have_one_address(path, first):
    sumeks = papers()["sumeks"]
    assert sumeks.canonical(sumeks.home + path) == sumeks.home + first


def test_a_republika_articles_parts_have_one_address():
    url = "https://rejogja.republika.co.id/berita/sh6mru282/klitih-kembali-makan-korban"
    assert papers()["rejogja"].canonical(f"{url}-part2") == url


# Sources


def first_requests(name, section=None):
    return [next(iter(s.starts(WINDOW, section))).url for s in papers()[name].sources]


@pytest.mark.parametrize(
    ("name", "section", "urls"),
    [
        ("radarbanyumas", "purwokerto", ["rss/purwokerto", "rss", "kategori/purwokerto", ""]),
        ("jpnn_jatim", "kriminal", ["kriminal?page=1", "jatim-terkini?page=1"]),
        ("viva_lampung", "berita", ["berita?page=1", "berita?page=1"]),
        ("rri", "gorontalo", ["gorontalo/rss", "gorontalo", "", "search?q=rri&page=1"]),
        (
            "kompas_regional",
            "lampung",
            [
                "https://www.kompas.com/lampung/",
                "https://indeks.kompas.com/?site=regional&date=2026-11-20&page=1",
            ],
        ),
        (
            "sindonews_daerah",
            None,
            ["rss/index/9", "https://www.sindonews.com/indeks/7/0?t=2026-11-20"],
        ),
        ("rejogja", None, ["", "https://www.republika.co.id/index/0/2026/11/20"]),
    ],
)
def test_the_first_requests(name, section, urls):
    home = papers()[name].home
    told = [url if url.startswith("http") else home + url for url in urls]
    assert first_requests(name, section) == told


def test_an_offset_counts_the_entries_before_a_page():
    source = Index("https://contoh.id/indeks/7/{skip}?t={date:%Y-%m-%d}", size=20)
    visit = next(iter(source.starts(WINDOW)))
    pages = [visit]
    while len(pages) < 3:
        pages.append(source.next_request(pages[-1], Listing([], None), WINDOW))
    assert [page.url.partition("?")[0].rpartition("/")[2] for page in pages] == ["0", "20", "40"]
    assert {page.url.partition("?t=")[2] for page in pages} == {"2026-11-20"}


def test_papers_whose_publishers_ask_are_off():
    for name in ("kompas_regional", "rejogja", "rejabar"):
        assert papers()[name].permission


def test_a_disway_paper_asks_its_feed_first():
    found = [p for p in papers().values() if any(".disway." in host for host in p.own_hosts())]
    assert len(found) == 12
    as_family = [paper for paper in found if "sources" not in inspect.getsource(paper)]
    assert as_family
    assert all(isinstance(paper.sources[0], Rss) for paper in as_family)


# The province


@pytest.mark.parametrize("code", REGIONS)
def test_a_province_is_known_by_its_name(code):
    assert region_of_place(REGIONS[code].name) == code
    assert region_of_place(REGIONS[code].name.lower().replace(" ", "-")) == code


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("banda-aceh", "ID-AC"),
        ("Tanjung Pinang", "ID-KR"),
        ("D.I. Yogyakarta", "ID-YO"),
        ("NTT", "ID-NT"),
        ("jawa timur", "ID-JI"),
        ("Papua", "ID-PA"),
        ("Papua Tengah", "ID-PT"),
        ("Riau", "ID-RI"),
        ("Kepulauan Riau", "ID-KR"),
        # No province, no capital: words of every day, double names, islands, channels.
        ("Batu", None),
        ("Metro", None),
        ("Lingga", None),
        ("Mura", None),
        ("Selayar", None),
        ("Biak", None),
        ("Sumatera", None),
        ("Maluku Tenggara", None),
        ("daerah", None),
        ("Regional", None),
        ("Banjir di Bandung", None),
        ("", None),
        (None, None),
    ],
)
def test_a_place_names_its_province_or_none(place, code):
    assert region_of_place(place) == code


@pytest.mark.parametrize(
    ("dateline", "code"),
    [
        ("SEMARANG", "ID-JT"),
        ("BANDA ACEH", "ID-AC"),
        ("Bali", "ID-BA"),
        ("KENDAL", "ID-JT"),
        ("Ubud, Gianyar", "ID-BA"),
        ("JAKARTA", None),
        ("Jakarta Selatan", None),
        ("BANJAR", None),
        ("London", None),
        ("", None),
        (None, None),
    ],
)
def test_a_dateline_names_its_province_or_none(dateline, code):
    assert region_of_dateline(dateline) == code


@pytest.mark.parametrize("name", NATIONALS)
def test_an_outlet_of_all_provinces_states_none_itself(name):
    paper = papers()[name]
    assert paper.region is None
    assert paper.zone == "Asia/Jakarta"
    assert paper.region_of is not Newspaper.region_of


def test_a_paper_of_one_province_is_not_asked_for_it():
    assert papers()["radarlampung"].region_of is Newspaper.region_of


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://rri.co.id/banda-aceh/daerah/1/slug", "ID-AC"),
        ("https://rri.co.id/bandar-lampung/berita/1/slug", "ID-LA"),
        ("https://rri.co.id/biak/hobi/1895298/slug", None),
        ("https://rri.co.id/daerah/1944351/kota-makassar", None),
        ("https://rri.co.id", None),
        ("berita.html", None),
    ],
)
def test_the_station_in_an_address_names_the_province(url, code):
    assert RriSpider.region_of(url, None) == code


def test_rri_prints_wib_in_the_east_too():
    case = case_of("rri/station-gorontalo-in-wib")
    page, url = case.page, case.url
    article = extract_article(page, url=url, fetched_at=NOW)
    assert (article.site, article.region, article.province) == ("rri", "ID-GO", "Gorontalo")
    assert article.date_published == "2026-11-17T14:22:00+07:00"
    eastern = extract_article(page.replace(b" WIB", b" WITA"), url=url, fetched_at=NOW)
    assert eastern.date_published == "2026-11-17T14:22:00+08:00"


# Articles on several pages


@pytest.mark.parametrize(
    ("first", "rest", "tail", "last"),
    [
        (
            "radarlampung/jaring-sampah-first-of-two-parts",
            "radarlampung/second-part/page.html",
            "/15",
            "serupa tahun depan.",
        ),
        (
            "viva_lampung/first-of-two-pages",
            "viva_lampung/first-of-two-pages/second.html",
            "?page=2",
            "di pelabuhan setiap Jumat.",
        ),
        (
            "kompas_regional/dateline-names-the-capital",
            "kompas_regional/whole-on-one-page/page.html",
            "?page=all",
            "Rabu (18/11/2026).",
        ),
        (
            "sindonews_daerah/channel-names-the-province",
            "sindonews_daerah/whole-without-json-ld/page.html",
            "?showpage=all",
            "memakai kertas daur ulang.",
        ),
    ],
)
def test_an_article_on_several_pages_becomes_one(first, rest, tail, last):
    case = case_of(first)
    paper, url = papers()[case.paper], case.url
    rules = paper.rules()
    parts = MultiPage(extract(case.page, url=url, rules=rules, now=NOW), url, NOW)
    following = parts.next_url()
    assert following == url + tail
    assert paper.canonical(following) == url
    before = list(parts.extraction.paragraphs)
    page = (SITES / rest).read_bytes()
    parts.add(extract(page, url=following, rules=rules, now=NOW, part=True), following)
    assert parts.next_url() is None
    assert parts.extraction.paragraphs[: len(before)] == before
    assert len(parts.extraction.paragraphs) > len(before)
    assert parts.extraction.paragraphs[-1].endswith(last)
