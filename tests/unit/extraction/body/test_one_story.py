"""One story a page: nothing of the next one, nothing of a longer box, all of its own."""

import pytest

from newscrawl.extraction import extract
from newscrawl.extraction.model import Rules
from newscrawl.page.errors import NotAnArticle
from tests.unit.extraction.body.test_body import NOW, STORY, TITLE, paragraphs

URL = "https://www.kabarcontoh.co.id/daerah/2024/01/02/warga-sukamaju-perbaiki-jembatan-gantung"
NEXT = [
    "Petani Desa Mekarsari memanen bawang merah lebih awal karena hujan turun terus-menerus.",
    "Harga di tingkat petani turun menjadi sembilan ribu rupiah per kilogram sejak Senin lalu.",
    "Dinas setempat menjanjikan gudang pengering yang dapat dipakai bersama oleh tiga kelompok.",
    "Ketua kelompok berharap pengering itu selesai sebelum musim tanam berikutnya dimulai lagi.",
    "Sebagian petani sudah beralih menanam cabai dan jagung manis di lahan yang sama.",
    "Pedagang dari kota datang setiap akhir pekan untuk membeli hasil panen langsung dari kebun.",
]
CREDIT = "<div class='info'>Penulis: Ratna Dewi | Kamis, 4 Januari 2024 08:00 WIB</div>"
ABOUT = (
    "<p>Kabar Contoh adalah surat kabar warga yang terbit sejak 1998 dan dibagikan gratis di kedai "
    "kopi. Redaksi menerima tulisan dari pembaca setiap hari dan menyuntingnya sebelum dimuat. "
    "Wartawan kami tinggal di setiap kecamatan dan menulis tentang desa, sekolah, dan kesenian.</p>"
    "<p>Kantor kami berada di lantai dua bekas gudang kelapa dan terbuka bagi siapa saja.</p>"
)
OTHER = paragraphs(*NEXT)
BRIEF = "Listrik di tiga dusun padam selama dua jam pada Selasa malam akibat pohon menimpa kabel."


def read(inner, *, rules=None):
    html = (
        f"<html><head><title>{TITLE} - Kabar Contoh</title></head><body><header><a href='/'>Beranda"
        f"</a></header><main>{inner}</main><footer>Kabar Contoh</footer></body></html>"
    )
    return extract(html, url=URL, rules=rules or Rules(), now=NOW)


def story(tag, heading, title, texts, *, credit=CREDIT, names="class='baca'", wrapped=True):
    body = paragraphs(*texts)
    body = f"<div class='teks'>{body}</div>" if wrapped else body
    return f"<{tag} {names}><{heading} class='judul'>{title}</{heading}>{credit}{body}</{tag}>"


@pytest.mark.parametrize("tag", ["div", "section", "article", "main", "li"])
@pytest.mark.parametrize("heading", ["h1", "h2"])
@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize("between", ["", "<div class='share'>Bagikan</div>", "<hr>"])
@pytest.mark.parametrize("own", [STORY, STORY[:2]])
def test_nothing_of_the_next_story_below(tag, heading, wrapped, between, own):
    mine = story(tag, "h1", TITLE, own, wrapped=wrapped)
    other = story(tag, heading, "Petani Mekarsari Panen Bawang Lebih Awal", NEXT, wrapped=wrapped)
    assert read(mine + between + other).paragraphs == own


@pytest.mark.parametrize(
    "other",
    [
        story("div", "h1", "Petani Mekarsari Panen Bawang Lebih Awal", NEXT, credit=""),
        story("article", "h2", "Petani Mekarsari Panen Bawang Lebih Awal", NEXT, credit=""),
        story("div", "h2", "Petani Mekarsari Panen Bawang", NEXT, names="class='lain'"),
        f"<div><h2><a href='/x'>Petani Mekarsari Panen</a></h2><p>Oleh: Dewi</p>{OTHER}</div>",
        f"<div><div class='tajuk'>Petani Mekarsari Panen</div><p>Dewi, 4/1/2024</p>{OTHER}</div>",
        f"<hr><h2>Petani Mekarsari Panen Bawang</h2><p>04/01/2024 08:00 WIB</p>{paragraphs(*NEXT)}",
    ],
)
@pytest.mark.parametrize("place", ["below", "within"])
def test_nothing_of_a_next_story_in_another_dress(other, place):
    mine = story("div", "h1", TITLE, STORY)
    html = mine + other if place == "below" else mine.removesuffix("</div>") + other + "</div>"
    assert read(html).paragraphs == STORY


def test_nothing_of_the_next_story_where_a_selector_finds_both():
    own = story("div", "h1", TITLE, STORY)
    html = own + story("div", "h1", "Petani Mekarsari Panen Bawang Lebih Awal", NEXT)
    assert read(html, rules=Rules(body="main")).paragraphs == STORY


@pytest.mark.parametrize(
    "heading",
    [
        "<h2>Papan Lapuk Diganti Pelat Besi</h2>",
        "<h2 class='judul'>Papan Lapuk Diganti</h2>",
        "<h3><b>Dana Swadaya dari Tiga Dusun</b></h3>",
        "<h2>Jadwal Kerja Bakti</h2><p>Sabtu, 6 Januari, warga berkumpul di balai desa.</p>",
    ],
)
def test_a_subheading_begins_no_other_story(heading):
    html = story("div", "h1", TITLE, STORY[:2]).removesuffix("</div></div>")
    found = read(f"{html}{heading}{paragraphs(*STORY[2:])}</div></div>").paragraphs
    assert [text for text in found if text in STORY] == STORY


@pytest.mark.parametrize("label", ["", "<h3>Berita Terkait</h3>"])
@pytest.mark.parametrize("heading", ["h2 class='judul'", "h3"])
@pytest.mark.parametrize("names", ["", " class='inline_post'"])
def test_an_article_element_for_a_link_in_mid_text_ends_nothing(label, heading, names):
    title = "<a href='/lain'>Petani Mekarsari Panen Bawang Lebih Awal</a>"
    tag = heading.partition(" ")[0]
    box = f"<div{names}>{label}<article><{heading}>{title}</{tag}></article></div>"
    html = f"<div class='teks'>{paragraphs(*STORY[:3])}{box}{paragraphs(*STORY[3:])}</div>"
    assert read(f"<h1 class='judul'>{TITLE}</h1>{CREDIT}{html}").paragraphs == STORY


def test_a_teaser_with_its_date_in_mid_text_ends_nothing():
    teaser = (
        "<div class='sisipan'><h4><a href='/x'>Petani Mekarsari Panen Bawang Lebih Awal</a></h4>"
        "<span>4 Januari 2024</span></div>"
    )
    html = story("div", "h1", TITLE, STORY[:2]).removesuffix("</div></div>")
    found = read(f"{html}{teaser}{paragraphs(*STORY[2:])}</div></div>").paragraphs
    assert [text for text in found if text in STORY] == STORY


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='kotak'><h4>Tentang Kabar Contoh</h4><div class='teks'>{ABOUT}</div></div>",
        f"<div class='teks'><h3>Tentang Kami</h3>{ABOUT}</div>",
        f"<section><div class='judul-kotak'><span>Redaksi</span></div>{ABOUT}</section>",
        f"<table><tr><td><b>Tentang Kami</b>{ABOUT}</td></tr></table>",
        f"<div><h4>Kebijakan Redaksi</h4>{ABOUT}</div>",
        f"<div><h2>About Us</h2>{ABOUT}</div>",
        f"<div><h3>Berita Terpopuler</h3>{paragraphs(*NEXT)}</div>",
        f"<div><h3>Paling Banyak Dibaca</h3>{paragraphs(*NEXT)}</div>",
        f"<div><h3>Artikel Terkait</h3>{paragraphs(*NEXT)}</div>",
        f"<div><h3>Most Read</h3>{paragraphs(*NEXT)}</div>",
    ],
)
@pytest.mark.parametrize("place", ["beside", "below"])
def test_a_brief_does_not_give_way_to_a_longer_box(box, place):
    mine = story("div", "h1", TITLE, [BRIEF])
    html = mine + box if place == "beside" else mine.removesuffix("</div>") + box + "</div>"
    assert read(html).paragraphs == [BRIEF]


LEAD = "Jembatan gantung di Sukamaju yang rusak sejak pekan lalu diperbaiki warga secara swadaya."


@pytest.mark.parametrize(
    "lead",
    [
        f"<h2 class='sinopsis'>{LEAD}</h2>",
        f"<p class='entry-lead'>{LEAD}</p>",
        f"<div class='teras'><p>{LEAD}</p></div>",
        f"<strong class='lead'><p>{LEAD}</p></strong>",
        f"<section class='pembuka'>{LEAD}</section>",
    ],
)
@pytest.mark.parametrize("place", ["header", "beside"])
@pytest.mark.parametrize(
    "figure", ["", "<figure><img src='/a.jpg'><figcaption>Foto: Budi</figcaption></figure>"]
)
def test_a_lead_in_a_box_of_its_own_is_text(lead, place, figure):
    top = f"<h1>{TITLE}</h1>{CREDIT}{figure}"
    top = f"<header>{top}{lead}</header>" if place == "header" else f"<header>{top}</header>{lead}"
    html = f"<article>{top}<div class='isi'>{paragraphs(*STORY)}</div></article>"
    assert read(html).paragraphs == [LEAD, *STORY]


@pytest.mark.parametrize(
    "tail", [f"<div class='penutup'><p>{LEAD}</p></div>", f"<p class='akhir'>{LEAD}</p>"]
)
def test_a_last_paragraph_in_a_box_of_its_own_is_text(tail):
    html = f"<div><h1>{TITLE}</h1>{CREDIT}<div class='isi'>{paragraphs(*STORY)}</div>{tail}</div>"
    assert read(html).paragraphs == [*STORY, LEAD]


@pytest.mark.parametrize(
    "around",
    [
        "<p>Situs ini memakai kuki supaya Anda dapat membacanya dengan nyaman setiap hari.</p>",
        "<div class='author-box'>Wartawan yang menulis tentang sungai dan jembatan.</div>",
        f"<p>{STORY[0]}</p>",
        "<figure><img src='/a.jpg'></figure><p>Warga memasang papan di sisi barat jembatan.</p>",
        "<ul><li>Dapatkan kabar setiap pagi dari desa yang terletak di tepi sungai itu.</li></ul>",
    ],
)
def test_what_stands_beside_the_text_and_is_none(around):
    top = f"<header><h1>{TITLE}</h1>{CREDIT}{around}</header>"
    html = f"<article>{top}<div class='isi'>{paragraphs(*STORY)}</div></article>"
    assert read(html).paragraphs == STORY


def test_a_brief_does_not_give_way_to_a_longer_aside():
    aside = f"<aside><div class='opini'><h4>Tajuk</h4>{ABOUT}{ABOUT}</div></aside>"
    assert read(story("section", "h1", TITLE, [BRIEF]) + aside).paragraphs == [BRIEF]


@pytest.mark.parametrize("names", ["CommentBox", "komentar-pembaca", "fb-comments"])
def test_a_brief_does_not_give_way_to_its_comments(names):
    comments = f"<details class='{names}'><summary>Tanggapan</summary>{OTHER}</details>"
    html = story("main", "h1", TITLE, STORY[:2])
    assert read(html.removesuffix("</main>") + comments + "</main>").paragraphs == STORY[:2]


def test_nothing_of_the_next_story_in_a_table():
    def table(title, texts):
        text = "<br><br>".join(texts)
        rows = (("judul", f"<b>{title}</b>"), ("meta", "Oleh: Ratna Dewi"), ("isi", text))
        cells = "".join(f"<tr><td class='{name}'>{text}</td></tr>" for name, text in rows)
        return f"<table>{cells}</table>"

    html = table(TITLE, STORY) + table("Petani Mekarsari Panen Bawang Lebih Awal", NEXT)
    assert read(f"<table><tr><td>{html}</td></tr></table>").paragraphs == STORY


def test_nobody_of_the_next_story_is_its_author():
    own = story("div", "h1", TITLE, STORY, credit="<p>4 Januari 2024 08:00 WIB</p>")
    found = read(own + story("div", "h1", "Petani Mekarsari Panen Bawang Lebih Awal", NEXT))
    assert found.authors == []


@pytest.mark.parametrize(
    "item",
    [
        "<figure><img src='/u/{n}.jpg'><figcaption>Papan ke-{n}.</figcaption></figure>",
        "<div class='swiper-slide'><img src='/u/{n}.jpg'><p class='caption'>Papan {n}.</p></div>",
        "<img src='/u/{n}.jpg'><p class='wp-caption-text'>Warga memasang papan ke-{n}.</p>",
        "<div class='photo-gallery'><img src='/u/{n}.jpg'><p>Warga memasang papan {n}.</p></div>",
        (
            "<div class='slide'><img src='/u/{n}.jpg'><div class='caption'>Warga memasang papan "
            "ke-{n} di jembatan yang ambles, Selasa (10/11/2026).</div></div>"
        ),
    ],
)
def test_a_photo_story_is_refused_by_name(item):
    pictures = "".join(item.format(n=n) for n in range(3))
    with pytest.raises(NotAnArticle) as refusal:
        read(f"<h1>{TITLE}</h1>{CREDIT}<div class='isi'>{pictures}</div>")
    assert refusal.value.reason == "photo story"
