"""The mark of tests that read real pages, which not every machine has."""

import pytest

from bench.answers import pages_of
from bench.corpus import find


def needs_corpus(kind: str) -> pytest.MarkDecorator:
    """Return a mark: without the pages of a kind the test is skipped, and says how to get them."""
    gone = sum(find(page) is None for page in pages_of(kind))
    reason = f"{gone} real pages are not here: `make corpus` fetches them"
    return pytest.mark.skipif(gone > 0, reason=reason)
