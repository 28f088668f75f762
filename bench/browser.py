"""Measures that memory stays bounded while many listings grow in the browser.

    python -m bench.browser [--pages N]

One crawl reads N listings, each through Chromium with a load-more button, in a row. Printed is, for
each tenth of the way, the most memory that the crawl and its browser took together (PSS, so that
pages they share count once), and the ratio of the last tenth to the second.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newscrawl.newsstand import Answer, Newsstand
from tests.support.stand import serve

HERE = Path(__file__).resolve().parent.parent
HOST = "http://www.contoh.test"
MIB = 1024
SPIDER = """
import scrapy
from newscrawl.discovery.sources import Grow
class Many(scrapy.Spider):
    name = "many"
    async def start(self):
        grow = Grow(wait_for="h2", click="button", times=3)
        for number in range({pages}):
            yield scrapy.Request(f"{host}/{{number}}", meta={{"grow": grow}})
    def parse(self, response):
        assert len(response.css("h2")) == 80, response.url
        with open("{done}", "a") as file:
            print(response.url, file=file)
"""
PAGE = """<html><body><main></main><button onclick="more()">Muat lagi</button><script>
function more() {
  const kept = Array.from({length: 20000}, (_, n) => 'berita ' + n + location.href);
  for (let n = 0; n < 20; n++) {
    const head = document.createElement('h2');
    head.textContent = kept[n] + ' yang cukup panjang untuk sebuah judul';
    document.querySelector('main').append(head);
  }
}
more();
</script></body></html>"""


def family(parent: int) -> list[int]:
    """Return a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended since
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [parent]
    for one in found:
        found += children.get(one, [])
    return found


def memory(parent: int) -> float:
    """Return the MiB that a process and its descendants take together."""
    total = 0
    for one in family(parent):
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(row.split()[1]) for row in rollup.splitlines() if row.startswith("Pss:"))
    return total / MIB


def measure(pages: int) -> list[float]:
    """Return the peak of each tenth of the way, in MiB."""
    answers = {
        f"{HOST}/{n}": Answer(200, {"Content-Type": "text/html"}, PAGE.encode())
        for n in range(pages)
    }
    peaks = [0.0] * 10
    with serve(Newsstand(answers), log=False) as stand, tempfile.TemporaryDirectory() as folder:
        spider, done = Path(folder) / "many.py", Path(folder) / "done"
        spider.write_text(SPIDER.format(pages=pages, host=HOST, done=done))
        done.touch()
        settings = ["DOWNLOAD_DELAY=0.01", "LOG_LEVEL=ERROR", f"NEWSCRAWL_OUTPUT={folder}"]
        options = [part for setting in settings for part in ("-s", setting)]
        crawl = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "runspider", str(spider), *options],
            env=stand.environment() | {"PYTHONPATH": str(HERE)},
            cwd=HERE,
        )
        while crawl.poll() is None:
            read = done.read_text().count("\n")
            tenth = min(9, read * 10 // pages)
            peaks[tenth] = max(peaks[tenth], memory(crawl.pid))
            print(f"\r{read} of {pages}", end="", file=sys.stderr, flush=True)
            time.sleep(0.5)
        print(file=sys.stderr)
        if crawl.returncode or (read := done.read_text().count("\n")) != pages:
            sys.exit(f"the crawl ended with {crawl.returncode} after {read} listings")
    return peaks


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Memory over many listings in the browser.")
    parser.add_argument("--pages", type=int, default=1000)
    pages = parser.parse_args().pages
    peaks = measure(pages)
    for tenth, peak in enumerate(peaks):
        first, last = tenth * pages // 10, (tenth + 1) * pages // 10
        print(f"listings {first:>5} to {last:>5}: {peak:6.0f} MiB")
    print(f"last tenth / second tenth: {peaks[9] / peaks[1]:.2f}")


if __name__ == "__main__":
    main()
