"""Looks up the lines of articles that are to be fetched again."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.storage.lines import feeds, lines
from newscrawl.storage.reconciliation import as_stored
from newscrawl.storage.records import Forgotten


def find_lines(
    articles: Iterable[Forgotten], folder: Path, link_id: Callable[[str], str]
) -> list[Forgotten]:
    """Return the articles, those with a line in the paper's folder with its hash and address.

    `link_id` gives the id of an address as the paper's spider does. Raises OSError.
    """
    wanted = {one.id: one for one in articles}
    for line in (line for path in feeds(folder) if wanted for line in lines(path, 0)):
        article = line.value and as_stored(line.value, "", datetime.now(UTC))
        known = article and wanted.get(article.id)
        if line.value and article and known and article.revision == known.revision:
            known.content_hash = article.content_hash
            known.url = line.value.get("canonical_url") or line.value.get("url")
            known.link = link_id(known.url) if known.url else None
    return list(wanted.values())
