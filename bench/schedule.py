"""Simulates days of all papers' runs as the schedule begins them: `python -m bench.schedule`.

The papers are those of the project with their hosts; how much each prints an hour is invented, from
a weekly to a newsroom of 150 articles a day. Each minute due() is asked, as the timer does, and
what may begin begins: a run asks robots.txt, three listings and its new articles, one request a
second. The first day is that of a new fleet, in which every paper's first run reads a week. One
paper in twenty goes wrong for a while. The exit code is 1 when two of a network ran at once, or a
host was asked more than sixty times in a minute.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median

from scrapy.utils.project import get_project_settings

from newscrawl.commands.sites import loader_of
from newscrawl.monitoring.schedule import RECORDS, Candidate, due
from newscrawl.sites.registry import Registry
from newscrawl.urls.networks import networks

BEGIN = datetime(2026, 11, 23, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
#: Articles a day, and of how many papers in a hundred.
PRINTED = ((150, 10), (60, 20), (20, 30), (6, 25), (1, 15))
#: Of a day's articles, so many are printed in each hour of Jakarta's day, in parts.
BY_HOUR = (1, 1, 1, 1, 2, 4, 6, 8, 9, 9, 9, 8, 8, 8, 8, 8, 7, 7, 6, 5, 4, 3, 2, 1)
JAKARTA = 7
START_UP, LISTINGS, FIRST_DAYS = 2, 4, 7
TROUBLE = ("blocked", "unreachable", "broken", "interrupted")


@dataclass
class Simulated:
    """A paper: what it prints a day, its host, its records, its run under way; when it is ill."""

    name: str
    host: str
    a_day: float
    ill: tuple[datetime, datetime, str] | None
    records: list[dict] = field(default_factory=list)
    ends: datetime | None = None
    read_to: datetime = BEGIN - FIRST_DAYS * DAY

    def printed(self, now: datetime) -> int:
        """Return how many articles were printed since they were last read."""
        hours, moment = 0.0, self.read_to
        while moment < now:
            step = min(timedelta(hours=1), now - moment)
            hours += BY_HOUR[(moment.hour + JAKARTA) % 24] * (step / timedelta(hours=1))
            moment += step
        return int(self.a_day * hours / sum(BY_HOUR))

    def run(self, now: datetime) -> int:
        """Begin a run: its record, as of its end; return how many requests it takes."""
        verdict = "ok"
        if self.ill and self.ill[0] <= now < self.ill[1]:
            verdict = self.ill[2]
        new = self.printed(now) if verdict in {"ok", "broken"} else 0
        if new:  # what is not whole waits for the next run
            self.read_to = now
        requests = LISTINGS + new
        self.ends = now + timedelta(seconds=START_UP + requests)
        self.records.append(
            {
                "started": now.isoformat(),
                "seconds": float(START_UP + requests),
                "articles": new,
                "verdict": verdict,
                "arguments": {},
            }
        )
        del self.records[:-RECORDS]
        return requests


@dataclass
class Day:
    """What is counted of one simulated day."""

    runs: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    a_minute: Counter[tuple[str, int]] = field(default_factory=Counter)
    late: dict[str, timedelta] = field(default_factory=lambda: defaultdict(timedelta))
    together: int = 0
    most_at_once: int = 0
    busy_minutes: float = 0.0
    asked: list[float] = field(default_factory=list)


def fleet(chance: Random) -> tuple[list[Simulated], list[Candidate]]:
    """Return the project's papers with invented habits."""
    papers = Registry.of(loader_of(get_project_settings())).papers.values()
    rates, shares = zip(*PRINTED, strict=True)
    found, candidates = [], []
    for paper in papers:
        ill = None
        if chance.random() < 0.05:
            begin = BEGIN + DAY * chance.uniform(0.5, 3)
            ill = begin, begin + DAY * chance.uniform(0.2, 1), chance.choice(TROUBLE)
        host = paper.home.split("/")[2]
        a_day = chance.choices(rates, shares)[0] * chance.uniform(0.7, 1.3)
        found.append(Simulated(paper.name, host, a_day, ill))
        candidates.append(Candidate(paper.name, paper.own_hosts(), paper.cadence))
    return found, candidates


def simulate(days: int, at_once: int, seed: int) -> list[Day]:
    """Return what came of each day."""
    papers, candidates = fleet(Random(seed))
    by_name = {one.name: one for one in papers}
    network = networks({one.name: one.hosts for one in candidates})
    counted = []
    for number in range(days):
        day = Day()
        counted.append(day)
        for minute in range(24 * 60):
            now = BEGIN + DAY * number + MINUTE * minute
            busy = {one.name for one in papers if one.ends and one.ends > now}
            records = {
                one.name: one.records[:-1] if one.name in busy else one.records for one in papers
            }
            began = time.perf_counter()
            found = due(candidates, records, now, busy=busy, at_once=at_once)
            day.asked.append(time.perf_counter() - began)
            for one in found:
                day.late[one.site] = max(day.late[one.site], now - one.since)
                if one.start > now:
                    continue
                requests = by_name[one.site].run(now)
                day.runs[one.site] += 1
                day.requests += requests
                host = by_name[one.site].host
                for second in range(requests):
                    day.a_minute[host, minute + (START_UP + second) // 60] += 1
                busy.add(one.site)
            at = Counter(network[name] for name in busy)
            day.together += sum(count - 1 for count in at.values())
            day.most_at_once = max(day.most_at_once, len(busy))
            day.busy_minutes += len(busy)
    return counted


def main() -> int:
    """Print the first day and the last; judge them all."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    days = simulate(options.days, options.at_once, options.seed)
    for number, day in enumerate(days, 1):
        runs = [*day.runs.values()]
        worst, waited = max(day.late.items(), key=lambda one: one[1])
        host, most = day.a_minute.most_common(1)[0]
        print(
            f"day {number}: {sum(runs)} runs of {len(runs)} papers (a paper {min(runs)} to "
            f"{max(runs)}, median {median(runs):.0f}), {day.requests} requests\n"
            f"  at most {most} requests a minute to one host ({host[0]}); papers of one network "
            f"together: {day.together}; runs at once: {day.most_at_once} at most, "
            f"{day.busy_minutes / 1440:.1f} on average\n"
            f"  longest wait beyond due: {waited / MINUTE:.0f} min ({worst}), median of the "
            f"papers' longest {median(one / MINUTE for one in day.late.values()):.0f} min\n"
            f"  due() took {1000 * median(day.asked):.0f} ms, {1000 * max(day.asked):.0f} at most"
        )
    polite = all(day.a_minute.most_common(1)[0][1] <= 60 and not day.together for day in days)
    return int(not polite)


if __name__ == "__main__":
    sys.exit(main())
