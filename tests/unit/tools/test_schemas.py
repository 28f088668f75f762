"""The schemas for other systems are current, and those systems read lines by them."""

import json
import runpy

import duckdb
import polars as pl
import pytest

from newscrawl.items import HANDLING
from tests.unit.lake.test_lake import a_line, write
from tools.schemas import LINES, documents


@pytest.mark.parametrize(("file", "text"), documents().items(), ids=str)
def test_the_files_are_current(file, text):
    assert file.read_text("utf-8") == text, "run `make schema`"


def told(name):
    return json.loads(next(text for path, text in documents().items() if path.name == name))


def test_every_field_is_in_every_schema():
    names = list(HANDLING)
    assert [one["name"] for one in told("article.bigquery.json")] == names
    assert list(told("article.elasticsearch.json")["mappings"]["properties"]) == names
    (resource,) = told("datapackage.json")["resources"]
    assert [one["name"] for one in resource["schema"]["fields"]] == names


@pytest.fixture
def output(tmp_path, monkeypatch):
    """Lines of which the first ones have nothing in many fields."""
    empty = {"date_published": None, "authors": [], "location": None, "images": []}
    folder = tmp_path / "output" / "articles" / "contoh"
    write(folder / "1.jsonl", a_line(1, **empty), a_line(2, date_published="2026-11-20"), a_line(3))
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("output")
def test_duckdb_reads_lines_by_the_view():
    base = duckdb.connect()
    base.execute(next(t for path, t in documents().items() if path.suffix == ".sql"))
    base.execute("SET TimeZone = 'UTC'")
    found = base.execute(
        "SELECT date_published::VARCHAR, date_published_local::VARCHAR,"
        " date_published_day::VARCHAR, location.code, fetched_at::VARCHAR FROM articles ORDER BY id"
    ).fetchall()
    when = "2026-11-21 08:00:00+00"
    assert found == [
        (None, None, None, None, when),
        (None, None, "2026-11-20", "51.71", when),
        ("2026-11-20 16:30:00+00", "2026-11-21 00:30:00", "2026-11-21", "51.71", when),
    ]


@pytest.mark.usefixtures("output")
def test_polars_reads_lines_by_its_schema(request):
    module = runpy.run_path(str(request.config.rootpath / "schema" / "article_polars.py"))
    found = pl.scan_ndjson(LINES.replace("jsonl*", "jsonl"), schema=module["ARTICLE"]).collect()
    assert found["date_published"].to_list() == [None, "2026-11-20", "2026-11-21T00:30:00+08:00"]
    assert found["location"].struct.field("code").to_list() == [None, "51.71", "51.71"]
