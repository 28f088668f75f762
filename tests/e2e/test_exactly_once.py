"""Every article in the feed exactly once, whatever kills the run. Real processes, no network.

Run as a script, this file is the server that the tests fork crawls from, so that a crawl costs
milliseconds and can be killed often.
"""

import asyncio
import faulthandler
import gzip
import importlib
import json
import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
import scrapy
from backports import zstd
from scrapy.crawler import CrawlerProcess
from scrapy.extensions.feedexport import BlockingFeedStorage

from newscrawl.crawler.run_control import ledger_of
from newscrawl.items import Article
from newscrawl.monitoring.outcome import FEEDS_FAILED, STATE_FAILED, total
from newscrawl.storage.compression import compression_of, frames
from newscrawl.storage.line_file import json_object
from newscrawl.storage.places import Places
from newscrawl.storage.seen import State
from newscrawl.urls import article_id
from tests.support import postgres
from tests.support.paths import ROOT

COUNT = 300
#: What Scrapy imports late: once in the server, not in each crawl.
LATE = [
    "aiohttp",
    "tldextract",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.engine",
    "scrapy.core.scraper",
    "scrapy.downloadermiddlewares.robotstxt",
    "scrapy.downloadermiddlewares.cookies",
    "scrapy.extensions.telnet",
    "scrapy.squeues",
    "newscrawl.crawler.feeds",
    "newscrawl.crawler.extensions.ledger",
]
FETCHED = "2026-11-20T01:02:03+00:00"


def article(site, number, length=1):
    url = f"https://{site}.example/read/{number}/berita-nomor-{number}"
    noise = "".join(sha256(f"{number} {n}".encode()).hexdigest() for n in range(10 * (length - 1)))
    return Article(
        id=article_id(url),
        url=url,
        canonical_url=url,
        site=site,
        headline=f"Berita {number}",
        article_body=f"Isi berita nomor {number} — “lengkap”. " * (1 + number % 40)
        + "".join(noise),
        word_count=5,
        content_hash=sha256(f"{site}{number}".encode()).hexdigest()[:32],
        fetched_at=FETCHED,
    )


class PaperSpider(scrapy.Spider):
    """Names its articles newest first, as a listing does, and yields those not known."""

    name = "paper"
    full_run = walk_complete = True

    def run_window(self, window_start):
        return SimpleNamespace(since=window_start or datetime.now(UTC) - timedelta(days=7))

    async def start(self):
        for number in range(self.count):
            key = article(self.name, number).id
            if not ledger_of(self.crawler).known([key]):
                # An item needs a response: Scrapy waits for ever for items of start() when it
                # closes.
                yield scrapy.Request(f"data:,{number}", cb_kwargs={"number": number})
                await asyncio.sleep(self.pace)

    def parse(self, response, number):
        item = article(self.name, number, self.length)
        before = ledger_of(self.crawler).line_before(item.id)
        if before:
            item.revision, item.previous_hash = before.revision + 1, before.content_hash
        yield item


class Bucket(BlockingFeedStorage):
    """A store such as S3: takes the whole file at the end, or refuses it."""

    def __init__(self, uri, *, feed_options=None):
        self.path = Path(uri.removeprefix("bucket://"))

    def _store_in_thread(self, file):
        if not self.path.parent.is_dir():
            raise ConnectionError("no such bucket")
        file.seek(0)
        with self.path.open("ab") as stored:
            stored.write(file.read())


def settings_of(job):
    output = job["output"]
    own = f"{output}/articles/%(name)s/%(time)s.jsonl{job['packed']}"
    feeds = {own: {"format": "jsonlines", "store_empty": False}}
    feeds = {uri.replace("OWN", own): given for uri, given in job.get("feeds", {}).items()} or feeds
    return {
        "NEWSCRAWL_OUTPUT": output,
        "NEWSCRAWL_FEED": own,
        "NEWSCRAWL_STATE": job["state"],
        "FEEDS": feeds,
        "FEED_STORE_EMPTY": False,
        "FEED_EXPORT_ENCODING": "utf-8",
        "FEED_STORAGES": {
            "": "newscrawl.crawler.feeds.LineStorage",
            "file": "newscrawl.crawler.feeds.LineStorage",
            "bucket": Bucket,
        },
        "EXTENSIONS": {
            "scrapy.extensions.feedexport.FeedExporter": None,
            "newscrawl.crawler.feeds.FeedExporter": 0,
            "newscrawl.crawler.extensions.ledger.RunLedger": 20,
        },
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_FILE": f"{output}/log",
        "LOG_LEVEL": "INFO",
    }


def crawl(job):
    """Run one crawl in this process; return its finish reason and stats."""
    if "patience" in job:
        importlib.import_module("newscrawl.storage.postgresql").PATIENCE = job["patience"]
    if "largest" in job:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["largest"], resource.RLIM_INFINITY))
    facts = {"name": job["site"], "count": job["count"], "pace": job["pace"]}
    facts["length"] = job.get("length", 1)
    paper = type("Job", (PaperSpider,), facts)
    process = CrawlerProcess(settings_of(job))
    crawler = process.create_crawler(paper)
    process.crawl(crawler)
    process.start()
    stats = crawler.stats.get_stats()
    failed = total(stats, FEEDS_FAILED) + total(stats, STATE_FAILED)
    return {"reason": stats.get("finish_reason"), "failed": failed}


def serve():
    """Fork a crawl for each line of standard input: answer its pid; then, on `wait`, its end."""
    faulthandler.enable()
    for name in LATE:
        importlib.import_module(name)
    for line in sys.stdin:
        job = json.loads(line)
        if "wait" in job:
            say(exit=wait_for(job["wait"]))
            continue
        child = os.fork()
        if not child:
            code = 1
            try:
                Path(job["answer"]).write_text(json.dumps(crawl(job)), encoding="utf-8")
                code = 0
            finally:
                os._exit(code)
        say(pid=child)


def say(**answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def wait_for(pid):
    """Return a child's exit code; kill one that does not end, after its stacks are written."""
    for patience in (20, 2):
        until = time.monotonic() + patience
        while time.monotonic() < until:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.005)
        os.kill(pid, signal.SIGABRT)
    return os.kill(pid, signal.SIGKILL)


def until(condition):
    """Wait for a condition, not for ever."""
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.003)


class Server:
    """The forking server, seen from the tests."""

    def __init__(self):
        self.output = None
        self.packed = self.state = ""
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-W", "ignore::DeprecationWarning", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def ask(self, **job):
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def begin(self, site="paper", *, count=COUNT, pace=0.0, **more):
        self.answer = Path(self.output, f"answer-{site}-{time.monotonic_ns()}.json")
        job = {"site": site, "count": count, "pace": pace, "output": str(self.output), **more}
        job |= {"packed": self.packed, "state": self.state}
        return self.ask(**job, answer=str(self.answer))["pid"], self.answer

    def end(self, running):
        pid, answer = running
        code = self.ask(wait=pid)["exit"]
        assert code != -signal.SIGABRT, "the crawl did not end"
        return {"exit": code} if code else json.loads(answer.read_text())

    def run(self, site="paper", **more):
        return self.end(self.begin(site, **more))

    @property
    def places(self):
        return Places(Path(self.output), self.state)

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def forking():
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def server(forking, tmp_path):
    forking.output, forking.packed, forking.state = tmp_path, "", ""
    return forking


IN_POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture(params=["", ".gz", ".zst", IN_POSTGRES])
def packed(server, request):
    """Serve crawls whose own feed is plain, that compress it, and that share a database."""
    if request.param == "postgres":
        server.state = postgres.blank_state()
    else:
        server.packed = request.param
    return server


def feed_files(output, site="paper"):
    return sorted(Path(output, "articles", site).glob("*.jsonl*"))


def unpacked(path):
    """Return what an ordinary reader finds in a feed."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    return zstd.decompress(path.read_bytes()) if path.suffix == ".zst" else path.read_bytes()


def ids(output, site="paper"):
    """Return how often each id stands in the feed; every line must be whole."""
    found = Counter()
    for path in feed_files(output, site):
        data = unpacked(path)
        assert data.endswith(b"\n") or not data
        found.update(json.loads(line)["id"] for line in data.splitlines())
    return found


def exactly_once(count=COUNT, site="paper"):
    return Counter(article(site, number).id for number in range(count))


def committed(server):
    """Return how much of each feed file is safe: up to its size as last committed, or last mark."""
    if server.state:
        with State(server.places.state()) as state:
            return {path.name: marked(state, path) for path in feed_files(server.output)}
    path = Path(server.output, "state/newscrawl.sqlite")
    if not path.exists():
        return {}
    with closing(sqlite3.connect(path)) as db:
        begun = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'files'").fetchone()
        return dict(db.execute("SELECT name, size FROM files")) if begun else {}


def marked(state, path):
    """Return where the last marked line of a file ends."""
    ids, end, safe = state.articles_in("paper", path.name), 0, 0
    for raw in path.read_bytes().splitlines(keepends=True):
        end += len(raw)
        line = json_object(raw)  # None for what a power cut left, until a run mends it
        if raw.endswith(b"\n") and line and line["id"] in ids:
            safe = end
    return safe


def log_of(server):
    return Path(server.output, "log").read_text()


def kill_at_random(server, chance, **more):
    running = server.begin(pace=0.001, **more)
    time.sleep(chance.random() * 0.4)
    os.kill(running[0], signal.SIGKILL)
    server.end(running)


def test_kills_at_random_instants(packed):
    chance = random.Random(11)
    times = 10 if packed.packed else 30
    for kills in range(times):
        kill_at_random(packed, chance, count=COUNT // times * (kills + 1))
    assert packed.run() == {"reason": "finished", "failed": 0}
    assert ids(packed.output) == exactly_once()
    files = len(feed_files(packed.output))
    assert packed.run()["reason"] == "finished"
    assert ids(packed.output) == exactly_once()
    assert len(feed_files(packed.output)) == files, "a run without news leaves no file"


def revisions(output):
    lines = (json.loads(one) for path in feed_files(output) for one in unpacked(path).splitlines())
    return Counter((line["id"], line["revision"]) for line in lines)


def test_kills_while_forgotten_articles_come_again(packed):
    packed.run(count=COUNT)
    twice = {article("paper", number).id for number in range(0, COUNT, 2)}
    with State(packed.places.state()) as state:
        state.forget("paper", state.stored_since("paper", None, twice))
    chance = random.Random(13)
    for _ in range(6):
        kill_at_random(packed, chance, count=COUNT)
    assert packed.run() == {"reason": "finished", "failed": 0}
    first = Counter((one, 1) for one in exactly_once())
    assert revisions(packed.output) == first + Counter((one, 2) for one in twice)
    if packed.state:
        packed.state = postgres.blank_state()
    for path in Path(packed.output, "state").glob("newscrawl.sqlite*"):
        path.unlink()
    packed.run()
    assert revisions(packed.output) == first + Counter((one, 2) for one in twice)


def test_kills_while_it_ends(packed):
    chance = random.Random(12)
    for count in range(20, 320, 20):
        running = packed.begin(count=count, pace=0.0)
        until(lambda: ids_at_least(packed.output) >= count - 10)  # noqa: B023 - used at once
        time.sleep(chance.random() * 0.05)
        os.kill(running[0], signal.SIGKILL)
        packed.end(running)
    assert packed.run()["reason"] == "finished"
    assert ids(packed.output) == exactly_once()


def ids_at_least(output):
    """Return how many lines are whole, of files that may be growing."""
    try:
        return sum(whole(path).count(b"\n") for path in feed_files(output))
    except FileNotFoundError:  # mended just now
        return 0


def whole(path):
    packing = compression_of(path)
    if not packing:
        return path.read_bytes()
    return b"".join(frame.data or b"" for frame in frames(path, packing))


def test_power_cuts_take_what_was_not_synced(packed):
    chance = random.Random(13)
    for cuts in range(12):
        kill_at_random(packed, chance, count=25 * (cuts + 1))
        sizes = committed(packed)
        for path in feed_files(packed.output):
            safe, size = sizes.get(path.name, 0), path.stat().st_size
            if size > safe:
                with path.open("rb+") as file:
                    cut = chance.randint(safe, size)
                    file.truncate(cut)
                    if chance.random() < 0.3:  # a block that was given to the file, never written
                        file.seek(cut)
                        file.write(bytes(chance.randint(1, 5000)) + chance.choice([b"", b"\n"]))
    assert packed.run()["reason"] == "finished"
    assert ids(packed.output) == exactly_once()


@pytest.mark.parametrize("signals", [[signal.SIGTERM], [signal.SIGINT], [signal.SIGINT] * 2])
def test_asked_to_stop(packed, signals):
    running = packed.begin(pace=0.002)
    until(lambda: ids_at_least(packed.output) >= 60)
    for one in signals:
        os.kill(running[0], one)
        time.sleep(0.01)
    packed.end(running)
    assert 0 < ids_at_least(packed.output) < COUNT
    assert packed.run()["reason"] == "finished"
    assert ids(packed.output) == exactly_once()


def test_papers_at_the_same_time(server):
    sites = ["satu", "dua", "tiga", "empat"]
    answers = [server.end(one) for one in [server.begin(s, pace=0.001) for s in sites]]
    assert {answer["reason"] for answer in answers} == {"finished"}
    for site in sites:
        assert ids(server.output, site) == exactly_once(site=site)


def test_one_paper_twice_at_the_same_time(server):
    first = server.begin(pace=0.02)
    until(lambda: ids_at_least(server.output) >= 10)
    assert server.run()["reason"] == "already running"
    assert not first[1].exists()
    os.kill(first[0], signal.SIGTERM)
    assert server.end(first)["reason"] == "shutdown"
    assert server.run()["reason"] == "finished"
    assert ids(server.output) == exactly_once()
    assert "paper is being crawled already" in Path(server.output, "log").read_text()


def test_disk_full(packed):
    # The state's own files stay far below this.
    answer = packed.run(largest=1_000_000, length=20)
    assert answer["reason"] == "feed failed"
    assert answer["failed"]
    stored = ids(packed.output)
    assert 0 < len(stored) < COUNT
    with State(packed.places.state()) as state:
        assert state.known("paper", exactly_once()) == set(stored)
    assert re.search(r"(cannot be written|cannot go on): \[Errno 27\]", log_of(packed))
    assert packed.run() == {"reason": "finished", "failed": 0}
    assert ids(packed.output) == exactly_once()


def test_disk_full_for_the_state(server):
    answer = server.run(largest=20_000)
    assert answer["reason"] in {"state failed", "feed failed"}
    assert answer["failed"]
    assert server.run()["reason"] == "finished"
    assert ids(server.output) == exactly_once()


def test_another_output_leaves_the_state_alone(server):
    elsewhere = Path(server.output, "elsewhere.jsonl")
    for _ in range(2):
        answer = server.run(count=5, feeds={str(elsewhere): {"format": "jsonlines"}})
        assert answer["reason"] == "finished"
    assert elsewhere.read_bytes().count(b"\n") == 10
    assert not Path(server.output, "state").exists()


def test_a_store_that_refuses(server):
    bucket = Path(server.output, "bucket")
    feeds = {"OWN": {"format": "jsonlines"}, f"bucket://{bucket}/all": {"format": "jsonlines"}}
    assert server.run(count=20, feeds=feeds) == {"reason": "finished", "failed": 1}
    with State(Path(server.output, "state/newscrawl.sqlite")) as state:
        assert not state.known("paper", exactly_once())
        assert state.coverage("paper").hole
    bucket.mkdir()
    assert server.run(count=20, feeds=feeds) == {"reason": "finished", "failed": 0}
    assert ids(server.output) == exactly_once(20)
    lines = (bucket / "all").read_bytes().splitlines()
    assert Counter(json.loads(line)["id"] for line in lines) == exactly_once(20)
    assert server.run(count=20, feeds=feeds)["reason"] == "finished"
    assert ids(server.output) == exactly_once(20)


def test_kills_with_several_targets(server):
    chance, bucket = random.Random(14), Path(server.output, "bucket")
    bucket.mkdir()
    csv = f"{server.output}/all.csv"
    feeds = {"OWN": {"format": "jsonlines"}, csv: {"format": "csv"}}
    feeds[f"bucket://{bucket}/all"] = {"format": "jsonlines"}
    for kills in range(6):
        kill_at_random(server, chance, feeds=feeds, count=50 * (kills + 1))
    assert server.run(feeds=feeds)["reason"] == "finished"
    assert ids(server.output) == exactly_once()
    lines = (bucket / "all").read_bytes().splitlines()
    assert {json.loads(line)["id"] for line in lines} == set(exactly_once())


def test_a_state_that_is_gone_is_rebuilt(server):
    server.run(count=100)
    for path in Path(server.output, "state").iterdir():
        path.unlink()
    server.run(count=120)
    assert ids(server.output) == exactly_once(120)


def test_a_state_that_cannot_be_read_stops_the_run(server):
    server.run(count=10)
    Path(server.output, "state/newscrawl.sqlite").write_bytes(b"no database at all " * 500)
    assert server.run(count=20) == {"reason": "state failed", "failed": 1}
    assert ids(server.output) == exactly_once(10)
    assert "move it away" in Path(server.output, "log").read_text()


@pytest.fixture
def database():
    """Give a PostgreSQL that may be killed: it syncs as one in production does."""
    one = postgres.Postgres()
    yield one
    one.stop()


@pytest.mark.postgres
def test_kills_of_the_database(server, database):
    server.state = postgres.with_tables(database.database())
    chance, ends = random.Random(16), Counter()
    for kills in range(6):
        running = server.begin(pace=0.002, count=50 * (kills + 1), patience=0.2)
        time.sleep(chance.random() * 0.6)
        database.kill()
        ends[server.end(running)["reason"]] += 1
        database.start()
    assert ends.keys() <= {"state failed", "finished"}
    assert ends["state failed"] > 2
    assert server.run() == {"reason": "finished", "failed": 0}
    assert ids(server.output) == exactly_once()
    assert "cannot be used" in log_of(server)
    assert postgres.PASSWORD not in log_of(server)


@pytest.mark.postgres
def test_a_database_that_comes_back_in_time(server, database):
    server.state = postgres.with_tables(database.database())
    running = server.begin(pace=0.01)
    until(lambda: ids_at_least(server.output) >= 20)
    database.kill()
    database.start()
    assert server.end(running) == {"reason": "finished", "failed": 0}
    assert ids(server.output) == exactly_once()


@pytest.mark.postgres
def test_kills_on_two_machines_with_disks_of_their_own(server, tmp_path):
    server.state, chance = postgres.blank_state(), random.Random(17)
    disks = [tmp_path / "one", tmp_path / "two"]
    for disk in disks:
        disk.mkdir()
    for kills in range(5):
        server.output = disk = disks[kills % 2]
        # One batch is marked, and what is behind it is not.
        lines = ids_at_least(disk) + chance.randint(51, 56)
        running = server.begin(pace=0.001, count=60 * (kills + 1))
        until(lambda: ids_at_least(disk) >= lines)  # noqa: B023 - used at once
        os.kill(running[0], signal.SIGKILL)
        server.end(running)
    for disk in disks:
        server.output = disk
        assert server.run() == {"reason": "finished", "failed": 0}
    found = [ids(disk) for disk in disks]
    assert all(found)
    assert found[0] + found[1] == exactly_once()


@pytest.mark.postgres
def test_one_paper_on_two_machines_at_the_same_time(server, tmp_path):
    server.state, there = postgres.blank_state(), tmp_path / "there"
    there.mkdir()
    first = server.begin(pace=0.02)
    until(lambda: ids_at_least(tmp_path) >= 10)
    server.output = there
    assert server.run()["reason"] == "already running"
    assert re.search(r"already, by newscrawl \d+ on ", log_of(server))
    os.kill(first[0], signal.SIGKILL)
    server.end(first)
    assert server.run()["reason"] == "finished"


if __name__ == "__main__":
    serve()
