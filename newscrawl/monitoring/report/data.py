"""Gathers what the page shows, from verdicts and run records. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from newscrawl.monitoring.drift import FIELDS
from newscrawl.monitoring.health import Health, told
from newscrawl.monitoring.report.tiles import TILES
from newscrawl.monitoring.silence import began
from newscrawl.regions import REGIONS, WIB

Record = Mapping[str, Any]
#: So many days are drawn; a day is one of Jakarta.
DAYS = 30
ZONE = ZoneInfo(WIB)


class Paper(NamedTuple):
    """The facts of a paper that the page shows; `region` is the code of its province."""

    name: str
    publisher: str
    region: str | None
    family: str
    home: str


class Known(NamedTuple):
    """A paper with its verdict and the records of its runs, the oldest first."""

    paper: Paper
    health: Health
    records: Sequence[Record]


def report(
    known: Sequence[Known],
    *,
    stories: Sequence[Mapping[str, Any]],
    now: datetime,
    span: timedelta,
) -> dict[str, Any]:
    """Return what the page shows, as JSON has it; papers stay in their order.

    `stories` are the biggest ones, each with `headline`, `url`, `site` and `printings` of site and
    moment, the first one first; `span` is what the verdicts' articles were counted in.
    """
    today = now.astimezone(ZONE).date()
    days = [today - timedelta(days=n) for n in range(DAYS - 1, -1, -1)]
    return {
        "now": told(now),
        "hours": span / timedelta(hours=1),
        "days": [f"{day}" for day in days],
        "fields": list(FIELDS),
        "tiles": [
            {"code": code, "name": REGIONS[code].name, "column": tile.column, "row": tile.row}
            for code, tile in TILES.items()
        ],
        "papers": [shown(one, days) for one in known],
        "stories": list(stories),
        "facts": [fact for one in known for fact in facts(one)],
    }


def shown(known: Known, days: Sequence[date]) -> dict[str, Any]:
    """Return what the page shows of a paper: its facts, its verdict, its articles day by day."""
    paper, health, records = known
    articles: Counter[date] = Counter()
    filled: dict[str, Counter[date]] = {name: Counter() for name in FIELDS}
    for one in records:
        day = began(one).astimezone(ZONE).date()
        articles[day] += one["articles"]
        for name, counted in one.get("fields", {}).items():
            if name in filled:
                filled[name][day] += counted["filled"]
    region = REGIONS.get(paper.region or "")
    return {
        "publisher": paper.publisher,
        "region": paper.region,
        "province": region.name if region else "nasional",
        "family": paper.family,
        "home": paper.home,
        "cause": health.cause.word,
        "bad": health.bad,
        **health.record(),
        "days": [articles[day] for day in days],
        "filled": [[counts[day] for day in days] for counts in filled.values()],
    }


def facts(known: Known) -> Iterator[dict[str, Any]]:
    """Yield the facts of a paper that are to be changed, by its last run that found any."""
    last = next(
        (one for one in reversed(known.records) if one["articles"] or one.get("broken")), None
    )
    for fact in (last or {}).get("facts_to_change", []):
        values = {name: spelled(fact[name]) for name in ("fact", "declared", "found", "evidence")}
        yield {"site": known.paper.name, **values}


def spelled(value: Any) -> str:
    """Return a fact's value on one line."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
