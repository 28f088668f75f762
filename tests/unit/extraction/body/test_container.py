"""What the elements of a page hold: prose, long links, and boxes of other stories."""

import time

import pytest

from newscrawl.extraction.body.container import score_elements
from newscrawl.extraction.context import ArticleSpan, Page
from newscrawl.extraction.model import Rules
from newscrawl.page.document import parse
from newscrawl.regions import WIB
from tests.unit.extraction.body.test_body import NOW

SENTENCE = "Warga Desa Sukamaju memperbaiki jembatan gantung yang rusak diterjang banjir."
LINK = "<a href='/a'>Pasar desa dibuka lagi pekan depan</a>"


def scored(inner):
    """Return a page with these elements below its headline, and their scores."""
    html = f"<h1>Warga Perbaiki Jembatan</h1><div id=kisah><p>{SENTENCE}</p></div>{inner}"
    page = Page.of(parse(html, url=""), rules=Rules(zone=WIB), now=NOW)
    page.span = ArticleSpan(0)
    return page, score_elements(page)


def named(page, name):
    """Return the element of this id."""
    return page.document.root.get_element_by_id(name)


def test_each_element_holds_the_prose_of_all_in_it_less_for_each_level():
    page, scores = scored(f"<div id=luar><div id=dalam><p>{SENTENCE}<p>{SENTENCE}</div></div>")
    outer, inner = named(page, "luar"), named(page, "dalam")
    assert scores.prose[outer] == scores.prose[inner] == 2 * len(SENTENCE)
    assert scores.score[outer] == pytest.approx(0.8 * scores.score[inner])
    assert (scores.order[named(page, "kisah")], scores.order[outer]) == (0, 1)


@pytest.mark.parametrize("tag", ["div", "span", "font", "section"])
def test_long_links_are_counted_in_blocks_and_in_what_stands_around_blocks(tag):
    page, scores = scored(f"<{tag} id=daftar><p>{LINK}</p><p>Sabtu</p><p>{LINK}</p></{tag}>")
    assert scores.links_in(named(page, "daftar")) == 2 * len("Pasar desa dibuka lagi pekan depan")
    assert scores.links_in(named(page, "kisah")) == 0


@pytest.mark.parametrize(
    ("box", "boxed"),
    [
        (f"<div><h3>Berita Terkait</h3><p>{SENTENCE}</p></div>", 2),
        (f"<div><div><h3>Terpopuler</h3><script>x()</script></div><p>{SENTENCE}</p></div>", 2),
        (f"<div><h3>Jembatan Lama</h3><p>{SENTENCE}</p></div>", 0),
        (f"<aside><p>{SENTENCE}</p><p>Lainnya</p></aside>", 2),
    ],
)
def test_boxes_below_the_text_do_not_count(box, boxed):
    page, scores = scored(box)
    assert scores.boxed == set(range(2, 2 + boxed))
    assert sum(
        scores.prose[one] for one in page.document.root.iter("p") if one in scores.prose
    ) == (len(SENTENCE) * (1 if boxed else 2))


@pytest.mark.parametrize(
    "piece",
    [
        "<span><div>Terkait</div></span>",
        f"<span><p>{SENTENCE}</p></span>",
        "<div><h3>Terkait</h3><p>lain</p></div>",
        f"<aside><p>{SENTENCE}</p></aside>",
    ],
)
def test_thousands_of_them_are_scored_quickly(piece):
    start = time.process_time()
    scored(4000 * piece)
    assert time.process_time() - start < 2
