"""Names why a run ended as it did, in a few words for a table."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from newscrawl.monitoring.outcome import (
    BROKEN,
    FATE,
    HELD_BY,
    LEFT,
    QUIET,
    REFUSAL,
    SILENT,
    Verdict,
    named,
    verdict,
)


def cause(stats: Mapping[str, Any]) -> str:
    """Return the reason of a run's verdict: `DNS lookup failed`, `listings: http 404`; "" of OK."""
    outcome = verdict(stats)
    listings, articles = commonest(stats, "listings_failed/"), commonest(stats, "failed/")
    silence = str(stats.get(SILENT) or stats.get(QUIET) or "")
    holder = stats.get(HELD_BY)
    told = {
        Verdict.OK: "",
        Verdict.WRONG_USAGE: str(stats.get(REFUSAL, "")),
        Verdict.NOTHING: unread(stats),
        Verdict.UNREACHABLE: commonest(stats, "no_answer/"),
        Verdict.BLOCKED: listings or articles,
        Verdict.BROKEN: ", ".join(named(stats, BROKEN)),
        Verdict.STATE_FAILED: commonest(stats, "state_failed/"),
        Verdict.ROBOTS_UNAVAILABLE: "robots.txt answers 5xx",
        Verdict.ALREADY_RUNNING: f"held by {holder}" if holder else "",
        Verdict.GONE: str(stats.get(FATE, "")),
        Verdict.MOVED: str(stats.get(FATE, "")),
        Verdict.SILENT: silence,
        Verdict.QUIET: silence,
    }
    return told.get(outcome) or ("" if outcome is Verdict.OK else str(stats.get("finish_reason")))


def unread(stats: Mapping[str, Any]) -> str:
    """Return why no listing could be read, or of the articles that were found not one stored."""
    if not stats.get("newscrawl/listings"):
        reason = commonest(stats, "listings_failed/")
        return f"listings: {reason}" if reason else "no listing was asked for"
    lost = [("articles", "failed/"), ("articles against the schema", "invalid/")]
    told = next((f"{what}: {one}" for what, kind in lost if (one := commonest(stats, kind))), "")
    return told or "an error of the program: see the log"


def commonest(stats: Mapping[str, Any], kind: str) -> str:
    """Return the commonest reason of a kind; that a host was left only where there is no other."""
    counts = Counter(named(stats, f"newscrawl/{kind}"))
    ordered = sorted(counts, key=lambda reason: (reason == LEFT, -counts[reason], reason))
    return ordered[0] if ordered else ""
