import pytest

from newscrawl.monitoring.outcome import Verdict, verdict


@pytest.mark.parametrize(
    ("stats", "expected"),
    [
        ({"newscrawl/listings": 2, "item_scraped_count": 5}, Verdict.OK),
        ({"newscrawl/listings": 2}, Verdict.OK),
        (
            {"newscrawl/listings": 2, "newscrawl/failed/http 503": 1, "item_scraped_count": 1},
            Verdict.OK,
        ),
        ({}, Verdict.NOTHING),
        ({"newscrawl/listings": 1, "newscrawl/failed/DNSLookupError": 3}, Verdict.NOTHING),
        ({"newscrawl/listings": 1, "newscrawl/invalid/headline": 3}, Verdict.NOTHING),
        ({"newscrawl/listings": 1, "feedexport/failed_count/LineStorage": 1}, Verdict.FEED_FAILED),
        ({"finish_reason": "feed failed", "newscrawl/listings": 1}, Verdict.FEED_FAILED),
        ({"finish_reason": "already running"}, Verdict.ALREADY_RUNNING),
        ({"finish_reason": "shutdown", "newscrawl/listings": 1}, Verdict.INTERRUPTED),
        (
            {"finish_reason": "blocked", "newscrawl/listings": 1, "item_scraped_count": 4},
            Verdict.BLOCKED,
        ),
        ({"finish_reason": "unreachable", "item_scraped_count": 4}, Verdict.UNREACHABLE),
        ({"finish_reason": "state failed", "newscrawl/state_failed/x": 1}, Verdict.STATE_FAILED),
        ({"finish_reason": "shutdown", "newscrawl/state_failed/x": 1}, Verdict.STATE_FAILED),
        ({"newscrawl/listings": 2, "newscrawl/quiet": 1}, Verdict.QUIET),
        ({"newscrawl/listings": 2, "newscrawl/silent": 1}, Verdict.SILENT),
        (
            {"newscrawl/listings": 2, "newscrawl/silent": 1, "newscrawl/broken/x": 1},
            Verdict.BROKEN,
        ),
        ({"newscrawl/robots_unavailable/www.contoh.id": 1}, Verdict.ROBOTS_UNAVAILABLE),
        (
            {
                "newscrawl/listings": 1,
                "newscrawl/failed/robots unavailable": 3,
                "newscrawl/robots_unavailable/www.contoh.id": 1,
            },
            Verdict.ROBOTS_UNAVAILABLE,
        ),
        (
            {
                "newscrawl/listings": 1,
                "item_scraped_count": 4,
                "newscrawl/robots_unavailable/foto.contoh.id": 1,
            },
            Verdict.OK,
        ),
    ],
)
def test_the_verdict_of_a_run(stats, expected):
    assert verdict(stats) is expected


def test_only_what_is_no_failure_ends_in_zero():
    assert {one for one in Verdict if one.exit_code == 0} == {Verdict.OK, Verdict.QUIET}
    codes = [one.exit_code for one in Verdict if one.exit_code]
    assert len(codes) == len(set(codes))
    assert 1 not in codes  # Scrapy could not start; 2 is wrong usage wherever it is found out
