from pathlib import Path

import pytest

from holdfast.apps.intake.errors import BadRelayKeyError, RelayKeyThereError
from holdfast.apps.intake.place import intake_folder
from holdfast.apps.intake.relay_key import new_key_file, read_key_file


def test_a_key_is_read_as_it_was_written_and_by_its_user_only(site: Path, tmp_path: Path) -> None:
    path = tmp_path / "relay.key"
    new_key_file(path)
    assert read_key_file(path) == read_key_file(path)
    assert path.stat().st_mode & 0o077 == 0
    assert "private" not in repr(read_key_file(path))


def test_a_key_replaces_no_file_and_lies_not_beside_what_it_opens(
    site: Path, tmp_path: Path
) -> None:
    path = tmp_path / "relay.key"
    path.write_text("something dear")
    with pytest.raises(RelayKeyThereError):
        new_key_file(path)
    assert path.read_text() == "something dear"
    intake_folder().mkdir(exist_ok=True)
    with pytest.raises(RelayKeyThereError):
        new_key_file(intake_folder() / "relay.key")


def test_what_is_no_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "relay.key"
    for text in ("", "holdfast-relay-key-1\nAAAA\nAAAA\n", "another head\n" * 3, "é"):
        path.write_text(text)
        with pytest.raises(BadRelayKeyError):
            read_key_file(path)
    with pytest.raises(BadRelayKeyError):
        read_key_file(tmp_path / "absent")
