"""crawlmany in several processes: one table, one end, and nobody's papers lost in silence."""

import json
import os
import signal
import subprocess
import sys
import time
from itertools import groupby
from pathlib import Path

import pytest

from newscrawl.newsstand import Newsstand
from tests.support import faults
from tests.support.crawling import FAST
from tests.support.stand import serve

NAMES = ("nusabali", "balipost", "beritabali", "fajarbali", "balikini", "koranbuleleng")
PATIENCE = 60


def start(stand, root, *arguments):
    return subprocess.Popen(
        [
            *(sys.executable, "-W", "ignore", "-m", "scrapy", "crawlmany", *FAST),
            *("--json", "--processes", "2", "--at-once", "6", *arguments),
        ],
        env=stand.environment() | {"NEWSCRAWL_OUTPUT": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def told(process):
    out, err = process.communicate(timeout=PATIENCE)
    *papers, last = map(json.loads, out.splitlines())
    return {one["paper"]: one for one in papers}, last, err


def children(process):
    """Return the processes that one has begun."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(one) for one in path.read_text().split()]


def until(condition, what):
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, f"waited for {what}"
        time.sleep(0.05)
    return found


def hosts(stand):
    return {request.host for request in stand.requests}


def test_two_processes_give_one_table(tmp_path):
    with serve(Newsstand.bundled()) as stand:
        papers, last, err = told(start(stand, tmp_path, *NAMES))
    assert papers.keys() == set(NAMES)
    assert papers["nusabali"]["outcome"] == "ok"
    assert last["total"]["papers"] == len(NAMES)
    assert len(last["processes_mb"]) == 2
    counts = [line.split()[0] for line in err.splitlines() if line.startswith("[")]
    assert counts == [f"[{n}/{len(NAMES)}]" for n in range(1, len(NAMES) + 1)]
    assert "2 processes, at most " in err


def test_papers_of_a_network_run_one_after_another(tmp_path):
    tribun = ("tribun_bali", "tribun_jabar", "tribun_sumsel")
    with serve(Newsstand.bundled()) as stand:
        papers, _, err = told(start(stand, tmp_path, *tribun, "nusabali", "--at-once", "2"))
        asked = [request.host for request in stand.requests if "tribun" in request.host]
    assert papers.keys() == {*tribun, "nusabali"}, err
    in_turn = [host for host, _ in groupby(asked) if host != "www.tribunnews.com"]
    assert len(in_turn) == len(set(in_turn)) == len(tribun)


def test_a_process_is_replaced_when_it_has_crawled_enough(tmp_path):
    script = (
        "import sys; from newscrawl.crawler import worker_pool; worker_pool.MOST_PAPERS = 2; "
        "from scrapy.cmdline import execute; execute(['scrapy', *sys.argv[1:]])"
    )
    command = [sys.executable, "-W", "ignore", "-c", script, "crawlmany", *FAST, "--json"]
    with serve(Newsstand.bundled()) as stand:
        done = subprocess.run(
            [*command, *NAMES[:5], "--processes", "1", "--at-once", "1"],
            env=stand.environment() | {"NEWSCRAWL_OUTPUT": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    *papers, last = map(json.loads, done.stdout.splitlines())
    assert {one["paper"] for one in papers} == set(NAMES[:5])
    assert len(last["processes_mb"]) == 3


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("group", [False, True])  # as a terminal and systemd send it
def test_a_signal_ends_them_all_within_ten_seconds(tmp_path, sign, group):
    hang = faults.under("", faults.slow(60))
    with serve(Newsstand.bundled(), fault=hang) as stand:
        process = start(stand, tmp_path, *NAMES, "--at-once", "4")
        until(lambda: len(hosts(stand)) >= 4, "four papers to be asked")
        workers = children(process)
        began = time.monotonic()
        (os.killpg if group else os.kill)(process.pid, sign)
        papers, last, err = told(process)
    assert time.monotonic() - began < 10
    assert process.returncode == 6, err
    words = [one["outcome"] for one in papers.values()]
    assert sorted(words) == ["interrupted"] * 4 + ["not begun"] * 2
    assert last["total"]["papers"] == len(NAMES)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert "Traceback" not in err


def test_a_killed_process_is_told_with_its_papers(tmp_path):
    slow = faults.under("", faults.slow(2))
    with serve(Newsstand.bundled(), fault=slow) as stand:
        process = start(stand, tmp_path, *NAMES, "--at-once", "2")
        until(lambda: len(hosts(stand)) >= 2, "two papers to be asked")
        os.kill(children(process)[0], signal.SIGKILL)
        papers, last, err = told(process)
    assert process.returncode == 1, err
    killed = [one for one in papers.values() if one["outcome"] == "killed"]
    assert [one["reason"] for one in killed] == ["its process ended by SIGKILL"]
    assert papers.keys() == set(NAMES)
    assert last["total"]["outcomes"]["killed"] == 1


def test_workers_end_when_who_began_them_is_killed(tmp_path):
    hang = faults.under("", faults.slow(60))
    with serve(Newsstand.bundled(), fault=hang) as stand:
        process = start(stand, tmp_path, *NAMES)
        until(lambda: len(hosts(stand)) >= 4, "papers to be asked")
        workers = children(process)
        process.kill()
        process.communicate()
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers), "them to end")
    records = [*(tmp_path / "runs").glob("*/*.jsonl")]
    assert len(records) >= 4  # in order, with their records
