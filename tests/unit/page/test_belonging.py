import pytest

from newscrawl.page.belonging import Outlet, fate_of, same_name, taken_over
from newscrawl.page.document import parse

HOME = "https://www.korankertas.com/"
SLUGS = [
    "warga-tanam-bakau-di-pesisir-utara",
    "petani-panen-raya-di-tengah-kemarau",
    "jembatan-gantung-rampung-akhir-bulan",
    "nelayan-keluhkan-harga-solar-bersubsidi",
]
PAPER = Outlet("Koran Kertas", HOME, frozenset(f"/berita/{s}" for s in SLUGS))
PROSE = "<p>Warga yang datang dari desa itu tidak menyangka bahwa jembatan akan rampung.</p>"


def page(head="", body="", url=HOME, lang="id"):
    html = f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    return parse(html, url=url)


def news(folder="/berita/"):
    links = (f'<h2><a href="{folder}{s}">{s.replace("-", " ").title()}</a></h2>' for s in SLUGS)
    return "".join(links) + PROSE


PARKED = [
    "<h1>korankertas.com</h1><p>This domain is for sale! Make an offer on this domain.</p>",
    "<h1>Domain ini dijual</h1><p>Hubungi pemiliknya.</p>",
    "<h2>Related searches</h2><a href='/s?q=a'>Kredit</a><a href='/s?q=b'>Hosting murah</a>",
    "<script src='https://img.sedoparking.com/js/x.js'></script><div>korankertas.com</div>",
    "<p>The domain korankertas.com has expired. Is this your domain? Renew this domain.</p>",
    "<p>korankertas.com is parked free, courtesy of the registrar.</p>",
]


@pytest.mark.parametrize("body", PARKED)
def test_a_parked_domain_is_gone(body):
    sign = taken_over(page(body=body))
    assert sign
    assert sign.kind == "parked"
    assert fate_of(page(body=body), PAPER).word == "gone"


GAMBLING = [
    (
        "<title>Koran Kertas77: Situs Slot Gacor Terpercaya 2026</title>",
        "".join(
            f"<h2><a href='/2026/11/0{n}/{t.replace(' ', '-').lower()}/'>{t}</a></h2>"
            for n, t in enumerate(
                (
                    "Bocoran Pola Gacor Mahjong Ways Malam Ini",
                    "Prediksi Togel HK Malam Ini Jitu dan Akurat",
                    "Slot Deposit Pulsa Tanpa Potongan",
                    "Warga Tanam Bakau di Pesisir Utara",
                ),
                1,
            )
        ),
    ),
    (
        (
            '<title>KERTAS88</title><meta name="description" content="Link alternatif situs '
            'slot gacor gampang maxwin, daftar sekarang dan klaim bonus new member">'
        ),
        "<h1>Daftar Situs Slot Gacor Terbaik</h1><p>Daftar slot sekarang, gampang menang.</p>",
    ),
    (
        '<title>Koran Kertas</title><meta property="og:site_name" content="Koran Kertas">',
        "".join(
            f"<h3><a href='/{n}/'>{t}</a></h3>"
            for n, t in enumerate(
                (
                    "Link Slot Gacor x1000 Olympus Anti Kalah",
                    "Bonus New Member 100 di Depan To Kecil",
                    "Bandar Togel 4D Terbesar dan Toto Macau Resmi",
                    "Situs Judi Slot Online Resmi",
                )
            )
        ),
    ),
]


@pytest.mark.parametrize(("head", "body"), GAMBLING)
def test_a_domain_that_sells_gambling_is_gone(head, body):
    sign = taken_over(page(head, body))
    assert sign
    assert sign.kind == "gambling"
    assert sign.evidence.startswith("the page sells gambling: ")


def test_a_shop_and_a_foreign_site_are_gone():
    goods = "".join(
        f"<div class=product><h2>Sepatu Lari {n}</h2><p>Rp {n}99.000</p><a href='#'>Tambah ke "
        f"keranjang</a></div>"
        for n in range(1, 6)
    )
    sign = taken_over(page("<title>Toko Sepatu</title>", goods))
    assert sign
    assert sign.kind == "shop"
    blog = (
        "<title>Garden notes</title><p>The roses in the garden are in bloom and they were planted "
        "by the owner of the house, who said that it will be a good year.</p>"
    )
    fate = fate_of(page(body=blog, lang="en"), PAPER)
    assert fate.word == "gone"
    assert "language en" in fate.evidence


@pytest.mark.parametrize("place", ["product", "produk", "shop", "collections/pria", "toko/ibu"])
def test_goods_with_addresses_like_headlines_are_no_news(place):
    goods = "".join(
        f'<li><a href="/{place}/{name}-pria-warna-hitam-ukuran-besar/"><h2>{name.title()} Pria '
        f"Warna Hitam Ukuran Besar</h2><span>Rp{n}50.000</span></a>"
        f'<a href="?add-to-cart={n}">Add to cart</a></li>'
        for n, name in enumerate(("kemeja", "sepatu", "tas", "jaket", "topi"), 1)
    )
    sign = taken_over(page("<title>Gudang Busana Grosir</title>", f"<ul>{goods}</ul>"))
    assert sign
    assert sign.kind == "shop"


def test_a_sound_paper_with_some_smuggled_posts_is_itself():
    smuggled = "<h2><a href='/x/link-slot-gacor-hari-ini'>Link Slot Gacor Anti Rungkad</a></h2>"
    reports = "".join(
        f"<h2><a href='/b/{n}/polisi-gerebek-markas-judi'>{t}</a></h2>"
        for n, t in enumerate(
            ("Polisi Gerebek Markas Judi Online", "Komdigi Blokir Situs Slot", "Bahaya Judi Slot")
        )
    )
    one = page("<title>Koran Kertas</title>", news() + reports + smuggled)
    assert taken_over(one) is None
    assert fate_of(one, PAPER).word == "same"


def test_a_news_page_that_advertises_a_shop_or_writes_of_domains_is_itself():
    body = news() + "<p>Checkout sekarang, Rp 99.000</p><p>Rp 10</p><p>This domain is for sale.</p>"
    assert taken_over(page(body=body)) is None


@pytest.mark.parametrize(
    "html",
    [
        "<title>koran.id</title><p>The domain <b>koran.id</b> is available for purchase.</p>",
        "<title>koran.id - For Sale</title>",
        "<title>koran.id</title><h2>koran.id is for sale!</h2>",
        "<title>Domain koran.id sudah habis masa aktifnya</title>",
        "<title>koran.id | Domain Premium Dijual</title><h1>Domain koran.id Dijual</h1>",
        "<title>koran.id</title><script>window.location.href='/lander'</script>",
        '<html data-adblockkey="MFww"><title>koran.id</title><div></div></html>',
        "<title>koran.id</title><p>Domain ini telah terdaftar.</p>",
    ],
)
def test_a_domain_for_sale_is_parked(html):
    sign = taken_over(parse(html, url=HOME))
    assert sign
    assert sign.kind == "parked"


@pytest.mark.parametrize(
    "title",
    [
        "Welcome to nginx!",
        "Apache2 Ubuntu Default Page: It works",
        "Index of /",
        "Account Suspended",
        "Akun ini telah ditangguhkan",
        "Default Web Site Page",
        "Website ini belum aktif",
    ],
)
def test_a_server_without_a_site_is_gone(title):
    one = page(f"<title>{title}</title>", f"<h1>{title}</h1>", lang="")
    fate = fate_of(one, PAPER)
    assert fate.word == "gone"
    assert fate.evidence.startswith("nobody's site is there")
    assert fate_of(page(f"<title>{title}</title>", news()), PAPER).word == "same"


@pytest.mark.parametrize(
    "titles",
    [
        ["Как выбрать матрас для сна на боку", "Почему кошки спят на чистом белье"],
        ["Kinh nghiệm mua nhà lần đầu cho vợ chồng trẻ", "Bí quyết chăm sóc da mùa đông đơn giản"],
        ["วิธีเลือกที่นอนสำหรับคนนอนตะแคงให้เหมาะสม", "สิบเมืองเงียบสงบสำหรับการพักผ่อนในวันหยุดยาว"],
    ],
)
def test_letters_that_no_paper_prints_are_another_site_whatever_it_declares(titles):
    body = "".join(f"<h2><a href='/{n}/'>{one}</a></h2>" for n, one in enumerate(titles * 2))
    assert fate_of(page("<title>Catatan</title>", body), PAPER).word == "gone"


def test_a_paper_with_an_english_name_is_itself():
    name = "<a href='/'>The Kertas Post</a>"
    body = f"{name}<h2>Petani Menanam Bakau di Muara</h2><p>{name}</p><p>Kontak The Kertas Post</p>"
    assert (
        fate_of(page("<title>The Kertas Post - Kabar Terbaru</title>", body), PAPER).word == "same"
    )


def test_a_paper_of_which_half_is_smuggled_is_itself():
    sold = "".join(
        f"<h2><a href='/x/{n}/link-slot-gacor'>Link Slot Gacor Anti Rungkad {n}</a></h2>"
        for n in range(len(SLUGS))
    )
    assert taken_over(page("<title>Koran Kertas</title>", news() + sold)) is None


def test_the_name_alone_will_do_at_a_host_that_has_the_old_ones_name():
    head = "<title>Koran Kertas</title>"
    for host in ("korankertasmedia.com", "www.korankertas.news"):
        assert fate_of(page(head, url=f"https://{host}/"), PAPER).word == "same"
    assert fate_of(page(head, url="https://lain-sekali.com/"), PAPER).word == "moved"


def test_a_short_name_at_a_host_that_is_named_the_same_is_the_outlet():
    html = f"<title>KKN</title><meta property='og:site_name' content='KKN'>{news()}"
    outlet = Outlet("KKN", "https://kkn.co.id/")
    assert fate_of(parse(html.encode(), url="https://kkn.news/"), outlet).word == "same"
    assert fate_of(parse(html.encode(), url="https://lain.news/"), outlet).word == "moved"


MOVED = [
    '<meta property="og:site_name" content="KORAN KERTAS">',
    "<title>Koran Kertas - Kabar dari Timur</title>",
    "<title>Kabar dari Timur | korankertas.id</title>",
    (
        '<script type="application/ld+json">{"@type":"WebPage","publisher":{"@type":"Organization",'
        '"name":"Koran Kertas"}}</script>'
    ),
    (
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsMediaOrganization",'
        '"name":"KoranKertas.com"}]}</script>'
    ),
]


@pytest.mark.parametrize("head", MOVED)
def test_a_moved_paper_is_known_by_its_name(head):
    fate = fate_of(page(head, news("/daerah/"), url="https://kabarkertas.id/"), PAPER)
    assert fate.word == "same"


def test_a_moved_paper_is_known_by_its_paths():
    front = page("<title>Berita</title>", news(), url="https://lain.id/")
    assert "4 of its articles" in fate_of(front, PAPER).evidence
    typed = '<meta property="og:type" content="article">'
    article = page(typed, PROSE, url=f"https://lain.id/berita/{SLUGS[0]}/")
    assert "its old path" in fate_of(article, PAPER).evidence


def test_the_same_name_under_another_ending_is_the_same_paper():
    fate = fate_of(page(body=news("/daerah/"), url="https://korankertas.id/"), PAPER)
    assert fate.word == "same"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>Kabar Lain</title>", news("/daerah/")),
        ("<title>Koran Kertas</title>", "<p>Segera hadir kembali.</p>"),
    ],
)
def test_what_cannot_be_told_to_be_the_paper_has_moved(head, body):
    fate = fate_of(page(head, body, url="https://portal-entah.com/"), PAPER)
    assert fate.word == "moved"
    assert "portal-entah.com" in fate.evidence


@pytest.mark.parametrize(
    ("name", "publisher", "same"),
    [
        ("FAJAR.CO.ID", "Harian Fajar", True),
        ("Bali Post", "BALIPOST.com", True),
        ("Kaltim", "Koran Kaltim", False),
        ("Radar Malang", "Radar Kediri", False),
        ("Berita", "Koran Berita", False),
        ("Tribun-Bali.com", "Tribun Bali", True),
    ],
)
def test_names_are_compared_without_what_all_have(name, publisher, same):
    assert same_name(name, Outlet(publisher, "https://contoh-rekaan.net/")) is same


def test_an_empty_page_tells_nothing():
    assert taken_over(page()) is None
