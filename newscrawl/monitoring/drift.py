"""Compares a run's field coverage with the site's earlier runs.

Pure. A redesign seldom stops a crawl: the lines go on coming, without their bylines, with bodies of
one paragraph, or read by the generic rules where the paper's selectors fail. So each record keeps
how many articles had each field, which layer gave it and how long the bodies were, and a run that
falls behind what was usual at this paper is broken (rule 3 of the design).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from math import exp, lgamma
from statistics import median
from typing import Any, NamedTuple, get_args

from newscrawl.items import HANDLING, SCHEMA_VERSION, Article, Layer
from newscrawl.monitoring.outcome import Verdict
from newscrawl.monitoring.shape import NAMES, Shape
from newscrawl.monitoring.silence import began

Record = Mapping[str, Any]
#: What a run came to that is a measure for later ones: it read the paper, all of it or a part.
MEASURES = {one.name.lower() for one in (Verdict.OK, Verdict.INTERRUPTED, Verdict.QUIET)}

FIELDS = tuple(name for name, how in HANDLING.items() if how.watched)
#: Fields whose layer is watched: what a paper's selectors give first of all.
LAYERED = tuple(name for name, how in HANDLING.items() if how.watched == "layer")
#: Reasons why a page gives no line though it was read well.
NOT_ASKED = {"outside the window", "later than the window", "other section"}
#: Past articles without which nothing is said.
MIN_ARTICLES = 20
#: Articles that make a share, or a median, of one run worth comparing.
SOME = 5
#: So many runs with articles say what is usual.
PAST_RUNS = 60
#: Small runs are looked at together with those just before, up to so many articles.
TOGETHER = 10
#: Past runs that all named articles, so that a run whose listings name none is no quiet day.
NAMING_RUNS = 3
#: A fall must be this unlikely by chance, and this deep.
CHANCE, DEPTH = 1e-4, 0.2
#: Papers differ from day to day more than by chance: as if a habit were known of so many articles.
HABIT = 20
#: A layer that gave a field so often is its usual one.
USUAL = 0.9
#: Bodies so many times shorter or longer than in any past run are not the same bodies.
LENGTH = 2
#: The part of the past's lengths and ages that a run's are held against, from either side.
BULK = 0.9
#: Fields of which one known value may fill a day, until it has so many times more than ever.
ALONE, FAR_MORE = {*NAMES, "article_section"}, 3
DAYS_OF_A_WEEK = 7
#: Runs are alike in the time they had to cover when it differs at most so many times.
GAP_TIMES = 1.25


class Label(NamedTuple):
    """What a share counts: a field, or a layer of a field."""

    text: str
    by_layer: str | None = None

    def __str__(self) -> str:
        return self.text


class Share(NamedTuple):
    """A share: so many of so many."""

    seen: int
    of: int

    @property
    def part(self) -> float:
        """The share as a number from 0 to 1."""
        return self.seen / self.of if self.of else 0.0

    def __str__(self) -> str:
        return f"{self.seen} of {self.of}"


class FieldCoverage:
    """Counts, article by article, which fields have a value and which layer gave it."""

    def __init__(self) -> None:
        self.filled: Counter[str] = Counter()
        self.layers: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
        self.words: list[int] = []
        self.shape = Shape()

    def add(self, article: Article) -> None:
        """Count an article that was stored."""
        self.words.append(article.word_count)
        self.shape.add(article)
        for name in FIELDS:
            if getattr(article, name):
                self.filled[name] += 1
                self.layers[name][article.extraction.get(name) or "none"] += 1

    def record(self) -> dict[str, Any]:
        """Return `fields` (per field: how often filled, by which layer) and `words` (of bodies).

        With them stand the version of the schema, which names the layers, and the run's shape.
        """
        fields = {
            name: {"filled": self.filled[name], "layers": dict(self.layers[name])}
            for name in FIELDS
        }
        words = None
        if self.words:
            least, most = min(self.words), max(self.words)
            words = {"least": least, "median": median(self.words), "most": most}
        told = {"schema_version": SCHEMA_VERSION, "fields": fields, "words": words}
        return {**told, **self.shape.record()}


def detect_drift(record: Record, past: Sequence[Record]) -> list[str]:
    """Return, a sentence each, how a run fell behind the paper's past; [] when it did not.

    `past` holds the records of earlier runs, the oldest first. Those that went wrong do not say
    what is usual, nor do those of another schema, which names layers otherwise. A run of one
    section, or back in time, is neither compared nor a measure: a channel has its habits, and old
    pages theirs.
    """
    if partial(record):
        return lost_sitemaps(record)
    version = record.get("schema_version")
    earlier = [one for one in past if not partial(one) and one.get("schema_version") == version]
    usual = [one for one in earlier if one["verdict"] in MEASURES]
    # What was not read to its end is neither small nor quiet.
    read = [one for one in earlier if one["verdict"] in MEASURES or one.get("broken")]
    together = [record]
    while read and articles(together) + read[-1]["articles"] <= TOGETHER:
        together.append(read.pop())
    whole = [one for one in read if one["verdict"] in MEASURES]
    full, before = spread_out(usual), spread_out(whole)
    falls = drops(together, before)
    if len(together) > 1:
        falls |= drops([record], full)
    return [
        *lost_sitemaps(record),
        *unnamed(record, usual),
        *falls.values(),
        *other_spreads(together, before),
        *other_ages(together, read),
        *same_for_all(together, before),
        *unknown_names(together, before),
        *other_lengths(record, full),
    ]


def spread_out(runs: Sequence[Record]) -> list[Record]:
    """Return runs with articles, at most PAST_RUNS evenly taken: those of a weekend among them."""
    brought = [one for one in runs if one["articles"]]
    every = -(-len(brought) // PAST_RUNS) or 1
    return brought[::-every][::-1]


def drops(runs: Sequence[Record], past: Sequence[Record]) -> dict[str, str]:
    """Return what runs, taken together, have in fewer articles than is usual: label to sentence.

    The first of the runs is the one at hand: what it has in full did not break in it.
    """
    if articles(past) < MIN_ARTICLES:
        return {}
    singly, together = [shares(one) for one in past], [shares(one) for one in runs]
    own, now, before = together[0], added(together), added(singly)
    found = {}
    for label, share in own.items():
        usual = before.get(label, Share(0, 0))
        each = [one[label] for one in singly if label in one]
        watched = label.by_layer is None or usual.part >= USUAL
        if watched and share.part < 1 and fell(now[label], usual, each):
            found[str(label)] = f"{label}: {now[label]}, in earlier runs {usual}"
    return found


def fell(now: Share, usual: Share, each: Sequence[Share]) -> bool:
    """Return whether a share fell behind all of the past together, and behind each of its parts."""
    least = [one.part for one in each if one.of >= SOME]
    limit = min([usual.part - DEPTH, *least])
    return now.part < limit and by_chance(now, usual) < CHANCE


def shares(record: Record) -> dict[Label, Share]:
    """Return what a record says in shares: pages that were read, fields filled, by which layer."""
    stored = record["articles"]
    skipped = sum(n for reason, n in record["skipped"].items() if reason not in NOT_ASKED)
    lost = skipped + sum(record["failed"].values()) + sum(record["invalid"].values())
    found = {Label("pages that gave an article"): Share(stored, stored + lost)}
    for name, told in record["fields"].items():
        found[Label(f"articles with {name}")] = Share(told["filled"], stored)
        for layer in get_args(Layer) if name in LAYERED else ():
            count = told["layers"].get(layer, 0)
            found[Label(f"{name} by {layer}", layer)] = Share(count, told["filled"])
    for trait, (held, of) in record.get("traits", {}).items():
        found[Label(trait)] = Share(held, of)
    return {label: share for label, share in found.items() if share.of}


def added(runs: Sequence[Mapping[Label, Share]]) -> dict[Label, Share]:
    """Return the shares of runs together."""
    total: dict[Label, Share] = {}
    for one in runs:
        for label, share in one.items():
            so_far = total.get(label, Share(0, 0))
            total[label] = Share(so_far.seen + share.seen, so_far.of + share.of)
    return total


def by_chance(share: Share, usual: Share) -> float:
    """Return how likely so few of so many are, where `usual` is the paper's habit.

    Runs of a paper differ more than chance alone explains, so the habit is taken to vary from run
    to run (a beta-binomial distribution).
    """
    # One more miss than was seen: a habit of 20 in 20 is not yet a law.
    p = usual.seen / (usual.of + 1)
    yes, no = HABIT * p, HABIT * (1 - p)
    if not yes:
        return 1.0
    n, fixed = share.of, log_beta(yes, no)
    return sum(
        exp(
            lgamma(n + 1)
            - lgamma(k + 1)
            - lgamma(n - k + 1)
            + log_beta(k + yes, n - k + no)
            - fixed
        )
        for k in range(share.seen + 1)
    )


def log_beta(one: float, other: float) -> float:
    """Return the logarithm of the beta function."""
    return lgamma(one) + lgamma(other) - lgamma(one + other)


def other_spreads(runs: Sequence[Record], past: Sequence[Record]) -> Iterator[str]:
    """Say which lengths lie where few of the past's did; ages are looked at by themselves."""
    if articles(past) < MIN_ARTICLES:
        return
    for measure in runs[0].get("spreads", {}):
        if measure != "age":
            yield from other_spread(measure, runs, past)


def other_ages(runs: Sequence[Record], past: Sequence[Record]) -> Iterator[str]:
    """Say when articles were older, or younger, when they were fetched than in such runs before.

    How old they are depends on the time that passed since the run before: a run is held against
    those that had about as much to cover. `past` holds all runs that read the paper, broken ones
    too: they leave the next no more to cover.
    """
    if "age" not in runs[0].get("spreads", {}) or not past:
        return
    gap = max(gap_between(*pair) for pair in pairwise([past[-1], *reversed(runs)]))
    such = [
        later
        for earlier, later in pairwise(past)
        if later["verdict"] in MEASURES
        and gap / GAP_TIMES <= gap_between(earlier, later) <= gap * GAP_TIMES
    ]
    such = spread_out(such)
    if articles(such) >= MIN_ARTICLES:
        yield from other_spread("age", runs, such)


def gap_between(earlier: Record, later: Record) -> timedelta:
    """Return the time between the starts of two runs; what is shorter than a minute is one."""
    return max(began(later) - began(earlier), timedelta(minutes=1))


def other_spread(measure: str, runs: Sequence[Record], past: Sequence[Record]) -> Iterator[str]:
    """Say when what is measured is less, or more, than nearly all of the past."""
    before = summed(measure, past)
    now, singly = summed(measure, runs), [summed(measure, [one]) for one in past]
    of = before.total()
    if not of or not now:
        return
    steps = sorted(before)
    least = max(one for one in steps if at_least(before, one).seen >= BULK * of)
    most = min(one for one in steps if at_most(before, one).seen >= BULK * of)
    for limit, counted, word in ((least, at_least, "at least"), (most, at_most, "about at most")):
        share, usual = counted(now, limit), counted(before, limit)
        own = counted(summed(measure, runs[:1]), limit)
        if own.part < usual.part and fell(share, usual, [counted(one, limit) for one in singly]):
            yield f"{measure} {word} {limit}: {share}, in earlier runs {usual}"


def summed(measure: str, runs: Sequence[Record]) -> Counter[int]:
    """Return how often each step of a measure was counted in runs."""
    total: Counter[int] = Counter()
    for one in runs:
        total.update(dict(one.get("spreads", {}).get(measure, ())))
    return total


def at_least(counts: Counter[int], limit: int) -> Share:
    """Return the share of what is not below a step."""
    return Share(sum(n for one, n in counts.items() if one >= limit), counts.total())


def at_most(counts: Counter[int], limit: int) -> Share:
    """Return the share of what is not above a step."""
    return Share(sum(n for one, n in counts.items() if one <= limit), counts.total())


def same_for_all(runs: Sequence[Record], past: Sequence[Record]) -> Iterator[str]:
    """Say which field has one value in nearly all articles, which had different ones.

    An author or a channel that is known may have a day, or a desk, alone: that is told only where
    it has far more than any before, in a paper whose week is known.
    """
    if articles(past) < MIN_ARTICLES or "commonest" not in runs[0]:
        return
    groups = together_of(past, articles(runs))
    whole_week = len({began(one).weekday() for one in past}) == DAYS_OF_A_WEEK
    for field in runs[0]["commonest"]:
        value, share = others(field, runs)
        singly = [others(field, group)[1] for group in groups]
        usual = Share(sum(one.seen for one in singly), sum(one.of for one in singly))
        if value not in valued(field, runs[0]) or not fell(share, usual, singly):
            continue
        most = max(one.of - one.seen for one in singly)
        alone = field in ALONE and any(value in valued(field, one) for one in past)
        if not alone or (whole_week and share.of - share.seen > most * FAR_MORE):
            told = f'"{value}" in {share.of - share.seen} of {share.of}'
            yield f"one {field} for all: {told}, in earlier runs {usual} differed"


def together_of(past: Sequence[Record], size: int) -> list[list[Record]]:
    """Return past runs in groups of at least so many articles, as they followed each other."""
    groups: list[list[Record]] = [[]]
    for one in past:
        if articles(groups[-1]) >= size:
            groups.append([])
        groups[-1].append(one)
    return groups


def valued(field: str, record: Record) -> Mapping[str, int]:
    """Return a run's commonest values of a field, and how many articles have each."""
    told: Mapping[str, int] = record.get("commonest", {}).get(field, {}).get("values", {})
    return told


def others(field: str, runs: Sequence[Record]) -> tuple[str, Share]:
    """Return the commonest value of a field in runs, and the share of articles without it."""
    counts: Counter[str] = Counter()
    for one in runs:
        counts.update(valued(field, one))
    of = sum(one.get("commonest", {}).get(field, {}).get("of", 0) for one in runs)
    if not counts:
        return "", Share(0, 0)
    value, most = counts.most_common(1)[0]
    # A value that stands once is its article's own.
    return value, Share(of - most if most > 1 else of, of)


def unknown_names(runs: Sequence[Record], past: Sequence[Record]) -> Iterator[str]:
    """Say when the authors, or editors, are other people than in the past."""
    if articles(past) < MIN_ARTICLES:
        return
    groups = together_of(past, articles(runs))
    for field in sorted(NAMES):
        in_groups = [names(field, one) for one in groups]
        everybody = Counter(name for one in in_groups for name in one)
        # A group's own names do not tell whether they are known.
        singly = [
            Share(sum(n for name, n in one.items() if everybody[name] > 1), one.total())
            for one in in_groups
        ]
        usual = Share(sum(one.seen for one in singly), sum(one.of for one in singly))
        now = names(field, runs)
        share = Share(sum(n for name, n in now.items() if name in everybody), now.total())
        if len(groups) > 1 and usual.of >= MIN_ARTICLES and fell(share, usual, singly):
            yield f"{field} who are known: {share}, in earlier runs {usual}"


def names(field: str, runs: Sequence[Record]) -> Counter[str]:
    """Return the names of runs, with the number of articles of each."""
    counts: Counter[str] = Counter()
    for one in runs:
        counts.update(valued(field, one))
    return counts


def unnamed(record: Record, past: Sequence[Record]) -> list[str]:
    """Say when no listing named an article, in the first run or after runs that all had some."""
    if record["links"] or not record["listings"]:
        return []
    if not past:
        return ["no listing names an article"]
    named = [one["links"] for one in past[-NAMING_RUNS:]]
    if len(named) < NAMING_RUNS or not all(named):
        return []
    return [f"no listing names an article: in the last runs {', '.join(map(str, named))} links"]


def lost_sitemaps(record: Record) -> list[str]:
    """Say when sitemaps of an index could not be read, nor anything in their place."""
    lost = record.get("sitemaps_lost", {})
    told = ", ".join(f"{count} times {reason}" for reason, count in lost.items())
    return [f"sitemaps of the index could not be read: {told}"] if told else []


def other_lengths(record: Record, past: Sequence[Record]) -> list[str]:
    """Say when bodies are far shorter or longer than in any past run."""
    medians = [one["words"]["median"] for one in past if one["words"] and one["articles"] >= SOME]
    if not medians or record["articles"] < TOGETHER or articles(past) < MIN_ARTICLES:
        return []
    now, least, most = record["words"]["median"], min(medians), max(medians)
    if least <= now * LENGTH and now <= most * LENGTH:
        return []
    return [f"bodies of {now:.0f} words (median), in earlier runs {least:.0f} to {most:.0f}"]


def partial(record: Record) -> bool:
    """Return whether a run says nothing of the paper as it is, as do records without fields."""
    return not is_of_today(record) or "fields" not in record


def is_of_today(record: Record) -> bool:
    """Return whether a run was of the paper as it is: not of a section, nor of years long gone."""
    return "section" not in record["arguments"] and not record.get("days")


def articles(records: Sequence[Record]) -> int:
    """Return how many articles runs have stored together."""
    return sum(one["articles"] for one in records)
