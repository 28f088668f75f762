"""Judges what a look at a paper found, and sums up the looks at many: `scrapy probe --all`."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from newscrawl.discovery.learned import Fact
from newscrawl.discovery.sources import Source
from newscrawl.monitoring.outcome import LEFT, ROBOTS_UNAVAILABLE
from newscrawl.sites.probe import FAILS, GAPS, WORKS, ProbeReport, judge

#: Verdicts beside those of a probe, the best first.
FOUND, BLOCKED, MOVED, GONE = "works by what was found", "blocked", "moved", "gone"
UNREACHABLE: Final = "unreachable"
ORDER: Final = (WORKS, GAPS, FOUND, FAILS, BLOCKED, MOVED, GONE, UNREACHABLE)
#: Of these a crawl gives right lines.
FINE: Final = frozenset({WORKS, GAPS, FOUND})
#: Failures by which a site says that we are not wanted, or not now.
REFUSED: Final = re.compile(
    rf"http (?:401|403|429|451|503)|block page.*|forbidden by robots.*|{ROBOTS_UNAVAILABLE}",
    re.IGNORECASE,
)
#: Failures of a host that did not answer.
SILENT: Final = re.compile(rf"timeout|connection refused|DNS .*|no connection.*|TLS .*|{LEFT}")


@dataclass(slots=True)
class Look(ProbeReport):
    """What a look at one paper found, and how many requests it took.

    `facts` are to be changed, with the evidence; `sources` worked in place of the declared ones,
    `addresses` are of articles that a listing named against the paper's pattern, `selectors` read
    the same of every page as the generic rules do where the stated ones match nothing.
    """

    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    addresses: list[str] = field(default_factory=list)
    selectors: list[tuple[str, str]] = field(default_factory=list)
    #: What a failed request was answered with, by its address.
    failures: dict[str, str] = field(default_factory=dict)
    requests: int = 0
    seconds: float = 0.0
    #: When it was, ISO 8601 in UTC.
    at: str = ""

    @property
    def read(self) -> int:
        """How many pages were read as articles."""
        return sum(page.reason is None for page in self.pages)

    @property
    def confirms(self) -> bool:
        """Whether most of the pages were articles, with every field that one must have."""
        most = 2 * self.read > len(self.pages)
        return self.verdict in FINE and most and not any(page.missing for page in self.pages)

    def as_object(self) -> dict[str, Any]:
        """Return it as the JSON object of its line."""
        told = asdict(self) | {"facts": [one._asdict() for one in self.facts]}
        told["selectors"] = dict(self.selectors)
        told["sources"] = [{"kind": type(one).__name__, "url": one.url} for one in self.sources]
        return told


def judge_look(look: Look, *, fate: tuple[str, str] | None) -> Look:
    """Set the verdict of a look and its reasons; `fate` is what the front page told of the host."""
    if fate and fate[0] in (GONE, MOVED):
        look.verdict, look.why = fate[0], [fate[1]]
        return look
    judge(look)
    if look.verdict != FAILS:
        if look.facts:
            look.verdict = FOUND
        return look
    reasons = list(look.failures.values())
    if reasons and not look.listings and all(map(SILENT.fullmatch, reasons)):
        look.verdict = UNREACHABLE
    elif any(map(REFUSED.fullmatch, reasons)) and not look.pages:
        look.verdict = BLOCKED
    told = [f"{url}: {reason}" for url, reason in look.failures.items()]
    look.why = list(dict.fromkeys([*told, *look.why])) or ["no listing names an article"]
    return look


def summary(verdicts: Iterable[str]) -> dict[str, int]:
    """Return how many papers there are of each verdict, the best first, others last."""
    counts = Counter(verdicts)
    order = [*ORDER, *sorted(counts.keys() - set(ORDER))]
    return {word: counts[word] for word in order if counts[word]}
