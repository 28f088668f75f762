"""Makes the ordinary life of papers: what they print, day by day, and the records of their runs.

Each paper has its own habits, drawn once: how much it prints, when, by whom, how its summaries and
bodies are made, how it keeps weekends and holidays, how often it is crawled. Its web and its
crawler have bad hours too. Nothing here is wrong; ways of going wrong stand in bench/health.py.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import exp
from typing import Any

from newscrawl.items import Article
from newscrawl.monitoring.drift import FieldCoverage, detect_drift
from newscrawl.monitoring.silence import silence
from newscrawl.text import content_hash, word_count

DAY = timedelta(days=1)
SYLLABLES = (
    "ba be bi ka ke ki la le li ma me mu na ne no pa pe ra ri sa se su ta te ti wa ya".split()
)
COMMON = "yang di dan untuk dengan pada ini itu dari oleh akan telah dalam juga tidak".split()
NAMES = "Putu Made Komang Ketut Wayan Siti Budi Agus Dewi Rina Andi Yusuf Maria Yohanes".split()
#: Lebaran of 1447 and Nyepi of 1948, both in March 2026.
LEBARAN = (date(2026, 3, 19), date(2026, 3, 25))
NYEPI = date(2026, 3, 19)
BEGIN = datetime(2026, 2, 10, tzinfo=UTC)
#: Runs that a run is held against, as the crawler does it.
PAST_RUNS = 350
Change = Callable[[Article, random.Random], Article]


@dataclass(slots=True)
class Paper:
    """The habits of a paper; counts are a day's."""

    name: str
    region: str
    articles: float
    weekend: float
    holiday: float
    every: timedelta
    staff: list[str]
    editors: list[str]
    signed: float
    edited: float
    summary: str
    words: float
    day_only: bool
    sections: list[str]
    keywords: float
    bad_runs: float
    rng: random.Random
    records: list[dict[str, Any]] = field(default_factory=list)
    covered: datetime | None = None


def papers(count: int, seed: int) -> list[Paper]:
    """Return papers with habits of their own; the same of the same seed."""
    rng = random.Random(seed)
    return [
        paper(f"koran{n}", random.Random(f"{seed} {n}"), bali=rng.random() < 0.2)
        for n in range(count)
    ]


def paper(name: str, rng: random.Random, *, bali: bool = False) -> Paper:
    """Return a paper; its habits are drawn from what regional papers do."""
    staff = [person(rng) for _ in range(rng.choice([1, 2, 4, 8, 15, 30]))]
    others = [person(rng) for _ in range(rng.choice([1, 2, 4]))]
    return Paper(
        name=name,
        region="ID-BA" if bali else "ID-JI",
        articles=exp(rng.uniform(0.5, 4.2)),
        weekend=rng.choice([0.0, 0.3, 0.5, 0.7, 1.0]),
        holiday=rng.choice([0.0, 0.05, 0.2, 0.4, 0.7]),
        every=timedelta(hours=rng.choice([1, 3, 6, 12, 24, 24])),
        staff=staff,
        editors=rng.choice([others, others, staff[:3], []]),
        signed=rng.choice([0.0, 0.5, 0.9, 1.0, 1.0]),
        edited=rng.choice([0.4, 0.9, 1.0]),
        summary=rng.choice(["none", "own", "first", "excerpt", "excerpt"]),
        words=rng.choice([120, 180, 250, 350, 500]),
        day_only=rng.random() < 0.15,
        sections=[word(rng).title() for _ in range(rng.randint(3, 9))],
        keywords=rng.choice([0.0, 0.6, 1.0]),
        bad_runs=rng.choice([0.0, 0.01, 0.03]),
        rng=rng,
    )


def person(rng: random.Random) -> str:
    """Return a name."""
    return f"{rng.choice(NAMES)} {word(rng).title()}"


def word(rng: random.Random) -> str:
    """Return a word that nobody knows."""
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4)))


def sentence(rng: random.Random, topic: Sequence[str], words: int) -> str:
    """Return a sentence that is about its topic, more or less."""
    chosen = [
        rng.choice(topic)
        if rng.random() < 0.25
        else rng.choice(COMMON)
        if rng.random() < 0.4
        else word(rng)
        for _ in range(words)
    ]
    return " ".join(chosen).capitalize() + rng.choice("....?!")


def article(
    one: Paper, number: int, at: datetime, fetched: datetime, desk: Sequence[str]
) -> Article:
    """Return an article that a paper printed at a moment."""
    rng = one.rng
    topic = [word(rng) for _ in range(6)]
    headline = " ".join(
        rng.sample(topic, 4) + [word(rng) for _ in range(rng.randint(1, 5))]
    ).title()
    wanted = max(25, rng.lognormvariate(0, 0.5) * one.words)
    paragraphs = []
    while sum(map(word_count, paragraphs)) < wanted:
        paragraphs.append(
            " ".join(sentence(rng, topic, rng.randint(7, 20)) for _ in range(rng.randint(1, 3)))
        )
    body = "\n\n".join(paragraphs)
    summaries = {
        "none": None,
        "own": sentence(rng, topic, 18),
        "first": paragraphs[0],
        "excerpt": body.replace("\n\n", " ")[:155],
    }
    url = f"https://{one.name}.id/{at:%Y/%m/%d}/{number}"
    return Article(
        id=f"{number:020x}",
        url=url,
        canonical_url=url,
        site=one.name,
        publisher=one.name.title(),
        region=one.region,
        headline=headline,
        description=summaries[one.summary],
        date_published=f"{at:%Y-%m-%d}" if one.day_only else at.isoformat(timespec="seconds"),
        date_precision="day" if one.day_only else "second",
        authors=[rng.choice(desk)] if rng.random() < one.signed else [],
        editors=[rng.choice(one.editors)] if one.editors and rng.random() < one.edited else [],
        article_section=rng.choice(one.sections),
        keywords=rng.sample(topic, 2) if rng.random() < one.keywords else [],
        article_body=body,
        word_count=word_count(body),
        in_language="id",
        content_hash=content_hash(body),
        fetched_at=fetched.isoformat(timespec="seconds"),
        extraction=dict.fromkeys(
            ("headline", "date_published", "authors", "article_body"), "selector"
        ),
    )


def printed(one: Paper, since: datetime, until: datetime) -> Iterator[datetime]:
    """Yield when a paper printed something, in a span: by day more than by night."""
    rng, at = one.rng, since
    while at < until:
        step = timedelta(minutes=15)
        local = at + timedelta(hours=7)
        rate = one.articles / 64 if 6 <= local.hour < 22 else one.articles / 640
        day = local.date()
        if local.weekday() >= 5:
            rate *= one.weekend
        if LEBARAN[0] <= day <= LEBARAN[1]:
            rate *= one.holiday
        if one.region == "ID-BA" and day == NYEPI:
            rate = 0
        if rng.random() < rate:
            # Often several are set free together.
            for _ in range(rng.choice([1, 1, 1, 2])):
                yield min(at + step * rng.random(), until)
        at += step


def run(one: Paper, now: datetime, change: Change | None = None) -> dict[str, Any]:
    """Crawl a paper at a moment and return the run's record; `change` mars each article."""
    rng = one.rng
    first = one.covered is None
    since = now - 7 * DAY if one.covered is None else one.covered
    local = (now + timedelta(hours=7)).date()
    resting = LEBARAN[0] <= local <= LEBARAN[1] or local.weekday() >= 5
    # Few are on duty on days of rest.
    desk = rng.sample(one.staff, min(len(one.staff), rng.choice([1, 2]))) if resting else one.staff
    record = blank(one, now)
    if not first and rng.random() < one.bad_runs:
        record |= {"verdict": "unreachable", "listings": 0, "links": 0, "no_answer": {"timeout": 2}}
        one.records.append(record)
        return record
    coverage = FieldCoverage()
    for number, at in enumerate(printed(one, since, now)):
        fetched = now + timedelta(seconds=5 + 1.2 * number)
        made = article(one, len(one.records) * 1000 + number, at, fetched, desk)
        coverage.add(change(made, rng) if change else made)
    one.covered = now
    record |= {"articles": len(coverage.words), **coverage.record()}
    past = one.records[-PAST_RUNS:]
    record["broken"] = detect_drift(record, past)
    if record["broken"]:
        record["verdict"] = "broken"
    elif heard := silence(record, past):
        record |= {"verdict": heard.verdict.name.lower(), "silence": heard.record()}
    one.records.append(record)
    return record


def blank(one: Paper, now: datetime) -> dict[str, Any]:
    """Return the record of a run that read its listings and found nothing new."""
    nothing: dict[str, int] = {}
    return {
        "site": one.name,
        "started": now.isoformat(timespec="seconds"),
        "seconds": 60.0,
        "arguments": {},
        "verdict": "ok",
        "finish_reason": "finished",
        "articles": 0,
        "pages": 3,
        "listings": 2,
        "links": 40,
        "found": {"known": 40},
        "skipped": nothing,
        "failed": nothing,
        "invalid": nothing,
        "listings_failed": nothing,
        "no_answer": nothing,
        "sitemaps_lost": nothing,
        "fate": None,
        "broken": [],
        "silence": None,
        "facts_to_change": [],
        **FieldCoverage().record(),
    }


def moments(one: Paper, days: int) -> Iterator[datetime]:
    """Yield when the runs of a paper begin: a little late; once the crawler rests for a night."""
    at = BEGIN + one.every * one.rng.random()
    lost = BEGIN + one.rng.uniform(10, days) * DAY
    while at < BEGIN + days * DAY:
        if not lost <= at < lost + timedelta(hours=10):
            yield at + timedelta(minutes=one.rng.uniform(0, 4))
        at += one.every
