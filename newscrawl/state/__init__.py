"""What outlives a run: which articles are stored, which pages were passed over, how runs ended.

One SQLite file serves all papers, and several crawls at once. Of the articles it holds nothing that
the feeds do not also tell: move it away, and they are marked again from the feeds. The runs and the
pages passed over are forgotten then.
"""

from newscrawl.state.database import StateError
from newscrawl.state.ledger import FeedFile, LedgerProtocol, NullLedger, Paper
from newscrawl.state.linefile import LineFile, open_lines
from newscrawl.state.packing import FrameWriter, packing_of
from newscrawl.state.repair import Repair, reconcile
from newscrawl.state.store import State
from newscrawl.state.uploads import Uploads
from newscrawl.state.values import Batch, Coverage, Earliest, FileRecord, PassedOver, Stored

__all__ = [
    "Batch",
    "Coverage",
    "Earliest",
    "FeedFile",
    "FileRecord",
    "FrameWriter",
    "LedgerProtocol",
    "LineFile",
    "NullLedger",
    "Paper",
    "PassedOver",
    "Repair",
    "State",
    "StateError",
    "Stored",
    "Uploads",
    "open_lines",
    "packing_of",
    "reconcile",
]
