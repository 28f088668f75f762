"""The papers' own pages: what each field of an article and each listing must give."""

from functools import cache

import pytest
from itemadapter import ItemAdapter

from newscrawl.api import extract_article, list_links, papers
from tests.support.cases import address_of, cases
from tests.support.paths import PAGES

CASES = list(cases())
ARTICLES = [case for case in CASES if not case.is_listing]
LISTINGS = [case for case in CASES if case.is_listing]
FIELDS = [(case, field) for case in ARTICLES for field in case.told["expected"]]


@cache
def line(case):
    article = extract_article(
        case.page, url=case.url, spider=case.paper, fetched_at=case.fetched_at
    )
    return ItemAdapter(article).asdict() if article else None


@pytest.mark.parametrize(("case", "field"), FIELDS, ids=str)
def test_field(case, field):
    found = line(case)
    assert found is not None, "no article"
    assert found[field] == case.told["expected"][field]


@pytest.mark.parametrize("case", LISTINGS, ids=str)
def test_listing(case):
    listing = list_links(case.page, url=case.url, spider=case.paper)
    canonical = papers()[case.paper].canonical
    assert [canonical(link.url) for link in listing.links] == case.told["links"]
    assert listing.next_page == case.told["next"]


def test_an_address_that_the_newsstand_knows_is_not_typed_again():
    shown = [case for case in CASES if case.file.is_relative_to(PAGES)]
    assert [case for case in shown if case.told.get("url") == address_of(case.file)] == []
