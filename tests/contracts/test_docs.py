"""The documents say what the code says."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pytest

from newscrawl.api import list_links
from newscrawl.crawler.spider import NewsSpider
from newscrawl.discovery.sources import Index
from newscrawl.extraction import extract
from newscrawl.items import article_schema
from newscrawl.monitoring.outcome import Verdict
from newscrawl.newsstand import Newsstand
from tests.support.crawling import FAST, WINDOW, crawl, read
from tools.docs import documents

README = Path("README.md").read_text("utf-8")


@pytest.mark.parametrize(("file", "text"), documents().items(), ids=str)
def test_generated_documents_are_current(file, text):
    assert file.read_text("utf-8") == text, "run `make docs`"


@pytest.mark.slow
def test_the_sample_line_of_the_readme_is_what_a_crawl_writes(tmp_path):
    sample = re.search(r"```json\n(.*?)```", README, re.DOTALL)
    assert sample
    line = json.loads(sample[1])
    assert list(line) == list(article_schema()["properties"])
    run = crawl(Newsstand.bundled(), tmp_path, *WINDOW, name="beritabali")
    (written,) = [one for one in run.lines if one["id"] == line["id"]]
    assert written | {name: line[name] for name in ("run", "fetched_at")} == line
    assert line["run"].startswith("beritabali-")


@pytest.mark.slow
@pytest.mark.parametrize("document", ["README.md", "docs/contributing/add-a-paper.md"])
def test_the_newsstands_own_command_is_named_and_works(document, tmp_path):
    (command,) = re.findall(
        r"scrapy newsstand -- \S+ (crawl .*)", Path(document).read_text("utf-8")
    )
    behind = [sys.executable, "-m", "scrapy", *command.split(), *FAST]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "newsstand", "--", *behind],
        env=os.environ | {"NEWSCRAWL_OUTPUT": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert read(tmp_path, "beritabali")


def blocks(text):
    """Return the code of a document, without the comments behind commands."""
    code = re.findall(r"^```.*?^```|(?:^ {4}[^\n]*\n)+", text, re.DOTALL | re.MULTILINE)
    return [re.sub(r" +# .*", "", one) for one in code]


def numbers(text):
    """Return how often each number stands in a document."""
    return Counter(re.findall(r"\d+(?:[.,]\d+)*", text))


def links(text):
    """Return where the links of a document lead, but for the one to the other language."""
    return [to for to in re.findall(r"\]\(([^)]+)\)", text) if not to.startswith("README")]


@pytest.mark.parametrize("part", [blocks, numbers, links])
def test_the_indonesian_readme_says_the_same(part):
    assert part(Path("README.id.md").read_text("utf-8")) == part(README)


@pytest.mark.parametrize("link", re.findall(r"\]\(((?:docs|schema)/[^)]+)\)", README))
def test_links_of_the_readme_lead_somewhere(link):
    assert Path(link).exists()


@pytest.mark.parametrize("file", [*Path().glob("*.md"), *Path("docs").rglob("*.md")], ids=str)
def test_links_between_documents_lead_somewhere(file):
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", file.read_text("utf-8"))
    assert [one for one in targets if not (file.parent / one).exists()] == []


def test_the_paper_with_its_own_template_reads_as_the_walk_says():
    walk = Path("docs/contributing/own-template.md").read_text("utf-8")
    pages = Path("docs/contributing/own-template")
    given, case = re.findall(r"```(?:python|json)\n(.*?)```", walk, re.DOTALL)
    facts = {"NewsSpider": NewsSpider, "Index": Index}
    exec(given, facts)
    paper = facts["SuluhtanimbarSpider"]
    listing = list_links((pages / "index.html").read_bytes(), url=paper.home)
    assert listing.links == [], "the generic rule finds the articles: the walk's third step is idle"
    case = json.loads(case)
    now = datetime.fromisoformat(case["fetched_at"])
    page = (pages / "article.html").read_bytes()
    read = extract(page, url=case["url"], rules=paper.rules(), now=now)
    values = asdict(read)
    assert {field: values[field] for field in case["expected"]} == case["expected"]
    assert paper.is_article(case["url"])
    assert not any("setiap pagi" in paragraph for paragraph in read.paragraphs)


def test_every_exit_code_is_documented():
    pages = "".join(page.read_text("utf-8") for page in Path("docs/operators").glob("*.md"))
    for verdict in Verdict:
        assert f"| {verdict.exit_code} | {verdict.word} |" in pages
