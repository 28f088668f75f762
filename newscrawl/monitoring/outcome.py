"""The outcome of a run: one word, the exit code for schedulers, and why it is so."""

from collections import Counter
from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Any

#: What requests fail with that are not sent, since their host did not answer.
LEFT = "host left"

#: Why nothing is asked of a host whose robots.txt answers 5xx, and the stats that name such hosts.
ROBOTS_UNAVAILABLE = "robots unavailable"
NO_ROBOTS = "newscrawl/robots_unavailable/"
#: Stats of what made a run broken, and of what was heard less of than is usual; see drift.py
#: and silence.py.
BROKEN = "newscrawl/broken/"
SILENT = "newscrawl/silent"
QUIET = "newscrawl/quiet"
#: Stats of the sections of articles that were not asked for, and of a section that nothing is of.
OTHER_SECTIONS = "newscrawl/other_sections/"
UNKNOWN_SECTION = "newscrawl/unknown_section"
#: Stat: why a run ended before anything was asked for, in one sentence.
REFUSAL = "newscrawl/refusal"
#: Stat: earlier runs have read all the days that a run back in time was asked for.
ALL_READ = "newscrawl/all_read"
#: Stat: by what it is known that the paper is gone or moved.
FATE = "newscrawl/fate"
#: Stat: which process holds the paper's lock.
HELD_BY = "newscrawl/held_by"
#: Stats of feeds that were not stored (Scrapy's own), and of what keeps the past and could not.
FEEDS_FAILED = "feedexport/failed_count/"
STATE_FAILED = "newscrawl/state_failed/"
#: Stats of what was kept in the archive.
ARCHIVE = "newscrawl/archive/"
#: Stat: why the run's record could not be written.
NO_RECORD = "newscrawl/no_record"


class Verdict(Enum):
    """The outcome of a run; the value is its exit code. 1 is Scrapy's own, 2 is as well."""

    OK = 0
    WRONG_USAGE = 2
    NOTHING = 3
    FEED_FAILED = 4
    ALREADY_RUNNING = 5
    INTERRUPTED = 6
    NO_BROWSER = 7
    BLOCKED = 8
    BROKEN = 9
    STATE_FAILED = 10
    UNREACHABLE = 11
    SILENT = 12
    ROBOTS_UNAVAILABLE = 13
    GONE = 14
    MOVED = 15
    QUIET = -1  # no failure: see exit_code

    @property
    def exit_code(self) -> int:
        """The exit code; QUIET shares that of OK."""
        return max(self.value, 0)

    @property
    def word(self) -> str:
        """The verdict as people read it."""
        return self.name.lower().replace("_", " ")


class FinishReason(StrEnum):
    """Why a run ended, as Scrapy logs it; Scrapy knows more, which are no verdict either."""

    #: The sources were walked to their ends, and all that was asked for was answered.
    FINISHED = "finished"
    #: As many articles were stored as were asked for.
    MAX_ARTICLES = "max_articles"
    #: Somebody stopped the run.
    SHUTDOWN = "shutdown"
    #: The arguments turned out to ask for nothing.
    WRONG_USAGE = "wrong usage"
    #: There was another run of the same paper.
    ALREADY_RUNNING = "already running"
    #: A feed could not be written; the state or the store of stories could not be used.
    FEED_FAILED = "feed failed"
    STATE_FAILED = "state failed"
    #: What came over the wire could not be kept.
    ARCHIVE_FAILED = "archive failed"
    STORIES_FAILED = "stories failed"
    #: The run came to a listing which only a browser can read, and had none.
    NO_BROWSER = "no browser"
    #: The paper blocks us; it did not answer.
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    #: Something else stands in the paper's place; its address leads to what may not be the paper.
    GONE = "gone"
    MOVED = "moved"


#: The verdicts of finish reasons; with the others it is what was read that decides.
VERDICTS: Mapping[str, Verdict] = {
    FinishReason.SHUTDOWN: Verdict.INTERRUPTED,
    FinishReason.WRONG_USAGE: Verdict.WRONG_USAGE,
    FinishReason.ALREADY_RUNNING: Verdict.ALREADY_RUNNING,
    FinishReason.FEED_FAILED: Verdict.FEED_FAILED,
    FinishReason.ARCHIVE_FAILED: Verdict.FEED_FAILED,
    FinishReason.STATE_FAILED: Verdict.STATE_FAILED,
    FinishReason.STORIES_FAILED: Verdict.STATE_FAILED,
    FinishReason.NO_BROWSER: Verdict.NO_BROWSER,
    FinishReason.BLOCKED: Verdict.BLOCKED,
    FinishReason.UNREACHABLE: Verdict.UNREACHABLE,
    FinishReason.GONE: Verdict.GONE,
    FinishReason.MOVED: Verdict.MOVED,
}


def verdict(stats: Mapping[str, Any]) -> Verdict:
    """Return a run's verdict from its stats.

    NOTHING: no listing could be read, or articles were found and not one could be stored. A run
    that found nothing new, or had nothing left to read, is OK. ROBOTS_UNAVAILABLE: the same as
    NOTHING, where a robots.txt answered 5xx. WRONG_USAGE: no article is of the section that was
    asked for. BROKEN: it stored articles, yet the paper does not read as it did.
    SILENT, QUIET: it was read well, yet brings less than is usual.
    """
    if total(stats, FEEDS_FAILED):
        return Verdict.FEED_FAILED
    if total(stats, STATE_FAILED):
        return Verdict.STATE_FAILED
    ended = VERDICTS.get(stats.get("finish_reason", ""))
    if ended:
        return ended
    stored = stats.get("item_scraped_count", 0)
    lost = total(stats, "newscrawl/failed/") + total(stats, "newscrawl/invalid/")
    unread = total(stats, "spider_exceptions/")
    read = stats.get("newscrawl/listings") or stats.get(ALL_READ)
    if not read or (not stored and lost + unread):
        return Verdict.ROBOTS_UNAVAILABLE if total(stats, NO_ROBOTS) else Verdict.NOTHING
    if stats.get(UNKNOWN_SECTION):
        return Verdict.WRONG_USAGE
    heard = {
        Verdict.BROKEN: total(stats, BROKEN),
        Verdict.SILENT: stats.get(SILENT),
        Verdict.QUIET: stats.get(QUIET),
    }
    return next((one for one, count in heard.items() if count), Verdict.OK)


def total(stats: Mapping[str, Any], prefix: str) -> int:
    """Return the sum of the counters whose names begin with `prefix`."""
    return sum(value for name, value in stats.items() if name.startswith(prefix))


def named(stats: Mapping[str, Any], prefix: str) -> dict[str, int]:
    """Return the counters whose names begin with `prefix`, by the rest of their names."""
    return {
        name.removeprefix(prefix): count for name, count in stats.items() if name.startswith(prefix)
    }


def summary(stats: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the stats say of a run, by the names that the record uses."""
    outcome = verdict(stats)
    return {
        "verdict": outcome.name.lower(),
        "exit_code": outcome.exit_code,
        "finish_reason": stats.get("finish_reason"),
        "articles": stats.get("item_scraped_count", 0),
        "pages": stats.get("response_received_count", 0),
        "listings": stats.get("newscrawl/listings", 0),
        "links": stats.get("newscrawl/links", 0),
        "found": named(stats, "newscrawl/found/"),
        "duplicates": total(stats, "newscrawl/duplicates/"),
        "copies": stats.get("newscrawl/copies", 0),
        "skipped": named(stats, "newscrawl/skipped/"),
        "other_sections": named(stats, OTHER_SECTIONS),
        "failed": named(stats, "newscrawl/failed/"),
        "refetched": named(stats, "newscrawl/refetched/"),
        "invalid": named(stats, "newscrawl/invalid/"),
        "listings_failed": named(stats, "newscrawl/listings_failed/"),
        "sitemaps_lost": named(stats, "newscrawl/sitemaps_lost/"),
        "refused": named(stats, "newscrawl/refused/"),
        "no_answer": named(stats, "newscrawl/no_answer/"),
        "unreachable": named(stats, "newscrawl/unreachable/"),
        "fate": stats.get(FATE),
        "selectors_left": named(stats, "newscrawl/selectors_left/"),
        "feeds_failed": named(stats, FEEDS_FAILED),
        "state_failed": named(stats, STATE_FAILED),
        "archive": named(stats, ARCHIVE),
        "bytes": stats.get("downloader/response_bytes", 0),
    }


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
