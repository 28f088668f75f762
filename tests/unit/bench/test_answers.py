"""The answers of the corpus: digests find what they stand for, and hold no text of the pages."""

import json

import pytest

from bench.answers import ANSWERS, answers, digest, figures, fragment, held, judge, plain, same
from bench.corpus import listed

BODY = "Warga Dusun  Sukamaju\n\nmenanam “bakau” di pesisir, Selasa — sejak pagi."


@pytest.mark.parametrize(
    ("piece", "there"),
    [
        ("Warga Dusun", True),
        ("Sukamaju menanam", True),
        ('menanam "bakau"', True),
        ("Selasa - sejak", True),
        ("pagi.", True),
        ("menanam padi", False),
        (BODY + " Esok lagi.", False),
    ],
)
def test_a_digest_finds_the_piece_it_stands_for(piece, there):
    assert held(BODY, [fragment(piece)]) == [there]


def test_a_text_is_the_same_as_itself_and_as_its_digest():
    assert same("Warga “Tanam” Bakau", 'warga "tanam"  bakau')
    assert same("Warga “Tanam” Bakau", digest(plain('warga "tanam" bakau')))
    assert not same("Warga Tanam Padi", digest(plain("Warga Tanam Bakau")))


RIGHT = {
    "headline": digest(plain("Warga Tanam Bakau")),
    "date_published": "2026-11-03T08:15+08:00",
    "date_precision": "minute",
    "authors": [digest(plain("Made Suta"))],
    "body_must": [fragment("menanam “bakau”")],
    "body_must_not": [fragment("Baca juga: Banjir Surut")],
}
READ = {
    "headline": "Warga Tanam Bakau",
    "date": "2026-11-03T00:15:20+00:00",
    "authors": ["Made Suta"],
    "body": BODY,
}


def test_what_is_read_rightly_is_right():
    told = figures([judge(RIGHT, READ)])
    assert told.pop("dates_days_off") == 0
    assert set(told.values()) == {100}


@pytest.mark.parametrize(
    ("wrong", "figure"),
    [
        ({"headline": "Warga Tanam Bakau - Koran Rekaan"}, "headline"),
        ({"date": "2026-11-03T08:16+08:00"}, "dates_right"),
        ({"date": "2026-11-03T08:15"}, "dates_right"),
        ({"date": None}, "dates_right"),
        ({"authors": ["Made Suta", "Admin"]}, "authors"),
        ({"authors": []}, "authors"),
        ({"body": f"{BODY} Baca juga: Banjir Surut"}, "body_clean"),
        ({"body": "Warga pulang."}, "body_kept"),
        ({"body": None}, "body_kept"),
    ],
)
def test_what_is_read_wrongly_is_wrong(wrong, figure):
    assert judge(RIGHT, READ | wrong)[figure] == 0


def test_a_date_that_is_days_off_and_an_invented_author_are_counted():
    assert judge(RIGHT, READ | {"date": "2026-11-05T08:15+08:00"})["dates_days_off"]
    assert not judge(RIGHT, READ | {"date": "2026-11-04"})["dates_days_off"]
    assert judge(RIGHT | {"authors": []}, READ)["authors_invented"]


def test_every_page_of_the_list_has_an_answer():
    assert {answer["page"] for answer in answers()} == {page.name for page in listed()}


def test_no_text_of_a_page_is_kept():
    for answer in map(json.loads, ANSWERS.read_text("utf-8").splitlines()):
        if answer["kind"] == "article":
            texts = [answer["headline"], *answer["authors"]]
            texts += [one for _, one in answer["body_must"] + answer["body_must_not"]]
            assert all(len(text) == 16 and int(text, 16) >= 0 for text in texts)
