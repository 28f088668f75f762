"""Lists a paper's sections, by the addresses and channels of its stored articles."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from newscrawl.sites.article import section_key, section_names
from newscrawl.storage.jsonl_reader import UNREADABLE, LineError, lines, open_feed, parse
from newscrawl.storage.lines import feeds


class Section(NamedTuple):
    """A section: its printed name, its number of articles, and how to ask for it."""

    name: str
    articles: int
    by: str


def sections_of(files: Iterable[Path]) -> list[Section]:
    """Return the sections of the lines of these files, the fullest first; unread lines are left."""
    printed: dict[str, str] = {}
    articles: Counter[str] = Counter()
    channels: set[str] = set()
    for line in lines_of(files):
        channel = line.get("article_section")
        names = section_names(channel, str(line.get("canonical_url") or ""))
        articles.update(names.keys())
        for key, name in names.items():
            printed.setdefault(key, name)
        if channel:
            channels.add(section_key(channel))
            printed[section_key(channel)] = channel
    return [
        Section(printed[key], count, "article" if key in channels else "address")
        for key, count in articles.most_common()
    ]


def lines_of(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Yield the lines of feeds, packed or not, as far as they can be read."""
    for path in files:
        try:
            with open_feed(path) as file:
                for _, _, raw in lines(file):
                    try:
                        yield parse(raw)
                    except LineError:
                        continue
        except UNREADABLE:
            continue


def feeds_of(root: str, name: str) -> list[Path]:
    """Return the files of a paper's lines below an output root."""
    return feeds(Path(root) / "articles" / name)
