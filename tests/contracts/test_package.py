"""The wheel: it holds what a user needs, and its commands run from any folder."""

import re
import subprocess
import sys
import tomllib
import zipfile

import pytest

import newscrawl
from tests.support.crawling import FAST, WINDOW
from tests.support.paths import ROOT

HERE = ROOT
pytestmark = pytest.mark.slow  # builds the wheel, runs processes
BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the wheel of a clean copy: building leaves folders behind."""
    folder = tmp_path_factory.mktemp("wheel")
    tracked = subprocess.check_output(["git", "ls-files", "-z"], cwd=HERE, text=True).split("\0")
    for name in filter(None, tracked):
        if name.startswith("newscrawl/") or "/" not in name:
            source = HERE / name
            if source.exists():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(source.read_bytes())
    subprocess.run(
        [sys.executable, "-c", BUILD, "dist"], cwd=folder, check=True, capture_output=True
    )
    return next((folder / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return a function that runs Python in a strange folder with the wheel's code alone."""
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def run(*arguments):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=elsewhere,
            env={"PYTHONPATH": str(site), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )

    run.folder = elsewhere
    return run


def test_the_wheel_holds_code_pages_types_and_licence(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert f"newscrawl-{newscrawl.__version__}" in wheel.name
    assert "newscrawl/py.typed" in names
    assert any(name.startswith("newscrawl/newsstand/pages/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "bench/", "tools/"))]


def test_the_console_script_is_declared():
    facts = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))
    assert facts["project"]["scripts"] == {"newscrawl": "newscrawl.__main__:main"}
    assert "version" in facts["project"]["dynamic"]


def test_commands_run_from_any_folder(installed):
    done = installed("-m", "newscrawl", "list")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) >= 350


ARTICLE = "newscrawl/newsstand/pages/www.balipost.com/feri-listrik.html"


@pytest.mark.parametrize("readme", ["README.md", "README.id.md"])
def test_the_readmes_snippet_reads_by_the_papers_rules_from_any_folder(installed, readme):
    (snippet,) = re.findall(r"```python\n(.*?)```", (HERE / readme).read_text("utf-8"), re.DOTALL)
    (installed.folder / "page.html").write_bytes((HERE / ARTICLE).read_bytes())
    done = installed("-c", snippet)
    assert done.returncode == 0, done.stderr
    site, region, published = done.stdout.split()
    assert (site, region) == ("balipost", "ID-BA")
    assert published.endswith("+08:00")


def test_a_crawl_of_the_embedded_web_runs_from_any_folder(installed):
    behind = [sys.executable, "-m", "newscrawl", "crawl", "beritabali", *WINDOW, *FAST]
    done = installed("-m", "newscrawl", "newsstand", "--", *behind)
    assert done.returncode == 0, done.stderr
    (file,) = installed.folder.glob("output/articles/beritabali/*.jsonl")
    assert len(file.read_text("utf-8").splitlines()) == 3
