"""Measures how single printed lines are labelled, each in its place on a page.

    python -m bench.labels    print the lines that are taken for something else

Each line of tests/data/line_shapes.jsonl is put on a page without any markup that would tell:
between the headline and the text, between two paragraphs, or as the text's last line. What the
body leaves out has a label; datelines and subheadings stay in the text, as paragraphs do.
"""

import json
import sys
from datetime import UTC, datetime
from html import escape
from typing import NamedTuple

from bench.corpus import ROOT
from newscrawl.extraction import Rules
from newscrawl.extraction.body import Body, read_body
from newscrawl.extraction.context import Page
from newscrawl.extraction.headline import read_headline
from newscrawl.page.document import parse
from newscrawl.regions import WIB

LINE_SHAPES = ROOT / "tests" / "data" / "line_shapes.jsonl"
NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
URL = "https://koranrekaan.example/daerah/2026/11/22/warga-tanam-bakau"
RULES = Rules(zone=WIB)
#: Labels of lines that belong to the text.
TEXT = frozenset({"body", "dateline", "subheading"})
PARAGRAPHS = (
    "Puluhan warga menanam bibit bakau di sepanjang pesisir desa itu sejak pagi hingga petang.",
    "Bibit sebanyak dua ribu batang didatangkan dari kebun bibit milik kelompok tani setempat.",
    "Kepala desa berharap sabuk hijau itu dapat menahan gelombang yang kian tinggi tiap musim.",
    "Kegiatan serupa akan digelar lagi pada bulan depan bersama para pelajar sekolah menengah.",
)


class Shape(NamedTuple):
    """A line, where it stands, and what it is."""

    line: str
    position: str
    label: str


def shapes() -> list[Shape]:
    """Return the lines with their answers."""
    rows = map(json.loads, LINE_SHAPES.read_text("utf-8").splitlines())
    return [Shape(row["line"], row["position"], row["label"]) for row in rows]


def page_with(shape: Shape) -> str:
    """Return an invented page that prints the line in its place."""
    printed = [f"<p>{text}</p>" for text in PARAGRAPHS]
    line = f"<p>{escape(shape.line)}</p>"
    if shape.position != "top":
        printed.insert(2 if shape.position == "middle" else len(printed), line)
    above = f"<div>{line}</div>" if shape.position == "top" else ""
    text = "\n".join(printed)
    return (
        f"<html><body><h1>Warga Tanam Bakau di Pesisir</h1>{above}<div>{text}</div></body></html>"
    )


def read(page: str) -> Body:
    """Return the body of a page, as the extraction reads it."""
    known = Page.of(parse(page, url=URL), rules=RULES, now=NOW)
    headline = read_headline(known)
    if headline is None:
        raise ValueError("the page has no headline")
    known.span = known.place(headline.lines)
    return read_body(known, headline)


def labels(shape: Shape) -> set[str]:
    """Return what a line is taken for; of a last line also what is taken off its end."""
    body = read(page_with(shape))
    found: set[str] = {line.label for line in body.removed}
    return found or {"body"}


def is_right(shape: Shape) -> bool:
    """Return whether a line is taken for what it is."""
    found = labels(shape)
    return found <= TEXT if shape.label in TEXT else shape.label in found


def main() -> int:
    """Print the lines that are taken for something else."""
    wrong = [shape for shape in shapes() if not is_right(shape)]
    for shape in wrong:
        print(f"{shape.position:7}{shape.label:14}{'/'.join(labels(shape)):14}{shape.line[:80]}")
    print(f"{len(wrong)} of {len(shapes())} wrong")
    return 0


if __name__ == "__main__":
    sys.exit(main())
