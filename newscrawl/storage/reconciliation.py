"""Makes the state and a paper's feed files agree again after a crash or a lost file.

A run writes a line first and marks it later, so a killed run leaves lines that are not marked; a
power cut may take lines that are; and a state that was moved away knows none of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newscrawl.storage.compaction import end_joins
from newscrawl.storage.compression import compression_of
from newscrawl.storage.line_file import open_lines, sync_folder
from newscrawl.storage.lines import Place, feeds, lines
from newscrawl.storage.records import Batch, FileRecord, Forgotten, Page, Stored
from newscrawl.storage.seen import State
from newscrawl.text import content_hash as digest
from newscrawl.urls import article_id


@dataclass(slots=True)
class Repair:
    """What was repaired: lines marked, marks taken back, lines removed."""

    marked: int = 0
    #: Marked articles whose lines are gone from a file that is still there: they come again.
    lost: int = 0
    #: Broken lines, and lines that other targets of a failed run did not get.
    removed: int = 0


@dataclass(slots=True)
class Reading:
    """The lines of a feed file from an offset on."""

    articles: list[Stored] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    #: Where the lines begin that are to be taken out.
    bad: set[Place] = field(default_factory=set)


def reconcile(state: State, site: str, folder: Path) -> Repair:
    """Mend a paper's feed files and mark what they hold; nobody may be writing them.

    A file that is as it was committed is not read. One that was deleted or moved away as a whole is
    its owner's decision: its articles stay known. Raises OSError and StateError.
    """
    end_joins(state, site, folder)
    repair, records = Repair(), state.files(site)
    for path in feeds(folder):
        record = records.get(path.name, FileRecord(0, shared=False))
        if path.name not in records or record.shared or record.size != path.stat().st_size:
            reconcile_file(state, site, path, record, repair)
    return repair


def reconcile_file(state: State, site: str, path: Path, record: FileRecord, repair: Repair) -> None:
    """Bring one feed file and the state together; add what was done to `repair`."""
    open_lines(path).close()
    size = path.stat().st_size
    grown = record.size <= size and not record.shared and begins_line(path, record.size)
    reading = read(path, record.size if grown else 0)
    if record.shared:
        known = state.articles_in(site, path.name)
        reading.bad |= unmarked_lines(path, known)
        reading.articles = [article for article in reading.articles if article.id in known]
    if reading.bad:
        take_out(path, reading.bad)
        repair.removed += len(reading.bad)
    if not grown:
        lost = state.articles_in(site, path.name) - {article.id for article in reading.articles}
        if lost:
            state.lose(site, path.name, lost)
            repair.lost += len(lost)
    known = state.known(site, [article.id for article in reading.articles])
    repair.marked += len({article.id for article in reading.articles} - known)
    sizes = {path.name: path.stat().st_size}
    state.mark(site, Batch(reading.articles, reading.aliases, sizes=sizes))


def begins_line(path: Path, offset: int) -> bool:
    """Return whether a line, or a frame of them, begins at the offset or may be written there.

    The file may only have grown since, then.
    """
    if offset == 0:
        return True
    packing = compression_of(path)
    with path.open("rb") as file:
        if packing:
            file.seek(offset)
            return file.read(len(packing.magic)) in (packing.magic, b"")
        file.seek(offset - 1)
        return file.read(1) == b"\n"


def read(path: Path, offset: int) -> Reading:
    """Return what stands in a mended file from the offset on."""
    reading = Reading()
    fallback = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    for line in lines(path, offset):
        if line.value is None:
            reading.bad.add(line.place)
            continue
        article = as_stored(line.value, path.name, fallback)
        if article is None:  # a line of the user's own: not ours to judge
            continue
        reading.articles.append(article)
        url = line.value.get("url")
        link = article_id(url) if isinstance(url, str) else article.id
        if link != article.id:
            reading.aliases.append((link, article.id))
    return reading


def as_stored(value: dict[str, Any], name: str, fallback: datetime) -> Stored | None:
    """Return the article that a line holds; None when it has no id that is one of ours."""
    try:
        key = bytes.fromhex(value["id"]).hex()
    except (KeyError, TypeError, ValueError):
        return None
    if len(key) != 20:
        return None
    try:
        at = datetime.fromisoformat(value["fetched_at"]).astimezone(UTC)
        content_hash = bytes.fromhex(value["content_hash"]).hex() or None
    except (KeyError, TypeError, ValueError):  # FEED_EXPORT_FIELDS may leave them out
        return Stored(key, name, fallback)
    told = value.get("revision")
    revision = told if isinstance(told, int) else 1
    return Stored(key, name, at, content_hash, revision, page_of(value, at))


def page_of(value: dict[str, Any], at: datetime) -> Page | None:
    """Return the page that a line was read from, fetched `at`; None where the line lacks it."""
    url, headline = value.get("canonical_url"), value.get("headline")
    if not isinstance(url, str) or not isinstance(headline, str):
        return None
    try:
        published = datetime.fromisoformat(value["date_published"])
    except (KeyError, TypeError, ValueError):
        published = at
    aware = published if published.tzinfo else published.replace(tzinfo=UTC)
    return Page(url, aware, digest(headline))


def unmarked_lines(path: Path, known: Iterable[str]) -> set[Place]:
    """Return where the lines of articles begin that are not among the known ones."""
    marked = set(known)
    return {
        line.place
        for line in lines(path, 0)
        if line.value is not None
        and (article := as_stored(line.value, path.name, datetime.now(UTC)))
        and article.id not in marked
    }


def take_out(path: Path, bad: set[Place]) -> None:
    """Write a file anew without the lines that begin at these places, in one step."""
    fresh = path.with_name(path.name + ".mending")
    with open_lines(fresh, packing=compression_of(path), overwrite=True) as file:
        for line in lines(path, 0):
            if line.place not in bad:
                file.write(line.data)
    fresh.replace(path)
    sync_folder(path.parent)


def find_lines(
    articles: Iterable[Forgotten], folder: Path, link_id: Callable[[str], str]
) -> list[Forgotten]:
    """Return the articles, those with a line in the paper's folder with its hash and address.

    `link_id` gives the id of an address as the paper's spider does. Raises OSError.
    """
    wanted = {one.id: one for one in articles}
    for line in (line for path in feeds(folder) if wanted for line in lines(path, 0)):
        article = line.value and as_stored(line.value, "", datetime.now(UTC))
        known = article and wanted.get(article.id)
        if line.value and article and known and article.revision == known.revision:
            known.content_hash = article.content_hash
            known.url = line.value.get("canonical_url") or line.value.get("url")
            known.link = link_id(known.url) if known.url else None
    return list(wanted.values())
