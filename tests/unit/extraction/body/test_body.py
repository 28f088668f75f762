"""The body layer on small pages: own text, one behaviour each."""

import contextlib
import time
from datetime import UTC, datetime

import pytest

from newscrawl.extraction.body import Body, read_body
from newscrawl.extraction.context import Page
from newscrawl.extraction.headline import Headline
from newscrawl.extraction.model import Rules
from newscrawl.page.document import parse
from newscrawl.page.errors import NotAnArticle

NOW = datetime(2024, 1, 5, tzinfo=UTC)
URL = "https://www.kabarcontoh.co.id/daerah/2024/01/02/jembatan"
FIRST = "Warga Desa Sukamaju bergotong royong memperbaiki jembatan gantung yang rusak pekan lalu."
SECOND = '"Kalau menunggu, anak-anak tidak bisa berangkat ke sekolah," kata Wayan, Selasa (2/1).'
THIRD = "Jembatan sepanjang 40 meter itu menghubungkan dua dusun yang dihuni 300 keluarga."
FOURTH = "Simak baik-baik, kata Wayan, papan yang lapuk akan diganti pelat besi."
LAST = "Pekerjaan itu ditargetkan selesai dalam dua minggu dengan dana swadaya masyarakat setempat."
STORY = [FIRST, SECOND, THIRD, FOURTH, LAST]
TITLE = "Warga Sukamaju Perbaiki Jembatan Gantung"


def page(body, *, head="", title=TITLE):
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def paragraphs(*texts, tag="p"):
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def article(inner, *, before="", after=""):
    return page(f"<h1>{TITLE}</h1>{before}<div class='x1'>{inner}</div>{after}")


def seen(html, *, rules=None, url=URL) -> Page:
    return Page.of(parse(html, url=url), rules=rules or Rules(), now=NOW)


def read(html, *, rules=None, structured=None, url=URL) -> Body:
    known = seen(html, rules=rules, url=url)
    if structured:
        known.data.article = {"articleBody": structured}
    heading = next(known.document.root.iter("h1"), None)
    lines = [] if heading is None else known.lines_of(heading)
    headline = Headline(" ".join(line.printed for line in lines), "generic", lines)
    known.span = known.place(lines)
    return read_body(known, headline)


def removed(body, label):
    return [line.text for line in body.removed if line.label == label]


# --- shapes of pages -------------------------------------------------------------------------

SHAPES = {
    "paragraphs": paragraphs(*STORY),
    "divs": paragraphs(*STORY, tag="div"),
    "divs in divs": "".join(f"<div><div><span>{t}</span></div></div>" for t in STORY),
    "sections": paragraphs(*STORY, tag="section"),
    "double breaks": "<br><br>".join(STORY),
    "single breaks": "<br/>\n".join(STORY),
    "breaks in one paragraph": f"<p>{'<br /><br />'.join(STORY)}</p>",
    "spans with breaks": "".join(f"<span>{t}</span><br>" for t in STORY),
    "old font tags": "".join(f"<font face=arial size=2>{t}</font><br><br>" for t in STORY),
    "bare text first": FIRST + paragraphs(*STORY[1:]),
    "plain text": "<pre>" + "\n\n".join(STORY) + "</pre>",
    "table cell": f"<table><tr><td>{'<br><br>'.join(STORY)}</td></tr></table>",
    "nested each in the last": "".join(f"<div>{text}" for text in STORY) + "</div>" * 5,
    "quote": paragraphs(FIRST)
    + f"<blockquote><p>{SECOND}</p></blockquote>"
    + paragraphs(*STORY[2:]),
    "two parts": f"<div class=part>{paragraphs(*STORY[:3])}</div>"
    f"<div class=part>{paragraphs(*STORY[3:])}</div>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_reads_the_story_from(shape):
    menu = "<ul>" + "<li><a href='/x'>Daerah dan Nasional</a></li>" * 8 + "</ul>"
    assert read(article(SHAPES[shape], before=menu, after=menu)).paragraphs == STORY


def test_words_of_inline_tags_stay_on_their_line():
    inner = paragraphs("<b>Kades</b> <a href='/tag/a'>Wayan</a> ikut mengangkat papan.", *STORY)
    assert read(article(inner)).paragraphs[0] == "Kades Wayan ikut mengangkat papan."


def test_a_sentence_that_br_broke_is_one_paragraph():
    inner = (
        "Warga Desa Sukamaju bergotong royong<br>memperbaiki jembatan gantung yang rusak.<br><br>"
        + "<br><br>".join(STORY)
    )
    assert (
        read(article(inner))
        .paragraphs[0]
        .startswith("Warga Desa Sukamaju bergotong royong memperbaiki")
    )


def test_lists_and_subheadings_belong_to_the_body():
    inner = (
        paragraphs(FIRST)
        + "<h3>Kerusakan</h3><ul><li>Papan lantai</li><li>Tali baja</li></ul>"
        + paragraphs(*STORY[1:])
    )
    found = read(article(inner)).paragraphs
    assert found[1:4] == ["Kerusakan", "Papan lantai", "Tali baja"]


# --- the seed's shape: a page as text with icons, promos and credits around --------------------

ICONS = ["search", "radio_button_unchecked", "radio_button_unchecked", "light_mode dark_mode"]
TOP = [
    "Kamis, 14 September 2023, 18:55 WITA Follow",
    "image",
    f"kabarcontoh.co.id/kantorlain.com/{TITLE}",
    "IKUTI KABARCONTOH.CO.ID DI",
    "GOOGLE NEWS",
    "KABARCONTOH.CO.ID, DUNIA.",
]
PROMO = [
    "Editor: Sari",
    "Reporter: kbc/net",
    "Simak kabar pilihan kami langsung di ponselmu. Ikuti saluran Kabarcontoh di WhatsApp Channel.",
    "Ikuti kami",
]


def seed(wrap, *, headline):
    lines = [*ICONS, headline, *TOP, *STORY[:-1], f"{LAST}(sumber: kantorlain.com)", *PROMO]
    return page(wrap(lines))


@pytest.mark.parametrize(
    "wrap",
    [
        lambda lines: paragraphs(*lines, tag="div"),
        lambda lines: f"<div>{paragraphs(*lines, tag='div')}</div>",
        lambda lines: paragraphs(*lines),
        lambda lines: f"<main>{'<br>'.join(lines)}</main>",
        lambda lines: f"<div>{'<br><br>'.join(lines)}</div>",
        lambda lines: "".join(f"<span>{line}</span><br>" for line in lines),
        lambda lines: "".join(
            f"<div class='css-{n}'><span>{x}</span></div>" for n, x in enumerate(lines)
        ),
        lambda lines: f"<table><tr><td>{paragraphs(*lines)}</td></tr></table>",
        lambda lines: paragraphs(*lines, tag="section"),
    ],
)
@pytest.mark.parametrize("headline", [f"<h1>{TITLE}</h1>", TITLE])
def test_reads_the_seed_in_any_shape(wrap, headline):
    body = read(seed(wrap, headline=headline))
    assert body.paragraphs == STORY
    assert body.source_organization == "kantorlain.com"
    assert "Editor: Sari" in removed(body, "editor")
    assert "Reporter: kbc/net" in removed(body, "byline")
    assert "KABARCONTOH.CO.ID, DUNIA." in removed(body, "dateline")


# --- what stands among the paragraphs ----------------------------------------------------------


def within(*foreign, tag="p"):
    """Put foreign lines between the third and the fourth paragraph."""
    return article(paragraphs(*STORY[:3]) + paragraphs(*foreign, tag=tag) + paragraphs(*STORY[3:]))


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga: <a href='/a'>Bupati Tinjau Jalan Rusak di Sukamaju</a>",
        "<strong>BACA JUGA :</strong> <a href='/a'>Bupati Tinjau Jalan Rusak</a>",
        "(Baca Juga: Bupati Tinjau Jalan Rusak di Sukamaju)",
        "<a href='/a'>Bupati Tinjau Jalan Rusak di Sukamaju Timur</a>",
        "Simak juga: Bupati Tinjau Jalan Rusak",
        ">>Baca Selengkapnya<<",
        "ADVERTISEMENT",
        "SCROLL TO CONTINUE WITH CONTENT",
        "Scroll untuk membaca artikel",
        "Iklan - Geser ke atas untuk melanjutkan.",
        "Bagikan ke WhatsApp",
        "Ikuti saluran WhatsApp kami untuk mendapatkan berita terbaru",
        "Dapatkan update berita pilihan setiap hari dari Kabar Contoh di Google News",
        "Halaman selanjutnya",
        "1 2 3",
        "https://www.kabarcontoh.co.id/lain/2024/jalan-rusak",
        "Foto: Made/Kabar Contoh",
        "COPYRIGHT © KABAR CONTOH 2024",
    ],
)
def test_drops_a_foreign_line(line):
    assert read(within(line)).paragraphs == STORY


@pytest.mark.parametrize("tag", ["p", "div", "h3"])
def test_a_lone_baca_juga_takes_the_headline_below_it(tag):
    headline = "<a href='/a'>Bupati Tinjau Jalan Rusak di Sukamaju</a>"
    assert read(within("Baca Juga", headline, tag=tag)).paragraphs == STORY


def test_a_lone_baca_juga_takes_an_unlinked_headline():
    assert read(within("Baca Juga:", "Bupati Tinjau Jalan Rusak di Sukamaju")).paragraphs == STORY


def test_a_list_of_headlines_below_baca_juga_goes():
    box = "<p>Baca juga:</p><ul><li>Bupati Tinjau Jalan</li><li>Harga Kopi Naik</li></ul>"
    inner = paragraphs(*STORY[:3]) + box + paragraphs(*STORY[3:])
    assert read(article(inner)).paragraphs == STORY


def test_a_subheading_below_a_related_link_stays():
    box = "<p>Baca juga:</p><p><a href='/a'>Bupati Tinjau Jalan Rusak</a></p><h2>Dana Swadaya</h2>"
    inner = paragraphs(*STORY[:3]) + box + paragraphs(*STORY[3:])
    assert read(article(inner)).paragraphs == [*STORY[:3], "Dana Swadaya", *STORY[3:]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Simak lima kisah warga yang ikut memperbaiki jembatan itu sejak pagi hingga petang.",
        "Baca buku di balai dusun menjadi kegiatan anak-anak selama jembatan belum bisa dilewati.",
        "Sumber air di hulu sungai masih jernih, sehingga warga tidak kesulitan memasak.",
        "Berita populer di desa itu kini hanya soal papan, paku, dan tali baja.",
        "Foto udara yang diambil relawan memperlihatkan tiang jembatan miring ke arah hilir.",
        "Ikuti saja arus sungai kalau ingin melihat sisa papan, ujar seorang warga sambil tertawa.",
        "Dilansir dari laman resmi pemerintah desa, jembatan itu dibangun pada tahun 1997.",
        "“Gratis,” timpalnya.",
    ],
)
def test_keeps_a_sentence_that_only_looks_foreign(sentence):
    assert sentence in read(within(sentence)).paragraphs


def test_boxes_named_related_or_share_go_whatever_they_say():
    box = "<div class='related-box'><p>Harga kopi naik lagi di pasar, kata pedagang.</p></div>"
    inner = paragraphs(*STORY[:3]) + box + paragraphs(*STORY[3:])
    assert read(article(inner)).paragraphs == STORY


def test_a_telling_name_on_the_story_itself_does_not_condemn_it():
    inner = f"<div class='share-content related'>{paragraphs(*STORY)}</div>"
    assert read(article(inner)).paragraphs == STORY


def test_embedded_posts_are_no_text():
    tweet = "<blockquote class='twitter-tweet'><p>Jembatan sudah bisa dilewati!</p></blockquote>"
    inner = paragraphs(*STORY[:3]) + tweet + paragraphs(*STORY[3:])
    assert read(article(inner)).paragraphs == STORY


@pytest.mark.parametrize(
    "post",
    [
        "<p lang='in'>Sudah bisa! <a href='https://t.co/x1'>pic.x/1</a></p>&mdash; Desa (@desa)",
        "<p>Sudah bisa!</p>— Desa <a href='https://twitter.com/desa/status/12'>5 Maret 2024</a>",
        "<p>Sudah bisa!</p>— Desa <a href='https://x.com/desa/status/12'>5 Maret 2024</a>",
        "<a href='https://www.instagram.com/p/C1x/'>View</a><p>A post shared by Desa (@desa)</p>",
        "<section><a href='https://www.tiktok.com/@desa/video/7'>@desa</a> Sudah bisa!</section>",
    ],
)
def test_posts_of_other_networks_are_no_text_whatever_they_are_called(post):
    inner = paragraphs(*STORY[:3]) + f"<blockquote>{post}</blockquote>" + paragraphs(*STORY[3:])
    body = read(article(inner))
    assert body.paragraphs == STORY
    assert not removed(body, "byline")


def test_a_quote_with_a_link_is_text():
    told = "<p>Jembatan ini milik kita semua, menurut <a href='/x'>warga</a>.</p>"
    quote = f"<blockquote>{told}</blockquote>"
    found = read(article(paragraphs(*STORY[:3]) + quote + paragraphs(*STORY[3:]))).paragraphs
    assert found[3] == "Jembatan ini milik kita semua, menurut warga."


def test_captions_go_to_their_pictures():
    caption = "Warga memasang papan. (Foto: Made)"
    figure = f"<figure><img src='/f/1.jpg'><figcaption>{caption}</figcaption></figure>"
    body = read(article(figure + paragraphs(*STORY)))
    assert body.paragraphs == STORY
    image = body.images[0]
    assert (image.url, image.caption) == (
        "https://www.kabarcontoh.co.id/f/1.jpg",
        "Warga memasang papan. (Foto: Made)",
    )


def test_the_lead_picture_above_the_body_counts():
    picture = "<img data-src='https://cdn.contoh.id/a.jpg' src='data:,'>"
    lead = f"<div>{picture}<div class='caption'>Jembatan gantung</div></div>"
    body = read(article(paragraphs(*STORY), before=lead))
    assert [(i.url, i.caption) for i in body.images] == [
        ("https://cdn.contoh.id/a.jpg", "Jembatan gantung")
    ]


def test_a_summary_box_goes():
    points = paragraphs("Jembatan rusak diterjang banjir.", "Warga bergotong royong.", tag="li")
    box = f"<p><strong>Ringkasan Berita:</strong></p><ul>{points}</ul>"
    assert read(article(box + paragraphs(*STORY))).paragraphs == STORY


def test_a_pull_quote_that_repeats_the_text_goes():
    quote = "<div><i>anak-anak tidak bisa berangkat ke sekolah</i></div>"
    assert read(article(quote + paragraphs(*STORY))).paragraphs == STORY


# --- the end -----------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["(frd/har)", "(*)", "(S-45)", "(ns)", "[]", "(***/Made Suta)"])
def test_initials_glued_to_the_last_sentence_are_a_byline(sign):
    body = read(article(paragraphs(*STORY[:-1], f"{LAST} {sign}")))
    assert body.paragraphs == STORY
    assert removed(body, "byline") == [sign]


def test_a_date_in_brackets_at_the_end_is_text():
    last = "Jembatan akan diresmikan pada Sabtu (6/1)."
    assert read(article(paragraphs(*STORY, last))).paragraphs[-1] == last


def test_credits_below_the_body_are_kept_as_lines():
    credit = paragraphs("Penulis: Made Suta", "Editor: Sari Dewi")
    after = f"<div>{credit}</div><div>Tags: <a>jembatan</a></div>"
    body = read(article(paragraphs(*STORY), after=after))
    assert body.paragraphs == STORY
    assert removed(body, "byline") == ["Penulis: Made Suta"]
    assert removed(body, "editor") == ["Editor: Sari Dewi"]
    assert {line.position for line in body.removed} == {len(STORY)}


def test_nothing_of_the_next_article_is_taken():
    other = paragraphs(
        *(
            f"Pasar hewan di kecamatan lain kembali ramai pada hari ke-{n}, kata pedagang sapi."
            for n in range(12)
        )
    )
    html = page(
        f"<article><h1>{TITLE}</h1><div class='isi'>{paragraphs(*STORY)}</div></article>"
        f"<article><h1>Pasar Hewan Ramai</h1><div class='isi'>{other}</div></article>"
    )
    assert read(html).paragraphs == STORY


def test_teasers_and_comments_below_are_not_body():
    teasers = "".join(
        f"<li><a href='/{n}'><h3>Judul berita lain yang cukup panjang nomor {n}</h3></a>"
        "<p>Cuplikan berita lain yang ditulis wartawan kami di lapangan hari ini.</p></li>"
        for n in range(15)
    )
    html = article(paragraphs(*STORY), after=f"<ul>{teasers}</ul>")
    assert read(html).paragraphs == STORY


def test_a_dateline_cut_off_by_markup_stays_with_its_sentence():
    inner = f"<strong>Denpasar, Kabar Contoh</strong> -- <p>{FIRST}</p>{paragraphs(*STORY[1:])}"
    assert read(article(inner)).paragraphs[0] == f"Denpasar, Kabar Contoh -- {FIRST}"


def test_an_agency_in_the_dateline_is_the_source():
    inner = paragraphs(f"Denpasar (ANTARA) - {FIRST}", *STORY[1:])
    body = read(article(inner))
    assert body.paragraphs[0].startswith("Denpasar (ANTARA) - Warga")
    assert body.source_organization == "ANTARA"


def test_an_agency_is_not_its_own_source():
    inner = paragraphs(f"Denpasar (ANTARA) - {FIRST}", *STORY[1:])
    assert (
        read(article(inner), url="https://bali.antaranews.com/berita/1/x").source_organization
        is None
    )


# --- the paper's rules and embedded text --------------------------------------------------------


def test_the_papers_selector_comes_first():
    rules = Rules(body="div.isi", noise=("p.promo", ".x"), noise_lines=(r"Kabar Contoh memberi",))
    html = page(
        f"<h1>{TITLE}</h1><div class='isi'>{FIRST}<p class=promo>Promo kopi robusta murah.</p>"
        f"<p>{SECOND}</p><p>Kabar Contoh memberi kabar setiap hari tanpa henti.</p></div>"
        f"{paragraphs(THIRD)}"
    )
    body = read(html, rules=rules)
    assert (body.layer, body.paragraphs) == ("selector", [FIRST, SECOND])


def test_a_selector_that_fails_leaves_it_to_the_generic_reader():
    body = read(article(paragraphs(*STORY)), rules=Rules(body="div.tidak-ada"))
    assert (body.layer, body.paragraphs) == ("generic", STORY)


def test_a_selector_takes_the_first_article_only():
    html = page(
        "".join(
            f"<article><div class='isi'>{paragraphs(t, SECOND)}</div></article>"
            for t in (FIRST, THIRD)
        )
    )
    assert read(html, rules=Rules(body="div.isi")).paragraphs == [FIRST, SECOND]


@pytest.mark.parametrize("text", ["\n".join(STORY), paragraphs(*STORY)])
def test_embedded_text_serves_when_the_page_shows_none(text):
    body = read(page(f"<h1>{TITLE}</h1><div id=app></div>"), structured=text)
    assert (body.layer, body.paragraphs) == ("json-ld", STORY)


def test_embedded_text_does_not_replace_what_the_page_shows():
    assert read(article(paragraphs(*STORY)), structured=" ".join(STORY)).layer == "generic"


# --- pages that are no article ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Just a moment...", "block page"),
        ("Attention Required! | Cloudflare", "block page"),
        ("Internet Positif", "block page"),
        ("Access Denied", "block page"),
        ("403 Forbidden", "block page"),
        ("404 Not Found", "not found"),
        ("Halaman tidak ditemukan - Kabar Contoh", "not found"),
    ],
)
def test_notices_are_refused(title, reason):
    with pytest.raises(NotAnArticle) as refusal:
        read(page(paragraphs(*STORY), title=title))
    assert refusal.value.reason == reason


def test_a_story_about_something_not_found_is_a_story():
    title = "Korban Banjir Tidak Ditemukan di Halaman Rumah"
    assert read(page(f"<h1>{title}</h1>{paragraphs(*STORY)}", title=title)).paragraphs == STORY


def test_a_listing_is_refused():
    item = (
        "<div class=item><h2><a href='/{0}'>Judul berita yang cukup panjang nomor {0}</a></h2>"
        "<p>Cuplikan berita nomor {0} yang ditulis wartawan kami di lapangan hari ini.</p></div>"
    )
    with pytest.raises(NotAnArticle):
        read(page("<h1>Berita Terbaru</h1>" + "".join(item.format(n) for n in range(20))))


def test_a_bare_teaser_is_refused():
    with pytest.raises(NotAnArticle):
        read(
            article(
                "<p>Warga Desa Sukamaju bergotong royong memperbaiki jembatan gantung yang…</p>"
            )
        )


def test_a_page_without_text_is_refused():
    with pytest.raises(NotAnArticle):
        read(page(f"<h1>{TITLE}</h1><script>var a = 1</script>"))


def test_flash_news_is_an_article():
    text = "Lalu lintas di Jalan Melati pada Senin pagi lancar. Tidak ada antrean kendaraan."
    assert read(article(f"<p>{text}</p>")).paragraphs == [text]


# --- hostile pages ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + FIRST,
        "".join(f"<div>{FIRST}" for _ in range(20_000)),
        page("<a href='/x'>Judul berita yang cukup panjang sekali</a> " * 50_000),
        page("<p>" + "(" * 500_000 + "</p>"),
        page(f"<p>{'kata ' * 1_000_000}</p>"),
        page("<br>" * 300_000),
        page("<p>Baca juga:</p>" * 30_000),
    ],
    ids=["deep", "deep text", "links", "brackets", "one line", "breaks", "labels"],
)
def test_hostile_pages_take_linear_time(html):
    start = time.process_time()
    with contextlib.suppress(NotAnArticle):
        read_body(seen(html), None)
    assert time.process_time() - start < 5


def test_related_links_between_all_paragraphs_make_no_listing():
    box = "<p>Baca juga:</p><p><a href='/a'>Bupati Tinjau Jalan Rusak di Sukamaju</a></p>"
    inner = box.join(f"<p>{text}</p>" for text in STORY)
    assert read(article(inner)).paragraphs == STORY
