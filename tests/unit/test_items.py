import json
from pathlib import Path

import pytest
from itemadapter import ItemAdapter
from jsonschema_rs import Draft202012Validator, meta

from newscrawl.crawler.pipelines.validate import schema_fault
from newscrawl.items import (
    WITH_LAYER,
    Article,
    Image,
    Location,
    article_schema,
    as_line,
    schema_text,
)

VALIDATOR = Draft202012Validator(article_schema())
NOTHING_READ = dict.fromkeys(WITH_LAYER)


def an_article(**changes):
    line = {
        "id": "0" * 20,
        "url": "https://contoh.id/a",
        "canonical_url": "https://contoh.id/a",
        "headline": "Judul",
        "article_body": "Isi berita.",
        "word_count": 2,
        "content_hash": "a" * 32,
        "fetched_at": "2026-11-21T08:00:00+00:00",
        "extraction": dict(NOTHING_READ),
    }
    return Article(**{**line, **changes})


def test_the_published_schema_is_current():
    written = Path("schema/article.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(), "run `make schema`"


def test_the_schema_is_itself_valid():
    assert meta.is_valid(article_schema())


def test_the_order_of_a_line_is_the_order_of_the_contract():
    line = as_line(an_article(images=[Image("https://contoh.id/a.jpg", "Foto")]))
    assert (
        line == ItemAdapter(an_article(images=[Image("https://contoh.id/a.jpg", "Foto")])).asdict()
    )
    assert list(line)[:4] == ["id", "url", "canonical_url", "site"]
    assert list(line) == list(article_schema()["properties"])
    assert list(line)[-1] == "schema_version"


def test_a_sound_article_keeps_the_schema():
    article = an_article(
        date_published="2023-09-14T18:55:00+08:00",
        date_precision="minute",
        images=[Image("https://contoh.id/a.jpg", None)],
        region="ID-BA",
        location=Location("51.71", "Denpasar", "ID-BA"),
        extraction={**NOTHING_READ, "headline": "selector"},
    )
    assert schema_fault(VALIDATOR, as_line(article)) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", ""),
        ("headline", None),
        ("article_body", ""),
        ("date_published", "2023-09-14T18:55:00"),
        ("date_published", "14 September 2023"),
        ("date_precision", "hour"),
        ("authors", "Juniar"),
        ("authors", [""]),
        ("region", "Bali"),
        ("id", "7"),
        ("word_count", 0),
        ("images", [{"url": "a.jpg", "caption": None}]),
        ("similarity", 1.5),
        ("extraction", {**NOTHING_READ, "headline": "guess"}),
        ("extraction", {"headline": "generic"}),
        ("location", {"code": "51.71"}),
        ("location", "Denpasar"),
        ("is_accessible_for_free", "no"),
        ("schema_version", "2.0"),
        ("url", "javascript:alert(1)"),
    ],
)
def test_a_fault_is_named_by_its_field(field, value):
    line = as_line(an_article())
    line[field] = value
    fault = schema_fault(VALIDATOR, line)
    assert fault is not None
    assert fault[0] == field


def test_every_field_says_what_it_is():
    assert all(prop["description"] for prop in article_schema()["properties"].values())


def test_a_line_of_a_later_minor_version_is_accepted():
    line = {**as_line(an_article()), "mood": "cheerful", "schema_version": "1.99"}
    assert schema_fault(VALIDATOR, line) is None
    assert "article-1.json" in json.loads(schema_text())["$id"]


def test_every_line_names_the_same_layers():
    assert list(article_schema()["properties"]["extraction"]["required"]) == list(WITH_LAYER)
