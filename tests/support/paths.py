"""Paths of the files that tests read."""

from pathlib import Path

#: The checkout.
ROOT = Path(__file__).resolve().parents[2]
#: Real pages and strings beside the checkout; they are other people's and may be missing.
SHARED = ROOT.parent / "shared"
#: The papers' own pages and what they must give, and the newsstand's.
SITES = ROOT / "tests" / "sites"
PAGES = ROOT / "newscrawl" / "newsstand" / "pages"
