"""The project inside a real Scrapyd: built as an egg, deployed, scheduled, its lines found."""

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from newscrawl.newsstand import Newsstand, serve
from tests.support.crawling import records
from tests.support.paths import ROOT

HERE = ROOT
BIN = HERE / ".venv-deploy" / "bin"
USER, PASSWORD = "penerbit", "rahasia-yang-panjang"
PATIENCE = 30  # seconds that anything here may take before the test gives up
CONF = """[scrapyd]
bind_address = 127.0.0.1
http_port = {port}
username = {user}
password = {password}
poll_interval = 0.1
logs_dir = logs
eggs_dir = eggs
dbs_dir = dbs
"""

pytestmark = pytest.mark.scrapyd


@dataclass
class Scrapyd:
    """A running Scrapyd: its folder, its address, and where the project writes."""

    folder: Path
    output: Path
    url: str
    stand: object

    def ask(self, service, *, password=PASSWORD, **fields):
        """Return the answer of a JSON service; with fields the question is a POST."""
        data = urllib.parse.urlencode(fields, doseq=True).encode() if fields else None
        secret = base64.b64encode(f"{USER}:{password}".encode()).decode()
        request = urllib.request.Request(
            f"{self.url}{service}", data=data, headers={"Authorization": f"Basic {secret}"}
        )
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(request, timeout=PATIENCE) as response:
            return json.load(response)

    def run(self, spider, *settings, **arguments):
        """Schedule a job, wait for its end and return its log."""
        setting = ["DOWNLOAD_DELAY=0", *settings]
        answer = self.ask(
            "schedule.json", project="newscrawl", spider=spider, setting=setting, **arguments
        )
        assert answer["status"] == "ok", answer
        job = answer["jobid"]
        until(lambda: self.ended(job), f"the job of {spider} to end")
        return self.log(spider, job)

    def ended(self, job):
        jobs = self.ask("listjobs.json?project=newscrawl")["finished"]
        return job in {one["id"] for one in jobs}

    def log(self, spider, job):
        """Return what a job said: its log, and what Scrapyd heard on its error output."""
        own = self.folder / "logs" / "newscrawl" / spider / f"{job}.log"
        heard = (self.folder / "scrapyd.log").read_text(encoding="utf-8")
        return (own.read_text(encoding="utf-8") if own.exists() else "") + heard


def until(condition, what):
    """Wait for something, looking again and again; fail when it takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, f"waited {PATIENCE} s for {what}"
        time.sleep(0.05)
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a copy of what is deployed: building leaves folders behind."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("setup.py", "pyproject.toml", "scrapy.cfg", "README.md", "LICENSE"):
        shutil.copy(HERE / name, folder)
    unneeded = shutil.ignore_patterns("__pycache__")
    shutil.copytree(HERE / "newscrawl", folder / "newscrawl", ignore=unneeded)
    return folder


@pytest.fixture(scope="module")
def egg(project):
    file = project / "built.egg"
    deploy(project, "--build-egg", str(file))
    return file


@pytest.fixture(scope="module")
def scrapyd(project, tmp_path_factory):
    """Start Scrapyd in a folder of its own and deploy the project to it."""
    folder = tmp_path_factory.mktemp("scrapyd")
    output = tmp_path_factory.mktemp("output")
    port = free_port()
    config = CONF.format(port=port, user=USER, password=PASSWORD)
    (folder / "scrapyd.conf").write_text(config)
    log = folder / "scrapyd.log"
    with serve(Newsstand.bundled()) as stand, log.open("wb") as out:
        environment = stand.environment() | {
            "NEWSCRAWL_OUTPUT": str(output),
            "HOME": str(folder),  # no ~/.scrapyd.conf of the user's
            "PYTHONUNBUFFERED": "1",
        }
        server = subprocess.Popen(
            [str(BIN / "scrapyd")], cwd=folder, env=environment, stdout=out, stderr=out
        )
        try:
            until(
                lambda: server.poll() is not None or f"starting on {port}" in log.read_text(),
                "Scrapyd to listen",
            )
            assert server.returncode is None, log.read_text()
            running = Scrapyd(folder, output, f"http://127.0.0.1:{port}/", stand)
            deploy(project, url=running.url)
            yield running
        finally:
            server.terminate()
            server.wait(PATIENCE)


def free_port():
    """Return a port that nobody listens at: Scrapyd does not choose one itself."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def deploy(project, *arguments, url="http://127.0.0.1:1/"):
    """Run scrapyd-deploy as an operator does: its target in scrapy.cfg, its secret outside."""
    config = (HERE / "scrapy.cfg").read_text(encoding="utf-8")
    (project / "scrapy.cfg").write_text(config.replace("http://127.0.0.1:6800/", url))
    environment = os.environ | {
        "SCRAPYD_USERNAME": USER,
        "SCRAPYD_PASSWORD": PASSWORD,
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
    done = subprocess.run(
        [str(BIN / "scrapyd-deploy"), *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_egg_holds_the_package_and_its_pages(egg):
    with zipfile.ZipFile(egg) as archive:
        names = set(archive.namelist())
        facts = archive.read("EGG-INFO/entry_points.txt").decode()
    assert "settings = newscrawl.settings" in facts
    inside = {name for name in names if name.startswith("newscrawl/")}
    code = {name for name in inside if name.endswith(".py")}
    package = HERE / "newscrawl"
    pages = package / "newsstand" / "pages"
    assert code == {str(file.relative_to(HERE)) for file in package.rglob("*.py")}
    assert {str(file.relative_to(HERE)) for file in pages.rglob("*") if file.is_file()} <= inside
    assert not [name for name in names if name.startswith(("tests/", "bench/", "tools/"))]


def test_the_pages_are_read_from_inside_the_egg(egg, tmp_path):
    script = (
        f"import sys; sys.path.insert(0, {str(egg)!r})\n"
        "import newscrawl.newsstand as newsstand\n"
        "web = newsstand.Newsstand.bundled()\n"
        "print(newsstand.__file__)\n"
        "print(len(web), web.answer('https://beritabali.com/').status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=PATIENCE,
        check=True,
    )
    file, figures = done.stdout.splitlines()
    assert file.startswith(f"{egg}/")
    assert figures == f"{len(Newsstand.bundled())} 200"


def test_scrapyd_answers_only_to_its_password(scrapyd):
    with pytest.raises(urllib.error.HTTPError, match="401") as refused:
        scrapyd.ask("daemonstatus.json", password="tebakan")
    refused.value.close()
    assert scrapyd.ask("daemonstatus.json")["status"] == "ok"


def test_scrapyd_shows_the_papers(scrapyd):
    found = scrapyd.ask("listspiders.json?project=newscrawl")
    assert found["status"] == "ok", found
    assert {"beritabali", "antara_bali", "nusabali"} <= set(found["spiders"])


def test_a_scheduled_crawl_leaves_lines_state_and_record(scrapyd):
    log = scrapyd.run("beritabali", since="2026-11-01", until="2026-11-20")
    (file,) = (scrapyd.output / "articles" / "beritabali").glob("*.jsonl")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 3, log
    assert {line["site"] for line in lines} == {"beritabali"}
    assert all(line["date_published"].startswith("2026-11-") for line in lines)
    assert all(line["article_body"] for line in lines)
    (told,) = records(scrapyd.output, "beritabali")
    assert (told["articles"], told["exit_code"], told["verdict"]) == (3, 0, "ok")
    assert told["arguments"]["since"].startswith("2026-11-01")
    (egg,) = (scrapyd.folder / "eggs" / "newscrawl").glob("*.egg")
    assert (told["egg"], told["commit"]) == (egg.stem, None)
    assert told["job"] in {file.stem for file in scrapyd.folder.glob("logs/newscrawl/*/*.log")}
    assert "Verdict: ok (exit code 0, 3 articles)" in log
    assert (scrapyd.output / "state" / "newscrawl.sqlite").exists()
    assert not (scrapyd.folder / "output").exists()
    assert any(request.host == "beritabali.com" for request in scrapyd.stand.requests)

    again = scrapyd.run("beritabali", since="2026-11-01", until="2026-11-20")
    assert "Traceback" not in again
    assert len(records(scrapyd.output, "beritabali")) == 2
    (file,) = (scrapyd.output / "articles" / "beritabali").glob("*.jsonl")
    assert len(file.read_text(encoding="utf-8").splitlines()) == 3


def test_a_refused_argument_ends_the_job_and_says_why(scrapyd):
    asked = len(scrapyd.stand.requests)
    log = scrapyd.run("nusabali", since="kapan")
    assert "since=kapan: write a day like 2026-11-01" in log
    assert "exitstatus=2" in log
    assert len(scrapyd.stand.requests) == asked
    (record,) = records(scrapyd.output, "nusabali")
    assert (record["verdict"], record["arguments"]) == ("wrong_usage", {"since": "kapan"})


def test_a_paper_that_asks_for_permission_is_refused_there_too(scrapyd):
    log = scrapyd.run("antara_bali", since="2026-11-01")
    assert "NEWSCRAWL_PERMITTED=antara_bali" in log
    assert not (scrapyd.output / "articles" / "antara_bali").exists()


def test_another_root_by_setting(scrapyd, tmp_path):
    scrapyd.run("balitribune", f"NEWSCRAWL_OUTPUT={tmp_path}", since="2026-11-01")
    assert list((tmp_path / "articles" / "balitribune").glob("*.jsonl"))
    assert not (scrapyd.output / "articles" / "balitribune").exists()


def test_a_relative_root_does_not_land_in_scrapyds_folder(scrapyd):
    before = set(scrapyd.folder.iterdir())
    log = scrapyd.run("balipost", "NEWSCRAWL_OUTPUT=keluaran", since="2026-11-01")
    assert set(scrapyd.folder.iterdir()) == before
    assert "NEWSCRAWL_OUTPUT" in log
    assert "absolute" in log


@pytest.mark.parametrize("given", ["keluaran", None])
def test_nor_does_one_of_the_environment_or_none_at_all(scrapyd, given):
    before = set(scrapyd.folder.iterdir())
    environment = scrapyd.stand.environment() | {"SCRAPY_PROJECT": "newscrawl"}
    environment.pop("NEWSCRAWL_OUTPUT", None)
    if given:
        environment["NEWSCRAWL_OUTPUT"] = given
    done = subprocess.run(  # as Scrapyd runs a job
        [str(BIN / "python"), "-m", "scrapyd.runner", "crawl", "balipost"],
        cwd=scrapyd.folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert set(scrapyd.folder.iterdir()) == before
    assert done.returncode == 2
    assert "NEWSCRAWL_OUTPUT must be an absolute path" in done.stderr
