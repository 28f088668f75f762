"""Skips what a machine has not got the means for, says so at the end, and runs long files first."""

import importlib.util
import os
import shutil
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from bench.answers import pages_of
from bench.corpus import find
from newscrawl.storage.places import Places
from tests.support import postgres
from tests.support.paths import ROOT

# What takes too long is told by tests that measure it: a busy machine is no error.
settings.register_profile("newscrawl", deadline=None)
settings.load_profile("newscrawl")

#: Files that take longest, longest first (`pytest --durations=0`). Begun last, one of them would
#: keep one core busy while the others have nothing left to do.
LONG = (
    "e2e/test_scrapyd.py",
    "e2e/test_exactly_once.py",
    "e2e/test_queue.py",
    "e2e/test_stores.py",
    "e2e/test_browser.py",
    "e2e/test_report.py",
    "e2e/test_elsewhere.py",
    "e2e/test_spider.py",
    "e2e/test_processes.py",
    "e2e/test_rude_web.py",
    "e2e/test_stories.py",
    "e2e/test_commands.py",
    "e2e/test_state_failures.py",
    "e2e/test_unreachable.py",
    "e2e/test_packed_sitemaps.py",
    "e2e/test_survey.py",
    "e2e/test_full_disk.py",
    "e2e/test_safety.py",
)


def no_chromium() -> str:
    """Return what is missing for a test that reads a page in a browser."""
    there = os.environ.get("NEWSCRAWL_CHROMIUM") or shutil.which("chromium")
    return "" if there else "no Chromium: `make browser` (apt-get install chromium) installs it"


def no_scrapyd() -> str:
    """Return what is missing for a test that deploys to Scrapyd."""
    there = (ROOT / ".venv-deploy" / "bin" / "scrapyd").exists()
    return "" if there else "no Scrapyd: `make .venv-deploy/.made` sets it up"


def no_s3() -> str:
    """Return what is missing for a test that stores in S3."""
    there = all(map(importlib.util.find_spec, ("moto", "boto3", "flask")))
    return "" if there else "no S3 to store in: `make .venv-dev/.made` installs moto and boto3"


def no_mount() -> str:
    """Return what is missing for a test that fills a disk of its own."""
    there = shutil.which("mount") and os.geteuid() == 0
    return "" if there else "no disk can be mounted: run the tests as root, as in a container"


def no_proc() -> str:
    """Return what is missing for a test that reads Linux's tables."""
    return "" if Path("/proc/net/tcp").exists() else "no /proc: run the tests on Linux"


def no_systemd() -> str:
    """Return what is missing for a test that asks systemd about units."""
    there = shutil.which("systemd-analyze")
    return "" if there else "no systemd-analyze: run the tests on a Linux with systemd"


def no_nginx() -> str:
    """Return what is missing for a test that asks nginx about a configuration."""
    return "" if shutil.which("nginx") else "no nginx: apt-get install nginx-light brings it"


def no_postgres() -> str:
    """Return what is missing for a test that needs a PostgreSQL."""
    if not importlib.util.find_spec("psycopg"):
        return "no psycopg: `make .venv-dev/.made` installs it"
    there = postgres.programs()
    return "" if there else "no PostgreSQL: `make postgres` (apt-get install postgresql) brings it"


@cache
def no_corpus(kind: str) -> str:
    """Return what is missing for a test that reads the real pages of a kind."""
    gone = sum(find(page) is None for page in pages_of(kind))
    return f"{gone} real pages are not here: `make corpus` fetches them" if gone else ""


#: What the markers of pyproject.toml need; each says what is missing and how to get it.
NEEDS: dict[str, Callable[..., str]] = {
    "chromium": no_chromium,
    "scrapyd": no_scrapyd,
    "s3": no_s3,
    "mount": no_mount,
    "proc": no_proc,
    "systemd": no_systemd,
    "nginx": no_nginx,
    "postgres": no_postgres,
    "corpus": no_corpus,
}


@pytest.fixture
def database() -> str:
    """Return the address of an empty database of a real PostgreSQL."""
    return postgres.server().database()


@pytest.fixture(params=["files", pytest.param("postgres", marks=pytest.mark.postgres)])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """Return where a state is kept that is empty: in files, then in a real PostgreSQL."""
    (tmp_path / "state").mkdir()
    return Places(tmp_path, postgres.blank_state() if request.param == "postgres" else "")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs what is not here."""
    for name, missing in NEEDS.items():
        for mark in item.iter_markers(name):
            reason = missing(*mark.args)
            if reason:
                pytest.skip(reason)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first; the others stay as they are."""
    rank = {ROOT / "tests" / name: at for at, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not tested, and how to get it."""
    reports = terminalreporter.stats.get("skipped", [])
    counts = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in reports)
    if counts:
        terminalreporter.section("not tested")
    for reason, count in counts.most_common():
        terminalreporter.line(f"{count} test{'s' * (count > 1)}: {reason}")
