"""What the parts of a run have in common that Scrapy makes: extensions, middlewares, pipelines."""

from typing import Self

from scrapy.crawler import Crawler


class Component:
    """A part of a run: made when the run is, it connects itself to the signals that it hears."""

    def __init__(self, crawler: Crawler) -> None:
        """Take the run. A subclass raises NotConfigured for one that has no need of it."""
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the part of a run."""
        return cls(crawler)
