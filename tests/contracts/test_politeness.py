"""How long a host is waited for between requests; and what every paper's class keeps."""

from dataclasses import fields
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from newscrawl.api import papers
from newscrawl.crawler.extensions.crawl_delay import CrawlDelay
from newscrawl.extraction import Selectors
from newscrawl.families import families
from newscrawl.sites.checks import CHECKS, audit
from newscrawl.sites.definition import fact_types

PAPERS = papers()


class Robots:
    """A parsed robots.txt that asks for a delay."""

    def __init__(self, delay):
        self.delay = delay

    def crawl_delay(self, _user_agent):
        return self.delay


def slowed(asked, *, slots=("contoh.id",), **settings):
    """Return the downloader and the extension after a robots.txt asked for a delay."""
    values = {
        "ROBOTSTXT_USER_AGENT": "newscrawl",
        "NEWSCRAWL_MAX_CRAWL_DELAY": 120,
        "DOWNLOAD_DELAY": 1.0,
    }
    downloader = SimpleNamespace(
        per_slot_settings={}, slots={name: SimpleNamespace(delay=1.0) for name in slots}
    )
    crawler = SimpleNamespace(
        settings=Settings(values | settings),
        engine=SimpleNamespace(downloader=downloader),
        signals=SignalManager(),
    )
    extension = CrawlDelay(crawler)
    extension.robots_parsed(Robots(asked), Request("https://contoh.id/robots.txt"))
    return downloader, extension


@pytest.mark.parametrize(
    ("asked", "kept"), [(1.6, 1.6), (10, 10), (120, 120), (121, 120), (31536000, 120)]
)
def test_a_crawl_delay_is_cut_to_the_longest_allowed(asked, kept):
    downloader, extension = slowed(asked)
    assert downloader.slots["contoh.id"].delay == kept
    setting = downloader.per_slot_settings["contoh.id"]
    assert setting == {"delay": kept, "concurrency": 1, "jitter": 0.0}
    assert extension.delay_of("contoh.id") == kept


@pytest.mark.parametrize("asked", [None, 0, 0.1, 1.0])
def test_a_crawl_delay_never_hurries_us(asked):
    downloader, extension = slowed(asked)
    assert downloader.slots["contoh.id"].delay == 1.0
    assert downloader.per_slot_settings == {}
    assert extension.delay_of("contoh.id") == 1.0


def test_a_crawl_delay_of_one_host_leaves_others_alone():
    downloader, extension = slowed(5, slots=("contoh.id", "lain.id"))
    assert downloader.slots["lain.id"].delay == 1.0
    assert list(downloader.per_slot_settings) == ["contoh.id"]
    assert extension.delay_of("lain.id") == 1.0


# What every paper keeps


# tests/e2e/test_commands.py shows of each check that it finds what is wrong.
@pytest.mark.parametrize("about", CHECKS)
def test_every_paper_keeps(about):
    found = {paper.name: list(CHECKS[about](paper)) for paper in PAPERS.values()}
    assert {name: what for name, what in found.items() if what} == {}


def test_no_paper_is_crawled_unasked_whose_publisher_asks_to_be_asked():
    assert not audit(PAPERS.values(), families())


def test_the_facts_are_those_that_we_think():
    facts = list(fact_types())
    assert facts[0] == "name"
    assert facts.index("home") < facts.index("sources") < facts.index("headline")
    selectors = [one.name for one in fields(Selectors)]
    assert facts[-len(selectors) :] == selectors


@pytest.mark.parametrize("family", families(), ids=lambda one: one.__name__)
def test_families_state_their_facts_in_order_too(family):
    assert not list(CHECKS["order"](family))
