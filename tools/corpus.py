"""Fetches the real pages of bench/corpus.jsonl from the public repositories that hold them.

    python -m tools.corpus [--base ADDRESS] [--into FOLDER]

A page that lies in ../shared or in FOLDER (.corpus, which git ignores) is not fetched again: a run
that was broken off goes on where it stopped. Each page is held against its sha256 and written
whole or not at all. The standard proxy variables count. The exit code is 1 when a page is missing.
"""

import argparse
import gzip
import hashlib
import http.client
import sys
import urllib.error
import urllib.request
import zlib
from pathlib import Path
from urllib.parse import quote

from bench.corpus import FETCHED, SHARED, Page, find, listed

BASE = "https://raw.githubusercontent.com"
ADDRESS = "{base}/{repository}/{commit}/{path}"
SECONDS = 30
#: The largest page has some 600 kB.
MAX_BYTES = 20_000_000
#: So many pages in a row without an answer: there is no network, and the others would fail too.
MAX_UNANSWERED = 3
AGENT = "newscrawl (make corpus)"


class NotFetchedError(Exception):
    """Raised for a page that did not come or is not the expected one; says why."""


class UnansweredError(NotFetchedError):
    """Raised when no server answered."""


def fetch(page: Page, base: str) -> bytes:
    """Return a page's bytes. Raises NotFetchedError, with the reason."""
    url = ADDRESS.format(base=base.rstrip("/"), **{**page._asdict(), "path": quote(page.path)})
    request = urllib.request.Request(url, headers={"User-Agent": AGENT})  # noqa: S310 - our own list
    try:
        with urllib.request.build_opener().open(request, timeout=SECONDS) as answer:
            content: bytes = answer.read(MAX_BYTES)
    except urllib.error.HTTPError as error:
        raise NotFetchedError(f"HTTP {error.code} from {url}") from error
    except (OSError, http.client.HTTPException) as error:
        raise UnansweredError(f"no answer from {url}: {error}") from error
    return checked(page, content)


def checked(page: Page, content: bytes) -> bytes:
    """Return the page's bytes, unpacked. Raises NotFetchedError when they are not the page's."""
    if page.decompress == "gzip":
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError, zlib.error) as error:
            raise NotFetchedError(f"not gzip: {error}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != page.sha256:
        raise NotFetchedError(f"another page: sha256 {found[:12]}…, not {page.sha256[:12]}…")
    return content


def store(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    part.write_bytes(content)
    part.replace(file)


def fetch_all(pages: list[Page], base: str, into: Path) -> list[str]:
    """Fetch the pages into a folder, with a line each; return a line for each that is missing."""
    missing: list[str] = []
    unanswered = 0
    for number, page in enumerate(pages, 1):
        told = f"[{number}/{len(pages)}] {page.name}"
        if unanswered == MAX_UNANSWERED:
            missing.append(f"{page.name}: not asked for")
            continue
        try:
            content = fetch(page, base)
        except NotFetchedError as error:
            unanswered = unanswered + 1 if isinstance(error, UnansweredError) else 0
            missing.append(f"{page.name}: {error}")
            print(f"{told}: FAILED", flush=True)
            continue
        unanswered = 0
        store(into / page.name, content)
        print(f"{told}: {len(content) / 1000:.0f} kB", flush=True)
    return missing


def main(arguments: list[str] | None = None) -> int:
    """Fetch what is not here; return 1 when something is still missing."""
    parser = argparse.ArgumentParser(description="Fetch the real pages that the floors are held on")
    parser.add_argument("--base", default=BASE, help=f"where the repositories lie ({BASE})")
    parser.add_argument("--into", type=Path, default=FETCHED, help="where to keep them (.corpus)")
    options = parser.parse_args(arguments)
    pages = listed()
    wanted = [page for page in pages if find(page, (SHARED, options.into)) is None]
    print(f"{len(pages) - len(wanted)} of {len(pages)} pages are here", flush=True)
    try:
        missing = fetch_all(wanted, options.base, options.into)
    except OSError as error:  # the disk, not the network
        print(f"cannot write: {error}", file=sys.stderr)
        return 1
    for line in missing:
        print(f"missing: {line}", file=sys.stderr)
    if missing:
        print(f"{len(missing)} of {len(pages)} pages are missing; run it again", file=sys.stderr)
    elif wanted:
        print(f"fetched {len(wanted)} pages into {options.into}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
