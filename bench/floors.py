"""Holds the accuracy on real data against the floors that were reached before.

    python -m bench.floors            print the figures; exit 1 when one is below its floor
    python -m bench.floors --raise    write better figures as the new floors

The floors stand in bench/floors.json with the hash of the data they were measured on. Data that is
not there is named and passed over; data that changed is measured and named, but not compared.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench import dates, extraction, listings
from newscrawl.text import classify_line
from newscrawl.urls import looks_like_article

FLOORS = Path(__file__).with_name("floors.json")
SHARED = Path(__file__).resolve().parents[2] / "shared"
#: Figures of which less is better.
COUNTED_DOWN = {"silently_wrong", "dates_days_off", "authors_invented", "not_articles"}
#: The speed of the machine is no matter here; a hair's breadth is no fall.
TOLERANCE = 0.005


class Measure(NamedTuple):
    """What is measured: on which files under ../shared, and how."""

    data: tuple[str, ...]
    figures: Callable[[], dict[str, float]]


def date_figures() -> dict[str, float]:
    """Return the accuracy on real date strings."""
    found = dates.measure_accuracy(SHARED / "dates" / "dates_dev.tsv")
    return {"right": 100 * found.right / found.total, "silently_wrong": found.wrong}


def icu_figures() -> dict[str, float]:
    """Return the accuracy on date strings as ICU writes them, which need no data."""
    found = dates.measure_accuracy(dates.icu_cases(6000, dates.ICU_SEED))
    return {"right": 100 * found.right / found.total, "silently_wrong": found.wrong}


def page_figures() -> dict[str, float]:
    """Return the accuracy on real article pages, by the generic rules."""
    found = extraction.figures()
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


def line_figures() -> dict[str, float]:
    """Return the share of lines around articles that get the right label."""
    rows = jsonl("sites/line_shapes.jsonl")
    right = sum(classify_line(r["line"], position=r["position"]) == r["label"] for r in rows)
    return {"labels": 100 * right / len(rows)}


def address_figures() -> dict[str, float]:
    """Return the share of real addresses of unknown papers that are judged rightly."""
    rows = jsonl("sites/real_urls.jsonl")
    articles = {"article", "article_page"}
    right = sum(looks_like_article(r["url"]) == (r["kind"] in articles) for r in rows)
    return {"judged": 100 * right / len(rows)}


def jsonl(name: str) -> list[dict[str, str]]:
    """Return the rows of a file under ../shared."""
    return [json.loads(line) for line in (SHARED / name).read_text("utf-8").splitlines()]


MEASURES = {
    "dates": Measure(("dates/dates_dev.tsv",), date_figures),
    "icu": Measure((), icu_figures),
    "pages": Measure(("pages/gold.jsonl", "pages/articles", "pages/score.py"), page_figures),
    "listings": Measure(
        ("pages/gold_listings.jsonl", "pages/listings"), lambda: listings.measure().figures()
    ),
    "lines": Measure(("sites/line_shapes.jsonl",), line_figures),
    "addresses": Measure(("sites/real_urls.jsonl",), address_figures),
}


def fingerprint(names: tuple[str, ...]) -> str | None:
    """Return a hash of the files, folders included; None when one is not there."""
    digest = hashlib.sha256()
    for name in names:
        path = SHARED / name
        if not path.exists():
            return None
        files = sorted(f for f in path.rglob("*") if f.is_file()) if path.is_dir() else [path]
        for file in files:
            digest.update(str(file.relative_to(SHARED)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def fallen(name: str, figure: float, floor: float) -> bool:
    """Return whether a figure is below its floor."""
    worse = figure - floor if name in COUNTED_DOWN else floor - figure
    return worse > TOLERANCE


def main() -> int:
    """Measure, print, compare; return 1 when something fell."""
    parser = argparse.ArgumentParser(description="Hold the accuracy against its floors")
    parser.add_argument("--raise", action="store_true", dest="higher", help="write better floors")
    higher = parser.parse_args().higher
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    falls = 0
    for name, measure in MEASURES.items():
        print_out = fingerprint(measure.data)
        if print_out is None:
            print(f"{name}: skipped, there is no ../shared/{measure.data[0]}")
            continue
        figures, pinned = measure.figures(), floors.get(name, {})
        same = pinned.get("data") == print_out
        if not same:
            print(f"{name}: the data is not what the floors were measured on: not compared")
        for key, figure in figures.items():
            floor = pinned.get("floors", {}).get(key) if same else None
            fell = floor is not None and fallen(key, figure, floor)
            falls += fell
            shown = "-" if floor is None else f"{floor:.2f}"
            print(f"{name:<10} {key:<17} {figure:7.2f}   floor {shown:>7}{'   FELL' * fell}")
        if higher and not any(
            same and fallen(k, v, pinned["floors"].get(k, v)) for k, v in figures.items()
        ):
            kept = {key: round(figure, 3) for key, figure in figures.items()}
            floors[name] = {"data": print_out, "floors": kept}
    if higher:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    return 1 if falls else 0


if __name__ == "__main__":
    sys.exit(main())
