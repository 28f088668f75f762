"""Drops what a paper printed twice; marks what another paper printed word for word."""

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.crawler.component import Component
from newscrawl.crawler.run_control import ledger_of
from newscrawl.items import Article
from newscrawl.storage.protocols import BaseLedger, NullLedger
from newscrawl.storage.records import FirstSeen

#: Articles that may be between this pipeline and the ledger, which knows them from there on.
ON_THE_WAY = 100


class ExactDuplicates(Component):
    """Pipeline: drops the same article, or the same text, of the same paper.

    At another paper it is kept, since where a story was printed is information: `duplicate_of`
    then tells the next pipeline, NearDuplicates, which article has these words.
    Stats: newscrawl/duplicates/same article, /same text.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # This run's own: a dry run (-o, -O) has no ledger to ask.
        self.bodies: dict[str, str] = {}
        self.ids: dict[str, str] = {}

    def process_item(self, item: Article) -> Article:
        """Return the article unless the paper has it already. Raises DropItem."""
        ledger = ledger_of(self.crawler)
        earliest = ledger.same_body(item.content_hash)
        if earliest == FirstSeen(item.id, item.site or ""):  # the line that this one replaces
            earliest = None
        # Two of our papers may read one host: a city's channel and the whole.
        elsewhere = earliest is not None and earliest.id == item.id
        if item.id in self.ids or elsewhere or ledger.known([item.id]):
            raise self.dropped(item, "same article", item.id)
        here = self.bodies.get(item.content_hash)
        if earliest and earliest.site == item.site:
            here = earliest.id
        if here:
            ledger.alias(item.id, here)
            raise self.dropped(item, "same text", here)
        if earliest:
            item.duplicate_of, item.similarity = earliest.id, 1.0
        self.remember(item, ledger)
        return item

    def remember(self, item: Article, ledger: BaseLedger) -> None:
        """Keep an article for the comparison with those that follow it."""
        self.bodies[item.content_hash] = item.id
        self.ids[item.id] = item.content_hash
        if len(self.ids) > ON_THE_WAY and not isinstance(ledger, NullLedger):
            body = self.ids.pop(next(iter(self.ids)))
            self.bodies.pop(body, None)

    def dropped(self, item: Article, why: str, of: str) -> DropItem:
        """Count a duplicate and return the exception that drops it."""
        self.crawler.stats.inc_value(f"newscrawl/duplicates/{why}")
        return DropItem(f"{item.url}: {why} as {of}", log_level="INFO")
