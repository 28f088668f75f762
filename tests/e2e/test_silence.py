"""A paper that falls silent says so at the end of a run."""

from datetime import UTC, datetime, timedelta

from newscrawl.monitoring.outcome import Verdict
from newscrawl.newsstand import Answer
from newscrawl.storage.run_records import RunRecordFiles
from tests.support.crawling import HOST, crawl, listing, page, records, search, url

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_a_run_that_hears_nothing_new_says_so(tmp_path):
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    now = datetime.now(UTC)
    last = now - DAY
    web = {f"{HOST}/": Answer(200, {}, b"<html></html>"), search(1): listing(1, 2)}
    web |= {search(2): listing()}
    web |= {url(n): page(n, last.day, month=months[last.month - 1], year=last.year) for n in (1, 2)}
    assert crawl(web, tmp_path).code == 0
    (told,) = records(tmp_path)
    (file,) = (tmp_path / "runs" / "nusabali").glob("*.jsonl")
    file.unlink()
    for n in range(12, 0, -1):
        at = (now - n * DAY).isoformat(timespec="seconds")
        RunRecordFiles(tmp_path / "runs").append(told | {"articles": 40, "started": at})
    seen = [crawl(web, tmp_path) for _ in range(3)]
    assert [run.record["verdict"] for run in seen] == ["quiet", "quiet", "silent"], seen[-1].log
    assert [run.code for run in seen] == [0, 0, Verdict.SILENT.value]
    assert "nusabali is silent: nothing new since" in seen[-1].log
    assert seen[-1].record["silence"]["runs"] == 3
