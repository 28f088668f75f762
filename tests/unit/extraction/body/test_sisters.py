"""One story in several boxes of a page builder: all of it, and nothing of what stands below."""

import pytest

from newscrawl.extraction import extract
from newscrawl.extraction.model import Rules
from tests.unit.extraction.body.test_body import NOW, STORY, TITLE, paragraphs
from tests.unit.extraction.body.test_one_story import URL

LONG = [
    *STORY[:3],
    "Warga memotong bambu di kebun milik desa dan mengangkutnya dengan gerobak sapi sejak pagi.",
    "Papan lantai diganti seluruhnya, sedangkan tali baja dibeli dari iuran tiga dusun terdekat.",
    "Jembatan itu akan dibuka kembali setelah diuji dengan beban karung pasir pada akhir pekan.",
]
#: How builders wrap a box of text, and any other box.
BUILDERS = {
    "wpbakery": (
        (
            "<div class='vc_row wpb_row vc_custom_17{n}'><div class='wpb_column vc_col-sm-12'>"
            "<div class='vc_column-inner'><div class='wpb_wrapper'>{box}</div></div></div></div>"
        ),
        (
            "<div class='wpb_text_column wpb_content_element'><div class='wpb_wrapper'>{text}</div>"
            "</div>"
        ),
        "<div class='wpb_raw_html'><div class='wpb_wrapper'>{text}</div></div>",
    ),
    "elementor": (
        (
            "<section class='elementor-section elementor-element elementor-element-a{n}'>"
            "<div class='elementor-container'><div class='elementor-column elementor-col-100'>"
            "<div class='elementor-widget-wrap'>{box}</div></div></div></section>"
        ),
        (
            "<div class='elementor-element elementor-element-b{n} elementor-widget "
            "elementor-widget-text-editor'><div class='elementor-widget-container'>"
            "{text}</div></div>"
        ),
        (
            "<div class='elementor-element elementor-element-c{n} elementor-widget "
            "elementor-widget-html'><div class='elementor-widget-container'>"
            "{text}</div></div>"
        ),
    ),
    "elementor in one column": (
        "{box}",
        (
            "<div class='elementor-element elementor-element-b{n} elementor-widget "
            "elementor-widget-text-editor'><div class='elementor-widget-container'>"
            "{text}</div></div>"
        ),
        (
            "<div class='elementor-element elementor-element-c{n} elementor-widget "
            "elementor-widget-heading'><div class='elementor-widget-container'>"
            "{text}</div></div>"
        ),
    ),
    "divi": (
        (
            "<div class='et_pb_row et_pb_row_{n}'><div class='et_pb_column et_pb_column_4_4'>{box}"
            "</div></div>"
        ),
        (
            "<div class='et_pb_module et_pb_text et_pb_text_{n}'><div class='et_pb_text_inner'>"
            "{text}</div></div>"
        ),
        "<div class='et_pb_module et_pb_code_{n}'><div class='et_pb_code_inner'>{text}</div></div>",
    ),
    "siteorigin": (
        (
            "<div class='panel-grid panel-no-style' id='pg-1-{n}'><div class='panel-grid-cell'>"
            "{box}</div></div>"
        ),
        (
            "<div class='so-panel widget widget_sow-editor' data-index='{n}'>"
            "<div class='siteorigin-widget-tinymce textwidget'>{text}</div></div>"
        ),
        (
            "<div class='so-panel widget widget_sow-html'><div class='panel-widget-style'>"
            "{text}</div></div>"
        ),
    ),
    "beaver": (
        (
            "<div class='fl-row fl-node-x{n}'><div class='fl-col-group'><div class='fl-col'>{box}"
            "</div></div></div>"
        ),
        (
            "<div class='fl-module fl-module-rich-text fl-node-5{n}'>"
            "<div class='fl-module-content'><div class='fl-rich-text'>{text}</div></div></div>"
        ),
        "<div class='fl-module fl-module-html'><div class='fl-html'>{text}</div></div>",
    ),
    "blocks": (
        "<section class='baris'><div class='dalam'>{box}</div></section>",
        "<div class='blok-teks'>{text}</div>",
        "<div class='blok-lain'>{text}</div>",
    ),
}
FAQ = (
    "<h2>Tanya Jawab Pelanggan</h2><h4>Bagaimana cara memasang iklan?</h4>"
    "<p>Kirim pesan kepada bagian niaga pada hari kerja dan lampirkan ukuran yang dikehendaki.</p>"
)
RELATED = (
    "<h3>Berita Terkait</h3><h4><a href='/a'>Harga Gabah di Penggilingan Turun Lagi</a></h4>"
    "<h4><a href='/b'>Tarif Parkir Naik Mulai Januari</a></h4>"
)
ABOUT = (
    "<h3>Tentang Kami</h3><p>Surat kabar ini terbit sejak 1998 dan dibaca di kedai-kedai kopi oleh "
    "pelanggan setia yang jumlahnya terus bertambah dari tahun ke tahun.</p>"
)


def rows(builder, boxes):
    """Return rows of a builder, one for each (is text, HTML)."""
    row, text, other = BUILDERS[builder]
    return "".join(
        row.replace("{n}", str(n)).replace(
            "{box}", (text if told else other).replace("{n}", str(n)).replace("{text}", html)
        )
        for n, (told, html) in enumerate(boxes)
    )


def read(builder, boxes):
    head = (
        False,
        f"<h1>{TITLE}</h1><div>Penulis: Ratna Dewi</div><div>Selasa, 2 Januari 2024</div>",
    )
    html = (
        f"<html><head><title>{TITLE} - Kabar Contoh</title></head><body><header><a href='/'>Beranda"
        f"</a></header><div class='isi-halaman'>{rows(builder, [head, *boxes])}</div>"
        "<footer>Kabar Contoh</footer></body></html>"
    )
    return extract(html, url=URL, rules=Rules(), now=NOW)


def split(sizes):
    """Return the story's paragraphs in groups of these sizes, as boxes of text."""
    groups, start = [], 0
    for size in sizes:
        groups.append((True, paragraphs(*LONG[start : start + size])))
        start += size
    return groups


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("sizes", [(1, 5), (5, 1), (2, 4), (3, 3), (2, 2, 2), (1,) * 6])
@pytest.mark.parametrize(
    "after",
    [
        [],
        [(False, FAQ)],
        [(False, RELATED)],
        [(False, RELATED), (True, ABOUT)],
        [(False, "<h3>Pertanyaan Umum</h3>"), (True, FAQ.partition("</h2>")[2])],
    ],
)
def test_all_boxes_of_a_story_and_none_below(builder, sizes, after):
    assert read(builder, [*split(sizes), *after]).paragraphs == LONG


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize(
    "between",
    [
        "<figure><img src='/a.jpg'><figcaption>Warga mengangkut bambu</figcaption></figure>",
        "<div class='gallery'><img src='/a.jpg'><p>Warga mengangkut bambu</p></div>",
        "<p><a href='/x'>Baca juga: Tarif Parkir Naik Mulai Januari</a></p>",
        "<div class='iklan'>Iklan</div>",
    ],
)
def test_what_stands_between_the_boxes_ends_no_story(builder, between):
    first, second = split((3, 3))
    read_ = read(builder, [first, (False, between), second])
    assert read_.paragraphs == LONG


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_heading_and_a_quote_between_the_boxes_are_text(builder):
    first, second = split((3, 3))
    quote = "“Kami tidak mau menunggu lebih lama lagi,” kata kepala dusun itu kepada para warga."
    boxes = [
        first,
        (False, f"<h3>Bambu dari kebun desa</h3><blockquote>{quote}</blockquote>"),
        second,
    ]
    want = [*LONG[:3], "Bambu dari kebun desa", quote, *LONG[3:]]
    assert read(builder, boxes).paragraphs == want


def test_a_narrow_column_of_the_same_boxes_is_beside_the_story():
    _, text, _ = BUILDERS["wpbakery"]
    side = (
        "<div class='wpb_column vc_col-sm-{w}'><div class='vc_column-inner'>"
        "<div class='wpb_wrapper'>{box}</div></div></div>"
    )
    main = side.replace("{w}", "8").replace("{box}", text.replace("{text}", paragraphs(*LONG)))
    note = "Surat kabar ini terbit sejak 1998 dan dibaca di kedai kopi oleh pelanggan yang setia."
    beside = side.replace("{w}", "4").replace("{box}", text.replace("{text}", f"<p>{note}</p>"))
    html = (
        f"<html><head><title>{TITLE} - Kabar Contoh</title></head><body><h1>{TITLE}</h1>"
        f"<p>Selasa, 2 Januari 2024</p><div class='vc_row'>{main}{beside}</div></body></html>"
    )
    assert extract(html, url=URL, rules=Rules(), now=NOW).paragraphs == LONG
