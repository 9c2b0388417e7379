from pathlib import Path

import pytest

from holdfast.rendering.folder import (
    MARKER,
    FolderKind,
    OutputNotOursError,
    OutputNotWritableError,
    check_output,
    replaced_folder,
)


def write(out: Path, words: str) -> None:
    with replaced_folder(out) as folder:
        (folder / "index.html").write_text(words)


def test_a_record_appears_whole_with_its_marker(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "record"
    write(out, "one")
    assert (out / MARKER).exists()
    assert (out / "index.html").read_text() == "one"
    assert [path.name for path in out.parent.iterdir()] == ["record"]


def test_our_own_record_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "record", "one")
    write(tmp_path / "record", "two")
    assert (tmp_path / "record" / "index.html").read_text() == "two"


def test_a_run_that_fails_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "record"
    write(out, "one")
    with pytest.raises(RuntimeError), replaced_folder(out) as folder:
        (folder / "index.html").write_text("half")
        raise RuntimeError
    assert (out / "index.html").read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["record"]


def test_a_folder_that_is_not_ours_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(OutputNotOursError):
        check_output(tmp_path)
    with pytest.raises(OutputNotOursError):
        write(tmp_path, "one")
    assert (tmp_path / "letters.txt").read_text() == "mine"


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "record").write_text("mine")
    with pytest.raises(OutputNotOursError):
        check_output(tmp_path / "record")


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "record").mkdir()
    write(tmp_path / "record", "one")
    assert (tmp_path / "record" / MARKER).exists()


def test_a_place_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputNotWritableError, match="Nothing was changed"):
        write(tmp_path / "file" / "record", "one")


@pytest.mark.parametrize("marker", [None, "This folder was made by Holdfast.\n"])
def test_an_estimate_never_takes_the_place_of_a_record(tmp_path: Path, marker: str | None) -> None:
    out = tmp_path / "out"
    write(out, "a record")
    if marker is not None:
        (out / MARKER).write_text(marker)
    with pytest.raises(OutputNotOursError, match="holds results of another kind: record"):
        check_output(out, FolderKind.ESTIMATE)
    with pytest.raises(OutputNotOursError), replaced_folder(out, FolderKind.ESTIMATE):
        pass
    assert (out / "index.html").read_text() == "a record"


def test_a_record_never_takes_the_place_of_an_estimate(tmp_path: Path) -> None:
    with replaced_folder(tmp_path / "out", FolderKind.ESTIMATE) as folder:
        (folder / "index.html").write_text("an estimate")
    check_output(tmp_path / "out", FolderKind.ESTIMATE)
    with pytest.raises(OutputNotOursError, match="kind: estimate, where this would write record"):
        write(tmp_path / "out", "a record")
