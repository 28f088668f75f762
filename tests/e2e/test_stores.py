"""Every kind of feed, in real runs: compressed, several at once, stores that refuse, full disks."""

import csv
import gzip
import hashlib
import io
import json
import os
import textwrap
import time
from importlib import import_module
from urllib.request import Request, urlopen

import pytest
from backports import zstd

from newscrawl.storage.seen import State
from tests.support.crawling import HOST, WINDOW, crawl, listing, page, search, url
from tests.support.processes import scrapy

COUNT = 5


def web(count=COUNT):
    """Return a paper of so many articles."""
    numbers = range(count, 0, -1)
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n, 2 + n % 18) for n in numbers}


def unpacked(path):
    read = {".gz": gzip.decompress, ".zst": zstd.decompress}.get(path.suffix, bytes)
    return read(path.read_bytes())


def ids(*paths):
    return sorted(json.loads(line)["id"] for path in paths for line in unpacked(path).splitlines())


@pytest.mark.parametrize(("word", "suffix"), [("gzip", ".gz"), ("zstd", ".zst")])
def test_the_own_feed_compressed(tmp_path, word, suffix):
    setting = ("-s", f"NEWSCRAWL_FEED_COMPRESSION={word}")
    assert crawl(web(3), tmp_path, *WINDOW, *setting).code == 0
    assert crawl(web(), tmp_path, *WINDOW, *setting).code == 0
    run = crawl(web(), tmp_path, *WINDOW)
    assert run.record["articles"] == 0, "known, compressed or not"
    files = sorted((tmp_path / "articles" / "nusabali").iterdir())  # one, of runs in one second
    assert {file.name.partition(".")[2] for file in files} == {f"jsonl{suffix}"}
    assert len(set(ids(*files))) == len(ids(*files)) == COUNT


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_look_is_compressed_by_its_name(tmp_path, suffix):
    path, table = tmp_path / f"a.jsonl{suffix}", tmp_path / f"a.csv{suffix}"
    assert crawl(web(), tmp_path, *WINDOW, "-o", str(path), "-o", str(table)).code == 0
    assert len(list(csv.reader(io.StringIO(unpacked(table).decode())))) == 1 + COUNT
    assert crawl(web(), tmp_path, *WINDOW, "-o", str(path)).code == 0
    assert len(ids(path)) == 2 * COUNT
    assert not (tmp_path / "state").exists()


def test_a_compression_without_a_format_is_refused(tmp_path):
    run = crawl(web(), tmp_path, "-o", str(tmp_path / "a.gz"))
    assert run.code == 2
    assert "a.gz: name the format before the compression" in run.log
    assert not run.requests


def test_a_feed_that_cannot_be_used_ends_the_run(tmp_path):
    own = f"{tmp_path}/articles/%(name)s/%(time)s.jsonl"
    feeds = {own: {"format": "jsonlines"}, "nosuch://bucket/a.jsonl": {"format": "jsonlines"}}
    run = crawl(web(), tmp_path, "-s", f"FEEDS={json.dumps(feeds)}")
    assert run.code == 4
    assert "Unknown feed storage scheme: nosuch" in run.log
    assert run.lines == []
    assert not [request for request in run.requests if "/berita/" in request.url]
    assert crawl(web(), tmp_path, *WINDOW).record["articles"] == COUNT


# S3


@pytest.fixture(scope="module")
def moto():
    """Serve S3 on loopback."""
    moto_server = import_module("moto.server")
    running = moto_server.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    yield S3(running)
    running.stop()


class S3:
    """The store, seen from the tests, and its faults."""

    def __init__(self, server):
        self.server = server
        self.url = "http://{}:{}".format(*server.get_host_and_port())
        self.client = import_module("boto3").client("s3", endpoint_url=self.url, **KEYS)

    def down(self):
        self.server.stop()

    def up(self):
        port = int(self.url.rpartition(":")[2])
        self.server = type(self.server)("127.0.0.1", port, verbose=False)
        self.server.start()

    def refuse(self, refuses):
        """Answer 403 to everybody, or to nobody."""
        count = b"0" if refuses else b"inf"
        asked = Request(f"{self.url}/moto-api/reset-auth", count, {"Content-Type": "text/plain"})
        with urlopen(asked) as answer:
            answer.read()

    def objects(self, bucket):
        """Return the objects by their names, unpacked."""
        listed = self.client.list_objects_v2(Bucket=bucket).get("Contents", [])
        found = {}
        for key in (one["Key"] for one in listed):
            data = self.client.get_object(Bucket=bucket, Key=key)["Body"].read()
            found[key] = zstd.decompress(data) if key.endswith(".zst") else data
        return found

    def ids(self, bucket):
        lines = [line for data in self.objects(bucket).values() for line in data.splitlines()]
        return sorted(json.loads(line)["id"] for line in lines)


KEYS = {
    "aws_access_key_id": "kunci",
    "aws_secret_access_key": "rahasia",
    "region_name": "us-east-1",
}


@pytest.fixture
def s3(moto, request):
    moto.bucket = hashlib.sha256(request.node.name.encode()).hexdigest()[:20]
    yield moto
    moto.refuse(False)


def to_s3(s3, *feeds):
    """Return the settings of a run that stores there; the newsstand is a proxy, S3 is not."""
    secrets = {"AWS_ACCESS_KEY_ID": "kunci", "AWS_SECRET_ACCESS_KEY": "rahasia"}
    env = secrets | {"AWS_MAX_ATTEMPTS": "1", "NO_PROXY": "127.0.0.1"}
    return (*WINDOW, "-s", f"AWS_ENDPOINT_URL={s3.url}", *feeds), env


def refusing(s3, how):
    """Let the store refuse, and return what brings it back."""
    if how == "missing":
        return lambda: s3.client.create_bucket(Bucket=s3.bucket)
    s3.client.create_bucket(Bucket=s3.bucket)
    if how == "forbidden":
        s3.refuse(True)
        return lambda: s3.refuse(False)
    s3.down()
    return s3.up


@pytest.mark.s3
@pytest.mark.parametrize("how", ["missing", "down"])
def test_what_s3_refuses_comes_again_to_all_feeds(tmp_path, s3, how):
    own = f"{tmp_path}/articles/%(name)s/%(time)s.jsonl"
    store = f"s3://{s3.bucket}/%(name)s/%(time)s.jsonl"
    lines = {"format": "jsonlines", "store_empty": False}
    feeds = json.dumps({own: lines, store: lines})
    arguments, env = to_s3(s3, "-s", f"FEEDS={feeds}")
    back = refusing(s3, how)
    run = crawl(web(), tmp_path, *arguments, env=env)
    assert run.code == 4, run.log
    assert run.record["verdict"] == "feed_failed"
    back()
    run = crawl(web(), tmp_path, *arguments, env=env)
    assert (run.code, run.record["articles"]) == (0, COUNT), run.log
    assert sorted(line["id"] for line in run.lines) == s3.ids(s3.bucket)
    assert len(set(s3.ids(s3.bucket))) == len(run.lines) == COUNT
    assert crawl(web(), tmp_path, *arguments, env=env).record["articles"] == 0
    assert len(s3.objects(s3.bucket)) == 1


@pytest.mark.s3
@pytest.mark.parametrize("how", ["missing", "forbidden"])
def test_what_s3_alone_refuses_comes_again(tmp_path, s3, how):
    store = f"s3://{s3.bucket}/%(name)s/%(time)s.jsonl.zst"
    arguments, env = to_s3(s3, "-s", f"NEWSCRAWL_FEED={store}")
    back = refusing(s3, how)
    run = crawl(web(), tmp_path, *arguments, env=env)
    assert run.code == 4, run.log
    back()
    run = crawl(web(), tmp_path, *arguments, env=env)
    assert (run.code, run.record["articles"]) == (0, COUNT), run.log
    assert len(set(s3.ids(s3.bucket))) == len(s3.ids(s3.bucket)) == COUNT
    assert crawl(web(), tmp_path, *arguments, env=env).record["articles"] == 0
    assert len(s3.objects(s3.bucket)) == 1
    assert not (tmp_path / "articles").exists()


@pytest.mark.s3
def test_a_batch_is_seen_when_s3_has_it(tmp_path, s3):
    s3.client.create_bucket(Bucket=s3.bucket)
    store = f"s3://{s3.bucket}/%(name)s/%(time)s-%(batch_id)03d.jsonl"
    batches = ("-s", f"NEWSCRAWL_FEED={store}", "-s", "FEED_EXPORT_BATCH_ITEM_COUNT=2")
    arguments, env = to_s3(s3, *batches)
    asked = iter(range(100))

    def fails_after_the_first_batch(request):
        if "/berita/" in request.url and next(asked) == 3:
            deadline = time.monotonic() + 20
            while not s3.objects(s3.bucket):
                assert time.monotonic() < deadline
                time.sleep(0.01)
            s3.down()

    run = crawl(web(9), tmp_path, *arguments, env=env, fault=fails_after_the_first_batch)
    assert run.code == 4, run.log
    s3.up()
    stored = s3.ids(s3.bucket)
    assert len(stored) == 2
    run = crawl(web(9), tmp_path, *arguments, env=env)
    assert (run.code, run.record["articles"]) == (0, 7), run.log
    assert len(set(s3.ids(s3.bucket))) == len(s3.ids(s3.bucket)) == 9
    assert len(s3.objects(s3.bucket)) == 1 + 4


DIES = """
    import os

    from newscrawl.crawler.ledger import Ledger
    from newscrawl.spiders.bali import NusabaliSpider
    from newscrawl.storage.seen import State

    at = os.environ.get("MATI")
    if at == "sent":
        uploading = Ledger.uploading
        Ledger.uploading = lambda *given: (uploading(*given), os._exit(9))
    if at == "answered":
        Ledger.committed = lambda *given: os._exit(9)
    if at == "committed":
        State.upload_ended = lambda *given: os._exit(9)

    class MatiSpider(NusabaliSpider):
        name = "mati"
"""


@pytest.mark.s3
@pytest.mark.parametrize("at", ["sent", "answered", "committed"])
def test_a_kill_around_the_stores_answer_stores_nothing_twice(tmp_path, s3, at):
    s3.client.create_bucket(Bucket=s3.bucket)
    (tmp_path / "papers_that_die.py").write_text(textwrap.dedent(DIES))
    store = f"s3://{s3.bucket}/%(name)s/%(time)s.jsonl"
    modules = ("-s", "SPIDER_MODULES=papers_that_die")
    arguments, env = to_s3(s3, "-s", f"NEWSCRAWL_FEED={store}", *modules)
    env["PYTHONPATH"] = str(tmp_path)

    def run(**more):
        return crawl(web(), tmp_path / "out", *arguments, name="mati", env=env | more)

    assert run(MATI=at).code == 9
    assert len(s3.ids(s3.bucket)) == (0 if at == "sent" else COUNT)
    again = run()
    assert again.code == 0, again.log
    assert again.record["articles"] == (COUNT if at == "sent" else 0)
    assert len(set(s3.ids(s3.bucket))) == len(s3.ids(s3.bucket)) == COUNT
    with State(tmp_path / "out" / "state" / "newscrawl.sqlite") as state:
        assert state.uploads("mati") == {}


@pytest.mark.s3
def test_a_store_that_cannot_be_asked_ends_the_next_run_before_anything_is_fetched(tmp_path, s3):
    s3.client.create_bucket(Bucket=s3.bucket)
    store = f"s3://{s3.bucket}/%(name)s/%(time)s.jsonl"
    arguments, env = to_s3(s3, "-s", f"NEWSCRAWL_FEED={store}")
    s3.refuse(True)
    assert crawl(web(), tmp_path, *arguments, env=env).code == 4
    run = crawl(web(), tmp_path, *arguments, env=env)
    assert (run.code, run.requests) == (4, []), run.log
    assert "does not say whether it has" in run.log
    s3.refuse(False)
    assert crawl(web(), tmp_path, *arguments, env=env).record["articles"] == COUNT


@pytest.mark.s3
def test_archives_in_s3_are_read_where_they_lie(tmp_path, s3):
    crawl(web(), tmp_path, *WINDOW, "-s", "NEWSCRAWL_ARCHIVE=warc")
    (path,) = (tmp_path / "archive" / "nusabali").glob("*.warc.gz")
    s3.client.create_bucket(Bucket=s3.bucket)
    for key in (f"nusabali/{path.name}", "nusabali/index.sqlite"):
        s3.client.put_object(Bucket=s3.bucket, Key=key, Body=path.read_bytes())
    env = os.environ | to_s3(s3)[1] | {"AWS_ENDPOINT_URL": s3.url}
    here = scrapy("reparse", str(path), env=env)
    for place in (f"nusabali/{path.name}", "nusabali/", ""):
        address = f"s3://{s3.bucket}/{place}"
        there = scrapy("reparse", address, "--processes", "2", env=env)
        assert (there.returncode, there.stdout) == (0, here.stdout), there.stderr
    gone = scrapy("reparse", f"s3://{s3.bucket}/none.warc.gz", env=env)
    assert gone.returncode == 2
    assert "none.warc.gz cannot be read" in gone.stderr
