"""Derives the project's feed from the output root, however the root was set."""

from pathlib import Path
from typing import Any
from zipimport import zipimporter

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from newscrawl.state import packing_of

FEED = "articles/%(name)s/%(time)s.jsonl"
#: What the feed's name ends in besides, by NEWSCRAWL_FEED_COMPRESSION.
COMPRESSIONS = {"": "", "gzip": ".gz", "zstd": ".zst"}


class OutputRoot:
    """Scrapy add-on: makes NEWSCRAWL_OUTPUT absolute and writes the project's feed below it.

    An add-on runs when all settings are known, so `-s NEWSCRAWL_OUTPUT=...` and Scrapyd's
    `setting=` work like the environment variable. FEEDS of the user's own (`-o`, `-O`, a setting)
    stay where they are: to have both, he names NEWSCRAWL_FEED's template in his FEEDS.
    """

    def update_settings(self, settings: BaseSettings) -> None:
        """Set NEWSCRAWL_FEED and, unless the user did, FEEDS; tell the format of packed feeds."""
        root = Path(settings["NEWSCRAWL_OUTPUT"]).expanduser().resolve()
        settings.set("NEWSCRAWL_OUTPUT", str(root), priority="cmdline")
        template = str(settings["NEWSCRAWL_FEED"] or "")
        if "://" not in template:
            template = (
                f"{root}/{FEED}{COMPRESSIONS[settings.get('NEWSCRAWL_FEED_COMPRESSION', '')]}"
            )
            settings.set("NEWSCRAWL_FEED", template, priority="cmdline")
        priority = settings.getpriority("FEEDS") or 0
        if priority <= SETTINGS_PRIORITIES["default"]:
            feeds = {template: {"format": "jsonlines", "store_empty": False}}
            settings.set("FEEDS", feeds, priority="project")
        else:
            feeds = {uri: within(uri, given) for uri, given in settings.getdict("FEEDS").items()}
            settings.set("FEEDS", feeds, priority=priority)


def within(uri: str | Path, given: dict[str, Any]) -> dict[str, Any]:
    """Return a feed's options with the format that is inside: `jsonl` for `a.jsonl.gz`."""
    packing, path = packing_of(uri), Path(uri)
    if packing and given.get("format", path.suffix[1:]) == path.suffix[1:]:
        return {**given, "format": Path(path.stem).suffix[1:]}
    return given


def wrong_settings(settings: BaseSettings) -> str | None:
    """Return why nothing can be stored, in one sentence; None when nothing is wrong."""
    compression, feed = settings["NEWSCRAWL_FEED_COMPRESSION"], settings["NEWSCRAWL_FEED"]
    if compression not in COMPRESSIONS:
        return f"NEWSCRAWL_FEED_COMPRESSION is gzip, zstd or empty, not {compression!r}"
    if feed and "://" not in feed:
        return (
            "NEWSCRAWL_FEED is the address of a store, as s3://bucket/%(name)s/%(time)s.jsonl, "
            f"not {feed!r}: files lie below NEWSCRAWL_OUTPUT"
        )
    for uri, given in settings.getdict("FEEDS").items():
        if not within(uri, given).get("format", "-"):
            return f"{uri}: name the format before the compression, as in articles.jsonl.gz"
    # An egg runs in Scrapyd's own folder.
    deployed = isinstance(__spec__.loader, zipimporter) if __spec__ else False
    if not deployed or Path(settings["NEWSCRAWL_OUTPUT"]).expanduser().is_absolute():
        return None
    return "NEWSCRAWL_OUTPUT must be an absolute path for Scrapyd: it runs jobs in its own folder"
