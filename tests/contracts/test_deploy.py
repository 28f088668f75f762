"""What deploy/ holds is right: each file by the program that reads it, where that is here."""

import re
import shlex
import subprocess
from argparse import ArgumentParser
from configparser import ConfigParser, InterpolationMissingOptionError
from importlib import import_module
from urllib.parse import urlsplit

import pytest
from scrapy.settings import Settings

from newscrawl.newsstand.certificate import key_and_certificate
from newscrawl.queue.process import GRACE
from tests.support.paths import ROOT

DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
#: Where the files say that the project lies.
PLACE = "/opt/newscrawl"


@pytest.fixture
def units(tmp_path):
    """Return the units in a folder of their own, for a project whose programs are all there."""
    programs = tmp_path / "bin"
    programs.mkdir()
    folder = tmp_path / "units"
    folder.mkdir()
    for file in filter(lambda one: one.is_file(), UNITS.rglob("*")):
        text = file.read_text("utf-8")
        for program in re.findall(rf"{PLACE}/(\S+/bin/\S+)", text):
            (programs / program).parent.mkdir(parents=True, exist_ok=True)
            (programs / program).touch(0o755)
        copy = folder / file.relative_to(UNITS)
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(text.replace(PLACE, str(programs)), "utf-8")
    return folder


def said(*command):
    """Return what a program says, which must end well."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.systemd
def test_systemd_understands_every_unit(units):
    files = [str(file) for file in (*units.glob("*.service"), *units.glob("*.timer"))]
    assert len(files) == 8
    assert not said("systemd-analyze", "verify", "--man=no", *files)


@pytest.mark.systemd
@pytest.mark.parametrize("service", [one.name for one in UNITS.glob("*.service")])
def test_a_service_can_do_little_besides(units, service):
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=25"]
    assert "OK" in said(*command, str(units / service))


def test_what_is_shared_by_the_units_stands_once():
    shared = (UNITS / "newscrawl-.service.d" / "hardened.conf").read_text("utf-8").splitlines()
    for unit in UNITS.glob("*.service"):
        own = [line for line in unit.read_text("utf-8").splitlines() if "=" in line]
        assert not set(own) & set(shared)
        assert not [line for line in own if line.startswith(("User=", "Environment"))]


def test_every_timer_has_its_service():
    timers = list(UNITS.glob("*.timer"))
    assert [one.with_suffix(".service").exists() for one in timers] == [True] * 3


def test_scrapyd_listens_to_this_machine_and_starts_with_a_password_only():
    conf = ConfigParser()
    conf.read(DEPLOY / "scrapyd.conf")
    scrapyd = conf["scrapyd"]
    assert scrapyd["bind_address"] == "127.0.0.1"
    assert scrapyd["jobstorage"] == "scrapyd.jobstorage.SqliteJobStorage"
    assert scrapyd["items_dir"] == scrapyd["jobs_dir"] == ""
    for name in ("username", "password"):
        with pytest.raises(InterpolationMissingOptionError, match=f"SCRAPYD_{name.upper()}"):
            _ = scrapyd[name]


def test_the_environment_holds_no_secret_and_says_what_is_to_be_filled_in():
    lines = (DEPLOY / "environment").read_text("utf-8").splitlines()
    values = dict(line.split("=", 1) for line in lines if not line.startswith("#"))
    assert values["SCRAPYD_PASSWORD"] == values["NEWSCRAWL_CONTACT"] == ""
    assert values["PGPASSWORD"] == values["NEWSCRAWL_STATE"] == ""
    assert values["NEWSCRAWL_OUTPUT"].startswith("/")


@pytest.mark.nginx
def test_nginx_understands_its_example(tmp_path):
    both = key_and_certificate("scrapyd.example.org")
    for name in ("privkey.pem", "fullchain.pem"):
        (tmp_path / name).write_bytes(both)
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    site = re.sub(r"/etc/letsencrypt/live/[^/]+", str(tmp_path), site)
    (tmp_path / "site.conf").write_text(site, "utf-8")
    main = f"events {{}}\npid {tmp_path}/pid;\nhttp {{ include {tmp_path}/site.conf; }}\n"
    (tmp_path / "nginx.conf").write_text(main, "utf-8")
    assert "test is successful" in said(
        "nginx", "-t", "-e", "stderr", "-c", str(tmp_path / "nginx.conf")
    )
    assert "proxy_pass http://127.0.0.1:6800;" in site


def test_the_image_is_made_of_files_that_are_there_and_are_sent():
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    copied = " ".join(re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE)).split()
    assert len(copied) >= 4
    sent = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    for name in copied:
        assert (ROOT / name).exists(), name
        assert f"!{name}" in sent


def test_compose_opens_scrapyd_to_this_machine_alone():
    yaml = pytest.importorskip("yaml")
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    assert {name: one.get("ports") for name, one in services.items()} == {
        "scrapyd": ["127.0.0.1:6800:6800"],
        "schedule": None,
        "database": None,
        "worker": None,
        "report": None,
    }
    for one in services.values():
        assert one["read_only"]
        assert one["cap_drop"] == ["ALL"]
        build = one.get("build")
        assert not build or (DEPLOY / build["context"] / build["dockerfile"]).exists()


def test_compose_has_a_database_and_two_workers_or_scrapyd():
    yaml = pytest.importorskip("yaml")
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    profiles = {name: one.get("profiles") for name, one in services.items()}
    assert profiles == {
        "scrapyd": ["scrapyd"],
        "schedule": ["scrapyd"],
        "database": ["workers"],
        "worker": ["workers"],
        "report": None,
    }
    assert services["worker"]["deploy"] == {"replicas": 2}
    assert "@" in services["worker"]["environment"]["NEWSCRAWL_STATE"]
    assert not urlsplit(services["worker"]["environment"]["NEWSCRAWL_STATE"]).password
    # Longer than a process may take to end.
    assert services["worker"]["stop_grace_period"] == "60s"
    assert GRACE < 60


def test_a_worker_tells_its_crawls_itself():
    unit = (UNITS / "newscrawl-worker.service").read_text("utf-8")
    assert "KillMode=mixed" in unit
    assert "TimeoutStopSec=60" in unit


def test_cron_understands_every_line():
    lines = (DEPLOY / "crontab").read_text("utf-8").splitlines()
    jobs = [line for line in lines if line and not re.match(r"#|\w+=", line)]
    assert len(jobs) == 3
    for job in jobs:
        *when, user, command = job.split(maxsplit=6)
        assert all(re.fullmatch(r"\*|\d+", one) for one in when)
        assert user == "newscrawl"
        assert "%" not in command  # cron's own sign for a new line
        said("sh", "-n", "-c", command)


def test_the_loops_of_compose_are_shell():
    yaml = pytest.importorskip("yaml")
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    loops = [one["command"] for one in services.values() if "command" in one]
    assert [loop[:2] for loop in loops] == [["sh", "-c"]] * 3
    for loop in loops:
        said("sh", "-n", "-c", loop[2].replace("$$", "$"))


def commands():
    """Yield what the files of deploy/ type after `scrapy`: the command and its arguments."""
    for file in sorted(one for one in DEPLOY.rglob("*") if one.is_file()):
        text = "\n".join(
            line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")
        )
        for found in re.finditer(r"\bscrapy ([a-z]+)((?: [^\s;&|]+)*)", text.replace("\\", "")):
            yield pytest.param(*found.groups(), id=f"{file.name}: {found[1]}")


@pytest.mark.parametrize(("name", "rest"), list(commands()))
def test_what_is_typed_there_is_a_command_with_these_options(name, rest):
    command = import_module(f"newscrawl.commands.{name}").Command()
    command.settings = Settings()
    parser = ArgumentParser()
    command.add_options(parser)
    _, others = parser.parse_known_args(shlex.split(rest))
    assert [one for one in others if one.startswith("-")] == []
