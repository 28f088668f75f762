"""The list of real pages in public repositories, and where this machine keeps them.

They are other people's, so that the project holds only the list: bench/corpus.jsonl, a JSON line a
page with its `collection` and `file` (its name here), `repository`, `commit` and `path` (where it
lies), `decompress` where it lies packed, and the `sha256` of the page. `make corpus` fetches them.
"""

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "bench" / "corpus.jsonl"
FETCHED = ROOT / ".corpus"
SHARED = ROOT.parent / "shared"


class Page(NamedTuple):
    """A saved page: its name, where it lies in public, and the hash of its bytes."""

    collection: str
    file: str
    repository: str
    commit: str
    path: str
    sha256: str
    decompress: str | None = None

    @property
    def name(self) -> str:
        """Return the page's path below the folder of all collections."""
        return f"{self.collection}/{self.file}"


def listed() -> list[Page]:
    """Return the pages of the list."""
    return [Page(**json.loads(line)) for line in LIST.read_text("utf-8").splitlines()]


def find(page: Page, folders: tuple[Path, ...] = (SHARED, FETCHED)) -> Path | None:
    """Return the page's file in the first folder that holds it whole, or None."""
    files = (folder / page.name for folder in folders)
    return next((file for file in files if is_whole(page, file)), None)


def is_whole(page: Page, file: Path) -> bool:
    """Return whether a file is there and is the page, byte for byte."""
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == page.sha256
