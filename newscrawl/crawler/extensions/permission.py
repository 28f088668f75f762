"""Keeps a paper off whose publisher wants to be asked first."""

from typing import Self

from scrapy.crawler import Crawler

from newscrawl.sites.definition import refusal


class NotPermittedError(Exception):
    """Raised before the first request of a paper that asks for permission and has not given it."""


class Permission:
    """Extension: refuses the run of a paper with `permission` that the setting does not name."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Let the run begin. Raises NotPermittedError."""
        sentence = refusal(crawler.spidercls, crawler.settings.getlist("NEWSCRAWL_PERMITTED"))
        if sentence:
            raise NotPermittedError(sentence)
        return cls()
