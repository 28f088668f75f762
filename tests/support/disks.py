"""A disk of its own for a test: a small tmpfs, which can be full and can grow."""

import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def small_disk(folder):
    """Give what mounts a disk of so many KiB at a folder, and with `remount,` lets it grow."""
    folder.mkdir()

    def mount(size, how=""):
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"{how}size={size}k", "newscrawl", folder],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            pytest.skip(f"no tmpfs can be mounted here: {done.stderr.strip()}")
        return folder

    try:
        yield mount
    finally:
        subprocess.run(["umount", "-l", folder], capture_output=True, check=False)
