from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawl.discovery.listing import Link, Listing
from newscrawl.discovery.source_walk import SourceWalk
from newscrawl.discovery.sources import Index, ListingRequest, Rss, Sitemap
from newscrawl.discovery.window import Window

WITA = ZoneInfo("Asia/Makassar")
WINDOW = Window(datetime(2026, 11, 1, tzinfo=WITA), datetime(2026, 11, 4, tzinfo=WITA))


def listing(*names, following=None):
    return Listing([Link(f"https://contoh.id/{name}") for name in names], following)


def walk_through(sources, pages, old=frozenset(), section=None, most=100, *, window=WINDOW):
    """Walk over `pages` (address -> names, or an exception text) and return it with its route."""
    walk = SourceWalk(sources, window, section)
    visit, route = walk.begin(), []
    while visit and len(route) < most:
        route.append(visit.url)
        names = pages.get(visit.url, [])
        if isinstance(names, str):
            visit = walk.failed(visit, names, gone=names == "http 404")
        else:
            visit = walk.record_page(visit, listing(*names), list(names), known=old)
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
    assert ends(walk) == [("i?p={page}", "same page again")]


def test_an_endless_calendar_of_the_same_links_ends():
    pages = {f"i?p={n}": [f"a{n % 2}"] for n in range(1, 1000)}
    walk, route = walk_through([Index("i?p={page}")], pages)
    assert len(route) == 3
    assert walk.ends[0].reason == "no new links"


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
    visit = walk.record_page(visit, listing("b", following="home?older=1"), ["b"], known=set())
    assert visit == ListingRequest(Index("home"), "home?older=1", 2)
    assert walk.record_page(visit, listing("a"), ["a"], known=set()) is None


def test_a_section_source_is_used_only_for_a_section():
    sources = [Index("kanal/{section}"), Index("semua")]
    assert SourceWalk(sources, WINDOW).begin().url == "semua"
    assert (
        SourceWalk(sources, WINDOW, "hukum & kriminal").begin().url
        == "kanal/hukum%20%26%20kriminal"
    )


def test_sitemaps_of_an_index_are_walked_in_the_order_given():
    source = Index("sitemap.xml")
    walk = SourceWalk([source], WINDOW)
    named = [ListingRequest(source, url, 1) for url in ("s2", "s1")]
    first = walk.add_sitemaps(walk.begin(), named)
    assert first.url == "s2"
    assert walk.record_page(first, listing("b"), ["b"], known=set()).url == "s1"


def test_a_day_without_a_page_is_a_day_without_news():
    pages = {"i/03?1": ["c"], "i/02?1": "http 404", "i/01?1": ["a"]}
    walk, route = walk_through([Index("i/{date:%d}?{page}", last=1)], pages)
    assert len(route) == 3
    assert walk.complete


@pytest.mark.parametrize("answer", ["http 404", []])
def test_a_source_whose_newest_days_name_nothing_has_ended(answer):
    window = Window(datetime(2026, 10, 1, tzinfo=WITA), WINDOW.until)
    days = [f"i/{day:%m%d}" for day in window.days()]
    pages = {**dict.fromkeys(days, answer), "feed": ["b", "a"]}
    walk, route = walk_through([Index("i/{date:%m%d}"), Rss("feed")], pages, window=window)
    assert route == [*days[:3], "feed"]
    pages[days[2]] = ["c"]
    walk, route = walk_through([Index("i/{date:%m%d}"), Rss("feed")], pages, window=window)
    assert route == days
    assert walk.complete


def test_an_archive_of_which_no_day_is_there_is_broken():
    pages = dict.fromkeys(("i/03?1", "i/02?1", "i/01?1"), "http 404")
    walk, _ = walk_through([Index("i/{date:%d}?{page}", last=1)], pages)
    assert not walk.complete


def walk_for_ever(gives_none, most=60):
    """Walk an index whose every page has two new links; return the walk and the pages turned.

    The articles of a page are answered before the next page is.
    """
    walk = SourceWalk([Index("i?p={page}")], WINDOW)
    visit, turned, none = walk.begin(), 0, set()
    while visit and turned < most:
        ids = [f"a{turned}", f"b{turned}"]
        visit = walk.record_page(visit, listing(*ids), ids, known=set(), no_article=none)
        none |= {one for one in ids if gives_none(one)}
        turned += 1
    return walk, turned


def ends(walk):
    return [(end.source.url, end.reason) for end in walk.ends]


def test_new_links_that_never_lead_to_an_article_end_the_source():
    walk, turned = walk_for_ever(lambda _: True)
    assert turned == 6
    assert ends(walk) == [("i?p={page}", "no articles")]
    assert not walk.complete


def test_answers_that_come_late_make_the_walk_longer_and_end_it_no_sooner():
    walk = SourceWalk([Index("i?p={page}")], WINDOW)
    visit = walk.begin()
    for page in range(9):
        none = {str(one) for one in range(page - 1)}  # the last page's article is on its way
        visit = walk.record_page(
            visit, listing(f"{page}"), [f"{page}"], known=set(), no_article=none
        )
        assert visit
    none = {str(one) for one in range(9)}
    assert walk.record_page(visit, listing("9"), ["9"], known=set(), no_article=none) is None
    assert ends(walk) == [("i?p={page}", "no articles")]


def test_one_article_a_page_is_enough_to_go_on():
    _, turned = walk_for_ever(lambda one: one.startswith("a"))
    assert turned == 60


def test_a_source_without_end_ends(monkeypatch):
    monkeypatch.setattr("newscrawl.discovery.source_walk.MAX_PAGES", 20)
    walk, turned = walk_for_ever(lambda _: False)
    assert turned == 20
    assert ends(walk) == [("i?p={page}", "too many pages")]
    assert not walk.complete


def test_an_index_of_sitemaps_that_names_itself_or_others_for_ever_ends(monkeypatch):
    monkeypatch.setattr("newscrawl.discovery.source_walk.MAX_SITEMAPS", 10)
    source = Sitemap("sitemap.xml")
    walk = SourceWalk([source], WINDOW)
    visit, asked = walk.begin(), 0
    while visit:
        assert asked < 50
        names = ("sitemap.xml", "a0", f"a{asked + 1}")
        visit = walk.add_sitemaps(visit, [ListingRequest(source, name, 1) for name in names])
        asked += 1
    assert asked == 11
    assert not walk.complete


def test_each_end_says_whether_the_source_was_sound():
    pages = {"feed": "http 503", "rss": ["c"], "i?p=1": ["b"], "i?p=2": "http 404"}
    walk, _ = walk_through([Rss("feed"), Rss("rss"), Index("i?p={page}")], pages)
    told = [(end.source, end.reason, end.sound) for end in walk.ends]
    assert told == [
        (Rss("feed"), "http 503", False),
        (Rss("rss"), "last page", True),
        (Index("i?p={page}"), "empty", True),
    ]


def test_a_walk_goes_on_with_sources_that_are_found_at_its_end():
    walk = SourceWalk([Rss("feed")], WINDOW)
    assert walk.failed(walk.begin(), "http 404") is None
    assert not walk.complete
    visit = walk.extend([Rss("found"), Index("i?p={page}")])
    assert visit == ListingRequest(Rss("found"), "found", 1)
    visit = walk.record_page(visit, listing("b"), ["b"], known=set())
    assert visit.url == "i?p=1"
    assert walk.record_page(visit, listing(), [], known=set()) is None
    assert [end.sound for end in walk.ends] == [False, True, False]
    assert not walk.complete


def test_sources_that_are_found_on_the_way_have_their_turn_behind_the_others():
    walk = SourceWalk([Rss("feed"), Rss("rss")], WINDOW)
    visit = walk.begin()
    assert walk.extend([Rss("found")]) is None
    route = [visit.url]
    while visit := walk.failed(visit, "http 503"):
        route.append(visit.url)
    assert route == ["feed", "rss", "found"]
