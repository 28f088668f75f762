"""A stats collector that writes its figures to the file named by BENCH_STATS."""

import json
import os
from pathlib import Path
from typing import Any

from scrapy.statscollectors import MemoryStatsCollector


class FileStats(MemoryStatsCollector):
    """Writes the stats of a crawl as JSON when it has ended."""

    def _persist_stats(self, stats: dict[str, Any]) -> None:
        super()._persist_stats(stats)
        Path(os.environ["BENCH_STATS"]).write_text(json.dumps(stats, default=str), "utf-8")
