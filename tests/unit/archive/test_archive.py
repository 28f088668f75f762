import io
import random
import subprocess
import sys
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as WarcioIterator
from warcio.checker import Checker

from newscrawl.archive.exchange import NOT_MODIFIED, SAME_PAYLOAD, Asked, Exchange, response_record
from newscrawl.archive.frames import Frame, frames_of
from newscrawl.archive.mending import mend, whole_until
from newscrawl.archive.packing import BrokenFrameError
from newscrawl.archive.pages import page_of, payload_of
from newscrawl.archive.writer import Archive
from newscrawl.items import Warc

NOW = datetime(2026, 11, 28, 9, 30, 15, 250000, tzinfo=UTC)
DAY = "2026-11-28"
PACKINGS = ["gzip", "zstd"]
TEMPLATE = "".join(
    f"<li><a href=/kanal/{n}>{random.Random(n).randbytes(9).hex()}</a></li>" for n in range(400)
)


def exchange(number=1, *, body=None, at=NOW, **changes):
    text = body or f"<html>{TEMPLATE}<h1>Berita {number}</h1>{'<p>Isi berita.</p>' * number}</html>"
    given = {
        "url": f"https://kabar.example/berita/{number}",
        "at": at,
        "request_headers": [(b"User-Agent", b"newscrawl"), (b"Accept", b"text/html")],
        "status": 200,
        "headers": [(b"Content-Type", b"text/html; charset=utf-8")],
        "body": text.encode() if isinstance(text, str) else text,
        "asked": Asked(f"Berita {number}", "28 November 2026"),
    }
    return Exchange(**given | changes)


def opened(folder, packing="gzip", *, now=NOW, **options):
    return Archive(folder, packing=packing, clock=lambda: now, **options)


def files(folder):
    return sorted(folder.glob("*.warc*"))


def records(folder):
    """Return what fastwarc's own reader finds: type and headers of each record, in order."""
    found = []
    for path in files(folder):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, parse_http=False):
                found += [(record.record_type, record.headers.to_dict(), record.reader.read())]
    return found


def of_type(folder, kind):
    return [(headers, block) for one, headers, block in records(folder) if one == kind]


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_page_is_read_as_it_came(tmp_path, packing):
    with opened(tmp_path / "kabar", packing) as archive:
        places = [archive.add(exchange(number)) for number in range(1, 9)]
    for number, place in enumerate(places, 1):
        path = tmp_path / place.file
        assert payload_of(path, place.offset) == exchange(number).body
        with frames_of(path) as frames:
            record, _ = frames.unpack(Frame(place.offset, path.stat().st_size, b""))
        page = page_of(record)
        assert (page.url, page.at, page.status) == (exchange(number).url, NOW, 200)
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert page.asked == Asked(f"Berita {number}", "28 November 2026", part=False)


def test_request_response_and_their_fields(tmp_path):
    with opened(tmp_path / "kabar") as archive:
        place = archive.add(exchange(address="192.0.2.7", truncated="length"))
    assert place.file == f"kabar/{DAY}-0001.warc.gz"
    info, response, request = records(tmp_path / "kabar")
    assert info[0] == WarcRecordType.warcinfo
    assert b"software: newscrawl/" in info[2]
    headers = response[1]
    assert headers["WARC-Date"] == "2026-11-28T09:30:15.250000Z"
    assert headers["WARC-Target-URI"] == "https://kabar.example/berita/1"
    assert headers["WARC-IP-Address"] == "192.0.2.7"
    assert headers["WARC-Truncated"] == "length"
    assert headers["WARC-Payload-Digest"].startswith("sha1:")
    assert response[2].startswith(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n")
    assert request[1]["WARC-Concurrent-To"] == headers["WARC-Record-ID"]
    assert request[2] == (
        b"GET /berita/1 HTTP/1.1\r\nHost: kabar.example\r\n"
        b"User-Agent: newscrawl\r\nAccept: text/html\r\n\r\n"
    )


def test_other_tools_find_nothing_wrong(tmp_path, capsys):
    folder = tmp_path / "kabar"
    with opened(folder) as archive:
        for number in (1, 2, 1, 3):
            archive.add(exchange(number))
        archive.add(exchange(4, status=404, body="nicht da", asked=None))
    (path,) = files(folder)
    # What `warcio check` runs.
    checker = Checker(type("Options", (), {"inputs": [str(path)], "verbose": True})())
    checker.process_all()
    assert checker.exit_value == 0, capsys.readouterr().out
    assert "pass" in capsys.readouterr().out
    command = [sys.executable, "-c", "from fastwarc.cli import main; main()", "check", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "verified successfully" in done.stdout
    with path.open("rb") as file:
        kinds = [record.rec_type for record in WarcioIterator(file)]
    assert (
        kinds
        == ["warcinfo", *["response", "request"] * 2, "revisit", "request"]
        + [
            "response",
            "request",
        ]
        * 2
    )


@pytest.mark.parametrize("packing", PACKINGS)
def test_an_unchanged_page_is_referred_to(tmp_path, packing):
    folder, later = tmp_path / "kabar", NOW + timedelta(days=1)
    with opened(folder, packing) as archive:
        first = archive.add(exchange())
    with opened(folder, packing, now=later) as archive:
        again = archive.add(exchange(at=later))
        unmodified = archive.add(exchange(at=later, status=304, body=b""))
        changed = archive.add(exchange(body="<html>lain</html>", at=later))
    assert again == unmodified == first != changed
    (original, _), (_, block) = of_type(folder, WarcRecordType.response)
    assert b"lain" in block
    same, not_modified = of_type(folder, WarcRecordType.revisit)
    for (headers, block), profile in ((same, SAME_PAYLOAD), (not_modified, NOT_MODIFIED)):
        assert headers["WARC-Profile"] == profile
        assert headers["WARC-Refers-To"] == original["WARC-Record-ID"]
        assert headers["WARC-Refers-To-Date"] == original["WARC-Date"]
        assert headers["WARC-Refers-To-Target-URI"] == "https://kabar.example/berita/1"
        assert headers["WARC-Payload-Digest"] == original["WARC-Payload-Digest"]
        assert block.startswith(b"HTTP/1.1 ")
        assert block.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    ("days", "status", "delete"), [(31, 200, False), (1, 200, True), (1, 500, False)]
)
def test_what_is_old_or_deleted_is_written_anew(tmp_path, days, status, delete):
    folder, later = tmp_path / "kabar", NOW + timedelta(days=days)
    with opened(folder) as archive:
        archive.add(exchange(status=status))
    if delete:
        files(folder)[0].unlink()
    with opened(folder, now=later) as archive:
        place = archive.add(exchange(at=later, status=status))
    assert place.file == f"kabar/{later:%Y-%m-%d}-0001.warc.gz"
    assert payload_of(tmp_path / place.file, place.offset) == exchange().body


def test_files_end_with_the_day_and_with_their_size(tmp_path):
    now = [NOW]
    folder = tmp_path / "kabar"
    with Archive(folder, most=3000, clock=lambda: now[0]) as archive:
        for number in (1, 2):
            archive.add(exchange(number, body=random.Random(number).randbytes(4000)))
        now[0] += timedelta(days=1)
        archive.add(exchange(3))
    names = [path.name for path in files(folder)]
    assert names == [
        f"{DAY}-0001.warc.gz",
        f"{DAY}-0002.warc.gz",
        "2026-11-29-0001.warc.gz",
    ]
    assert all(whole_until(path) == path.stat().st_size for path in files(folder))


def test_two_crawls_of_a_paper_write_files_of_their_own(tmp_path):
    folder = tmp_path / "kabar"
    with opened(folder) as one, opened(folder) as other:
        places = [one.add(exchange(1)), other.add(exchange(2)), one.add(exchange(3))]
    assert [place.file[-12:] for place in places] == [
        "0001.warc.gz",
        "0002.warc.gz",
        "0001.warc.gz",
    ]
    with opened(folder) as archive:  # the last one has room
        assert archive.add(exchange(4)).file.endswith("0002.warc.gz")


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_record_that_is_cut_anywhere_is_cut_off(tmp_path, packing):
    folder = tmp_path / "kabar"
    with opened(folder, packing) as archive:
        for number in range(1, 6):
            archive.add(exchange(number))
        whole = archive.add(exchange(6, body="<html>enam</html>"))
    path = tmp_path / whole.file
    data = path.read_bytes()
    with frames_of(path) as frames:
        *_, answer, request = frames
    for start, end in ((answer.start, request.start), (request.start, len(data))):
        for cut in range(start + 1, end):
            path.write_bytes(data[:cut])
            assert mend(path) == cut - start, cut
            assert path.stat().st_size == start
    path.write_bytes(data)
    assert mend(path) == 0


@pytest.mark.parametrize("packing", PACKINGS)
def test_the_next_start_mends_and_goes_on(tmp_path, packing, caplog):
    folder = tmp_path / "kabar"
    with opened(folder, packing) as archive:
        places = [archive.add(exchange(number)) for number in range(1, 6)]
    path = tmp_path / places[-1].file
    whole = path.stat().st_size
    with path.open("ab") as file:
        file.write(path.read_bytes()[places[-1].offset :][:300])
    counted = {}
    with opened(folder, packing, count=lambda what, n: counted.update({what: n})) as archive:
        assert path.stat().st_size == whole
        place = archive.add(exchange(6))
    assert counted["cut"] == 1
    assert "Cut a broken last record" in caplog.text
    assert (place.file, place.offset) == (places[-1].file, whole)
    assert whole_until(path) == path.stat().st_size


def test_a_file_that_was_only_begun_goes(tmp_path):
    folder = tmp_path / "kabar"
    folder.mkdir()
    for number, content in enumerate((b"", b"\x1f\x8b", b"\x5d\x2a\x4d\x18\x99\x00\x00\x00dict")):
        (folder / f"{DAY}-{number:04}.warc.gz").write_bytes(content)
    with opened(folder) as archive:
        assert archive.add(exchange()).file == f"kabar/{DAY}-0001.warc.gz"


def test_damage_in_the_middle_leaves_what_follows(tmp_path):
    folder = tmp_path / "kabar"
    with opened(folder) as archive:
        places = [archive.add(exchange(number)) for number in range(1, 4)]
    path = tmp_path / places[0].file
    data = bytearray(path.read_bytes())
    data[places[1].offset + 600] ^= 0xFF
    path.write_bytes(data)
    assert mend(path) == 0
    assert payload_of(path, places[2].offset) == exchange(3).body
    with pytest.raises(BrokenFrameError):
        payload_of(path, places[1].offset)


def test_a_length_or_digest_that_lies_is_found(tmp_path):
    path = tmp_path / "a.warc.gz"
    with opened(tmp_path / "kabar") as archive:
        place = archive.add(exchange())
    with frames_of(tmp_path / place.file) as frames:
        _, answer, _ = frames
        record, _ = frames.unpack(answer)
    for wrong in (
        record.replace(b"Berita 1</h1>", b"Berita 2</h1>"),
        record[:-10] + b"\r\n\r\n",
        record.replace(b"Content-Length: ", b"Content-Length: 1", 1),
    ):
        path.write_bytes(zlib.compress(wrong, wbits=31))
        assert whole_until(path) == 0
    path.write_bytes(zlib.compress(record, wbits=31))
    assert whole_until(path) == path.stat().st_size


def test_zstd_makes_a_dictionary_of_the_paper_and_saves_with_it(tmp_path):
    sizes = {}
    for packing in PACKINGS:
        folder = tmp_path / packing
        with opened(folder, packing) as archive:
            places = [archive.add(exchange(number)) for number in range(1, 11)]
        path = tmp_path / places[-1].file
        sizes[packing] = path.stat().st_size - places[-1].offset
    assert sizes["zstd"] < sizes["gzip"] / 2
    first, second = files(tmp_path / "zstd")
    assert not first.read_bytes().startswith(b"\x5d\x2a\x4d\x18")  # there were no pages yet
    assert second.read_bytes().startswith(b"\x5d\x2a\x4d\x18")
    tomorrow = NOW + timedelta(days=1)
    with opened(tmp_path / "zstd", "zstd", now=tomorrow) as archive:
        place = archive.add(exchange(11, at=tomorrow))
    assert place.file == "zstd/2026-11-29-0001.warc.zst"
    assert (tmp_path / place.file).read_bytes().startswith(b"\x5d\x2a\x4d\x18")
    assert payload_of(tmp_path / place.file, place.offset) == exchange(11).body


def test_a_packed_body_is_kept_as_it_came_or_unpacked_for_the_dictionary(tmp_path):
    plain = exchange().body
    packed = exchange(
        body=zlib.compress(plain, wbits=31),
        headers=[(b"Content-Encoding", b"gzip"), (b"Content-Type", b"text/html")],
    )
    for packing in PACKINGS:
        with opened(tmp_path / packing, packing) as archive:
            place = archive.add(packed)
        assert payload_of(tmp_path / place.file, place.offset) == plain
        ((_, block),) = of_type(tmp_path / packing, WarcRecordType.response)
        head, _, body = block.partition(b"\r\n\r\n")
        if packing == "gzip":
            assert body == packed.body
        else:
            assert body == plain
            assert b"X-Crawl-Content-Encoding: gzip" in head
            assert b"Content-Length: %d" % len(plain) in head


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_body_in_no_known_form_stays(tmp_path, packing):
    body = random.Random(1).randbytes(500)
    headers = [(b"Content-Encoding", b"gzip"), (b"Transfer-Encoding", b"chunked")]
    with opened(tmp_path / "kabar", packing) as archive:
        archive.add(exchange(body=body, headers=headers))
    ((_, block),) = of_type(tmp_path / "kabar", WarcRecordType.response)
    assert block.endswith(b"\r\n\r\n" + body)
    assert b"X-Crawl-Transfer-Encoding: chunked" in block


@pytest.mark.parametrize(
    ("headers", "packed"),
    [
        ({}, False),
        ({"Content-Encoding": "gzip"}, True),
        ({"Content-Encoding": "gzip"}, False),
        ({"Content-Encoding": "br"}, False),
        ({"Content-Encoding": "UTF-8"}, False),
        ({"Transfer-Encoding": "chunked"}, False),
        ({"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, True),
        ({"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, False),
    ],
)
def test_a_body_is_read_whatever_its_headers_claim_of_it(headers, packed):
    plain = b"<html>isi berita</html>"
    body = zlib.compress(plain, wbits=31) if packed else plain
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Date: 2026-11-28T00:00:00Z\r\nWARC-Target-URI: <https://kabar.example/1>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(head) + len(body) + 19}\r\n\r\nHTTP/1.1 200 OK\r\n{head}\r\n"
    ).encode()
    page = page_of(record + body + b"\r\n\r\n")
    assert (page.url, page.body) == ("https://kabar.example/1", plain)


def test_a_damaged_body_is_told():
    body = bytearray(zlib.compress(exchange().body, wbits=31))
    body[100] ^= 0xFF
    damaged = exchange(body=bytes(body), headers=[(b"Content-Encoding", b"gzip")])
    with pytest.raises(BrokenFrameError, match="damaged"):
        page_of(response_record(damaged, b"0" * 20)[1])


def test_what_does_not_fit_is_taken_back(tmp_path, monkeypatch):
    folder = tmp_path / "kabar"
    with opened(folder) as archive:
        archive.add(exchange(1))
        (path,) = files(folder)
        size = path.stat().st_size

        class Full(io.FileIO):
            def write(self, data):
                if self.tell() > size:
                    raise OSError(28, "No space left on device")
                return super().write(data[:100])

        with Full(path, "ab") as full, monkeypatch.context() as patch:
            patch.setattr(archive._file, "_file", full)
            with pytest.raises(OSError, match="No space left"):
                archive.add(exchange(2))
    assert path.stat().st_size == size
    assert whole_until(path) == size


def test_the_index_forgets_what_is_gone(tmp_path):
    folder = tmp_path / "kabar"
    with opened(folder) as archive:
        archive.add(exchange(1))
    files(folder)[0].unlink()
    with opened(folder) as archive:
        assert archive._index.rows("SELECT count(*) FROM pages") == [(0,)]
        assert archive._index.whole() == {}


def test_a_lost_index_costs_only_room(tmp_path):
    folder = tmp_path / "kabar"
    with opened(folder) as archive:
        first = archive.add(exchange(1))
    for path in folder.glob("index.sqlite*"):
        path.unlink()
    with opened(folder) as archive:
        second = archive.add(exchange(1))
    assert second == Warc(first.file, second.offset)
    assert second.offset > first.offset
