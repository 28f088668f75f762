"""The place that opens a story, and the one regency or city that it names.

tests/data/datelines.tsv holds openings as papers print them, written for this test: every
regency and city once or twice, by name, seat or short form, in a paper of its province; and the
hard ones.
"""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscrawl.extraction.body import Body
from newscrawl.extraction.body.cleanup import Removed
from newscrawl.extraction.context import Page
from newscrawl.extraction.dateline import read_dateline
from newscrawl.extraction.model import Rules
from newscrawl.page.declared import Metadata
from newscrawl.page.document import parse
from newscrawl.regencies import places, regency_of
from newscrawl.regions import REGIONS

TABLE = Path("tests/data/datelines.tsv")
URL = "https://www.kabarkita.com/berita/1"


def openings():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def a_page(region="ID-BA"):
    data = Metadata(meta={}, article={}, embedded={}, site=("Kabar Kita",))
    return Page(
        document=parse(b"<p>", url=URL),
        lines=[],
        ranges={},
        data=data,
        rules=Rules(region=region or None),
        now=datetime(2026, 11, 21, tzinfo=UTC),
    )


def read(opening, region):
    body = Body(paragraphs=[opening], layer="generic")
    place = read_dateline(a_page(region), body, None)
    regency = regency_of(place, region or None) if place else None
    return place or "", regency.code if regency else ""


@pytest.mark.parametrize("row", openings(), ids=lambda row: row["opening"][:40])
def test_what_an_opening_names(row):
    assert read(row["opening"], row["region"]) == (row["dateline"], row["code"])


def test_the_table_is_large_and_covers_every_regency():
    rows = openings()
    every = {one.code for group in places().anywhere.values() for one in group}
    every |= {one.code for group in places().at_home.values() for one in group}
    assert len(rows) >= 400
    assert len(every) == 514
    assert every <= {row["code"] for row in rows}
    assert {one.region for group in places().anywhere.values() for one in group} == set(REGIONS)


def test_a_dateline_on_a_line_of_its_own_counts():
    alone = Removed("dateline", "BERITABALI.COM, DENPASAR.", 0)
    below = Removed("dateline", "SINGARAJA, KABARKITA.COM -", 3)
    body = Body(paragraphs=["Warga mengangkut batu."], layer="generic", removed=[alone, below])
    assert read_dateline(a_page(), body, None) == "DENPASAR"


def test_the_channel_that_stands_there_is_no_place():
    alone = Removed("dateline", "KABARKITA.COM, DUNIA.", 0)
    body = Body(paragraphs=["Warga mengangkut batu."], layer="generic", removed=[alone])
    assert read_dateline(a_page(), body, "Dunia") is None
