"""`scrapy genspider`: points to `newsite`, which takes its place."""

import argparse

from scrapy.exceptions import UsageError

from newscrawl.crawler.console import ProjectCommand


class Command(ProjectCommand):
    """Not for papers: use `scrapy newsite URL`."""

    def answer(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's
        """Say so. Raises UsageError."""
        url = next((one for one in args if "." in one), "URL")
        address = url if "://" in url or url == "URL" else f"https://{url}/"
        raise UsageError(
            f"use `scrapy newsite {address}`, which recognises a paper's family and writes its "
            "class and a case: what genspider writes is no paper of this project"
        )
