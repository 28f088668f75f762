"""Joins a paper's feed files of a month into one.

Readers see every line at every instant; between two renames they see lines twice. A note beside
the files says what is being joined, from before that instant to behind it, so that the next run or
the next compaction ends what a kill left half done.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from newscrawl.storage.compression import compression_of
from newscrawl.storage.line_file import open_lines, sync_folder
from newscrawl.storage.lines import feeds, lines
from newscrawl.storage.seen import State

#: What the files end in that lie beside a feed while it is joined; no reader takes them for feeds.
PART, NOTE, UNWRITTEN = ".part", ".joined", ".tmp"


class Join(NamedTuple):
    """The files of a month that become one; an earlier one of the month comes first."""

    target: Path
    sources: list[Path]

    def beside(self, suffix: str) -> Path:
        """Return a file that belongs to this join: `2026-11.part`, `2026-11.gz.joined`."""
        return self.target.with_name(self.target.name.replace(".jsonl", "") + suffix)


def joins(folder: Path, before: date) -> Iterator[Join]:
    """Yield the months of which a paper has several files of runs that started before a day (UTC).

    Files that are packed otherwise become one of their own; what is named otherwise is left alone.
    """
    found: dict[str, list[Path]] = {}
    for path in feeds(folder):
        stem, _, packed = path.name.partition(".jsonl")
        run = re.fullmatch(r"(\d{4}-\d\d)-\d\dT[\d+-]+", stem)
        if re.fullmatch(r"\d{4}-\d\d", stem):
            found.setdefault(path.name, []).insert(0, path)
        elif run and date.fromisoformat(stem[:10]) < before:
            found.setdefault(f"{run[1]}.jsonl{packed}", []).append(path)
    for name, sources in found.items():
        if len(sources) > 1:
            yield Join(folder / name, sources)


def join(state: State, site: str, one: Join) -> None:
    """Join files that state and feed agree on, and that nobody writes. Raises OSError, StateError.

    As much room again as they take is needed for a while.
    """
    part = one.beside(PART)
    try:
        with open_lines(part, packing=compression_of(one.target), overwrite=True) as file:
            for line in (line for source in one.sources for line in lines(source, 0)):
                file.write(line.data)
    except OSError:  # a full disk gets the room back
        part.unlink(missing_ok=True)
        raise
    sizes = {source.name: source.stat().st_size for source in one.sources}
    unwritten = one.beside(UNWRITTEN)
    with open_lines(unwritten, overwrite=True) as file:
        file.write(json.dumps({"target": one.target.name, "sources": sizes}).encode() + b"\n")
    unwritten.replace(one.beside(NOTE))
    sync_folder(part.parent)
    end_join(state, site, one.beside(NOTE))


def end_joins(state: State, site: str, folder: Path) -> None:
    """End what a kill left half joined; nobody may be writing. Raises OSError, StateError."""
    for note in folder.glob(f"*{NOTE}"):
        end_join(state, site, note)


def end_join(state: State, site: str, note: Path) -> None:
    """Put the joined file in the place of its sources, as far as that is not done yet."""
    told = json.loads(note.read_text(encoding="utf-8"))
    sources, target = told["sources"], note.with_name(told["target"])
    part = note.with_suffix(PART)
    if part.exists():
        part.replace(target)
        sync_folder(note.parent)
    # From here lines stand twice, to the last of these.
    for name in sources.keys() - {target.name}:
        note.with_name(name).unlink(missing_ok=True)
    sync_folder(note.parent)
    state.joined(site, target.name, target.stat().st_size, sources)
    note.unlink()
