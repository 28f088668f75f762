"""Whether an article is free to read."""

import pytest

from newscrawl.extraction.access import is_free
from newscrawl.page.declared import Metadata


def declared(article=None, tier=None):
    meta = {"article:content_tier": [tier]} if tier else {}
    return Metadata(meta=meta, article=article or {}, embedded={})


@pytest.mark.parametrize(
    ("told", "free"),
    [
        (True, True),
        (False, False),
        ("True", True),
        ("False", False),
        ("false", False),
        ("https://schema.org/False", False),
        ("http://schema.org/True", True),
        ({"@id": "https://schema.org/False"}, False),
        ({"@value": "true"}, True),
        ([False], False),
        ([True, False], None),
        (0, False),
        ("", None),
        ("sebagian", None),
        (None, None),
        ({}, None),
    ],
)
def test_what_json_ld_says(told, free):
    assert is_free(declared({"isAccessibleForFree": told}), closed=False) is free


@pytest.mark.parametrize(
    ("tier", "free"), [("free", True), ("locked", False), ("Locked", False), ("metered", None)]
)
def test_what_the_tier_says(tier, free):
    assert is_free(declared(tier=tier), closed=False) is free


def test_a_page_that_asks_to_subscribe_is_believed_first():
    assert is_free(declared({"isAccessibleForFree": True}), closed=True) is False


def test_json_ld_comes_before_the_tier():
    assert is_free(declared({"isAccessibleForFree": False}, tier="free"), closed=False) is False


def test_where_nothing_tells_nothing_is_said():
    assert is_free(declared(), closed=False) is None
