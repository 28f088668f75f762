"""What a person gets wrong at the commands: one sentence, what to do, and an exit code."""

import json
import os
import subprocess

import pytest

from tests.e2e.test_commands import ARTICLE, ARTICLE_URL, NEW_URL, copied, new_page, refused, scrapy
from tests.support.crawling import page
from tests.support.processes import start


@pytest.mark.parametrize("url", ["www.koran-antah.id/berita/1", "http://[::1/x", "https://"])
@pytest.mark.parametrize("command", ["extract", "links", "probe", "newsite"])
def test_an_address_that_is_none_is_refused(command, url, capsys):
    page = ("--file", str(ARTICLE)) if command in {"probe", "newsite"} else (str(ARTICLE),)
    told = refused(capsys, command, *page, "--url", url)
    assert f"'{url}' is no web address: write it whole, as https://" in told


@pytest.mark.parametrize("command", [("probe",), ("newsite",), ("story",)])
def test_an_address_given_alone_is_checked_too(command, capsys):
    assert "as https://www.koran-antah.id" in refused(capsys, *command, "www.koran-antah.id")
    assert "is no web address" in refused(capsys, *command, "http://[::1/x")


def manifest(folder, *rows):
    file = folder / "pages.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(file)


def test_extract_ends_in_1_when_one_of_several_pages_is_no_article(tmp_path):
    (tmp_path / "good.html").write_bytes(page(1).body)
    (tmp_path / "bad.html").write_text("<html><title>404</title></html>", "utf-8")
    address = "https://koran-antah.id/berita/1-judul"
    both = [{"file": name, "url": address} for name in ("good.html", "bad.html")]
    done = scrapy("extract", "--manifest", manifest(tmp_path, *both))
    good, bad = [json.loads(line) for line in done.stdout.splitlines()]
    assert good["headline"] == "Judul berita nomor 1"
    assert bad["reason"]
    assert done.returncode == 1
    assert scrapy("extract", "--manifest", manifest(tmp_path, both[0])).returncode == 0


def test_extract_shows_what_each_line_was_taken_for(tmp_path):
    body = "".join(
        f"<p>Warga desa itu memanen padi lebih awal, kata kepala desa {n}.</p>" for n in "abcd"
    )
    (tmp_path / "page.html").write_text(
        "<html><body><ul><li><a href='/'>Beranda Kami</a></li></ul><h1>Panen Padi Lebih Awal</h1>"
        "<p>Penulis: Ani Rekaan</p><p>Selasa, 19 Maret 2024 10:15 WIB</p>"
        f"<div>{body}</div><div class='share-box'>Sebarkan ini</div></body></html>",
        "utf-8",
    )
    (tmp_path / "bad.html").write_text("<h1>Panen</h1><p>Foto: Ani</p>", "utf-8")
    rows = [
        {"file": f"{name}.html", "url": "https://koran-antah.id/berita/1-panen-padi"}
        for name in ("page", "bad")
    ]
    done = scrapy("extract", "--manifest", manifest(tmp_path, *rows), "--lines")
    told = [line.split(maxsplit=3) for line in done.stdout.splitlines()]
    assert ["1", "headline", "Panen", "Padi Lebih Awal"] in told
    assert ["2", "byline", "Penulis:", "Ani Rekaan"] in told
    assert ["3", "date", "Selasa,", "19 Maret 2024 10:15 WIB"] in told
    assert [label for number, label, *_ in told if number in {"4", "7"}] == ["body", "body"]
    assert ["8", "share", "share", "Sebarkan ini"] in told
    assert done.stderr.startswith("bad.html: no article: ")
    assert done.returncode == 1


@pytest.mark.parametrize("url", ["www.koran-antah.id/a", "http://[::1/x", None, ""])
def test_an_address_of_a_manifest_that_is_none_gives_a_reason_and_no_line(tmp_path, url):
    (tmp_path / "good.html").write_bytes(page(1).body)
    done = scrapy("extract", "--manifest", manifest(tmp_path, {"file": "good.html", "url": url}))
    (line,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert set(line) == {"file", "url", "reason"}
    assert "is no web address" in line["reason"]
    assert done.returncode == 1


def test_a_saved_page_is_read_as_before():
    done = scrapy("extract", str(ARTICLE), "--url", ARTICLE_URL)
    assert json.loads(done.stdout)["site"] == "balipost"
    assert done.returncode == 0


PAPER = '''

class {cls}(NewsSpider):
    """Rests on nothing."""

    {name}publisher = "Baru"
    region = "ID-AC"
    home = "https://{cls}.example/"
    status = "list"
    sources = (Index(""),)
    article_url = r"^/berita/"
'''
IMPORTS = """from newscrawl.discovery.sources import Index
from newscrawl.crawler.spider import NewsSpider
"""


def test_the_audit_tells_two_papers_of_one_name_and_classes_without_one(tmp_path):
    tree = copied(tmp_path)
    spiders = tree / "newscrawl" / "spiders"
    (spiders / "baru.py").write_text(
        IMPORTS
        + PAPER.format(cls="BaruSpider", name="")
        + PAPER.format(cls="TwinSpider", name='name = "balipost"\n    ')
    )
    (spiders / "lain.py").write_text(IMPORTS + PAPER.format(cls="LainSpider", name=""))
    (spiders / "rusak.py").write_text(
        IMPORTS + PAPER.format(cls="RusakSpider", name="headlin = 3\n    ")
    )
    done = scrapy("checkall", cwd=tree)
    assert done.returncode == 1
    told = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "BaruSpider names no `name` in newscrawl.spiders.baru" in told
    assert "LainSpider names no `name` in newscrawl.spiders.lain" in told
    assert (
        "balipost names stated more than once: newscrawl.spiders.bali.BalipostSpider and "
        "newscrawl.spiders.baru.TwinSpider"
    ) in told
    (rusak,) = [line for line in told if line.startswith("rusak")]
    assert "RusakSpider: `headlin` is no fact; did you mean `headline`?" in rusak


@pytest.mark.parametrize("command", ["crawl", "crawlmany"])
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["since=7d"], "stand behind -a: -a since=7d"),
        (["--until=today", "section=bali"], "stand behind -a: -a until=today -a section=bali"),
        (["since", "7d"], "stand behind -a: -a since="),
        (["-s", "NEWSCRAWL_FIRST_DAYS=abc"], "NEWSCRAWL_FIRST_DAYS=abc: write a whole number"),
        (["-s", "NEWSCRAWL_FRIST_DAYS=3"], "did you mean NEWSCRAWL_FIRST_DAYS?"),
        (["-a", "sinse=7d"], "unknown argument 'sinse': did you mean since?"),
    ],
)
def test_a_crawl_refuses_what_it_does_not_understand(command, given, sentence, capsys):
    assert sentence in refused(capsys, command, "nusabali", *given)


def test_two_names_are_led_to_the_command_for_many(capsys):
    assert "scrapy crawlmany nusabali balikini" in refused(capsys, "crawl", "nusabali", "balikini")


@pytest.mark.parametrize(
    "command",
    [["sites"], ["list"], ["sites", "--json"], ["checkall"], ["crawlmany", "antara_bali"]],
)
def test_a_reader_who_goes_is_no_traceback(command):
    with start(*command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        told = running.stderr.read()
    assert b"Traceback" not in told
    assert b"BrokenPipe" not in told
    assert running.returncode == 141


def test_newsite_writes_its_files_though_nobody_reads_on(tmp_path):
    tree = copied(tmp_path)
    options = ("--file", str(new_page(tmp_path)), "--url", NEW_URL, "--region", "NTB")
    with start("newsite", *options, stdout=subprocess.PIPE, cwd=tree) as running:
        running.stdout.close()
    assert running.returncode == 141
    module = tree / "newscrawl" / "spiders" / "nusa_tenggara_barat.py"
    assert 'name = "koranlombok"' in module.read_text("utf-8")
    assert list((tree / "tests" / "sites" / "koranlombok").glob("*/expected.json"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["genspider", "baru", "koranbaru.id"], "use `scrapy newsite https://koranbaru.id/`"),
        (["genspider", "baru", "https://koranbaru.id"], "`scrapy newsite https://koranbaru.id`"),
        (["genspider"], "use `scrapy newsite URL`"),
        (["parse", "https://a.id/b"], "`scrapy probe https://a.id/b`"),
        (["parse", "--spider=x", "-c", "parse_article", "https://a.id/b"], "extract FILE --url"),
        (["sections"], "name one paper"),
        (["sections", "nusabalu"], "did you mean nusabali"),
        (["crawl", "nusabali", "-L", "LOUD"], "the log level is DEBUG, INFO"),
    ],
)
def test_commands_lead_to_what_is_meant(arguments, sentence, capsys):
    assert sentence in refused(capsys, *arguments)


def test_sections_are_counted_from_the_lines_and_named_by_address_or_article(tmp_path):
    folder = tmp_path / "articles" / "beritabali"
    folder.mkdir(parents=True)
    rows = [
        ("Dunia", "https://beritabali.com/read/2026/11/14/1/judul-berita-satu.html"),
        ("Dunia", "https://beritabali.com/dunia/2026/11/14/2/judul-berita-dua.html"),
        (None, "https://beritabali.com/olah-raga/judul-berita-tiga"),
    ]
    lines = [
        {"id": f"{n:020x}", "article_body": "x", "article_section": name, "canonical_url": at}
        for n, (name, at) in enumerate(rows)
    ]
    (folder / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    env = os.environ | {"NEWSCRAWL_OUTPUT": str(tmp_path)}
    done = scrapy("sections", "beritabali", "--json", env=env)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"name": "Dunia", "articles": 2, "by": "article"},
        {"name": "olah-raga", "articles": 1, "by": "address"},
    ]
    assert done.returncode == 0
    done = scrapy("sections", "nusabali", env=env)
    assert "https://www.nusabali.com/kategori/{section}" in done.stderr
    assert "crawl it first: scrapy crawl nusabali" in done.stderr
    assert done.returncode == 1
