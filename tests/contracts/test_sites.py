"""The papers' own pages: what each field of an article and each listing must give.

`sites/<spider>/<name>.json` holds `url`, `file` (below newscrawl/newsstand/pages), `fetched_at` and
`expected`; `<name>.links.json` holds `url`, `file`, `links` and `next`.
"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from itemadapter import ItemAdapter

from newscrawl.api import extract_article, list_links, papers
from tests.support.paths import PAGES, SITES


def has_page(file):
    """A fixture of `scrapy newsite` names no page: pages of papers are not kept here."""
    page = json.loads(file.read_text(encoding="utf-8"))["file"]
    return bool(page) and (PAGES / page).is_file()


FILES = [file for file in sorted(SITES.glob("*/*.json")) if has_page(file)]
ARTICLES = [file for file in FILES if not file.name.endswith(".links.json")]
LISTINGS = [file for file in FILES if file.name.endswith(".links.json")]
FIELDS = [
    (file, field)
    for file in ARTICLES
    for field in json.loads(file.read_text(encoding="utf-8"))["expected"]
]


def label(value):
    return f"{value.parent.name}-{value.stem}" if isinstance(value, Path) else str(value)


@cache
def fixture(file):
    return json.loads(file.read_text(encoding="utf-8"))


@cache
def line(file):
    case = fixture(file)
    article = extract_article(
        (PAGES / case["file"]).read_bytes(),
        url=case["url"],
        spider=file.parent.name,
        fetched_at=datetime.fromisoformat(case["fetched_at"]),
    )
    return ItemAdapter(article).asdict() if article else None


@pytest.mark.parametrize(("file", "field"), FIELDS, ids=label)
def test_field(file, field):
    found = line(file)
    assert found is not None, "no article"
    assert found[field] == fixture(file)["expected"][field]


@pytest.mark.parametrize("file", LISTINGS, ids=label)
def test_listing(file):
    case = fixture(file)
    page = (PAGES / case["file"]).read_bytes()
    listing = list_links(page, url=case["url"], spider=file.parent.name)
    canonical = papers()[file.parent.name].canonical
    assert [canonical(link.url) for link in listing.links] == case["links"]
    assert listing.next_page == case["next"]
