"""A change of a verdict is told once, later where it failed, and never with the secret address."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from newscrawl.monitoring.alerts import (
    AlertError,
    changes,
    message,
    read_told,
    send,
    write_told,
)
from newscrawl.monitoring.health import Health, State

SECRET = "sangatrahasia"
#: apprise imports a module that Python 3.13 has no longer.
OLD_MODULE = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


def paper(site, state):
    return Health(site, state, datetime(2026, 9, 16, tzinfo=UTC), "evidence", state)


@pytest.mark.parametrize(
    ("before", "now", "news"),
    [
        (None, State.OK, False),
        (None, State.BROKEN, True),
        ("broken", State.BROKEN, False),
        ("broken", State.BLOCKED, True),
        ("broken", State.OK, True),
        ("ok", State.QUIET, False),
        ("quiet", State.THIN, True),
    ],
)
def test_what_is_news(before, now, news):
    told = {"koran": before} if before else {}
    assert bool(changes([paper("koran", now)], told)) is news


def test_a_message_is_for_people_and_programs():
    found = changes([paper("a", State.BROKEN), paper("b", State.OK)], {"b": "gone"})
    told = message(found)
    assert told["text"].splitlines()[0] == "newscrawl: 1 newly bad, 1 well again"
    assert [(one["site"], one["before"]) for one in told["papers"]] == [("a", None), ("b", "gone")]
    many = message(changes([paper(f"p{n}", State.GONE) for n in range(99)], {}))
    assert many["text"].endswith("and 79 more")
    assert len(many["papers"]) == 99


def test_what_was_told_is_kept_whole(tmp_path):
    path = tmp_path / "state" / "told.json"
    assert read_told(path) == {}
    write_told(path, {"b": "ok", "a": "gone"})
    assert read_told(path) == {"a": "gone", "b": "ok"}
    path.write_text('{"a": "go')
    assert read_told(path) == {}
    assert [one.name for one in path.parent.iterdir()] == ["told.json"]


@pytest.fixture
def hook():
    """Serve a webhook on loopback; it keeps what is posted, and answers `status`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.got.append(json.loads(body))
            self.send_response(self.server.status)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.got, server.status = [], 200
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    server.url = f"http://127.0.0.1:{server.server_port}/{SECRET}"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_plain_json_is_posted(hook):
    send(hook.url, {"text": "newscrawl: Jumat", "papers": []})
    assert hook.got == [{"text": "newscrawl: Jumat", "papers": []}]


@pytest.mark.parametrize("status", [301, 403, 500])
def test_a_webhook_that_refuses_is_told_without_its_address(hook, status):
    hook.status = status
    with pytest.raises(AlertError) as refused:
        send(hook.url, {"text": "x"})
    assert str(refused.value) == f"the webhook answered {status}"


@pytest.mark.parametrize(
    "url",
    [
        f"http://127.0.0.1:1/{SECRET}",
        f"http://127.0.0.1:99999/{SECRET}",
        f"http://[{SECRET}/",
        f"http://127.0.0.1:1/{SECRET} with a blank",
        SECRET,
        f"nosuch://{SECRET}",
    ],
)
@OLD_MODULE
def test_an_address_that_does_not_work_stays_a_secret(url, caplog, capsys):
    with pytest.raises(AlertError) as failed:
        send(url, {"text": "x"})
    assert SECRET not in str(failed.value) + caplog.text + capsys.readouterr().err


@OLD_MODULE
def test_addresses_of_apprise_go_there(hook):
    send(hook.url.replace("http://", "json://"), {"text": "newscrawl: 1 newly bad\nkoran: gone"})
    (got,) = hook.got
    assert (got["title"], got["message"]) == ("newscrawl: 1 newly bad", "koran: gone")


def test_a_missing_extra_is_said(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "apprise", None)
    with pytest.raises(AlertError, match="alerts"):
        send(f"https://hooks.slack.com/services/{SECRET}", {"text": "x"})
