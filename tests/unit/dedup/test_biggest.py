"""The stories that most papers printed, from the store of stories."""

from datetime import UTC, datetime, timedelta

from newscrawl.dedup import Clusters
from newscrawl.dedup.clusters import BIGGEST

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def text(seed):
    return " ".join(f"kata{seed}x{n}" for n in range(150))


def test_a_story_is_as_big_as_its_papers_are_many(tmp_path):
    with Clusters(tmp_path / "stories.sqlite") as clusters:
        for number, (story, site, ago) in enumerate(
            [
                (1, "nusabali", 5),
                (1, "balipost", 3),
                (1, "radarbali", 9),  # found later, printed first
                (2, "nusabali", 5),
                (2, "balipost", 4),
                (3, "nusabali", 5),  # one paper, again and again
                (3, "nusabali", 4),
                (3, "nusabali", 3),
                (3, "nusabali", 2),
                (4, "nusabali", 5),
                (5, "nusabali", 900),
                (5, "balipost", 899),
            ]
        ):
            published = (NOW - ago * HOUR).isoformat()
            clusters.assign(f"{number:020x}", site, published, text(story))
        found = clusters.biggest(NOW - 24 * HOUR, most=5)
        assert [[one.site for one in story] for story in found] == [
            ["radarbali", "nusabali", "balipost"],
            ["nusabali", "balipost"],
        ]
        assert found[0][0].id == f"{2:020x}"
        assert found[0][0].at == NOW - 9 * HOUR
        assert len(clusters.biggest(NOW - 24 * HOUR, most=1)) == 1
        with clusters._database.transaction() as db:
            plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {BIGGEST}", (0, 1)))
        assert "COVERING INDEX stories" in plan
