"""The promise to data teams, held on generated syndication; `make bench-near` does it at length."""

import pytest

from bench.quality import ours, quality
from bench.syndication import stream


@pytest.fixture(scope="module")
def rows():
    return stream(20, 200)


@pytest.fixture(scope="module")
def clusters(rows):
    return ours(rows)


def test_copies_are_joined_and_template_news_is_not(rows, clusters):
    found = quality(rows, clusters)
    assert found.recall >= 0.97
    assert found.precision >= 0.995
    assert found.templates_joined <= 0.01


def test_the_score_sees_what_is_missed_and_what_is_wrong(rows):
    apart = quality(rows, [row.id for row in rows])
    assert (apart.recall, apart.templates_joined) == (0.0, 0.0)
    one = quality(rows, ["one"] * len(rows))
    assert one.recall == one.templates_joined == 1.0
    assert one.precision < 0.1


def test_generated_copies_are_hard(rows):
    kinds = {row.kind.rpartition(" ")[0] for row in rows}
    assert sum("words" in kind and "rewritten" in kind and "cut" in kind for kind in kinds) >= 3
    assert len({row.kind for row in rows if row.kind.startswith("template")}) == 15
