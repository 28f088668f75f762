"""Small pages in the manner of many templates: what each prints around its text is told apart."""

from datetime import UTC, datetime

import pytest

from newscrawl.extraction import Rules, extract

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
URL = "https://kabarrekaan.id/daerah/warga-pesisir-tanam-bakau-di-muara-sungai"
HEADLINE = "Warga Pesisir Tanam Bakau di Muara Sungai"
STORY = [
    "KENDARI - Ratusan warga pesisir menanam dua ribu bibit bakau di muara sungai sejak pagi.",
    "Penanaman itu digagas kelompok nelayan setempat setelah abrasi mengikis tambak mereka.",
    '"Kalau tidak sekarang, tambak kami habis dalam lima tahun," kata Rusdin, nelayan setempat.',
    "Pemerintah kota menyiapkan bibit tambahan untuk ditanam bersama pelajar pada bulan depan.",
]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in STORY)
WHEN = "2026-11-18T14:05:00+07:00"


def page(top="", inside="{}", bottom="", head="", aside=""):
    body = inside.format(PARAGRAPHS) if "{}" in inside else inside
    return (
        f"<html><head><title>{HEADLINE} - Kabar Rekaan</title>{head}</head><body>"
        f'<div class="wrap"><h1>{HEADLINE}</h1>{top}<div class="isi">{body}</div>{bottom}</div>'
        f"{aside}</body></html>"
    )


def within(line, after=2):
    """Return the page with a line among its paragraphs."""
    texts = [f"<p>{text}</p>" for text in STORY]
    texts.insert(after, line)
    return page(top="<p>Rabu, 18 November 2026 14:05 WIB</p>", inside="".join(texts))


def read(html):
    return extract(html, url=URL, rules=Rules(), now=NOW)


DATE = "<span>18 November 2026 14:05 WIB</span>"
#: Above the text: what is printed, who wrote, who edited.
TOPS = {
    "wordpress newspaper": (
        (
            '<div class="td-post-author-name">By <a href="/author/rina/">Rina Lestari</a> -</div>'
            '<span class="td-post-date"><time datetime="2026-11-18T14:05:00+00:00">18 November '
            "2026 14:05</time></span><div class='td-post-views'>1.024</div>"
        ),
        ["Rina Lestari"],
        [],
    ),
    "wordpress by admin": (
        f'<div>By <a href="/author/admin/">admin</a> - {DATE}</div>',
        [],
        [],
    ),
    "jnews": (
        (
            '<div class="jeg_meta_author">oleh <a href="/author/rina">Rina Lestari</a></div>'
            '<div class="jeg_meta_date"><a href="#">18 November 2026 - 14:05</a></div>'
            "<div>in <a href='/category/daerah/'>Daerah</a></div>"
        ),
        ["Rina Lestari"],
        [],
    ),
    "gmr": (
        (
            '<div class="gmr-metacontent"><span class="author vcard"><a href="/author/rina/">Rina '
            'Lestari</a></span> <span class="posted-on"><time>Rabu, 18 Nov 2026 14:05 WIB</time>'
            "</span></div>"
        ),
        ["Rina Lestari"],
        [],
    ),
    "reporter and editor": (
        f"<div>Reporter: Rina Lestari | Editor: Budi Hartono</div><div>{DATE}</div>",
        ["Rina Lestari"],
        ["Budi Hartono"],
    ),
    "writer is the editor": (
        f"<div>Penulis & Editor: Rina Lestari</div><div>{DATE}</div>",
        ["Rina Lestari"],
        ["Rina Lestari"],
    ),
    "contributor": (f"<div>Kontributor: Rina Lestari</div>{DATE}", ["Rina Lestari"], []),
    "reported by": (f"<div>Laporan Kontributor: Rina Lestari</div>{DATE}", ["Rina Lestari"], []),
    "liputan": (f"<div>Liputan: Rina Lestari</div>{DATE}", ["Rina Lestari"], []),
    "wartawan": (f"<div>Wartawan : Rina Lestari</div><div>{DATE}</div>", ["Rina Lestari"], []),
    "naskah": (f"<div>Naskah: Rina Lestari, Foto: Dede</div>{DATE}", ["Rina Lestari"], []),
    "reporter and photographer": (
        f"<div>Reporter/Foto: Rina Lestari</div><div>{DATE}</div>",
        ["Rina Lestari"],
        [],
    ),
    "editor and publisher": (
        f"<div>Penulis: Rina Lestari</div><div>Editor/Publisher: Budi Hartono</div>{DATE}",
        ["Rina Lestari"],
        ["Budi Hartono"],
    ),
    "redaktur": (
        f"<p>Pewarta: Rina Lestari<br>Redaktur: Budi Hartono</p><p>{DATE}</p>",
        ["Rina Lestari"],
        ["Budi Hartono"],
    ),
    "two columns": (
        (
            "<table><tr><td>Penulis</td><td>: Rina Lestari</td></tr><tr><td>Editor</td>"
            f"<td>: Budi Hartono</td></tr></table><div>{DATE}</div>"
        ),
        ["Rina Lestari"],
        ["Budi Hartono"],
    ),
    "two full names": (
        f"<div>Reporter: Rina Lestari/Made Suarta</div><div>{DATE}</div>",
        ["Rina Lestari", "Made Suarta"],
        [],
    ),
    "a desk": (f"<div>Penulis: rls/kr</div><div>{DATE}</div>", ["rls/kr"], []),
    "radio": (
        f"<div>Oleh : Rina Lestari - Editor : Budi Hartono</div><div>Tanggal : {DATE}</div>",
        ["Rina Lestari"],
        ["Budi Hartono"],
    ),
    "old php": (
        (
            "<small>Ditulis oleh Rina Lestari pada Rabu, 18 November 2026 14:05 WIB | "
            "Dibaca: 312 kali</small>"
        ),
        ["Rina Lestari"],
        [],
    ),
    "blogger": (
        (
            "<span class='vcard'>Diposting oleh <span class='fn'>Rina Lestari</span></span>"
            "<span class='post-timestamp'>di <abbr class='published' "
            "title='2026-11-18T14:05:00+07:00'>Rabu, November 18, 2026</abbr></span>"
        ),
        ["Rina Lestari"],
        [],
    ),
    "joomla": (
        (
            "<dl class='article-info'><dt>Details</dt><dd>Written by Rina Lestari</dd>"
            "<dd>Published: 18 November 2026 14:05</dd><dd>Hits: 210</dd></dl>"
        ),
        ["Rina Lestari"],
        [],
    ),
    "last updated": (
        (
            "<div>Penulis: Rina Lestari</div><div>18/11/2026 14:05 WIB</div>"
            "<div>Last Updated on 19 November 2026, 09:10 WIB</div>"
        ),
        ["Rina Lestari"],
        [],
    ),
    "terakhir diperbarui": (
        (
            "<div>Penulis: Rina Lestari</div><div>Diterbitkan 18 November 2026 14:05 WIB</div>"
            "<div>Terakhir diperbarui: 19 November 2026 09:10 WIB</div>"
        ),
        ["Rina Lestari"],
        [],
    ),
    "views beside the date": (
        (
            "<div>Rina Lestari</div><div><i class='fa fa-clock-o'></i> 18 November 2026 14:05 WIB "
            "<i class='fa fa-eye'></i> 1.204 views <i class='fa fa-comment'></i> 3</div>"
        ),
        ["Rina Lestari"],
        [],
    ),
    "provincial portal": (
        "<div>Diposting oleh: Humas | 18 November 2026, 14:05 WIB | Kategori: Berita</div>",
        [],
        [],
    ),
    "by on": ("<div>by Rina Lestari on November 18, 2026 2:05 pm</div>", ["Rina Lestari"], []),
    "posted on by": (
        (
            "<div>Posted on <a>November 18, 2026 14:05</a> by "
            "<a href='/author/rina'>Rina Lestari</a></div>"
        ),
        ["Rina Lestari"],
        [],
    ),
    "name and date": (
        "<div>Rina Lestari | Rabu, 18 November 2026 14:05 WIB</div>",
        ["Rina Lestari"],
        [],
    ),
    "photographer alone": (f"<div>Foto: Dede Rahmat</div><div>{DATE}</div>", [], []),
    "press office": (f"<div>Sumber: Humas Pemkot</div><div>{DATE}</div>", [], []),
    "degrees": (
        f"<div>Penulis: Dr. Rina Lestari, S.H., M.H.</div><div>{DATE}</div>",
        ["Dr. Rina Lestari, S.H., M.H."],
        [],
    ),
    "editor behind the name": (
        (
            "<ul><li><span>Rina Lestari</span><span>Author</span></li>"
            f"<li><span>Budi Hartono</span><span>Editor</span></li></ul><div>{DATE}</div>"
        ),
        ["Rina Lestari"],
        ["Budi Hartono"],
    ),
    "newsroom": (f"<div>Redaksi - {DATE}</div>", [], []),
}


@pytest.mark.parametrize("name", TOPS)
def test_who_and_when_above_the_text(name):
    top, authors, editors = TOPS[name]
    found = read(page(top=top))
    assert (found.authors, found.editors) == (authors, editors)
    assert found.date_published == WHEN
    assert found.paragraphs == STORY


#: Lines among the paragraphs that are none of them.
FOREIGN = [
    '<p>Baca juga: <a href="/a">Nelayan Muara Panen Kepiting Bakau</a></p>',
    '<p><strong>BACA JUGA :</strong> <a href="/a">Nelayan Muara Panen Kepiting Bakau</a></p>',
    '<p>Baca Juga</p><p><a href="/a">Nelayan Muara Panen Kepiting Bakau</a></p>',
    '<div><span>Baca Juga</span><a href="/a">Nelayan Muara Panen Kepiting Bakau</a></div>',
    '<p>Baca: <a href="/a">Nelayan Muara Panen Kepiting Bakau</a></p>',
    '<p>Lihat juga: <a href="/a">Nelayan Muara Panen Kepiting Bakau</a></p>',
    '<p>Simak juga: <a href="/a">Nelayan Muara Panen Kepiting Bakau</a></p>',
    '<p>Berita terkait: <a href="/a">Nelayan Muara Panen Kepiting Bakau</a></p>',
    '<p>&gt;&gt; <a href="/a">Nelayan Muara Panen Kepiting Bakau</a></p>',
    '<blockquote><p>Baca juga: <a href="/a">Nelayan Muara Panen Bakau</a></p></blockquote>',
    '<p>Read also: <a href="/a">Nelayan Muara Panen Kepiting Bakau</a></p>',
    "<p>ADVERTISEMENT</p>",
    "<p>SCROLL TO CONTINUE WITH CONTENT</p>",
    "<p>- Iklan -</p>",
    "<div>Pasang Iklan</div>",
    "<p>Ikuti Kabar Rekaan di Google News dan WhatsApp Channel.</p>",
    "<p>Follow Berita Kabar Rekaan di Google News</p>",
    "<p>Dapatkan berita pilihan editor setiap hari di WhatsApp kami.</p>",
    "<p>Cek Berita dan Artikel yang lain di <a href='/g'>Google News</a></p>",
    "<p>Gabung ke saluran WhatsApp Kabar Rekaan <a href='/w'>di sini</a>.</p>",
    "<p>Bagikan:</p><p>Facebook Twitter WhatsApp Telegram</p>",
    "<p>Share this:</p>",
    '<figure><img src="/b.jpg"><figcaption>Warga menanam bakau. (Foto: Dede)</figcaption></figure>',
    "<p>Loading...</p>",
    '<p>[irp posts="12" name="Nelayan Panen Kepiting"]</p>',
    "<p>[Gambas:Video 20detik]</p>",
    "<p>Halaman: 1 2 3 Selanjutnya</p>",
    "<p>Pages: 1 2 3</p>",
    "<p>Video:</p>",
    "<p>Tonton juga video: Bakau Kendari</p>",
    "<p>Jangan lupa ikuti kami di Instagram @kabarrekaan</p>",
    "<p>Follow dan like fanpage kami</p>",
    "<p>Berita ini 120 kali dibaca</p>",
    "<p>Post Views: 312</p>",
    "<p>Dibaca 312 kali</p>",
    "<p>Visited 20 times, 1 visit(s) today</p>",
    "<p>Print PDF</p>",
    "<p>Like this:</p><p>Like Loading...</p>",
    "<p>Rate this post</p>",
    '<p>Pilihan Redaksi:</p><ul><li><a href="/a">Nelayan Panen Kepiting</a></li></ul>',
    "<p>Sponsored by Bank Rekaan</p>",
    "<p>Klik di sini untuk bergabung di Channel WhatsApp Kabar Rekaan</p>",
    "<p>Update berita terbaru Kabar Rekaan di WhatsApp Channel</p>",
    '<p>Simak Video "Bakau Kendari"</p>',
    '<p><a href="/a"><strong>BACA JUGA: Nelayan Panen Kepiting Bakau</strong></a></p>',
    "<p>Foto: Warga menanam bakau (Dede/Kabar Rekaan)</p>",
]


@pytest.mark.parametrize("line", FOREIGN)
@pytest.mark.parametrize("after", [1, 2])
def test_what_stands_among_paragraphs_is_left_out(line, after):
    assert read(within(line, after)).paragraphs == STORY


#: What stands below the text, and belongs to it: who wrote, who edited; and what does not.
BELOW = {
    "credits": ("<p>Penulis: Rina Lestari</p><p>Editor: Budi Hartono</p>", True),
    "credits in one": ("<p>Reporter: Rina Lestari<br>Editor: Budi Hartono</p>", True),
    "bold credits": ("<b>Penulis : Rina Lestari</b><br><b>Penyunting : Budi Hartono</b>", True),
    "slashed": ("<p>(Reporter: Rina Lestari/Editor: Budi Hartono)</p>", True),
    "tags": ("<p>Tags: <a href='/tag/bakau'>bakau</a> <a href='/tag/laut'>laut</a></p>", False),
    "hash tags": ("<p>#bakau #laut #kendari</p>", False),
    "related": ("<h3>Berita Terkait</h3><ul><li><a href='/a'>Harga Ikan Naik</a></li></ul>", False),
    "you may like": ("<h4>You may also like</h4><a href='/a'>Harga Ikan Naik</a>", False),
    "other articles": ("<p>Artikel Lainnya</p><p><a href='/a'>Harga Ikan Naik</a></p>", False),
    "recommended": ("<h4>Rekomendasi</h4><p><a href='/a'>Harga Ikan Naik</a></p>", False),
    "popular": ("<h4>Terpopuler</h4><ol><li>Harga Ikan Naik</li></ol>", False),
    "comments": (
        ("<h3>Tinggalkan Balasan</h3><p>Alamat email Anda tidak akan dipublikasikan. Ruas wajib "
        "ditandai *</p><p>Simpan nama, email, dan situs web saya pada peramban ini untuk komentar "
        "saya berikutnya.</p>"),
        False,
    ),
    "comments english": (
        ("<h3>Leave a Reply</h3><p>Your email address will not be published. Required fields are "
        "marked *</p>"),
        False,
    ),
    "copyright": ("<p>Copyright © 2026 Kabar Rekaan. All rights reserved.</p>", False),
    "law": (
        ("<p>Dilarang keras mengambil konten, melakukan crawling atau pengindeksan otomatis tanpa "
        "izin tertulis dari redaksi.</p>"),
        False,
    ),
    "previous and next": (
        ("<div>Berita Sebelumnya</div><div><a href='/a'>Harga Ikan Naik</a></div>"
        "<div>Berita Berikutnya</div><div><a href='/b'>Jalan Muara Diperbaiki</a></div>"),
        False,
    ),
    "author box": (
        ("<div class='author-box'><b>Rina Lestari</b><p>Wartawan di Kabar Rekaan sejak 2015 dan "
        "menulis tentang laut.</p></div>"),
        None,
    ),
    "about": ("<p>Tentang Kami</p><p>Redaksi</p><p>Pedoman Media Siber</p>", False),
    "newsletter": ("<p>Berlangganan newsletter kami untuk membaca berita terbaru.</p>", False),
}  # fmt: skip


@pytest.mark.parametrize("name", BELOW)
@pytest.mark.parametrize("inside", [True, False])
def test_what_stands_below_the_text_is_told_apart(name, inside):
    bottom, credited = BELOW[name]
    top = "<p>Rabu, 18 November 2026 14:05 WIB</p>"
    html = page(top=top, inside=PARAGRAPHS + bottom) if inside else page(top=top, bottom=bottom)
    found = read(html)
    assert found.paragraphs == STORY
    assert found.date_published == WHEN
    if credited is not None:
        expected = (["Rina Lestari"], ["Budi Hartono"]) if credited else ([], [])
        assert (found.authors, found.editors) == expected


@pytest.mark.parametrize(
    "sign",
    [
        "(kr)",
        "(Rina/kabarrekaan)",
        "(Rina Lestari/kabarrekaan)",
        "[RL]",
        "(*)",
        "(rls/kr)",
        "(KR-1)",
        "*MNA",
        "*",
    ],
)
def test_a_credit_glued_to_the_last_sentence_is_cut(sign):
    texts = [*STORY[:-1], f"{STORY[-1]} {sign}"]
    inside = "".join(f"<p>{text}</p>" for text in texts)
    assert read(page(top=f"<p>{DATE}</p>", inside=inside)).paragraphs == STORY


PICTURES = {
    "json-ld text": ('"/f/bakau.jpg"', "", "json-ld"),
    "json-ld object": ('{"@type": "ImageObject", "url": "/f/bakau.jpg"}', "", "json-ld"),
    "json-ld list": ('["/f/bakau.jpg", "/f/bakau-4x3.jpg"]', "", "json-ld"),
    "og": ("null", "/f/bakau.jpg", "meta"),
    "logo, then og": ('"/f/logo.png"', "/f/bakau.jpg", "meta"),
    "shared og": ("null", "/assets/share-default.jpg", None),
    "the paper's own sign": ("null", "/img/kabarrekaan.png", None),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_that_shows_no_picture_may_tell_of_one(name):
    told, shared, layer = PICTURES[name]
    head = (
        f'<meta property="og:image" content="{shared}"><script type="application/ld+json">'
        f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "image": {told}}}</script>'
    )
    found = read(page(top=f"<p>{DATE}</p>", head=head))
    assert [image.url for image in found.images] == (
        ["https://kabarrekaan.id/f/bakau.jpg"] if layer else []
    )
    assert found.layers.get("images") == layer


def test_embedded_text_keeps_its_figure():
    figure = "<figure><img src='/f/bakau.jpg'><figcaption>Bakau di muara</figcaption></figure>"
    rules = Rules(
        embedded=lambda _: {
            "headline": HEADLINE,
            "datePublished": "2026-11-18 14:05:00",
            "articleBody": figure + PARAGRAPHS,
        }
    )
    found = extract("<html><body></body></html>", url=URL, rules=rules, now=NOW)
    assert found.paragraphs == STORY
    assert [(i.url, i.caption) for i in found.images] == [
        ("https://kabarrekaan.id/f/bakau.jpg", "Bakau di muara")
    ]
    assert (found.layers["article_body"], found.layers["images"]) == ("embedded", "embedded")


def test_attributes_by_the_hundred_thousand_cost_no_time():
    crowded = "<p " + " ".join(f'a{n}="x"' for n in range(100_000)) + ">"
    assert read(page(top=f"<p>{DATE}</p>", bottom=crowded)).paragraphs == STORY


@pytest.mark.parametrize(
    ("opening", "section"),
    [
        ("KABARREKAAN.ID, DENPASAR. ", "Denpasar"),
        ("KABARREKAAN.ID, GAYA HIDUP. ", "Gaya Hidup"),
        ("Kabarrekaan.id, Denpasar. ", "Denpasar"),
        ("<b>KABARREKAAN.ID, DUNIA.</b> ", "Dunia"),
        ("KABARREKAAN.ID, DUNIA.<br>", "Dunia"),
    ],
)
def test_the_outlet_and_the_channel_before_the_text_are_cut(opening, section):
    texts = [STORY[1], *STORY[1:]]
    texts[0] = "Ratusan warga pesisir menanam dua ribu bibit bakau di muara sungai sejak pagi."
    inside = "".join(f"<p>{opening * (n == 0)}{text}</p>" for n, text in enumerate(texts))
    found = read(page(top=f"<p>{DATE}</p>", inside=inside))
    assert found.paragraphs == texts
    assert found.article_section == section
