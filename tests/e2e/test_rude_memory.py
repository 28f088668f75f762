"""All that is rude at once, in a process of its own: what it takes of memory and time."""

import contextlib
import gzip
import re
import subprocess
import time
from itertools import repeat
from pathlib import Path

from newscrawl.newsstand import Answer, Newsstand
from tests.support import faults
from tests.support.crawling import (
    FAST,
    HOST,
    HTML,
    WINDOW,
    listing,
    page,
    read,
    records,
    search,
    url,
)
from tests.support.processes import COMMAND
from tests.support.stand import serve

MB = 1024 * 1024
GOOD = range(1, 9)


def filled(piece, size=15 * MB):
    return piece * (size // len(piece))


def answer(body):
    return faults.Fault(answer=Answer(200, HTML, body))


def article(more):
    return answer(page(99, 6, extra=more.decode("latin-1")).body)


def bomb(size):
    """Return `size` megabytes of nothing, packed."""
    piece = gzip.compress(bytes(MB))
    return piece * size


RUDE = {
    "50 MB": faults.huge(50 * MB),
    "50 MB, undeclared": faults.huge(50 * MB, declared=False),
    "50 MB in chunks": faults.Fault(body=lambda: repeat(b"<p>" * 20_000, 800), chunked=True),
    "a body without end": faults.Fault(body=lambda: repeat(b"<p>" * 20_000)),
    "headers without end": faults.headers_without_end(b"Set-Cookie: a=" + b"x" * 2000),
    "a bomb of a gigabyte": faults.packed(bomb(1024), "gzip"),
    "a bomb in a bomb": faults.packed(gzip.compress(bomb(1024)), "gzip, gzip"),
    "a drip": faults.drip(0.1),
    "no answer": faults.slow(60),
    "open tags": article(filled(b"<p>")),
    "paragraphs": article(filled(b"<p>a b</p>")),
    "nested": article(b"<div>" * 1_000_000),
    "attributes": article(b"<div " + b" ".join(b"a%d=1" % n for n in range(1_000_000)) + b">"),
    "a line": article(b"<p>" + filled(b"kata ") + b"</p>"),
    "accents": article(b"<p>" + filled(b"\xe9 \xe8") + b"</p>"),
    "data": article(b'<script type="application/json">[' + filled(b"{},") + b"{}]</script>"),
    "cut": faults.cut(300),
    "an image": faults.wrong_type("image/png"),
}
#: Of the above, the one that is an article under a wrong name.
READ = {"an image"}


def crawl(root):
    """Crawl good and rude pages; return record, lines, seconds, and the peak of memory in MB."""
    numbers = dict(zip(RUDE, range(101, 101 + len(RUDE)), strict=True))
    asked = [n for pair in zip(GOOD, list(numbers.values())[:8], strict=True) for n in pair]
    asked += list(numbers.values())[8:]
    web = {f"{HOST}/": listing(*asked), search(1): listing(*asked), search(2): listing()}
    web |= {url(n): page(n, 6) for n in asked}
    hooks = [faults.on(url(numbers[name]), fault) for name, fault in RUDE.items()]
    with serve(Newsstand(web), fault=faults.either(*hooks), log=False) as stand:
        begin = time.monotonic()
        process = subprocess.Popen(
            [*COMMAND, "crawl", "nusabali", *FAST, *WINDOW, "-s", "DOWNLOAD_TIMEOUT=4"],
            env=stand.environment() | {"NEWSCRAWL_OUTPUT": str(root)},
            stderr=subprocess.DEVNULL,
        )
        peak = highest(process)
        seconds = time.monotonic() - begin
    (record,) = records(root)
    return record | {"code": process.returncode}, read(root), seconds, peak


def highest(process):
    """Wait for a process to end; return the most memory that it took, in MB."""
    # Not its rusage: that begins at what this process, which started it, takes itself.
    status, peak = Path(f"/proc/{process.pid}/status"), 0
    while process.poll() is None:
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text())
        peak = max(peak, int(found[1]) if found else 0)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    return peak / 1024


def test_a_rude_run_keeps_within_memory_and_time(tmp_path):
    record, lines, seconds, peak = crawl(tmp_path)
    print(f"{len(RUDE)} rude pages among good ones: {seconds:.0f} s, {peak:.0f} MB")  # noqa: T201
    assert record["code"] == 0, record
    assert len(lines) == len(GOOD) + len(READ)
    lost = record["failed"] | record["skipped"] | record["invalid"]
    assert sum(lost.values()) == len(RUDE) - len(READ), lost
    assert peak < 300
    assert seconds < 60
