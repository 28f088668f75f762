"""The page holds what it shows, and nothing that comes from papers can do anything in it."""

import base64
import hashlib
import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.monitoring.drift import FIELDS
from newscrawl.monitoring.health import ADVICE, State, healths
from newscrawl.monitoring.report.data import DAYS, Known, Paper, report
from newscrawl.monitoring.report.page import file, in_html, page
from newscrawl.monitoring.report.tiles import TILES
from newscrawl.regions import REGIONS
from tests.unit.monitoring.test_health import run

NOW = datetime(2026, 9, 16, 9, tzinfo=UTC)
DAY = timedelta(days=1)
EVIL = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> & \u2028"
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def known(count=3, evidence=EVIL):
    """Return papers of all provinces; of every fourth the last run broke."""
    codes = [*REGIONS, None]
    papers = {
        f"koran{n}": Paper(
            f"koran{n}",
            f"Koran {n}",
            codes[n % 39],
            ("wordpress", "own")[n % 2],
            f"https://koran{n}.id/",
        )
        for n in range(count)
    }
    filled = {name: {"filled": 8, "layers": {}} for name in FIELDS}
    records = {name: [run(n * DAY, fields=filled) for n in range(DAYS, 0, -1)] for name in papers}
    fact = {"fact": "sources", "declared": ["a"], "found": ["b", "c"], "evidence": evidence}
    for name in list(records)[::4]:
        records[name].append(
            run(DAY / 2, "broken", fields=filled, broken=[evidence], facts_to_change=[fact])
        )
    return [Known(papers[one.site], one, records[one.site]) for one in healths(records, now=NOW)]


def stories(evidence=EVIL):
    printings = [{"site": f"koran{n}", "at": (NOW - n * DAY / 24).isoformat()} for n in (2, 1, 0)]
    address = "javascript:alert(3)"
    return [{"headline": evidence, "url": address, "site": "koran2", "printings": printings}]


def data(count=3):
    return report(known(count), stories=stories(), now=NOW, span=7 * DAY)


def test_each_province_has_one_tile_beside_its_neighbours():
    assert set(TILES) == set(REGIONS)
    assert len(set(TILES.values())) == len(TILES)
    west_to_east = (
        "AC SU RI JK JT JI BA NB NT".split(),
        "KB KT KI SR SG MA PS".split(),
        "PD PB PA".split(),
    )
    north_to_south = (
        "AC SU SB BE SS LA BT".split(),
        "KU KI KS".split(),
        "MU MA".split(),
        "PA PE PS".split(),
    )
    for line in west_to_east:
        columns = [TILES[f"ID-{code}"].column for code in line]
        assert columns == sorted(columns), line
    for line in north_to_south:
        rows = [TILES[f"ID-{code}"].row for code in line]
        assert rows == sorted(set(rows)), line


def test_articles_and_fields_are_counted_by_the_days_of_jakarta():
    told = data()
    assert (told["days"][0], told["days"][-1]) == ("2026-08-18", "2026-09-16")
    broken = next(one for one in told["papers"] if one["verdict"] == "broken")
    # The last run began on the evening before, in UTC.
    assert broken["days"] == [10] * DAYS
    assert len(broken["filled"]) == len(FIELDS)
    assert broken["filled"][0] == [8] * DAYS
    well = next(one for one in told["papers"] if one["verdict"] == "ok")
    assert well["days"] == [10] * (DAYS - 1) + [0]
    assert (broken["province"], broken["bad"], broken["cause"]) == ("Aceh", True, "broken")


def test_facts_to_change_are_those_of_the_last_run():
    (fact,) = data()["facts"]
    assert fact == {
        "site": "koran0",
        "fact": "sources",
        "declared": "a",
        "found": "b, c",
        "evidence": EVIL,
    }


def test_what_papers_say_stays_data():
    text = page(data())
    block = text.partition('id="data">')[2].partition("</script>")[0]
    assert not set("<>&") & set(block)
    assert json.loads(block)["stories"][0]["headline"] == EVIL
    assert json.loads(in_html({"a": EVIL}))["a"] == EVIL


def test_the_policy_lets_only_the_pages_own_script_and_looks_in():
    text = page(data())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    scripts = SCRIPT.findall(text)
    assert len(scripts) == 2
    assert rules["script-src"] == " ".join(map(source, scripts))
    assert rules["style-src"] == source(re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1])
    assert "unsafe" not in policy
    assert not re.search(
        r"\s(src|srcset|style|on\w+)=", SCRIPT.sub("", text.replace(in_html(data()), ""))
    )


def source(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_library_comes_with_its_licence():
    text = page(data())
    assert "The MIT License" in text
    assert "Leon Sorokin" in text
    assert file("uPlot.iife.min.js").startswith("/*! https://github.com/leeoniya/uPlot")


def test_350_papers_and_30_days_are_small():
    assert len(page(data(350)).encode()) < 2_000_000


@pytest.mark.parametrize("cause", ADVICE, ids=lambda one: one.word)
def test_advice_is_there_in_indonesian(cause):
    indonesian = file("report.js").partition("\n  id: {")[2]
    advice = indonesian.partition("advice: {")[2].partition("},")[0]
    assert re.search(rf'(^|[\s,])"?{cause.word}"?: "', advice), cause.word


def test_both_languages_say_the_same_things():
    english, indonesian = file("report.js").partition("const FIELDS_SHOWN")[0].split("\n  id: {")
    keys = [set(re.findall(r"(\w+): \"", part)) for part in (english, indonesian)]
    states = {one.name.lower() for one in State} | {"advice"}
    assert {"title", "skip", "coverage", "footer"} <= keys[0] <= keys[1] | {"en"}
    assert keys[1] - keys[0] <= states | set(
        re.findall(r"\w+", " ".join(one.word for one in ADVICE))
    )
