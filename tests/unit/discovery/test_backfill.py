from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newscrawl.discovery.backfill import (
    BackfillWalk,
    Reach,
    dated,
    intervals,
    lies_back,
    reach,
)
from newscrawl.discovery.listing import Link, Listing
from newscrawl.discovery.sources import Index, ListingRequest, Rss, Sitemap, WordPressApi
from newscrawl.discovery.systems import BLOG_FEED, BLOG_PAST, FEED, MONTHS, OLDER_FEED, REST
from newscrawl.discovery.window import Window, days_named

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
HOME = "https://contoh.id/"
DAYS = Index("i?d={date:%Y-%m-%d}&p={page}")
MONTH = Index("{date:%Y/%m}/p/{page}")


def window(since, until):
    """Return the window from a day to the end of another."""
    first, last = (datetime.fromisoformat(day).replace(tzinfo=WIB) for day in (since, until))
    return Window(first, last + timedelta(days=1))


def walk_of(*sources, days=("2015-03-30", "2015-04-02"), read=()):
    return BackfillWalk(sources, window(*days), read=dict(read), now=NOW)


def drive(walk, pages, *, most=200, answer=True):
    """Walk over `pages` (address -> names with their days, or an error); return the addresses."""
    visit, route = walk.begin(), []
    while visit and len(route) < most:
        route.append(visit.url)
        names = pages.get(visit.url, [])
        if isinstance(names, str):
            visit = walk.failed(visit, names, gone=names == "http 404")
        elif isinstance(names, tuple):
            visit = walk.add_sitemaps(visit, [ListingRequest(visit.source, u, 1) for u in names])
        else:
            keys = list(names)
            for key in keys:
                day = names[key] if isinstance(names, dict) else None
                walk.named(key, day and date.fromisoformat(day), asked=True, known=False)
            listing = Listing([Link(f"{HOME}{key}") for key in keys])
            visit = walk.record_page(visit, listing, keys, known=frozenset())
            for key in keys if answer else ():
                day = names[key] if isinstance(names, dict) else None
                walk.stored(key, day and date.fromisoformat(day))
    return route


@pytest.mark.parametrize(
    ("source", "how_far"),
    [
        (Sitemap("sitemap-{date:%Y-%m}.xml"), Reach.DATED_SITEMAP),
        (Sitemap("sitemap-{date:%Y}.xml"), Reach.DATED_SITEMAP),
        (Sitemap("sitemap-{date:%Y-%m-%d}.xml"), Reach.DAYS),
        (REST, Reach.QUERY),
        (BLOG_PAST, Reach.QUERY),
        (MONTHS, Reach.MONTHS),
        (Index("arsip/{date:%B-%Y}"), Reach.MONTHS),
        (Sitemap(f"{HOME}sitemap_index.xml"), Reach.SITEMAP),
        (Sitemap(f"{HOME}sitemap-news.xml"), Reach.NEWEST),
        (Index("index-news?date={date:%Y-%-m-%-d}&page={page}", last=10), Reach.DAYS),
        (Index("indeks/{skip}?t={date:%-j}"), Reach.DAYS),
        (Index("indeks?page={page}"), Reach.PAGES),
        (Index("index-news?page={page}", last=10), Reach.NEWEST),
        (Index(f"{HOME}news/bali"), Reach.PAGES),
        (Index(HOME), Reach.NEWEST),
        (BLOG_FEED, Reach.PAGES),
        (OLDER_FEED, Reach.PAGES),
        (FEED, Reach.NEWEST),
        (WordPressApi("wp/v2/posts?page={page}&after={since}"), Reach.PAGES),
    ],
    ids=lambda given: getattr(given, "url", None),
)
def test_how_far_back_a_source_goes_shows_in_its_address(source, how_far):
    assert reach(source, HOME) is how_far


def test_the_cheapest_dated_source_is_first_and_others_are_left_out():
    declared = [FEED, DAYS, Index("p/{page}"), Sitemap("peta.xml"), MONTH, REST, Index(HOME)]
    assert dated(declared, HOME) == [REST, MONTH, Sitemap("peta.xml"), DAYS]
    assert dated([FEED, Index("p/{page}")], HOME) == []


@pytest.mark.parametrize(
    ("since", "until", "back"),
    [
        ("2015-01-01", "2015-12-31", True),
        ("2026-09-20", "2026-09-30", True),
        ("2026-08-01", "2026-11-20", True),
        ("2026-09-01", "2026-11-20", False),
        ("2026-11-01", "2026-11-03", False),
    ],
)
def test_a_window_lies_back_when_feeds_do_not_hold_it(since, until, back):
    assert lies_back(window(since, until), NOW) is back


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("sitemap-2015-03.xml", "2015-03-01", "2015-03-31"),
        ("sitemap-pt-post-p1-2015-12.xml", "2015-12-01", "2015-12-31"),
        ("sitemap_201602.xml.gz", "2016-02-01", "2016-02-29"),
        ("peta/2015/03/sitemap.xml", "2015-03-01", "2015-03-31"),
        ("sitemap.xml?yyyy=2015&mm=03&dd=14", "2015-03-14", "2015-03-14"),
        ("sitemap-20150314.xml", "2015-03-14", "2015-03-14"),
        ("sitemap-03-2015.xml", "2015-03-01", "2015-03-31"),
        ("sitemap2015.xml", "2015-01-01", "2015-12-31"),
        ("sitemap/2014/sitemap-2015-3.xml", "2015-01-01", "2015-12-31"),
    ],
)
def test_the_days_of_a_sitemap_stand_in_its_name(name, first, last):
    assert days_named(HOME + name) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "name",
    ["post-sitemap12.xml", "wp-sitemap-posts-post-1.xml", "sitemap-121503.xml", "s-20151399"],
)
def test_a_number_is_no_day(name):
    assert days_named(HOME + name) is None


def test_an_index_by_months_is_asked_once_a_month_not_once_a_day():
    walk = walk_of(MONTH, DAYS, days=("2015-02-10", "2015-04-02"))
    pages = {
        "2015/04/p/1": {"d": "2015-04-01"},
        "2015/03/p/1": {"c": "2015-03-05", "b": "2015-03-02"},
        "2015/03/p/2": "http 404",
        "2015/02/p/1": {"a": "2015-02-11"},
    }
    asked = ["2015/04/p/1", "2015/04/p/2", "2015/03/p/1", "2015/03/p/2", "2015/02/p/1"]
    assert drive(walk, pages) == [*asked, "2015/02/p/2"]
    assert walk.complete
    assert len(walk.completed()) == 52
    assert len(walk.standing().empty) == 48


def test_rest_is_asked_for_each_month_and_for_its_first_moment_too():
    walk = walk_of(WordPressApi("posts?page={page}&after={since}&before={until}"))
    route = drive(walk, {})
    assert route == [
        "posts?page=1&after=2015-03-31T16:59:59Z&before=2015-04-02T17:00:00Z",
        "posts?page=1&after=2015-03-29T16:59:59Z&before=2015-03-31T17:00:00Z",
    ]
    assert walk.complete
    assert list(walk.completed().values()) == [False] * 4


def test_completed_days_are_not_asked_for_again():
    walk = walk_of(DAYS, read={date(2015, 4, 1): True, date(2015, 3, 31): False})
    pages = {"i?d=2015-04-02&p=1": ["b"], "i?d=2015-03-30&p=1": ["a"]}
    route = drive(walk, pages)
    assert route == [f"i?d={d}&p={p}" for d in ("2015-04-02", "2015-03-30") for p in (1, 2)]
    walk.completed()
    standing = walk.standing()
    assert (standing.asked, standing.read, standing.before) == (4, 4, 2)
    assert standing.empty == [date(2015, 3, 31)]


def test_a_query_leaves_completed_days_out():
    walk = walk_of(
        WordPressApi("posts?page={page}&after={since}&before={until}"),
        days=("2015-03-01", "2015-03-31"),
        read={date(2015, 3, day): True for day in range(10, 21)},
    )
    assert [url.partition("&")[2] for url in drive(walk, {})] == [
        "after=2015-03-20T16:59:59Z&before=2015-03-31T17:00:00Z",
        "after=2015-02-28T16:59:59Z&before=2015-03-09T17:00:00Z",
    ]


def test_a_day_is_complete_when_its_articles_are_answered():
    walk = walk_of(DAYS)
    pages = {f"i?d={day}&p=1": [f"a{day}", f"b{day}"] for day in ("2015-04-02", "2015-04-01")}
    drive(walk, pages, answer=False)
    assert set(walk.completed()) == {date(2015, 3, 31), date(2015, 3, 30)}
    walk.answered("a2015-04-02")
    assert walk.completed() == {}
    walk.leads_to("b2015-04-02", "id")
    walk.stored("id", None)
    assert walk.completed() == {date(2015, 4, 2): True}
    assert walk.reached == date(2015, 4, 2)
    walk.answered("a2015-04-01")
    walk.answered("b2015-04-01", day=date(2015, 4, 1))
    assert walk.completed() == {date(2015, 4, 1): False}
    assert walk.reached == date(2015, 3, 30)


def test_only_whole_days_that_are_over_are_kept():
    moments = Window(NOW - timedelta(days=3), NOW)
    walk = BackfillWalk([DAYS], moments.back_to(NOW), read={}, now=NOW)
    drive(walk, {visit: ["a"] for visit in ("i?d=2026-11-20&p=1",)})
    assert set(walk.completed()) <= {date(2026, 11, 18)}
    assert walk.complete


def test_where_the_first_source_fails_the_next_one_is_asked():
    walk = walk_of(REST, MONTH, DAYS)
    pages = {"2015/04/p/1": ["b"], "2015/03/p/1": ["a"]}
    first = next(REST.starts(window("2015-04-01", "2015-04-02"))).url
    route = drive(walk, {first.replace("T17:00:00Z&before", "T16:59:59Z&before"): "http 403"})
    assert route[1:] == ["2015/04/p/1", "2015/03/p/1", *(f"i?d={day}&p=1" for day in DAYS_ASKED)]
    assert not walk.complete
    walk = walk_of(REST, MONTH, DAYS)
    again = drive(walk, pages | {route[0]: "http 403"})
    assert again[1:] == ["2015/04/p/1", "2015/04/p/2", "2015/03/p/1", "2015/03/p/2"]
    assert walk.complete


DAYS_ASKED = ("2015-04-02", "2015-04-01", "2015-03-31", "2015-03-30")


def test_a_stretch_that_fails_among_others_is_asked_of_the_next_source():
    walk = walk_of(MONTH, DAYS)
    pages = {"2015/04/p/1": ["b"], "2015/03/p/1": "http 503", "i?d=2015-03-31&p=1": ["a"]}
    route = drive(walk, pages)
    assert route[3:] == ["i?d=2015-03-31&p=1", "i?d=2015-03-31&p=2", "i?d=2015-03-30&p=1"]
    assert walk.complete


def test_an_index_that_names_nothing_ends_soon_and_its_days_are_not_complete():
    walk = walk_of(DAYS, days=("2015-01-01", "2015-12-31"))
    assert len(drive(walk, {})) == 14
    assert not walk.complete
    assert walk.completed() == {}
    assert [end.reason for end in walk.ends] == ["no articles"]


def test_an_index_that_answers_with_other_days_is_not_believed():
    pages = {f"i?d=2015-04-02&p={n}": {f"{n}{m}": "2026-11-19" for m in "ab"} for n in range(1, 99)}
    walk = walk_of(DAYS)
    assert len(drive(walk, pages)) == 3
    assert [end.reason for end in walk.ends] == ["other days"]
    assert not walk.complete


def test_of_an_index_of_sitemaps_those_of_the_months_are_asked():
    walk = walk_of(Sitemap("peta.xml"), days=("2015-01-01", "2015-04-30"))
    names = (
        "s-2016-01.xml",
        "s-2015-04.xml",
        "s-2015-02-1.xml",
        "s-2015-02-2.xml",
        "s-2014-12.xml",
    )
    pages = {
        "peta.xml": ("page-sitemap.xml", "misc.xml", *names),
        "s-2015-04.xml": {"c": "2015-04-03"},
        "s-2015-02-1.xml": {"b": "2015-02-03"},
        "s-2015-02-2.xml": {"a": "2015-02-01"},
    }
    asked = ["peta.xml", "s-2015-04.xml", "s-2015-02-1.xml", "s-2015-02-2.xml"]
    assert drive(walk, pages) == asked
    assert walk.complete
    assert len(walk.completed()) == 120


def test_a_sitemap_without_days_in_its_name_is_believed_to_its_oldest_date():
    pages = {"peta.xml": {"b": "2026-11-01", "a": "2015-04-01"}}
    walk = walk_of(Sitemap("peta.xml"), DAYS)
    assert drive(walk, pages) == ["peta.xml", "i?d=2015-03-31&p=1", "i?d=2015-03-30&p=1"]
    assert set(walk.completed()) == {date(2015, 4, 2), date(2015, 4, 1)} | {
        date(2015, 3, 31),
        date(2015, 3, 30),
    }
    walk = walk_of(Sitemap("peta.xml"))
    drive(walk, {"peta.xml": {"b": "2026-11-01"}})
    assert not walk.complete
    assert walk.completed() == {}


def test_known_articles_without_a_day_leave_open_which_days_gave_nothing():
    walk = walk_of(MONTH)
    visit = walk.begin()
    walk.named("a", None, asked=False, known=True)
    visit = walk.record_page(visit, Listing([]), ["a"], known=frozenset())
    walk.record_page(visit, Listing([]), [], known=frozenset())
    assert walk.completed() == {date(2015, 4, 2): None, date(2015, 4, 1): None}


def test_days_in_a_row_are_told_as_one():
    days = [date(2015, 3, 21), date(2015, 7, 16), date(2015, 7, 17), date(2015, 7, 18)]
    assert list(intervals(days)) == ["2015-03-21", "2015-07-16/2015-07-18"]
    assert list(intervals([])) == []


def test_a_feed_of_a_blog_is_asked_from_one_moment_to_another():
    assert isinstance(BLOG_PAST, Rss)
    (visit,) = BLOG_PAST.starts(window("2015-04-01", "2015-04-30"))
    assert "published-min=2015-03-31T17:00:00Z&published-max=2015-04-30T17:00:00Z" in visit.url


@pytest.mark.parametrize(
    ("address", "changed", "day", "in_window"),
    [
        ("berita/1/panen-raya", "2015-04-02", "2015-04-02", True),
        ("berita/1/panen-raya", "2020-01-01", None, True),
        ("2015/04/02/panen-raya", "2020-01-01", "2015-04-02", True),
        ("2015/05/02/panen-raya", "2015-04-02", "2015-05-02", False),
    ],
)
def test_what_stands_in_the_sitemap_of_a_month_is_of_it(address, changed, day, in_window):
    walk = walk_of(Sitemap("peta.xml"))
    index = walk.begin()
    walk.add_sitemaps(index, [ListingRequest(index.source, "peta-2015-04.xml", 1)])
    span = walk.span(Link(HOME + address, date=changed), zone="Asia/Jakarta", now=NOW)
    assert span.day == (day and date.fromisoformat(day))
    assert (walk.window.place(span) == "new") is in_window


def test_a_listing_that_is_no_sitemap_tells_the_day_itself():
    walk = walk_of(DAYS)
    walk.begin()
    span = walk.span(Link(f"{HOME}1", date="2020-01-01"), zone="Asia/Jakarta", now=NOW)
    assert span.day == date(2020, 1, 1)
