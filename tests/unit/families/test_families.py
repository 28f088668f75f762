"""The families as a list: what each is known by, and in which order they are looked for."""

from pathlib import Path

import pytest

import newscrawl.families
from newscrawl.crawler.spider import NewsSpider
from newscrawl.families import MODULES, families, families_of
from newscrawl.families.detik import DetikSpider
from newscrawl.families.promedia import PrmnSpider, PromediaSpider
from newscrawl.families.wordpress import WordpressSpider
from newscrawl.sites.detect import family_of, home_of, name_for, shares_hosts


def test_every_module_of_families_is_looked_through():
    folder = Path(newscrawl.families.__file__).parent
    assert sorted(MODULES) == sorted({one.stem for one in folder.glob("*.py")} - {"__init__"})
    assert all(families_of(module) for module in MODULES)


@pytest.mark.parametrize("family", families(), ids=lambda one: one.__name__)
def test_every_family_says_itself_what_it_is_known_by(family):
    assert issubclass(family, NewsSpider)
    assert {"hosts", "markers"} & vars(family).keys()


def test_a_family_is_looked_for_before_the_one_it_stands_on():
    order = families()
    for n, family in enumerate(order):
        assert not any(issubclass(later, family) for later in order[n + 1 :])
    assert order.index(PrmnSpider) < order.index(PromediaSpider) < order.index(WordpressSpider)


@pytest.mark.parametrize(
    ("url", "text", "family"),
    [
        ("https://bali.tribunnews.com/a", "", "TribunSpider"),
        ("https://tribunnews.com/a", "/wp-content/", "TribunSpider"),
        ("https://nottribunnews.com/a", "", None),
        ("https://pasbana.blogspot.com/a", "/wp-content/", "BloggerSpider"),
        ("https://koran.id/a", "<h1 id='arttitle'>", "TribunSpider"),
        ("https://koran.id/a", "/wp-content/themes/JNews/", "JnewsSpider"),
        ("https://koran.id/a", "/wp-content/themes/lain/", "WordpressSpider"),
        ("https://koran.id/x/pr-1234567/a", "href='/x/pr-1234567/' read__info__", "PrmnSpider"),
    ],
)
def test_a_family_is_known_by_its_host_then_by_its_marks(url, text, family):
    found, _ = family_of(text, url, families())
    assert (found.__name__ if found else None) == family


def test_papers_of_a_shared_host_lie_below_its_paths():
    url = "https://www.detik.com/bali/berita/d-123/judul"
    assert [one for one in families() if shares_hosts(one)] == [DetikSpider]
    assert home_of(url, DetikSpider) == "https://www.detik.com/bali/"
    assert name_for(url, DetikSpider) == "detik_bali"
    assert home_of(url, None) == "https://www.detik.com/"
