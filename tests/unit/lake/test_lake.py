"""Lines as Parquet: typed, by day and province, read once however often the command runs."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from newscrawl.items import WITH_LAYER, Article, Image, Location, as_line
from newscrawl.lake import folder
from newscrawl.lake.folder import SOURCES, Lake
from newscrawl.lake.rows import SCHEMA, row

FILES = "**/*.parquet"


def a_line(number, **changes):
    article = Article(
        id=f"{number:020x}",
        url=f"https://contoh.id/{number}",
        canonical_url=f"https://contoh.id/{number}",
        site="contoh",
        region="ID-BA",
        province="Bali",
        headline="Pasar Dibuka",
        date_published="2026-11-21T00:30:00+08:00",
        date_precision="minute",
        authors=["Ayu", "Made"],
        article_body="Isi berita.",
        images=[Image("https://contoh.id/a.jpg", None)],
        location=Location("51.71", "Denpasar", "ID-BA"),
        word_count=2,
        content_hash="a" * 32,
        fetched_at="2026-11-21T08:00:00+00:00",
        extraction={**dict.fromkeys(WITH_LAYER), "headline": "selector"},
    )
    return {**as_line(article), **changes}


def write(path, *lines, mode="w"):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open(mode, encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
    return path


def parts(lake):
    return sorted(str(path.relative_to(lake)) for path in lake.glob(FILES))


def rows(lake):
    files = sorted(lake.glob(FILES))
    return [one for path in files for one in pq.read_table(path, schema=SCHEMA).to_pylist()]


@pytest.mark.parametrize(
    ("text", "instant", "local", "day"),
    [
        (
            "2026-11-21T00:30:00+08:00",
            datetime(2026, 11, 20, 16, 30, tzinfo=UTC),
            datetime(2026, 11, 21, 0, 30),
            date(2026, 11, 21),
        ),
        ("2026-11-21", None, None, date(2026, 11, 21)),
        (None, None, None, None),
    ],
)
def test_a_time_is_an_instant_a_clock_and_a_day(text, instant, local, day):
    found = row(a_line(1, date_published=text))
    names = ("date_published", "date_published_local", "date_published_day")
    assert tuple(found[name] for name in names) == (instant, local, day)


@pytest.mark.parametrize(
    "changes",
    [{"headline": None}, {"fetched_at": "gestern"}, {"date_published": "21 November 2026T"}],
)
def test_a_line_of_another_schema_is_refused(changes):
    with pytest.raises(ValueError, match=r"headline|gestern|November"):
        row(a_line(1, **changes))


def test_lines_lie_by_the_papers_own_day_and_province(tmp_path):
    write(
        tmp_path / "a" / "1.jsonl",
        a_line(1),
        a_line(2, region=None, province=None, date_published=None),
        a_line(3, region="ID-PA", date_published="2026-11-20"),
    )
    lake = tmp_path / "lake"
    Lake(lake).update([tmp_path / "a" / "1.jsonl"])
    assert parts(lake) == [
        "day=2026-11-20/region=ID-PA/articles.parquet",
        "day=2026-11-21/region=ID-BA/articles.parquet",
        "day=__HIVE_DEFAULT_PARTITION__/region=__HIVE_DEFAULT_PARTITION__/articles.parquet",
    ]


def test_a_second_run_reads_only_what_has_grown_and_adds_nothing_twice(tmp_path):
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    write(first, a_line(1))
    write(second, a_line(2))
    lake = tmp_path / "lake"
    assert (one := Lake(lake)).update([first, second]) is None
    assert (one.read, one.added) == (2, 2)
    again = Lake(lake)
    again.update([first, second])
    assert (again.read, again.added) == (0, 0)
    write(second, a_line(3), mode="a")
    grown = Lake(lake)
    grown.update([first, second])
    assert (grown.read, grown.added) == (1, 1)
    assert sorted(one["id"] for one in rows(lake)) == [f"{n:020x}" for n in (1, 2, 3)]


def test_a_file_of_the_same_lines_adds_nothing(tmp_path):
    """As `scrapy compact` makes one of several."""
    lake = tmp_path / "lake"
    Lake(lake).update([write(tmp_path / "1.jsonl", a_line(1), a_line(2))])
    joined = Lake(lake)
    joined.update([write(tmp_path / "joined.jsonl", a_line(1), a_line(2))])
    assert (joined.read, joined.added) == (1, 0)


def test_what_was_killed_before_it_was_noted_is_done_again_without_a_trace(tmp_path, monkeypatch):
    source = write(tmp_path / "1.jsonl", a_line(1), a_line(2, date_published="2026-11-19"))
    lake = tmp_path / "lake"
    Lake(lake).update([source])
    before = rows(lake)
    (lake / SOURCES).unlink()
    (lake / "day=2026-11-19" / "region=ID-BA" / "articles.parquet").unlink()
    Lake(lake).update([source])
    assert rows(lake) == before


def test_memory_is_bounded_by_batches(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "BATCH", 3)
    sources = [write(tmp_path / f"{n}.jsonl", a_line(2 * n), a_line(2 * n + 1)) for n in range(5)]
    lake = tmp_path / "lake"
    Lake(lake).update(sources)
    assert len(rows(lake)) == 10
    assert len(json.loads((lake / SOURCES).read_text("utf-8"))) == 5


def test_bad_lines_and_cut_files_are_told_and_the_rest_is_kept(tmp_path):
    source = write(tmp_path / "1.jsonl", a_line(1), {"id": "7"}, a_line(2, headline=None))
    cut = tmp_path / "2.jsonl.gz"
    cut.write_bytes(b"\x1f\x8b\x08\x00nothing")
    lake = Lake(tmp_path / "lake")
    lake.update([source, cut])
    assert [fault.split(":")[1] for fault in lake.faults.lines] == ["2", "3"]
    assert len(lake.faults.files) == 1
    assert lake.added == 1


@pytest.fixture
def lake(tmp_path):
    lake = tmp_path / "lake"
    source = write(
        tmp_path / "1.jsonl",
        a_line(1),
        a_line(2, date_published="2026-11-20", date_precision="day", location=None),
        a_line(3, region="ID-PA", province="Papua", date_published="2026-11-20T10:00:00+09:00"),
    )
    Lake(lake).update([source])
    return lake


def test_duckdb_reads_types_and_parts(lake):
    found = duckdb.sql(
        "SELECT day::VARCHAR, region, count(*), count(date_published), min(location.name), "
        "sum(len(authors)) FROM read_parquet("
        f"'{lake}/**/*.parquet', hive_partitioning = true) GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert found == [
        ("2026-11-20", "ID-BA", 1, 0, None, 2),
        ("2026-11-20", "ID-PA", 1, 1, "Denpasar", 2),
        ("2026-11-21", "ID-BA", 1, 1, "Denpasar", 2),
    ]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, 2), (1, 0), (2, 0), (3, 1)],
    ids=["daily", "late", "new", "regency"],
)
def test_the_recipes_of_the_documents_run(lake, monkeypatch, number, expected):
    recipes = re.findall(r"```sql\n(.*?)```", Path("docs/lake.md").read_text("utf-8"), re.DOTALL)
    assert len(recipes) == 4
    monkeypatch.chdir(lake.parent)
    assert len(duckdb.sql(recipes[number]).fetchall()) == expected


def test_polars_reads_types(lake):
    found = pl.scan_parquet(f"{lake}/{FILES}", hive_partitioning=False).collect()
    assert found.schema["date_published"] == pl.Datetime("us", "UTC")
    assert found.schema["date_published_day"] == pl.Date
    assert found.schema["images"] == pl.List(pl.Struct({"url": pl.String, "caption": pl.String}))
    assert found["extraction"].struct.field("headline").to_list() == ["selector"] * 3


def test_pandas_reads_types(lake):
    found = pd.concat(pd.read_parquet(path) for path in sorted(lake.glob(FILES)))
    assert str(found["date_published"].dtype) == "datetime64[us, UTC]"
    assert found["word_count"].sum() == 6
