import json
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscrawl.urls import (
    absolute,
    article_id,
    canonical_url,
    looks_like_article,
    registered_domain,
    same_outlet,
    url_date,
    without_tracking,
)
from tests.support.paths import ROOT

REAL_URLS = ROOT / "tests" / "data" / "real_urls.jsonl"
ARTICLE = "https://www.koranrekaan.co.id/daerah/48213/jembatan-kayu-diganti-beton"

TWINS = [
    ARTICLE + "/",
    ARTICLE.replace("https", "http"),
    ARTICLE.replace("www.", ""),
    ARTICLE.replace("www.", "m."),
    ARTICLE.replace("www.", "amp."),
    ARTICLE.replace("www.koran", "WWW.Koran"),
    ARTICLE.replace(".co.id", ".co.id."),
    ARTICLE.replace(".co.id", ".co.id:443"),
    ARTICLE.replace("/daerah", "/amp/daerah"),
    ARTICLE.replace("/daerah", "//daerah"),
    ARTICLE + "/amp",
    ARTICLE + "/amp/",
    ARTICLE + "/2",
    ARTICLE + "/15",
    ARTICLE + "/all",
    ARTICLE + "/amp/2/",
    ARTICLE + "/print",
    ARTICLE.replace("/daerah", "/print/daerah"),
    ARTICLE + "#komentar",
    ARTICLE + "?amp=1",
    ARTICLE + "?amp",
    ARTICLE + "?nonamp=1",
    ARTICLE + "?m=1",
    ARTICLE + "?page=all",
    ARTICLE + "?page=3",
    ARTICLE + "?halaman=2",
    ARTICLE + "?page7781=190",
    ARTICLE + "?single=1",
    ARTICLE + "?showpage=all",
    ARTICLE + "?utm_source=x&utm_medium=y&fbclid=z",
    ARTICLE + "?ref",
    ARTICLE + "?n992204beranda",
    ARTICLE.replace("jembatan", "%6Aembatan"),
]


@pytest.mark.parametrize("twin", TWINS)
def test_twins_are_one_article(twin):
    assert article_id(canonical_url(twin)) == article_id(ARTICLE)
    assert article_id(twin) == article_id(ARTICLE)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://Koran.ID", "http://koran.id/"),
        ("//koran.id/a-b-c/", "https://koran.id/a-b-c/"),
        ("https://koran.id/?p=4579", "https://koran.id/?p=4579"),
        ("https://koran.id/read/?p=11260", "https://koran.id/read/?p=11260"),
        ("https://koran.id/baca.php?id=7&b=1&a=2", "https://koran.id/baca.php?a=2&b=1&id=7"),
        ("https://koran.id/amp/8841/banjir-surut", "https://koran.id/read/8841/banjir-surut"),
        ("https://koran.id/amp/2024/05/banjir-surut", "https://koran.id/2024/05/banjir-surut"),
        ("https://koran.id/web/amp/2024/05/12/a-b", "https://koran.id/web/2024/05/12/a-b"),
        ("https://koran.id/2024/05/a-b.amp.html", "https://koran.id/2024/05/a-b.html"),
        ("https://koran.id/copy/2024/05/12/1/a-b", "https://koran.id/read/2024/05/12/1/a-b"),
        ("https://koran.id/read/xml/2024/05/12/1/A", "https://koran.id/read/2024/05/12/1/A"),
        ("https://koran.id/pasar malam/é", "https://koran.id/pasar%20malam/%C3%A9"),
        ("https://koran.id/100%/%7e", "https://koran.id/100%25/~"),
        ("http://koran.id:8080/a", "http://koran.id:8080/a"),
        ("https://m.co.id/a", "https://m.co.id/a"),
        ("https://m.id/a", "https://m.id/a"),
        ("https://ampuh.id/a", "https://ampuh.id/a"),
        ("https://koran.id/amp", "https://koran.id/amp"),
    ],
)
def test_canonical_form(url, canonical):
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "https://koran.id/?page=7",
        "https://koran.id/indeks?page=2",
        "https://koran.id/tag/pasar-ikan-bau/23",
        "https://koran.id/author/budi-dari-bogor/3",
        "https://koran.id/tag/amp",
        "https://koran.id/jembatan-kayu-diganti/30483",
        "https://koran.id/2024/05/12",
        "https://koran.id/mobile/harga-ponsel",
    ],
)
def test_what_is_no_twin_stays(url):
    assert canonical_url(url) == url


def test_articles_of_one_paper_differ():
    assert article_id("https://koran.id/?p=1") != article_id("https://koran.id/?p=2")
    assert article_id("https://koran.id/a-b") != article_id("https://koran.id/a-c")
    assert article_id("https://bali.koran.id/a-b") != article_id("https://aceh.koran.id/a-b")


def test_id_is_twenty_hex_digits_and_does_not_change():
    assert article_id(ARTICLE) == "8ad8d14027e011f4357b"


JUNK = st.one_of(
    st.text(),
    st.text(alphabet="htps:/?#&=%.@[]0aZ-_ é\n").map("http://".__add__),
    st.lists(
        st.sampled_from(
            [
                "amp",
                "print",
                "2",
                "all",
                "a-b-c",
                "copy",
                "2023",
                "x.amp.html",
                "m.",
                "%",
                "?page=1",
            ]
        )
    ).map(lambda parts: "https://m.koran.id/" + "/".join(parts)),
)


@given(JUNK)
@example("http://[")
@example("http://koran.id:port/")
@example("https://koran.id/" + "amp/2/" * 5000)
def test_canonical_is_stable_and_never_raises(url):
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert article_id(once) == article_id(url)
    assert looks_like_article(url) in (True, False)
    assert url_date(url) is None or url_date(url).year >= 1990
    assert same_outlet(url, url) in (True, False)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/05/31/a-b", date(2024, 5, 31)),
        ("/read/2024/5/3/99/a-b", date(2024, 5, 3)),
        ("/politik/31/05/2024/a-b", date(2024, 5, 31)),
        ("/2024-05-31/a-b", date(2024, 5, 31)),
        ("/indeks/2024/05/31", date(2024, 5, 31)),
        ("/2024/05/a-b", None),
        ("/2024/13/31/a-b", None),
        ("/2023/02/29/a-b", None),
        ("/0024/05/31/a-b", None),
        ("/a-b?d=/2024/05/31/", None),
        ("/2024/05/312/a-b", None),
    ],
)
def test_day_in_the_path(path, day):
    assert url_date("https://koran.id" + path) == day


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("bali.tribunnews.com", "tribunnews.com"),
        ("harian.fajar.co.id", "fajar.co.id"),
        ("www.sultrademo.or.id", "sultrademo.or.id"),
        ("diskominfo.jatengprov.go.id", "jatengprov.go.id"),
        ("www.suratkabar.web.id", "suratkabar.web.id"),
        ("kabar.blogspot.com", "kabar.blogspot.com"),
        ("www.kabar.blogspot.co.id", "kabar.blogspot.co.id"),
        ("jubi.id", "jubi.id"),
        ("arsip.jubi.id.", "jubi.id"),
        ("localhost", "localhost"),
    ],
)
def test_registered_domain(host, domain):
    assert registered_domain(host) == domain


def test_same_outlet():
    assert same_outlet("https://a.fajar.co.id/x", "http://fajar.co.id")
    assert not same_outlet("https://fajar.co.id/", "https://harian.co.id/")
    assert not same_outlet("", "")


@pytest.mark.parametrize(
    "path",
    [
        "/2024/05/31/pasar-ikan",
        "/2024/05/pasar-ikan.html",
        "/politik/31/05/2024/pasar-ikan-pindah",
        "/read/8841/pasar-ikan-pindah",
        "/berita/d-7512345/pasar-ikan-pindah",
        "/pasar-ikan-lama-akhirnya-pindah-juga",
        "/pasar-ikan-lama-pindah/30483",
        "/daerah/pasar-ikan-lama-pindah.html",
        "/kabar/18589-pasar-ikan-pindah",
        "/trending/warga-ramai-ramai-tanam-bakau-di-pesisir",
        "/?p=4579",
        "/read/?p=4579",
        "/baca.php?id=4579",
        "/node/11518",
    ],
)
def test_looks_like_an_article(path):
    assert looks_like_article("https://koran.id" + path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/feed/",
        "/tag/pasar-ikan-lama-akhirnya-pindah",
        "/category/kabar-dari-kampung-kita",
        "/author/budi-dari-bogor-tengah-kota/",
        "/search/label/Kota%20Tua",
        "/search?updated-max=2024-01-12T19%3A46%3A00-08%3A00",
        "/video/81234/banjir-surut-warga-pulang-ke-rumah",
        "/comment/2024/05/31/banjir-surut",
        "/topik-pilihan/list/4866/banjir-besar-di-ibu-kota",
        "/indeksfokus/1484/banjir-besar-di-kota",
        "/pedoman-pemberitaan-media-siber",
        "/tentang-kami",
        "/about-us/",
        "/2024/05",
        "/2024/05/31",
        "/page/7",
        "/indeks/2024/05/31",
        "/trending",
        "/semua-berita/110",
        "/foto-2024.jpg",
        "/siak",
        "/?%2Fmenu%2F5%2Fnasional%2F252",
    ],
)
def test_looks_like_no_article(path):
    assert not looks_like_article("https://koran.id" + path)


def test_services_are_no_articles():
    assert not looks_like_article("https://video.koran.id/kota/banjir-surut-warga-pulang-8412")
    assert not looks_like_article("mailto:redaksi@koran.id")


def test_tracking_goes_and_the_rest_stays_as_it_was():
    assert without_tracking("https://koran.id/a?utm_source=x&id=7&b=%2F") == (
        "https://koran.id/a?id=7&b=%2F"
    )
    assert without_tracking("https://koran.id/a?fbclid=1") == "https://koran.id/a"
    assert without_tracking("https://koran.id/a?indeks.html") == "https://koran.id/a?indeks.html"


def real_urls():
    lines = REAL_URLS.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_real_addresses_are_judged_right():
    known = [entry for entry in real_urls() if entry["kind"] != "video"]
    wrong = [
        entry["url"]
        for entry in known
        if looks_like_article(entry["url"]) != entry["kind"].startswith("article")
    ]
    assert len(wrong) <= 0.02 * len(known), wrong


def test_real_addresses_have_stable_forms():
    for entry in real_urls():
        form = canonical_url(entry["url"])
        assert canonical_url(form) == form
        if entry["kind"] == "article_page":
            assert not {"amp", "print", "copy"} & set(form.split("/"))
            assert "page" not in form.partition("?")[2]


def test_a_host_without_its_first_label_is_none():
    # Found by fuzzing: without `amp.` it would be another outlet's.
    url = "https://amp..a/berita/1"
    assert same_outlet(canonical_url(url), url)


BASE = "https://www.contoh.id/kanal/indeks"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/u/foto utama (1).jpg", "/u/foto%20utama%20(1).jpg"),
        ("  /a/b  ", "/a/b"),
        ("/a b/c?q=d e&f=g", "/a%20b/c?q=d%20e&f=g"),
        ("/berita/\n    7/judul", "/berita/7/judul"),
        ("\n\t/berita/7/\r\njudul\t", "/berita/7/judul"),
        ("/berita/7/ju\ndul lama", "/berita/7/judul%20lama"),
        ("\\berita\\7\\judul", "/berita/7/judul"),
        ("/r?q=a\\b", "/r?q=a\\b"),
        ("https:\\\\www.contoh.id\\berita", "/berita"),
        ("/berita/caf\u00e9", "/berita/caf%C3%A9"),
        ("/berita/caf%C3%A9%20a", "/berita/caf%C3%A9%20a"),
        ("/r?q=\u00e9", "/r?q=%C3%A9"),
        ("/a b#c d", "/a%20b"),
    ],
)
def test_a_link_leads_where_browsers_go(written, sent):
    assert absolute(BASE, written) == f"https://www.contoh.id{sent}"


def test_a_host_in_other_letters_is_asked_by_its_name_in_ascii():
    assert absolute(BASE, "https://b\u00fccher.id/a") == "https://xn--bcher-kva.id/a"
    assert absolute(BASE, "https://" + "\u00fc" * 70 + ".id/a") is None
    assert absolute(BASE, "/" + "\u00e9" * 1000) is None


@pytest.mark.parametrize(
    ("address", "is_article"),
    [
        ("/index.php?hal=baca&judul=Pasar Ikan Pindah&id=40551", True),
        ("/index.php?id=40551", True),
        ("/index.php?option=com_content&view=article&id=40551:pasar-ikan-pindah", True),
        ("/?p=40551", True),
        ("/index.php?option=com_content&view=category&id=140", False),
        ("/index.php?hal=kategori&id=140", False),
        ("/index.php", False),
        ("/kategori.php?id=140", False),
        ("/tag/index.php?id=14021", False),
    ],
)
def test_a_script_is_asked_for_an_article_by_its_number(address, is_article):
    assert looks_like_article(f"https://www.contoh.id{address}") is is_article
