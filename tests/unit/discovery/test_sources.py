from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawl.discovery.sources import (
    Index,
    ListingRequest,
    Rss,
    Sitemap,
    SourceError,
    WordPressApi,
    sitemaps,
)
from newscrawl.discovery.window import Window

WITA = ZoneInfo("Asia/Makassar")
WINDOW = Window(datetime(2026, 11, 1, tzinfo=WITA), datetime(2026, 11, 3, tzinfo=WITA))
RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Contoh</title>
<item><title>Jalan &amp; jembatan</title><link>https://contoh.id/berita/2/jalan</link>
<pubDate>Mon, 02 Nov 2026 03:00:00 +0000</pubDate></item>
<item><title>Tag</title><link>https://contoh.id/tag/bali</link></item>
<item><title>Tanpa link</title><guid isPermaLink="true">https://contoh.id/berita/1/tanpa</guid></item>
</channel></rss>"""


def is_article(url):
    return "/berita/" in url


def test_a_feed_gives_links_with_titles_and_dates():
    links = Rss("feed").read(RSS, url="https://contoh.id/feed", is_article=is_article).links
    assert [link.url for link in links] == [
        "https://contoh.id/berita/2/jalan",
        "https://contoh.id/berita/1/tanpa",
    ]
    assert links[0].title == "Jalan & jembatan"
    assert links[0].date == "Mon, 02 Nov 2026 03:00:00 +0000"


def test_an_atom_feed_gives_the_alternate_link_not_the_replies():
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title>
    <link rel="replies" href="https://contoh.id/berita/1/komentar"/>
    <link rel="alternate" href="https://contoh.id/berita/1/a"/>
    <published>2026-11-02T10:00:00.000-08:00</published></entry></feed>"""
    (link,) = Rss("feed").read(atom, url="https://contoh.id/", is_article=None).links
    assert link == ("https://contoh.id/berita/1/a", "A", "2026-11-02T10:00:00.000-08:00")


def test_the_redirect_of_a_feed_service_gives_way_to_the_papers_own_address():
    feed = b"""<rss><channel><link>https://www.contoh.id/</link><item><title>A</title>
    <link>http://contoh.umpan.example/c/33/story01.htm</link>
    <guid isPermaLink="false">https://news.contoh.id/berita/1/a</guid></item></channel></rss>"""
    (link,) = Rss("feed").read(feed, url="http://umpan.example/contoh", is_article=None).links
    assert link.url == "https://news.contoh.id/berita/1/a"


def test_a_feed_with_a_naked_ampersand_is_read():
    broken = RSS.replace(b"&amp;", b"&")
    assert len(Rss("feed").read(broken, url="https://contoh.id/", is_article=is_article).links) == 2


@pytest.mark.parametrize("kind", [Rss, Sitemap, WordPressApi])
@pytest.mark.parametrize("answer", [b"", b"<html><body>Halo</body></html>", b"{}", b"\x00\xff"])
def test_an_answer_of_another_kind_is_named(kind, answer):
    with pytest.raises(SourceError, match="https://contoh.id/x"):
        kind("x").read(answer, url="https://contoh.id/x", is_article=None)


def test_a_news_sitemap_keeps_its_dates_and_titles():
    page = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
      <url><loc>https://contoh.id/berita/2/a</loc><lastmod>2026-11-05</lastmod>
      <news:news><news:publication><news:name>Contoh</news:name></news:publication>
      <news:publication_date>2026-11-02T10:00:00+08:00</news:publication_date>
      <news:title>Judul A</news:title></news:news></url>
      <url><loc>https://contoh.id/berita/1/b</loc><lastmod>2026-11-01</lastmod></url></urlset>"""
    links = Sitemap("s").read(page, url="https://contoh.id/s", is_article=None).links
    assert links == [
        ("https://contoh.id/berita/2/a", "Judul A", "2026-11-02T10:00:00+08:00"),
        ("https://contoh.id/berita/1/b", None, "2026-11-01"),
    ]


def test_a_sitemap_index_gives_its_sitemaps_newest_first():
    page = b"""<sitemapindex><sitemap><loc>/s1.xml</loc><lastmod>2026-10-01</lastmod></sitemap>
      <sitemap><loc>/s2.xml</loc><lastmod>2026-11-01</lastmod></sitemap></sitemapindex>"""
    found = sitemaps(page, url="https://contoh.id/sitemap.xml")
    assert [link.url for link in found] == ["https://contoh.id/s2.xml", "https://contoh.id/s1.xml"]
    listing = Sitemap("s").read(page, url="https://contoh.id/sitemap.xml", is_article=None)
    assert listing.links == []


def test_external_entities_are_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("rahasia")
    page = f"""<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]>
      <urlset><url><loc>https://contoh.id/&x;</loc></url></urlset>"""
    links = Sitemap("s").read(page.encode(), url="https://contoh.id/s", is_article=None).links
    assert "rahasia" not in str(links)


def test_wordpress_posts_are_dated_in_utc():
    page = b"""[{"link": "https://contoh.id/a/", "date_gmt": "2026-11-02T02:00:00",
      "title": {"rendered": "Judul A"}}, {"id": 3}, "junk", {"link": null}]"""
    (link,) = WordPressApi("api").read(page, url="https://contoh.id/", is_article=None).links
    assert link == ("https://contoh.id/a/", "Judul A", "2026-11-02T02:00:00+00:00")


def test_a_template_by_days_gives_a_track_a_day_newest_first():
    source = Index("indeks?date={date:%m/%d/%Y}&page={page}")
    assert list(source.starts(WINDOW)) == [
        ListingRequest(source, "indeks?date=11/02/2026&page=1", 1, datetime(2026, 11, 2).date()),
        ListingRequest(source, "indeks?date=11/01/2026&page=1", 1, datetime(2026, 11, 1).date()),
    ]


def test_a_template_with_an_offset_counts_entries():
    source = Rss("feed?start-index={offset}", size=25)
    first = next(source.starts(WINDOW))
    assert first.url == "feed?start-index=1"
    listing = source.read(RSS, url="https://contoh.id/", is_article=None)
    assert source.next_request(first, listing, WINDOW).url == "feed?start-index=26"


def test_the_window_is_told_to_wordpress_in_utc():
    source = WordPressApi("posts?after={since}&before={until}&page={page}")
    assert next(source.starts(WINDOW)).url == (
        "posts?after=2026-10-31T16:00:00Z&before=2026-11-02T16:00:00Z&page=1"
    )
    assert source.complete
