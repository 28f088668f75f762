"""What a look at a paper makes of its facts: what was seen, and nothing that takes too much."""

from dataclasses import dataclass

import pytest

from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.learned import Fact
from newscrawl.discovery.sources import Index, Rss, Sitemap, WordPressApi
from newscrawl.discovery.systems import POSTS
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.sites.checks import taken
from newscrawl.sites.corrections import correction
from newscrawl.sites.probe import FieldReport, ListingReport, PageReport
from newscrawl.sites.rewrite import Alternative
from newscrawl.sites.survey import FOUND, GAPS, WORKS, Look

HOME = "https://antah.example.id/"
SLUGS = (
    "petani-menanam-bakau",
    "warga-memperbaiki-jembatan-desa",
    "nelayan-pulang-sore-ini",
)

SOURCES = ("Index", "Rss", "Sitemap", "WordPressApi")
SYSTEMS = ("REST", "FEED", "POSTS")


class AntahSpider(NewsSpider):
    """Rests on a list."""

    name = "antah_trial"
    publisher = "Antah"
    region = "ID-AC"
    home = HOME
    status = "list"
    sources = (Rss("feed"), Index("kanal/{section}"), Index(""))
    article_url = r"^/read/\d+$"


class SharingSpider(NewsSpider):
    """Rests on a list."""

    name = "sharing_trial"
    publisher = "Sharing"
    region = "ID-AC"
    home = "https://example.id/aceh/"
    status = "list"
    sources = (Rss("feed"),)
    article_url = r"^{home}d-\d+"


class WpSpider(WordpressSpider):
    """Rests on a list."""

    name = "wp_trial"
    publisher = "Wp"
    region = "ID-AC"
    home = HOME
    status = "real-page"


@dataclass
class Seen:
    facts: tuple = ()
    sources: tuple = ()
    addresses: tuple = ()
    verdict: str = FOUND
    missing: bool = False
    selectors: tuple = ()
    listings: tuple = ()


def correct(paper, seen):
    value = None if seen.missing else "Judul"
    fields = [FieldReport("headline", value, "generic", needed=True)]
    look = Look(
        paper.name,
        seen.verdict,
        facts=seen.facts,
        sources=seen.sources,
        addresses=list(seen.addresses),
        selectors=list(seen.selectors),
        listings=list(seen.listings),
        pages=[PageReport(f"{HOME}berita/{slug}", None, fields) for slug in SLUGS],
        at="2026-11-28T08:00:00+00:00",
    )
    return correction(paper, look, refused=WordpressSpider.not_article_url)


def fact(name, found="something"):
    return Fact(name, None, found, "3 of 3 links gave articles")


def at(shape, home=HOME):
    return [home + shape.format(n=4711 + n, s=slug) for n, slug in enumerate(SLUGS)]


@pytest.mark.parametrize(
    ("shape", "pattern"),
    [
        ("berita/{n}/{s}", r"^/berita/\d+/[a-z0-9]+(?:-[a-z0-9]+){2,}$"),
        ("{s}.html", r"^/[a-z0-9]+(?:-[a-z0-9]+){2,}\.html$"),
        ("2026/11/{s}/", r"^/\d{4}/\d{2}/[a-z0-9]+(?:-[a-z0-9]+){2,}$"),
        ("news.php?id={n}", r"^/news\.php\?id=\d+$"),
        ("{n}", r"^/\d+$"),
        ("daerah/{s}", r"^/daerah/[a-z0-9]+(?:-[a-z0-9]+){2,}$"),
        ("{s}", r"^/[a-z0-9]+(?:-[a-z0-9]+){2,}$"),
    ],
)
def test_a_pattern_takes_what_was_seen_to_its_end_and_nothing_that_is_never_an_article(
    shape, pattern
):
    made = correct(AntahSpider, Seen((fact("article_url"),), addresses=at(shape)))
    assert made.left == []
    facts = made.change.facts
    assert facts["article_url"] == Alternative(pattern)
    refused = WordpressSpider.not_article_url if "not_article_url" in facts else ""
    told = {"article_url": f"{AntahSpider.article_url}|{pattern}", "not_article_url": refused}
    changed = type("Changed", (AntahSpider,), {"name": "changed_trial", **told})
    assert all(map(changed.is_article, [*at(shape), f"{HOME}read/12"]))
    assert not changed.is_article(f"{at(shape)[0].rstrip('/')}/komentar/semua")
    assert taken(changed) == []


def test_a_pattern_that_takes_too_much_brings_what_wordpress_refuses():
    made = correct(AntahSpider, Seen((fact("article_url"),), addresses=at("{s}")))
    assert made.change.facts["not_article_url"] == "WordpressSpider.not_article_url"
    assert ("newscrawl.families.wordpress", "WordpressSpider") in made.change.uses


@pytest.mark.parametrize(
    "addresses",
    [
        [f"{HOME}berita", f"{HOME}a/b/c", f"{HOME}x.php"],
        [f"{HOME}redaksi", f"{HOME}indeks", f"{HOME}disclaimer"],
        [],
    ],
)
def test_a_pattern_that_cannot_be_told_is_left_and_said(addresses):
    made = correct(AntahSpider, Seen((fact("article_url"),), addresses=addresses))
    assert "article_url" not in made.change.facts
    assert made.left == ["`article_url`: no pattern takes the addresses seen and nothing else"]


def test_a_paper_that_shares_its_host_keeps_below_its_home():
    home = SharingSpider.home
    seen = Seen((fact("article_url"),), addresses=at("berita/{n}/{s}", home))
    assert correct(SharingSpider, seen).change.facts["article_url"] == Alternative(
        r"^{home}berita/\d+/[a-z0-9]+(?:-[a-z0-9]+){2,}$"
    )
    strange = Seen((fact("article_url"),), addresses=at("berita/{n}/{s}", "https://example.id/"))
    assert "article_url" not in correct(SharingSpider, strange).change.facts


def test_a_moved_paper_keeps_its_old_host_and_a_pattern_that_holds_at_the_new_one():
    facts = (fact("home", "https://www.antah.example.com/"), fact("article_url"))
    addresses = [f"https://www.antah.example.com/2026/11/28/{slug}/" for slug in SLUGS]
    made = correct(WpSpider, Seen(facts, addresses=addresses))
    assert dict(made.change.facts) == {
        "home": '"https://www.antah.example.com/"',
        "other_hosts": '("antah.example.id",)',
    }


@pytest.mark.parametrize(
    ("listing", "fact_name"),
    [
        (ListingReport(f"{HOME}feed", "Rss", 9), "other_hosts"),
        (ListingReport("https://www.antah.example.com/feed", "Rss", 9), "home"),
        (ListingReport(f"{HOME}feed", "Rss", 0, None, "http 404"), "home"),
    ],
)
def test_of_a_paper_whose_articles_alone_have_moved_the_home_stays(listing, fact_name):
    seen = Seen((fact("home", "https://www.antah.example.com/"),), listings=(listing,))
    changed = dict(correct(AntahSpider, seen).change.facts)
    assert set(changed) & {"home", "other_hosts"} == {fact_name, "other_hosts"}
    assert ("antah.example.com" in changed["other_hosts"]) is (fact_name == "other_hosts")


def test_a_home_that_is_no_papers_is_left():
    made = correct(AntahSpider, Seen((fact("home", "http://antah.example.com/"),)))
    assert "home" not in made.change.facts
    assert "no address that a paper's home may be at" in made.left[0]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (
            (Index(f"{HOME}arsip"), Rss("http://antah.example.id/umpan.xml")),
            '(Index("kanal/{section}"), Rss("umpan.xml"), Index("arsip"), Index(""))',
        ),
        (
            (Sitemap(f"{HOME}peta.xml"), Rss(f"{HOME}feed/")),
            '(Index("kanal/{section}"), FEED, Sitemap("peta.xml"), Index(""))',
        ),
        (
            (WordPressApi(f"{HOME}wp-json/wp/v2/posts?{POSTS}"),),
            '(Index("kanal/{section}"), REST, Index(""))',
        ),
        (
            (WordPressApi(f"{HOME}?rest_route=/wp/v2/posts&{POSTS}"),),
            (
                '(Index("kanal/{section}"), WordPressApi(f"?rest_route=/wp/v2/posts&{POSTS}"), '
                'Index(""))'
            ),
        ),
        (
            (Index(f"{HOME}indeks?p={{page}}", first=0, last=9),),
            '(Index("kanal/{section}"), Index("indeks?p={page}", first=0, last=9), Index(""))',
        ),
    ],
)
def test_sources_are_relative_in_order_and_keep_those_of_sections(found, text):
    made = correct(AntahSpider, Seen((fact("sources"),), sources=found))
    written = " ".join(made.change.facts["sources"].split())
    written = written.replace("( ", "(").replace(", )", ")")
    assert written == text
    names = {name for _, name in made.change.uses}
    assert (
        {"Index"} <= names <= {"Index", "Rss", "Sitemap", "WordPressApi", "REST", "FEED", "POSTS"}
    )


def test_a_paper_that_works_is_one_whose_page_was_seen():
    made = correct(AntahSpider, Seen(verdict=WORKS))
    assert dict(made.change.facts) == {"status": '"real-page"'}
    assert made.change.ground == (
        "Rests on 3 pages read on 2026-11-28 (/berita/petani-menanam-bakau)."
    )
    assert correct(WpSpider, Seen(verdict=WORKS)).change is None


class Alone(AntahSpider):
    """Rests on a list."""

    name = "alone_trial"
    headline = "h1.lama"
    body = ("div.lama", "article")


class OneText(WordpressSpider):
    """States one text."""

    headline = "h1.lama"
    body = ("div.lama", "article")


class Heir(OneText):
    """Rests on a list."""

    name = "heir_trial"
    publisher = "Heir"
    region = "ID-AC"
    home = HOME
    status = "real-page"


@pytest.mark.parametrize(
    ("paper", "fact", "text"),
    [
        (Alone, "headline", '("h1.baru", "h1.lama")'),
        (Alone, "body", '("h1.baru", "div.lama", "article")'),
        # The family's text stays a text, its tuple as long as it is: mypy takes no other.
        (Heir, "headline", '"h1.baru, h1.lama"'),
        (Heir, "body", '("h1.baru", "div.lama, article")'),
    ],
)
def test_a_selector_goes_before_those_that_are_stated(paper, fact, text):
    made = correct(paper, Seen(verdict=GAPS, selectors=((fact, "h1.baru"),)))
    assert made.change.facts[fact] == text


@pytest.mark.parametrize("verdict", ["gone", "moved", "blocked", "unreachable", "does not work"])
def test_nothing_is_written_of_what_does_not_work(verdict):
    assert correct(AntahSpider, Seen((fact("sources"),), verdict=verdict)).change is None


def test_nothing_is_written_where_a_page_lacks_a_field():
    assert correct(AntahSpider, Seen((fact("sources"),), missing=True)).change is None
