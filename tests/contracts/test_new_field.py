"""A new field of the line is two edits: a copy of the package gets one as the documents say."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.items import HANDLING
from tests.support.paths import ROOT

WALK = ROOT / "docs/contributing/new-field.md"
#: Before which line each edit goes.
PLACES = {
    "newscrawl/items.py": "    in_language: str",
    "newscrawl/extraction/__init__.py": "        in_language=",
}
#: Prints what each use of a field makes of the new one.
USES = """
import json
from datetime import UTC, datetime

from newscrawl.commands.newsite import KEPT
from newscrawl.items import article_schema, as_line
from newscrawl.monitoring.drift import FIELDS
from newscrawl.sites.article import read_article

text = "".join(
    f"<p>Nelayan ke-{number} menanam bakau di pesisir pantai setiap pagi hari.</p>"
    for number in range(5)
)
page = (
    "<html lang=id><head><meta property=article:series content='  Jejak   Pesisir '></head>"
    f"<body><h1>Warga Menanam Bakau</h1><time>21 November 2026</time><article>{text}</article>"
)
article = read_article(
    page, url="https://kabar.id/a-b-c-d-e", paper=None, fetched_at=datetime.now(UTC)
)
names = list(as_line(article))
print(json.dumps({
    "value": article.series,
    "before": names[names.index("series") + 1],
    "schema": article_schema()["properties"]["series"],
    "required": "series" in article_schema()["required"],
    "watched": "series" in FIELDS,
    "kept": "series" in KEPT,
}))
"""


def with_field(folder):
    """Copy the package and make the two edits; return the folder."""
    pages = shutil.ignore_patterns("pages", "__pycache__")
    shutil.copytree(ROOT / "newscrawl", folder / "newscrawl", ignore=pages)
    edits = re.findall(r"```diff\n(.*?)```", WALK.read_text("utf-8"), re.DOTALL)
    for (name, place), edit in zip(PLACES.items(), edits, strict=True):
        text, added = (folder / name).read_text("utf-8"), re.sub(r"(?m)^\+", "", edit)
        assert text.count(place) == 1
        (folder / name).write_text(text.replace(place, added + place), "utf-8")
    return folder


@pytest.mark.slow  # copies the package, starts Python
def test_two_edits_carry_a_field_from_the_page_to_every_use(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", USES],
        cwd=with_field(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "value": "Jejak Pesisir",
        "before": "in_language",
        "schema": {
            "type": ["string", "null"],
            "description": "The series that the article is a part of, as printed.",
            "minLength": 1,
        },
        "required": True,
        "watched": True,
        "kept": True,
    }


@pytest.mark.parametrize("room", ["newscrawl", "tools"])
def test_no_third_place_names_the_fields(room):
    texts = {str(file): file.read_text("utf-8") for file in Path(room).rglob("*.py")}
    named = {
        file: sum(bool(re.search(rf"\b{name}\b", text)) for name in HANDLING)
        for file, text in texts.items()
    }
    assert {file for file, count in named.items() if count > len(HANDLING) // 2} <= set(PLACES)
