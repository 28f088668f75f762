"""Selectors answered by look-up give what XPath gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.page.css import compiled, matches, planned, select
from newscrawl.page.document import parse

NAMES = st.sampled_from(["isi", "isi-berita", "judul", "kotak", "Isi"])
TAGS = st.sampled_from(["div", "p", "span", "h1", "section"])
ATTRIBUTES = st.sampled_from(
    ["[itemprop]", "[itemprop=isi]", '[data-x="a b"]', "[class*=isi]", "[id^=ko]", "[id$=ak]"]
)


@st.composite
def compounds(draw):
    parts = [draw(st.one_of(TAGS, st.just("")))]
    parts += [f".{name}" for name in draw(st.lists(NAMES, max_size=2))]
    parts += [f"#{name}" for name in draw(st.lists(NAMES, max_size=1))]
    parts += draw(st.lists(ATTRIBUTES, max_size=1))
    return "".join(parts) or "*"


@st.composite
def selectors(draw):
    css = draw(compounds())
    for _ in range(draw(st.integers(0, 2))):
        css += draw(st.sampled_from([" ", " > ", " + "])) + draw(compounds())
    return css + draw(st.sampled_from(["", "", "", "::text", "::attr(id)", "::attr(class)"]))


@st.composite
def elements(draw, depth=3):
    classes = draw(st.sampled_from(["", " ", "\n", "\xa0"])).join(draw(st.lists(NAMES, max_size=3)))
    tag = draw(TAGS.filter(lambda name: name not in ("p", "h1")) if depth else TAGS)
    named = draw(st.sampled_from(["", ' id="isi"', ' id="kotak"', ' itemprop="isi"']))
    inner = draw(st.lists(elements(depth=depth - 1), max_size=3)) if depth else ["kata"]
    return f'<{tag} class="{classes}"{named} data-x="a b">{"".join(inner)}</{tag}>'


@given(st.lists(elements(), max_size=4), selectors())
def test_look_up_and_xpath_agree(parts, css):
    document = parse(f"<html><body>{''.join(parts)} </body></html>", url="")
    assert matches(document, css) == list(compiled(css)(document.root))


@pytest.mark.parametrize(
    ("css", "planned_at_all"),
    [
        (".isi", True),
        ("#isi > p.judul", True),
        ("div .isi::attr(title)", True),
        (".isi p", False),
        (".a, .b", False),
        (".isi:not(.b)", False),
        (".isi[x~=a]", False),
    ],
)
def test_what_is_looked_up(css, planned_at_all):
    assert (planned(css) is not None) == planned_at_all


def test_the_first_selector_that_finds_anything_counts():
    document = parse('<div class="a">satu</div><div class="b">dua</div>', url="")
    assert [str(found) for found in select(document, (".c", ".b::text", ".a"))] == ["dua"]
