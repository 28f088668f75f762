"""Keeps for the next run what runs found of a paper that is not as its facts say.

Pure: a run tells what its sources named and what came of it, and asks what is to be done. The
declared facts are hypotheses; what is found is one too, and is dropped as soon as it fails.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from newscrawl.discovery.addresses import Rule
from newscrawl.discovery.found import Found
from newscrawl.discovery.sources import Index, Rss, Sitemap, Source, WordPressApi
from newscrawl.urls import Ids

KINDS: Final = {kind.__name__: kind for kind in (Index, Rss, Sitemap, WordPressApi)}
#: What is asked of a listing that a page alone cannot tell.
FIELDS: Final = ("url", "first", "last", "size")
#: A site where nothing was found is not searched again before.
SEARCHED_ANEW: Final = timedelta(days=7)


class Fact(NamedTuple):
    """A fact that is to be changed: what was declared, what was found, and by what that is known.

    `found` is text, for `sources` a list of addresses.
    """

    fact: str
    declared: Any
    found: Any
    evidence: str


class Learned(NamedTuple):
    """What worked where the declared facts did not: tried first in the next run.

    Without sources: nothing was found at `since`, or the declared ones do.
    """

    sources: tuple[Source, ...] = ()
    rule: Rule = "pattern"
    #: The front page's address where it is at another host; "" where it is as declared.
    home: str = ""
    #: When it was learned, in UTC, ISO 8601.
    since: str = ""
    facts: tuple[Fact, ...] = ()

    def as_json(self) -> str:
        """Return it as the state keeps it."""
        sources = [
            {"kind": type(one).__name__, **{name: getattr(one, name) for name in FIELDS}}
            for one in self.sources
        ]
        told = self._asdict() | {"sources": sources, "facts": [one._asdict() for one in self.facts]}
        return json.dumps(told, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Learned":
        """Return what the state kept. Raises ValueError for what this version did not write."""
        try:
            told = json.loads(text)
            sources = tuple(
                KINDS[one["kind"]](**{name: one[name] for name in FIELDS})
                for one in told["sources"]
            )
            facts = tuple(Fact(**one) for one in told["facts"])
            return cls(sources, told["rule"], told["home"], told["since"], facts)
        except (KeyError, TypeError) as error:
            raise ValueError(f"not what was learned: {text[:100]}") from error

    def searched_lately(self, now: datetime) -> bool:
        """Return whether the site was searched in vain, and not long before `now`."""
        if self.sources or self.facts or not self.since:
            return False
        return now - datetime.fromisoformat(self.since) < SEARCHED_ANEW


@dataclass(slots=True)
class Told:
    """What one source told in a run: the articles that it named, by which rule, how it failed."""

    ids: Ids = field(default_factory=dict)
    rule: Rule = "pattern"
    evidence: str = ""
    #: Whether it answered at all: a refusal and silence say nothing of the facts.
    answered: bool = False


@dataclass(slots=True)
class Findings:
    """What the sources of a run told, and what it means for the paper's facts."""

    home: str
    declared: Sequence[Source]
    told: dict[str, Told] = field(default_factory=dict)
    #: Ids of links that gave an article, and of those that are none or are not there.
    articles: Ids = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    def of(self, source: Source) -> Told:
        """Return what a source told so far."""
        return self.told.setdefault(source.url, Told())

    def named(self, source: Source, ids: Iterable[str], rule: Rule, evidence: str) -> None:
        """Note the articles that a page of a source names, and by which rule they are some."""
        told = self.of(source)
        told.answered = True
        told.ids |= dict.fromkeys(ids)
        if rule == "generic" or not told.evidence:
            told.rule, told.evidence = rule, evidence

    def useful(self, source: Source) -> bool:
        """Return whether a source names articles, and not all of them turned out to be none."""
        told = self.told.get(source.url)
        return told is not None and not told.ids.keys() <= self.refused

    def works(self, sources: Iterable[Source]) -> bool:
        """Return whether one of the sources names articles, and is more than the front page."""
        return any(self.useful(one) for one in sources if one.url != self.home)

    def wanting(self) -> bool:
        """Return whether the declared facts do not hold, as far as the site's answers tell.

        They do as long as one source of theirs names articles. The front page alone shows the
        newest few: it will do where nothing else was declared or nothing else failed.
        """
        asked = [one for one in self.declared if one.url in self.told]
        if self.works(asked) or not any(self.told[one.url].answered for one in asked):
            return False
        front = [one for one in asked if one.url == self.home and self.useful(one)]
        others = [one for one in asked if one.url != self.home]
        return not front or bool(others) or any(self.of(one).rule == "generic" for one in front)

    def best(self, found: Iterable[Found]) -> list[Found]:
        """Return the sources that are needed to name all that was found, the richest first."""
        kept: list[Found] = []
        had = set(self.refused)
        for one in sorted(found, key=lambda one: -len(self.of(one.source).ids.keys() - had)):
            if not (ids := self.of(one.source).ids.keys()) <= had:
                kept.append(one)
                had |= ids
        return kept

    def share(self, sources: Iterable[Source]) -> str:
        """Return how many of the links of some sources gave articles, in words."""
        ids = {one for source in sources for one in self.of(source).ids}
        gave = ids & self.articles.keys()
        asked = gave | ids & self.refused
        return f"{len(gave)} of {len(asked)} links gave articles"

    def lesson(
        self, found: Sequence[Found], *, moved: Fact | None, pattern: tuple[str, str], now: datetime
    ) -> Learned:
        """Return what is to be kept: the sources that worked, the rule, and the facts to change.

        Takes the sources that the site named, the fact of a new home, and the paper's pattern with
        what the addresses look like.
        """
        declared_at = {one.url for one in self.declared}
        best = self.best(found)
        if all(one.source.url in declared_at for one in best):
            best = []  # the site knows no more than its facts do
        sources = tuple(one.source for one in best)
        used = [self.of(one) for one in (sources or self.declared)]
        wrong = next((one for one in used if one.rule == "generic" and one.ids), None)
        facts = [moved] if moved else []
        if best:
            evidence = "; ".join(f"{one.source.url}: {one.evidence}" for one in best)
            facts.append(
                Fact(
                    "sources",
                    [one.url for one in self.declared],
                    [one.url for one in sources],
                    f"{self.share(sources)}; {evidence}",
                )
            )
        if wrong:
            declared, looks = pattern
            told = f"{wrong.evidence}; {self.share(sources or self.declared)}"
            facts.append(Fact("article_url", declared, looks, told))
        since = now.astimezone(UTC).isoformat(timespec="seconds")
        home = str(moved.found) if moved else ""
        return Learned(sources, "generic" if wrong else "pattern", home, since, tuple(facts))
