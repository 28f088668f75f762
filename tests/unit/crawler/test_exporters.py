"""CSV and XML: what is nested is JSON in its cell, names are parted; Parquet is typed."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pytest
from scrapy.exporters import JsonLinesItemExporter

from newscrawl.crawler.exporters import LineExporter, cell
from newscrawl.items import Article, Image, Location
from newscrawl.lake.rows import SCHEMA
from tests.support.crawling import HOST, WINDOW, crawl, listing, page, url


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["Ni Made, S.H.", "Wayan"], "Ni Made, S.H.; Wayan"),
        (["Wayan"], "Wayan"),
        ([], ""),
        (None, None),
        (3, 3),
        ("teks, teks", "teks, teks"),
        ({"headline": "meta"}, '{"headline": "meta"}'),
        ([Image("https://a.id/é.jpg", None)], '[{"url": "https://a.id/é.jpg", "caption": null}]'),
    ],
)
def test_a_cell_is_a_text_or_json(value, expected):
    assert cell(value) == expected


def test_an_article_is_written_as_its_line_is_checked():
    article = Article(
        **dict.fromkeys(("id", "url", "canonical_url", "content_hash", "fetched_at"), "a"),
        headline="Judul “é”",
        article_body="Isi.",
        word_count=1,
        images=[Image("https://a.id/é.jpg", None)],
        location=Location("51.71", "Kota Denpasar", "ID-BA"),
    )
    ours, scrapys, few = (io.BytesIO() for _ in range(3))
    LineExporter(ours, encoding="utf-8").export_item(article)
    JsonLinesItemExporter(scrapys, encoding="utf-8").export_item(article)
    assert ours.getvalue() == scrapys.getvalue()
    LineExporter(few, encoding="utf-8", fields_to_export=["headline"]).export_item(article)
    assert few.getvalue().decode() == '{"headline": "Judul “é”"}\n'


def rows(file):
    if file.suffix == ".csv":
        with file.open(newline="", encoding="utf-8") as opened:
            return list(csv.DictReader(opened))
    items = ET.parse(file).getroot()
    assert all(len(field) == 0 for item in items for field in item)
    return [{field.tag: field.text or "" for field in item} for item in items]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "xml"])
def test_a_feed_of_cells_can_be_read_by_anyone(tmp_path, form):
    picture = (
        '<figure><img src="/uploads/pasar.jpg"><figcaption>Pasar, (foto: X)</figcaption></figure>'
    )
    text = "".join(
        f"<p>Paragraf {n} dengan cukup banyak kata agar terbaca sebagai sebuah berita.</p>{picture}"
        for n in range(4)
    )
    web = {f"{HOST}/": listing(1, 2), url(1): page(1, body=text), url(2): page(2)}
    out = tmp_path / f"look.{form}"
    run = crawl(web, tmp_path, *WINDOW, "-O", str(out))
    assert run.code == 0, run.log
    assert "Image(" not in out.read_text("utf-8")
    one = next(row for row in rows(out) if row["headline"] == "Judul berita nomor 1")
    assert one["authors"] == "Ni Made Contoh"
    assert one["editors"] == one["date_modified"] == ""
    assert json.loads(one["images"])[0]["url"] == f"{HOST}/uploads/pasar.jpg"
    assert json.loads(one["extraction"])["headline"] == "selector"


@pytest.mark.slow
def test_a_feed_of_parquet_is_typed(tmp_path):
    web = {f"{HOST}/": listing(1, 2), url(1): page(1), url(2): page(2)}
    out = tmp_path / "look.parquet"
    run = crawl(web, tmp_path, *WINDOW, "-O", str(out))
    assert run.code == 0, run.log
    found = pq.read_table(out)
    assert found.schema.equals(SCHEMA)
    assert sorted(found["headline"].to_pylist()) == [f"Judul berita nomor {n}" for n in (1, 2)]
    assert all(one.tzinfo for one in found["fetched_at"].to_pylist())
