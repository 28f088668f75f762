"""A paper's lock is held by one at a time, who says so in it."""

import os

import pytest

from newscrawl.storage.paper_lock import holder, is_crawled, lock, lock_of


def test_one_holds_it_at_a_time_and_says_who(tmp_path):
    path = lock_of(tmp_path, "nusabali")
    assert holder(path) == ""
    assert not is_crawled(tmp_path, "nusabali")
    with lock(path):
        assert is_crawled(tmp_path, "nusabali")
        with pytest.raises(BlockingIOError):
            lock(path)
        assert holder(path).startswith(f"process {os.getpid()} since 2")
    assert not is_crawled(tmp_path, "nusabali")


def test_a_longer_note_of_the_one_before_is_gone(tmp_path):
    path = tmp_path / "nusabali.lock"
    path.write_text("process 1 since the beginning of the world, and much longer than that\n" * 2)
    with lock(path):
        assert holder(path).count("process") == 1


def test_what_cannot_be_written_is_locked_all_the_same(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with lock(tmp_path / "nusabali.lock") as file:
        assert not file.closed
        with pytest.raises(BlockingIOError):
            lock(tmp_path / "nusabali.lock")
