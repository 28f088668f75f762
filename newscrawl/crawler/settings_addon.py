"""Derives settings from others, wherever those were set, and refuses invalid ones."""

import difflib
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, Settings

from newscrawl import settings as project
from newscrawl.crawler.downloads.resolver import proxy_hosts
from newscrawl.monitoring.provenance import deployed_egg
from newscrawl.storage.compression import compression_of
from newscrawl.storage.places import Places

PROJECT = SETTINGS_PRIORITIES["project"]
PREFIX = "NEWSCRAWL_"
#: The project's own settings with their defaults.
OWN = {name: value for name, value in vars(project).items() if name.startswith(PREFIX)}
#: Where our own settings that are numbers begin, when not at 0.
MINIMA = {"NEWSCRAWL_FIRST_DAYS": 1, "NEWSCRAWL_BLOCKED_AFTER": 1, "NEWSCRAWL_ARCHIVE_MB": 1}
#: No paper is older, in days; more of them are no date.
MAX_DAYS = 99_999
#: The contact of who gives none: that of the project, who cannot answer for a stranger's crawl.
NOBODY = "https://github.com/newscrawl/newscrawl#contact"

FEED = "articles/%(name)s/%(time)s.jsonl"
#: What the feed's name ends in besides, by NEWSCRAWL_FEED_COMPRESSION.
COMPRESSIONS = {"": "", "gzip": ".gz", "zstd": ".zst"}


class OutputRoot:
    """Scrapy add-on: makes NEWSCRAWL_OUTPUT absolute and writes the project's feed below it.

    It takes our settings from the environment too, and puts the contact into the user agent.

    An add-on runs when all settings are known, so `-s NEWSCRAWL_OUTPUT=...` and Scrapyd's
    `setting=` work like the environment variable. FEEDS of the user's own (`-o`, `-O`, a setting)
    stay where they are: to have both, he names NEWSCRAWL_FEED's template in his FEEDS.
    """

    def update_settings(self, settings: BaseSettings) -> None:
        """Set NEWSCRAWL_FEED and, unless the user did, FEEDS; tell the format of packed feeds."""
        take_environment(settings)
        agent = str(settings["USER_AGENT"] or "")
        settings.set(
            "USER_AGENT",
            agent.replace("{contact}", settings["NEWSCRAWL_CONTACT"] or NOBODY),
            priority=settings.getpriority("USER_AGENT") or "project",
        )
        root = Path(settings["NEWSCRAWL_OUTPUT"]).expanduser().resolve()
        settings.set("NEWSCRAWL_OUTPUT", str(root), priority="cmdline")
        template = str(settings["NEWSCRAWL_FEED"] or "")
        if "://" not in template:
            template = (
                f"{root}/{FEED}{COMPRESSIONS[settings.get('NEWSCRAWL_FEED_COMPRESSION', '')]}"
            )
            settings.set("NEWSCRAWL_FEED", template, priority="cmdline")
        level = settings.getpriority("FEEDS") or 0
        if level <= SETTINGS_PRIORITIES["default"]:
            feeds = {template: {"format": "jsonlines", "store_empty": False}}
            settings.set("FEEDS", feeds, priority="project")
        else:
            feeds = {uri: within(uri, given) for uri, given in settings.getdict("FEEDS").items()}
            settings.set("FEEDS", feeds, priority=level)


def within(uri: str | Path, given: dict[str, Any]) -> dict[str, Any]:
    """Return a feed's options with the format that is inside: `jsonl` for `a.jsonl.gz`."""
    packing, path = compression_of(uri), Path(uri)
    if packing and given.get("format", path.suffix[1:]) == path.suffix[1:]:
        return {**given, "format": Path(path.stem).suffix[1:]}
    return given


def wrong_settings(settings: BaseSettings) -> str | None:
    """Return what is wrong with the settings, in one sentence; None when nothing is."""
    take_environment(settings)
    wrong = next((one for check in CHECKS for one in check(settings)), None)
    if wrong:
        return wrong
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
    if output_root(settings):
        return None
    return "NEWSCRAWL_OUTPUT must be an absolute path for Scrapyd: it runs jobs in its own folder"


def output_root(settings: BaseSettings) -> Path | None:
    """Return the absolute root of all output; None for a relative one of an egg."""
    take_environment(settings)
    root = Path(settings["NEWSCRAWL_OUTPUT"]).expanduser()
    # An egg runs in Scrapyd's own folder.
    return None if deployed_egg() and not root.is_absolute() else root.resolve()


def places_of(settings: BaseSettings) -> Places:
    """Return where what outlives a run is kept, by settings that were checked."""
    root = output_root(settings)
    assert root is not None
    return Places(root, str(settings["NEWSCRAWL_STATE"] or ""))


def take_environment(settings: BaseSettings) -> None:
    """Set what the environment gives of our settings, below the command line."""
    for name in OWN.keys() & os.environ.keys():
        # Taken already, where a crawl runs: its settings are frozen.
        given, known = os.environ[name], settings[name]
        if given and given != known and (settings.getpriority(name) or 0) <= PROJECT:
            settings.set(name, os.environ[name], priority="project")


def wrong_state(settings: BaseSettings) -> Iterator[str]:
    """Say what is wrong with the address of the database; no sentence holds any of it."""
    if not settings["NEWSCRAWL_STATE"]:
        return
    try:
        given = urlsplit(settings["NEWSCRAWL_STATE"])
        secret, scheme = given.password or "password=" in given.query, given.scheme
    except ValueError:
        secret, scheme = False, ""
    if scheme not in {"postgresql", "postgres"}:
        yield (
            "NEWSCRAWL_STATE is the address of a PostgreSQL database, as "
            "postgresql://user@host/database, or empty for a file below NEWSCRAWL_OUTPUT"
        )
    elif secret and settings.getpriority("NEWSCRAWL_STATE") == SETTINGS_PRIORITIES["cmdline"]:
        yield (
            "NEWSCRAWL_STATE holds a password, which all users of the machine see on a command "
            "line: give it by the environment, or in ~/.pgpass"
        )


def wrong_names(settings: BaseSettings) -> Iterator[str]:
    """Say which settings are ours nearly: mistyped, on the command line or in the environment."""
    bare = {name.removeprefix(PREFIX): name for name in OWN}
    above = [n for n in settings if (settings.getpriority(n) or 0) > PROJECT]
    for name in sorted({*above, *os.environ} - OWN.keys() - Settings().keys()):
        if name.upper().startswith(PREFIX):
            known, text, cutoff = bare, name.upper().removeprefix(PREFIX), 0.6
        else:
            known, text, cutoff = {one: one for one in OWN}, name.upper(), 0.85
        near = difflib.get_close_matches(text, known, 1, cutoff)
        if near:
            yield f"no setting is called {name}; did you mean {known[near[0]]}?"
        elif name.startswith(PREFIX) and name in above:
            yield f"no setting is called {name}; there are {', '.join(sorted(OWN))}"


def wrong_values(settings: BaseSettings) -> Iterator[str]:
    """Say which settings cannot be read as what their defaults are."""
    defaults = dict(Settings()) | OWN
    for name in settings:
        given, default = settings[name], defaults.get(name)
        if given is None or not isinstance(default, int | float):
            continue
        try:
            # Some of Scrapy's take a fraction though their default is whole.
            kind = type(default) if name in OWN else float
            number = settings.getbool(name) if isinstance(default, bool) else kind(given)
        except (TypeError, ValueError):
            number = None
        if number is None or (name in OWN and not MINIMA.get(name, 0) <= number <= MAX_DAYS):
            yield f"{name}={given}: write {wanted(name, default)}"


def wrong_archive(settings: BaseSettings) -> Iterator[str]:
    """Say what is wrong with the archive that is asked for."""
    archive, packing = settings["NEWSCRAWL_ARCHIVE"], settings["NEWSCRAWL_ARCHIVE_COMPRESSION"]
    if archive not in {"", "warc"}:
        yield f"NEWSCRAWL_ARCHIVE is warc or empty, not {archive!r}"
    if packing not in {"gzip", "zstd"}:
        yield f"NEWSCRAWL_ARCHIVE_COMPRESSION is gzip or zstd, not {packing!r}"
    if archive and find_spec("fastwarc") is None:
        yield "NEWSCRAWL_ARCHIVE needs the extra archive: pip install 'newscrawl[archive]'"


def wanted(name: str, default: float) -> str:
    """Return what to write for a setting with that default."""
    if isinstance(default, bool):
        return "True or False"
    if name not in OWN:
        return "a number"
    kind = "a whole number" if isinstance(default, int) else "a number"
    return f"{kind} from {MINIMA.get(name, 0)} to {MAX_DAYS}"


CHECKS = (wrong_names, wrong_values, wrong_state, wrong_archive)


def nobody_to_reach(settings: BaseSettings) -> str | None:
    """Return the sentence that a paper cannot reach who crawls it; None when it can, or need not.

    A crawl through a proxy on this machine, as the newsstand's, is no live one.
    """
    take_environment(settings)
    if settings["NEWSCRAWL_CONTACT"] or proxy_hosts() & {"localhost", "127.0.0.1", "::1"}:
        return None
    return (
        "No paper can reach you: set NEWSCRAWL_CONTACT to your address, which it finds in its log"
    )
