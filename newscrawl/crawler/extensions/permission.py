"""Refuses to crawl sites that need the publisher's permission."""

from typing import Self

from scrapy.crawler import Crawler

from newscrawl.sites.definition import refusal


class NotPermittedError(Exception):
    """Raised before the first request when a paper asks for permission and the setting has none."""


class Permission:
    """Extension: refuses to run a paper with `permission` that the setting does not name."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Let the run begin. Raises NotPermittedError."""
        sentence = refusal(crawler.spidercls, crawler.settings.getlist("NEWSCRAWL_PERMITTED"))
        if sentence:
            raise NotPermittedError(sentence)
        return cls()
