from pathlib import Path

import msgspec
import pytest

from holdfast.apps.intake.errors import BadDoorError, LineClosedError
from holdfast.apps.intake.place import Door, intake_folder, read_door, write_door

DOOR = Door(installation="tervenia" + "a" * 18, salt="0f" * 16, public="1e" * 32)


def test_what_is_written_is_read(site: Path) -> None:
    door = msgspec.structs.replace(DOOR, leave='https://example.org/?a="b"', files_mib=7)
    write_door(door)
    assert read_door() == door
    assert intake_folder() == site / "intake"


def test_a_site_without_a_line_says_how_to_open_one(site: Path) -> None:
    with pytest.raises(LineClosedError, match="holdfast line open"):
        read_door()


@pytest.mark.parametrize("more", [b"salt = ", b"\xff", b"x = 1", b'salt = "0f"', b"file_mib = 'a'"])
def test_a_file_of_another_form_is_refused_in_words(site: Path, more: bytes) -> None:
    write_door(DOOR)
    path = intake_folder() / "door.toml"
    name = more.split(b" = ", maxsplit=1)[0]
    kept = [line for line in path.read_bytes().splitlines() if not line.startswith(name)]
    path.write_bytes(b"\n".join([*kept, more]))
    with pytest.raises(BadDoorError):
        read_door()


def test_nothing_but_public_things_stand_in_it(site: Path) -> None:
    write_door(DOOR)
    path = intake_folder() / "door.toml"
    assert path.stat().st_mode & 0o777 == 0o640
    named = {line.split(" = ")[0] for line in path.read_text("utf-8").splitlines()}
    assert named == {
        "installation", "salt", "public", "leave", "files_mib", "file_mib", "reserve_mib", "watch",
    }  # fmt: skip
