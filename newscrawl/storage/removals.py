"""The list of articles that their papers took away: JSON lines, each article once."""

import json
from pathlib import Path
from typing import Any

from newscrawl.storage.closing import Closing
from newscrawl.storage.line_file import LineFile
from newscrawl.storage.lines import lines


class Removals(Closing):
    """The file of a paper's removed articles. Every method raises OSError.

    It is its own memory: what has a line already gets none, whatever killed the run that wrote it.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = LineFile(path)
        told = (line.value for line in lines(path, 0))
        self._ids = {value.get("id") for value in told if value}

    def add(self, removal: dict[str, Any]) -> bool:
        """Add a removed article, by its `id`; return whether it was new. It is on the disk then."""
        if removal["id"] in self._ids:
            return False
        self._file.write(json.dumps(removal, ensure_ascii=False).encode() + b"\n")
        self._file.sync()
        self._ids.add(removal["id"])
        return True

    def close(self) -> None:
        """Close the file."""
        self._file.close()
