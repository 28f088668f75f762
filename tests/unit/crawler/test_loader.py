"""The loader imports the province of the paper that is asked for; all when all are."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from newscrawl.api import papers
from newscrawl.crawler.loader import SiteLoader, stated_names

PAPER = """
import scrapy


class {cls}(scrapy.Spider):
    name = "{name}"
"""


def python(code, **more):
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **more)


def package(folder, name, **modules):
    """Write a package of spiders; return its loader's settings."""
    (folder / name).mkdir()
    (folder / name / "__init__.py").touch()
    for module, text in modules.items():
        (folder / name / f"{module}.py").write_text(text, "utf-8")
    return {"SPIDER_MODULES": [name]}


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_the_names_in_the_sources_are_those_of_the_classes():
    found = {name: (module, cls) for module, cls, name in stated_names("newscrawl.spiders")}
    assert found == {
        name: (paper.__module__, paper.__name__) for name, paper in sorted(papers().items())
    }


def test_one_paper_imports_its_own_province_only():
    done = python(
        "import sys\n"
        "from scrapy.spiderloader import get_spider_loader\n"
        "from scrapy.utils.project import get_project_settings\n"
        "print(get_spider_loader(get_project_settings()).load('balipost').__name__)\n"
        "print(*[name for name in sys.modules if name.startswith('newscrawl.spiders.')])\n"
    )
    assert done.stdout.split() == ["BalipostSpider", "newscrawl.spiders.bali"], done.stderr


def test_an_unknown_name_is_a_key_error():
    loader = SiteLoader(get_project_settings())
    with pytest.raises(KeyError, match="Spider not found: tidak_ada"):
        loader.load("tidak_ada")


def test_a_computed_name_is_found_too(place):
    text = PAPER.format(cls="One", name="x").replace('"x"', '"comp" + "uted"')
    settings = package(place, "computed_names", one=text)
    loader = SiteLoader(Settings(settings))
    assert loader.names() == {}
    assert loader.load("computed").__name__ == "One"
    assert loader.list() == ["computed"]


def every_way(loader_class, settings):
    loader = loader_class(settings)
    loader.load("kembar")
    return loader.list()


def test_names_given_twice_are_told_once_as_scrapy_tells_them(place):
    one, two = (PAPER.format(cls=cls, name="kembar") for cls in ("One", "Two"))
    settings = Settings(package(place, "twins", one=one, two=two))
    with pytest.warns(UserWarning, match="same name") as told:
        assert every_way(SiteLoader, settings) == ["kembar"]
    assert len(told) == 1
    message = str(told[0].message)
    assert "several spiders with the same name" in message
    assert "One named 'kembar' (in twins.one)" in message
    assert "Two named 'kembar' (in twins.two)" in message


def test_a_broken_module_fails_its_own_papers_and_the_list(place):
    good, bad = PAPER.format(cls="Good", name="good"), PAPER.format(cls="Bad", name="bad")
    settings = package(place, "half_broken", good=good, bad=bad + "    region = undefined\n")
    assert SiteLoader(Settings(settings)).load("good").__name__ == "Good"
    with pytest.raises(NameError):
        SiteLoader(Settings(settings)).load("bad")
    # Scrapy's own warning on import errors, when it is asked to go on.
    (place / "half_broken" / "bad.py").write_text(f"import no_such_module\n{bad}", "utf-8")
    with pytest.raises(ImportError):
        SiteLoader(Settings(settings)).list()
    loader = SiteLoader(Settings(settings | {"SPIDER_LOADER_WARN_ONLY": True}))
    with pytest.warns(RuntimeWarning, match="Could not load spiders"), pytest.raises(KeyError):
        loader.load("bad")


@pytest.mark.slow
def test_papers_are_found_in_a_zip_file_as_scrapyd_has_them(tmp_path):
    with zipfile.ZipFile(tmp_path / "project.egg", "w") as egg:
        for file in Path("newscrawl").rglob("*.py"):
            egg.write(file)
        for file in Path("schema").glob("*.json"):
            egg.write(file)
    done = python(
        f"import sys; sys.path.insert(0, {str(tmp_path / 'project.egg')!r})\n"
        "from scrapy.settings import Settings\n"
        "from newscrawl.crawler.loader import SiteLoader\n"
        "import newscrawl\n"
        "assert '.egg' in newscrawl.__file__\n"
        "loader = SiteLoader(Settings({'SPIDER_MODULES': ['newscrawl.spiders']}))\n"
        "print(len(loader.names()), loader.load('balipost').__name__, len(loader.list()))\n",
        cwd=tmp_path,
    )
    assert done.stdout.split() == [str(len(papers())), "BalipostSpider", str(len(papers()))], (
        done.stderr
    )
