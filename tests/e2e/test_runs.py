"""How runs of one paper follow each other: the first window, the hole, known ground."""

from datetime import UTC, datetime, timedelta

from newscrawl.newsstand import Answer
from tests.support.crawling import HOST, HTML, crawl, listing, page, read, search, url

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
PAGES = 6
PER_PAGE = 2


def days_ago(number, days):
    when = datetime.now(UTC) - timedelta(days=days)
    return page(number, when.day, month=MONTHS[when.month - 1], year=when.year)


def archive(*, days=0.5, pages=PAGES):
    """Return a paper whose search has `pages` pages of two articles, `days` older each page."""
    web = {f"{HOST}/": Answer(200, HTML, b"<html><body>kosong</body></html>")}
    for number in range(1, pages + 1):
        first = (pages - number) * PER_PAGE
        web[search(number)] = listing(*range(first + PER_PAGE, first, -1))
        for one in range(first + 1, first + PER_PAGE + 1):
            web[url(one)] = days_ago(one, days * number)
    web[search(pages + 1)] = listing()
    return web


def searches(run):
    return len([r for r in run.requests if "/search" in r.url])


def test_the_first_run_goes_back_seven_days(tmp_path):
    run = crawl(archive(days=2), tmp_path)  # pages of 2, 4, 6, 8, 10, 12 days ago
    assert len(run.lines) == 3 * PER_PAGE
    assert run.record["verdict"] == "ok"


def test_after_a_complete_run_known_ground_ends_the_paging(tmp_path):
    crawl(archive(pages=8), tmp_path)
    assert len(read(tmp_path)) == 16
    again = crawl(archive(pages=8), tmp_path)
    assert searches(again) == 3
    assert len(read(tmp_path)) == 16


def test_an_interrupted_run_leaves_no_hole(tmp_path):
    first = crawl(archive(), tmp_path, "-a", "max_articles=5")
    assert len(first.lines) == 5
    second = crawl(archive(), tmp_path)
    assert len(second.lines) == PAGES * PER_PAGE
    ids = [line["id"] for line in second.lines]
    assert len(ids) == len(set(ids))
    third = crawl(archive(), tmp_path)
    assert third.record["articles"] == 0
    assert searches(third) == 3


def test_with_since_the_whole_window_is_walked_known_ground_or_not(tmp_path):
    web = archive(days=0.3, pages=8)
    late = url(1)  # the oldest page's article, not there in the first run
    crawl({key: answer for key, answer in web.items() if key != late}, tmp_path)
    assert len(read(tmp_path)) == 15
    since = (datetime.now(UTC) - timedelta(days=30)).date().isoformat()
    run = crawl(web, tmp_path, "-a", f"since={since}")
    assert len(run.lines) == 16


def test_one_stray_among_known_ones_does_not_end_the_paging(tmp_path):
    web = archive(pages=8)
    missing = [url(13), url(5)]  # on pages 2 and 6
    crawl({key: answer for key, answer in web.items() if key not in missing}, tmp_path)
    run = crawl(web, tmp_path)
    assert {"Judul berita nomor 13"} <= {line["headline"] for line in run.lines}


def test_a_section_is_read_from_its_own_listing(tmp_path):
    web = archive() | {
        f"{HOST}/kategori/bali": listing(3, 1),
    }
    run = crawl(web, tmp_path, "-a", "section=bali", "-a", "since=2020-01-01")
    assert {"Judul berita nomor 3", "Judul berita nomor 1"} <= set(run.headlines)
    assert run.requests[1].url == f"{HOST}/kategori/bali"


def test_a_run_of_a_section_is_not_taken_for_a_complete_one(tmp_path):
    web = archive() | {f"{HOST}/kategori/bali": listing(12, 11)}
    crawl(web, tmp_path, "-a", "section=bali")
    run = crawl(web, tmp_path)
    assert len(run.lines) == PAGES * PER_PAGE
