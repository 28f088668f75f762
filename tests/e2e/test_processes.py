"""What tests fork is a process like that of `python -m scrapy`, by whose side each is held here."""

import os
import signal
import subprocess

import pytest

from newscrawl.newsstand import Newsstand
from tests.support import faults
from tests.support.crawling import FAST, HOST, WINDOW, listing, page, search, url
from tests.support.processes import COMMAND, Forked, scrapy, start
from tests.support.stand import serve

WEB = {f"{HOST}/": listing(1, 2), search(1): listing(1, 2), search(2): listing()}
WEB |= {url(n): page(n) for n in (1, 2)}
EITHER = pytest.mark.parametrize("popen", [Forked, subprocess.Popen])
PIPES = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}


def at(stand, root, **more):
    return stand.environment() | {"NEWSCRAWL_OUTPUT": str(root)} | more


@EITHER
def test_it_has_the_arguments_and_the_environment_that_it_is_given(tmp_path, popen):
    with serve(Newsstand(WEB)) as stand:
        asked = [*COMMAND, "crawl", "nusabali", *FAST, *WINDOW, "-s", "LOG_LEVEL=DEBUG"]
        given = at(stand, tmp_path, NEWSCRAWL_FEED_COMPRESSION="gzip", TZ="Asia/Jayapura")
        with popen(asked, env=given, **PIPES) as process:
            out, log = process.communicate()
    assert process.returncode == 0, log
    assert out == ""
    assert "] DEBUG: " in log
    assert len(list((tmp_path / "articles" / "nusabali").glob("*.jsonl.gz"))) == 1
    assert {request.method for request in stand.requests} == {"GET"}


@EITHER
@pytest.mark.parametrize(
    ("arguments", "code", "stream", "told"),
    [
        (("settings", "--get", "NEWSCRAWL_OUTPUT"), 0, 0, "/of/this/test\n"),
        (("crawl", "tidak_ada"), 2, 1, "tidak_ada"),
        (("crawl", "nusabali", "-a", "since=besok"), 2, 1, "since=besok"),
    ],
)
def test_it_ends_with_the_code_and_on_the_stream(popen, arguments, code, stream, told):
    given = os.environ | {"NEWSCRAWL_OUTPUT": "/of/this/test"}
    with popen([*COMMAND, *arguments], env=given, **PIPES) as process:
        streams = process.communicate()
    assert process.returncode == code
    assert told in streams[stream]
    assert told not in streams[1 - stream]


@EITHER
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, 6), (signal.SIGINT, 6)]
)
def test_a_signal_reaches_it_and_its_end_is_told(tmp_path, popen, number, code):
    last = faults.on(search(2), faults.slow(60))
    with serve(Newsstand(WEB), fault=last) as stand:
        asked = [*COMMAND, "crawl", "nusabali", *FAST, *WINDOW]
        settings = ("-s", "NEWSCRAWL_STOP_TIMEOUT=0.5")
        environment = at(stand, tmp_path)
        with popen([*asked, *settings], env=environment, **PIPES) as process:
            for line in process.stderr:
                if "articles from" in line:
                    break
            assert process.poll() is None
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.01)
            os.kill(process.pid, number)
            process.stderr.read()
    assert process.returncode == code


def test_where_imports_are_what_is_tried_python_is_started(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("print('imported first')")
    assert "imported first" in scrapy("version", env={"PYTHONPATH": str(tmp_path)}).stdout
    for given in ({"cwd": tmp_path}, {"env": {"PYTHONHASHSEED": "1"}}):
        with start("version", stdout=subprocess.DEVNULL, **given) as process:
            assert type(process) is subprocess.Popen
    with start("version", stdout=subprocess.DEVNULL) as process:
        assert type(process) is Forked
    assert process.returncode == 0
