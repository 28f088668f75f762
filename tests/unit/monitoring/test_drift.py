"""A run that falls behind the paper's own past is broken, and says so."""

import json

import pytest

from newscrawl.api import extract_article
from newscrawl.monitoring.drift import FieldCoverage, detect_drift
from tests.support.crawling import page, url


def record(articles=30, *, words=200, links=40, verdict="ok", failed=0, section=None, **fields):
    """Return a record; `fields`: how many have a field, or a dict of how many by which layer."""
    told = {"headline": articles, "article_body": articles} | fields
    layers = {
        name: given if isinstance(given, dict) else {"selector": given}
        for name, given in told.items()
    }
    return {
        "verdict": verdict,
        "arguments": {"section": section} if section else {},
        "articles": articles,
        "listings": 3,
        "links": links,
        "skipped": {"outside the window": 500},
        "failed": {"http 503": failed} if failed else {},
        "invalid": {},
        "fields": {
            name: {"filled": sum(given.values()), "layers": given} for name, given in layers.items()
        },
        "words": {"least": 1, "median": words, "most": 9 * words} if articles else None,
    }


PAST = [record(authors=n) for n in (30, 29, 30, 28, 30)]


def test_a_run_like_the_past_ones_is_not_broken():
    assert detect_drift(record(authors=28), PAST) == []
    assert detect_drift(record(5, authors=5), PAST) == []
    assert detect_drift(record(0, links=40), PAST) == []


@pytest.mark.parametrize(
    ("run", "sentence"),
    [
        (record(authors=3), "articles with authors: 3 of 30, in earlier runs 147 of 150"),
        (record(4, authors=0), "articles with authors: 0 of 4, in earlier runs 147 of 150"),
        (record(8, failed=30), "pages that gave an article: 8 of 38, in earlier runs 150 of 150"),
        (
            record(headline={"generic": 30}),
            "headline by selector: 0 of 30, in earlier runs 150 of 150",
        ),
        (
            record(headline={"embedded": 30}),
            "headline by selector: 0 of 30, in earlier runs 150 of 150",
        ),
        (record(words=60), "bodies of 60 words (median), in earlier runs 200 to 200"),
        (record(words=700), "bodies of 700 words (median), in earlier runs 200 to 200"),
        (record(0, links=0), "no listing names an article: in the last runs 40, 40, 40 links"),
    ],
)
def test_what_a_run_lost_is_said(run, sentence):
    run["fields"].setdefault("authors", record(authors=30)["fields"]["authors"])
    assert sentence in detect_drift(run, PAST)


def test_runs_of_another_schema_do_not_say_what_is_usual():
    run = record(headline={"embedded": 30})
    assert detect_drift({**run, "schema_version": "1.1"}, PAST) == []
    newer = [{**one, "schema_version": "1.1"} for one in PAST]
    assert detect_drift({**run, "schema_version": "1.1"}, newer) != []


def test_a_habit_of_the_paper_is_no_breakage():
    uneven = [record(authors=n) for n in (30, 6, 30, 25, 12)]
    assert detect_drift(record(authors=6), uneven) == []
    assert detect_drift(record(authors=0), uneven) != []


def test_a_new_paper_has_no_past_to_fall_behind():
    assert detect_drift(record(authors=0), []) == []
    assert detect_drift(record(authors=0), [record(10, authors=10)]) == []


def test_a_paper_whose_first_run_names_nothing_is_broken():
    assert detect_drift(record(0, links=0), []) == ["no listing names an article"]
    assert detect_drift(record(0, links=0, section="bali"), []) == []


def test_a_quiet_day_is_none():
    quiet = [record(3), record(0, links=0), record(2)]
    assert detect_drift(record(0, links=0), quiet) == []


def test_small_runs_are_looked_at_together():
    small = [record(1, authors=0) for _ in range(3)]
    assert detect_drift(record(1, authors=0), PAST) == []
    assert detect_drift(record(1, authors=0), PAST + small) != []
    # What is mended is not held against the run that has it again.
    assert detect_drift(record(1, authors=1), PAST + small) == []


def test_broken_runs_do_not_become_the_habit():
    broken = [record(authors=0, verdict="broken") for _ in range(30)]
    assert detect_drift(record(authors=0), PAST + broken) != []


def test_the_run_of_a_section_is_neither_compared_nor_a_measure():
    assert detect_drift(record(authors=0, section="bali"), PAST) == []
    sections = [record(authors=30, section="bali") for _ in range(5)]
    assert detect_drift(record(authors=0), sections) == []


def test_a_run_back_in_time_is_neither_compared_nor_a_measure():
    days = {"asked": 365, "read": 365, "read_before": 0, "empty": 0, "empty_days": []}
    assert detect_drift(record(authors=0) | {"days": days}, PAST) == []
    old = [record(authors=30) | {"days": days} for _ in range(5)]
    assert detect_drift(record(authors=0), old) == []
    assert detect_drift(record(authors=0) | {"days": None}, PAST) != []


def test_a_tally_counts_fields_layers_and_words():
    tally = FieldCoverage()
    assert tally.record()["words"] is None
    for number in (1, 2, 3):
        html = page(number).body.decode().replace("Penulis", "Penulis" if number < 3 else "")
        tally.add(extract_article(html, url=url(number)))
    told = tally.record()
    assert told["fields"]["headline"] == {"filled": 3, "layers": {"selector": 3}}
    assert told["fields"]["keywords"]["filled"] == 0
    assert told["words"]["least"] <= told["words"]["median"] <= told["words"]["most"]
    json.dumps(told)


@pytest.mark.parametrize("verdict", ["nothing", "blocked", "already_running", "feed_failed"])
def test_a_run_that_went_wrong_is_no_measure(verdict):
    wrong = [record(0, links=0, verdict=verdict) for _ in range(3)]
    assert detect_drift(record(0, links=0), PAST + wrong) != []
    assert detect_drift(record(authors=30), wrong) == []
