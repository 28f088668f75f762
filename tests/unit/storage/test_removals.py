import json

from newscrawl.storage.removals import Removals


def test_an_article_is_told_once_whatever_killed_the_run(tmp_path):
    path = tmp_path / "removed" / "bali" / "removed.jsonl"
    with Removals(path) as removals:
        assert removals.add({"id": "a", "reason": "http 404"})
        assert not removals.add({"id": "a", "reason": "http 410"})
    with path.open("a") as file:
        file.write('{"id": "b", "rea')
    with Removals(path) as removals:
        assert not removals.add({"id": "a", "reason": "http 404"})
        assert removals.add({"id": "b", "reason": "not found"})
    told = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(one["id"], one["reason"]) for one in told] == [("a", "http 404"), ("b", "not found")]
