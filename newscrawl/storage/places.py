"""Says where the state, the stories and the records of runs are kept, by the settings."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from newscrawl.storage.run_record_table import RunRecords, RunRecordTable
from newscrawl.storage.run_records import RunRecordFiles
from newscrawl.storage.tables import Server


@dataclass(frozen=True, slots=True)
class Places:
    """Where what outlives a run is kept: below an output root, or in a database besides."""

    root: Path
    #: The address of a PostgreSQL database, which may hold a password; empty for files.
    url: str = field(default="", repr=False)

    def state(self) -> Path | Server:
        """Return where the state is. Raises OSError."""
        return Server(self.url, disk_name(self.root)) if self.url else self.file("newscrawl")

    def stories(self) -> Path | Server:
        """Return where the stories are."""
        return Server(self.url) if self.url else self.file("stories")

    def run_records(self) -> RunRecords:
        """Return the records of the runs of this root, or of all machines."""
        return RunRecordTable(Server(self.url)) if self.url else RunRecordFiles(self.root / "runs")

    def file(self, name: str) -> Path:
        """Return a SQLite file."""
        return self.root / "state" / f"{name}.sqlite"


def disk_name(root: Path) -> str:
    """Return the name of the disk that an output root lies on; a new one gets one. Raises OSError.

    It lies there, so all that share a disk know it by the same.
    """
    path = root / "state" / "disk"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        fresh = path.with_name(f"disk.{secrets.token_hex(4)}")
        fresh.write_text(secrets.token_hex(8), encoding="ascii")
        try:
            os.link(fresh, path)  # of two at once, the first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text("ascii").strip()
