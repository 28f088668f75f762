"""Holds the accuracy on real data against the floors reached before.

    python -m bench.floors            print the figures; exit 1 when one is below its floor
    python -m bench.floors --raise    write better figures as the new floors

The floors stand in bench/floors.json with the hash of the data they were measured on. Data that
changed is measured and named, but not compared. Facts lie in tests/data. Real pages are other
people's: they lie in ../shared, or in .corpus, where `make corpus` fetches what lies in public;
bench/answers.jsonl judges those. Floors whose data is not there are named in the last lines; the
exit code then speaks only of those that were measured.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench import answers, dates, extraction, labels, listings
from bench.answers import ANSWERS, answers_of, pages_of
from bench.corpus import FETCHED, ROOT, SHARED, find
from newscrawl.api import extract_article
from newscrawl.urls import looks_like_article

FLOORS = Path(__file__).with_name("floors.json")
FACTS = ROOT / "tests" / "data"
CASES = SHARED / "cases"
ADDRESSES = FACTS / "real_urls.jsonl"
#: Figures of which less is better.
COUNTED_DOWN = {"silently_wrong", "dates_days_off", "authors_invented", "not_articles"}
#: The speed of the machine is no matter here; a hair's breadth is no fall.
TOLERANCE = 0.005


class Measure(NamedTuple):
    """A measure: its name, and the files and folders that it reads."""

    data: tuple[Path, ...]
    figures: Callable[[], dict[str, float]]


def date_figures() -> dict[str, float]:
    """Return the accuracy on real date strings."""
    found = dates.measure_accuracy(dates.REAL_STRINGS)
    return {"right": 100 * found.right / found.total, "silently_wrong": found.wrong}


def icu_figures() -> dict[str, float]:
    """Return the accuracy on date strings as ICU writes them, which need no data."""
    found = dates.measure_accuracy(dates.icu_cases(6000, dates.ICU_SEED))
    return {"right": 100 * found.right / found.total, "silently_wrong": found.wrong}


def page_figures(folder: Path) -> dict[str, float]:
    """Return the accuracy on real article pages, by the generic rules."""
    found = extraction.figures(folder=folder)
    names = {
        "h_exact": "headline",
        "d_right": "dates_right",
        "silent_n": "dates_days_off",
        "auth_set": "authors",
        "auth_spur": "authors_invented",
        "F": "body_f",
        "clean": "body_clean",
    }
    return {name: found[key] for key, name in names.items()}


def corpus_figures() -> dict[str, float]:
    """Return the accuracy on the article pages of the corpus, by the generic rules."""
    pages = answers_of("article")
    return answers.figures(answers.judge(a, extraction.ours(page, a["url"])) for a, page in pages)


def refusal_figures() -> dict[str, float]:
    """Return the share of pages that are no articles and are refused."""
    pages = answers_of("no article")
    told = [extract_article(page, url=answer["url"]) is None for answer, page in pages]
    return {"refused": 100 * sum(told) / len(told)}


def case_figures() -> dict[str, float]:
    """Return how many of the cases from public bug reports come out right.

    Raises RuntimeError when the script that runs them does not come to its end.
    """
    command = [sys.executable, str(CASES / "run_cases.py"), sys.executable, str(ROOT), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = re.search(r"^(\d+) of \d+ right$", done.stdout, re.MULTILINE)
    if told is None:
        raise RuntimeError(f"the cases were not run: {done.stderr[-2000:]}")
    return {"right": int(told[1])}


def line_figures() -> dict[str, float]:
    """Return the share of lines in and around articles that the reader of bodies takes rightly."""
    rows = labels.shapes()
    return {"labels": 100 * sum(map(labels.is_right, rows)) / len(rows)}


def address_figures() -> dict[str, float]:
    """Return the share of real addresses of unknown papers that are judged rightly."""
    rows = jsonl(ADDRESSES)
    articles = {"article", "article_page"}
    right = sum(looks_like_article(r["url"]) == (r["kind"] in articles) for r in rows)
    return {"judged": 100 * right / len(rows)}


def jsonl(file: Path) -> list[dict[str, str]]:
    """Return the rows of a file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def under(folder: Path, *names: str) -> tuple[Path, ...]:
    """Return the paths of names in a folder."""
    return tuple(folder / name for name in names)


def collection(folder: Path, suffix: str = "") -> dict[str, Measure]:
    """Return what is measured on a collection of real pages."""
    gold = under(folder, "gold.jsonl", "articles") + under(SHARED / "pages", "score.py")
    listed = under(folder, "gold_listings.jsonl", "listings")
    return {
        f"pages{suffix}": Measure(gold, partial(page_figures, folder)),
        f"listings{suffix}": Measure(
            listed, lambda: listings.measure(listings.golds_in(folder)).figures()
        ),
    }


def corpus(kind: str) -> tuple[Path, ...]:
    """Return the files of a kind of pages in the corpus, and of their answers."""
    return (ANSWERS, *(find(page) or FETCHED / page.name for page in pages_of(kind)))


MEASURES = {
    "dates": Measure((dates.REAL_STRINGS,), date_figures),
    "icu": Measure((), icu_figures),
    "lines": Measure((labels.LINE_SHAPES,), line_figures),
    "addresses": Measure((ADDRESSES,), address_figures),
    "corpus": Measure(corpus("article"), corpus_figures),
    "corpus listings": Measure(
        corpus("listing"), lambda: listings.measure(answers_of("listing")).figures()
    ),
    "corpus refusals": Measure(corpus("no article"), refusal_figures),
    **collection(SHARED / "pages"),
    **collection(SHARED / "pages2", "2"),
    "cases": Measure(under(CASES, "cases.jsonl", "input", "run_cases.py"), case_figures),
}


def absent(measure: Measure) -> str | None:
    """Return what says which of a measure's files are not there; None when all are."""
    gone = [path for path in measure.data if not path.exists()]
    if gone and gone[0].is_relative_to(FETCHED):
        count = f"{len(gone)} of its {len(measure.data) - 1} pages are not here"
        return f"{count} (make corpus fetches them)"
    return f"there is no {shown(gone[0])}" if gone else None


def fingerprint(paths: tuple[Path, ...]) -> str:
    """Return a hash of the files, those in folders included."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(f for f in path.rglob("*") if f.is_file()) if path.is_dir() else [path]
        for file in files:
            digest.update(str(file.relative_to(path.parent)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def fallen(name: str, figure: float, floor: float) -> bool:
    """Return whether a figure is below its floor."""
    worse = figure - floor if name in COUNTED_DOWN else floor - figure
    return worse > TOLERANCE


def shown(path: Path) -> Path:
    """Return a path as it is told: from the checkout."""
    return (
        path.relative_to(ROOT)
        if path.is_relative_to(ROOT)
        else ".." / path.relative_to(ROOT.parent)
    )


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, compare; return 1 when something fell."""
    parser = argparse.ArgumentParser(description="Hold the accuracy against its floors")
    parser.add_argument("--raise", action="store_true", dest="higher", help="write better floors")
    higher = parser.parse_args(arguments).higher
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    falls, unmeasured = 0, []
    for name, measure in MEASURES.items():
        if missing := absent(measure):
            unmeasured.append(f"{name}: NOT measured, {missing}")
            continue
        print_out = fingerprint(measure.data)
        figures, pinned = measure.figures(), floors.get(name, {})
        same = pinned.get("data") == print_out
        if not same:
            print(f"{name}: the data is not what the floors were measured on: not compared")
        for key, figure in figures.items():
            floor = pinned.get("floors", {}).get(key) if same else None
            fell = floor is not None and fallen(key, figure, floor)
            falls += fell
            held = "-" if floor is None else f"{floor:.2f}"
            print(f"{name:<15} {key:<17} {figure:7.2f}   floor {held:>7}{'   FELL' * fell}")
        if higher and not any(
            same and fallen(k, v, pinned["floors"].get(k, v)) for k, v in figures.items()
        ):
            kept = {key: round(figure, 3) for key, figure in figures.items()}
            floors[name] = {"data": print_out, "floors": kept}
    if higher:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    for line in unmeasured:
        print(line)
    return 1 if falls else 0


if __name__ == "__main__":
    sys.exit(main())
