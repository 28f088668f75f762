"""A page as printed lines: what shares a line, what ends one, and what the tree says of each."""

import sys

import pytest
from lxml import etree
from lxml.html import Element

from newscrawl.page.document import parse
from newscrawl.page.line_reader import MAX_LINES, printed, read_lines
from newscrawl.page.lines import MAX_LENGTH

URL = "https://www.koranrekaan.id/berita/1"


def root_of(html):
    return parse(html, url=URL).root


def lines_of(html, noise=()):
    root = root_of(html)
    chosen = {element for element in root.iter() if element.get("class") in noise}
    return read_lines(root, chosen).lines


def texts(html):
    return [line.text for line in lines_of(html)]


def shown(html):
    return [line.printed for line in lines_of(html)]


def read_texts(html):
    return [line.text for line in lines_of(html) if not line.place.unread]


def words_of(parts):
    return [part.text for part in parts]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Hujan <b>deras</b> turun <i>lagi</i></p>", ["Hujan deras turun lagi"]),
        ("<p><span>Hujan</span><span>deras</span></p>", ["Hujan deras"]),
        ("<p><a href=/1>Hujan <em>deras</em></a> turun</p>", ["Hujan deras turun"]),
        ("<p>Hujan</p>deras<p>turun</p>", ["Hujan", "deras", "turun"]),
        ("<div>Hujan<div>deras</div>turun</div>", ["Hujan", "deras", "turun"]),
        ("<p>Hujan<br>deras<br/><br/>turun</p>", ["Hujan", "deras", "turun"]),
        ("<div>Hujan<hr>deras</div>", ["Hujan", "deras"]),
        ("<b>Hujan<br>deras</b>", ["Hujan", "deras"]),
        ("<p>Hujan<p>deras", ["Hujan", "deras"]),
        ("<ul><li>Hujan<li>deras</ul>turun", ["Hujan", "deras", "turun"]),
        ("<table><tr><td>Hujan<td>deras</table>", ["Hujan", "deras"]),
        ("<dl><dt>Hujan<dd>deras</dl>", ["Hujan", "deras"]),
        ("<baru>Hujan</baru><baru>deras</baru>", ["Hujan", "deras"]),  # an element nobody knows
        ("<p>Hujan<o:p> deras</o:p></p>", ["Hujan deras"]),  # pasted from Word
        ("<p>Hujan <wbr>deras<source> turun</p>", ["Hujan deras turun"]),
        ("<p> \n </p><div><span> </span></div><p>Hujan</p>", ["Hujan"]),
        ("<p>&nbsp;</p><p>\u200b</p><p>Hujan</p>", ["Hujan"]),
        ("<p>Hujan<p></p>deras</p>", ["Hujan", "deras"]),
        ("<span>Hujan</span><div></div><span>deras</span>", ["Hujan", "deras"]),
        ("Hujan", ["Hujan"]),
        ("Hujan <b>deras</b>", ["Hujan deras"]),
        ("", []),
    ],
)
def test_what_shares_a_line(html, expected):
    assert texts(html or "<p>") == expected


@pytest.mark.parametrize(
    "style", ["display:block", "display: block", "color:red; display :block;", "DISPLAY:BLOCK"]
)
@pytest.mark.parametrize("tag", ["span", "b", "strong"])
def test_a_style_sets_an_inline_element_on_a_line_of_its_own(tag, style):
    html = f'<p>Hujan <{tag} style="{style}">deras</{tag}> turun</p>'
    expected = ["Hujan", "deras", "turun"] if style.islower() else ["Hujan deras turun"]
    assert texts(html) == expected


@pytest.mark.parametrize(
    "style", ["", "display:inline", "display:none", "border-block:1px", "blocked"]
)
def test_other_styles_part_no_line(style):
    assert texts(f'<p>Hujan <span style="{style}">deras</span></p>') == ["Hujan deras"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Hu<b>jan</b> deras</p>", "Hujan deras"),
        ("<p>Hujan<b> deras</b>, turun</p>", "Hujan deras, turun"),
        ("<p>“<i>Hujan</i>”, kata dia</p>", "“Hujan”, kata dia"),
        ("<p>Hujan\n  <b>deras</b>\n</p>", "Hujan deras"),
        ("<p>Hujan <b> deras</b></p>", "Hujan deras"),
        ("<p><b>Hujan</b> <i>deras</i></p>", "Hujan deras"),
        ("<p><b>Hujan</b><i> </i><i>deras</i></p>", "Hujan deras"),
        ("<p><b>Hujan</b>&nbsp;<i>deras</i></p>", "Hujan deras"),
        ("<p><b>Hu</b>\u200b<i>jan</i></p>", "Hujan"),
        ("<p>Hu<script>x()</script>jan</p>", "Hujan"),
        ("<p>Hu<!-- x -->jan</p>", "Hujan"),
    ],
)
def test_a_line_is_printed_with_the_blanks_of_the_page(html, expected):
    assert shown(html) == [expected]


def test_the_text_of_a_line_has_a_blank_between_elements():
    (line,) = lines_of("<p>Reporter<b>Ani</b></p>")
    assert (line.text, line.printed) == ("Reporter Ani", "ReporterAni")
    assert words_of(line.parts) == ["Reporter", "Ani"]
    assert [part.element.tag for part in line.parts] == ["p", "b"]


def test_the_text_of_a_line_is_cut_and_what_it_prints_is_whole():
    (line,) = lines_of(f"<p>{'hujan ' * 200}<b>deras</b></p>")
    assert len(line.text) <= MAX_LENGTH
    assert line.printed.endswith("hujan deras")
    (one,) = lines_of(f"<p>{'hujan ' * 200}deras</p>")
    assert one.printed.endswith("hujan deras")


def test_only_a_line_that_br_ends_is_broken():
    first, second, third = lines_of("<p>Hujan<br>deras</p><p>turun</p>")
    assert [first.broken, second.broken, third.broken] == [True, False, False]


def test_the_end_of_a_styled_inline_element_is_that_of_a_line():
    first, _ = lines_of('<p><span style="display:block">Hujan</span>deras</p>')
    assert first.broken


@pytest.mark.parametrize(
    "tag",
    ["script", "style", "noscript", "template", "textarea", "iframe", "svg"],
)
def test_what_is_never_displayed_is_no_words(tag):
    assert texts(f"<p>Hujan <{tag}>tersembunyi</{tag}> deras</p>") == ["Hujan deras"]


def test_the_months_of_a_form_are_no_words():
    form = "<select><option>Januari<option>Februari</select>"
    assert texts(f"<p>Hujan {form} deras</p>") == ["Hujan deras"]


@pytest.mark.parametrize(
    "tag", ["button", "nav", "ins", "footer", "dialog", "object", "map", "video", "canvas"]
)
@pytest.mark.parametrize("inside", ["Ikuti", "<b>Ikuti</b>", "<div><p>Ikuti</p></div>"])
def test_furniture_does_not_end_the_line_around_it(tag, inside):
    html = f"<div>Hujan <b>deras</b> <{tag}>{inside}</{tag}> turun</div>"
    lines = lines_of(html)
    assert [(line.text, line.place.unread) for line in lines] == [
        ("Hujan deras turun", False),
        ("Ikuti", True),
    ]
    assert lines[0].printed == "Hujan deras turun"
    assert not lines[0].broken


def test_furniture_without_words_does_not_end_a_line_either():
    for empty in ("<button></button>", "<ins> </ins>", "<nav><i></i></nav>", "<input>"):
        assert texts(f"<div>Hujan {empty} deras</div>") == ["Hujan deras"]


def test_lines_of_furniture_are_parted_among_themselves():
    html = "<div>Hujan<nav><a>Satu</a><p>Dua</p><br>Tiga</nav>deras</div>"
    assert [(line.text, line.place.unread) for line in lines_of(html)] == [
        ("Hujan deras", False),
        ("Satu", True),
        ("Dua", True),
        ("Tiga", True),
    ]


def test_furniture_in_furniture_ends_its_line_as_any_block_does():
    html = "<div>Hujan<nav>Satu<button>Dua</button>Tiga</nav>deras</div>"
    assert texts(html) == ["Hujan deras", "Satu", "Dua", "Tiga"]


def test_an_element_that_is_noise_is_furniture():
    for tag in ("div", "span", "p"):
        html = f"<div>Hujan <{tag} class=iklan>Beli <b>ini</b></{tag}> deras</div>"
        assert [(line.text, line.place.unread) for line in lines_of(html, {"iklan"})] == [
            ("Hujan deras", False),
            ("Beli ini", True),
        ]


def test_the_picture_that_is_noise_is_none():
    html = "<p><img class=iklan><img class=foto>Hujan</p>"
    (line,) = lines_of(html, {"iklan"})
    assert [picture.get("class") for picture in line.pictures] == ["foto"]


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<amp-carousel><p>Hujan</p></amp-carousel>", ["Hujan"]),
        ("<amp-accordion><section><p>Hujan</p></section></amp-accordion>", ["Hujan"]),
        ("<amp-layout>Hujan</amp-layout>", ["Hujan"]),
        ("<amp-ad><p>Hujan</p></amp-ad><p>deras</p>", ["deras"]),
        ("<amp-list><p>Hujan</p></amp-list><p>deras</p>", ["deras"]),
        ("<amp-consent>Hujan</amp-consent><p>deras</p>", ["deras"]),
        ("<amp-carousel><p fallback>Hujan</p><p>deras</p></amp-carousel>", ["deras"]),
        ("<amp-layout><div fallback><p>Hujan</p></div>deras</amp-layout>", ["deras"]),
        ("<div><div fallback><p>Hujan</p></div>deras</div>", ["Hujan", "deras"]),  # in no component
    ],
)
def test_components_of_amp(html, read):
    assert read_texts(html) == read
    assert "Hujan" in texts(html)


@pytest.mark.parametrize(
    "cap",
    [
        '<span class="dropcap">H</span>',
        '<span class="drop-cap">H</span>',
        '<span class="td-first-letter big_letter">H</span>',
        '<b class="lettrine">H</b>',
        '<div class="huruf-awal">H</div>',
        '<p class="dropcaps">H</p>',
        '<span class="dropcap"><b>H</b></span>',
        '<span class="dropcap">\n  H\n</span>\n',
        '<span class="dropcap"><b>\nH</b> </span>\n\t',
        '<span style="float:left;font-size:60px">H</span>',
        '<span style="initial-letter: 3">H</span>',
        '<font size="7">H</font>',
    ],
)
@pytest.mark.parametrize("around", ["<p>{}</p>", "<div>{}</div>", "<p>\n {}\n</p>"])
def test_a_drop_cap_is_the_first_letter_of_the_word_behind_it(cap, around):
    html = "<div>" + around.format(f"{cap}ujan <b>deras</b> turun") + "</div>"
    assert [line.printed for line in lines_of(html)] == ["Hujan deras turun"]


def test_a_drop_cap_may_have_its_quotation_mark():
    assert shown('<p><span class="dropcap">"H</span>ujan," kata dia</p>') == ['"Hujan," kata dia']


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><span>H</span>ujan</p>", "Hujan"),  # no blank stands there either
        ("<p><span>H</span> ujan</p>", "H ujan"),
        ('<p><span class="dropcap">Hujan</span> deras</p>', "Hujan deras"),
        ('<p><span class="dropcap">1</span> hujan</p>', "1 hujan"),
        ('<p><span style="font-size:60px">A</span> Hujan</p>', "A Hujan"),
        ('<p>Vitamin <span class="dropcap">C</span> alami</p>', "Vitamin C alami"),
    ],
)
def test_what_is_no_drop_cap(html, expected):
    assert shown(html) == [expected]


def test_links_and_bold_words_are_known_by_the_piece():
    (line,) = lines_of("<p>Baca <a href=/1>hujan <b>deras</b></a> dan <strong>banjir</strong></p>")
    assert [(part.text, part.link is not None, part.strong) for part in line.parts] == [
        ("Baca", False, False),
        ("hujan", True, False),
        ("deras", True, True),
        ("dan", False, False),
        ("banjir", False, True),
    ]
    assert line.bold
    assert not line.linked
    assert line.linked_letters == len("hujan") + len("deras")


@pytest.mark.parametrize(
    "html",
    [
        "<a href=/1><div>Hujan</div><p>deras</p></a>",
        "<a href=/1><h3>Hujan</h3><div><span>deras</span></div></a>",
        "<div><a href=/1><p>Hujan<br>deras</p></a></div>",
    ],
)
def test_a_link_around_blocks_is_that_of_each_line_in_it(html):
    first, second, third = lines_of(html + "<p>turun</p>")
    assert [first.text, second.text] == ["Hujan", "deras"]
    assert first.linked and second.linked and not third.linked  # noqa: PT018 - one fact
    assert first.parts[0].link is second.parts[0].link


def test_what_stands_in_bold_words_is_bold():
    (line,) = lines_of("<p><b>Hujan <i>deras <u>turun</u></i></b> lagi</p>")
    bold = {part.text: part.strong for part in line.parts}
    assert bold["Hujan"] is True
    assert bold["deras"] is True
    assert bold["lagi"] is False


def test_bold_words_around_blocks_are_those_of_each_line_in_them():
    first, second, third = lines_of(
        "<div><b><div>Hujan</div><div>deras</div></b><p>turun</p></div>"
    )
    assert [first.bold, second.bold, third.bold] == [True, True, False]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Hujan</p>", set()),
        ("<h1>Hujan</h1>", {"heading"}),
        ("<h3><a href=/1><span>Hujan</span></a></h3>", {"heading"}),
        ("<h2><div>Hujan</div></h2>", {"heading"}),
        ("<ul><li>Hujan</ul>", {"item"}),
        ("<ul><li><div><p>Hujan</p></div></ul>", {"item"}),
        ("<ol><li><h4>Hujan</h4></ol>", {"item", "heading"}),
        ("<figure><figcaption>Hujan</figcaption></figure>", {"caption"}),
        ("<figure><figcaption><p>Hujan</p></figcaption></figure>", {"caption"}),
        ("<figcaption><h4>Hujan</h4></figcaption>", {"caption", "heading"}),
        ("<h2><label><dt>Hujan</dt></label></h2>", {"heading"}),
        ("<figure><p>Hujan</p></figure>", set()),
        ("<aside><p>Hujan</p></aside>", {"beside"}),
        ("<nav><p>Hujan</p></nav>", {"beside", "unread"}),
        ("<footer><ul><li>Hujan</ul></footer>", {"beside", "unread", "item"}),
        ("<button>Hujan</button>", {"unread"}),
    ],
)
def test_the_place_of_a_line(html, expected):
    (line,) = lines_of(html)
    assert {name for name, holds in line.place._asdict().items() if holds} == expected


def test_a_place_ends_with_its_element():
    html = "<aside><h3>Hujan</h3><p>deras</p></aside><ul><li>lagi</ul><p>turun</p>"
    heading, beside, item, plain = [line.place for line in lines_of(html)]
    assert heading.heading and heading.beside  # noqa: PT018 - one fact
    assert beside.beside and not beside.heading  # noqa: PT018 - one fact
    assert item.item and not item.beside  # noqa: PT018 - one fact
    assert not any(plain)


def test_a_line_knows_the_block_that_it_stands_in():
    first, second, third = lines_of("<div>Hujan<p><a href=/1><b>deras</b></a></p>turun</div>")
    assert [first.block.tag, second.block.tag, third.block.tag] == ["div", "p", "div"]


@pytest.mark.parametrize(
    ("html", "on", "above"),
    [
        ("<p><img id=a>Hujan</p>", ["a"], []),
        ("<p>Hujan<img id=a></p>", ["a"], []),
        ("<p><a href=/1><img id=a></a> <b>Hujan</b></p>", ["a"], []),
        ("<p><picture><source><img id=a></picture>Hujan</p>", ["a"], []),
        ("<p><img id=a><br>Hujan</p>", [], ["a"]),
        ("<p><img id=a></p><p>Hujan</p>", [], ["a"]),
        ("<div><figure><img id=a></figure></div><div><p>Hujan</p></div>", [], ["a"]),
        ("<p><img id=a></p><p><img id=b></p><p>Hujan</p>", [], ["a", "b"]),
        ("<p><img id=a></p><p>Hujan<img id=b></p>", ["b"], ["a"]),
        ("<amp-img id=a></amp-img><p>Hujan</p>", [], ["a"]),
        ("<p>Hujan</p><p><img id=a></p>", ["a"], []),  # nothing follows it
    ],
)
def test_pictures_on_a_line_and_above_it(html, on, above):
    (line,) = lines_of(html)
    assert [picture.get("id") for picture in line.pictures] == on
    assert [picture.get("id") for picture in line.above] == above


def test_a_picture_is_that_of_the_line_that_it_stands_on():
    first, second = lines_of("<p>Hujan</p><p><img id=a>deras</p>")
    assert (len(first.pictures), len(second.pictures)) == (0, 1)


@pytest.mark.parametrize(
    "menu",
    ["<nav><p>Menu</p></nav>", "<button>Menu</button>", "<nav><img id=b><p>Menu</p></nav>"],
)
def test_a_picture_is_never_that_of_a_menu(menu):
    found = lines_of(f"<div><figure><img id=a></figure>{menu}<p>Hujan</p></div>")
    assert {line.text: [one.get("id") for one in line.above] for line in found} == {
        "Menu": [],
        "Hujan": ["a"],
    }
    assert not any(line.pictures for line in found)


def test_a_line_of_furniture_takes_no_picture_of_the_line_around_it():
    line, menu = lines_of("<p><img>Hujan <nav>Menu</nav> deras</p>")
    assert (line.text, len(line.pictures)) == ("Hujan deras", 1)
    assert (menu.text, len(menu.pictures)) == ("Menu", 0)


def test_furniture_leaves_the_pictures_of_the_line_around_it():
    line, _ = lines_of("<p><img id=a>Hujan <button>Besar <img id=b></button> deras</p>")
    assert line.text == "Hujan deras"
    assert [picture.get("id") for picture in line.pictures] == ["a"]


def ranges_of(html):
    lines, ranges = read_lines(root_of(html))
    return {
        element.get("id"): [line.text for line in lines[numbers.start : numbers.stop]]
        for element, numbers in ranges.items()
        if element.get("id")
    }


def test_the_lines_in_each_block():
    html = (
        "<div id=all>Hujan<div id=outer><p id=a>deras</p><p id=b>turun<br>lagi</p></div>"
        "<section id=empty><p> </p></section><p id=c>pagi</p></div>"
    )
    assert ranges_of(html) == {
        "all": ["Hujan", "deras", "turun", "lagi", "pagi"],
        "outer": ["deras", "turun", "lagi"],
        "a": ["deras"],
        "b": ["turun", "lagi"],
        "c": ["pagi"],
    }


def test_the_lines_in_a_block_without_children_and_in_inline_ones():
    html = (
        "<div id=a>Hujan</div><span id=b>deras</span><span id=c style='display:block'>turun</span>"
    )
    assert ranges_of(html) == {"a": ["Hujan"], "c": ["turun"]}


def test_the_lines_in_furniture_are_in_what_is_around_it_too():
    html = "<div id=a>Hujan <nav id=b><p>Menu</p></nav> deras</div>"
    assert ranges_of(html) == {"a": ["Hujan deras", "Menu"], "b": ["Menu"]}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("&lt;p&gt;Hujan&lt;/p&gt;&lt;p&gt;deras&lt;/p&gt;", ["Hujan", "deras"]),
        ("<div>Hujan&lt;br /&gt;deras&lt;br&gt;turun</div>", ["Hujan", "deras", "turun"]),
        ("<p>&lt;strong&gt;Hujan&lt;/strong&gt; deras</p>", ["Hujan deras"]),
        ('<p>&lt;p class="x"&gt;Hujan &lt;a href="/1"&gt;deras&lt;/a&gt;</p>', ["Hujan deras"]),
        ("<p>Ketik REG&lt;spasi&gt;NAMA</p>", ["Ketik REG<spasi>NAMA"]),
        ("<p>3 &lt; 5 dan 7 &gt; 5</p>", ["3 < 5 dan 7 > 5"]),
    ],
)
def test_a_page_that_prints_its_own_markup(html, expected):
    assert texts(html) == expected


@pytest.mark.parametrize(
    "html",
    ["<div><p>Hujan<br><b>deras</b><nav>Menu</nav></p><img><ul><li>turun</ul></div>",
     "<p><span class=dropcap>H</span>ujan</p><pre>satu\ndua</pre>"],
)  # fmt: skip
def test_the_tree_stays_as_it_is(html):
    root = root_of(html)
    before = etree.tostring(root)
    read_lines(root)
    assert etree.tostring(root) == before


def test_a_part_of_a_page_is_read_without_what_follows_it():
    (part,) = root_of("<div>lama<p id=a>Hujan <b>deras</b></p>turun</div>").xpath("//p")
    assert [line.text for line in read_lines(part).lines] == ["Hujan deras"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h3 id=x> Hujan \n deras </h3>lagi", "Hujan deras"),
        ("<h3 id=x><a href=/1>Hujan deras</a></h3>", "Hujan deras"),
        ("<h3 id=x>Baca: <a href=/1>Hujan</a></h3>", "Baca: Hujan"),
        ("<h3 id=x><a href=/1>Hu</a>jan</h3>", "Hujan"),
        ("<h3 id=x><a href=/1>Hu<b>jan</b></a></h3>", "Hujan"),
        ("<div id=x><p>Hujan</p><p>deras</p></div>", "Hujan deras"),
        ("<div id=x>Hujan<br>deras</div>", "Hujan deras"),
        ("<div id=x><script>x()</script>Hujan</div>", "Hujan"),
        ("<div id=x><button>Ikuti</button>Hujan</div>", "Hujan"),
        ("<amp-layout id=x><p fallback>Gagal</p></amp-layout>", ""),
        ("<div id=x><img></div>", ""),
        ("<div id=x></div>", ""),
    ],
)
def test_what_an_element_prints(html, expected):
    (element,) = root_of(html).xpath("//*[@id='x']")
    assert printed(element) == expected


def test_lines_beyond_the_bound_are_not_read():
    lines = lines_of("<p>Hujan</p>" * (MAX_LINES + 1000))
    assert len(lines) == MAX_LINES == 20_000


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [("div", {}), ("b", {}), ("a", {}), ("nav", {}), ("span", {"style": "display:block"})],
)
def test_a_tree_is_read_however_deep(tag, attributes):
    root = element = Element("body")
    for _ in range(5 * sys.getrecursionlimit()):
        element = etree.SubElement(element, tag, attributes)
    element.text = "Hujan"
    etree.SubElement(root, "p").text = "deras"
    assert [line.text for line in read_lines(root).lines] == ["Hujan", "deras"]
