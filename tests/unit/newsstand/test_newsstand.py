"""The embedded web: what it answers, how it misbehaves on demand, and that Scrapy crawls it."""

import datetime as dt
import gc
import gzip
import http.client
import json
import os
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError

import pytest
from scrapy.cmdline import execute

from newscrawl.newsstand import Answer, Newsstand
from newscrawl.newsstand.terminal import run_command
from newscrawl.newsstand.web import address
from tests.support import faults
from tests.support.stand import Fault, serve

HTML = {"Content-Type": "text/html; charset=utf-8"}
HOME = "https://contoh.example/"
NOVEMBER = dt.datetime(2026, 11, 23, 7, 5, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture
def folder(tmp_path):
    host = tmp_path / "pages" / "contoh.example"
    host.mkdir(parents=True)
    (host / "home.html").write_text("<p>{{today}}|{{today_en}}|{{today_slash}}|{{now_iso}}|{{x}}")
    (host / "api.json").write_text('{"hari": "Sabtu – {{today}}"}', encoding="utf-8")
    (host / "foto.jpg").write_bytes(b"\xff\xd8{{today}}")
    entries = [
        {"url": HOME, "file": "home.html"},
        {"url": f"{HOME}api?b=2&a=1", "file": "api.json"},
        {"url": f"{HOME}foto.jpg", "file": "foto.jpg"},
        {"url": f"{HOME}lama", "status": 301, "location": "/"},
        {"url": f"{HOME}pindah", "location": "/"},
        {"url": f"{HOME}kuno", "file": "home.html", "type": "text/html; charset=latin-1"},
        {"url": f"{HOME}hilang", "file": "home.html", "status": 410, "headers": {"X-A": "b"}},
    ]
    (host / "index.jsonl").write_text("\n\n".join(map(json.dumps, entries)) + "\n")
    return tmp_path / "pages"


def get(stand, url, **headers):
    """Fetch through the proxy, unverified and without following the machine's own settings."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({"http": stand.url, "https": stand.url}),
        urllib.request.HTTPSHandler(context=context),
    )
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=5) as response:
            return response.status, response.headers, response.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


# The content


def test_a_folder_gives_pages_redirects_and_statuses(folder):
    web = Newsstand.from_folder(folder, clock=lambda: NOVEMBER)
    assert web.answer(HOME).body.decode() == (
        "<p>Senin, 23 November 2026|Monday, November 23, 2026|23/11/2026"
        "|2026-11-23T07:05:00+07:00|{{x}}"
    )
    assert web.answer(HOME).headers == HTML
    assert "Sabtu – Senin, 23" in web.answer(f"{HOME}api?a=1&b=2").body.decode()
    assert web.answer(f"{HOME}foto.jpg").body == b"\xff\xd8{{today}}"
    assert web.answer(f"{HOME}lama").status == 301
    assert web.answer(f"{HOME}pindah").status == 302
    assert web.answer(f"{HOME}pindah").headers["Location"] == "/"
    assert web.answer(f"{HOME}kuno").headers["Content-Type"] == "text/html; charset=latin-1"
    assert web.answer(f"{HOME}hilang").status == 410
    assert web.answer(f"{HOME}hilang").headers["X-A"] == "b"


def test_an_edited_page_shows_at_once(folder):
    web = Newsstand.from_folder(folder)
    (folder / "contoh.example" / "home.html").write_text("baru")
    assert web.answer(HOME).body == b"baru"


def test_pages_are_read_from_inside_a_zip(folder, tmp_path):
    with zipfile.ZipFile(tmp_path / "egg.zip", "w") as egg:
        for file in folder.rglob("*.*"):
            if file.is_file():
                egg.write(file, file.relative_to(tmp_path))
    with zipfile.ZipFile(tmp_path / "egg.zip") as egg:
        web = Newsstand.from_folder(zipfile.Path(egg, "pages/"), clock=lambda: NOVEMBER)
        assert b"Senin, 23 November 2026" in web.answer(HOME).body


def test_the_bundled_pages_are_all_there():
    assert Newsstand.bundled().answer("https://tak-ada.example/").status == 404


def test_unknown_addresses_are_404_and_robots_allows():
    web = Newsstand()
    assert web.answer("https://lain.example/x").status == 404
    assert web.answer("https://lain.example/robots.txt").body == b"User-agent: *\nAllow: /\n"
    web.put("https://lain.example/robots.txt", Answer(200, {}, b"User-agent: *\nDisallow: /\n"))
    assert b"Disallow" in web.answer("http://lain.example/robots.txt").body


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://contoh.example/a", "https://contoh.example/a"),
        ("http://Contoh.Example", "http://contoh.example:80/#top"),
        ("https://contoh.example/a?x=1&y=2", "https://contoh.example/a?y=2&x=1"),
        ("https://contoh.example/a%20b?q=%C3%A9", "https://contoh.example/a b?q=é"),
    ],
)
def test_addresses_that_are_the_same(one, other):
    assert address(one) == address(other)


@pytest.mark.parametrize("other", ["/a/", "/A", "/a?x=1", "/a?x=1&x=1"])
def test_addresses_that_differ(other):
    assert address("http://contoh.example/a") != address("http://contoh.example" + other)
    assert address("http://contoh.example/a?x=1&y=") != address("http://contoh.example" + other)


def test_a_manifest_serves_saved_bytes_untouched(tmp_path):
    (tmp_path / "a.html").write_bytes(b"\xff {{today}}")
    (tmp_path / "m.jsonl").write_text(
        '{"file": "a.html", "url": "http://a.example/1", "headline": "A\u2028B"}\r\n'
        '{"file": "b.html", "url": null}',
        encoding="utf-8",
    )
    web = Newsstand.from_manifest(tmp_path / "m.jsonl")
    assert web.answer("https://a.example/1").body == b"\xff {{today}}"
    assert web.answer("https://a.example/1").headers == {"Content-Type": "text/html"}
    assert len(web) == 1


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"url": 3}'])
def test_a_broken_index_names_its_line(tmp_path, line):
    (tmp_path / "m.jsonl").write_text("\n" + line)
    with pytest.raises(ValueError, match=r"m\.jsonl, line 2"):
        Newsstand.from_manifest(tmp_path / "m.jsonl")


def test_a_listed_file_must_exist(folder, tmp_path):
    (folder / "contoh.example" / "home.html").unlink()
    with pytest.raises(FileNotFoundError, match=r"home\.html"):
        Newsstand.from_folder(folder)
    (tmp_path / "m.jsonl").write_text('{"file": "no.html", "url": "http://a.example/1"}')
    with pytest.raises(FileNotFoundError, match=r"no\.html"):
        Newsstand.from_manifest(tmp_path / "m.jsonl")


# The server


def page(body=b"<p>berita</p>" * 50, url=HOME):
    return Newsstand({url: Answer(200, HTML, body)})


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_both_schemes_are_answered_and_logged(scheme):
    with serve(page()) as stand:
        status, headers, body = get(stand, f"{scheme}://contoh.example/", **{"User-Agent": "uji"})
        assert (status, len(body)) == (200, 650)
        assert headers["Content-Type"] == HTML["Content-Type"]
        assert get(stand, f"{scheme}://contoh.example/x?y=1")[0] == 404
        assert get(stand, f"{scheme}://contoh.example/robots.txt")[0] == 200
    first, second, _ = stand.requests
    assert (first.host, first.path, first.user_agent) == ("contoh.example", "/", "uji")
    assert (second.path, second.method) == ("/x?y=1", "GET")
    assert first.finished <= second.received
    assert stand.urls() == [f"{scheme}://contoh.example/", f"{scheme}://contoh.example/x?y=1"]
    assert len(stand.gaps("contoh.example")) == 2
    assert stand.gaps("lain.example") == []


def test_a_connection_is_kept_and_closed_as_asked():
    with serve(page()) as stand:
        connection = http.client.HTTPConnection("127.0.0.1", stand.port, timeout=5)
        connection.request("GET", "http://contoh.example/")
        response = connection.getresponse()
        response.read()
        kept = connection.sock
        connection.request("POST", "http://contoh.example/", body=b"a=1")
        connection.getresponse().read()
        connection.request("HEAD", "/", headers={"Host": "contoh.example", "Connection": "close"})
        assert connection.sock is kept
        last = connection.getresponse()
        assert (last.read(), last.headers["Content-Length"]) == (b"", "650")
        assert last.headers["Connection"] == "close"
        with socket.create_connection(("127.0.0.1", stand.port), timeout=5) as old:
            old.sendall(b"GET / HTTP/1.0\r\nHost: contoh.example\r\n\r\n")
            assert b"".join(iter(lambda: old.recv(4096), b"")).endswith(b"</p>")
    assert [r.method for r in stand.requests] == ["GET", "POST", "HEAD", "GET"]
    assert {r.url for r in stand.requests} == {"http://contoh.example/"}


def test_hosts_have_certificates_in_their_own_names():
    with serve(page()) as stand:
        for host in ("contoh.example", "lain.example"):
            connection = http.client.HTTPSConnection(
                "127.0.0.1", stand.port, timeout=5, context=ssl._create_unverified_context()
            )
            connection.set_tunnel(host, 443)
            connection.connect()
            assert host.encode() in connection.sock.getpeercert(binary_form=True)
            connection.close()


def test_it_closes_while_clients_hang_on():
    """No unclosed transport (an error under pytest) and no waiting for whoever is connected."""
    connections = []
    started = time.monotonic()
    with serve(page(), fault=faults.on(HOME, faults.slow(30))) as stand:
        for kind in (http.client.HTTPConnection, http.client.HTTPSConnection):
            secure = {"context": ssl._create_unverified_context()} if "S" in kind.__name__ else {}
            for ask in (False, True):
                connection = kind("127.0.0.1", stand.port, timeout=5, **secure)
                if secure:
                    connection.set_tunnel("contoh.example", 443)
                connection.connect()
                if ask:
                    connection.request("GET", "/", headers={"Host": "contoh.example"})
                connections.append(connection)
        while len(stand.requests) < 2:
            time.sleep(0.01)
    assert time.monotonic() - started < 5
    for connection in connections:
        connection.close()
    gc.collect()


def test_what_fails_inside_is_raised_at_the_end():
    def broken():
        raise LookupError("isi rusak")

    with (
        pytest.raises(LookupError, match="isi rusak"),
        serve(Newsstand({HOME: broken})) as stand,
        pytest.raises(http.client.RemoteDisconnected),
    ):
        get(stand, "http://contoh.example/")


def test_a_page_published_while_serving_is_answered():
    with serve(page()) as stand:
        assert get(stand, f"{HOME}baru")[0] == 404
        stand.web.put(f"{HOME}baru", Answer(200, HTML, b"baru"))
        assert get(stand, f"{HOME}baru")[2] == b"baru"


def test_many_clients_at_once():
    with serve(page()) as stand, ThreadPoolExecutor(8) as pool:
        urls = [f"http{'s' * (n % 2)}://h{n % 5}.example/robots.txt" for n in range(40)]
        assert {status for status, _, _ in pool.map(lambda url: get(stand, url), urls)} == {200}
    assert len(stand.requests) == 40
    assert stand.urls() == []


# The faults


@pytest.fixture(params=["http", "https"])
def home(request):
    return f"{request.param}://contoh.example/"


def test_late(home):
    with serve(page(), fault=faults.on(home, faults.slow(0.1))) as stand:
        started = time.monotonic()
        assert get(stand, home)[0] == 200
        assert time.monotonic() - started >= 0.1


def test_no_answer_a_few_times_and_then_a_good_one(home):
    with serve(page(), fault=faults.first(2, faults.no_answer())) as stand:
        for _ in range(2):
            with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
                get(stand, home)
        assert get(stand, home)[0] == 200
    assert len(stand.requests) == 3


@pytest.mark.parametrize("chunked", [False, True])
def test_cut(home, chunked):
    fault = faults.on(home, faults.cut(100, chunked=chunked))
    with (
        serve(page(), fault=fault) as stand,
        pytest.raises(http.client.IncompleteRead) as caught,
    ):
        get(stand, home)
    assert len(caught.value.partial) == 100


def test_a_chunk_that_ends_in_its_middle(home):
    with (
        serve(page(), fault=lambda _: Fault(chunked=True, cut_after=100)) as stand,
        pytest.raises(http.client.IncompleteRead),
    ):
        get(stand, home)


def test_chunked_whole(home):
    with serve(page(), fault=lambda _: Fault(chunked=True, piece=64)) as stand:
        assert get(stand, home)[2] == b"<p>berita</p>" * 50


def test_wrong_lengths(home):
    with serve(page()) as stand:
        stand.fault = lambda _: faults.wrong_length(100_000)
        with pytest.raises(http.client.IncompleteRead):
            get(stand, home)
        stand.fault = lambda _: faults.wrong_length(10)
        assert get(stand, home)[2] == b"<p>berita<"


def test_wrong_type(home):
    with serve(page(), fault=lambda _: faults.wrong_type("image/png")) as stand:
        assert get(stand, home)[1].get_all("Content-Type") == ["image/png"]


def test_endless_drip(home):
    with serve(page(), fault=lambda _: faults.drip(0.01)) as stand:
        kind = http.client.HTTPSConnection if "https" in home else http.client.HTTPConnection
        secure = {"context": ssl._create_unverified_context()} if "https" in home else {}
        connection = kind("127.0.0.1", stand.port, timeout=5, **secure)
        if secure:
            connection.set_tunnel("contoh.example", 443)
        connection.request("GET", "/", headers={"Host": "contoh.example"})
        response = connection.getresponse()
        assert response.read(9) == b"<p><p><p>"
        assert stand.requests[0].finished is None
        response.close()
        connection.close()
        # The server notices by itself that nobody listens any more.
        until = time.monotonic() + 5
        while stand.requests[0].finished is None and time.monotonic() < until:
            time.sleep(0.01)
        assert stand.requests[0].finished is not None


def test_statuses_with_retry_after(home):
    rude = faults.either(
        faults.under("contoh.example/a/", faults.status(429, retry_after=7)),
        faults.on(home, faults.status(503, body=b"sibuk")),
    )
    with serve(page(), fault=rude) as stand:
        status, headers, _ = get(stand, home + "a/1")
        assert (status, headers["Retry-After"]) == (429, "7")
        status, headers, body = get(stand, home)
        assert (status, headers["Retry-After"], body) == (503, None, b"sibuk")
        assert get(stand, home + "b/1")[0] == 404


def test_huge(home):
    with serve(page(), fault=lambda _: faults.huge(3_000_001)) as stand:
        assert len(get(stand, home)[2]) == 3_000_001
        stand.fault = lambda _: faults.huge(1_000_000, declared=False)
        _, headers, body = get(stand, home)
        assert (headers["Content-Length"], len(body)) == (None, 1_000_000)


def test_gzip_bomb(home):
    with serve(page(), fault=lambda _: faults.gzip_bomb(5_000_000)) as stand:
        _, headers, body = get(stand, home)
        assert headers["Content-Encoding"] == "gzip"
        assert len(body) < 50_000
        assert len(gzip.decompress(body)) == 5_000_000


def test_endless_redirect(home):
    with serve(page(), fault=faults.on(home, faults.redirect_for_ever)) as stand:
        stand.fault = faults.under("contoh.example", faults.redirect_for_ever)
        assert get(stand, home)[0] == 302  # urllib gives up
        assert len(set(stand.urls())) == len(stand.urls()) > 5


# Scrapy and the command line

SPIDER = """
import scrapy

class Uji(scrapy.Spider):
    name = "uji"
    start_urls = ["http://satu.example/", "https://dua.example/"]
    custom_settings = {
        "ROBOTSTXT_OBEY": True, "USER_AGENT": "uji/1", "DOWNLOAD_DELAY": 0, "LOG_LEVEL": "INFO",
        "TELNETCONSOLE_ENABLED": False,
    }

    def parse(self, response):
        yield {"url": response.url, "text": response.css("p::text").get()}
        yield from response.follow_all(css="a")
"""


@pytest.mark.slow
def test_scrapy_crawls_it_unmodified(tmp_path):
    links = b'<p>Daftar</p><a href="/1">1</a><a href="/2">2</a><a href="/2#b">2</a>'
    web = Newsstand()
    for host in ("http://satu.example", "https://dua.example"):
        web.put(f"{host}/", Answer(200, HTML, links))
        web.put(f"{host}/1", Answer(200, HTML, "<p>Satu – é</p>".encode()))
        web.put(f"{host}/2", Answer(200, HTML, b"<p>Dua</p>"))
    web.put("https://dua.example/robots.txt", Answer(200, {}, b"User-agent: *\nDisallow: /1\n"))
    (tmp_path / "uji.py").write_text(SPIDER)
    rude = faults.either(
        faults.on("http://satu.example/2", faults.first(1, faults.status(503))),
        faults.on("https://dua.example/2", faults.first(1, faults.cut(3))),
        faults.on("https://dua.example/", faults.first(1, faults.no_answer())),
    )
    with serve(web, fault=rude) as stand:
        run = subprocess.run(
            [sys.executable, "-m", "scrapy", "runspider", "uji.py", "-o", "out.jsonl"],
            cwd=tmp_path,
            env={k: v for k, v in stand.environment().items() if not k.startswith("SCRAPY")},
            capture_output=True,
            check=False,  # the assertion below shows the log
            text=True,
            timeout=60,
        )
    assert run.returncode == 0, run.stderr
    assert "not valid" not in run.stderr
    assert "ERROR" not in run.stderr
    items = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert {item["url"]: item["text"] for item in items} == {
        "http://satu.example/": "Daftar",
        "http://satu.example/1": "Satu – é",
        "http://satu.example/2": "Dua",
        "https://dua.example/": "Daftar",
        "https://dua.example/2": "Dua",
    }
    assert len(items) == 5
    asked = [url for url in stand.urls() if stand.urls().count(url) > 1]
    assert set(asked) == {"http://satu.example/2", "https://dua.example/2", "https://dua.example/"}
    assert {request.user_agent for request in stand.requests} == {"uji/1"}


def test_the_environment_leads_everything_through_the_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("all_proxy", "http://lain.example")
    with serve(page()) as stand:
        environment = stand.environment()
    names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
    assert {environment[name] for name in names} == {stand.url}
    assert not {"NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"} & set(environment)
    assert environment["PATH"] == os.environ["PATH"]


FETCH = """
import sys, urllib.request
sys.exit(urllib.request.urlopen("http://a.example/1").read() != b"isi" or 7)
"""


def test_it_runs_a_command_and_gives_its_exit_code(tmp_path, capfd):
    (tmp_path / "tak_boleh").touch(0o600)
    with serve(Newsstand({"http://a.example/1": Answer(body=b"isi")})) as stand:
        assert run_command([sys.executable, "-c", FETCH], stand) == 7
        killed = [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]
        assert run_command(killed, stand) == 137
        assert run_command(["tidak-ada-perintah-ini"], stand) == 127
        assert run_command([str(tmp_path / "tak_boleh")], stand) == 126
    assert "tidak-ada-perintah-ini" in capfd.readouterr().err


def test_the_command_serves_saved_pages_and_gives_the_exit_code(tmp_path):
    (tmp_path / "a.html").write_bytes(b"isi")
    (tmp_path / "m.jsonl").write_text('{"file": "a.html", "url": "http://a.example/1"}\n')
    command = ["--", sys.executable, "-c", FETCH]
    with pytest.raises(SystemExit) as ended:
        execute(["scrapy", "newsstand", "--manifest", str(tmp_path / "m.jsonl"), *command])
    assert ended.value.code == 7


@pytest.mark.parametrize("arguments", [["--prot", "1"], ["--manifest", "tidak-ada.jsonl"]])
def test_the_command_refuses_what_it_cannot_serve(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        execute(["scrapy", "newsstand", *arguments])
    assert ended.value.code == 2
    assert arguments[-1 if "--manifest" in arguments else 0] in capsys.readouterr().err


def test_without_a_command_it_serves_until_stopped():
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "newscrawl", "newsstand"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        lines = [process.stdout.readline() for _ in range(3)]
        assert lines[1].startswith("export http_proxy=http://127.0.0.1:")
        assert lines[2].startswith("export https_proxy=http://127.0.0.1:")
        process.terminate()
        assert process.communicate(timeout=10) == ("", "")
        assert process.returncode == 0
