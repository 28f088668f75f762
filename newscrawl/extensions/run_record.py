"""Writes one JSON record a run: what came of it, for people and for monitors."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from newscrawl.items import Article
from newscrawl.verdict import total, verdict


class RunRecord:
    """Extension: writes <output>/runs/<site>/<start>.json when the engine has stopped.

    Only then have the feeds been closed, so only then is it known whether they were stored.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.started = datetime.now(UTC)
        self.dates = {"read": 0, "unread": 0}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the run."""
        extension = cls(crawler)
        crawler.signals.connect(extension.article, signals.item_scraped)
        crawler.signals.connect(extension.stopped, signals.engine_stopped)
        return extension

    def article(self, item: Article) -> None:
        """Count whether an article's date could be read."""
        self.dates["read" if item.date_published else "unread"] += 1

    def stopped(self) -> None:
        """Write the record."""
        spider = self.crawler.spider
        if spider is None:
            return
        stats = self.crawler.stats.get_stats()
        began = self.started.isoformat(timespec="seconds")
        record = {
            "site": spider.name,
            "started": began,
            "seconds": round((datetime.now(UTC) - self.started).total_seconds(), 3),
            "arguments": asked(spider),
            **summary(stats),
            "dates": self.dates,
        }
        folder = Path(self.crawler.settings["NEWSCRAWL_OUTPUT"]) / "runs" / spider.name
        folder.mkdir(parents=True, exist_ok=True)
        name = self.started.strftime("%Y-%m-%dT%H-%M-%S-%f")
        (folder / f"{name}.json").write_text(
            json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


def asked(spider: Any) -> dict[str, str]:
    """Return the arguments that were given, as text."""
    given = getattr(spider, "arguments", None)
    values = given._asdict() if given else {}
    return {name: str(value) for name, value in values.items() if value is not None}


def summary(stats: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the stats say of a run, by the names that the record uses."""
    outcome = verdict(stats)
    return {
        "verdict": outcome.name.lower(),
        "exit_code": outcome.value,
        "finish_reason": stats.get("finish_reason"),
        "articles": stats.get("item_scraped_count", 0),
        "pages": stats.get("response_received_count", 0),
        "listings": stats.get("newscrawl/listings", 0),
        "duplicates": total(stats, "newscrawl/duplicates/"),
        "copies": stats.get("newscrawl/copies of other papers", 0),
        "skipped": named(stats, "newscrawl/skipped/"),
        "failed": named(stats, "newscrawl/failed/"),
        "invalid": named(stats, "newscrawl/invalid/"),
        "listings_failed": named(stats, "newscrawl/listings_failed/"),
        "refused": named(stats, "newscrawl/refused/"),
        "bytes": stats.get("downloader/response_bytes", 0),
    }


def named(stats: Mapping[str, Any], prefix: str) -> dict[str, int]:
    """Return the counters whose names begin with `prefix`, by the rest of their names."""
    return {
        name.removeprefix(prefix): count for name, count in stats.items() if name.startswith(prefix)
    }
