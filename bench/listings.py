"""Measures the links found by the generic rule on real listings and feeds.

    python -m bench.listings [FOLDER]

FOLDER holds `gold_listings.jsonl`; without one the listings of the corpus are read (`make corpus`).
Addresses are compared by article id.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.answers import answers_of
from newscrawl.api import list_links
from newscrawl.urls import article_id

GOLD = "gold_listings.jsonl"


@dataclass
class Found:
    """What was found on all listings, in links and pages."""

    main: int = 0
    main_found: int = 0
    taken: int = 0
    wrong: int = 0
    pages: int = 0
    next_right: int = 0

    def figures(self) -> dict[str, float]:
        """Return the figures in per cent."""
        return {
            "main_found": 100 * self.main_found / self.main,
            "not_articles": 100 * self.wrong / max(self.taken, 1),
            "next_right": 100 * self.next_right / self.pages,
        }


def golds_in(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield a folder's answers, each with its listing. Raises FileNotFoundError."""
    for line in (folder / GOLD).read_text("utf-8").splitlines():
        gold = json.loads(line)
        yield gold, (folder / gold["file"]).read_bytes()


def measure(listings: Iterable[tuple[dict[str, Any], bytes]]) -> Found:
    """Return what the generic rule finds on listings, each given with its answer."""
    found = Found()
    for gold, content in listings:
        # A page that was saved without its address is read as the outlet's front page.
        url = gold["url"] or f"https://{gold['site']}/"
        listing = list_links(content, url=url)
        taken = {article_id(link.url) for link in listing.links}
        known = {article_id(one) for one in gold["article_urls"]}
        main = {article_id(one) for one in gold["main_article_urls"]}
        found.main += len(main)
        found.main_found += len(main & taken)
        found.taken += len(taken)
        found.wrong += len(taken - known - main)
        found.pages += 1
        found.next_right += (gold.get("next_page_url") or None) == listing.next_page
    return found


def main() -> int:
    """Print the figures."""
    try:
        found = measure(golds_in(Path(sys.argv[1])) if sys.argv[1:] else answers_of("listing"))
    except FileNotFoundError as error:
        print(f"not here: {error}; `make corpus` fetches the corpus", file=sys.stderr)
        return 2
    print(f"{found.pages} listings: {found}")
    for name, value in found.figures().items():
        print(f"  {name:<14} {value:6.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
