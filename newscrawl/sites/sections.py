"""Lists a paper's sections, by the addresses and channels of its stored articles."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from newscrawl.sites.article import section_key, section_names
from newscrawl.storage.jsonl_reader import read_lines


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
    for line in read_lines(files, lambda _: None):
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
