"""The documents say what the code says."""

import json
import re
from pathlib import Path

import pytest

from newscrawl.items import article_schema
from newscrawl.verdict import Verdict
from tools.docs import documents

README = Path("README.md").read_text("utf-8")


@pytest.mark.parametrize(("file", "text"), documents().items(), ids=str)
def test_generated_documents_are_current(file, text):
    assert file.read_text("utf-8") == text, "run `make docs`"


def test_the_sample_line_of_the_readme_is_a_line():
    sample = re.search(r"```json\n(.*?)```", README, re.DOTALL)
    assert sample
    line = json.loads(sample[1])
    assert list(line) == list(article_schema()["properties"])


@pytest.mark.parametrize("link", re.findall(r"\]\(((?:docs|schema)/[^)]+)\)", README))
def test_links_of_the_readme_lead_somewhere(link):
    assert Path(link).exists()


def test_every_exit_code_is_documented():
    page = Path("docs/operate.md").read_text("utf-8")
    for verdict in Verdict:
        assert f"| {verdict.exit_code} | {verdict.word} |" in page
