"""A run that is asked to stop: while it is just beginning, and while somebody lets it hang."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from newscrawl.newsstand import Newsstand
from newscrawl.settings import EXTENSIONS
from newscrawl.storage.run_records import RunRecordFiles
from tests.support import faults
from tests.support.crawling import FAST, HOST, WINDOW, listing, page, search, url
from tests.support.processes import scrapy, start
from tests.support.stand import serve

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


EARLY = """
    import os, signal, sys
    from scrapy.cmdline import execute
    from newscrawl.crawler.loader import SiteLoader

    def stopped(self, *_):
        os.kill(os.getpid(), getattr(signal, sys.argv[1]))

    SiteLoader.load = stopped
    execute(["scrapy", *sys.argv[2:]])
"""


@pytest.mark.parametrize("command", ["crawl", "crawlmany"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
@pytest.mark.parametrize("log", [False, True])
def test_asked_to_stop_before_the_run_has_begun(tmp_path, command, name, log):
    file = tmp_path / "job.log"
    given = ("--logfile", str(file)) if log else ()
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(EARLY), name, command, "nusabali", *given],
        env=os.environ | {"NEWSCRAWL_OUTPUT": str(tmp_path / "output")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 6, done.stderr
    told = file.read_text() if log else done.stderr
    assert f"Verdict: not begun: {name} came before the run; it is due again" in told
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("robots.txt", faults.slow(60)),
        ("", faults.slow(60)),
        ("berita/", faults.slow(60)),
        ("berita/", faults.drip(0.2)),
        ("berita/", faults.headers_without_end(pause=0.2)),
    ],
)
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_run_that_hangs_within_ten_seconds(tmp_path, path, fault, sign):
    web = {f"{HOST}/": listing(1), search(1): listing(1), search(2): listing(), url(1): page(1)}
    with serve(Newsstand(web), fault=faults.under(f"{HOST.split('//')[1]}/{path}", fault)) as stand:
        process = start(
            *("crawl", "nusabali", *FAST, *WINDOW),
            env=stand.environment() | {"NEWSCRAWL_OUTPUT": str(tmp_path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            deadline = time.monotonic() + 60
            while not any(path in one.url for one in stand.requests):
                assert time.monotonic() < deadline
                time.sleep(0.05)
            began = time.monotonic()
            process.send_signal(sign)
            _, log = process.communicate(timeout=60)
            took = time.monotonic() - began
    assert process.returncode == 6, log
    assert took < 10
    (record,) = RunRecordFiles(tmp_path / "runs").read("nusabali")
    assert record["verdict"] == "interrupted"
