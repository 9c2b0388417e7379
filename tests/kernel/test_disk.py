import os
from pathlib import Path

import pytest

from holdfast.kernel import disk


def test_a_placed_file_is_whole_and_for_this_user_only(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "key"
    disk.place_file(path, b"secret")
    assert path.read_bytes() == b"secret"
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    assert [p.name for p in path.parent.iterdir()] == ["key"]


def test_the_bytes_are_synced_before_the_name_appears_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (steps.append("fsync"), fsync(handle)))
    monkeypatch.setattr(
        Path, "replace", lambda self, target: (steps.append("rename"), replace(self, target))
    )
    disk.place_file(tmp_path / "key", b"secret")
    assert steps == ["fsync", "rename", "fsync"]


def test_a_destroyed_file_is_overwritten_before_it_is_removed(tmp_path: Path) -> None:
    path, other = tmp_path / "key", tmp_path / "other"
    disk.place_file(path, b"secret")
    os.link(path, other)
    disk.destroy_file(path)
    assert not path.exists()
    assert other.read_bytes() == bytes(6)


def test_a_moved_file_has_one_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    disk.move_file(tmp_path / "a", tmp_path / "b")
    disk.make_folder(tmp_path / "c")
    disk.sync_folder(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b", "c"]
