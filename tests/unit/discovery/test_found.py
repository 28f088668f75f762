import pytest

from newscrawl.discovery.found import MAX_SOURCES, found_sources
from newscrawl.discovery.sources import Index, Rss, Sitemap, WordPressApi
from newscrawl.page.document import parse

HOME = "https://www.korankertas.com/"
CARDS = "".join(
    f'<h2><a href="/daerah/{n}/warga-tanam-bakau-di-pesisir-{n}">Warga Tanam Bakau {n}</a></h2>'
    for n in range(48211, 48219)
)


def found(head="", body=CARDS, robots="", url=HOME, **options):
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return found_sources(parse(html, url=url), robots, **options)


def sources(*args, **options):
    return [one.source for one in found(*args, **options)]


def test_a_page_that_names_nothing_is_its_own_listing():
    assert sources() == [Index(HOME)]


def test_all_comes_in_the_order_of_freshness_with_its_evidence():
    head = (
        '<link rel="alternate" type="application/rss+xml" title="Kertas" href="/umpan.xml">'
        '<link rel="https://api.w.org/" href="https://www.korankertas.com/wp-json/">'
        '<meta name="generator" content="WordPress 6.4">'
    )
    body = CARDS + '<nav><a href="/kabar">Kabar</a><a href="/indeks">INDEKS</a></nav>'
    robots = f"User-agent: *\nSitemap: {HOME}sitemap_index.xml\nSitemap: {HOME}news-sitemap.xml\n"
    told = found(head, body, robots)
    assert [(type(one.source), one.source.url.removeprefix(HOME)) for one in told] == [
        (WordPressApi, told[0].source.url.removeprefix(HOME)),
        (Rss, "umpan.xml"),
        (Sitemap, "news-sitemap.xml"),
        (Sitemap, "sitemap_index.xml"),
        (Rss, "feed/"),
        (Rss, "feed/?paged={page}"),
        (Index, "page/{page}/"),
        (Sitemap, "wp-sitemap.xml"),
        (Index, ""),
        (Index, "indeks"),
        (Index, "kabar"),
    ]
    assert told[0].source.url.startswith(f"{HOME}wp-json/wp/v2/posts?per_page=50&page={{page}}")
    assert told[1].evidence == "the front page's head names the feed"
    assert told[2].evidence == "robots.txt names the sitemap"
    assert told[9].evidence == "the front page calls it 'INDEKS'"


def test_rest_without_pretty_addresses_keeps_its_query():
    (rest, _) = sources('<link rel="https://api.w.org/" href="/?rest_route=/">')
    assert rest.url.startswith(f"{HOME}?rest_route=/wp/v2/posts&per_page=50")


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">',
        '<link rel="alternate" type="application/rss+xml" title="Umpan Komentar" href="/f/2">',
        '<link rel="alternate" type="application/atom+xml" href="/feeds/712/comments/default">',
        '<link rel="alternate" type="application/rss+xml" href="/warga-tanam-bakau-di-sini/feed/">',
        '<link rel="alternate" type="application/rss+xml" href="/feed/{kanal}">',
        '<link rel="alternate" type="application/rss+xml" href="https://feeds.lain.com/kertas">',
        '<link rel="alternate" type="application/rss+xml" href="http://127.0.0.1/feed">',
        '<link rel="alternate" hreflang="en" href="/en/">',
        '<link rel="alternate" type="application/json" href="/api/halaman/2">',
    ],
)
def test_feeds_of_comments_and_of_strangers_are_left(link):
    assert sources(link) == [Index(HOME)]


@pytest.mark.parametrize(
    ("link", "feed"),
    [
        ('<a href="/rss">RSS</a>', "rss"),
        ('<a href="/umpan/semua.php">Feed</a>', "umpan/semua.php"),
        ('<a href="/konten/rss.xml"><img src="rss.png"></a>', "konten/rss.xml"),
    ],
)
def test_feeds_that_the_page_links_are_found(link, feed):
    assert sources(body=CARDS + link) == [Rss(HOME + feed), Index(HOME)]


def test_a_blog_gives_one_feed_for_atom_and_rss():
    head = (
        '<meta content="blogger" name="generator"/>'
        '<link rel="alternate" type="application/atom+xml" href="/feeds/posts/default"/>'
        '<link rel="alternate" type="application/rss+xml" href="/feeds/posts/default?alt=rss"/>'
    )
    feeds = [one.url.removeprefix(HOME) for one in sources(head) if isinstance(one, Rss)]
    assert feeds == [
        "feeds/posts/default",
        "feeds/posts/default?alt=rss&start-index={offset}&max-results=25",
    ]


def test_an_article_on_blogger_makes_no_blog():
    assert sources(body=CARDS + '<p>Kini di <a href="https://x.blogspot.com/">Blogger</a></p>') == [
        Index(HOME)
    ]


def test_sitemaps_of_pages_give_way_to_those_of_articles():
    robots = "".join(
        f"sitemap:{HOME}{name}\r\n"
        for name in ("page-sitemap.xml", "sitemap-tags.xml", "post-sitemap.xml", "google.xml")
    )
    maps = [one.url.removeprefix(HOME) for one in sources(robots=robots)][:-1]
    assert maps == ["google.xml", "post-sitemap.xml"]


def test_a_front_page_made_by_a_script_is_asked_for_the_places_of_any_system():
    told = sources(body="<div id=app></div>", robots="Sitemap: /peta/berita.xml")
    assert told[:2] == [Sitemap(f"{HOME}peta/berita.xml"), Index(HOME)]
    assert Sitemap(f"{HOME}sitemap-news.xml") in told
    assert Rss(f"{HOME}feed") in told


@pytest.mark.parametrize(
    "text", ["Indeks", "INDEX BERITA", "Berita Terkini", "Terbaru", "Arsip", "Lihat Semua", "Warta"]
)
def test_the_page_of_all_articles_is_known_by_its_name(text):
    assert sources(body=f'{CARDS}<a href="/semua/">{text}</a>') == [
        Index(HOME),
        Index(f"{HOME}semua/"),
    ]


@pytest.mark.parametrize("text", ["Ekonomi", "Kontak", "Berita Warga Tanam Bakau", "Indeks Harga"])
def test_channels_and_stories_are_not(text):
    assert sources(body=f'{CARDS}<a href="/semua/">{text}</a>') == [Index(HOME)]


def test_what_was_tried_is_not_asked_again_and_twelve_are_enough():
    feeds = "".join(f'<a href="/kanal{n}/rss">RSS</a>' for n in range(40))
    lists = "".join(f'<a href="/kanal{n}/">Terkini</a>' for n in range(40))
    robots = "".join(f"Sitemap: {HOME}peta-{n}.xml\n" for n in range(40))
    head = '<meta name="generator" content="WordPress">'
    told = sources(head, feeds + lists, robots)
    assert len(told) == MAX_SOURCES == len({one.url for one in told})
    assert Index(HOME) in told
    assert sources(tried=["https://korankertas.com"]) == []


def test_a_feed_that_was_not_there_without_its_slash_is_asked_with_it():
    head = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
    assert Rss(f"{HOME}feed/") in sources(head, tried=[f"{HOME}feed"])
    assert Rss(f"{HOME}feed/") not in sources(head, tried=[f"{HOME}feed/"])


def test_a_moved_front_page_gives_the_sources_of_its_new_place():
    told = sources(
        '<link rel="alternate" type="application/rss+xml" href="rss">', url="http://kertas.id/"
    )
    assert told == [Rss("http://kertas.id/rss"), Index("http://kertas.id/")]
