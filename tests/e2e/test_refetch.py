"""`-a refetch=48h`: what papers change gets a new line, what they take away is listed, once."""

import json
import os
import signal
import subprocess
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newscrawl.newsstand import Answer, Newsstand
from tests.e2e.test_exactly_once import until
from tests.support import faults
from tests.support.crawling import FAST, HOST, HTML, crawl, listing, page, read, search, url
from tests.support.processes import start
from tests.support.stand import serve

AGAIN = ("-a", "refetch=48h")


class Press(Newsstand):
    """A paper that prints articles today, and knows validators: number -> its text and ETag."""

    def __init__(self, numbers, *, old=(), validators=True):
        super().__init__()
        self.etags = {}
        self.validators = validators
        self.unmodified = []
        shown = listing(*numbers)
        for place in (f"{HOST}/", search(1)):
            self.put(place, shown)
        self.put(search(2), listing())
        for number in numbers:
            self.write(number, "Isi lama yang utuh.", old=number in old)

    def write(self, number, text, *, old=False, title=None):
        moment = datetime.now(ZoneInfo("Asia/Makassar")) - timedelta(hours=100 if old else 3)
        told = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": f"Judul berita nomor {number}",
            "datePublished": moment.isoformat(timespec="seconds"),
        }
        extra = f'<script type="application/ld+json">{json.dumps(told)}</script>'
        paragraphs = f"<p>{text} Berita nomor {number} menuturkan panen di lereng bukit.</p>"
        month = moment.strftime("%b")
        made = page(number, moment.day, month=month, year=moment.year, extra=extra, body=paragraphs)
        body = made.body
        if title:
            body = body.replace(f"Judul berita nomor {number}".encode(), title.encode())
        etag = f'"{number}-{abs(hash((text, title)))}"'
        self.etags[number] = etag
        headers = HTML | ({"ETag": etag} if self.validators else {})
        self.put(url(number), Answer(200, headers, body))

    def conditional(self, request):
        """Answer 304 where a request names the page's present state."""
        number = next((n for n in self.etags if url(n) == request.url), None)
        sent = request.headers.get("if-none-match")
        if number and sent == self.etags[number]:
            self.unmodified.append(number)
            return faults.Fault(answer=Answer(304, {"ETag": sent}))
        return None


def again(web, root, *arguments, fault=None):
    both = faults.either(fault, web.conditional) if fault else web.conditional
    return crawl(web, root, *AGAIN, *arguments, fault=both)


def asked(run):
    return sorted(int(one.url.split("/")[4]) for one in run.requests if "/berita/" in one.url)


def removed(root):
    path = root / "removed" / "nusabali" / "removed.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def revisions(root):
    return sorted((line["canonical_url"], line["revision"]) for line in read(root))


def test_unchanged_articles_are_asked_with_their_state_and_give_no_line(tmp_path):
    web = Press([1, 2, 3], old=[3])
    first = crawl(web, tmp_path)
    assert len(first.lines) == 3, first.log
    ordinary = crawl(web, tmp_path)
    assert asked(ordinary) == []
    run = again(web, tmp_path)
    assert (run.code, run.record["articles"]) == (0, 0), run.log
    assert asked(run) == [1, 2]
    assert sorted(web.unmodified) == [1, 2]
    assert run.record["refetched"] == {"unchanged": 2}
    assert len(run.lines) == 3
    # The new state of an unchanged text is kept.
    web.etags[1] = '"lain"'
    web.put(url(1), Answer(200, HTML | {"ETag": '"lain"'}, web.answer(url(1)).body))
    assert again(web, tmp_path).record["refetched"] == {"unchanged": 2}
    web.unmodified.clear()
    again(web, tmp_path)
    assert sorted(web.unmodified) == [1, 2]


def test_a_changed_text_or_headline_gives_the_next_revision(tmp_path):
    web = Press([1, 2, 3], validators=False)
    first = crawl(web, tmp_path)
    before = {line["canonical_url"]: line for line in first.lines}
    web.write(1, "Isi baru yang dibetulkan redaksi.")
    web.write(2, "Isi lama yang utuh.", title="Judul baru yang dibetulkan")
    web.write(3, "ISI LAMA, yang utuh!")  # the same words
    run = again(web, tmp_path)
    assert run.record["refetched"] == {"changed": 2, "unchanged": 1}, run.log
    fresh = {line["canonical_url"]: line for line in run.lines if line["revision"] == 2}
    assert fresh.keys() == {url(1), url(2)}
    for place, line in fresh.items():
        assert line["id"] == before[place]["id"]
        assert line["previous_hash"] == before[place]["content_hash"]
        assert (line["cluster_id"], line["duplicate_of"]) == (
            before[place]["cluster_id"],
            before[place]["duplicate_of"],
        )
    assert fresh[url(2)]["headline"] == "Judul baru yang dibetulkan"
    assert again(web, tmp_path).record["refetched"] == {"unchanged": 3}
    web.write(1, "Sekali lagi dibetulkan.")
    again(web, tmp_path)
    assert revisions(tmp_path)[:3] == [(url(1), 1), (url(1), 2), (url(1), 3)]


@pytest.mark.parametrize("gone", [404, 410, "page"])
def test_an_article_that_is_gone_is_listed_once(tmp_path, gone):
    web = Press([1, 2])
    first = crawl(web, tmp_path)
    told = b"<html><title>Halaman tidak ditemukan</title><h1>Artikel ini telah dihapus</h1></html>"
    web.put(url(1), Answer(200 if gone == "page" else gone, HTML, told))
    web.etags.pop(1)
    run = again(web, tmp_path)
    (line,) = removed(tmp_path)
    article = next(one for one in first.lines if one["canonical_url"] == url(1))
    assert (line["id"], line["url"], line["revision"]) == (article["id"], url(1), 1)
    assert line["reason"] == ("not found" if gone == "page" else f"http {gone}")
    assert line["run"] == run.record["run"]
    assert datetime.fromisoformat(line["removed_at"]) <= datetime.now(UTC)
    assert run.record["refetched"] == {"removed": 1, "unchanged": 1}
    assert (run.code, len(run.lines)) == (0, 2)
    assert asked(again(web, tmp_path)) == [2]
    for path in (tmp_path / "state").glob("newscrawl.sqlite*"):
        path.unlink()
    again(web, tmp_path)
    assert len(removed(tmp_path)) == 1
    assert len(read(tmp_path)) == 2


def test_a_paper_in_trouble_has_removed_nothing(tmp_path):
    web = Press([1, 2])
    crawl(web, tmp_path)
    run = again(web, tmp_path, fault=faults.on(url(1), faults.status(503)))
    assert run.record["refetched"] == {"http 503": 1, "unchanged": 1}
    assert removed(tmp_path) == []
    assert run.record["failed"] == {}
    assert asked(crawl(web, tmp_path)) == []


def test_a_paper_with_new_addresses_has_removed_nothing(tmp_path):
    numbers = list(range(1, 11))
    web = Press(numbers)
    crawl(web, tmp_path)
    for number in numbers:
        web.put(url(number), Answer(404, HTML))
    web.etags.clear()
    run = again(web, tmp_path)
    assert run.record["refetched"] == {"gone like all": 10}
    assert "All 10 articles that were asked for again are gone" in run.log
    assert removed(tmp_path) == []
    web.write(5, "Isi lama yang utuh.")
    assert again(web, tmp_path).record["refetched"] == {"removed": 9, "unchanged": 1}
    assert len(removed(tmp_path)) == 9


def test_an_article_keeps_its_id_where_its_address_is_changed(tmp_path):
    web = Press([1, 2], validators=False)
    first = crawl(web, tmp_path)
    web.write(7, "Isi baru di alamat baru.")
    web.put(url(1), Answer(301, {"Location": url(7)}))
    run = again(web, tmp_path)
    assert run.record["refetched"] == {"changed": 1, "unchanged": 1}, run.log
    (fresh,) = [line for line in run.lines if line["revision"] == 2]
    assert fresh["canonical_url"] == url(7)
    assert fresh["id"] in {line["id"] for line in first.lines}
    # The listing names the new address: it is known.
    for place in (f"{HOST}/", search(1)):
        web.put(place, listing(7, 2))
    assert crawl(web, tmp_path).record["articles"] == 0
    assert again(web, tmp_path).record["refetched"] == {"unchanged": 2}


def test_from_a_deleted_state_the_lines_tell_what_is_young(tmp_path):
    web = Press([1, 2, 3], old=[3])
    crawl(web, tmp_path)
    for path in (tmp_path / "state").glob("newscrawl.sqlite*"):
        path.unlink()
    web.write(1, "Isi baru yang dibetulkan redaksi.")
    run = again(web, tmp_path)
    assert run.record["refetched"] == {"changed": 1, "unchanged": 1}
    assert revisions(tmp_path) == [(url(1), 1), (url(1), 2), (url(2), 1), (url(3), 1)]


def test_killed_runs_write_each_change_and_each_removal_once(tmp_path):
    numbers = list(range(1, 13))
    web = Press(numbers, validators=False)
    crawl(web, tmp_path)
    for number in numbers[:8]:
        web.write(number, "Isi baru yang dibetulkan redaksi.")
    for number in numbers[8:]:
        web.put(url(number), Answer(404, HTML))
    for done in (2, 5, 9):
        hanging = faults.under(f"{HOST}/berita/", slow_after(done))
        with serve(web, fault=hanging) as stand:
            given = stand.environment() | {"NEWSCRAWL_OUTPUT": str(tmp_path)}
            command = ("crawl", "nusabali", *FAST, *AGAIN)
            with start(*command, env=given, stderr=subprocess.DEVNULL) as process:
                until(lambda: len(asked(stand)) > done)  # noqa: B023 - used at once
                os.kill(process.pid, signal.SIGKILL)
    assert crawl(web, tmp_path, *AGAIN).code == 0
    expected = [(url(n), r) for n in numbers for r in ((1, 2) if n <= 8 else (1,))]
    assert revisions(tmp_path) == sorted(expected)
    assert sorted(one["url"] for one in removed(tmp_path)) == sorted(url(n) for n in numbers[8:])


def slow_after(count):
    """Answer so many requests well and let the others hang."""
    seen = []

    def hook(request):
        seen.append(request.url)
        return faults.slow(60) if len(seen) > count else None

    return hook


@pytest.mark.parametrize("given", ["besok", "30d", "kapan"])
def test_a_wrong_age_is_refused(tmp_path, given):
    run = crawl({}, tmp_path, "-a", f"refetch={given}")
    assert (run.code, run.requests) == (2, [])
    assert f"refetch={given}: write" in run.log
