"""A story's timeline shows each article once, by the last line that it has."""

import random

import pytest

from newscrawl.dedup.timeline import timeline

WORDS = "warga desa pasar jalan air hujan petani sawah kapal nelayan sekolah guru murid".split()


def line(number, revision, headline):
    told = {
        "id": f"{number:020x}",
        "site": "bali",
        "date_published": f"2026-11-{number:02d}",
        "headline": headline,
        "article_body": " ".join(random.Random(number).choices(WORDS, k=60)),
    }
    return told | ({"revision": revision} if revision else {})


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("first", [None, 1])  # lines of older schemas have no revision
def test_of_an_articles_lines_the_last_revision_counts(seed, first):
    lines = [line(1, first, "lama"), line(1, 2, "baru"), line(1, 3, "terbaru"), line(2, 1, "lain")]
    random.Random(seed).shuffle(lines)
    assert [one.headline for one in timeline(lines)] == ["terbaru", "lain"]
