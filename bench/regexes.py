"""Attacks every regular expression of the package with strings derived from the pattern itself.

    python -m bench.regexes [--size 100000] [--worst 25]

For each unbounded (or far-reaching) repeat of a pattern the attack repeats what the repeat matches,
behind what the pattern asks for before it and before something that it cannot match: `prefix + pump
* n + suffix`. Also pairs of neighbouring repeats, one after the other. The time is taken while n
doubles; the table names the patterns whose time is
worst at `--size` characters, with the growth: 1 is linear, 2 quadratic.

A pattern may be quadratic and yet do no harm, because it only ever sees a line that was cut at 200
characters: `MEETS` below says how long a text each meets, and it is measured at that length and by
the methods that the package uses it with.
The exit code is 1 when a pattern takes more than a second for 100,000 characters of what it meets.
"""

import argparse
import ast
import importlib
import math
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as codes
from re import _parser as parser
from typing import Any, NamedTuple

import newscrawl

#: Repeats of at least so many are pumped; shorter ones cannot grow.
FAR = 20
#: Characters tried for a set or a negated one.
SAMPLES = "a1 -A.,/:|<([\"'_\n\té–\u0301"
BUDGET = 0.08
ATTACKS_EACH = 40


class Row(NamedTuple):
    """The worst attack on one pattern."""

    seconds: float
    growth: float
    size: int
    name: str
    how: str
    attack: str


def patterns() -> dict[str, re.Pattern[Any]]:
    """Return the compiled patterns of the package's modules, classes and functions' constants."""
    found: dict[re.Pattern[Any], str] = {}
    for info in pkgutil.walk_packages(newscrawl.__path__, "newscrawl."):
        # The loader reads our own source, no page.
        if ".spiders" in info.name or info.name.endswith(("__main__", ".loader")):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for number, one in enumerate(compiled(value)):
                label = f"{info.name.removeprefix('newscrawl.')}.{name}"
                found.setdefault(one, f"{label}[{number}]" if number else label)
    return {name: pattern for pattern, name in found.items()}


def compiled(value: object, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns in a value: itself, or members of tuples, lists, dicts."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from compiled(one, depth - 1)
    elif depth and isinstance(value, dict):
        for one in value.values():
            yield from compiled(one, depth - 1)


def example(tree: Any, pick: int = 0) -> str:
    """Return a string that a parsed pattern matches, nearly: lookarounds are passed over."""
    return "".join(part(op, value, pick) for op, value in tree)


def part(op: Any, value: Any, pick: int) -> str:  # noqa: PLR0911 - one for each kind
    """Return a string for one element of a parsed pattern."""
    if op is codes.LITERAL:
        return chr(value)
    if op is codes.NOT_LITERAL:
        return next(one for one in SAMPLES if ord(one) != value)
    if op is codes.ANY:
        return "a"
    if op is codes.IN:
        fitting = members(value)
        return fitting[pick % len(fitting)] if fitting else ""
    if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, _, inner = value
        return example(inner, pick) * min(max(least, 0), 8)
    if op is codes.SUBPATTERN:
        return example(value[-1], pick)
    if op is codes.ATOMIC_GROUP:
        return example(value, pick)
    if op is codes.BRANCH:
        branches = value[1]
        return example(branches[pick % len(branches)], pick)
    return ""


def members(items: Any) -> list[str]:
    """Return sample characters that a set holds."""
    negated = bool(items) and items[0][0] is codes.NEGATE
    held = [one for one in SAMPLES if any(holds(op, v, one) for op, v in items) is not negated]
    if held or negated:
        return held
    op, value = items[0]
    return [chr(value if op is codes.LITERAL else value[0])]


def holds(op: Any, value: Any, one: str) -> bool:
    """Return whether a set's element holds a character."""
    if op is codes.LITERAL:
        return ord(one) == value
    if op is codes.RANGE:
        return bool(value[0] <= ord(one) <= value[1])
    if op is codes.CATEGORY:
        told = {
            codes.CATEGORY_DIGIT: one.isdigit(),
            codes.CATEGORY_SPACE: one.isspace(),
            codes.CATEGORY_WORD: one.isalnum() or one == "_",
        }
        opposite = {
            codes.CATEGORY_NOT_DIGIT: codes.CATEGORY_DIGIT,
            codes.CATEGORY_NOT_SPACE: codes.CATEGORY_SPACE,
            codes.CATEGORY_NOT_WORD: codes.CATEGORY_WORD,
        }
        return not told[opposite[value]] if value in opposite else told.get(value, False)
    return False


def repeats(tree: Any, before: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield each far-reaching repeat of a parsed pattern, with what leads up to it."""
    for op, value in tree:
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most is codes.MAXREPEAT or most >= FAR:
                yield before, inner
            yield from repeats(inner, before, depth + 1)
        elif op is codes.SUBPATTERN:
            yield from repeats(value[-1], before, depth + 1)
        elif op is codes.ATOMIC_GROUP:
            yield from repeats(value, before, depth + 1)
        elif op is codes.BRANCH:
            for branch in value[1]:
                yield from repeats(branch, before, depth + 1)
        elif op in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repeats(value[1], before, depth + 1)
        before += part(op, value, 0)


def attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """Yield prefixes and pumps: each repeat's own, pairs of them, and the whole pattern again."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found = list(repeats(tree))
    pumps = {
        (before, pump)
        for before, inner in found
        for pick in range(4)
        if (pump := example(inner, pick))
    }
    yield from sorted(pumps)
    singles = sorted({pump for _, pump in pumps})
    yield from (("", one) for one in singles)
    whole = {example(tree, pick) for pick in range(4)} - {""}
    yield from (("", one) for one in sorted(whole))
    for one in sorted(whole):
        yield from (("", one + pump) for pump in singles[:4])
        if len(one) > 1:
            yield "", one[:-1]
    yield from (("", one + other) for one in singles[:5] for other in singles[:5] if one != other)
    yield from ((one * 100, other) for one in singles[:3] for other in singles[:3] if one != other)


def seconds(run: Any, text: str | bytes) -> float:
    """Return the processor's seconds of one call."""
    start = time.process_time()
    run(text)
    return time.process_time() - start


def measure(name: str, pattern: re.Pattern[Any], how: str, size: int) -> Row:
    """Return the worst attack on a pattern: its time at `size`, taken further where it is slow."""
    worst = Row(0, 1, size, name, how, "")
    for number, (prefix, pump) in enumerate(dict.fromkeys(attacks(pattern))):
        if number >= ATTACKS_EACH:
            break
        row = grown(name, pattern, how, (prefix, pump, "\0"), size)
        worst = max(worst, row)
        if worst.seconds > 10:
            break
    return worst


def grown(
    name: str, pattern: re.Pattern[Any], how: str, attack: tuple[str, str, str], size: int
) -> Row:
    """Return one attack's time at `size`, foretold from smaller ones where it would take long."""
    prefix, pump, suffix = attack
    run = getattr(pattern, how)
    times: list[tuple[int, float]] = []
    length = min(size, 24)  # an exponential one must be seen before it hangs
    while True:
        text: str | bytes = prefix + pump * (length // len(pump)) + suffix
        if name.startswith(ON_ONE_LINE):
            text = " ".join(str(text).split())
        if isinstance(pattern.pattern, bytes):
            text = str(text).encode()
        times.append((length, seconds(run, text)))
        if length == size or times[-1][1] > BUDGET:
            break
        length = min(size, 2 * length)
    last, took = times[-1]
    half = next((t for n, t in reversed(times) if 2 * n <= last), 0.0)
    growth = math.log2(took / half) if took > 0.002 and half > 0.0002 else 1.0
    if last < size:
        took *= (size / last) ** max(1.0, growth)
    shown = f"{prefix[-12:]!r} + {pump[:24]!r} * n"
    return Row(took, growth, size, name, how, shown)


#: How long a text these meet at most, by the beginning of their name; the longest counts. Where it
#: is cut: dates.fold, line_patterns, and MAX_LENGTH of page.lines, page.declared, urls.host.
MEETS = {
    "": 10_000_000,
    "dates.": 300,
    "dates.fold": 3000,
    "dedup.boilerplate.DATED": 90,
    "extraction.line_patterns.": 200,
    "extraction.line_wording.": 200,
    "page.block_pages.PROVIDER_HOST": 253,
    "page.truncation.": 4096,
    "extraction.bylines": 2000,
    "extraction.body.cleanup.STANDING": 200,
    "extraction.bylines.labelled": 400,
    "extraction.displayed_dates": 400,
    "extraction.images": 2083,
    "extraction.bylines.unlabelled": 400,
    "extraction.bylines.person_names": 400,
    "extraction.line_labels.DATE_LINE": 200,
    "extraction.rejection.CUT": 120,
    "page.error_titles.BLOCKED": 90,
    "page.error_titles.MISSING": 90,
    "page.error_titles.GONE": 200,
    "page.roles": 400,
    "extraction.title_matching": 2000,
    "extraction.topics": 2000,
    "page.jsonld.CLOSING": 40,
    "discovery.listing.anchors": 400,
    "discovery.listing.date_shape": 90,
    "discovery.listing.generic": 400,
    "discovery.listing.paging": 2083,
    "sites.probe.UNSTABLE": 100,
    "urls.": 2083,
}
#: These meet text without runs of blanks: clean() came before.
ON_ONE_LINE = (
    "extraction.bylines.person_names.",
    "extraction.title_matching.",
    "extraction.topics.",
    "extraction.line_wording.",
    "extraction.line_patterns.",
)
METHODS = ("match", "fullmatch", "search", "findall", "finditer", "split", "sub", "subn")


def met(name: str, size: int) -> int:
    """Return how long a text is at most that a pattern meets."""
    prefix = max((one for one in MEETS if name.startswith(one)), key=len)
    return min(size, MEETS[prefix])


def methods() -> dict[str, set[str]]:
    """Return by which methods the package uses the patterns of each name."""
    used: dict[str, set[str]] = {}
    for file in Path(newscrawl.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                name = node.value.id if isinstance(node.value, ast.Name) else ""
                used.setdefault(name, set()).add(node.attr)
    return used


def ways(name: str, used: dict[str, set[str]]) -> list[str]:
    """Return how a pattern is used: at one place of a text, or looked for in it."""
    own = used.get(name.rpartition(".")[2].partition("[")[0], {"search"})  # one in a loop
    return sorted({one if one in ("match", "fullmatch") else "findall" for one in own})


def main() -> int:
    """Measure all, print the worst."""
    options = argparse.ArgumentParser(description="Attack the package's regular expressions")
    options.add_argument("--size", type=int, default=100_000, help="characters")
    options.add_argument("--worst", type=int, default=25, help="rows of the table")
    options.add_argument("--only", default="", help="patterns whose name holds this")
    given = options.parse_args()
    every = {name: one for name, one in patterns().items() if given.only in name}
    used = methods()
    rows = [
        measure(name, pattern, how, met(name, given.size))
        for name, pattern in every.items()
        for how in ways(name, used)
    ]
    rows.sort(reverse=True)
    print(f"{len(rows)} patterns")
    print(f"{'ms':>10} {'growth':>6} {'at':>8}  pattern")
    for row in rows[: given.worst]:
        print(
            f"{1000 * row.seconds:10.1f} {row.growth:6.1f} {row.size:8d}  {row.name}"
            f"  {row.how} {row.attack}"
        )
    return 1 if any(row.seconds > max(0.3, row.size / 100_000) for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
