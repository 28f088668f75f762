"""A run that is asked to stop while it is just beginning."""

import json
import textwrap

import pytest

from newscrawl.newsstand import Newsstand, serve
from newscrawl.settings import EXTENSIONS
from tests.support.crawling import FAST, HOST, WINDOW, listing, page, search, url
from tests.support.processes import scrapy

STOP = """
    import asyncio, os, signal
    from scrapy import signals

    class Stop:
        @classmethod
        def from_crawler(cls, crawler):
            stop = cls()
            crawler.signals.connect(stop.opened, signals.spider_opened)
            return stop

        async def opened(self):
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(0.3)
"""


@pytest.mark.parametrize("command", ["crawl", "crawlmany"])
def test_asked_to_stop_while_the_spider_is_being_opened(tmp_path, command):
    (tmp_path / "stopping.py").write_text(textwrap.dedent(STOP))
    parts = json.dumps(EXTENSIONS | {"stopping.Stop": 5})
    web = {f"{HOST}/": listing(1), search(1): listing(1), search(2): listing(), url(1): page(1)}
    with serve(Newsstand(web)) as stand:
        asked = (command, "nusabali", *FAST, *WINDOW, "-s", f"EXTENSIONS={parts}")
        given = {"NEWSCRAWL_OUTPUT": str(tmp_path), "PYTHONPATH": str(tmp_path)}
        done = scrapy(*asked, env=stand.environment() | given)
    assert done.returncode == 6, done.stdout + done.stderr
