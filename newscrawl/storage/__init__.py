"""Keeps what outlives a run: stored articles, skipped pages, and how runs ended.

One SQLite file serves all papers, and several crawls at once. Of the articles it holds nothing that
the feeds do not also tell: move it away, and they are marked again from the feeds. The runs and the
skipped pages are forgotten then.
"""

from newscrawl.storage.compression import FrameWriter, compression_of
from newscrawl.storage.line_file import LineFile, open_lines
from newscrawl.storage.places import Places
from newscrawl.storage.protocols import BaseLedger, NullLedger, Paper
from newscrawl.storage.reconciliation import Repair, reconcile
from newscrawl.storage.records import (
    Batch,
    Coverage,
    FileRecord,
    FirstSeen,
    Forgotten,
    LineBefore,
    Page,
    PassedOver,
    Stored,
    Validators,
    Young,
)
from newscrawl.storage.removals import Removals
from newscrawl.storage.run_record_table import RunRecords
from newscrawl.storage.run_records import RunRecordFiles
from newscrawl.storage.seen import State
from newscrawl.storage.tables import Server, StateError

__all__ = [
    "BaseLedger",
    "Batch",
    "Coverage",
    "FileRecord",
    "FirstSeen",
    "Forgotten",
    "FrameWriter",
    "LineBefore",
    "LineFile",
    "NullLedger",
    "Page",
    "Paper",
    "PassedOver",
    "Places",
    "Removals",
    "Repair",
    "RunRecordFiles",
    "RunRecords",
    "Server",
    "State",
    "StateError",
    "Stored",
    "Validators",
    "Young",
    "compression_of",
    "open_lines",
    "reconcile",
]
