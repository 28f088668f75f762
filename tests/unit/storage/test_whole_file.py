"""A file is there when it is whole, and not before."""

import pytest

from newscrawl.storage.whole_file import whole_file, write_text


def test_a_reader_sees_the_old_file_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "a" / "b.txt"
    write_text(path, "lama")
    with whole_file(path) as part:
        part.write_text("baru", encoding="utf-8")
        assert path.read_text("utf-8") == "lama"
    assert path.read_text("utf-8") == "baru"
    assert [one.name for one in path.parent.iterdir()] == ["b.txt"]


def fail(path):
    with whole_file(path) as part:
        part.write_text("setengah", encoding="utf-8")
        raise OSError("no space")


def test_what_failed_leaves_nothing(tmp_path):
    with pytest.raises(OSError, match="no space"):
        fail(tmp_path / "b.txt")
    assert list(tmp_path.iterdir()) == []
