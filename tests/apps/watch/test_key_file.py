from pathlib import Path

import pytest
from tests.apps.watch.cast import new_box

from holdfast.apps.watch.errors import (
    BadWatchKeyError,
    KeyInsideError,
    KeyThereError,
    NoWatchKeyError,
)
from holdfast.apps.watch.key_file import read_key, refuse_place, write_key


def test_a_key_reads_back_and_is_for_its_user_only(site: Path, tmp_path: Path) -> None:
    box = new_box()
    write_key(tmp_path / "key", box)
    assert read_key(tmp_path / "key") == box
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_a_key_never_lies_in_the_site_and_is_never_written_over(site: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyInsideError):
        refuse_place(site / "watch" / "key")
    write_key(tmp_path / "key", new_box())
    with pytest.raises(KeyThereError):
        write_key(tmp_path / "key", new_box())


def test_no_file_is_no_key(site: Path, tmp_path: Path) -> None:
    with pytest.raises(NoWatchKeyError):
        read_key(tmp_path / "key")


@pytest.mark.parametrize("line", range(4))
def test_another_site_s_key_and_a_damaged_one_are_refused(
    site: Path, tmp_path: Path, line: int
) -> None:
    write_key(tmp_path / "key", new_box())
    lines = (tmp_path / "key").read_text("ascii").splitlines()
    lines[line] = lines[line][:-2] + "!"
    (tmp_path / "key").write_text("\n".join(lines), "ascii")
    with pytest.raises(BadWatchKeyError):
        read_key(tmp_path / "key")
