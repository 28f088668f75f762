"""The content of the newsstand: which address gives which answer.

A folder of pages holds a folder for each host, and in it `index.jsonl`, a line an address:

    {"url": "https://contoh.example/berita/1", "file": "berita-1.html"}
    {"url": "https://contoh.example/lama", "status": 301, "location": "/berita/1"}

`status`, `type`, `headers` and `location` are optional; so is `file` when the answer has no body.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from newscrawl.lexicon import (
    MONTHS_ENGLISH,
    MONTHS_INDONESIAN,
    WEEKDAYS_ENGLISH,
    WEEKDAYS_INDONESIAN,
    WIB,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response; the server adds Content-Length unless the headers state one."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


_TYPES = {
    "html": "text/html",
    "htm": "text/html",
    "xml": "application/xml",
    "rss": "application/rss+xml",
    "json": "application/json",
    "txt": "text/plain",
    "gz": "application/gzip",
    "jpg": "image/jpeg",
    "png": "image/png",
}

_ROBOTS = Answer(200, {"Content-Type": "text/plain"}, b"User-agent: *\nAllow: /\n")
_NOT_FOUND = Answer(
    404,
    {"Content-Type": "text/html; charset=utf-8"},
    b"<!doctype html><title>404</title><h1>Halaman tidak ditemukan</h1>",
)

#: An answer, or what makes one anew at every request.
Source = Answer | Callable[[], Answer]


def _now() -> dt.datetime:
    return dt.datetime.now(WIB)


#: What makes two addresses the same: host, path and the query's parts in any order.
Address = tuple[str, str, tuple[str, ...]]


def address(url: str) -> Address:
    """Reduce a URL to what addresses are compared by.

    Percent-encoding is undone, because clients differ in what they encode and a saved page's URL
    may have been noted by another client than the one that asks.
    """
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(":80").removesuffix(":443")
    query = sorted(unquote(part) for part in parts.query.split("&") if part)
    return host, unquote(parts.path) or "/", tuple(query)


class Newsstand:
    """A small web: addresses and their answers, for any number of hosts.

    Addresses are compared without scheme, fragment and percent-encoding, their query in any order.
    An unknown address is a 404 page, an unlisted robots.txt allows everything.
    """

    def __init__(self, answers: Mapping[str, Source] | None = None) -> None:
        self._answers: dict[Address, Source] = {}
        for url, source in (answers or {}).items():
            self.put(url, source)

    @classmethod
    def bundled(cls) -> "Newsstand":
        """Return the pages that come with the package."""
        return cls.from_folder(resources.files(__package__) / "pages")

    @classmethod
    def from_folder(
        cls, folder: Traversable, *, clock: Callable[[], dt.datetime] = _now
    ) -> "Newsstand":
        """Return a folder's pages, their header clocks showing the time of `clock`."""
        stand = cls()
        for host in folder.iterdir() if folder.is_dir() else ():
            index = host / "index.jsonl"
            if index.is_file():
                for entry in _lines(index):
                    stand.put(entry["url"], _listed(host, entry, clock))
        return stand

    @classmethod
    def from_manifest(cls, path: Path) -> "Newsstand":
        """Return saved pages byte by byte, as listed in a JSON Lines file of `file` and `url`.

        Of several pages with one URL the last is given; a page whose `url` is null is left out.
        """
        stand = cls()
        for entry in _lines(path):
            stand.put(entry["url"], _saved(path.parent / entry["file"]))
        return stand

    def put(self, url: str, source: Source) -> None:
        """Publish an answer at an address, in place of what was there."""
        self._answers[address(url)] = source

    def answer(self, url: str) -> Answer:
        """Return what lies at an address."""
        place = address(url)
        source = self._answers.get(place)
        if source is None:
            return _ROBOTS if place[1] == "/robots.txt" else _NOT_FOUND
        return source if isinstance(source, Answer) else source()

    def __len__(self) -> int:
        return len(self._answers)


def _lines(path: Traversable) -> Iterator[dict[str, Any]]:
    # Not splitlines: a headline in a manifest may hold U+2028, which JSON leaves as it is.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        has_url = isinstance(entry, dict) and isinstance(entry.get("url", 0), str | None)
        if not has_url:
            raise ValueError(f"{path}, line {number}: not a JSON object with a url")
        if entry["url"] is not None:  # a saved page whose address nobody noted cannot be asked for
            yield entry


def _listed(
    host: Traversable, entry: Mapping[str, Any], clock: Callable[[], dt.datetime]
) -> Source:
    """Make the answer of an index line; its file is read at every request, so edits show."""
    name = entry.get("file")
    headers = dict(entry.get("headers", {}))
    status = entry.get("status", 302 if "location" in entry else 200)
    if "location" in entry:
        headers["Location"] = entry["location"]
    kind = entry.get("type") or _type(name or "index.html")
    is_text = kind.startswith("text/") or kind.endswith(("xml", "json"))
    # The bundled pages are ours and UTF-8 throughout; a type given in the index stays as given.
    declared = f"{kind}; charset=utf-8" if is_text and "type" not in entry else kind
    headers.setdefault("Content-Type", declared)
    if name is None:
        return Answer(status, headers)
    file = host / name
    if not file.is_file():
        raise FileNotFoundError(f"{host}/index.jsonl lists {name}, which is not there")

    def read() -> Answer:
        body = file.read_bytes()
        return Answer(status, headers, with_today(body, clock()) if is_text else body)

    return read


def _saved(file: Path) -> Source:
    if not file.is_file():
        raise FileNotFoundError(f"the manifest lists {file}, which is not there")
    # No charset: a saved page speaks for itself in its meta element, and may not be UTF-8.
    headers = {"Content-Type": _type(file.name)}
    return lambda: Answer(200, headers, file.read_bytes())


def _type(name: str) -> str:
    return _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def with_today(body: bytes, now: dt.datetime) -> bytes:
    """Set the clocks that papers print in their headers, and that dates must not be read from."""
    if b"{{" not in body:
        return body
    # By name: strftime would follow the locale of whoever embeds the newsstand.
    days = WEEKDAYS_INDONESIAN[now.weekday()], WEEKDAYS_ENGLISH[now.weekday()]
    months = MONTHS_INDONESIAN[now.month - 1], MONTHS_ENGLISH[now.month - 1]
    for name, text in (
        ("today", f"{days[0].title()}, {now.day} {months[0].title()} {now.year}"),
        ("today_en", f"{days[1].title()}, {months[1].title()} {now.day}, {now.year}"),
        ("today_slash", f"{now:%d/%m/%Y}"),
        ("now_iso", now.isoformat(timespec="seconds")),
    ):
        body = body.replace(b"{{%s}}" % name.encode(), text.encode())
    return body
