"""Refuses to crawl sites that need the publisher's permission."""

from scrapy.crawler import Crawler

from newscrawl.crawler.component import Component
from newscrawl.sites.definition import refusal


class NotPermittedError(Exception):
    """Raised before the first request when a paper asks for permission and the setting has none."""


class Permission(Component):
    """Extension: refuses to run a paper with `permission` that the setting does not name."""

    def __init__(self, crawler: Crawler) -> None:
        """Let the run begin. Raises NotPermittedError."""
        sentence = refusal(crawler.spidercls, crawler.settings.getlist("NEWSCRAWL_PERMITTED"))
        if sentence:
            raise NotPermittedError(sentence)
        super().__init__(crawler)
