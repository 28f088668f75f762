"""The demo: real crawls of the embedded web, a table of what they did, and a line to look at."""

from newscrawl.newsstand import demo
from tests.support.paths import ROOT


def test_the_demo_shows_what_was_crawled_and_then_that_it_is_known(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(demo, "PAPERS", ("beritabali", "balipost"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert demo.run_demo(tmp_path / "output") == 0
    told = capsys.readouterr().out
    assert "6 articles written under output/articles/" in told
    assert '"source_organization": "cnnindonesia.com"' in told
    assert [line.split()[:2] for line in told.splitlines() if " 3/3 " in line] == [
        ["beritabali", "own"],
        ["balipost", "wordpress"],
    ]
    assert demo.run_demo(tmp_path / "output") == 0
    assert "Nothing new" in capsys.readouterr().out
