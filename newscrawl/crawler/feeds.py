"""Writes feeds of whole lines, and reports stored articles to the ledger."""

import asyncio
import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, Self
from urllib.parse import urlsplit

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.extensions.feedexport import FeedExporter as ScrapyFeedExporter
from scrapy.extensions.feedexport import FeedSlot, FileFeedStorage, S3FeedStorage
from scrapy.utils.defer import ensure_awaitable
from scrapy.utils.misc import build_from_crawler

from newscrawl.crawler.run_control import count_failure, end_run, is_line_feed, ledger_of, own_feed
from newscrawl.items import Article
from newscrawl.monitoring.outcome import FinishReason
from newscrawl.storage.compression import FrameWriter, compression_of
from newscrawl.storage.line_file import LineFile, open_lines
from newscrawl.storage.protocols import BaseLedger
from newscrawl.storage.tables import StateError

logger = logging.getLogger(__name__)


class LineStorage(FileFeedStorage):
    """Feed storage for files: a JSON line is written whole or not at all.

    Appending to a file that a killed run left mends it first. The lines of a name that ends in .gz
    or .zst are compressed. Other formats, feeds with postprocessing and files that are none (a
    pipe, /dev/stdout) are written as Scrapy does.
    """

    def __init__(self, uri: str, *, feed_options: dict[str, Any] | None = None) -> None:
        super().__init__(uri, feed_options=feed_options)
        self.in_lines = is_line_feed(feed_options or {})

    def open(self, spider: Spider) -> IO[bytes]:
        """Open the file for lines of this run. Raises OSError."""
        path = Path(self.path)
        if not self.in_lines or (path.exists() and not path.is_file()):
            return super().open(spider)
        path.parent.mkdir(parents=True, exist_ok=True)
        return open_lines(path, overwrite=self.write_mode == "wb")


class FeedExporter(ScrapyFeedExporter):
    """Scrapy's feed exporter, which reports to the ledger what is stored.

    Whatever its format and storage, a feed is compressed when its address ends in .gz or .zst. An
    article is stored when every feed that takes it has it: a file of lines when the line is on
    the disk, any other feed (S3, FTP, CSV) when it was closed and stored. A feed that cannot be
    written ends the run with the reason `feed failed`; nothing is written after that.
    Stats: feedexport/failed_count/<what>, newscrawl/state_failed/<what>, newscrawl/already stored.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        for uri, options in self.feeds.items():
            packing, local = compression_of(uri), urlsplit(uri).scheme in {"", "file"}
            if (
                packing
                and not options.get("postprocessing")
                and not (local and is_line_feed(options))
            ):
                options["postprocessing"] = [partial(FrameWriter, packing)]
        self._own = own_feed(crawler.settings)
        self._waiting: dict[FeedSlot, list[Delivery]] = {}
        self._undelivered = False
        self._failed = False
        self._closed = asyncio.Event()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the run. Raises NotConfigured when it has no feeds, or cannot use them.

        Scrapy would crawl on then, without any feed.
        """
        try:
            return super().from_crawler(crawler)
        except NotConfigured:
            if crawler.settings.getdict("FEEDS"):
                refuse(crawler)
            raise

    def item_scraped(self, item: Any, spider: Spider) -> None:
        """Write the item to all feeds that take it."""
        ledger = ledger_of(self.crawler)
        if self._failed:
            return
        if isinstance(item, Article) and ledger.known([item.id]):
            self.crawler.stats.inc_value("newscrawl/already stored")
            return
        before = [(slot, slot.itemcount) for slot in self.slots]
        try:
            self._announce(ledger)
            super().item_scraped(item, spider)
        except (OSError, StateError) as error:
            self._failed = True
            feed = isinstance(error, OSError)
            end_run(
                self.crawler,
                FinishReason.FEED_FAILED if feed else FinishReason.STATE_FAILED,
                f"{'A feed cannot be written' if feed else 'The run cannot go on'}: {error}. What "
                "is not stored comes again in a next run.",
            )
            return
        if isinstance(item, Article):
            self._written(item, [slot for slot, count in before if slot.itemcount > count], ledger)

    async def close_spider(self, spider: Spider) -> None:
        """Close all feeds."""
        try:
            await super().close_spider(spider)
        finally:
            self._closed.set()

    async def delivered(self) -> bool:
        """Wait until all feeds are closed; return whether they were stored."""
        await self._closed.wait()
        return not (self._failed or self._undelivered)

    async def _close_slot(self, slot: FeedSlot, spider: Spider) -> None:
        store, stored = slot.storage.store, False

        async def watched(file: IO[bytes]) -> None:
            nonlocal stored
            await ensure_awaitable(store(file))
            stored = True

        ledger = ledger_of(self.crawler)
        # Alone, it stores its articles; with others beside it, what one of them lacks comes again.
        alone = isinstance(slot.storage, S3FeedStorage) and len(self.feeds) == 1
        # Scrapy logs and counts a store that fails, and keeps it to itself.
        slot.storage.store = watched  # type: ignore[method-assign, assignment]
        try:
            if alone and slot in self._waiting:
                ledger.uploading(slot.uri, [one.article for one in self._waiting[slot]])
            await super()._close_slot(slot, spider)
        except (OSError, StateError) as error:
            # The end of a JSON array or of XML may find the disk full.
            logger.error("The feed %s cannot be ended: %s", slot.uri, error)  # noqa: TRY400
            count_failure(self.crawler, type(slot.storage).__name__)
        finally:
            self._undelivered |= bool(slot.itemcount) and not stored
            for delivery in self._waiting.pop(slot, []):
                if stored:
                    delivery.arrived(ledger)
            if alone and stored:
                ledger.uploaded(slot.uri)

    def _announce(self, ledger: BaseLedger) -> None:
        """Let the ledger know, before its first line, a file whose lines may not all count."""
        if len(self.feeds) < 2 and not ledger.marked_only:
            return
        for slot in self.slots:
            new = slot.uri_template == self._own and slot.file is None
            if new and isinstance(slot.storage, LineStorage):
                ledger.mark_shared(Path(slot.storage.path).name)

    def _written(self, item: Article, slots: list[FeedSlot], ledger: BaseLedger) -> None:
        own = next((slot for slot in slots if slot.uri_template == self._own), None)
        if own is None:
            return
        files = {slot.file.path: slot.file for slot in slots if isinstance(slot.file, LineFile)}
        feed = own.uri
        if isinstance(own.file, LineFile):
            feed = own.file.path.rpartition("/")[2]
            files[feed] = files.pop(own.file.path)
        late = [slot for slot in slots if not isinstance(slot.file, LineFile)]
        delivery = Delivery(item, feed, files, len(late))
        ledger.written(item)
        for slot in late:
            self._waiting.setdefault(slot, []).append(delivery)
        if not late:
            ledger.committed(item, feed, files)


@dataclass(slots=True)
class Delivery:
    """An article on its way to feeds that are stored only when they close."""

    article: Article
    #: The own feed's file, or the store that takes it.
    feed: str
    files: dict[str, LineFile]
    #: How many of those feeds are not closed yet.
    missing: int

    def arrived(self, ledger: BaseLedger) -> None:
        """Note that one more feed was stored."""
        self.missing -= 1
        if not self.missing:
            ledger.committed(self.article, self.feed, self.files)


def is_in_store(crawler: Crawler, uri: str) -> bool:
    """Ask S3 whether it has an object. Raises OSError when it cannot be asked, or does not say.

    The address holds no key; one that the own feed's holds is used.
    """
    from botocore.exceptions import (  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
        BotoCoreError,
        ClientError,
    )

    login, at, _ = urlsplit(own_feed(crawler.settings) or "").netloc.rpartition("@")
    storage = build_from_crawler(S3FeedStorage, crawler, uri.replace("//", f"//{login}{at}", 1))
    try:
        storage.s3_client.head_object(Bucket=storage.bucketname, Key=storage.keyname)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            return False
        raise OSError(f"the store does not say whether it has {storage.keyname}: {error}") from None
    except BotoCoreError as error:
        raise OSError(f"the store cannot be asked for {storage.keyname}: {error}") from None
    return True


def refuse(crawler: Crawler) -> None:
    """Let a run end before it begins, for want of a feed; Scrapy has logged why."""

    def opened() -> None:
        count_failure(crawler, FinishReason.FEED_FAILED)
        raise CloseSpider(FinishReason.FEED_FAILED)

    crawler.signals.connect(opened, signals.spider_opened, weak=False)
