"""One way from a page to its line, and one place that says how each field of it is handled."""

from dataclasses import fields
from datetime import UTC, datetime

import pytest

from newscrawl.api import papers
from newscrawl.commands.newsite import KEPT
from newscrawl.extraction import Selectors
from newscrawl.items import HANDLING, article_schema
from newscrawl.monitoring.drift import FIELDS, LAYERED
from newscrawl.sites.article import read_article
from newscrawl.sites.normal_form import NORMALISED
from newscrawl.sites.probe import SHOWN, shown_values

URL = "https://kabar.id/warga-menanam-bakau-di-pesisir"
WHO = ("Nelayan", "Petani", "Pedagang")
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def page(canonical="", headline="Warga Menanam Bakau"):
    body = "".join(f"<p>{who} {'dan pelajar menanam bakau di pesisir. ' * 5}</p>" for who in WHO)
    return (
        f"<html lang=id><head><link rel=canonical href='{canonical}'></head><body><h1>{headline}"
        f"</h1><time>Sabtu, 21 November 2026 08:00</time><article>{body}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("used", "stated"),
    [
        (NORMALISED, lambda how: how.form),
        (FIELDS, lambda how: how.watched),
        (LAYERED, lambda how: how.watched == "layer"),
        (SHOWN, lambda how: how.selector),
        (KEPT, lambda how: how.kept),
        (article_schema()["properties"], lambda _how: True),
    ],
    ids=["normalised", "watched", "watched by layer", "shown", "kept", "documented"],
)
def test_each_use_of_a_field_is_read_from_the_article(used, stated):
    assert set(used) == {name for name, how in HANDLING.items() if stated(how)}


def test_every_selector_of_a_field_shows_one():
    selectors = {one.name for one in fields(Selectors)} - {"noise", "noise_lines"}
    assert sorted(SHOWN.values()) == sorted(selectors)


def test_every_shown_field_has_texts():
    article = read_article(page(), url=URL, paper=None, fetched_at=NOW)
    values = {name: shown_values(article, name) for name in SHOWN}
    assert values["headline"] == ["Warga Menanam Bakau"]
    assert values["date_published"] == ["Sabtu, 21 November 2026 08:00"]
    assert len(values["article_body"]) == 3
    assert values["authors"] == values["images"] == []


@pytest.mark.parametrize(
    ("paper", "url", "told", "address"),
    [
        # A paper's own article is believed, its front page and another's article are not.
        (
            "nusabali",
            "https://www.nusabali.com/berita/123/warga-menanam-bakau?utm_source=x",
            "https://www.nusabali.com/berita/124/warga-menanam-bakau",
            "https://www.nusabali.com/berita/124/warga-menanam-bakau",
        ),
        (
            "nusabali",
            "https://www.nusabali.com/berita/123/warga-menanam-bakau",
            "https://www.nusabali.com/",
            "https://www.nusabali.com/berita/123/warga-menanam-bakau",
        ),
        (
            "nusabali",
            "https://www.nusabali.com/berita/123/warga-menanam-bakau",
            "https://lain.id/berita/123/warga-menanam-bakau",
            "https://www.nusabali.com/berita/123/warga-menanam-bakau",
        ),
        (
            None,
            "https://kabar.id/warga-menanam-bakau-di-pesisir",
            "https://kabar.id/2026/11/21/warga-menanam-bakau-di-pesisir",
            "https://kabar.id/2026/11/21/warga-menanam-bakau-di-pesisir",
        ),
        (
            None,
            "https://kabar.id/warga-menanam-bakau-di-pesisir",
            "https://lain.id/warga-menanam-bakau-di-pesisir",
            "https://kabar.id/warga-menanam-bakau-di-pesisir",
        ),
    ],
)
def test_a_page_is_believed_on_its_address_by_one_rule(paper, url, told, address):
    known = papers()[paper] if paper else None
    article = read_article(page(told), url=url, paper=known, fetched_at=NOW)
    assert article.canonical_url == address


def test_values_are_in_their_one_form():
    article = read_article(
        page(headline="Warga  Menanam\u00a0Bakau di Cafe\u0301"),
        url=URL,
        paper=None,
        fetched_at=NOW,
    )
    assert article.headline == "Warga Menanam Bakau di Caf\u00e9"
