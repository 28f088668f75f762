"""The demo: crawls the newsstand's papers by the real command and shows what comes out."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from tqdm import tqdm

from newscrawl.api import papers
from newscrawl.newsstand import Newsstand, Stand, serve
from newscrawl.sites.registry import family_of
from newscrawl.storage.run_records import RunRecordFiles

#: Papers of eight families. Those whose index goes by days take longest: they begin. balipost
#: comes last, since it prints a story that beritabali had before.
PAPERS = (
    "tribun_bali",
    "detik_bali",
    "beritabali",
    "balitribune",
    "radarbali",
    "suara_bali",
    "idntimes_bali",
    "nusabali",
    "balikini",
    "balipost",
)
AT_ONCE = 5
#: The days that the bundled pages are of.
WINDOW = ("-a", "since=2026-11-01", "-a", "until=2026-11-20")
COLUMNS = {
    "paper": 16,
    "family": 14,
    "pages": 6,
    "articles": 9,
    "duplicates": 11,
    "skipped": 8,
    "failed": 7,
    "dates read": 11,
    "seconds": 8,
}


def crawl(name: str, stand: Stand, root: Path) -> dict[str, Any]:
    """Crawl one paper in a process of its own; return its run record. Raises RuntimeError."""
    environment = stand.environment() | {"NEWSCRAWL_OUTPUT": str(root)}
    log = root / "logs" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "newscrawl", "crawl", name, *WINDOW, "--logfile", str(log)]
    code = subprocess.run(command, env=environment, check=False).returncode  # noqa: S603
    records = RunRecordFiles(root / "runs").read(name, last=1)
    if not records:
        raise RuntimeError(f"{name} left no record (exit code {code}): see {log}")
    return records[-1] | {"exit_code": code}


def row(record: dict[str, Any]) -> dict[str, str]:
    """Return a record as a row of the table."""
    read, unread = record["dates"]["read"], record["dates"]["unread"]
    return {
        "paper": record["site"],
        "family": family_of(papers()[record["site"]]),
        "pages": str(record["pages"]),
        "articles": str(record["articles"]),
        "duplicates": str(record["duplicates"]),
        "skipped": str(sum(record["skipped"].values())),
        "failed": str(sum(record["failed"].values()) + sum(record["invalid"].values())),
        "dates read": f"{read}/{read + unread}",
        "seconds": f"{record['seconds']:.1f}",
    }


def line_of(values: dict[str, str]) -> str:
    """Return a row of the table: names to the left, figures to the right."""
    cells = [
        values[name].ljust(width) if name in {"paper", "family"} else values[name].rjust(width)
        for name, width in COLUMNS.items()
    ]
    return " ".join(cells).rstrip()


def sample(root: Path) -> dict[str, Any] | None:
    """Return one stored article, best one that its paper took from another."""
    lines: list[dict[str, Any]] = []
    for file in sorted((root / "articles").rglob("*.jsonl")):
        lines += map(json.loads, file.read_text(encoding="utf-8").splitlines())
    credited = [line for line in lines if line["source_organization"] and line["editors"]]
    return next(iter([*credited, *lines]), None)


def shown(root: Path) -> str:
    """Return a folder as a person would type it: relative where it lies below this one."""
    here = Path.cwd()
    return str(root.relative_to(here)) if root.is_relative_to(here) else str(root)


def run_demo(root: Path) -> int:
    """Run the demo, writing below `root`; return 0 when every crawl went well, else 1."""
    print(f"Crawling {len(PAPERS)} papers of the embedded newsstand, politely (a second apart)")
    with (
        serve(Stand(Newsstand.bundled())) as stand,
        ThreadPoolExecutor(AT_ONCE) as pool,
        tqdm(total=len(PAPERS), unit=" papers", disable=None) as line,
    ):
        crawls = [pool.submit(crawl, name, stand, root) for name in PAPERS]
        for done in as_completed(crawls):
            line.set_postfix_str(done.result()["site"])
            line.update()
    records = [done.result() for done in crawls]
    print()
    print(line_of({name: name for name in COLUMNS}))
    for record in records:
        print(line_of(row(record)))
    articles = sum(record["articles"] for record in records)
    copies = sum(record["copies"] for record in records)
    print(f"\n{articles} articles written under {shown(root)}/articles/")
    if copies:
        print(f"{copies} of them are copies of another paper's: kept, with duplicate_of")
    if not articles:
        print("Nothing new: the newsstand's articles were all stored by an earlier run.")
    article = sample(root)
    if article:
        print("\nA line, indented here to be read:")
        print(json.dumps(article, ensure_ascii=False, indent=2))
    broken = [record["site"] for record in records if record["exit_code"]]
    if broken:
        print(f"\nNot well: {', '.join(broken)} (see {shown(root)}/logs/)", file=sys.stderr)
    return 1 if broken else 0
