"""Stats collectors that write a crawl's figures to the file named by BENCH_STATS."""

import json
import os
import signal
import time
from collections import Counter
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any, Final

from scrapy.statscollectors import MemoryStatsCollector

from newscrawl.crawler.stats import Stats

#: What a crawl does for a page, by the files of ours and of others that do it. What serves many
#: (text, addresses, storage) counts with whoever calls it.
STAGES: Final = {
    "Scrapy": ("/scrapy/core/", "/scrapy/downloadermiddlewares/", "/scrapy/utils/", "/twisted/"),
    # What follows on a page's reading bears the freeing of its tree as well.
    "extraction": ("/newscrawl/extraction/", "/newscrawl/crawler/middlewares/archiving"),
    "near copies": ("/newscrawl/dedup/", "/newscrawl/crawler/pipelines/near"),
    "discovery": ("/newscrawl/discovery/", "/newscrawl/crawler/discovering"),
    "state": ("/newscrawl/crawler/ledger", "/newscrawl/crawler/extensions/ledger"),
    "feed": ("/newscrawl/crawler/feeds", "/newscrawl/crawler/exporters"),
    "record": ("/newscrawl/crawler/extensions/", "/newscrawl/monitoring/"),
    "middlewares": ("/newscrawl/crawler/middlewares/", "/newscrawl/crawler/downloads/"),
    "the article": ("/newscrawl/crawler/", "/newscrawl/sites/"),
}
#: How often to look what is done, in seconds of the processor.
LOOK: Final = 0.001


class FileStats(MemoryStatsCollector):
    """Writes the stats of a crawl as JSON when it has ended, with what it took of the processor.

    That is counted from the opening of the spider on, as Scrapy counts the time that passed.
    """

    def open_spider(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().open_spider(*args, **kwargs)
        self._began = time.process_time()

    def _persist_stats(self, stats: dict[str, Any]) -> None:
        stats["processor_seconds"] = time.process_time() - self._began
        super()._persist_stats(stats)
        Path(os.environ["BENCH_STATS"]).write_text(json.dumps(stats, default=str), "utf-8")


class StageStats(FileStats):
    """Looks at short intervals what is done, and writes how often it was which stage."""

    def open_spider(self, *args: Any, **kwargs: Any) -> None:
        """Begin to look."""
        super().open_spider(*args, **kwargs)
        self._seen: Counter[str] = Counter()
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, LOOK, LOOK)

    def _look(self, _: int, frame: FrameType | None) -> None:
        stage = None
        while frame and not stage:
            stage, frame = stage_of(frame.f_code.co_filename), frame.f_back
        self._seen[stage or "Scrapy"] += 1

    def _persist_stats(self, stats: dict[str, Any]) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        stats["stages"] = self._seen
        super()._persist_stats(stats)


@cache
def stage_of(file: str) -> str | None:
    """Return the stage that a file is of; None for what serves many."""
    return next((name for name, some in STAGES.items() if any(one in file for one in some)), None)


class OurFileStats(FileStats, Stats):
    """The same with what newscrawl counts by."""


class OurStageStats(StageStats, Stats):
    """The same with what newscrawl counts by."""
