"""Tests of the one place that decodes and parses pages."""

from codecs import BOM_UTF8

import pytest

from newscrawl.page.document import parse


def text_of(page):
    return " ".join(parse(page, url="").root.text_content().split())


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<p>Café Gubernur</p>".encode(), id="UTF-8"),
        pytest.param(BOM_UTF8 + "<p>Café Gubernur</p>".encode(), id="UTF-8 with its mark"),
        pytest.param("<p>Café Gubernur</p>".encode("cp1252"), id="Windows' old encoding"),
        pytest.param("<p>Café Gubernur</p>", id="text"),
        pytest.param(b"<p>Caf&eacute; Gubernur</p>", id="ASCII with entities"),
    ],
)
def test_a_page_is_read_in_whatever_encoding_it_comes(page):
    assert text_of(page) == "Café Gubernur"


@pytest.mark.parametrize("end", ["</body>", "</BODY>", "</html>", "</HTML>", "</body></html>"])
def test_what_stands_behind_an_early_end_is_read(end):
    behind = "<p>" + "Berita lain dari desa itu. " * 8 + "Selesai.</p>"

    assert text_of(f"<html><body><p>Awal</p>{end}{behind}</body></html>").endswith("Selesai.")


def test_the_elements_of_a_tag_and_the_headings_stand_in_document_order():
    page = parse("<h2>a</h2><a>b</a><h1>c</h1><div><a>d</a><h3>e</h3></div>", url="")

    assert [one.text for one in page.tagged["a"]] == ["b", "d"]
    assert [one.text for one in page.headings] == ["a", "c", "e"]
    assert not page.tagged["time"]


@pytest.mark.parametrize("tag", ["h2", "title", "script", "a", "span"])
def test_the_elements_of_a_tag_come_in_document_order(tag):
    page = "<title>a</title><h2>b</h2><p>c <span><a>d</a></span></p><script>e</script><h2>f</h2>"
    document = parse(f"<html><body>{page}<h1>g</h1><a>h</a></body></html>", url="")
    assert document.tagged[tag] == list(document.root.iter(tag)) != []
    assert document.tagged["table"] == []
