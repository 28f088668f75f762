"""Line feeds that part lines, and those that merely wrap the source."""

import pytest
from lxml import etree

from newscrawl.page.document import parse
from newscrawl.page.line_reader import read_lines

#: Sentences long enough to be paragraphs, and what a source is when an editor wraps it.
FIRST = "Warga desa di lereng bukit itu memanen padi lebih awal dari biasanya."
SECOND = "Kepala desa berkata bahwa hujan yang lebat merusak sebagian ladang mereka."
THIRD = "Pemerintah daerah berjanji akan mengirim bantuan bibit pada bulan depan."
PARAGRAPHS = [FIRST, SECOND, THIRD]
WRAPPED = (
    "Warga desa di lereng bukit itu memanen padi lebih awal\n"
    "dari biasanya, karena hujan yang lebat merusak sebagian\n"
    "ladang mereka sejak bulan lalu dan belum juga berhenti,\n"
    "kata kepala desa."
)


def read(html):
    root = parse(html, url="https://www.koranrekaan.id/berita/1").root
    before = etree.tostring(root)
    found = read_lines(root)
    assert etree.tostring(root) == before
    return found


def printed(html):
    return [line.printed for line in read(html).lines]


@pytest.mark.parametrize(
    "html",
    [
        "<div>{}\n{}\n{}</div>",
        "<div>\n\n  {}\r\n  {}\r\n  {}\n</div>",
        "<div>{}\n\n{}\n\n\n{}</div>",
        "<pre>{}\n{}\n{}</pre>",
        "<pre>\n{}\n\n{}\n{}\n</pre>",
        "<div><b>{}</b>\n{}\n{}\n" + THIRD + "</div>",
        "<div><b>{}\n</b>{}\n{}\n" + THIRD + "</div>",
        "<div><b>{} </b>\n{}\n{}\n" + THIRD + "</div>",
        "<div><a href=/1>{}</a>\n{}\n{}\n" + THIRD + "</div>",
        "<p><span>{}\n{}\n{}</span></p>",
        "<div style='white-space:pre-line'>{}\n \n{}\n\t\n{}</div>",
        "<p>{}<br>\n{}<br>\n{}</p>",
    ],
)
def test_a_text_of_single_line_feeds(html):
    assert printed(html.format(*PARAGRAPHS))[:3] == PARAGRAPHS


@pytest.mark.parametrize(
    "html",
    [
        "<p>{}</p>",
        "<div>\n{}\n</div>",
        "<p><b>{}</b></p>",
        "<p>Sabtu\n<b>pagi</b>\n{}</p>",
    ],
)
def test_a_source_that_is_wrapped_is_one_line(html):
    (line,) = printed(html.format(WRAPPED))
    assert line.endswith(
        "memanen padi lebih awal dari biasanya, " + line.partition("biasanya, ")[2]
    )
    assert "\n" not in line


def test_two_lines_are_too_few_to_tell():
    assert printed(f"<div>{FIRST}\n{SECOND}</div>") == [f"{FIRST} {SECOND}"]


def test_short_lines_part_only_in_pre():
    rhyme = "Hujan\nderas\nturun\nlagi"
    assert printed(f"<p>{rhyme}</p>") == ["Hujan deras turun lagi"]
    assert printed(f"<pre>{rhyme}</pre>") == ["Hujan", "deras", "turun", "lagi"]


@pytest.mark.parametrize("blank", ["\n\n", "\n \t\n", "\n\n\n\n", "\r\n\r\n"])
def test_blank_lines_part_a_long_text_however_its_lines_are_wrapped(blank):
    found = printed(f"<div>{WRAPPED}{blank}{WRAPPED}</div>")
    assert found == [" ".join(WRAPPED.split())] * 2


def test_blank_lines_part_no_short_text():
    assert printed("<p>Hujan\n\nderas</p>") == ["Hujan deras"]
    assert printed(f"<p>{FIRST}\n\nHujan dan banjir di mana-mana</p>") == [
        f"{FIRST} Hujan dan banjir di mana-mana"
    ]


def test_blank_lines_at_the_ends_part_nothing():
    assert printed(f"<p>\n\n{WRAPPED}\n\n</p>") == [" ".join(WRAPPED.split())]


@pytest.mark.parametrize("blank", ["", " ", "&nbsp;"])
def test_a_line_feed_behind_an_inline_element_ends_its_line(blank):
    text = "\n".join(PARAGRAPHS)
    html = f"<div>{text}\n<i>Laporan Ani{blank}</i>\n<b>Penutup:</b> {FIRST}</div>"
    assert printed(html) == [*PARAGRAPHS, "Laporan Ani", f"Penutup: {FIRST}"]


def test_where_one_element_has_lines_those_around_it_have_too():
    inner = "<span>" + "\n".join(PARAGRAPHS) + "</span>"
    html = f"<div>{inner}\nLaporan Ani\n<b>Penutup</b></div>"
    assert printed(html) == [*PARAGRAPHS, "Laporan Ani", "Penutup"]


def test_words_in_inline_elements_stay_on_their_line():
    html = f"<div>{FIRST}\n{THIRD}\n{FIRST}\nMenurut <b>Ani</b>, <i>{SECOND}</i>\n{THIRD}</div>"
    assert printed(html) == [FIRST, THIRD, FIRST, f"Menurut Ani, {SECOND}", THIRD]


def row(texts, tag="span"):
    return "<div>" + "".join(f"<{tag}>{text}</{tag}>" for text in texts) + "</div>"


def test_a_row_of_spans_with_a_paragraph_each():
    texts = [FIRST, SECOND, THIRD, FIRST, SECOND]
    assert printed(row(texts)) == texts


@pytest.mark.parametrize(
    "texts",
    [
        [FIRST, SECOND, THIRD, FIRST],  # as few may be one paragraph's
        ["Hujan", "deras", "turun", "lagi", "pagi", "ini"],
        [FIRST.rstrip("."), SECOND.rstrip("."), THIRD.rstrip("."), "lagi", "itu"],
    ],
)
def test_other_rows_of_spans_are_one_line(texts):
    assert len(printed(row(texts))) == 1


def test_a_row_of_links_is_one_line():
    assert len(printed(row([FIRST, SECOND, THIRD, FIRST, SECOND], "a href=/1"))) == 1


def test_what_a_parted_line_carries():
    text = "\n".join(PARAGRAPHS)
    html = f"<p><img></p><ul><li>{text}\n<a href=/1>{FIRST}</a>\n<img></li></ul><p>Hujan</p>"
    *lines, last = read(html).lines
    assert [line.printed for line in lines] == [*PARAGRAPHS, FIRST]
    assert [len(line.above) for line in lines] == [1, 0, 0, 0]
    assert [len(line.pictures) for line in lines] == [0, 0, 0, 1]
    assert [line.broken for line in lines] == [True, True, True, False]
    assert [line.linked for line in lines] == [False, False, False, True]
    assert all(line.place.item for line in lines)
    assert not last.place.item


def test_the_ranges_count_the_lines_that_were_made():
    html = f"<p id=a>Hujan</p><div id=b>{FIRST}\n{SECOND}\n{THIRD}</div><p id=c>deras</p>"
    lines, ranges = read(f"<section id=all>{html}</section>")
    assert {element.get("id"): numbers for element, numbers in ranges.items()} == {
        "a": range(1),
        "b": range(1, 4),
        "c": range(4, 5),
        "all": range(5),
        None: range(5),
    }
    assert lines[4].text == "deras"


def test_text_of_furniture_is_parted_and_stays_furniture():
    html = f"<p>Hujan</p><nav>{FIRST}\n{SECOND}\n{THIRD}</nav>"
    assert [line.place.unread for line in read(html).lines] == [False, True, True, True]
