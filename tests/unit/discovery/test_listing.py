import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.answers import answers_of
from bench.listings import measure
from newscrawl.discovery.listing import Link, Listing, read_listing
from newscrawl.urls import article_id

HOME = "https://www.koranrekaan.co.id/indeks"


def card(number, title="Warga Tanam Bakau di Pesisir", date="Senin, 13 Mei 2024 | 10:05 WIB"):
    slug = title.lower().replace(" ", "-")
    return (
        f'<li><a href="/daerah/{number}/{slug}"><img src="x.jpg" alt=""></a>'
        f'<div><a href="/daerah">Daerah</a><span class="tgl">{date}</span>'
        f'<h3><a href="/daerah/{number}/{slug}">{title}</a></h3></div></li>'
    )


def links(body, url=HOME, **options):
    return read_listing(f"<html><body>{body}</body></html>", url=url, **options).links


def following(body, url=HOME):
    return read_listing(f"<html><body>{body}</body></html>", url=url).next_page


def test_articles_come_once_in_order_with_title_and_date():
    found = links(card(48213) + card(48214, "Pasar Ikan Lama Pindah", "2 jam lalu") + card(48213))
    assert found == [
        Link(
            "https://www.koranrekaan.co.id/daerah/48213/warga-tanam-bakau-di-pesisir",
            "Warga Tanam Bakau di Pesisir",
            "Senin, 13 Mei 2024 | 10:05 WIB",
        ),
        Link(
            "https://www.koranrekaan.co.id/daerah/48214/pasar-ikan-lama-pindah",
            "Pasar Ikan Lama Pindah",
            "2 jam lalu",
        ),
    ]


@pytest.mark.parametrize("page", ["", b"", "<html></html>", b"\x00\xff\xfe", "<", "{}", "<a href>"])
def test_nothing_gives_nothing(page):
    assert read_listing(page, url=HOME) == Listing([], None)


@pytest.mark.parametrize(
    "href",
    [
        "//www.koranrekaan.co.id/daerah/48213/pasar-ikan-lama",
        "https://www.koranrekaan.co.id/daerah/48213/pasar-ikan-lama#komentar",
        " /daerah/48213/\npasar-ikan-lama ",
        "daerah/48213/pasar-ikan-lama?utm_source=beranda&fbclid=1",
        "../daerah/48213/pasar-ikan-lama",
    ],
)
def test_addresses_become_absolute_and_plain(href):
    assert [link.url for link in links(f'<a href="{href}">Pasar ikan lama pindah</a>')] == [
        "https://www.koranrekaan.co.id/daerah/48213/pasar-ikan-lama"
    ]


def test_base_href_counts():
    page = '<base href="https://www.koranrekaan.co.id/aceh/"><a href="48213/pasar-ikan-lama">x</a>'
    assert links(page)[0].url == "https://www.koranrekaan.co.id/aceh/48213/pasar-ikan-lama"


def test_twins_are_one_link():
    found = links(
        '<a href="/daerah/48213/pasar-ikan-lama-pindah">Pasar</a>'
        '<a href="http://m.koranrekaan.co.id/daerah/48213/pasar-ikan-lama-pindah?page=2">2</a>'
        '<a href="/amp/daerah/48213/pasar-ikan-lama-pindah">AMP</a>'
    )
    assert len(found) == 1


def test_a_second_page_stands_for_the_article():
    found = links('<a href="/daerah/48213/pasar-ikan-lama-pindah?page=2">Pasar ikan lama</a>')
    assert found[0].url.endswith("/pasar-ikan-lama-pindah")


@pytest.mark.parametrize(
    "href",
    [
        "#",
        "javascript:void(0)",
        "mailto:redaksi@koranrekaan.co.id",
        "http://[",
        "/tag/warga-tanam-bakau-di-pesisir-utara",
        "/penulis/48213/budi-dari-bogor-barat",
        "/video/48213/warga-tanam-bakau-di-pesisir",
        "/comment/48213/warga-tanam-bakau-di-pesisir",
        "/pedoman-pemberitaan-media-siber",
        "https://video.koranrekaan.co.id/48213/warga-tanam-bakau-di-pesisir",
        "https://koranlain.co.id/daerah/48213/warga-tanam-bakau-di-pesisir",
        "https://www.facebook.com/sharer?u=/48213/warga-tanam-bakau-di-pesisir",
    ],
)
def test_other_links_are_left(href):
    title = "Warga Tanam Bakau di Pesisir Utara"
    assert links(f'<h3><a href="{href}">{title}</a></h3>' * 3) == []


def test_channels_on_sub_domains_belong_to_the_paper():
    url = "https://bola.koranrekaan.co.id/read/48213/timnas-menang-lagi"
    assert [link.url for link in links(f'<a href="{url}">Timnas menang lagi</a>')] == [url]


def test_doubtful_addresses_need_a_headline_and_company():
    doubtful = '<a href="/daerah/banjir-di-kota-{}">{}</a>'
    assert links(doubtful.format("a", "Banjir di kota")) == []
    titled = [doubtful.format(x, f"Banjir Melanda Kota {x} Sejak Pagi") for x in ("abc", "def")]
    assert links("".join(titled)) == []
    sure = doubtful.format("abc-surut-warga-pulang", "Banjir surut")
    assert len(links("".join([*titled, sure]))) == 3


def test_a_channel_of_films_is_left():
    films = "".join(
        f'<a href="https://20.koranrekaan.co.id/kilas/{n}/detik-detik-banjir-surut">'
        f"Video: detik-detik banjir {n}</a>"
        for n in (48213, 48214)
    )
    film_without_word = (
        '<a href="https://20.koranrekaan.co.id/kilas/48215/kapal-tenggelam-di-selat">Kapal</a>'
    )
    assert [link.url for link in links(films + film_without_word + card(48216))] == [
        "https://www.koranrekaan.co.id/daerah/48216/warga-tanam-bakau-di-pesisir"
    ]


def test_menus_hold_no_short_addresses():
    menu = '<footer><a href="/cara-berlangganan-koran-kami">Berlangganan</a></footer>'
    assert links(menu + card(48213))[0].title == "Warga Tanam Bakau di Pesisir"
    assert len(links(menu + card(48213))) == 1


def test_the_papers_own_pattern_decides_alone():
    body = (
        '<footer><a href="/k/a">Satu</a></footer><a href="/k/b?x=1&utm_source=y">Dua</a>'
        '<a href="/amp/k/c">Tiga</a><a href="/daerah/48213/warga-tanam-bakau-di-pesisir">x</a>'
    )
    found = links(body, is_article=lambda url: "co.id/k/" in url)
    assert [link.url.partition("co.id")[2] for link in found] == ["/k/a", "/k/b?x=1", "/k/c"]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (
            '<a href="{}">Baca selengkapnya</a><a href="{}">Pasar Ikan Pindah</a>',
            "Pasar Ikan Pindah",
        ),
        ('<a href="{}" title="Pasar Ikan Lama Pindah">Pasar Ikan...</a>', "Pasar Ikan Lama Pindah"),
        ('<a href="{}"><img alt="Pasar Ikan Pindah"></a>', "Pasar Ikan Pindah"),
        (
            '<a href="{}"><h2>Pasar Ikan Pindah</h2><p>Teras yang jauh lebih panjang</p></a>',
            "Pasar Ikan Pindah",
        ),
        (
            '<a href="{}"><time>12 Mei 2024</time><p class="box__title">Pasar Ikan Pindah</p></a>',
            "Pasar Ikan Pindah",
        ),
        ('<a href="{}">12 Mei 2024 10:05 WIB</a><a href="{}">Pasar Ikan</a>', "Pasar Ikan"),
        ('<a href="{}">7 komentar</a>', None),
    ],
)
def test_titles(body, title):
    href = "/daerah/48213/pasar-ikan-lama-pindah"
    assert links(body.replace("{}", href))[0].title == title


@pytest.mark.parametrize(
    ("shown", "date"),
    [
        ("<time>Jum'at, 17 Mei 2024 10:05 WITA</time>", "Jum'at, 17 Mei 2024 10:05 WITA"),
        ("<p><i></i> Rabu, 15 Mei 2024 <i></i> 12:03</p>", "Rabu, 15 Mei 2024 12:03"),
        ("<time><a href='/bola'>Bola</a> | 9 menit lalu</time>", "9 menit lalu"),
        ("<span>Tayang: 15/05/2024 12:03</span>", "Tayang: 15/05/2024 12:03"),
        ("<span>2 hr lalu</span>", "2 hr lalu"),
        ("<span>setengah jam yang lalu</span>", "setengah jam yang lalu"),
        ("<span>1.440 menit lalu</span>", "1.440 menit lalu"),
        ("<span>an hour ago</span>", "an hour ago"),
        ("<span>Kamis lalu pukul 18.00</span>", "Kamis lalu pukul 18.00"),
        ("<span>May 15, 2024</span>", "May 15, 2024"),
        (
            '<span d-time="1715771000" title="Rabu, 15 Mei 2024 18:03 WIB">7 menit lalu</span>',
            "Rabu, 15 Mei 2024 18:03 WIB",
        ),
        ('<span d-time="1715771000">7 menit yang lalu</span>', "2024-05-15T11:03:20+00:00"),
        (
            '<time datetime="2024-05-15T18:03:00+07:00">3 jam lalu</time>',
            "2024-05-15T18:03:00+07:00",
        ),
        ("<p>Banjir besar tahun 2024 itu kini surut</p>", None),
        ("<p>Festival Danau Rekaan dibuka 15 Mei 2024 oleh gubernur</p>", None),
        ("<script>var d = '15 Mei 2024';</script>", None),
    ],
)
def test_dates_beside(shown, date):
    body = f"<ul>{card(48213, date='')}<li>{shown}"
    body += '<a href="/daerah/48214/pasar-ikan-lama">Pasar</a></li></ul>'
    found = links(body)
    assert [link.date for link in found] == [None, date]


@pytest.mark.parametrize("order", ["{date}{link}", "{link}{date}"])
def test_dates_in_a_list_without_cards(order):
    body = "".join(
        order.format(
            date=f"<b>{n} Mei 2024</b>", link=f'<a href="/daerah/4821{n}/pasar-ikan-lama">Pasar</a>'
        )
        for n in range(1, 6)
    )
    assert [link.date for link in links(f"<div>{body}</div>")] == [
        f"{n} Mei 2024" for n in range(1, 6)
    ]


OLDER = "/search?updated-max=2024-05-12T1%3A00&max-results=9"
PAGER = '<ul class="pagination"><li class="active"><a href="{0}">1</a></li>'
PAGER += '<li><a href="{1}">2</a></li><li><a href="{2}">3</a></li></ul>'


@pytest.mark.parametrize(
    ("body", "url", "expected"),
    [
        ('<link rel="next" href="/indeks/page/2/">', "/indeks", "/indeks/page/2/"),
        ('<a rel="next" href="?page=2">maju</a>', "/indeks", "/indeks?page=2"),
        (PAGER.format("/k?page=1", "/k?page=2", "/k?page=3"), "/k", "/k?page=2"),
        (PAGER.format("/indeks/1", "/indeks/2", "/indeks/3"), "/indeks/2", "/indeks/3"),
        (PAGER.format("/k", "/k/10", "/k/20"), "/k", "/k/10"),
        (PAGER.format("/k_1.html", "/k_2.html", "/k_3.html"), "/k_1.html", "/k_2.html"),
        ("<b>2</b><a href='/k/20'>3</a><a href='/k'>1</a>", "/k/10", "/k/20"),
        ("<a href='/k?page=0'>1</a><a href='/k?page=1'>2</a>", "/k", "/k?page=1"),
        ("<a href='/indeks/2024/05/12/10'>2</a>", "/indeks/2024/05/12", "/indeks/2024/05/12/10"),
        ("<a href='/indeks?page=2'>Selanjutnya »</a>", "/indeks", "/indeks?page=2"),
        ("<a href='/indeks?page=2'>Berikutnya</a>", "/indeks", "/indeks?page=2"),
        ("<a href='/page/2'>Older posts</a>", "/", "/page/2"),
        ("<a href='/page1.html'>Sebelumnya ></a>", "/", "/page1.html"),
        ("<a href='/more/0/14'>Muat lainnya</a>", "/", "/more/0/14"),
        ("<a class='next page-numbers' href='/page/2'><i class=x></i></a>", "/", "/page/2"),
        ("<a href='/page/2' aria-label='Halaman berikutnya'><svg></svg></a>", "/", "/page/2"),
        (f"<a class='blog-pager-older-link' href='{OLDER}'>Postingan Lama</a>", "/", OLDER),
        # No next page:
        ("<a href='#'>Next</a><a href='javascript:x()'>Load more</a>", "/indeks", None),
        ("<a href='/indeks'>Load More</a>", "/indeks", None),
        ("<a href='/indeks?page=2'>&lt; Sebelumnya</a>", "/indeks?page=3", None),
        ("<a href='/indeks?page=1'>»</a>", "/indeks?page=3", None),
        ("<a href='/tag/bakau?page=2'>Next</a>", "/indeks", None),
        ("<a href='https://lain.id/indeks?page=2'>Next</a>", "/indeks", None),
        ("<a href='/indeks/2024/05/02'>2</a>", "/indeks/2024/05/01", None),
        ("<a rel=next href='/daerah/48213/warga-tanam-bakau-di-pesisir'>Next</a>", "/", None),
        ("<a rel=next href='http://['>Next</a>", "/", None),
        (PAGER.format("/indeks/1", "/indeks/2", "/indeks/3"), "/indeks/3", None),
    ],
)
def test_next_page(body, url, expected):
    site = "https://www.koranrekaan.co.id"
    assert following(body, site + url) == (expected and site + expected)


ENTRY = {
    "title": "Warga Tanam Bakau",
    "slug": "warga-tanam-bakau-di-pesisir",
    "article_id": "2405120073",
    "category": {"name": "Daerah", "slug": "daerah"},
    "authors": [{"title": "Contoh Penulis", "slug": "contoh-penulis-koran-rekaan-kota"}],
    "published_at": "2024-05-12 08:10:08",
}


@pytest.mark.parametrize("own", [None, lambda url: "/2405120073/" in url])
def test_articles_in_the_pages_data(own):
    data = json.dumps({"props": {"pageProps": {"list": [ENTRY]}}})
    page = f'<div id="__next"></div><script type="application/json">{data}</script>'
    inertia = f"<div id='app' data-page='{data}'></div>"
    expected = Link(
        "https://www.koranrekaan.co.id/daerah/2405120073/warga-tanam-bakau-di-pesisir",
        "Warga Tanam Bakau",
        "2024-05-12 08:10:08",
    )
    assert links(page, is_article=own) == [expected]
    assert links(inertia, is_article=own) == [expected]


def test_written_addresses_in_data_and_broken_data():
    entry = {"judul": "Pasar Ikan", "url": "/daerah/48213/pasar-ikan-lama", "link": "http://["}
    page = (
        f'<script type="application/json">{json.dumps([entry])}</script>'
        '<script type="application/json">{"a": </script>'
        f'<script type="application/json">{"[" * 100_000}</script>'
    )
    assert [link.title for link in links(page)] == ["Pasar Ikan"]


def test_data_is_not_read_where_the_page_has_links():
    data = json.dumps([{"title": "Lain", "url": "/daerah/1/berita-lain-dari-kota-lain"}])
    assert len(links(card(48213) + f'<script type="application/json">{data}</script>')) == 1


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "<a href='",
                "'>",
                "</a>",
                "<div>",
                "</li>",
                "<table><tr>",
                "12 Mei 2024",
                "<h3>",
                "/daerah/48213/warga-tanam-bakau",
                "?page=2",
                "Next",
                "2",
                "<!--",
                "<script>",
                "\x00",
                "http://[",
                "//",
                "%zz",
                "<base href='http://['>",
                "rel=next ",
                "é",
                "<time>",
            ]
        )
    )
)
def test_broken_pages_do_no_harm(pieces):
    listing = read_listing("".join(pieces), url=HOME)
    assert len({article_id(link.url) for link in listing.links}) == len(listing.links)


def test_huge_pages_take_linear_time():
    def seconds(count):
        page = "".join(card(number) for number in range(10_000, 10_000 + count))
        start = time.process_time()
        assert len(read_listing(page, url=HOME).links) == count
        return time.process_time() - start

    seconds(50)
    assert seconds(4000) < 30 * max(seconds(400), 0.02)


def test_deep_and_numberless_pages():
    deep = "<div>" * 20_000 + card(48213)
    assert read_listing(deep, url=HOME).next_page is None
    numbers = "".join(f"<a href='?page={n}'>{n}</a>" for n in range(5000))
    assert following(numbers) == HOME + "?page=2"


@pytest.mark.corpus("listing")
def test_saved_listings_of_unknown_papers():
    found = measure(answers_of("listing"))
    assert found.main_found >= 0.98 * found.main
    assert found.wrong <= 0.01 * found.taken
    assert found.next_right == found.pages


# Pagers as CMSs print them

PAGERS = [
    # (address of the page, its pager, the page that follows)
    ("/kanal", "1=/kanal 2=/kanal?start=10 3=/kanal?start=20", "/kanal?start=10"),
    ("/kanal?start=10", "1=/kanal 2=/kanal?start=10 3=/kanal?start=20", "/kanal?start=20"),
    ("/kanal?start=10", "1=/kanal 2=# 3=/kanal?start=20 11=/kanal?start=100", "/kanal?start=20"),
    ("/kanal?start=20", "1=/kanal 2=/kanal?start=10 3=/kanal?start=20", None),
    ("/kanal?limitstart=5", "1=/kanal 3=/kanal?limitstart=10 6=/kanal?limitstart=25",
     "/kanal?limitstart=10"),
    ("/kanal?per_page=20", "1=/kanal 2=/kanal?per_page=20 3=/kanal?per_page=40",
     "/kanal?per_page=40"),
    ("/kanal/20", "1=/kanal 2=/kanal/20 3=/kanal/40 21=/kanal/400", "/kanal/40"),
    ("/kanal?page=1", "1=/kanal?page=0 2=/kanal?page=1 3=/kanal?page=2", "/kanal?page=2"),
    ("/kanal?page=2", "1=/kanal?page=1 2=/kanal?page=2 3=/kanal?page=3", "/kanal?page=3"),
    ("/kanal/page/2/", "1=/kanal/ 2=/kanal/page/2/ 3=/kanal/page/3/", "/kanal/page/3/"),
    ("/kanal", "2=/kanal?halaman=2", "/kanal?halaman=2"),
    ("/kanal?hal=2", "1=/kanal?hal=1 3=/kanal?hal=3", "/kanal?hal=3"),
    ("/kanal?hlm=2", "3=/kanal?hlm=3", "/kanal?hlm=3"),
    ("/kanal?laman=2", "3=/kanal?laman=3", "/kanal?laman=3"),
    ("/kanal/", "2=/kanal/index2.html 3=/kanal/index3.html", "/kanal/index2.html"),
    ("/kanal/index.html", "2=/kanal/index2.html 3=/kanal/index3.html", "/kanal/index2.html"),
    ("/kanal/index2.html", "1=/kanal/index.html 3=/kanal/index3.html", "/kanal/index3.html"),
    ("/kanal/index_2.html", "1=/kanal/ 3=/kanal/index_3.html", "/kanal/index_3.html"),
    ("/", "2=/index2.html", "/index2.html"),
    ("/indeks", "2=/indeks/2 3=/indeks/3", "/indeks/2"),
    ("/indeks/2", "1=/indeks 2=/indeks/2 3=/indeks/3", "/indeks/3"),
    ("/kanal/halaman-2.html", "3=/kanal/halaman-3.html", "/kanal/halaman-3.html"),
]  # fmt: skip


@pytest.mark.parametrize(("own", "pager", "expected"), PAGERS)
def test_pagers_go_on_by_pages_and_by_entries(own, pager, expected):
    site = "https://www.koranrekaan.co.id"
    pairs = [link.split("=", 1) for link in pager.split()]
    body = card(48213) + "".join(f'<a href="{href}">{text}</a> ' for text, href in pairs)
    assert following(body, f"{site}{own}") == (expected and f"{site}{expected}")


DESA = "/search/label/Desa"
OLDER = f"{DESA}?updated-max=2026-11-19T08:00:00%2B07:00&max-results=20&start=20&by-date=false"
WORDPRESS = '<div class="nav-previous"><a href="/kanal/page/2/">&larr; Tulisan sebelumnya</a></div>'


@pytest.mark.parametrize(
    ("own", "pager", "expected"),
    [
        ("/kanal/", WORDPRESS, "/kanal/page/2/"),
        ("/kanal/", '<a href="/kanal/page/2/">« Previous Entries</a>', "/kanal/page/2/"),
        (
            "/kanal/page/2/",
            '<a href="/kanal/">« Sebelumnya</a><a href="/kanal/page/3/">Lanjut</a>',
            "/kanal/page/3/",
        ),
        ("/kanal?page=3", '<a href="/kanal?page=2">&lt; Sebelumnya</a>', None),
        (DESA, f'<a href="{OLDER}">Postingan Lama</a>', OLDER),
        (OLDER, f'<a rel="next" href="{OLDER}&amp;reverse-paginate=true">Next</a>', None),
    ],
)
def test_older_is_further_on_where_the_address_says_so(own, pager, expected):
    site = "https://www.koranrekaan.co.id"
    assert following(card(48213) + pager, f"{site}{own}") == (expected and f"{site}{expected}")


@pytest.mark.parametrize("place", ["text", "title", "alt"])
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Bupati &amp;quot;Lantik&amp;quot; Sebelas Camat", 'Bupati "Lantik" Sebelas Camat'),
        ("Jum&amp;#39;at Berkah di Pasar Lama", "Jum'at Berkah di Pasar Lama"),
        ("Sayur &amp;amp; Buah Naik di Pasar", "Sayur & Buah Naik di Pasar"),
        ("Panen Raya &amp;amp;ndash; Lembah Hijau", "Panen Raya – Lembah Hijau"),
        ("Kopi &lt;i&gt;Robusta&lt;/i&gt; Mulai Dipanen", "Kopi Robusta Mulai Dipanen"),
        ("Suhu &lt; 10 Derajat di Dataran Tinggi", "Suhu < 10 Derajat di Dataran Tinggi"),
    ],
)
def test_a_title_that_was_escaped_too_often_is_plain(place, written, shown):
    inner = {
        "text": f'<a href="/daerah/48213/judul-berita-yang-panjang">{written}</a>',
        "title": f'<a href="/daerah/48213/judul-berita-yang-panjang" title="{written}"></a>',
        "alt": f'<a href="/daerah/48213/judul-berita-yang-panjang"><img alt="{written}"></a>',
    }
    assert [link.title for link in links(inner[place])] == [shown]


def test_a_parameter_that_is_no_number_is_no_page():
    link = "/index.php?hal=baca&judul=Pasar%20Ikan&id=48213"
    body = f'<h3><a href="{link}">Pasar Ikan Lama Pindah ke Muara</a></h3>'
    assert [one.url for one in links(body)] == [f"https://www.koranrekaan.co.id{link}"]
