from datetime import datetime
from zoneinfo import ZoneInfo

from newscrawl.discovery.listing import Link, Listing
from newscrawl.discovery.source_walk import SourceWalk
from newscrawl.discovery.sources import Index, ListingRequest, Rss, Sitemap
from newscrawl.discovery.window import Window

WITA = ZoneInfo("Asia/Makassar")
WINDOW = Window(datetime(2026, 11, 1, tzinfo=WITA), datetime(2026, 11, 4, tzinfo=WITA))


def listing(*names, following=None):
    return Listing([Link(f"https://contoh.id/{name}") for name in names], following)


def walk_through(sources, pages, old=frozenset(), section=None, most=100):
    """Walk over `pages` (address -> names, or an exception text) and return it with its route."""
    walk = SourceWalk(sources, WINDOW, section)
    visit, route = walk.begin(), []
    while visit and len(route) < most:
        route.append(visit.url)
        names = pages.get(visit.url, [])
        if isinstance(names, str):
            visit = walk.failed(visit, names, gone=names == "http 404")
        else:
            visit = walk.record_page(visit, listing(*names), list(names), old)
    return walk, route


def test_a_feed_that_reaches_old_ground_is_enough():
    walk, route = walk_through([Rss("feed"), Index("i?p={page}")], {"feed": ["c", "b", "a"]}, {"a"})
    assert route == ["feed"]
    assert walk.complete


def test_a_feed_that_ends_too_early_is_followed_by_the_index():
    pages = {"feed": ["c"], "i?p=1": ["c", "b"], "i?p=2": ["a"]}
    walk, route = walk_through([Rss("feed"), Index("i?p={page}")], pages)
    assert route == ["feed", "i?p=1", "i?p=2", "i?p=3"]
    assert walk.complete


def test_a_broken_or_empty_source_falls_through():
    for answer in ("http 503", []):
        walk, route = walk_through(
            [Rss("feed"), Index("i?p={page}")], {"feed": answer, "i?p=1": ["b", "a"]}
        )
        assert route[:2] == ["feed", "i?p=1"]
        assert walk.complete


def test_nothing_reached_is_not_complete():
    walk, _ = walk_through([Rss("feed"), Index("i?p={page}")], {"feed": "x 503", "i?p=1": "x dns"})
    assert not walk.complete


def test_three_pages_of_old_ground_end_the_walk_and_two_do_not():
    pages = {f"i?p={n}": [f"k{n}"] for n in range(1, 50)}
    pages["i?p=3"] = ["new"]
    old = {f"k{n}" for n in range(50)}
    walk, route = walk_through([Index("i?p={page}")], pages, old)
    assert route == [f"i?p={n}" for n in range(1, 7)]  # 1, 2 old; 3 new; 4, 5, 6 old
    assert walk.complete


def test_an_endless_listing_that_repeats_its_last_page_ends():
    pages = {f"i?p={n}": [f"a{min(n, 10)}"] for n in range(1, 1000)}
    walk, route = walk_through([Index("i?p={page}")], pages)
    assert route[-1] == "i?p=11"
    assert walk.ends == [("i?p={page}", "same page again")]


def test_an_endless_calendar_of_the_same_links_ends():
    pages = {f"i?p={n}": [f"a{n % 2}"] for n in range(1, 1000)}
    walk, route = walk_through([Index("i?p={page}")], pages)
    assert len(route) == 3
    assert walk.ends[0][1] == "no new links"


def test_days_are_walked_newest_first_each_to_its_end():
    pages = {"i/03?1": ["c"], "i/03?2": "http 404", "i/02?1": [], "i/01?1": ["a"], "i/01?2": []}
    walk, route = walk_through([Index("i/{date:%d}?{page}")], pages)
    assert route == ["i/03?1", "i/03?2", "i/02?1", "i/01?1", "i/01?2"]
    assert walk.complete


def test_old_ground_counts_across_days():
    pages = {"i/03?1": ["c"], "i/02?1": ["b"], "i/01?1": ["a"]}
    _, route = walk_through([Index("i/{date:%d}?{page}", last=1)], pages, {"a", "b", "c"})
    assert route == ["i/03?1", "i/02?1", "i/01?1"]


def test_one_broken_day_is_not_a_complete_walk():
    pages = {"i/03?1": ["c"], "i/02?1": "http 503", "i/01?1": ["a"]}
    walk, route = walk_through([Index("i/{date:%d}?{page}", last=1)], pages)
    assert len(route) == 3
    assert not walk.complete


def test_the_last_page_worth_asking_is_kept():
    pages = {f"i?p={n}": [f"a{n}"] for n in range(1, 100)}
    _, route = walk_through([Index("i?p={page}", last=4)], pages)
    assert len(route) == 4


def test_the_next_page_of_a_listing_is_followed_where_there_is_no_number():
    walk = SourceWalk([Index("home")], WINDOW)
    visit = walk.begin()
    visit = walk.record_page(visit, listing("b", following="home?older=1"), ["b"], set())
    assert visit == ListingRequest("home?older=1", 2)
    assert walk.record_page(visit, listing("a"), ["a"], set()) is None


def test_a_section_source_is_used_only_for_a_section():
    sources = [Index("kanal/{section}"), Index("semua")]
    assert SourceWalk(sources, WINDOW).begin().url == "semua"
    assert (
        SourceWalk(sources, WINDOW, "hukum & kriminal").begin().url
        == "kanal/hukum%20%26%20kriminal"
    )


def test_sitemaps_of_an_index_are_walked_in_the_order_given():
    walk = SourceWalk([Index("sitemap.xml")], WINDOW)
    walk.begin()
    first = walk.add_sitemaps([ListingRequest("s2", 1), ListingRequest("s1", 1)])
    assert first.url == "s2"
    assert walk.record_page(first, listing("b"), ["b"], set()).url == "s1"


def test_a_day_without_a_page_is_a_day_without_news():
    pages = {"i/03?1": ["c"], "i/02?1": "http 404", "i/01?1": ["a"]}
    walk, route = walk_through([Index("i/{date:%d}?{page}", last=1)], pages)
    assert len(route) == 3
    assert walk.complete


def test_an_archive_of_which_no_day_is_there_is_broken():
    pages = dict.fromkeys(("i/03?1", "i/02?1", "i/01?1"), "http 404")
    walk, _ = walk_through([Index("i/{date:%d}?{page}", last=1)], pages)
    assert not walk.complete


def walk_for_ever(no_article_ids, most=60):
    """Walk an index whose every page has two new links; return the walk and the pages turned."""
    walk = SourceWalk([Index("i?p={page}")], WINDOW)
    visit, turned = walk.begin(), 0
    while visit and turned < most:
        ids = [f"a{turned}", f"b{turned}"]
        visit = walk.record_page(visit, listing(*ids), ids, frozenset())
        walk.no_article_ids |= {
            one for one in ids if no_article_ids(one)
        }  # they are fetched before the next page
        turned += 1
    return walk, turned


def test_new_links_that_never_lead_to_an_article_end_the_source():
    walk, turned = walk_for_ever(lambda _: True)
    assert turned == 6
    assert walk.ends == [("i?p={page}", "no articles")]
    assert not walk.complete


def test_one_article_a_page_is_enough_to_go_on():
    _, turned = walk_for_ever(lambda one: one.startswith("a"))
    assert turned == 60


def test_a_source_without_end_ends(monkeypatch):
    monkeypatch.setattr("newscrawl.discovery.source_walk.MAX_PAGES", 20)
    walk, turned = walk_for_ever(lambda _: False)
    assert turned == 20
    assert walk.ends == [("i?p={page}", "too many pages")]
    assert not walk.complete


def test_an_index_of_sitemaps_that_names_itself_or_others_for_ever_ends(monkeypatch):
    monkeypatch.setattr("newscrawl.discovery.source_walk.MAX_SITEMAPS", 10)
    walk = SourceWalk([Sitemap("sitemap.xml")], WINDOW)
    walk.begin()
    asked = 0
    visit = walk.add_sitemaps([ListingRequest("sitemap.xml", 1), ListingRequest("a0", 1)])
    while visit:
        asked += 1
        assert asked < 50
        visit = walk.add_sitemaps(
            [
                ListingRequest("sitemap.xml", 1),
                ListingRequest("a0", 1),
                ListingRequest(f"a{asked}", 1),
            ]
        )
    assert asked == 10
    assert not walk.complete
