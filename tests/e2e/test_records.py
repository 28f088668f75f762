"""A run's record says who made its lines, and why a run did not begin; a job's log its result."""

import pytest

import newscrawl
from newscrawl.monitoring.outcome import Verdict
from newscrawl.storage.run_records import run_start
from tests.support.crawling import HOST, WINDOW, crawl, listing, page, records, search, url

JOB = ("-a", "_job=6c1f0e", "-L", "WARNING")


def web(*numbers):
    pages = {f"{HOST}/": listing(*numbers), search(1): listing(*numbers), search(2): listing()}
    return pages | {url(n): page(n) for n in numbers}


def test_a_record_names_version_job_arguments_and_the_run(tmp_path):
    run = crawl(web(1), tmp_path, *WINDOW, "-a", "_job=6c1f0e")
    told = run.record
    assert (told["version"], told["egg"]) == (newscrawl.__version__, None)
    assert told["job"] == "6c1f0e"
    assert "_job" not in told["arguments"]
    assert told["run"].startswith("nusabali-")
    assert run_start(told["run"]).isoformat() == told["started"]
    assert (told["verdict"], told["reason"]) == ("ok", None)
    assert crawl(web(1), tmp_path).record["job"] is None


REFUSED = [
    ("nusabali", ("-a", "since=kapan"), {"since": "kapan"}, "since=kapan: write a day"),
    ("nusabali", ("-a", "sins=7d"), {"sins": "7d"}, "unknown argument 'sins': did you mean since?"),
    ("nusabali", ("-a", "max_articles=0"), {"max_articles": "0"}, "write a whole number above 0"),
    ("nusabali", ("-s", "NEWSCRAWL_FIRST_DAYS=x"), {}, "NEWSCRAWL_FIRST_DAYS=x: write"),
    ("antara_bali", (), {}, "-s NEWSCRAWL_PERMITTED=antara_bali"),
]


@pytest.mark.parametrize(("name", "given", "arguments", "sentence"), REFUSED)
def test_a_run_that_is_refused_has_its_record(tmp_path, name, given, arguments, sentence):
    run = crawl({}, tmp_path, *given, "-a", "_job=6c1f0e", name=name)
    assert run.code == Verdict.WRONG_USAGE.value
    assert (run.record["verdict"], run.record["exit_code"]) == ("wrong_usage", 2)
    assert sentence in run.record["reason"]
    assert (run.record["arguments"], run.record["job"]) == (arguments, "6c1f0e")
    assert run.record["version"] == newscrawl.__version__


def test_a_refused_run_is_no_measure_for_the_next(tmp_path):
    crawl({}, tmp_path, "-a", "since=kapan")
    run = crawl(web(1, 2), tmp_path, *WINDOW)
    assert (run.code, run.record["verdict"], run.record["unrecorded"]) == (0, "ok", [])
    assert run.record.keys() == records(tmp_path)[0].keys()


@pytest.mark.parametrize(
    ("numbers", "arguments", "result"),
    [
        ((1, 2), WINDOW, "Verdict: ok (exit code 0, 2 articles)"),
        ((), WINDOW, "Verdict: broken: no listing names an article (exit code 9, 0 articles)"),
        ((1,), ("-a", "since=kapan"), "Verdict: wrong usage: since=kapan: write"),
    ],
)
def test_the_log_of_a_job_says_its_result_in_one_line(tmp_path, numbers, arguments, result):
    log = tmp_path / "job.log"
    crawl(web(*numbers), tmp_path, *arguments, *JOB, "-s", f"LOG_FILE={log}")
    told = [line for line in log.read_text().splitlines() if "Verdict: " in line]
    assert len(told) == 1
    assert result in told[0]


@pytest.mark.parametrize("level", ["ERROR", "CRITICAL"])
def test_it_does_so_at_any_level(tmp_path, level):
    log = tmp_path / "job.log"
    crawl(web(1), tmp_path, *WINDOW, *JOB[:2], "-L", level, "-s", f"LOG_FILE={log}")
    assert [line.partition("] ")[2] for line in log.read_text().splitlines()] == [
        f"{level}: Verdict: ok (exit code 0, 1 articles)"
    ]


def test_a_run_that_is_no_job_ends_without_a_verdict_when_all_is_well(tmp_path):
    assert "Verdict: " not in crawl(web(1), tmp_path, *WINDOW).log
