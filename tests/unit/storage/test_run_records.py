"""Run records in files: by paper and month, read from their ends, whole after a cut."""

import json
import logging
import multiprocessing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newscrawl.monitoring import unrecorded
from newscrawl.storage import run_record_table, run_records
from newscrawl.storage.run_records import RunRecordFiles, lines_backwards, run_id

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def record(started, *, site="nusabali", seconds=1.0, **more):
    run = run_id(site, started)
    return {"site": site, "run": run, "started": started.isoformat(), "seconds": seconds, **more}


@pytest.fixture
def records(tmp_path):
    return RunRecordFiles(tmp_path / "runs")


def test_records_lie_by_paper_and_by_the_month_of_their_start_in_utc(records):
    wib = datetime.fromisoformat("2026-12-01T06:30:00+07:00")
    for one in (record(NOON), record(wib), record(NOON, site="balipost")):
        records.append(one)
    files = sorted(
        str(path.relative_to(records.folder)) for path in records.folder.rglob("*.jsonl")
    )
    assert files == ["balipost/2026-11.jsonl", "nusabali/2026-11.jsonl"]
    assert records.sites() == ["balipost", "nusabali"]
    assert [one["started"] for one in records.read("nusabali")] == [
        NOON.isoformat(),
        wib.isoformat(),
    ]


def test_nothing_is_known_of_a_paper_that_never_ran(kept):
    assert (kept.sites(), kept.read("nusabali"), kept.read("x", last=3)) == ([], [], [])


def test_what_is_asked_in_one_session_is_what_is_asked_alone(kept, monkeypatch):
    kept.append(record(NOON))
    with kept.in_one_session():
        monkeypatch.setattr(run_record_table, "open_database", None)  # none but the one
        for name in ("nusabali", "balipost"):
            assert len(kept.read(name)) == (name == "nusabali")
            assert kept.marks(name) == []
    monkeypatch.undo()
    assert kept.sites() == ["nusabali"]


@pytest.fixture
def kept(places):
    """Give records in files, then in a database: what follows asks neither how it keeps them."""
    return places.run_records()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, range(48)),
        ({"last": 3}, range(45, 48)),
        ({"last": 0}, range(0)),
        ({"last": 100}, range(48)),
        ({"since": NOON + 40 * HOUR}, range(40, 48)),
        ({"since": NOON + 40 * HOUR, "last": 2}, range(46, 48)),
        ({"since": NOON + 100 * HOUR}, range(0)),
    ],
)
def test_what_is_asked_for_comes_oldest_first_across_months(kept, asked, expected):
    start = datetime(2026, 10, 31, 0, tzinfo=UTC)
    shift = NOON - start
    for n in range(48):
        kept.append(record(start + n * HOUR, n=n))
    if "since" in asked:
        asked = asked | {"since": asked["since"] - shift}
    assert [one["n"] for one in kept.read("nusabali", **asked)] == list(expected)


def test_a_run_that_was_refused_while_another_went_on_is_not_passed_over(records):
    long = record(NOON, seconds=7200)
    refused = record(NOON + HOUR)
    for one in (record(NOON - HOUR), refused, long):  # as they ended
        records.append(one)
    assert records.read("nusabali", since=NOON + HOUR / 2) == [refused]
    assert records.read("nusabali", last=2) == [long, refused]


def test_the_last_records_are_read_without_the_years_before(records, monkeypatch):
    for n in reversed(range(300)):
        records.append(record(NOON - n * timedelta(days=10), filler="x" * 1000))
    opened, read = [], []
    plain = lines_backwards

    def counted(path):
        opened.append(path.name)
        for line in plain(path):
            read.append(len(line))
            yield line

    monkeypatch.setattr(run_records, "lines_backwards", counted)
    assert len(records.read("nusabali", last=5)) == 5
    assert (len(opened), len(read)) == (2, 6)
    opened.clear()
    assert len(records.read("nusabali", since=NOON - timedelta(days=15))) == 2
    assert opened == ["2026-11.jsonl"]


@pytest.mark.parametrize("size", [0, 1, 5, 16, 17, 100])
@pytest.mark.parametrize("end", ["\n", ""])
def test_lines_are_read_from_the_end_whatever_their_length(tmp_path, monkeypatch, size, end):
    monkeypatch.setattr(run_records, "BLOCK", 16)
    path = tmp_path / "a"
    lines = ["a" * size, "b", "c" * size, "", "d" * 40]
    path.write_text("\n".join(lines) + end)
    assert [line.decode() for line in lines_backwards(path)] == [x for x in lines[::-1] if x]


@pytest.mark.parametrize("cut", [1, 7, 40, -2, -1])
def test_a_cut_last_line_is_told_once_left_out_and_taken_off(records, caplog, cut):
    records.append(record(NOON))
    (path,) = records.folder.rglob("*.jsonl")
    whole = path.read_bytes()
    path.write_bytes(whole + whole.replace(b"nusabali-", b"nusabali-9")[:cut])
    kept = 1 + (cut == -1)  # of that one only the newline is missing
    for _ in range(3):
        assert len(records.read("nusabali")) == kept
    assert len([one for one in caplog.records if "is left out" in one.message]) == (cut != -1)
    records.append(record(NOON + HOUR, n=2))
    lines = path.read_bytes().splitlines()
    assert len(lines) == kept + 1
    assert [json.loads(line) for line in lines] == records.read("nusabali")


@pytest.mark.parametrize("line", ["no JSON", "[1]", "{}", '{"started": "x", "seconds": 1}', "\xff"])
def test_a_line_that_is_no_record_is_left_out(records, caplog, line):
    records.append(record(NOON))
    (path,) = records.folder.rglob("*.jsonl")
    path.write_bytes(line.encode("latin-1") + b"\n" + path.read_bytes())
    with caplog.at_level(logging.WARNING):
        assert len(records.read("nusabali")) == 1
    assert "is left out" in caplog.text


def test_an_argument_in_no_encoding_makes_no_broken_line(kept):
    kept.append(record(NOON, arguments={"section": "\udcff–é"}))
    assert kept.read("nusabali")[0]["arguments"] == {"section": "\udcff–é"}


def append_many(folder, site, number):
    records = RunRecordFiles(Path(folder))
    for n in range(40):
        records.append(record(NOON + n * HOUR / 40, site=site, number=number, filler="y" * 9000))


def test_many_processes_append_whole_lines(records):
    context = multiprocessing.get_context("spawn")
    papers = [(str(records.folder), site, n) for site in ("nusabali", "balipost") for n in (1, 2)]
    running = [context.Process(target=append_many, args=given) for given in papers]
    for process in running:
        process.start()
    for process in running:
        process.join()
    for site in ("nusabali", "balipost"):
        assert len(records.read(site)) == 80


def test_a_run_without_record_is_told_once(kept):
    site = "nusabali"
    first, second, third = (run_id("nusabali", NOON + n * HOUR) for n in range(3))
    assert unrecorded.begin(site, first, kept) == []
    assert unrecorded.begin(site, second, kept) == [first]
    unrecorded.end(site, second, record(NOON + HOUR), kept)
    assert unrecorded.begin(site, third, kept) == []


def test_a_run_that_was_killed_behind_its_record_is_not_told(kept):
    site = "nusabali"
    start = NOON + timedelta(microseconds=700_000)
    first, second = run_id("nusabali", start), run_id("nusabali", NOON + HOUR)
    unrecorded.begin(site, first, kept)
    told = record(start) | {"started": NOON.isoformat(timespec="seconds")}
    kept.append(told)
    assert unrecorded.begin(site, second, kept) == []
