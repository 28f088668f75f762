"""JSON-LD as pages write it."""

import pytest
from lxml import html

from newscrawl.page.jsonld import best_article, breadcrumbs, parse_block, read_objects, walk

GOOD = '{"@type": "NewsArticle", "headline": "Judul", "author": "Ani"}'


def article(*blocks):
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    page = html.document_fromstring(f"<html><head>{scripts}</head><body>x</body></html>")
    found = best_article(read_objects(page.iter("script")))
    return found and found.get("headline")


@pytest.mark.parametrize(
    "block",
    [
        GOOD,
        f"[{GOOD}]",
        f'{{"@graph": [{{"@type": "WebSite"}}, {GOOD}]}}',
        f'{{"@type": "WebPage", "mainEntity": {GOOD}}}',
        f"<!-- {GOOD} -->",
        f"//<![CDATA[\n{GOOD}\n//]]>",
        f"/*<![CDATA[*/ {GOOD} /*]]>*/",
        f"{GOOD};",
        f"{GOOD} {GOOD}",
        f'{{"@type": "WebSite"}}\n{GOOD}',
        GOOD.replace("}", ",}"),
        GOOD.replace(", ", ",, "),
        GOOD.replace('"Ani"', '["Ani",]'),
        GOOD.replace('"author"', '/* penulis */ "author"'),
        GOOD.replace(', "author"', ', // penulis\n"author"'),
        GOOD.replace('"Ani"', '"Ani\n\tRekaan\x0b"'),
        GOOD.replace('"Ani"', '"Ani\\x20Rekaan \\d"'),
        GOOD.replace('"Ani"', '"http://koran.id // bukan komentar"'),
        f"var data = {GOOD}",
        GOOD.replace('"NewsArticle"', '["Article", "NewsArticle"]'),
        GOOD.replace('"NewsArticle"', '"http://schema.org/NewsArticle"'),
        GOOD.replace("NewsArticle", "ReportageNewsArticle"),
        GOOD.replace("NewsArticle", "BlogPosting"),
    ],
)
def test_badly_written_blocks(block):
    assert article(block) == "Judul"


def test_the_article_is_found_among_blocks_and_before_the_page_around_it():
    site = '{"@type": "WebPage", "headline": "Halaman"}'
    assert article("rusak {", site, GOOD) == "Judul"
    assert article(site) == "Halaman"
    assert article('{"@type": "Organization", "name": "Koran"}') is None
    assert article('{"@type": "NewsArticle"}') is None
    assert article() is None


def test_the_nearer_to_the_top_is_the_pages_own():
    related = '{"@type": "NewsArticle", "headline": "Terkait"}'
    assert article(f'{{"@graph": [{{"@type": "Thing", "about": {related}}}, {GOOD}]}}') == "Judul"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        '{"a":' * 5000,
        '"' * 5000,
        "[" * 5000 + "]" * 5000,
        "/*" * 5000,
        "1" * 9000,
        "[,]" * 900,
        "\\" * 5000,
    ],
)
def test_harmful_blocks_give_nothing(text):
    assert best_article(list(walk(parse_block(text)))) is None


def test_breadcrumbs_of_both_shapes():
    items = [{"name": "Home"}, {"item": {"name": "Daerah"}}, {"item": "x"}, "y", None]
    assert breadcrumbs([{"@type": "BreadcrumbList", "itemListElement": items}]) == [
        "Home",
        "Daerah",
    ]
    assert breadcrumbs([{"@type": "BreadcrumbList", "itemListElement": 5}]) == []
    assert breadcrumbs([]) == []


@pytest.mark.parametrize("turned", [False, True])
def test_of_several_articles_the_page_has_the_one_it_is_titled_with(turned):
    own = {"@type": "NewsArticle", "headline": "Panen Raya di Lembah", "datePublished": "2024"}
    other = {"@type": "NewsArticle", "headline": "Kisah Lain Sekali", "datePublished": "2023"}
    undated = {"@type": "Article", "headline": "Panen Raya di Lembah"}
    values = [other, undated, own]
    titles = ["panenrayadilembahkoranrekaan", ""]
    assert best_article(values[::-1] if turned else values, titles) == own
    assert best_article([other, undated], titles) == undated
    assert best_article([other, own]) == other
    assert best_article([{"@type": "Article", "headline": 7}, own], titles) == own
