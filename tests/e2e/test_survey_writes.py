"""`scrapy probe --write` in a copy of the project: what was learned becomes the papers' facts."""

import json
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.e2e.test_survey import draw, probe
from tests.support.crawling import WINDOW, crawl
from tests.support.elsewhere import ELSEWHERE, Country
from tests.support.paths import ROOT
from tests.support.stand import serve

KINDS = (*ELSEWHERE, "as declared", "gambling")
LEFT_OUT = (".git", ".venv*", "output", ".*_cache", "__pycache__", ".hypothesis", "fuzz")

pytestmark = pytest.mark.slow


def python(copy, *arguments, timeout=240):
    return subprocess.run(
        [sys.executable, "-W", "ignore", *arguments],
        cwd=copy,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The papers, the copy of the project after --write, and what the command said."""
    copy = tmp_path_factory.mktemp("copy") / "project"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=True)
    drawn = draw(*KINDS)
    names = [one.paper.name for one in drawn]
    with serve(Country(drawn)) as stand:
        fast = ("-s", "DOWNLOAD_DELAY=0")
        shown = probe(stand, *names, "--write", *fast, cwd=copy)
        unchanged = texts_of(copy) == texts_of(ROOT)
        done = probe(stand, *names, "--write", "--yes", *fast, cwd=copy)
    assert unchanged, "nothing may be written without a terminal or --yes"
    assert "Nothing is written: give --yes" in shown.stdout
    assert "Written: newscrawl/spiders/" in done.stdout, done.stdout + done.stderr
    return drawn, copy, done


def texts_of(root):
    files = sorted(root.glob("newscrawl/spiders/*.py"))
    return {file.name: file.read_text("utf-8") for file in files}


def declared(copy, names):
    """Return the sources of papers as the copy declares them."""
    code = (
        "import json, sys; from newscrawl.api import papers; every = papers();"
        "print(json.dumps({n: [s.url for s in every[n].sources] for n in sys.argv[1:]}))"
    )
    return json.loads(python(copy, "-c", code, *names).stdout)


def test_only_the_classes_of_papers_that_were_confirmed_change(written):
    drawn, copy, done = written
    before, after = texts_of(ROOT), texts_of(copy)
    modules = {one.paper.__module__.rpartition(".")[2] for one in drawn if one.kind != "gambling"}
    assert {name for name in after if after[name] != before[name]} <= {f"{m}.py" for m in modules}
    lost = next(one.paper for one in drawn if one.kind == "gambling")
    assert f"class {lost.__name__}" not in done.stdout
    assert "+++ newscrawl/spiders/" in done.stdout
    assert 'status = "real-page"' in done.stdout


def test_what_is_written_passes_the_projects_own_checks(written):
    _, copy, _ = written
    audit = python(copy, "-m", "scrapy", "checkall")
    assert "0 findings" in audit.stdout, audit.stdout
    for check in (("format", "--check"), ("check",)):
        done = python(copy, "-m", "ruff", *check, "newscrawl/spiders")
        assert done.returncode == 0, done.stdout
    tests = ("test_sites.py", "test_papers.py", "test_docs.py")
    files = [f"tests/contracts/{name}" for name in tests]
    quick = ("-q", "-n", "0", "-m", "not slow", "-p", "no:cacheprovider")
    done = python(copy, "-m", "pytest", *quick, *files)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "gambling"])
def test_a_changed_paper_is_crawled_without_discovery(kind, written, tmp_path, monkeypatch):
    drawn, copy, _ = written
    one = next(one for one in drawn if one.kind == kind)
    sources = declared(copy, [one.paper.name])[one.paper.name]
    monkeypatch.chdir(copy)
    run = crawl(one.web, tmp_path, *WINDOW, name=one.paper.name)
    assert (run.code, run.record["verdict"]) == (0, "ok"), run.log
    assert run.record["facts_to_change"] == []
    assert sorted(line["headline"] for line in run.lines) == sorted(
        story.headline for story in one.expected
    )
    known = {place(story.url) for story in one.expected} | {*sitemaps(one.web)}
    for request in run.requests:
        asked = place(request.url)
        assert (
            asked in known
            or asked.endswith("/robots.txt")
            or any(asked.startswith(place(source).partition("{")[0]) for source in sources)
        ), asked


def sitemaps(web):
    """Return the sitemaps of months, which an index of the made webs names."""
    return [place(f"https://{host}{path}") for host, path, *_ in web._answers if "/peta/" in path]


def place(address):
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}{query}"
