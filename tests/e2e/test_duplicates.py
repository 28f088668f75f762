"""What is printed twice in one run is known, however far apart; a long run stays small."""

from types import SimpleNamespace

import pytest
from scrapy.exceptions import DropItem
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from newscrawl.api import extract_article
from newscrawl.crawler.pipelines.exact_duplicates import ON_THE_WAY, ExactDuplicates
from newscrawl.storage.protocols import NullLedger
from newscrawl.storage.records import FirstSeen
from tests.support.crawling import page, url

MANY = 3 * ON_THE_WAY


class Remembering:
    """A ledger that knows what was handed on, at once."""

    def __init__(self):
        self.bodies = {}

    def known(self, ids):
        return set(ids) & set(self.bodies.values())

    def same_body(self, content_hash):
        found = self.bodies.get(content_hash)
        return FirstSeen(found, "nusabali") if found else None

    def alias(self, link_id, article_id):
        pass


def pipeline(ledger):
    stats = MemoryStatsCollector(SimpleNamespace(settings=Settings()))
    owner = SimpleNamespace(ledger=ledger)
    return ExactDuplicates(SimpleNamespace(get_extension=lambda _: owner, stats=stats))


def article(number, body=None):
    text = page(number, body=f"<p>{body or f'Berita nomor {number} dari pasar desa.'}</p>").body
    return extract_article(text, url=url(number))


@pytest.mark.parametrize("ledger", [Remembering(), NullLedger()], ids=["a crawl", "a look"])
def test_twice_is_dropped_however_far_apart(ledger):
    stage = pipeline(ledger)
    for number in range(1, MANY):
        item = stage.process_item(article(number))
        if isinstance(ledger, Remembering):
            ledger.bodies[item.content_hash] = item.id
    with pytest.raises(DropItem, match="same article"):
        stage.process_item(article(1))
    with pytest.raises(DropItem, match="same text"):
        stage.process_item(article(MANY, "Berita nomor 1 dari pasar desa."))


def test_a_crawl_keeps_only_what_is_on_its_way_to_the_ledger():
    stage = pipeline(Remembering())
    for number in range(1, MANY):
        stage.process_item(article(number))
    assert len(stage.ids) == len(stage.bodies) == ON_THE_WAY
