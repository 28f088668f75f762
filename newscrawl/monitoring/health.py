"""Tells from run records alone how each paper does, since when, and what to do.

Pure. A run has a verdict of its own; a paper has one over its runs: what passes by itself (a night
without an answer) counts when it comes twice, what an empty run cannot disprove goes on, and what
no single run shows is seen over days: that articles are few, that no run begins any more. The whole
press rests on some days, so papers are held against each other as well.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from itertools import accumulate, pairwise
from math import exp, log
from statistics import median, median_low
from typing import Any, NamedTuple

from newscrawl.monitoring.drift import MEASURES, detect_drift, is_of_today
from newscrawl.monitoring.holidays import working
from newscrawl.monitoring.outcome import Verdict
from newscrawl.monitoring.silence import began

Record = Mapping[str, Any]
DAY = timedelta(days=1)
#: So much of the past says what is usual.
PAST = timedelta(days=35)
#: A run is held against so many before it, where its record does not say how it was.
PAST_RUNS = 350
#: A run is late by an hour at times. A paper is missed after a day, or where two runs are.
LATE, MISSED_GAPS = timedelta(hours=1), 2
#: What passes by itself counts when it was so in so many runs.
TWICE = 2
#: A paper that is not reached for so long is gone.
LOST = timedelta(days=14)
#: Spans over which articles are held against those of the past, and the spans that must be known.
SPANS = (DAY, 3 * DAY)
KNOWN_SPANS = 14
#: So few articles must be this unlikely even at half of the least that ever came in such a span.
THIN_CHANCE = 1e-4
#: Papers that tell of a day of rest of the press: in a province, or everywhere.
NEIGHBOURS = 4
#: A rest of the press: the others have so much of what is usual.
RESTING = 0.5
#: Pages that have an article, which the rules no longer find.
UNREAD = ("no body", "no headline")
#: What only detect_drift() reads of a record.
HEAVY = {"traits", "spreads", "commonest", "words", "feeds", "found", "other_sections"}
#: Articles or pages that make a run's failure the paper's, and none of the moment.
SOME = 5


class State(Enum):
    """How a paper does; the value is how bad that is."""

    OK = 0
    QUIET = 1
    THIN = 2
    NOT_RUNNING = 3
    BROKEN = 4
    BLOCKED = 5
    MOVED = 6
    GONE = 7

    @property
    def word(self) -> str:
        """The verdict as people read it."""
        return self.name.lower().replace("_", " ")


#: The state that a run's verdict speaks of; None: the run says nothing of the paper. A paper that
#: does not let us in blocks us, be it by silence; what fails at our own end is no run at all.
STATES: Mapping[Verdict, State | None] = {
    Verdict.OK: State.OK,
    Verdict.QUIET: State.QUIET,
    Verdict.SILENT: State.BROKEN,
    Verdict.BROKEN: State.BROKEN,
    Verdict.NOTHING: State.BROKEN,
    Verdict.BLOCKED: State.BLOCKED,
    Verdict.UNREACHABLE: State.BLOCKED,
    Verdict.ROBOTS_UNAVAILABLE: State.BLOCKED,
    Verdict.MOVED: State.MOVED,
    Verdict.GONE: State.GONE,
    Verdict.FEED_FAILED: State.NOT_RUNNING,
    Verdict.STATE_FAILED: State.NOT_RUNNING,
    Verdict.NO_BROWSER: State.NOT_RUNNING,
    Verdict.INTERRUPTED: None,
    Verdict.ALREADY_RUNNING: None,
    Verdict.WRONG_USAGE: None,
}

#: What to do, by the verdict of the run that tells, or by the state.
ADVICE: Mapping[Verdict | State, str] = {
    State.OK: "nothing",
    State.QUIET: "nothing; look at it in a browser when it stays so",
    State.THIN: "scrapy probe {site}: a source or a part of the paper may be lost",
    State.NOT_RUNNING: "look at the schedule, and at the log of the last run",
    State.GONE: "look at it in a browser; set the paper's `home`, or take its class out",
    State.MOVED: "if it is the paper, set `home` to the new address; else take the class out",
    State.BROKEN: "scrapy probe {site} says which selector to change",
    State.BLOCKED: "crawl more slowly, set NEWSCRAWL_CONTACT, and write to the paper",
    Verdict.NOTHING: "scrapy probe {site} looks why nothing could be read",
    Verdict.SILENT: "look whether the paper ended or moved, or left its feed behind",
    Verdict.UNREACHABLE: "look at it in a browser; where many are so, at your own network",
    Verdict.ROBOTS_UNAVAILABLE: "wait; tell the paper when it lasts for days",
    Verdict.FEED_FAILED: "make room on the disk, or mend the store of the feed, and run again",
    Verdict.STATE_FAILED: "make room on the disk, or move the damaged state away: see the log",
    Verdict.NO_BROWSER: "install Chromium and the extra `browser`",
    Verdict.INTERRUPTED: "let a run come to its end",
    Verdict.ALREADY_RUNNING: "end the run that holds the paper's lock",
    Verdict.WRONG_USAGE: "mend the arguments of the schedule",
}


class Health(NamedTuple):
    """How a paper does; `cause` is the key of its advice, moments are aware."""

    site: str
    state: State
    since: datetime | None
    evidence: str
    cause: Verdict | State
    #: Articles in the span that was asked for, and in such a span before, when that is known.
    articles: int = 0
    usual: float | None = None
    #: When the newest article was published, and the last run began.
    newest: str | None = None
    last_run: datetime | None = None

    @property
    def advice(self) -> str:
        """What to do."""
        return ADVICE[self.cause].format(site=self.site)

    @property
    def bad(self) -> bool:
        """Whether it is worse than quiet."""
        return self.state.value > State.QUIET.value

    def record(self) -> dict[str, Any]:
        """Return what a line of JSON says of it."""
        return {
            "site": self.site,
            "verdict": self.state.word,
            "since": told(self.since),
            "evidence": self.evidence,
            "advice": self.advice,
            "articles": self.articles,
            "usual": None if self.usual is None else round(self.usual, 1),
            "newest": self.newest,
            "last_run": told(self.last_run),
        }


class Reading(NamedTuple):
    """What a run says of its paper."""

    record: Record
    verdict: Verdict
    state: State
    evidence: str


def told(moment: datetime | None) -> str | None:
    """Return a moment as a record tells it."""
    return moment.isoformat(timespec="seconds") if moment else None


def healths(
    papers: Mapping[str, Sequence[Record]],
    *,
    now: datetime,
    span: timedelta = 7 * DAY,
    regions: Mapping[str, str | None] | None = None,
) -> list[Health]:
    """Return how each paper does, newly broken first.

    `papers` holds each paper's records, the oldest first, of the last 35 days at best; `regions`
    the code of each paper's province.
    """
    resting = press_rests(papers, regions or {})
    found = [
        health(site, records, now=now, span=span, resting=site in resting)
        for site, records in papers.items()
    ]
    return sorted(found, key=urgency)


def urgency(one: Health) -> tuple[bool, float, int, str]:
    """Return the key that sorts newly broken papers first, and the well ones last."""
    since = one.since.timestamp() if one.since and one.bad else 0.0
    return not one.bad, -since, -one.state.value, one.site


def health(
    site: str,
    records: Sequence[Record],
    *,
    now: datetime,
    span: timedelta = 7 * DAY,
    resting: bool = False,
) -> Health:
    """Return how a paper does by its records, the oldest first.

    `resting` says that the press around it prints little these days.
    """
    whole = [one for one in records if speaks(one)]
    story = readings(whole)
    volume = volume_of(whole, now, span)
    ended = began(whole[-1]) if whole else None
    missing = not_running(records, whole, now)
    if missing:
        state, cause, since, evidence = State.NOT_RUNNING, *missing
    else:
        last = story[-1]
        state, cause, evidence = last.state, last.verdict, last.evidence
        since = since_when(story)
        if cause is Verdict.SILENT:
            since = silent_since(last.record) or since
        if cause is Verdict.SILENT and resting:
            state, evidence = State.QUIET, f"{evidence}; the press around it rests too"
        elif cause is Verdict.UNREACHABLE and now - since > LOST:
            state = State.GONE
        elif state is State.OK:
            state, since, evidence = over_days(whole, since, evidence, resting=resting)
    # Of a state of its own the advice is that state's.
    own = cause if isinstance(cause, Verdict) and STATES[cause] in {state, None} else state
    return Health(
        site,
        state,
        since,
        evidence,
        own if own in ADVICE else state,
        *volume,
        newest(whole),
        ended,
    )


def speaks(record: Record) -> bool:
    """Return whether a run speaks of its paper as it is, and came to its end."""
    return is_of_today(record) and STATES[verdict_of(record)] is not None


def verdict_of(record: Record) -> Verdict:
    """Return the verdict of a run."""
    return Verdict[record["verdict"].upper()]


def readings(records: Sequence[Record]) -> list[Reading]:
    """Return what each run says of its paper, the oldest first.

    The last run is held against those before it where its verdict says that it went well.
    """
    found: list[Reading] = []
    last = [looked_at_again(records[-1], records[:-1])] if records else []
    for record in (*records[:-1], *last):
        outcome = verdict_of(record)
        before = found[-1] if found else None
        state = STATES[outcome]
        assert state is not None
        if before and before.verdict is Verdict.BROKEN and says_nothing(record):
            # Nothing new was read: what the run before found is as it was.
            found.append(before._replace(record=record))
        else:
            found.append(Reading(record, outcome, state, evidence_of(record, outcome)))
    return settled(found)


def looked_at_again(record: Record, past: Sequence[Record]) -> Record:
    """Return a run's record, held against the past where its verdict says that it went well."""
    # Of the essentials of a record no more can be told than was.
    told = record["verdict"] != "ok" or "words" not in record
    drifted = [] if told else detect_drift(record, past[-PAST_RUNS:])
    return {**record, "verdict": "broken", "broken": drifted} if drifted else record


def says_nothing(record: Record) -> bool:
    """Return whether a run that went well stored nothing to hold against the past."""
    return verdict_of(record).name.lower() in MEASURES and not record["articles"]


def settled(story: list[Reading]) -> list[Reading]:
    """Return what runs say, where what came once and may pass gives way to the run before."""
    found: list[Reading] = []
    for number, one in enumerate(story):
        around = story[max(number - TWICE + 1, 0) : number + TWICE]
        alone = sum(other.state is one.state for other in around) < TWICE
        if alone and passes(one) and found:
            found.append(found[-1]._replace(record=one.record))
        else:
            found.append(one)
    return found


def passes(one: Reading) -> bool:
    """Return whether what a run met may pass by itself: the web has bad nights."""
    if one.verdict in {Verdict.UNREACHABLE, Verdict.ROBOTS_UNAVAILABLE}:
        return True
    met = [*one.record.get("listings_failed", {}), *one.record.get("failed", {})]
    of_server = bool(met) and all(not reason.startswith(("http 4", "block")) for reason in met)
    if one.verdict is Verdict.BLOCKED:
        return of_server
    return one.verdict is Verdict.NOTHING and of_server and lost_pages(one.record) < SOME


def lost_pages(record: Record) -> int:
    """Return how many pages of articles gave none, and would with rules that fit."""
    skipped, invalid = record.get("skipped", {}), record.get("invalid", {})
    counts = [*invalid.values(), *(skipped.get(why, 0) for why in UNREAD)]
    return sum(counts)


def since_when(story: Sequence[Reading]) -> datetime:
    """Return when the run began from which on the paper is as it is."""
    first = story[-1].record
    for one in reversed(story):
        if one.state is not story[-1].state:
            break
        first = one.record
    return began(first)


def silent_since(record: Record) -> datetime | None:
    """Return when a silent paper brought its last article."""
    heard = record.get("silence")
    return datetime.fromisoformat(heard["since"]) if heard else None


def evidence_of(record: Record, outcome: Verdict) -> str:
    """Return in one sentence what a run's record shows."""
    if outcome is Verdict.BROKEN:
        sentences = record["broken"] or ["its verdict is broken"]
        more = f"; and {len(sentences) - 2} more" if len(sentences) > 2 else ""
        return "; ".join(sentences[:2]) + more
    if outcome in {Verdict.SILENT, Verdict.QUIET} and record.get("silence"):
        heard = record["silence"]
        return (
            f"nothing new since {heard['since']} in {heard['runs']} runs, in which "
            f"{heard['expected']:.0f} articles were to be expected"
        )
    if outcome is Verdict.OK:
        return f"the last run stored {record['articles']} articles of {record['links']} links"
    found = ", ".join(reasons(record))
    fate = record.get("fate")
    return f"the run ended as {outcome.word}: {fate or found or record.get('finish_reason')}"


def reasons(record: Record) -> Iterator[str]:
    """Yield why a run failed, the commonest reason of each kind."""
    kinds = {
        "listings": "listings_failed",
        "no answer": "no_answer",
        "articles": "failed",
        "articles against the schema": "invalid",
        "pages that are no article": "skipped",
        "feeds": "feeds_failed",
        "state": "state_failed",
    }
    for what, kind in kinds.items():
        counts = record.get(kind) or {}
        if counts:
            reason = max(counts, key=counts.__getitem__)
            yield f"{what}: {reason} ({counts[reason]} times)"
    if hosts := record.get("robots_unavailable"):
        yield "robots.txt answers 5xx at " + ", ".join(hosts)


def not_running(
    records: Sequence[Record], whole: Sequence[Record], now: datetime
) -> tuple[Verdict | State, datetime | None, str] | None:
    """Return cause, since when and evidence of a paper that no run came to the end of; or None."""
    idle = [one for one in records if not speaks(one) and is_of_today(one)]
    if not whole:
        if not idle:
            return State.NOT_RUNNING, None, "no run of it is recorded"
        cause = verdict_of(idle[-1])
        return cause, began(idle[0]), f"all its {len(idle)} runs ended as {cause.word}"
    starts = [began(one) for one in whole]
    gaps = [later - earlier for earlier, later in pairwise(starts)]
    usual = median_low(gaps) if gaps else timedelta()
    # A record is written when its run has ended, which may take a day.
    last = starts[-1] + timedelta(seconds=whole[-1].get("seconds", 0))
    if now - last <= max(DAY, MISSED_GAPS * usual) + LATE:
        return None
    after = [one for one in idle if began(one) > starts[-1]]
    if after:
        cause = verdict_of(after[-1])
        words = Counter(verdict_of(one).word for one in after)
        ended = ", ".join(f"{count} {word}" for word, count in words.most_common())
        return cause, starts[-1], f"no run came to its end since {told(starts[-1])}: {ended}"
    rhythm = f", which were {hours(usual)} apart" if gaps else ""
    since = f"no run began since {told(starts[-1])}"
    return State.NOT_RUNNING, starts[-1], f"{since} ({len(whole)} runs before{rhythm})"


def hours(span: timedelta) -> str:
    """Return a span in hours."""
    return f"{span / timedelta(hours=1):.3g} h"


def over_days(
    whole: Sequence[Record], since: datetime, evidence: str, *, resting: bool
) -> tuple[State, datetime, str]:
    """Return how a paper whose last run went well does over days: thin, quiet, or well."""
    end, volume = began(whole[-1]), Volume(whole)
    for span in SPANS:
        now, before = volume.spans(span)
        if resting or len(before) < KNOWN_SPANS or working(end - span, end) < span:
            continue
        if poisson_at_most(now, min(before) / 2) < THIN_CHANCE:
            least = f"{now} articles in {hours(span)}, never less than {min(before)} before"
            return State.THIN, end - span, f"{least} (usual: {median(before):.0f})"
    brought = [began(one) for one in whole if one["articles"]]
    if brought and end - brought[-1] >= DAY:
        quiet = f"nothing new for {hours(end - brought[-1])}, which happens at this paper"
        return State.QUIET, brought[-1], quiet
    return State.OK, since, evidence


def essentials(records: Sequence[Record]) -> list[Record]:
    """Return records with what verdicts rest on alone, a tenth of them; the oldest first.

    The last is held against the others before, which needs them whole.
    """
    last = [looked_at_again(records[-1], records[:-1])] if records else []
    return [
        {name: value for name, value in one.items() if name not in HEAVY}
        | {"fields": {name: {"filled": told["filled"]} for name, told in filled(one)}}
        for one in (*records[:-1], *last)
    ]


def filled(record: Record) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Yield the fields that articles of a run had."""
    for name, told in record.get("fields", {}).items():
        if told["filled"]:
            yield name, told


class Volume:
    """Counts the articles of a paper's runs between any two moments."""

    def __init__(self, runs: Sequence[Record]) -> None:
        self.starts = [began(one) for one in runs]
        self.sums: list[int] = list(accumulate((one["articles"] for one in runs), initial=0))

    def between(self, since: datetime, until: datetime) -> int:
        """Return how many articles runs stored that began after a moment, up to another."""
        begin, end = bisect_right(self.starts, since), bisect_right(self.starts, until)
        return self.sums[max(end, begin)] - self.sums[begin]

    def spans(self, span: timedelta) -> tuple[int, list[int]]:
        """Return the articles of a span up to the last run, and of those before, a day apart.

        Those in which the press rested are left out, and the first run, which looked back.
        """
        first, end = self.starts[0], self.starts[-1]
        count = int((end - span - first - span) / DAY) + 1
        before = [end - span - n * DAY for n in range(max(min(count, PAST.days), 0))]
        days = [one for one in before if one - span >= first and working(one - span, one) >= span]
        return self.between(max(end - span, first), end), [
            self.between(one - span, one) for one in days
        ]


def poisson_at_most(count: int, mean: float) -> float:
    """Return how likely at most so many are, where the mean is known."""
    if not mean:
        return 1.0
    term, total = exp(-mean), 0.0
    if not term:
        return 0.0 if count < mean - 40 * log(mean) else 1.0
    for k in range(count + 1):
        total += term
        term *= mean / (k + 1)
    return total


def press_rests(
    papers: Mapping[str, Sequence[Record]], regions: Mapping[str, str | None]
) -> set[str]:
    """Return the papers around which the press rests: the others have little of what is usual."""
    shares: dict[str, float] = {}
    for site, records in papers.items():
        whole = [one for one in records if speaks(one)]
        if len(whole) > 1:
            now, before = Volume(whole).spans(DAY)
            usual = median(before) if len(before) >= KNOWN_SPANS else 0
            if usual >= 1:
                shares[site] = now / usual
    found = set()
    for site in papers:
        near = [
            part
            for other, part in shares.items()
            if other != site and regions.get(other) == regions.get(site)
        ]
        everywhere = [part for other, part in shares.items() if other != site]
        for others, least in ((near, NEIGHBOURS), (everywhere, 2 * NEIGHBOURS)):
            if len(others) >= least and median(others) < RESTING:
                found.add(site)
    return found


def volume_of(whole: Sequence[Record], now: datetime, span: timedelta) -> tuple[int, float | None]:
    """Return the articles of a span up to now, and what was usual in such a one before."""
    volume = Volume(whole)
    count = volume.between(now - span, now)
    if len(whole) < 2:
        return count, None
    since, until = volume.starts[0], now - span
    # The first run looked back further than any other.
    known = until - since
    if known < span:
        return count, None
    return count, volume.between(since, until) * (span / known)


def newest(whole: Sequence[Record]) -> str | None:
    """Return when the newest article was published; of records that do not say it, None."""
    known = [one["newest"] for one in whole if one.get("newest")]
    return max(known, default=None)
