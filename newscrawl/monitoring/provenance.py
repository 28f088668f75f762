"""Tells which code runs: its release, the egg that was deployed, the commit of a clone."""

import re
from functools import cache
from pathlib import Path
from zipimport import zipimporter

import newscrawl


@cache
def provenance() -> dict[str, str | None]:
    """Return `version` of newscrawl, `egg` and `commit`; null where it runs from no egg, no clone.

    Changes that are not committed do not show.
    """
    commit = None if deployed_egg() else commit_of(Path(newscrawl.__file__).parents[1])
    return {"version": newscrawl.__version__, "egg": deployed_egg(), "commit": commit}


def deployed_egg() -> str | None:
    """Return the version under which the egg was deployed that this runs from; None without one.

    Scrapyd keeps an egg as `<version>.egg`, with `_` for what is neither letter, digit nor `-`.
    """
    loader = newscrawl.__spec__.loader if newscrawl.__spec__ else None
    return Path(loader.archive).stem if isinstance(loader, zipimporter) else None


def commit_of(folder: Path) -> str | None:
    """Return the commit that is checked out in a folder; None where it is no root of a clone.

    Read from Git's own files, of a worktree's as well: starting git takes longer than all of this.
    """
    git = folder / ".git"
    try:
        if git.is_file():
            git = folder / git.read_text().strip().removeprefix("gitdir: ")
        head = (git / "HEAD").read_text().strip()
        name = head.removeprefix("ref: ")
        commit = head if name == head else commit_of_branch(git, name)
    except (OSError, UnicodeDecodeError):
        return None
    return commit if commit and re.fullmatch("[0-9a-f]{40,64}", commit) else None


def commit_of_branch(git: Path, name: str) -> str | None:
    """Return the commit of `refs/heads/main` and the like, loose or packed. Raises OSError."""
    shared = git / "commondir"
    common = git / shared.read_text().strip() if shared.exists() else git
    if (common / name).exists():
        return (common / name).read_text().strip()
    packed = (common / "packed-refs").read_text().splitlines()
    return next((line.split()[0] for line in packed if line.endswith(f" {name}")), None)
