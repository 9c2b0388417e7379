from pathlib import Path

import pytest

from holdfast.kernel.stamped import Stamped


def place(path: Path, text: str) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(text)
    draft.replace(path)


def test_a_file_is_read_once_and_anew_when_it_is_replaced(tmp_path: Path) -> None:
    read: list[bytes] = []

    def reading(data: bytes) -> str:
        read.append(data)
        return data.decode().upper()

    stamped, path = Stamped(reading), tmp_path / "a"
    place(path, "one")
    assert [stamped.of(path), stamped.of(path)] == ["ONE", "ONE"]
    place(path, "two")
    assert [stamped.of(path), stamped.of(path)] == ["TWO", "TWO"]
    assert read == [b"one", b"two"]


def test_what_is_gone_or_cannot_be_read_is_told_each_time(tmp_path: Path) -> None:
    stamped, path = Stamped(int), tmp_path / "a"
    place(path, "7")
    assert stamped.of(path) == 7
    path.unlink()
    with pytest.raises(FileNotFoundError):
        stamped.of(path)
    place(path, "x")
    for _ in range(2):
        with pytest.raises(ValueError, match="invalid literal"):
            stamped.of(path)
