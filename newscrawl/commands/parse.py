"""`scrapy parse`: points to `probe` and `extract`, which take its place."""

import argparse

from scrapy.exceptions import UsageError

from newscrawl.crawler.console import ProjectCommand


class Command(ProjectCommand):
    """Not for papers: use `scrapy probe URL`."""

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's
        """Say so. Raises UsageError."""
        url = next((one for one in args if "://" in one), "URL")
        raise UsageError(
            f"use `scrapy probe {url}` for a page of the web, `scrapy extract FILE --url {url}` "
            "for a saved one: parse goes round what a crawl checks"
        )
