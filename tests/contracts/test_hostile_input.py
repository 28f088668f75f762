"""Nothing that a page, feed or address says crashes or hangs what reads it.

The crafted inputs stand in fuzz/, and so do the promises that they are held against. What fuzzing
found stands here, each with what it did.
"""

import gzip
import json
import time
from datetime import UTC, datetime
from itertools import islice

import pytest

from fuzz import targets
from fuzz.feeds import FEEDS
from fuzz.limits import TooSlowError, allowed, in_time
from fuzz.pages import PAGES, PARAGRAPH
from fuzz.seeds import SEEDS
from newscrawl.api import extract_article, list_links
from newscrawl.discovery.sources import Rss, Sitemap, SourceError, WordPressApi, sitemaps
from newscrawl.page.jsonld import parse_block
from newscrawl.page.truncation import cut_short
from newscrawl.urls import absolute

URL = "https://www.koran-antah.id/feed/"
SIZE = 30_000
#: Seeds of each kind.
FEW = 40


def read(kind, data):
    return kind(URL).read(
        data if isinstance(data, bytes) else data.encode(), url=URL, is_article=None
    )


def slow(_data):
    end = time.process_time() + 2 * allowed(1)
    while time.process_time() < end:
        pass


def test_the_clock_of_these_tests_sees_what_is_slow():
    with pytest.raises(TooSlowError):
        in_time(slow, b"x")


@pytest.mark.parametrize("name", targets.TARGETS)
def test_what_fuzzing_begins_with_is_no_finding(name):
    for seed in islice(SEEDS[name](), FEW):
        targets.TARGETS[name](seed)


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("target", [targets.article, targets.listing, targets.papers])
def test_crafted_pages_are_read_in_time(name, target):
    in_time(target, PAGES[name](SIZE).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("target", [targets.feeds, targets.listing])
def test_crafted_feeds_are_read_in_time(name, target):
    in_time(target, FEEDS[name](SIZE))


# What grew faster than its input: a small size does not show it


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "target", "size"),
    [
        ("lines by breaks", targets.article, 400_000),  # 16 s: XPath sorted the texts
        ("nested links, long", targets.listing, 400_000),  # 13 s: one text read for each link
        ("nested titles, long", targets.listing, 400_000),
        ("source credit", targets.article, 3_000_000),  # each credit copied the text
        ("long base", targets.listing, 600_000),  # 3 s: each link took the base along
    ],
)
def test_large_pages_are_read_in_time(name, target, size):
    in_time(target, PAGES[name](size).encode())


@pytest.mark.slow
def test_large_feeds_are_read_in_time():
    in_time(targets.feeds, FEEDS["items without a channel's link"](400_000))


# What was raised


@pytest.mark.parametrize("address", ["http://[", "https://[x/a", "//[::1"])
def test_an_address_that_is_none_costs_a_feed_nothing_else(address):
    good = "https://www.koran-antah.id/berita/1/a"
    feed = f"<rss><channel><item><link>{address}</link></item><item><link>{good}</link></item>"
    assert [link.url for link in read(Rss, feed).links] == [good]
    sitemap = f"<urlset><url><loc>{address}</loc></url><url><loc>{good}</loc></url></urlset>"
    assert [link.url for link in read(Sitemap, sitemap).links] == [good]
    index = sitemap.replace("urlset", "sitemapindex").replace("url>", "sitemap>")
    assert [link.url for link in sitemaps(index.encode(), url=URL)] == [good]
    posts = json.dumps([{"link": address}, {"link": good}])
    assert [link.url for link in read(WordPressApi, posts).links] == [good]


@pytest.mark.parametrize(
    "feed",
    [
        "<rss><item><link>https://koran.id/a</link><title>Desa &#55357;</title></item>",
        "<rss><item><link>https://koran.id/a</link><title>Desa</title>&#xD83D;</item>",
        '<feed><entry><link href="https://koran.id/a"/><x y="&#55357;"/><title>Desa</title>',
        "<x:rss><item><link>https://koran.id/a</link><title>Desa</title></item></x:rss>",
    ],
)
def test_half_a_character_in_a_feed_costs_nothing_else(feed):
    (link,) = read(Rss, feed).links
    assert (link.url, link.title.rstrip("\ufffd ")) == ("https://koran.id/a", "Desa")


@pytest.mark.parametrize("feed", ["<:", "<a:b>", "<x:y/>"])
def test_a_name_without_its_prefix_is_no_feed(feed):
    for kind in (Rss, Sitemap):
        with pytest.raises(SourceError):
            read(kind, feed)


@pytest.mark.parametrize("text", ["[" * 100_000, '[{"link":' * 100_000])
def test_json_without_bottom_is_no_rest_answer(text):
    with pytest.raises(SourceError):
        read(WordPressApi, text)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("/a#b", "https://www.koran-antah.id/a"),
        (" //b.id/c ", "https://b.id/c"),
        ("", None),
        ("#", "https://www.koran-antah.id/feed/"),
        ("mailto:a@b.id", None),
        ("http://b.id:x/", None),
        ("/\ud83d", None),
        ("/" + "a" * 3000, None),
    ],
)
def test_a_link_leads_to_an_address_or_nowhere(written, found):
    assert absolute(URL, written) == found


def test_no_half_character_and_no_control_character_comes_out():
    told = {
        "@type": "NewsArticle",
        "headline": "Jalan \ud83d desa \u0000\u001b diperbaiki \u0085\u202e",
    }
    block = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    page = f"<html><head>{block}</head><body><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></body></html>"
    article = extract_article(page, url=targets.ADDRESS, fetched_at=datetime.now(UTC))
    assert article.headline == "Jalan desa diperbaiki"
    posts = [
        {"link": "https://koran.id/a", "title": {"rendered": "Jalan \ud83d &amp; \u001b desa"}}
    ]
    (link,) = read(WordPressApi, json.dumps(posts)).links
    assert link.title == "Jalan & desa"


def test_an_article_deep_below_its_only_prose_is_widened_without_it():
    parts = ("<div>" * 6 + f"<p>{PARAGRAPH * 2}</p>" + "</div>" * 6) * 5
    around = "<section>" * 5 + parts
    targets.article(f"<h1>Jalan desa diperbaiki</h1>{around}".encode())  # KeyError


def test_a_row_of_paragraphs_beside_an_empty_link_is_parted():
    row = "".join(f"<span>Warga ke-{n} bercerita. {PARAGRAPH.strip()} </span>" for n in range(6))
    page = f"<h1>Jalan desa diperbaiki</h1><div>{row}<a></a></div>"  # RecursionError
    targets.article(page.encode())
    article = extract_article(page, url=targets.ADDRESS, fetched_at=datetime.now(UTC))
    assert article.article_body.count("\n\n") == 5


@pytest.mark.parametrize("tags", [5, "desa", {"a": 1}, [[1], None, {"name": 2}]])
def test_embedded_data_of_wrong_kinds_is_read_as_far_as_it_goes(tags):
    data = {
        "props": {"article": {"content": f"<p>{PARAGRAPH}</p>" * 3, "title": "Jalan", "tags": tags}}
    }
    told = json.dumps(data).replace("'", "")
    page = f"<h1>Jalan desa</h1><div id='app' data-page='{told}'></div><p>{PARAGRAPH}</p>"
    targets.article(page.encode(), "baliexpress")  # TypeError


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 900 + "1" + "}" * 900])
def test_embedded_data_without_bottom_is_none(text):
    page = f"<h1>Jalan desa</h1><div id='app' data-page='{text}'></div><p>{PARAGRAPH}</p>"
    targets.article(page.encode(), "baliexpress")
    targets.papers(f'<script type="application/ld+json">{text}</script>{page}'.encode())


def test_a_row_of_colons_in_a_title_is_read_in_one_way():
    in_time(targets.article, PAGES["title of colons"](60).encode())  # endless


def test_dots_in_a_teaser_are_looked_at_from_the_end():
    teasers = "".join(f"<p>{'. ' * 30_000}dan seterusnya di desa itu</p>" for _ in range(3))
    page = f"<h1>Jalan desa diperbaiki</h1><div><p>{PARAGRAPH}</p>{teasers}</div>"
    in_time(targets.article, page.replace(". . .", "...").encode())


# XML


def test_entities_are_not_expanded():
    for name in (
        "billion laughs",
        "laughs in attributes",
        "laughs by parameter",
        "external entity",
    ):
        data = FEEDS[name](1000)
        for kind in (Rss, Sitemap):
            try:
                links = read(kind, data).links
            except SourceError:
                continue
            told = "".join(filter(None, (part for link in links for part in link)))
            assert "root:" not in told
            assert len(told) < 200


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_feed_in_another_encoding_is_read_or_refused(encoding):
    feed = (
        '<?xml version="1.0" encoding="UTF-16"?><rss><channel><item><link>https://koran.id/a</link>'
    )
    try:
        links = read(Rss, feed.encode(encoding)).links
    except SourceError:
        return
    assert [link.url for link in links] == ["https://koran.id/a"]


@pytest.mark.parametrize("layers", [1, 2])
def test_a_packed_bomb_is_refused_before_it_is_unpacked(layers):
    bomb = b"<urlset>" + bytes(64_000_000)
    for _ in range(layers):
        bomb = gzip.compress(bomb)
    for kind in (Rss, Sitemap):
        with pytest.raises(SourceError, match="too large"):
            read(kind, bomb)
    many = gzip.compress(b" " * 1000) * 20_000
    with pytest.raises(SourceError, match="too large"):
        read(Sitemap, many)


# JSON-LD


def test_marks_around_json_ld_are_found_without_a_search_from_every_blank():
    in_time(parse_block, "{" + " " * 100_000 + "x")  # 27 s
    in_time(parse_block, '{"a":1}]]>' + " " * 50_000 + ";" + " " * 50_000 + "x")
    in_time(parse_block, '{"a":"' + '\\"' * 50_000)
    in_time(parse_block, "{" + "/* " * 30_000)


@pytest.mark.parametrize(
    "text",
    [
        '<!-- {"a": 1} -->',
        '//<![CDATA[\n{"a": 1}\n//]]>',
        '/*<![CDATA[*/{"a": 1}/*]]>*/;',
        '<![CDATA[<!-- {"a": 1} --> ]]>',
        '{"a": 1};',
        '{"a": 1, /* b */}',
    ],
)
def test_marks_around_json_ld_are_taken_off(text):
    assert parse_block(text) == [{"a": 1}]


def test_a_listing_of_wrong_addresses_is_read():
    page = b'<base href="http://["><a href="http://[">Judul</a><link rel="next" href="//[">'
    assert list_links(page, url=URL).links == []


def test_a_control_character_in_folded_lines_is_no_crash():
    # Found by fuzzing: lxml reads `&#1;` from a page, and takes no such text back.
    line = "Warga desa menanam bakau di tepi muara sejak pagi buta hingga siang hari."
    lines = "\n".join(f"{line} Bagian {number}.&#1;" for number in range(9))
    html = f"<html><body><article><h1>Warga tanam bakau</h1><pre>{lines}</pre></article></body>"
    article = extract_article(html, url="https://www.koran-antah.id/berita/1/warga-tanam-bakau")
    assert article
    assert article.article_body.count("\n\n") == 8


def test_a_row_of_comments_behind_a_feed_is_done_with():
    # Each could end at the end of any later one: sixty took longer than there is time.
    feed = b"<rss></rss>" + b"<!---->" * 500 + b"x"
    in_time(lambda page: cut_short(page, ended=False), feed)
    assert not cut_short(feed[:-1] + b"\n", ended=False)
