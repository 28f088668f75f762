"""The papers' own pages, each beside what it must give.

`tests/sites/<paper>/<case>/expected.json` holds `fetched_at` and `expected` for an article, `links`
and `next` for a listing. Its page lies beside it as `page.html` (`.xml`, `.json`), and `url` is the
page's address. A page that the newsstand shows too lies there: the case names its `file` from the
checkout's root, and its address is the first that the newsstand's index gives it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.support.paths import ROOT, SITES


@dataclass(frozen=True)
class Case:
    """A page and what it must give."""

    folder: Path

    def __str__(self) -> str:
        """Return the case's name, as tests are called."""
        return f"{self.paper}-{self.folder.name}"

    @property
    def paper(self) -> str:
        """The name of the paper's spider."""
        return self.folder.parent.name

    @cached_property
    def told(self) -> dict[str, Any]:
        """What `expected.json` holds."""
        told: dict[str, Any] = json.loads((self.folder / "expected.json").read_text("utf-8"))
        return told

    @property
    def is_listing(self) -> bool:
        """Whether the page is a listing, not an article."""
        return "links" in self.told

    @property
    def file(self) -> Path | None:
        """The page; None where only its fixture is kept, as of a paper's real page."""
        named = ROOT / self.told["file"] if "file" in self.told else None
        files = [*self.folder.glob("page.*"), *([named] if named and named.is_file() else [])]
        return next(iter(files), None)

    @property
    def page(self) -> bytes:
        """The page as fetched."""
        assert self.file, f"{self} has no page"
        return self.file.read_bytes()

    @property
    def url(self) -> str:
        """The address of the page."""
        return self.told["url"] if "url" in self.told else address_of(ROOT / self.told["file"])

    @property
    def fetched_at(self) -> datetime:
        """When the page was fetched."""
        return datetime.fromisoformat(self.told["fetched_at"])


def address_of(file: Path) -> str:
    """Return the first address that a page has in the newsstand."""
    index = (file.parent / "index.jsonl").read_text("utf-8")
    entries = map(json.loads, index.splitlines())
    return next(entry["url"] for entry in entries if entry.get("file") == file.name)


def cases(root: Path = SITES) -> Iterator[Case]:
    """Yield the cases below a folder of papers that have their page, by name."""
    for file in sorted(root.glob("*/*/expected.json")):
        case = Case(file.parent)
        if case.file:
            yield case


def case_of(name: str) -> Case:
    """Return a case by `<paper>/<case>`."""
    return Case(SITES / name)
