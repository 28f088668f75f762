from datetime import UTC, datetime

import pytest

from newscrawl.api import extract_article, list_links, paper_of, papers, read_article
from newscrawl.extraction import NotAnArticle

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
PAGE = """<html lang="id"><head><title>Jembatan baru dibuka untuk warga desa - Contoh</title></head>
<body><h1>Jembatan baru dibuka untuk warga desa</h1><div class="tanggal">Senin, 9 November 2026
| 10:15</div><div class="penulis">Penulis: Ni Luh Sari</div><div class="isi">
<p>Jembatan di atas sungai desa itu dibuka kemarin setelah dibangun selama delapan bulan penuh.</p>
<p>Warga berjalan kaki menyeberang bersama kepala desa sambil membawa hasil kebun mereka.</p>
<p>Anggaran pembangunan berasal dari dana desa dan bantuan provinsi, kata bendahara panitia.</p>
<p>Kendaraan berat belum boleh lewat sampai uji beban selesai pada akhir tahun ini.</p></div>
</body></html>"""


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.detik.com/jatim/berita/d-1234567/judul", "detik_jatim"),
        ("https://www.detik.com/bali/berita/d-1234567/judul", "detik_bali"),
        ("http://beritabali.com/read/2026/11/09/202611090001/judul.html", "beritabali"),
        ("https://cenderawasihpos.jawapos.com/berita-utama/02/03/2023/judul/", "cenderawasihpos"),
        ("https://tidak-dikenal.example/a", None),
    ],
)
def test_the_paper_is_found_by_the_address(url, name):
    paper = paper_of(url)
    assert (paper.name if paper else None) == name


def test_an_unknown_name_is_an_error():
    with pytest.raises(KeyError):
        extract_article(PAGE, url="https://contoh.id/a", spider="tidak_ada")
    assert "beritabali" in papers()


def test_an_unknown_paper_is_read_by_the_generic_rules_in_the_zone_of_its_place():
    url = "https://kabarmanado.example/berita/jembatan-baru-dibuka-untuk-warga-desa"
    article = extract_article(PAGE, url=url, fetched_at=NOW)
    assert article.site is None
    assert article.region is None
    assert article.date_published == "2026-11-09T10:15:00+08:00"
    assert article.authors == ["Ni Luh Sari"]
    assert article.fetched_at == "2026-11-21T04:00:00+00:00"


def test_a_page_that_is_no_article_is_none_and_says_why():
    page = "<html><title>404</title><h1>Halaman tidak ditemukan</h1></html>"
    assert extract_article(page, url="https://contoh.id/a") is None
    with pytest.raises(NotAnArticle) as told:
        read_article(page, url="https://contoh.id/a")
    assert told.value.reason == "not found"


ADDRESS = "https://contoh.example/berita/jembatan-baru-dibuka-untuk-warga-desa"
OTHER = "https://contoh.example/berita/pasar-malam-pindah-ke-lapangan-kota"


@pytest.mark.parametrize(
    "page",
    [
        f"<?xml version='1.0'?><rss><channel><item><link>{ADDRESS}</link></item></channel></rss>",
        f"<urlset><url><loc>{ADDRESS}</loc></url></urlset>",
        f'[{{"link": "{ADDRESS}"}}]',
        f"""<html><body><h2><a href="{ADDRESS}">Jembatan baru dibuka untuk warga desa</a></h2>
        <h2><a href="{OTHER}">Pasar malam pindah ke lapangan kota</a></h2></body></html>""",
    ],
)
def test_links_are_read_from_whatever_it_is(page):
    assert list_links(page.encode(), url="https://contoh.example/").links[0].url == ADDRESS
