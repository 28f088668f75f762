"""Measures the accuracy and speed of article extraction, beside its peers in one run.

    python -m bench.extraction [--pages DIR] [--rounds N]

DIR holds `gold.jsonl` and `score.py` (default: ../shared/pages) or just HTML files. Printed are the
milliseconds a page (median over pages of each page's best round), how often ours is faster, and the
quality where answers are there. A page's file gives its bytes; parsing is part of the time.
"""

import argparse
import importlib.util
import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from newscrawl.extraction import Rules, extract
from newscrawl.page.errors import NotAnArticle
from newscrawl.regions import WIB, zone_of_host

HOME = Path(__file__).resolve().parent.parent
SHARED = HOME.parent / "shared" / "pages"
NEWSSTAND = HOME / "newscrawl" / "newsstand"

#: Attributes by which a template names its parts.
NAMES = re.compile(
    rb"""\s(?:class|id|itemprop|itemtype)\s*=\s*(?:"[^"]*"|'[^']*')""", re.IGNORECASE
)

Reader = Callable[[bytes, str], dict[str, Any]]


@dataclass
class Page:
    """A page to read: its name, address and bytes, and the right answers if known."""

    file: str
    url: str
    content: bytes
    gold: dict[str, Any] | None = None


def pages_in(folder: Path) -> list[Page]:
    """Return the pages of a folder with their answers, or all its HTML files without."""
    gold = folder / "gold.jsonl"
    if gold.is_file():
        answers = [
            json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()
        ]
        return [Page(a["file"], a["url"], (folder / a["file"]).read_bytes(), a) for a in answers]
    files = sorted(folder.rglob("*.html"))
    return [
        Page(str(f.relative_to(folder)), f"https://{f.parent.name}/{f.stem}", f.read_bytes())
        for f in files
    ]


def ours(content: bytes, url: str) -> dict[str, Any]:
    """Read a page with the generic rules, as one of an unknown paper."""
    rules = Rules(zone=zone_of_host(url.split("/")[2]) or WIB)
    try:
        read = extract(content, url=url, rules=rules, now=datetime.now(UTC))
    except NotAnArticle as reason:
        return {"reason": str(reason)}
    return {
        "headline": read.headline,
        "date": read.date_published,
        "authors": read.authors,
        "body": read.article_body,
    }


def peers() -> Iterator[tuple[str, Reader]]:
    """Yield the peers that are installed."""
    if importlib.util.find_spec("trafilatura"):
        import trafilatura  # noqa: PLC0415 - a peer may be absent

        def by_trafilatura(content: bytes, url: str) -> dict[str, Any]:
            read = trafilatura.bare_extraction(
                content, url=url, with_metadata=True, favor_precision=True
            )
            if read is None:
                return {}
            told = read if isinstance(read, dict) else read.as_dict()
            authors = [name for name in (told.get("author") or "").split("; ") if name]
            return {
                "headline": told.get("title"),
                "date": told.get("date"),
                "authors": authors,
                "body": told.get("text"),
            }

        yield "trafilatura", by_trafilatura
    if importlib.util.find_spec("readability"):
        from lxml import html  # noqa: PLC0415
        from readability import Document  # type: ignore[import-untyped]  # noqa: PLC0415

        def by_readability(content: bytes, _url: str) -> dict[str, Any]:
            read = Document(content.decode("utf-8", "replace"))  # 0.8 takes no bytes
            body = html.fromstring(read.summary(html_partial=True)).text_content()
            return {"headline": read.short_title(), "body": body}

        yield "readability-lxml", by_readability


def scorer(folder: Path) -> ModuleType | None:
    """Return the scorer that stands beside the pages, or by the first collection, if one does."""
    places = (folder / "score.py", folder.parent / "pages" / "score.py")
    path = next(filter(Path.is_file, places), None)
    spec = importlib.util.spec_from_file_location("pages_score", path) if path else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(reader: Reader = ours, folder: Path = SHARED) -> dict[str, float]:
    """Return a reader's figures on a folder of pages with answers, per cent but for `silent_n`.

    For tests that hold a floor: `h_exact`, `d_right`, `silent_n` (dates wrong by more than a day),
    `auth_set`, `auth_spur`, `F`, `clean`. Raises FileNotFoundError where there are no such pages.
    """
    score = scorer(folder)
    if score is None:
        raise FileNotFoundError(folder / "score.py")
    judged = [
        score.page(page.gold, {"file": page.file, **reader(page.content, page.url)}, keep=False)
        for page in pages_in(folder)
    ]
    summary: dict[str, Any] = score.summary(judged)
    return {
        key: 100 * v if isinstance(v, float) else v for key, v in summary.items() if v is not None
    }


def milliseconds(readers: dict[str, Reader], pages: list[Page], rounds: int) -> dict[str, float]:
    """Return each reader's median over pages of its best round.

    A reader goes over all pages before the next does, as in use; they take turns by rounds, so that
    the machine's other work hits them alike.
    """
    best = {name: [float("inf")] * len(pages) for name in readers}
    for _ in range(rounds):
        for name, reader in readers.items():
            for number, page in enumerate(pages):
                start = time.perf_counter()
                reader(page.content, page.url)
                best[name][number] = min(best[name][number], time.perf_counter() - start)
    return {name: 1000 * statistics.median(taken) for name, taken in best.items()}


def stripped(content: bytes, url: str) -> dict[str, Any]:
    """Read a page as `ours` does, once its classes, ids and microdata are taken off.

    The nearest to a template that nobody has seen.
    """
    return ours(NAMES.sub(b"", content), url)


def report(folder: Path, rounds: int) -> None:
    """Print the figures for one folder of pages."""
    pages = pages_in(folder)
    if not pages:
        return
    readers: dict[str, Reader] = {"newscrawl": ours, "without classes": stripped, **dict(peers())}
    taken = milliseconds(readers, pages, rounds)
    print(f"{len(pages)} pages of {folder.name}")
    columns = ("h_exact", "d_right", "silent_n", "auth_set", "auth_spur", "F", "clean")
    print(f"{'':18}{'ms':>8}{'ratio':>8}" + "".join(f"{c:>10}" for c in columns))
    for name, reader in readers.items():
        row = f"{name:18}{taken[name]:8.2f}{taken[name] / taken['newscrawl']:8.1f}"
        if pages[0].gold and scorer(folder):
            found = figures(reader, folder)
            row += "".join(f"{found[c]:10.1f}" if c in found else f"{'-':>10}" for c in columns)
        print(row)


def main() -> int:
    """Run the benchmark on the folders that are there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--pages", type=Path, action="append", help="folder of pages; may be repeated"
    )
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    folders = [f for f in arguments.pages or (SHARED, NEWSSTAND) if f.is_dir()]
    for folder in folders:
        report(folder, arguments.rounds)
    if not folders:
        print("no pages: give a folder with --pages", file=sys.stderr)
    return 0 if folders else 1


if __name__ == "__main__":
    sys.exit(main())
