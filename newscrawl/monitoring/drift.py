"""Compares a run's field coverage with the site's earlier runs.

Pure. A redesign seldom stops a crawl: the lines go on coming, without their bylines, with bodies of
one paragraph, or read by the generic rules where the paper's selectors fail. So each record keeps
how many articles had each field, which layer gave it and how long the bodies were, and a run that
falls behind what was usual at this paper is broken (rule 3 of the design).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import comb
from statistics import median
from typing import Any, NamedTuple, get_args

from newscrawl.items import HANDLING, SCHEMA_VERSION, Article, Layer
from newscrawl.monitoring.outcome import Verdict

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
#: Small runs are looked at together with those just before, up to so many articles.
TOGETHER = 10
#: Past runs that all named articles, so that a run whose listings name none is no quiet day.
NAMING_RUNS = 3
#: A fall must be this unlikely by chance, and this deep: papers differ from day to day.
CHANCE, DEPTH = 0.001, 0.2
#: A layer that gave a field so often is its usual one.
USUAL = 0.9
#: Bodies so many times shorter or longer than in any past run are not the same bodies.
LENGTH = 2


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

    def add(self, article: Article) -> None:
        """Count an article that was stored."""
        self.words.append(article.word_count)
        for name in FIELDS:
            if getattr(article, name):
                self.filled[name] += 1
                self.layers[name].update([article.extraction.get(name) or "none"])

    def record(self) -> dict[str, Any]:
        """Return `fields` (per field: how often filled, by which layer) and `words` (of bodies).

        With them stands the version of the schema, which names the layers.
        """
        fields = {
            name: {"filled": self.filled[name], "layers": dict(self.layers[name])}
            for name in FIELDS
        }
        words = None
        if self.words:
            least, most = min(self.words), max(self.words)
            words = {"least": least, "median": median(self.words), "most": most}
        return {"schema_version": SCHEMA_VERSION, "fields": fields, "words": words}


def detect_drift(record: Record, past: Sequence[Record]) -> list[str]:
    """Return, a sentence each, how a run fell behind the paper's past; [] when it did not.

    `past` holds the records of earlier runs, the oldest first. Those that went wrong do not say
    what is usual, nor do those of another schema, which names layers otherwise. A run of one
    section is neither compared nor a measure: a channel has its habits.
    """
    if partial(record):
        return lost_sitemaps(record)
    earlier = [one for one in past if not partial(one) and alike(one, record)]
    usual = [one for one in earlier if one["verdict"] in MEASURES]
    together = [record]
    while earlier and articles(together) + earlier[-1]["articles"] <= TOGETHER:
        together.append(earlier.pop())
    before = [one for one in usual if one not in together[1:]]
    falls = {**drops(together, before), **drops([record], usual)}
    return [
        *lost_sitemaps(record),
        *unnamed(record, usual),
        *falls.values(),
        *other_lengths(record, usual),
    ]


def drops(runs: Sequence[Record], past: Sequence[Record]) -> dict[str, str]:
    """Return what runs, taken together, have in fewer articles than is usual: label to sentence.

    The first of the runs is the one at hand: what it has in full did not break in it.
    """
    if articles(past) < MIN_ARTICLES:
        return {}
    own, now, before = shares(runs[0]), added(runs), added(past)
    singly = [shares(one) for one in past]
    found = {}
    for label, share in own.items():
        usual = before.get(label, Share(0, 0))
        least = [one[label].part for one in singly if label in one and one[label].of >= SOME]
        limit = min([usual.part - DEPTH, *least])
        watched = label.by_layer is None or usual.part >= USUAL
        fell = watched and share.part < 1 and now[label].part < limit
        if fell and by_chance(now[label], usual) < CHANCE:
            found[str(label)] = f"{label}: {now[label]}, in earlier runs {usual}"
    return found


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
    return {label: share for label, share in found.items() if share.of}


def added(records: Sequence[Record]) -> dict[Label, Share]:
    """Return the shares of all records together."""
    total: dict[Label, Share] = {}
    for label, share in (pair for one in records for pair in shares(one).items()):
        so_far = total.get(label, Share(0, 0))
        total[label] = Share(so_far.seen + share.seen, so_far.of + share.of)
    return total


def by_chance(share: Share, usual: Share) -> float:
    """Return how likely so few of so many are, where `usual` is the paper's habit."""
    # One more miss than was seen: a habit of 20 in 20 is not yet a law.
    p = usual.seen / (usual.of + 1)
    return sum(comb(share.of, k) * p**k * (1 - p) ** (share.of - k) for k in range(share.seen + 1))


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
    if not medians or record["articles"] < SOME or articles(past) < MIN_ARTICLES:
        return []
    now, least, most = record["words"]["median"], min(medians), max(medians)
    if least <= now * LENGTH and now <= most * LENGTH:
        return []
    return [f"bodies of {now:.0f} words (median), in earlier runs {least:.0f} to {most:.0f}"]


def partial(record: Record) -> bool:
    """Return whether a run was of one section, or its record is of before there were fields."""
    return "section" in record["arguments"] or "fields" not in record


def alike(one: Record, other: Record) -> bool:
    """Return whether two records count lines of one schema."""
    return bool(one.get("schema_version") == other.get("schema_version"))


def articles(records: Sequence[Record]) -> int:
    """Return how many articles runs have stored together."""
    return sum(one["articles"] for one in records)
