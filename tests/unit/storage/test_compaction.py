"""A month's files become one: every line stays readable, and is there once, whatever kills it."""

import gzip
import json
import os
import shutil
import signal
import sys
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from backports import zstd

from newscrawl.storage import compaction
from newscrawl.storage.compaction import end_joins, join, joins
from newscrawl.storage.line_file import LineFile, open_lines
from newscrawl.storage.reconciliation import reconcile
from newscrawl.storage.seen import State
from newscrawl.urls import article_id

DECEMBER = date(2026, 12, 1)
SUFFIXES = ["", ".gz", ".zst"]
RUNS = ("2026-11-01T06-00-00+00-00", "2026-11-15T06-00-00+00-00", "2026-11-30T23-59-59+00-00")


def key(number):
    return article_id(f"https://paper.example/{number}")


def line(number):
    told = {
        "id": key(number),
        "url": f"https://paper.example/{number}",
        "content_hash": f"{number:032x}",
        "fetched_at": "2026-11-20T01:02:03+00:00",
        "teks": "–é" * 20,
    }
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def write(folder, name, *numbers):
    folder.mkdir(exist_ok=True)
    with open_lines(folder / name) as file:
        for number in numbers:
            file.write(line(number))
            file.sync()


def read(folder):
    """Return how often each id stands in the files that a reader's glob finds."""
    found = Counter()
    for path in folder.glob("*.jsonl*"):
        data = path.read_bytes()
        if path.suffix == ".gz":
            data = gzip.decompress(data)
        elif path.suffix == ".zst":
            data = zstd.decompress(data)
        assert data.endswith(b"\n")
        found.update(json.loads(one)["id"] for one in data.splitlines())
    return found


def once(*numbers):
    return Counter(map(key, numbers))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def compact(folder, state, before=DECEMBER):
    with State(state) as opened:
        reconcile(opened, "bali", folder)
        for one in list(joins(folder, before)):
            join(opened, "bali", one)


def known(state, *numbers):
    with State(state) as opened:
        return opened.known("bali", map(key, numbers)) == set(map(key, numbers))


@pytest.fixture
def state(tmp_path):
    return tmp_path / "newscrawl.sqlite"


@pytest.fixture(params=SUFFIXES)
def month(request, tmp_path):
    """Return a folder of three runs' files."""
    folder = tmp_path / "bali"
    for number, run in enumerate(RUNS):
        write(folder, f"{run}.jsonl{request.param}", 2 * number, 2 * number + 1)
    return folder, request.param


def test_a_months_files_become_one_with_the_lines_in_their_order(month, state):
    folder, packed = month
    compact(folder, state)
    assert names(folder) == [f"2026-11.jsonl{packed}"]
    assert list(read(folder)) == [key(n) for n in range(6)]
    assert read(folder) == once(*range(6))
    assert known(state, *range(6))


def test_the_state_goes_on_as_if_nothing_had_been(month, state):
    folder, packed = month
    compact(folder, state)
    name = f"2026-11.jsonl{packed}"
    with State(state) as opened:
        (record,) = opened.files("bali").items()
        assert record == (name, ((folder / name).stat().st_size, False))
        assert opened.articles_in("bali", name) == set(map(key, range(6)))
        assert reconcile(opened, "bali", folder).marked == 0


def test_a_deleted_state_is_made_again_from_it(month, state):
    folder, _ = month
    compact(folder, state)
    state.unlink()
    with State(state) as opened:
        assert reconcile(opened, "bali", folder).marked == 6
    assert known(state, *range(6))


def test_what_came_later_joins_what_was_joined(month, state):
    folder, packed = month
    compact(folder, state, date(2026, 11, 20))
    assert names(folder) == [f"{RUNS[2]}.jsonl{packed}", f"2026-11.jsonl{packed}"]
    write(folder, f"2026-11-30T10-00-00+00-00.jsonl{packed}", 9)
    compact(folder, state)
    assert names(folder) == [f"2026-11.jsonl{packed}"]
    assert read(folder) == once(0, 1, 2, 3, 4, 5, 9)
    with State(state) as opened:
        assert len(opened.files("bali")) == 1
    compact(folder, state)
    assert read(folder) == once(0, 1, 2, 3, 4, 5, 9)


def test_other_months_other_packing_and_other_names_are_left_alone(tmp_path, state):
    folder = tmp_path / "bali"
    alone = [
        "2026-10-31T06-00-00+00-00.jsonl",
        "2026-12-01T06-00-00+00-00.jsonl",
        "2026-11-01T06-00-00+00-00.jsonl.gz",
        "kliping.jsonl",
        "2026-11-kliping.jsonl",
    ]
    for number, name in enumerate(alone):
        write(folder, name, 10 + number)
    for number, run in enumerate(RUNS):
        write(folder, f"{run}.jsonl", number)
    compact(folder, state)
    assert names(folder) == sorted([*alone, "2026-11.jsonl"])
    assert read(folder) == once(0, 1, 2, 10, 11, 12, 13, 14)


def test_lines_that_no_run_marked_are_marked_first(tmp_path, state):
    folder = tmp_path / "bali"
    write(folder, f"{RUNS[0]}.jsonl", 1)
    (folder / f"{RUNS[1]}.jsonl").write_bytes(line(2) + line(3)[:40])
    compact(folder, state)
    assert read(folder) == once(1, 2)
    assert known(state, 1, 2)


def test_a_full_disk_leaves_all_as_it_was(month, state, monkeypatch):
    folder, _ = month
    before = names(folder)

    def full(_):
        raise OSError(28, "No space left on device")

    with State(state) as opened:
        reconcile(opened, "bali", folder)
        monkeypatch.setattr(LineFile, "sync", full)
        (one,) = list(joins(folder, DECEMBER))
        with pytest.raises(OSError, match="No space"):
            join(opened, "bali", one)
    assert names(folder) == before


def killed_at(step, folder, state):
    """Compact in a child that kills itself at the n-th line of our code; return whether it did."""
    child = os.fork()
    if not child:
        count = 0

        def trace(frame, event, _):
            nonlocal count
            if "newscrawl/storage" not in frame.f_code.co_filename:
                return None
            watched = frame.f_code.co_filename == compaction.__file__
            watched = watched or frame.f_code.co_name in {"joined", "transaction", "sync_folder"}
            if event == "line" and watched:
                count += 1
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        try:
            with State(state) as opened:
                (one,) = list(joins(folder, DECEMBER))
                sys.settrace(trace)
                join(opened, "bali", one)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


@pytest.mark.parametrize("made_anew", [False, True])
def test_a_kill_at_any_step_loses_no_line_and_the_next_run_mends_all(month, tmp_path, made_anew):
    whole, packed = month
    first = tmp_path / "first.sqlite"
    with State(first) as opened:
        reconcile(opened, "bali", whole)
    step, doubled = 0, 0
    while True:
        step += 1
        folder, state = tmp_path / f"{step}", tmp_path / f"{step}.sqlite"
        shutil.copytree(whole, folder)
        shutil.copy(first, state)
        killed = killed_at(step, folder, state)
        seen = read(folder)
        assert seen.keys() == once(*range(6)).keys(), f"step {step}"
        assert max(seen.values()) <= 2
        doubled += max(seen.values()) == 2
        if made_anew:
            for file in tmp_path.glob(f"{step}.sqlite*"):
                file.unlink()
        with State(state) as opened:
            repair = reconcile(opened, "bali", folder)
            assert repair.lost == 0
            assert opened.known("bali", map(key, range(6))) == set(map(key, range(6)))
        assert read(folder) == once(*range(6)), f"step {step}"
        compact(folder, state)
        assert read(folder) == once(*range(6))
        assert names(folder) == [f"2026-11.jsonl{packed}"]
        if not killed:
            break
    assert step > 30
    assert doubled, "some steps lie between the two renames"


def test_a_reader_misses_no_line_while_it_goes_on(month, state):
    folder, _ = month
    with State(state) as opened:
        reconcile(opened, "bali", folder)
        (one,) = list(joins(folder, DECEMBER))

        def look(frame, event, _):
            if frame.f_code.co_filename != compaction.__file__:
                return None
            sys.settrace(None)
            assert read(folder).keys() == once(*range(6)).keys()
            sys.settrace(look)
            return look

        sys.settrace(look)
        try:
            join(opened, "bali", one)
        finally:
            sys.settrace(None)
    assert read(folder) == once(*range(6))


def test_nothing_half_done_is_nothing_to_do(tmp_path, state):
    with State(state) as opened:
        end_joins(opened, "bali", tmp_path / "none")
        assert list(joins(tmp_path / "none", datetime.now(UTC).date())) == []
