"""Measures what health tells: breakages told at once, and false alarms: `python -m bench.health`.

    python -m bench.health [--papers 50] [--days 60] [--seeds 3]

Ordinary days first (bench/ordinary.py), in which every alarm is a false one. Then each paper's
template changes overnight in each of the ways below, and what is counted is whether the first run
with enough articles is told.
"""

import argparse
import copy
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bench.ordinary import BEGIN, DAY, Change, Paper, moments, papers, run, sentence, word
from newscrawl.items import Article
from newscrawl.monitoring.health import Health, healths
from newscrawl.text import content_hash, word_count

#: Articles of a run that are enough to tell.
ENOUGH = 10


def with_body(one: Article, body: str) -> Article:
    """Return an article with another body."""
    return replace(
        one, article_body=body, word_count=word_count(body), content_hash=content_hash(body)
    )


def lead_only(one: Article, _: random.Random) -> Article:
    """Leave of the body what the summary says."""
    return with_body(one, one.description or one.article_body.split("\n\n")[0][:150])


def first_paragraph(one: Article, _: random.Random) -> Article:
    """Leave the first paragraph."""
    return with_body(one, one.article_body.split("\n\n")[0])


def clock(one: Article, _: random.Random) -> Article:
    """Date by the clock in the page's head, to the minute."""
    at = datetime.fromisoformat(one.fetched_at) + timedelta(hours=7)
    text = f"{at:%Y-%m-%dT%H:%M}:00+07:00"
    return replace(one, date_published=text, date_precision="minute")


def clock_of_another_zone(one: Article, rng: random.Random) -> Article:
    """Date by a clock that is an hour behind."""
    return shifted(clock(one, rng), -timedelta(hours=1))


def shifted(one: Article, by: timedelta) -> Article:
    """Return an article with a date that is moved."""
    at = datetime.fromisoformat(one.date_published or "") + by
    long = one.date_precision != "day"
    return replace(
        one, date_published=at.isoformat(timespec="seconds") if long else f"{at:%Y-%m-%d}"
    )


def day_older(one: Article, _: random.Random) -> Article:
    """Make all articles a day older."""
    return shifted(one, -DAY)


def one_day_old(one: Article, _: random.Random) -> Article:
    """Date all by yesterday."""
    at = datetime.fromisoformat(one.fetched_at) - DAY
    return replace(one, date_published=f"{at:%Y-%m-%d}", date_precision="day")


def same_date(one: Article, _: random.Random) -> Article:
    """Date all by the page's first publication."""
    return replace(one, date_published="2026-01-05T10:00:00+07:00", date_precision="second")


def editor_as_author(one: Article, _: random.Random) -> Article:
    """Take the editor for the author."""
    return replace(one, authors=one.editors or ["Redaktur Malam"])


def editor_moved(one: Article, _: random.Random) -> Article:
    """Take the editor for the author, and find no editor."""
    return replace(one, authors=one.editors or ["Redaktur Malam"], editors=[])


def admin(one: Article, _: random.Random) -> Article:
    """Sign all by one."""
    return replace(one, authors=["Administrator"])


def related(one: Article, rng: random.Random) -> Article:
    """Take the links to other stories for the body."""
    links = [" ".join(word(rng) for _ in range(8)).title() for _ in range(8)]
    return with_body(one, "\n\n".join(links))


def related_same(one: Article, _: random.Random) -> Article:
    """Take the most read stories for the body, which are the same everywhere."""
    return related(one, random.Random(1))


def other_body(one: Article, rng: random.Random) -> Article:
    """Take the body of the story below."""
    topic = [word(rng) for _ in range(6)]
    lines = [sentence(rng, topic, 25) for _ in range(max(2, one.word_count // 25))]
    return with_body(one, "\n\n".join(lines))


def same_body(one: Article, _: random.Random) -> Article:
    """Take the paper's imprint for the body."""
    rng = random.Random(2)
    return with_body(one, "\n\n".join(sentence(rng, ["redaksi"], 25) for _ in range(8)))


def site_headline(one: Article, _: random.Random) -> Article:
    """Take the site's name for the headline."""
    return replace(one, headline=one.publisher or "Koran")


def channel_headline(one: Article, rng: random.Random) -> Article:
    """Take the channel for the headline."""
    return replace(one, headline=rng.choice(["Berita Daerah", "Hukum dan Kriminal", "Olahraga"]))


def same_tags(one: Article, _: random.Random) -> Article:
    """Take the popular tags for the article's."""
    return replace(one, keywords=["viral", "hari ini"])


def same_summary(one: Article, _: random.Random) -> Article:
    """Take the paper's motto for the summary."""
    return replace(one, description="Berita terkini dan terpercaya dari daerah")


def with_menu(one: Article, _: random.Random) -> Article:
    """Begin and end the body with what stands around it."""
    rng = random.Random(3)
    around = "\n\n".join(" ".join(word(rng) for _ in range(12)) for _ in range(60))
    return with_body(one, f"{around}\n\n{one.article_body}\n\n{around}")


def with_footer(one: Article, _: random.Random) -> Article:
    """End each body with the same line."""
    return with_body(one, f"{one.article_body}\n\nIkuti berita kami di saluran lain.")


def twice(one: Article, _: random.Random) -> Article:
    """Take the body twice."""
    return with_body(one, f"{one.article_body}\n\n{one.article_body}")


def half(one: Article, _: random.Random) -> Article:
    """Take half of the body, as of a story in two pages."""
    lines = one.article_body.split("\n\n")
    return with_body(one, "\n\n".join(lines[: max(1, len(lines) // 2)]))


def with_site(one: Article, _: random.Random) -> Article:
    """Leave the site's name behind the headline."""
    return replace(one, headline=f"{one.headline} | {one.publisher}")


def mojibake(one: Article, _: random.Random) -> Article:
    """Read the text in a wrong encoding."""
    return with_body(one, one.article_body.replace(" yang ", " â€œyangâ€\x9d "))


def translated(one: Article, _: random.Random) -> Article:
    """Get the English edition."""
    return replace(one, in_language="en")


def hours_off(one: Article, _: random.Random) -> Article:
    """Take the paper's time for UTC."""
    return shifted(one, timedelta(hours=8))


def no_byline(one: Article, _: random.Random) -> Article:
    """Lose the authors."""
    return replace(one, authors=[])


#: Ways to break, with whom of the papers they can be seen at.
BREAKS: dict[str, tuple[Change, Any]] = {
    "body gone, summary there": (lead_only, None),
    "first paragraph only": (first_paragraph, None),
    "date from the clock": (clock, None),
    "clock an hour behind": (clock_of_another_zone, None),
    "all a day older": (day_older, lambda one: one.every <= DAY / 4),
    "all dated yesterday": (one_day_old, lambda one: not one.day_only or one.every <= DAY / 4),
    "one date for all": (same_date, None),
    "editor as author": (
        editor_as_author,
        lambda one: (
            one.signed
            and one.editors
            and one.edited > 0.5
            and not set(one.editors) & set(one.staff)
        ),
    ),
    "editor moved": (editor_moved, lambda one: one.editors and one.edited > 0.5),
    "one author for all": (admin, lambda one: one.signed >= 0.9 and len(one.staff) > 1),
    "related links as body": (related, None),
    "most read as body": (related_same, None),
    "next story as body": (other_body, None),
    "one body for all": (same_body, None),
    "headline the site's name": (site_headline, None),
    "headline the channel": (channel_headline, None),
    "same tags": (same_tags, lambda one: one.keywords == 1.0),
    "same summary": (same_summary, lambda one: one.summary != "none"),
    "body with the menu": (with_menu, None),
    "one line more in all": (with_footer, None),
    "body twice": (twice, None),
    "half the body": (half, None),
    "site's name in headlines": (with_site, None),
    "wrong encoding": (mojibake, None),
    "another language": (translated, None),
    "hours in the future": (hours_off, lambda one: not one.day_only),
    "byline gone": (no_byline, lambda one: one.signed >= 0.9),
}


def live(one: Paper, days: int) -> None:
    """Let a paper live, and be crawled, for some days."""
    for at in moments(one, days):
        run(one, at)


def alarms(living: list[Paper], days: int) -> Iterator[tuple[int, Health]]:
    """Yield, day by day, each paper that is told to be worse than quiet."""
    for day in range(3, days):
        now = BEGIN + day * DAY
        known = {
            one.name: [record for record in one.records if record["started"] <= now.isoformat()][
                -900:
            ]
            for one in living
        }
        regions: dict[str, str | None] = {one.name: one.region for one in living}
        for found in healths(known, now=now, regions=regions):
            if found.bad:
                yield day, found


def told(one: Paper, change: Change) -> str:
    """Return what a run with enough articles says of a change; "" when it says nothing."""
    broken = copy.deepcopy(one)
    # The next run with enough articles: later, for papers that print little, at the usual hours.
    at = datetime.fromisoformat(broken.records[-1]["started"])
    for _ in range(400):
        at += broken.every
        record = run(broken, at, change)
        if record["broken"]:
            return str(record["broken"][0])
        if sum(one["articles"] for one in broken.records[len(one.records) :]) >= ENOUGH + 5:
            return ""
    return ""


def main() -> None:
    """Print detections and false alarms, by seed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--papers", type=int, default=50)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    given = parser.parse_args()
    for seed in range(given.first, given.first + given.seeds):
        began = time.process_time()
        living = papers(given.papers, seed)
        for one in living:
            live(one, given.days)
        runs = sum(len(one.records) for one in living)
        false = list(alarms(living, given.days))
        wrong = [r for one in living for r in one.records if r["verdict"] in {"broken", "silent"}]
        print(
            f"seed {seed}: {given.papers} papers, {given.days} days, {runs:,} runs: "
            f"{len({one.site for _, one in false})} papers with a false alarm, "
            f"{len(wrong)} runs wrongly broken or silent ({time.process_time() - began:.0f} s)"
        )
        for day, one in false[:12]:
            print(f"  day {day}: {one.site} {one.state.word}: {one.evidence}")
        for record in wrong[:12]:
            print(f"  {record['site']} {record['started']} {record['verdict']} {record['broken']}")
        for name, (change, seen_at) in BREAKS.items():
            tried = [one for one in living if seen_at is None or seen_at(one)]
            found = [told(one, change) for one in tried]
            why = Counter(one.partition(":")[0] for one in found if one).most_common(2)
            missed = [one.name for one, text in zip(tried, found, strict=True) if not text]
            print(f"  {name:<26}{sum(map(bool, found)):>3} of {len(tried):<4}{why} {missed[:6]}")


if __name__ == "__main__":
    main()
