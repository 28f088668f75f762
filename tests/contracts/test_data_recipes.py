"""The recipes of docs/data.md read the last revision and the history of an article."""

import json
import re
from pathlib import Path

import duckdb
import pytest

from newscrawl.items import Article, as_line
from newscrawl.storage.removals import Removals
from tests.support.paths import ROOT

DOCUMENT = Path("docs/data.md").read_text("utf-8")
#: The article that the recipes look at.
CHANGED = "b0f2a3a60d8c5d2f4b1e"
SAME, GONE = "1" * 20, "2" * 20


def recipes(language):
    return re.findall(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)


def line(key, text, revision=1, before=None):
    address = f"https://www.nusabali.com/berita/{key}"
    article = Article(
        id=key,
        url=address,
        canonical_url=address,
        site="nusabali",
        publisher="NusaBali",
        headline=f"Judul {text}",
        article_body=text,
        date_published="2026-11-20T08:00:00+08:00" if key != SAME else "2026-11-20",
        word_count=2,
        content_hash=f"{revision}" * 32,
        fetched_at=f"2026-11-20T0{revision}:02:03+00:00",
        revision=revision,
        previous_hash=before,
    )
    return json.dumps(as_line(article))


@pytest.fixture
def output(tmp_path, monkeypatch):
    """Write lines of three articles, one of which was changed and one taken away."""
    folder = tmp_path / "output" / "articles" / "nusabali"
    folder.mkdir(parents=True)
    first = [line(SAME, "sama"), line(CHANGED, "lama"), line(GONE, "hilang")]
    (folder / "1.jsonl").write_text("\n".join(first) + "\n")
    # Named as if it were older: neither the file's name nor a line's place counts.
    (folder / "0.jsonl").write_text(line(CHANGED, "baru", 2, "1" * 32) + "\n")
    with Removals(tmp_path / "output" / "removed" / "nusabali" / "removed.jsonl") as removals:
        removals.add({"id": GONE, "site": "nusabali", "reason": "http 404"})
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(ROOT)
    return tmp_path


@pytest.mark.usefixtures("output")
def test_duckdb():
    recipe = next(one for one in recipes("sql") if ".read" in one)
    read = re.search(r"^\.read (\S+)\n", recipe)
    last, history = recipe.replace(read[0], "").strip().rstrip(";").split(";")
    with duckdb.connect() as db:
        db.execute((ROOT / read[1]).read_text("utf-8"))
        found = db.sql(f"SELECT id, article_body FROM ({last})").fetchall()
        assert dict(found) == {
            SAME: "sama",
            CHANGED: "baru",
            GONE: "hilang",
        }
        told = db.sql(history).fetchall()
    assert [(row[0], row[3]) for row in told] == [(1, "lama"), (2, "baru")]


@pytest.mark.usefixtures("output")
@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_data_frames(library):
    recipe = next(one for one in recipes("python") if f"import {library}" in one)
    names = {}
    exec(recipe, names)
    last, history = names["last"], names["history"]
    assert dict(zip(last["id"], last["article_body"], strict=True)) == {
        SAME: "sama",
        CHANGED: "baru",
        GONE: "hilang",
    }
    assert list(history["article_body"]) == ["lama", "baru"]
    assert list(history["revision"]) == [1, 2]
    if library == "polars":
        assert set(names["there"]["id"]) == {SAME, CHANGED}
