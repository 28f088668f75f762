"""Derives the project's feed from the output root, however the root was set."""

from pathlib import Path
from zipimport import zipimporter

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

FEED = "articles/%(name)s/%(time)s.jsonl"


class OutputRoot:
    """Scrapy add-on: makes NEWSCRAWL_OUTPUT absolute and writes the project's feed below it.

    An add-on runs when all settings are known, so `-s NEWSCRAWL_OUTPUT=...` and Scrapyd's
    `setting=` work like the environment variable. FEEDS of the user's own (`-o`, `-O`, a setting)
    stay as they are: to have both, he names NEWSCRAWL_FEED's template in his FEEDS.
    """

    def update_settings(self, settings: BaseSettings) -> None:
        """Set NEWSCRAWL_FEED and, unless the user did, FEEDS."""
        root = Path(settings["NEWSCRAWL_OUTPUT"]).expanduser().resolve()
        settings.set("NEWSCRAWL_OUTPUT", str(root), priority="cmdline")
        template = f"{root}/{FEED}"
        settings.set("NEWSCRAWL_FEED", template, priority="cmdline")
        if (settings.getpriority("FEEDS") or 0) <= SETTINGS_PRIORITIES["default"]:
            feed = {template: {"format": "jsonlines", "store_empty": False}}
            settings.set("FEEDS", feed, priority="project")


def without_root(settings: BaseSettings) -> str | None:
    """Return why nothing can be stored, in one sentence: an egg runs in Scrapyd's own folder."""
    deployed = isinstance(__spec__.loader, zipimporter) if __spec__ else False
    if not deployed or Path(settings["NEWSCRAWL_OUTPUT"]).expanduser().is_absolute():
        return None
    return "NEWSCRAWL_OUTPUT must be an absolute path for Scrapyd: it runs jobs in its own folder"
