"""Who is a person in a byline: buttons, posts and days are nobody, two in a string are two."""

import pytest

from newscrawl.extraction.names import is_credit, looks_like_name, split_names
from tests.test_extraction import page
from tests.test_extraction_credits import DATE, credits_of

NOBODY = [
    "Lihat semua artikel", "Kirim email ke penulis", "View all posts", "All posts by Ani Rekaan",
    "Published on", "Posted by", "Last Updated", "Diperbarui pada", "Leave a comment",
    "Tinggalkan Balasan", "Comments (21)", "No Comments", "3 Responses", "Komentar (0)", "Follow",
    "Ikuti", "Facebook", "Website", "Tweet", "About the Author", "Tentang Penulis",
    "Author archive", "3 min read", "26 Sep", "September 25th", "Senior", "Senior Editor",
    "Wartawan", "Wartawan Senior", "Kontributor Daerah", "Tim Redaksi", "Desk Daerah", "Admin Web",
    "Editor in Chief", "Redaktur Pelaksana",
]  # fmt: skip


@pytest.mark.parametrize("text", NOBODY)
def test_buttons_counters_days_and_posts_are_nobody(text):
    assert not is_credit(text)
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    "name",
    [
        "Adminto Rekaan", "Editha Rekaan", "Suka Rekaan", "Mei Rekaan", "Sep Rekaan",
        "Marsha Rekaan", "Agus S", "Muh. Rekaan", "Ni Wayan Sri-Rekaan", "Seniora Rekaan",
        "Dr. H. Ani Rekaan, M.Si.", "Koran REKAAN",
    ],
)  # fmt: skip
def test_names_that_begin_like_a_button_or_a_post_are_people(name):
    assert looks_like_name(name)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ani Rekaan dan Cici Rekaan", ["Ani Rekaan", "Cici Rekaan"]),
        ("Ani Rekaan, Cici Rekaan", ["Ani Rekaan", "Cici Rekaan"]),
        ("Ani Rekaan, M. Cici Rekaan", ["Ani Rekaan", "M. Cici Rekaan"]),
        ("Ani Rekaan, Cici Rekaan, dan Edi R", ["Ani Rekaan", "Cici Rekaan", "Edi R"]),
        ("Ani Rekaan; Cici Rekaan", ["Ani Rekaan", "Cici Rekaan"]),
        ("A. Rekaan & C. Rekaan", ["A. Rekaan", "C. Rekaan"]),
        ("Ani Rekaan/Cici Rekaan", ["Ani Rekaan", "Cici Rekaan"]),
        ("krn/net", ["krn/net"]),
        ("Dr. Ani Rekaan, M.Si dan Cici, S.Pd., SH", ["Dr. Ani Rekaan, M.Si", "Cici, S.Pd., SH"]),
        ("Ani Rekaan, Dosen Universitas Lembah Hijau", ["Ani Rekaan"]),
        ("Ani Rekaan, Kepala Biro Lembah Hijau", ["Ani Rekaan"]),
        ("Ani Rekaan (Wartawan)", ["Ani Rekaan"]),
        ("Ani Rekaan (Lembah)", ["Ani Rekaan (Lembah)"]),
        ("Ani Rekaan, Senior Editor", ["Ani Rekaan"]),
        ("Ani Rekaan - Kabar Lembah", ["Ani Rekaan"]),
        ("Ani Rekaan, Kabar Lembah", ["Ani Rekaan"]),
        ("Ani Rekaan • 26 Sep, 2023 • Daerah", ["Ani Rekaan"]),
        ("Ani Rekaan | Lihat semua artikel", ["Ani Rekaan"]),
    ],
)
def test_names_in_one_string(value, names):
    assert split_names(value, lenient=True) == names


@pytest.mark.parametrize(
    "box",
    [
        "<a href='/author/a'>Ani Rekaan</a> <a href='/author/a'>Lihat semua artikel</a>",
        "<a href='mailto:a@k.id'>Kirim email ke penulis</a> <a href='/author/a'>Ani Rekaan</a>",
        "<h4><a href='/author/a'>Ani Rekaan</a></h4><a href='/author/a'>View all posts</a>",
        "<a href='/author/a'>Ani Rekaan</a><span>Senior</span><a href='/x'>Follow</a>",
        "By <a href='/author/a'>Ani Rekaan</a> / Published on Monday, 30 Jan 2017",
        "by <a href='/author/a'>Ani Rekaan</a> &bull; 26 Sep, 2013, <a href='#c'>2 Comments</a>",
        "<span>Posted by</span> <b>Ani Rekaan</b> <strong>0</strong> <span>Responses</span>",
        "<a href='/author/a'>Ani Rekaan</a><span>(Wartawan)</span>",
    ],
)
def test_what_stands_in_the_authors_box_is_no_second_author(box):
    assert credits_of(page(f"{DATE}<div class='author'>{box}</div>"))[0] == ["Ani Rekaan"]


NEXT = (
    "<h2>{}</h2><div class='info'><span>Oleh: Orang Lain</span> <span>Rabu, 13 Maret 2024"
    " | 08:00 WIB</span></div>"
)
OTHER = "Harga Sayur di Pasar Lembah Naik"


@pytest.mark.parametrize(
    "below",
    [
        NEXT.format(OTHER),
        NEXT.format(f"<a href='/daerah/harga-sayur'>{OTHER}</a>"),
        NEXT.format(OTHER).replace("h2>", "h1>"),
        f"<article>{NEXT.format(OTHER).replace('h2>', 'h4>')}</article>",
        f"<h2>{OTHER}</h2><p>Rabu, 13 Maret 2024</p><p>Penulis: Orang Lain</p>",
    ],
)
def test_the_next_article_brings_no_author(below):
    top, bottom = f"{DATE}<p>Oleh: Ani Rekaan</p>", f"<p>Editor: Budi Rekaan</p>{below}"
    html = page(top, bottom=bottom)
    assert credits_of(html) == (["Ani Rekaan"], ["Budi Rekaan"])
    html = html.replace("<h1>", "<article><h1>", 1).replace(below, f"</article>{below}")
    assert credits_of(html) == (["Ani Rekaan"], ["Budi Rekaan"])
