"""Makes a store of stories as large as one of years in some seconds."""

import random

from newscrawl.dedup import Clusters
from newscrawl.dedup.index import ADD, ENTRY, ROWS


def crowd(stories: Clusters, articles: int) -> None:
    """Fill a store up to so many articles, with as many rows and bytes as they leave in it.

    Those added have the sketches of those that are there, and entries of the index made by chance.
    """
    database = stories._database  # noqa: SLF001
    kept = [sketch for (sketch,) in database.rows("SELECT sketch FROM articles")]
    ((entries,),) = database.rows("SELECT sum(length(entries)) FROM postings")
    length = round(entries / len(kept) * (articles - len(kept)) / ROWS / ENTRY) * ENTRY
    with database.transaction() as db:
        db.executemany(
            ADD.replace(":rows", "(?, ?)"), ((row, random.randbytes(length)) for row in range(ROWS))
        )
        db.executemany(
            "INSERT INTO articles (number, id, site, published, sketch) VALUES (?, ?, 1, 1, ?)",
            (
                (number, random.randbytes(10), kept[number % len(kept)])
                for number in range(len(kept) + 1, articles + 1)
            ),
        )
