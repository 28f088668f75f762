"""Spares a process that crawls what nobody needs of Python's collector and log."""

import gc
import logging
from typing import Final

from scrapy.utils.log import get_scrapy_root_handler

#: So many objects more than were freed bring the collector, in place of 700: a page's tree alone is
#: thousands, and they go without it.
MANY: Final = 10_000


def spare_process() -> None:
    """Let the collector come seldom, and nobody write records that the log would not show.

    The collector looks at nothing that is there now: with the modules loaded it took a tenth of a
    crawl of light pages, a quarter of heavy ones. Two records a page took a twentieth. To be called
    when Scrapy's log has begun.
    """
    gc.freeze()
    gc.set_threshold(MANY)
    if handler := get_scrapy_root_handler():
        logging.disable(handler.level - 1)
