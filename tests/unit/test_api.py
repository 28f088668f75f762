import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from newscrawl.api import extract_article, list_links, paper_of, papers, read_article
from newscrawl.page.errors import NotAnArticle
from newscrawl.urls import AddressError

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
    with pytest.raises(KeyError, match="no paper is called 'beritabal'; did you mean beritabali"):
        extract_article(PAGE, url="https://contoh.id/a", spider="beritabal")
    assert "beritabali" in papers()


def test_the_papers_are_found_from_any_folder(tmp_path):
    code = (
        "from newscrawl.api import paper_of, papers\n"
        "print(len(papers()), paper_of('https://jubi.id/a').zone)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env={"PYTHONPATH": str(Path.cwd())},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"{len(papers())} Asia/Jayapura\n", done.stderr


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("www.contoh.id/berita/1", "as https://www.contoh.id/berita/1"),
        ("contoh.id", "as https://contoh.id"),
        ("http://[::1/x", "no web address"),
        ("http://contoh.id:pintu/x", "no web address"),
        ("ftp://contoh.id/x", "no web address"),
        ("https:///tanpa-host", "no web address"),
        ("https://contoh.id/a\nb", "no web address"),
        ("", "no web address"),
        ("page.html?", "no web address"),
    ],
)
def test_what_is_no_address_is_an_error_that_says_what_to_write(url, hint):
    with pytest.raises(AddressError, match="is no web address: write it whole") as told:
        extract_article(PAGE, url=url)
    assert hint in str(told.value)


def test_an_address_is_taken_without_the_blanks_and_capitals_around_it():
    article = extract_article(PAGE, url="  HTTPS://contoh.id/Berita/1-a ", fetched_at=NOW)
    assert article.url == "https://contoh.id/Berita/1-a"


def test_an_unknown_paper_is_read_by_the_generic_rules_in_the_zone_of_its_place():
    url = "https://kabarmanado.example/berita/jembatan-baru-dibuka-untuk-warga-desa"
    article = extract_article(PAGE, url=url, fetched_at=NOW)
    assert article.site is None
    assert article.region is None
    assert article.date_published == "2026-11-09T10:15:00+08:00"
    assert article.authors == ["Ni Luh Sari"]
    assert article.fetched_at == "2026-11-21T04:00:00+00:00"


@pytest.mark.parametrize("read", [extract_article, read_article])
@pytest.mark.parametrize(
    ("moment", "error", "says"),
    [
        ("2026-11-21", TypeError, "with a zone, not the str '2026-11-21'"),
        ("", TypeError, "not the str ''"),
        (date(2026, 11, 21), TypeError, "not the date"),
        (1763700000, TypeError, "not the int"),
        (datetime(2026, 11, 21, 4), ValueError, "2026-11-21 04:00:00 has no zone"),
    ],
)
def test_a_time_of_fetch_that_is_no_aware_datetime_is_an_error(read, moment, error, says):
    with pytest.raises(error, match=says):
        read(PAGE, url="https://contoh.id/berita/1-a", fetched_at=moment)


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
