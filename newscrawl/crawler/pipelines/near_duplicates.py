"""Labels copies of a story that is known already, of any paper; drops nothing."""

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured

from newscrawl.crawler.component import Component
from newscrawl.crawler.run_control import end_run, own_feed
from newscrawl.crawler.settings_addon import places_of
from newscrawl.dedup import Clusters
from newscrawl.items import Article
from newscrawl.monitoring.outcome import FinishReason
from newscrawl.storage.tables import StateError


class NearDuplicates(Component):
    """Pipeline: sets `cluster_id`, `duplicate_of` and `similarity` by the store of clusters.

    The store, <output>/state/stories.sqlite or a database, is one for all papers and runs. A dry
    run (-o, -O) neither asks nor fills it. An article whose line is lost by a kill is placed again
    by the next run, and gets the same answer. Stats: newscrawl/copies.
    """

    def __init__(self, crawler: Crawler) -> None:
        if own_feed(crawler.settings) is None:
            raise NotConfigured
        super().__init__(crawler)
        self.places = places_of(crawler.settings)
        self.stories: Clusters | None = None

    def process_item(self, item: Article) -> Article:
        """Return the article with its labels. Raises CloseSpider when the store cannot be used."""
        try:
            if self.stories is None:
                self.stories = Clusters(self.places.stories())
            placed = self.stories.assign(
                item.id,
                item.site or "",
                item.date_published,
                item.article_body,
                same_as=item.duplicate_of,
            )
        except StateError as error:
            # A line without its labels would say that nobody else printed the story.
            end_run(self.crawler, FinishReason.STORIES_FAILED, f"The run cannot go on: {error}")
            raise CloseSpider(FinishReason.STORIES_FAILED) from error
        item.cluster_id = placed.cluster_id
        item.duplicate_of, item.similarity = placed.duplicate_of, placed.similarity
        if placed.duplicate_of:
            self.crawler.stats.inc_value("newscrawl/copies")
        return item

    def close_spider(self) -> None:
        """Close the store."""
        if self.stories is not None:
            self.stories.close()
