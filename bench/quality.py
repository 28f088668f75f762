"""Measures how well copies are joined: recall, precision, and template news joined by mistake."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.syndication import Row
from newscrawl.dedup import Clusters


class Quality(NamedTuple):
    """Of the copies, how many were joined; of the pairs joined, how many rightly; and so on."""

    recall: float
    precision: float
    templates_joined: float


def quality(rows: Sequence[Row], clusters: Sequence[str]) -> Quality:
    """Score the clusters that rows were put in.

    A copy is joined when another row of its story is in its cluster; a template row is joined
    wrongly when a row of another story is.
    """
    stories = Counter(row.story for row in rows)
    together = Counter((row.story, cluster) for row, cluster in zip(rows, clusters, strict=True))
    sizes = Counter(clusters)
    copies = joined = templates = wrong = 0
    for row, cluster in zip(rows, clusters, strict=True):
        same = together[row.story, cluster]
        if row.kind.startswith("template"):
            templates += 1
            wrong += sizes[cluster] > same
        elif row.kind != "original" and stories[row.story] > 1:
            copies += 1
            joined += same > 1
    pairs = sum(n * (n - 1) for n in sizes.values())
    right = sum(n * (n - 1) for n in together.values())
    return Quality(
        joined / max(1, copies),
        right / max(1, pairs),
        wrong / max(1, templates),
    )


def ours(rows: Sequence[Row]) -> list[str]:
    """Return the cluster of each row by the store."""
    with tempfile.TemporaryDirectory() as folder, Clusters(Path(folder) / "near.sqlite") as stories:
        return [place(stories, row) for row in rows]


def place(stories: Clusters, row: Row) -> str:
    """Place a row; return its cluster."""
    return stories.assign(row.id, row.site, row.date_published, row.body).cluster_id
