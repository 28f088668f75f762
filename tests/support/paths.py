"""Paths of the files that tests read."""

from pathlib import Path

#: The checkout.
ROOT = Path(__file__).resolve().parents[2]
#: Real pages and strings beside the checkout; they are other people's and may be missing.
SHARED = ROOT.parent / "shared"
#: What each field of a paper's own pages must give, and the pages.
SITES = ROOT / "tests" / "sites"
PAGES = ROOT / "newscrawl" / "newsstand" / "pages"
