"""A page's lines by element, and where its article stands among them once it is read."""

from datetime import UTC, datetime

import pytest

from newscrawl.extraction import NotAnArticle, read_page
from newscrawl.extraction.context import ArticleSpan, Page
from newscrawl.extraction.model import Rules
from newscrawl.page.document import parse

URL = "https://www.koranrekaan.id/berita/2024/03/19/panen-padi-lebih-awal"
NOW = datetime(2024, 3, 20, tzinfo=UTC)
FIRST = "Warga desa di lereng bukit itu memanen padi lebih awal dari biasanya, kata kepala desa."
SECOND = "Hujan yang lebat merusak sebagian ladang mereka sejak bulan lalu dan belum berhenti."
LAST = "Pemerintah daerah berjanji akan mengirim bantuan bibit kepada warga pada bulan depan."
HEAD = "<ul><li><a href=/>Beranda</a></ul><h1>Panen Padi Lebih Awal</h1><p>19 Maret 2024</p>"


def page_of(html, *, rules=None):
    return Page.of(parse(html, url=URL), rules=rules or Rules(), now=NOW)


def element(page, name):
    (found,) = page.document.root.xpath("//*[@id=$name]", name=name)
    return found


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Hujan</p><p id=x>deras</p><p>turun</p>", ["deras"]),
        ("<p>Hujan</p><div id=x><p>deras</p><p>turun</p></div>", ["deras", "turun"]),
        ("<p>Hujan</p><p id=x> </p>", []),
        ("<p>Hujan</p><img id=x>", []),
        # Inline elements: the lines that some of their words stand on.
        ("<p>Hujan</p><p>deras <b id=x>turun</b></p><p>lagi</p>", ["deras turun"]),
        ("<p>Hujan <a href=/1 id=x><i>deras</i></a></p><p>turun</p>", ["Hujan deras"]),
        ("<p>Hujan <span id=x>deras<br>turun</span> lagi</p>", ["Hujan deras", "turun lagi"]),
        ("<p>Hujan</p><span id=x>deras<br>turun</span>", ["deras", "turun"]),
        ("<span id=x>Hujan</span> deras<p>turun</p>", ["Hujan deras"]),
        ("<p>Hujan <b id=x></b></p>", []),
        ("<p>Hujan</p><p><b id=x><img></b></p>", []),
        # A link around blocks.
        ("<p>Hujan</p><a href=/1 id=x><div>deras</div><div>turun</div></a>", ["deras", "turun"]),
        ("<p>Hujan</p><span id=x style='display:block'>deras</span>lagi", ["deras"]),
    ],
)
def test_the_lines_in_an_element(html, expected):
    page = page_of(html)
    numbers = page.range_of(element(page, "x"))
    assert [page.lines[number].text for number in numbers] == expected
    assert [line.text for line in page.lines_of(element(page, "x"))] == expected


def test_lines_that_may_be_text_leave_out_those_of_furniture():
    page = page_of("<div id=x>Hujan<nav>Menu</nav><p>deras</p></div>")
    assert [line.text for line in page.lines_of(element(page, "x"))] == ["Hujan", "Menu", "deras"]
    assert [line.text for line in page.lines_in(element(page, "x"))] == ["Hujan", "deras"]


def test_the_lines_in_an_element_end_where_those_of_the_page_do():
    page = page_of("<div id=x><p>Hujan</p><p>deras</p><p>turun</p></div>")
    page.lines = page.lines[:2]
    assert page.range_of(element(page, "x")) == range(2)


def test_what_the_papers_selector_calls_noise_is_furniture():
    html = "<div><p>Hujan</p><p class=kuis>Ikut kuis</p></div>"
    page = page_of(html, rules=Rules(noise=".kuis"))
    assert [line.place.unread for line in page.lines] == [False, True]
    assert [line.place.unread for line in page_of(html).lines] == [False, False]


def test_a_headline_gets_its_label_and_its_place():
    page = page_of("<p>Hujan</p><h1>Panen<br>Padi</h1><p>deras</p>")
    assert page.place(page.lines[1:3]) == ArticleSpan(1)
    assert [line.label for line in page.lines] == ["unknown", "headline", "headline", "unknown"]
    assert page.place([]) == ArticleSpan()


def read(html, *, rules=None):
    page = page_of(html, rules=rules)
    found = read_page(page)
    return page, found


@pytest.mark.parametrize("above", ["", "<p>Penulis: Ani Rekaan</p>", "<figure><img></figure>"])
@pytest.mark.parametrize("below", ["", "<p>Editor: Budi Rekaan</p><p>Tags: padi</p>"])
def test_the_span_of_an_article(above, below):
    html = f"{HEAD}{above}<div><p>{FIRST}</p><p>Iklan</p><p>{SECOND}</p><p>{LAST}</p></div>{below}"
    page, found = read(html)
    assert page.span.headline == 1
    assert page.lines[page.span.headline].text == found.headline == "Panen Padi Lebih Awal"
    assert page.lines[page.span.start].printed == found.paragraphs[0] == FIRST
    assert page.lines[page.span.end].printed == found.paragraphs[-1] == LAST
    inside = page.lines[page.span.start : page.span.end + 1]
    assert [line.label for line in inside] == ["body", "ad", "body", "body"]


def test_lines_that_were_joined_are_gone():
    head, _, rest = SECOND.partition(" sejak ")
    text = f"<p>{FIRST}</p><p>{head}<br>sejak {rest}</p><p>{LAST}</p>"
    html = f"{HEAD}<div>{text}</div><p>Tags: padi</p>"
    page, found = read(html)
    assert found.paragraphs == [FIRST, SECOND, LAST]
    assert all(line.parts and line.text for line in page.lines)
    assert [line.printed for line in page.lines[page.span.start : page.span.end + 1]] == [
        FIRST,
        SECOND,
        LAST,
    ]
    assert page.lines[page.span.end + 1].label == "tags"


def test_the_lines_of_the_next_story_are_none_of_the_page():
    story = f"<article><h1>{{}}</h1><div><p>{FIRST}</p><p>{{}}</p></div></article>"
    page, found = read(
        story.format("Panen Padi Lebih Awal", SECOND) + story.format("Banjir Surut Perlahan", LAST)
    )
    assert found.paragraphs == [FIRST, SECOND]
    assert page.lines[-1].printed == SECOND
    assert page.span == ArticleSpan(0, 1, 2)


def test_a_text_that_no_line_prints_has_no_place():
    text = rf"{FIRST}\n{SECOND}\n{LAST}"
    data = f'{{"@type":"NewsArticle","headline":"Panen Padi Lebih Awal","articleBody":"{text}"}}'
    html = f'{HEAD}<p>Penulis: Ani Rekaan</p><script type="application/ld+json">{data}</script>'
    page, found = read(html)
    assert found.layers["article_body"] == "json-ld"
    assert page.span == ArticleSpan(1)
    assert [line.label for line in page.lines[1:]] == ["headline", "date", "byline"]
    assert found.authors == ["Ani Rekaan"]


def test_a_page_that_is_refused_keeps_the_labels_that_its_lines_have():
    page = page_of("<h1>Panen Padi Lebih Awal</h1><p>Foto: Ani Rekaan</p>")
    with pytest.raises(NotAnArticle):
        read_page(page)
    assert page.lines[0].label == "headline"
