"""Joins what chunks gave to lines: pages of one article, articles fetched twice, twins."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

from w3lib.url import safe_url_string

from newscrawl.api import papers
from newscrawl.reading.pages import Line, NoLineError, Part, Read, Unfinished, Wanted, finish
from newscrawl.storage.closing import Closing

#: So many articles at most wait for their other pages; a crawl asks for these at once.
MOST_WAITING = 500
INCOMPLETE = "incomplete"


class Stories(Closing):
    """Gives the lines of what was read, in its order, each once. Counts what is left out.

    An article that was fetched again with another text gives a line with its `revision` raised;
    one with the same text, and another article of the paper with the same text, give none. What is
    known lies in a temporary file, so that memory stays small.
    """

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.left: Counter[str] = Counter()
        self._waiting: dict[str, Unfinished] = {}
        self._known = sqlite3.connect("", isolation_level=None)  # on the disk, and gone at the end
        self._known.execute(
            "CREATE TABLE known (site TEXT, id TEXT, hash TEXT, revision INTEGER,"
            " PRIMARY KEY (site, id)) WITHOUT ROWID"
        )
        self._known.execute(
            "CREATE TABLE texts (site TEXT, hash TEXT, id TEXT, PRIMARY KEY (site, hash))"
            " WITHOUT ROWID"
        )
        self._known.execute("BEGIN")

    def close(self) -> None:
        """Forget what is known."""
        self._known.close()

    def lines(self, reads: Iterable[Read]) -> Iterator[str]:
        """Yield the lines of what was read."""
        for read in reads:
            self.left.update(read.left)
            for one in read.found:
                yield from self._add(one)
        while self._waiting:
            yield from self._give_up(next(iter(self._waiting)))

    def _add(self, one: Line | Unfinished | Part) -> Iterator[str]:
        if isinstance(one, Line):
            yield from self._new(one)
        elif isinstance(one, Unfinished):
            yield from self._wait(one)
        elif (waiting := self._taken(one)) is not None:
            yield from self._joined(waiting, one)
        elif one.alone:
            yield from self._new(one.alone)
        else:
            self.left["page of another article"] += 1

    def _wait(self, one: Unfinished) -> Iterator[str]:
        """Let an article wait for its next page."""
        url = one.parts.next_url()
        if url is None:
            yield from self._finished(one)
            return
        if before := self._waiting.pop(key(url), None):  # fetched again
            self.left["same article"] += before.parts.url == one.parts.url
        self._waiting[key(url)] = one
        if len(self._waiting) > MOST_WAITING:
            yield from self._give_up(next(iter(self._waiting)))

    def _taken(self, part: Part) -> Unfinished | None:
        """Return the article that waits for a page, and waits no longer."""
        found = self._waiting.pop(key(part.url), None)
        if found is not None:
            return found
        # Where the whole of an article had no answer at all, a crawl asks for its pages.
        for url, one in self._waiting.items():
            if key(part.url) in map(key, one.parts.extraction.pages.following):
                if not one.parts.fall_back_to_pages():
                    return None
                del self._waiting[url]
                return one
        return None

    def _joined(self, one: Unfinished, part: Part) -> Iterator[str]:
        if not part.failed:
            one.parts.add(part.extraction, part.answered_by)
            yield from self._wait(one)
        elif one.parts.fall_back_to_pages():
            yield from self._wait(one)
        else:
            yield from self._incomplete(one)

    def _give_up(self, url: str) -> Iterator[str]:
        """Wait no longer for a page that no archive has."""
        yield from self._incomplete(self._waiting.pop(url))

    def _incomplete(self, one: Unfinished) -> Iterator[str]:
        self.left[INCOMPLETE] += 1
        if one.alone:
            yield from self._new(one.alone)

    def _finished(self, one: Unfinished) -> Iterator[str]:
        try:
            line = finish(one.parts, papers()[one.site], self.wanted)
        except NoLineError as reason:
            self.left[str(reason)] += 1
            return
        yield from self._new(line)

    def _new(self, line: Line) -> Iterator[str]:
        """Yield a line, unless it says what an earlier one says."""
        ask = self._known.execute
        before = ask(
            "SELECT hash, revision FROM known WHERE site = ? AND id = ?", [line.site, line.id]
        ).fetchone()
        if before and before[0] == line.content_hash:
            self.left["same article"] += 1
            return
        same = ask(
            "SELECT id FROM texts WHERE site = ? AND hash = ?", [line.site, line.content_hash]
        ).fetchone()
        if same and same[0] != line.id:
            self.left["same text"] += 1
            return
        revision = before[1] + 1 if before else 1
        ask(
            "INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)",
            [line.site, line.id, line.content_hash, revision],
        )
        ask("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", [line.site, line.content_hash, line.id])
        if not before:
            yield line.text
            return
        told = json.loads(line.text)
        told["revision"], told["previous_hash"] = revision, before[0]
        yield json.dumps(told, ensure_ascii=False)


def key(url: str) -> str:
    """Return an address as it is asked for."""
    return safe_url_string(url).partition("#")[0]
