"""Runs real crawls in processes of their own against a test's newsstand."""

import json
from dataclasses import dataclass
from pathlib import Path

from newscrawl.newsstand import Answer, Newsstand
from newscrawl.storage.run_records import RunRecordFiles
from tests.support.processes import scrapy
from tests.support.stand import serve

HTML = {"Content-Type": "text/html; charset=utf-8"}
HOST = "https://www.nusabali.com"
WINDOW = ("-a", "since=2026-11-01", "-a", "until=2026-11-20")
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0")


@dataclass
class Run:
    code: int
    log: str
    record: dict
    lines: list
    requests: list

    @property
    def headlines(self):
        return sorted(line["headline"] for line in self.lines)


def page(number, day=9, *, month="Nov", year=2026, extra="", body=None, canonical=None):
    """Return an article page on nusabali's markup."""
    text = body or "".join(
        f"<p>Paragraf {n} dari berita {number} yang ditulis untuk mencoba perayap, dengan "
        f"cukup banyak kata agar terbaca sebagai berita yang sebenarnya di halaman ini.</p>"
        for n in range(4)
    )
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    html = f"""<html lang="id"><head><title>Judul {number} - NusaBali</title>{link}</head><body>
    <div class="entry-box" itemprop="articleBody"><div class="entry-box-header">
    <h1><span itemprop="headline">Judul berita nomor {number}</span></h1>
    <span class="month pull-left" itemprop="datePublished">{day:02d} {month} {year} 09:37:24</span>
    <span itemprop="author">Penulis : Ni Made Contoh</span></div>
    <div class="entry-content">{text}</div></div>{extra}</body></html>"""
    return Answer(200, HTML, html.encode())


def url(number):
    return f"{HOST}/berita/{number}/judul-berita-nomor-{number}"


def listing(*numbers, extra=""):
    links = "".join(f'<h2><a href="{url(n)}">Judul berita nomor {n}</a></h2>' for n in numbers)
    return Answer(200, HTML, f"<html><body><div>{links}{extra}</div></body></html>".encode())


def search(number):
    return f"{HOST}/search?keyword=bali&page={number}"


def crawl(web, root, *arguments, name="nusabali", fault=None, env=None):
    """Crawl `web` (address -> Answer, or a newsstand); return what came of it."""
    stand = web if isinstance(web, Newsstand) else Newsstand(web)
    with serve(stand, fault=fault) as stand:
        environment = stand.environment() | {"NEWSCRAWL_OUTPUT": str(root)} | (env or {})
        done = scrapy("crawl", name, *FAST, *arguments, env=environment)
        requests = list(stand.requests)
    kept = records(root, name)
    return Run(
        done.returncode,
        done.stderr,
        kept[-1] if kept else {},
        read(root, name),
        requests,
    )


def records(root, name="nusabali"):
    """Return all records of a paper's runs, the oldest first."""
    return RunRecordFiles(Path(root) / "runs").read(name)


def read(root, name="nusabali"):
    """Return all lines of a paper's feeds."""
    files = sorted((Path(root) / "articles" / name).glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]
