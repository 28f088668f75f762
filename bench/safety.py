"""Measures the cost of the safety checks: `python -m bench.safety [--articles 600] [--rounds 5]`.

The same crawl of the same pages with it and without it, by turns in one run. With: the ledger,
lines that are whole and synced, the check against the schema. Without: Scrapy's own feed exporter
and nothing that is remembered. Both extract. Printed are pages a second by each crawl's own clock,
and pages a second of processor time, which a busy machine disturbs less.
"""

import argparse
import json
import multiprocessing
import statistics
import sys
from typing import Any

from bench.crawl import Speed, crawl, keep_serving
from newscrawl import settings

BEGIN = ["crawl", "nusabali", "-a", "since=2026-11-01", "-s", "LOG_LEVEL=ERROR"]
BEGIN += ["-s", "DOWNLOAD_DELAY=0", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16"]
BEGIN += ["-s", "CONCURRENT_REQUESTS=16", "-s", "STATS_CLASS=bench.stats.FileStats"]
#: The search for near copies costs what it costs, and is no part of this.
PIPELINES = {
    **settings.ITEM_PIPELINES,
    "newscrawl.crawler.pipelines.near_duplicates.NearDuplicates": None,
}
WITH = {"ITEM_PIPELINES": PIPELINES}
WITHOUT = {
    "EXTENSIONS": {
        **settings.EXTENSIONS,
        "newscrawl.crawler.feeds.FeedExporter": None,
        "scrapy.extensions.feedexport.FeedExporter": 0,
        "newscrawl.crawler.extensions.ledger.RunLedger": None,
    },
    "FEED_STORAGES": {},
    "ITEM_PIPELINES": {**PIPELINES, "newscrawl.crawler.pipelines.validate.Validate": None},
}


def options(given: dict[str, Any]) -> list[str]:
    """Return settings as options of the command line."""
    return [part for name, value in given.items() for part in ("-s", f"{name}={json.dumps(value)}")]


def measure(articles: int, rounds: int) -> dict[str, list[Speed]]:
    """Return the pages a second, and a processor second, of both crawls, round by round."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=keep_serving, args=(articles, "light", theirs))
    server.start()
    environment = ours.recv()
    commands = {"without": [*BEGIN, *options(WITHOUT)], "with": [*BEGIN, *options(WITH)]}
    results: dict[str, list[Speed]] = {"without": [], "with": []}
    try:
        for number in range(rounds):
            for name in sorted(commands, reverse=number % 2 == 1):
                results[name].append(crawl(commands[name], environment))
    finally:
        ours.send("stop")
        server.join()
    return results


def main() -> int:
    """Print the pages a second of both crawls, and what the safety costs."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    print(f"{asked.articles} articles, {asked.rounds} rounds by turns; median (range)")
    results = measure(asked.articles, asked.rounds)
    for index, what in enumerate(("pages a second", "pages a processor second")):
        values = {name: [pair[index] for pair in pairs] for name, pairs in results.items()}
        medians = {name: statistics.median(some) for name, some in values.items()}
        print(what)
        for name, some in values.items():
            print(f"  {name:<8}{medians[name]:8.1f}  ({min(some):.0f} to {max(some):.0f})")
        print(f"  the safety costs {100 * (1 - medians['with'] / medians['without']):.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
