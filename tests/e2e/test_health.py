"""`scrapy health`, as an operator and a timer call it."""

import json
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from newscrawl.storage.run_records import RunRecordFiles
from tests.e2e.test_commands import scrapy
from tests.unit.monitoring.test_health import run as record

DAY = timedelta(days=1)
NAMES = ("nusabali", "balipost", "radarbali")


@pytest.fixture
def output(tmp_path):
    """Keep records of three papers: one is well, one broke, one has a broken run that is mended."""
    files, now = RunRecordFiles(tmp_path / "runs"), datetime.now(UTC).replace(microsecond=0)
    for name in NAMES:
        for n in range(20, 0, -1):
            kept(files, name, now - n * DAY)
    kept(files, "balipost", now, "broken", broken=["articles with authors: 0 of 9"])
    kept(files, "nusabali", now)
    return tmp_path


def kept(files, name, started, verdict="ok", **more):
    files.append(record(DAY, verdict, **more) | {"site": name, "started": started.isoformat()})


def health(output, *arguments):
    return scrapy("health", *arguments, "-s", f"NEWSCRAWL_OUTPUT={output}")


def test_an_operator_sees_what_broke_first(output):
    shown = health(output, *NAMES)
    assert shown.returncode == 1, shown.stderr
    lines = shown.stdout.splitlines()
    assert lines[2].startswith("balipost")
    assert "articles with authors: 0 of 9" in lines[2]
    assert "scrapy probe balipost says which selector to change" in lines[2]
    assert lines[-1] == "3 papers: 2 ok, 1 broken"
    assert health(output, *NAMES, "--fail-above", "1").returncode == 0


def test_one_papers_story_is_told_run_by_run(output):
    shown = health(output, "balipost", "--since", "3d")
    runs = [line for line in shown.stdout.splitlines() if line.startswith("20")]
    assert len(runs) == 3
    assert "0 of 9" in runs[-1]
    (line,) = health(output, "balipost", "--json", "--since", "3d").stdout.splitlines()
    told = json.loads(line)
    assert (told["site"], told["verdict"], told["articles"]) == ("balipost", "broken", 30)
    assert [one["outcome"] for one in told["runs"]] == ["ok", "ok", "broken"]


def test_what_is_new_is_told_once(output):
    names = [
        json.loads(line)["site"]
        for line in health(output, *NAMES, "--new", "--json").stdout.splitlines()
    ]
    assert names == ["balipost"]
    again = health(output, *NAMES, "--new", "--json")
    assert (again.stdout, again.returncode) == ("", 0)


def test_metrics_are_written_whole(output):
    file = output / "metrics" / "newscrawl.prom"
    health(output, *NAMES, "--prometheus", str(file))
    assert 'newscrawl_paper_bad{site="balipost"} 1\n' in file.read_text()
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_a_webhook_hears_a_change_once_and_later_when_it_failed(output):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.got.append(json.loads(body))
            self.send_response(self.server.status)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.got, server.status = [], 500
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/rahasia"
    try:
        failed = health(output, *NAMES, "--webhook", url)
        assert (
            "The alert was not sent, the next call tries again: the webhook answered 500"
            in failed.stderr
        )
        server.status = 200
        sent = [health(output, *NAMES, "--webhook", url) for _ in range(2)]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert [[one["site"] for one in got["papers"]] for got in server.got] == [["balipost"]] * 2
    files = [path.read_text() for path in output.rglob("*") if path.is_file()]
    assert not any(
        "rahasia" in text for text in [*files, failed.stderr, sent[0].stdout, sent[0].stderr]
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nusabalii",), "did you mean nusabali"),
        (("--province", "Bally"), "no province is called"),
        (("--since", "week"), "write 7d or 24h"),
        (("--fail-above", "-1"), "a number from 0"),
    ],
)
def test_wrong_arguments_say_what_to_write(tmp_path, arguments, sentence):
    shown = health(tmp_path, *arguments)
    assert shown.returncode == 2
    assert sentence in shown.stderr


def test_papers_that_never_ran_are_no_part_of_the_fleet(output):
    shown = health(output, "--json")
    sites = [json.loads(line)["site"] for line in shown.stdout.splitlines()]
    assert sorted(sites) == sorted(NAMES)
    assert "papers never ran and are left out" in shown.stderr
    (named,) = health(output, "fajar", "--json").stdout.splitlines()
    assert json.loads(named)["verdict"] == "not running"
