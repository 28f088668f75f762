"""What a job is: its process, its locks, its months, and what its end means."""

import sys
from datetime import date
from pathlib import Path

import pytest

from newscrawl.monitoring.outcome import Verdict
from newscrawl.queue.jobs import (
    LONGEST_PAUSE,
    MOST_ASKED,
    TRIES,
    End,
    Job,
    Kind,
    judge,
    months,
    pause,
)

ROOT = Path("/output")
MONTH = Job(Kind.BACKFILL, "nusabali", "nusabali.com", "2026-10-01", "2026-10-31")


def test_a_crawl_is_the_command_that_a_person_types():
    job = Job(Kind.CRAWL, "nusabali", "nusabali.com")
    assert job.command(7, ROOT, ["DOWNLOAD_DELAY=2"]) == [
        *(sys.executable, "-m", "newscrawl", "crawl", "nusabali"),
        *("-a", "_job=queue-7", "-s", "DOWNLOAD_DELAY=2"),
    ]


def test_a_backfill_has_the_window_and_a_reparse_the_file():
    assert "since=2026-10-01" in MONTH.command(7, ROOT)
    assert "until=2026-10-31" in MONTH.command(7, ROOT)
    job = Job(Kind.REPARSE, file="/a/nusabali/2026-10.warc.gz")
    assert job.command(7, ROOT)[3:] == [
        *("reparse", "/a/nusabali/2026-10.warc.gz"),
        *("-o", "/output/reparsed/nusabali/2026-10.warc.gz.jsonl", "--processes", "1"),
    ]


def test_papers_of_one_network_share_a_lock_and_files_have_none():
    one, other = (
        Job(Kind.CRAWL, name, "tribunnews.com") for name in ("tribun_bali", "tribun_jogja")
    )
    assert one.lock == other.lock
    assert one.lock == Job(Kind.BACKFILL, "tribun_bali", "tribunnews.com").lock
    assert Job(Kind.REPARSE, file="a").lock is None


def test_what_is_queued_once_is_told_by_kind_paper_and_window():
    jobs = [
        MONTH,
        MONTH._replace(kind=Kind.CRAWL, since="", until=""),
        MONTH._replace(until="2026-10-30"),
        MONTH._replace(paper="balipost"),
        Job(Kind.REPARSE, file="a"),
        Job(Kind.REPARSE, file="b"),
    ]
    assert len({job.queueing_lock for job in jobs}) == len(jobs)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-11-03", "2026-11-03", [("2026-11-03", "2026-11-03")]),
        ("2026-11-04", "2026-11-03", []),
        (
            "2025-12-30",
            "2026-02-10",
            [
                ("2026-02-01", "2026-02-10"),
                ("2026-01-01", "2026-01-31"),
                ("2025-12-30", "2025-12-31"),
            ],
        ),
        ("2024-02-01", "2024-03-01", [("2024-03-01", "2024-03-01"), ("2024-02-01", "2024-02-29")]),
    ],
)
def test_a_window_is_cut_into_months_the_newest_first(since, until, expected):
    found = months(date.fromisoformat(since), date.fromisoformat(until))
    assert [(one.isoformat(), other.isoformat()) for one, other in found] == expected


def test_ten_years_are_a_hundred_and_twenty_jobs():
    assert len(list(months(date(2016, 1, 1), date(2025, 12, 31)))) == 120


@pytest.mark.parametrize("verdict", [Verdict.OK, Verdict.QUIET, Verdict.SILENT, Verdict.BROKEN])
def test_what_was_read_is_done(verdict):
    assert judge(Kind.CRAWL, verdict.exit_code, failures=0, asked=0) == End()


@pytest.mark.parametrize(
    "code", [1, -9, -11, Verdict.STATE_FAILED.exit_code, Verdict.INTERRUPTED.exit_code]
)
def test_what_is_our_own_fault_is_tried_again_and_not_for_ever(code):
    ends = [judge(Kind.CRAWL, code, failures=times, asked=times) for times in range(TRIES)]
    assert [end.failed for end in ends] == [False] * (TRIES - 1) + [True]
    pauses = [end.again for end in ends[:-1]]
    assert pauses == sorted(pauses)
    assert all(end.counts for end in ends)


@pytest.mark.parametrize("verdict", [Verdict.BLOCKED, Verdict.UNREACHABLE, Verdict.NOTHING])
def test_who_does_not_answer_is_left_to_the_schedule_but_in_a_backfill(verdict):
    assert judge(Kind.CRAWL, verdict.exit_code, failures=0, asked=0) == End(failed=True)
    assert judge(Kind.BACKFILL, verdict.exit_code, failures=0, asked=0).again


@pytest.mark.parametrize("verdict", [Verdict.WRONG_USAGE, Verdict.GONE, Verdict.MOVED])
def test_what_no_other_try_mends_has_failed(verdict):
    for kind in Kind:
        assert judge(kind, verdict.exit_code, failures=0, asked=0) == End(failed=True)


def test_an_archive_file_with_broken_records_has_failed_and_a_killed_reader_has_not():
    assert judge(Kind.REPARSE, 1, failures=0, asked=0) == End(failed=True)
    assert judge(Kind.REPARSE, -9, failures=0, asked=0).again


def test_a_paper_that_somebody_else_runs_waits_and_does_not_count():
    code = Verdict.ALREADY_RUNNING.exit_code
    first = judge(Kind.CRAWL, code, failures=TRIES, asked=0)
    assert first.again
    assert first.again < 30
    assert not first.counts
    assert judge(Kind.CRAWL, code, failures=0, asked=MOST_ASKED).failed


def test_pauses_grow_to_the_longest():
    assert pause(0) < pause(1) < pause(2)
    assert pause(40) == LONGEST_PAUSE
