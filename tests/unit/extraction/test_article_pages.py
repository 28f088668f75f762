from datetime import UTC, datetime

import pytest

from newscrawl.extraction import ArticlePages, Extraction
from newscrawl.extraction.article_pages import article_pages
from newscrawl.extraction.multipage import MAX_PAGES, MultiPage
from newscrawl.page.document import parse
from newscrawl.page.line_reader import read_lines

NOW = datetime(2026, 11, 28, tzinfo=UTC)
URL = "https://contoh.id/bali/123/jalan-baru"


def found(*hrefs, url=URL):
    links = "".join(f'<a href="{href}">x</a>' for href in hrefs)
    document = parse(f"<html><body>{links}</body></html>", url=url)
    return article_pages(read_lines(document.root).lines, url)


@pytest.mark.parametrize(
    ("href", "whole"),
    [
        ("?page=all", f"{URL}?page=all"),
        (f"{URL}?single=1", f"{URL}?single=1"),
        ("/bali/123/jalan-baru?showpage=all", f"{URL}?showpage=all"),
        (f"{URL}/all", f"{URL}/all"),
    ],
)
def test_the_whole_on_one_page(href, whole):
    assert found(href).whole == whole


def test_pages_are_named_in_order_once():
    pages = found(f"{URL}?page=3", f"{URL}?page=2", f"{URL}?page=2#atas", URL, f"{URL}?page=1")
    assert pages == ArticlePages(None, (f"{URL}?page=2", f"{URL}?page=3"))


def test_numbered_tails_are_pages():
    assert found(f"{URL}/2", f"{URL}/page/3/").following == (f"{URL}/2", f"{URL}/page/3/")


def test_from_page_two_only_later_pages_follow():
    pages = found(f"{URL}?page=1", f"{URL}?page=3", url=f"{URL}?page=2")
    assert pages.following == (f"{URL}?page=3",)


@pytest.mark.parametrize(
    "href",
    [
        "https://contoh.id/bali/456/berita-lain?page=2",
        "https://contoh.id/kategori/bali?page=2",
        "https://lain.id/bali/123/jalan-baru?page=2",
        "/bali/123",
        "mailto:redaksi@contoh.id",
        "javascript:void(0)",
        "http://[/jalan-baru?page=2",
        f"{URL}?utm_source=x",
        "",
    ],
)
def test_other_links_are_no_pages(href):
    assert found(href) == ArticlePages()


def part(*paragraphs, whole=None, following=(), **fields):
    pages = ArticlePages(whole, tuple(following))
    return Extraction(headline="Judul", article_body="\n\n".join(paragraphs), pages=pages, **fields)


def test_parts_are_joined_in_order():
    parts = MultiPage(part("a", "b", following=["p2"]), URL, NOW)
    assert parts.next_url() == "p2"
    parts.add(part("c", following=["p3"]), "p2")
    assert parts.next_url() == "p3"
    parts.add(part("d", authors=["Made"]), "p3")
    assert parts.next_url() is None
    assert parts.extraction.paragraphs == ["a", "b", "c", "d"]
    assert parts.extraction.authors == ["Made"]


def test_the_whole_takes_the_place_of_the_parts():
    parts = MultiPage(part("a", whole="all", following=["p2"]), URL, NOW)
    assert parts.next_url() == "all"
    parts.add(part("a", "b", "c"), "all")
    assert parts.next_url() is None
    assert parts.extraction.paragraphs == ["a", "b", "c"]


def test_a_whole_that_is_none_is_followed_by_the_parts():
    parts = MultiPage(part("a", "b", whole="all", following=["p2"]), URL, NOW)
    parts.add(None, "all")
    assert parts.next_url() == "p2"


def test_a_refused_whole_is_given_up_once():
    parts = MultiPage(part("a", whole="all", following=["p2"]), URL, NOW)
    assert parts.fall_back_to_pages()
    assert parts.next_url() == "p2"
    assert not parts.fall_back_to_pages()


def test_a_page_that_repeats_the_first_ends_the_article():
    parts = MultiPage(part("a", "b", following=["p2", "p3"]), URL, NOW)
    parts.add(part("a", "b", following=["p3"]), "p2")
    assert parts.next_url() is None
    assert parts.extraction.paragraphs == ["a", "b"]


def test_an_article_without_end_ends():
    parts = MultiPage(part("a", following=["p2"]), URL, NOW)
    for number in range(2, 200):
        url = parts.next_url()
        if url is None:
            break
        parts.add(part(f"text {number}", following=[f"p{number + 1}"]), url)
    assert len(parts.extraction.paragraphs) <= MAX_PAGES
