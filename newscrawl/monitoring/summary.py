"""Sums up a run's record in a few lines for a person."""

from collections.abc import Iterator, Mapping
from typing import Any

#: So many members of a list are named, the rest is a number.
MAX_NAMED = 8


def told(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield what came of a run: stored, found, not stored and why, and what to do of nothing."""
    found, stored = record["found"], record["articles"]
    links = sum(found.values())
    places = [f"{count} {place}" for place, count in found.items() if place != "new"]
    known = f" ({', '.join(places)})" if places else ""
    yield f"{record['site']}: {stored} articles stored; {links} links found{known}"
    for uri, count in record["feeds"].items():
        if count:
            yield f"Stored in {uri}"
    days = record.get("days")  # records of older versions have none
    if days:
        yield days_told(days)
    losses = {
        "Asked for again": record.get("refetched", {}),
        "Skipped": record["skipped"],
        "Duplicates": {"of this paper": record["duplicates"]} if record["duplicates"] else {},
        "Failed, tried again by the next run": record["failed"],
        "Against the schema": record["invalid"],
        # Of a paper that gave none, the last line says why.
        "Listings failed": record["listings_failed"] if record["listings"] else {},
        "Refused": record["refused"],
    }
    for what, reasons in losses.items():
        if reasons:
            yield f"{what}: {counted(reasons)}"
    if not stored and not (days and days["read_before"] == days["asked"]):
        yield why_nothing(record)


def days_told(days: Mapping[str, Any]) -> str:
    """Return how far a run back in time has come, and the days that gave nothing."""
    told = f"Days read: {days['read']} of {days['asked']}"
    if days["read_before"]:
        told += f", {days['read_before']} of them by earlier runs"
    if days["empty"]:
        shown, rest = days["empty_days"][:MAX_NAMED], days["empty_days"][MAX_NAMED:]
        more = f" and {len(rest)} more, see the run's record" if rest else ""
        told += f"; {days['empty']} gave nothing: {', '.join(shown)}{more}"
    return told


def why_nothing(record: Mapping[str, Any]) -> str:
    """Return why nothing was stored, and what to do."""
    found = record["found"]
    links, new = sum(found.values()), found.get("new", 0)
    look = f"`scrapy probe {record['site']}` looks why"
    if record["no_answer"] and not record["listings"]:
        hosts = ", ".join(record["unreachable"]) or "the paper"
        how = counted(record["no_answer"])
        return f"Nothing was reached, {hosts} does not answer: {how}; is there a network?"
    if not record["listings"]:
        return f"No listing could be read: {counted(record['listings_failed'])}; {look}"
    if not links:
        return f"The listings name no article: {look}"
    if found.get("known", 0) + found.get("left alone", 0) == links:
        return "Nothing is new: earlier runs stored all that the listings name, or passed it over"
    if new == record["skipped"].get("outside the window", 0):
        return "All that is new lies outside the window: -a since=DAY goes further back"
    return "Nothing of what was asked for could be stored: the reasons stand above"


def counted(reasons: Mapping[str, int]) -> str:
    """Return counts by name, the largest first: `http 503 (3), timeout (1)`."""
    ordered = sorted(reasons.items(), key=lambda one: -one[1])
    shown = ", ".join(f"{name} ({count})" for name, count in ordered[:MAX_NAMED])
    rest = len(ordered) - MAX_NAMED
    return f"{shown} and {rest} more" if rest > 0 else shown
