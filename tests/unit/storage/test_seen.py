"""The state, and how it and the feed files find together again."""

import json
import resource
import sqlite3
import threading
import time
from datetime import UTC, date, datetime, timedelta

import pytest

from newscrawl.storage import seen
from newscrawl.storage.compression import compression_of, frames
from newscrawl.storage.reconciliation import reconcile
from newscrawl.storage.records import (
    Batch,
    Coverage,
    FirstSeen,
    Forgotten,
    Page,
    PassedOver,
    Stored,
    Validators,
)
from newscrawl.storage.seen import State
from newscrawl.storage.tables import StateError
from newscrawl.urls import article_id

NOW = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
DAY = timedelta(days=1)


def key(number):
    return f"{number:020x}"


def stored(number, *, file="a.jsonl", at=NOW, body=None):
    return Stored(key(number), file, at, f"{number if body is None else body:032x}")


def body_of(number):
    """Hashes differ in their first half, the part that is kept."""
    return f"{number:016x}{0:016x}"


def missed(number, reason="http 503", *, before=None, transient=False, at=None):
    url = f"https://paper.example/{number}"
    return PassedOver(key(number), url, reason, at or datetime.now(UTC), before, transient)


@pytest.fixture
def state(places):
    with State(places.state()) as state:
        yield state


def test_known_are_the_papers_own(state):
    state.mark("bali", Batch([stored(1), stored(2)]))
    state.mark("papua", Batch([stored(3)]))
    everything = [key(n) for n in range(2000)]
    assert state.known("bali", everything) == {key(1), key(2)}
    assert state.known("papua", everything) == {key(3)}
    assert state.known("aceh", everything) == set()
    assert state.known("bali", []) == set()


def test_what_is_marked_outlives_the_connection(places, state):
    state.mark("bali", Batch([stored(1)]))
    with State(places.state()) as other:
        assert other.known("bali", [key(1)])


def test_a_batch_is_committed_whole_or_not_at_all(state):
    broken = Batch([stored(1), Stored("no hex", "a.jsonl", NOW)])
    with pytest.raises(ValueError, match="non-hexadecimal"):
        state.mark("bali", broken)
    assert not state.known("bali", [key(1)])
    assert state.files("bali") == {}


def test_an_alias_is_known_with_its_article(state):
    state.mark("bali", Batch(aliases=[(key(7), key(1))]))
    assert not state.known("bali", [key(7)]), "the article is not stored"
    state.mark("bali", Batch([stored(1)]))
    assert state.known("bali", [key(7), key(1)]) == {key(7), key(1)}
    assert not state.known("papua", [key(7)])


def test_the_earliest_article_with_a_body(state):
    late = Stored(key(1), "a.jsonl", NOW, body_of(5))
    early = Stored(key(2), "b.jsonl", NOW - DAY, body_of(5))
    state.mark("bali", Batch([late]))
    assert state.same_body(body_of(5)) == FirstSeen(key(1), "bali")
    state.mark("papua", Batch([early]))
    assert state.same_body(body_of(5)) == FirstSeen(key(2), "papua")
    assert state.same_body(body_of(6)) is None
    assert state.same_body("f" * 32) is None


def test_failed_pages_are_tried_three_times_then_left_alone(state):
    for tries in range(3):
        assert len(state.to_retry("bali")) == bool(tries)
        state.mark("bali", Batch(passed_over=[missed(1, transient=True)]))
        assert bool(state.skippable("bali", [key(1)], NOW)) == (tries == 2)
    assert state.to_retry("bali") == []
    assert state.to_retry("papua") == []


def test_pages_left_alone_get_their_turn_after_a_week(state):
    week_ago = datetime.now(UTC) - timedelta(days=7, minutes=1)
    for _ in range(3):
        state.mark("bali", Batch(passed_over=[missed(1, "no body", at=week_ago)]))
    assert state.skippable("bali", [key(1)], NOW) == set()
    state.mark("bali", Batch(passed_over=[missed(1, "no body")]))
    assert state.skippable("bali", [key(1)], NOW) == {key(1)}


def test_another_kind_of_failure_begins_the_count_anew(state):
    for transient in (True, True, False, True):
        state.mark("bali", Batch(passed_over=[missed(1, transient=transient)]))
    assert state.to_retry("bali") == ["https://paper.example/1"]


def test_too_old_articles_are_not_fetched_again_for_the_same_window(state):
    for _ in range(4):
        state.mark("bali", Batch(passed_over=[missed(1, "outside the window", before=NOW)]))
    assert state.skippable("bali", [key(1), key(2)], NOW) == {key(1)}
    assert state.skippable("bali", [key(1)], NOW + DAY) == {key(1)}
    assert state.skippable("bali", [key(1)], NOW - DAY) == set(), "an earlier window may want it"
    assert state.to_retry("bali") == []


def test_what_is_stored_is_no_longer_passed_over(state):
    failed = [missed(1, transient=True), missed(7, transient=True), missed(8, transient=True)]
    state.mark("bali", Batch(passed_over=failed))
    state.mark("bali", Batch([stored(1)], aliases=[(key(7), key(1))]))
    assert state.to_retry("bali") == ["https://paper.example/8"]


def test_what_was_passed_over_is_forgotten_after_90_days(state):
    old = datetime.now(UTC) - timedelta(days=91)
    state.mark("bali", Batch(passed_over=[missed(1, before=NOW, at=old), missed(2, before=NOW)]))
    state.run_started("bali", NOW, full_run=True)
    assert state.skippable("bali", [key(1), key(2)], NOW) == {key(2)}


def end(state, run, *, complete):
    state.run_ended(run, complete=complete, reason="finished", articles=1, passed_over=0)


def covered(state):
    return state.coverage("bali")._replace(earliest=None)


def test_coverage(state):
    assert covered(state) == Coverage(None, hole=False, first_since=None)
    state.run_started("bali", NOW, full_run=True)  # killed
    end(state, state.run_started("bali", NOW - DAY, full_run=True), complete=False)
    assert covered(state) == Coverage(None, hole=True, first_since=NOW)

    before = datetime.now(UTC).replace(microsecond=0)
    end(state, state.run_started("bali", NOW, full_run=True), complete=True)
    complete_since, hole, first_since, _ = state.coverage("bali")
    assert before <= complete_since <= datetime.now(UTC)
    assert (hole, first_since) == (False, None)

    state.run_started("bali", NOW, full_run=True)
    assert covered(state) == Coverage(complete_since, hole=True, first_since=None)
    assert state.coverage("papua") == Coverage(None, hole=False, first_since=None)


def test_a_newer_state_is_left_alone(tmp_path):
    path = tmp_path / "newscrawl.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StateError, match="newer newscrawl .version 99.*upgrade"):
        State(path)


def test_a_foreign_database_is_left_alone(tmp_path):
    path = tmp_path / "newscrawl.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE photographs (name)")
    db.close()
    with pytest.raises(StateError, match="something else"):
        State(path)


def test_a_damaged_state_says_what_to_do(tmp_path):
    path = tmp_path / "newscrawl.sqlite"
    path.write_bytes(b"newscrawl " * 1000)
    with pytest.raises(StateError, match="damaged.*move it away.*rebuilds"):
        State(path)


def test_a_state_that_cannot_be_opened(tmp_path):
    with pytest.raises(StateError, match="cannot be used"):
        State(tmp_path / "missing" / "newscrawl.sqlite")


def test_many_first_runs_at_once(places):
    failures = []

    def begin(number):
        try:
            with State(places.state()) as state:
                for n in range(20):
                    state.mark(f"paper{number}", Batch([stored(1000 * number + n)]))
        except StateError as error:
            failures.append(error)

    threads = [threading.Thread(target=begin, args=[n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with State(places.state()) as state:
        for number in range(8):
            ids = {key(1000 * number + n) for n in range(20)}
            assert state.known(f"paper{number}", ids) == ids


# Feeds and state


def line(number, **more):
    value = {"id": key(number), "content_hash": body_of(number), "fetched_at": NOW.isoformat()}
    return json.dumps(value | more).encode() + b"\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "articles" / "bali"
    folder.mkdir(parents=True)
    return folder


def everything(state):
    return state.known("bali", [key(n) for n in range(100)])


def keys(*numbers):
    return {key(n) for n in numbers}


def test_no_feeds_yet(state, tmp_path):
    repair = reconcile(state, "bali", tmp_path / "missing")
    assert (repair.marked, repair.lost, repair.removed) == (0, 0, 0)


def test_lines_that_were_not_committed_are_marked(state, folder):
    (folder / "a.jsonl").write_bytes(line(1))
    reconcile(state, "bali", folder)
    with (folder / "a.jsonl").open("ab") as file:
        file.write(line(2) + line(3)[:-20])
    assert reconcile(state, "bali", folder).marked == 1
    assert everything(state) == keys(1, 2)
    assert (folder / "a.jsonl").read_bytes() == line(1) + line(2)
    assert state.same_body(body_of(2)) == FirstSeen(key(2), "bali")
    assert state.files("bali")["a.jsonl"].size == len(line(1) + line(2))


def test_a_whole_last_line_without_its_end_is_kept(state, folder):
    (folder / "a.jsonl").write_bytes(line(1) + line(2).rstrip())
    reconcile(state, "bali", folder)
    assert everything(state) == keys(1, 2)
    assert (folder / "a.jsonl").read_bytes() == line(1) + line(2)


def test_a_file_as_committed_is_not_read(state, folder, monkeypatch):
    (folder / "a.jsonl").write_bytes(line(1))
    reconcile(state, "bali", folder)
    monkeypatch.setattr("newscrawl.storage.reconciliation.read", None)
    reconcile(state, "bali", folder)


def test_blocks_that_were_never_written_are_taken_out(state, folder):
    path = folder / "a.jsonl"
    path.write_bytes(line(1) + bytes(300) + b"\n" + line(2) + bytes(70_000))
    assert reconcile(state, "bali", folder).removed == 1
    assert path.read_bytes() == line(1) + line(2)
    assert everything(state) == keys(1, 2)
    assert [one.name for one in folder.iterdir()] == ["a.jsonl"]


def test_lost_lines_come_again(state, folder):
    run = state.run_started("bali", NOW, full_run=True)
    path = folder / "a.jsonl"
    path.write_bytes(line(1) + line(2) + line(3))
    rows = [Stored(key(n), "a.jsonl", NOW, body_of(n)) for n in (1, 2, 3)]
    state.mark("bali", Batch(rows, sizes={"a.jsonl": path.stat().st_size}), run=run)
    end(state, run, complete=True)
    path.write_bytes(line(1) + line(2)[:-9])
    assert reconcile(state, "bali", folder).lost == 2
    assert everything(state) == keys(1)
    assert path.read_bytes() == line(1)
    assert state.coverage("bali").hole, "the walk must go past what is known"


def test_lines_that_the_user_took_out_of_the_middle_come_again(state, folder):
    path = folder / "a.jsonl"
    path.write_bytes(line(1) + line(22) + line(3))
    reconcile(state, "bali", folder)
    path.write_bytes(line(1) + line(3))
    assert reconcile(state, "bali", folder).lost == 1
    assert everything(state) == keys(1, 3)


def test_a_file_that_the_user_took_away_stays_known(state, folder):
    (folder / "a.jsonl").write_bytes(line(1))
    (folder / "b.jsonl").write_bytes(line(2))
    reconcile(state, "bali", folder)
    (folder / "a.jsonl").unlink()
    reconcile(state, "bali", folder)
    assert everything(state) == keys(1, 2)


def test_a_renamed_file_keeps_its_articles(state, folder):
    path = folder / "a.jsonl"
    path.write_bytes(line(1) + line(2))
    reconcile(state, "bali", folder)
    path = path.rename(folder / "november.jsonl")
    assert reconcile(state, "bali", folder).marked == 0
    path.write_bytes(line(1))
    reconcile(state, "bali", folder)
    assert everything(state) == keys(1)


def test_links_are_known_again_by_the_address_fetched(state, folder):
    url = "https://paper.example/read/1/berita-yang-lain"
    (folder / "a.jsonl").write_bytes(line(1, url=url))
    reconcile(state, "bali", folder)
    assert state.known("bali", [article_id(url)])


def test_lines_of_others_are_left_alone(state, folder):
    foreign = b'{"note": "mine"}\n{"id": 5}\n{"id": "short"}\n{"id": "' + b"x" * 20 + b'"}\n'
    bare = json.dumps({"id": key(2)}).encode() + b"\n"
    (folder / "a.jsonl").write_bytes(foreign + bare)
    reconcile(state, "bali", folder)
    assert everything(state) == keys(2)
    assert (folder / "a.jsonl").read_bytes() == foreign + bare


def test_lines_that_not_all_targets_got_are_taken_out(state, folder):
    state.mark_shared("bali", "a.jsonl", run=1)
    (folder / "a.jsonl").write_bytes(line(1) + line(2) + line(3))
    state.mark("bali", Batch([stored(2)]))
    assert reconcile(state, "bali", folder).removed == 2
    assert (folder / "a.jsonl").read_bytes() == line(2)
    assert everything(state) == keys(2)
    assert not state.files("bali")["a.jsonl"].shared


def test_how_far_back_any_run_went(state):
    assert state.coverage("bali").earliest is None
    state.run_started("bali", NOW - DAY, full_run=True)
    state.run_started("bali", NOW, full_run=True)
    assert state.coverage("bali").earliest == NOW - DAY


# The same for compressed feeds


@pytest.fixture(params=[".gz", ".zst"])
def path(request, folder):
    return folder / f"a.jsonl{request.param}"


def packed(path, *frames):
    return b"".join(compression_of(path).pack(frame) for frame in frames)


def unpacked(path):
    found = list(frames(path, compression_of(path)))
    assert None not in [frame.data for frame in found]
    return b"".join(frame.data for frame in found)


def test_packed_lines_that_were_not_committed_are_marked(state, folder, path):
    path.write_bytes(packed(path, line(1)))
    reconcile(state, "bali", folder)
    with path.open("ab") as file:
        file.write(packed(path, line(2) + line(3), line(4)) + packed(path, line(5))[:-9])
    assert reconcile(state, "bali", folder).marked == 3
    assert everything(state) == keys(1, 2, 3, 4)
    assert unpacked(path) == line(1) + line(2) + line(3) + line(4)
    assert state.files("bali")[path.name].size == path.stat().st_size


def test_packed_lines_that_are_lost_come_again(state, folder, path):
    path.write_bytes(packed(path, line(1), line(2) + line(3)))
    reconcile(state, "bali", folder)
    path.write_bytes(packed(path, line(1), line(2) + line(3))[:-9])
    assert reconcile(state, "bali", folder).lost == 2
    assert everything(state) == keys(1)
    assert unpacked(path) == line(1)


def test_a_broken_stretch_between_frames_is_taken_out(state, folder, path):
    half = packed(path, line(7))[:-9]
    path.write_bytes(packed(path, line(1)) + half + bytes(70_000) + packed(path, line(2)))
    assert reconcile(state, "bali", folder).removed == 1
    assert unpacked(path) == line(1) + line(2)
    assert everything(state) == keys(1, 2)
    assert list(folder.iterdir()) == [path]


def test_packed_lines_that_are_none_are_taken_out(state, folder, path):
    path.write_bytes(packed(path, line(1) + b"none\n" + line(2)[:9], line(2)[9:], line(3)[:-9]))
    assert reconcile(state, "bali", folder).removed == 2
    assert unpacked(path) == line(1) + line(2)
    assert everything(state) == keys(1, 2)


def test_packed_lines_that_not_all_targets_got_are_taken_out(state, folder, path):
    state.mark_shared("bali", path.name, run=1)
    path.write_bytes(packed(path, line(1) + line(2), line(3)))
    state.mark("bali", Batch([stored(2, file=path.name)]))
    assert reconcile(state, "bali", folder).removed == 2
    assert unpacked(path) == line(2)
    assert everything(state) == keys(2)


def test_a_file_that_the_user_compressed_keeps_its_articles(state, folder, path):
    full_run = folder / "a.jsonl"
    full_run.write_bytes(line(1) + line(2))
    reconcile(state, "bali", folder)
    full_run.unlink()
    path.write_bytes(packed(path, line(1) + line(2)))
    repair = reconcile(state, "bali", folder)
    assert (repair.marked, repair.lost) == (0, 0)
    assert everything(state) == keys(1, 2)


def test_a_full_disk_is_told_at_once(tmp_path):
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    began = time.monotonic()
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, most[1]))
    try:
        with pytest.raises(StateError, match="cannot be used"):
            State(tmp_path / "newscrawl.sqlite")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert time.monotonic() - began < 10, "it waited as if for another crawl"


#: What takes a state back to an older version, the last step first.
BACK = {
    5: "DROP TABLE uploads",
    4: "DROP TABLE young",
    3: "DROP TABLE days",
    2: "DROP VIEW current; DROP TABLE forgotten; ALTER TABLE articles DROP COLUMN revision",
    1: "DROP TABLE learned",
}


@pytest.mark.parametrize("version", BACK)
def test_a_state_of_an_older_version_is_brought_up_to_date(tmp_path, version):
    path = tmp_path / "newscrawl.sqlite"
    with State(path) as state:
        state.mark("bali", Batch(articles=[Stored("0" * 20, "a.jsonl", NOW)]))
    with sqlite3.connect(path) as db:
        for step in range(5, version - 1, -1):
            db.executescript(BACK[step])
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    with State(path) as state:
        state.learn("bali", "{}")
        assert state.learned("bali") == "{}"
        assert state.known("bali", ["0" * 20])
        (one,) = state.stored_since("bali", None, set())
        assert (one.id, one.revision) == ("0" * 20, 1)
        assert state.completed_days("bali") == {}
        assert state.young("bali", NOW) == []


def test_what_was_learned_is_kept_a_paper_and_forgotten(state):
    state.learn("bali", "one")
    state.learn("bali", "two")
    state.learn("papua", "three")
    assert state.learned("bali") == "two"
    assert state.all_learned() == {"bali": "two", "papua": "three"}
    state.learn("bali", None)
    assert state.learned("bali") is None


def test_what_is_on_its_way_to_a_store_is_kept_until_it_ended(state):
    sent = [Stored(key(1), "s3://b/1", NOW, body_of(1)), Stored(key(2), "s3://b/1", NOW, None, 3)]
    state.upload_begins("bali", "s3://b/1", sent)
    state.upload_begins("bali", "s3://b/2", [])
    assert state.uploads("bali") == {"s3://b/1": sent, "s3://b/2": []}
    assert state.uploads("papua") == {}
    state.upload_ended("bali", "s3://b/1")
    assert state.uploads("bali") == {"s3://b/2": []}


def test_days_are_kept_a_paper_and_forgotten_with_the_lines_of_their_run(state):
    day, later = date(2015, 3, 21), date(2015, 3, 22)
    first = state.run_started("bali", NOW, full_run=False)
    state.mark("bali", Batch([Stored("0" * 20, "a.jsonl", NOW)], days={day: True}), run=first)
    second = state.run_started("bali", NOW, full_run=False)
    stored = [Stored("1" * 20, "b.jsonl", NOW)]
    state.mark("bali", Batch(stored, days={later: False}), run=second)
    assert state.completed_days("bali") == {day: True, later: False}
    assert state.completed_days("papua") == {}
    state.lose("bali", "b.jsonl", ["1" * 20])
    assert state.completed_days("bali") == {day: True}
    state.forget("bali", [Forgotten("0" * 20, NOW, 1)])  # the listings are to be walked again
    assert state.completed_days("bali") == {}


def page_of(name, age=timedelta(), etag=None):
    published = datetime.now(UTC) - age
    return Page(f"https://contoh.id/{name}", published, "a" * 32, Validators(etag))


def test_the_pages_of_young_articles_are_kept_newest_first_and_no_others(state):
    ages = {"0": timedelta(hours=5), "1": timedelta(hours=1), "2": timedelta(days=30)}
    rows = [
        Stored(n * 20, "a.jsonl", NOW, "b" * 32, page=page_of(n, age, f'"{n}"'))
        for n, age in ages.items()
    ]
    state.mark("bali", Batch([*rows, Stored("3" * 20, "a.jsonl", NOW)]))
    always, lately = datetime(2000, 1, 1, tzinfo=UTC), datetime.now(UTC) - timedelta(hours=2)
    assert [one.id for one in state.young("bali", always)] == ["1" * 20, "0" * 20]
    (one,) = state.young("bali", lately)
    assert (one.url, one.revision, one.content_hash) == ("https://contoh.id/1", 1, "b" * 32)
    assert one.validators == Validators('"1"')
    assert state.young("papua", always) == []
    # What waits for its new line is not asked for a second time.
    state.forget("bali", [Forgotten("1" * 20, NOW, 1, url="https://contoh.id/1", link="1" * 20)])
    assert [one.id for one in state.young("bali", always)] == ["0" * 20]
    state.mark("bali", Batch([Stored("1" * 20, "a.jsonl", NOW, "c" * 32, 2, page_of("1"))]))
    state.mark("bali", Batch(rows))  # an older file that is read later
    newest = state.young("bali", always)[0]
    assert (newest.revision, newest.content_hash, newest.validators.etag) == (2, "c" * 32, None)
    state.mark("bali", Batch(looked_at={"0" * 20: page_of("0", etag='"neu"')}))
    assert state.young("bali", always)[1].validators.etag == '"neu"'
    state.mark("bali", Batch(removed=["0" * 20]))
    assert [one.id for one in state.young("bali", always)] == ["1" * 20]


def test_pages_are_dropped_when_they_are_old_or_too_many(state, monkeypatch):
    monkeypatch.setattr(seen, "MOST_YOUNG", 2)
    always = datetime(2000, 1, 1, tzinfo=UTC)
    for n in range(4):
        row = Stored(f"{n}" * 20, "a.jsonl", NOW, page=page_of(n, timedelta(hours=n)))
        state.mark("bali", Batch([row]))
    state.run_started("bali", NOW, full_run=True)
    assert [one.id[0] for one in state.young("bali", always)] == ["0", "1"]
    monkeypatch.setattr(seen, "YOUNG", timedelta(minutes=30))
    state.run_started("bali", NOW, full_run=True)
    assert [one.id[0] for one in state.young("bali", always)] == ["0"]
