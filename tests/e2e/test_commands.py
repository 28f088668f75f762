"""The commands for people, end to end, against the newsstand or saved pages."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from scrapy.cmdline import execute

from newscrawl.api import papers
from newscrawl.crawler.spider import NewsSpider
from newscrawl.families import families
from newscrawl.newsstand import Answer, Newsstand
from newscrawl.sites.checks import CHECKS, Finding, audit, unasked
from newscrawl.sites.detect import detect, pattern_of
from newscrawl.sites.rewrite import with_class
from newscrawl.sites.scaffold import ClassParts
from tests.support.cases import cases
from tests.support.crawling import FAST, HOST, WINDOW, listing, page, records, search, url
from tests.support.processes import scrapy, start
from tests.support.stand import serve

PAGES = Path("newscrawl/newsstand/pages").absolute()
ARTICLE = PAGES / "www.balipost.com" / "feri-listrik.html"
ARTICLE_URL = (
    "https://www.balipost.com/news/2026/11/15/312077/Feri-Listrik-Antarpulau-Diuji-di...html"
)
KINI = "https://www.balikini.net"


def refused(capsys, *arguments):
    """Return what a command says that ends before it does anything: in this process, for speed."""
    with pytest.raises(SystemExit) as ended:
        execute(["scrapy", *arguments])
    assert ended.value.code == 2
    return capsys.readouterr().err


def at(stand, root):
    return stand.environment() | {"NEWSCRAWL_OUTPUT": str(root)}


def rows(table):
    """Return the cells of a printed table by the first of each line."""
    lines = [re.split(r"\s{2,}", line.strip()) for line in table.splitlines() if line.strip()]
    return {cells[0]: cells for cells in lines}


# sites


def test_sites_prints_a_table_of_those_that_were_asked_for():
    done = scrapy("sites", "--province", "bali", "--family", "wordpress", "--status", "scraper")
    assert done.returncode == 0, done.stderr
    assert rows(done.stdout)["balipost"] == [
        "balipost",
        "Bali Post",
        "Bali",
        "wordpress",
        "scraper",
        "https://www.balipost.com/",
    ]
    assert "nusabali" not in rows(done.stdout)


def test_sites_as_json_lines_and_by_the_name_of_a_theme():
    done = scrapy("sites", "--province", "ID-BA", "--family", "jannah", "--json")
    (line,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert line["name"] == "wartabalionline"
    assert line["province"] == "Bali"
    assert line["asks_for_permission"] is False


@pytest.mark.parametrize(
    ("option", "given", "hint"),
    [
        ("--province", "Bally", "did you mean Bali"),
        ("--family", "tribune", "did you mean tribun"),
        ("--status", "seen", "no status is called 'seen'"),
    ],
)
def test_sites_says_what_is_near_a_wrong_word(option, given, hint, capsys):
    assert hint in refused(capsys, "sites", option, given)


# crawlmany


def two_papers():
    """Return a web of nusabali with two articles and of balikini that answers nothing."""
    pages = {f"{HOST}/": listing(1, 2), search(1): listing(1, 2), search(2): listing()}
    return pages | {url(n): page(n, n + 4) for n in (1, 2)}


def test_many_papers_in_one_process_each_with_its_own_feed_and_record(tmp_path):
    with serve(Newsstand(two_papers())) as stand:
        names = ("nusabali", "balikini", "antara_bali")
        done = scrapy("crawlmany", *names, *WINDOW, *FAST, env=at(stand, tmp_path))
    table = rows(done.stdout)
    assert table["nusabali"][1:3] == ["ok", "2"]
    assert table["balikini"][1] == "nothing"
    assert table["antara_bali"][1] == "not permitted"
    assert "3 papers: 1 not permitted, 1 nothing, 1 ok; 2 articles" in done.stdout
    assert done.returncode == 1
    assert "[1/2]" in done.stderr
    assert "[2/2]" in done.stderr
    (feed,) = (tmp_path / "articles" / "nusabali").glob("*.jsonl")
    assert len(feed.read_text("utf-8").splitlines()) == 2
    for name, verdict in (("nusabali", "ok"), ("balikini", "nothing")):
        (record,) = records(tmp_path, name)
        assert record["verdict"] == verdict
    assert not (tmp_path / "runs" / "antara_bali").exists()


def test_what_is_not_permitted_is_no_failure_and_known_articles_are_not_fetched_again(tmp_path):
    with serve(Newsstand(two_papers())) as stand:
        for _ in range(2):
            names = ("nusabali", "antara_bali")
            done = scrapy("crawlmany", *names, *WINDOW, *FAST, env=at(stand, tmp_path))
            assert done.returncode == 0, done.stdout + done.stderr
        asked = stand.urls()
    assert asked.count(url(1)) == 1
    assert rows(done.stdout)["nusabali"][2] == "0"


def test_papers_of_one_host_run_one_after_another(tmp_path):
    with serve(Newsstand()) as stand:
        done = scrapy(
            *("crawlmany", "detik_bali", "detik_jabar", "--at-once", "2", *WINDOW, *FAST),
            env=at(stand, tmp_path),
        )
        paths = [request.path for request in stand.requests if request.path != "/robots.txt"]
    assert set(rows(done.stdout)) >= {"detik_bali", "detik_jabar"}
    channels = ["bali" if path.startswith("/bali") else "jabar" for path in paths]
    assert channels == sorted(channels)
    assert len(set(channels)) == 2


def test_a_province_that_cannot_be_imported_stops_no_other(tmp_path):
    tree = copied(tmp_path)
    with (tree / "newscrawl" / "spiders" / "aceh.py").open("a") as file:
        file.write('\n\nclass Wrong(WordpressSpider):\n    name = "wrong"\n    region = "ID-XX"\n')
    with serve(Newsstand(two_papers())) as stand:
        done = scrapy(
            *("crawlmany", "wrong", "nusabali", *WINDOW, *FAST), env=at(stand, tmp_path), cwd=tree
        )
    assert rows(done.stdout)["wrong"][1] == "not started"
    assert "Wrong has no `publisher`" in done.stdout
    assert rows(done.stdout)["nusabali"][1] == "ok"
    assert done.returncode == 1


def test_ctrl_c_ends_the_running_papers_in_order_and_begins_no_more(tmp_path):
    many = {f"{HOST}/": listing(*range(1, 40))} | {url(n): page(n, 9) for n in range(1, 40)}
    with serve(Newsstand(many)) as stand:
        names = ["nusabali", "balikini", "--at-once", "1"]
        running = start(
            *("crawlmany", *names, *WINDOW, "-s", "DOWNLOAD_DELAY=0.2", "-s", "RETRY_TIMES=0"),
            env=at(stand, tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        deadline = time.monotonic() + 20
        while len(stand.requests) < 5 and time.monotonic() < deadline:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        told, _ = running.communicate(timeout=20)
    assert running.returncode == 6
    assert rows(told)["nusabali"][1] == "interrupted"
    assert rows(told)["balikini"][1] == "not begun"
    (record,) = records(tmp_path)
    (feed,) = (tmp_path / "articles" / "nusabali").glob("*.jsonl")
    assert len(feed.read_text("utf-8").splitlines()) == record["articles"] > 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "name papers"),
        (("nusabali", "--all"), "name papers"),
        (("nusabalu",), "did you mean nusabali"),
        (("nusabali", "-a", "since=kapan"), "since=kapan: write a day"),
        (("nusabali", "--at-once", "0"), "--at-once is a number from 1"),
        (("nusabali", "-o", "x.jsonl"), "crawlmany writes each paper's own feed"),
    ],
)
def test_crawlmany_refuses_what_it_does_not_understand(arguments, sentence, capsys):
    assert sentence in refused(capsys, "crawlmany", *arguments)


# probe


def test_probe_fetches_a_listing_and_articles_and_stores_nothing(tmp_path):
    report = tmp_path / "report.json"
    with serve(Newsstand(two_papers())) as stand:
        done = scrapy(
            *("probe", "nusabali", "--json", str(report), *FAST), env=at(stand, tmp_path / "out")
        )
        asked = [request.url for request in stand.requests]
    assert done.returncode == 0, done.stderr
    # nusabali's section is not on the made-up pages: what its selectors miss is told.
    assert "Verdict: works with gaps\n- `section` matches nothing" in done.stdout
    assert asked[:2] == [f"{HOST}/robots.txt", f"{HOST}/"]
    assert sorted(asked[2:]) == [url(1), url(2)]
    assert not (tmp_path / "out").exists()
    seen = json.loads(report.read_text("utf-8"))
    fields = {one["name"]: one for one in seen["pages"][0]["fields"]}
    assert seen["listings"][0]["links"] == 2
    assert fields["headline"]["layer"] == "selector"
    assert fields["date_published"]["value"].endswith("Nov 2026 09:37:24")


def test_probe_asks_for_five_articles_at_most(tmp_path):
    numbers = range(1, 9)
    web = {f"{HOST}/": listing(*numbers)} | {url(n): page(n) for n in numbers}
    with serve(Newsstand(web)) as stand:
        scrapy("probe", "nusabali", *FAST, env=at(stand, tmp_path))
        assert len(stand.urls()) == 6


def test_probe_names_the_selector_that_would_find_a_field(tmp_path):
    moved = ARTICLE.read_text("utf-8").replace("td-post-date", "tanggal-tayang")
    (tmp_path / "page.html").write_text(moved.replace("entry-date", "baru"), "utf-8")
    done = scrapy(
        *("probe", "--file", str(tmp_path / "page.html"), "--url", ARTICLE_URL, "--json", "-")
    )
    seen = json.loads(done.stdout)
    assert seen["verdict"] == "works with gaps"
    (why,) = [line for line in seen["why"] if "published" in line]
    assert "matches nothing" in why
    (change,) = [change for change in seen["changes"] if change[0] == "published"]
    assert "time.baru" in change[1]
    assert change[2] == 1


def test_probe_of_a_dead_paper_says_why_and_fails(tmp_path):
    with serve(Newsstand()) as stand:
        done = scrapy("probe", "nusabali", *FAST, env=at(stand, tmp_path))
    assert done.returncode == 1
    assert "Verdict: does not work" in done.stdout
    assert "http 404" in done.stdout


def test_probe_of_an_address_of_no_paper_uses_the_generic_rules(tmp_path):
    done = scrapy(
        *(
            "probe",
            "--file",
            str(ARTICLE),
            "--url",
            "https://lain.example/2026/11/15/feri-listrik-diuji",
        )
    )
    assert "No paper of this project" in done.stdout
    assert 'body = "div.td-post-content"' in done.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("antara_bali",), "NEWSCRAWL_PERMITTED=antara_bali"),
        (("nusabalu",), "did you mean nusabali"),
        (("--file", "page.html"), "--url"),
        (("nusabali", "--articles", "50"), "from 1 to 5"),
    ],
)
def test_probe_refuses(arguments, sentence, capsys):
    assert sentence in refused(capsys, "probe", *arguments)


# newsite


def copied(folder):
    """Return a copy of the project that may be written to."""
    tree = folder / "project"
    ignored = shutil.ignore_patterns("__pycache__", "pages")
    shutil.copytree("newscrawl", tree / "newscrawl", ignore=ignored)
    for file in ("scrapy.cfg", "pyproject.toml"):
        shutil.copy(file, tree / file)
    if Path("schema").is_dir():
        shutil.copytree("schema", tree / "schema")
    return tree


NEW_URL = "https://www.koranlombok.example/news/2026/11/15/312077/feri-listrik-diuji.html"


def new_page(folder, old="BALIPOST.com"):
    file = folder / "page.html"
    text = ARTICLE.read_text("utf-8").replace("www.balipost.com", "www.koranlombok.example")
    file.write_text(text.replace(old, "Koran Lombok"), "utf-8")
    return file


def test_newsite_writes_a_class_and_a_fixture_that_the_project_takes(tmp_path):
    tree = copied(tmp_path)
    page_file, kept = new_page(tmp_path), tree / "output" / "pages" / "page.html"
    module = tree / "newscrawl" / "spiders" / "nusa_tenggara_barat.py"
    before = module.read_text("utf-8")
    options = ("--file", str(page_file), "--url", NEW_URL, "--region", "NTB")
    done = scrapy("newsite", *options, "--save-page", str(kept), cwd=tree)
    assert done.returncode == 0, done.stderr
    assert "NewspaperThemeSpider: the page says" in done.stdout
    assert '"headline": "Feri Listrik Antarpulau Diuji di Selandia Baru"' in done.stdout
    source = module.read_text("utf-8")
    assert source != before
    assert 'name = "koranlombok"\n    publisher = "Koran Lombok"\n    region = "ID-NB"' in source
    names = re.findall(r"^class (\w+)", source, re.MULTILINE)
    assert names == sorted(names)
    fixture = tree / "tests" / "sites" / "koranlombok" / "first-page" / "expected.json"
    case = json.loads(fixture.read_text("utf-8"))
    assert "article_body" not in case["expected"]
    assert (tree / case["file"]).read_bytes() == page_file.read_bytes()
    for ruff in (("check",), ("format", "--check")):
        command = [sys.executable, "-m", "ruff", *ruff, str(module)]
        checked = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tree)
        assert checked.returncode == 0, checked.stdout
    checked = scrapy("checkall", "koranlombok", cwd=tree)
    assert checked.returncode == 0, checked.stdout
    again = scrapy("newsite", *options, cwd=tree)
    assert again.returncode == 2
    assert "koranlombok is there already" in again.stderr


@pytest.mark.parametrize("case", [case for case in cases() if not case.is_listing], ids=str)
def test_a_paper_is_recognised_from_any_article_of_its_own(case):
    paper = papers()[case.paper]
    proposal = detect([(case.page, case.url)], families())
    assert (proposal.family or NewsSpider) is paper.__mro__[1]
    # A province is told or asked for, never wrong.
    if paper.region is not None:
        assert proposal.region in {paper.region, None}
        assert proposal.home == paper.home


@pytest.mark.parametrize(
    ("paths", "pattern"),
    [
        (["/read/2026/11/15/12/judul-berita"], r"^/read/\d{4}/\d{2}/\d{2}/\d{2}/[a-z0-9-]+"),
        (["/news/detail/5479/judul-berita"], r"^/news/[a-z0-9-]+/\d+/[a-z0-9-]+"),
        (["/content/a-b", "/content/c-d", "/content/e-f", "/x/1/y"], r"^/content/[a-z0-9-]+"),
        (["/2026/11/Judul_Berita.html"], r"^/\d{4}/\d{2}/[^/]+\.html"),
        ([], ""),
    ],
)
def test_a_pattern_is_the_commonest_shape_of_addresses(paths, pattern):
    assert pattern_of(paths) == pattern


def test_newsite_asks_for_the_province_that_a_page_does_not_tell(tmp_path):
    done = scrapy("newsite", "--file", str(new_page(tmp_path)), "--url", NEW_URL)
    assert done.returncode == 1
    assert "Nothing is written: give the province with --region" in done.stdout


def test_newsite_says_what_it_could_not_find_of_an_unknown_template(tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(page(1).body)
    address = "https://warta-ambon.example/baca/77123/judul-berita-nomor-1"
    done = scrapy("newsite", "--file", str(file), "--url", address, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "Not found: the template is of no known family" in done.stdout
    assert "class WartaAmbonSpider(NewsSpider):" in done.stdout
    assert r'article_url = r"^/[a-z0-9-]+/\d+/[a-z0-9-]+"' in done.stdout
    assert 'region = "ID-MA"' in done.stdout
    assert "Written" not in done.stdout


def test_newsite_fetches_a_home_page_and_one_article(tmp_path):
    home = "https://korankaltim2.example/"
    article = f"{home}2026/11/09/pasar-baru-samarinda-dibuka-lagi/"
    links = (
        f'<link href="/wp-content/x.css"><h2><a href="{article}">Pasar baru dibuka lagi</a></h2>'
    )
    web = {home: Answer(200, page(1).headers, links.encode()), article: page(1)}
    with serve(Newsstand(web)) as stand:
        done = scrapy("newsite", home, "--dry-run", *FAST, env=at(stand, tmp_path))
        assert stand.urls() == [home, article]
    assert done.returncode == 0, done.stderr
    assert "class Korankaltim2Spider(WordpressSpider):" in done.stdout
    assert '"headline": "Judul berita nomor 1"' in done.stdout


def test_what_a_page_says_becomes_a_literal_never_code(tmp_path):
    evil = 'X"\n    import os  # \\'
    file = tmp_path / "page.html"
    meta = f"<meta property='og:site_name' content='{evil}'>"
    file.write_bytes(page(1).body.replace(b"<head>", b"<head>" + meta.encode()))
    address = "https://warta-ambon.example/baca/77123/judul-berita-nomor-1"
    done = scrapy("newsite", "--file", str(file), "--url", address, "--dry-run")
    source = done.stdout.partition("class ")[2].partition("\n\nNot read")[0]
    namespace = {"NewsSpider": NewsSpider}
    exec("from newscrawl.discovery.sources import Index, Rss\nclass " + source, namespace)
    assert namespace["WartaAmbonSpider"].publisher == 'X" import os # \\'


def test_a_class_stands_at_its_place_with_its_imports():
    source = (
        '"""Papers."""\n\nfrom newscrawl.discovery.sources import Rss\n'
        "from newscrawl.families.tribun import TribunSpider\n\n\n"
        'class AaaSpider(TribunSpider):\n    sources = (Rss("feed"),)\n\n\n'
        "# A remark on the last.\nclass ZzzSpider(TribunSpider):\n    pass\n"
    )
    facts = {"name": '"mmm"', "sources": 'Index(""),'}
    parts = ClassParts("mmm", "NewsSpider", "newscrawl.crawler.spider", "Rests.", facts, ("Index",))
    made = with_class(source, parts)
    assert made == (
        '"""Papers."""\n\nfrom newscrawl.crawler.spider import NewsSpider\n'
        "from newscrawl.discovery.sources import Index, Rss\n"
        "from newscrawl.families.tribun import TribunSpider\n\n\n"
        'class AaaSpider(TribunSpider):\n    sources = (Rss("feed"),)\n\n\n'
        'class MmmSpider(NewsSpider):\n    """Rests."""\n\n    name = "mmm"\n'
        '    sources = Index(""),\n\n\n'
        "# A remark on the last.\nclass ZzzSpider(TribunSpider):\n    pass\n"
    )
    with pytest.raises(ValueError, match="already"):
        with_class(made, parts)
    first = with_class('"""Papers."""\n', parts)
    assert first.startswith('"""Papers."""\n\nfrom newscrawl.crawler.spider import NewsSpider\n')
    assert "import Index\n\n\nclass MmmSpider(NewsSpider):" in first


# checkall


def test_checkall_counts_papers_and_ends_in_zero_only_without_findings():
    done = scrapy("checkall")
    assert re.search(r"\d{2,} papers, \d checks each: \d+ findings", done.stdout), done.stderr
    assert done.returncode == int(" 0 findings" not in done.stdout)


def test_the_audit_finds_what_is_wrong():
    class Wrong(NewsSpider):
        name = "Wrong-1"
        publisher = " "
        region = "ID-BA"
        home = "https://salah.antaranews.com/"
        status = "guess"
        sources = ()
        zone = "Asia/Nowhere"
        hosts = ("antaranews.com",)
        headline = "h1["
        article_url = r"^/"
        custom_settings = {"DOWNLOAD_DELAY": 0}  # noqa: RUF012

    Wrong.__doc__ = ""
    # A test's class has no module of a province: what speaks of its place is left out.
    found = {(one.about, one.what.split(":")[0]) for one in audit_of(Wrong)}
    found |= {(one.about, one.what.split(":")[0]) for one in unasked([Wrong], families())}
    assert ("facts", "publisher is empty") in found
    assert ("facts", "status 'guess' is none of real-page, scraper, family, list") in found
    assert ("facts", "hosts") in found
    assert ("sources", "no source is left when no section is asked for") in found
    assert ("zone", "zone 'Asia/Nowhere' is no IANA zone") in found
    assert ("politeness", "custom_settings") in found
    assert ("politeness", "its publisher asks to be asked first") in found
    assert ("selectors", "headline") in found
    assert ("pattern", "article_url takes https") in found


def test_the_audit_finds_facts_out_of_order():
    class Disordered(NewsSpider):
        home = "https://salah.contoh.id/"
        name = "salah"
        publisher = "Salah"
        region = "ID-BA"
        status = "list"
        article_url = r"^/berita"

    assert list(CHECKS["order"](Disordered)) == [
        "the facts stand as home, name, publisher, region, status, article_url"
    ]


def audit_of(paper):
    for about, check in CHECKS.items():
        if about not in {"names", "order"}:
            yield from (Finding(paper.name, about, what) for what in check(paper))


def test_the_audit_of_no_paper_finds_nothing():
    assert audit([], families()) == []


REFUSAL = (
    "<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>"
)


def test_a_servers_refusal_is_no_listing_and_no_traceback(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(REFUSAL)
    done = scrapy("links", str(page), "--url", "https://www.koran-antah.id/indeks")
    assert json.loads(done.stdout)["links"] == []
    assert done.stderr.startswith(f"{page}: no listing at https://www.koran-antah.id/indeks: ")
    assert done.returncode == 1
    done = scrapy("probe", "--file", str(page), "--url", "https://www.koran-antah.id/")
    assert "no listing at" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
