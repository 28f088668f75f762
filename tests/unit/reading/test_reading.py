import dataclasses
import gzip
import io
import json
import random
from datetime import UTC, datetime
from functools import cache

import fsspec
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newscrawl.archive.exchange import Asked, Exchange
from newscrawl.archive.mending import mend
from newscrawl.archive.writer import Archive
from newscrawl.reading.archives import NoArchiveError, archive_files, chunks_of
from newscrawl.reading.comparing import Comparison
from newscrawl.reading.cores import read_chunks
from newscrawl.reading.pages import Wanted
from newscrawl.reading.stories import Stories
from tests.support.crawling import listing, page, url

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LISTED = Asked("Dari daftar")
#: Bytes that no compression shortens would make chunks large: so small ones are asked for.
STEPS = [1000, 3001, 10**9]


def read(places, *, step=10**9, processes=1, **wanted):
    """Return lines, what was left out, and what was broken."""
    told = Wanted(**wanted)
    chunks = [chunk for file in archive_files(map(str, places)) for chunk in chunks_of(file, step)]
    with Stories(told) as stories:
        reads = list(read_chunks(chunks, told, processes))
        lines = [json.loads(line) for line in stories.lines(reads)]
    return lines, stories.left, [one for each in reads for one in each.broken]


def others(path, pages, *, pack=True, version="1.0"):
    """Write an archive as Common Crawl's news crawl does; takes address, body and status."""
    target = io.BytesIO()
    writer = WARCWriter(target, gzip=pack, warc_version=version)
    writer.write_record(
        writer.create_warcinfo_record("CC-NEWS.warc.gz", {"software": "StormCrawler"})
    )
    for address, body, *status in pages:
        headers = StatusAndHeaders(
            f"{status[0] if status else 200} OK",
            [("Content-Type", "text/html; charset=utf-8"), ("X-Crawl-Content-Encoding", "gzip")],
            protocol="HTTP/1.1",
        )
        for kind in ("request", "response"):
            payload = body if kind == "response" else b""
            record = writer.create_warc_record(
                address,
                kind,
                payload=io.BytesIO(payload),
                length=len(payload),
                http_headers=headers
                if kind == "response"
                else StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True),
                warc_headers_dict={"WARC-Date": "2026-11-20T03:00:00Z"},
            )
            writer.write_record(record)
    data = target.getvalue()
    if path is not None:
        path.write_bytes(data)
    return data


def foreign(count):
    return [
        (f"https://www.elsewhere{n}.example/{n}", b"<html>news</html>" * n) for n in range(count)
    ]


def ours(root, exchanges, site="nusabali", packing="gzip"):
    """Write an archive as a crawl does."""
    with Archive(root / site, packing=packing, clock=lambda: NOW) as archive:
        return [archive.add(one) for one in exchanges]


def fetched(address, body, *, asked=LISTED, status=200, at=NOW, kind="text/html"):
    return Exchange(
        url=address,
        at=at,
        request_headers=[],
        status=status,
        headers=[(b"Content-Type", kind.encode())],
        body=body,
        asked=asked,
    )


NEWS = [
    *foreign(5),
    (url(1), page(1).body),
    (f"{url(1)}/kategori", listing(1, 2).body),
    *foreign(7),
    (url(2), page(2).body),
    (url(3), b"nicht da", 404),
    ("https://www.nusabali.com/", listing(1, 2).body),
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("pack", [True, False])
def test_pages_of_known_papers_in_somebody_elses_archive_become_lines(tmp_path, pack, step):
    path = tmp_path / ("CC-NEWS-20261120.warc.gz" if pack else "CC-NEWS-20261120.warc")
    others(path, NEWS, pack=pack)
    lines, left, broken = read([path], step=step)
    assert broken == []
    assert [line["url"] for line in lines] == [url(1), url(2)]
    first = lines[0]
    assert (first["site"], first["region"], first["province"]) == ("nusabali", "ID-BA", "Bali")
    assert first["date_published"] == "2026-11-09T09:37:24+08:00"
    assert first["fetched_at"] == "2026-11-20T03:00:00+00:00"
    assert first["headline"] == "Judul berita nomor 1"
    assert first["warc"]["file"].endswith(path.name)
    assert left == {"http 404": 1, "no article's address": 1, "no headline": 1}


def test_an_archive_at_a_store_is_read_through_fsspec(tmp_path):
    system = fsspec.filesystem("memory")
    system.pipe("/crawl/2026/CC-NEWS-1.warc.gz", others(None, NEWS))
    system.pipe("/crawl/2026/CC-NEWS-2.warc.gz", others(None, [(url(3), page(3).body)]))
    system.pipe("/crawl/2026/other.txt", b"x")
    try:
        lines, _, broken = read(["memory://crawl/2026"], step=3000)
        assert broken == []
        assert [line["url"] for line in lines] == [url(1), url(2), url(3)]
        one, _, _ = read(["memory://crawl/2026/CC-NEWS-2.warc.gz"])
        assert [line["warc"]["file"] for line in one] == ["2026/CC-NEWS-2.warc.gz"]
    finally:
        system.rm("/crawl", recursive=True)


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("nowhere.warc.gz", "there is no nowhere.warc.gz"),
        ("memory://empty", "no file there"),
        ("gopher://x/a.warc.gz", "gopher"),
    ],
)
def test_what_is_no_archive_is_said(place, sentence):
    with pytest.raises(NoArchiveError, match=sentence):
        list(archive_files([place]))


def test_a_folder_without_archives_is_said(tmp_path):
    with pytest.raises(NoArchiveError, match="no file there is called"):
        list(archive_files([str(tmp_path)]))


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_chunks_and_processes_do_not_change_what_comes_out(tmp_path, packing):
    numbers = range(1, 26)
    pages = [fetched(url(n), page(n, 1 + n % 20).body) for n in numbers]
    pages.insert(9, fetched("https://www.nusabali.com/", listing(1, 2).body, asked=None))
    ours(tmp_path, pages, packing=packing)
    whole = read([tmp_path])
    assert [line["url"] for line in whole[0]] == [url(n) for n in numbers]
    assert whole[2] == []
    for step in (700, 5000):
        assert read([tmp_path], step=step) == whole
    assert read([tmp_path], step=5000, processes=2) == whole


def test_each_page_is_read_as_of_its_fetch(tmp_path):
    body = page(1).body.replace(b"09 Nov 2026 09:37:24", b"2 jam yang lalu")
    ours(tmp_path, [fetched(url(1), body)])
    ((line,), _, _) = read([tmp_path])
    assert line["date_published"] == "2026-11-20T09:00:00+08:00"  # fetched at 11:00 WITA


def test_what_the_listing_said_is_a_hint(tmp_path):
    body = page(1).body.replace(b"09 Nov 2026 09:37:24", b"")
    asked = Asked("Judul berita nomor 1", "12 November 2026 08:00")
    ours(tmp_path, [fetched(url(1), body, asked=asked)])
    ((line,), _, _) = read([tmp_path])
    assert line["date_published"] == "2026-11-12T08:00:00+08:00"
    assert line["extraction"]["date_published"] == "hint"


def test_only_what_was_asked_for_as_an_article_is_read_in_our_own(tmp_path):
    moved = Asked("x", url="https://www.nusabali.com/berita/9/lama")
    pages = [
        fetched("https://www.nusabali.com/robots.txt", b"User-agent: *", asked=None),
        fetched(url(1), page(1).body, asked=None),
        fetched("https://www.nusabali.com/", page(2).body, asked=moved),
        fetched(url(3), page(3).body, asked=moved),
        fetched(url(4), page(4).body.partition(b"</div>")[0], asked=Asked("x", ended=False)),
        fetched(url(5), b"gone", status=410),
    ]
    ours(tmp_path, pages)
    lines, left, broken = read([tmp_path])
    assert [line["url"] for line in lines] == [url(3)]
    assert left == {"no article's address": 1, "truncated": 1, "http 410": 1}
    assert broken == []


def with_pager(number, *hrefs, text=None):
    links = "".join(f'<a href="{href}">lanjut</a>' for href in hrefs)
    return page(number, extra=links, body=text).body


def paragraphs(word):
    return "".join(
        f"<p>Paragraf {word} {n} dengan kata yang cukup banyak di desa.</p>" for n in range(4)
    )


def in_parts(number, *, of_ours=True):
    """Return an article of three pages, something else between them."""
    part = Asked("x", part=True)
    pages = [
        (url(number), with_pager(number, f"{url(number)}?page=2", f"{url(number)}?page=3")),
        (url(50), page(50).body),
        (f"{url(number)}?page=2", with_pager(number, text=paragraphs("dua"))),
        (f"{url(number)}?page=3", with_pager(number, text=paragraphs("tiga"))),
    ]
    if not of_ours:
        return pages
    return [
        fetched(address, body, asked=part if "?page" in address else Asked("x"))
        for address, body in pages
    ]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("own", [True, False])
def test_the_pages_of_an_article_are_joined(tmp_path, own, step):
    if own:
        ours(tmp_path, in_parts(1))
    else:
        others(tmp_path / "cc.warc.gz", in_parts(1, of_ours=False))
    lines, left, _ = read([tmp_path], step=step)
    assert [line["url"] for line in lines] == [url(50), url(1)]
    text = lines[1]["article_body"]
    assert "Paragraf 0 dari berita 1" in text
    assert "Paragraf dua 3" in text
    assert text.endswith("Paragraf tiga 3 dengan kata yang cukup banyak di desa.")
    assert left == {}


def test_half_an_article_is_left_in_our_own_archive_and_given_of_others(tmp_path):
    pages = [(url(1), with_pager(1, f"{url(1)}?page=2")), (url(2), page(2).body)]
    ours(tmp_path / "a", [fetched(*one) for one in pages])
    lines, left, _ = read([tmp_path / "a"])
    assert ([line["url"] for line in lines], left) == ([url(2)], {"incomplete": 1})
    others(tmp_path / "cc.warc.gz", pages)
    lines, left, _ = read([tmp_path / "cc.warc.gz"])
    assert ([line["url"] for line in lines], left) == ([url(2), url(1)], {"incomplete": 1})


@pytest.mark.parametrize("answered", [True, False])
def test_where_the_whole_was_refused_the_pages_are_joined(tmp_path, answered):
    part = Asked("x", part=True)
    whole = f"{url(1)}?page=all"
    pages = [
        fetched(url(1), with_pager(1, whole, f"{url(1)}?page=2")),
        *([fetched(whole, b"no", asked=part, status=403)] if answered else []),
        fetched(f"{url(1)}?page=2", with_pager(1, text=paragraphs("dua")), asked=part),
    ]
    ours(tmp_path, pages)
    ((line,), left, _) = read([tmp_path])
    assert "Paragraf dua 3" in line["article_body"]
    assert left == {}


def test_an_article_fetched_again_gives_its_next_revision_or_nothing(tmp_path):
    changed = page(1, body=paragraphs("baru")).body
    copy = page(2, body=paragraphs("baru")).body
    pages = [page(1).body, page(1).body + b"<!-- x -->", changed]
    ours(tmp_path, [*(fetched(url(1), body) for body in pages), fetched(url(2), copy)])
    lines, left, _ = read([tmp_path])
    assert [line["revision"] for line in lines] == [1, 2]
    assert [line["previous_hash"] for line in lines] == [None, lines[0]["content_hash"]]
    assert left == {"same article": 1, "same text": 1}


def test_window_section_and_paper(tmp_path):
    pages = [(url(n), page(n, n).body) for n in range(3, 8)]
    others(tmp_path / "cc.warc.gz", pages)
    lines, left, _ = read([tmp_path], since="2026-11-04", until="2026-11-05")
    assert [line["url"] for line in lines] == [url(4), url(5)]
    assert left == {"outside the window": 3}
    assert len(read([tmp_path], section="berita")[0]) == 5
    assert read([tmp_path], section="olahraga")[1] == {"other section": 5}
    assert len(read([tmp_path], site="nusabali")[0]) == 5
    assert read([tmp_path], site="balipost")[:2] == ([], {})
    ours(tmp_path / "own", [fetched(url(1), page(1).body)])
    assert read([tmp_path / "own"], site="balipost")[:2] == ([], {"another paper's": 1})


def test_smuggled_posts_and_block_pages_give_no_line(tmp_path):
    spam = page(1).body.replace(b"Judul berita nomor 1", b"Daftar Situs Slot Gacor Maxwin Hari Ini")
    spam = spam.replace(b"perayap", b"slot gacor maxwin deposit pulsa togel")
    block = b"<html><head><title>Just a moment...</title></head><body>cf-challenge</body></html>"
    ours(tmp_path, [fetched(url(1), spam), fetched(url(2), block)])
    lines, left, _ = read([tmp_path])
    assert lines == []
    assert left.total() == 2
    assert left["spam"] == 1


@pytest.mark.parametrize("step", [1000, 10**9])
def test_broken_records_are_told_and_the_others_read(tmp_path, step):
    places = ours(tmp_path, [fetched(url(n), page(n).body) for n in (1, 2, 3)])
    path = tmp_path / places[0].file
    data = bytearray(path.read_bytes())
    data[places[1].offset + 200] ^= 0xFF
    path.write_bytes(data[:-30])
    lines, _, broken = read([tmp_path], step=step)
    assert [line["url"] for line in lines] == [url(1), url(3)]
    assert len(broken) == 2
    assert broken[0][0] == places[1].offset


@pytest.mark.parametrize("cut", [1, 9, 100])
def test_a_cut_end_is_found_even_where_it_is_of_another_host(tmp_path, cut):
    data = others(tmp_path / "cc.warc.gz", [(url(1), page(1).body), *foreign(3)])
    (tmp_path / "cc.warc.gz").write_bytes(data[:-cut])
    lines, _, broken = read([tmp_path])
    assert [line["url"] for line in lines] == [url(1)]
    assert len(broken) == 1


def test_a_comparison_tells_field_by_field(tmp_path):
    others(tmp_path / "cc.warc.gz", [(url(n), page(n).body) for n in (1, 2, 3)])
    lines, _, _ = read([tmp_path])
    old = [dict(line, run="earlier", fetched_at="2026-01-01T00:00:00+00:00") for line in lines]
    old[0] |= {"headline": "Lain", "authors": [], "editors": ["Seseorang"]}
    old[2] |= {"id": "0" * 20}
    (tmp_path / "old.jsonl").write_text("".join(json.dumps(line) + "\n" for line in old))
    with Comparison([tmp_path / "old.jsonl"]) as comparison:
        changes = [change for line in lines for change in comparison.changes_of(line)]
        changes += comparison.gone()
        table = comparison.table()
    head = {"id": lines[0]["id"], "site": "nusabali", "url": url(1)}
    assert changes == [
        head | {"field": "headline", "old": "Lain", "new": lines[0]["headline"]},
        head | {"field": "authors", "old": [], "new": lines[0]["authors"]},
        head | {"field": "editors", "old": ["Seseorang"], "new": []},
        {"id": lines[2]["id"], "site": "nusabali", "url": url(3), "change": "only new"},
        {"id": "0" * 20, "site": "nusabali", "url": url(3), "change": "only old"},
    ]
    assert table.splitlines() == [
        "field     changed  filled  emptied",
        "headline        1       0        0",
        "authors         0       1        0",
        "editors         0       0        1",
        "2 articles compared, 1 the same; 1 only new, 1 only old",
    ]


#: What no compression shortens is stored as it is.
NOISE = random.Random(1).randbytes(100_000)


@cache
def forged(number):
    """Return members that look like a record of another paper."""
    data = others(None, [(url(number), page(number).body)])
    return data[data.index(b"\x1f\x8b\x08", 100) :]


@pytest.mark.parametrize("step", STEPS)
def test_a_page_cannot_bring_records_of_its_own_into_our_archive(tmp_path, step):
    # Packed by the server, so that it lies there as it came.
    hidden = NOISE + forged(7) + NOISE
    body = gzip.compress(page(1).body.replace(b"</body>", b"<!-- " + hidden + b" --></body>"), 0)
    packed = dataclasses.replace(
        fetched(url(1), body), headers=[(b"Content-Encoding", b"gzip")], asked=LISTED
    )
    places = ours(tmp_path, [packed, fetched(url(2), page(2).body)])
    path = tmp_path / places[0].file
    assert path.read_bytes().count(forged(7)[:200]) == 1
    lines, _, broken = read([tmp_path], step=step)
    assert ([line["url"] for line in lines], broken) == ([url(1), url(2)], [])
    path.write_bytes(path.read_bytes()[: places[1].offset - 1000])
    assert mend(path) > len(NOISE)
    assert path.stat().st_size == places[0].offset


@pytest.mark.parametrize("step", [1000, 50_000, 10**9])
def test_a_page_of_somebody_elses_archive_cannot_either(tmp_path, step):
    pages = [
        ("https://elsewhere.example/1", NOISE + forged(7) + NOISE),
        (url(2), page(2).body),
        ("https://elsewhere.example/2", b"<html>"),
    ]
    data = others(tmp_path / "cc.warc.gz", pages)
    assert data.count(forged(7)[:200]) == 1
    lines, _, broken = read([tmp_path], step=step)
    assert [line["url"] for line in lines] == [url(2)]
    assert broken == read([tmp_path])[2] != []
