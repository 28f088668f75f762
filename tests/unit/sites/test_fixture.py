"""Fixtures of real pages: the same structure and answer, no word of the text."""

import json
import re
from datetime import UTC, datetime

import pytest

from newscrawl.api import papers
from newscrawl.commands.fixture import write
from newscrawl.items import HANDLING
from newscrawl.page.errors import NotAnArticle
from newscrawl.sites import fixture
from newscrawl.sites.fixture import (
    WORD,
    UnlikeError,
    Words,
    changes,
    kept_words,
    make_fixture,
    read_again,
)

PAPER = papers()["beritabali"]
URL = (
    "https://beritabali.com/read/2026/11/09/202611090009/"
    "penenun-rangrang-menggelar-kain-raksasa-menyambut-purnama.html"
)
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
HEADLINE = "Penenun Rangrang Menggelar Kain Raksasa Menyambut Purnama"
TEXT = [
    "DENPASAR - Penenun rangrang dari delapan dusun menggelar kain raksasa sepanjang 120 meter.",
    "Kain itu ditenun bergantian selama sembilan pekan, kata Sarinadi Waskita, penggagas acara.",
    "Pengunjung berdatangan sejak subuh membawa payung bambu, keranjang, serta bekal ketupat.",
]
DATA = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2026-11-09T21:07:00+08:00",
    "author": {"@type": "Person", "name": "Gandring Pradipta"},
    "description": TEXT[1],
}


def page(text=TEXT, byline="Penulis: Gandring Pradipta"):
    links = "".join(f"<li><a href='/k/{n}'>Rubrik kesembilan {n}</a></li>" for n in range(30))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text)
    return f"""<!doctype html><html lang="id"><head><title>{HEADLINE} | Beritabali.com</title>
<meta property="og:title" content="{HEADLINE}"><link rel="canonical" href="{URL}">
<link rel="stylesheet" href="/gaya.css"><style>.x{{color:red}}</style>
<script>track("Pengunjung berdatangan sejak subuh")</script>
<script type="application/ld+json">{json.dumps(DATA)}</script></head>
<body><!-- catatan redaktur bersembunyi --><nav><ul>{links}</ul></nav>
<article class="detail" onclick="go()" data-track="abc"><h1>{HEADLINE}</h1>
<div class="meta">{byline}</div><time>Senin, 9 November 2026 21:07 WITA</time>
<div class="isi">{body}</div></article></body></html>"""


def leaked(page, fixture, kept, run):
    """Return the runs of words of the original text that a fixture still has.

    A run counts when it has no word that was to stay.
    """
    there = " ".join(WORD.findall(fixture.casefold()))
    found = []
    for text in page:
        words = WORD.findall(text.casefold())
        for start in range(len(words) - run + 1):
            part = words[start : start + run]
            if not kept.issuperset(part) and " ".join(part) in there:
                found.append(" ".join(part))
    return found


@pytest.fixture
def made():
    return make_fixture(page(), url=URL, paper=PAPER, fetched_at=NOW)


def test_the_answer_is_that_of_the_page_with_invented_words(made):
    expected = made.expected
    assert expected["date_published"] == "2026-11-09T21:07:00+08:00"
    assert expected["dateline"] == "DENPASAR"
    assert [len(name) for name in expected["authors"]] == [len("Gandring Pradipta")]
    assert len(expected["headline"].split()) == len(HEADLINE.split())
    assert len(expected["article_body"].split("\n\n")) == len(TEXT)
    assert expected == read_again(
        made.page.encode(),
        {"url": made.url, "fetched_at": NOW.isoformat(), "expected": expected},
        PAPER,
    )


def test_no_words_of_the_text_are_left_anywhere(made):
    kept = kept_words(PAPER, URL)
    told = [HEADLINE, *TEXT, "Gandring Pradipta", "Rubrik kesembilan", "catatan redaktur"]
    assert leaked(told, made.page + made.url, kept, run=2) == []
    for word in (
        "raksasa",
        "rangrang",
        "waskita",
        "gandring",
        "ketupat",
        "redaktur",
        "berdatangan",
    ):
        assert word not in (made.page + made.url).casefold()


def test_what_a_reader_goes_by_stays_and_the_rest_goes(made):
    for kept in ("Penulis:", "Senin, 9 November 2026 21:07 WITA", 'class="isi"', "NewsArticle"):
        assert kept in made.page
    for gone in ("track(", "gaya.css", "<style", "onclick", "data-track", "<!-- "):
        assert gone not in made.page
    assert made.page.count("<li>") < 6
    assert re.fullmatch(
        r"https://beritabali\.com/read/2026/11/09/202611090009/[a-z-]+\.html", made.url
    )


def test_the_same_page_gives_the_same_fixture(made):
    assert make_fixture(page(), url=URL, paper=PAPER, fetched_at=NOW) == made


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rangrang RANGRANG rangrang", lambda one: one[0].lower() == one[1].lower() == one[2]),
        ("iPhone", lambda one: one[0][0].islower() and one[0][1].isupper()),
        ("Oleh: Ni Sari", lambda one: one[0] == "Oleh:" and one[1] == "Ni"),
        ("12 Desember 2026", lambda one: one == ["12", "Desember", "2026"]),
        ("kompas.com", lambda one: one == ["kompas.com"]),
    ],
)
def test_words_are_invented_by_length_and_case(text, told):
    words = Words(kept_words(PAPER, URL))
    invented = words.text(text)
    assert [len(one) for one in invented.split()] == [len(one) for one in text.split()]
    assert told(invented.split())


def test_json_is_invented_however_badly_it_is_written():
    words = Words(kept_words(PAPER, URL))
    told = words.json(
        '{"@type":"NewsArticle", "headline" : "Rangrang \\"raksasa\\"",'
        ' "url":"https:\\/\\/a.id\\/x",'
        ' "keywords":["Tenun rangrang",], "datePublished":"2026-11-09T21:07:00+08:00",, }'
    )
    assert "NewsArticle" in told
    assert "2026-11-09T21:07:00+08:00" in told
    assert not {"rangrang", "raksasa", "tenun"} & set(re.findall(r"[a-z]+", told.lower()))


def test_a_fixture_that_reads_otherwise_is_refused(monkeypatch):
    monkeypatch.setattr(fixture, "written", lambda root: page(byline="Penulis: Orang Lain"))
    with pytest.raises(UnlikeError, match="headline"):
        make_fixture(page(), url=URL, paper=PAPER, fetched_at=NOW)


def test_a_page_that_is_no_article_is_none():
    with pytest.raises(NotAnArticle):
        make_fixture("<p>Halo</p>", url=URL, paper=PAPER, fetched_at=NOW)


def test_a_case_says_what_changed(tmp_path, made):
    write(tmp_path / "beritabali" / "kain", made, NOW)
    told = json.loads((tmp_path / "beritabali" / "kain" / "expected.json").read_text("utf-8"))
    before = {**told["expected"], "authors": ["Orang Lain"]}
    before.pop("dateline")
    lines = list(changes(before, told["expected"]))
    assert any(line.startswith("authors: ['Orang Lain'] is now") for line in lines)
    assert any(line == "dateline: 'DENPASAR' (new)" for line in lines)
    assert set(told["expected"]) >= {name for name, how in HANDLING.items() if how.kept}
