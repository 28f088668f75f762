"""Notes each object before its upload, so that the next run can ask the store whether it arrived.

A store such as S3 answers when it has a whole object, and a run may be killed before it can mark
the object's articles. They would be fetched and stored a second time.
"""

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl.storage.line_file import json_object, sync_folder
from newscrawl.storage.records import Stored


class Uploads:
    """The objects that were sent and not marked, in a file beside the state. Raises OSError.

    It is locked with the paper, and there for as long as something is under way.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            told = json_object(path.read_bytes())
        except FileNotFoundError:
            told = {}
        #: The articles of each object, by its address. A file that is damaged names none.
        self.open: dict[str, list[Stored]] = {
            uri: [stored(uri, row) for row in rows] for uri, rows in (told or {}).items()
        }

    def begin(self, uri: str, articles: Iterable[Stored]) -> None:
        """Note what is about to be sent. It is on the disk when this returns."""
        self.open[uri] = list(articles)
        self._write()

    def end(self, uri: str) -> None:
        """Forget an object: its articles are marked, or it is not there."""
        if self.open.pop(uri, None) is not None:
            self._write()

    def _write(self) -> None:
        if not self.open:
            self.path.unlink(missing_ok=True)
            return
        told = {
            uri: [(row.id, row.at.isoformat(), row.content_hash, row.revision) for row in rows]
            for uri, rows in self.open.items()
        }
        fresh = self.path.with_suffix(".tmp")
        # An address may hold a key.
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(told, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)
        sync_folder(self.path.parent)


def stored(uri: str, row: Any) -> Stored:
    """Return an article as it was noted."""
    return Stored(row[0], uri, datetime.fromisoformat(row[1]), *row[2:])
