"""Articles that are full and wrong are told by what they look like together."""

import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from bench.health import BREAKS, ENOUGH, told
from bench.ordinary import BEGIN, DAY, article, moments, paper, run
from newscrawl.monitoring.drift import FieldCoverage
from newscrawl.monitoring.shape import LOOKED_AT, Shape, age, step, summarises

HABITS = {
    "every": DAY,
    "articles": 25,
    "weekend": 0.7,
    "bad_runs": 0.0,
    "signed": 1.0,
    "edited": 1.0,
    "editors": ["Ni Luh Redaksi", "Made Penyunting"],
    "summary": "excerpt",
    "words": 250,
    "day_only": False,
    "keywords": 1.0,
    "staff": [f"Wartawan {letter}" for letter in "ABCDEFGHIJ"],
}


def living(days=12, **habits):
    one = paper("koran", random.Random(4))
    one = replace(one, **HABITS | habits)
    for at in moments(one, days):
        run(one, at)
    return one


@pytest.fixture(scope="module")
def daily():
    return living()


@pytest.fixture(scope="module")
def hourly():
    return living(5, every=timedelta(hours=1), articles=40)


def test_ordinary_days_say_nothing(daily, hourly):
    assert [one["broken"] for one in daily.records + hourly.records if one["broken"]] == []


#: What a run of a whole day, or ten articles, cannot tell from what is usual.
DAILY = {"all a day older", "hours in the future"}
TEN = {"half the body"}


@pytest.mark.parametrize("way", [one for one in BREAKS if one not in DAILY])
def test_a_template_that_changes_overnight_is_told_by_the_first_run_with_enough(daily, way):
    assert told(daily, BREAKS[way][0])


@pytest.mark.parametrize("way", [one for one in BREAKS if one not in TEN])
def test_small_runs_are_enough_when_there_are_some(hourly, way):
    assert told(hourly, BREAKS[way][0]), ENOUGH


def test_a_paper_that_tells_the_day_alone_may_print_all_on_one(daily):
    old = living(2, day_only=True)
    assert [one["broken"] for one in living(9, day_only=True).records if one["broken"]] == []
    old.covered = BEGIN - 5 * DAY
    for n in (3, 4, 5):
        assert run(old, BEGIN + n * DAY)["broken"] == []


def test_a_mended_template_is_told_no_more(daily):
    broken = living()
    at = BEGIN + 13 * DAY
    assert run(broken, at, BREAKS["related links as body"][0])["broken"]
    assert run(broken, at + DAY)["broken"] == []


def made(number=1, **changes):
    one = paper("koran", random.Random(4))
    one = replace(one, **HABITS)
    return replace(article(one, number, BEGIN, BEGIN + timedelta(hours=1), one.staff), **changes)


@pytest.mark.parametrize(
    ("trait", "changes"),
    [
        ("bodies of several paragraphs", {"article_body": "Satu saja yang ada."}),
        ("bodies of sentences", {"article_body": "Baca berita lain\n\nHarga Beras Naik Lagi"}),
        ("bodies about their headline", {"article_body": "Cuaca cerah.\n\nAngin pelan."}),
        ("bodies longer than the summary", {"description": "Ringkas.", "article_body": "Ringkas."}),
        ("headlines other than the paper's name", {"headline": "KORAN"}),
        ("headlines without the paper's name", {"headline": "Banjir di Kuta | Koran"}),
        ("bodies that repeat nothing", {"article_body": "Satu.\n\nDua.\n\nSatu."}),
        (
            "texts without broken characters",
            {"headline": "Harga “Beras” naik".encode().decode("cp1252", "replace")},
        ),
        ("texts without broken characters", {"article_body": "Beras &amp; gula.\n\nNaik."}),
        ("texts in Indonesian", {"in_language": "en-US"}),
        ("authors who are not the editors", {"authors": ["A B"], "editors": ["a b"]}),
        ("authors other than the paper", {"authors": ["Koran"]}),
        ("dates with a time", {"date_published": "2026-02-10", "date_precision": "day"}),
        ("dates that are past", {"date_published": "2026-02-10T09:00:00+00:00"}),
        (
            "dates other than the moment of the fetch",
            {"date_published": "2026-02-10T01:00:30+00:00"},
        ),
    ],
)
def test_traits_of_a_sound_article(trait, changes):
    whole, marred = Shape(), Shape()
    whole.add(made())
    marred.add(made(**changes))
    assert whole.record()["traits"][trait] == [1, 1]
    assert marred.record()["traits"][trait] == [0, 1]


def test_bodies_that_share_their_paragraphs_are_not_their_own():
    shape = Shape()
    shape.add(made(1, article_body="Satu dua.\n\nTiga empat."))
    shape.add(made(2, article_body="Satu dua.\n\nTiga empat."))
    shape.add(made(3, article_body="Lima enam tujuh delapan.\n\nTiga empat."))
    assert shape.record()["traits"]["bodies of their own"] == [1, 3]
    assert shape.record()["traits"]["bodies without a paragraph of others"] == [0, 3]


def test_the_record_is_small_and_json(daily):
    coverage = FieldCoverage()
    for number in range(LOOKED_AT // 20):
        coverage.add(made(number))
    assert len(json.dumps(coverage.record())) < 6000
    assert coverage.record()["newest"] == "2026-02-10T00:00:00+00:00"
    assert FieldCoverage().record()["newest"] is None


def test_ages_are_counted_in_the_papers_own_days():
    late = made(date_published="2026-02-10", date_precision="day", region="ID-PA")
    # 00:30 in Jayapura is the day after that of UTC.
    assert age(replace(late, fetched_at="2026-02-10T15:30:00+00:00")) == 1440
    assert age(replace(late, fetched_at="2026-02-10T14:30:00+00:00")) == 0
    assert age(made()) == 60


def test_steps_double_every_other():
    assert [step(n) for n in (0, 1, 2, 3, 4, 100, 141, 200)] == [0, 1, 2, 3, 4, 91, 128, 181]


@pytest.mark.parametrize(
    ("summary", "body", "is_one"),
    [
        ("Banjir di Kuta, ratusan warga", "Banjir di Kuta, ratusan warga mengungsi.", True),
        ("Banjir di Kuta", "Banjir di Kuta sejak pagi. " * 5, False),
        ("Ringkasan penulis tentang hal lain", "Berita pendek sekali.", False),
    ],
)
def test_a_summary_is_told_from_a_short_body(summary, body, is_one):
    assert summarises(summary, body) is is_one
