"""Compares new lines with older ones, field by field."""

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from newscrawl.items import HANDLING
from newscrawl.storage.closing import Closing
from newscrawl.storage.jsonl_reader import UNREADABLE, LineError, lines, open_feed, parse

Line = dict[str, Any]
#: What tells of a run, or of the line's place among others, and not of the page.
NOT_READ = frozenset(
    "cluster_id duplicate_of similarity revision previous_hash warc fetched_at extractor_version "
    "run schema_version".split()
)
COMPARED = tuple(name for name in HANDLING if name not in NOT_READ)
ADDED, GONE = "only new", "only old"


class Comparison(Closing):
    """The older lines, to which new ones are held. They lie in a temporary file.

    `changes` counts by field: `changed`, and `filled` and `emptied` of it.
    """

    def __init__(self, old: Iterable[Path], site: str | None = None) -> None:
        """Read the older lines, of one paper or of all. Raises OSError, LineError."""
        self.changes: Counter[tuple[str, str]] = Counter()
        self.same = self.compared = 0
        self._old = sqlite3.connect("", isolation_level=None)
        self._old.execute(
            "CREATE TABLE old (site TEXT, id TEXT, revision INTEGER, line BLOB, met INTEGER,"
            " PRIMARY KEY (site, id, revision)) WITHOUT ROWID"
        )
        self._old.execute("BEGIN")
        for path in old:
            self._read(path, site)

    def close(self) -> None:
        """Forget the older lines."""
        self._old.close()

    def _read(self, path: Path, site: str | None) -> None:
        try:
            with open_feed(path) as file:
                for number, _, raw in lines(file):
                    try:
                        line = parse(raw)
                    except LineError as error:
                        raise LineError(f"{path}:{number}: {error}") from None
                    if site in (None, line.get("site")):
                        self._old.execute(
                            "INSERT OR REPLACE INTO old VALUES (?, ?, ?, ?, 0)",
                            [*key(line), zlib.compress(raw, 1)],
                        )
        except UNREADABLE as error:
            raise OSError(f"{path} cannot be read: {error}") from error

    def changes_of(self, new: Line) -> Iterator[Line]:
        """Yield what changed in an article, a field at a time."""
        found = self._old.execute(
            "SELECT line FROM old WHERE site = ? AND id = ? AND revision = ?", key(new)
        ).fetchone()
        if found is None:
            self.changes[ADDED, ""] += 1
            yield told(new, change=ADDED)
            return
        self._old.execute(
            "UPDATE old SET met = 1 WHERE site = ? AND id = ? AND revision = ?", key(new)
        )
        self.compared += 1
        old = json.loads(zlib.decompress(found[0]))
        changed = [name for name in COMPARED if old.get(name) != new.get(name)]
        self.same += not changed
        for name in changed:
            kind = "changed"
            if not old.get(name) or not new.get(name):
                kind = "filled" if new.get(name) else "emptied"
            self.changes[name, kind] += 1
            yield told(new, field=name, old=old.get(name), new=new.get(name))

    def gone(self) -> Iterator[Line]:
        """Yield the articles of which there is no new line. To be asked at the end."""
        for (raw,) in self._old.execute("SELECT line FROM old WHERE NOT met"):
            self.changes[GONE, ""] += 1
            yield told(json.loads(zlib.decompress(raw)), change=GONE)

    def table(self) -> str:
        """Return how often each field changed, as a table."""
        kinds = ("changed", "filled", "emptied")
        rows = [["field", *kinds]]
        for name in COMPARED:
            counts = [self.changes[name, kind] for kind in kinds]
            if any(counts):
                rows.append([name, *map(str, counts)])
        widths = [max(len(row[n]) for row in rows) for n in range(4)]
        shown = [
            "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])])
            for row in rows
        ]
        end = (
            f"{self.compared} articles compared, {self.same} the same; "
            f"{self.changes[ADDED, '']} {ADDED}, {self.changes[GONE, '']} {GONE}"
        )
        return "\n".join([*(shown if len(rows) > 1 else []), end])


def key(line: Line) -> tuple[str, str, int]:
    """Return what makes two lines those of one article as it was at one time."""
    return line.get("site") or "", line["id"], line.get("revision") or 1


def told(line: Line, **what: Any) -> Line:
    """Return a change with the article that it is of."""
    return {"id": line["id"], "site": line.get("site"), "url": line.get("url"), **what}
