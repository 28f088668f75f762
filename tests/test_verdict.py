import pytest

from newscrawl.verdict import Verdict, verdict


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
    ],
)
def test_the_verdict_of_a_run(stats, expected):
    assert verdict(stats) is expected
