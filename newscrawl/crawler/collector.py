"""Keeps Python's collector of garbage from what a crawl keeps."""

import gc
from typing import Final

#: So many objects more than were freed bring the collector, in place of 700: a page's tree alone is
#: thousands, and they go without it.
MANY: Final = 10_000


def spare_collector() -> None:
    """Let the collector come seldom, and look at nothing that is there now.

    With the modules loaded it took a tenth of a crawl of light pages, a quarter of heavy ones.
    """
    gc.freeze()
    gc.set_threshold(MANY)
