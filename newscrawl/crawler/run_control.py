"""Finds the project's own feed, and ends a run on behalf of one of its parts."""

import logging
import re
from os.path import abspath
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy.utils.defer import deferred_from_coro
from w3lib.url import file_uri_to_path

from newscrawl.crawler.component import Component
from newscrawl.monitoring.outcome import FEEDS_FAILED, STATE_FAILED, FinishReason
from newscrawl.storage.protocols import BaseLedger, NullLedger

#: The finish reasons of a run that could not use what keeps the past.
STORES_FAILED = {FinishReason.STATE_FAILED, FinishReason.STORIES_FAILED}
LINE_FORMATS = {"jsonlines", "jsonl", "jl"}
#: Encodings in which the byte 10 is a line's end and nothing else.
PLAIN_ENCODINGS = {"", "utf-8", "utf8", "ascii", "us-ascii"}

logger = logging.getLogger(__name__)


def is_line_feed(options: dict[str, Any]) -> bool:
    """Return whether a feed of these options is JSON lines that can be appended to."""
    return (
        options.get("format") in LINE_FORMATS
        and not options.get("postprocessing")
        and str(options.get("encoding") or "").lower() in PLAIN_ENCODINGS
    )


def own_feed(settings: BaseSettings) -> str | None:
    """Return the project's own feed as FEEDS names it; None when it is not among the run's feeds.

    Only such a run reads and writes the state.
    """
    template = settings.get("NEWSCRAWL_FEED")
    if not template:
        return None
    for key, given in settings.getdict("FEEDS").items():
        name = str(key.absolute()) if isinstance(key, Path) else str(key)
        if plain_path(name) == plain_path(str(template)):
            options = {
                "format": Path(name).suffix.removeprefix("."),
                "encoding": settings["FEED_EXPORT_ENCODING"],
                **given,
            }
            return name if is_line_feed(options) else None
    return None


def plain_path(uri: str) -> str:
    """Return the absolute path of a file feed; another address as it is."""
    if uri.startswith("file:"):
        return file_uri_to_path(uri)
    return uri if "://" in uri else abspath(uri)  # noqa: PTH100 - Path would follow links


def without_key(uri: str) -> str:
    """Return an address without the key that it may hold."""
    return re.sub(r"//[^/@]*@", "//", uri)


class LedgerOwner(Component):
    """What holds the ledger of a run: the extension in extensions/ledger.py."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        #: A blank one before the run has begun and after its end.
        self.ledger: BaseLedger = NullLedger()


def ledger_of(crawler: Crawler) -> BaseLedger:
    """Return the ledger of a run; a blank one for a run without state.

    To be asked from the signal spider_opened on.
    """
    owner = crawler.get_extension(LedgerOwner)
    return owner.ledger if owner else NullLedger()


def end_run(crawler: Crawler, reason: FinishReason, sentence: str) -> None:
    """Log why a run cannot go on, count it as what failed, and close it if it is not ending."""
    logger.error(sentence)
    count_failure(crawler, reason)
    if not is_ending(crawler):
        deferred_from_coro(crawler.engine.close_spider_async(reason=reason))


def is_ending(crawler: Crawler) -> bool:
    """Return whether a run is ending."""
    slot = crawler.engine._slot  # noqa: SLF001 - the engine tells nobody
    return slot is None or slot.closing is not None


def count_failure(crawler: Crawler, what: str) -> None:
    """Count a feed that was not stored, under the stat that Scrapy uses for it; or a store."""
    prefix = STATE_FAILED if what in STORES_FAILED else FEEDS_FAILED
    crawler.stats.inc_value(f"{prefix}{what}")
