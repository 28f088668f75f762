"""The project inside a real Scrapyd: built as an egg, deployed, scheduled, its lines found.

Scrapyd runs by deploy/scrapyd.conf as it stands; ~/.scrapyd.conf makes it quicker and smaller.
"""

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from newscrawl.newsstand import Newsstand
from tests.support.crawling import read, records
from tests.support.faults import held
from tests.support.paths import ROOT
from tests.support.processes import COMMAND
from tests.support.stand import Stand, serve

HERE = ROOT
BIN = HERE / ".venv-deploy" / "bin"
USER, PASSWORD = "penerbit", "rahasia-yang-panjang"
PATIENCE = 60  # seconds that anything here may take before the test gives up
#: What the test wants otherwise than the operator: two slots, so that jobs wait for one.
OWN = "[scrapyd]\npoll_interval = 0.2\nmax_proc = 2\n"
WINDOW = {"since": "2026-11-01", "until": "2026-11-20"}

pytestmark = pytest.mark.scrapyd


@dataclass
class Scrapyd:
    """A running Scrapyd: its folder, its address, where the project writes, the web it crawls."""

    folder: Path
    output: Path
    port: int
    stand: Stand
    #: Hosts whose answers are kept back, so that a run of them goes on until it is let go.
    kept_back: set[str] = field(default_factory=set)
    server: subprocess.Popen | None = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/"

    @property
    def environment(self):
        return self.stand.environment() | {
            "NEWSCRAWL_OUTPUT": str(self.output),
            "HOME": str(self.folder / "home"),
            "PYTHONUNBUFFERED": "1",
            "SCRAPYD_HTTP_PORT": str(self.port),
            "SCRAPYD_USERNAME": USER,
            "SCRAPYD_PASSWORD": PASSWORD,
        }

    def start(self):
        """Start it in its folder, and wait until it listens."""
        log = self.folder / "scrapyd.log"
        told = f"starting on {self.port}"
        before = self.heard().count(told)
        with log.open("ab") as out:
            self.server = subprocess.Popen(
                [str(BIN / "scrapyd")],
                cwd=self.folder,
                env=self.environment,
                stdout=out,
                stderr=out,
            )
        until(
            lambda: self.server.poll() is not None or self.heard().count(told) > before,
            "Scrapyd to listen",
        )
        assert self.server.returncode is None, self.heard()

    def heard(self):
        """Return Scrapyd's own log, with what jobs wrote to their error output."""
        log = self.folder / "scrapyd.log"
        return log.read_text(encoding="utf-8") if log.exists() else ""

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

    def schedule(self, spider, *settings, **arguments):
        """Schedule a job; return its id."""
        answer = self.ask(
            "schedule.json",
            project="newscrawl",
            spider=spider,
            setting=["DOWNLOAD_DELAY=0", *settings],
            **arguments,
        )
        assert answer["status"] == "ok", answer
        return answer["jobid"]

    def begin(self, spider, host):
        """Schedule a job whose answers are kept back; return it when it has asked for one."""
        self.kept_back.add(host)
        asked = len(self.stand.requests)
        job = self.schedule(spider, "NEWSCRAWL_STOP_TIMEOUT=1", **WINDOW)
        until(
            lambda: [
                one
                for one in self.stand.requests[asked:]
                if one.host == host and one.path != "/robots.txt"
            ],
            f"the job of {spider} to ask for something",
        )
        return job

    def jobs(self, kind):
        """Return the jobs that are `pending`, `running` or `finished`, by their ids."""
        return {one["id"]: one for one in self.ask("listjobs.json?project=newscrawl")[kind]}

    def wait(self, job):
        """Wait for the end of a job; return its log, and all that Scrapyd has heard."""
        spider = until(lambda: self.jobs("finished").get(job), f"job {job} to end")["spider"]
        own = self.folder / "logs" / "newscrawl" / spider / f"{job}.log"
        return (own.read_text(encoding="utf-8") if own.exists() else "") + self.heard()


def until(condition, what):
    """Wait for something, looking again and again; fail when it takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, f"waited {PATIENCE} s for {what}"
        time.sleep(0.25)
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a clone of what is deployed: building leaves folders behind."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(HERE / name, folder)
    unneeded = shutil.ignore_patterns("__pycache__")
    shutil.copytree(HERE / "newscrawl", folder / "newscrawl", ignore=unneeded)
    (folder / "tools").mkdir()
    shutil.copy(HERE / "tools" / "deploy.sh", folder / "tools")
    (folder / ".venv-deploy").symlink_to(HERE / ".venv-deploy")
    who = ["-c", "user.name=Penguji", "-c", "user.email=penguji@contoh.example"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Awal"]):
        subprocess.run(["git", *who, *command], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def scrapyd(project, tmp_path_factory):
    """Start Scrapyd in a folder of its own and deploy the project to it."""
    folder = tmp_path_factory.mktemp("scrapyd")
    shutil.copy(HERE / "deploy" / "scrapyd.conf", folder)
    (folder / "home").mkdir()
    (folder / "home" / ".scrapyd.conf").write_text(OWN)
    kept_back = set()
    with serve(Newsstand.bundled(), fault=held(kept_back)) as stand:
        running = Scrapyd(folder, tmp_path_factory.mktemp("output"), free_port(), stand, kept_back)
        running.start()
        try:
            config = (HERE / "scrapy.cfg").read_text(encoding="utf-8")
            (project / "scrapy.cfg").write_text(
                config.replace("http://127.0.0.1:6800/", running.url)
            )
            done = tool(project, "tools/deploy.sh")
            assert done.returncode == 0, done.stdout + done.stderr
            yield running
        finally:
            kept_back.clear()
            running.server.terminate()
            running.server.wait(PATIENCE)


@pytest.fixture(scope="module")
def egg(scrapyd):
    """Return the egg that was deployed first."""
    return min((scrapyd.folder / "eggs" / "newscrawl").glob("*.egg"))


@pytest.fixture(scope="module")
def scheduled(scrapyd):
    """Schedule two jobs that have nothing to do with each other; return their ids."""
    return {
        "lines": scrapyd.schedule("beritabali", **WINDOW),
        "refused": scrapyd.schedule("nusabali", since="kapan"),
    }


def free_port():
    """Return a port that nobody listens at: Scrapyd does not choose one itself."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def tool(project, *command, **environment):
    """Run a command as an operator does: its target in scrapy.cfg, its secret outside."""
    direct = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    secret = {"SCRAPYD_USERNAME": USER, "SCRAPYD_PASSWORD": PASSWORD}
    return subprocess.run(
        command,
        cwd=project,
        env=os.environ | direct | secret | environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_the_egg_holds_the_package_and_its_data(egg):
    with zipfile.ZipFile(egg) as archive:
        names = set(archive.namelist())
        facts = archive.read("EGG-INFO/entry_points.txt").decode()
    assert "settings = newscrawl.settings" in facts
    inside = {name for name in names if name.startswith("newscrawl/") and "__pycache__" not in name}
    package = HERE / "newscrawl"
    files = [one for one in package.rglob("*") if one.is_file() and "__pycache__" not in one.parts]
    assert {str(file.relative_to(HERE)) for file in files} == inside
    assert "newscrawl/py.typed" in inside
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


def test_the_version_is_the_moment_and_the_commit(egg, project):
    commit = subprocess.check_output(["git", "describe", "--always"], cwd=project, text=True)
    moment, _, named = egg.stem.partition("-")
    assert named == commit.strip()
    assert time.strptime(moment, "%Y%m%dT%H%M%S")


def test_without_the_password_nothing_is_deployed_nor_started(scrapyd, project, tmp_path):
    done = tool(project, "tools/deploy.sh", SCRAPYD_PASSWORD="")
    assert done.returncode != 0
    assert "SCRAPYD_PASSWORD" in done.stderr
    shutil.copy(HERE / "deploy" / "scrapyd.conf", tmp_path)
    done = tool(tmp_path, str(BIN / "scrapyd"), SCRAPYD_PASSWORD="", HOME=str(tmp_path))
    assert done.returncode != 0
    assert "SCRAPYD_PASSWORD" in done.stdout + done.stderr


def test_scrapyd_answers_only_to_its_password(scrapyd):
    with pytest.raises(urllib.error.HTTPError, match="401") as refused:
        scrapyd.ask("daemonstatus.json", password="tebakan")
    refused.value.close()
    assert scrapyd.ask("daemonstatus.json")["status"] == "ok"


def test_scrapyd_shows_the_papers(scrapyd, egg):
    found = scrapyd.ask(f"listspiders.json?project=newscrawl&_version={egg.stem}")
    assert found["status"] == "ok", found
    assert {"beritabali", "antara_bali", "nusabali"} <= set(found["spiders"])


def test_a_scheduled_crawl_leaves_lines_state_and_record(scrapyd, scheduled, egg):
    log = scrapyd.wait(scheduled["lines"])
    lines = read(scrapyd.output, "beritabali")
    assert len(lines) == 3, log
    assert {line["site"] for line in lines} == {"beritabali"}
    assert all(line["date_published"].startswith("2026-11-") for line in lines)
    assert all(line["article_body"] for line in lines)
    (told,) = records(scrapyd.output, "beritabali")
    assert (told["articles"], told["exit_code"], told["verdict"]) == (3, 0, "ok")
    assert told["arguments"]["since"].startswith("2026-11-01")
    assert (told["egg"], told["commit"]) == (egg.stem, None)
    assert told["job"] == scheduled["lines"]
    assert "Verdict: ok (exit code 0, 3 articles)" in log
    assert "Traceback" not in log
    assert (scrapyd.output / "state" / "newscrawl.sqlite").exists()
    assert not (scrapyd.folder / "output").exists()


def test_a_refused_argument_ends_the_job_and_says_why(scrapyd, scheduled):
    log = scrapyd.wait(scheduled["refused"])
    assert "since=kapan: write a day like 2026-11-01" in log
    assert "exitstatus=2" in log
    assert not [one for one in scrapyd.stand.requests if "nusabali" in one.host]
    (record,) = records(scrapyd.output, "nusabali")
    assert (record["verdict"], record["arguments"]) == ("wrong_usage", {"since": "kapan"})


def test_without_a_root_nothing_lands_in_scrapyds_folder(scrapyd):
    before = set(scrapyd.folder.iterdir())
    environment = scrapyd.environment | {"SCRAPY_PROJECT": "newscrawl"}
    del environment["NEWSCRAWL_OUTPUT"]
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


def test_the_schedule_queues_a_paper_once(scrapyd):
    names = ["koranbuleleng", "balitribune"]
    asked = [*COMMAND, "schedule", *names, "--json", "--scrapyd", scrapyd.url]
    secret = {"SCRAPYD_USERNAME": USER, "SCRAPYD_PASSWORD": PASSWORD}
    for _ in range(2):
        done = subprocess.run(
            asked,
            env=scrapyd.environment | secret,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert PASSWORD not in done.stdout + done.stderr

    def jobs(*kinds):
        told = scrapyd.ask("listjobs.json?project=newscrawl")
        return sorted(
            job["spider"] for kind in kinds for job in told[kind] if job["spider"] in names
        )

    assert jobs("pending", "running", "finished") == sorted(names)
    until(lambda: not jobs("pending", "running"), "both jobs to end")


def test_a_job_is_cancelled_in_order(scrapyd, scheduled):
    job = scrapyd.begin("balipost", "www.balipost.com")
    assert job in scrapyd.jobs("running")
    assert scrapyd.ask("cancel.json", project="newscrawl", job=job)["prevstate"] == "running"
    assert "exitstatus=6" in scrapyd.wait(job)
    assert records(scrapyd.output, "balipost")[-1]["verdict"] == "interrupted"


def test_a_new_version_is_for_new_jobs_and_the_old_one_ends_as_it_began(
    scrapyd, egg, project, tmp_path
):
    old = scrapyd.begin("balipost", "www.balipost.com")
    newer, version = project / "newer.egg", "99991231T000000-baru-changed"
    with zipfile.ZipFile(egg) as built, zipfile.ZipFile(newer, "w") as changed:
        for name in built.namelist():
            text = built.read(name)
            if name == "newscrawl/__init__.py":
                text += b'__version__ = "9.9.9"\n'
            changed.writestr(name, text)
    command = [str(BIN / "scrapyd-deploy"), "--egg", str(newer), "--version", version]
    assert tool(project, *command).returncode == 0
    assert scrapyd.ask("listversions.json?project=newscrawl")["versions"] == [egg.stem, version]
    # This one writes to a root of its own.
    scrapyd.wait(scrapyd.schedule("balitribune", f"NEWSCRAWL_OUTPUT={tmp_path}", **WINDOW))
    assert old in scrapyd.jobs("running")
    scrapyd.kept_back.clear()
    scrapyd.wait(old)
    assert not read(scrapyd.output, "balitribune")
    (new,) = records(tmp_path, "balitribune")
    (before,) = [one for one in records(scrapyd.output, "balipost") if one["job"] == old]
    assert (new["verdict"], new["version"], new["egg"]) == ("ok", "9.9.9", version)
    assert (before["verdict"], before["egg"]) == ("ok", egg.stem)
    assert before["version"] != "9.9.9"


def test_what_waits_and_what_runs_outlives_scrapyd(scrapyd):
    finished = set(scrapyd.jobs("finished"))
    orphan = scrapyd.begin("nusabali", "www.nusabali.com")
    killed = scrapyd.begin("beritabali", "beritabali.com")
    waits = scrapyd.schedule("antara_bali", **WINDOW)
    cancelled = scrapyd.schedule("balipost", **WINDOW)
    running = scrapyd.jobs("running")
    assert [waits, cancelled] == list(scrapyd.jobs("pending"))
    told = scrapyd.ask("cancel.json", project="newscrawl", job=cancelled)
    assert told["prevstate"] == "pending"
    scrapyd.server.kill()
    scrapyd.server.wait(PATIENCE)
    os.kill(running[killed]["pid"], signal.SIGKILL)
    scrapyd.kept_back.discard("beritabali.com")
    scrapyd.start()

    # What waited begins, what was done is known, and what runs is not known any more.
    assert "NEWSCRAWL_PERMITTED=antara_bali" in scrapyd.wait(waits)
    assert not (scrapyd.output / "articles" / "antara_bali").exists()
    assert finished < set(scrapyd.jobs("finished"))
    assert cancelled not in scrapyd.jobs("finished")
    assert orphan not in scrapyd.jobs("running")
    os.kill(running[orphan]["pid"], 0)

    # The schedule leaves it alone, and begins another.
    due = ["nusabali", "fajarbali", "--scrapyd", scrapyd.url, "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "schedule", *due],
        cwd=HERE,
        env=scrapyd.environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    known = scrapyd.jobs("pending") | scrapyd.jobs("running") | scrapyd.jobs("finished")
    begun = {job: one["spider"] for job, one in known.items() if job not in {*finished, waits}}
    (handed,) = (job for job, spider in begun.items() if spider == "fajarbali")
    assert "nusabali" not in begun.values(), done.stdout
    scrapyd.ask("cancel.json", project="newscrawl", job=handed)

    # The lock keeps a second run of it out, which says by whom; the killed one's is free.
    second = scrapyd.schedule("nusabali", **WINDOW)
    after = scrapyd.schedule("beritabali", **WINDOW)
    log = scrapyd.wait(second)
    by = f"process {running[orphan]['pid']} since "
    assert f"nusabali is being crawled already, by {by}" in log
    assert "exitstatus=5" in log
    (refused,) = [one for one in records(scrapyd.output, "nusabali") if one["job"] == second]
    assert (refused["verdict"], refused["exit_code"]) == ("already_running", 5)
    assert f"held by {by}" in refused["reason"]
    assert "left no record: it was killed" in scrapyd.wait(after)
    assert len(records(scrapyd.output, "beritabali")[-1]["unrecorded"]) == 1

    # The orphan ends as if nothing had been; nothing is there twice.
    scrapyd.kept_back.clear()
    (ended,) = until(
        lambda: [one for one in records(scrapyd.output, "nusabali") if one["job"] == orphan],
        "the orphan to end",
    )
    assert ended["verdict"] == "ok"
    for paper in ("nusabali", "beritabali"):
        ids = [line["id"] for line in read(scrapyd.output, paper)]
        assert ids
        assert len(ids) == len(set(ids))
