"""Articles that are forgotten come again, as the next revision of their line, and once."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.storage.reconciliation import find_lines, reconcile
from newscrawl.storage.records import Batch, Forgotten, LineBefore, Stored
from newscrawl.storage.seen import State
from newscrawl.urls import article_id

NOW = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
DAY = timedelta(days=1)


def url(number):
    return f"https://paper.example/{number}"


def key(number):
    return article_id(url(number))


def text_hash(number, revision=1):
    return f"{number * 100 + revision:016x}{0:016x}"


def line(number, revision=1, *, days=0):
    told = {
        "id": key(number),
        "url": url(number),
        "canonical_url": url(number),
        "content_hash": text_hash(number, revision),
        "fetched_at": (NOW + days * DAY).isoformat(),
        "revision": revision,
    }
    return json.dumps(told) + "\n"


def stored(number, revision=1, *, file="a.jsonl", days=0):
    return Stored(key(number), file, NOW + days * DAY, text_hash(number, revision), revision)


@pytest.fixture
def state(places):
    with State(places.state()) as state:
        yield state


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def write(folder, name, *lines):
    (folder / name).write_text("".join(lines))


def forget(state, folder, *numbers, since=None):
    reconcile(state, "bali", folder)
    found = find_lines(
        state.stored_since("bali", since, {key(n) for n in numbers}), folder, article_id
    )
    state.forget("bali", found)
    return {one.id for one in found}


def known(state, *numbers):
    return [n for n in numbers if state.known("bali", [key(n)])]


def test_what_is_forgotten_is_not_known_until_its_next_line(state, folder):
    write(folder, "a.jsonl", line(1), line(2))
    assert forget(state, folder, 1) == {key(1)}
    assert known(state, 1, 2) == [2]
    assert state.to_retry("bali") == [url(1)]
    assert state.line_before("bali", key(1)) == LineBefore(1, text_hash(1))
    assert state.line_before("bali", key(2)) is None
    write(folder, "b.jsonl", line(1, 2))
    assert reconcile(state, "bali", folder).marked == 1
    assert known(state, 1, 2) == [1, 2]
    assert state.to_retry("bali") == []


def test_an_alias_of_it_is_not_known_either(state, folder):
    write(folder, "a.jsonl", line(1))
    reconcile(state, "bali", folder)
    state.mark("bali", Batch(aliases=[(key(7), key(1))]))
    forget(state, folder, 1)
    assert known(state, 7) == []
    state.mark("bali", Batch([stored(1, 2, file="b.jsonl")]))
    assert known(state, 7) == [7]


def test_it_may_be_forgotten_again(state, folder):
    write(folder, "a.jsonl", line(1))
    forget(state, folder, 1)
    assert forget(state, folder, 1) == set(), "it waits already"
    write(folder, "b.jsonl", line(1, 2))
    assert forget(state, folder, 1) == {key(1)}
    assert state.line_before("bali", key(1)) == LineBefore(2, text_hash(1, 2))


def test_since_is_when_it_was_fetched(state, folder):
    write(folder, "a.jsonl", *(line(n, days=n) for n in range(5)))
    assert forget(state, folder, since=NOW + 3 * DAY) == {key(3), key(4)}
    assert forget(state, folder, 1, 2, since=NOW + 2 * DAY) == {key(2)}
    assert known(state, *range(5)) == [0, 1]


def test_the_line_of_the_highest_revision_counts_in_whatever_order_files_are_read(state, folder):
    write(folder, "a.jsonl", line(1, 3))
    write(folder, "b.jsonl", line(1, 1))
    write(folder, "c.jsonl", line(1, 2))
    assert forget(state, folder, 1) == {key(1)}
    assert state.line_before("bali", key(1)) == LineBefore(3, text_hash(1, 3))
    assert state.same_body(text_hash(1, 3)).id == key(1)
    assert state.same_body(text_hash(1, 1)) is None


def test_a_state_that_is_made_again_knows_all_lines_at_their_last_revision(state, folder, tmp_path):
    write(folder, "a.jsonl", line(1), line(2))
    forget(state, folder, 1, 2)
    write(folder, "b.jsonl", line(1, 2))
    with State(tmp_path / "other.sqlite") as other:
        reconcile(other, "bali", folder)
        assert known(other, 1, 2) == [1, 2], "2 is there as it was, and may be forgotten anew"
        assert forget(other, folder, 1, 2) == {key(1), key(2)}
        assert other.line_before("bali", key(1)).revision == 2
        assert other.line_before("bali", key(2)).revision == 1


@pytest.mark.parametrize("anew", [False, True])
def test_a_new_line_that_is_lost_comes_again_at_its_revision(state, folder, tmp_path, anew):
    write(folder, "a.jsonl", line(1))
    forget(state, folder, 1)
    write(folder, "b.jsonl", line(2), line(1, 2))
    with State(tmp_path / "other.sqlite") as other:
        one = other if anew else state
        reconcile(one, "bali", folder)
        assert known(one, 1) == [1]
        write(folder, "b.jsonl", line(2))  # a power cut
        assert reconcile(one, "bali", folder).lost == 1
        assert known(one, 1) == []
        before = one.line_before("bali", key(1))
        assert before == LineBefore(1, None if anew else text_hash(1))


def test_reading_an_old_line_again_does_not_make_it_known(state, folder):
    write(folder, "a.jsonl", line(1), line(2))
    forget(state, folder, 1)
    write(folder, "c.jsonl", line(1), line(2))
    reconcile(state, "bali", folder)
    assert known(state, 1, 2) == [2]


def test_without_a_line_here_the_listings_are_walked_to_it_again(state, folder):
    for started in (NOW - 2 * DAY, NOW - DAY):
        run = state.run_started("bali", started, full_run=True)
        state.run_ended(run, complete=True, reason="finished", articles=1, passed_over=0)
    at = datetime.now(UTC) - timedelta(hours=1)
    state.mark("bali", Batch([Stored(key(1), "gone.jsonl", at, text_hash(1))]))
    state.forget("bali", [Forgotten(key(1), at, 1)])
    assert state.coverage("bali").complete_since is None
    assert state.to_retry("bali") == []
    assert state.line_before("bali", key(1)) == LineBefore(1, None)


def test_a_page_that_failed_before_gets_all_its_tries(state, folder):
    write(folder, "a.jsonl", line(1))
    reconcile(state, "bali", folder)
    forget(state, folder, 1)
    assert state.to_retry("bali") == [url(1)]
