"""`scrapy schedule`: what is due is printed, handed to a Scrapyd, or crawled here; never twice."""

import base64
import json
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from newscrawl.newsstand import Newsstand
from newscrawl.storage.paper_lock import lock
from newscrawl.storage.run_records import RunRecordFiles, run_id
from tests.support.crawling import FAST, HOST, listing, page, search, url
from tests.support.stand import serve

BALI = ("--province", "Bali")
SECRET = "rahasia-yang-panjang"


class FakeScrapyd(ThreadingHTTPServer):
    """A Scrapyd that never begins a job: what is scheduled waits."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.jobs = {"pending": [], "running": [], "finished": []}
        self.posted = []
        self.wrong = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/"

    def pending(self):
        return [job["spider"] for job in self.jobs["pending"]]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(self.server.jobs)

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        fields = {name: one[0] for name, one in parse_qs(self.rfile.read(length).decode()).items()}
        self.server.posted.append(fields)
        self.server.jobs["pending"].append({"id": fields["jobid"], "spider": fields["spider"]})
        self.answer({"jobid": fields["jobid"]})

    def answer(self, told):
        expected = "Basic " + base64.b64encode(f"penerbit:{SECRET}".encode()).decode()
        allowed = self.headers["Authorization"] == expected
        told = self.server.wrong or {"status": "ok", **told}
        self.send_response(200 if allowed else 401)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode() if allowed else b"Unauthorized")

    def log_message(self, *_):
        pass


@pytest.fixture
def scrapyd():
    with FakeScrapyd() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def schedule(root, *arguments, environment=None, user="penerbit", password=SECRET):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "scrapy", "schedule", *arguments],
        env={
            "PATH": "/usr/bin:/bin",
            "NEWSCRAWL_OUTPUT": str(root),
            "SCRAPYD_USERNAME": user,
            "SCRAPYD_PASSWORD": password,
            # A proxy that is not there: a Scrapyd on this machine is asked without.
            "http_proxy": "http://127.0.0.1:1",
            **(environment or {}),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def ran(root, name, ago=timedelta(minutes=5), verdict="ok"):
    started = datetime.now(UTC) - ago
    record = {
        "site": name,
        "run": run_id(name, started),
        "started": started.isoformat(timespec="seconds"),
        "seconds": 30,
        "articles": 3,
        "verdict": verdict,
        "arguments": {},
    }
    RunRecordFiles(root / "runs").append(record)


def lines(done):
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_is_due_is_printed_and_nothing_is_begun(tmp_path):
    ran(tmp_path, "nusabali")
    ran(tmp_path, "balikini", ago=timedelta(hours=3))
    ran(tmp_path, "balipost", ago=timedelta(hours=3), verdict="blocked")
    ran(tmp_path, "balipost", ago=timedelta(hours=2.5), verdict="blocked")
    (tmp_path / "runs" / "fajarbali").mkdir()
    killed = run_id("fajarbali", datetime.now(UTC) - timedelta(minutes=2))
    (tmp_path / "runs" / "fajarbali" / f"{killed}.begun").touch()
    with lock(tmp_path / "state" / "beritabali.lock"):
        told = lines(schedule(tmp_path, *BALI, "--json"))
    due = {one["site"]: one for one in told}
    assert not {"nusabali", "balipost", "fajarbali", "beritabali"} & due.keys()
    assert due["balikini"]["reason"] == "every 2 h until a day of it is known"
    assert due["balitribune"]["reason"] == "it never ran"
    assert list(due["balikini"]) == [
        *("site", "network", "due_since", "start", "every_seconds", "reason"),
    ]
    assert not {one["network"] for one in told} & {"beritabali.com"}


def test_the_table_says_how_many(tmp_path):
    done = schedule(tmp_path, "nusabali", "balipost", "--here", "--dry-run")
    head, _, *rows, _, last = done.stdout.splitlines()
    assert head.split() == ["paper", "start", "due", "since", "network", "reason"]
    assert [row.split()[0] for row in rows] == ["balipost", "nusabali"]
    assert last == "2 papers are due"
    assert not (tmp_path / "state").exists()


def test_scrapyd_is_given_those_that_may_begin(tmp_path, scrapyd):
    tribun = ("--family", "tribun")
    (first,) = lines(schedule(tmp_path, *tribun, "--json", "--scrapyd", scrapyd.url))
    assert scrapyd.pending() == [first["site"]]  # one of sixty: they are of one network
    assert scrapyd.posted[0]["jobid"] == first["job"]
    # It waits there, so neither it nor another of its network is due.
    assert lines(schedule(tmp_path, *tribun, "--json", "--scrapyd", scrapyd.url)) == []
    assert len(scrapyd.posted) == 1


def test_no_more_wait_than_asked_for(tmp_path, scrapyd):
    for _ in range(2):
        schedule(tmp_path, *BALI, "--scrapyd", scrapyd.url, "--at-once", "3")
    assert len(scrapyd.pending()) == 3


def test_a_job_that_left_no_record_is_not_repeated_at_once(tmp_path, scrapyd):
    (first,) = lines(schedule(tmp_path, "nusabali", "--json", "--scrapyd", scrapyd.url))
    scrapyd.jobs["finished"] = scrapyd.jobs.pop("pending")
    scrapyd.jobs["pending"] = []
    again = lines(schedule(tmp_path, "nusabali", "--json", "--scrapyd", scrapyd.url))
    # Unless a new half hour has begun between the two.
    assert first["job"] not in {one["job"] for one in again}


def test_two_schedules_at_a_time_queue_nothing_twice(tmp_path, scrapyd):
    with lock(tmp_path / "state" / ".schedule.lock"):
        done = schedule(tmp_path, *BALI, "--scrapyd", scrapyd.url)
    assert done.returncode == 5
    assert done.stderr == "another schedule is at work: nothing was begun\n"
    threads = [
        threading.Thread(target=schedule, args=(tmp_path, *BALI, "--scrapyd", scrapyd.url))
        for _ in range(2)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert scrapyd.pending()
    assert len(set(scrapyd.pending())) == len(scrapyd.pending())


def test_a_dry_run_hands_nothing_over(tmp_path, scrapyd):
    told = lines(schedule(tmp_path, *BALI, "--json", "--dry-run", "--scrapyd", scrapyd.url))
    assert told[0]["job"].startswith(f"{told[0]['site']}-20")
    assert scrapyd.posted == []


@pytest.mark.parametrize("password", ["", "salah"])
def test_a_wrong_password_is_told_and_never_shown(tmp_path, scrapyd, password):
    done = schedule(tmp_path, *BALI, "--scrapyd", scrapyd.url, password=password)
    assert done.returncode == 2
    assert "SCRAPYD_PASSWORD" in done.stderr
    assert not password or password not in done.stdout + done.stderr


def test_the_address_may_hold_the_password(tmp_path, scrapyd):
    whole = scrapyd.url.replace("//", f"//penerbit:{SECRET}@")
    done = schedule(tmp_path, *BALI, "--scrapyd", whole, user="", password="")
    assert done.returncode == 0, done.stderr
    assert scrapyd.pending()
    scrapyd.wrong = {"status": "error", "message": "project 'newscrawl' not found"}
    done = schedule(tmp_path, *BALI, "--scrapyd", whole, user="", password="")
    assert done.returncode == 2
    assert "project 'newscrawl' not found" in done.stderr
    gone = whole.replace(str(scrapyd.server_port), "1")
    broken = schedule(tmp_path, *BALI, "--scrapyd", gone, user="", password="")
    none = schedule(tmp_path, "--scrapyd", f"penerbit:{SECRET}@127.0.0.1", user="", password="")
    for told in (done, broken, none):
        assert told.returncode == 2
        assert SECRET not in told.stdout + told.stderr


def test_here_is_crawlmany(tmp_path):
    web = {f"{HOST}/": listing(1), search(1): listing(1), search(2): listing(), url(1): page(1)}
    with serve(Newsstand(web)) as stand:
        environment = stand.environment()
        done = schedule(tmp_path, "nusabali", "--here", *FAST, environment=environment)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1].startswith("1 papers: 1 ok; ")
        again = schedule(tmp_path, "nusabali", "--here", *FAST, environment=environment)
    assert again.stdout.splitlines()[-1] == "0 papers are due"
    assert len(RunRecordFiles(tmp_path / "runs").read("nusabali")) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nusabal"], "no paper is called 'nusabal'; did you mean nusabali"),
        (["--at-once", "0"], "--at-once is a number from 1"),
        (["--province", "Atlantis"], "no province is called 'Atlantis'"),
    ],
)
def test_wrong_usage_is_told(tmp_path, arguments, sentence):
    done = schedule(tmp_path, *arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
