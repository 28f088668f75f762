"""A stats collector that writes its figures to the file named by BENCH_STATS."""

import json
import os
import time
from pathlib import Path
from typing import Any

from scrapy.statscollectors import MemoryStatsCollector


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
