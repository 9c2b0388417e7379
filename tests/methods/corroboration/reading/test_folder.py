"""Files are found in a fixed order; records and what lies outside are not among them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from holdfast.kernel.errors import HoldfastError
from holdfast.methods.corroboration.reading.errors import (
    FolderForbiddenError,
    FolderIsRecordError,
    FolderMissingError,
    NotAFolderError,
    NothingToReadError,
)
from holdfast.methods.corroboration.reading.folder import MARKER, find_files

Make = Callable[[dict[str, bytes]], Path]


def test_files_are_found_in_the_order_of_their_bytes(folder: Make) -> None:
    names = ["b.txt", "a/z.txt", "a.txt", "a/b/c.txt", "Z.txt", "é.txt", "a b.txt"]
    found = find_files(folder(dict.fromkeys(names, b"x")), out=None)
    assert list(found.files) == sorted(names, key=os.fsencode)


def test_hidden_files_and_our_own_at_the_top_are_left_out(folder: Make) -> None:
    names = [".x.txt", ".git/y.txt", "corrections.csv", "lexicon.yaml", "~$a.docx", "a.txt"]
    root = folder(dict.fromkeys([*names, "sub/lexicon.yaml"], b"x"))
    assert find_files(root, out=None).files == ("a.txt", "sub/lexicon.yaml")


def test_the_record_to_be_made_and_those_made_before_are_left_out(folder: Make) -> None:
    root = folder({"a.txt": b"x", "out/r.txt": b"x", "old/r.txt": b"x", f"old/{MARKER}": b""})
    assert find_files(root, out=root / "out").files == ("a.txt",)
    assert find_files(root, out=root / "sub" / ".." / "out").files == ("a.txt",)


def test_a_folder_that_is_a_record_or_its_own_output_is_refused(folder: Make) -> None:
    root = folder({"a.txt": b"x"})
    with pytest.raises(FolderIsRecordError):
        find_files(root, out=root)
    (root / MARKER).touch()
    with pytest.raises(FolderIsRecordError):
        find_files(root, out=None)


def test_links_are_not_followed_and_those_that_lead_out_are_told(folder: Make) -> None:
    root = folder({"sub/a.txt": b"x", "../outside/secret.txt": b"x"})
    (root / "loop").symlink_to(root)
    (root / "again.txt").symlink_to(root / "sub" / "a.txt")
    (root / "out.txt").symlink_to(root / ".." / "outside" / "secret.txt")
    (root / "outside").symlink_to(root / ".." / "outside")
    (root / "broken.txt").symlink_to(root / "nothing")
    found = find_files(root, out=None).files
    assert found == ("broken.txt", "out.txt", "outside", "sub/a.txt")


def test_pipes_are_found_so_that_they_can_be_told(folder: Make) -> None:
    root = folder({"a.txt": b"x"})
    os.mkfifo(root / "pipe.txt")
    assert find_files(root, out=None).files == ("a.txt", "pipe.txt")


def test_a_closed_subfolder_is_told_and_the_rest_is_found(
    folder: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder({"a.txt": b"x", "closed/b.txt": b"x"})
    scan = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert find_files(root, out=None).files == ("a.txt", "closed")


def test_a_closed_folder_is_refused(folder: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder({"a.txt": b"x"})

    def refusing(path: Path) -> object:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(FolderForbiddenError):
        find_files(root, out=None)


def test_a_folder_that_cannot_be_read_is_refused_by_cause_with_advice(
    folder: Make, tmp_path: Path
) -> None:
    file = folder({"a.txt": b"x"}) / "a.txt"
    empty = tmp_path / "empty"
    (empty / ".hidden").mkdir(parents=True)
    cases = {tmp_path / "no": FolderMissingError, file: NotAFolderError, empty: NothingToReadError}
    for path, cause in cases.items():
        with pytest.raises(cause) as caught:
            find_files(path, out=None)
        assert isinstance(caught.value, HoldfastError)
        assert caught.value.hint
        assert str(tmp_path) not in str(caught.value)


def test_a_very_deep_folder_does_not_end_the_search(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("x")
    assert find_files(tmp_path, out=None).files == ("d/" * 300 + "a.txt",)
