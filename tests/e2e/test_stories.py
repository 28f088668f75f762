"""One story in many papers, as crawls, `scrapy dedupe` and `scrapy story` label it."""

import gzip
import json
import re
from pathlib import Path

import duckdb
import pytest

from newscrawl.api import extract_article
from newscrawl.dedup import Clusters
from newscrawl.dedup.timeline import as_text, timeline
from newscrawl.items import as_line
from newscrawl.urls import article_id
from tests.support.crawling import WINDOW, crawl, listing, page, search, url
from tests.support.processes import scrapy

STORY = """
Sebanyak 42 perahu nelayan di Pantai Kelan, Badung, mendapat mesin baru dari koperasi setempat pada
Senin pagi setelah menunggu hampir dua tahun lamanya.

Ketua koperasi, I Wayan Sudana, mengatakan mesin itu dibeli dari iuran anggota sebesar Rp 735 juta
tanpa bantuan anggaran pemerintah kabupaten.

Nelayan yang sebelumnya melaut bergantian kini bisa berangkat bersama ketika angin barat reda,
sehingga tangkapan tongkol diperkirakan naik sepertiga.

Mesin lama yang rusak akan dijadikan bahan praktik siswa jurusan mesin kapal di sekolah kejuruan
terdekat mulai tahun ajaran depan.
"""
OTHER = """
Pengelola perpustakaan desa di Bangli meminjamkan 900 buku anak kepada keluarga di lereng Batur yang
rumahnya jauh dari jalan raya.

Setiap buku dibawa dengan sepeda motor oleh lima relawan, lalu ditukar sekali dalam dua pekan di
balai banjar.

Menurut Ni Luh Artini, peminat terbanyak justru para nenek yang ingin mendongeng kepada cucu.
"""
PARAGRAPHS, OTHERS = (text.strip().split("\n\n") for text in (STORY, OTHER))


def html(paragraphs):
    return "".join(f"<p>{one}</p>" for one in paragraphs)


def line(number, paragraphs, *, day=9, site="nusabali", **fields):
    """Return the line of an article of that text."""
    text = page(number, day, body=html(paragraphs)).body
    return as_line(extract_article(text, url=url(number))) | {"site": site, **fields}


def write(path, *lines):
    path.write_text("".join(json.dumps(one) + "\n" for one in lines))
    return str(path)


def run(*arguments, cwd=None):
    done = scrapy(*arguments, cwd=cwd)
    lines = [json.loads(row) for row in done.stdout.splitlines() if row.startswith("{")]
    return done, lines


# In a crawl


def web(number, paragraphs):
    return {
        search(1): listing(number),
        search(2): listing(),
        url(number): page(number, body=html(paragraphs)),
    }


def test_a_crawl_says_what_tells_a_known_story(tmp_path):
    crawl(web(1, PARAGRAPHS), tmp_path, *WINDOW)
    crawl(web(2, OTHERS), tmp_path, *WINDOW)
    run = crawl(web(3, PARAGRAPHS[:3]), tmp_path, *WINDOW)
    assert run.record["copies"] == 1
    first, other, copy = sorted(run.lines, key=lambda one: one["headline"])
    assert (first["cluster_id"], first["duplicate_of"]) == (first["id"], None)
    assert (other["cluster_id"], other["similarity"]) == (other["id"], None)
    assert (copy["cluster_id"], copy["duplicate_of"]) == (first["id"], first["id"])
    assert 0.8 <= copy["similarity"] <= 1


def test_an_article_placed_before_a_kill_is_no_copy_of_itself(tmp_path):
    (tmp_path / "state").mkdir()
    key = article_id(url(1))
    with Clusters(tmp_path / "state" / "stories.sqlite") as stories:
        stories.assign(key, "nusabali", "2026-11-09T09:37:24+08:00", "\n\n".join(PARAGRAPHS))
    (stored,) = crawl(web(1, PARAGRAPHS), tmp_path, *WINDOW).lines
    assert (stored["id"], stored["cluster_id"], stored["duplicate_of"]) == (key, key, None)


def test_a_look_knows_of_no_stories(tmp_path):
    look = tmp_path / "look.jsonl"
    crawl(web(1, PARAGRAPHS), tmp_path, *WINDOW, "-O", str(look))
    assert json.loads(look.read_text())["cluster_id"] is None
    assert not (tmp_path / "state" / "stories.sqlite").exists()


def test_a_store_that_cannot_be_used_ends_the_run_and_loses_nothing(tmp_path):
    (tmp_path / "state").mkdir()
    store = tmp_path / "state" / "stories.sqlite"
    store.write_bytes(b"no database at all, " * 100)
    run = crawl(web(1, PARAGRAPHS), tmp_path, *WINDOW)
    assert run.code == 10
    assert "stories.sqlite is damaged" in run.log
    assert run.lines == []
    store.unlink()
    assert len(crawl(web(1, PARAGRAPHS), tmp_path, *WINDOW).lines) == 1


# dedupe


def test_dedupe_labels_in_order_of_publication(tmp_path):
    late = line(1, PARAGRAPHS, day=12, duplicate_of="0" * 20, similarity=0.5)
    other = line(2, OTHERS, day=10)
    early = line(3, PARAGRAPHS[1:], day=9, site="balipost")
    files = write(tmp_path / "a.jsonl", late, other), write(tmp_path / "b.jsonl", early)
    done, _ = run("dedupe", *files, "-o", str(tmp_path / "out.jsonl"))
    assert done.returncode == 0, done.stderr
    assert "3 lines, 2 stories, 1 copy; 0 lines failed" in done.stderr
    rows = [json.loads(row) for row in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == [early["id"], other["id"], late["id"]]
    assert [row["duplicate_of"] for row in rows] == [None, None, early["id"]]
    assert [row["cluster_id"] for row in rows] == [early["id"], other["id"], early["id"]]
    # Nothing else is touched, and again gives the same.
    labels = ("cluster_id", "duplicate_of", "similarity")
    assert {k: v for k, v in rows[2].items() if k not in labels} == {
        k: v for k, v in late.items() if k not in labels
    }
    _, again = run("dedupe", str(tmp_path / "out.jsonl"), "-o", "-")
    assert again == rows


def test_dedupe_reads_packed_files_and_names_what_it_cannot_read(tmp_path):
    packed = tmp_path / "a.jsonl.gz"
    whole = gzip.compress(json.dumps(line(1, PARAGRAPHS)).encode() + b"\n")
    packed.write_bytes(whole + gzip.compress(b"{}\n" * 9000)[:-20])
    undated = json.dumps(line(2, OTHERS) | {"date_published": "kemarin"})
    bad = tmp_path / "b.jsonl"
    bad.write_text(f'{undated}\n\n[1]\n{{"id": ')
    done, rows = run("dedupe", str(packed), str(bad), "-o", "-")
    assert done.returncode == 1
    assert [row["headline"] for row in rows] == ["Judul berita nomor 1"]
    assert f"{packed}: cannot be read to its end" in done.stderr
    assert f"{bad}, line 1: its date is none" in done.stderr
    assert f"{bad}, line 3: not an object" in done.stderr
    assert f"{bad}, line 4: no JSON" in done.stderr


def test_dedupe_joins_the_same_words_however_few(tmp_path):
    rows = [
        line(n, ["Pasar Kumbasari tutup."], site=site, id=article_id(url(n)))
        for n, site in ((1, "nusabali"), (2, "balipost"))
    ]
    _, (first, second) = run("dedupe", write(tmp_path / "a.jsonl", *rows), "-o", "-")
    assert (second["duplicate_of"], second["similarity"]) == (first["id"], 1.0)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.jsonl", "-o", "-"], "there is no file nowhere.jsonl"),
        (["scrapy.cfg"], "-o where to"),
        (["-o", "out.jsonl"], "say which files"),
    ],
)
def test_dedupe_says_what_it_needs(arguments, sentence):
    done, _ = run("dedupe", *arguments)
    assert done.returncode == 2
    assert sentence in done.stderr


def test_dedupe_leaves_no_half_file(tmp_path):
    out = tmp_path / "a.jsonl" / "out.jsonl"  # no folder can be made there
    done, _ = run("dedupe", write(tmp_path / "a.jsonl", line(1, OTHERS)), "-o", str(out))
    assert done.returncode == 1
    assert "dedupe: " in done.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "a.jsonl"]


# story


@pytest.fixture
def history(tmp_path):
    """Return a file of one story in three papers, and another."""
    rows = [
        line(1, PARAGRAPHS, day=9, source_organization="ANTARA"),
        line(2, PARAGRAPHS[:3], day=10, site="balipost", publisher="Bali Post"),
        line(3, PARAGRAPHS[1:], day=11, site="beritabali", publisher="Beritabali"),
        line(4, OTHERS, day=9),
    ]
    out = tmp_path / "all.jsonl"
    done, _ = run("dedupe", write(tmp_path / "a.jsonl", *rows), "-o", str(out))
    assert done.returncode == 0, done.stderr
    return out


@pytest.mark.parametrize("given", [url(3), url(3) + "?utm_source=x", article_id(url(2))])
def test_a_story_is_shown_as_a_timeline(history, given):
    done, _ = run("story", given, str(history))
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    assert told[0] == "3 articles in 3 papers, 2026-11-09 09:37 +08:00 to 2026-11-11 09:37 +08:00"
    assert re.search(r"^2026-11-09 .* words, the longest, credits ANTARA$", told[2])
    assert re.search(r"Bali Post: \d+ words, \d\d% of the longest, credits Ni Made Contoh", told[6])
    assert told[3].strip() == "Judul berita nomor 1"


def test_a_story_as_json(history):
    done, rows = run("story", url(1), str(history), "--json")
    assert [row["site"] for row in rows] == ["nusabali", "balipost", "beritabali"], done.stderr
    assert [row["longest"] for row in rows] == [True, False, False]
    assert 0.6 < rows[1]["share"] < 0.9


def test_a_story_is_found_in_the_output_root(tmp_path, history):
    feed = tmp_path / "articles" / "nusabali" / "2026.jsonl"
    feed.parent.mkdir(parents=True)
    history.rename(feed)
    done, rows = run("story", url(1), "--json", "-s", f"NEWSCRAWL_OUTPUT={tmp_path}")
    assert len(rows) == 3, done.stderr


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("https://www.nusabali.com/berita/99/tidak-ada-di-sini", "no line of 1 files is"),
        ("bukan", "nor is it an id (20 hex digits)"),
    ],
)
def test_a_story_that_is_not_there_is_said(history, given, sentence):
    done, _ = run("story", given, str(history))
    assert done.returncode == 2
    assert sentence in done.stderr


def test_a_timeline_without_dates_is_no_crash():
    story = timeline([line(1, OTHERS, date_published=None), line(1, OTHERS, date_published=None)])
    assert len(story) == 1
    assert as_text(story).startswith("1 articles in 1 papers, at unknown times")


# The queries of docs/stories.md


def queries():
    text = Path("docs/stories.md").read_text("utf-8")
    return re.search(r"```sql\n(.*?)```", text, re.DOTALL)[1], re.search(
        r"```python\n(.*?)```", text, re.DOTALL
    )[1]


def test_the_documented_queries_count_each_story_once(history, tmp_path, monkeypatch):
    sql, python = queries()
    monkeypatch.chdir(tmp_path)
    history.rename("stories.jsonl")
    expected = [("Judul berita nomor 1", "nusabali", 3), ("Judul berita nomor 4", "nusabali", 1)]
    assert [row[1:] for row in duckdb.sql(sql).fetchall()] == expected
    names = {}
    exec(python, names)
    assert list(names["stories"].itertuples(index=False, name=None)) == expected
