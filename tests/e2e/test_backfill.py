"""Back in time: by the cheapest dated source, each day once whatever kills the runs."""

import json
import os
import signal
import subprocess
from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import pytest

from newscrawl.newsstand import Answer, Newsstand
from newscrawl.storage.seen import State
from tests.e2e.test_exactly_once import until
from tests.support import faults
from tests.support.crawling import FAST, HTML, crawl, read
from tests.support.processes import start
from tests.support.stand import serve

ZONE = ZoneInfo("Asia/Makassar")
WORDPRESS = "https://koranbuleleng.com"
SPRING = ("-a", "since=2015-03-01", "-a", "until=2015-05-31")


def article(number, day):
    """Return a page of an old article."""
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": f"Panen raya ke {number} di lereng bukit",
        "datePublished": f"{day}T09:30:00+08:00",
    }
    text = "".join(
        f"<p>Kalimat {n} dari berita {number} menuturkan panen di lereng bukit yang berlangsung "
        f"sejak pagi dengan gotong royong warga dari beberapa desa di sekitarnya.</p>"
        for n in range(4)
    )
    html = f"""<html lang="id"><head><title>Panen raya ke {number} di lereng bukit</title>
    <script type="application/ld+json">{json.dumps(told)}</script></head>
    <body><article><h1>Panen raya ke {number} di lereng bukit</h1>
    <div class="entry-content">{text}</div></article></body></html>"""
    return Answer(200, HTML, html.encode())


class Press(Newsstand):
    """A paper on WordPress that has printed one article on some days, by its REST."""

    def __init__(self, days, host=WORDPRESS):
        self.posts = {f"{host}/panen-raya-ke-{n}-di-bukit/": day for n, day in enumerate(days, 1)}
        pages = {url: article(n, day) for n, (url, day) in enumerate(self.posts.items(), 1)}
        super().__init__(pages)

    def answer(self, url):
        parts = urlsplit(url)
        if parts.path != "/wp-json/wp/v2/posts":
            return super().answer(url)
        asked = dict(parse_qsl(parts.query))
        if asked["page"] != "1":
            return Answer(400, {}, b"{}")
        after, before = (datetime.fromisoformat(asked[name]) for name in ("after", "before"))
        posts = []
        for link, day in self.posts.items():
            moment = datetime.fromisoformat(f"{day}T09:30:00+08:00")
            if after < moment < before:
                gmt = (moment - timedelta(hours=8)).replace(tzinfo=None).isoformat()
                posts.append({"link": link, "date_gmt": gmt, "title": {"rendered": "Panen raya"}})
        return Answer(200, {"Content-Type": "application/json"}, json.dumps(posts[::-1]).encode())


def days(first, last, *, step=1):
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield day
        day += timedelta(days=step)


def listings(requests):
    """Return what was asked for of listings: of REST, from which day on."""
    return [
        parse_qsl(urlsplit(one.url).query)[2][1][:10] for one in requests if "page=1&" in one.url
    ]


def test_months_of_rest_are_asked_and_empty_days_are_named(tmp_path):
    printed = list(days("2015-03-01", "2015-05-31", step=4))
    run = crawl(Press(printed), tmp_path, *SPRING, name="koranbuleleng")
    assert run.code == 0, run.log
    assert len(run.lines) == run.record["articles"] == len(printed)
    # Three months, each with the page behind its last; robots.txt; the articles.
    assert listings(run.requests) == ["2015-04-30", "2015-03-31", "2015-02-28"]
    assert len(run.requests) == 6 + 1 + len(printed)
    told = run.record["days"]
    assert (told["asked"], told["read"], told["read_before"]) == (92, 92, 0)
    assert told["empty"] == 92 - len(printed)
    assert told["empty_days"][0] == "2015-03-02/2015-03-04"
    assert "Days read: 92 of 92; 69 gave nothing: 2015-03-02/2015-03-04, " in run.log
    assert "koranbuleleng: back to 2015-03-01, 92 of 92 days" in run.log
    again = crawl(Press(printed), tmp_path, *SPRING, name="koranbuleleng")
    assert (again.code, again.requests) == (0, []), again.log
    assert again.record["days"] == told | {"read_before": 92}
    wider = ("-a", "since=2015-02-27", "-a", "until=2015-05-31")
    crawl(Press(printed), tmp_path, *wider, name="koranbuleleng")
    assert len(read(tmp_path, "koranbuleleng")) == len(printed)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path, number):
    printed = list(days("2015-03-01", "2015-05-31", step=3))
    web = Press(printed)
    hanging = next(url for url, day in web.posts.items() if day == date(2015, 4, 15))
    with serve(web, fault=faults.on(hanging, faults.slow(60))) as stand:
        given = stand.environment() | {"NEWSCRAWL_OUTPUT": str(tmp_path)}
        asked = ("crawl", "koranbuleleng", *FAST, *SPRING, "-s", "NEWSCRAWL_STOP_TIMEOUT=0.2")
        with start(*asked, env=given, stderr=subprocess.PIPE, text=True) as process:
            for line in process.stderr:
                if "back to 2015-05-01" in line:
                    break
            until(lambda: kept_days(tmp_path))
            os.kill(process.pid, number)
            process.stderr.read()
    kept = kept_days(tmp_path)
    assert date(2015, 5, 1) in kept
    assert date(2015, 4, 15) not in kept
    second = crawl(Press(printed), tmp_path, *SPRING, name="koranbuleleng")
    assert second.code == 0, second.log
    months = [("2015-03-31", date(2015, 4, 1)), ("2015-02-28", date(2015, 3, 1))]
    assert listings(second.requests) == [after for after, first in months if first not in kept]
    assert second.record["days"]["read_before"] == len(kept)
    found = [line["id"] for line in second.lines]
    assert len(found) == len(set(found)) == len(printed)
    assert second.record["days"]["empty"] == 92 - len(printed)


def kept_days(root):
    with State(root / "state" / "newscrawl.sqlite") as state:
        return state.completed_days("koranbuleleng")


def test_an_article_that_fails_is_asked_for_again_and_its_month_is_not(tmp_path):
    web = Press(["2015-03-03", "2015-03-04"])
    failing = next(iter(web.posts))
    fault = faults.on(failing, faults.status(503))
    first = crawl(web, tmp_path, *SPRING, name="koranbuleleng", fault=fault)
    assert len(first.lines) == 1
    assert first.record["days"]["read"] == 92
    second = crawl(web, tmp_path, *SPRING, name="koranbuleleng")
    assert [one.url for one in second.requests if "robots" not in one.url] == [failing]
    assert len(second.lines) == 2


def test_without_the_state_nothing_is_stored_twice(tmp_path):
    web = Press(["2015-03-03", "2015-05-04"])
    crawl(web, tmp_path, *SPRING, name="koranbuleleng")
    for path in (tmp_path / "state").glob("newscrawl.sqlite*"):
        path.unlink()
    run = crawl(web, tmp_path, *SPRING, name="koranbuleleng")
    assert len(listings(run.requests)) == 3
    assert len(run.lines) == 2
    assert run.record["days"]["empty"] == 90


def test_where_rest_is_closed_the_pages_of_a_month_are_asked(tmp_path):
    web = Press(["2015-03-03", "2015-05-04"])
    for link, day in web.posts.items():
        shown = f'<div><h2><a href="{link}">Panen raya di lereng bukit yang hijau</a></h2></div>'
        month = f"{WORDPRESS}/{str(day)[:7].replace('-', '/')}/page/1/"
        web.put(month, Answer(200, HTML, f"<html><body>{shown}</body></html>".encode()))
    fault = faults.under(f"{WORDPRESS}/wp-json/", faults.status(401))
    run = crawl(web, tmp_path, *SPRING, name="koranbuleleng", fault=fault)
    asked = [urlsplit(one.url).path for one in run.requests]
    assert [path for path in asked if "/page/1/" in path] == [
        f"/2015/{month}/page/1/" for month in ("05", "04", "03")
    ]
    assert asked.count("/wp-json/wp/v2/posts") == 1
    assert len(run.lines) == 2
    assert run.record["days"]["read"] == 92


def test_of_a_sitemap_by_months_those_of_the_window_are_asked(tmp_path):
    host = "https://www.harianjogja.com"
    months = [f"{year}-{month:02d}" for year in (2014, 2015, 2026) for month in range(1, 13)]
    index = "".join(f"<sitemap><loc>{host}/sitemap-{one}.xml</loc></sitemap>" for one in months)
    link = f"{host}/read/2015/04/07/510/100/panen-raya-di-lereng"
    pages = {
        f"{host}/sitemap.xml": xml(f"<sitemapindex>{index}</sitemapindex>"),
        link: article(1, "2015-04-07"),
    }
    changed = "<lastmod>2020-02-03</lastmod>"  # that it was moved then says nothing of its day
    for one in months:
        inside = f"<url><loc>{link}</loc>{changed}</url>" if one == "2015-04" else ""
        pages[f"{host}/sitemap-{one}.xml"] = xml(f"<urlset>{inside}</urlset>")
    run = crawl(pages, tmp_path, *SPRING, name="harianjogja")
    asked = [urlsplit(one.url).path for one in run.requests if "sitemap" in one.url]
    assert asked == [
        "/sitemap.xml",
        *(f"/sitemap-2015-{month}.xml" for month in ("05", "04", "03")),
    ]
    assert len(run.lines) == 1, run.log
    assert run.record["days"]["empty"] == 91


def xml(text):
    return Answer(200, {"Content-Type": "application/xml"}, text.encode())


def test_a_paper_that_cannot_go_back_says_so_before_anything_is_asked(tmp_path):
    run = crawl({}, tmp_path, *SPRING, name="suara_bali")
    assert (run.code, run.requests) == (2, [])
    sentence = "suara_bali cannot go back to 2015-05-31: its sources name only the newest articles"
    assert sentence in run.log
    assert run.record["verdict"] == "wrong_usage"
    assert run.record["reason"].startswith(sentence)


def test_what_is_still_named_is_taken_where_the_window_reaches_to_today(tmp_path):
    run = crawl({}, tmp_path, "-a", "since=2015-03-01", name="suara_bali")
    assert "suara_bali cannot go back so far" in run.log
    assert run.requests


def test_part_of_a_window_leaves_no_day_complete(tmp_path):
    web = Press(["2015-03-03", "2015-05-04"])
    run = crawl(web, tmp_path, *SPRING, "-a", "max_articles=1", name="koranbuleleng")
    assert [line["date_published"][:10] for line in run.lines] == ["2015-05-04"]
    assert kept_days(tmp_path) == {}


def test_an_ordinary_run_asks_for_what_it_asked_before(tmp_path):
    run = crawl(Press([]), tmp_path, name="koranbuleleng")
    assert run.record["days"] is None
    assert not [one.url for one in run.requests if "/2026/" in urlsplit(one.url).path]
